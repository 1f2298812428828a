"""The actions of a project: agreed in a talk, done, moved or dropped in a later one."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.demo.days import later
from ppl.demo.project import Project
from ppl.demo.texts import day_said, filled, phrases, role_said
from ppl.model.session import OPEN_ACTION

Day = datetime.date
MOST_CLOSED, MOST_OPEN, SOON = 4, 8, 3


class OpenAction(NamedTuple):
    """An action that was agreed. id: `session#action`."""

    id: str
    due_on: Day
    owner: str


class Actions:
    """What is open in one project."""

    def __init__(self, of: Project) -> None:
        self.of = of
        self.open: list[OpenAction] = []

    def remember(self, session: str, stored: Mapping[str, Any]) -> None:
        """Remember the actions of a session that was logged."""
        self.open += [
            OpenAction(f"{session}#{a['id']}", Day.fromisoformat(a["due_on"]), a["owner"])
            for a in stored.get("actions") or ()
            if a.get("status") in OPEN_ACTION
        ]

    def of_talk(self, day: Day) -> list[dict[str, Any]]:
        """The actions of a talk: what became of earlier ones, and new ones."""
        close = self._close(day)
        for _ in range(self.of.rng.choice((1, 1, 2, 2, 3)) if len(self.open) < MOST_OPEN else 0):
            text, _, owner = self._next().partition("|")
            if any(a.get("text") == text for a in close):
                continue
            due = later(day, self.of.rng.choice((7, 7, 10, 14, 21)))
            close.append({"text": text, "owner": owner, "due_on": due.isoformat()})
        return close

    def drop_all(self, why: str) -> list[dict[str, Any]]:
        """All that is open, dropped."""
        found: list[dict[str, Any]] = [{"id": one.id, "status": "dropped", "because": why} for one in self.open]
        self.open = []
        return found

    def _close(self, day: Day) -> list[dict[str, Any]]:
        of, found, still = self.of, list[dict[str, Any]](), list[OpenAction]()
        for one in self.open:
            chance = of.rng.random()
            if (one.due_on - day).days > SOON or len(found) >= MOST_CLOSED or chance > 0.93:
                still.append(one)
            elif chance < 0.78:
                when = day_said(_working_before(min(day, one.due_on), of.rng.randrange(1, 4)))
                said = of.draw("result", "actions", wie=role_said(one.owner), af=when)
                found.append({"id": one.id, "status": "done", "result": said})
            elif chance < 0.89:
                new = later(day, of.rng.choice((7, 10, 14)))
                why = of.draw("moved", "actions", wie=role_said(one.owner))
                found.append({"id": one.id, "due_on": new.isoformat(), "because": why})
                still.append(one._replace(due_on=new))
            else:
                found.append({"id": one.id, "status": "dropped", "because": of.draw("dropped", "actions")})
        self.open = still
        return found

    def _next(self) -> str:
        """Text and owner of a new action: of a step that runs, of how things stand, or a general one."""
        of, running = self.of, self.of.course.running()
        text = None
        if running and of.rng.random() < 0.6:
            step = of.rng.choice(running)
            text = of.unused("course", f"todo-{step}", phrases("course")["steps"][step]["todo"])
        if text is None and of.rng.random() < 0.3:
            text = of.unused("actions", "general")
        return text or filled(of.draw("now", "actions"), of.words)


def _working_before(day: Day, days: int) -> Day:
    """The last working day that lies at least so many days before a day."""
    found = day - datetime.timedelta(days=days)
    return found - datetime.timedelta(days=max(0, found.weekday() - 4))
