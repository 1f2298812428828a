"""`ppl score PROJECT`: one assessor's judgement of a candidate project, or what the assessors agreed."""

import re
from typing import Annotated, Any

import typer

from ppl.cli import completion
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.one_line import insisted
from ppl.cli.ask.questions import RefusalError
from ppl.cli.ask.score import Sheet, answered_fields, code_of_assessor, nearly_assessor, script, who_scores
from ppl.cli.desk import Desk
from ppl.cli.entry.confirm_entry import save_entry
from ppl.cli.entry.input_file import read_entry, sent
from ppl.cli.entry.session_input import entry_of
from ppl.cli.options import N_, CriteriaOption, PlanProject, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.stopped import StepBack, StoppedError
from ppl.errors import DataError, Text, UsageError
from ppl.model.score import Score
from ppl.operations.entry import Entry
from ppl.operations.score import AGREED, Case, ScoreRequest, score, score_case, score_fields
from ppl.rules import scoring

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


@with_write_options()
def command(
    ctx: typer.Context,
    project: PlanProject = None,
    assessor: Annotated[
        str | None,
        typer.Option(
            "--assessor",
            metavar="CODE",
            help=N_("Who scores: a code, never a name."),
            autocompletion=completion.assessors,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the answers; - reads standard input.")),
    ] = None,
    criteria: CriteriaOption = None,
    agreed: Annotated[bool, typer.Option("--agreed", help=N_("What the assessors agreed together."))] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day; else today."))] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = _project(desk, project, can_ask=source is None)
    if source is None and not desk.is_terminal:
        what = Text("without a terminal nobody can be asked")
        raise UsageError(what, Text("give the answers in a file: --from FILE"))
    if assessor is not None:
        _refuse_name(assessor)
    name, text = sent(desk, source) if source is not None else ("", "")
    sent_entry = read_entry(desk, name, text, Score) if source is not None else None
    given = sent_entry.fields if sent_entry else None
    head = _meant(desk, _head(desk, given, assessor, agreed, on, criteria), is_asked=source is None)
    case = score_case(desk.folder, desk.today, ref, head)  # refuses where nothing can be scored, before it asks who
    if "assessor" not in head:
        head = {"assessor": AGREED if head.get("as") == AGREED else _assessor(desk, given is not None), **head}
    head["criteria"] = case.criteria.id
    entry, talk = (sent_entry or Entry("", "", {}))._replace(fields=score_fields({**(given or {}), **head})), None

    def read(name: str, text: str) -> Entry:
        return _edited(desk, name, text, head)

    is_back = False
    while True:
        if source is None:
            entry, talk = _talk(desk, case, head, is_back)
        try:
            proposal, _ = save_entry(desk, score, ScoreRequest(ref, entry), read, options, talk)
            break
        except StepBack:
            is_back = True
    known = Text("this was scored before, as {ref}; nothing was written", ref=proposal.message.ref)
    for remark in proposal.remarks if proposal.edits else [known]:
        desk.remark(remark)


def _project(desk: Desk, project: str | None, can_ask: bool) -> str:
    """The ref of the project, asked for where nobody named it. Raises UsageError where nobody can be asked."""
    if project is None and can_ask and desk.is_terminal:
        from ppl.cli.ask.which_project import asked_project  # only where nobody named it

        project = asked_project(desk, "score", has_programme=False)
    if project is None:
        raise UsageError(Text("which project?"), Text("name it: ppl score PROJECT"))
    return desk.ref(project, kind="project")


def _refuse_name(assessor: str) -> None:
    """Raises UsageError where this is not the code of an assessor, before anything is asked."""
    try:
        code_of_assessor(assessor)
    except RefusalError as refusal:
        remedy = Text("write a party and a number, such as bureau-1 or client-2; never a name")
        raise UsageError(refusal.what, remedy) from None


def _meant(desk: Desk, head: dict[str, Any], is_asked: bool) -> dict[str, Any]:
    """The same with the assessor who is meant, asked about where it is nearly another.

    Raises UsageError where nobody answers.
    """
    assessor, known = head.get("assessor"), _known(desk)
    if not isinstance(assessor, str) or assessor == AGREED or (near := nearly_assessor(assessor, known)) is None:
        return head
    if is_asked and desk.is_terminal:
        desk.remark(Text("`{assessor}` is nearly {near}", assessor=assessor, near=near))
        return {**head, "assessor": _asked(desk, known)}
    what = Text("`{assessor}` is nearly {near}", assessor=assessor, near=near)
    remedy = Text("write --assessor {near}; is it another party, leave the option out on a terminal and type it twice",
                  near=near)  # fmt: skip
    raise UsageError(what, remedy)


def _talk(desk: Desk, case: Case, head: dict[str, Any], is_back: bool) -> tuple[Entry, Conversation]:
    """The questions, and the entry that their answers come to. Ends the command when it is broken off.

    is_back: somebody comes back from the preview
    """
    id, who = case.project.id, head["assessor"]
    is_agreed = head.get("as") == AGREED
    counts = scoring.counted(case.knowledge, id, case.criteria, desk.today)
    mine = counts.agreed if is_agreed else next((s for s in counts.individual if s.assessor == who), None)
    sheet = Sheet(case.criteria, mine, counts.individual if is_agreed else ())
    about = f"ppl score {id} --agreed" if is_agreed else f"ppl score {id} --assessor {who}"
    talk = Conversation(desk, "-".join(["score", id, case.criteria.id, who, *([AGREED] if is_agreed else [])]), about)
    opening = Text(
        "{name} ({where}), {criteria}, {who}: Enter keeps or skips, - leaves open, < goes a step back, ? explains",
        name=case.project.name, where=", ".join(case.project.municipality), criteria=case.criteria.id, who=who,
    )  # fmt: skip
    answers = talk.hold(opening, {}, lambda _: lambda given: script(sheet, given), is_back)
    return entry_of(score_fields({**answered_fields(sheet, answers), **head}), Score), talk


def _edited(desk: Desk, name: str, text: str, head: dict[str, Any]) -> Entry:
    """The score in a text that was edited. Raises DataError, also where it became that of another assessor or set."""
    entry = read_entry(desk, name, text, Score)
    raw = entry.fields
    try:
        held = _head(desk, raw, head["assessor"], head.get("as") == AGREED, None, head["criteria"])
    except UsageError as error:
        raise DataError(error.what, error.remedy) from None
    return entry._replace(fields=score_fields({**raw, **held}))


def _head(
    desk: Desk, entry: dict[str, Any] | None, assessor: str | None, agreed: bool, on: str | None, criteria: str | None
) -> dict[str, Any]:
    """Assessor, day, manner and set, as far as options or entry say them; they may not contradict each other."""
    given = entry or {}
    on = day_of(desk, on, "--on").isoformat() if on else None
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
    return {field: value for field, value in head.items() if value is not None}


def _assessor(desk: Desk, is_entry: bool) -> str:
    """The code of the assessor, asked for. Raises UsageError where nobody can be asked."""
    if is_entry or not desk.is_terminal:
        what = Text("it is not said who scores")
        raise UsageError(what, Text("add --assessor CODE, for example bureau-1 (never a name)"))
    return _asked(desk, _known(desk))


def _known(desk: Desk) -> list[str]:
    """The codes of those who scored before."""
    ids = [ref.rpartition("/")[2] for ref in desk.known_refs() if "/scores/" in ref]
    return sorted({re.sub(r"-\d{4}-\d\d-\d\d(-\d+)?$", "", id) for id in ids} - {AGREED})


def _asked(desk: Desk, known: list[str]) -> str:
    try:
        return insisted(desk, who_scores(known), "score")
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None
