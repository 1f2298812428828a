"""Reports and bulletins as text, made from records without disk."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.knowledge import Audience, Knowledge
from ppl.model.record import Visibility
from ppl.render.templates import filled
from ppl.reports import news, status
from ppl.reports.catalog import REPORT, Report
from ppl.reports.data import plain
from ppl.reports.news_sentences import said
from ppl.resources import catalogue
from tests.make import TODAY


def text(template: str, data: dict[str, Any], lang: str = "nl") -> str:
    """A template with its words in a language."""
    return filled(template, {"pictures": {}, "form": "md", **data}, translate=catalogue(lang).gettext, language=lang)


def report(known: Knowledge, name: str, level: Visibility, project: str | None = None, lang: str = "nl") -> str:
    """A report as Markdown, for an audience."""
    one = REPORT[name]
    reader = known.for_audience(Audience(level, project))
    of_project = one.is_of_project or one.may_be_of_project
    request = one.module.Request(reader, project if of_project else None, audience=level)
    return page(one, request, one.module.build(request, TODAY), lang)


def page(report: Report, request: Any, found: Any, lang: str = "nl") -> str:
    """An answer as Markdown, with all that its template sees."""
    context = report.module.context(request, found) if hasattr(report.module, "context") else {}
    return text(report.template, {"report": plain(found), "audience": request.audience, **context}, lang)


def bulletin(known: Knowledge, level: Visibility) -> str:
    """All items of the bulletin for an audience; empty where there is nothing to tell."""
    found = news.build(news.Request(known.for_audience(Audience(level)), None, level), TODAY)
    if found is None:
        return ""
    data = plain(found)
    parts = ("opening", "picture", "lesson", "solved", "other", "agenda")
    shown = [p for p in parts if p in ("opening", "agenda", "solved") or data[p]]
    seen = {"bulletin": data, "records": "nl", "said": said(found)}
    return "\n\n".join(text("newsletter/items.md.j2", {**seen, "part": p}) for p in shown)


def screen(known: Knowledge, project: str | None = None, lang: str = "nl") -> str:
    """What `ppl status` shows."""
    from ppl.render.lines import lines

    request = status.Request(known, project)
    found = status.build(request, TODAY)
    return lines(text("reports/status.md.j2", {**plain(found), **status.context(request, found)}, lang))


def text_of(name: str, request: Any, today: datetime.date, lang: str = "en", **more: Any) -> str:
    """What a report says of a request on a day, as it stands on a screen, without line ends."""
    one = REPORT[name]
    found = one.module.build(request, today)
    context = one.module.context(request, found) if hasattr(one.module, "context") else {}
    data = {**plain(found), "report": plain(found), "audience": "internal", "form": "screen", **context, **more}
    return " ".join(text(one.template, data, lang).split())
