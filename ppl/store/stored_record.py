"""What a file holds as a few bytes that are read back fast: how the index keeps a record, and what is wrong with it.

A date of which only a part is known becomes a whole one there; which of them are not stands beside it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple
from zlib import crc32

import msgspec

from ppl.errors import Field, Problem, Text
from ppl.model.fields import Shape, fields, marked
from ppl.model.quotes import is_kept_back
from ppl.model.record import Part, Record, Ref
from ppl.partial_date import PartialDate, last_day, partial_date

Steps = tuple[str | int, ...]
WORD = re.compile(rb"[A-Za-z0-9._-]+")  # an id, or what begins a full ref


def facts_check(key: bytes, kind: str, named: bytes, *is_so: bool) -> int:
    """What tells whether this is still what was kept of the content with this key: see KnownFacts."""
    return crc32(named, crc32(b"%d%d%d" % is_so, crc32(kind.encode(), crc32(key))))


class StoredRecord(NamedTuple):
    """What a file holds.

    body: the record without its ref; None where it cannot be read
    dates: the dates that are known in part, with where they stand; None where there are none
    problems: what is wrong in the file; None where nothing is
    named: the words by which the record refers to others, a space between them; None where it refers to none
    is_kept_back: see model/quotes.py
    """

    body: bytes | None
    dates: bytes | None = None
    problems: bytes | None = None
    named: bytes | None = None
    is_kept_back: int = 0

    def facts_check(self, key: bytes, kind: str) -> int:
        """The same for what is known of it without reading it."""
        is_so = self.body is not None, self.problems is not None, bool(self.is_kept_back)
        return facts_check(key, kind, self.named or b"", *is_so)

    def check(self, key: bytes) -> int:
        """What tells whether these bytes are still those that were kept of the content with this key."""
        if self.dates is None and self.problems is None and self.named is None and not self.is_kept_back:
            return crc32(self.body or b"", crc32(key))  # the same, sooner: of nothing it is what it was
        beside = crc32(self.named or b"", crc32(b"kept back" if self.is_kept_back else b"", crc32(key)))
        return crc32(self.body or b"", crc32(self.dates or b"", crc32(self.problems or b"", beside)))


def stored(record: Record | None, problems: Sequence[Problem]) -> StoredRecord | None:
    """What a file holds, as bytes; None where that cannot be kept."""
    try:
        _met.clear()
        body = None if record is None else _ENCODER.encode(msgspec.structs.replace(record, ref=""))
        dates = [(steps, day.known) for steps, day in _partial_dates(record, ())] if _met else []
        return StoredRecord(
            body,
            _ENCODER.encode(dates) if dates else None,
            _ENCODER.encode([_kept(problem) for problem in problems]) if problems else None,
            None if record is None else _named(record),
            record is not None and is_kept_back(record),
        )
    except (TypeError, ValueError):
        return None


def _named(record: Record) -> bytes | None:
    """The words by which a record refers to others: of a full ref each part."""
    if not any(getattr(record, name) for name in _with_references(type(record))):
        return None
    values = (one.value for one in marked(record) if isinstance(one.mark, Ref))
    words = (word for value in values for word in WORD.findall(value.encode("utf-8", "replace")))
    return b" ".join(dict.fromkeys(words)) or None


@cache
def _with_references(cls: type[Part]) -> tuple[str, ...]:
    """The fields of a class in which references may stand."""
    return tuple(f.attribute for f in fields(cls) if _has_references(f.shape))


def _has_references(of: Shape) -> bool:
    if isinstance(of.mark, Ref) or (of.item is not None and _has_references(of.item)):
        return True
    return of.part is not None and bool(_with_references(of.part))


def restored(cls: type[Record], ref: str, kept: StoredRecord) -> Record | None:
    """The record that was stored. Raises ValueError, TypeError or MsgspecError where the bytes are not those of one."""
    if kept.body is None:
        return None
    record = _decoder(cls).decode(kept.body)
    msgspec.structs.force_setattr(record, "ref", ref)
    if kept.dates is not None:
        for steps, known in _DATES.decode(kept.dates):
            _put(record, steps, partial_date(known))
    return record


def restored_problems(path: str, kept: StoredRecord) -> list[Problem]:
    """What was wrong in a file. Raises as `restored` does."""
    found = _PROBLEMS.decode(kept.problems) if kept.problems else ()
    return [Problem(path, p.line, _text(p.what), _text(p.remedy), p.check, p.level, p.field) for p in found]


def stored_remarks(problems: Sequence[Problem]) -> bytes | None:
    """Problems of several files as bytes; None where they cannot be kept as they are."""
    try:
        data = _ENCODER.encode([(problem.path, _kept(problem)) for problem in problems])
        return crc32(data).to_bytes(4, "little") + data if _restored_remarks(data) == [*problems] else None
    except (TypeError, ValueError):
        return None


def restored_remarks(kept: bytes) -> list[Problem] | None:
    """The problems that were stored; None where the bytes are not those."""
    try:
        return _restored_remarks(kept[4:]) if crc32(kept[4:]).to_bytes(4, "little") == kept[:4] else None
    except (TypeError, ValueError, msgspec.MsgspecError):
        return None


def _restored_remarks(data: bytes) -> list[Problem]:
    """Problems of several files. Raises as `restored` does."""
    return [
        Problem(path, p.line, _text(p.what), _text(p.remedy), p.check, p.level, p.field)
        for path, p in _REMARKS.decode(data)
    ]


class _Sentence(msgspec.Struct, array_like=True):
    """A Text."""

    source: str
    values: dict[str, str | int | float | _Sentence]


class _Problem(msgspec.Struct, array_like=True):
    """A Problem, wherever the file lies."""

    line: int
    what: _Sentence
    remedy: _Sentence
    check: str
    level: Literal["error", "remark"]
    field: Field


def _kept(problem: Problem) -> _Problem:
    what, remedy = _sentence(problem.what), _sentence(problem.remedy)
    return _Problem(problem.line, what, remedy, problem.check, problem.level, problem.field)


def _sentence(text: Text) -> _Sentence:
    """Raises TypeError for a value that is more than a text or a number."""
    values = {name: _sentence(value) if isinstance(value, Text) else value for name, value in text.values.items()}
    if all(isinstance(value, (str, int, float, _Sentence)) for value in values.values()):
        return _Sentence(text.source, values)
    raise TypeError(text)


def _text(kept: _Sentence) -> Text:
    values = {name: _text(value) if isinstance(value, _Sentence) else value for name, value in kept.values.items()}
    return Text(kept.source, **values)


def _whole_day(value: Any) -> Any:
    if isinstance(value, PartialDate):
        _met.append(value)
        return last_day(value)
    raise TypeError(f"{type(value)} is not kept in a record")


_met: list[PartialDate] = []  # dates known in part that the record in hand holds: few do
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_whole_day)
_DATES = msgspec.msgpack.Decoder(list[tuple[Steps, str]])
_PROBLEMS = msgspec.msgpack.Decoder(list[_Problem])
_REMARKS = msgspec.msgpack.Decoder(list[tuple[str, _Problem]])


@cache
def _decoder(cls: type[Record]) -> msgspec.msgpack.Decoder[Record]:
    return msgspec.msgpack.Decoder(cls)


def _partial_dates(value: Any, steps: Steps) -> Iterator[tuple[Steps, PartialDate]]:
    """Every date in a record that is known in part, with the attributes, keys and places that lead to it."""
    if isinstance(value, PartialDate):
        yield steps, value
    elif isinstance(value, Part):
        for name in value.__struct_fields__:
            if name != "other":
                yield from _partial_dates(getattr(value, name), (*steps, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _partial_dates(item, (*steps, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _partial_dates(item, (*steps, key))


def _put(record: Record, steps: Steps, day: datetime.date) -> None:
    """Give a date inside a record, which was just made and nobody else has, the value that it had."""
    holder: Any = record
    for step in steps[:-1]:
        holder = getattr(holder, str(step)) if isinstance(holder, Part) else holder[step]
    if isinstance(holder, Part):
        msgspec.structs.force_setattr(holder, str(steps[-1]), day)
    else:
        raise msgspec.ValidationError("a date stands in no field")
