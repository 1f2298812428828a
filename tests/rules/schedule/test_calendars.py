from __future__ import annotations

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import DataError
from ppl.model.lists import Body, CalendarEntry
from ppl.model.plan import PlanActivity
from ppl.rules.schedule import ticks
from ppl.rules.schedule.calendars import Calendars, Span, calendars
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.earlier import without
from ppl.rules.schedule.paths import binding, driving
from tests.make import day
from tests.rules.schedule.networks import activity, link, plans

START = day("2026-01-05")
BATS = CalendarEntry(
    kind="survey-season",
    code="bats",
    from_=day("2023-05-15"),
    to=day("2023-09-30"),
    start_by=day("2023-06-15"),
    recurrence="1 year",
)
SUMMER = CalendarEntry(
    kind="grant-window", code="summer", from_=day("2020-06-01"), to=day("2020-08-31"), recurrence="1 year"
)
RECESS = CalendarEntry(
    kind="recess",
    code="recess",
    from_=day("2026-07-13"),
    to=day("2026-08-30"),
    applies_to=("council",),
    recurrence="1 year",
)
COUNCIL = Body(
    code="council",
    name="The council",
    level=1,
    remit="decides",
    meets=("3 weeks from 2026-01-15",),
    papers_days_before=14,
)
ENTRIES = (BATS, SUMMER, RECESS)


def of(*activities: PlanActivity, start: datetime.date = START, goal: str | None = None) -> Schedule:
    found = calendars(activities, ENTRIES, (COUNCIL,), start)
    return schedule(activities, goal=goal, starts_on=start, calendars=found)


def day_of(plan: Schedule, id: str, side: str = "start") -> datetime.date | None:
    index = plan.network.number[id]
    return plan.day((plan.start if side == "start" else plan.end)[index])


def test_a_survey_that_is_ready_after_the_last_day_to_begin_waits_for_the_next_season() -> None:
    early = of(activity("A", 22), activity("S", 12, link("A"), window="bats"))
    assert day_of(early, "S") == day("2026-06-08")
    late = of(activity("A", 24), activity("S", 12, link("A"), window="bats"))
    assert day_of(late, "S") == day("2027-05-15")
    assert late.held[1] == "season"


def test_a_survey_ends_with_its_season_at_the_latest() -> None:
    plan = of(activity("A", 22), activity("S", 20, link("A"), window="bats"))
    assert day_of(plan, "S", "end") == day("2026-10-01")


def test_a_window_without_a_last_day_to_begin_must_hold_all_of_it() -> None:
    plan = of(activity("A", 30), activity("S", 6, link("A"), window="summer"))
    assert day_of(plan, "S") == day("2027-06-01")
    with pytest.raises(DataError, match="never fits"):
        of(activity("S", 20, window="summer"))


def test_a_decision_falls_on_a_meeting_for_which_the_papers_are_in_time() -> None:
    plan = of(activity("A", 1), activity("D", 0, link("A"), decided_by="council"))
    assert day_of(plan, "D") == day("2026-02-05")  # ready on 12 January, papers two weeks before: not 15 January
    assert plan.held[1] == "meeting"


def test_no_meeting_is_held_in_the_recess() -> None:
    plan = of(activity("A", 25), activity("D", 0, link("A"), decided_by="council"))
    assert day_of(plan, "D") == day("2026-09-03")


def test_an_unknown_window_is_refused_and_an_unknown_meeting_moves_nothing() -> None:
    with pytest.raises(DataError, match="the calendar has no such entry"):
        of(activity("S", 1, window="newts"))
    plan = of(activity("D", 1, decided_by="province"))
    assert plan.calendars.unknown == ("province",)
    assert plan.start[0] == 0


def test_only_what_names_a_calendar_is_moved() -> None:
    plan = of(activity("A", 30), activity("B", 2, link("A")))
    assert day_of(plan, "B") == day("2026-08-03")  # in the recess


