"""What history still holds of a text that was taken out, and the entry that tells of its erasure: never the text."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ppl.errors import Field, Text, UsageError
from ppl.model.decision import Decision
from ppl.model.history import FieldChange, Step
from ppl.model.kinds import kind_of_path, path_of_ref
from ppl.model.record import Part
from ppl.operations.proposal import Proposal
from ppl.operations.redact import TEXTS, leaves, type_at
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.history import steps
from ppl.store.git.message import Message
from ppl.store.piece import Piece

PROGRAMME = "programme/programme"
COMMIT = re.compile(r"[0-9a-f]{7,64}")


class ErasureRequest(NamedTuple):
    """on: the day; role: who did it; reason: why, without the text; commits: old ids of commits to their new ones."""

    on: datetime.date
    role: str
    reason: str
    commits: Mapping[str, str] = {}


def record_erasure(folder: Folder, today: datetime.date, request: ErasureRequest) -> Proposal:
    """The programme that tells of the erasure; records that named a commit name its new id."""
    before = existing_edit(folder, PROGRAMME)
    assert before is not None and before.fields is not None
    told = {"on": request.on.isoformat(), "by": request.role, "reason": request.reason}
    fields = {**before.fields, "erasures": [*(before.fields.get("erasures") or ()), told]}
    message = Message("erase", PROGRAMME, f"history rewritten, {request.role} {request.on.isoformat()}")
    return Proposal([before._replace(fields=fields), *_moved(folder, request.commits)], message)


def _moved(folder: Folder, commits: Mapping[str, str]) -> list[Edit]:
    """The decisions that rest on a commit, with its new id."""
    found = []
    for ref, commit in based_on(folder).items():
        new = {moved for old, moved in commits.items() if old.startswith(commit) and moved.strip("0")}
        edit = existing_edit(folder, ref)
        if len(new) == 1 and edit is not None and edit.fields is not None:
            found.append(edit._replace(fields={**edit.fields, "based_on": new.pop()[: max(len(commit), 10)]}))
    return found


def based_on(folder: Folder) -> dict[str, str]:
    """The records that say on which commit they rest."""
    knowledge, _ = folder.read(kinds=("decision",))
    named = ((decision.ref, decision.based_on or "") for decision in knowledge.of(Decision))
    return {ref: commit for ref, commit in named if COMMIT.fullmatch(commit)}


def erased_pieces(folder: Folder, ref: str, field: str, mark: str) -> list[Piece]:
    """The texts that `ppl redact` took out of a field. Raises UsageError where it took out none."""
    whole, _, part = ref.partition("#")
    known = steps(folder, whole)
    wanted = tuple(step for step in re.split(r"[.\[\]#]+", field) if step)
    redactions = [number for number, step in enumerate(known) if step.word == "redact"]
    kind = kind_of_path(path_of_ref(whole) or "")
    assert kind is not None
    found: dict[str, None] = {}
    for number in redactions:
        for change in known[number].changes:
            if change.ref == whole and _is_meant(change.field, wanted, part):
                found |= dict.fromkeys(_removed(known[:number], change, kind.record, mark))
    pieces = [piece for text in found if (piece := Piece(text)).is_long]
    if not pieces:
        what = Text("no text of {ref} was taken out by ppl redact in `{field}`", ref=ref, field=field)
        raise UsageError(what, Text("do that first; or give the text: ppl erase --text -"))
    return pieces


def _is_meant(field: Field, wanted: tuple[str, ...], part: str) -> bool:
    """Whether a change lies in the field that was named; of lists the places are not compared, which move."""
    names = [step for step in field if isinstance(step, str)]
    own = [step for step in wanted if not step.isdigit() and step in names]
    return names[: len(own)] == own and bool(own) if not part else set(own) <= set(names)


def _removed(earlier: list[Step], change: FieldChange, cls: type[Part], mark: str) -> list[str]:
    """What one redaction took out of a field: a text in it; or all of it, and what stood there earlier."""
    _, field, before, after = change
    if isinstance(before, str) and isinstance(after, str) and mark in after and after != mark:
        pattern = "(.+?)".join(re.escape(piece) for piece in after.split(mark))
        match = re.fullmatch(pattern, before, re.S)
        return [*match.groups()] if match else [before]
    values = [(field, before), *(held for step in earlier for other in step.changes for held in _held(other, field))]
    texts = (text for at, value in values for at, text in leaves(value, at) if type_at(cls, at)[1] in TEXTS)
    return [text for text in dict.fromkeys(texts) if text != mark]


def _held(change: FieldChange, field: Field) -> Iterator[tuple[Field, Any]]:
    """What a change put in a field or took out of it: all of it, or the part in which the field lies."""
    for value in (change.before, change.after):
        if change.field[: len(field)] == field:
            yield change.field, value
        elif field[: len(change.field)] == change.field:
            yield field, _inside(value, field[len(change.field) :])


def _inside(value: Any, field: Field) -> Any:
    """What stands in a field of a value, items of lists by their id or code; None where there is nothing."""
    for step in field:
        if isinstance(value, list):
            value = next((i for i in value if isinstance(i, Mapping) and step in (i.get("id"), i.get("code"))), None)
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value
