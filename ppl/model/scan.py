"""What a scan of a project brings, each answer with its day: the method, the preconditions, the assignment."""

from typing import Literal

from ppl.model.record import Date, Part

Applied = Literal["not", "partly", "fully"]
Met = Literal["met", "open", "n-a"]
ScanPart = Literal["method", "preconditions", "assignment"]


class MethodAnswer(Part, frozen=True, kw_only=True):
    """How far a step or strand of the method was applied on a day.

    applied: not, partly or fully
    example: what it looks like here
    on: day of the self-scan
    """

    applied: Applied
    example: str | None = None
    on: Date | None = None


class MethodStep(MethodAnswer, frozen=True, kw_only=True):
    """How far one of the six steps or strands is applied.

    applied: not, partly or fully
    example: what it looks like here
    on: day of the self-scan
    before: the answers of before, the oldest first
    """

    before: tuple[MethodAnswer, ...] = ()


class PreconditionAnswer(Part, frozen=True, kw_only=True):
    """How it stood with a precondition on a day.

    status: met, open or n-a
    evidence: how we know
    on: day on which it was said
    """

    status: Met | None = None
    evidence: str | None = None
    on: Date | None = None


class Precondition(PreconditionAnswer, frozen=True, kw_only=True):
    """A point of the procedural checklist.

    status: met, open or n-a
    evidence: how we know
    on: day on which it was said
    before: the answers of before, the oldest first
    """

    code: str
    before: tuple[PreconditionAnswer, ...] = ()


class AssignmentAnswer(Part, frozen=True, kw_only=True):
    """What the assignment said of a question on a day.

    answer: in words
    on: day on which it was said
    """

    answer: str | None = None
    on: Date | None = None


class AssignmentPoint(AssignmentAnswer, frozen=True, kw_only=True):
    """What the assignment says of a question; its text alone will do where nobody knows the day.

    answer: in words
    on: day on which it was said
    before: the answers of before, the oldest first
    """

    before: tuple[AssignmentAnswer, ...] = ()


class ScanHeld(Part, frozen=True, kw_only=True):
    """A scan that was held.

    on: its day
    parts: what it went over: method, preconditions, assignment
    remarks: what the bureau noticed, for itself
    """

    on: Date
    parts: tuple[ScanPart, ...] = ()
    remarks: str | None = None


class Scan(Part, frozen=True, kw_only=True):
    """What somebody sends in of a scan; what it leaves out stays as it was said before, with its day.

    on: day of the scan
    method: the steps and strands by code, each with how far it is applied and an example
    preconditions: points of the checklist, each with its code, met, open or n-a, and how we know
    assignment: the questions on the assignment by code, each with its answer
    parts: what was gone over, also where nothing changed
    remarks: what the bureau noticed, for itself
    """

    on: Date | None = None
    method: dict[str, MethodAnswer] = {}
    preconditions: tuple[Precondition, ...] = ()
    assignment: dict[str, str] = {}
    parts: tuple[ScanPart, ...] = ()
    remarks: str | None = None
