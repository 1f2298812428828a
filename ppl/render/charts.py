"""Pictures, SVG from a template: text from records is escaped for XML, and never taken for a template."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from ppl.render import markup
from ppl.render.overrides import SHIPPED_ONLY, OwnTemplates
from ppl.render.plain import unmarked
from ppl.render.templates import Translate


def layout(name: str, picture: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a picture with where everything in it lies: ppl/render/<name>_layout.py."""
    placed: dict[str, Any] = import_module(f"ppl.render.{name}_layout").layout(_unmarked(picture))
    return placed


def _unmarked(value: Any) -> Any:
    """The data of a picture without marks of Markdown in its texts: letters in a picture have one look."""
    if isinstance(value, str):
        return unmarked(value)
    if isinstance(value, Mapping):
        return {name: _unmarked(each) for name, each in value.items()}
    return [_unmarked(each) for each in value] if isinstance(value, (list, tuple)) else value


def draw(
    name: str, data: Mapping[str, Any], *, translate: Translate, language: str, own: OwnTemplates = SHIPPED_ONLY
) -> str:
    """A picture: the template templates/charts/<name>.svg.j2 filled with plain data. Raises TemplateError.

    own: the templates of the knowledge base, of which those that are trusted win
    """
    text = markup.filled(f"charts/{name}.svg.j2", data, translate=translate, language=language, own=own)
    return "\n".join(line for row in text.splitlines() if (line := row.strip())) + "\n"
