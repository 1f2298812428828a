"""How a project stands, in sentences: homes, weeks won, lights, milestones and judgements."""

from ppl.errors import Joined, Text
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
    percent,
    sentence,
    strong,
    word,
)
from ppl.reports.standing import HomesState, InTerm, Judgement, LightState, MilestoneState

SYMBOLS = {"green": "●", "amber": "▲", "red": "■"}


def homes(found: HomesState) -> Phrase:
    """How many homes; at least one of the two bounds is known."""
    if found.min is None:
        return Text("at most {number}", number=found.max)
    if found.max is None:
        return Text("at least {number}", number=found.min)
    if found.min == found.max:
        return Joined((found.min,))
    return Text("{min} to {max}", min=found.min, max=found.max)


def homes_for_whom(found: HomesState) -> Phrase | None:
    """How many homes, with the shares that are known; None where the number is not."""
    if found.min is None and found.max is None:
        return None
    return bracketed(
        homes(found),
        Text("social {share}", share=percent(found.social)) if found.social is not None else None,
        Text("middle segment {share}", share=percent(found.middle)) if found.middle is not None else None,
        Text("free sector {share}", share=percent(found.free)) if found.free is not None else None,
        between=", ",
    )


def won(weeks: float) -> Text:
    """Weeks won, lost (negative) or neither."""
    if weeks > 0:
        return count(Text("{number} week won"), Text("{number} weeks won"), weeks)
    if weeks < 0:
        return count(Text("{number} week lost"), Text("{number} weeks lost"), -weeks)
    return Text("as planned")


def judged(one: Judgement) -> Line:
    """A judgement on the course, with the one before and why."""
    before = None
    if one.before == one.judgement:
        before = Text("as the time before")
    elif one.before:
        before = Text("the time before: {judgement}", judgement=word(one.before))
    head = bracketed(strong(capital(word(one.judgement))), one.on, before)
    return line(ended(head), sentence(one.because))


def feasible(one: InTerm) -> Line:
    """Whether the plan phase fits in its term, and on which condition."""
    return line(
        ended(bracketed(strong(capital(word(one.judgement))), one.on)),
        labelled(Text("Condition: {text}"), one.condition),
        Text("To be looked at again on {date}.", date=one.check_on) if one.check_on else None,
    )


def light(one: LightState) -> Line:
    """A traffic light with its cause, consequence and correction."""
    colour = joined(SYMBOLS[one.light], word(one.light), between=" ")
    is_other = one.before and one.before != one.light
    return line(
        ended(
            bracketed(
                strong(joined(capital(word(one.aspect)), colour, between=": ")),
                one.on,
                Text("was {light}", light=word(one.before)) if one.before and is_other else None,
            )
        ),
        labelled(Text("Cause: {text}"), one.cause),
        labelled(Text("Consequence: {text}"), one.consequence),
        labelled(Text("Correction: {text}"), one.correction),
        Text("Green again by {date}.", date=one.recovers_by) if one.recovers_by else None,
    )


def lights_in_short(lights: tuple[LightState, ...]) -> Phrase:
    """The colours of all lights in one sentence, with the newest day."""
    each = [
        joined(word(one.aspect), joined(SYMBOLS[one.light], word(one.light), between=" "), between=": ")
        for one in lights
    ]
    return ended(bracketed(capital(joined(*each, between="; ")), max(one.on for one in lights)))


def milestone(one: MilestoneState) -> Phrase:
    """A milestone with its days, and what was won or lost on it."""
    days: list[Phrase] = []
    if one.actual_on:
        days.append(Text("reached on {date}", date=one.actual_on))
    if one.planned_on and one.planned_on != one.actual_on:
        days.append(Text("planned for {date}", date=one.planned_on))
    if days and one.baseline_on:
        days.append(Text("baseline {date}", date=one.baseline_on))
    title = joined(one.title, joined(*days), between=": ") if days else one.title
    if one.weeks_won is None:
        return title
    return bracketed(title, strong(won(one.weeks_won)), one.because, between=": ")


def next_milestone(milestones: tuple[MilestoneState, ...]) -> Phrase | None:
    """The first milestone that is planned and was not reached."""
    to_come = [(one.planned_on, one) for one in milestones if one.planned_on and not one.actual_on]
    if not to_come:
        return None
    planned_on, first = min(to_come, key=lambda pair: pair[0])
    text = Text("Next milestone: {title}, planned for {date}", title=first.title, date=planned_on)
    return ended(bracketed(text, won(first.weeks_won) if first.weeks_won is not None else None))
