"""What a guided talk starts from: the lines that say what is open."""

from __future__ import annotations

import pytest

from ppl.cli.ask.open_points import action_line
from ppl.rules.standing import OpenAction
from tests import make
from tests.make import day


@pytest.mark.parametrize(("days", "said"), [(0, ""), (1, ", 1 day late"), (2, ", 2 days late")])
def test_an_action_says_how_late_it_is(days: int, said: str) -> None:
    action = make.action(owner="projectleider", due_on=day("2026-02-01"))
    task = OpenAction("alpha/sessions/s1#a1", action, days)
    assert str(action_line(task)) == f"Doe a1 (projectleider, 2026-02-01{said})"
