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


def homes(homes: HomesState) -> Phrase:
    """How many homes; at least one of the two bounds is known."""
    if homes.min is None:
        return Text("at most {number}", number=homes.max)
    if homes.max is None:
        return Text("at least {number}", number=homes.min)
    if homes.min == homes.max:
        return Joined((homes.min,))
    return Text("{min} to {max}", min=homes.min, max=homes.max)


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


def judged(judgement: Judgement) -> Line:
    """A judgement on the course, with the one before and why."""
    before = None
    if judgement.before == judgement.judgement:
        before = Text("as the time before")
    elif judgement.before:
        before = Text("the time before: {judgement}", judgement=word(judgement.before))
    head = bracketed(strong(capital(word(judgement.judgement))), judgement.on, before)
    return line(ended(head), sentence(judgement.because))


def feasible(in_term: InTerm) -> Line:
    """Whether the plan phase fits in its term, and on which condition."""
    return line(
        ended(bracketed(strong(capital(word(in_term.judgement))), in_term.on)),
        labelled(Text("Condition: {text}"), in_term.condition),
        Text("To be looked at again on {date}.", date=in_term.check_on) if in_term.check_on else None,
    )


def light(light: LightState) -> Line:
    """A traffic light with its cause, consequence and correction."""
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
        labelled(Text("Consequence: {text}"), light.consequence),
        labelled(Text("Correction: {text}"), light.correction),
        Text("Green again by {date}.", date=light.recovers_by) if light.recovers_by else None,
    )


def lights_in_short(lights: tuple[LightState, ...]) -> Phrase:
    """The colours of all lights in one sentence, with the newest day."""
    each = [
        joined(word(light.aspect), joined(SYMBOLS[light.light], word(light.light), between=" "), between=": ")
        for light in lights
    ]
    return ended(bracketed(capital(joined(*each, between="; ")), max(light.on for light in lights)))


def milestone(milestone: MilestoneState) -> Phrase:
    """A milestone with its days, and what was won or lost on it."""
    days: list[Phrase] = []
    if milestone.actual_on:
        days.append(Text("reached on {date}", date=milestone.actual_on))
    if milestone.planned_on and milestone.planned_on != milestone.actual_on:
        days.append(Text("planned for {date}", date=milestone.planned_on))
    if days and milestone.baseline_on:
        days.append(Text("baseline {date}", date=milestone.baseline_on))
    title = joined(milestone.title, joined(*days), between=": ") if days else milestone.title
    if milestone.weeks_won is None:
        return title
    return bracketed(title, strong(won(milestone.weeks_won)), milestone.because, between=": ")


def next_milestone(milestones: tuple[MilestoneState, ...]) -> Phrase | None:
    """The first milestone that is planned and was not reached."""
    to_come = [
        (milestone.planned_on, milestone)
        for milestone in milestones
        if milestone.planned_on and not milestone.actual_on
    ]
    if not to_come:
        return None
    planned_on, first = min(to_come, key=lambda pair: pair[0])
    text = Text("Next milestone: {title}, planned for {date}", title=first.title, date=planned_on)
    return ended(bracketed(text, won(first.weeks_won) if first.weeks_won is not None else None))
