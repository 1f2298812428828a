"""The ranking of a lot as bars: what each criterion gives each candidate, in their order."""

import datetime

import msgspec

from ppl.reports.ranking_report import Range, Ranking

Day = datetime.date
MOST = 40


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion: weight times the lowest value that it can be, in points."""

    code: str
    points: float


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate, on a place from best to worst. What is not scored yet is from the lowest to the highest total."""

    name: str
    best: int
    worst: int
    total: Range
    parts: tuple[Part, ...]


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion with its letter, and the points for the highest value."""

    code: str
    letter: str
    title: str
    most: float


class Contributions(msgspec.Struct, frozen=True, kw_only=True):
    """The picture. left_out: candidates for which there is no room, the last of the order."""

    lot_title: str
    on: Day
    weights: tuple[Weight, ...]
    bars: tuple[Bar, ...]
    left_out: int = 0


def contributions(found: Ranking) -> Contributions | None:
    """The bars of a ranking; None where nobody is ranked."""
    if not found.places:
        return None
    weights = tuple(
        Weight(code=one.code, letter=letter(at), title=one.title, most=one.most)
        for at, one in enumerate(found.places[0].criteria)
    )
    bars = tuple(
        Bar(
            name=place.name,
            best=place.best,
            worst=place.worst,
            total=place.total,
            parts=tuple(Part(code=one.code, points=one.points.lowest) for one in place.criteria),
        )
        for place in found.places[:MOST]
    )
    left_out = len(found.places[MOST:])
    return Contributions(lot_title=found.lot_title, on=found.as_of, weights=weights, bars=bars, left_out=left_out)


def letter(at: int) -> str:
    """A ... Z, then AA, AB ..., for the criterion at this place of a set."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
