"""The entries of the lists inside records, each with where it comes from and how it stands today."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from ppl.model.escalation import Escalation
from ppl.model.fields import changed, fields
from ppl.model.items import Item
from ppl.model.kinds import KIND, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.project import OVER, Project
from ppl.model.record import Part, Record, Ref
from ppl.model.session import Session, days_before
from ppl.partial_date import has_come
from ppl.rules.progress import days_late, weeks_won

Day = datetime.date
DAYS = ("held_on", "submitted_on")  # the day on which what stands in a record was agreed
BOTTLENECK = Ref(("bottleneck",))


def items(knowledge: Knowledge, of: Item, today: Day, project: str | None = None) -> list[Any]:
    """The entries of a list in all records, or of one project: what is open first, by its date, then as they come.

    What was agreed after today, or in a talk that did not take place, is not among them.
    """
    found = []
    for kind, field in of.homes:
        for record in knowledge.of(KIND[kind].record):
            if _has_come(record, today):
                found += [_item(knowledge, of, record, entry, ref, today) for entry, ref in _entries(of, record, field)]
    if of.name == "light":
        found = _with_latest(found)
    if project is not None:
        found = [one for one in found if getattr(one, "project", None) == project]
    return sorted(found, key=_order) if of.name in ("action", "agreement") else found


def _has_come(record: Record, today: Day) -> bool:
    if isinstance(record, Session):
        return record.took_place and record.held_on <= today
    return has_come(_day(record), today)


def _day(record: Record) -> Day | None:
    return next((day for name in DAYS if (day := getattr(record, name, None)) is not None), None)


def _entries(of: Item, record: Record, field: str) -> Iterator[tuple[Any, str]]:
    """The entries of a list in a record, each with its ref; of the lights those that are lit."""
    held = getattr(record, field)
    if isinstance(held, Part):
        for f in fields(type(held)):
            if (entry := getattr(held, f.attribute)) is not None:
                yield entry, f"{record.ref}#{field}.{f.name}"
        return
    for place, entry in enumerate(held or (), 1):
        key = getattr(entry, of.key) if of.key else ""
        yield entry, f"{record.ref}#{key or f'{field}.{place}'}"


def _item(knowledge: Knowledge, of: Item, record: Record, entry: Any, ref: str, today: Day) -> Any:
    """An entry with where it comes from, and how it stands."""
    columns = of.record.__struct_fields__
    values: dict[str, Any] = {"ref": ref, "project": _project(knowledge, record), "inside": record.ref}
    values["noted_on"] = _day(record)
    if isinstance(entry, Part):
        values |= {name: getattr(entry, name) for name in entry.__struct_fields__}
    else:
        values["text"] = entry
    values |= STANDING[of.name](values, record, today) if of.name in STANDING else {}
    return of.record(**{name: value for name, value in values.items() if name in columns})


def _project(knowledge: Knowledge, record: Record) -> str | None:
    """The project that a record is about: in whose folder it lies, or the one of all that an escalation asks about."""
    if isinstance(record, Escalation):
        targets = {knowledge.target(ref, BOTTLENECK, record) for ref in record.bottlenecks}
        projects = {project_of(target) if target else None for target in targets}
        return projects.pop() if len(projects) == 1 else None
    return project_of(record.ref)


def _action(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    status, due_on, began = values["status"] or "open", values["due_on"], values["noted_on"]
    is_open = status in ("open", "waiting")
    until = today if is_open else values["done_on"]
    moved = days_before(values["moves"], values["moved_from"])
    return {
        "status": status,
        "first_due_on": moved[0] if moved else None,
        "times_moved": len(moved) or None,
        "late_days": (today - due_on).days if is_open and due_on and due_on < today else None,
        "age_days": max(0, (until - began).days) if began and until else None,
    }


def _agreement(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    due_on, done_on = values.get("due_on"), values.get("done_on")
    is_kept = done_on or due_on or values.get("owner")
    is_open = not done_on and not _is_over(record)
    return {
        "status": ("done" if done_on else "open") if is_kept else None,
        "late_days": (today - due_on).days if is_open and due_on and due_on < today else None,
    }


def _milestone(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    assert isinstance(record, Project)
    milestone = next(one for one in record.milestones if one.code == values["code"])
    late = 0 if _is_over(record) else days_late(milestone, today)
    return {
        "status": "reached" if milestone.actual_on else "late" if late else "planned",
        "late_days": late or None,
        "weeks_won": weeks_won(milestone, today),
    }


def _is_over(record: Record) -> bool:
    return isinstance(record, Project) and record.status in OVER


def _light(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    return {"aspect": values["ref"].rpartition(".")[2], "is_latest": False}


def _precondition(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    return {"status": values["status"] or "open"}


def _activity(values: dict[str, Any], record: Record, today: Day) -> dict[str, Any]:
    assert isinstance(record, Plan)
    return {"is_assumed": record.template is not None and not values["checked"] and not values["actual_end_on"]}


def _with_latest(lights: list[Any]) -> list[Any]:
    """The lights, of which the latest of each project and aspect says so; the latest first."""
    latest = {(one.project, one.aspect): one.ref for one in sorted(lights, key=lambda one: (one.noted_on, one.ref))}
    marked = [
        changed(one, is_latest=latest[one.project, one.aspect] == one.ref and one.project is not None) for one in lights
    ]
    return sorted(marked, key=lambda one: (not one.is_latest, one.project or ""))


def _order(one: Any) -> tuple[bool, Day, str]:
    return one.status in ("done", "dropped"), one.due_on or Day.max, one.ref


STANDING: dict[str, Callable[[dict[str, Any], Record, Day], dict[str, Any]]] = {
    "action": _action,
    "agreement": _agreement,
    "milestone": _milestone,
    "light": _light,
    "precondition": _precondition,
    "activity": _activity,
}
