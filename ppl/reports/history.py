"""Who changed what, when, with which command and why; the oldest step first."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.model.history import FieldChange, Step
from ppl.reports.values import from_record

LONGEST = 100


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
    """What the template sees besides: per step its changes in short, and the commits that were made by hand."""
    whole = history.ref.partition("#")[0]
    return {
        "changes": [[_in_short(change, whole) for change in step.changes] for step in history.items],
        "by_hand": [step.commit for step in request.steps if not step.word],
    }


def _in_short(change: ChangeShown, whole: str) -> dict[str, Any]:
    """A change as the template tells it. where: the record, where it is not the one asked for."""
    is_project = "/" not in whole
    where = change.ref.removeprefix(whole + "/") if is_project and change.ref != whole else ""
    if change.field:
        values = {side: None if (v := getattr(change, side)) is None else _short(v) for side in ("before", "after")}
        return {"where": where, "field": change.field, **values}
    if change.before is not None:
        return {"where": where, "field": "", "made": None}
    named = next((change.after[k] for k in ("title", "name", "summary") if change.after.get(k)), None)
    return {"where": where, "field": "", "made": _short(named or change.ref.rpartition("/")[2])}


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = ", ".join(f"{k}: {_short(v)}" for k, v in value.items())
    elif isinstance(value, list):
        value = ", ".join(_short(v) for v in value)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
