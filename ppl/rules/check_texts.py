"""The check that no personal data stand in a text."""

import datetime
import re
from collections.abc import Iterator

from ppl.errors import Finding, Text
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge
from ppl.rules.personal_data.finds import CITIZEN_NUMBER, finds, sentence

Day = datetime.date
Found = Iterator[Finding]

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
