"""Bottlenecks and interventions in sentences: in short for a chapter, and in full for the report on one project."""

import datetime

from ppl.errors import Text
from ppl.model.bottleneck import CLOSED
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
    percent,
    sentence,
    small,
    strong,
    term,
    word,
)
from ppl.reports.standing_sentences import won

Day = datetime.date
FEW = 6


def outcome(one: BottleneckState) -> Text | None:
    """What came of a bottleneck, or came of it so far."""
    if one.status == "resolved":
        return labelled(Text("Resolution: {text}"), one.resolution)
    if one.status == "accepted":
        return labelled(Text("Accepted: {text}"), one.resolution)
    return labelled(Text("So far: {text}"), one.resolution)


def escalated(one: BottleneckState) -> Line:
    """To which bodies it went."""
    return tuple(Text("Escalated to: {body} ({status}).", body=e.to, status=word(e.status)) for e in one.escalated)


def cost_in_weeks(one: BottleneckState, is_over: bool = False) -> Phrase | None:
    """What it costs (or cost) on the critical path, and on which basis that is said."""
    if not one.critical_path_weeks:
        return None
    text = (
        count(
            Text("It cost {number} week on the critical path"),
            Text("It cost {number} weeks on the critical path"),
            one.critical_path_weeks,
        )
        if is_over
        else count(
            Text("It costs {number} week on the critical path"),
            Text("It costs {number} weeks on the critical path"),
            one.critical_path_weeks,
        )
    )
    return ended(bracketed(text, word(one.weeks_basis), one.estimated_on, between=", ") if one.weeks_basis else text)


def homes_touched(one: BottleneckState, is_over: bool = False) -> Text | None:
    """How many homes wait on it, or waited."""
    if not one.homes_affected:
        return None
    if is_over:
        return count(Text("It touched {number} home."), Text("It touched {number} homes."), one.homes_affected)
    return count(Text("{number} home waits on it."), Text("{number} homes wait on it."), one.homes_affected)


def bottleneck(one: BottleneckState) -> Line:
    """A bottleneck in one line."""
    day = Text("closed on {date}", date=one.closed_on) if one.closed_on else Text("found on {date}", date=one.opened_on)
    sphere = Text("sphere: {sphere}", sphere=word(one.sphere)) if one.sphere else None
    return line(
        ended(bracketed(strong(one.title), term(one.category), joined(word(one.status), day), sphere)),
        sentence(one.description),
        cost_in_weeks(one),
        homes_touched(one),
        outcome(one),
        *escalated(one),
    )


def intervention(one: InterventionState) -> Line:
    """An intervention in one line: what was expected of it and what was seen."""
    return line(*_what(one, Text("since {date}", date=one.started_on)), *_expected(one), *_observed(one))


def _what(one: InterventionState, since: Text) -> Line:
    kind = term(one.kind) if one.kind else None
    return line(ended(bracketed(strong(one.title), kind, joined(word(one.status), since))))


def _expected(one: InterventionState) -> Line:
    if not (one.expected or one.expected_weeks):
        return ()
    weeks = one.expected_weeks
    gain = (
        count(Text("That would win {number} week."), Text("That would win {number} weeks."), weeks) if weeks else None
    )
    return line(Text("Expected:"), sentence(one.expected), gain)


def _observed(one: InterventionState) -> Line:
    if not (one.observed or one.observed_weeks is not None):
        return ()
    gain = capital(won(one.observed_weeks)) if one.observed_weeks else None
    return line(Text("Observed:"), sentence(one.observed), ended(bracketed(gain, one.observed_on)) if gain else None)


def is_recent(status: str, ended_on: Day | None, since: Day | None, number: int) -> bool:
    """Whether it is told in full: all are where they are few, else what goes on or ended in the last half year."""
    has_just_ended = bool(ended_on and since and ended_on >= since)
    return number <= FEW or status in ("planned", "running") or has_just_ended


