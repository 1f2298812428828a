"""Bottlenecks and interventions in sentences: in short for a chapter, and in full for the report on one project."""

import datetime

from ppl.errors import Text
from ppl.model.bottleneck import CLOSED
from ppl.model.intervention import ENDED
from ppl.reports.bottleneck import BottleneckState, InterventionState
from ppl.reports.sentences import (
    Item,
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    joined,
    labelled,
    line,
    paragraphs,
    percent,
    sentence,
    small,
    strong,
    term,
    told,
    word,
)
from ppl.reports.standing_sentences import won

Day = datetime.date
FEW = 6


def outcome(bottleneck: BottleneckState) -> Text | None:
    """What came of a bottleneck, or came of it so far."""
    if bottleneck.status == "resolved":
        return labelled(Text("Resolution: {text}"), bottleneck.resolution)
    if bottleneck.status == "accepted":
        return labelled(Text("Accepted: {text}"), bottleneck.resolution)
    return labelled(Text("So far: {text}"), bottleneck.resolution)


def escalated(bottleneck: BottleneckState) -> Line:
    """To which bodies it went, and what became of it there."""
    each = [bracketed(one.to, word(one.status)) for one in bottleneck.escalated]
    return (Text("Escalated to: {bodies}.", bodies=joined(*each, between="; ")),) if each else ()


def cost_in_weeks(bottleneck: BottleneckState, is_over: bool = False) -> Phrase | None:
    """What it costs (or cost) on the critical path, and on which basis that is said."""
    if not bottleneck.critical_path_weeks:
        return None
    text = (
        count(
            Text("It cost {number} week on the critical path"),
            Text("It cost {number} weeks on the critical path"),
            bottleneck.critical_path_weeks,
        )
        if is_over
        else count(
            Text("It costs {number} week on the critical path"),
            Text("It costs {number} weeks on the critical path"),
            bottleneck.critical_path_weeks,
        )
    )
    return ended(
        bracketed(text, word(bottleneck.weeks_basis), bottleneck.estimated_on, between=", ")
        if bottleneck.weeks_basis
        else text
    )


def homes_touched(bottleneck: BottleneckState, is_over: bool = False) -> Text | None:
    """How many homes wait on it, or waited."""
    if not bottleneck.homes_affected:
        return None
    if is_over:
        return count(Text("It touched {number} home."), Text("It touched {number} homes."), bottleneck.homes_affected)
    return count(Text("{number} home waits on it."), Text("{number} homes wait on it."), bottleneck.homes_affected)


def bottleneck(bottleneck: BottleneckState) -> Line:
    """A bottleneck in one line."""
    day = Text("closed on {date}", date=bottleneck.closed_on) if bottleneck.closed_on else _found_on(bottleneck)
    sphere = Text("sphere: {sphere}", sphere=word(bottleneck.sphere)) if bottleneck.sphere else None
    return line(
        ended(
            bracketed(strong(bottleneck.title), term(bottleneck.category), joined(word(bottleneck.status), day), sphere)
        ),
        sentence(bottleneck.description),
        cost_in_weeks(bottleneck, bottleneck.closed_on is not None),
        homes_touched(bottleneck, bottleneck.closed_on is not None),
        outcome(bottleneck),
        *escalated(bottleneck),
    )


def _found_on(bottleneck: BottleneckState) -> Text | None:
    return Text("found on {date}", date=bottleneck.opened_on) if bottleneck.opened_on else None


def intervention(intervention: InterventionState) -> Line:
    """An intervention in one line: what was expected of it and what was seen."""
    return line(*_what(intervention, _since(intervention)), *_expected(intervention), *_observed(intervention))


def _since(intervention: InterventionState) -> Text | None:
    """Since when it runs; of what is over when it began, and of what is planned when it was named."""
    if intervention.started_on is None:
        return None
    if intervention.status == "planned":
        text = Text("named on {date}")
    elif intervention.status in ENDED or intervention.is_broken_off:
        is_early = intervention.is_from_before
        text = Text("begun on {date}, before the guidance") if is_early else Text("begun on {date}")
    elif intervention.is_from_before:
        text = Text("since {date}, before the guidance began")
    else:
        text = Text("since {date}")
    return Text(text.source, date=intervention.started_on)


def _what(intervention: InterventionState, since: Text | None) -> Line:
    kind = term(intervention.kind) if intervention.kind else None
    status = Text("broken off") if intervention.is_broken_off else word(intervention.status)
    return line(ended(bracketed(strong(intervention.title), kind, joined(status, since))))


def _expected(intervention: InterventionState) -> Line:
    if not (intervention.expected or intervention.expected_weeks):
        return ()
    weeks = intervention.expected_weeks
    gain = (
        count(Text("That would win {number} week."), Text("That would win {number} weeks."), weeks) if weeks else None
    )
    return line(Text("Expected:"), sentence(told(intervention.expected)), gain)


def _observed(intervention: InterventionState) -> Line:
    if not (intervention.observed or intervention.observed_weeks is not None):
        return ()
    gain = capital(won(intervention.observed_weeks)) if intervention.observed_weeks else None
    return line(
        Text("Observed:"),
        sentence(told(intervention.observed)),
        ended(bracketed(gain, intervention.observed_on)) if gain else None,
    )


