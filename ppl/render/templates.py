"""Templates to Markdown: the shipped ones, or those of a knowledge base that are trusted.

What comes from records is neutralised by itself; a template that wants more says so with a filter. It sees
plain data only, in a sandbox. A Text among the data, or a tuple of sentences, is shown in the reader's language, with
its values by their type (ppl/render/wording.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ppl.render import plain
from ppl.render.overrides import SHIPPED_ONLY, OwnTemplates
from ppl.render.wording import Wording

if TYPE_CHECKING:
    from ppl.render.sandbox import Sandbox

Translate = Callable[[str], str]


def filled(
    name: str, data: Mapping[str, Any], *, translate: Translate, language: str, own: OwnTemplates = SHIPPED_ONLY
) -> str:
    """A template filled with plain data, as Markdown that ends with one newline. Raises TemplateError.

    name: below templates/; translate: from English to the reader's language (the same function each time keeps
    what was compiled); own: the templates of the knowledge base, of which those that are trusted win
    data: with `pictures`, by name the address of each, where it shows any
    """
    data = {"pictures": {}, **data}
    if texts := own.texts(name):
        from ppl.render.child import filled_apart

        return _tidied(filled_apart("markdown", name, data, texts, language, own))
    from ppl.render.sandbox import filled_in

    return _tidied(filled_in(_environment(translate, language), name, data))


def _tidied(text: str) -> str:
    """No blanks at line ends, never two empty lines in a row, one newline at the end."""
    found: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found) + "\n"


@lru_cache(maxsize=8)
def _environment(translate: Translate, language: str) -> Sandbox:
    return environment(translate, language)


def environment(translate: Translate, language: str) -> Sandbox:
    """What the templates of Markdown are filled in."""
    from markupsafe import Markup

    from ppl.render.sandbox import Sandbox

    wording = Wording(translate, language)
    made = Sandbox("markdown", translate, language, wording.printed, wording.number)
    made.filters.update(
        word=wording.word,
        date=wording.date,
        figures=wording.figures,
        month=wording.month,
        percent=wording.percent,
        level=lambda depth: Markup("#" * depth),
        named=lambda term: None if term is None else wording.name(term["nl"], term.get("en")),
        block=lambda text: Markup(plain.block(text)),
        link=_linked,
        small=wording.small,
        sentence=wording.sentence,
        told=wording.told,
        flat=wording.flat,
        nested=lambda value: Markup(str(wording.printed(value)).replace("\n\n  ", "\n\n    ")),
        capital=wording.capital,
        listed=wording.listed,
    )
    return made


def _linked(origin: Mapping[str, Any]) -> Any:
    from markupsafe import Markup

    return Markup(plain.link(str(origin["name"]), origin.get("url") or ""))
