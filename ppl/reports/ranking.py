"""The ranking of a lot for its readers, the bureau and the client: numbers rounded, reasons with each place."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from ppl.errors import Text, UsageError, one_of
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Lot, Programme
from ppl.model.project import Project
from ppl.model.score import Score
from ppl.reports.pictures.ranking import Contributions, contributions
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
from ppl.reports.ranking_sentences import said
from ppl.reports.values import Sheet
from ppl.rules import ranking, scoring

Day = datetime.date
OUTCOMES = (Text("ranked"), Text("knocked out"), Text("chosen"), Text("left out"))


class Request(msgspec.Struct, frozen=True):
    """A lot, from what its reader may see.

    criteria: a set by its id; None for the one that is valid today
    has_all: whether those that were chosen or rejected before stand among the candidates
    """

    knowledge: Knowledge
    lot: str
    criteria: str | None = None
    has_all: bool = False


def _lot_named(text: str, lots: Mapping[str, Lot]) -> str:
    """The code of a lot by its code, its title, or as reports name it: `perceel 1`. As it is where it is none."""
    said = text.strip().casefold()
    numbered = re.sub(r"^(?:perceel|lot)?[ -]*(\d+)$", r"lot-\1", said)
    return next((code for code, one in lots.items() if code in (said, numbered) or one.title.casefold() == said), text)


def build(request: Request, today: Day) -> Ranking:
    """The ranking of a lot.

    Raises UsageError where the lot or the set is not there, DataError where its weights cannot be used.
    """
    knowledge = request.knowledge
    programme = knowledge.one(Programme)
    lots = {one.code: one for one in programme.lots} if programme else {}
    lot = _lot_named(request.lot, lots)
    if lot not in lots:
        raise UsageError(Text("`{lot}` is not a lot of the programme", lot=lot), one_of(lot, sorted(lots)))
    statuses = ranking.RANKED if request.has_all else ranking.CANDIDATES
    found = ranking.ranking(knowledge, scoring.criteria_for(knowledge, lot, today, request.criteria), today, statuses)
    digits = _digits(found.places)
    following: list[ranking.Candidate | None] = [*(place.candidate for place in found.places[1:]), None]
    loose = [p for p in knowledge.of(Project) if p.lot is None and p.status in ranking.RANKED]
    return Ranking(
        programme=programme.name if programme else None,
        lot=lot,
        lot_title=lots[lot].title,
        criteria=found.criteria.id,
        valid_from=found.criteria.valid_from,
        as_of=today,
        titles={one.code: one.title for one in found.criteria.criteria},
        places=tuple(_place(p, other, digits) for p, other in zip(found.places, following, strict=False)),
        knocked_out=tuple(
            KnockedOut(**_who(one.project), knock_outs=tuple(_gate(gate) for gate in one.gates))
            for one in found.knocked_out
        ),
        chosen=tuple(Candidate(**_who(one)) for one in found.left_out if one.status in ranking.CHOSEN),
        left_out=tuple(Candidate(**_who(one)) for one in found.left_out if one.status not in ranking.CHOSEN),
        without_lot=tuple(Candidate(**_who(one)) for one in loose),
        slots=lots[lot].slots,
    )


def _digits(places: Iterable[ranking.Place]) -> int:
    """The fewest decimals (1 to 6) with which totals that differ also look different, and no gap looks like none."""
    totals = {bound for place in places for bound in place.candidate.total}
    gaps = {bound for place in places if place.next for bound in place.next.gap if bound}
    for number in range(1, 6):
        if len({round(total, number) for total in totals}) == len(totals) and all(round(gap, number) for gap in gaps):
            return number
    return 6


def _who(project: Project) -> dict[str, Any]:
    return {
        "project": project.ref,
        "name": project.name,
        "municipality": project.municipality,
        "status": project.status,
    }


def _range(span: ranking.Span, digits: int) -> Range:
    return Range(lowest=float(round(span.low, digits)), highest=float(round(span.high, digits)))


def _place(place: ranking.Place, following: ranking.Candidate | None, digits: int) -> PlaceState:
    candidate = place.candidate
    counts = candidate.counted
    every = (*counts.individual, *((counts.agreed,) if counts.agreed else ()))
    return PlaceState(
        **_who(candidate.project),
        best=place.best,
        worst=place.worst,
        total=_range(candidate.total, digits),
        is_complete=candidate.is_complete,
        criteria=tuple(_criterion(judged, digits) for judged in candidate.judged),
        knock_outs=tuple(_gate(gate) for gate in candidate.gates),
        assessors=tuple(score.assessor for score in counts.individual),
        agreed_on=counts.agreed.scored_on if counts.agreed else None,
        next=_next(place.next, candidate, following, digits) if place.next and following else None,
        invalid=tuple(score.ref for score in scoring.out_of_range(every)),
        newer=tuple(score.ref for score in counts.newer),
        elsewhere=tuple(score.ref for score in counts.elsewhere),
    )


def _criterion(judged: ranking.Judged, digits: int) -> CriterionState:
    code = judged.criterion.code
    return CriterionState(
        code=code,
        title=judged.criterion.title,
        points=_range(judged.points, digits),
        most=float(round(judged.most, digits)),
        value=_range(judged.value, 2),
        is_agreed=any(score.as_ == "agreed" for score in judged.scores),
        spread=judged.spread,
        answers=tuple(_value(score, code) for score in judged.scores),
        replaced=tuple(_value(score, code) for score in judged.replaced),
    )


def _value(score: Score, code: str) -> Answer:
    value = scoring.value_of(score, code)
    reason = score.scores[code].reason if value is not None else None
    return Answer(assessor=score.assessor, scored_on=score.scored_on, value=value, reason=reason)


def _gate(gate: ranking.Gate) -> GateState:
    code = gate.knock_out.code
    return GateState(
        code=code,
        question=gate.knock_out.question,
        answer=gate.answer,
        answers=tuple(
            Answer(
                assessor=score.assessor,
                scored_on=score.scored_on,
                answer=score.knock_outs[code].pass_,
                reason=score.knock_outs[code].evidence,
            )
            for score in gate.scores
        ),
    )


def _next(difference: ranking.Difference, candidate: ranking.Candidate, other: ranking.Candidate, digits: int) -> Next:
    def shares(codes: Iterable[str]) -> tuple[Share, ...]:
        return tuple(Share(code=code, points=_range(difference.by_code[code], digits)) for code in codes)

    return Next(
        project=other.project.ref,
        name=other.project.name,
        gap=_range(difference.gap, digits),
        known=float(round(difference.known, digits)),
        in_common=len(difference.by_code) - len(difference.open),
        decisive=shares(difference.decisive),
        against=shares(difference.against),
        open=tuple(code for code in difference.open if not candidate.points[code].is_certain),
        open_next=tuple(code for code in difference.open if not other.points[code].is_certain),
    )


def remarks(request: Request, found: Ranking) -> list[Text]:
    """Who is in no ranking at all."""
    names = ", ".join(one.project for one in found.without_lot)
    return [Text("without a lot, and so in no ranking: {names}", names=names)] if names else []


def pictures(found: Ranking) -> dict[str, Contributions]:
    """What each criterion gives each candidate, where any is ranked."""
    made = contributions(found)
    return {} if made is None else {"ranking": made}


def context(request: Request, found: Ranking) -> dict[str, Any]:
    """What the template sees besides: its rows (`said`)."""
    return {"said": said(found)}


def sheet(found: Ranking) -> Sheet:
    """Every project of the lot, with the weight and the lowest and highest points per criterion."""
    codes = list(found.titles)
    bounds = [f"{code} {bound}" for code in codes for bound in ("weight", "lowest", "highest")]
    headings = ["outcome", "best", "worst", "project", "name", "status", "lowest", "highest", "complete", *bounds]
    spoken: list[str | Text] = [
        Text("outcome"), Text("place, at best"), Text("place, at worst"), Text("record"), Text("name"), Text("status"),
        Text("points, at least"), Text("points, at most"), Text("complete"),
    ]  # fmt: skip
    for title in found.titles.values():
        spoken += [
            Text("{title}: weight", title=title),
            Text("{title}, at least", title=title),
            Text("{title}, at most", title=title),
        ]
    rows: list[list[Any]] = []
    for place in found.places:
        points = [n for one in place.criteria for n in (one.most, one.points.lowest, one.points.highest)]
        named = [place.project, place.name, place.status, place.total.lowest, place.total.highest]
        rows.append([OUTCOMES[0].source, place.best, place.worst, *named, place.is_complete, *points])
    apart = zip(OUTCOMES[1:], (found.knocked_out, found.chosen, found.left_out), strict=True)
    for outcome, one in ((outcome, one) for outcome, those in apart for one in those):
        rows.append([outcome.source, None, None, one.project, one.name, one.status, *[None] * (3 + len(bounds))])
    shown = [[Text(row[0]), *row[1:5], Text(row[5]), *row[6:]] for row in rows]
    return Sheet(headings, rows, spoken=(spoken, shown), title=Text("Ranking of {lot}", lot=found.lot_title))
