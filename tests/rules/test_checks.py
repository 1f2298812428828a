"""The checks without disk: what each finds, and what it leaves alone."""

# ruff: noqa: E501
from __future__ import annotations

import datetime
from typing import Any, get_args

import msgspec
import pytest

from ppl.errors import Field
from ppl.model.bottleneck import Bottleneck
from ppl.model.escalation import Agreed
from ppl.model.intervention import Observed
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Use
from ppl.model.lists import Term, Vocabularies
from ppl.model.plan import Link, Plan, PlanActivity, Reached
from ppl.model.programme import Criteria, Criterion, KnockOut, PlanTemplate
from ppl.model.project import Homes, Move, Partner, ProjectStatus
from ppl.model.record import Party, Period, Record, Source
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.model.session import Lights, View
from ppl.rules.checks import CHECKS, Check, findings
from tests import make

TODAY = datetime.date(2026, 3, 1)


def found(text: str) -> list[str]:
    bottleneck = Bottleneck(
        ref="waterrijk/bottlenecks/x", title="x", category="x", status="open", opened_on=TODAY, description=text
    )
    return [str(f.what) for _, f in findings(Knowledge([bottleneck]), TODAY, ("personal-data",))]


@pytest.mark.parametrize(
    "text",
    [
        "06-12345678", "bel 0612345678 maar", "06 12 34 56 78", "+31 6 12345678", "+31612345678", "0031 6 1234 5678",
        "071-5123456", "071 5123456", "(071) 512 34 56", "071-512 34 56", "0172-465465", "020-1234567", "+31 (0)71 5123456",
        "j.jansen@example.nl", "mail naar jan+x@sub.example.org.", "BSN 111222333", "111222333", "BSN: 123456782", "1112.22.333", "100000009",
    ],
)  # fmt: skip
def test_personal_data_is_found(text: str) -> None:
    assert found(text), text


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.nl/nieuws/2023/09/0612345678/111222333", "artikel 5.1.2 Woo",
        "artikel 22.1 lid 3", "in 2023-2026", "€ 1.250.000", "1.250.000.000 euro", "12.500.000", "150 tot 200 woningen",
        "104 weken", "2026-03-01", "01-03-2026", "zaaknummer Z2023-00012345", "ECLI:NL:RVS:2022:1234", "art. 3:42 Awb",
        "Stb. 2021, 123", "kamerstuk 32847, nr. 1234", "gemeente 0546 en 0772", "2024 2025 2026", "10 000 000", "@gemeente",
        "0,31 en 0,56", "0.31", "lot-1 en lot-2", "1111 AB", "2.1.1 b", "123456789", "000000000",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_no_personal_data(text: str) -> None:
    assert not found(text), text


def test_the_digits_of_an_address_or_a_case_are_no_citizen_number() -> None:
    source = Source(name="Krant", url="krant.nl/0612345678/111222333")
    one = make.project(case_number="111222333", sources=(source,), other={"ref": "111222333"})
    assert said("personal-data", one) == []


def test_personal_data_is_found_in_every_text_of_a_record() -> None:
    source = Source(name="Bel 06-12345678", url="https://wa.me/31612345678")
    other = {"j@voorbeeld.nl": {"tel": "0612345678"}}
    one = make.project(case_number="BSN 111222333", sources=(source,), other=other)
    fields = [
        ("case_number",),
        ("sources", 0, "name"),
        ("sources", 0, "url"),
        ("j@voorbeeld.nl",),
        ("j@voorbeeld.nl", "tel"),
    ]
    assert sorted(map(str, fields_of("personal-data", one))) == sorted(map(str, fields))
    assert said("personal-data", make.bottleneck("bel-0612345678"))[0][1] == ()


def test_each_piece_of_personal_data_is_named_without_being_said() -> None:
    texts = found("j@voorbeeld.nl, 06-12345678 en 06-87654321")
    assert texts == [
        "an e-mail address in a text (j@…nl)", "a telephone number in a text (06…78)", "a telephone number in a text (06…21)"
    ]  # fmt: skip


def test_the_names_of_checks_are_unique() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))


# each check on what its specimen does not hold; `said` is what it says, and at which field


PROGRAMME = make.programme(make.cadence(role="projectleider"))


