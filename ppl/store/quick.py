"""A record without flaws from its mapping, by functions that are made once for each class; codec.py does all others.

What is found is what ppl/store/codec.py would find. Where anything is missing, unknown or wrong, or held by something
else than the mappings, lists and texts of ppl/yaml/text.py, nothing is: the codec knows to say what.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar

from ppl.model.fields import Shape, fields
from ppl.model.record import Part
from ppl.store.scalars import WrongError, scalar

P = TypeVar("P", bound=Part)
Reader = Callable[[Any], Any]


class DoubtError(Exception):
    """This is left to the codec."""


def part(cls: type[P], raw: Mapping[str, Any], given: dict[str, Any]) -> P:
    """The part or record that a mapping holds, with the attributes that are given. Raises DoubtError."""
    try:
        return cls(**given, **_values(cls)(raw))
    except WrongError:
        raise DoubtError from None


@cache
def _values(cls: type[Part]) -> Callable[[Any], dict[str, Any]]:
    """What reads the values of a class, by their attributes."""
    known = {f.name: (f.attribute, None if f.shape.form == "text" else _reader(f.shape)) for f in fields(cls)}
    required = frozenset(f.attribute for f in fields(cls) if f.is_required)

    def values(raw: Any) -> dict[str, Any]:
        if type(raw) is not dict or not raw.keys() <= known.keys():
            raise DoubtError
        found = {}
        for name, value in raw.items():
            if value is None:
                continue
            attribute, read = known[name]
            if read is not None:
                found[attribute] = read(value)
            elif type(value) is str:
                found[attribute] = value
            else:
                raise DoubtError
        if not required <= found.keys():
            raise DoubtError
        return found

    return values


def _reader(of: Shape) -> Reader:
    """What reads a value of a shape that is there: not None."""
    if of.form == "part" or of.form == "either":
        assert of.part is not None
        return _part_reader(of.part, takes_text=of.form == "either")
    if of.form == "list":
        assert of.item is not None
        return _texts if of.item.form == "text" else _list_reader(_reader(of.item))
    if of.form == "table":
        assert of.item is not None
        return _table_reader(_reader(of.item))
    if of.form == "choice":
        return _choice_reader(of)
    return {"text": _text, "date": _date, "partial": _partial, "anything": _anything}.get(of.form) or _scalar_reader(of)


def _part_reader(cls: type[Part], takes_text: bool) -> Reader:
    values = _values(cls)

    def read(value: Any) -> Any:
        return value if takes_text and type(value) is str else cls(**values(value))

    return read


def _list_reader(item: Reader) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not list or None in value:
            raise DoubtError
        return tuple([item(one) for one in value])

    return read


def _table_reader(item: Reader) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not dict or None in value.values():
            raise DoubtError
        return {str(key): item(one) for key, one in value.items()}

    return read


def _choice_reader(of: Shape) -> Reader:
    choices = frozenset(of.choices)

    def read(value: Any) -> Any:
        if type(value) is not str or value not in choices:
            raise DoubtError
        return value

    return read


def _scalar_reader(of: Shape) -> Reader:
    def read(value: Any) -> Any:
        if not value:  # an empty text stands for nothing, but not in a list
            raise DoubtError
        return scalar(value, of, "")

    return read


def _text(value: Any) -> str:
    if type(value) is not str:
        raise DoubtError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if type(value) is not list:
        raise DoubtError
    for one in value:
        if type(one) is not str:
            raise DoubtError
    return tuple(value)


def _anything(value: Any) -> Any:
    if value == "":
        raise DoubtError
    return value


DATE, PARTIAL = Shape("date"), Shape("partial")


def _date(value: Any) -> datetime.date:
    if type(value) is not str:
        raise DoubtError
    return _day(value)


def _partial(value: Any) -> datetime.date:
    if type(value) is not str:
        raise DoubtError
    return _day_in_part(value)


@lru_cache(maxsize=16384)
def _day(text: str) -> datetime.date:
    found: datetime.date = scalar(text, DATE, "")
    return found


@lru_cache(maxsize=16384)
def _day_in_part(text: str) -> datetime.date:
    found: datetime.date = scalar(text, PARTIAL, "")
    return found
