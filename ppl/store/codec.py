"""Mapping (all scalars as text) to record by its class, and back. Every problem is reported, not the first only."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from ppl.errors import Field, Text, nearest
from ppl.model.fields import Shape, fields, plain
from ppl.model.record import Part, Record
from ppl.store import quick
from ppl.store.scalars import WrongError, scalar
from ppl.yaml.text import Plain

P = TypeVar("P", bound=Part)


class Flaw(NamedTuple):
    """What is wrong with a field."""

    field: Field
    what: Text
    remedy: Text
    check: str
    level: Literal["error", "remark"] = "error"


def record(cls: type[P], raw: Mapping[str, Any], ref: str = "") -> tuple[P | None, list[Flaw]]:
    """The record that a mapping holds, and its flaws; None where a required field is missing or wrong.

    A record with flaws that are errors holds what could be read: enough to look for further problems, never
    to be shown.
    """
    try:
        return quick.part(cls, raw, _given(cls, ref)), []
    except quick.DoubtError:
        return flawed_record(cls, raw, ref)


def flawed_record(cls: type[P], raw: Mapping[str, Any], ref: str = "") -> tuple[P | None, list[Flaw]]:
    """The same, field by field, which takes several times as long."""
    flaws: list[Flaw] = []
    return _part(cls, raw, (), flaws, _given(cls, ref)), flaws


def _given(cls: type[Part], ref: str) -> dict[str, Any]:
    return {"ref": ref} if issubclass(cls, Record) else {}


def readable_part(cls: type[P], raw: Mapping[str, Any], ref: str) -> P:
    """What could be read of a record, None in the place of the rest: for checks of texts and references only."""
    found = _part(cls, raw, (), [], {"ref": ref}, fills=True)
    assert found is not None
    return found


def _part(
    cls: type[P], raw: Any, at: Field, flaws: list[Flaw], given: Mapping[str, Any] | None = None, fills: bool = False
) -> P | None:
    """fills: None stands for what is missing or wrong, so that there is always a part, and places stay as they are"""
    if not isinstance(raw, Mapping):
        what = Text("`{field}` holds several fields, not a single value", field=_name(at))
        remedy = Text("write them below it, indented: {names}", names=", ".join(f.name for f in fields(cls)[:4]))
        flaws.append(Flaw(at, what, remedy, "type"))
        return None
    values: dict[str, Any] = dict(given or {})
    known = {f.name: f for f in fields(cls)}
    is_whole = True
    for name, f in known.items():
        value = raw.get(name)
        if value is None or (value == "" and f.shape.form not in ("text", "either", "list")):
            if f.is_required:
                flaws.append(_missing(name, at, f.shape))
                is_whole = False
                values[f.attribute] = None
            continue
        found = _value(value, f.shape, (*at, name), flaws, fills)
        if found is not None:
            values[f.attribute] = found
        elif f.is_required:
            is_whole = False
            values[f.attribute] = None
    if other := {name: value for name, value in raw.items() if name not in known}:
        values["other"] = other
        flaws += [_unknown(name, tuple(known), at) for name in other]
    return cls(**values) if is_whole or fills else None


def _missing(name: str, at: Field, of: Shape) -> Flaw:
    what = Text("`{field}` is missing", field=_name((*at, name)))
    return Flaw((*at, name), what, Text("add `{name}: {example}`", name=name, example=_example(of)), "missing")


def _unknown(name: str, known: tuple[str, ...], at: Field) -> Flaw:
    what = Text("`{field}` is not a field that ppl knows", field=_name((*at, name)))
    remedy = nearest(name, known, Text("it is kept as it is; known are {names}", names=", ".join(known)), cutoff=0.7)
    return Flaw((*at, name), what, remedy, "unknown-field", "remark")


def _name(at: Field) -> str:
    """`actions[2].owner`, counting from 1 as people do."""
    text = ""
    for step in at:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "record"


def _example(of: Shape) -> str:
    if of.form == "choice":
        return " | ".join(of.choices)
    return {
        "date": "2026-01-31",
        "partial": "2026-01-31",
        "whole": "1",
        "number": "1.5",
        "truth": "yes",
        "list": "[...]",
    }.get(of.form, "...")


def _value(value: Any, of: Shape, at: Field, flaws: list[Flaw], fills: bool) -> Any:
    form = of.form
    if form == "part" or (form == "either" and isinstance(value, Mapping)):
        assert of.part is not None
        return _part(of.part, value, at, flaws, fills=fills)
    if form == "list":
        assert of.item is not None
        if isinstance(value, str):
            value = [value] if value else []
        if isinstance(value, Mapping):
            what = Text("`{field}` is a list", field=_name(at))
            flaws.append(Flaw(at, what, Text("begin each item with `- `"), "type"))
            return None
        items = (_item(item, of.item, (*at, place), flaws, fills) for place, item in enumerate(value))
        return tuple(item for item in items if fills or item is not None)
    if form == "table":
        assert of.item is not None
        if not isinstance(value, Mapping):
            what = Text("`{field}` holds names with a value each", field=_name(at))
            flaws.append(Flaw(at, what, Text("write `name: value` below it, indented"), "type"))
            return None
        found = {str(k): _item(v, of.item, (*at, k), flaws, fills) for k, v in value.items()}
        return {k: v for k, v in found.items() if v is not None}
    if form == "anything":
        return value
    try:
        return scalar(value, of, _name(at))
    except WrongError as wrong:
        flaws.append(Flaw(at, *wrong.flaw))
        return None


def _item(value: Any, of: Shape, at: Field, flaws: list[Flaw], fills: bool) -> Any:
    if value is None:
        flaws.append(Flaw(at, Text("an empty item in a list"), Text("fill it or remove the line"), "type"))
        return None
    return _value(value, of, at, flaws, fills)


# --- the way back ------------------------------------------------------------------------------------


def raw(found: Part) -> dict[str, Any]:
    """A record as a mapping of texts, numbers and dates marked `Plain`: what a file holds."""
    marked = marked_plain(type(found), _as_text(plain(found)))
    assert isinstance(marked, dict)
    return marked


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _as_text(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_as_text(v) for v in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value)


def marked_plain(cls: type[Part], value: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping of texts in which those of numbers, dates and truth values are marked `Plain`, by the class."""
    known = shapes(cls)
    return {k: _marked(v, known.get(k)) for k, v in value.items()}


@cache
def shapes(cls: type[Part]) -> dict[str, Shape]:
    """The shapes of a class's fields, by their names on disk."""
    return {f.name: f.shape for f in fields(cls)}


def _marked(value: Any, of: Shape | None) -> Any:
    if isinstance(value, str):
        return Plain(value.strip()) if of is not None and is_unquoted(value, of.form) else value
    if isinstance(value, dict):
        if of is not None and of.part is not None:
            return marked_plain(of.part, value)
        return {k: _marked(v, of.item if of else None) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(v, of.item if of else None) for v in value]
    return value


UNQUOTED = {form: Shape(form) for form in ("date", "partial", "whole", "number", "truth")}


@lru_cache(maxsize=16384)
def is_unquoted(value: str, form: str) -> bool:
    """Whether a text in a field of this form is a number, date or truth value, which stands without quotes."""
    if form not in UNQUOTED:
        return False
    try:
        scalar(value, UNQUOTED[form], "")
    except WrongError:
        return False
    return True
