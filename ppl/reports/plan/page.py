"""A plan on one page: what it is and when, its picture, what runs at own risk, and what decides the day."""

import datetime
from typing import Any

import msgspec

from ppl.errors import DataError, Text
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.record import READERS, Visibility
from ppl.reports import values
from ppl.reports.asked import asked
from ppl.reports.outlook import differs
from ppl.reports.plan import compare, long_picture, picture
from ppl.reports.plan.page_sentences import said
from ppl.reports.plan.show import plan_seen
from ppl.reports.plan.show_report import PlanPage
from ppl.rules.schedule import ticks
from ppl.rules.schedule.comparison import comparison
from ppl.rules.schedule.cpm import Schedule
from ppl.rules.schedule.planned import Planned, planned

Day = datetime.date


class Request(msgspec.Struct, frozen=True):
    """The plan of a project, from what its reader may see."""

    knowledge: Knowledge
    project: str
    audience: Visibility = "internal"


def context(request: Request, plan_page: PlanPage) -> dict[str, Any]:
    """What the template sees besides: for whom the page is, and its sentences (`said`)."""
    return {"readers": Text("Readers: {audience}.", audience=READERS[request.audience]), "said": said(plan_page)}


def pictures(plan_page: PlanPage) -> dict[str, PlanPage]:
    """The plan in time; a long one in short, and in parts."""
    return long_picture.drawn(plan_page)


def build(request: Request, today: Day) -> PlanPage:
    """The page of a project's plan. Raises DataError where it has none, or none for its reader."""
    knowledge = request.knowledge
    found = _plan(knowledge, request.project)
    plan = found.schedule()
    programme = knowledge.one(Programme)
    of = comparison(found)
    compared = compare.orders(found, of)
    has_usual = picture.has_usual_order(found) and not found.plan.unchecked
    drawn: list[tuple[str, Schedule]] = [("planned", plan)]
    if has_usual and of.serial.finish != plan.finish:
        drawn.insert(0, ("serial", of.serial))
    return PlanPage(
        **plan_seen(found, plan, "planned", today, drawn),
        programme=programme.name if programme else "",
        orders=compared if has_usual else (),
        relinked_weeks=ticks.weeks(of.relinked),
        shorter_weeks=ticks.weeks(of.shorter),
        asked=asked(knowledge, today, request.project),
        phases={
            one.id: values.certain(knowledge, "phases", one.phase) for one in found.activities if one.phase is not None
        },
        differs=differs(knowledge.project(request.project), found, plan),
    )


def _plan(knowledge: Knowledge, project: str) -> Planned:
    try:
        return planned(knowledge, project)
    except DataError as error:
        raise DataError(
            Text("{project} has no plan for this reader", project=project),
            Text("make one: ppl plan new {project}; or look whether its visibility allows --audience", project=project),
        ) from error
