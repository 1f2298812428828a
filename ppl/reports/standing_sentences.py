"""How a project stands, in sentences: weeks won, lights, milestones and judgements."""

import datetime
from collections.abc import Sequence

from ppl.errors import Text
from ppl.partial_date import PartialDate
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    joined,
    labelled,
    line,
    more,
    sentence,
    strong,
    word,
)
from ppl.reports.standing import DeadlineState, Ended, InTerm, Judgement, LightState, MilestoneState, SolvedSince

NOBODY = Text("nobody yet")  # where nobody said who does an action
OLD = 730  # days; what is older is told in years
IN_WEEKS = 14  # days; what is later is told in weeks
IN_SHORT = 3  # how many days that passed one sentence names
LAPSES = ("term", "until")  # kinds of days after which something is over, rather than late
BY_KIND = ("review", "check", "term", "escalation", "until")  # what is named by its kind, not by its text
SYMBOLS = {"green": "●", "amber": "▲", "red": "■"}


def age(days: int | None, is_least: bool = False) -> Text | None:
    """How old something is, at least where its first day is known in part; None where that is not known."""
    return None if days is None else Text("{span} old", span=_span(days, is_least))


def oldest(ages: Sequence[tuple[int | None, bool]]) -> Text | None:
    """How old the oldest of some is, or the only one; None where that is not known of each.

    ages: days of each, and whether it is that at least
    """
    known = [(days, is_least) for days, is_least in ages if days is not None]
    if len(known) < len(ages):
        return None
    days, is_least = max(known)
    return age(days, is_least) if len(ages) == 1 else Text("the oldest {span}", span=_span(days, is_least))


def _span(days: int, is_least: bool) -> Text:
    number, one, many = days, Text("{number} day"), Text("{number} days")
    if days >= OLD:
        number, one, many = days // 365, Text("{number} year"), Text("{number} years")
    span = count(one, many, number)
    return Text("at least {span}", span=span) if is_least else span


def won(weeks: float) -> Text:
    """Weeks won, lost (negative) or neither."""
    if 0 < abs(weeks) < 1:
        days = round(weeks * 7) or (1 if weeks > 0 else -1)
        if days > 0:
            return count(Text("{number} day won"), Text("{number} days won"), days)
        return count(Text("{number} day lost"), Text("{number} days lost"), -days)
    if weeks > 0:
        return count(Text("{number} week won"), Text("{number} weeks won"), weeks)
    if weeks < 0:
        return count(Text("{number} week lost"), Text("{number} weeks lost"), -weeks)
    return Text("as planned")


def ended_project(how: Ended) -> Phrase:
    """When a project ended, and why."""
    status = word(how.status)
    head = Text("{status} on {date}", status=status, date=how.on) if how.on else status
    return joined(strong(capital(head)), how.because, between=": ")


def judged(judgement: Judgement) -> Line:
    """A judgement on the course, with the one before and why."""
    before = None
    if judgement.before == judgement.judgement:
        before = Text("as the time before")
    elif judgement.before:
        before = Text("the time before: {judgement}", judgement=word(judgement.before))
    head = bracketed(strong(capital(word(judgement.judgement))), judgement.on, before)
    return line(ended(head), sentence(judgement.because), solved_since(judgement.solved))


def solved_since(found: SolvedSince | None) -> Text | None:
    """That a bottleneck which a judgement names was closed after it; its title only where that names others too."""
    if found is not None and found.is_only:
        return Text("That bottleneck was closed since, on {date}.", date=found.on)
    return Text("Since then ‘{title}’ was closed, on {date}.", title=found.title, date=found.on) if found else None


def feasible(in_term: InTerm, today: datetime.date, *, is_over: bool = False) -> Line:
    """Whether the plan phase fits in its term, and on which condition; of what is over nothing is looked at again."""
    return line(
        ended(bracketed(strong(capital(word(in_term.judgement))), in_term.on)),
        labelled(Text("Condition: {text}"), in_term.condition),
        solved_since(in_term.solved),
        None if is_over else again(in_term.check_on, today),
    )


