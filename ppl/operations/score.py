"""A score of a candidate project: what it is about, what it may hold, and whether the same was scored before."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.errors import DataError, Finding, Problem, Text, nothing_written
from ppl.model.fields import changed
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria, Programme
from ppl.model.project import Project
from ppl.model.score import Score
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.operations.summary import summary_lines
from ppl.rules import scoring
from ppl.rules.checks import findings
from ppl.rules.ranking import RANKED
from ppl.store import codec
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text

AGREED = "agreed"
ORDER = ("assessor", "scored_on", "as", "criteria", "knock_outs", "scores", "obstacles", "remarks")


class ScoreRequest(NamedTuple):
    """project: its ref; entry: the fields of the score."""

    project: str
    entry: Entry


class Case(NamedTuple):
    """What is scored: the project, the criteria set, the earlier scores."""

    project: Project
    criteria: Criteria
    knowledge: Knowledge


def score(folder: Folder, today: datetime.date, request: ScoreRequest) -> Proposal:
    """The score as a new record. Raises DataError with every problem of the entry.

    Nothing where the same was scored before; the message then names that score.
    """
    kind, entry = KIND["score"], request.entry
    case = score_case(folder, today, request.project, entry.fields)
    id = new_id(kind, entry.fields, today.isoformat())
    first = free_ref(kind, case.project.id, id, ())
    record = _checked(case, today, first, entry)
    known = [ref_of_path(path) for path in folder.tree.paths(f"projects/{case.project.id}/scores/")]
    for ref in known:
        if ref.startswith(first) and _is_same(case.knowledge.get(ref), record):
            return Proposal([], Message("score", ref, ""), entry)
    what = (
        f"{record.assessor} {record.scored_on}, {len(record.scores)} of {len(case.criteria.criteria)} criteria, "
        f"{len(record.knock_outs)} of {len(case.criteria.knock_outs)} knock-outs"
    )
    edits = [Edit(free_ref(kind, case.project.id, id, folder.claimed_refs), entry.fields)]
    remarks = [*_remarks(record, case)]
    return Proposal(edits, Message("score", case.project.ref, what), entry, (), lambda: summary_lines(edits), remarks)


def score_case(folder: Folder, today: datetime.date, project: str, head: Mapping[str, Any]) -> Case:
    """The project with its criteria set and earlier scores. Raises DataError or UsageError.

    head: day and criteria set of the score, as far as they are known
    """
    paths = [*folder.tree.paths("programme/criteria/"), *folder.tree.paths(f"projects/{project}/scores/")]
    knowledge, _ = folder.read_refs([project, "programme/programme", *(ref_of_path(path) for path in paths)])
    found = knowledge.project(project)
    if found is None:
        raise DataError(Text("{ref} cannot be read", ref=project), Text("ppl check tells why"))
    if found.lot is None:
        what = Text("{ref} has no lot, so no criteria apply to it", ref=project)
        raise DataError(what, Text("give it one: ppl set {ref} lot=lot-1", ref=project))
    try:
        day = datetime.date.fromisoformat(str(head.get("scored_on")))
    except ValueError:
        day = today  # the entry's own date is wrong: that is said with its line
    return Case(found, scoring.criteria_for(knowledge, found.lot, day, head.get("criteria")), knowledge)


def score_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a score in the order of its record; empty ones left out."""
    names = [*ORDER, *(name for name in fields if name not in ORDER)]
    return {name: fields[name] for name in names if fields.get(name) not in (None, "", [], {})}


def _remarks(record: Score, case: Case) -> list[Text]:
    found = []
    if open := ", ".join(scoring.left_open(record, case.criteria)):
        agreed = Text("not agreed, there the assessors' own answers stand: {codes}", codes=open)
        found.append(agreed if record.as_ == AGREED else Text("left open, a range in the ranking: {codes}", codes=open))
    if case.project.status not in RANKED:
        status = Text(case.project.status)
        found.append(Text("{ref} is {status} and so not ranked", ref=case.project.ref, status=status))
    return found


def _is_same(earlier: object, record: Score) -> bool:
    return isinstance(earlier, Score) and changed(earlier, ref=record.ref) == record


def _checked(case: Case, today: datetime.date, ref: str, entry: Entry) -> Score:
    """The score that the fields hold. Raises DataError with every problem and its line."""
    record, flaws = codec.record(Score, entry.fields, ref)
    found = [Finding(ref, flaw.field, flaw.what, flaw.remedy) for flaw in flaws if flaw.level == "error"]
    if record is not None:
        readable = _readable(entry.fields, ref) if found else record
        programme = case.knowledge.one(Programme)
        knowledge = Knowledge([readable, case.criteria, *([programme] if programme else [])], case.knowledge.refs)
        found += [one for _, one in findings(knowledge, today, about=(ref,)) if one.level == "error"]
        found += scoring.odd_answers(readable)
        if not found:
            return readable
    name, text = entry.name, entry.text
    if not name:  # nobody sent a file: the lines are those of the record as it would have been
        edit = Edit(ref, entry.fields)
        name, text = f"data/{edit.path}", edit.new or ""
    problems = [Problem(name, yaml_text.line_of(text, one.field), one.what, one.remedy, "score") for one in found]
    problems.sort(key=lambda problem: problem.line)
    raise DataError(nothing_written(len(problems)), problems=tuple(problems))


def _readable(fields: Mapping[str, Any], ref: str) -> Score:
    """The score without what cannot be read, so that all the rest is looked at too."""
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
    complete = {
        name: {code: one for code, one in getattr(record, name).items() if one is not None}
        for name in ("knock_outs", "scores")
    }
    return changed(record, **complete)
