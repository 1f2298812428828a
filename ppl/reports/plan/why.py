"""What is said of an activity of a plan in time: when, why not earlier, and at whose risk."""

import datetime
from collections.abc import Sequence

from ppl.errors import Joined, Text
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
    "appeal": Text("appeal expected"),
}
ANSWERS = {
    "municipal": Text("of the municipality"),
    "private": Text("private"),
    "mixed": Text("mixed"),
    "plan": Text("change of the environment plan"),
    "permit": Text("permit that deviates from it"),
    "yes": Text("yes"),
    "no": Text("no"),
}


def milestone(one: MilestoneShown) -> Phrase:
    """What a milestone is called."""
    return one.title or MILESTONES.get(one.code) or one.code


def at(one: MilestoneShown) -> Phrase:
    """The week of a milestone, with its day where that is known."""
    return joined(week(one.week), one.on)


def cells(one: ActivityShown, plan: PlanSeen) -> tuple[Phrase, ...]:
    """An activity in a table: id, title, weeks, begin, end and slack."""
    slack = None if one.slack_weeks is None else round(one.slack_weeks, 1)
    is_uncertain, is_unknown = one.id in plan.at_earliest, one.id in plan.without_weeks
    return (
        one.id,
        one.title,
        "?" if is_unknown else joined(round(one.weeks, 1)),
        _moment(one.start_week, one.start_on, is_uncertain),
        "?" if is_unknown else _moment(one.end_week, one.end_on, is_uncertain),
        Text("critical") if one.critical else joined(slack),
    )


def _moment(number: float, day: Day | None, is_uncertain: bool) -> Phrase:
    moment = day or round(number, 1)
    return Text("not before {moment}", moment=moment) if is_uncertain else joined(moment)


def why(one: ActivityShown) -> Phrase:
    """Why an activity does not start earlier."""
    if one.actual_end_on and one.held_by == "actual":
        return Text("done on {date}", date=one.actual_end_on)
    if one.held_by == "actual":
        return Text("began on {date}", date=one.actual_start_on)
    name = one.held_by_name or ""
    waits = Text("earlier only if this comes sooner: {links}", links=sooner(one.waits_on))
    if one.held_by == "season":
        held = Text("held by the season: {name}, to begin on {date}", name=name, date=one.start_on)
    elif one.held_by == "meeting":
        held = Text("held by the meeting of {name} on {date}", name=name, date=one.end_on)
    elif one.held_by == "date":
        held = Text("starts on its planned date, {date}", date=one.start_on)
        waits = Text("waits also on {links}", links=links(one.waits_on))
    elif one.waits_on:
        return joined(Text("waits on {links}", links=links(one.waits_on)), without_habit(one), between="; ")
    else:
        return Text("starts with the plan")
    return joined(held, waits if one.waits_on else None, without_habit(one), between="; ")


def without_habit(one: ActivityShown) -> Text | None:
    """When an activity could start without a habit, and what it would then wait on; None where that is no earlier."""
    number = one.without_habit_week
    if number is None or number >= one.start_week:
        return None
    number = round(number, 1)
    if not one.asks_only:
        return Text("without the habit it could start in week {number}", number=number)
    if any(link.ground != "statute" for link in one.asks_only):
        asked = links(one.asks_only)
        return Text("without the habit only on {links} (week {number})", links=asked, number=number)
    ids = ", ".join(link.activity for link in one.asks_only)
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
    ends += [named(one) for one in plan.activities if one.id == risk.until]
    return ends[0] if ends else risk.until


def assumptions(found: Sequence[Assumed]) -> Phrase:
    """The answers that a plan rests on and that nobody gave yet."""
    each = ((QUESTIONS.get(one.name, one.name), ANSWERS.get(one.value, one.value)) for one in found)
    return joined(*(joined(question, answer, between=": ") for question, answer in each), between="; ")


def conflict(one: Conflict) -> Text:
    """A planned date that cannot be met."""
    return Text(
        "{activity} is planned for {planned}, but {chain} takes until {possible}: {weeks} too late",
        activity=one.activity,
        planned=one.planned_on,
        chain=" → ".join(one.chain),
        possible=one.possible_on,
        weeks=weeks(one.weeks_late),
    )
