"""`ppl score PROJECT`: one assessor's judgement of a candidate project, or what the assessors agreed."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, NamedTuple

import typer

from ppl.cli.desk import Desk
from ppl.cli.entry import read_mapping, sent
from ppl.cli.options import N_, DryRun, ProjectArgument, WithEdits, Yes, desk_of
from ppl.cli.saving import Proposal, save
from ppl.errors import DataError, Problem, Text, UsageError
from ppl.model.fields import changed
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Criteria
from ppl.model.project import Project
from ppl.model.score import Score
from ppl.rules import scoring
from ppl.store.folder import Folder

HELP = N_("""Score a candidate project: the knock-outs with evidence, the criteria from 1 to 5 with a reason.

On a terminal every question is asked with the sentences of its scale; without one the answers come from FILE:
YAML with knock_outs, scores, obstacles and remarks, as in a record. What you leave out stays open.

Each assessor has a code (bureau-1, client-2). A later score is a new record beside the earlier ones. With
--agreed it is what the assessors agreed together; that replaces their own scores in a ranking.

\b
Example:
  ppl score langeveld --assessor bureau-1
  ppl score langeveld --assessor bureau-1 --from score.yaml
""")

AGREED = "agreed"
FLAGS = {"assessor": "--assessor", "scored_on": "--on", "as": "--agreed", "criteria": "--criteria"}
ORDER = ("assessor", "scored_on", "as", "criteria", "knock_outs", "scores", "obstacles", "remarks")


class Case(NamedTuple):
    """What is scored: the project, the criteria set, the earlier scores."""

    project: Project
    criteria: Criteria
    knowledge: Knowledge


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    assessor: Annotated[
        str | None, typer.Option("--assessor", metavar="CODE", help=N_("Who scores: a code, never a name."))
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the answers; - reads standard input.")),
    ] = None,
    criteria: Annotated[
        str | None,
        typer.Option("--criteria", metavar="ID", help=N_("The criteria set, instead of the one valid on that day.")),
    ] = None,
    agreed: Annotated[bool, typer.Option("--agreed", help=N_("What the assessors agreed together."))] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day; else today."))] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(project, kind="project")
    if source is None and not desk.is_terminal:
        raise UsageError(
            Text("without a terminal nobody can be asked"), Text("give the answers in a file: --from FILE")
        )
    name, text = sent(source) if source is not None else ("", "")
    given = read_mapping(name, text) if source is not None else {}
    head = _head(desk, given if source is not None else None, assessor, agreed, on, criteria)
    case = _case(desk, ref, head)
    head["criteria"] = case.criteria.id
    if source is not None:
        fields = _ordered({**given, **head})
        _save(desk, case, fields, name, text, dry_run, yes, with_edits)
        return
    _guided(desk, case, head, dry_run, yes, with_edits)


def _head(
    desk: Desk, entry: dict[str, Any] | None, assessor: str | None, agreed: bool, on: str | None, criteria: str | None
) -> dict[str, Any]:
    """Assessor, day, manner and set: from the options or the entry, which may not contradict each other."""
    given = entry or {}
    options = {"assessor": assessor, "scored_on": on, "as": AGREED if agreed else None, "criteria": criteria}
    for field, flag in (
        ("assessor", "--assessor"),
        ("scored_on", "--on"),
        ("as", "--agreed"),
        ("criteria", "--criteria"),
    ):
        option, held = options[field], given.get(field)
        if option is not None and held is not None and str(held) != option:
            raise UsageError(
                Text("{flag} says {option}, the entry says {field}: {held}", flag=flag, option=option, field=field,
                     held=str(held)),
                Text("take one of the two away"),
            )  # fmt: skip
    head = {field: option or given.get(field) for field, option in options.items()}
    head["scored_on"] = head["scored_on"] or desk.today.isoformat()
    if on is not None:
        _day(on)
    head["assessor"] = head["assessor"] or (
        AGREED if head["as"] == AGREED else _asked_assessor(desk, entry is not None)
    )
    return {field: value for field, value in head.items() if value is not None}


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Text("--on is `{value}`, and that is not a date", value=text), Text("write it as 2026-01-31")
        ) from None


def _asked_assessor(desk: Desk, is_entry: bool) -> str:
    """The code of the assessor, asked for. Raises UsageError where nobody can be asked."""
    from ppl.cli.scoring import ask

    if is_entry or not desk.is_terminal:
        raise UsageError(
            Text("it is not said who scores"), Text("add --assessor CODE, for example bureau-1 (never a name)")
        )
    while True:
        try:
            if found := ask(desk, Text("Who scores: a code such as bureau-1, never a name")):
                return found
        except KeyboardInterrupt:
            desk.remark(Text("nothing was written"))
            raise typer.Exit(130) from None


def _case(desk: Desk, ref: str, head: dict[str, Any]) -> Case:
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


def _ordered(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a score in the order of its record; empty ones left out."""
    names = [*ORDER, *(name for name in fields if name not in ORDER)]
    return {name: fields[name] for name in names if fields.get(name) not in (None, "", [], {})}