def is_recent(status: str, ended_on: Day | None, since: Day | None, number: int) -> bool:
    """Whether it is told in full: all are where they are few, else what goes on or ended in the last half year."""
    has_just_ended = bool(ended_on and since and ended_on >= since)
    return number <= FEW or status in ("planned", "running") or has_just_ended


def weight(bottleneck: BottleneckState) -> Line:
    """How heavy a bottleneck is: weeks, chance, homes and money."""
    is_over = bottleneck.status in CLOSED
    is_risk = bottleneck.status == "risk"
    weeks = bottleneck.risk_weeks or 0 if is_risk else 0
    risk = count(
        Text("If it comes true it costs {number} week."), Text("If it comes true it costs {number} weeks."), weeks
    )
    return line(
        cost_in_weeks(bottleneck, is_over),
        risk if weeks else None,
        Text("Chance: {share}.", share=percent(bottleneck.chance))
        if is_risk and bottleneck.chance is not None
        else None,
        homes_touched(bottleneck, is_over),
        Text("Extra cost: € {amount}.", amount=bottleneck.extra_cost) if bottleneck.extra_cost else None,
    )


def nature(bottleneck: BottleneckState, *, knows_codes: bool = True) -> Text | None:
    """Of which nature a bottleneck is, and whose; depth, breadth and dimension for who knows what these codes mean."""
    codes = (
        word(bottleneck.depth) if bottleneck.depth else None,
        word(bottleneck.breadth) if bottleneck.breadth else None,
        Text("dimension: {name}", name=small(bottleneck.dimension)) if bottleneck.dimension else None,
    )
    found = joined(
        *(codes if knows_codes else ()),
        Text("sphere: {sphere}", sphere=word(bottleneck.sphere)) if bottleneck.sphere else None,
        Text("owner: {role}", role=bottleneck.owner) if bottleneck.owner else None,
        between="; ",
    )
    text = Text("Nature: {text}.") if knows_codes else Text("Where it lies: {text}.")
    return Text(text.source, text=found) if found.items else None


def bottleneck_in_full(bottleneck: BottleneckState, *, knows_codes: bool = True) -> Item:
    """A bottleneck that is not closed, with all that is known of it. knows_codes: see `nature`."""
    status = word(bottleneck.status) if bottleneck.status != "risk" else None
    found = joined(status, _found_on(bottleneck))
    categories = joined(term(bottleneck.category), *(term(other) for other in bottleneck.also))
    below = (
        nature(bottleneck, knows_codes=knows_codes),
        Text("Caused by: {text}.", text="; ".join(bottleneck.causes)) if bottleneck.causes else None,
        weight(bottleneck),
        line(Text("Tried:"), *(ended(text) for text in bottleneck.tried)) if bottleneck.tried else None,
        outcome(bottleneck),
        *escalated(bottleneck),
    )
    told = [ended(paragraph) for paragraph in paragraphs(bottleneck.description)]
    text = line(ended(bracketed(strong(bottleneck.title), categories, found)), *told[:1])
    return Item(text, tuple(each for each in below if each), tuple(told[1:]))


def closed_bottleneck(bottleneck: BottleneckState) -> Line:
    """A bottleneck that was closed lately."""
    day = Text("closed on {date}", date=bottleneck.closed_on) if bottleneck.closed_on else None
    return line(
        ended(bracketed(strong(bottleneck.title), term(bottleneck.category), joined(word(bottleneck.status), day))),
        *weight(bottleneck),
        outcome(bottleneck) or sentence(told(bottleneck.description)),
    )


def long_closed(bottleneck: BottleneckState) -> Phrase:
    """A bottleneck that was closed longer ago."""
    return bracketed(bottleneck.title, term(bottleneck.category), bottleneck.closed_on)


def intervention_in_full(intervention: InterventionState) -> Item:
    """An intervention, with what was expected and observed below it."""
    since = _since(intervention)
    purpose = Text("For: {title}.", title=intervention.purpose) if intervention.purpose else None
    seen: Line = ()
    if intervention.observed or intervention.observed_weeks:
        seen = line(
            Text("Observed on {date}:", date=intervention.observed_on)
            if intervention.observed_on
            else Text("Observed:"),
            sentence(told(intervention.observed)),
            ended(capital(won(intervention.observed_weeks))) if intervention.observed_weeks else None,
            labelled(Text("Evidence: {text}"), intervention.evidence),
        )
    elif intervention.status == "done":
        seen = line(Text("Observed: not established yet."))
    return Item(
        line(*_what(intervention, since), purpose), tuple(each for each in (_expected(intervention), seen) if each)
    )


def past_intervention(intervention: InterventionState) -> Phrase:
    """An intervention that was done longer ago: what it brought, beside what was expected."""
    effect: Phrase = Text("effect not established")
    if intervention.observed_weeks:
        effect = won(intervention.observed_weeks)
    elif intervention.observed:
        effect = intervention.observed.strip(".")
    expected = None
    if intervention.expected_weeks:
        expected = count(Text("{number} week expected"), Text("{number} weeks expected"), intervention.expected_weeks)
    return bracketed(joined(intervention.title, effect, between=": "), expected)
