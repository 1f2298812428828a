"""The plan of a project: read with what it rests on, and changed as it stands."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ppl.errors import DataError, Problem, Text
from ppl.model.kinds import path_of_ref, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.operations.proposal import Proposal
from ppl.rules.checks import findings
from ppl.rules.schedule.network import network
from ppl.rules.schedule.planned import Planned, planned
from ppl.store import codec
from ppl.store.edits import existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.scalars import TRUTH
from ppl.yaml import text as yaml_text


def shared_refs(folder: Folder) -> list[str]:
    """What the plans of a knowledge base have in common."""
    many = [ref_of_path(path) for part in ("programme/plans/", "laws/") for path in folder.tree.paths(part)]
    return ["programme/programme", "programme/vocabularies", "programme/calendar", "programme/bodies", *many]


def project_plan(folder: Folder, today: datetime.date, project: str) -> Planned:
    """The plan of a project, ready to be scheduled. Raises DataError where it cannot be read or scheduled."""
    knowledge, problems = folder.read_refs([project, f"{project}/plan", *shared_refs(folder)])
    errors = tuple(problem for problem in problems if problem.is_error)
    if errors:
        raise DataError(Text("the plan of {project} cannot be read", project=project), problems=errors)
    found = planned(knowledge, project)
    path = f"data/{path_of_ref(found.plan.ref)}"
    refuse_unschedulable(found.plan, today, path, folder.text(f"{project}/plan") or "")
    return found


def refuse_unschedulable(plan: Plan, today: datetime.date, path: str, text: str) -> None:
    """Raises DataError, with the lines in its text, for a plan with a circle, or an unknown or doubled id."""
    try:
        network(plan.activities)
    except DataError as error:
        wrong = findings(Knowledge([plan], {plan.ref}), today, ("links", "duplicates", "plans"))
        error.problems = tuple(
            Problem(path, yaml_text.line_of(text, finding.field), finding.what, finding.remedy, check)
            for check, finding in wrong
            if finding.level == "error"
        )
        raise


def changed_plan(
    folder: Folder,
    project: str,
    change: Callable[[Plan], Plan],
    word: str,
    what: str,
    summary: Callable[[Plan], Iterable[Text | str]] | None = None,
) -> Proposal:
    """The plan of a project after a change; nothing where it stays the same. Raises DataError where there is none.

    word, what: what the commit says; summary: what the changed plan comes to
    """
    ref = f"{project}/plan"
    before = existing_edit(folder, ref)
    record = before.record()[0] if before is not None else None
    if before is None or not isinstance(record, Plan):
        raise DataError(Text("{project} has no plan that can be read", project=project), Text("ppl check tells why"))
    plan = change(record)
    if plan == record:
        return Proposal([], Message(word, ref, what))
    after = before._replace(fields=_as_it_stands(before.fields, codec.raw(plan)))
    edits = [] if after.new == before.old else [after]
    lines = None if summary is None else lambda: summary(plan)
    return Proposal(edits, Message(word, ref, what), summary=lines)


def _as_it_stands(old: Any, new: Any) -> Any:
    """The new value in the spelling that stands there: `yes` does not become `true` where nothing changes."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {name: _as_it_stands(old.get(name), value) for name, value in new.items()}
    if isinstance(old, list) and isinstance(new, list):
        known = {one.get("id"): one for one in old if isinstance(one, Mapping)}
        return [_as_it_stands(known.get(one["id"]), one) if isinstance(one, Mapping) and "id" in one else one
                for one in new]  # fmt: skip
    if isinstance(old, str) and isinstance(new, str) and TRUTH.get(new) is not None:
        return old if TRUTH.get(old.strip().lower()) is TRUTH[new] else new
    return new
