"""The invented programme while time passes in it: what happens when, and the commands that record it.

Whatever happens is put into the agenda with `plan` and runs when its moment comes; what lies after the last day
never happens. `log`, `amend`, `new`, `set`, `score` and `agree` are the real commands: they call the same operations.
"""

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
from ppl.model.kinds import project_of
from ppl.operations.agree import AgreeRequest, agree
from ppl.operations.amend import AmendRequest, amend
from ppl.operations.entry import Entry
from ppl.operations.log import LogRequest, log
from ppl.operations.new import NewRequest, new
from ppl.operations.proposal import Proposal
from ppl.operations.scan import ScanRequest, scan
from ppl.operations.score import ScoreRequest, score
from ppl.operations.set import SetRequest, set_fields

Day = datetime.date
Act = Callable[[Moment], None]
PIECE = 3000
PROCESS, LEARNING, CLIENT = "procesmanager", "leermanager", "begeleidingsgroep"
BUREAU = {"role": "bureau", "organisation": "Voorbeeldbureau"}
MINISTRY = {"role": "opdrachtgever", "organisation": "Voorbeeldministerie"}


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

    def log(
        self, when: Moment, who: str, project: str | None, kind: str, on: Day, command: str = "", **fields: Any
    ) -> str:
        """`ppl log`: a session with all that came out of it. Returns its ref."""
        sent = {"role": who, "kind": kind, "held_on": on.isoformat(), **fields}
        proposal = log(self.journal.folder, when.date(), LogRequest(project, Entry("", "", sent)))
        _refuse(proposal)
        # what makes a talk one that was not held stood in no message when the ids of the first demos were made
        what = proposal.message.what.replace(f", {fields.get('status')}", "")
        typed = command or f"ppl log {project or 'programme'} --from {on}-{kind}.yaml"
        message = proposal.message._replace(what=what, command=typed)
        self.journal.commit(when, who, message, proposal.edits)
        return proposal.edits[0].ref

    def amend(self, when: Moment, who: str, session: str, sent: dict[str, Any], because: str) -> None:
        """`ppl log --amend`: a session that was logged before is corrected."""
        proposal = amend(self.journal.folder, when.date(), AmendRequest(session, Entry("", "", sent)))
        _refuse(proposal)
        id = session.rpartition("/")[2]
        typed = ["log", project_of(session) or "programme", "--amend", id, "--from", "correctie.yaml"]
        self._commit(when, who, proposal, [*typed, "--because", because], because)

    def new(
        self, when: Moment, who: str, kind: str, project: str | None, fields: Mapping[str, Any], id: str = ""
    ) -> str:
        """`ppl new`: a record of its own. Returns its ref."""
        proposal = new(self.journal.folder, when.date(), NewRequest(kind, project, dict(fields), id))
        typed = ["new", kind, *(["--project", project] if project else ()), "--from", f"{kind}.yaml"]
        self._commit(when, who, proposal, [*typed, *(["--id", id] if id else ())])
        return proposal.message.ref

    def decide(
        self,
        when: Moment,
        project: str | None,
        kind: str,
        by: str | dict[str, str],
        outcome: str,
        *reasons: str,
        **more: Any,
    ) -> None:
        """`ppl new`: a decision or an advice of today, with its reasons."""
        day = when.date().isoformat()
        fields = {"kind": kind, "decided_on": day, "by": by, "outcome": outcome, "reasons": list(reasons), **more}
        self.new(when, PROCESS, "decision", project, fields)

    def set(self, when: Moment, who: str, ref: str, *assignments: str, reason: str = "") -> None:
        """`ppl set`: change fields of a record."""
        proposal = set_fields(self.journal.folder, when.date(), SetRequest(ref, assignments))
        typed = ["set", ref, *assignments, *(["--reason", reason] if reason else ())]
        self._commit(when, who, proposal, typed, reason)

    def score(self, when: Moment, project: str, fields: dict[str, Any]) -> None:
        """`ppl score`: one assessor's judgement."""
        proposal = score(self.journal.folder, when.date(), ScoreRequest(project, Entry("", "", fields)))
        typed = ["score", project, "--assessor", fields["assessor"], "--from", "score.yaml"]
        self._commit(when, PROCESS, proposal, typed)

    def scan(self, when: Moment, who: str, project: str, fields: dict[str, Any]) -> None:
        """`ppl scan`: what is new in a project since the last time."""
        proposal = scan(self.journal.folder, when.date(), ScanRequest(project, Entry("", "", fields)))
        self._commit(when, who, proposal, ["scan", project, "--from", "scan.yaml"])

    def agree(self, when: Moment, session: str, role: str) -> None:
        """`ppl agree`: the other party agrees with the notes of a talk."""
        day = when.date().isoformat()
        proposal = agree(self.journal.folder, when.date(), AgreeRequest(session, role, day))
        self._commit(when, PROCESS, proposal, ["agree", session, "--on", day, "--by", role])

    def _commit(self, when: Moment, who: str, proposal: Proposal, typed: Sequence[str], reason: str = "") -> None:
        message = proposal.message._replace(command="ppl " + shlex.join(typed), reason=reason)
        self.journal.commit(when, who, message, proposal.edits)


def _refuse(proposal: Proposal) -> None:
    if proposal.problems:
        raise DataError(proposal.problems[0].what, proposal.problems[0].remedy)


def flow(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A mapping or list as YAML on one line, as one types it behind `FIELD+=`."""
    return json.dumps(value, ensure_ascii=False)
