"""Headlines of records that were kept from a reader, where another record quotes them: the sentence goes with them.

Kept from a reader is a record that says itself who may read it (`visibility`), or an advice that nobody heard yet.
Where only the default of its kind hides a record, who wrote and shared the other one decided what may be told of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import msgspec

from ppl.model.decision import Decision
from ppl.model.fields import Shape, fields, texts
from ppl.model.kinds import project_of
from ppl.model.newsletter import Newsletter
from ppl.model.project import Project
from ppl.model.record import Part, Record

LEFT_OUT = "[…]"
SENTENCE_GAP = re.compile(r"(?<=[.!?])(\s+)(?=[^\W\d_])")
HEADLINES = ("title", "question", "statement", "outcome")
LEAST_WORDS = 2  # a single word names no record
LEAST_WORDS_ELSEWHERE = 4  # of another project's record: `te weinig mensen` is said everywhere
LISTS = "programme/"  # what the programme as a whole uses: names of phases, of steps in a plan
NOT_PROSE = ("id", "code", "url")
_WORD = re.compile(r"[^\W_]+")

P = TypeVar("P", bound=Part)
Words = tuple[str, ...]


class Quotes:
    """The headlines of hidden records, to be recognised whatever the capitals and marks between the words."""

    def __init__(
        self, hidden: Iterable[Record], seen: Iterable[Record], restricted: Callable[[Record], Record]
    ) -> None:
        """hidden: what is kept back and a reader may not see; seen: what it may, whose headlines are no secret (no
        headline is among what is hidden of a record that is seen); restricted: a record that is seen without what is
        hidden of it."""
        self._by_start: dict[Words, set[tuple[Words, str | None]]] = {}
        for record in hidden:
            for text in _headlines(record):
                words = _words(text)
                if len(words) >= LEAST_WORDS:
                    self._by_start.setdefault(words[:2], set()).add((words, project_of(record.ref)))
        if not self._by_start:
            return
        for record in seen:
            is_list = record.ref.startswith(LISTS)
            for text in (text for _, text in texts(restricted(record))) if is_list else _headlines(record):
                words = _words(text)
                if same := self._by_start.get(words[:2]):
                    same -= {one for one in same if one[0] == words}

    def __bool__(self) -> bool:
        return any(self._by_start.values())

    def without(self, record: P) -> P:
        """A record without the sentences that quote one of them; a mark stands in their place."""
        if not isinstance(record, Record) or isinstance(record, Newsletter) or record.ref.startswith(LISTS):
            return record  # a newsletter has gates of its own, and was perhaps sent
        own = project_of(record.ref)
        return _with_prose(record, lambda text: self._left(text, own))

    def _left(self, text: str, project: str | None) -> str:
        spans = list(self._spans(text, project))
        if not spans:
            return text
        kept: list[str] = []
        start = 0
        for gap in [*SENTENCE_GAP.finditer(text), None]:
            end, after = (gap.start(), gap.end()) if gap else (len(text), len(text))
            if not any(first < end and last > start for first, last in spans):
                kept.append(text[start:after])
            elif not kept or not kept[-1].startswith(LEFT_OUT):
                kept.append(LEFT_OUT + text[end:after])
            start = after
        return "".join(kept).rstrip()

    def _spans(self, text: str, project: str | None) -> Iterator[tuple[int, int]]:
        """Where in a text of a project's record (None: of no project in particular) such a headline stands."""
        matches = list(_WORD.finditer(text))
        words = [match[0].casefold() for match in matches]
        for place, start in enumerate(pairwise(words)):
            for headline, other in self._by_start.get(start, ()):
                is_elsewhere = project is not None and other is not None and other != project
                if len(headline) < LEAST_WORDS_ELSEWHERE and is_elsewhere:
                    continue
                if tuple(words[place : place + len(headline)]) == headline:
                    yield matches[place].start(), matches[place + len(headline) - 1].end()


def _headlines(record: Record) -> Iterator[str]:
    """What a record is called, or says in one sentence."""
    for name in HEADLINES:
        if isinstance(text := getattr(record, name, None), str):
            yield text
    if isinstance(record, Project):
        yield record.name


def is_kept_back(record: Record) -> bool:
    """Whether a record itself says who may read it, or is an advice."""
    return record.visibility is not None or (isinstance(record, Decision) and record.kind == "advice")


def _words(text: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _with_prose(part: P, change: Callable[[str], str]) -> P:
    new: dict[str, Any] = {}
    for attribute, of in _prose_fields(type(part)):
        value = getattr(part, attribute)
        if value and (other := _changed(value, of, change)) is not value and other != value:
            new[attribute] = other
    return msgspec.structs.replace(part, **new) if new else part


def _changed(value: Any, of: Shape, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if " " in value else value
    if isinstance(value, Part):
        return _with_prose(value, change)
    if isinstance(value, tuple) and of.item is not None:
        return tuple(_changed(item, of.item, change) for item in value)
    if isinstance(value, dict) and of.item is not None:
        return {key: _changed(item, of.item, change) for key, item in value.items()}
    return value


@cache
def _prose_fields(cls: type[Part]) -> tuple[tuple[str, Shape], ...]:
    """The fields in which sentences may stand: texts that are no references or codes."""
    return tuple((f.attribute, f.shape) for f in fields(cls) if f.name not in NOT_PROSE and _has_prose(f.shape))


def _has_prose(of: Shape) -> bool:
    if of.form == "part" and of.part is not None:
        return bool(_prose_fields(of.part))
    if of.item is not None:
        return _has_prose(of.item)
    return of.form in ("text", "either") and of.mark is None
