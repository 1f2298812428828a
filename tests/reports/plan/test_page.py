"""A plan as it is shown: what it claims is so, and what its reader may not see is not in it."""

from __future__ import annotations

import datetime
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import DataError
from ppl.model.knowledge import Audience
from ppl.model.plan import Checked, Plan, PlanActivity, Reached
from ppl.model.record import Record, Visibility
from ppl.reports.data import plain
from ppl.reports.plan import page, picture, show, times
from ppl.reports.plan.show_report import PlanPage, PlanSeen
from ppl.reports.plan.show_sentences import said
from ppl.rules.schedule import ticks
from ppl.rules.schedule.planned import Planned, of_plan
from ppl.rules.schedule.variants import with_links
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered
from tests.rules.schedule.networks import activity, link, plans

CANARY = "kanarie"


def found(*activities: PlanActivity, **fields: Any) -> Planned:
    """A plan from 5 January 2026, ready to be scheduled."""
    of = Plan(ref="alpha/plan", activities=activities, **{"starts_on": day("2026-01-05"), **fields})
    return of_plan(make.knowledge(), of, make.project())


def seen(*activities: PlanActivity, today: datetime.date = TODAY, **fields: Any) -> PlanSeen:
    one = found(*activities, **fields)
    return show.build(show.Request(one), today)


def says(shown: PlanSeen, lang: str = "en") -> str:
    """The sentences of the screen."""
    return rendered.text("reports/plan-show.md.j2", {**plain(shown), "said": said(shown), "part": "all"}, lang)


@given(plans())
def test_every_wait_that_is_shown_is_in_the_plan_and_alone_keeps_the_activity_there(
    activities: tuple[PlanActivity, ...],
) -> None:
    one = found(*activities)
    schedule = one.schedule()
    shown = {each.id: each for each in times.plan_shown(one, schedule, "planned").activities}
    for each in activities:
        for wait in shown[each.id].waits_on:
            links = [
                of
                for of in each.after
                if (of.activity, of.type or "finish-start", of.ground) == (wait.activity, wait.type, wait.ground)
            ]
            assert links
            alone = [with_links(other, tuple(links)) if other is each else other for other in activities]
            again = found(*alone).schedule()
            index = again.network.number[each.id]
            assert ticks.weeks(again.start[index]) == shown[each.id].start_week


@given(plans())
def test_an_activity_that_waits_on_nothing_starts_with_the_plan(activities: tuple[PlanActivity, ...]) -> None:
    for each in seen(*activities).activities:
        assert each.waits_on or each.held_by or each.start_week == 0


@given(plans())
def test_bars_and_links_lie_where_the_schedule_says(activities: tuple[PlanActivity, ...]) -> None:
    one = found(*activities)
    schedule = one.schedule()
    panel = picture.build(one, [("planned", schedule)], TODAY).panels[0]
    for index, bar in enumerate(panel.bars):
        assert (bar.start_week, bar.end_week) == (ticks.weeks(schedule.start[index]), ticks.weeks(schedule.end[index]))
        assert bar.critical == schedule.is_critical(index)
    bars = {bar.id: bar for bar in panel.bars}
    for line in panel.lines:
        source = bars[line.source]
        assert line.from_week == (source.start_week if line.from_start else source.end_week)
        assert line.to_week == bars[line.target].start_week
    binding = {(line.source, line.target) for line in panel.lines if line.is_binding}
    waits = {(w.activity, a.id) for a in times.plan_shown(one, schedule, "planned").activities for w in a.waits_on}
    assert binding == waits


def test_a_habit_says_what_else_asks_to_wait_and_from_when() -> None:
    shown = seen(
        activity("A12", 41.0),
        activity("A15", 50.0),
        activity("A16", 4.0, link("A15", "habit"), link("A12", "statute", law="artikel 1")),
    )
    assert "- **A16** waits on A15 by habit; law asks only for A12 (week 41)." in says(shown)
    assert "- **A12** starts with the plan." in says(shown)


def test_a_lag_and_a_start_are_said() -> None:
    text = says(
        seen(
            activity("A", 4.0),
            activity("B", 4.0, link("A", "policy", type="start-start", lag_weeks=2.0)),
            activity("C", 4.0, link("A", "contract", lag_weeks=3.0)),
            activity("D", 4.0, link("A", "contract", lag_weeks=-1.0)),
        )
    )
    assert "- **B** waits on 2 weeks after the start of A by own policy." in text
    assert "- **C** waits on 3 weeks after the end of A by contract." in text
    assert "- **D** waits on 1 week before the end of A by contract." in text


