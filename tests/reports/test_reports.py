"""Reports are data with a template each; where nothing is known they say so, and show no empty tables."""

from __future__ import annotations

import datetime
from itertools import pairwise

import msgspec
import pytest

from ppl.errors import UsageError
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Origin
from ppl.model.lists import Term
from ppl.model.plan import Link, Plan, PlanActivity
from ppl.model.project import Agreement, Grant, Partner
from ppl.model.record import Party, Record, Visibility
from ppl.reports import programme, project, status
from ppl.reports.catalog import REPORTS, Report
from ppl.resources import shipped
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered


def whole() -> list[Record]:
    return [
        make.project(milestones=(make.milestone(baseline_on=day("2026-06-01"), planned_on=day("2026-05-18")),)),
        make.project("beta"),
        make.session(
            "s0",
            visibility="client",
            held_on=day("2026-01-05"),
            on_track=make.on_track("attention"),
            lights=make.lights("green"),
        ),
        make.session(
            visibility="client",
            on_track=make.on_track("critical", because="De kabel komt later"),
            lights=make.lights("red", "amber"),
            feasible_in_term=make.feasible("conditional", condition="Als de kabel er in 2027 ligt"),
            actions=(make.action(due_on=day("2026-02-01"), owner="projectleider"),),
            next_on=day("2026-03-09"),
        ),
        make.bottleneck(critical_path_weeks=6.0, weeks_basis="estimate", estimated_on=day("2026-02-01")),
        make.bottleneck("b2", "beta"),
        make.intervention(observed=make.observed(weeks=4.0)),
        make.escalation(),
        make.lesson(),
    ]


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.name)
def test_every_report_has_what_it_offers(report: Report) -> None:
    assert (shipped("templates") / report.template).is_file() == bool(report.offers & {"prose", "letter"})
    assert hasattr(report.module, "sheet") or "sheet" not in report.offers
    assert report.schema.startswith("ppl/") and report.schema.endswith("/1")


def test_the_programme_report_has_one_judgement_per_project_with_its_change() -> None:
    text = rendered.report(make.knowledge(*whole()), "programme", "client")
    assert "| **Project alpha** (Teststad) | Kritiek (23 februari) |" in text
    assert "- **Kritiek** (23 februari 2026; de vorige keer: aandacht). De kabel komt later." in text


def test_a_light_is_a_word_and_a_symbol_with_cause_consequence_and_correction() -> None:
    text = rendered.report(make.knowledge(*whole()), "programme", "client")
    expected = (
        "- **Tijd: ■ rood** (23 februari 2026; was groen). "
        "Oorzaak: De oorzaak. Gevolg: Het gevolg. Maatregel: De bijsturing."
    )
    assert expected in text


def test_weeks_won_stand_with_the_milestone_and_are_explained() -> None:
    text = rendered.report(make.knowledge(*whole()), "project", "client", "alpha")
    assert "| 1 juni 2026 | 18 mei 2026 | volgens de planning 2 weken gewonnen |" in text
    assert "verschil tussen de nulmeting" in text


def test_recurring_categories_and_requests_to_the_client_are_listed() -> None:
    found = programme.build(programme.Request(make.knowledge(*whole())), TODAY)
    assert [(r.category.nl, r.projects) for r in found.recurring] == [
        ("Vol stroomnet", ("Project alpha", "Project beta"))
    ]
    assert [(r.to.nl, r.projects) for r in found.requests] == [("Ministerie (opdrachtgever)", ("Project alpha",))]
    assert [(a.kind, a.by_on) for a in found.asked] == [("escalation", day("2026-04-01"))]


def test_where_no_project_was_judged_the_summary_says_so_once_and_tells_what_is_known() -> None:
    event = make.session("e1", visibility="public", kind="fact", held_on=day("2026-02-01"), summary="De raad koos.")
    told = rendered.report(
        make.knowledge(make.project(), make.project("beta"), event), "programme", "client", lang="en"
    )
    assert told.count("This report gives no judgement on the course.") == 1 and "no sessions" not in told
    assert "- **Project alpha** (Teststad): Last known, 1 February 2026: de raad koos.\n" in told


def test_the_programme_report_tells_how_full_the_lots_are_and_who_is_followed_from_outside() -> None:
    beside = make.project("gamma", status="reference", municipality=("Ergens",))
    found = programme.build(programme.Request(make.knowledge(make.project(), make.project("beta"), beside)), TODAY)
    assert [(lot.lot.code, lot.projects) for lot in found.lots] == [("lot-1", 2)]
    assert [one.name for one in found.beside] == ["Project gamma"]


