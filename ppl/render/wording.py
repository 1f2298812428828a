"""Texts and values in the words of a language: dates, numbers, names, and sentences made of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from ppl.errors import Coded, Joined, Styled, Text, fill
from ppl.partial_date import PartialDate, in_figures, partial_date
from ppl.render import plain

BY, OR_EARLIER = Text("by {date}"), Text("{date} or earlier")
BETWEEN, SOME_DAY = Text("between {first} and {last}"), Text("a day between {first} and {last}")
MANY = 4096  # words and days of a report that are made once, however often they stand in it
_SINCE = r"\b(?:since|sinds|from|van|until|tot|after|na|before|vóór) "


class Wording:
    """How one reader's language shows values. What comes from records is neutralised; what comes out is Markdown."""

    def __init__(self, translate: Callable[[str], str], language: str) -> None:
        self._translate = translate
        self._language = language
        self._day = lru_cache(maxsize=MANY)(self._whole_date)
        self._word = lru_cache(maxsize=MANY)(self._neutral_word)
        self._number = lru_cache(maxsize=MANY, typed=True)(self._marked_number)

    def printed(self, value: Any) -> Any:
        """What an expression of a template puts into the text: a Text or a sentence in words, the rest as it is."""
        if isinstance(value, (Text, tuple)):
            return self.shown(value)
        from jinja2 import Undefined

        return value if isinstance(value, Undefined) else _neutral(value)

    def shown(self, value: Any) -> Markup:
        """A value of a sentence by its type; a tuple holds sentences, one after the other."""
        if isinstance(value, Text):
            source = _before_a_part(str(self.word(value.source)), value.values)
            values = {name: self.said(source, name, each) for name, each in value.values.items()}
            return Markup(fill(source, values) if values else source)
        if isinstance(value, Styled):
            return self._styled(value)
        if isinstance(value, Joined):
            return self._joined(value)
        if isinstance(value, Coded):
            return _neutral(value.shown(str(self.shown(value.said)) if value.said else ""))
        if isinstance(value, tuple):
            return self._joined(Joined(value, " "))
        if isinstance(value, datetime.date):
            return self.date(value)
        if isinstance(value, (int, float)):
            return self.number(value)
        return _neutral(self.name(value.nl, value.en) if hasattr(value, "nl") else value)

    def said(self, source: str, name: str, value: Any) -> Markup:
        """A value where it stands in a sentence: since a day by which or between which it lies is since a day still."""
        if isinstance(value, PartialDate) and re.search(_SINCE + re.escape(f"{{{name}}}"), source, re.IGNORECASE):
            return self._part(value, OR_EARLIER, SOME_DAY)
        return self.shown(value)

    def word(self, source: str) -> Markup:
        """A source text or a code in the language. Neutralised too: a code may be what somebody wrote in a record."""
        return self._word(source) if source else _neutral("")

    def _neutral_word(self, source: str) -> Markup:
        return _neutral(self._translate(source))

    def _styled(self, styled: Styled) -> Markup:
        if styled.style == "percent":
            return self.percent(styled.value)
        if styled.style == "figures":
            return Markup(in_figures(styled.value, self._language))
        if styled.style == "without_year":
            return Markup(self.date(styled.value).rpartition(" ")[0])
        if styled.style == "strong":
            return Markup(f"**{plain.flat(str(self.shown(styled.value)))}**")
        if styled.style == "told":
            return Markup(self.told(styled.value))
        change = {"small": self.small, "capital": self.capital, "sentence": self.sentence}[styled.style]
        return Markup(change(self.shown(styled.value)))

    def flat(self, value: Any) -> Markup:
        """A value within bold letters: it has no emphasis of its own, whose marks would end them."""
        return Markup(plain.flat(str(self.printed(value))))

    def told(self, text: Any) -> Any:
        """A free text of which the paragraphs stay: below each other, as they stand in an item of a list too."""
        if not isinstance(text, str) or isinstance(text, Markup) or "\n" not in text:
            return self.printed(text)
        return Markup("\n\n  ").join(_neutral(one) for one in plain.paragraphs(text))

    def _joined(self, joined: Joined) -> Markup:
        texts = [self.shown(item) for item in joined.items]
        if joined.last is not None:
            return self.listed(texts, self.shown(joined.last))
        return Markup(joined.between).join(texts)

    def listed(self, items: Iterable[Any], last: str) -> Markup:
        """`a, b and c`; `last` is the word before the last one, in the reader's language."""
        texts = [str(self.printed(item)) for item in items]
        if len(texts) < 2:
            return Markup("".join(texts))
        return Markup(f"{', '.join(texts[:-1])} {last} {texts[-1]}")

    def date(self, day: datetime.date | str | None) -> Markup:
        """`21 november 2026`; a date in words has its month in small letters in Dutch (taaladvies.net)."""
        if day is None:
            return Markup("")
        if isinstance(day, str):
            day = partial_date(day)
        return self._part(day) if isinstance(day, PartialDate) else self._day(day)

    def _whole_date(self, day: datetime.date) -> Markup:
        from babel.dates import format_date

        return Markup(format_date(day, "d MMMM y", locale=self._language))

    def _part(self, day: PartialDate, by: Text = BY, between: Text = BETWEEN) -> Markup:
        """As much of a date as is known: `2010`, `september 2010`, `uiterlijk 23 september 2010` (or as `by`)."""
        from babel.dates import format_date

        first, is_between, last = day.known.partition("..")
        if first and is_between:
            said = self._translate(between.source)
            return Markup(said.replace("{first}", self.date(first)).replace("{last}", self.date(last)))
        known = day.known.removeprefix("..")
        form = {4: "y", 7: "MMMM y"}.get(len(known), "d MMMM y")
        said = format_date(datetime.date(day.year, day.month, day.day), form, locale=self._language)
        return Markup(self._translate(by.source).replace("{date}", said) if day.known != known else said)

    def month(self, day: datetime.date) -> Markup:
        """The month of a day in three letters: `mrt` in Dutch."""
        from babel.dates import format_date

        return Markup(format_date(day, "LLL", locale=self._language)[:3])

    def figures(self, day: str) -> Markup:
        """An ISO day as a column shows it: `24-11-2026` in Dutch."""
        return Markup(in_figures(partial_date(day), self._language))

    def number(self, number: float) -> Markup:
        """A number with the marks of the language."""
        return self._number(number)

    def _marked_number(self, number: float) -> Markup:
        from babel.numbers import format_decimal

        return Markup(format_decimal(number, locale=self._language))

    def percent(self, share: float) -> Markup:
        """A share of 1 as a percentage."""
        from babel.numbers import format_percent

        return Markup(format_percent(share, locale=self._language))

    def name(self, nl: str, en: str | None) -> str:
        """The words of a code in the language; in Dutch where it has no others."""
        return str({"nl": nl, "en": en}.get(self._language) or nl)

    @staticmethod
    def small(text: str) -> str:
        """A text that goes on in a sentence: its first letter small, unless its first word is an abbreviation."""
        if text.startswith("Eén "):
            return "één " + text[4:]
        return text[:1].lower() + text[1:] if text[1:2].islower() else text

    @staticmethod
    def capital(text: str) -> str:
        """A text that begins a sentence; trusted text stays trusted. Of `één` the accent on a capital goes."""
        first = "E" if text.startswith("één") else text[:1].upper()
        return type(text)(first + text[1:])

    @staticmethod
    def sentence(text: str) -> str:
        """A text that ends as a sentence does."""
        return text if text.rstrip().endswith((".", "!", "?", "…")) else text.rstrip() + "."


def _neutral(value: Any) -> Markup:
    """Trusted text as it is, everything else as data."""
    if isinstance(value, Markup):
        return value
    return Markup("" if value is None else plain.inline(str(value)))


def _before_a_part(source: str, values: Mapping[str, Any]) -> str:
    """A sentence with the right word before a date that is known in part: `op {date}` holds for a day only.

    It is *in* a month or a year; what was so by a day, or between two, says that itself, also where it is planned *for*
    one.
    """
    for name, value in values.items():
        if isinstance(value, PartialDate):
            before, word = ("op|on|voor|for", "") if ".." in value.known else ("op|on", "in ")
            source = re.sub(rf"\b(?:{before}) {re.escape(f'{{{name}}}')}", f"{word}{{{name}}}", source)
    return source