def test_a_planned_date_that_cannot_be_met_is_a_conflict_with_its_chain() -> None:
    shown = times.plan_shown(
        one := found(
            activity("A", 4.0), activity("B", 6.0, link("A")), activity("C", 1.0, link("B"), planned_start_on=TODAY)
        ),
        one.schedule(),
        "planned",
    )
    assert [(c.activity, c.chain, c.possible_on) for c in shown.conflicts] == [
        ("C", ("A", "B", "C"), day("2026-03-16"))
    ]
    assert shown.conflicts[0].weeks_late == 2.0


def test_what_nobody_gave_a_duration_makes_what_comes_after_uncertain() -> None:
    shown = seen(
        activity("A", 4.0),
        msgspec.structs.replace(activity("B", 0.0, link("A")), weeks=None),
        activity("C", 2.0, link("B")),
        activity("D", 2.0, link("A")),
        goal="C",
    )
    assert shown.without_weeks == shown.missing == ("B",)
    assert (shown.is_at_least, shown.at_earliest) == (True, ("C",))
    assert "not before 2 February 2026" in says(shown)
    assert "at least 6 weeks to C Activity C" in says(shown)


def test_an_unknown_duration_that_does_not_lead_to_the_goal_leaves_the_goal_certain() -> None:
    shown = seen(activity("A", 4.0), msgspec.structs.replace(activity("B", 0.0, link("A")), weeks=None), goal="A")
    assert (shown.is_at_least, shown.missing, shown.without_weeks) == (False, (), ("B",))


def test_what_only_a_template_has_running_now_is_marked_as_assumed() -> None:
    gone_over = msgspec.structs.replace(activity("B", 9.0), checked=Checked(role="projectleider", on=TODAY))
    begun = activity("C", 12.0, actual_start_on=day("2026-01-12"))
    shown = seen(activity("A", 9.0), gone_over, begun, template="klein")
    assert "A Activity A (assumed); B Activity B; C Activity C\n" in says(shown)
    assert "A Activity A (aangenomen); B Activity B;" in says(shown, "nl")
    assert "A Activity A; B Activity B;" in says(seen(activity("A", 9.0), gone_over, begun))


def test_what_runs_today_and_what_was_not_entered_are_said() -> None:
    shown = seen(activity("A", 2.0), activity("B", 9.0, link("A")), activity("C", 2.0, link("B")))
    assert [one.id for one in shown.running] == ["B"]
    assert [one.id for one in shown.unentered] == ["A", "B"]
    done = activity("A", 2.0, actual_start_on=day("2026-01-05"), actual_end_on=day("2026-01-19"))
    begun = activity("B", 9.0, link("A"), actual_start_on=day("2026-01-19"))
    assert seen(done, begun).unentered == ()


def test_the_next_bottleneck_is_the_least_slack_that_there_is() -> None:
    shown = seen(activity("A", 9.0), activity("B", 7.0), activity("C", 2.0), activity("D", 1.0, link("A"), link("B")))
    assert shown.next is not None
    assert (shown.next.activity.id, shown.next.weeks) == ("B", 2.0)
    assert shown.longest is not None
    assert (shown.chain, shown.longest.activity.id, shown.longest.weeks) == (("A", "D"), "A", 9.0)


@given(plans())
def test_the_chain_leads_from_the_start_of_the_plan_to_its_end_along_binding_links(
    activities: tuple[PlanActivity, ...],
) -> None:
    shown = seen(*activities)
    by_id = {one.id: one for one in shown.activities}
    assert not by_id[shown.chain[0]].waits_on
    assert by_id[shown.chain[-1]].end_week == shown.weeks
    for before, after in zip(shown.chain, shown.chain[1:], strict=False):
        assert before in {wait.activity for wait in by_id[after].waits_on}


def test_a_long_plan_shows_first_what_is_critical_and_what_runs_or_begins_soon() -> None:
    shown = seen(activity("A", 60.0), activity("B", 9.0), activity("C", 1.0), activity("D", 2.0, link("B")))
    assert picture.foremost(shown, TODAY) == {"A", "B", "D"}