def test_lessons_are_those_of_the_projects_and_those_that_fit_what_is_open() -> None:
    records = [
        make.project(),
        make.bottleneck(category="netcongestie"),
        make.lesson("own", from_=Origin(project="alpha")),
        make.lesson("fits", categories=("netcongestie",)),
        make.lesson("other", categories=("stikstof",)),
        make.lesson("raw", categories=("netcongestie",), status="raw"),
    ]
    found = programme.build(programme.Request(make.knowledge(*records)), TODAY)
    told = [(one.ref, one.helps_with.code if one.helps_with else None) for one in found.lessons]
    assert told == [("lessons/own", None), ("lessons/fits", "netcongestie")]
    assert found.more_lessons == 1


def test_an_escalated_bottleneck_says_to_whom() -> None:
    found = project.build(project.Request(make.knowledge(*whole()), "alpha"), TODAY)
    assert [sent.to.code for sent in found.open[0].escalated] == ["opdrachtgever"]


def test_where_nothing_is_known_it_says_so_without_empty_tables() -> None:
    for text in (
        rendered.report(make.knowledge(make.project()), "project", "internal", "alpha"),
        rendered.report(make.knowledge(make.project()), "programme", "internal"),
    ):
        assert "nog geen gesprekken vastgelegd" in text
        assert "|" not in text
        headings = [line for line in text.splitlines() if line]
        assert not any(
            a.startswith("#") and b.startswith("#") and a.count("#") == b.count("#") for a, b in pairwise(headings)
        )


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("reference", "Followed from outside, so without a judgement."),
        ("waiting", "Without a judgement: the bureau does not guide it at this stage (waiting)."),
        ("active", "This report gives no judgement on the course."),
    ],
)
def test_why_there_is_no_judgement_stands_in_one_line_with_what_is_open(status: str, said: str) -> None:
    known = make.knowledge(make.project(status=status), make.bottleneck())
    report = rendered.report(known, "project", "project", "alpha", lang="en")
    assert f"{said} 1 bottleneck is open, since 5 January 2026.\n" in report


def test_the_summary_of_a_project_has_its_judgement_its_lights_and_what_comes_next() -> None:
    told = rendered.report(make.knowledge(*whole()), "project", "client", "alpha", lang="en")
    assert told.startswith("# Progress report: Project alpha\n")
    summary = told.split("## Summary")[1].split("##")[0]
    assert summary.strip() == (
        "It is about 100 to 120 homes in Teststad. 1 bottleneck is open, since 5 January 2026.\n\n"
        "| Course | Time, money, quality | Weeks won or lost | Next milestone |\n| --- | --- | --- | --- |\n"
        "| Critical (23 February) | ■ red: time; ▲ amber: money; ● green: quality (23 February) "
        "| expected: 2 weeks won | Mijlpaal start, 18 May |"
    )


def test_a_word_that_is_a_name_in_dutch_keeps_its_capital_within_a_sentence() -> None:
    words = msgspec.structs.replace(
        make.vocabularies(),
        stakeholder_kinds=(
            Term(code="rijk", nl="Rijk", en="State"),
            Term(code="woningcorporatie", nl="Woningcorporatie", en="Housing association"),
        ),
    )
    partners = (Partner(organisation="VRO", kind="rijk"), Partner(organisation="Stek", kind="woningcorporatie"))
    known = make.knowledge(make.project(partners=partners), words)
    told = rendered.report(known, "project", "client", "alpha")
    assert "- **VRO** (Rijk).\n- **Stek** (woningcorporatie).\n" in told
    told = rendered.report(known, "project", "client", "alpha", lang="en")
    assert "- **VRO** (state).\n- **Stek** (housing association).\n" in told


EVENTS = [
    make.session("f1", kind="fact", held_on=day("2024-03-25"), summary="De raad koos.", facts=("Met één stem.",)),
    make.session("f2", kind="fact", held_on=day("2026-02-20"), summary="Het plan ligt ter inzage."),
]


