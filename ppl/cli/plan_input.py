"""Which plan a word of `ppl plan` is about: a project's, or one in a file of its own."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.entry.input_file import read_entry, sent
from ppl.cli.options import N_
from ppl.errors import DataError, StoreError, Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.operations.plan_record import project_plan, refuse_unschedulable, shared_refs
from ppl.resources import shipped
from ppl.rules.schedule.planned import Planned, of_plan
from ppl.store import codec
from ppl.store.folder import Folder
from ppl.store.record_files import problems_of

PlanFile = Annotated[
    Path | None, typer.Option("--plan", metavar="FILE", help=N_("A plan in a file of its own, instead of a project's."))
]
To = Annotated[
    str | None, typer.Option("--to", metavar="ACTIVITY", help=N_("Count to this activity, instead of the plan's goal."))
]
InVariant = Annotated[
    Literal["planned", "serial", "usual", "no-habit", "short"],
    typer.Option("--variant", help=N_("In another order, or with pressure-cooker durations.")),
]
NoCalendar = Annotated[bool, typer.Option("--no-calendar", help=N_("Weeks only: no seasons, meetings or recess."))]


def read_plan(desk: Desk, project: str | None, file: Path | None, moment: Moment | None = None) -> Planned:
    """The plan that is meant. Raises UsageError where neither or both are named, DataError where there is none."""
    if (project is None) == (file is None):
        raise UsageError(Text("whose plan?"), Text("name a project, or a file with --plan"))
    if file is not None:
        name, text = sent(desk, str(file))
        plan = _read(desk, name, text)
        refuse_unschedulable(plan, desk.today, name, text)
        return of_plan(_around(desk, moment), plan)
    assert project is not None
    folder = moment.folder if moment else desk.folder
    return project_plan(folder, desk.today, desk.ref(project, folder, "project"))


def _around(desk: Desk, moment: Moment | None) -> Knowledge:
    """The lists of the knowledge base that we stand in; outside one those that travel with ppl."""
    try:
        folder = moment.folder if moment else desk.folder
    except StoreError:
        if desk.root_option is not None:
            raise
        folder = Folder(shipped("data").parent, desk.environment)
    return folder.read_refs(shared_refs(folder))[0]


def _read(desk: Desk, name: str, text: str) -> Plan:
    """The plan in a text. Raises DataError with the lines that are wrong."""
    entry = read_entry(desk, name, text, Plan, keep_empty=True)
    record, flaws = codec.record(Plan, entry.fields, "plan")
    problems = tuple(problem for problem in problems_of(flaws, entry.text, name) if problem.is_error)
    if record is None or problems:
        raise DataError(Text("{file} is not a plan", file=name), problems=problems)
    return record
