"""Assignments as people type them where a field holds more than one value: a part, an agreement, a bare id."""

import datetime
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from ppl.errors import Text, UsageError
from ppl.model.escalation import Escalation
from ppl.model.fields import Shape, fields
from ppl.model.kinds import KIND, Kind, path_for, project_of, ref_of_path
from ppl.model.record import Part, Ref
from ppl.operations.field_keys import dutch_words, english_assignment
from ppl.readers import days, field_keys

Day = datetime.date
_PARTS = re.compile(r"([^=+!]+)(\+?=)(.*)", re.S)


def in_plain_words(
    kind: Kind,
    assignments: Sequence[str],
    held: Mapping[str, Any],
    project: str | None,
    refs: Container[str],
    today: Day,
) -> tuple[str, ...]:
    """The assignments with what people leave out. Raises UsageError for a single value where a part stands.

    held: the fields before; project: the one that is meant; refs: all that there are
    """
    found = [_of_project(kind, english_assignment(kind.record, one), project, refs) for one in assignments]
    if kind.record is Escalation:
        projects = _projects(found, held, project)
        found = [_agreement(one, projects, today) for one in found]
    for one in found:
        _refuse_bare_part(kind.record, one)
    return tuple(found)


def _of_project(kind: Kind, assignment: str, project: str | None, refs: Container[str]) -> str:
    """An assignment with bare ids of the project's records as whole refs, where the record lies outside its folder."""
    match = _PARTS.fullmatch(assignment)
    if match is None or project is None or kind.in_project:
        return assignment
    of = field_keys.shape_at(kind.record, (match[1],), dutch_words)
    if of is None or not isinstance(of.mark, Ref) or match[3].startswith("{"):
        return assignment
    is_list = match[3].startswith("[") and match[3].endswith("]")
    words = [word.strip() for word in match[3].strip("[]").split(",")] if is_list else [match[3]]
    whole = [_whole_ref(word, of.mark, project, refs) for word in words]
    return match[1] + match[2] + (f"[{', '.join(whole)}]" if is_list else whole[0])


def _whole_ref(word: str, mark: Ref, project: str, refs: Container[str]) -> str:
    for name in mark.kinds:
        if KIND[name].in_project and name != "project" and "/" not in word:
            ref = ref_of_path(path_for(KIND[name], project, word))
            if ref in refs:
                return ref
    return word


def _projects(assignments: Iterable[str], held: Mapping[str, Any], project: str | None) -> list[str]:
    """The projects whose bottlenecks an escalation is about."""
    given = [m[3] for one in assignments if (m := _PARTS.fullmatch(one)) and m[1] == "bottlenecks"]
    refs = re.findall(r"[\w./-]+", " ".join([*given, str(held.get("bottlenecks") or "")]))
    found = [of for ref in refs if "/" in ref and (of := project_of(ref))]
    return list(dict.fromkeys(found)) or ([project] if project else [])


def _agreement(assignment: str, projects: Sequence[str], today: Day) -> str:
    """`agreed_with=today` and `agreed_with=langeveld 20-11` as the list that a file holds. Raises UsageError."""
    match = _PARTS.fullmatch(assignment)
    if match is None or match[1] != "agreed_with" or not match[3] or match[3][0] in "[{":
        return assignment
    named = [word for word in match[3].replace(",", " ").split() if days.day(word, today, ahead=False) is None]
    day = days.day(" ".join(w for w in match[3].replace(",", " ").split() if w not in projects), today, ahead=False)
    day = day or next((d for w in match[3].split() if (d := days.day(w, today, ahead=False))), None)
    whose = [word for word in named if word in projects] or projects
    if day is None or not whose:
        what = Text("`{text}` does not say when which project leader agreed", text=match[3])
        raise UsageError(what, Text("for example: agreed_with=today, or agreed_with='langeveld 20-11'"))
    items = ", ".join(f"{{project: {one}, on: {day.isoformat()}}}" for one in whose)
    return f"agreed_with{match[2]}[{items}]"


def _refuse_bare_part(cls: type[Part], assignment: str) -> None:
    """Raises UsageError where a single value is to stand in a field that has fields of its own."""
    match = _PARTS.fullmatch(assignment)
    if match is None or not match[3] or match[3][0] in "[{":
        return
    name, sign, value = match.groups()
    steps = tuple(int(step) if step.isdecimal() else step for step in re.split(r"[.\[\]#]+", name) if step)
    of = field_keys.shape_at(cls, steps, dutch_words)
    if of is None or of.form != "part" or of.part is None:
        return
    what = Text("`{name}` holds several values, each with a name", name=name)
    if _is_list(cls, steps):
        needed = [f.name for f in fields(of.part) if f.is_required] or [f.name for f in fields(of.part)][:2]
        shown = ", ".join(f"{one}: ..." for one in needed)
        raise UsageError(what, Text("for example: {name}+='{{{fields}}}'", name=name, fields=shown))
    fitting = [f.name for f in fields(of.part) if _fits(f.shape, value)] or [f.name for f in fields(of.part)]
    written = [f"{name}.{one}{sign}{value}" for one in fitting[:3]]
    *others, last = written
    raise UsageError(
        what,
        Text("write {listed} or {last}", listed=", ".join(others), last=last)
        if others
        else Text("write `{name}`", name=last),
    )


def _is_list(cls: type[Part], steps: tuple[str | int, ...]) -> bool:
    of = field_keys.shape_at(cls, steps[:-1], dutch_words) if steps[:-1] else None
    holder = of.part if of is not None else cls
    field = next((f for f in fields(holder) if f.name == steps[-1]), None) if holder is not None else None
    return field is not None and field.shape.form == "list"


def _fits(of: Shape, value: str) -> bool:
    """Whether a single value may stand in a field."""
    if re.fullmatch(r"-?\d+", value):
        return of.form == "whole"
    if re.fullmatch(r"-?\d+[.,]\d+", value):
        return of.form == "number"
    return of.form in ("text", "choice", "either")
