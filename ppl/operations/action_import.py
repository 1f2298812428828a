"""An action list taken over: new actions get a session, those that are known are not doubled, done ones close theirs.

An action is an item of a session. What a list brings was agreed in no talk that ppl knows, so it gets a session of its
own, a `contact` (a mail; it does not count for the rhythm): added to the latest talk it would stand in a recap that the
other party agreed with, and end that agreement. Who knows the talk that the list came from names it.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from ppl.errors import DataError, Text
from ppl.model.kinds import KIND, path_for, ref_of_path
from ppl.model.session import OPEN_ACTION
from ppl.operations.amend import AmendRequest, amend
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.operations.session_actions import changed_action
from ppl.operations.session_draft import as_list, id_of
from ppl.operations.session_records import session_records
from ppl.operations.summary import summary_lines
from ppl.planners.action_values import ListedAction
from ppl.rules.same_action import is_near, is_same
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted
from ppl.yaml import text as yaml_text


class ImportActionsRequest(NamedTuple):
    """A list that is taken over.

    file: its name; table: the same with the sheet, as rows are named; actions: what it holds, each with its project
    summary: what a new session says of itself
    session: the ref of the talk that the list belongs to; without one each project gets a new session
    because: why, where that talk is corrected by it
    """

    file: str
    table: str
    actions: tuple[ListedAction, ...]
    summary: str
    session: str | None = None
    because: str = ""


class _Known(NamedTuple):
    """An action that a project has: where it stands."""

    session: Edit
    action: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{id_of(self.session.ref)}#{self.action.get('id')}"

    @property
    def is_open(self) -> bool:
        return self.action.get("status") in OPEN_ACTION


class _Outcome:
    """What becomes of the rows of one project. added: the new ones; changed: by session and id what changes there."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.added: list[ListedAction] = []
        self.changed: dict[str, dict[str, dict[str, Any]]] = {}
        self.remarks: list[Text] = []
        self.kept: list[int] = []
        self.finished: list[int] = []

    def say(self, row: int, what: Text) -> None:
        """Something about a row."""
        self.remarks.append(Text("{file}:{row}: {what}", file=self.table, row=row, what=what))

    def all_remarks(self) -> list[Text]:
        found = [*self.remarks]
        if self.kept:
            found.append(
                Text(
                    "{file}: known already and left as they are: rows {rows}", file=self.table, rows=_listed(self.kept)
                )
            )
        if self.finished:
            what = Text(
                "{file}: finished, and never known here, so left out: rows {rows}",
                file=self.table,
                rows=_listed(self.finished),
            )
            found.append(what)
        return found


def import_actions(folder: Folder, today: datetime.date, request: ImportActionsRequest) -> Proposal:
    """The sessions with what the list brings; no edits where it brings nothing. Raises PplError."""
    edits: list[Edit] = []
    remarks: list[Text] = []
    lines: dict[tuple[str | int, ...], int] = {}
    flaws = []
    added = closed = 0
    projects = list(dict.fromkeys(action.project for action in request.actions))
    for project in projects:
        known = list(_known(folder, project))
        outcome = _outcome(request, [one for one in request.actions if one.project == project], known)
        place = project or "programme"
        new = [_entry(one) for one in outcome.added]
        lines |= {(place, "actions", number): one.row for number, one in enumerate(outcome.added)}
        sessions = {one.session.ref: one.session for one in known}
        own = outcome.changed.pop(request.session, {}) if request.session else {}
        made, wrong, said = _sessions(folder, today, request, project, new, own)
        edits += [edit._replace(at=(place, *edit.at)) for edit in made]
        flaws += [flaw._replace(field=(place, *flaw.field)) for flaw in wrong]
        edits += [_changed(sessions[ref], changes, today) for ref, changes in outcome.changed.items()]
        remarks += [*outcome.all_remarks(), *said]
        added += len(new)
        closed += sum(len(changes) for changes in outcome.changed.values()) + len(own)
    what = f"{counted(added, 'action')} from {request.file}" + (f", {closed} changed" if closed else "")
    ref = request.session or (projects[0] if len(projects) == 1 and projects[0] else "programme")
    entry = Entry(request.table, "", {}, lines)
    return Proposal(
        edits,
        Message("action import", ref, what, reason=request.because),
        entry,
        entry.problems(flaws),
        lambda: (*remarks, *summary_lines(edits)),
        remarks,
    )


def _sessions(
    folder: Folder, today: datetime.date, request: ImportActionsRequest, project: str | None,
    new: list[dict[str, Any]], own: Mapping[str, Mapping[str, Any]],
) -> tuple[Sequence[Edit], list[Any], Sequence[Text]]:  # fmt: skip
    """The session that gets the new actions, what is wrong in it, and what there is to say."""
    sent = [*new, *({"id": id, **change} for id, change in own.items())]
    if not sent:
        return [], [], []
    if request.session is None:
        fields = {"kind": "contact", "held_on": today.isoformat(), "summary": request.summary, "actions": new}
        found = session_records(folder, project, fields, today.isoformat())
        return found.edits, found.flaws, []
    proposal = amend(folder, today, AmendRequest(request.session, Entry("", "", {"actions": sent}), request.because))
    return proposal.edits, [], proposal.remarks


