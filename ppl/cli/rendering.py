"""From a struct of a report to text in a language: what the words that report have in common."""

from __future__ import annotations

from typing import Any

from ppl.cli import language
from ppl.cli.desk import Desk
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.render.templates import filled
from ppl.reports import data


def markdown(desk: Desk, template: str, data: dict[str, Any], lang: str) -> str:
    """A template filled, in a language."""
    return filled(template, data, translate=language.catalogue(lang).gettext, language=lang, root=desk.root)


def plain(report: Any) -> dict[str, Any]:
    """A report as mappings and lists; its dates stay dates."""
    return data.plain(report)


def language_of(knowledge: Knowledge, lang: str | None) -> str:
    """The language asked for, else that of the programme."""
    programme = knowledge.one(Programme)
    return lang or (programme.language if programme else "nl")
