"""SVG from a template: text from records is escaped for XML, and never taken for a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppl.errors import TemplateError, Text
from ppl.render.document import Document
from ppl.render.templates import Translate, sandbox
from ppl.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def render(document: Document) -> bytes:
    """The picture of a document."""
    from ppl.render.gantt_layout import layout

    data = {**document.data, **layout(document.data["picture"])}
    drawing = draw(document.chart, data, translate=document.translate, language=document.language, root=document.root)
    return drawing.encode()


def draw(name: str, data: Mapping[str, Any], *, translate: Translate, language: str, root: Path | None = None) -> str:
    """A picture: the template templates/charts/<name>.svg.j2 filled with plain data. Raises TemplateError.

    The templates/ of the knowledge base (root) win over the shipped ones.
    """
    import jinja2

    place = f"charts/{name}.svg.j2"
    try:
        text = _environment(root, translate, language).get_template(place).render(data)
    except jinja2.TemplateNotFound as error:
        what = Text("there is no template {name}", name=error.name or place)
        raise TemplateError(what, Text("put it in templates/ of the knowledge base, or install ppl again")) from None
    except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError, ZeroDivisionError) as error:
        what = Text("{place}: the template cannot be filled: {why}", place=place, why=str(error))
        raise TemplateError(what, Text("mend it, or take it away so that the shipped one is used")) from error
    return "\n".join(line for row in text.splitlines() if (line := row.strip())) + "\n"


@lru_cache(maxsize=8)
def _environment(root: Path | None, translate: Translate, language: str) -> Environment:
    from babel.dates import format_date
    from babel.numbers import format_decimal
    from markupsafe import escape

    environment = sandbox(
        root, translate, language, lambda value: escape(clean(value)), lambda n: format_decimal(n, locale=language)
    )
    environment.filters["date"] = lambda day: "" if day is None else format_date(day, "d MMMM y", locale=language)
    return environment


def clean(value: Any) -> Any:
    """A value without what XML does not know or nobody sees; an empty text for nothing."""
    from jinja2 import Undefined
    from markupsafe import Markup

    if value is None:
        return ""
    return value if isinstance(value, (Markup, Undefined)) or not isinstance(value, str) else visible(value)
