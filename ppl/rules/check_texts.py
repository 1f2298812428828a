"""Checks of texts: no personal data stand in them, and nothing that is not seen."""

import datetime
import re
from collections.abc import Iterator

from ppl.errors import Finding, Text
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge
from ppl.rules.personal_data.finds import CITIZEN_NUMBER, finds, sentence
from ppl.visible import HIDDEN

Day = datetime.date
Found = Iterator[Finding]

# soft hyphens of a word processor, and what joins letters and emoji
_USUAL = frozenset("\u00ad\u200c\u200d\ufe0e\ufe0f")
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_])-(?=\d)")


def personal_data(knowledge: Knowledge, today: Day) -> Found:
    """Addresses and numbers of people never enter the records, in texts, keys and ids: git never forgets."""
    for record in knowledge:
        for find in finds(_BEFORE_NUMBER.sub(" ", record.id)):
            remedy = Text("ppl rename gives the record another id; history keeps the old one")
            yield Finding(record.ref, (), sentence(find), remedy)
        seen = set()
        for field, text in texts(record):
            for find in finds(text):
                # nine digits of a case pass the test of a BSN once in eleven times
                is_case = find.kind == CITIZEN_NUMBER and field[-1] in ("case_number", "ref")
                if not (is_case and "bsn" not in text.lower()) and (field, find) not in seen:
                    seen.add((field, find))
                    yield Finding(record.ref, field, sentence(find), find.remedy)


def hidden_signs(knowledge: Knowledge, today: Day) -> Found:
    """A text says what its reader sees: no control signs, marks that turn the order around, or invisible signs."""
    for record in knowledge:
        for field, text in texts(record):
            signs = dict.fromkeys(f"U+{ord(sign):04X}" for sign in HIDDEN.findall(text) if sign not in _USUAL)
            if signs:
                what = Text(
                    "signs that are not seen or turn the text around: {signs}", signs=", ".join(list(signs)[:5])
                )
                yield Finding(record.ref, field, what, Text("type the text again; ppl never shows these"), "remark")
