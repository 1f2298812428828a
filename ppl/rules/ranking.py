"""The ranking of a lot: totals, places and what makes the difference. What is missing is a range, never a zero.

All arithmetic is exact (fractions); who shows a number rounds it.
"""

import datetime
import math
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from ppl.errors import DataError, Text
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria, Criterion, KnockOut
from ppl.model.project import Project
from ppl.model.score import Score
from ppl.rules import scoring
from ppl.rules.scoring import HIGHEST, LOWEST, Counted

Day = datetime.date
FULL = 100
CANDIDATES = ("longlist", "preselected", "intake", "advised", "waiting")
CHOSEN = ("selected", "active", "on-hold", "completed")  # the choice is behind them
RANKED = ("longlist", "preselected", "intake", "advised", "selected", "active", "waiting", "rejected")


class Span(NamedTuple):
    """From the lowest to the highest that it can be; the same where it is known."""

    low: Fraction
    high: Fraction

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


class Judged(NamedTuple):
    """A criterion for a project.

    scores: those whose values count: the agreed one, else of each assessor who scored at all
    replaced: individual ones that the agreed one replaces here
    value: mean value, 1 to 5; points: its contribution to the total; most: points for a 5
    """

    criterion: Criterion
    scores: tuple[Score, ...]
    replaced: tuple[Score, ...]
    value: Span
    points: Span
    most: Fraction

    @property
    def spread(self) -> int:
        """The difference between the highest and the lowest value of the assessors, also those before they agreed."""
        found = [scoring.value_of(one, self.criterion.code) for one in (self.replaced or self.scores)]
        values = [value for value in found if value is not None]
        return max(values) - min(values) if values else 0


class Gate(NamedTuple):
    """A knock-out for a project; `differ`: the assessors gave different answers and did not agree yet."""

    knock_out: KnockOut
    answer: Literal["yes", "no", "open", "differ"]
    scores: tuple[Score, ...]


class Candidate(NamedTuple):
    """A project of the lot with its scores."""

    project: Project
    judged: tuple[Judged, ...]
    gates: tuple[Gate, ...]
    counted: Counted
    total: Span

    @property
    def fails(self) -> bool:
        return any(gate.answer == "no" for gate in self.gates)

    @property
    def doubts(self) -> tuple[Gate, ...]:
        """The knock-outs on which it may still fail."""
        return tuple(gate for gate in self.gates if gate.answer in ("open", "differ"))

    @property
    def is_complete(self) -> bool:
        return self.total.is_certain and not self.doubts

    @property
    def points(self) -> dict[str, Span]:
        return {one.criterion.code: one.points for one in self.judged}


class Difference(NamedTuple):
    """How a project compares with another, in points.

    gap: the first's total minus the other's; by_code: the same per criterion
    decisive: the fewest criteria without which the first would not be ahead, the largest first
    against: criteria on which the other is ahead
    known: the gap on the criteria that are certain for both; open: codes of the others
    """

    gap: Span
    by_code: Mapping[str, Span]
    decisive: tuple[str, ...]
    against: tuple[str, ...]
    known: Fraction
    open: tuple[str, ...]


class Place(NamedTuple):
    """A candidate with its place, from `best` to `worst`, and how it compares with the next in the list."""

    candidate: Candidate
    best: int
    worst: int
    next: Difference | None


class Ranking(NamedTuple):
    """The ranking of a lot. left_out: projects of the lot whose status takes no part."""

    criteria: Criteria
    places: tuple[Place, ...]
    knocked_out: tuple[Candidate, ...]
    left_out: tuple[Project, ...]


def ranking(knowledge: Knowledge, criteria: Criteria, today: Day, statuses: Collection[str] = RANKED) -> Ranking:
    """The ranking of the lot of a criteria set on a day, of projects with these statuses.

    Raises DataError where its weights cannot be used.
    """
    weights = weights_of(criteria)
    of_lot = [project for project in knowledge.of(Project) if project.lot == criteria.lot]
    every = [candidate(knowledge, p, criteria, weights, today) for p in of_lot if p.status in statuses]
    here = {one.project.ref: one for one in every if not one.fails}
    totals = {ref: one.total for ref, one in here.items()}
    found = places(totals, {ref for ref, one in here.items() if one.doubts})
    order = sorted(found, key=lambda ref: (-totals[ref].low, -totals[ref].high, ref))  # what is certain comes first
    after = dict(pairwise(order))
    gaps = {ref: difference(here[ref].points, here[other].points) for ref, other in after.items()}
    return Ranking(
        criteria,
        tuple(Place(here[ref], *found[ref], gaps.get(ref)) for ref in order),
        tuple(one for one in every if one.fails),
        tuple(project for project in of_lot if project.status not in statuses),
    )


