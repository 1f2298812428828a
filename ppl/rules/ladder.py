"""The ladder of bodies: where a question goes that a project cannot solve itself, the nearest first."""

import datetime

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Areas, Bodies, Body
from ppl.model.project import Project
from ppl.partial_date import has_come, is_surely_before

Day = datetime.date


def rungs(knowledge: Knowledge, today: Day) -> list[Body]:
    """The bodies that are there on a day, the nearest to a project first; level 0 is no rung."""
    known = knowledge.one(Bodies)
    there = [
        body
        for body in (known.bodies if known else ())
        if body.level and has_come(body.valid_from, today)
        if not (body.valid_to and is_surely_before(body.valid_to, today))
    ]
    return sorted(there, key=lambda body: (body.level, body.code))


def rungs_of(knowledge: Knowledge, projects: list[Project], today: Day) -> list[Body]:
    """Those that serve every area, or one in which a project lies."""
    areas = {code for project in projects for code in areas_of(knowledge, project)}
    return [body for body in rungs(knowledge, today) if body.area is None or body.area in areas]


def areas_of(knowledge: Knowledge, project: Project) -> set[str]:
    """The codes of the areas in which a project lies: its own, those of its municipality, and what they are part of."""
    known = knowledge.one(Areas)
    areas = {area.code: area for area in (known.areas if known else ())}
    found = {code for code in (project.province, project.novex_area) if code}
    found |= {code for code, area in areas.items() if {*area.municipalities} & {*project.municipality}}
    waiting = list(found)
    while waiting:
        area = areas.get(waiting.pop())
        if area and area.part_of and area.part_of not in found:
            found.add(area.part_of)
            waiting.append(area.part_of)
    return found