def weight(one: BottleneckState) -> Line:
    """How heavy a bottleneck is: weeks, chance, homes and money."""
    is_over = one.status in CLOSED
    is_risk = one.status == "risk"
    weeks = one.risk_weeks or 0 if is_risk else 0
    risk = count(
        Text("If it comes true it costs {number} week."), Text("If it comes true it costs {number} weeks."), weeks
    )
    return line(
        cost_in_weeks(one, is_over),
        risk if weeks else None,
        Text("Chance: {share}.", share=percent(one.chance)) if is_risk and one.chance is not None else None,
        homes_touched(one, is_over),
        Text("Extra cost: € {amount}.", amount=one.extra_cost) if one.extra_cost else None,
    )


def nature(one: BottleneckState) -> Text | None:
    """Of which nature a bottleneck is, and whose."""
    found = joined(
        word(one.depth) if one.depth else None,
        word(one.breadth) if one.breadth else None,
        Text("dimension: {name}", name=small(one.dimension)) if one.dimension else None,
        Text("sphere: {sphere}", sphere=word(one.sphere)) if one.sphere else None,
        Text("owner: {role}", role=one.owner) if one.owner else None,
        between="; ",
    )
    return Text("Nature: {text}.", text=found) if found.items else None


def bottleneck_in_full(one: BottleneckState) -> Item:
    """A bottleneck that is not closed, with all that is known of it."""
    status = word(one.status) if one.status != "risk" else None
    found = joined(status, Text("found on {date}", date=one.opened_on))
    categories = joined(term(one.category), *(term(other) for other in one.also))
    below = (
        nature(one),
        Text("Caused by: {text}.", text="; ".join(one.causes)) if one.causes else None,
        weight(one),
        line(Text("Tried:"), *(ended(text) for text in one.tried)) if one.tried else None,
        outcome(one),
        *escalated(one),
    )
    text = line(ended(bracketed(strong(one.title), categories, found)), sentence(one.description))
    return Item(text, tuple(each for each in below if each))


def closed_bottleneck(one: BottleneckState) -> Line:
    """A bottleneck that was closed lately."""
    day = Text("closed on {date}", date=one.closed_on) if one.closed_on else None
    return line(
        ended(bracketed(strong(one.title), term(one.category), joined(word(one.status), day))),
        *weight(one),
        outcome(one) or sentence(one.description),
    )


def long_closed(one: BottleneckState) -> Phrase:
    """A bottleneck that was closed longer ago."""
    return bracketed(one.title, term(one.category), one.closed_on)


def intervention_in_full(one: InterventionState) -> Item:
    """An intervention, with what was expected and observed below it."""
    is_planned = one.status == "planned"
    since = Text("named on {date}", date=one.started_on) if is_planned else Text("since {date}", date=one.started_on)
    purpose = Text("For: {title}.", title=one.purpose) if one.purpose else None
    seen: Line = ()
    if one.observed or one.observed_weeks:
        seen = line(
            Text("Observed on {date}:", date=one.observed_on) if one.observed_on else Text("Observed:"),
            sentence(one.observed),
            ended(capital(won(one.observed_weeks))) if one.observed_weeks else None,
            labelled(Text("Evidence: {text}"), one.evidence),
        )
    elif one.status == "done":
        seen = line(Text("Observed: not established yet."))
    return Item(line(*_what(one, since), purpose), tuple(each for each in (_expected(one), seen) if each))


def past_intervention(one: InterventionState) -> Phrase:
    """An intervention that was done longer ago: what it brought, beside what was expected."""
    effect: Phrase = Text("effect not established")
    if one.observed_weeks:
        effect = won(one.observed_weeks)
    elif one.observed:
        effect = one.observed.strip(".")
    expected = None
    if one.expected_weeks:
        expected = count(Text("{number} week expected"), Text("{number} weeks expected"), one.expected_weeks)
    return bracketed(joined(one.title, effect, between=": "), expected)
