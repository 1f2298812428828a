"""The way of working as data; approach.py fills it, and its sentences are made of it."""

import datetime

import msgspec

from ppl.reports import profile, values

Day = datetime.date


class RoleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A role and what it does in the programme. organisation: whose it is in this project."""

    role: values.Named
    does: str
    organisation: str | None = None


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """A talk that returns. number and unit: how often, such as 2 week; grace_days: how much later it may be."""

    kind: str
    number: int
    unit: str
    scope: str
    role: values.Named
    grace_days: int = 0
    source: str | None = None


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What is written for whom, and after which returning talk."""

    report: str
    readers: tuple[values.Named, ...]
    rhythm: Rhythm


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """A body in the ladder. level: the nearest to the project is 1."""

    code: str
    name: str
    level: int
    is_side_door: bool
    remit: str
    reached_by: values.Named | str | None = None
    answer_within_days: int | None = None
    papers_days_before: int | None = None


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """A talk on the way of working, with what was agreed in it, and who agreed with its notes when."""

    ref: str
    kind: str
    on: Day
    obstacles: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    way_of_working: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    agreed_on: Day | None = None
    agreed_by: values.Named | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A precondition, or a question on the assignment.

    status: met, open, n-a, answered, or empty where nobody said it; said: the evidence, or the answer
    """

    named: values.Named
    status: str = ""
    said: str | None = None


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What is not recorded. what: its code; about: of which body, question or point; settle: the command for it."""

    what: str
    about: tuple[values.Named, ...] = ()
    settle: str | None = None


class OfProject(msgspec.Struct, frozen=True, kw_only=True):
    """How far a project is with its way of working. kickoff_on: None where there was none, or the reader sees none."""

    ref: str
    name: str
    municipality: tuple[str, ...]
    kickoff_on: Day | None
    agreed_on: Day | None
    met: int
    points: int
    answered: int
    questions: int


class Approach(msgspec.Struct, frozen=True, kw_only=True):
    """The way of working of a project, or of the programme.

    project: the ref of the project, None for the programme; sees_talks: whether its reader may read talks
    is_over: whether nothing is to be agreed any more
    commitments: None where its reader may not know them
    """

    project: str | None
    name: str
    programme: str
    bureau: str
    on: Day
    sees_talks: bool
    is_over: bool = False
    roles: tuple[RoleLine, ...] = ()
    rhythm: tuple[Rhythm, ...] = ()
    reported: tuple[Reported, ...] = ()
    ladder: tuple[Rung, ...] = ()
    commitments: tuple[str, ...] | None = None
    agreements: tuple[profile.Agreed, ...] = ()
    talks: tuple[Talk, ...] = ()
    preconditions: tuple[Point, ...] = ()
    assignment: tuple[Point, ...] = ()
    missing: tuple[Missing, ...] = ()
    projects: tuple[OfProject, ...] = ()