def test_a_project_known_from_public_sources_says_so_with_the_days_and_the_latest_news() -> None:
    for stage in ("active", "reference"):
        report = rendered.report(
            make.knowledge(make.project(status=stage), *EVENTS), "project", "public", "alpha", lang="en"
        )
        assert report.startswith("# Project report: Project alpha\n")
        assert "Public sources tell of 2 events: the first on 25 March 2024, the last on 20 February 2026." in report
        assert "**Latest news, 20 February 2026.** Het plan ligt ter inzage.\n" in report
        assert "no sessions" not in report
        assert ("Followed from outside" in report) == (stage == "reference")


def test_readers_who_may_not_see_the_talks_do_not_hear_that_there_were_none() -> None:
    known = make.knowledge(make.project(), make.session(visibility="project", on_track=make.on_track()))
    report = rendered.report(known, "project", "public", "alpha", lang="en")
    assert "This report gives no judgement on the course." in report
    assert "no sessions" not in report


def test_all_public_events_are_in_the_time_line_by_year_where_they_are_many() -> None:
    many = [
        make.session(
            f"{year}-{month}", kind="fact", held_on=day(f"{year}-0{month}-01"), summary=f"Feit {year}-{month}."
        )
        for year in (2023, 2024, 2025)
        for month in range(1, 5)
    ]
    told = rendered.report(make.knowledge(make.project(), *many), "project", "public", "alpha", lang="en")
    line = told.split("## Time line of public events")[1]
    assert [f"Feit {y}-{m}." in line for y in (2023, 2024, 2025) for m in range(1, 5)] == [True] * 12
    assert line.index("### 2023") < line.index("Feit 2023-1") < line.index("### 2024") < line.index("Feit 2025-4")
    bare = make.session("f0", kind="fact", held_on=day("2024-01-01"))
    stated = make.session("f9", kind="fact", held_on=day("2024-02-01"), facts=("Er is een brief", "En nog iets"))
    told = rendered.report(make.knowledge(make.project(), bare, stated), "project", "public", "alpha", lang="en")
    assert "- **1 January 2024.** No summary.\n- **1 February 2024.** Er is een brief.\n" in told
    few = rendered.report(make.knowledge(make.project(), *EVENTS), "project", "public", "alpha", lang="en")
    assert "- **25 March 2024.** De raad koos.\n- **20 February 2026.** Het plan ligt ter inzage.\n" in few


def test_the_project_is_told_with_who_leads_it_its_partners_grants_and_agreements() -> None:
    whole_project = make.project(
        leader=Party(role="projectleider", organisation="Gemeente Teststad"),
        type="development",
        partners=(
            Partner(
                organisation="Woonstichting",
                interest="sociale huur",
                mandate="het eigen geld",
                priority=5,
                knows_of_submission=False,
            ),
        ),
        grants=(Grant(name="Impuls", status="toegekend", window="2026", asks_parallel=True),),
        agreements=(
            Agreement(text="Elke week antwoord", owner="projectleider", due_on=day("2026-02-01")),
            Agreement(text="Het rooster is klaar", done_on=day("2026-01-15")),
        ),
        commitments=("één aanspreekpunt",),
        assignment={"leading_task": "De buurt vraagt om duidelijkheid"},
        finance={"shortfall": "veel"},
    )
    told = rendered.report(make.knowledge(whole_project), "project", "project", "alpha", lang="en")
    for said in (
        "- **Led by:** projectleider (Gemeente Teststad)\n",
        "- **Task:** De buurt vraagt om duidelijkheid.\n",
        "- **Woonstichting**: sociale huur. May decide on: het eigen geld.\n",
        "- Impuls: toegekend, 2026. The grant itself asks for parallel planning.\n",
        (
            "- Elke week antwoord (projectleider), due on 1 February 2026, 4 weeks late, not reported as done.\n"
            "- Het rooster is klaar, done on 15 January 2026.\n"
        ),
        "- Eén aanspreekpunt.\n",
    ):
        assert said in told
    assert "veel" not in told and "5" not in told.split("### Partners")[1].split("###")[0]
    beyond = rendered.report(make.knowledge(whole_project), "project", "client", "alpha", lang="en")
    assert "aanspreekpunt" not in beyond


