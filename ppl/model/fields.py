"""What the types of a record say about its fields: their names on disk, references, codes and descriptions."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from ppl.errors import Field
from ppl.model.record import Code, InPart, OfOne, Part, Record, Ref

NOT_ON_DISK = ("ref", "other")


P = TypeVar("P", bound=Part)


class Shape(NamedTuple):
    """A type taken apart: what a value of it may be.

    form: text, number, whole, truth, date, partial (a date of which a part is known), choice, list, table (text to
        value), part, either or anything
    item: shape of the items of a list or table
    part: class of a part
    choices: allowed words
    mark: Ref or Code
    is_share: whether a number is a share of one
    """

    form: Literal[
        "text", "number", "whole", "truth", "date", "partial", "choice", "list", "table", "part", "either", "anything"
    ]
    item: Shape | None = None
    part: type[Part] | None = None
    choices: tuple[str, ...] = ()
    mark: Ref | Code | None = None
    is_share: bool = False


class FieldType(NamedTuple):
    """A field of a record class.

    name: as on disk; attribute: as in Python; type: with its marks; shape: the type taken apart
    """

    name: str
    attribute: str
    type: Any
    is_required: bool
    default: Any
    shape: Shape


@cache
def fields(cls: type[Part]) -> tuple[FieldType, ...]:
    """The fields of a class as they stand on disk: its own first, then those that every record has."""
    hints = get_type_hints(cls, include_extras=True)
    shared = set(Record.__struct_fields__) if issubclass(cls, Record) else set()
    found = [
        FieldType(
            f.encode_name,
            f.name,
            hints[f.name],
            f.default is msgspec.NODEFAULT and f.default_factory is msgspec.NODEFAULT,
            f.default_factory() if f.default_factory is not msgspec.NODEFAULT else f.default,
            shape(hints[f.name]),
        )
        for f in msgspec.structs.fields(cls)
        if f.name not in NOT_ON_DISK
    ]
    declared = {name: place for place, name in enumerate(cls.__annotations__)}
    found.sort(key=lambda f: (f.attribute in shared, declared.get(f.attribute, len(declared))))
    return tuple(found)


@cache
def field_named(cls: type[Part], name: str) -> FieldType | None:
    return next((f for f in fields(cls) if f.name == name), None)


def choices(cls: type[Part], name: str) -> tuple[str, ...]:
    """The words that a field of a class takes."""
    field = field_named(cls, name)
    assert field is not None
    return field.shape.choices


def shape_along(cls: type[Part], steps: Iterable[str | int]) -> Shape | None:
    """What stands at a place in a record; in a list a step may name an item, by its number, id or code."""
    of: Shape | None = Shape("part", part=cls)
    for step in steps:
        if of is not None and of.form == "list":
            of = of.item
            if of is not None and not (of.part is not None and field_named(of.part, str(step))):
                continue
        if of is None or of.form == "table":
            of = of.item if of is not None else None
            continue
        field = field_named(of.part, str(step)) if of.part is not None else None
        of = field.shape if field else None
    return of


_SIMPLE: dict[str, Shape] = {
    "str": Shape("text"),
    "int": Shape("whole"),
    "float": Shape("number"),
    "bool": Shape("truth"),
    "date": Shape("date"),
}


@cache
def shape(hint: Any) -> Shape:
    """Take a type apart. `X | None` counts as X; `str | Part` is `either`."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        if any(isinstance(mark, InPart) for mark in args[1:]):
            return Shape("partial")
        if any(isinstance(mark, OfOne) for mark in args[1:]):
            return Shape("number", is_share=True)
        return shape(args[0])._replace(mark=next((a for a in args[1:] if isinstance(a, (Ref, Code))), None))
    if origin in (Union, types.UnionType):
        options = [shape(a) for a in args if a is not type(None)]
        if len(options) == 1:
            return options[0]
        if all(o.form == "choice" for o in options):
            return Shape("choice", choices=tuple(c for o in options for c in o.choices))
        part = next(o.part for o in options if o.form == "part")
        mark = next((o.mark for o in options if o.form == "text"), None)
        return Shape("either", part=part, mark=mark)
    if origin is tuple:
        return Shape("list", item=shape(args[0]))
    if origin is dict:
        return Shape("table", item=shape(args[1]))
    if origin is Literal:
        return Shape("choice", choices=args)
    if isinstance(hint, type) and issubclass(hint, Part):
        return Shape("part", part=hint)
    return _SIMPLE.get(getattr(hint, "__name__", ""), Shape("anything"))