def said(check: str, *records: Record, today: str = "2026-03-02") -> list[tuple[str, Field, str]]:
    """What a check finds in these records (and the programme's lists)."""
    found = findings(make.knowledge(PROGRAMME, *records), make.day(today), (check,))
    return [(f.ref, f.field, str(f.what)) for _, f in found]


def fields_of(check: str, *records: Record, today: str = "2026-03-02") -> list[Field]:
    return [field for _, field, _ in said(check, *records, today=today)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_finds_nothing_in_good_records(check: Check) -> None:
    good = (
        make.project(commitments=("vaste projectdag",)),
        make.session(actions=(make.action(owner="projectleider"),), lights=make.lights("amber", "red")),
        make.session("f", kind="fact", sources=("https://voorbeeld.nl",)),
        make.bottleneck("b1"),
        make.bottleneck("b2", status="resolved", closed_on=make.day("2026-02-01")),
        make.intervention(for_="b1", observed=make.observed(weeks=2.0)),
        make.decision(),
        make.lesson(),
        make.escalation(agreed_with=(Agreed(project="alpha", on=make.day("2026-02-09")),)),
        make.event(),
        plan(activity("A1"), activity("A2", "A1"), goal="A2"),
        CRITERIA,
        score(),
    )
    assert said(check.name, *good) == []
    assert list(check.find(Knowledge([]), TODAY)) == []


def test_a_check_alone_and_all_together_find_the_same() -> None:
    known = make.knowledge(PROGRAMME, make.bottleneck(status="resolved", found_in="weg", chance=3.0))
    together = list(findings(known, TODAY))
    assert together == [one for check in CHECKS for one in findings(known, TODAY, (check.name,))]
    assert {name for name, _ in together} == {"references", "needed", "ranges"}


# references


def test_a_broken_reference_is_found_at_any_depth() -> None:
    session = make.session(bottlenecks=("b1", "b9"), interventions=("i9",), projects=("omega",))
    assert fields_of("references", session, make.bottleneck("b1")) == [
        ("projects", 0),
        ("interventions", 0),
        ("bottlenecks", 1),
    ]
    moved = make.milestone(moves=(Move(on=TODAY, due_to="weg"),))
    assert fields_of("references", make.project(milestones=(moved,))) == [("milestones", 0, "moves", 0, "due_to")]
    used = make.lesson(uses=(Use(project="omega", on=TODAY, verdict="applied", because="x"),))
    assert fields_of("references", used) == [("uses", 0, "project")]
    assert fields_of("references", make.newsletter(1, "alpha", "weg"), make.project()) == [("items", 0, "refs", 1)]


def test_a_reference_may_lead_to_a_record_that_was_not_read() -> None:
    known = Knowledge([make.session(bottlenecks=("b1",))], refs={"alpha/bottlenecks/b1"})
    assert list(findings(known, TODAY, ("references",))) == []


@pytest.mark.parametrize(
    ("goal", "broken"), [("A1", []), ("A2", []), ("A9", [("for",)]), ("b1", []), ("b9", [("for",)])]
)
def test_an_intervention_is_for_a_bottleneck_or_an_activity_of_the_plan(goal: str, broken: list[Field]) -> None:
    records = (make.intervention(for_=goal), make.bottleneck("b1"), plan(activity("A1"), activity("A2")))
    assert fields_of("references", *records) == broken
    assert fields_of("references", make.intervention(for_="A1"), make.project()) == [("for",)], "there is no plan"


# codes


def test_a_code_that_is_not_in_its_list_is_an_error_and_an_unknown_role_a_remark() -> None:
    records = (
        make.bottleneck(category="stikstoff", also=("netcongestie", "weer"), owner="buurman"),
        make.session(attended=("projectleider", Party(role="buurman"))),
        make.escalation(to="tafel"),
        make.project(lot="lot-9"),
    )
    levels = {(f.ref, f.field): f.level for _, f in findings(make.knowledge(PROGRAMME, *records), TODAY, ("codes",))}
    assert levels == {
        ("alpha", ("lot",)): "error",
        ("alpha/bottlenecks/b1", ("category",)): "error",
        ("alpha/bottlenecks/b1", ("also", 1)): "error",
        ("alpha/bottlenecks/b1", ("owner",)): "remark",
        ("alpha/sessions/s1", ("attended", 1, "role")): "remark",
        ("escalations/e1", ("to",)): "error",
    }


def test_a_code_of_a_list_that_the_programme_does_not_have_is_not_judged() -> None:
    assert fields_of("codes", make.project(province="zuid-holland")) == []


@pytest.mark.parametrize("number", [24, 25])
def test_a_short_list_of_codes_is_named_and_of_a_long_one_where_it_stands(number: int) -> None:
    terms = tuple(Term(code=f"k{n:02}", nl="x") for n in range(number))
    lists = Vocabularies(ref="programme/vocabularies", bottleneck_categories=terms)
    ((_, finding),) = findings(make.knowledge(PROGRAMME, lists, make.bottleneck(category="anders")), TODAY, ("codes",))
    named, whole = "choose from k00, k01", "choose from the list bottleneck_categories in data/programme/"
    assert str(finding.remedy).startswith(named if number < 25 else whole)


def test_what_was_meant_is_named() -> None:
    def remedy(check: str, *records: Record) -> str:
        ((_, finding),) = findings(make.knowledge(PROGRAMME, *records), TODAY, (check,))
        return str(finding.remedy)

    assert remedy("codes", make.bottleneck(category="netcongestei")) == "did you mean `netcongestie`?"
    assert remedy("references", make.session(bottlenecks=("b12",)), make.bottleneck("b1")).startswith("did you mean")
    assert remedy("references", make.session(bottlenecks=("heel",)), make.bottleneck("b1")).startswith("write the id")


# duplicates


def test_ids_and_codes_are_unique_in_their_list() -> None:
    twice = make.session(actions=(make.action("a1"), make.action("a2"), make.action("a1")))
    assert said("duplicates", twice) == [(twice.ref, ("actions", 2, "id"), "`a1` stands twice in actions")]
    assert fields_of("duplicates", make.project(milestones=(make.milestone(), make.milestone()))) == [
        ("milestones", 1, "code")
    ]
    assert fields_of("duplicates", plan(activity("A1"), activity("A1"))) == [("activities", 1, "id")]


# dates


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (make.bottleneck(closed_on=make.day("2026-01-04")), "closed_on"),
        (make.project(starts_on=make.day("2026-01-05"), goal_on=make.day("2026-01-04")), "goal_on"),
        (make.project(submitted_on=make.day("2026-01-05"), closed_on=make.day("2026-01-04")), "closed_on"),
        (make.session(next_on=make.day("2026-02-22")), "next_on"),
        (make.session(sent_on=make.day("2026-02-22")), "sent_on"),
        (make.session(agreed_on=make.day("2026-02-22")), "agreed_on"),
        (make.decision(communicated_on=make.day("2026-01-19")), "communicated_on"),
        (make.decision(until=make.day("2026-01-19")), "until"),
        (make.escalation(answered_on=make.day("2026-02-09")), "answered_on"),
        (make.intervention(observed=make.observed(on="2026-01-11")), ("observed", "on")),
        (make.newsletter(period=Period(from_=make.day("2026-01-31"), to=make.day("2026-01-01"))), ("period", "to")),
    ],
)
def test_what_ends_before_it_began_is_found_and_on_the_same_day_is_not(record: Record, field: str | Field) -> None:
    at = (field,) if isinstance(field, str) else field
    assert fields_of("dates", record) == [at]
    later = make.day("2026-02-28")
    if len(at) == 1:
        assert fields_of("dates", msgspec.structs.replace(record, **{str(at[0]): later})) == []


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (make.session(held_on=make.day("2026-03-03")), "held_on"),
        (make.session(held_on=make.day("2026-03-03"), status="held"), "held_on"),
        (make.bottleneck(opened_on=make.day("2026-03-03")), "opened_on"),
        (make.decision(decided_on=make.day("2026-03-03"), communicated_on=None), "decided_on"),
    ],
)
def test_what_happened_did_not_happen_in_the_future_but_may_have_today(record: Record, field: str) -> None:
    assert fields_of("dates", record) == [(field,)]
    assert fields_of("dates", record, today="2026-03-03") == []


