"""A large file that nobody wrote in is written anew in one go; one with a word of a person keeps all the rest."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ppl.model.plan import Plan
from ppl.store import codec, edits
from ppl.store.edits import Edit
from ppl.yaml import edit as yaml_edit
from ppl.yaml import scalars
from ppl.yaml import text as yaml_text
from ppl.yaml.splice import splice_together
from ppl.yaml.together import together

STEPS = 150


def plan(weeks: int, step: int) -> dict[str, Any]:
    """The fields of a plan in which each activity waits on one before it."""
    activities = [
        {
            "id": f"A{n}",
            "title": f"Stap {n}",
            "weeks": str(weeks + n % 9),
            "after": [{"activity": f"A{max(n - step, 0)}", "ground": "habit"}] if n else [],
        }
        for n in range(STEPS)
    ]
    return {"starts_on": "2026-03-02", "activities": [{k: v for k, v in one.items() if v} for one in activities]}


def written(fields: dict[str, Any]) -> str:
    return yaml_text.to_text(codec.marked_plain(Plan, fields))


def edit(fields: dict[str, Any], old: str) -> Edit:
    return Edit("alpha/plan", fields, old)


def test_another_plan_in_place_of_a_large_one_takes_no_time(monkeypatch: Any) -> None:
    old, new = plan(4, 1), plan(11, 7)
    monkeypatch.setattr(edits, "LARGE", 1000)
    begun = time.process_time()
    assert edit(new, written(old)).new == written(new)
    assert time.process_time() - begun < 2


def test_a_file_in_which_somebody_wrote_keeps_that_however_much_changes(monkeypatch: Any) -> None:
    monkeypatch.setattr(edits, "LARGE", 10)
    monkeypatch.setattr(edits, "MANY", 0)
    old, new = plan(4, 1), plan(4, 1)
    new["activities"][3]["weeks"] = "12"
    by_hand = written(old).replace("starts_on: 2026-03-02\n", "starts_on: 2026-03-02  # gezegd door de raad\n")
    found = edit(new, by_hand).new
    assert found == yaml_edit.edit_text(by_hand, codec.marked_plain(Plan, new))
    assert "# gezegd door de raad" in found


def test_both_ways_give_the_same_text_where_ppl_wrote_it(monkeypatch: Any) -> None:
    old, new = plan(4, 1), plan(4, 1)
    new["activities"][3]["weeks"] = "12"
    del new["activities"][9]["after"]
    monkeypatch.setattr(edits, "LARGE", 10)
    found = []
    for many in (0, 1000):
        monkeypatch.setattr(edits, "MANY", many)
        found.append(edit(new, written(old)).new)
    assert found[0] == found[1] == written(new)


def test_a_value_at_each_of_very_many_places_costs_its_place_and_not_the_whole_text() -> None:
    text = "# van de raad\nk:\n" + "".join(f"  - a{n}: stap {n}\n" for n in range(20_000))
    begun = time.process_time()
    found = splice_together(text, ((("k", n, f"a{n}"), f"stap {n + 1}") for n in range(0, 20_000, 10)))
    assert time.process_time() - begun < 1.5  # 0.3 s; with a whole text for each place it was 2.9 s
    assert found is not None and "  - a10: stap 11\n  - a11: stap 11\n" in found
    assert found.startswith("# van de raad\n")


def test_pieces_are_put_in_at_once_unless_two_meet() -> None:
    assert together("een twee drie", [(9, 13, "vier"), (0, 3, "nul")]) == "nul twee vier"
    assert together("een twee", [(0, 3, "ene"), (0, 3, "eon")]) is None
    assert together("een", []) == "een"


@given(st.text("abN0 1_-eynotrulf:#", max_size=12).filter(str.strip))
@example("true")
@example("no")
@example("null")
@example("e3 ")
@example("a: b")
@example("a #b")
def test_a_word_on_a_line_stands_as_the_emitter_writes_it(value: str) -> None:
    by_the_emitter = yaml_text.dump({"k": value}, False).removeprefix("k:").strip()
    assert scalars.one_line(value) == by_the_emitter
