"""The check that no personal data stand in a text."""

import datetime
import re
from collections.abc import Iterator

from ppl.errors import Finding, Text
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge

Day = datetime.date
Found = Iterator[Finding]


URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\"']+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)31[\s-]?(?:\(0\)\s?)?[1-9](?:[\s-]?\d){8}"
    r"|(?!\d\d-\d\d-\d{4})0[1-9](?:[\s-]?\d){8}"
    r"|\(0[1-9]\d{0,2}\)[\s-]?\d(?:[\s-]?\d){5,7})(?![\w-]?\d)"
)
NINE_DIGITS = re.compile(r"(?<![\w./,-])\d(?:[ .]?\d){8}(?![\w/,-]|\.\d)")


def personal_data(knowledge: Knowledge, today: Day) -> Found:
    """Names, addresses and numbers never enter the records: git never forgets."""
    for record in knowledge:
        for field, text in texts(record):
            if (field and field[-1] in ("url", "case_number", "ref")) or not any(c in text for c in "@0123456789"):
                continue
            bare = URL.sub(" ", text)
            what: Text | None = None
            if EMAIL.search(bare):
                what = Text("an e-mail address")
            elif PHONE.search(bare):
                what = Text("a telephone number")
            elif any(_is_bsn(found.group()) for found in NINE_DIGITS.finditer(bare)):
                what = Text("a citizen service number (BSN)")
            if what is not None:
                remedy = Text("write the role instead; who is meant stands in the register outside git")
                yield Finding(record.ref, field, Text("{what} in a text", what=what), remedy)


def _is_bsn(text: str) -> bool:
    """Whether nine digits pass the eleven test that every BSN passes."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(digits)
