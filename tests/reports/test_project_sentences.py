"""What the reports say of a project: which sentence follows from what is known, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.reports import homes_sentences, standing_sentences
from ppl.reports import project_detail_sentences as detail
from ppl.reports import project_front_sentences as front
from ppl.reports import project_sentences as of
from ppl.reports.happenings import Happening
from ppl.reports.outlook import Outlook
from ppl.reports.profile import Leading
from ppl.reports.project_report import ProjectReport
from ppl.reports.standing import HomesState, InTerm, Judgement, LightState, MilestoneState
from ppl.reports.values import Named
from tests.make import TODAY, day
from tests.reports.test_bottleneck_sentences import intervention
from tests.reports.test_sentences import bottleneck, english

OWNER = Named(code="projectleider", nl="projectleider")
EARLY = day("2026-01-05")


def report(**fields: Any) -> ProjectReport:
    given: dict[str, Any] = {
        "ref": "alpha",
        "name": "Alpha",
        "municipality": ("Stad", "Dorp"),
        "status": "active",
        "programme": "Proef",
        "on": TODAY,
        "is_guided": True,
        "has_sessions": True,
    }
    return ProjectReport(**{**given, **fields})


def event(on: str = "2026-01-05", summary: str | None = "De raad koos", *facts: str) -> Happening:
    return Happening(ref="s", on=day(on), kind="fact", summary=summary, facts=facts)


JUDGED = Judgement(judgement="critical", on=TODAY)


# how it stands


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"judgement": JUDGED, "status": "reference"}, "**Critical** (2 March 2026)."),
        ({"status": "reference"}, "Followed from outside, so without a judgement."),
        (
            {"status": "waiting", "is_guided": False},
            "Without a judgement: the bureau does not guide it at this stage (waiting).",
        ),
        ({"events": (event(),)}, "No judgement on the course was logged yet."),
        ({"has_sessions": False, "events": (event(),)}, "Known from public sources, so without a judgement."),
        ({"has_sessions": False}, "No judgement yet: no sessions were logged."),
        ({"lights": (LightState(aspect="time", light="green", on=TODAY),)}, "Time: ● green (2 March 2026)."),
    ],
)
def test_a_summary_is_the_judgement_or_why_there_is_none(fields: dict[str, Any], said: str) -> None:
    assert english(of.summary(report(**fields), "internal")) == said


LIGHT = LightState(aspect="time", light="green", on=TODAY)


@pytest.mark.parametrize(
    ("fields", "audience", "said"),
    [
        ({"judgement": JUDGED}, "client", "**Critical** (2 March 2026)."),
        (
            {"judgement": JUDGED, "lights": (LIGHT,)},
            "client",
            "**Critical** (2 March 2026). Time: ● green (2 March 2026).",
        ),
        (
            {"has_sessions": False, "events": (event(),)},
            "client",
            "Public sources tell of one event, on 5 January 2026. A judgement on the course is not part of it.",
        ),
        (
            {"has_sessions": False, "status": "reference", "events": (event(), event("2026-02-01"))},
            "client",
            (
                "Followed from outside, so without a judgement. "
                "Public sources tell of 2 events: the first on 5 January 2026, the last on 1 February 2026."
            ),
        ),
        ({"status": "reference"}, "public", "Followed from outside, so without a judgement."),
        ({}, "public", "This report gives no judgement on the course."),
        ({}, "programme", "This report gives no judgement on the course."),
        ({}, "internal", "No judgement on the course was logged yet."),
        ({}, "client", "This report gives no judgement on the course."),
        (
            {"is_guided": False, "status": "waiting"},
            "public",
            "Without a judgement: the bureau does not guide it at this stage (waiting).",
        ),
        ({"lights": (LIGHT,)}, "client", "Time: ● green (2 March 2026)."),
        ({"events": (event(),)}, "internal", "No judgement on the course was logged yet."),
    ],
)
def test_how_it_stands_is_told_as_far_as_its_readers_have_it(fields: dict[str, Any], audience: str, said: str) -> None:
    assert english(detail.how_it_stands(report(**fields), audience)) == said


def test_each_light_has_the_day_on_which_it_was_given() -> None:
    of_both = standing_sentences.lights_in_short
    older, same = LightState(aspect="money", light="red", on=EARLY), LightState(aspect="money", light="red", on=TODAY)
    assert english(of_both((LIGHT, same))) == "Time: ● green; money: ■ red (2 March 2026)."
    assert english(of_both((LIGHT, older))) == "Time: ● green (2 March 2026); money: ■ red (5 January 2026)."


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ([], "None"),
        ([0], "1 bottleneck is open."),
        ([1], "1 bottleneck is open, since 2 March 2026."),
        ([1, 0], "2 bottlenecks are open, the oldest since 2 March 2026."),
    ],
)
def test_what_is_open_is_counted_since_its_day(ages: list[int], said: str) -> None:
    found = of.open_bottlenecks(report(open=tuple(bottleneck(age_days=days) for days in ages)))
    assert (english(found) if found is not None else "None") == said


def test_the_summary_begins_with_the_homes_and_leaves_the_judgement_to_the_table() -> None:
    mark = MilestoneState(code="m", title="Plan", planned_on=day("2026-05-01"), weeks_won=0.0)
    one = report(
        homes=HomesState(max=9), phase=Named(code="p", nl="Ontwerp", en="Design"), judgement=JUDGED, milestones=(mark,)
    )
    assert english(detail.in_short(one, "client")) == "It is about at most 9 homes in Stad and Dorp. Phase: design."
    headings, rows = front.overview_table(one, "client")
    assert [str(each) for each in headings] == ["Course", "Weeks won or lost", "Next milestone"]
    assert [english(cell) for cell in rows[0]] == ["Critical (2 March)", "expected: as planned", "Plan, 1 May"]
    assert front.overview_table(report(), "client") == ([], [])


def test_the_latest_news_has_its_first_three_facts() -> None:
    assert english(detail.latest((event(), event("2026-02-01", "De bouw begint", "a", "b", "c", "d")))) == (
        "**Latest news, 1 February 2026.** De bouw begint. a. b. c."
    )
    assert detail.latest(()) == detail.latest((event(summary=None),)) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Progress report: Alpha"),
        ({"has_sessions": False}, "Project report: Alpha"),
        ({"is_guided": False, "status": "completed"}, "Progress report: Alpha"),
        ({"is_guided": False, "status": "stopped"}, "Progress report: Alpha"),
        ({"is_guided": False, "status": "waiting"}, "Project report: Alpha"),
    ],
)
def test_a_report_is_of_progress_where_the_project_was_guided(fields: dict[str, Any], said: str) -> None:
    assert english(detail.title(report(**fields))) == said


def test_how_weeks_count_is_told_where_weeks_are() -> None:
    def method(*won: float | None, **fields: Any) -> str:
        marks = tuple(MilestoneState(code="m", title="M", weeks_won=weeks) for weeks in won)
        return english(detail.method(report(milestones=marks, **fields)))

    assert "Weeks won" in method(None, 1.0) and "Weeks won" not in method(None, 0.0)
    assert method().startswith("The bureau advises") and method(status="reference").startswith("This project is not")


# facts


def facts(is_full: bool = False, **fields: Any) -> dict[str, str]:
    found = of.facts(report(**fields), is_full)
    return {english(one.label).rstrip(":"): english(one.text) for one in found}


def test_only_facts_that_are_known_are_told() -> None:
    assert facts() == facts(is_full=True) == {"Municipality": "Stad and Dorp", "Stage": "active"}
    assert facts(status="reference", municipality=()) == {"Stage": "followed from outside"}
    assert facts(province=Named(code="u", nl="Utrecht"))["Municipality"] == "Stad and Dorp, Utrecht"
    in_full = facts(is_full=True, province=Named(code="u", nl="Utrecht"), sub_area="Noord")
    assert in_full["Municipality"] == "Stad and Dorp, Utrecht (Noord)"


def test_all_facts_have_their_label_and_some_stand_in_the_own_report_only() -> None:
    def named(nl: str) -> Named:
        return Named(code=nl.lower(), nl=nl)

    known: dict[str, Any] = {
        "novex_area": named("Groot"), "lot": Named(code="lot-1", nl="Klein"), "phase": named("Ontwerp"),
        "is_guided": False, "submitted_on": EARLY, "closed_on": TODAY, "homes": HomesState(min=9, social=0.3),
        "situation": named("Binnenstad"), "type": named("Bouw"), "ownership": named("Gemeente"),
        "leader": Leading(role=OWNER, organisation="Stad"), "task": "Bouwen", "goal_weeks": 60,
        "baseline_weeks": 90, "next_session_on": TODAY,
    }  # fmt: skip
    whole = facts(is_full=True, **known)
    assert whole == {
        "Municipality": "Stad and Dorp", "NOVEX area": "Groot", "Lot": "1, klein", "Stage": "active; ontwerp",
        "Submitted": "5 January 2026; closed on 2 March 2026", "Homes": "at least 9 (social 30%)",
        "Situation": "binnenstad", "Kind of project": "bouw", "Land owner": "gemeente",
        "Led by": "projectleider (Stad)", "Task": "Bouwen.", "Goal": "plan phase within 60 weeks",
        "Baseline": "90 weeks without the method", "Next session": "2 March 2026",
    }  # fmt: skip
    own = {"NOVEX area", "Submitted", "Kind of project", "Task"}
    assert set(whole) - set(facts(**known)) == own
    assert "Submitted" not in facts(is_full=True, **{**known, "is_guided": True})
    assert facts(is_full=True, **{**known, "closed_on": None})["Submitted"] == "5 January 2026"
    assert facts(lot=Named(code="lot-2", nl="lot 2"))["Lot"] == "2"


def test_a_goal_has_its_day_and_why_it_differs_and_a_baseline_its_basis() -> None:
    goal: dict[str, Any] = {"goal_weeks": 60, "goal_on": TODAY, "goal_because": "kort"}
    assert facts(**goal)["Goal"] == "plan phase ready on 2 March 2026 (60 weeks); kort"
    basis: dict[str, Any] = {"baseline_weeks": 90, "baseline_basis": "buren"}
    assert facts(**basis)["Baseline"] == "90 weeks without the method (buren)"
    assert facts(**basis, baseline_on=TODAY)["Baseline"] == (
        "90 weeks without the method (buren; fixed on 2 March 2026)"
    )


def test_homes_are_told_with_the_shares_that_are_known() -> None:
    every = HomesState(min=1, max=2, social=0.3, middle=0.0, free=0.2)
    assert english(homes_sentences.homes_for_whom(every)) == "1 to 2 (social 30%, middle segment 0%, free sector 20%)"
    assert homes_sentences.homes_for_whom(HomesState(social=0.3)) is None


def test_a_report_in_full_tells_the_latest_apart_from_what_is_longer_ago() -> None:
    closed = [bottleneck("resolved", title=f"B{n}", closed_on=EARLY if n else day("2025-01-01")) for n in range(7)]
    done = [intervention(title=f"I{n}", status="done", observed_on=EARLY if n else None) for n in range(7)]
    one = report(
        closed=tuple(closed), interventions=tuple(done), corrected_since=day("2025-09-01"),
        in_term=InTerm(judgement="x", on=TODAY),
        milestones=(
            MilestoneState(code="a", title="A", actual_on=TODAY, weeks_won=1.0),
            MilestoneState(code="b", title="B"),
            MilestoneState(code="c", title="C", planned_on=day("2026-02-16"), late_days=14),
        ),
        plan=Outlook(steps=1, done=1), open=(bottleneck(),), risks=(bottleneck("risk"),),
    )  # fmt: skip
    found = detail.in_full(one, "client")
    assert (len(found["closed"]), [english(text) for text in found["long_closed"]]) == (
        6,
        ["B0 (land positions; 1 January 2025)"],
    )
    assert (len(found["all_interventions"]), len(found["past_interventions"])) == (6, 1)
    assert [english(row[-1]) for row in found["milestones"]] == ["1 week won", "**2 weeks late**"]
    assert english(found["other_milestones"]) == "No day is known of: B."
    assert english(found["as_of"]) == "Proef, as it was on 2 March 2026."
    assert english(found["readers"]) == "Readers: the client."
    assert found["plan"] and not detail.in_full(report(), "client")["plan"]
    assert (len(found["open_in_full"]), len(found["risks_in_full"]), len(found["course"])) == (1, 1, 1)
    few = detail.in_full(report(closed=tuple(closed[:6]), interventions=tuple(done[:6])), "client")
    assert (few["long_closed"], few["past_interventions"], few["course"]) == ([], [], [])
