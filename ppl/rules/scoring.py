"""Which criteria set applies to a score, which scores of a project count, and what a score must hold."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.errors import Finding, Text, UsageError, near
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria
from ppl.model.record import Ref
from ppl.model.score import Score

Day = datetime.date
LOWEST, HIGHEST = 1, 5
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Counted(NamedTuple):
    """The scores of a project on a criteria set.

    individual: of each assessor the latest, in the order of their codes
    agreed: the latest agreed one; what it answers replaces what the individual ones say
    newer: individual ones that are later than the agreed one
    elsewhere: those on another criteria set, which do not count
    """

    individual: tuple[Score, ...] = ()
    agreed: Score | None = None
    newer: tuple[Score, ...] = ()
    elsewhere: tuple[Score, ...] = ()


def criteria_for(knowledge: Knowledge, lot: str, day: Day, id: str | None = None) -> Criteria:
    """The criteria set of a lot that is valid on a day (the latest that began), or the one with this id.

    Raises UsageError where there is none, or where the id is of another lot.
    """
    of_lot = [one for one in knowledge.of(Criteria) if one.lot == lot]
    if id is not None:
        return _named(knowledge, of_lot, lot, id)
    valid = [one for one in of_lot if one.valid_from <= day]
    if valid:
        return max(valid, key=lambda one: (one.valid_from, one.id))
    first = min(of_lot, key=lambda one: one.valid_from, default=None)
    raise UsageError(
        Text("{lot} has no criteria set that is valid on {day}", lot=lot, day=day.isoformat()),
        Text("the first, {id}, begins on {day}; --criteria {id} takes it", id=first.id, day=first.valid_from)
        if first
        else _how_to_get_one(lot),
    )


def _how_to_get_one(lot: str) -> Text:
    return Text(
        "ppl init . --from empty adds the shipped sets; or make one: ppl new criteria, with lot {lot} and valid_from",
        lot=lot,
    )


def _named(knowledge: Knowledge, of_lot: list[Criteria], lot: str, id: str) -> Criteria:
    wanted = id.removesuffix(".yaml").rpartition("/")[2]
    for one in of_lot:
        if one.id == wanted:
            return one
    listed = sorted(one.id for one in of_lot)
    other = next((one for one in knowledge.of(Criteria) if one.id == wanted), None)
    found = near(wanted, listed)
    raise UsageError(
        Text("{id} is a criteria set of {lot}", id=wanted, lot=other.lot)
        if other and other.lot
        else Text("{id} is a criteria set of no lot", id=wanted)
        if other
        else Text("there is no criteria set `{id}`", id=id),
        Text("did you mean `{near}`?", near=found[0])
        if found and not other
        else Text("{lot} has {listed}", lot=lot, listed=", ".join(listed))
        if listed
        else _how_to_get_one(lot),
    )


def counted(knowledge: Knowledge, project: str, criteria: Criteria, day: Day) -> Counted:
    """The scores of a project that count on a day: of one assessor the latest, and the latest agreed one."""
    given = [score for score in knowledge.of(Score, project) if score.scored_on <= day]
    here = sorted((score for score in given if is_on(knowledge, score, criteria)), key=_moment)
    agreed = [score for score in here if score.as_ == "agreed"]
    latest = {score.assessor: score for score in here if score.as_ != "agreed"}
    individual = tuple(latest[assessor] for assessor in sorted(latest))
    last = agreed[-1] if agreed else None
    return Counted(
        individual,
        last,
        tuple(score for score in individual if last and score.scored_on > last.scored_on),
        tuple(score for score in given if not is_on(knowledge, score, criteria)),
    )


def is_on(knowledge: Knowledge, score: Score, criteria: Criteria) -> bool:
    """Whether a score judges by this criteria set."""
    return knowledge.target(score.criteria, Ref(("criteria",)), score) == criteria.ref


def _moment(score: Score) -> tuple[Day, int, str]:
    """Where a score stands in time; of one day the second is called -2, the tenth -10."""
    return score.scored_on, len(score.ref), score.ref


def value_of(score: Score, code: str) -> int | None:
    """The value on a criterion; None where there is none, or one outside 1 to 5."""
    given = score.scores.get(code)
    return given.value if given is not None and LOWEST <= given.value <= HIGHEST else None


def out_of_range(scores: Iterable[Score]) -> list[Score]:
    """Those that hold a value outside 1 to 5, which does not count."""
    return [one for one in scores if any(not LOWEST <= given.value <= HIGHEST for given in one.scores.values())]


def odd_answers(score: Score) -> Iterator[Finding]:
    """A score says something: each value with a reason, each knock-out with evidence, by a code and not a name."""
    if not CODE.fullmatch(score.assessor):
        what = Text("`{assessor}` is not a code for an assessor", assessor=score.assessor)
        remedy = Text("write a party and a number, such as bureau-1 or client-2; never a name")
        yield Finding(score.ref, ("assessor",), what, remedy)
    if not (score.knock_outs or score.scores or score.obstacles or score.remarks):
        what = Text("there is nothing in this score")
        yield Finding(score.ref, (), what, Text("answer a knock-out or a criterion, or write an obstacle or a remark"))
    for code, answer in score.knock_outs.items():
        if not answer.evidence.strip():
            what = Text("the knock-out `{code}` is answered without evidence", code=code)
            yield Finding(score.ref, ("knock_outs", code, "evidence"), what, Text("add `evidence:`: how we know"))
    for code, given in score.scores.items():
        if not given.reason.strip():
            what = Text("the criterion `{code}` has a value without a reason", code=code)
            yield Finding(score.ref, ("scores", code, "reason"), what, Text("add `reason:`: why this value"))


def left_open(score: Score, criteria: Criteria) -> tuple[str, ...]:
    """The codes of the knock-outs and criteria that a score does not answer, in the order of the set."""
    gates = [one.code for one in criteria.knock_outs if one.code not in score.knock_outs]
    return (*gates, *(one.code for one in criteria.criteria if one.code not in score.scores))