def test_a_wrong_order_names_both_days() -> None:
    wrong = make.bottleneck(closed_on=make.day("2026-01-04"))
    assert said("dates", wrong)[0][2] == "closed_on (2026-01-04) is before opened_on (2026-01-05)"


def test_what_is_planned_may_lie_in_the_future() -> None:
    moved = make.session(held_on=make.day("2026-03-09"), status="moved", because="ziek")
    assert fields_of("dates", moved, make.session("s2", next_on=make.day("2027-01-01")), make.event()) == []


def test_an_action_is_not_done_before_it_was_agreed() -> None:
    early = make.action(status="done", done_on=make.day("2026-02-09"))
    assert fields_of("dates", make.session(actions=(early,))) == [("actions", 0, "done_on")]
    assert fields_of("dates", make.escalation(actions=(early,))) == [("actions", 0, "done_on")]
    same_day = make.action(status="done", done_on=make.day("2026-02-23"))
    assert fields_of("dates", make.session(actions=(same_day,))) == []


# lights


def test_amber_and_red_carry_cause_consequence_and_correction_in_every_view() -> None:
    bare, whole = make.light("red", cause=None, consequence="", correction="x"), make.light("amber")
    session = make.session(
        lights=Lights(money=bare, time=whole),
        views={"projectleider": View(lights=Lights(quality=bare)), "jurist": View()},
    )
    assert said("lights", session) == [
        (session.ref, ("lights", "money"), "red without cause, consequence"),
        (session.ref, ("views", "projectleider", "lights", "quality"), "red without cause, consequence"),
    ]