class Marked(NamedTuple):
    """A reference or code found in a record."""

    field: Field
    value: str
    mark: Ref | Code


@cache
def _marked_fields(cls: type[Part]) -> tuple[FieldType, ...]:
    """The fields of a class in which references or codes may stand."""
    return tuple(f for f in fields(cls) if _has_marks(f.shape))


def _has_marks(of: Shape) -> bool:
    if of.mark is not None:
        return True
    if of.item is not None:
        return _has_marks(of.item)
    return of.part is not None and bool(_marked_fields(of.part))


def marked(part: Part, at: Field = ()) -> Iterator[Marked]:
    """Every reference and code in a record, with its field."""
    for f in _marked_fields(type(part)):
        value = getattr(part, f.attribute)
        if value is not None:
            yield from _marked(value, f.shape, (*at, f.name))


def _marked(value: Any, of: Shape, at: Field) -> Iterator[Marked]:
    if isinstance(value, str):
        if of.mark is not None and not (isinstance(of.mark, Ref) and not of.mark.is_in(value)):
            yield Marked(at, value, of.mark)
    elif of.form == "list" and of.item is not None:
        for place, item in enumerate(value):
            yield from _marked(item, of.item, (*at, place))
    elif of.form == "table" and of.item is not None:
        for key, item in value.items():
            yield from _marked(item, of.item, (*at, key))
    elif isinstance(value, Part):
        yield from marked(value, at)


def with_refs(part: Any, change: Callable[[str, Ref], str | None]) -> Any:
    """A copy of a record in which every reference became what `change` answers; None leaves it out."""
    if not isinstance(part, Part):
        return part
    new: dict[str, Any] = {}
    for f in _marked_fields(type(part)):
        value = getattr(part, f.attribute)
        if not value and value != "":
            continue
        if (other := _with_refs(value, f.shape, change)) != value:
            new[f.attribute] = other if other is not None or not f.is_required else ""
    return msgspec.structs.replace(part, **new) if new else part


def _with_refs(value: Any, of: Shape, change: Callable[[str, Ref], str | None]) -> Any:
    if isinstance(value, str):
        return change(value, of.mark) if isinstance(of.mark, Ref) and of.mark.is_in(value) else value
    if of.form == "list" and of.item is not None:
        items = (_with_refs(item, of.item, change) for item in value)
        return tuple(item for item in items if item is not None)
    if of.form == "table" and of.item is not None:
        return {key: _with_refs(item, of.item, change) for key, item in value.items()}
    return with_refs(value, change)


def changed(part: P, **values: Any) -> P:
    """A copy of a record with other values in these fields (named as in Python)."""
    return msgspec.structs.replace(part, **values)


def texts(value: Any, at: Field = ()) -> list[tuple[Field, str]]:
    """Every text in a record with its field, unknown keys included, and the keys that somebody chose."""
    found: list[tuple[Field, str]] = []
    _gather(value, at, found)
    return found


def _gather(value: Any, at: Field, found: list[tuple[Field, str]]) -> None:
    if isinstance(value, str):
        found.append((at, value))
    elif isinstance(value, Part):
        for name, attribute in _text_fields(type(value)):
            item = getattr(value, attribute)
            if isinstance(item, str):
                found.append(((*at, name), item))
            elif item:
                _gather(item, (*at, name), found)
        if value.other:
            _gather(value.other, at, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            found.append(((*at, str(key)), str(key)))
            _gather(item, (*at, str(key)), found)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            _gather(item, (*at, place), found)


@cache
def _text_fields(cls: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a class in which a text may stand, by their names on disk and in Python."""
    others = ("date", "partial", "whole", "number", "truth")
    return tuple((f.name, f.attribute) for f in fields(cls) if f.shape.form not in others)


def is_absent(value: Any, default: Any) -> bool:
    """Whether a value is none that somebody gave."""
    return value is None or (value == default and value not in (0, False))


def plain(value: Any) -> Any:
    """A record as mappings, lists, texts, numbers and ISO dates; absent fields left out, unknown keys kept."""
    if isinstance(value, Part):
        pairs = ((f.name, getattr(value, f.attribute), f.default) for f in fields(type(value)))
        shown = {name: plain(v) for name, v, default in pairs if not is_absent(v, default)}
        return {**shown, **value.other}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


@cache
def descriptions(cls: type[Part]) -> dict[str, str]:
    """What the docstrings of a class and its bases say of each field."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        for line in (base.__doc__ or "").splitlines() if issubclass(base, Part) else ():
            name, colon, sentence = line.strip().partition(": ")
            if colon and name.isidentifier():
                found[name] = sentence
    return found
