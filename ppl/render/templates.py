"""Templates to Markdown: a knowledge base's own templates/ first, else the shipped ones.

What comes from records is neutralised by itself; a template that wants more says so with a filter. It sees
plain data only, in a sandbox: templates travel with a repository.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ppl.errors import TemplateError, Text
from ppl.render import plain
from ppl.resources import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

Translate = Callable[[str], str]
OWN: Literal["templates"] = "templates"


def filled(name: str, data: Mapping[str, Any], *, translate: Translate, language: str, root: Path | None = None) -> str:
    """A template filled with plain data, as Markdown that ends with one newline. Raises TemplateError.

    name: below templates/; translate: from English to the reader's language (the same function each time keeps
    what was compiled); root: the knowledge base, whose own templates/ win
    """
    import jinja2

    environment = _environment(root, translate, language)
    try:
        text = environment.get_template(name).render(data)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(
            Text("there is no template {name}", name=error.name or name),
            Text("put it in templates/ of the knowledge base, or install ppl again"),
        ) from None
    except jinja2.TemplateError as error:
        raise _not_filled(name, error) from None
    except (TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError) as error:
        raise _not_filled(name, error) from error
    return _tidied(text)


def _not_filled(name: str, error: Exception) -> TemplateError:
    place, line = name, getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    return TemplateError(
        Text(
            "{place}: the template cannot be filled: {why}", place=f"{place}:{line}" if line else place, why=str(error)
        ),
        Text("mend it, or take it away so that the shipped one is used"),
    )


def _tidied(text: str) -> str:
    """No blanks at line ends, never two empty lines in a row, one newline at the end."""
    found: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found) + "\n"


@lru_cache(maxsize=8)
def _environment(root: Path | None, translate: Translate, language: str) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    folders = [*([root / OWN] if root else []), shipped(OWN)]
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def words(source: str, /, **values: Any) -> Markup:
        """The text in the reader's language, its {names} filled with neutralised values."""
        text = translate(source) if source else ""
        return Markup(text.format(**{k: _finalized(v) for k, v in values.items()}) if values else text)

    def number_words(one: str, many: str, number: float, /, **values: Any) -> Markup:
        """One of two texts, already in the reader's language, by the number that it is about."""
        shown = {k: _finalized(v) for k, v in values.items()}
        return Markup((one if number == 1 else many).format(number=numbered(number), **shown))

    def numbered(number: float) -> Markup:
        from babel.numbers import format_decimal

        return Markup(format_decimal(number, locale=language))

    def percent(share: float) -> Markup:
        from babel.numbers import format_percent

        return Markup(format_percent(share, locale=language))

    environment.globals.update(_=words, count=number_words, lang=language)
    environment.filters.update(
        word=words,
        date=lambda day: Markup(_dated(day, language)),
        number=numbered,
        percent=percent,
        level=lambda depth: Markup("#" * depth),
        named=lambda term: None if term is None else _named(term, language),
        block=lambda text: Markup(plain.block(text)),
        link=_linked,
        small=_small,
        sentence=lambda text: text if text.rstrip().endswith((".", "!", "?", "…")) else text.rstrip() + ".",
        capital=lambda text: type(text)(text[:1].upper() + text[1:]),
        listed=_listed,
    )
    return environment


def _finalized(value: Any) -> Any:
    """What an expression puts into the text: trusted text as it is, everything else neutralised."""
    from jinja2 import Undefined
    from markupsafe import Markup

    if isinstance(value, (Markup, Undefined)):
        return value
    return Markup("" if value is None else plain.inline(str(value)))


def _dated(day: datetime.date | str | None, language: str) -> str:
    """`21 november 2026`; a date in words has its month in small letters in Dutch (taaladvies.net)."""
    from babel.dates import format_date

    if day is None:
        return ""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return format_date(day, "d MMMM y", locale=language)


def _named(term: Mapping[str, Any], language: str) -> str:
    return str(term.get(language) or term["nl"])


def _linked(origin: Mapping[str, Any]) -> Any:
    from markupsafe import Markup

    name = plain.inline(str(origin["name"])).replace("[", r"\[").replace("]", r"\]")
    url = plain.address(origin.get("url") or "")
    return Markup(f"[{name}]({url})" if url else name)


def _small(text: str) -> str:
    """A text that goes on in a sentence: its first letter small, unless its first word is an abbreviation."""
    if text.startswith("Eén "):
        return "één " + text[4:]
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _listed(items: Any, last: str) -> Any:
    """`a, b and c`; `last` is the word before the last one, in the reader's language."""
    from markupsafe import Markup

    texts = [str(_finalized(item)) for item in items]
    if len(texts) < 2:
        return Markup("".join(texts))
    return Markup(f"{', '.join(texts[:-1])} {last} {texts[-1]}")
