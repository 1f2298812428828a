"""The first plan of a project, from a template and a few answers."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ppl.errors import DataError, Text, count
from ppl.model.plan import Plan
from ppl.model.project import Project
from ppl.operations.proposal import Proposal
from ppl.rules.schedule.planned import of_plan
from ppl.store import codec
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted

QUESTIONS: dict[str, Text] = {
    "homes": Text("number of homes"),
    "land": Text("whose land"),
    "route": Text("route"),
    "procedure": Text("procedure of the permit"),
    "appeal": Text("appeal expected"),
}
ANSWERS: dict[str, Text] = {
    "municipal": Text("of the municipality"),
    "private": Text("private"),
    "mixed": Text("mixed"),
    "plan": Text("change of the environment plan"),
    "permit": Text("permit that deviates from it"),
    "regular": Text("regular: 8 weeks and 6 more, then objection"),
    "extended": Text("extended: 26 weeks with a draft on display, then appeal"),
    "yes": Text("yes"),
    "no": Text("no"),
}


class NewPlanRequest(NamedTuple):
    """project: its ref; plan: as it was drafted."""

    project: str
    plan: Plan


def new_plan(folder: Folder, today: datetime.date, request: NewPlanRequest) -> Proposal:
    """The plan as a new record. Raises DataError where the project has one."""
    project, plan = request
    refuse_second(folder, project)
    ref = f"{project}/plan"
    what = f"{counted(len(plan.activities), 'activity', 'activities')} from {plan.template}"
    return Proposal(
        [Edit(ref, codec.raw(plan))], Message("plan new", ref, what), summary=lambda: _summary(folder, project, plan)
    )


def refuse_second(folder: Folder, project: str) -> None:
    """Raises DataError where a project has a plan already."""
    if f"{project}/plan" in folder.existing_refs:
        what = Text("{project} has a plan already", project=project)
        remedy = Text(
            "ppl plan show {project}; ppl remove {ref} takes it away, history keeps it",
            project=project,
            ref=f"{project}/plan",
        )
        raise DataError(what, remedy)


def answer_in_words(name: str, value: str) -> tuple[Text, Text | str]:
    """An answer as people say it: what it is about, and what it says."""
    return QUESTIONS[name], ANSWERS.get(value, value)


def _summary(folder: Folder, project: str, plan: Plan) -> Iterator[Text | str]:
    knowledge, _ = folder.read(kinds=("calendar", "bodies"))
    of = folder.read_refs([project])[0].get(project)
    schedule = of_plan(knowledge, plan, of if isinstance(of, Project) else None).schedule()
    goal = plan.activities[schedule.goal] if schedule.goal is not None else None
    activities = count(Text("{number} activity"), Text("{number} activities"), len(plan.activities))
    weeks = count(Text("{number} week"), Text("{number} weeks"), round(schedule.weeks))
    yield Text(
        "+ plan: {activities} from {first} to {last}, {weeks} ({goal})",
        activities=activities,
        first=plan.starts_on,
        last=schedule.day(schedule.finish),
        weeks=weeks,
        goal=goal.title if goal else "-",
    )
    for name in plan.answers:
        about, value = answer_in_words(name, plan.answers[name])
        shown = Text("{value} (assumed)", value=value) if name in plan.assumed else value
        yield Text("    {name}: {value}", name=about, value=shown)
