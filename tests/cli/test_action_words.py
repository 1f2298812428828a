"""`ppl action list`, `done`, `move` and `drop`: what is open, and what becomes of it, typed or asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from tests.conftest import Kb
from tests.operations.base import TALK

Run = Callable[..., tuple[int, str, str]]
FIRST, SECOND = f"{TALK}#a1", f"{TALK}#a2"
ZAND = "zandhoek/sessions/2026-02-10-weekly"


@pytest.fixture
def three(kb: Kb) -> Kb:
    """Two actions of Waterrijk, of which one is late and one is nobody's, and one of Zandhoek to come."""
    actions = "actions:\n  - {id: a1, text: Rapport lezen, owner: wethouder, due_on: 2026-03-06}\n"
    kb.write(f"projects/{ZAND}.yaml", f"kind: weekly\nheld_on: 2026-02-10\n{actions}")
    return kb


def listed(kb: Kb, run: Run, *words: str) -> list[str]:
    code, out, err = run(kb, "action", "list", *words, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert (found["schema"], found["kind"]) == ("ppl/list/1", "action")
    return [one["ref"] for one in found["items"]]


def test_what_is_open_is_listed_with_what_is_late_on_top(three: Kb, in_process: Run) -> None:
    assert listed(three, in_process) == listed(three, in_process, "--open") == [FIRST, f"{ZAND}#a1", SECOND]
    assert listed(three, in_process, "--late") == [FIRST]
    assert listed(three, in_process, "--until", "week 10") == [FIRST, f"{ZAND}#a1"]
    assert listed(three, in_process, "--project", "zandhoek") == listed(three, in_process, "--owner", "wethouder")
    assert listed(three, in_process, "--where", "owner=") == [SECOND]
    in_process(three, "action", "done", FIRST)
    assert FIRST not in listed(three, in_process) and FIRST in listed(three, in_process, "--all")
    assert listed(three, in_process, "--where", "status=done") == [FIRST]


def test_it_is_the_list_of_actions_and_no_other(three: Kb, in_process: Run) -> None:
    for format in ("md", "csv", "json"):
        own = in_process(three, "action", "list", "--all", "--format", format)
        assert own == in_process(three, "list", "action", "--format", format) and own[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--late", "--all"), "--late, --all do not go together"),
        (("--owner", "wethouwer"), "did you mean `wethouder`"),
        (("--project", "zandhok"), "did you mean `zandhoek`"), (("--until", "vrijdog"), "did you mean `vrijdag`"),
        (("--where", "stat=open"), "did you mean"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_told(three: Kb, in_process: Run, words: tuple[str, ...], said: str) -> None:
    code, _, err = in_process(three, "action", "list", *words)
    assert code == 2 and said in err


def test_a_project_that_is_gone_a_talk_and_a_short_name_say_which_action(three: Kb, in_process: Run) -> None:
    assert in_process(three, "action", "done", "zandhoek", "--on", "gisteren", "--result", "Gelezen.")[0] == 0
    assert "done_on: 2026-02-28, result: Gelezen." in three.text(f"projects/{ZAND}.yaml")
    assert in_process(three, "action", "done", "2026-01-05-weekly#a1", SECOND)[0] == 0
    assert listed(three, in_process) == []
    assert "2 actions done 2026-03-01" in three.git("log", "-1", "--format=%s")
    code, _, err = in_process(three, "action", "done", "zandhoek")
    assert code == 2 and "nothing is open in zandhoek" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("done",), ("no action was named", "ppl action list")),
        (("done", "waterrijk"), (f"say which: {FIRST}, {SECOND}",)),
        (("done", "a1"), (f"say which: {FIRST}, {ZAND}#a1",)),
        (("done", f"{ZAND.replace('weekly', 'wekly')}#a1"), (f"did you mean `{ZAND}#a1` (Rapport lezen)?",)),
        (("done", "2026-02-10-wekly#a1"), (f"did you mean `{ZAND}#a1` (Rapport lezen)?",)),
        (("done", f"{ZAND}#a7"), ("has no action `a7`",)),
        (("done", "rapport lezen"), (f"did you mean `{ZAND}#a1` (Rapport lezen)?",)),
        (("done", "iets heel anders"), ("no open action is called", "ppl action list shows")),
        (("done", FIRST, "--on", "morgen"), ("--on 2026-03-02 is still to come",)),
        (("done", FIRST, "--on", "2026-01-01"), ("was agreed on 2026-01-05",)),
        (("move", FIRST), ("the new day is not said", "+2w")),
        (("move", FIRST, "gisteren"), ("DATE: 2026-02-28 lies before 2026-03-01",)),
        (("move", FIRST, "30-2"), ("30-2 is in no calendar",)),
        (("drop", FIRST), ("needs a reason", '--reason "..."')),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(
    three: Kb, in_process: Run, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    head = three.head()
    code, _, err = in_process(three, "action", *words)
    assert code == 2 and all(one in err for one in said), err
    assert three.head() == head and three.status() == ""


def test_a_day_is_the_last_that_is_typed_in_one_word_or_in_more(three: Kb, in_process: Run) -> None:
    assert in_process(three, "action", "move", FIRST, f"{ZAND}#a1", "wo", "11-3", "--reason", "verlof")[0] == 0
    assert "due_on: 2026-03-11" in three.text(f"projects/{ZAND}.yaml")
    assert "because: verlof" in three.text(f"projects/{TALK}.yaml")
    code, out, _ = in_process(three, "list", "action", "--where", "times_moved=1", "--format", "json")
    assert code == 0 and {one["first_due_on"] for one in json.loads(out)["items"]} == {"2026-01-12", "2026-03-06"}
    head = three.head()
    code, out, err = in_process(three, "action", "move", FIRST, "+2w", "--dry-run")
    assert code == 0 and "+    due_on: 2026-03-15" in out and three.head() == head, err


def test_done_twice_says_so_and_writes_nothing(three: Kb, in_process: Run) -> None:
    in_process(three, "action", "done", FIRST, "--on", "2026-02-02")
    head = three.head()
    code, out, err = in_process(three, "action", "done", FIRST)
    assert code == 0 and out == "" and "was done already, on 2026-02-02" in err and three.head() == head
    code, _, err = in_process(three, "action", "move", FIRST, "+1w")
    assert code == 2 and f"ppl set {FIRST} status=open" in err
    assert in_process(three, "set", FIRST, "status=open", "done_on=")[0] == 0
    assert FIRST in listed(three, in_process)


def test_where_nobody_said_who_it_is_nobodys_and_never_the_bureaus(three: Kb, in_process: Run) -> None:
    notes = "Weekgesprek 24-2\nActies:\n- Vergunning nakijken\n- kaart sturen, voor 4 maart\n"
    (three.root / "notes.txt").write_text(notes)
    assert in_process(three, "log", "waterrijk", "--from", "notes.txt", "--yes")[0] == 0
    (three.root / "list.csv").write_text("Actie;Wie;Wanneer\nArchief opruimen;;4-3\n")
    code, _, err = in_process(three, "action", "import", "list.csv", "waterrijk", "--yes")
    assert code == 0 and "nobody is named who does `Archief opruimen`" in err
    (three.root / "talk.yaml").write_text("kind: contact\nheld_on: 2026-02-25\nactions: [Bellen]\n")
    assert "nobody is named who does `Bellen`" in in_process(three, "log", "waterrijk", "--from", "talk.yaml")[2]
    code, out, _ = in_process(three, "list", "action", "--project", "waterrijk", "--format", "json")
    owners = {one["text"]: one.get("owner") for one in json.loads(out)["items"]}
    assert len(owners) == 6 and {*owners.values()} == {None, "projectleider"} and owners["Netbeheerder bellen"]
    code, out, _ = in_process(three, "check", "action-owner", "--format", "json")
    assert code == 0 and len(json.loads(out)["problems"]) == 5
    code, out, _ = in_process(three, "due", "--project", "waterrijk", "--format", "json")
    due = {one["what"]: (one["role"], one["says_who"]) for one in json.loads(out)["items"] if one["kind"] == "action"}
    assert due["Archief opruimen"] == (None, "projectleider")
    code, out, _ = in_process(three, "due", "--project", "waterrijk", "--role", "projectleider", "--lang", "en")
    said = "Nobody yet: agreed on 1 March 2026; says who does it: projectleider van de gemeente"
    assert said in " ".join(out.split())
    assert in_process(three, "due", "--project", "waterrijk", "--role", "procesmanager")[1].count("Nobody yet") == 0
    for words in (("week", "+1w", "--format", "md"), ("status", "waterrijk"), ("report", "project", "waterrijk")):
        assert "nobody yet" in in_process(three, *words, "--lang", "en")[1], words


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("action done ", [FIRST, SECOND, f"{ZAND}#a1"]), ("action done zand", [f"{ZAND}#a1"]),
        ("action move 2026-01", ["2026-01-05-weekly#a1", "2026-01-05-weekly#a2"]), ("action drop xyz", []),
        ("action list --owner projectl", ["projectleider"]), ("action ", ["list", "done", "move", "drop", "import"]),
    ],
)  # fmt: skip
def test_tab_offers_open_actions_only(three: Kb, line: str, found: list[str]) -> None:
    if "done" in line:
        three.write(
            f"projects/{ZAND}.yaml", three.text(f"projects/{ZAND}.yaml") + "  - {id: a2, text: x, status: done}\n"
        )
    words = line.split(" ")
    done = three.ppl(_PPL_COMPLETE="complete_bash", COMP_WORDS=f"ppl {line}", COMP_CWORD=str(len(words)))
    assert done.stderr == "" and sorted(done.stdout.split()) == sorted(found)


# on a terminal

if sys.platform != "win32":
    from tests.terminal import Terminal, Words

    @pytest.fixture(params=["en", "nl"])
    def say(request: pytest.FixtureRequest) -> Words:
        return Words(request.param)

    def ppl(kb: Kb, say: Words, *words: str) -> Terminal:
        return Terminal(kb.root, {**kb.environment, "PPL_LANG": say.lang}, "action", *words)

    def test_what_is_done_is_chosen_from_what_is_open_with_few_keys(three: Kb, say: Words) -> None:
        with ppl(three, say, "done") as terminal:
            shown = terminal.answer(say("Which are done"), "1 2-3")
            assert shown.index("Netbeheerder") < shown.index("Rapport") < shown.index("Planning")
            terminal.answer(say("Done on"), "gisteren")
            assert "Rapport lezen" in terminal.expect(say("Write this"))
            terminal.expect_prompt()
            terminal.type("")
            assert terminal.end() == 0
            assert terminal.keys <= 20
        assert three.text(f"projects/{TALK}.yaml").count("done_on: 2026-02-28") == 2
        assert "3 actions" in three.git("log", "-1", "--format=%s")

    def test_a_step_back_from_the_preview_leads_to_the_questions(three: Kb, say: Words) -> None:
        with ppl(three, say, "move", "--project", "waterrijk") as terminal:
            terminal.answer(say("Which get another day"), "9")
            terminal.expect("9")
            terminal.answer(say("Which get another day"), "netbeheerder")
            terminal.answer(say("Ready on"), "1-1-2026")
            terminal.answer(say("Ready on"), "13-3")
            terminal.answer(say("Why it moves"), "verlof van de adviseur")
            terminal.answer(say("Write this"), "<")
            for question, typed in (("Why it moves", "<"), ("Ready on", ""), ("Why it moves", "")):
                terminal.expect(say(question))  # the answer of before stands on the line
                terminal.expect("verlof van de adviseur" if question == "Why it moves" else "2026-03-13")
                terminal.type(typed)
            terminal.answer(say("Write this"))
            assert terminal.end() == 0
        text = three.text(f"projects/{TALK}.yaml")
        assert "due_on: 2026-03-13" in text and "because: verlof van de adviseur" in text
        assert "Ppl-Reason: verlof van de adviseur" in three.git("log", "-1")

    def test_a_reason_that_is_missing_is_asked_and_ctrl_c_writes_nothing(three: Kb, say: Words) -> None:
        head = three.head()
        with ppl(three, say, "drop", SECOND) as terminal:
            terminal.answer(say("Why it is no longer needed"), "")
            terminal.expect(say("this cannot be left out; < goes a step back"))
            terminal.expect_prompt()
            terminal.interrupt()
            terminal.expect(say("nothing was written"))
            assert terminal.end() == 130
        assert three.head() == head and three.drafts() == []


def test_blanks_are_no_reason_and_no_result(three: Kb, in_process: Run) -> None:
    code, _, err = in_process(three, "action", "drop", FIRST, "--reason", "  ", "--yes")
    assert code == 2 and "needs a reason" in err
    code, _, err = in_process(three, "remove", "zandhoek", "--reason", "  ", "--yes")
    assert code == 2 and "--reason says nothing" in err
    assert in_process(three, "action", "done", FIRST, "--result", "  ", "--reason", " ", "--yes")[0] == 0
    text = three.text(f"projects/{TALK}.yaml")
    assert "status: done" in text and "result:" not in text
