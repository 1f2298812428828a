"""Templates to XML and HTML: text from records is escaped, and never taken for a template."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ppl.partial_date import PartialDate
from ppl.render import picture
from ppl.render.overrides import SHIPPED_ONLY, OwnTemplates
from ppl.render.templates import Translate
from ppl.render.wording import Wording
from ppl.visible import visible

if TYPE_CHECKING:
    from ppl.render.sandbox import Sandbox


def filled(
    name: str, data: Mapping[str, Any], *, translate: Translate, language: str, own: OwnTemplates = SHIPPED_ONLY
) -> str:
    """A template filled with plain data. Raises TemplateError.

    name: below templates/; own: the templates of the knowledge base, of which those that are trusted win
    """
    if texts := own.texts(name):
        from ppl.render.child import filled_apart

        return filled_apart("markup", name, data, texts, language, own)
    from ppl.render.sandbox import filled_in

    return filled_in(_environment(translate, language), name, data)


@lru_cache(maxsize=8)
def _environment(translate: Translate, language: str) -> Sandbox:
    return environment(translate, language)


def environment(translate: Translate, language: str) -> Sandbox:
    """What the templates of pictures are filled in."""
    from babel.dates import format_date
    from babel.numbers import format_decimal
    from markupsafe import escape

    from ppl.render.sandbox import Sandbox

    made = Sandbox(
        "markup", translate, language, lambda value: escape(clean(value)), lambda n: format_decimal(n, locale=language)
    )
    wording = Wording(translate, language)
    made.filters.update(
        date=wording.date,
        short=lambda day: _short(day, language),
        month=lambda day: format_date(day, "LLL", locale=language),
        word=lambda code: escape(clean(translate(code) if code else "")),
        named=lambda term: "" if term is None else wording.name(term["nl"], term.get("en")),
        cut=_cut,
    )
    return made


def _cut(text: str, width: float, size: float) -> str:
    from markupsafe import Markup

    return picture.cut(text.unescape() if isinstance(text, Markup) else text, width, size)


def _short(day: datetime.date | None, language: str) -> str:
    """A day in few letters: `3 mrt 2026`; of one that is known in part what is known, `≤` before a day by which."""
    from babel.dates import format_date

    if day is None:
        return ""
    known = day.known.rpartition("..")[2] if isinstance(day, PartialDate) else ""
    said = format_date(picture.ordinary(day), {4: "y", 7: "MMM y"}.get(len(known), "d MMM y"), locale=language)
    return f"≤ {said}" if isinstance(day, PartialDate) and ".." in day.known else said


def clean(value: Any) -> Any:
    """A value without what XML does not know or nobody sees; an empty text for nothing."""
    from jinja2 import Undefined
    from markupsafe import Markup

    if value is None:
        return ""
    return value if isinstance(value, (Markup, Undefined)) or not isinstance(value, str) else visible(value)
