"""A planner's sheet, read as the programme would."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.lists import Term
from ppl.model.plan import PlanActivity
from ppl.planners.import_settings import ImportSettings
from ppl.planners.plan_from_tasks import ImportedPlan, imported_plan
from ppl.planners.reading import read

TODAY = datetime.date(2026, 11, 21)
ROLES = (
    Term(code="projectleider", nl="projectleider van de gemeente", en="municipal project leader"),
    Term(code="architect", nl="architect"),
)
PHASES = (Term(code="initiatief", nl="Initiatief"), Term(code="ontwerp", nl="Ontwerp en planontwikkeling"))


def asked(**more: Any) -> ImportSettings:
    """An import on a fixed day, with two roles and two phases."""
    return ImportSettings(**{"today": TODAY, "words": str, "source": "p.csv", "roles": ROLES, "phases": PHASES, **more})


def imported(text: str | bytes, name: str = "p.csv", **more: Any) -> ImportedPlan:
    """The plan in a file with this content."""
    return imported_plan(read(name, text.encode() if isinstance(text, str) else text), asked(**more))


def activities(found: ImportedPlan) -> dict[str, PlanActivity]:
    """The activities by id."""
    return {one.id: one for one in found.plan.activities}


def links(found: ImportedPlan) -> dict[tuple[str, str], tuple[str, float, float]]:
    """Per link (waiting, waited on) its type, lag in weeks and lag as a share."""
    return {
        (one.id, link.activity): (link.type or "finish-start", link.lag_weeks or 0, link.lag_share or 0)
        for one in found.plan.activities
        for link in one.after
    }


def said(found: ImportedPlan, level: str | None = None) -> str:
    """All problems, as text."""
    return "\n".join(f"{p.line}: {p.what}" for p in found.problems if level in (None, p.level))