def _entry(one: ListedAction) -> dict[str, Any]:
    """A new action as an entry holds it."""
    fields = {"text": one.text, "owner": one.owner, "due_on": one.due_on}
    if one.status == "waiting":
        fields |= {"status": "waiting", "waits_on": one.waits_on or None}
    return {name: value for name, value in fields.items() if value is not None}


def _known(folder: Folder, project: str | None) -> Iterator[_Known]:
    """The actions of a project, those of the latest session first; a session that cannot be read has none."""
    place = path_for(KIND["session"], project, "-").rpartition("/")[0]
    for path, data in sorted(folder.tree.read(folder.tree.paths(place + "/")), reverse=True):
        if b"actions" not in data:
            continue
        with suppress(yaml_text.YamlError, DataError):
            text, ref = yaml_text.decode(data), ref_of_path(path)
            session = Edit(ref, folder.parsed(ref, text), text)
            for action in as_list((session.fields or {}).get("actions")):
                if isinstance(action, Mapping) and action.get("id") and isinstance(action.get("text"), str):
                    yield _Known(session, action)


def _outcome(request: ImportActionsRequest, listed: Sequence[ListedAction], known: Sequence[_Known]) -> _Outcome:
    """What becomes of each row."""
    found = _Outcome(request.table)
    left = list(known)
    seen: dict[tuple[str, str, str], int] = {}
    for one in listed:
        key = (one.text.casefold(), str(one.owner), str(one.due_on))
        if key in seen:
            found.say(one.row, Text("says the same as row {row}: taken once", row=seen[key]))
            continue
        seen[key] = one.row
        there = _match(one, left)
        if there is not None:
            left.remove(there)
            _settle(found, one, there)
        elif one.status in ("done", "dropped"):
            found.finished.append(one.row)
        else:
            found.added.append(one)
    return found


def _match(one: ListedAction, known: Sequence[_Known]) -> _Known | None:
    """The action that a row means: the same text before a near one, open before done, of the same owner first."""
    ranked: list[tuple[int, int, int, int, _Known]] = []
    for place, each in enumerate(known):
        text = str(each.action["text"])
        texts = [text, *([text[: text.rindex("(")]] if one.text != one.bare and "(" in text else [])]
        exact = any(is_same(mine, theirs) for mine in (one.text, one.bare) for theirs in texts)
        if exact or any(is_near(mine, theirs) for mine in (one.text, one.bare) for theirs in texts):
            ranked.append((not exact, not each.is_open, each.action.get("owner") != one.owner, place, each))
    return min(ranked, key=lambda pair: pair[:4])[4] if ranked else None


def _settle(found: _Outcome, one: ListedAction, there: _Known) -> None:
    """What a row changes in the action that it means, and what it says otherwise."""
    text = str(there.action["text"])
    if not any(is_same(mine, text) for mine in (one.text, one.bare)):
        found.say(one.row, Text("taken for {action}: {text}", action=there.name, text=text))
    change: dict[str, Any] = {}
    held_on = str((there.session.fields or {}).get("held_on") or "")
    if there.is_open and one.status == "done":
        done_on = one.done_on if one.done_on and one.done_on >= held_on else None
        change = {"status": "done", "done_on": done_on, "result": one.note or None}
    elif there.is_open and one.status == "dropped":
        change = {"status": "dropped", "because": one.note or None}
    elif one.status == "waiting" and there.action.get("status") in (None, "open"):
        change = {"status": "waiting", "waits_on": one.waits_on or None}
    elif not there.is_open and one.status in ("open", "waiting"):
        found.say(
            one.row,
            Text(
                "{action} is {status} already: left as it is",
                action=there.name,
                status=Text(str(there.action["status"])),
            ),
        )
    if change:
        changes = found.changed.setdefault(there.session.ref, {})
        changes[str(there.action["id"])] = {name: value for name, value in change.items() if value is not None}
    else:
        found.kept.append(one.row)
    if there.is_open and one.status in ("open", "waiting"):
        _say_difference(found, one, there)


def _say_difference(found: _Outcome, one: ListedAction, there: _Known) -> None:
    """Say where the list names another day or owner than the record, which stays as it is."""
    for name, value in (("due_on", one.due_on), ("owner", one.owner)):
        held = there.action.get(name)
        if value is not None and value != held:
            what = Text(
                "{action} keeps {held} where the list says {value}",
                action=there.name,
                held=_plain(held),
                value=_plain(value),
            )
            found.say(one.row, what)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{value.get('role')} ({value.get('organisation')})"
    return str(value) if value else "–"


def _changed(session: Edit, changes: Mapping[str, Mapping[str, Any]], today: datetime.date) -> Edit:
    """A session whose actions changed. What became of an action is told of it, and ends no agreement."""
    fields = dict(session.fields or {})
    fields["actions"] = [
        changed_action(action, changes[str(action.get("id"))], today.isoformat())
        if isinstance(action, Mapping) and str(action.get("id")) in changes
        else action
        for action in as_list(fields.get("actions"))
    ]
    return session._replace(fields=fields, at=("changed",))


def _listed(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:20])) + (" ..." if len(rows) > 20 else "")
