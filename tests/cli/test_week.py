"""`ppl week`: which week, the notes of this machine, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def shown(run: Run, kb: Kb, *arguments: str) -> dict[str, object]:
    code, out, err = run(kb, "week", *arguments, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert found.pop("schema") == "ppl/week/1"
    return dict(found)


def test_any_day_of_a_week_means_that_week(kb: Kb, in_process: Run) -> None:
    assert shown(in_process, kb)["monday"] == "2026-02-23" and shown(in_process, kb)["today"] == "2026-03-01"
    assert shown(in_process, kb, "2026-02-25") == shown(in_process, kb)
    coming = shown(in_process, kb, "+1w")
    assert (coming["monday"], coming["today"]) == ("2026-03-02", "2026-03-02")


def test_a_week_that_is_past_is_seen_as_of_a_day(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "week", "2026-01-05")
    assert code == 2 and "look back with --as-of 2026-01-05" in err


def test_notes_that_wait_on_this_machine_are_counted_but_for_another_day(kb: Kb, in_process: Run) -> None:
    for text in ("bel de griffie", "vraag om een datum"):
        assert in_process(kb, "note", "waterrijk", text)[0] == 0
    assert shown(in_process, kb)["notes"] == [{"project": "waterrijk", "number": 2}]
    assert "ppl note waterrijk --list" in in_process(kb, "week")[1]
    assert shown(in_process, kb, "--as-of", "HEAD")["notes"] == []


def test_a_role_sees_only_its_own_and_the_talks_where_it_is(kb: Kb, in_process: Run) -> None:
    kb.write(
        "projects/waterrijk/sessions/2026-02-20-weekly.yaml",
        "kind: weekly\nheld_on: 2026-02-20\nattended: [procesmanager, projectleider]\nagreed_on: 2026-02-21\nactions:\n"
        "  - {id: a1, text: Bel de netbeheerder, owner: projectleider, due_on: 2026-02-25}\n"
        "  - {id: a2, text: Lees de nota, owner: leermanager, due_on: 2026-02-25}\n",
    )
    whole = shown(in_process, kb)
    leader, manager = (shown(in_process, kb, "--role", role) for role in ("projectleider", "procesmanager"))
    assert (whole["role"], leader["role"]) == (None, "projectleider")

    def raised(found: dict[str, object]) -> list[str]:
        talks = found["talks"]
        assert isinstance(talks, list)
        return [line["what"] for talk in talks for line in talk["raise"]]

    assert "Bel de netbeheerder" in raised(leader) and "Lees de nota" not in raised(leader)
    assert {"Bel de netbeheerder", "Lees de nota"} <= {*raised(manager)}, "who leads a talk hears all of it"
    _, out, err = in_process(kb, "week", "--role", "leermanager")
    assert ": leermanager" in out or ": learning manager" in out, err
    code, _, err = in_process(kb, "week", "--role", "leermanagr")
    assert code == 2 and "leermanager" in err
