"""Who changed what, when, with which command and why; the oldest step first."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.errors import Joined, Styled, Text
from ppl.model.field_words import field_word
from ppl.model.fields import Shape, field_named, shape_along
from ppl.model.history import FieldChange, Step
from ppl.model.kinds import Kind, kind_of_path, path_of_ref
from ppl.partial_date import day_as_held
from ppl.reports.values import from_record

LONGEST = 100
MOST = 12  # changes of a step that stand there where nobody asked for one record


class Request(msgspec.Struct, frozen=True):
    """A record with its steps.

    ref: of a project it stands for its whole folder; empty: everything
    limit: only so many of the last
    """

    ref: str
    steps: Sequence[Step]
    limit: int | None = None


class ChangeShown(msgspec.Struct, frozen=True, kw_only=True):
    """A field before and after; an empty field means the whole record."""

    ref: str
    field: str
    before: Any
    after: Any


class StepShown(msgspec.Struct, frozen=True, kw_only=True):
    """A commit that changed the record."""

    commit: str
    at: str
    by: str
    subject: str
    command: str
    reason: str
    changes: tuple[ChangeShown, ...]


class HistoryShown(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of a record."""

    ref: str
    items: tuple[StepShown, ...]


def build(request: Request, today: datetime.date) -> HistoryShown:
    """The steps of a record, or of all records of a project."""
    kept = request.steps[-request.limit :] if request.limit and request.limit > 0 else request.steps
    return HistoryShown(ref=request.ref, items=tuple(_step(step) for step in kept))


def _step(step: Step) -> StepShown:
    return from_record(StepShown, step, at=step.at.isoformat(), changes=tuple(_change(c) for c in step.changes))


def _change(change: FieldChange) -> ChangeShown:
    field = ".".join(str(step) for step in change.field)
    return from_record(ChangeShown, change, field=field)


def context(request: Request, history: HistoryShown) -> dict[str, Any]:
    """What the template sees besides: per step its changes in short and how many more, and commits made by hand."""
    whole = history.ref.partition("#")[0]
    most = None if whole else MOST
    return {
        "changes": [[_in_short(change, whole) for change in step.changes[:most]] for step in history.items],
        "more": [len(step.changes[most:]) if most else 0 for step in history.items],
        "by_hand": [step.commit for step in request.steps if not step.word],
    }


def _in_short(change: ChangeShown, whole: str) -> dict[str, Any]:
    """A change as the template tells it, in words. where: the record, where it is not the one asked for."""
    is_project = "/" not in whole
    where = change.ref.removeprefix(whole + "/") if is_project and change.ref != whole else ""
    kind = kind_of_path(path_of_ref(change.ref) or "")
    if change.field:
        steps = change.field.split(".")
        of = shape_along(kind.record, steps) if kind else None
        values = {side: None if (v := getattr(change, side)) is None else _short(v, of) for side in ("before", "after")}
        return {"where": where, "field": _field(steps, kind), **values}
    if change.before is not None:
        return {"where": where, "field": "", "made": None}
    named = next((change.after[k] for k in ("title", "name", "summary") if change.after.get(k)), None)
    return {"where": where, "field": "", "made": _short(named, None) if named else ""}


def told(change: FieldChange) -> tuple[Joined, Text | None, Text | None]:
    """A changed field in words: its name, and what stood there and what stands there now, None for nothing."""
    one = _in_short(_change(change), change.ref)
    return one["field"], one["before"], one["after"]


def _field(steps: Sequence[str], kind: Kind | None) -> Joined:
    """A path in words: an item stands behind its list, what is in it behind a comma: `acties a1, status`."""
    found: list[Text | str | Joined] = [field_word(steps[0], kind.name if kind else "")]
    for place, step in enumerate(steps[1:], 1):
        of = shape_along(kind.record, steps[:place]) if kind else None
        part = of.item.part if of is not None and of.item is not None and of.form in ("list", "table") else None
        if of is not None and of.form in ("list", "table") and not (part and field_named(part, step)):
            found[-1] = Joined((found[-1], field_word(step)), " ")
        else:
            found.append(field_word(step))
    return Joined(tuple(found))


def _short(value: Any, of: Shape | None) -> Text:
    """A value in words, as many as fit on a line."""
    return Text("{value}", value=_said(value, of, "", [LONGEST]))


def _said(value: Any, of: Shape | None, name: str, room: list[int]) -> Any:
    """A value of the field `name` with fields and enumerations as words; room: how many signs there are still."""
    if isinstance(value, (dict, list)):
        items: list[Any] = []
        for key, one in value.items() if isinstance(value, dict) else ((None, one) for one in value):
            if room[0] <= 0:
                break
            room[0] -= len(key or "") + 2
            said = _said(one, _within(of, key), key or name, room)
            items.append(said if key is None else Text("{field}: {value}", field=_word(of, key), value=said))
        return Joined(tuple(items))
    if isinstance(value, bool):
        return Text("yes") if value else Text("no")
    if of is not None and of.form in ("date", "partial") and isinstance(day := day_as_held(value), datetime.date):
        room[0] -= len(str(value))
        return Styled(day, "figures")
    text = " ".join(str(value).split())
    if name == "fields":  # of a correction: which fields it changed
        return field_word(text)
    left = max(room[0], 1)
    room[0] -= len(text)
    if of is not None and text in of.choices:
        return Text(text)
    if isinstance(value, (int, float)):
        return value
    return text if len(text) <= left else text[: left - 1] + "…"


def _word(of: Shape | None, name: str) -> Text | str:
    """A field of a part in words, as that part means it."""
    part = (of.item or of).part if of is not None else None
    return field_word(name, part.__name__ if part else "")


def _within(of: Shape | None, name: str | None) -> Shape | None:
    """What stands in a part under a name, or in a list as an item."""
    if of is not None and of.form == "list" and name is not None:
        of = of.item  # an item of its own
    if of is None or name is None or of.part is None:
        return of.item if of is not None else None
    field = field_named(of.part, name)
    return field.shape if field else None