def weights_of(criteria: Criteria) -> dict[str, Fraction]:
    """The weights of a set, exactly as they are written. Raises DataError where they cannot be weights."""
    given = {one.code: one.weight for one in criteria.criteria}
    if any(not math.isfinite(weight) or weight < 0 for weight in given.values()) or not any(given.values()):
        what = Text("the weights of {id} give no ranking", id=criteria.id)
        raise DataError(what, Text("give each criterion a weight of 0 or more, and at least one of them more than 0"))
    return {code: Fraction(str(weight)) for code, weight in given.items()}


def candidate(
    knowledge: Knowledge, project: Project, criteria: Criteria, weights: Mapping[str, Fraction], today: Day
) -> Candidate:
    """A project with its answers and points on a criteria set."""
    counts = scoring.counted(knowledge, project.id, criteria, today)
    taking_part = tuple(one for one in counts.individual if any(scoring.value_of(one, c) is not None for c in weights))
    judged = []
    for one in criteria.criteria:
        is_agreed = counts.agreed is not None and scoring.value_of(counts.agreed, one.code) is not None
        scores = (counts.agreed,) if counts.agreed is not None and is_agreed else taking_part
        value = mean([scoring.value_of(score, one.code) for score in scores])
        most = Fraction(FULL) * weights[one.code] / sum(weights.values())
        points = Span(most * value.low / HIGHEST, most * value.high / HIGHEST)
        judged.append(Judged(one, scores, taking_part if is_agreed else (), value, points, most))
    gates = tuple(_gate(one, counts) for one in criteria.knock_outs)
    return Candidate(project, tuple(judged), gates, counts, summed([one.points for one in judged]))


def _gate(knock_out: KnockOut, counts: Counted) -> Gate:
    agreed = counts.agreed
    if agreed is not None and knock_out.code in agreed.knock_outs:
        return Gate(knock_out, "yes" if agreed.knock_outs[knock_out.code].pass_ else "no", (agreed,))
    scores = tuple(score for score in counts.individual if knock_out.code in score.knock_outs)
    answers = {score.knock_outs[knock_out.code].pass_ for score in scores}
    if len(answers) == 2:
        return Gate(knock_out, "differ", scores)
    return Gate(knock_out, "open" if not answers else "yes" if answers.pop() else "no", scores)


def mean(values: Sequence[int | None]) -> Span:
    """The mean of what the assessors gave; a value that is missing (None) may be anything from 1 to 5."""
    if not values:
        return Span(Fraction(LOWEST), Fraction(HIGHEST))
    low = sum(LOWEST if value is None else value for value in values)
    high = sum(HIGHEST if value is None else value for value in values)
    return Span(Fraction(low, len(values)), Fraction(high, len(values)))


def summed(spans: Sequence[Span]) -> Span:
    """The lowest and the highest that a sum can be."""
    return Span(sum((s.low for s in spans), Fraction(0)), sum((s.high for s in spans), Fraction(0)))


def places(totals: Mapping[str, Span], doubtful: Collection[str] = ()) -> dict[str, tuple[int, int]]:
    """The best and the worst place of each, counted from 1; equal totals share a place.

    Best: after those that are certainly higher and certain to stay (not `doubtful`: those may still be
    knocked out). Worst: after all that may be higher.
    """
    sure = sorted(span.low for ref, span in totals.items() if ref not in doubtful)
    highs = sorted(span.high for span in totals.values())
    found = {}
    for ref, span in totals.items():
        may_be_higher = len(highs) - bisect_right(highs, span.low)
        found[ref] = (1 + len(sure) - bisect_right(sure, span.high), 1 + may_be_higher - (span.high > span.low))
    return found


def difference(one: Mapping[str, Span], other: Mapping[str, Span]) -> Difference:
    """How the first compares with the other: `one` stands before `other` in the list."""
    by_code = {code: Span(one[code].low - other[code].high, one[code].high - other[code].low) for code in one}
    gap = summed(list(by_code.values()))
    ahead = sorted((code for code, span in by_code.items() if span.low > 0), key=lambda code: -by_code[code].low)
    decisive: list[str] = []
    rest = gap.low
    for code in ahead:
        if rest <= 0:
            break
        decisive.append(code)
        rest -= by_code[code].low
    certain = [code for code, span in by_code.items() if span.is_certain]
    against = sorted((code for code, span in by_code.items() if span.high < 0), key=lambda code: by_code[code].high)
    return Difference(
        gap,
        by_code,
        tuple(decisive),
        tuple(against),
        sum((by_code[code].low for code in certain), Fraction(0)),
        tuple(code for code in by_code if code not in certain),
    )
