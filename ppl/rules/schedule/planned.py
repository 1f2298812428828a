"""A plan with all that its schedule needs: its template, the calendar, the bodies and its first day."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from ppl.errors import DataError, Text
from ppl.model.fields import changed
from ppl.model.knowledge import Knowledge
from ppl.model.law import Law
from ppl.model.lists import Bodies, Body, Calendar, CalendarEntry, Term, Vocabularies
from ppl.model.plan import Link, Plan, PlanActivity, Reached
from ppl.model.programme import PlanTemplate, Programme
from ppl.model.project import Project
from ppl.partial_date import last_day
from ppl.rules.schedule.calendars import NONE, calendars
from ppl.rules.schedule.cpm import Schedule, schedule
from ppl.rules.schedule.ticks import Day
from ppl.rules.schedule.variants import Variant, completed, varied

TWO_YEARS = 104
L = TypeVar("L", Link, Reached)


class Planned(NamedTuple):
    """A plan ready to be scheduled.

    activities: those of the plan, with the usual links of its template; milestones: its own, else the template's;
        the law that they name (laws/...) by its article
    starts_on: its first day, else the project's, else the first date that it names, each the last day that it can be;
        None without any
    template: the template that it started from; roles: the programme's roles, with their words
    goal_weeks: weeks that the plan phase may take: the project's own, else its lot's, else two years
    name: what the project is called
    words: the milestones that projects steer on, with the words that people use for them
    """

    project: str | None
    plan: Plan
    activities: tuple[PlanActivity, ...]
    milestones: tuple[Reached, ...]
    starts_on: Day | None
    entries: tuple[CalendarEntry, ...]
    bodies: tuple[Body, ...]
    template: PlanTemplate | None
    roles: tuple[Term, ...]
    goal_weeks: float
    name: str | None = None
    words: tuple[Term, ...] = ()

    def schedule(self, variant: Variant = "planned", to: str | None = None, *, with_calendar: bool = True) -> Schedule:
        """Its schedule in a variant, to an activity (else the plan's goal, else the latest end). Raises DataError."""
        return self.of(varied(self.activities, variant), to, with_calendar=with_calendar)

    def of(
        self, activities: tuple[PlanActivity, ...], to: str | None = None, *, with_calendar: bool = True
    ) -> Schedule:
        """The schedule of other activities in place of its own. Raises DataError."""
        found = NONE
        if with_calendar and self.starts_on is not None:
            found = calendars(activities, self.entries, self.bodies, self.starts_on)
        return schedule(activities, goal=to or self.plan.goal, starts_on=self.starts_on, calendars=found)


def planned(knowledge: Knowledge, project: str) -> Planned:
    """The plan of a project. Raises DataError when it has none."""
    plan = knowledge.get(f"{project}/plan")
    if not isinstance(plan, Plan):
        what = Text("{project} has no plan yet", project=project)
        raise DataError(what, Text("make one: ppl plan new {project}", project=project))
    found = knowledge.get(project)
    return of_plan(knowledge, plan, found if isinstance(found, Project) else None)


def of_plan(knowledge: Knowledge, plan: Plan, project: Project | None = None) -> Planned:
    """A plan, with the templates, calendar and bodies of a knowledge base."""
    template = template_of(knowledge, plan.template) if plan.template else None
    ids = {activity.id for activity in plan.activities}
    calendar, bodies, programme = knowledge.one(Calendar), knowledge.one(Bodies), knowledge.one(Programme)
    articles = {law.ref: law.cited for law in knowledge.of(Law)}
    milestones = reached(plan.milestones or (template.milestones if template else ()), ids)
    return Planned(
        project.ref if project else None,
        plan,
        tuple(
            changed(one, after=_cited(one.after, articles), after_serial=_cited(one.after_serial, articles))
            for one in completed(plan.activities, template.activities if template else ())
        ),
        _cited(milestones, articles),
        plan.starts_on or _whole(project.starts_on if project else None) or _whole(_first_day(plan)),
        calendar.calendar if calendar else (),
        bodies.bodies if bodies else (),
        template,
        programme.roles if programme else (),
        _goal_weeks(programme, project),
        project.name if project else None,
        words.milestones if (words := knowledge.one(Vocabularies)) else (),
    )


def _cited(resting: tuple[L, ...], articles: Mapping[str, str]) -> tuple[L, ...]:
    """Links or milestones with the article in the place of the ref of the law on which they rest."""
    if not any(one.law in articles for one in resting):
        return resting
    return tuple(changed(one, law=articles.get(one.law or "", one.law)) for one in resting)


def _goal_weeks(programme: Programme | None, project: Project | None) -> float:
    lots = {lot.code: lot.goal_weeks for lot in programme.lots} if programme else {}
    own = project.goal_weeks if project else None
    return float(own or lots.get((project.lot if project else None) or "") or TWO_YEARS)


def reached(milestones: Iterable[Reached], ids: Collection[str]) -> tuple[Reached, ...]:
    """The milestones whose activity is among these; of one code the last (irrevocable: after the appeal, if any)."""
    return tuple({milestone.code: milestone for milestone in milestones if milestone.activity in ids}.values())


def template_of(knowledge: Knowledge, name: str) -> PlanTemplate | None:
    """A plan template by its name, such as woningbouw."""
    found = knowledge.get(name if name.startswith("programme/") else f"programme/plans/{name}")
    return found if isinstance(found, PlanTemplate) else None


def _whole(day: Day | None) -> Day | None:
    """A day that weeks can be counted from: the last that it can be, where it is known in part."""
    return last_day(day) if day else None


def _first_day(plan: Plan) -> Day | None:
    days = [
        day
        for activity in plan.activities
        for day in (activity.actual_start_on, activity.planned_start_on, activity.actual_end_on)
        if day is not None
    ]
    return min(days, default=None)