# sources, needed, ranges


def test_only_a_fact_needs_a_source() -> None:
    assert fields_of("fact-sources", make.session(kind="fact")) == [("sources",)]
    assert fields_of("fact-sources", make.session(), make.session("f", kind="fact", sources=("krant",))) == []


@pytest.mark.parametrize("status", get_args(ProjectStatus))
def test_a_project_needs_a_lot_from_preselected_on(status: str) -> None:
    early = status in ("longlist", "withdrawn", "reference")
    assert fields_of("needed", make.project(status=status, lot=None)) == ([] if early else [("status",)])
    assert fields_of("needed", make.project(status=status)) == []


def test_what_a_status_needs() -> None:
    assert fields_of("needed", make.bottleneck(status="accepted")) == [("status",)]
    assert fields_of("needed", make.bottleneck(status="mitigated"), make.bottleneck("b2", status="risk")) == []
    for status in ("submitted", "on-agenda", "answered", "partly", "referred", "fed-back"):
        assert fields_of("needed", make.escalation(status=status)) == [("status",)]
    assert fields_of("needed", make.escalation(status="draft"), make.escalation("e2", status="withdrawn")) == []
    for status in ("cancelled", "moved"):
        assert fields_of("needed", make.session(status=status)) == [("status",)]
        assert fields_of("needed", make.session(status=status, because="ziek")) == []


@pytest.mark.parametrize(("value", "is_good"), [(-0.01, False), (0.0, True), (0.5, True), (1.0, True), (1.01, False)])
def test_a_share_or_a_chance_lies_between_0_and_1(value: float, is_good: bool) -> None:
    assert fields_of("ranges", make.bottleneck(chance=value)) == ([] if is_good else [("chance",)])
    homes = make.project(homes=Homes(social=value, middle=value, free=value))
    shares: list[Field] = [("homes", "social"), ("homes", "middle"), ("homes", "free")]
    assert fields_of("ranges", homes) == ([] if is_good else shares)
    late = plan(activity("A1"), activity("A2", links=(link("A1", type="start-start", lag_share=value),)))
    assert fields_of("ranges", late) == ([] if is_good else [("activities", 1, "after", 0, "lag_share")])


