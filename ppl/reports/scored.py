"""How a project was scored in the intake, for those who may read that: its own municipality reads its own reasons."""

import datetime

import msgspec

from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria
from ppl.model.record import Ref
from ppl.model.score import Score
from ppl.rules.scoring import value_of

Day = datetime.date


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A knock-out (`passed`) or a criterion (`value`, 1 to 5), with its words and why."""

    code: str
    title: str
    why: str
    passed: bool | None = None
    value: int | None = None


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement: agreed, or of one assessor (a code, never a name)."""

    ref: str
    on: Day
    is_agreed: bool
    assessor: str
    answers: tuple[Answer, ...] = ()
    obstacles: tuple[str, ...] = ()


def scores(knowledge: Knowledge, project: str, today: Day, *, is_settled: bool = False) -> tuple[Scored, ...]:
    """The latest agreed score of a project; while there is none, the latest of each assessor.

    is_settled: only what is agreed, for a municipality, which hears no judgement before the assessors agree on it
    """
    given = sorted(
        (s for s in knowledge.of(Score, project) if s.scored_on <= today), key=lambda s: (s.scored_on, s.ref)
    )
    agreed = [score for score in given if score.as_ == "agreed"]
    latest = {score.assessor: score for score in given}
    found = agreed[-1:] or ([] if is_settled else [latest[assessor] for assessor in sorted(latest)])
    return tuple(_scored(knowledge, score) for score in found)


def _scored(knowledge: Knowledge, score: Score) -> Scored:
    held = knowledge.get(knowledge.target(score.criteria, Ref(("criteria",)), score) or "")
    criteria = held if isinstance(held, Criteria) else None
    questions = {knock_out.code: knock_out.question for knock_out in criteria.knock_outs} if criteria else {}
    titles = {one.code: one.title for one in criteria.criteria} if criteria else {}
    gates = [
        Answer(code=code, title=questions.get(code, code), why=one.evidence, passed=one.pass_)
        for code, one in score.knock_outs.items()
    ]
    values = [
        Answer(code=code, title=titles.get(code, code), why=one.reason, value=value_of(score, code))
        for code, one in score.scores.items()
    ]
    return Scored(
        ref=score.ref,
        on=score.scored_on,
        is_agreed=score.as_ == "agreed",
        assessor=score.assessor,
        answers=(*gates, *values),
        obstacles=score.obstacles,
    )
