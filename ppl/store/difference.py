"""Which fields differ between two states of a record."""

from collections.abc import Iterator
from typing import Any

from ppl.errors import Field


def differences(old: Any, new: Any, at: Field = ()) -> Iterator[tuple[Field, Any, Any]]:
    """Which fields differ between two mappings as read: (field, before, after), None where absent."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from differences(old.get(key), new.get(key), (*at, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_differences(old, new, at)
    elif old != new:
        yield at, old, new


def _list_differences(old: list[Any], new: list[Any], at: Field) -> Iterator[tuple[Field, Any, Any]]:
    before = {_item_key(item): item for item in old}
    after = {_item_key(item): item for item in new}
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one != other:
            if isinstance(one, dict) and isinstance(other, dict):
                yield from differences(one, other, (*at, key))
            else:
                yield (*at, key) if _name(one or other) else at, one, other


def _item_key(item: Any) -> str:
    return _name(item) or str(item)


def _name(item: Any) -> str | None:
    """By what an item of a list is known; None where it is known by all that it says."""
    names = ("id", "code", "name", "organisation", "activity", "heading", "title")
    return next((str(item[name]) for name in names if item.get(name)), None) if isinstance(item, dict) else None
