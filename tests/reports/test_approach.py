"""The way of working: everything from the records, who agreed when, and what is still to be agreed."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.knowledge import Audience
from ppl.model.lists import Bodies, Body, Term, Vocabularies
from ppl.model.programme import Cadence, RoleTerm
from ppl.model.project import Agreement
from ppl.model.record import Party
from ppl.model.scan import Precondition
from ppl.reports import approach
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered

ROLES = (
    RoleTerm(code="projectleider", nl="projectleider", en="project leader", means="Leidt het project."),
    RoleTerm(code="procesmanager", nl="procesmanager", en="process manager", means="Adviseert."),
    RoleTerm(code="griffie", nl="griffie"),
)


def words() -> Vocabularies:
    return Vocabularies(
        ref="programme/vocabularies",
        bottleneck_categories=(),
        preconditions=(Term(code="mandaat", nl="Mandaat", en="Mandate"), Term(code="didam", nl="Didam", en="Didam")),
        assignment_questions=(
            Term(code="leading_task", nl="Welke opgave is leidend?", en="Which task leads?"),
            Term(code="decides", nl="Wie beslist?", en="Who decides?"),
        ),
        visibility="public",
    )


def bodies(**fields: Any) -> Bodies:
    tables = (
        Body(code="tafel", name="De tafel", level=2, remit="Helpt.", reached_by="procesmanager", **fields),
        Body(code="team", name="Expertteam", level=1, remit="Helpt.", side_door=True),
    )
    return Bodies(ref="programme/bodies", bodies=tables, visibility="public")


def whole(**fields: Any) -> list[Any]:
    project = make.project(
        leader=Party(role="projectleider", organisation="Gemeente Teststad"),
        commitments=("vaste projectdag",),
        agreements=(
            Agreement(text="Kalender delen", owner="projectleider", due_on=day("2026-04-01")),
            Agreement(text="Toetser kiezen", due_on=day("2026-02-01")),
            Agreement(text="Zaal huren", due_on=day("2026-02-01"), done_on=day("2026-01-30")),
        ),
        preconditions=(Precondition(code="mandaat", status="met", evidence="Collegebesluit"),),
        assignment={"leading_task": "Wonen"},
        **fields,
    )
    kickoff = make.session(
        "start",
        kind="kickoff",
        held_on=day("2026-01-12"),
        obstacles=("Weinig zalen", "Netaansluiting"),
        commitments=("Houdt de planning bij",),
        bottlenecks=("b1",),
        agreements=("Elke dinsdag overleg",),
        agreed_on=day("2026-01-15"),
        agreed_by="projectleider",
    )
    rhythm = (make.cadence(source="Bestek 2.1"), make.cadence("progress", "6 months"))
    net = make.bottleneck("b1", title="netaansluiting")
    return [project, kickoff, net, make.programme(*rhythm, roles=ROLES), words(), bodies(answer_within_days=42)]


def built(records: list[Any], project: str | None = "alpha", audience: Any = "internal") -> Any:
    return approach.build(approach.Request(make.knowledge(*records), project, audience), TODAY)


def test_it_tells_roles_rhythm_agreements_and_ladder_from_the_records() -> None:
    text = rendered.report(make.knowledge(*whole()), "approach", "project", "alpha", lang="en")
    for said in (
        "# Way of working: Project alpha",
        "- **Project leader (Gemeente Teststad)** Leidt het project.",
        "| Weekly | every week, per project | Process manager |",
        "| Progress | every 6 months, per project | Process manager |",
        "- **Weekly** Bestek 2.1.",
        "- **Kickoff, 12 January 2026**; agreed on 15 January 2026 by project leader.\n  - Elke dinsdag overleg.",
        "- **What may stand in the way**\n  - Weinig zalen.\n- **What the project leader commits to**\n  - Houdt",
        "- Vaste projectdag.",
        "- Kalender delen (project leader), due on 1 April 2026.",
        "- Toetser kiezen, due on 1 February 2026, not reported as done.",
        "- Zaal huren, done on 30 January 2026.",
        "- **2. De tafel:** Helpt. Reached by: process manager. It answers within 42 days.",
        "Helps at any rung: Expertteam.",
        "- **Mandate**: met. Collegebesluit.",
        "Nobody has said yet how it stands with: didam.",
        "- **Which task leads?** Wonen.",
        "- Who decides?",
    ):
        assert said in text, said
    assert "Griffie" not in text  # nothing is recorded of what it does


def test_only_what_is_not_recorded_is_missing_with_the_command_for_the_bureau_alone() -> None:
    assert [one.what for one in built(whole()).missing] == ["preconditions", "assignment"]
    bare = [make.project(), make.programme(roles=()), words(), bodies()]
    found = {one.what: one.settle for one in built(bare).missing}
    assert found == {
        "roles": "ppl edit programme/programme",
        "answer_within_days": "ppl set programme/bodies bodies.tafel.answer_within_days=DAYS",
        "kickoff": "ppl log alpha --kind kickoff",
        "commitments": "ppl set alpha commitments+=TEXT",
        "agreements": "ppl set alpha 'agreements+={text: TEXT, owner: ROLE}'",
        "preconditions": "ppl scan alpha --part preconditions",
        "assignment": "ppl scan alpha --part assignment",
    }
    for_municipality = built(bare, audience="project").missing
    assert [one.what for one in for_municipality] == [*found] and {one.settle for one in for_municipality} == {None}
    text = rendered.report(make.knowledge(*bare), "approach", "project", "alpha")
    assert "- Wat de partners toezeggen: nog af te spreken.\n" in text and "ppl " not in text


def test_the_kickoff_waits_until_the_municipality_agrees_and_then_no_longer() -> None:
    records = whole()
    kickoff = make.session("start", kind="kickoff", held_on=day("2026-01-12"))
    waiting = [kickoff if one.ref == kickoff.ref else one for one in records]
    assert {one.what: one.settle for one in built(waiting).missing}["agreed"] == "ppl agree alpha/sessions/start"
    assert "agreed" not in {one.what for one in built(records).missing}


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_a_kickoff_that_was_not_held_or_is_still_to_come_is_none(status: str) -> None:
    off = make.session("start", kind="kickoff", held_on=day("2026-01-12"), status=status)
    later = make.session("later", kind="kickoff", held_on=day("2026-03-03"))
    found = built([make.project(), off, later])
    assert found.talks == () and "kickoff" in {one.what for one in found.missing}


def test_who_may_not_read_talks_is_not_told_that_there_are_none() -> None:
    known = make.knowledge(*whole())
    text = rendered.report(known, "approach", "client", "alpha", lang="en")
    assert "kick-off" not in text.lower() and "promise" not in text.lower() and "Kalender delen" in text
    table = rendered.report(known, "approach", "client", lang="en")
    assert "| Project | Preconditions | Assignment |" in table
    assert "| **Project alpha** (Teststad) | 1 of 2 in order | 1 of 2 answered |" in table
    inside = rendered.report(known, "approach", "internal", lang="en")
    assert "| **Project alpha** (Teststad) | 12 January 2026 | 15 January 2026 | 1 of 2 in order |" in inside


@pytest.mark.parametrize("status", ["completed", "rejected", "reference"])
def test_nothing_is_to_be_agreed_with_a_project_that_is_over(status: str) -> None:
    found = built([make.project(status=status), words()])
    assert (found.missing, found.preconditions, found.assignment) == ((), (), ())


def test_a_project_that_its_reader_may_not_see_has_none() -> None:
    known = make.knowledge(make.project(visibility="internal")).for_audience(Audience("public"))
    with pytest.raises(UsageError):
        approach.build(approach.Request(known, "alpha", "public"), TODAY)


def test_which_report_follows_which_talk_is_said_by_the_rhythms_else_by_what_is_usual() -> None:
    def reports(*rhythm: Cadence) -> list[tuple[str, str, list[str]]]:
        programme = make.programme(*rhythm, roles=ROLES)
        found = built([make.project(), programme, words(), bodies()])
        return [(one.rhythm.kind, one.report, [who.code for who in one.readers]) for one in found.reported]

    usual = make.cadence("progress", "6 months"), make.cadence("exchange", "1 month")
    assert reports(*usual) == [("progress", "project", ["projectleider", "opdrachtgever"])]
    own = make.cadence("exchange", "1 month", report="programme", readers=("griffie",))
    assert reports(usual[0], own) == [("exchange", "programme", ["griffie"])], "one that says it, and so they all do"
    assert reports(make.cadence("exchange", "", report="programme")) == []
