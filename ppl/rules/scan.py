"""Scans of a project: what was answered when, what holds on a day, and what nobody answered yet."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Term, Vocabularies
from ppl.model.project import Milestone, Project
from ppl.model.scan import ScanPart
from ppl.rules.progress import first_planned, weeks_won

Day = datetime.date
PARTS: tuple[ScanPart, ...] = ("method", "preconditions", "assignment")
DIMENSIONS = "dimensions"
LISTS: dict[str, tuple[str, ...]] = {  # which lists of the vocabularies each part asks, in their order
    "method": ("method_steps", "method_strands"),
    "preconditions": ("preconditions",),
    "assignment": ("assignment_questions", DIMENSIONS),
}
SETTLES: ScanPart = "method"  # the part whose rhythm is kept
BRIEF = "opdracht-college"  # the precondition that is met once the brief is fixed


class Answer(NamedTuple):
    """An answer. value: applied, status, or `answered`; text: example, evidence, or the answer itself; on: its day."""

    value: str
    text: str | None = None
    on: Day | None = None


class Point(NamedTuple):
    """What a scan asks. list: in which list of the vocabularies it stands; term: None where none has it any more."""

    part: ScanPart
    list: str
    code: str
    term: Term | None
    answers: tuple[Answer, ...] = ()

    def at(self, day: Day | None = None) -> Answer | None:
        """The answer that held on a day, else the latest; None where nobody answered, or nobody does any more."""
        known = [one for one in self.answers if day is None or one.on is None or one.on <= day]
        return known[-1] if known and known[-1].value else None


def points(knowledge: Knowledge, project: Project, part: ScanPart) -> tuple[Point, ...]:
    """All that a part asks, in the order of its lists; what stands in no list any more comes behind it."""
    said = answers(project, part)
    words = knowledge.one(Vocabularies)
    found: dict[str, Point] = {}
    for name in LISTS[part]:
        for term in getattr(words, name) if words else ():
            found.setdefault(term.code, Point(part, name, term.code, term, said.get(term.code, ())))
    for code in said:
        found.setdefault(code, Point(part, LISTS[part][0], code, None, said[code]))
    return tuple(found.values())


def answers(project: Project, part: ScanPart) -> dict[str, tuple[Answer, ...]]:
    """The answers on each point of a part, the oldest first; one without a day is the oldest."""
    return {code: tuple(sorted(each, key=lambda one: one.on or Day.min)) for code, each in _said(project, part)}


def _said(project: Project, part: ScanPart) -> Iterator[tuple[str, list[Answer]]]:
    if part == "method":
        for code, step in project.method.items():
            yield code, [Answer(one.applied, one.example, one.on) for one in (*step.before, step)]
    elif part == "preconditions":
        for point in project.preconditions:
            yield point.code, [Answer(one.status or "", one.evidence, one.on) for one in (*point.before, point)]
    else:
        for code, said in project.assignment.items():
            each = [Answer("answered", said)] if isinstance(said, str) else [
                Answer("answered" if one.answer else "", one.answer, one.on) for one in (*said.before, said)
            ]  # fmt: skip
            yield code, each


def answer_of(project: Project, question: str) -> str | None:
    """What the assignment of a project says of a question now."""
    said = project.assignment.get(question)
    return (said if isinstance(said, str) or said is None else said.answer) or None


def days(project: Project, part: ScanPart, today: Day) -> tuple[Day, ...]:
    """The days up to today on which a part was gone over, or something in it was answered."""
    held = {one.on for one in project.scans if part in one.parts}
    held |= {one.on for each in answers(project, part).values() for one in each if one.on is not None}
    return tuple(sorted(day for day in held if day <= today))


def last_on(project: Project, part: ScanPart, today: Day) -> Day | None:
    """The day on which a part was gone over last."""
    return max(days(project, part, today), default=None)


def counted(found: Iterable[Point], values: Iterable[str], day: Day | None = None) -> dict[str, int]:
    """How many points have each of these values on a day; behind the empty text those without an answer."""
    held = [answer.value if (answer := one.at(day)) else "" for one in found]
    return {value: held.count(value) for value in (*values, "")}


class Won(NamedTuple):
    """Weeks won (negative: lost) on a milestone, as it stood on a day. is_reached: it was reached by then."""

    title: str
    weeks: float
    is_reached: bool


def won_on(project: Project, day: Day) -> Won | None:
    """What was won by a day on the milestone that was planned last of those of which that can be said."""
    each = [(one, weeks_won(one, day)) for one in (_as_of(one, day) for one in project.milestones)]
    known = [(one, weeks) for one, weeks in each if weeks is not None]
    if not known:
        return None
    last, weeks = max(known, key=lambda pair: (pair[0].actual_on or pair[0].planned_on or Day.min, pair[0].code))
    return Won(last.title, weeks, last.actual_on is not None)


def _as_of(milestone: Milestone, day: Day) -> Milestone:
    """A milestone with what was known of it on a day; its moves say what was planned then."""
    reached = milestone.actual_on if milestone.actual_on and milestone.actual_on <= day else None
    later = [one for one in sorted(milestone.moves, key=lambda move: move.on) if one.on > day]
    planned = later[0].from_ if later and later[0].from_ else milestone.planned_on
    return Milestone(
        code=milestone.code,
        title=milestone.title,
        baseline_on=milestone.baseline_on or first_planned(milestone),
        planned_on=planned,
        actual_on=reached,
        moves=tuple(one for one in milestone.moves if one.on <= day),
    )