def test_a_bottleneck_tells_its_nature_what_was_tried_and_what_it_costs() -> None:
    one = make.bottleneck(
        also=("stikstof",), depth="cause", breadth="integral", dimension="culture", sphere="region",
        owner="projectleider", tried=("Gebeld", "Gemaild."), caused_by=("b2",), critical_path_weeks=6.0,
        weeks_basis="estimate", estimated_on=day("2026-02-01"), homes_affected=40, extra_cost=25000.0,
        status="mitigated", resolution="Er komt een noodkabel",
    )  # fmt: skip
    other = make.bottleneck("b2", status="resolved", closed_on=TODAY, resolution="Gevonden", critical_path_weeks=1.0)
    risk = make.bottleneck("b3", status="risk", chance=0.2, weeks=4.0)
    doing = make.intervention(for_="b1", observed=make.observed(weeks=4.0, evidence="de planning voor en na"))
    told = rendered.report(make.knowledge(make.project(), one, other, risk, doing), "project", "client", "alpha", "en")
    for said in (
        (
            "- **Knelpunt b1** (grid congestion, nitrogen; mitigated, found on 5 January 2026).\n"
            "  - Where it lies: sphere: region; owner: projectleider.\n"
            "  - Caused by: Knelpunt b2.\n"
            "  - It costs 6 weeks on the critical path (estimate, 1 February 2026). 40 homes wait on it. "
            "Extra cost: € 25,000.\n"
            "  - Tried: Gebeld. Gemaild.\n"
            "  - So far: Er komt een noodkabel.\n"
        ),
        "It cost 1 week on the critical path. Resolution: Gevonden.\n",
        "  - If it comes true it costs 4 weeks. Chance: 20%.\n",
        (
            "- **Interventie i1** (running, since 12 January 2026). For: Knelpunt b1.\n"
            "  - Expected: Sneller klaar.\n"
            "  - Observed on 20 February 2026: Het ging sneller. 4 weeks won. Evidence: de planning voor en na.\n"
        ),
    ):
        assert said in told
    inside = rendered.report(make.knowledge(make.project(), one), "project", "internal", "alpha", "en")
    assert "  - Nature: cause; integral; dimension: culture; sphere: region; owner: projectleider.\n" in inside


def test_where_much_is_over_only_the_last_half_year_is_told_in_full() -> None:
    old = [
        make.bottleneck(f"o{n}", status="resolved", opened_on=day("2025-01-01"), closed_on=day("2025-03-01"))
        for n in range(7)
    ]
    new = make.bottleneck("new", status="resolved", closed_on=day("2026-02-01"), resolution="Zo")
    done = [
        make.intervention(f"o{n}", status="done", observed=make.observed(on="2025-03-01", weeks=2.0)) for n in range(7)
    ]
    told = rendered.report(make.knowledge(make.project(), *old, new, *done), "project", "client", "alpha", lang="en")
    assert "- **Knelpunt new** (grid congestion; resolved, closed on 1 February 2026). Resolution: Zo.\n" in told
    assert "\nClosed before that:\n\n- Knelpunt o0 (grid congestion; 1 March 2025)\n- Knelpunt o1" in told
    assert "\nDone before that:\n\n- Interventie o0: 2 weeks won\n" in told
    few = rendered.report(make.knowledge(make.project(), *old[:3], *done[:3]), "project", "client", "alpha", lang="en")
    assert "before that" not in few


@pytest.mark.parametrize("done", [None, TODAY])
def test_a_plan_is_told_in_a_sentence(done: datetime.date | None) -> None:
    steps = (
        PlanActivity(id="A1", title="Nota", weeks=10.0, actual_start_on=day("2026-01-05"), actual_end_on=done),
        PlanActivity(id="A2", title="Besluit", weeks=5.0, after=(Link(activity="A1", ground="habit"),)),
    )
    plan = Plan(ref="alpha/plan", starts_on=day("2026-01-05"), goal="A2", activities=steps, visibility="public")
    told = rendered.report(make.knowledge(make.project(), plan), "project", "public", "alpha", lang="en")
    assert (
        f"The plan has 2 steps, of which {1 if done else 0} are done. Calculated through, it leads to Besluit" in told
    )
    assert "15 weeks after its start." in told or done
    assert ("to come: Nota, on 16 March 2026." in told) == (done is None)


def test_a_plan_with_a_step_of_unknown_length_gives_no_day() -> None:
    step = PlanActivity(id="A1", title="Nota")
    plan = Plan(ref="alpha/plan", starts_on=day("2026-01-05"), goal="A1", activities=(step,), visibility="public")
    told = rendered.report(make.knowledge(make.project(), plan), "project", "public", "alpha", lang="en")
    assert (
        "Of 1 open step on the way to the goal the duration is not known, so no day can be given for it (Nota)." in told
    )
    assert "should have been ready" not in told


