"""No project becomes active before it is on record what its project leader commits to, by whichever word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ppl.operations import checking
from ppl.operations.log import LogRequest, log
from ppl.operations.new import NewRequest, new
from ppl.operations.proposal import Proposal
from ppl.operations.set import SetRequest, set_fields
from ppl.operations.start import refusal_to_start
from ppl.store.edits import Edit, existing_edit
from tests.operations.base import DAY, Base, entry

KICKOFF = "kind: kickoff\nheld_on: 2026-02-02\n"
COMMITTED = KICKOFF + "commitments: [De projectleider houdt de planning bij]\n"


def project(status: str, more: str = "") -> Base:
    """The base with a project of this status."""
    base = Base()
    base.write("projects/nieuw/project.yaml", f"name: Nieuw\nmunicipality: [N]\nstatus: {status}\nlot: lot-1\n{more}")
    return base


def refused(base: Base, proposal: Proposal) -> list[str]:
    """What is said of the commitment, with the remedy."""
    found = checking.problems(base.folder, DAY, proposal)
    return [f"{one.path}:{one.line} {one.remedy}" for one in found if one.check == "commitment" and one.is_error]


def made_active(base: Base, *more: str) -> list[str]:
    return refused(base, set_fields(base.folder, DAY, SetRequest("nieuw", ("status=active", *more))))


def test_a_project_becomes_active_once_the_kickoff_with_the_commitment_is_logged() -> None:
    base = project("selected")
    (said,) = made_active(base)
    assert said.startswith("data/projects/nieuw/project.yaml:3 ")
    assert "ppl log nieuw --kind kickoff" in said and "ppl set nieuw commitments+=TEXT" in said
    base.put_in(log(base.folder, DAY, LogRequest("nieuw", entry(KICKOFF))))
    assert made_active(base)
    base.put_in(log(base.folder, DAY, LogRequest("nieuw", entry(COMMITTED.replace("02-02", "02-03")))))
    assert made_active(base) == []


@pytest.mark.parametrize("status", ["selected", "on-hold", "preselected", "reference"])
def test_a_commitment_on_the_project_itself_does_too_also_in_the_same_command(status: str) -> None:
    base = project(status)
    assert made_active(base) and made_active(base, "commitments+=Eén vaste dag") == []
    assert made_active(project(status, "commitments: [Eén vaste dag]\n")) == []


def test_a_kickoff_that_was_cancelled_commits_nobody() -> None:
    base = project("selected")
    cancelled = COMMITTED + "status: cancelled\nbecause: ziek\n"
    base.put_in(log(base.folder, DAY, LogRequest("nieuw", entry(cancelled))))
    assert made_active(base)


def test_what_is_active_already_may_be_changed_and_renamed() -> None:
    base = project("active")
    assert refused(base, set_fields(base.folder, DAY, SetRequest("nieuw", ("name=Anders",)))) == []
    assert made_active(base) == []


@pytest.mark.parametrize(("sources", "is_refused"), [(None, True), (["https://voorbeeld.nl"], False)])
def test_a_new_project_is_active_only_where_it_is_known_from_public_sources(sources: Any, is_refused: bool) -> None:
    base = Base()
    fields: Mapping[str, Any] = {"name": "X", "municipality": ["N"], "status": "active", "lot": "lot-1"}
    fields = {**fields, "sources": sources} if sources else fields
    assert bool(refused(base, new(base.folder, DAY, NewRequest("project", None, dict(fields), "")))) == is_refused


def test_a_public_pilot_goes_on_without_one_until_it_is_guided_here() -> None:
    base = project("on-hold", "sources: [https://voorbeeld.nl]\n")
    fact = "kind: fact\nheld_on: 2026-01-02\nsources: [https://voorbeeld.nl]\n"
    base.put_in(log(base.folder, DAY, LogRequest("nieuw", entry(fact))))
    assert made_active(base) == []
    base.put_in(log(base.folder, DAY, LogRequest("nieuw", entry("kind: weekly\nheld_on: 2026-01-05\n"))))
    assert made_active(base)


def test_a_project_that_was_chosen_here_is_no_public_pilot_whatever_its_sources() -> None:
    assert made_active(project("selected", "sources: [https://voorbeeld.nl]\n"))


def test_a_file_changed_by_hand_meets_the_same_gate() -> None:
    base = project("selected")
    before = existing_edit(base.folder, "nieuw")
    assert before is not None and before.old is not None and before.fields is not None
    after = Edit(
        "nieuw", {**before.fields, "status": "active"}, before.old, text=before.old.replace("selected", "active")
    )
    assert refusal_to_start(base.folder, [after], after)
    kickoff = Edit(
        "nieuw/sessions/2026-02-02-kickoff", {"kind": "kickoff", "held_on": "2026-02-02", "commitments": ["Ja"]}
    )
    assert refusal_to_start(base.folder, [after, kickoff], after) is None