def test_a_date_that_the_chain_before_it_forbids_is_known_with_that_chain() -> None:
    plan = of(
        activity("A", 4), activity("B", 4, link("A")), activity("C", 1, link("B"), planned_start_on=day("2026-02-02"))
    )
    assert [one.planned_on for one in plan.late] == [day("2026-02-02")]
    (late,) = plan.late
    assert [plan.network.activities[index].id for index in driving(plan, late.activity)] == ["A", "B", "C"]
    assert plan.day(late.ready) == day("2026-03-02")


def test_what_has_happened_stays_where_it_happened() -> None:
    done = activity("A", 4, actual_start_on=day("2026-01-12"), actual_end_on=day("2026-02-27"))
    plan = of(done, activity("B", 1, link("A")))
    assert (day_of(plan, "A"), day_of(plan, "A", "end"), day_of(plan, "B")) == (
        day("2026-01-12"),
        day("2026-03-02"),
        day("2026-03-02"),
    )


def at(text: str) -> int:
    """The first tick of a day."""
    return ticks.between(START, day(text))


def span_of(one: PlanActivity, ready: int, weeks: float) -> Span:
    return found((one,)).earliest(one, ready, round(weeks * ticks.WEEK))


def test_a_survey_may_begin_until_the_last_tick_of_its_last_day_to_begin() -> None:
    bats = activity("A", 0, window="bats")
    last = at("2026-06-16") - 1
    assert span_of(bats, last, 2) == (last, last, last + 2 * ticks.WEEK)
    assert span_of(bats, last + 1, 2).start == at("2027-05-15")
    assert span_of(bats, at("2026-06-15"), 20).end == at("2026-10-01")


