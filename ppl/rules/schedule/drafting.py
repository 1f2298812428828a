"""A first plan from a template and a few answers: what does not apply is left out, its links are closed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from ppl.errors import DataError, Text, UsageError, one_of
from ppl.model.fields import changed
from ppl.model.plan import Link, Plan, PlanActivity
from ppl.model.programme import PlanTemplate
from ppl.model.project import Project
from ppl.rules.schedule.planned import reached
from ppl.rules.schedule.ticks import Day
from ppl.rules.schedule.variants import varied

Order = Literal["parallel", "usual"]


class PlanQuestion(NamedTuple):
    """An answer that a plan rests on.

    choices: what it may be, the default first; empty: anything
    on_demand: only where `when` of a template asks for it
    """

    name: str
    choices: tuple[str, ...]
    default: str
    on_demand: bool = False


ANSWERS: tuple[PlanQuestion, ...] = (
    PlanQuestion("land", ("municipal", "private", "mixed"), "municipal"),
    PlanQuestion("route", ("plan", "permit"), "plan"),
    PlanQuestion("procedure", ("regular", "extended"), "regular", on_demand=True),
    PlanQuestion("appeal", ("yes", "no"), "yes"),
)


def drafted(template: PlanTemplate, given: Mapping[str, str], starts_on: Day | None, order: Order = "parallel") -> Plan:
    """The plan that a template gives with these answers; what was not answered is assumed, and said so.

    order: `parallel` leaves the habits out, `usual` keeps them beside what else an activity waits on.
    Raises UsageError for an answer that is none, DataError where nothing of the template is left.
    """
    said = {asked.name: _answer(asked, given.get(asked.name)) for asked in ANSWERS}
    questions = [asked for asked in ANSWERS if not asked.on_demand or _asks(template, asked.name)]
    answers = {asked.name: said[asked.name] for asked in questions}
    kept = [activity for activity in template.activities if _applies(activity, answers)]
    if not kept:
        what = Text("nothing of {template} applies to these answers", template=template.id)
        raise DataError(what, Text("look at `when` of its activities"))
    activities = closed(template.activities, {one.id for one in kept})
    if order == "usual":
        activities = varied(activities, "usual")
    ids = {activity.id for activity in activities}
    return Plan(
        ref="",
        template=template.id,
        starts_on=starts_on,
        goal=template.goal if template.goal in ids else None,
        answers=answers,
        assumed=tuple(asked.name for asked in questions if not given.get(asked.name)),
        activities=tuple(_own(activity, ids) for activity in activities),
        milestones=reached(template.milestones, ids),
    )


def known_of(template: PlanTemplate, project: Project) -> dict[str, str]:
    """The answers that the facts of a project give, as the template reads them."""
    return {
        name: answer
        for name, by_field in template.answered_by.items()
        for field, answers in by_field.items()
        if (answer := answers.get(str(getattr(project, field, None) or "")))
    }


def _asks(template: PlanTemplate, name: str) -> bool:
    """Whether an activity of a template depends on this answer."""
    return any(name in activity.when for activity in template.activities)


def _own(activity: PlanActivity, ids: Collection[str]) -> PlanActivity:
    """An activity of the template as one of the plan; a risk until what is left out lasts until irrevocable."""
    until = activity.risk_until if activity.risk_until in ids else None
    return changed(activity, when={}, risk_until=until)


def closed(activities: Sequence[PlanActivity], kept: set[str]) -> tuple[PlanActivity, ...]:
    """The activities that are kept; who waited on one that is not waits on what that one waited on.

    Such a link is a habit where one of the two was.
    """
    by_id = {activity.id: activity for activity in activities}

    def links(of: PlanActivity, name: str, via: tuple[str, ...] = ()) -> tuple[Link, ...]:
        found: dict[str, Link] = {}
        for link in getattr(of, name):
            source = by_id.get(link.activity)
            if link.activity in kept:
                found.setdefault(link.activity, link)
            elif source is not None and link.activity not in via:
                for further in links(source, name, (*via, link.activity)):
                    found.setdefault(further.activity, _through(link, further))
        return tuple(found.values())

    return tuple(
        changed(activity, after=links(activity, "after"), after_serial=links(activity, "after_serial"))
        for activity in activities
        if activity.id in kept
    )


def _through(link: Link, further: Link) -> Link:
    """The link over an activity that is left out."""
    return changed(further, ground="habit", law=None, reason=link.reason) if link.ground == "habit" else further


def _applies(activity: PlanActivity, answers: Mapping[str, str]) -> bool:
    """Whether an activity belongs in a plan with these answers; several words in `when` are each good."""
    return all(answers.get(name) in wanted.replace(",", " ").split() for name, wanted in activity.when.items())


def _answer(question: PlanQuestion, given: str | None) -> str:
    if not given:
        return question.default
    if question.choices and given not in question.choices:
        what = Text("{name} is not `{given}`", name=question.name, given=given)
        raise UsageError(what, one_of(given, question.choices))
    return given
