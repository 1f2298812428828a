"""A score on its way to its file: the candidate it is about, what it may hold, and what was scored before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from ppl.cli.desk import Desk
from ppl.errors import DataError, Problem, Text
from ppl.model.fields import changed
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria
from ppl.model.project import Project
from ppl.model.score import Score
from ppl.operations.proposal import Proposal
from ppl.rules import scoring
from ppl.store.folder import Folder

AGREED = "agreed"
ORDER = ("assessor", "scored_on", "as", "criteria", "knock_outs", "scores", "obstacles", "remarks")


class Case(NamedTuple):
    """What is scored: the project, the criteria set, the earlier scores."""

    project: Project
    criteria: Criteria
    knowledge: Knowledge


def case_of(desk: Desk, ref: str, head: dict[str, Any]) -> Case:
    """The project with its criteria set and earlier scores. Raises DataError or UsageError."""
    from ppl.model.kinds import ref_of_path

    tree = desk.folder.tree
    paths = [*tree.paths("programme/criteria/"), *tree.paths(f"projects/{ref}/scores/")]
    knowledge, _ = desk.folder.read_refs([ref, "programme/programme", *(ref_of_path(path) for path in paths)])
    project = knowledge.project(ref)
    if project is None:
        raise DataError(Text("{ref} cannot be read", ref=ref), Text("ppl check tells why"))
    if project.lot is None:
        raise DataError(
            Text("{ref} has no lot, so no criteria apply to it", ref=ref),
            Text("give it one: ppl set {ref} lot=lot-1", ref=ref),
        )
    try:
        day = datetime.date.fromisoformat(str(head["scored_on"]))
    except ValueError:
        day = desk.today  # the entry's own date is wrong: that is said with its line
    return Case(project, scoring.criteria_for(knowledge, project.lot, day, head.get("criteria")), knowledge)


def ordered(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a score in the order of its record; empty ones left out."""
    names = [*ORDER, *(name for name in fields if name not in ORDER)]
    return {name: fields[name] for name in names if fields.get(name) not in (None, "", [], {})}


def proposal(
    desk: Desk, case: Case, fields: dict[str, Any], name: str, text: str, is_kept: bool, folder: Folder
) -> Proposal:
    """What a score writes; nothing where the same was scored before. Raises DataError with every problem."""
    from ppl.model.ids import free_ref, new_id
    from ppl.model.kinds import KIND, path_for, ref_of_path
    from ppl.store.edits import Edit
    from ppl.store.git.message import Message

    kind = KIND["score"]
    wanted = new_id(kind, fields, desk.today.isoformat())
    taken = [ref_of_path(path) for path in folder.tree.paths(f"projects/{case.project.id}/scores/")]
    first = ref_of_path(path_for(kind, case.project.id, wanted))
    record = _checked(desk, case, fields, first, name, text)
    for ref in taken:
        if ref.startswith(first) and _is_same(case.knowledge.get(ref), record):
            return Proposal([], Message("score", ref, ""))
    what = (
        f"{record.assessor} {record.scored_on}, {len(record.scores)} of {len(case.criteria.criteria)} criteria, "
        f"{len(record.knock_outs)} of {len(case.criteria.knock_outs)} knock-outs"
    )
    edit = Edit(free_ref(kind, case.project.id, wanted, taken), fields)

    def told() -> Iterator[Text | str]:
        from ppl.cli.preview import told

        return told([edit])

    return Proposal([edit], Message("score", case.project.ref, what), name, text, told=told, is_kept=is_kept)


def _is_same(earlier: object, record: Score) -> bool:
    return isinstance(earlier, Score) and changed(earlier, ref=record.ref) == record


def _checked(desk: Desk, case: Case, fields: dict[str, Any], ref: str, name: str, text: str) -> Score:
    """The score that the fields hold. Raises DataError with every problem and its line."""
    from ppl.errors import Finding
    from ppl.model.programme import Programme
    from ppl.rules.checks import findings
    from ppl.store import codec
    from ppl.store.edits import Edit
    from ppl.yaml import text as yaml_text

    record, flaws = codec.record(Score, fields, ref)
    found = [Finding(ref, flaw.field, flaw.what, flaw.remedy) for flaw in flaws if flaw.level == "error"]
    if record is not None:
        readable = _readable(fields, ref) if found else record
        programme = case.knowledge.one(Programme)
        seen = Knowledge([readable, case.criteria, *([programme] if programme else [])], case.knowledge.refs)
        found += [one for _, one in findings(seen, desk.today) if one.ref == ref and one.level == "error"]
        found += scoring.odd_answers(readable)
        if not found:
            return readable
    if not name:  # nobody sent a file: the lines are those of the record as it would have been
        edit = Edit(ref, fields)
        name, text = f"data/{edit.path}", edit.new or ""
    problems = [Problem(name, yaml_text.line_of(text, one.field), one.what, one.remedy, "score") for one in found]
    problems.sort(key=lambda problem: problem.line)
    raise DataError(Text("nothing was written: {number} problems", number=len(problems)), problems=tuple(problems))


def _readable(fields: dict[str, Any], ref: str) -> Score:
    """The score without what cannot be read, so that all the rest is looked at too."""
    from ppl.store import codec

    blank = {"pass": "no", "evidence": "-", "value": "1", "reason": "-"}
    filled = dict(fields)
    for name in ("knock_outs", "scores"):
        held = fields.get(name)
        answers = held.items() if isinstance(held, dict) else ()
        filled[name] = {
            code: {**blank, **{key: value for key, value in one.items() if value is not None}}
            for code, one in answers
            if isinstance(one, dict)
        }
    record, _ = codec.record(Score, filled, ref)
    assert record is not None
    whole = {
        name: {code: one for code, one in getattr(record, name).items() if one is not None}
        for name in ("knock_outs", "scores")
    }
    return changed(record, **whole)