def test_a_plan_that_contradicts_itself_is_left_out() -> None:
    round_ = tuple(
        PlanActivity(id=a, title=a, weeks=1.0, after=(Link(activity=b, ground="habit"),))
        for a, b in (("A1", "A2"), ("A2", "A1"))
    )
    plan = Plan(ref="alpha/plan", starts_on=TODAY, activities=round_, visibility="public")
    assert project.build(project.Request(make.knowledge(make.project(), plan), "alpha"), TODAY).plan is None


def test_a_corrected_talk_is_in_the_report_with_what_changed_and_why() -> None:
    last_year = make.amendment("actions", on=day("2025-06-01"))
    talk = make.session(amended=(last_year, make.amendment("summary", "next_on", because="Zo was het niet")))
    report = rendered.report(make.knowledge(make.project(), talk), "project", "project", "alpha", lang="en")
    assert "## Corrected since 1 September 2025\n" in report
    said = "- 1 March 2026: the notes of 23 February 2026 (weekly)"
    assert f"{said}; changed: the summary, the next talk. Reason: Zo was het niet.\n" in report
    assert "the actions" not in report
    assert "Corrected" not in rendered.report(make.knowledge(make.project(), talk), "project", "client", "alpha", "en")


def test_a_municipality_reads_how_its_own_project_was_scored_and_nobody_else_does() -> None:
    agreed = make.score("agreed", as_="agreed", scored_on=day("2026-01-20"), obstacles=("De weg is van de provincie",))
    records: list[Record] = [make.project(), make.project("beta"), make.score(), make.score(project="beta")]
    single = rendered.report(make.knowledge(*records), "project", "project", "alpha", lang="en")
    assert "bureau-1" not in single and "Raadsbesluit" not in single
    known = make.knowledge(*records, agreed)
    own = rendered.report(known, "project", "project", "alpha", lang="en")
    assert "The agreed score of 20 January 2026:\n" in own and "bureau-1" not in own
    assert "- **k1** Yes. Raadsbesluit.\n- **c1**: 4 of 5. Iedereen doet mee.\n" in own
    assert "- May stand in the way: De weg is van de provincie.\n" in own
    wider: tuple[Visibility, ...] = ("programme", "public")
    for level in wider:
        assert "provincie" not in rendered.report(known, "project", level, "alpha", lang="en")
    hidden = known.for_audience(Audience("project", "beta"))
    assert not project.build(project.Request(hidden, "alpha"), TODAY).scores


def test_a_report_of_nothing_at_all_still_reads() -> None:
    assert "nog geen projecten" in rendered.report(make.knowledge(), "programme", "client")
    assert "Nog geen projecten" in rendered.screen(make.knowledge())


def test_a_project_that_the_audience_may_not_see_is_refused() -> None:
    known = make.knowledge(make.project(visibility="client")).for_audience(Audience("public"))
    with pytest.raises(UsageError):
        project.build(project.Request(known, "alpha"), TODAY)


def test_later_records_do_not_change_the_report_of_an_earlier_day() -> None:
    records = whole()
    before = msgspec.json.encode(project.build(project.Request(make.knowledge(*records), "alpha"), TODAY))
    later = [
        make.session("s9", held_on=day("2026-06-01"), on_track=make.on_track()),
        make.bottleneck("b9", opened_on=day("2026-06-01")),
        make.decision("d9", decided_on=day("2026-06-01")),
    ]
    after = msgspec.json.decode(
        msgspec.json.encode(project.build(project.Request(make.knowledge(*records, *later), "alpha"), TODAY))
    )
    expected = msgspec.json.decode(before)
    for found in (after, expected):
        found.pop("next_session_on")
    assert after == expected


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_has_no_line_over_80_characters(lang: str) -> None:
    long = "Een heel lange titel die maar doorgaat " * 4
    records = [
        *whole(),
        make.bottleneck("b8", title=long),
        make.session("s8", held_on=day("2026-02-25"), actions=(make.action("x", text=long),)),
        make.project("gamma", name=long, milestones=(make.milestone(title=long, planned_on=TODAY),)),
    ]
    for one in (None, "alpha", "gamma"):
        text = rendered.screen(make.knowledge(*records), one, lang)
        assert max(len(line) for line in text.splitlines()) <= 80


