"""Templates to Markdown: a knowledge base's own templates/ first, else the shipped ones.

What comes from records is neutralised by itself; a template that wants more says so with a filter. It sees
plain data only, in a sandbox: templates travel with a repository. A Text among the data, or a tuple of sentences,
is shown in the reader's language, with its values by their type (ppl/render/wording.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ppl.errors import TemplateError, Text
from ppl.render import plain
from ppl.render.wording import Wording
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
        what = Text("there is no template {name}", name=error.name or name)
        raise TemplateError(what, Text("put it in templates/ of the knowledge base, or install ppl again")) from None
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
    what = Text(
        "{place}: the template cannot be filled: {why}", place=f"{place}:{line}" if line else place, why=str(error)
    )
    return TemplateError(what, Text("mend it, or take it away so that the shipped one is used"))


def _tidied(text: str) -> str:
    """No blanks at line ends, never two empty lines in a row, one newline at the end."""
    found: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found) + "\n"


@lru_cache(maxsize=8)
def _environment(root: Path | None, translate: Translate, language: str) -> Environment:
    from markupsafe import Markup

    wording = Wording(translate, language)
    environment = sandbox(root, translate, language, wording.printed, wording.number)
    environment.filters.update(
        word=wording.word,
        date=wording.date,
        percent=wording.percent,
        level=lambda depth: Markup("#" * depth),
        named=lambda term: None if term is None else wording.name(term["nl"], term.get("en")),
        block=lambda text: Markup(plain.block(text)),
        link=_linked,
        small=wording.small,
        sentence=wording.sentence,
        capital=wording.capital,
        listed=wording.listed,
    )
    return environment


def sandbox(
    root: Path | None,
    translate: Translate,
    language: str,
    printed: Callable[[Any], Any],
    number: Callable[[float], str],
) -> Environment:
    """Where templates are filled: the templates/ of the knowledge base win, and nothing but plain data is reached.

    printed: a value as it may stand in the output; number: a number as the language writes it
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    environment = SandboxedEnvironment(
        loader=FileSystemLoader([*([root / OWN] if root else []), shipped(OWN)]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def words(source: str, /, **values: Any) -> Markup:
        """The text, which a template says itself, in the reader's language, its {names} filled with neutralised values.

        What comes from a record, a code too, goes through the filter `word`.
        """
        text = translate(source) if source else ""
        return Markup(text.format(**{k: printed(v) for k, v in values.items()}) if values else text)

    def number_words(one: str, many: str, amount: float, /, **values: Any) -> Markup:
        """One of two texts, already in the reader's language, by the number that it is about."""
        shown = {k: printed(v) for k, v in values.items()}
        return Markup((one if amount == 1 else many).format(number=number(amount), **shown))

    environment.globals.update(_=words, count=number_words, lang=language)
    environment.filters["number"] = number
    return environment


def _linked(origin: Mapping[str, Any]) -> Any:
    from markupsafe import Markup

    return Markup(plain.link(str(origin["name"]), origin.get("url") or ""))
