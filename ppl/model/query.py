"""Which records somebody means by their fields: conditions, and the order that a field gives."""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ppl.errors import Text, UsageError, near, nearest
from ppl.model.fields import FieldType, Shape, fields, is_absent, plain, shape_along
from ppl.model.items import Listable
from ppl.model.record import Code, Party

NAMING = ("name", "title", "text", "id", "code", "role", "organisation")  # fields that name a mapping
LONGEST = 80  # signs of what somebody may have meant: longer ones are texts


class Condition(NamedTuple):
    """What must hold of a record: a field (a dotted path), a sign (= != < <= > >=) and a value."""

    name: str
    sign: str
    value: str


def condition_of(text: str) -> Condition | None:
    """The condition that a text like `status=open` or `check_again_on<=2027-01-15` says; None where it says none."""
    match = re.match(r"(.*?)\s*(!=|<=|>=|=|<|>)(.*)", text, re.S)
    return Condition(match[1], match[2], match[3]) if match else None


def named_in(text: str) -> str:
    """The field that a condition is about."""
    condition = condition_of(text)
    return condition.name if condition else text


class Row:
    """A record, or an item of one, with its fields as plain values, made of it when they are asked for."""

    def __init__(self, record: Any) -> None:
        self.record = record

    @cached_property
    def fields(self) -> dict[str, Any]:
        found: dict[str, Any] = plain(self.record)
        return found

    def cell(self, of: FieldType) -> Any:
        """The value of one field: a day, a number or a truth as it is, others in one line; None where it is absent."""
        value = getattr(self.record, of.attribute)
        if is_absent(value, of.default):
            return None
        if isinstance(value, Party):
            return str(value)
        return value if isinstance(value, (datetime.date, bool, int, float)) else value_text(plain(value))


def query(
    rows: list[Row],
    kind: Listable,
    where: Iterable[str] = (),
    sort: str | None = None,
    codes: Mapping[str, Iterable[str]] | None = None,
) -> list[Row]:
    """The rows of a kind for which every condition holds, in the order of a field, else as they come.

    where: `FIELD=VALUE`, or with != < <= > >=; FIELD is a dotted path, of a list one item must fit, and `FIELD=`
        asks for records without that field
    sort: a field; with a minus before it the last comes first
    codes: those of each list, to tell a code that is mistyped
    Raises UsageError for a condition that says nothing, and for a field that the kind does not have.
    """
    for condition in where:
        rows = _filter(rows, condition, kind, codes or {})
    return _sort(rows, sort, kind) if sort else rows


def vocabularies(kind: Listable, where: Iterable[str]) -> set[str]:
    """The lists whose codes these conditions ask for."""
    shapes = (_shape(kind, named_in(condition)) for condition in where)
    return {of.mark.vocabulary for of in shapes if of is not None and isinstance(of.mark, Code)}


def value_text(value: Any) -> str:
    """A plain value in one line: of a mapping what names it, yes or no for a truth."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, list):
        return ", ".join(value_text(item) for item in value)
    if isinstance(value, dict):
        named = [value[k] for k in NAMING if k in value]
        return value_text(named[0]) if named else ", ".join(f"{k}: {value_text(v)}" for k, v in value.items())
    return str(value)


def _checked_name(name: str, kind: Listable) -> str:
    """A field's dotted path that the kind has."""
    known = ["ref", *(f.name for f in fields(kind.record))]
    if name.partition(".")[0] not in known:
        what = Text("a {kind} has no field `{name}`", kind=Text(kind.name), name=name)
        raise UsageError(what, nearest(name, known, Text("choose from {listed}", listed=", ".join(known))))
    return name


def _filter(rows: list[Row], condition: str, kind: Listable, codes: Mapping[str, Iterable[str]]) -> list[Row]:
    asked = condition_of(condition)
    if asked is None:
        what = Text("`{text}` does not say which field has what value", text=condition)
        raise UsageError(what, Text("write --where FIELD=VALUE, for example --where status=open"))
    wanted, is_not = asked.value, asked.sign == "!="
    name = _checked_name(asked.name, kind)
    if asked.sign[0] in "<>":
        return [row for row in rows if any(_compares(value, asked) for value in _values(row, name))]
    found = [row for row in rows if (wanted in _values(row, name)) != is_not]
    if wanted and len(found) == (len(rows) if is_not else 0):
        _refuse_near_miss(rows, kind, name, wanted, codes)
    return found


def _compares(value: str, asked: Condition) -> bool:
    """Whether a value stands on that side of the one asked for: numbers by size, days and texts in their order."""
    if not value:
        return False
    try:
        order = float(value) - float(asked.value)
    except ValueError:
        order = float((value > asked.value) - (value < asked.value))
    is_beyond = order < 0 if asked.sign[0] == "<" else order > 0
    return is_beyond or (order == 0 and asked.sign.endswith("="))


def _refuse_near_miss(
    rows: list[Row], kind: Listable, name: str, wanted: str, codes: Mapping[str, Iterable[str]]
) -> None:
    """Raises UsageError for a value that this field cannot have, or that is nearly one that it may have."""
    of = _shape(kind, name)
    what = Text("no {kind} has `{value}` in `{name}`", kind=Text(kind.name), value=wanted, name=name)
    mark = of.mark if of is not None else None
    known = {*codes.get(mark.vocabulary, ())} if isinstance(mark, Code) else set()
    known |= {value for row in rows for value in _values(row, name) if len(value) < LONGEST}
    if wanted not in known and (meant := near(wanted, sorted(known), cutoff=0.75)):
        raise UsageError(what, Text("did you mean `{near}`?", near=meant[0]))


def _shape(kind: Listable, name: str) -> Shape | None:
    """What may stand at a dotted path; None where ppl does not know."""
    of = shape_along(kind.record, name.split("."))
    return of.item if of is not None and of.form == "list" else of


def _values(row: Row, name: str) -> list[str]:
    """The values of a dotted path, as texts; of lists those of every item; `[""]` where there is none."""
    values: list[Any] = [{**row.fields, "ref": row.record.ref}]
    for step in name.split("."):
        values = [value[step] for value in _flat(values) if isinstance(value, dict) and step in value]
    return [value_text(value) for value in _flat(values)] or [""]


def _flat(values: list[Any]) -> list[Any]:
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def _sort(rows: list[Row], sort: str, kind: Listable) -> list[Row]:
    name = _checked_name(sort.removeprefix("-"), kind)

    def key(row: Row) -> tuple[bool, float, str]:
        text = _values(row, name)[0]
        try:
            return (False, float(text), "")
        except ValueError:
            return (not text, 0.0, text.lower())

    return sorted(rows, key=key, reverse=sort.startswith("-"))
