"""What `ppl report` is asked for: since which day, of which lot, and what belongs to another report."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.test_rank import lot as lot
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
MOVED = """\
milestones:
  - code: start-bouw
    title: Start bouw
    planned_on: 2027-05-01
    moves:
      - {on: 2026-02-10, from: 2027-03-01, to: 2027-05-01, because: De kabel komt later., kind: slip}
"""


def test_what_changed_is_told_from_the_day_that_is_named(lot: Kb, in_process: Run) -> None:
    file = "projects/oeverhof/project.yaml"
    lot.write(file, lot.text(file) + MOVED)
    for since, is_told in (("2026-02-09", True), ("2026-02-10", False)):
        for report in (("programme",), ("project", "oeverhof")):
            code, out, _ = in_process(lot, "report", *report, "--since", since, "--format", "json")
            found = json.loads(out)
            changes = [one for each in found.get("projects", [found]) for one in each["changes"]]
            assert (code, found["since"], found["since_kind"]) == (0, since, "given")
            assert bool(changes) is is_told


def test_a_ranking_is_a_report_of_a_lot_for_the_ministry(lot: Kb, in_process: Run) -> None:
    code, out, _ = in_process(lot, "report", "ranking", "--lot", "lot-1", "--format", "md", "--lang", "en")
    out = out.replace("\u00a0", " ")
    assert code == 0 and out.startswith("# Ranking of lot 1")
    assert "The bureau advises on the choice; the ministry decides." in out
    assert "| Place | Project | Points | Scored | Before the next |" in out
    assert "| 1 to 2 | Waterrijk (Nergenshuizen) | 84 | complete | not certain |" in out
    assert "## Place 1 to 2: Waterrijk" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", "waterrijk", "--since", "2026-01-01"), "does not tell what changed, so it takes no --since"),
        (("programme", "--lot", "lot-1"), "--lot is for the ranking of a lot"),
        (("ranking", "waterrijk", "--lot", "lot-1"), "a ranking is about a lot, not about one project"),
        (("ranking", "--lot", "lot-1", "--audience", "public"), "a ranking is not for `public`"),
        (("ranking",), "which lot?"),
        (("programme", "--since", "2099-01-01"), "is still to come"),
        (("programme", "--since", "ooit"), "--since: `ooit` is not a day"),
    ],
)
def test_what_belongs_to_another_report_is_refused(
    lot: Kb, in_process: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = in_process(lot, "report", *arguments)
    assert (code, out) == (2, "") and said in err
