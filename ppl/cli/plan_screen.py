"""A plan on the screen: its head, a Gantt chart in characters, a table, and why nothing starts earlier."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ppl.cli.desk import Desk
from ppl.errors import Text

if TYPE_CHECKING:
    from ppl.reports.plan_page import PlanSeen

LONG = 60
MOST = 160
DRESSED = 100  # what render.screen.dressed takes at most


def width(desk: Desk) -> int:
    """Characters on a line; in a pipe as many as COLUMNS says, else 80."""
    if sys.stdout.isatty():
        return max(60, min(desk.width, MOST))
    told = desk.environment.get("COLUMNS", "")
    return max(60, min(int(told), MOST)) if told.isdigit() else 80


def as_markdown(desk: Desk, seen: PlanSeen, lang: str, part: str = "all") -> str:
    """The plan as Markdown, or its head or the sentences alone."""
    from ppl.cli.rendering import markdown, plain

    return markdown(desk, "reports/plan-show.md.j2", {**plain(seen), "part": part}, lang)


def on_screen(desk: Desk, seen: PlanSeen, lang: str, shows_all: bool) -> str:
    """The plan as lines that fit the screen; of a long plan what matters first, unless all is asked for."""
    from ppl.render.screen import lines
    from ppl.reports.plan_page import foremost

    shown = foremost(seen) if len(seen.activities) > LONG and not shows_all else seen
    left_out = len(seen.activities) - len(shown.activities)
    if left_out:
        desk.remark(
            Text("{number} activities that are not critical, and not now or soon, are left out: --all", number=left_out)
        )
    size = width(desk)
    parts = [
        lines(as_markdown(desk, shown, lang, "head"), size),
        chart(desk, shown, size, lang, is_coloured(desk)),
        _table(shown, size, lang),
        lines(as_markdown(desk, shown, lang, "why"), size),
    ]
    return "\n".join(parts)


def chart(desk: Desk, seen: PlanSeen, size: int, lang: str, coloured: bool = False) -> str:
    """The plan as a Gantt chart in characters."""
    from ppl.cli import language
    from ppl.cli.rendering import plain
    from ppl.render import gantt

    picture = plain(seen.picture)
    return gantt.chart(picture, picture["panels"][-1], size, lambda text: language.translated(text, lang), coloured)


def chart_in_markdown(desk: Desk, seen: PlanSeen, lang: str) -> Any:
    """The same chart as a block of code."""
    from ppl.render.gantt import as_markdown

    return as_markdown(chart(desk, seen, min(width(desk), DRESSED) - 6, lang))


def is_coloured(desk: Desk) -> bool:
    """Whether colours may be added: on a terminal, where nobody asked for none (no-color.org)."""
    return sys.stdout.isatty() and not desk.environment.get("NO_COLOR")


def drawing(desk: Desk, seen: PlanSeen, lang: str) -> str:
    """The plan as SVG."""
    from ppl.cli import language
    from ppl.cli.rendering import plain
    from ppl.render.drawing import drawn
    from ppl.render.gantt_layout import layout

    data: dict[str, Any] = {**plain(seen), **layout(plain(seen.picture))}
    return drawn("gantt", data, translate=language.catalogue(lang).gettext, language=lang, root=desk.root)


def _table(seen: PlanSeen, size: int, lang: str) -> str:
    from ppl.cli import language
    from ppl.render import gantt, table

    headings = [
        language.translated(text, lang)
        for text in (Text("id"), Text("activity"), Text("weeks"), Text("from"), Text("until"), Text("slack"))
    ] + [language.translated(Text("owner"), lang)]
    rows = []
    for one in seen.activities:
        who = seen.owners.get(one.id)
        earliest = "≥ " if one.id in seen.at_earliest else ""
        name = "" if who is None else (who.en or who.nl) if lang == "en" else who.nl
        rows.append(
            [
                one.id,
                gantt.free(one.title),
                "?" if one.id in seen.without_weeks else _weeks(one.weeks, lang),
                earliest + str(one.start_on or _weeks(one.start_week, lang)),
                "?" if one.id in seen.without_weeks else earliest + str(one.end_on or _weeks(one.end_week, lang)),
                "" if one.slack_weeks is None else _weeks(one.slack_weeks, lang),
                gantt.free(name),
            ]
        )
    return table.aligned(headings, gantt.fitted([headings, *rows], size)[1:], size)


def _weeks(number: float, lang: str) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if lang == "nl" else text
