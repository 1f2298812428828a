"""What the ranking says: who stands where, with which points, and why."""

from typing import Any

from ppl.errors import Text
from ppl.reports.overview_sentences import NOTHING
from ppl.reports.ranking_report import (
    Answer,
    Candidate,
    CriterionState,
    GateState,
    KnockedOut,
    Next,
    PlaceState,
    Range,
    Ranking,
    Share,
)
from ppl.reports.sentences import (
    Block,
    Line,
    Phrase,
    Row,
    bracketed,
    count,
    ended,
    in_place,
    joined,
    line,
    sentence,
    word,
)


def span(found: Range) -> Phrase:
    """A number, or from where to where it can be."""
    if found.lowest == found.highest:
        return joined(found.lowest)
    return Text("{low} to {high}", low=found.lowest, high=found.highest)


def points(found: Range) -> Text:
    """As `span`, in points."""
    if found.lowest == found.highest:
        return count(Text("{number} point"), Text("{number} points"), found.lowest)
    return Text("{low} to {high} points", low=found.lowest, high=found.highest)


def rank(place: PlaceState) -> Phrase:
    """A place, or the best and the worst that it can be."""
    if place.best == place.worst:
        return joined(place.best)
    return Text("{best} to {worst}", best=place.best, worst=place.worst)


def who(candidate: Candidate) -> Phrase:
    """A project with its municipality."""
    return in_place(candidate.name, candidate.municipality)


def values(answers: tuple[Answer, ...]) -> Phrase:
    """Which value each assessor gave."""
    return joined(
        *(
            joined(answer.assessor, Text("open") if answer.value is None else answer.value, between=" ")
            for answer in answers
        )
    )


def shares(items: tuple[Share, ...], titles: dict[str, str]) -> Phrase:
    """What each criterion does for a difference."""
    each = (
        bracketed(titles[item.code], joined("+" if item.points.lowest > 0 else None, span(item.points), between=""))
        for item in items
    )
    return joined(*each, between="; ")


def titled(codes: tuple[str, ...], titles: dict[str, str]) -> Phrase:
    """Criteria by their titles; only how many where they are more than two."""
    if len(codes) > 2:
        return count(Text("{number} criterion"), Text("{number} criteria"), len(codes))
    return joined(*(titles[code] for code in codes), between="; ")


def compared(next: Next, is_in_doubt: bool, titles: dict[str, str]) -> Phrase:
    """How a project compares with the next in the list; is_in_doubt: whether its knock-outs are not certain."""
    doubt = Text("provided that it passes the knock-outs") if is_in_doubt else None
    if next.gap.lowest > 0:
        criteria = shares(next.decisive, titles)
        text = Text(
            "before {name} by {points}, through: {criteria}", name=next.name, points=points(next.gap), criteria=criteria
        )
        against = shares(next.against, titles) if next.against else None
        ahead = Text("{name} is ahead on: {criteria}", name=next.name, criteria=against) if against else None
        return joined(text, ahead, doubt, between="; ")
    if next.gap.lowest == next.gap.highest:
        return joined(Text("as many points as {name}", name=next.name), doubt, between="; ")
    here, there = titled(next.open, titles), titled(next.open_next, titles)
    return joined(
        Text("whether it stands before {name} depends on what is missing", name=next.name),
        _in_common(next) if next.in_common else None,
        Text("missing here: {criteria}", criteria=here) if next.open else None,
        Text("missing for {name}: {criteria}", name=next.name, criteria=there) if next.open_next else None,
        doubt,
        between="; ",
    )


def _in_common(next: Next) -> Text:
    known = points(Range(lowest=abs(next.known), highest=abs(next.known)))
    if next.known > 0:
        return Text("on what is scored for both it is ahead by {points}", points=known)
    if next.known < 0:
        return Text("on what is scored for both it is behind by {points}", points=known)
    return Text("on what is scored for both they are equal")


def evidence(given: Answer, answer: bool | None) -> Text:
    """A yes or no of an assessor, with why."""
    text = Text("Yes ({assessor}): {evidence}") if answer else Text("No ({assessor}): {evidence}")
    return Text(text.source, assessor=given.assessor, evidence=ended(given.reason or ""))


def knocked_out(knocked_out: KnockedOut) -> Row:
    """A project that is not ranked, with the knock-outs that are why."""
    gates = (gate for gate in knocked_out.knock_outs if gate.answer == "no")
    below = (line(gate.question, *(evidence(given, False) for given in gate.answers)) for gate in gates)
    return Row(word(knocked_out.status), who(knocked_out), tuple(below))


def criterion(criterion: CriterionState) -> Row:
    """What a project has on a criterion, of which assessors; below it their reasons."""
    if not criterion.answers:
        value: Phrase = Text("not scored")
    elif criterion.is_agreed:
        before = Text("before: {values}", values=values(criterion.replaced)) if criterion.replaced else None
        value = bracketed(Text("agreed on {value}", value=span(criterion.value)), before)
    else:
        value = bracketed(span(criterion.value), values(criterion.answers))
    differ = None
    if criterion.spread > 1 and not criterion.is_agreed:
        differ = joined("!", Text("the assessors differ by {number}", number=criterion.spread), between=" ")
    reasons = (
        *(_reason(given) for given in criterion.answers if given.reason),
        *(joined(Text("replaced"), _reason(given), between=": ") for given in criterion.replaced if given.reason),
    )
    label = Text("{points} of {most}", points=span(criterion.points), most=criterion.most)
    return Row(label, joined(criterion.title, joined(value, differ, between="; "), between=": "), reasons)


