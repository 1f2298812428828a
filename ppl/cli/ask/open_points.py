"""What the questions of `ppl log` start from: what is open in a project, read from its own files and the programme."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple, Protocol

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.intervention import Intervention
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.periods import after
from ppl.model.programme import Programme, Term, Vocabularies
from ppl.model.project import Project
from ppl.model.record import Party
from ppl.model.session import Feasible, Light, OnTrack, Session
from ppl.rules import cadence, progress
from ppl.rules.progress import Task

Day = datetime.date
MOST = 8
LOOK_BACK = 40
ASKED_KINDS = (
    "weekly", "learning", "client", "kickoff", "progress", "exchange", "evaluation", "steering", "intake",
    "pressure-cooker", "table", "council", "contact",
)  # fmt: skip


class Waiting(Protocol):
    """A note that waits to be used (a `Note` of store/waiting)."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


class Scene(NamedTuple):
    """Where a conversation starts.

    project: its ref, None for the programme; name: its name
    tasks: actions to ask about; later: how many open ones are not asked; attended: who was there last time
    kind: what the rhythm asks for; every: the rhythm of each kind; roles, categories: codes with their words
    """

    project: str | None
    name: str
    today: Day
    kind: str
    every: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    categories: Callable[[], Mapping[str, tuple[str, ...]]]
    taken: Container[str]
    tasks: Sequence[Task] = ()
    later: int = 0
    bottlenecks: Sequence[Bottleneck] = ()
    interventions: Sequence[Intervention] = ()
    notes: Sequence[Waiting] = ()
    lights: Mapping[str, Light] = {}
    judged: OnTrack | None = None
    feasible: Feasible | None = None
    attended: str = ""
    sessions: Sequence[Session] = ()

    def next_on(self, kind: str, held_on: Day) -> Day | None:
        """When the next one of this kind should be by the rhythm."""
        every = self.every.get(kind)
        return after(held_on, every) if every else None


def read_scene(desk: Desk, project: str | None) -> Scene:
    """Read what is open: the last 40 talks, and what is not closed. Nothing of other projects is read."""
    place = f"projects/{project}/" if project else "programme/sessions/"
    paths = [path for path in desk.folder.tree.paths(place) if kind_of_path(path)]
    talks = sorted(path for path in paths if "/sessions/" in path)[-LOOK_BACK:]
    others = [path for path in paths if path.split("/")[2:3] in (["bottlenecks"], ["interventions"])]
    open_ = [path for path, data in desk.folder.tree.read(others) if not _CLOSED.search(data)]
    refs = [ref_of_path(path) for path in (*talks, *open_)]
    own, problems = desk.folder.read_refs([*([project] if project else []), *refs, "programme/programme"])
    if wrong := sorted({problem.path for problem in problems if problem.is_error}):
        desk.remark(
            Text(
                "{number} records cannot be read and are left out ({first}); ppl check tells why",
                number=len(wrong),
                first=wrong[0],
            )
        )
    return arranged(own, project, desk.today, notes(desk, project), _Taken(desk), lambda: categories(desk))


_CLOSED = re.compile(rb"^status:[ \t]*[\"']?(resolved|accepted|done|dropped)\b", re.M)


class _Taken:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __contains__(self, ref: object) -> bool:
        return self.desk.folder.text(str(ref)) is not None


def notes(desk: Desk, project: str | None) -> Sequence[Waiting]:
    """The notes that wait for this project."""
    from ppl.store.local.notes import notes

    return notes(desk.folder, project or "programme")


