"""The form of a session with what is open; its words are those that the reader of forms knows."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.fields import choices
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.session import KICKOFF
from ppl.rules.progress import ASPECTS, lights
from ppl.rules.standing import open_actions, open_bottlenecks, open_interventions

PROGRAMME = "programme"


class Words(NamedTuple):
    """What stands in a form for each code, in one language: headings, the head, labels, states and aspects."""

    heading: Mapping[str, str]
    head: Mapping[str, str]
    label: Mapping[str, str]
    states: Mapping[str, str]
    aspects: Mapping[str, str]


class NoteLine(msgspec.Struct, frozen=True, kw_only=True):
    """A note that waits, on the day that it was typed."""

    id: str
    on: str
    text: str


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """An open action with its session; parts: owner and day, as they are typed."""

    id: str
    session: str
    text: str
    parts: tuple[str, ...]


class OpenLine(msgspec.Struct, frozen=True, kw_only=True):
    """A bottleneck or an intervention that goes on."""

    id: str
    status: str
    title: str


class Request(msgspec.Struct, frozen=True):
    """A session to come of a project, or of the programme. held_on: the day as it is typed."""

    knowledge: Knowledge
    project: str
    kind: str
    held_on: str
    words: Words
    notes: Sequence[NoteLine] = ()


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What the form says. states, decisions, categories: what may be typed where one of several words is asked."""

    project: str
    name: str
    kind: str
    is_kickoff: bool
    held_on: str
    states: str
    decisions: str
    categories: str
    notes: tuple[NoteLine, ...]
    actions: tuple[ActionLine, ...]
    bottlenecks: tuple[OpenLine, ...] = ()
    interventions: tuple[OpenLine, ...] = ()
    lights: str = ""


def build(request: Request, today: datetime.date) -> Form:
    """The form, filled in with what is open, and the lights of the last time."""
    knowledge, project, words = request.knowledge, request.project, request.words
    states = words.states
    own = None if project == PROGRAMME else project
    return Form(
        project=project,
        name=_name(knowledge, project),
        kind=states.get(request.kind, request.kind),
        is_kickoff=request.kind == KICKOFF,
        held_on=request.held_on,
        states=", ".join(states[code] for code in choices(Bottleneck, "status")),
        decisions=", ".join(states[code] for code in choices(Decision, "kind")),
        categories=", ".join(knowledge.codes.get("bottleneck_categories", {})),
        notes=tuple(request.notes),
        actions=_actions(knowledge, today, own),
        bottlenecks=tuple(
            OpenLine(id=open_bottleneck.id, status=states[open_bottleneck.status], title=open_bottleneck.title)
            for open_bottleneck in open_bottlenecks(knowledge, project, today)
        ),
        interventions=tuple(
            OpenLine(
                id=open_intervention.id,
                status=states[open_intervention.status or "running"],
                title=open_intervention.title,
            )
            for open_intervention in open_interventions(knowledge, project, today)
        ),
        lights=", ".join(
            f"{words.aspects[lit.aspect]} {states[lit.light.light]}" for lit in lights(knowledge, project, today)
        ),
    )


def _name(knowledge: Knowledge, project: str) -> str:
    """What the project or the programme is called; its id where the record does not say."""
    found = knowledge.one(Programme) if project == PROGRAMME else knowledge.project(project)
    return found.name if found else project


def context(request: Request, form: Form) -> dict[str, Any]:
    """What the template sees besides: its words."""
    words = request.words
    aspects = [words.aspects[aspect] for aspect in ASPECTS]
    return {**words._asdict(), "states": form.states, "aspects": aspects, "done": words.states["done"]}


def _actions(knowledge: Knowledge, today: datetime.date, project: str | None) -> tuple[ActionLine, ...]:
    """The open actions of a project, or of all sessions that were read."""
    return tuple(
        ActionLine(
            id=open_action.action.id,
            session=open_action.session.rpartition("/")[2],
            text=open_action.action.text,
            parts=tuple(str(part) for part in (open_action.action.owner, open_action.action.due_on) if part),
        )
        for open_action in open_actions(knowledge, today, project)
    )
