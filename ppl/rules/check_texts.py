"""Checks of texts: no personal data stand in them, and nothing that is not seen."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ppl.errors import Finding, Text
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge
from ppl.rules.personal_data.finds import CITIZEN_NUMBER, Find, finds, may_hold, sentence
from ppl.visible import HIDDEN

Day = datetime.date
Found = Iterator[Finding]

# soft hyphens of a word processor, and what joins letters and emoji
_USUAL = frozenset("\u00ad\u200c\u200d\ufe0e\ufe0f")
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_])-(?=\d)")


class _Suspects(NamedTuple):
    """The records in whose texts personal data, and signs that are not seen, may stand: few."""

    personal: frozenset[str]
    hidden: frozenset[str]


@lru_cache(maxsize=1)
def _suspects(knowledge: Knowledge) -> _Suspects:
    personal, hidden = set(), set()
    for record in knowledge:
        text = "\n".join([text for _, text in texts(record)])
        if may_hold(text):
            personal.add(record.ref)
        is_plain = text.isascii() and text.replace("\n", "").isprintable()
        if not is_plain and HIDDEN.search(text):
            hidden.add(record.ref)
    return _Suspects(frozenset(personal), frozenset(hidden))


def personal_data(knowledge: Knowledge, today: Day) -> Found:
    """Addresses and numbers of people never enter the records, in texts, keys and ids: git never forgets."""
    suspects = _suspects(knowledge).personal
    for record in knowledge:
        for find in _in_id(record.id):
            remedy = Text("ppl rename gives the record another id; history keeps the old one")
            yield Finding(record.ref, (), sentence(find), remedy)
        seen = set()
        for field, text in texts(record) if record.ref in suspects else ():
            for find in finds(text):
                # nine digits of a case pass the test of a BSN once in eleven times
                is_case = find.kind == CITIZEN_NUMBER and field[-1] in ("case_number", "ref")
                if not (is_case and "bsn" not in text.lower()) and (field, find) not in seen:
                    seen.add((field, find))
                    yield Finding(record.ref, field, sentence(find), find.remedy)


@lru_cache(maxsize=4096)
def _in_id(id: str) -> tuple[Find, ...]:
    """What is found in an id: many records have that of another project's."""
    return tuple(finds(_BEFORE_NUMBER.sub(" ", id)))


def hidden_signs(knowledge: Knowledge, today: Day) -> Found:
    """A text says what its reader sees: no control signs, marks that turn the order around, or invisible signs."""
    suspects = _suspects(knowledge).hidden
    for record in knowledge:
        for field, text in texts(record) if record.ref in suspects else ():
            signs = dict.fromkeys(f"U+{ord(sign):04X}" for sign in HIDDEN.findall(text) if sign not in _USUAL)
            if signs:
                what = Text(
                    "signs that are not seen or turn the text around: {signs}", signs=", ".join(list(signs)[:5])
                )
                yield Finding(record.ref, field, what, Text("type the text again; ppl never shows these"), "remark")
