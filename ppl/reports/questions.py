"""The plain form of a session: six questions for a colleague without ppl, filled in with what is open."""

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec

from ppl.model.knowledge import Audience, Knowledge
from ppl.model.programme import Programme
from ppl.reports import values
from ppl.reports.values import Named
from ppl.rules.standing import open_actions, open_bottlenecks

Day = datetime.date
PROGRAMME = "programme"


class Request(msgspec.Struct, frozen=True):
    """A session to come of a project, or of the programme.

    kind, title: in the words of the reader; questions: by what each is about; sentences: what stands around them
    """

    knowledge: Knowledge
    project: str
    kind: str
    held_on: Day
    title: str
    questions: Mapping[str, str]
    sentences: Mapping[str, str]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """An open action with its owner and day, or a bottleneck."""

    text: str
    owner: Named | None = None
    due_on: Day | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question, what helps to answer it, and what is open."""

    text: str
    hint: str = ""
    open: tuple[Point, ...] = ()


class Questions(msgspec.Struct, frozen=True, kw_only=True):
    """The form."""

    project: str
    name: str
    kind: str
    held_on: Day
    questions: tuple[Question, ...]


def build(request: Request, today: Day) -> Questions:
    """The form with what its reader may see: the municipality of a project, the client for the programme."""
    of_project = request.project != PROGRAMME
    reader = Audience("project", request.project) if of_project else Audience("client")
    knowledge = request.knowledge.for_audience(reader)
    project, programme = knowledge.project(request.project), knowledge.one(Programme)
    name = project.name if project else request.project if of_project or not programme else programme.name
    actions = tuple(
        Point(
            text=" ".join(one.action.text.split()),
            owner=values.role(knowledge, one.action.owner),
            due_on=one.action.due_on,
        )
        for one in open_actions(knowledge, today, request.project if of_project else None)
    )
    bottlenecks = tuple(
        Point(text=" ".join(one.title.split())) for one in open_bottlenecks(knowledge, request.project, today)
    )
    said = request.sentences
    more = {
        "open": (said["behind"] if actions else said["nothing"], actions),
        "next": (said["in_the_way"] if bottlenecks else "", bottlenecks),
    }
    questions = tuple(
        Question(text=text, hint=more.get(key, ("", ()))[0], open=more.get(key, ("", ()))[1])
        for key, text in request.questions.items()
    )
    return Questions(
        project=request.project, name=name, kind=request.kind, held_on=request.held_on, questions=questions
    )


def context(request: Request, form: Questions) -> dict[str, Any]:
    """What the template sees besides: its words."""
    return {"title": request.title, "sentence": request.sentences}