def categories(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The categories of bottlenecks with the words that stand for each."""
    found = desk.folder.read_refs(["programme/vocabularies"])[0].one(Vocabularies)
    return {term.code: words_of(term) for term in found.bottleneck_categories} if found else {}


def words_of(term: Term) -> tuple[str, ...]:
    return tuple(word for word in (term.nl, term.en or "", *term.synonyms) if word)


def arranged(
    knowledge: Knowledge,
    project: str | None,
    today: Day,
    notes: Sequence[Waiting] = (),
    taken: Container[str] = (),
    categories: Callable[[], Mapping[str, tuple[str, ...]]] = dict,
) -> Scene:
    """The scene in records that were read. Actions: those of the last talk and those past their date, at most 8."""
    programme = knowledge.one(Programme)
    sessions = progress.held(knowledge, project, today) if project else _own(knowledge, today)
    tasks = progress.tasks(knowledge, today, project)
    latest = sessions[0].ref if sessions else ""
    asked = [t for t in tasks if t.ref.partition("#")[0] == latest or t.late_days]
    found = knowledge.project(project) if project else None
    every: dict[str, str] = {c.kind: c.every for c in programme.cadences if c.kind != "newsletter"} if programme else {}
    kind = _kind(knowledge, found, every, today)
    open_ = [b for b in knowledge.of(Bottleneck, project) if not b.is_closed] if project else []
    running = [i for i in knowledge.of(Intervention, project) if _is_running(i)] if project else []
    judged = progress.judgement(knowledge, project, today) if project else None
    feasible = progress.feasibility(knowledge, project, today) if project else None
    talks = [s for s in sessions if s.kind not in cadence.OUTSIDE_RHYTHM]
    return Scene(
        project,
        found.name if found else "programme",
        today,
        kind,
        every,
        {role.code: words_of(role) for role in programme.roles} if programme else {},
        categories,
        taken,
        asked[:MOST],
        len(tasks) - len(asked[:MOST]),
        sorted(open_, key=lambda b: b.status == "risk")[:MOST],
        running[:MOST],
        notes,
        {lit.aspect: lit.light for lit in progress.lights(knowledge, project, today)} if project else {},
        judged.on_track if judged else None,
        feasible.feasible if feasible else None,
        ", ".join(who(one) for one in _like(talks, kind).attended) if talks else "",
        sessions,
    )


def _own(knowledge: Knowledge, today: Day) -> list[Session]:
    found = [s for s in knowledge.of(Session) if s.took_place and s.held_on <= today]
    return sorted(found, key=lambda s: (s.held_on, s.ref), reverse=True)


def _like(talks: Sequence[Session], kind: str) -> Session:
    """The last talk of this kind where somebody was noted, else the last."""
    return next((s for s in talks if s.kind == kind and s.attended), talks[0])


def _is_running(one: Intervention) -> bool:
    return one.status in (None, "planned", "running") and (one.observed is None or one.observed.effect is None)


def _kind(knowledge: Knowledge, project: Project | None, every: Mapping[str, str], today: Day) -> str:
    """The kind of talk that the weekly and two-weekly rhythm asks for first."""
    quick = [kind for kind, rhythm in every.items() if "week" in rhythm or "day" in rhythm]
    if project is None:
        return "client" if "client" in quick else next(iter(quick), "steering")
    due = [d for d in cadence.due(knowledge, today, project.id) if d.kind in quick and d.due_on]
    return min(due, key=lambda d: d.due_on or today).kind if due else "weekly"


def who(one: str | Party) -> str:
    """`role`, or `role (organisation)`."""
    if isinstance(one, Party):
        return f"{one.role} ({one.organisation})" if one.organisation else one.role
    return one


def action_line(task: Task) -> Text:
    """An open action as people speak of it."""
    action = task.action
    if action.due_on and task.late_days:
        owner, due = who(action.owner or "?"), action.due_on.isoformat()
        if task.late_days == 1:
            return Text("{text} ({owner}, {due}, 1 day late)", text=action.text, owner=owner, due=due)
        return Text("{text} ({owner}, {due}, {days} days late)", text=action.text, owner=owner, due=due,
                    days=task.late_days)  # fmt: skip
    if action.due_on:
        return Text("{text} ({owner}, {due})", text=action.text, owner=who(action.owner or "?"),
                    due=action.due_on.isoformat())  # fmt: skip
    return (
        Text("{text} ({owner})", text=action.text, owner=who(action.owner))
        if action.owner
        else Text("{text}", text=action.text)
    )
