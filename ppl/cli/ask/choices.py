"""The few answers to choose from at a question, each with its key."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ppl.errors import Text
from ppl.reports.values import Named


class Choice(NamedTuple):
    """One of a few answers: what is stored, and its words with the key in brackets, such as `[d]one`."""

    value: str
    label: Text | str


def chosen(typed: str, choices: Iterable[Choice], words: Callable[[Text | str], str]) -> tuple[str, str] | None:
    """Which choice is meant, by its letter, its word or its code, and what stands behind that; None where none is."""
    letter, _, rest = typed.partition(" ")
    for choice in choices:
        label = words(choice.label)
        if letter.lower() in (key_of(label), bare(label).lower(), choice.value):
            return choice.value, rest.strip()
        if typed.lower() == bare(label).lower():
            return choice.value, ""
    return None


def key_of(label: str) -> str:
    """The letter to type for a choice: what stands in brackets."""
    match = re.search(r"\[(.+?)\]", label)
    return match[1].lower() if match else label[:1].lower()


def bare(label: str) -> str:
    """`[d]one` is done, `[x] dropped` is dropped."""
    return re.sub(r"\[(.+?)\]( ?)", lambda match: "" if match[2] else match[1], label).strip()


def label(code: str, words: Sequence[str]) -> Text:
    """A code as the reader calls it: by its word in their language, where a vocabulary has one."""
    if not words:
        return Text(code)
    return Text("{name}", name=Named(code=code, nl=words[0], en=words[1] if len(words) > 1 else None))
