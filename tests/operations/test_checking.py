"""What a proposal would break is found, with the line where somebody finds it; what was wrong before is no news."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.operations import checking
from ppl.operations.entry import Entry
from ppl.operations.log import LogRequest, log
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit
from ppl.store.git.message import Message
from tests.operations.base import DAY, NET, Base, entry

WEEKLY = "kind: weekly\nheld_on: 2026-02-02\n"


def proposed(base: Base, more: str) -> Proposal:
    return log(base.folder, DAY, LogRequest("waterrijk", entry(WEEKLY + more)))


def test_a_field_of_a_form_has_its_line_else_that_of_what_holds_it() -> None:
    lines = {("actions",): 4, ("actions", 1): 6, (): 1}
    form = Entry("f.md", "", {}, lines)
    assert [form.line_of(at) for at in (("actions", 1, "due_on"), ("actions", 0), ("summary",))] == [6, 4, 1]
    assert Entry("f.md", "", {}, {("actions",): 4}).line_of(("summary",)) == 0


@pytest.mark.parametrize(("field", "value"), [("category", "onzin"), ("owner", "onzin")])
def test_codes_are_looked_up_in_the_lists_of_the_programme(base: Base, field: str, value: str) -> None:
    sent = {"title": "Kabel", "category": "netcongestie", "owner": "projectleider", field: value}
    fields = ", ".join(f"{name}: {one}" for name, one in sent.items())
    found = checking.problems(base.folder, DAY, proposed(base, f"bottlenecks: [{{{fields}}}]\n"))
    assert [(one.check, one.field[-1]) for one in found] == [("codes", field)]


def test_areas_lots_and_bodies_are_looked_up_too(base: Base) -> None:
    def wrong(ref: str, fields: dict[str, Any]) -> list[str]:
        proposal = Proposal([Edit(ref, fields)], Message("new", ref, ""))
        return [str(one.field[0]) for one in checking.problems(base.folder, DAY, proposal) if one.check == "codes"]

    project = {"name": "N", "municipality": ["N"], "status": "longlist", "lot": "lot-9", "province": "nergens"}
    assert wrong("nieuw", project) == ["lot", "province"]
    question = {"bottlenecks": [NET], "to": "niemand", "question": "?", "status": "draft"}
    assert wrong("escalations/e", question) == ["to"]


def test_records_that_come_together_may_refer_to_each_other_and_what_was_wrong_before_is_no_news(base: Base) -> None:
    more = "bottlenecks: [{title: Kabel, category: netcongestie}]\ninterventions: [{title: Bellen, for: kabel}]\n"
    assert not checking.problems(base.folder, DAY, proposed(base, more))
    base.write(f"projects/{NET}.yaml", base.text(NET).replace("netcongestie", "onzin"))
    kept = proposed(base, "bottlenecks: [{id: netaansluiting, owner: leermanager}]\n")
    assert [one.check for one in checking.problems(base.folder, DAY, kept)] == []
    worse = proposed(base, "bottlenecks: [{id: netaansluiting, category: onzin2}]\n")
    assert [one.check for one in checking.problems(base.folder, DAY, worse)] == ["codes"]
