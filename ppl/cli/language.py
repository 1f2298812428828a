"""Which language the user reads, and the words of the catalogues in it."""

import gettext
import os
from collections.abc import Mapping
from typing import Any

from ppl.errors import Joined, Text, fill
from ppl.resources import catalogue, shipped

LANGUAGES = ("nl", "en")


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
    values = {name: _value(value, language) for name, value in text.values.items()}
    return fill(source, values) if values else source


def _value(value: Any, language: str) -> Any:
    """A value in a sentence: a Text in its words, a list of values, a number with the decimal mark of the language."""
    if isinstance(value, Text):
        return translated(value, language)
    if isinstance(value, Joined):
        return value.between.join(str(_value(item, language)) for item in value.items)
    if hasattr(value, "nl"):
        return value.nl if language == "nl" else value.en or value.nl
    if isinstance(value, float):
        figure = str(value).removesuffix(".0")
        return figure.replace(".", ",") if language == "nl" else figure
    return value