# from answers to a commit


def _save(
    desk: Desk, case: Case, fields: dict[str, Any], name: str, text: str, dry_run: bool, yes: bool, with_edits: bool
) -> None:
    proposal = save(
        desk,
        lambda folder: _proposal(desk, folder, case, fields, name, text),
        dry_run=dry_run,
        yes=yes,
        with_edits=with_edits,
    )
    if not proposal.edits:
        desk.remark(Text("this was scored before, as {ref}; nothing was written", ref=proposal.message.ref))
        return
    record, _ = proposal.edits[0].record()
    assert isinstance(record, Score)
    if open := ", ".join(scoring.left_open(record, case.criteria)):
        own = Text("not agreed, there the assessors' own answers stand: {codes}", codes=open)
        desk.remark(own if record.as_ == AGREED else Text("left open, a range in the ranking: {codes}", codes=open))
    if case.project.status in ("reference", "withdrawn", "stopped"):
        desk.remark(Text("{ref} is {status} and so not ranked", ref=case.project.ref, status=Text(case.project.status)))


def _proposal(desk: Desk, folder: Folder, case: Case, fields: dict[str, Any], name: str, text: str) -> Proposal:
    from ppl.model.kinds import KIND, path_for, ref_of_path
    from ppl.store.edits import Edit, free_ref, new_id
    from ppl.store.message import Message

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
    return Proposal([edit], Message("score", case.project.ref, what), name, text)


def _is_same(earlier: object, record: Score) -> bool:
    return isinstance(earlier, Score) and changed(earlier, ref=record.ref) == record


def _checked(desk: Desk, case: Case, fields: dict[str, Any], ref: str, name: str, text: str) -> Score:
    """The score that the fields hold. Raises DataError with every problem and its line."""
    from ppl.errors import Finding
    from ppl.model.programme import Programme
    from ppl.rules.checks import findings
    from ppl.store import codec, yaml_text
    from ppl.store.edits import Edit

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


# the guided way


def _guided(desk: Desk, case: Case, head: dict[str, Any], dry_run: bool, yes: bool, with_edits: bool) -> None:
    from ppl.cli.scoring import Draft, Scoring

    counts = scoring.counted(case.knowledge, case.project.id, case.criteria, desk.today)
    is_agreed = head.get("as") == AGREED
    mine = counts.agreed if is_agreed else next((s for s in counts.individual if s.assessor == head["assessor"]), None)
    draft = Draft(desk, case.project.id)
    about = f"{case.project.name} ({', '.join(case.project.municipality)}): {case.criteria.id}, {head['assessor']}"
    try:
        answers = draft.found(head) or (_texts(mine) if mine is not None else {})
        others = counts.individual if is_agreed else ()
        kept = {field: value for field, value in head.items() if field != "scored_on"}
        Scoring(desk, about, case.criteria, answers, others, lambda: draft.keep({**_pruned(answers), **kept})).walk()
        _save(desk, case, _ordered({**_pruned(answers), **head}), "", "", dry_run, yes, with_edits)
    except KeyboardInterrupt:
        raise draft.stop() from None
    except DataError:
        draft.stop()
        raise
    if not dry_run:
        draft.drop()


def _pruned(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers without the questions that were left open."""
    return {
        name: {code: one for code, one in held.items() if one} if isinstance(held, dict) else held
        for name, held in answers.items()
    }


def _texts(score: Score) -> dict[str, Any]:
    """The answers of an earlier score, as a conversation fills them in."""
    return {
        "knock_outs": {
            code: {"pass": "yes" if one.pass_ else "no", "evidence": one.evidence}
            for code, one in score.knock_outs.items()
        },
        "scores": {code: {"value": str(one.value), "reason": one.reason} for code, one in score.scores.items()},
        "obstacles": list(score.obstacles),
        "remarks": score.remarks or "",
    }
