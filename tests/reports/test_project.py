"""What a project's report holds and leaves out, on built reports."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from ppl.model.intervention import Expected
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Origin
from ppl.model.lists import AreaEntry, Areas
from ppl.model.plan import Plan, PlanActivity, Reached
from ppl.model.programme import Client, Criteria, Criterion, FormerName, KnockOut, Lot
from ppl.model.project import Agreement, Baseline, Move, Project
from ppl.model.record import Party, Record, Source
from ppl.model.score import KnockOutAnswer, Value
from ppl.reports import project
from ppl.reports.project_report import ProjectReport
from ppl.reports.values import by_name, named, origins
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered
from tests.rules.schedule.networks import activity, link


def built(*records: Record, today: datetime.date = TODAY, with_plan: bool = True, **fields: Any) -> ProjectReport:
    own = () if any(isinstance(one, Project) and one.id == "alpha" for one in records) else (make.project(**fields),)
    return project.build(project.Request(make.knowledge(*own, *records), "alpha", with_plan), today)


def test_bottlenecks_are_open_a_risk_or_closed_and_those_of_tomorrow_are_not_there() -> None:
    stages = ("risk", "open", "waiting", "mitigated", "resolved", "accepted")
    found = built(
        *(make.bottleneck(stage, status=stage) for stage in stages),
        make.bottleneck("later", opened_on=day("2026-03-03")),
        make.bottleneck("nu", opened_on=TODAY),
        make.bottleneck("eerst", opened_on=day("2025-01-01")),
    )
    told = [[one.ref.rpartition("/")[2] for one in part] for part in (found.open, found.risks, found.closed)]
    assert told == [["eerst", "mitigated", "open", "waiting", "nu"], ["risk"], ["accepted", "resolved"]]


def test_a_bottleneck_names_its_causes_and_only_its_own_escalations() -> None:
    other = make.escalation("e2", bottlenecks=("alpha/bottlenecks/b2",), status="answered", answered_on=TODAY)
    found = built(
        make.bottleneck(caused_by=("b2", "weg")), make.bottleneck("b2", owner="projectleider"), make.escalation(), other
    )
    first, second = found.open
    assert (first.causes, second.causes) == (("Knelpunt b2",), ())
    assert [(one.ref, one.status, one.answered_on) for one in first.escalated] == [
        ("escalations/e1", "submitted", None)
    ]
    assert [(one.ref, one.answered_on) for one in second.escalated] == [("escalations/e2", TODAY)]
    assert second.owner is not None and (second.owner.nl, first.owner) == ("projectleider", None)


def test_an_intervention_began_or_is_planned_and_says_what_it_is_for() -> None:
    plan = Plan(ref="alpha/plan", activities=(activity("A1", 1), activity("A2", 1)))
    found = built(
        plan,
        make.bottleneck(),
        make.intervention("a", for_="b1", observed=make.observed(weeks=2.0, evidence="Gezien"), by="projectleider"),
        make.intervention("b", for_="A2", started_on=TODAY, expected=Expected(weeks=3.0)),
        make.intervention("c", started_on=day("2026-03-03"), expected=None, status=None),
        make.intervention("d", started_on=day("2026-04-01"), status="planned", for_="plan#A1", expected=None),
        make.intervention("e", for_="weg", status=None),
    ).interventions
    assert [(one.ref.rpartition("/")[2], one.purpose, one.status) for one in found] == [
        ("a", "Knelpunt b1", "running"),
        ("e", None, "running"),
        ("b", "Activity A2", "running"),
        ("d", "Activity A1", "planned"),
    ]
    seen = [(one.expected, one.expected_weeks, one.observed, one.observed_weeks, one.evidence) for one in found]
    assert seen[0] == ("Sneller klaar.", None, "Het ging sneller.", 2.0, "Gezien")
    assert seen[2:] == [(None, 3.0, None, None, None), (None, None, None, None, None)]
    assert [one.observed_on for one in found] == [day("2026-02-20"), None, None, None]


def test_decisions_come_newest_first_with_who_took_them() -> None:
    by = Party(role="opdrachtgever", organisation="Ministerie")
    found = built(
        make.decision("a", by=by),
        make.decision("b", decided_on=TODAY),
        make.decision("c", decided_on=TODAY),
        make.decision("d", decided_on=day("2026-03-03")),
    ).decisions
    assert [(one.ref.rpartition("/")[2], one.organisation) for one in found] == [
        ("c", "Ministerie"),
        ("b", "Ministerie"),
        ("a", "Ministerie"),
    ]
    assert [one.by.code for one in found if one.by] == ["opdrachtgever"] * 3


def test_the_ministry_is_called_so_where_no_list_names_it_and_by_its_name_of_that_day() -> None:
    client = Client(
        name="Ministerie van VRO", earlier=(FormerName(name="Ministerie van BZK", until=day("2024-07-02")),)
    )
    programme = make.programme(client=client, roles=())
    early, late = make.decision("a", decided_on=day("2024-07-02")), make.decision("b", decided_on=TODAY)
    knowledge = make.knowledge(programme, make.project(), early, late)
    found = project.build(project.Request(knowledge, "alpha"), TODAY).decisions
    assert [(one.by.nl, one.organisation) for one in found if one.by] == [
        ("het ministerie", "Ministerie van VRO"),
        ("het ministerie", "Ministerie van BZK"),
    ]


def test_a_source_is_named_once_by_its_address_and_sorted_as_it_is_shown() -> None:
    each = (
        Source(name="Bericht", publisher="Zwols Dagblad", url="https://x.example/1"),
        Source(name="Zwols Dagblad, bericht", url="https://x.example/1"),
        Source(name="Nota"),
    )
    found = origins([make.project(sources=each)])
    assert [one.name for one in found] == ["Bericht", "Nota"]
    assert [one.name for one in sorted(found, key=by_name)] == ["Nota", "Bericht"]


def test_lessons_of_the_project_come_newest_first_and_not_those_withdrawn_or_of_tomorrow() -> None:
    def own(id: str, on: str, **fields: Any) -> Record:
        return make.lesson(id, from_=Origin(project="alpha"), noted_on=day(on), **fields)

    found = built(
        own("b", "2026-02-01"), own("a", "2026-02-01"), own("c", "2026-03-02"), own("d", "2026-03-03"),
        own("e", "2026-02-01", status="withdrawn"), own("f", "2026-01-01", status="raw"),
    ).lessons  # fmt: skip
    assert [one.ref.removeprefix("lessons/") for one in found] == ["c", "a", "b", "f"]


def test_the_goal_in_weeks_is_the_projects_own_else_that_of_its_lot() -> None:
    lots = (Lot(code="lot-1", title="x", slots=1, term_years=2, goal_weeks=60),)
    programme = make.programme(lots=lots)
    assert [built(programme, goal_weeks=own).goal_weeks for own in (30, None)] == [30, 60]
    assert built(programme, lot=None).goal_weeks is None
    base = built(baseline=Baseline(weeks=80, basis="Vergelijkbaar", set_on=TODAY))
    assert (base.baseline_weeks, base.baseline_basis, base.baseline_on) == (80, "Vergelijkbaar", TODAY)
    assert (built().baseline_weeks, built().baseline_basis, built().baseline_on) == (None, None, None)


def test_what_happened_is_told_in_three_ways() -> None:
    found = built(
        *(make.session(f"t{n}", held_on=day(f"2026-02-0{n}"), summary=f"Gesprek {n}") for n in range(1, 6)),
        make.session("zonder", held_on=day("2026-02-08")),
        *(make.session(f"f{n}", kind="fact", held_on=day(f"2026-01-0{n}"), summary=f"Feit {n}") for n in range(1, 8)),
        make.session("later", held_on=day("2026-03-03"), summary="Later"),
    )
    assert [one.ref.rpartition("/")[2] for one in found.happenings] == ["zonder", "t5", "t4", "t3", "t2"]
    assert [one.summary for one in found.talks] == ["Gesprek 5", "Gesprek 4", "Gesprek 3"]
    assert [one.summary for one in found.events] == [f"Feit {n}" for n in range(1, 8)]


def test_corrections_of_the_last_half_year_come_newest_first() -> None:
    def corrected(id: str, *days: str, held: str = "2026-02-01") -> Record:
        return make.session(id, held_on=day(held), amended=tuple(make.amendment("facts", on=day(on)) for on in days))

    found = built(
        corrected("a", "2025-09-01", "2025-08-31", "2026-03-02"),
        corrected("b", "2026-03-02", "2026-03-03"),
        corrected("c", "2026-03-02", held="2026-02-02"),
    )
    assert found.corrected_since == day("2025-09-01")
    assert [(one.ref.rpartition("/")[2], one.on.isoformat()) for one in found.corrections] == [
        ("c", "2026-03-02"),
        ("a", "2026-03-02"),
        ("b", "2026-03-02"),
        ("a", "2025-09-01"),
    ]


def test_what_was_agreed_is_first_what_is_open_by_its_day() -> None:
    agreements = (
        Agreement(text="klaar", due_on=day("2026-01-01"), done_on=TODAY),
        Agreement(text="ooit", owner="projectleider"),
        Agreement(text="straks", due_on=day("2026-05-01")),
        Agreement(text="nu", due_on=TODAY),
    )
    found = built(agreements=agreements).agreements
    assert [one.text for one in found] == ["nu", "straks", "ooit", "klaar"]
    assert [one.owner.code if one.owner else None for one in found] == [None, None, "projectleider", None]
    leader = built(leader=Party(role="projectleider", organisation="Gemeente")).leader
    assert leader is not None and (leader.role.code, leader.organisation) == ("projectleider", "Gemeente")
    assert (built().leader, built(leader="projectleider").leader is None) == (None, False)


def test_a_milestone_says_why_it_moved_last() -> None:
    moves = tuple(Move(on=day(on), because=on) for on in ("2026-02-01", "2026-03-01", "2026-01-01"))
    found = built(milestones=(make.milestone(moves=moves), make.milestone("b"))).milestones
    assert [one.because for one in found] == ["2026-03-01", None]


def test_the_reason_of_a_move_stands_beside_weeks_won_or_lost_only_where_it_explains_them() -> None:
    def moved(actual: str | None, planned: str) -> str | None:
        moves = (
            Move(on=day("2026-01-05"), because="later", kind="slip"),
            Move(on=day("2026-01-12"), because="eerder", kind="gain"),
            Move(on=day("2026-01-19"), because="toch later", kind="slip"),
        )
        given: dict[str, Any] = {
            "baseline_on": day("2026-02-02"),
            "planned_on": day(planned),
            "actual_on": day(actual) if actual else None,
        }
        return built(milestones=(make.milestone(moves=moves, **given),)).milestones[0].because

    assert moved("2026-01-20", "2026-01-21") == "eerder"
    assert moved("2026-02-20", "2026-02-21") == "toch later"
    assert moved(None, "2026-02-16") == "toch later"  # late


def test_sources_are_those_of_what_is_told_up_to_today_each_once() -> None:
    def source(name: str) -> tuple[Source, ...]:
        return (Source(name=name),)

    found = built(
        make.project(sources=source("project")),
        make.session("s0", sources=source("gesprek")),
        make.session("s1", sources=source("straks"), held_on=day("2026-03-03")),
        make.decision(sources=source("besluit")),
        make.decision("d2", sources=source("later"), decided_on=day("2026-03-03")),
        make.decision("d3", sources=source("vandaag"), decided_on=TODAY),
        make.bottleneck(sources=source("knelpunt")),
        make.bottleneck("b2", sources=source("morgen"), opened_on=day("2026-03-03")),
        make.bottleneck("b3", sources=source("heden"), opened_on=TODAY),
        make.intervention(sources=source("project")),
    ).sources
    assert [one.name for one in found] == ["project", "gesprek", "besluit", "vandaag", "knelpunt", "heden"]


def test_a_source_is_an_address_or_a_name_and_one_without_either_is_none() -> None:
    given: list[Record] = [
        make.project(sources=("https://a.nl", "http://b.nl", "Brief", Source(url="https://c.nl"), Source(date=TODAY))),
        make.project("beta", sources=("Brief", Source(name="Brief", url="https://d.nl", date=TODAY))),
    ]
    assert [(one.name, one.url, one.on) for one in origins(given)] == [
        ("https://a.nl", "https://a.nl", None),
        ("http://b.nl", "http://b.nl", None),
        ("Brief", None, None),
        ("https://c.nl", "https://c.nl", None),
        ("Brief", "https://d.nl", TODAY),
    ]


def test_a_code_has_the_words_of_its_list_whatever_the_list_calls_them_and_else_its_own() -> None:
    areas = Areas(ref="programme/areas", areas=(AreaEntry(code="utrecht", name="Utrecht", kind="province"),))
    known = make.knowledge(areas)
    words = [
        ("areas", "utrecht", "Utrecht"),
        ("lots", "lot-1", "Kleine projecten"),
        ("bottleneck_categories", "netcongestie", "Vol stroomnet"),
        ("bottleneck_categories", "heel-iets-anders", "heel iets anders"),
        ("weg", "x", "x"),
    ]
    for list_name, code, nl in words:
        found = named(known, list_name, code)
        assert found is not None and (found.code, found.nl) == (code, nl)
    assert named(known, "lots", None) is None
    category = named(known, "bottleneck_categories", "netcongestie")
    assert category is not None and category.en == "Grid congestion"


# the plan in a sentence


def plan(*activities: PlanActivity, goal: str | None = "C", **fields: Any) -> Plan:
    given = activities or (activity("A", 4), activity("B", 6, link("A")), activity("C", 2, link("B")))
    return Plan(**{"ref": "alpha/plan", "starts_on": day("2026-01-05"), "goal": goal, "activities": given, **fields})


def ended(id: str, start: str, end: str, *after: Any) -> PlanActivity:
    return activity(id, 4, *after, actual_start_on=day(start), actual_end_on=day(end))


def test_a_plan_tells_what_is_done_what_is_late_and_what_comes_next() -> None:
    found = built(plan()).plan
    assert found is not None
    assert (found.steps, found.done, found.goal, found.weeks, found.goal_on) == (
        3,
        0,
        "Activity C",
        12,
        day("2026-03-30"),
    )
    assert (found.late, found.unknown, found.reached_on, found.starts_on) == (1, 0, None, day("2026-01-05"))
    assert found.next is not None and (found.next.title, found.next.on) == ("Activity B", day("2026-03-16"))
    assert built(plan(), with_plan=False).plan is None
    assert built().plan is None


def test_a_step_that_ends_today_is_done_today_and_not_late() -> None:
    today = built(plan(ended("A", "2026-01-05", "2026-03-02"), goal=None)).plan
    assert today is not None and (today.done, today.late, today.goal, today.next) == (1, 0, None, None)
    later = built(plan(ended("A", "2026-01-05", "2026-03-03"), goal="A")).plan
    assert later is not None and (later.done, later.late, later.reached_on) == (0, 0, None)
    assert later.next is not None and later.next.on == day("2026-03-04")
    reached = built(plan(ended("A", "2026-01-05", "2026-03-02"), goal="A")).plan
    assert reached is not None and (reached.reached_on, reached.goal) == (TODAY, "Activity A")
    due = built(plan(activity("A", 8), goal="A")).plan
    assert due is not None and (due.late, due.next and due.next.on) == (0, TODAY)


def test_the_next_milestone_goes_before_the_next_step_and_a_reached_one_does_not() -> None:
    marks = (
        Reached(code="oud", title="Oud", activity="A"),
        Reached(code="later", activity="C"),
        Reached(code="eerst", title="Eerst", activity="B", weeks_after_start=4.0),
    )
    found = built(plan(milestones=marks)).plan
    assert found is not None and found.next is not None
    assert (found.next.title, found.next.on) == ("Eerst", day("2026-03-02"))
    found = built(plan(milestones=marks[:2])).plan
    assert found is not None and found.next is not None and found.next.title == "Activity C"
    over = plan(ended("A", "2026-01-05", "2026-03-02"), activity("C", 6), milestones=marks[:1])
    found = built(over).plan
    assert found is not None and found.next is None


def test_while_the_length_of_a_step_to_the_goal_is_not_known_nothing_is_called_late() -> None:
    unknown = PlanActivity(id="B", title="B", after=(link("A"),))
    found = built(plan(activity("A", 1), unknown, activity("C", 1, link("B")))).plan
    assert found is not None and (found.unknown, found.late) == (1, 0)
    aside = built(plan(activity("A", 1), unknown, activity("C", 1, link("A")))).plan
    assert aside is not None and (aside.unknown, aside.late) == (0, 3)


# how it was scored


def test_the_latest_agreed_score_is_told_else_the_latest_of_each_assessor() -> None:
    def told(*records: Record) -> list[tuple[str, bool]]:
        return [(one.ref.rpartition("/")[2], one.is_agreed) for one in built(*records).scores]

    def score(id: str, on: str, assessor: str = "bureau-1", **fields: Any) -> Record:
        given = make.score(assessor, scored_on=day(on), **fields)
        return msgspec.structs.replace(given, ref=f"alpha/scores/{id}")

    each = [
        score("c", "2026-01-10", "client-1"),
        score("a", "2026-01-10"),
        score("b", "2026-03-02"),
        score("d", "2026-03-03"),
    ]
    assert told(*each) == [("b", False), ("c", False)]
    agreed = [score(f"agreed-{n}", f"2026-02-0{n}", "agreed", as_="agreed") for n in (1, 2)]
    assert told(*each, *agreed) == [("agreed-2", True)]
    assert told(*each, score("agreed-3", "2026-03-03", "agreed", as_="agreed")) == [("b", False), ("c", False)]


def test_a_score_is_told_in_the_words_of_its_set_else_by_its_codes() -> None:
    criteria = Criteria(
        ref="programme/criteria/lot-1-2026",
        valid_from=TODAY,
        criteria=(Criterion(code="c1", title="Samenwerking", weight=1.0, scale={}),),
        knock_outs=(KnockOut(code="k1", question="Past het?"),),
    )
    given = make.score(
        scores={"c1": Value(value=4, reason="Zo"), "c9": Value(value=9, reason="Nee")},
        knock_outs={"k1": KnockOutAnswer(pass_=False, evidence="Gezien")},
    )
    (found,) = built(criteria, given, make.lesson("lot-1-2026")).scores
    assert [(one.code, one.title, one.why, one.passed, one.value) for one in found.answers] == [
        ("k1", "Past het?", "Gezien", False, None),
        ("c1", "Samenwerking", "Zo", None, 4),
        ("c9", "c9", "Nee", None, None),
    ]
    (bare,) = built(given).scores
    assert [one.title for one in bare.answers] == ["k1", "c1", "c9"]


def test_a_template_of_ones_own_finds_the_records_of_the_project_by_their_refs() -> None:
    own: list[Record] = [make.bottleneck(), make.intervention(), make.decision(), make.session()]
    request = project.Request(make.knowledge(make.project(), make.bottleneck(project="beta"), *own), "alpha")
    found = project.context(request, project.build(request, TODAY))["records"]
    assert list(found) == ["alpha/bottlenecks/b1", "alpha/interventions/i1", "alpha/decisions/d1"]
    assert found["alpha/bottlenecks/b1"]["title"] == "Knelpunt b1"


def test_without_a_programme_a_report_has_no_name_of_it() -> None:
    one = project.build(project.Request(Knowledge([make.project()]), "alpha"), TODAY)
    assert (one.programme, built().programme) == ("", "Proefprogramma")


def test_a_municipality_reads_no_score_before_the_assessors_agreed() -> None:
    given, agreed = make.score(), make.score("panel-1", as_="agreed", scored_on=day("2026-02-01"))
    for records, shown in (((given,), False), ((given, agreed), True)):
        told = rendered.report(make.knowledge(make.project(), *records), "project", "project", "alpha", "en")
        assert ("How the project was scored" in told) is shown, "agreed or not"
        assert "bureau-1" not in told
    found = project.build(project.Request(make.knowledge(make.project(), given), "alpha", audience="client"), TODAY)
    assert [one.assessor for one in found.scores] == ["bureau-1"], "the ministry chooses, and reads each"
