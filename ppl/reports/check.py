"""Every problem of the files: where it stands, what is wrong, what to do."""

import datetime
from collections.abc import Sequence

import msgspec

from ppl.errors import Field, Problem, Text
from ppl.reports import values
from ppl.reports.values import Sheet


class Request(msgspec.Struct, frozen=True):
    """The problems that were found, in the order of their files."""

    problems: Sequence[Problem]


class ProblemFound(msgspec.Struct, frozen=True, kw_only=True):
    """A problem; line 0: the file as a whole; level: error or remark."""

    file: str
    line: int
    level: str
    check: str
    field: Field
    what: Text
    remedy: Text


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """All problems."""

    problems: tuple[ProblemFound, ...]


def build(request: Request, today: datetime.date) -> Check:
    """The problems as they are shown."""
    return Check(problems=tuple(values.from_record(ProblemFound, p, file=p.path) for p in request.problems))


def sheet(check: Check) -> Sheet:
    """A row for each problem."""
    headings = (Text("file"), Text("line"), Text("level"), Text("name of the check"), Text("problem"), Text("remedy"))
    rows = [(p.file, p.line, Text(p.level), p.check, p.what, p.remedy) for p in check.problems]
    return Sheet(headings, rows, title=Text("problems of the files"))
