"""The invented programme while time passes in it: what happens when, and the commands that record it.

Whatever happens is put into the agenda with `plan` and runs when its moment comes; what lies after the last day
never happens. `log`, `new` and `set` are the real commands: the same taking apart, the same edits, the same messages.
"""

from __future__ import annotations

import datetime
import heapq
import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from ppl.demo.days import Moment, at, working
from ppl.demo.journal import Journal
from ppl.errors import DataError
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND, project_of
from ppl.operations.session_amendment import amended
from ppl.operations.session_records import EMBEDDED, taken_apart
from ppl.store.edits import Edit, assigned
from ppl.store.git.message import Message

Day = datetime.date
Act = Callable[[Moment], None]
PIECE = 3000
PROCESS, LEARNING, CLIENT = "procesmanager", "leermanager", "begeleidingsgroep"


class World:
    """An agenda, a journal and one source of chance. start, until: first and last day, both included.

    fates: what becomes of the next questions to a table, whichever project asks
    """

    def __init__(self, start: Day, until: Day, seed: int) -> None:
        self.start = start
        self.until = until
        self.seed = seed
        self.rng = Random(seed)
        self.journal = Journal()
        self.fates: list[str] = []
        self._agenda: list[tuple[Moment, int, Act]] = []
        self._number = 0

    # time

    def plan(self, when: Moment, act: Act) -> None:
        """Let something happen at a moment, unless that lies after the last day."""
        if when.date() <= self.until:
            self._number += 1
            heapq.heappush(self._agenda, (when, self._number, act))

    def on(self, day: Day, act: Act, first: int = 9, last: int = 17) -> None:
        """Let something happen on a day, or on the first working day after it, between two hours."""
        self.plan(at(working(day), self.rng, first, last), act)

    def run(self, sink: Callable[[bytes], None] | None = None, piece: int = PIECE) -> None:
        """Let everything happen, in order of time. sink: gets the history in pieces of so many commits."""
        while self._agenda:
            when, _, act = heapq.heappop(self._agenda)
            act(when)
            if sink is not None and self.journal.waiting >= piece:
                sink(self.journal.take())
        if sink is not None:
            sink(self.journal.take())

    # commands

    def log(self, when: Moment, who: str, project: str | None, sent: Mapping[str, Any], command: str = "") -> str:
        """`ppl log`: a session with all that came out of it. Returns its ref."""
        journal, day = self.journal, when.date().isoformat()
        entry = taken_apart(journal.folder, project, {"role": who, **sent}, day, journal.known)
        if entry.flaws:
            flaw = entry.flaws[0]
            raise DataError(flaw.what, flaw.remedy)
        place = project or "programme"
        typed = command or f"ppl log {place} --from {sent['held_on']}-{sent['kind']}.yaml"
        message = Message("log", place, _what(sent), command=typed)
        journal.commit(when, who, message, entry.edits)
        return entry.session

    def amend(self, when: Moment, who: str, session: str, sent: Mapping[str, Any], because: str) -> None:
        """`ppl log --amend`: a session that was logged before is corrected."""
        place = project_of(session) or "programme"
        found = amended(self.journal.folder, session, sent, when.date().isoformat())
        if found.flaws:
            raise DataError(found.flaws[0].what, found.flaws[0].remedy)
        id = session.rpartition("/")[2]
        typed = ["ppl", "log", place, "--amend", id, "--from", "correctie.yaml", "--because", because]
        message = Message("amend", session, ", ".join(found.changed), command=shlex.join(typed), reason=because)
        self.journal.commit(when, who, message, found.edits)

    def new(
        self, when: Moment, who: str, kind: str, project: str | None, fields: Mapping[str, Any], id: str = ""
    ) -> str:
        """`ppl new`: a record of its own. Returns its ref."""
        of = KIND[kind]
        made = id or new_id(of, fields, when.date().isoformat())
        ref = free_ref(of, project, made, _Taken(self.journal))
        typed = ["ppl", "new", kind, *(["--project", project] if project else ()), "--from", f"{kind}.yaml"]
        typed += ["--id", id] if id else []
        self.journal.commit(when, who, Message("new", ref, kind, command=shlex.join(typed)), [Edit(ref, fields)])
        return ref

    def set(self, when: Moment, who: str, ref: str, *assignments: str, reason: str = "", word: str = "set") -> None:
        """`ppl set`: change fields of a record."""
        before = self.journal.held(ref)
        after = before._replace(fields=assigned(before.fields or {}, assignments, before.kind))
        names = ", ".join(assignment.partition("=")[0].rstrip("+") for assignment in assignments)
        typed = ["ppl", "set", ref, *assignments, *(["--reason", reason] if reason else ())]
        self.journal.commit(when, who, Message(word, ref, names, command=shlex.join(typed), reason=reason), [after])

    def score(self, when: Moment, project: str, fields: Mapping[str, Any], of: tuple[int, int]) -> str:
        """`ppl score`: one assessor's judgement. of: numbers of criteria and of knock-outs in the set."""
        kind = KIND["score"]
        ref = free_ref(kind, project, new_id(kind, fields, ""), _Taken(self.journal))
        what = (
            f"{fields['assessor']} {fields['scored_on']}, {len(fields['scores'])} of {of[0]} criteria, "
            f"{len(fields['knock_outs'])} of {of[1]} knock-outs"
        )
        command = f"ppl score {project} --assessor {fields['assessor']} --from score.yaml"
        self.journal.commit(when, PROCESS, Message("score", project, what, command=command), [Edit(ref, fields)])
        return ref

    def agree(self, when: Moment, session: str, role: str) -> None:
        """`ppl agree`: the other party agrees with the notes of a talk."""
        before = self.journal.held(session)
        day = when.date().isoformat()
        after = before._replace(fields={**(before.fields or {}), "agreed_on": day, "agreed_by": role})
        message = Message("agree", session, f"{role} {day}", command=f"ppl agree {session} --on {day} --by {role}")
        self.journal.commit(when, PROCESS, message, [after])


class _Taken:
    """The refs that are there."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def __contains__(self, ref: object) -> bool:
        return self._journal.has(str(ref))


def flow(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A mapping or list as YAML on one line, as one types it behind `FIELD+=`."""
    return json.dumps(value, ensure_ascii=False)


def _what(sent: Mapping[str, Any]) -> str:
    """`weekly 2026-01-05, 2 actions, 1 bottleneck`, as `ppl log` says it."""
    parts = [f"{sent['kind']} {sent['held_on']}"]
    for field in ("actions", *EMBEDDED):
        if number := len(sent.get(field) or ()):
            parts.append(f"{number} {field.removesuffix('s') if number == 1 else field}")
    return ", ".join(parts)
