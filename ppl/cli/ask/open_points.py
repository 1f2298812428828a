"""What the questions of `ppl log` start from: what is open in a project, read from its own files and the programme."""

import datetime
import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.model.bottleneck import CLOSED, Bottleneck
from ppl.model.intervention import ENDED, Intervention
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Term
from ppl.model.periods import after
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.session import Feasible, Light, OnTrack, Session
from ppl.operations.category_terms import category_terms
from ppl.readers.words import Names
from ppl.rules import cadence, progress
from ppl.rules.standing import (
    OpenAction,
    open_actions,
    open_bottlenecks,
    open_interventions,
    recently_closed,
    titled_like,
)
from ppl.store.local.notes import notes

Day = datetime.date
Words = Mapping[str, tuple[str, ...]]
MOST_ACTIONS = 20
MOST = 8
LOOK_BACK = 40
ASKED_KINDS = (
    "weekly", "learning", "client", "kickoff", "progress", "exchange", "evaluation", "steering", "intake",
    "pressure-cooker", "table", "council", "contact",
)  # fmt: skip
# what is closed need not be read as YAML
_CLOSED = re.compile(rb"^status:[ \t]*[\"']?(%s)\b" % "|".join((*CLOSED, *ENDED)).encode(), re.M)


class WaitingNote(Protocol):
    """A note that waits to be used (a `Note` of store/local)."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


class OpenPoints(NamedTuple):
    """Where a conversation starts.

    project: its ref, None for the programme; name: its name
    kind: of talk that the rhythm asks for; every: the rhythm of each kind
    roles, categories: codes with their words; claimed_refs: those that no new record can have
    other_bottlenecks: those that are not asked about: open ones too many, and recently closed ones
    actions: open ones to ask about; later: how many open ones are not asked; attended: who was there last time
    words: a text in the language of whoever is asked; terms: the categories, with what they are called
    """

    project: str | None
    name: str
    today: Day
    kind: str
    every: Mapping[str, str]
    roles: Words
    categories: Callable[[], Words]
    claimed_refs: Container[str]
    actions: Sequence[OpenAction] = ()
    later: int = 0
    bottlenecks: Sequence[Bottleneck] = ()
    interventions: Sequence[Intervention] = ()
    notes: Sequence[WaitingNote] = ()
    lights: Mapping[str, Light] = {}
    judged: OnTrack | None = None
    feasible: Feasible | None = None
    attended: str = ""
    sessions: Sequence[Session] = ()
    words: Callable[[Text | str], str] = str
    terms: Callable[[], Mapping[str, Term]] = dict
    other_bottlenecks: Callable[[], Sequence[Bottleneck]] = tuple

    @property
    def role_names(self) -> Names:
        """The names under which the roles are known, abbreviations among them."""
        return Names({code: (words[0], words[-1], words) for code, words in self.roles.items() if words}, True)

    def bottleneck_like(self, title: str) -> Bottleneck | None:
        """The bottleneck that a new title means: one that is open, else one that was recently closed."""
        return titled_like(self.bottlenecks, title) or titled_like(self.other_bottlenecks(), title)

    def next_on(self, kind: str, held_on: Day) -> Day | None:
        """When the next one of this kind should be by the rhythm."""
        every = self.every.get(kind)
        return after(held_on, every) if every else None


def read_open_points(desk: Desk, project: str | None) -> OpenPoints:
    """Read what is open: the last 40 talks, and what is not closed. Nothing of other projects is read."""
    place = f"projects/{project}/" if project else "programme/sessions/"
    paths = [path for path in desk.folder.tree.paths(place) if kind_of_path(path)]
    talks = sorted(path for path in paths if "/sessions/" in path)[-LOOK_BACK:]
    others = [path for path in paths if path.split("/")[2:3] in (["bottlenecks"], ["interventions"])]
    still_open = [path for path, data in desk.folder.tree.read(others) if not _CLOSED.search(data)]
    refs = [ref_of_path(path) for path in (*talks, *still_open)]
    own, problems = desk.folder.read_refs([*([project] if project else []), *refs, "programme/programme"])
    desk.remark_unread(problems)
    waiting = notes(desk.folder, project or "programme")
    points = open_points(own, project, desk.today, waiting, desk.folder.claimed_refs, lambda: categories(desk))
    unasked = cache(lambda: _other_bottlenecks(desk, project, {one.ref for one in points.bottlenecks}))
    terms = cache(lambda: category_terms(desk.folder))
    return points._replace(words=desk.words, other_bottlenecks=unasked, terms=terms)


def _other_bottlenecks(desk: Desk, project: str | None, asked: Container[str]) -> list[Bottleneck]:
    """The bottlenecks of a project that are open, or were not long ago, without those that are asked about."""
    if project is None:
        return []
    paths = desk.folder.tree.paths(f"projects/{project}/bottlenecks/")
    known, _ = desk.folder.read_refs([ref_of_path(path) for path in paths if kind_of_path(path)])
    found = [*open_bottlenecks(known, project, desk.today), *recently_closed(known, project, desk.today)]
    return [one for one in found if one.ref not in asked]


def session_kind(desk: Desk, project: str | None) -> str:
    """The kind of talk that the rhythm of a project (or of the programme) asks for first."""
    return read_open_points(desk, project).kind


def categories(desk: Desk) -> Words:
    """The categories of bottlenecks with the words that stand for each."""
    return {code: term.words for code, term in category_terms(desk.folder).items()}


def open_points(
    knowledge: Knowledge,
    project: str | None,
    today: Day,
    notes: Sequence[WaitingNote] = (),
    claimed_refs: Container[str] = (),
    categories: Callable[[], Words] = dict,
) -> OpenPoints:
    """What is open in these records. Actions: those past their day and of the last talk first; at most 20."""
    programme = knowledge.one(Programme)
    sessions = progress.held(knowledge, project, today) if project else _programme_sessions(knowledge, today)
    actions = open_actions(knowledge, today, project)
    latest = sessions[0].ref if sessions else ""
    asked = sorted(actions, key=lambda one: not (one.late_days or one.session == latest))[:MOST_ACTIONS]
    found = knowledge.project(project) if project else None
    talked = (c for c in (programme.cadences if programme else ()) if c.kind not in cadence.NO_TALKS)
    every: dict[str, str] = {c.kind: c.every for c in talked}
    kind = _kind(knowledge, found, every, today)
    judged = progress.judgement(knowledge, project, today) if project else None
    feasible = progress.feasibility(knowledge, project, today) if project else None
    talks = [session for session in sessions if session.kind not in cadence.OUTSIDE_RHYTHM]
    return OpenPoints(
        project=project,
        name=found.name if found else "programme",
        today=today,
        kind=kind,
        every=every,
        roles={role.code: role.words for role in programme.roles} if programme else {},
        categories=categories,
        claimed_refs=claimed_refs,
        actions=asked,
        later=len(actions) - len(asked),
        bottlenecks=open_bottlenecks(knowledge, project, today)[:MOST] if project else [],
        interventions=open_interventions(knowledge, project, today)[:MOST] if project else [],
        notes=notes,
        lights={lit.aspect: lit.light for lit in progress.lights(knowledge, project, today)} if project else {},
        judged=judged.on_track if judged else None,
        feasible=feasible.feasible if feasible else None,
        attended=", ".join(str(one) for one in _like(talks, kind).attended) if talks else "",
        sessions=sessions,
    )


def _programme_sessions(knowledge: Knowledge, today: Day) -> list[Session]:
    found = [session for session in knowledge.of(Session) if session.took_place and session.held_on <= today]
    return sorted(found, key=lambda session: (session.held_on, session.ref), reverse=True)


def _like(talks: Sequence[Session], kind: str) -> Session:
    """The last talk of this kind where somebody was noted, else the last."""
    return next((talk for talk in talks if talk.kind == kind and talk.attended), talks[0])


def _kind(knowledge: Knowledge, project: Project | None, every: Mapping[str, str], today: Day) -> str:
    """The kind of talk that the weekly and two-weekly rhythm asks for first."""
    quick = [kind for kind, rhythm in every.items() if "week" in rhythm or "day" in rhythm]
    if project is None:
        return "client" if "client" in quick else next(iter(quick), "steering")
    due = [d for d in cadence.due(knowledge, today, project.id) if d.kind in quick and d.due_on]
    return min(due, key=lambda d: d.due_on or today).kind if due else "weekly"


def action_line(one: OpenAction) -> Text:
    """An open action as people speak of it."""
    action = one.action
    owner = str(action.owner or "?")
    due = action.due_on
    if due and one.late_days == 1:
        return Text("{text} ({owner}, {due}, 1 day late)", text=action.text, owner=owner, due=due)
    if due and one.late_days:
        return Text("{text} ({owner}, {due}, {days} days late)", text=action.text, owner=owner, due=due,
                    days=one.late_days)  # fmt: skip
    if due:
        return Text("{text} ({owner}, {due})", text=action.text, owner=owner, due=due)
    return Text("{text} ({owner})", text=action.text, owner=owner) if action.owner else Text("{text}", text=action.text)
