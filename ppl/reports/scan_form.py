"""The form of a scan: every point with its last answer, to be filled in by a colleague; empty stays as it was."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ppl.errors import Joined, Text, UsageError
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import Project
from ppl.model.scan import ScanPart
from ppl.reports import values
from ppl.reports.scan import points_of
from ppl.reports.scan_report import Point
from ppl.rules.scan import PARTS
from ppl.rules.scan_words import TITLES

Day = datetime.date


class Request(msgspec.Struct, frozen=True):
    """A scan to come of a project.

    choices: by part the words for its answers by value; texts: by part what stands with an answer; sentences: what
    stands around them, all in the language of the reader; part: only this part
    """

    knowledge: Knowledge
    project: str
    on: Day
    choices: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, str]
    sentences: Mapping[str, str]
    part: ScanPart | None = None


class FormPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point with its number; last: the answer that holds, in words, and last_on its day."""

    number: str
    named: values.Named
    last: str = ""
    text: str = ""
    last_on: Day | None = None


class FormPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part. choices: the words for its answers; none where the answer is a text."""

    part: str
    choices: tuple[str, ...]
    points: tuple[FormPoint, ...]


class ScanForm(msgspec.Struct, frozen=True, kw_only=True):
    """The form."""

    project: str
    name: str
    on: Day
    parts: tuple[FormPart, ...]


def build(request: Request, today: Day) -> ScanForm:
    """The form with what the municipality of the project may see; without answers where it may not see the project.

    Raises UsageError where there is no such project.
    """
    knowledge = request.knowledge.for_audience(Audience("project", request.project))
    project, whole = knowledge.project(request.project), request.knowledge.project(request.project)
    if whole is None:
        raise UsageError(Text("there is no project `{project}`", project=request.project))
    project = project or Project(ref=whole.ref, name=whole.id, municipality=whole.municipality, status=whole.status)
    shown = [part for part in PARTS if request.part in (None, part)]
    parts = tuple(_part(request, part, points_of(request.knowledge, project, part, today)) for part in shown)
    return ScanForm(project=project.ref, name=project.name, on=request.on, parts=parts)


def _part(request: Request, part: ScanPart, points: Sequence[Point]) -> FormPart:
    choices = request.choices.get(part, {})
    first = PARTS.index(part) + 1
    return FormPart(
        part=part,
        choices=tuple(choices.values()),
        points=tuple(_point(f"{first}.{place}", one, choices) for place, one in enumerate(points, 1)),
    )


def _point(number: str, one: Point, choices: Mapping[str, str]) -> FormPoint:
    if one.now is None:
        return FormPoint(number=number, named=one.named)
    last = choices.get(one.now.value, "")
    text = " ".join((one.now.text or "").split())
    return FormPoint(number=number, named=one.named, last=last, text=text, last_on=one.now.on)


def context(request: Request, form: ScanForm) -> dict[str, Any]:
    """What the template sees besides: its words."""
    return {
        "sentence": request.sentences,
        "texts": request.texts,
        "titles": TITLES,
        "listed": {one.part: Joined(one.choices, last=Text("or")) for one in form.parts if one.choices},
    }