def _reason(given: Answer) -> Phrase:
    return joined(joined(given.assessor, given.value), given.reason, between=": ")


def knock_outs(project: str, gates: tuple[GateState, ...]) -> Row:
    """Whether all knock-outs are answered with yes; below them the evidence."""
    missing = ", ".join(gate.code for gate in gates if gate.answer == "open")
    differing = ", ".join(gate.code for gate in gates if gate.answer == "differ")
    differ = Text(
        "the assessors differ: {codes}; ppl score {project} --agreed settles it", codes=differing, project=project
    )
    found = joined(
        joined("!", Text("not answered: {codes}", codes=missing), between=" ") if missing else None,
        joined("!", differ, between=" ") if differing else None,
        between="; ",
    )
    below = tuple(
        line(gate.question, *(evidence(given, given.answer) for given in gate.answers))
        for gate in gates
        if gate.answers
    )
    return Row(Text("knock-outs"), found if missing or differing else Text("all answered with yes"), below)


def place(place: PlaceState, titles: dict[str, str]) -> Block:
    """A place with the reasons for it."""
    is_scored = bool(place.assessors or place.agreed_on)
    rows = (
        [criterion(each) for each in place.criteria] if is_scored else [Row(span(place.total), Text("not scored yet"))]
    )
    if place.knock_outs:
        rows.append(knock_outs(place.project, place.knock_outs))
    if place.next and is_scored:
        is_in_doubt = any(gate.answer in ("open", "differ") for gate in place.knock_outs)
        rows.append(Row(Text("why here"), compared(place.next, is_in_doubt, titles)))
    warnings = (
        (Text("a value that is not 1 to 5 does not count: {refs}", refs=", ".join(place.invalid)), place.invalid),
        (Text("given after the agreed score, which still holds: {refs}", refs=", ".join(place.newer)), place.newer),
        (Text("on another criteria set, does not count: {refs}", refs=", ".join(place.elsewhere)), place.elsewhere),
    )
    rows += [Row("!", text) for text, refs in warnings if refs]
    heading = Text("Place {place}: {name}, {status}", place=rank(place), name=who(place), status=word(place.status))
    return Block(heading, tuple(rows))


def opening(ranking: Ranking) -> Line:
    """Of which programme the ranking is, and how the points are counted."""
    counted = Text(
        "Criteria {id}, valid from {date}. A 5 on every criterion gives 100 points. What is missing is a range: the "
        "place is then a range too.",
        id=ranking.criteria,
        date=ranking.valid_from,
    )
    return line(sentence(ranking.programme), counted)


def room(ranking: Ranking) -> Line:
    """How many places of the lot are left, and who decides on them."""
    if ranking.slots is None:
        return ()
    taken, slots = len(ranking.chosen), ranking.slots
    left = count(Text("{number} place is left"), Text("{number} places are left"), max(0, slots - taken))
    return (
        Text(
            "The lot has room for {slots} projects, {taken} were chosen: {left}.", slots=slots, taken=taken, left=left
        ),
        Text("The bureau advises on the choice; the ministry decides."),
    )


def table(ranking: Ranking) -> list[tuple[Phrase, ...]]:
    """The places in rows: project, points, what is missing, and how far it is before the next."""
    return [
        (
            rank(place),
            who(place),
            span(place.total),
            _missing(place) or Text("complete"),
            _ahead(place.next) if place.next else NOTHING,
        )
        for place in ranking.places
    ]


def _missing(place: PlaceState) -> Phrase | None:
    """What is not scored or not answered yet; None where nothing is missing."""
    open_ = sum(1 for one in place.criteria if one.points.lowest != one.points.highest)
    gates = sum(1 for gate in place.knock_outs if gate.answer in ("open", "differ"))
    found = joined(
        count(Text("{number} criterion"), Text("{number} criteria"), open_) if open_ else None,
        count(Text("{number} knock-out"), Text("{number} knock-outs"), gates) if gates else None,
    )
    if found.items:
        return Text("missing: {what}", what=found)
    return None if place.is_complete else Text("not complete")


def _ahead(next: Next) -> Phrase:
    """How far a project is before the next: in points, or that this is not certain."""
    if next.gap.lowest > 0:
        return points(next.gap)
    return Text("as many points") if next.gap.lowest == next.gap.highest else Text("not certain")


def said(ranking: Ranking) -> dict[str, Any]:
    """All that the ranking says."""
    lot = Text("lot {number}", number=ranking.lot.replace("lot-", ""))
    return {
        "title": Text("Ranking of {lot} ({title}), {date}", lot=lot, title=ranking.lot_title, date=ranking.as_of),
        "opening": opening(ranking),
        "room": room(ranking),
        "table": table(ranking),
        "places": [_in_short(place) for place in ranking.places],
        "knocked_out": [knocked_out(one) for one in ranking.knocked_out],
        "chosen": [joined(who(one), word(one.status), between=": ") for one in ranking.chosen],
        "left_out": [joined(who(one), word(one.status), between=": ") for one in ranking.left_out],
        "reasons": [place(one, ranking.titles) for one in ranking.places],
    }


def _in_short(place: PlaceState) -> Row:
    missing = None if place.is_complete else Text("not complete")
    return Row(rank(place), joined(joined(who(place), points(place.total), between=": "), missing))
