"""Personal data in a text: which kind, and enough of it to find it again without saying it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from ppl.errors import Text
from ppl.rules.personal_data.signs import INVISIBLE


class Find(NamedTuple):
    """Personal data in a text. kind: what it is; masked: its first and last signs."""

    kind: Text
    masked: str

    @property
    def remedy(self) -> Text:
        """What to do about it."""
        if self.kind in (TELEPHONE_NUMBER, CITIZEN_NUMBER):
            return Text(
                "write the role instead; where it is the number of a case or document, write `kenmerk` before it"
            )
        return Text("write the role instead; who is meant stands in the register outside git")


MAIL_ADDRESS = Text("an e-mail address")
ACCOUNT = Text("a bank account (IBAN)")
TELEPHONE_NUMBER = Text("a telephone number")
CITIZEN_NUMBER = Text("a citizen service number (BSN)")
# what stands in the place of what was struck out
STRUCK = {MAIL_ADDRESS: "e-mailadres", ACCOUNT: "rekening", TELEPHONE_NUMBER: "telefoonnummer", CITIZEN_NUMBER: "bsn"}
# Patterns that look around them take quadratic time: a long text is looked at in pieces. What touches the margin of one
# stands whole within its neighbour.
PIECE, OVERLAP, MARGIN = 1000, 400, 120
# what no personal data can do without: seven digits near each other, or a mark of an address
_SUSPECT = re.compile(
    rf"\d(?:\D{{0,6}}\d){{6}}|[@＠﹫{INVISIBLE}]|%40|&(?:#|comm)|\bat\b|\Bat[\])}}]|\w ?\(a\)|_at_|-at-|penst",
    re.IGNORECASE,
)


_SIGNS = ("@", "＠", "﹫", "%40", "&#", "&comm", "(a)", "_at_", "-at-", "penst")  # what those of _SUSPECT begin with
_REST = re.compile(r"\d(?:\D{0,6}\d){6}")
_AT = re.compile(r"at(?:(?<=\bat)\b|(?<=\Bat)[\])}])")
_HIDERS = re.compile(f"[{INVISIBLE}]")


def may_hold(text: str) -> bool:
    """Whether there may be personal data in a text, or in one of the lines that it is made of: at once, mostly no."""
    folded = text.casefold()
    return (
        any(sign in folded for sign in _SIGNS)
        or ("at" in folded and _AT.search(folded) is not None)
        or _REST.search(text) is not None
        or (not text.isascii() and _HIDERS.search(text) is not None)
    )


@cache
def _looks() -> tuple[tuple[Text, Callable[[str], Iterator[tuple[int, int]]]], ...]:
    """Who finds which kind, where it stands in a text; their patterns take long to compile, and few texts need them."""
    from ppl.rules.personal_data.bank import accounts
    from ppl.rules.personal_data.bsn import citizen_numbers
    from ppl.rules.personal_data.mail import addresses
    from ppl.rules.personal_data.phone import telephone_numbers

    return (
        (MAIL_ADDRESS, addresses),
        (ACCOUNT, accounts),
        (TELEPHONE_NUMBER, telephone_numbers),
        (CITIZEN_NUMBER, citizen_numbers),
    )


def finds(text: str) -> Iterator[Find]:
    """The personal data in a text, each piece once."""
    if not (may_hold(text) and _SUSPECT.search(text)):
        return
    from ppl.rules.personal_data.spelling import plain_text

    text = plain_text(text)
    for kind, start, end in _places(text):
        yield Find(kind, masked(text[start:end]))


def struck(line: str) -> str:
    """A line without the personal data in it; as it is where there is none."""
    if not _SUSPECT.search(line):
        return line
    from ppl.rules.personal_data.spelling import plain_text

    text, indent = plain_text(line), line[: len(line) - len(line.lstrip())]
    places = sorted(_places(text), key=lambda place: place[1])
    if not places:
        return line
    found, at = "", 0
    for kind, start, end in places:
        found, at = f"{found}{text[at:start]}[{STRUCK[kind]}]", end
    return indent + (found + text[at:]).strip()


def _places(text: str) -> Iterator[tuple[Text, int, int]]:
    """Where personal data stands in a plain text, each piece once."""
    seen: list[tuple[int, int]] = []
    pieces = [(begin, text[begin : begin + PIECE]) for begin in range(0, max(len(text) - OVERLAP, 1), PIECE - OVERLAP)]
    for kind, look in _looks():
        for begin, piece in pieces:
            low = MARGIN if begin else 0
            high = len(piece) - (MARGIN if begin + len(piece) < len(text) else 0)
            for start, end in (
                (begin + start, begin + end) for start, end in look(piece) if low <= start and end <= high
            ):
                if not any(start < later and earlier < end for earlier, later in seen):
                    seen.append((start, end))
                    yield kind, start, end


def sentence(find: Find) -> Text:
    """What was found, in words."""
    return Text("{what} in a text ({masked})", what=find.kind, masked=find.masked)


def masked(text: str) -> str:
    """The first and the last two signs: who wrote it knows it again, who reads a log does not know it."""
    text = text.strip(" .(")
    return f"{text[:2]}…{text[-2:]}"