def again(on: datetime.date | None, today: datetime.date, *, is_done: bool = False) -> Text | None:
    """When something is to be looked at again, or was, and how late that is; is_done: somebody has."""
    if on is None:
        return None
    if on >= today:
        return Text("To be looked at again on {date}.", date=on)
    if is_done:
        return Text("It was to be looked at again on {date}.", date=on)
    return Text("It was to be looked at again on {date}: {late}.", date=on, late=late_since(on, today))


def holds(until: datetime.date | None, today: datetime.date) -> Text | None:
    """Until which day a decision holds, or held."""
    if until is None:
        return None
    text = Text("It held until {date}.") if until < today else Text("It holds until {date}.")
    return Text(text.source, date=until)


def late_since(on: datetime.date, today: datetime.date) -> Text:
    """How late today is what should have been ready by a day."""
    return late((today - on).days, on)


def light(light: LightState, today: datetime.date, *, is_over: bool = False) -> Line:
    """A traffic light with its cause, consequence and correction; of what is over it becomes green no more."""
    by = None
    if light.recovers_by and not is_over:
        by = Text("Expected to be green again by {date}.", date=light.recovers_by)
        if light.recovers_by < today:
            how_late = late_since(light.recovers_by, today)
            by = Text("It was to be green again by {date}: {late}.", date=light.recovers_by, late=how_late)
    colour = joined(SYMBOLS[light.light], word(light.light), between=" ")
    is_other = light.before and light.before != light.light
    return line(
        ended(
            bracketed(
                strong(joined(capital(word(light.aspect)), colour, between=": ")),
                light.on,
                Text("was {light}", light=word(light.before)) if light.before and is_other else None,
            )
        ),
        labelled(Text("Cause: {text}"), light.cause),
        solved_since(light.solved),
        labelled(Text("Consequence: {text}"), light.consequence),
        labelled(Text("Correction: {text}"), light.correction),
        by,
    )


def lights_in_short(lights: tuple[LightState, ...]) -> Phrase:
    """The colours of all lights in one sentence: the day once where it is the same, else with each."""
    days = {light.on for light in lights}
    each = [
        bracketed(
            joined(word(light.aspect), joined(SYMBOLS[light.light], word(light.light), between=" "), between=": "),
            light.on if len(days) > 1 else None,
        )
        for light in lights
    ]
    return ended(bracketed(capital(joined(*each, between="; ")), days.pop() if len(days) == 1 else None))


def milestone(milestone: MilestoneState, *, is_over: bool = False) -> Phrase:
    """A milestone with its days, and what was won or lost on it; of what is over nothing is planned any more."""
    days: list[Phrase] = []
    if milestone.actual_on:
        days.append(Text("reached on {date}", date=milestone.actual_on))
    if milestone.planned_on and milestone.planned_on != milestone.actual_on:
        was = (is_over or milestone.has_passed) and not milestone.actual_on
        planned = Text("was planned for {date}") if was else Text("planned for {date}")
        days.append(Text(planned.source, date=milestone.planned_on))
    if milestone.late_days or (milestone.has_passed and not is_over):
        days.append(Text("not reported as reached"))
    if milestone.baseline_on:
        is_all = not (milestone.planned_on or milestone.actual_on)
        days.insert(0 if is_all else len(days), Text("baseline {date}", date=milestone.baseline_on))
    if not days:
        days.append(Text("no date is known"))
    title = joined(milestone.title, joined(*days), between=": ")
    if milestone.late_days:
        return bracketed(
            title, strong(late(milestone.late_days, milestone.awaited_on)), milestone.because, between=": "
        )
    gained = gain(milestone)
    weeks = milestone.weeks_won or 0
    is_explained = bool(milestone.actual_on and weeks) or weeks < 0  # the reason is that of a later day
    because = milestone.because if is_explained else None
    return bracketed(title, strong(gained), because, between=": ") if gained else title


def gain(milestone: MilestoneState) -> Text | None:
    """Weeks won or lost on a milestone; on what was not reached yet only by the present planning."""
    if milestone.weeks_won is None:
        return None
    gained = won(milestone.weeks_won)
    return gained if milestone.actual_on or not milestone.weeks_won else Text("{won} by the planning", won=gained)


