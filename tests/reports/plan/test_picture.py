"""A plan in time and as a picture: what stands where, at the edges."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.plan import PlanActivity, Reached
from ppl.model.record import Party, Record
from ppl.partial_date import partial_date
from ppl.reports.plan import picture, show, times
from ppl.reports.plan.picture import Bar, Picture
from ppl.reports.plan.show_report import PlanSeen
from ppl.reports.plan.times import ActivityShown
from ppl.rules.schedule.planned import Planned
from tests.make import TODAY, day
from tests.reports.plan.plans import LISTS, START, found
from tests.rules.schedule.networks import activity, link

NOW = {"actual_start_on": START}


def drawing(one: Planned, today: datetime.date = TODAY) -> Picture:
    return picture.build(one, [("planned", one.schedule())], today)


def axis(
    weeks: float, today: str, start: str | None = "2026-01-05", **fields: Any
) -> tuple[float, float, float | None]:
    one = drawing(found(activity("A", weeks, **fields), starts_on=day(start) if start else None), day(today))
    return one.from_week, one.to_week, one.today_week


def test_the_axis_holds_the_plan_and_today_where_that_is_not_far_behind_it() -> None:
    assert axis(4, "2026-01-05") == (0, 4, 0)
    assert axis(4, "2026-02-02") == (0, 4, 4)
    assert axis(4, "2026-02-09") == (0, 6, 5)
    assert axis(4, "2026-02-16") == (0, 4, None)
    assert axis(4, "2026-01-04") == (0, 4, None)
    assert axis(0.5, "2026-01-05") == (0, 1, 0)
    assert axis(4, "2026-01-12", start=None) == (0, 4, None)
    assert axis(4, "2026-01-12", planned_start_on=day("2026-01-19")) == (0, 6, 1)
    assert axis(4, "2025-12-29", actual_start_on=day("2025-12-22")) == (-2, 2, -1)
    assert axis(4, "2026-01-26", actual_start_on=day("2025-12-22")) == (-2, 4, 3)


def test_the_seasons_that_come_in_the_plan_are_bands_cut_off_at_its_ends() -> None:
    def bands(weeks: float) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
        one = found(activity("V", 1, window="vogels"), activity("A", weeks), known=LISTS).schedule()
        return [(band.title, band.spans) for band in picture.bands(one.calendars, 0, weeks)]

    assert bands(10) == [("Vogels", ((4, 10),))]
    assert bands(60) == [("Vogels", ((4, 361 / 7),))]
    assert bands(4) == []
    one = found(activity("V", 1, window="vogels"), known=LISTS).schedule()
    assert picture.bands(one.calendars, 361 / 7, 99) == ()
    assert picture.bands(one.calendars, 5, 6)[0].spans == ((5, 6),)


def bars(
    *activities: PlanActivity, today: datetime.date = TODAY, known: tuple[Record, ...] = (), **fields: Any
) -> list[Bar]:
    return list(drawing(found(*activities, known=known, **fields), today).panels[0].bars)


def test_a_bar_is_done_until_today_or_until_its_end() -> None:
    """Today is in week 8."""

    def done(**fields: Any) -> tuple[float | None, bool]:
        (bar,) = bars(activity("A", 10, **fields))
        return bar.done_until_week, bar.has_ended

    assert done() == (None, False)
    assert done(**NOW) == (8, False)
    assert done(actual_start_on=day("2025-12-01")) == (5, False)
    assert done(actual_start_on=day("2026-03-09")) == (9, False)
    assert done(**NOW, actual_end_on=day("2026-02-06")) == (5, True)


def test_a_bar_says_whether_it_meets_whether_its_length_is_known_and_what_drives() -> None:
    shown = bars(
        activity("M", 1, decided_by="raad"),
        activity("H", 1, decided_by="raad", **NOW),
        PlanActivity(id="U", title="U"),
        PlanActivity(id="E", title="E", actual_end_on=day("2026-01-12")),
        activity("R", 1, at_own_risk=True, risk_until="M"),
        activity("Z", 30),
        known=LISTS,
    )
    by_id = {bar.id: bar for bar in shown}
    assert [id for id, bar in by_id.items() if bar.meets] == ["M"]
    assert [id for id, bar in by_id.items() if bar.is_unknown] == ["U"]
    assert [id for id, bar in by_id.items() if bar.is_driving] == ["Z"]
    assert [(id, bar.risk_until_week) for id, bar in by_id.items() if bar.risk_until_week is not None] == [("R", 8)]
    assert (by_id["Z"].slack_weeks, by_id["E"].slack_weeks, by_id["Z"].start_on) == (0, None, START)


def test_lines_say_where_they_run_and_which_of_them_hold_and_drive() -> None:
    one = found(
        activity("A", 4),
        activity("B", 4),
        activity("C", 2, link("A", "statute"), link("B", "policy", type="start-start", lag_weeks=1.0)),
        activity("D", 6),
    )
    lines = drawing(one).panels[0].lines
    assert [
        (line.source, line.target, line.ground, line.from_start, line.from_week, line.to_week) for line in lines
    ] == [("A", "C", "statute", False, 4, 4), ("B", "C", "policy", True, 0, 4)]
    assert [(line.is_binding, line.is_critical, line.is_driving) for line in lines] == [
        (True, True, True),
        (False, False, False),
    ]
    panel = drawing(one).panels[0]
    assert (panel.order, panel.weeks, panel.goal_on, panel.won_weeks) == ("planned", 6, day("2026-02-16"), None)


def test_panels_tell_what_they_win_over_the_first_of_them() -> None:
    one = found(
        activity("A", 4), activity("B", 6, after_serial=(link("A"),)), milestones=(Reached(code="m", activity="B"),)
    )
    usual = one.schedule("serial")
    shown = picture.build(one, [("serial", usual), ("planned", one.schedule())], START)
    assert [(panel.order, panel.won_weeks) for panel in shown.panels] == [("serial", None), ("planned", 4)]
    assert [panel.milestones[0].week for panel in shown.panels] == [10, 6]
    assert (shown.from_week, shown.to_week, picture.has_usual_order(one)) == (0, 10, True)
    assert not picture.has_usual_order(found())


# what runs, what comes first


def seen(*activities: PlanActivity, today: datetime.date = TODAY, is_brief: bool = False, **fields: Any) -> PlanSeen:
    return show.build(show.Request(found(*activities, **fields), is_brief=is_brief), today)


def ids(found: Any) -> list[str]:
    return [one.id for one in found]


def test_what_runs_began_by_today_and_ends_after_it() -> None:
    shown = seen(
        activity("A", 8), activity("B", 1, link("A")), activity("C", 2, **NOW, actual_end_on=day("2026-06-01"))
    )
    assert ids(shown.running) == ["B"]
    assert ids(picture.running(shown.activities, TODAY)) == ["B", "C"]
    assert ids(seen(activity("A", 8), activity("B", 1, link("A")), today=day("2026-03-01")).running) == ["A"]
    assert ids(seen(starts_on=None).running) == []


def test_what_should_have_begun_or_ended_before_today_was_not_entered() -> None:
    """A ends today and B begins today: neither is before today."""
    shown = seen(activity("A", 8, **NOW), activity("B", 1, link("A")), activity("C", 1), activity("D", 7, **NOW))
    assert ids(shown.unentered) == ["C", "D"]
    assert ids(seen(activity("A", 8), today=day("2026-01-05")).unentered) == []
    assert ids(seen(activity("A", 8), today=day("2026-01-06")).unentered) == ["A"]


def test_a_long_plan_in_brief_keeps_what_is_critical_what_runs_and_what_begins_within_eight_weeks() -> None:
    from_ = {"planned_start_on": day("2026-04-27")}
    steps = [
        activity("long", 80),
        activity("nu", 10),
        activity("straks", 1, **from_),
        activity("later", 1, planned_start_on=day("2026-04-28")),
        activity("vandaag", 1, planned_start_on=TODAY),
        activity("over", 1),
    ]
    fill = [activity(f"F{n}", 1) for n in range(55)]
    shown = seen(*steps, *fill, is_brief=True)
    assert ids(shown.activities) == ids(shown.picture.panels[0].bars) == ["long", "nu", "straks", "vandaag"]
    assert len(seen(*steps, *fill[:54], is_brief=True).activities) == 60
    assert len(seen(*steps, *fill).activities) == 61
    remarks = show.remarks(show.Request(found(*steps, *fill), is_brief=True), shown)
    assert [str(one).split(" ")[0] for one in remarks] == ["57"]
    assert show.remarks(show.Request(found()), seen()) == []


def test_a_day_that_cannot_be_met_is_a_remark_with_the_chain_that_makes_it_so() -> None:
    steps = (activity("A", 4), activity("B", 1, link("A"), planned_start_on=day("2026-01-26")))
    (remark,) = show.remarks(show.Request(found(*steps)), seen(*steps))
    assert str(remark) == "B cannot start on 2026-01-26: A → B takes until 2026-02-02"


def test_a_guess_is_a_duration_still_to_come_that_nobody_stands_for() -> None:
    steps = [activity(basis or "geen", 1, weeks_from=basis) for basis in ("source", "team", "estimate", None)]
    ended = activity("E", 1, **NOW, actual_end_on=day("2026-01-12"))
    assert seen(*steps, ended, activity("nul", 0)).guesses == 2
    assert seen(*steps[:3]).guesses == 1


def test_what_waits_on_the_end_of_an_unknown_length_may_be_later_and_on_its_start_not() -> None:
    unknown = PlanActivity(id="U", title="U")
    shown = seen(
        unknown,
        activity("B", 1, link("U", type="start-start")),
        activity("C", 1, link("U")),
        activity("D", 1, link("C", type="start-start")),
        activity("E", 1, link("C"), **NOW),
        activity("F", 9),
        goal="F",
    )
    assert (shown.at_earliest, shown.missing, shown.is_at_least) == (("C", "D"), (), False)
    to_d = seen(unknown, activity("D", 1, link("U")), goal="D")
    assert (to_d.missing, to_d.is_at_least, to_d.is_done) == (("U",), True, False)
    done = seen(unknown, activity("D", 1, link("U"), **NOW, actual_end_on=day("2026-01-12")), goal="D")
    assert (done.missing, done.is_at_least, done.is_done) == ((), False, True)
    assert seen(unknown).missing == ("U",)
    over = PlanActivity(id="U", title="U", actual_end_on=day("2026-01-12"))
    assert seen(over).without_weeks == ()
    goal = seen(PlanActivity(id="G", title="G"), goal="G")
    assert (goal.missing, goal.goal_title, goal.is_at_least) == (("G",), "G", True)


def test_the_longest_on_the_chain_and_the_least_slack_beside_it_are_named() -> None:
    """D and then E bring the goal to week 7; C has a week of slack, F and G five, the mark M none that counts."""
    steps = (
        activity("C", 4),
        activity("D", 5),
        activity("E", 2, link("D"), link("C")),
        activity("F", 1),
        activity("G", 2),
        activity("M", 0),
    )
    shown = seen(*steps)
    assert (shown.chain, shown.longest and (shown.longest.activity.id, shown.longest.weeks)) == (("D", "E"), ("D", 5))
    assert shown.next is not None and (shown.next.activity.id, shown.next.weeks) == ("C", 1)
    late = seen(activity("A", 3), activity("B", 5, link("A")), activity("C", 1), activity("D", 1))
    assert late.longest is not None and (late.longest.activity.id, late.longest.weeks) == ("B", 5)
    assert late.next is not None and (late.next.activity.id, late.next.weeks) == ("C", 7)
    twice = seen(activity("A", 9), activity("B", 2, link("C")), activity("C", 3))
    assert twice.next is not None and twice.next.activity.id == "C", "of the same slack the longest"
    alone = seen(activity("A", 3))
    assert (alone.next, alone.longest and alone.longest.weeks, alone.on) == (None, 3, TODAY)
    assert alone.name == "Project alpha"


def test_rows_hold_days_or_weeks_and_mark_what_is_not_known() -> None:
    unknown = PlanActivity(id="U", title="U", owner="projectleider")
    steps = (activity("A", 1.26), unknown, activity("C", 1, link("U")), activity("D", 9), activity("E", 1))
    sheet = show.sheet(seen(*steps, goal="D"))
    rows = [[*row[:6]] for row in sheet.rows]
    assert rows[0] == ["A", "Activity A", 1.3, ("", START), ("", day("2026-01-14")), None]
    assert rows[1] == ["U", "U", "?", ("", START), "?", None]
    assert rows[2][3:5] == [("≥ ", START), ("≥ ", day("2026-01-12"))]
    assert rows[3][5] == 0
    owner = sheet.rows[1][6]
    assert (owner.code, sheet.rows[0][6]) == ("projectleider", None)
    assert sheet.rows[0][7] is None
    made = show.sheet(seen(activity("A", 1.26), template="woningbouw"))
    assert made.rows[0][7].source == "assumed" and made.headings[7].source == "gone over"  # type: ignore[union-attr]
    loose = show.sheet(seen(activity("A", 1.26), activity("B", 3)))
    assert [row[5] for row in loose.rows] == [1.7, 0]
    bare = show.sheet(seen(activity("A", 1.26), starts_on=None))
    assert [*bare.rows[0][2:6]] == [1.3, ("", 0.0), ("", 1.3), 0]
    assert len(sheet.headings) == len(sheet.rows[0]) == 8


# an activity in time


def shown(*activities: PlanActivity, known: tuple[Record, ...] = (), **fields: Any) -> dict[str, ActivityShown]:
    one = found(*activities, known=known, **fields)
    return {each.id: each for each in times.plan_shown(one, one.schedule(), "planned").activities}


def test_an_activity_says_when_it_could_start_without_its_habits_and_what_it_then_waits_on() -> None:
    steps = (
        activity("A", 9),
        activity("B", 4),
        activity("D", 4),
        activity("C", 1, link("A"), link("B", "statute"), link("D", "policy")),
    )
    one = shown(*steps)["C"]
    assert (one.start_week, one.without_habit_week, [each.activity for each in one.asks_only]) == (9, 4, ["B", "D"])
    assert [(each.activity, each.type, each.lag_weeks, each.ground) for each in one.waits_on] == [
        ("A", "finish-start", 0, "habit")
    ]
    both = shown(activity("A", 4), activity("B", 4), activity("C", 1, link("A"), link("B", "statute")))["C"]
    assert (both.without_habit_week, [each.activity for each in both.asks_only]) == (4, ["B"])
    free = shown(activity("A", 9), activity("C", 1, link("A")))["C"]
    assert (free.without_habit_week, free.asks_only) == (0, ())
    law = shown(activity("A", 9), activity("C", 1, link("A", "statute")))["C"]
    assert (law.without_habit_week, law.asks_only) == (None, ())
    dated = shown(activity("A", 9), activity("C", 1, link("A"), planned_start_on=day("2026-01-19")))["C"]
    assert dated.without_habit_week == 2
    season = shown(activity("A", 9), activity("C", 1, link("A"), window="vogels"), known=LISTS)["C"]
    assert (season.start_week, season.without_habit_week) == (9, 4)
    early = shown(activity("A", 1), activity("B", 9), activity("C", 1, link("B"), link("A", "statute", lag_weeks=-3.0)))
    assert (early["C"].without_habit_week, early["C"].asks_only) == (0, ())


def test_an_activity_says_what_holds_it_who_does_it_and_what_it_risks() -> None:
    steps = (
        activity("V", 1, window="vogels", owner=Party(role="ecoloog", organisation="x")),
        activity("M", 1, decided_by="raad", owner="griffier", phase="ontwerp"),
        activity("R", 1, at_own_risk=True, risk_until="M"),
        activity("H", 1, window="vogels", **NOW),
        activity("Z", 30),
    )
    of = shown(*steps, known=LISTS)
    assert [(of[id].held_by, of[id].held_by_name, of[id].owner) for id in "VMRH"] == [
        ("season", "Vogels", "ecoloog"),
        ("meeting", "Raad", "griffier"),
        (None, None, None),
        ("actual", None, None),
    ]
    risk = of["R"].at_own_risk
    assert risk is not None and (risk.until, risk.until_on, risk.weeks, of["V"].at_own_risk) == ("M", TODAY, 8, None)
    assert (of["M"].phase, of["M"].weeks, of["M"].slack_weeks, of["Z"].critical) == ("ontwerp", 1, 0, True)
    assert (of["V"].free_slack_weeks, shown(*steps, known=LISTS, goal="V")["Z"].free_slack_weeks) == (25, None)


def test_milestones_come_first_to_last_and_those_of_what_is_not_there_not_at_all() -> None:
    marks = (
        Reached(code="later", activity="B", law="art. 1"),
        Reached(code="eerst", title="Eerst", activity="A", weeks_after_start=1.0),
    )
    one = found(activity("A", 4), activity("B", 6), milestones=marks)
    of = times.milestones(one, one.schedule())
    assert [(each.code, each.title, each.week, each.on, each.law) for each in of] == [
        ("eerst", "Eerst", 1, day("2026-01-12"), None),
        ("later", None, 6, day("2026-02-16"), "art. 1"),
    ]
    other = found(activity("A", 4)).schedule()
    assert [each.code for each in times.milestones(one, other)] == ["eerst"]


def test_a_milestone_that_was_reached_between_two_days_is_said_to_lie_between_them() -> None:
    between = partial_date("2026-01..2026-02")
    marks = (Reached(code="a", activity="A"), Reached(code="b", activity="B", weeks_after_start=1.0),
             Reached(code="c", activity="C"))  # fmt: skip
    steps = (activity("A", 4, actual_end_on=between), activity("B", 2, link("A", "statute")), activity("C", 1))
    one = found(*steps, milestones=marks)
    schedule = one.schedule()
    on = {each.code: each.on for each in times.milestones(one, schedule)}
    assert (str(on["a"]), str(on["b"]), on["c"]) == ("2026-01..2026-02", "..2026-03-09", day("2026-01-12"))
    of = {each.id: each for each in times.plan_shown(one, schedule, "planned").activities}
    assert (str(of["A"].end_on), of["B"].start_on) == ("2026-01..2026-02", day("2026-03-02"))


def test_answers_that_nobody_gave_are_named_with_what_is_assumed() -> None:
    one = found(answers={"land": "municipal", "homes": "80"}, assumed=("land", "route"))
    of = times.plan_shown(one, one.schedule(to="B"), "planned")
    assert [(each.name, each.value) for each in of.assumed] == [("land", "municipal")]
    assert (of.goal, of.weeks, of.goal_on, of.critical_paths, of.critical_paths_total) == (
        "B", 10, day("2026-03-16"), (("A", "B"),), 1,
    )  # fmt: skip
    assert times.plan_shown(one, one.schedule(), "planned").goal is None
