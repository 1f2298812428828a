"""A large file that nobody wrote in is written anew in one go; one with a word of a person keeps all the rest."""

from __future__ import annotations

import time
from typing import Any

from ppl.model.plan import Plan
from ppl.store import codec, edits
from ppl.store.edits import Edit
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text

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