def on_page(level: Visibility, **fields: Any) -> PlanPage:
    """The page of a plan with a usual order and work at own risk, for an audience."""
    one = Plan(
        ref="alpha/plan",
        starts_on=day("2026-01-05"),
        activities=(
            activity("A", 4.0),
            activity("B", 6.0, after_serial=(link("A"),)),
            activity("C", 2.0, link("A", "statute"), at_own_risk=True, after_serial=(link("B"),)),
        ),
        milestones=(Reached(code="irrevocable", activity="B"),),
        **fields,
    )
    known = make.knowledge(make.project(), one).for_audience(Audience(level, "alpha"))
    return page.build(page.Request(known, "alpha"), TODAY)


def test_the_page_tells_the_plan_beside_the_usual_order() -> None:
    shown = on_page("client")
    assert [panel.order for panel in shown.picture.panels] == ["serial", "planned"]
    assert [order.weeks for order in shown.orders][:2] == [12.0, 6.0]
    assert shown.picture.panels[1].won_weeks == 6.0
    text = rendered.text(
        "reports/plan.md.j2",
        {"report": plain(shown), **page.context(page.Request(make.knowledge(), "alpha"), shown)},
        "en",
    )
    assert "it would take 12 weeks: this plan is 6 weeks shorter." in text
    assert "- C Activity C: from 2 February 2026 to 16 February 2026, 2 weeks; the risk ends with: irrevocable" in text


def test_the_alderman_reads_first_when_it_is_ready_and_what_is_asked() -> None:
    steps = (activity("A", 4.0), activity("B", 7.5, link("A"), decided_by="gemeenteraad"))
    one = Plan(ref="alpha/plan", starts_on=day("2026-01-05"), activities=steps)
    reached = make.milestone("b", title="Activity B", planned_on=day("2026-05-01"))
    question = make.escalation(to="tafel")

    def told(*records: Record) -> str:
        known = make.knowledge(*records)
        request = page.Request(known, "alpha", "project")
        shown = page.build(request, TODAY)
        return rendered.text("reports/plan.md.j2", {"report": plain(shown), **page.context(request, shown)}, "en")

    text = told(make.project(milestones=(reached,)), one, make.bottleneck(), question)
    first, _, rest = text.partition("\n## What decides the day")
    assert ", in 12 weeks: from 5 January 2026" in first
    assert "2 steps should have begun or ended by now, the first is 4 weeks late." in first
    assert "- **1 May 2026:** Gemeenteraad: decide on the step ‘Activity B’." in first
    assert "Asked of others:\n\n- **1 April 2026:** Tafel: Wie betaalt de kabel?" in first
    assert first.count("What counts here are the milestones.") == 1 and "counts here" not in rest
    nothing = told(
        make.project(), Plan(ref="alpha/plan", starts_on=day("2026-01-05"), activities=(activity("A", 40.0),))
    )
    assert "No decision is asked of the municipality in the coming quarter." in nothing and "of others" not in nothing


@pytest.mark.parametrize("level", ["programme", "public"])
def test_a_plan_is_not_there_for_who_may_not_see_it(level: Visibility) -> None:
    with pytest.raises(DataError) as refused:
        on_page(level, assumed=(CANARY,), answers={CANARY: CANARY})
    assert str(refused.value.what) == "alpha has no plan for this reader"
    assert on_page(level, visibility="public").weeks == 6.0


def test_json_of_the_page_is_that_of_the_plan_with_more() -> None:
    of_page, of_plan_ = msgspec.to_builtins(on_page("client")), set(times.PlanShown.__struct_fields__)
    assert of_plan_ <= set(of_page)
    assert list(of_page)[: len(times.PlanShown.__struct_fields__)] == list(times.PlanShown.__struct_fields__)
    json.dumps(of_page)


@given(st.text(max_size=30))
def test_no_title_breaks_the_page(title: str) -> None:
    shown = seen(msgspec.structs.replace(activity("A", 2.0), title=title), activity("B", 1.0, link("A")))
    rows = [row for row in says(shown).splitlines() if row.startswith("| A |")]
    assert len(rows) == 1
    assert len(rows[0].replace("\\|", "").split("|")) == 9
