"""What stays of a record for a reader: parts of fields, and no keys that ppl does not know; made when asked for."""

from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cache
from operator import is_
from typing import Any

import msgspec

from ppl.model.fields import Shape, fields
from ppl.model.record import LEVELS, Part, Record, Visibility
from ppl.model.session import Amendment


class OnDemand(Mapping[str, Record]):
    """Records that are read when somebody asks for them; one that cannot be read by then is not there.

    classes: of each record, by its ref; kept_back: the refs of those that `is_kept_back` holds for
    """

    classes: Mapping[str, type[Record]]
    kept_back: Collection[str]

    def fetch(self, refs: Iterable[str]) -> None:
        """Read these together: faster than one by one."""
        raise NotImplementedError

    def __contains__(self, ref: object) -> bool:
        return ref in self.classes

    def __iter__(self) -> Iterator[str]:
        return iter(self.classes)

    def __len__(self) -> int:
        return len(self.classes)

    def values(self) -> ValuesView[Record]:
        self.fetch(self)
        return super().values()

    def items(self) -> ItemsView[str, Record]:
        self.fetch(self)
        return super().items()


class Lazily(Mapping[str, Record]):
    """Records that are made of others when they are asked for."""

    def __init__(self, source: Mapping[str, Record], change: Callable[[Record], Record]) -> None:
        self._source = source
        self._change = change
        self._made: dict[str, Record] = {}

    def __getitem__(self, ref: str) -> Record:
        if ref not in self._made:
            self._made[ref] = self._change(self._source[ref])
        return self._made[ref]

    def __contains__(self, ref: object) -> bool:
        return ref in self._source

    def __iter__(self) -> Iterator[str]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


class Seen(Mapping[str, Record]):
    """Of these records those that a reader may see, or what may be seen of them; decided when somebody asks for one."""

    def __init__(self, source: Mapping[str, Record], seen: Callable[[Record], Record | None]) -> None:
        self._source = source
        self._seen = seen
        self._decided: dict[str, Record | None] = {}

    def _part(self, ref: str, record: Record | None = None) -> Record | None:
        if ref not in self._decided:
            self._decided[ref] = self._seen(record or self._source[ref])
        return self._decided[ref]

    def __getitem__(self, ref: str) -> Record:
        if (part := self._part(ref)) is None:
            raise KeyError(ref)
        return part

    def __contains__(self, ref: object) -> bool:
        return ref in self._source and self._part(str(ref)) is not None

    def __iter__(self) -> Iterator[str]:
        return (ref for ref, record in self._source.items() if self._part(ref, record) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def known_only(value: Any) -> Any:
    """A record without the fields that ppl does not know, at any depth: nobody said who may read them."""
    if isinstance(value, Part):
        new: dict[str, Any] = {"other": {}} if value.other else {}
        for name in _with_parts(type(value)):
            held = getattr(value, name)
            if held and (kept := known_only(held)) is not held:
                new[name] = kept
        return msgspec.structs.replace(value, **new) if new else value
    if isinstance(value, tuple):
        items = tuple(map(known_only, value))
        return value if all(map(is_, items, value)) else items
    if isinstance(value, dict):
        found = {key: known_only(item) for key, item in value.items()}
        return value if all(map(is_, found.values(), value.values())) else found
    return value


@cache
def _with_parts(cls: type[Part]) -> tuple[str, ...]:
    """The fields of a class in which parts may stand, which may hold keys that ppl does not know."""
    return tuple(f.attribute for f in fields(cls) if _has_parts(f.shape))


def _has_parts(of: Shape) -> bool:
    return of.part is not None or (of.item is not None and _has_parts(of.item))


def seen_amendment(amendment: Amendment, unseen: set[str]) -> Amendment:
    """A correction without the fields that a reader may not see; then without its reason, which may tell of them."""
    if unseen.isdisjoint(amendment.fields):
        return amendment
    kept = tuple(field for field in amendment.fields if field not in unseen)
    return msgspec.structs.replace(amendment, fields=kept, because=None)


def without(part: Part, field: str) -> Part:
    return msgspec.structs.replace(part, **{field: default(part, field)})


def default(part: Part, field: str) -> Any:
    return next(f.default for f in fields(type(part)) if f.attribute == field)


@cache
def widened_for(cls: type[Record], reader: Visibility) -> tuple[str, ...]:
    """The fields of a class that this reader may see also where the record as a whole is for fewer."""
    return tuple(name for name, level in cls.widened.items() if LEVELS.index(level) >= LEVELS.index(reader))


@cache
def restricted_for(cls: type[Record], reader: Visibility) -> tuple[str, ...]:
    """The fields of a class that this reader may not see."""
    return tuple(name for name, level in cls.restricted.items() if LEVELS.index(level) < LEVELS.index(reader))
