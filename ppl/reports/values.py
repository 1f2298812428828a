"""The pieces that every report shares, plain values and no words of a language: names of codes, and sources."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.record import Part, Record, Source, Who

Day = datetime.date
CLIENT = "opdrachtgever"  # the role and body that is the ministry; a municipality has an opdrachtgever of its own
S = TypeVar("S", bound=msgspec.Struct)


class Sheet(NamedTuple):
    """Rows under headings. note: what stands below.

    brief: the columns that are shown where there is little room; spoken: for a reader other headings and rows
    title: what the rows are; shares: the columns that hold shares of one
    asked: what was asked for; on_page: the columns that a page shows, what names a row first
    """

    headings: Sequence[str | Text]
    rows: Sequence[Sequence[Any]]
    brief: Sequence[int] | None = None
    note: Text | None = None
    spoken: tuple[Sequence[str | Text], Sequence[Sequence[Any]]] | None = None
    title: Text | None = None
    shares: Collection[int] = ()
    asked: Text | None = None
    on_page: Sequence[int] | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A code with its words in both languages."""

    code: str
    nl: str
    en: str | None = None


NamedCodes = dict[str, Named]  # by code


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where something comes from. place: page or section; on: when it was published; read_on: when it was read."""

    name: str
    publisher: str | None = None
    place: str | None = None
    url: str | None = None
    on: Day | None = None
    read_on: Day | None = None


def from_record(shape: type[S], of: Any, **more: Any) -> S:
    """A struct of a report with the fields of the same names of a record (or a value of the rules), and more."""
    same = {name: getattr(of, name) for name in shape.__struct_fields__ if name not in more and hasattr(of, name)}
    return shape(**same, **more)


def named(knowledge: Knowledge, list_name: str, code: str | None) -> Named | None:
    """A code of a list with its words; the code itself where the list is not there or does not know it."""
    if code is None:
        return None
    entry: Any = knowledge.codes.get(list_name, {}).get(code)
    words = getattr(entry, "nl", None) or getattr(entry, "name", None) or getattr(entry, "title", None)
    if not words and code == CLIENT:
        return Named(code=code, nl="het ministerie", en="the ministry")
    return Named(code=code, nl=words or code.replace("-", " "), en=getattr(entry, "en", None))


def certain(knowledge: Knowledge, list_name: str, code: str) -> Named:
    """As `named`, for a field that is always there."""
    found = named(knowledge, list_name, code)
    assert found is not None
    return found


def role(knowledge: Knowledge, who: Who | None) -> Named | None:
    """The role of somebody, in words."""
    return named(knowledge, "roles", who if isinstance(who, str) or who is None else who.role)


def origins(records: list[Record]) -> tuple[Origin, ...]:
    """The sources of records, each once, in the order in which they come."""
    return each_once(origin for record in records for source in record.sources if (origin := _origin(source)))


def each_once(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Sources without those that were named before: by their address, else by their name."""
    found: dict[str, Origin] = {}
    for origin in origins:
        found.setdefault(origin.url or origin.name, origin)
    return tuple(found.values())


def by_name(origin: Origin) -> tuple[str, str]:
    """What sorts sources as they are shown: the publisher first where it is named apart."""
    publisher = origin.publisher or ""
    shown = origin.name if publisher in origin.name else f"{publisher}, {origin.name}"
    return shown.casefold(), origin.url or ""


def _origin(source: str | Part) -> Origin | None:
    if isinstance(source, str):
        is_address = source.startswith(("https://", "http://"))
        return Origin(name=source, url=source if is_address else None)
    assert isinstance(source, Source)
    name = source.name or source.url
    if not name:
        return None
    return Origin(
        name=name,
        publisher=source.publisher,
        place=source.place,
        url=source.url,
        on=source.date,
        read_on=source.read_on,
    )
