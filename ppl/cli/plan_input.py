"""Which plan a word of `ppl plan` is about: a project's, or one in a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ppl.cli.desk import Desk, Moment
from ppl.cli.input_file import read_mapping, sent
from ppl.cli.options import N_, completed_projects
from ppl.errors import DataError, Finding, Problem, StoreError, Text, UsageError
from ppl.model.kinds import path_of_ref, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.resources import shipped
from ppl.rules.checks import findings
from ppl.rules.schedule.network import network
from ppl.rules.schedule.planned import Planned, of_plan, planned
from ppl.store import codec
from ppl.store.folder import Folder, problems_of
from ppl.yaml import text as yaml_text

PlanProject = Annotated[
    str | None,
    typer.Argument(
        metavar="PROJECT", help=N_("The project's id, the name of its folder."), autocompletion=completed_projects
    ),
]
PlanFile = Annotated[
    Path | None, typer.Option("--plan", metavar="FILE", help=N_("A plan in a file of its own, instead of a project's."))
]
To = Annotated[
    str | None, typer.Option("--to", metavar="ACTIVITY", help=N_("Count to this activity, instead of the plan's goal."))
]
NoCalendar = Annotated[bool, typer.Option("--no-calendar", help=N_("Weeks only: no seasons, meetings or recess."))]


def read_plan(desk: Desk, project: str | None, file: Path | None, moment: Moment | None = None) -> Planned:
    """The plan that is meant. Raises UsageError where neither or both are named, DataError where there is none."""
    if (project is None) == (file is None):
        raise UsageError(Text("whose plan?"), Text("name a project, or a file with --plan"))
    if file is not None:
        name, text = sent(str(file))
        plan = _read(name, text)
        _refuse_senseless(desk, plan, lambda finding: yaml_text.line_of(text, finding.field), name)
        return of_plan(_around(desk, moment), plan)
    assert project is not None
    folder = moment.folder if moment else desk.folder
    ref = desk.ref(project, folder, "project")
    knowledge, problems = folder.read_refs([ref, f"{ref}/plan", *_shared(folder)])
    errors = tuple(problem for problem in problems if problem.is_error)
    if errors:
        raise DataError(Text("the plan of {project} cannot be read", project=ref), problems=errors)
    found = planned(knowledge, ref)
    text = folder.text(f"{ref}/plan") or ""
    path = f"data/{path_of_ref(found.plan.ref)}"
    _refuse_senseless(desk, found.plan, lambda finding: yaml_text.line_of(text, finding.field), path)
    return found


def _refuse_senseless(desk: Desk, plan: Plan, line_of: Callable[[Finding], int], path: str) -> None:
    """Raises DataError, with the lines, for a plan that cannot be scheduled: a circle, an unknown or doubled id."""
    try:
        network(plan.activities)
    except DataError as error:
        wrong = findings(Knowledge([plan], {plan.ref}), desk.today, ("links", "duplicates", "plans"))
        error.problems = tuple(
            Problem(path, line_of(finding), finding.what, finding.remedy, check)
            for check, finding in wrong
            if finding.level == "error"
        )
        raise


def _shared(folder: Folder) -> list[str]:
    """What the plans of a knowledge base have in common."""
    templates = [ref_of_path(path) for path in folder.tree.paths("programme/plans/")]
    return ["programme/programme", "programme/vocabularies", "programme/calendar", "programme/bodies", *templates]


def _around(desk: Desk, moment: Moment | None) -> Knowledge:
    """The lists of the knowledge base that we stand in; outside one those that travel with ppl."""
    try:
        folder = moment.folder if moment else desk.folder
    except StoreError:
        if desk.root_option is not None:
            raise
        folder = Folder(shipped("data").parent, desk.environment)
    return folder.read_refs(_shared(folder))[0]


def _read(name: str, text: str) -> Plan:
    """The plan in a text. Raises DataError with the lines that are wrong."""
    record, flaws = codec.record(Plan, read_mapping(name, text, keep_empty=True), "plan")
    problems = tuple(problem for problem in problems_of(flaws, text, name) if problem.is_error)
    if record is None or problems:
        raise DataError(Text("{file} is not a plan", file=name), problems=problems)
    return record
