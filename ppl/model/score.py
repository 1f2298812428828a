"""A score: one assessor's judgement of a candidate project."""

from typing import Annotated, Literal

import msgspec

from ppl.model.record import Date, Part, Record, Ref, Texts


class KnockOutAnswer(Part, frozen=True, kw_only=True):
    """The answer to a knock-out question.

    pass: yes or no
    evidence: how we know
    """

    pass_: bool = msgspec.field(name="pass")
    evidence: str


class Value(Part, frozen=True, kw_only=True):
    """The score on a criterion.

    value: 1 to 5
    reason: why
    """

    value: int
    reason: str


class Score(Record, frozen=True, kw_only=True):
    """A judgement of a candidate project on a set of criteria.

    assessor: code of the assessor (bureau-1, client-2)
    scored_on: the day
    as: individual or agreed
    criteria: the criteria set, by id
    knock_outs: per knock-out yes or no, with evidence
    scores: per criterion a value 1 to 5, with a reason
    obstacles: what may stand in the way
    remarks: other remarks
    """

    assessor: str
    scored_on: Date
    as_: Literal["individual", "agreed"] | None = msgspec.field(name="as", default=None)
    criteria: Annotated[str, Ref(("criteria",))]
    knock_outs: dict[str, KnockOutAnswer] = {}
    scores: dict[str, Value] = {}
    obstacles: Texts = ()
    remarks: str | None = None
