"""A question as somebody typed it, taken apart: words, "exact phrases", -without and field:value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ppl.search.words import EMPTY, words

_PART = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')


class Question(NamedTuple):
    """What is asked for.

    words: in their order
    phrases: that must stand there, word for word
    without: words and phrases that must not
    fields: a field with what must stand in it
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def telling(self) -> list[int]:
        """The places of the words that tell something; of all words where none does."""
        return [at for at, word in enumerate(self.words) if word not in EMPTY] or list(range(len(self.words)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that can be looked for."""
        return not (self.words or self.phrases or self.fields)


def question(text: str, is_field: Callable[[str], bool] = lambda name: False) -> Question:
    """The question that a text asks. is_field: whether a word before a colon names a field."""
    asked: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    fields: list[tuple[str, str]] = []
    for part in _PART.finditer(_with_quoted_values(text.translate(_QUOTES), is_field, fields)):
        said = tuple(words(part["phrase"] if part["word"] is None else part["word"]))
        if not said:
            continue
        if part["minus"]:
            without.append(said)
        elif part["word"] is None:
            phrases.append(said)
        else:
            asked += said
    return Question(tuple(asked), tuple(phrases), tuple(without), tuple(fields))


def _with_quoted_values(text: str, is_field: Callable[[str], bool], fields: list[tuple[str, str]]) -> str:
    """A text without its field:value, which go into `fields`."""

    def taken(match: re.Match[str]) -> str:
        if not is_field(match["name"]):
            return match[0]
        fields.append((match["name"], match["quoted"] if match["quoted"] is not None else match["bare"]))
        return " "

    return re.sub(r'(?<!\S)(?P<name>[\w.]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))', taken, text)
