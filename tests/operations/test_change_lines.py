"""What any change comes to in words, before it is written."""

from __future__ import annotations

from ppl.cli.language import translated
from ppl.operations.change_lines import change_lines
from ppl.store.edits import Edit

NET = "waterrijk/bottlenecks/netaansluiting"
OLD = "title: Kabel\ncategory: netcongestie\nstatus: open\nopened_on: 2026-01-12\nowner: projectleider\n"


def said(edit: Edit, lang: str = "nl") -> list[str]:
    return [translated(line, lang) for line in change_lines([edit])]


def test_a_field_says_what_stood_there_and_what_will() -> None:
    fields = {"title": "Kabel", "category": "netcongestie", "status": "resolved", "opened_on": "2026-01-13"}
    assert said(Edit(NET, fields, OLD)) == [
        f"~ knelpunt: {NET}",
        "    status: open → opgelost",
        "    gemeld: 12-01-2026 → 13-01-2026",
        "    wie: weggehaald (projectleider)",
    ]
    assert said(Edit(NET, fields, OLD), "en")[2] == "    opened: 2026-01-12 → 2026-01-13"


def test_a_new_record_says_all_its_fields_and_one_that_goes_its_name() -> None:
    assert said(Edit(NET, {"title": "Kabel", "opened_on": "2026-01-12"})) == [
        f"+ knelpunt: {NET}",
        "    titel: Kabel",
        "    gemeld: 12-01-2026",
    ]
    assert said(Edit(NET, None, OLD)) == [f"- knelpunt: {NET}"]


def test_one_item_of_a_long_list_is_told_and_not_the_list() -> None:
    old = "activities:\n" + "".join(f"  - id: A{n}\n    title: Stap {n}\n    weeks: 4\n" for n in range(1, 40))
    activities = [{"id": f"A{n}", "title": f"Stap {n}", "weeks": "5" if n == 7 else "4"} for n in range(1, 40)]
    assert said(Edit("waterrijk/plan", {"activities": activities}, old)) == [
        "~ plan: waterrijk/plan",
        "    activiteiten A7, weken: 4 → 5",
    ]


def test_what_is_only_laid_out_otherwise_says_nothing() -> None:
    fields = {"title": "Kabel", "category": "netcongestie", "status": "open", "opened_on": "2026-01-12",
              "owner": "projectleider"}  # fmt: skip
    assert said(Edit(NET, fields, OLD, text=OLD + "# gezien\n")) == []


def test_items_that_change_alike_are_one_line() -> None:
    old = "activities:\n" + "".join(f"  - id: A{n}\n    title: Stap {n}\n" for n in range(1, 7))

    def after(*checked: int) -> list[str]:
        mark = {"checked": {"role": "projectleider", "on": "2026-01-12"}}
        items = [{"id": f"A{n}", "title": f"Stap {n}", **(mark if n in checked else {})} for n in range(1, 7)]
        return said(Edit("waterrijk/plan", {"activities": items}, old))[1:]

    what = "nagelopen: rol: projectleider, op: 12-01-2026"
    assert after(2) == [f"    activiteiten A2, {what}"]
    assert after(2, 3) == [f"    activiteiten A2, A3, {what}"]
    assert after(1, 2, 3, 4, 5, 6) == [f"    activiteiten A1, A2 … A6 (6), {what}"]
