"""What is said of an activity of a plan in time: when, why not earlier, and at whose risk."""

import datetime
from collections.abc import Sequence

from ppl.errors import Joined, Text
from ppl.partial_date import PartialDate
from ppl.reports.plan.sentences import named, week, weeks
from ppl.reports.plan.show_report import PlanSeen
from ppl.reports.plan.times import ActivityShown, Assumed, Conflict, MilestoneShown, RiskShown, WaitsOn
from ppl.reports.sentences import Phrase, bracketed, joined

Day = datetime.date
MILESTONES = {"adopted": Text("adopted"), "in-force": Text("in force"), "irrevocable": Text("irrevocable")}
BY = {
    "statute": Text("by law"),
    "season": Text("because of a season"),
    "contract": Text("by contract"),
    "policy": Text("by own policy"),
    "habit": Text("by habit"),
}
GROUNDS = {
    "statute": Text("law"),
    "season": Text("season"),
    "contract": Text("contract"),
    "policy": Text("own policy"),
    "habit": Text("habit"),
}
QUESTIONS = {
    "homes": Text("number of homes"),
    "land": Text("whose land"),
    "route": Text("route"),
    "procedure": Text("procedure of the permit"),
    "appeal": Text("appeal expected"),
}
ANSWERS = {
    "municipal": Text("of the municipality"),
    "private": Text("private"),
    "mixed": Text("mixed"),
    "plan": Text("change of the environment plan"),
    "permit": Text("permit that deviates from it"),
    "regular": Text("regular: 8 weeks and 6 more, then objection"),
    "extended": Text("extended: 26 weeks with a draft on display, then appeal"),
    "yes": Text("yes"),
    "no": Text("no"),
}


def milestone(milestone: MilestoneShown) -> Phrase:
    """What a milestone is called."""
    return milestone.title or MILESTONES.get(milestone.code) or milestone.code


def at(milestone: MilestoneShown) -> Phrase:
    """The week of a milestone, with its day where that is known."""
    if isinstance(milestone.on, PartialDate):
        return week(milestone.week, milestone.on)
    return joined(week(milestone.week), milestone.on)


def cells(activity: ActivityShown, plan: PlanSeen) -> tuple[Phrase, ...]:
    """An activity in a table: id, title, weeks, begin, end and slack."""
    slack = None if activity.slack_weeks is None else round(activity.slack_weeks, 1)
    is_uncertain, is_unknown = activity.id in plan.at_earliest, activity.id in plan.without_weeks
    return (
        activity.id,
        activity.title,
        "?" if is_unknown else joined(round(activity.weeks, 1)),
        _moment(activity.start_week, activity.start_on, is_uncertain),
        "?" if is_unknown else _moment(activity.end_week, activity.end_on, is_uncertain),
        Text("critical") if activity.critical else joined(slack),
    )


def _moment(number: float, day: Day | None, is_uncertain: bool) -> Phrase:
    moment = day or round(number, 1)
    return Text("not before {moment}", moment=moment) if is_uncertain else joined(moment)


def why(activity: ActivityShown) -> Phrase:
    """Why an activity does not start earlier."""
    if activity.actual_end_on and activity.held_by == "actual":
        return Text("done on {date}", date=activity.actual_end_on)
    if activity.held_by == "actual":
        return Text("began on {date}", date=activity.actual_start_on)
    name = activity.held_by_name or ""
    waits = Text("earlier only if this comes sooner: {links}", links=sooner(activity.waits_on))
    if activity.held_by == "season":
        held = Text("held by the season: {name}, to begin on {date}", name=name, date=activity.start_on)
    elif activity.held_by == "meeting":
        held = Text("held by the meeting of {name} on {date}", name=name, date=activity.end_on)
    elif activity.held_by == "date":
        held = Text("starts on its planned date, {date}", date=activity.start_on)
        waits = Text("waits also on {links}", links=links(activity.waits_on))
    elif activity.waits_on:
        return joined(Text("waits on {links}", links=links(activity.waits_on)), without_habit(activity), between="; ")
    else:
        return Text("starts with the plan")
    return joined(held, waits if activity.waits_on else None, without_habit(activity), between="; ")


def without_habit(activity: ActivityShown) -> Text | None:
    """When an activity could start without a habit, and what it would then wait on; None where that is no earlier."""
    number = activity.without_habit_week
    if number is None or number >= activity.start_week:
        return None
    number = round(number, 1)
    if not activity.asks_only:
        return Text("without the habit it could start in week {number}", number=number)
    if any(link.ground != "statute" for link in activity.asks_only):
        asked = links(activity.asks_only)
        return Text("without the habit only on {links} (week {number})", links=asked, number=number)
    ids = ", ".join(link.activity for link in activity.asks_only)
    return Text("law asks only for {links} (week {number})", links=ids, number=number)


def links(found: Sequence[WaitsOn]) -> Phrase:
    """What an activity waits on, and on what ground."""
    each = (joined(point(one), bracketed(BY[one.ground], one.law), between=" ") for one in found)
    return Joined(tuple(each), last=Text("and"))


def sooner(found: Sequence[WaitsOn]) -> Phrase:
    """As `links`, with the grounds between brackets."""
    return Joined(tuple(bracketed(point(one), GROUNDS[one.ground]) for one in found), last=Text("and"))


def point(link: WaitsOn) -> Phrase:
    """The moment of another activity that a link waits for."""
    lag, is_start = link.lag_weeks, link.type == "start-start"
    if not lag:
        return Text("the start of {activity}", activity=link.activity) if is_start else link.activity
    if is_start:
        before, after = Text("{weeks} before the start of {activity}"), Text("{weeks} after the start of {activity}")
    else:
        before, after = Text("{weeks} before the end of {activity}"), Text("{weeks} after the end of {activity}")
    return Text((after if lag > 0 else before).source, weeks=weeks(abs(lag)), activity=link.activity)


def until(risk: RiskShown, plan: PlanSeen) -> Phrase:
    """What takes a risk away: a milestone or the end of an activity."""
    ends = [milestone(one) for one in plan.milestones if one.code == risk.until]
    ends += [named(activity) for activity in plan.activities if activity.id == risk.until]
    return ends[0] if ends else risk.until


def assumptions(found: Sequence[Assumed]) -> Phrase:
    """The answers that a plan rests on and that nobody gave yet."""
    each = ((QUESTIONS.get(one.name, one.name), ANSWERS.get(one.value, one.value)) for one in found)
    return joined(*(joined(question, answer, between=": ") for question, answer in each), between="; ")


def conflict(conflict: Conflict) -> Text:
    """A planned date that cannot be met."""
    return Text(
        "{activity} is planned for {planned}, but {chain} takes until {possible}: {weeks} too late",
        activity=conflict.activity,
        planned=conflict.planned_on,
        chain=" → ".join(conflict.chain),
        possible=conflict.possible_on,
        weeks=weeks(conflict.weeks_late),
    )
