"""What `ppl plan import` understood, as a table on the screen, in Markdown or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ppl.errors import Text

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.planners.plan_from_tasks import Understood
    from ppl.reports.plan_import import ActivityRead, LinkRead, PlanImport

HEADINGS = (Text("row"), Text("id"), Text("activity"), Text("weeks"), Text("from week"), Text("waits on"), Text("days"))


def told(desk: Desk, found: Understood, ground: str) -> PlanImport:
    """The report of what was understood. Raises DataError for a plan that goes round in a circle."""
    from ppl.reports.plan_import import build, row

    lines = tuple(row(one, desk.words(one.what), desk.words(one.remedy)) for one in found.problems)
    return build(found.name, found.plan, found.rows, found.typed, ground, lines)


def show(desk: Desk, shown: PlanImport, format: str) -> None:
    """The report, in a format (JSON: `ppl/plan-import/1`)."""
    from ppl.cli.rendering import versioned
    from ppl.render import table

    if format == "json":
        desk.show(versioned(shown, "ppl/plan-import/1"))
    elif format == "md":
        desk.show(table.markdown(_headings(desk), list(_rows(desk, shown))))
        desk.show(f"\n{desk.words(_sum(desk, shown))}\n")
    else:
        desk.show("\n".join(table_of(desk, shown)) + "\n")


def table_of(desk: Desk, shown: PlanImport) -> list[str]:
    """The report as lines for a screen."""
    from ppl.render import table

    rows = table.aligned(_headings(desk), list(_rows(desk, shown)), max(desk.width, 80))
    return [*rows.splitlines(), "", desk.words(_sum(desk, shown))]


def _headings(desk: Desk) -> list[str]:
    return [desk.words(heading) for heading in HEADINGS]


def _rows(desk: Desk, shown: PlanImport) -> Iterator[list[str]]:
    for one in shown.activities:
        yield [
            str(one.row or ""),
            one.id,
            one.title,
            "?" if one.weeks is None else _figure(desk, one.weeks),
            _figure(desk, one.start_week),
            "; ".join(_link(desk, link) for link in one.waits_on),
            _days(desk, one),
        ]


def _link(desk: Desk, link: LinkRead) -> str:
    """A link in the planner's notation."""
    lag = ""
    if link.lag_share:
        lag += f"+{_figure(desk, link.lag_share * 100)}%"
    if link.lag_weeks:
        lag += f"{'+' if link.lag_weeks > 0 else '-'}{_figure(desk, abs(link.lag_weeks))}w"
    type_ = "SS" if link.type == "start-start" else "FS" if lag else ""
    return f"{link.activity}{type_}{lag}"


def _days(desk: Desk, one: ActivityRead) -> str:
    said = []
    if one.actual_start_on:
        said.append(desk.words(Text("began {day}", day=one.actual_start_on)))
    if one.actual_end_on:
        said.append(desk.words(Text("ended {day}", day=one.actual_end_on)))
    if one.planned_start_on:
        said.append(desk.words(Text("not before {day}", day=one.planned_start_on)))
    if one.is_milestone:
        said.append(desk.words(Text("milestone")))
    return ", ".join(said)


def _sum(desk: Desk, shown: PlanImport) -> Text:
    """The whole in a sentence."""
    return Text(
        "{activities} activities, {links} links; first day {day}; {weeks} weeks to {goal}. {errors} not understood, "
        "{remarks} remarks.",
        activities=len(shown.activities),
        links=shown.links,
        day=str(shown.starts_on or "?"),
        weeks=_figure(desk, shown.weeks),
        goal=shown.goal or Text("the end"),
        errors=sum(one.level == "error" for one in shown.not_read),
        remarks=sum(one.level == "remark" for one in shown.not_read),
    )


def _figure(desk: Desk, value: float) -> str:
    text = f"{round(value, 2):g}"
    return text.replace(".", ",") if desk.language == "nl" else text