def test_the_screen_tells_what_is_late_and_what_is_unknown() -> None:
    text = rendered.screen(make.knowledge(*whole()))
    assert "1 actie over tijd" in text
    late = make.knowledge(make.project(), make.session(held_on=day("2026-02-09")))
    assert "! wekelijks gesprek: 14 dagen te laat volgens het ritme" in said(late, "alpha", "nl")


def said(known: Knowledge, project: str | None = None, lang: str = "en") -> str:
    """The screen on one line."""
    return " ".join(rendered.screen(known, project, lang).split())


def test_a_light_says_with_a_word_how_it_changed() -> None:
    known = make.knowledge(
        make.project(),
        make.session("s0", held_on=day("2026-01-05"), lights=make.lights("green", "red", "amber")),
        make.session("s1", held_on=day("2026-02-02"), lights=make.lights("red", "amber", "amber")),
    )
    assert "■ ▲ ▲" in said(known)
    assert "time ■ red (worse, was green), money ▲ amber (better, was red), quality ▲ amber (same)" in said(
        known, "alpha"
    )


def test_the_first_light_has_no_change() -> None:
    known = make.knowledge(make.project(), make.session(lights=make.lights()))
    assert "time ● green, money ● green, quality ● green; 23 February" in said(known, "alpha")


def test_a_talk_that_did_not_take_place_is_shown_with_its_reason() -> None:
    known = make.knowledge(
        make.project(),
        make.session("s1", held_on=day("2026-02-09")),
        make.session("s2", held_on=day("2026-02-16"), status="cancelled", because="griep"),
        make.session("s3", held_on=day("2026-02-23"), status="moved", because="vakantie", next_on=day("2026-03-04")),
    )
    text = said(known, "alpha")
    assert "weekly of 16 February cancelled: griep" in text
    assert "weekly of 23 February moved to 4 March: vakantie" in text
    assert "weekly: due by 4 March" in text and "session on 4 March" in text and "late" not in text


def test_actions_and_bottlenecks_have_an_age_and_what_does_not_fit_is_counted() -> None:
    actions = tuple(make.action(f"a{n}", due_on=day("2026-03-01")) for n in range(8))
    known = make.knowledge(make.project(), make.bottleneck(), make.session(actions=actions))
    text = said(known, "alpha")
    assert "8 actions, the oldest 7 days, 8 overdue" in text
    assert "action: Doe a0 (nobody yet, 1 March, 1 day late, 7 days old)" in text
    assert "1 bottleneck, 56 days old" in text
    assert "Doe a5" in text and "Doe a6" not in text and "and 2 more" in text


def test_milestones_tell_the_weeks_won_or_lost() -> None:
    early = make.milestone("a", baseline_on=day("2026-02-16"), actual_on=day("2026-02-02"))
    late = make.milestone("b", baseline_on=day("2026-06-01"), planned_on=day("2026-06-08"))
    text = said(make.knowledge(make.project(milestones=(early, late))), "alpha")
    assert "Mijlpaal a: reached on 2 February (2 weeks won)" in text
    assert "Mijlpaal b: planned for 8 June (1 week lost by the planning)" in text


def test_the_programme_has_a_few_lines_for_each_project() -> None:
    text = rendered.screen(
        make.knowledge(
            *whole(),
            make.session(
                "s9", held_on=day("2026-02-24"), status="cancelled", because="Een reden van heel veel woorden"
            ),
            make.project("gamma", milestones=(make.milestone(planned_on=day("2026-05-01")),)),
        ),
        None,
        "en",
    )
    for one in text.split("\n\n")[1:]:
        assert len(one.splitlines()) <= 9, one


def test_data_in_a_reason_stays_data() -> None:
    known = make.knowledge(
        make.project(),
        make.session("s2", held_on=day("2026-02-16"), status="cancelled", because="{{ 7 * 7 }} <b>&amp;</b> **x**"),
    )
    assert "{{ 7 * 7 }} <b>&amp;</b>" in said(known, "alpha")


def test_a_project_followed_from_outside_is_under_no_rhythm() -> None:
    text = rendered.screen(make.knowledge(make.project(status="reference"), make.session(held_on=day("2025-01-01"))))
    assert "Van buiten gevolgd\n\nProject alpha (Teststad)" in text
    assert "te laat" not in text


def test_the_status_of_an_unknown_project_is_refused() -> None:
    with pytest.raises(UsageError):
        status.build(status.Request(make.knowledge(), "omega"), TODAY)