def test_a_decision_that_must_lie_in_a_season_takes_a_meeting_in_it() -> None:
    def meeting(window: str, ready: str, weeks: float) -> str:
        one = activity("A", 0, window=window, decided_by="council")
        return str(START + datetime.timedelta(days=span_of(one, at(ready), weeks).end // ticks.DAY))

    assert meeting("summer", "2026-01-05", 2) == "2026-07-02", "on 11 June it would begin before the season"
    assert meeting("bats", "2026-01-05", 3) == "2026-06-11"
    assert meeting("bats", "2026-06-12", 1) == "2027-06-03", "after 15 June none begins any more"
    assert meeting("summer", "2026-07-09", 1) == "2027-06-24"
    one = activity("A", 0, window="bats", decided_by="council")
    latest = found((one,)).latest(one, at("2026-12-31"), at("2026-12-31"), 3 * ticks.WEEK)
    assert latest is not None and latest.end == at("2026-07-02")
    assert found((one,)).latest(one, at("2023-01-01"), at("2023-01-01"), 0) is None
    until = CalendarEntry(kind="x", code="until", from_=day("2026-01-20"), to=day("2026-02-04"))
    for last, weeks, meets in (("2026-02-04", 2, True), ("2026-02-03", 2, False)):
        entry = msgspec.structs.replace(until, to=day(last))
        one = activity("A", 0, window="until", decided_by="council")
        own = calendars((one,), (entry,), (COUNCIL,), START)
        latest = own.latest(one, at("2026-12-31"), at("2026-12-31"), weeks * ticks.WEEK)
        assert (latest is not None) is meets, "a meeting on the day after the last one of the season ends with it"


def test_the_last_place_in_a_season_is_cut_off_at_its_end_where_there_is_a_last_day_to_begin() -> None:
    def latest(window: str, start_by: str, end_by: str, weeks: float) -> tuple[int, int] | None:
        one = activity("A", 0, window=window)
        span = found((one,)).latest(one, at(start_by), at(end_by), round(weeks * ticks.WEEK))
        return (span.start, span.end) if span else None

    last = at("2026-06-16") - 1
    assert latest("bats", "2026-12-31", "2026-12-31", 18) == (last, at("2026-10-01"))
    assert latest("bats", "2026-12-31", "2026-10-01", 18) == (last, at("2026-10-01"))
    assert latest("bats", "2026-12-31", "2026-09-30", 18) == (at("2026-05-27"), at("2026-09-30"))
    assert latest("bats", "2026-06-01", "2026-12-31", 1) == (at("2026-06-01"), at("2026-06-08"))
    assert latest("summer", "2026-12-31", "2026-12-31", 2) == (at("2026-08-18"), at("2026-09-01"))
    assert latest("summer", "2026-12-31", "2026-08-25", 2) == (at("2026-08-11"), at("2026-08-25"))
    assert latest("summer", "2026-06-01", "2026-12-31", 2) == (at("2026-06-01"), at("2026-06-15"))
    assert latest("summer", "2026-05-31", "2026-12-31", 2) == (at("2025-08-18"), at("2025-09-01"))


def test_only_bodies_that_are_named_and_that_meet_are_worked_out() -> None:
    silent = Body(code="province", name="P", level=0, remit="x", meets=("4 weeks",))
    one = (activity("A", 1, decided_by="council"), activity("B", 1, decided_by="province"), activity("C", 1))
    both = calendars(one, ENTRIES, (COUNCIL, silent), START)
    assert (list(both.meetings), both.unknown, list(both.seasons)) == (["council"], ("province",), [])
    assert list(calendars(one[1:], ENTRIES, (COUNCIL, silent), START).meetings) == []
    assert both.meetings["council"].papers == 14 * ticks.DAY
    nobody = (activity("A", 1, decided_by="z"), activity("B", 1, decided_by="a"))
    assert calendars(nobody, ENTRIES, (COUNCIL,), START).unknown == ("a", "z")


def test_the_recess_of_another_body_cancels_no_meeting() -> None:
    other = Body(code="table", name="Table", level=1, remit="x", meets=("3 weeks from 2026-01-15",))
    one = (activity("A", 25), activity("D", 0, link("A"), decided_by="table"))
    plan = schedule(one, starts_on=START, calendars=calendars(one, ENTRIES, (other,), START))
    assert day_of(plan, "D") == day("2026-07-02")
    assert day_of(of(activity("A", 26), activity("D", 0, link("A"), decided_by="council")), "D") == day("2026-09-03")
    later = (activity("A", 26), *one[1:])
    plan = schedule(later, starts_on=START, calendars=calendars(later, ENTRIES, (other,), START))
    assert day_of(plan, "D") == day("2026-07-23"), "in the recess of the council"


def test_what_just_missed_the_only_place_at_the_start_of_the_plan_waits_on_what_made_it_miss_that() -> None:
    """The season closes two weeks after the plan begins: work of two weeks had to be ready on the first day."""
    winter = CalendarEntry(
        kind="survey-season", code="winter", from_=day("2025-12-01"), to=day("2026-01-18"), recurrence="1 year"
    )
    one = (activity("A", 1), activity("S", 2, link("A"), window="winter"))
    plan = schedule(one, starts_on=START, calendars=calendars(one, (winter,), (), START))
    assert day_of(plan, "S") == day("2026-12-01")
    assert [arc.source for arc in binding(plan, 1)] == [0]


def test_the_slack_of_what_must_lie_in_a_season_ends_with_the_season() -> None:
    """The goal is on 12 October; six weeks of the summer must begin on 21 July at the latest."""
    plan = of(activity("A", 40), activity("S", 6, window="summer"))
    assert (day_of(plan, "S"), plan.slack[1]) == (day("2026-06-01"), 50 * ticks.DAY)
    begun = of(activity("A", 40), activity("S", 6, window="summer", actual_start_on=day("2026-06-01")))
    assert begun.slack[1] == ticks.between(day("2026-07-13"), day("2026-10-12"))
    survey = of(activity("A", 40), activity("S", 6, window="bats", planned_start_on=day("2026-06-01")))
    assert survey.slack[1] == 15 * ticks.DAY - 1


def test_a_meeting_that_never_comes_is_refused() -> None:
    once = Body(code="council", name="Raad", level=0, remit="x", meets=("2026-02-05",))
    one = (activity("A", 9, decided_by="council"),)
    with pytest.raises(DataError, match="A finds no meeting of Raad any more"):
        schedule(one, starts_on=START, calendars=calendars(one, (), (once,), START))


def test_what_holds_longest_is_named_first_and_drives_the_chain() -> None:
    ends = (activity("A", 26), activity("B", 25), activity("C", 1))
    plan = of(*ends, activity("S", 2, link("B"), link("A"), link("C"), window="bats"))
    assert [arc.source for arc in binding(plan, 3)] == [0, 1]
    assert driving(plan, 3) == [0, 3]


MOVED = st.sampled_from([{}, {}, {"window": "bats"}, {"window": "summer"}, {"decided_by": "council"}])


@st.composite
def dated(draw: st.DrawFn) -> tuple[PlanActivity, ...]:
    """Plans of which some activities must lie in a season or end on a meeting."""
    return tuple(msgspec.structs.replace(one, **draw(MOVED)) for one in draw(plans(most=6)))


def found(activities: tuple[PlanActivity, ...]) -> Calendars:
    return calendars(activities, ENTRIES, (COUNCIL,), START)


@given(dated())
def test_every_activity_lies_where_it_may(activities: tuple[PlanActivity, ...]) -> None:
    plan = of(*activities)
    for index, one in enumerate(activities):
        begin, end = day_of(plan, one.id), day_of(plan, one.id, "end")
        assert begin is not None and end is not None
        if one.window == "bats":
            assert (begin.month, begin.day) >= (5, 15)
            assert begin <= day(f"{begin.year}-06-15") + datetime.timedelta(days=1)
            assert end <= day(f"{begin.year}-10-01")
        if one.window == "summer":
            assert day(f"{begin.year}-06-01") <= begin and end <= day(f"{begin.year}-09-01")
        if one.decided_by == "council":
            assert (end - day("2026-01-15")).days % 21 == 0
            assert not day(f"{end.year}-07-13") <= end <= day(f"{end.year}-08-30")
            assert plan.end[index] - plan.ready[index] >= 14 * ticks.DAY


@given(st.sampled_from(["bats", "summer", "council"]), st.integers(0, 800), st.integers(0, 12), st.integers(0, 300))
def test_earliest_and_latest_are_each_others_counterpart(name: str, ready: int, length: int, later: int) -> None:
    one = activity("A", length, **({"decided_by": name} if name == "council" else {"window": name}))
    own, span = found((one,)), length * ticks.WEEK
    first = own.earliest(one, ready * ticks.DAY, span)
    assert own.earliest(one, (ready + later) * ticks.DAY, span).start >= first.start
    back = own.latest(one, first.start, first.end, span)
    assert back is not None and back.start == first.start and back.ready >= ready * ticks.DAY
    assert own.earliest(one, back.ready, span).start == back.start
    assert own.earliest(one, back.ready + 1, span).start > back.start
    before = own.latest(one, first.start - 1, 10**12, span)
    assert before is None or before.ready < ready * ticks.DAY


@given(dated())
def test_with_calendars_too_every_claimed_wait_alone_keeps_it_there(activities: tuple[PlanActivity, ...]) -> None:
    plan = of(*activities)
    for index, one in enumerate(activities):
        claimed = [arc.link for arc in binding(plan, index)]
        for kept in claimed:
            assert of(*_with(activities, one, (kept,))).start[index] == plan.start[index]
        others = tuple(other for other in one.after if all(other is not kept for kept in claimed))
        freed = of(*_with(activities, one, others)).start[index]
        assert (freed < plan.start[index]) == (bool(claimed) and plan.start[index] > 0)


def _with(
    activities: tuple[PlanActivity, ...], one: PlanActivity, after: tuple[object, ...]
) -> tuple[PlanActivity, ...]:
    return tuple(msgspec.structs.replace(a, after=after) if a.id == one.id else a for a in activities)


@given(dated(), st.data())
def test_with_calendars_too_dropping_a_link_never_delays(
    activities: tuple[PlanActivity, ...], data: st.DataObject
) -> None:
    plan = of(*activities)
    pairs = [(arc.source, arc.target) for arcs in plan.network.into for arc in arcs]
    dropped = data.draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    assert without(plan, dropped).finish <= plan.finish


@given(dated())
def test_slack_is_never_negative(activities: tuple[PlanActivity, ...]) -> None:
    plan = of(*activities)
    assert all(slack is not None and slack >= 0 for slack in plan.slack)
    assert any(plan.is_critical(index) for index in range(len(activities)))
