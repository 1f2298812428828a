"""Commit messages of ppl: a sentence for people, trailers for programs."""

import re
from typing import NamedTuple

from ppl import __version__


class Message(NamedTuple):
    """What a commit says.

    word: the command's first word; ref: the record it is about; what: what was done, in a few words
    records: refs of all records written; command: the command line; reason: why
    undoes: id of the commit that this one takes back
    renamed: old and new refs of the records that got another id
    """

    word: str
    ref: str
    what: str
    records: tuple[str, ...] = ()
    command: str = ""
    reason: str = ""
    undoes: str = ""
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def is_redaction(self) -> bool:
        """Whether it takes out what should never have been written, wherever that stands."""
        return self.word == "redact"

    def __str__(self) -> str:
        trailers = [f"Ppl-Command: {_line(self.command)}"] if self.command else []
        trailers += [f"Ppl-Record: {ref}" for ref in self.records]
        trailers += [f"Ppl-Reason: {_line(self.reason)}"] if self.reason else []
        trailers += [f"Ppl-Undoes: {self.undoes}"] if self.undoes else []
        trailers += [f"Ppl-Renamed: {old} {new}" for old, new in self.renamed]
        trailers.append(f"Ppl-Version: {__version__}")
        return _line(f"{self.word} {self.ref}: {self.what}") + "\n\n" + "\n".join(trailers) + "\n"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, as messages say it: `1 record`, `2 records`. nouns: of several, if not noun + s"""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def _line(text: str) -> str:
    return " ".join(text.split())[:500]


_TRAILER = re.compile(r"^Ppl-(Command|Record|Reason|Undoes|Renamed): (.*)$", re.M)


def says_more(text: str) -> bool:
    """Whether a commit's text says what its files do not: a reason, a renaming, or what it takes back."""
    return any(name in ("Reason", "Undoes", "Renamed") for name, _ in _TRAILER.findall(text))


def parse(text: str) -> Message | None:
    """The Message in a commit's text, or None where ppl did not write it."""
    if "\nPpl-Version: " not in text:
        return None
    subject = text.partition("\n")[0]
    head, _, what = subject.partition(": ")
    word, _, ref = head.partition(" ")
    found: dict[str, list[str]] = {"Command": [], "Record": [], "Reason": [], "Undoes": [], "Renamed": []}
    for name, value in _TRAILER.findall(text):
        found[name].append(value)
    command, reason, undoes = (" ".join(found[name]) for name in ("Command", "Reason", "Undoes"))
    pairs = tuple((old, new) for old, _, new in (pair.partition(" ") for pair in found["Renamed"]))
    if word == "rename" and what.startswith("was ") and not pairs:  # of before this was said by a trailer
        pairs = ((what.removeprefix("was "), ref),)
    return Message(word, ref, what, tuple(found["Record"]), command, reason, undoes, pairs)
