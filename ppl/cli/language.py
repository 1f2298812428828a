"""Which language the user reads, and the words of the catalogues in it."""

import datetime
import gettext
import os
import re
from collections.abc import Mapping
from typing import Any

from ppl.errors import Coded, Joined, Styled, Text, fill
from ppl.partial_date import PartialDate, in_figures
from ppl.resources import catalogue, shipped

LANGUAGES = ("nl", "en")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip


def chosen(environment: Mapping[str, str]) -> str:
    """The language of help, prompts and errors: PPL_LANG, then the locale; English where that says nothing."""
    for name in ("PPL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = environment.get(name, "")[:2].lower()
        if language in LANGUAGES:
            return language
    if os.name == "nt":
        import locale

        return "nl" if (locale.getlocale()[0] or "").startswith(("nl", "Dutch")) else "en"
    return "en"


def use(language: str) -> None:
    """Let Typer's own words follow too: it asks the process-wide catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("ppl", shipped("locale"))
    gettext.textdomain("ppl")


def translated(text: Text | str, language: str) -> str:
    """A text in a language, its values (Texts among them) filled in."""
    if isinstance(text, str):
        return text
    source = catalogue(language).gettext(text.source)
    values = {}
    for name, value in text.values.items():
        if isinstance(value, PartialDate) and not _is_typed(source, name):
            from ppl.render.wording import Wording  # most sentences have no such date

            values[name] = str(Wording(catalogue(language).gettext, language).said(source, name, value))
        else:
            values[name] = _value(value, language, _is_typed(source, name))
    return fill(source, values) if values else source


def _is_typed(source: str, name: str) -> bool:
    """Whether a value stands where somebody is to type it: after an option or an equals sign, or in a code."""
    before = source.partition(f"{{{name}}}")[0]
    return before.count("`") % 2 == 1 or re.search(r"(?:--[a-z-]+ |=\S*)$", before) is not None


def _value(value: Any, language: str, is_typed: bool = False) -> Any:
    """A value in a sentence: a Text in its words, a list of values, a number with the decimal mark of the language.

    A day of which all is known is in words in Dutch, but where it is to be typed.
    """
    if isinstance(value, Text):
        return translated(value, language)
    if isinstance(value, Joined):
        return _joined([str(_value(item, language)) for item in value.items], value, language)
    if isinstance(value, Styled):
        return in_figures(value.value, language) if value.style == "figures" else _styled(value, language)
    if isinstance(value, Coded):
        return value.shown(translated(value.said, language) if value.said else "")
    if hasattr(value, "nl"):
        return value.nl if language == "nl" else value.en or value.nl
    if isinstance(value, datetime.date) and not is_typed and language == "nl" and not isinstance(value, PartialDate):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, float):
        figure = str(value).removesuffix(".0")
        return figure.replace(".", ",") if language == "nl" else figure
    return value


def _joined(texts: list[str], joined: Joined, language: str) -> str:
    """Values one after the other; before the last one its word, where it has one: `a, b and c`."""
    if joined.last is None or len(texts) < 2:
        return joined.between.join(texts)
    return f"{', '.join(texts[:-1])} {_value(joined.last, language)} {texts[-1]}"


def _styled(styled: Styled, language: str) -> str:
    """A value as its style asks, in a text without markup: what is bold on a page is plain here."""
    from ppl.render.wording import Wording  # most sentences have no such value

    if styled.style in ("percent", "without_year"):
        return str(Wording(catalogue(language).gettext, language).shown(styled))
    said = str(_value(styled.value, language))
    change = {"small": Wording.small, "capital": Wording.capital, "sentence": Wording.sentence}.get(styled.style)
    return change(said) if change else said