@pytest.mark.parametrize(("value", "is_good"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_score_or_a_priority_lies_between_1_and_5(value: int, is_good: bool) -> None:
    partner = make.project(partners=(Partner(organisation="x"), Partner(organisation="y", priority=value)))
    assert fields_of("ranges", partner) == ([] if is_good else [("partners", 1, "priority")])
    assert fields_of("ranges", score(value)) == ([] if is_good else [("scores", "haast", "value")])


@pytest.mark.parametrize(
    ("every", "is_good"),
    [("1 week", True), ("2 weeks", True), ("6 months", True), ("1 year", True), ("10 days", True)]
    + [(text, False) for text in ("week", "0 weeks", "elke week", "1.5 weeks", "1 week ", "-1 week", "")],
)
def test_a_cadence_is_a_number_of_days_or_longer(every: str, is_good: bool) -> None:
    rhythm = make.programme(make.cadence(), make.cadence("learning", every))
    assert fields_of("ranges", rhythm) == ([] if is_good else [("cadences", 1, "every")])


# links


def link(to: str, **fields: Any) -> Link:
    return Link(**{"activity": to, "ground": "habit", **fields})


def activity(id: str, *after: str, links: tuple[Link, ...] = ()) -> PlanActivity:
    return PlanActivity(id=id, title=id, weeks=2.0, after=(*(link(one) for one in after), *links))


def plan(*activities: PlanActivity, goal: str | None = None) -> Plan:
    return Plan(ref="alpha/plan", goal=goal, activities=activities)


CRITERIA = Criteria(
    ref="programme/criteria/lot-1-2026",
    lot="lot-1",
    valid_from=TODAY,
    knock_outs=(KnockOut(code="lot", question="Past het?"),),
    criteria=(Criterion(code="haast", title="Haast", weight=1.0, scale={}),),
)


def score(value: int = 3, **fields: Any) -> Score:
    given: dict[str, Any] = {
        "assessor": "bureau-1",
        "scored_on": TODAY,
        "criteria": "lot-1-2026",
        "scores": {"haast": Value(value=value, reason="x")},
        "knock_outs": {"lot": KnockOutAnswer(pass_=True, evidence="x")},
    }
    return Score(ref="alpha/scores/bureau-1", **{**given, **fields})


def test_a_link_leads_to_an_activity_of_the_plan() -> None:
    loose = plan(activity("A1", "A9"), activity("A2", "A1", "A8"), goal="A7")
    assert fields_of("links", loose) == [("activities", 0, "after", 0), ("activities", 1, "after", 1), ("goal",)]
    serial = PlanActivity(id="A1", title="x", after_serial=(link("A9"),))
    template = PlanTemplate(ref="programme/plans/x", activities=(serial,), goal="A1")
    assert fields_of("links", template) == [("activities", 0, "after_serial", 0)]


def test_a_scored_code_stands_in_the_criteria_set() -> None:
    odd = score(
        scores={"haats": Value(value=3, reason="x")}, knock_outs={"lto": KnockOutAnswer(pass_=True, evidence="x")}
    )
    namesake = make.lesson(CRITERIA.id)
    assert fields_of("links", odd, namesake, CRITERIA) == [("scores", "haats"), ("knock_outs", "lto")]
    assert fields_of("links", odd) == [], "a set that is not there is a broken reference, not this"


# remarks


def test_an_observed_number_of_weeks_has_its_day() -> None:
    assert fields_of("observed", make.intervention(observed=Observed(weeks=2.0))) == [("observed", "weeks")]
    assert fields_of("observed", make.intervention(observed=Observed(weeks=0.0))) == [("observed", "weeks")]
    assert fields_of("observed", make.intervention(observed=Observed(effect="x"))) == []


def test_what_is_wider_than_its_kind_has_a_source() -> None:
    assert fields_of("public-sources", make.bottleneck(visibility="public")) == [("visibility",)]
    assert fields_of("public-sources", make.session(visibility="public")) == [("visibility",)]
    assert fields_of("public-sources", make.bottleneck(visibility="public", sources=("krant",))) == []
    assert fields_of("public-sources", make.lesson(visibility="public"), make.event()) == []
    found = findings(make.knowledge(make.bottleneck(visibility="public")), TODAY, ("public-sources",))
    assert {finding.level for _, finding in found} == {"remark"}


def test_a_template_may_offer_two_moments_for_one_milestone() -> None:
    reached = tuple(Reached(code="irrevocable", activity=id) for id in ("A1", "A2"))
    steps = tuple(PlanActivity(id=id, title=id) for id in ("A1", "A2"))
    template = PlanTemplate(ref="programme/plans/kort", activities=steps, milestones=reached)
    plan = Plan(ref="alpha/plan", activities=steps, milestones=reached)
    assert [ref for ref, _, _ in said("duplicates", plan, template)] == ["alpha/plan"]
