"""What ppl says and asks where a command does not say enough, or says it in another order."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
CSV = "nr,activity,duration,predecessors\n1,Draw,2w,\n2,Decide,1w,1\n"
LIST = "what,who,by when\nCall the grid operator,projectleider,2026-12-04\n"


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_and_a_project_are_taken_in_either_order(kb: Kb, in_process: Run, turned: bool) -> None:
    (kb.root / "list.csv").write_text(LIST)
    (kb.root / "plan.csv").write_text(CSV)
    words = ["list.csv", "waterrijk"]
    code, out, err = in_process(kb, "action", "import", *(words[::-1] if turned else words))
    assert code == 0 and "waterrijk/sessions/" in out, err
    words = ["zandhoek", "plan.csv"]
    code, out, err = in_process(kb, "plan", "import", *(words[::-1] if turned else words))
    assert code == 0 and "zandhoek/plan" in out, err


def test_a_file_that_is_not_there_is_named_as_the_file_in_either_order(kb: Kb, in_process: Run) -> None:
    for words in (("nergens.xlsx", "waterrijk"), ("waterrijk", "nergens.xlsx")):
        code, _, err = in_process(kb, "action", "import", *words)
        assert code == 2 and "nergens.xlsx cannot be read" in err


def test_a_dry_run_never_advises_to_take_back(kb: Kb, in_process: Run) -> None:
    talk = "kind: weekly\nheld_on: 2026-01-05\nsummary: Nog een keer.\n"
    (kb.root / "talk.yaml").write_text(talk)
    _, _, err = in_process(kb, "log", "waterrijk", "--from", "talk.yaml", "--dry-run")
    assert "--amend" in err and "undo" not in err
    _, _, err = in_process(kb, "log", "waterrijk", "--from", "talk.yaml")
    assert "ppl undo" in err


if sys.platform != "win32":
    from tests.terminal import Terminal, Words

    @pytest.mark.parametrize("lang", ["en", "nl"])
    @pytest.mark.parametrize("word", ["log", "note"])
    def test_without_a_project_the_projects_are_listed_and_asked(kb: Kb, lang: str, word: str) -> None:
        say = Words(lang)
        with Terminal(kb.root, {**kb.environment, "PPL_LANG": lang}, word, columns=120) as terminal:
            shown = terminal.answer(say("Of which project"), "waterr")
            assert "Waterrijk" in shown and say("  {number}. the programme as a whole") in shown
            terminal.expect("aterrijk")
            terminal.interrupt()
            terminal.end()

    @pytest.mark.parametrize("lang", ["en", "nl"])
    def test_a_form_left_as_it_was_says_that_nothing_was_filled_in(kb: Kb, lang: str) -> None:
        say = Words(lang)
        environment = {**kb.environment, "PPL_LANG": lang, "EDITOR": "true"}
        with Terminal(kb.root, environment, "new", "project", columns=200) as terminal:
            terminal.expect(say("nothing was filled in; nothing was written"))
            assert terminal.end() == 2