def late(days: int, on: datetime.date | None = None) -> Text:
    """How late something is that should have been ready; at least where its day (on) is known in part."""
    found = count(Text("{number} day late"), Text("{number} days late"), days)
    if days >= IN_WEEKS:
        found = count(Text("{number} week late"), Text("{number} weeks late"), _weeks(days, on))
    return Text("at least {span}", span=found) if isinstance(on, PartialDate) else found


def _weeks(days: int, on: datetime.date | None) -> int:
    """Days since a day (on) in weeks: the nearest number; whole ones where it is that at least."""
    return days // 7 if isinstance(on, PartialDate) else round(days / 7)


def how_late(deadline: DeadlineState) -> Text:
    """How late what should have been ready by a day is; of a term, or of a decision, how long it has been over."""
    if deadline.kind not in LAPSES:
        return late(deadline.late_days, deadline.on)
    days = deadline.late_days
    span = count(Text("{number} day"), Text("{number} days"), days)
    if days >= IN_WEEKS:
        span = count(Text("{number} week"), Text("{number} weeks"), _weeks(days, deadline.on))
    is_least = isinstance(deadline.on, PartialDate)
    return Text("over for {span}", span=Text("at least {span}", span=span) if is_least else span)


def overdue(deadline: DeadlineState) -> Line:
    """A day that passed without what should have been ready, and how late it is."""
    text = Text("Planned for {date}: {late}, and not reported as done.")
    if deadline.kind in ("review", "check"):
        text = Text("It was to be looked at again on {date}: {late}.")
    if deadline.kind == "escalation":
        text = Text("An answer was needed by {date}: {late}.")
    if deadline.kind == "until":
        text = Text("It ended on {date}: {late}, and no decision followed.")
    if deadline.kind == "term":
        text = Text("It ended on {date}: {late}, and the plan phase was not reported as ready.")
    return line(
        strong(ended(joined(capital(overdue_kind(deadline)), overdue_text(deadline), between=": "))),
        Text(text.source, date=deadline.on, late=how_late(deadline)),
    )


def coming(deadline: DeadlineState) -> Phrase:
    """A day by which something must be ready, with what that is."""
    about = joined(overdue_kind(deadline), overdue_text(deadline), between=": ")
    return ended(joined(deadline.on, about))


def overdue_kind(deadline: DeadlineState) -> Text:
    """What sort of day passed."""
    said = {
        "term": Text("term of the plan phase"),
        "escalation": Text("answer of a table"),
        "review": Text("look again at a decision"),
        "check": Text("look again at the condition"),
        "until": Text("term of a decision"),
    }
    return said.get(deadline.kind) or word(deadline.kind)


def overdue_text(deadline: DeadlineState) -> Phrase | None:
    """What should have been ready, as it was written."""
    return word(deadline.text) if deadline.kind in ("review", "until") else deadline.text.rstrip(".") or None


def named_late(deadline: DeadlineState) -> Phrase:
    """What should have been ready, by its title; the kind of day where that is a condition or a code."""
    return overdue_kind(deadline) if deadline.kind in BY_KIND else deadline.text.rstrip(".")


def overdue_in_short(found: Sequence[DeadlineState]) -> Phrase | None:
    """What is late in one sentence, the longest ago first; None where nothing is."""
    if not found:
        return None
    each = [bracketed(named_late(one), how_late(one)) for one in found[:IN_SHORT]]
    left = len(found) - IN_SHORT
    return ended(Text("Late: {what}", what=joined(*each, *more(left), between="; ")))


def next_milestone(milestones: Sequence[MilestoneState]) -> Phrase | None:
    """The first milestone that is still to come; one whose day passed is late, or unreported, and not next."""
    to_come = [
        (milestone.awaited_on, milestone)
        for milestone in milestones
        if milestone.awaited_on and not (milestone.late_days or milestone.has_passed)
    ]
    if not to_come:
        return None
    planned_on, first = min(to_come, key=lambda pair: pair[0])
    text = Text("Next milestone: {title}, planned for {date}", title=first.title, date=planned_on)
    return ended(bracketed(text, gain(first)))
