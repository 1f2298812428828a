"""`ppl prepare`: which talk is meant, who is asked and who is not, and what its maker is told besides."""

from __future__ import annotations

import email
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Kb
from tests.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]


def shown(run: Run, kb: Kb, *arguments: str) -> dict[str, object]:
    code, out, err = run(kb, "prepare", *arguments, "--format", "json")
    assert code == 0, err
    return dict(json.loads(out))


def test_the_programme_is_the_catch_up_with_the_ministry(kb: Kb, in_process: Run) -> None:
    found = shown(in_process, kb, "programme")
    assert (found["schema"], found["kind"], found["project"]) == ("ppl/prepare/1", "client", None)
    assert shown(in_process, kb, "--kind", "client") == found
    assert shown(in_process, kb, "waterrijk")["kind"] == "weekly"


def test_without_a_terminal_nobody_is_asked(kb: Kb, in_process: Run) -> None:
    for arguments in ((), ("--kind", "learning")):
        code, _, err = in_process(kb, "prepare", *arguments)
        assert code == 2 and "ppl prepare PROJECT" in err


def test_a_talk_of_a_project_is_not_one_of_the_programme(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "prepare", "programme", "--kind", "weekly")
    assert code == 2 and "ppl prepare PROJECT --kind weekly" in err


def test_a_day_that_has_been_is_refused_and_one_to_come_is_the_day(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "prepare", "waterrijk", "--on", "2025-01-05")
    assert code == 2 and "look back with --as-of" in err
    assert shown(in_process, kb, "waterrijk", "--on", "2026-12-24")["talk_on"] == "2026-12-24"


def test_what_is_for_the_ministry_is_not_to_be_sent_to_the_project(kb: Kb, in_process: Run) -> None:
    assert "do not send it to the project" in in_process(kb, "prepare", "waterrijk", "--kind", "client")[2]
    assert "do not send it" not in in_process(kb, "prepare", "waterrijk")[2]


def test_the_mail_is_a_draft_to_whom_it_is_for(kb: Kb, in_process: Run, tmp_path: Path) -> None:
    who = ("people", "projectleider", "Jan Janssen", "--project", "waterrijk")
    assert in_process(kb, *who, "--mail", "jan@voorbeeld.example")[0] == 0
    mail = tmp_path / "gesprek.eml"
    assert in_process(kb, "prepare", "waterrijk", "--out", str(mail))[0] == 0
    draft = email.message_from_bytes(mail.read_bytes())
    assert draft["X-Unsent"] == "1" and "jan@voorbeeld.example" in draft["To"]
    assert "Janssen" not in in_process(kb, "prepare", "waterrijk", "--format", "md")[1]


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_asks_which_project(kb: Kb) -> None:
    with Terminal(kb.root, kb.environment, "prepare") as terminal:
        terminal.answer("Of which project", "waterr")
        terminal.expect("Waterrijk")
        assert terminal.end() == 0
