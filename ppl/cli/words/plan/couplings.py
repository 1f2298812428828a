"""`ppl plan couplings`: which plans need the same people, or open the same street."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ppl.cli.options import N_, AsOf, Lang, RecordFormat, desk_of
from ppl.errors import PplError, Text

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.model.knowledge import Knowledge
    from ppl.rules.schedule.couplings import Outside, Placed

HELP = N_("""Where plans touch each other: critical work of two projects that asks for the same people or the same body
in the same weeks, with the room before a delay of the one costs the other; and works in one place that lie within
half a year of each other, so that the street opens once.

A role is the same party within a municipality; a province, water board or grid operator within a province; a named
organisation everywhere. Of a developer or adviser whose organisation is not named nobody knows whether it is the
same one, so it is left out. Works find each other by the `area` of an activity.

\b
Example:
  ppl plan couplings
  ppl plan couplings --format md > koppelkansen.md
""")

KINDS = {"programme", "areas", "vocabularies", "project", "plan", "plan-template", "calendar", "bodies"}
REGIONAL = {"provincie", "regio", "waterschap", "omgevingsdienst", "netbeheerder"}
ADVISERS = {"aannemer", "architect", "corporatie", "ecoloog", "jurist", "raad-van-state"}
OVER = ("completed", "stopped", "rejected", "withdrawn", "reference")


def command(
    ctx: typer.Context,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
    lang: Lang = None,
) -> None:
    from ppl.cli.plan_input import show
    from ppl.reports.plan_couplings import build
    from ppl.reports.plan_parts import words

    desk = desk_of(ctx)
    knowledge = desk.read(as_of, KINDS)
    shown = build(_placed(desk, knowledge), _outside(knowledge), words(knowledge))
    show(desk, shown, "plan-couplings", format, lang)


def _placed(desk: Desk, knowledge: Knowledge) -> list[Placed]:
    """The running projects whose plan has dates; of one that cannot be scheduled is said why."""
    from ppl.model.plan import Plan
    from ppl.model.project import Project
    from ppl.rules.schedule.couplings import Placed
    from ppl.rules.schedule.planned import planned

    found = []
    for project in knowledge.of(Project):
        if project.status in OVER or not isinstance(knowledge.get(f"{project.ref}/plan"), Plan):
            continue
        try:
            plan = planned(knowledge, project.ref)
            if plan.starts_on is None:
                desk.remark(Text("{project} is left out: its plan has no starts_on", project=project.ref))
                continue
            found.append(Placed(project, plan.schedule(), plan.starts_on))
        except PplError as error:
            desk.remark(Text("{project} is left out: {why}", project=project.ref, why=error.what))
    return found


def _outside(knowledge: Knowledge) -> Outside:
    """The kinds of partners that are organisations of their own; the municipality is not."""
    from ppl.rules.schedule.couplings import Outside

    partners = set(knowledge.codes.get("stakeholder_kinds", {})) | ADVISERS
    return Outside(REGIONAL, partners - REGIONAL - {"gemeente"})
