"""`ppl log`: a session with all that came out of it, in one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from ppl.cli.desk import Desk
from ppl.cli.entered import Entered, as_text, from_editor, keep, reread, sent_in
from ppl.cli.entry import read_mapping, sent
from ppl.cli.options import N_, DryRun, ProjectArgument, WithEdits, Yes, desk_of
from ppl.cli.saving import Proposal, save
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import path_of_ref
from ppl.store import entry as entries
from ppl.store.folder import Folder
from ppl.store.message import Message

if TYPE_CHECKING:
    from ppl.cli.conversation import Conversation

HELP = N_("""Log a session with all that came out of it: one preview, one commit.

On a terminal ppl asks, starting from what is open; Enter skips, < goes a step back, and what you typed is kept
when you stop. Or send a file: YAML with the fields of a session, a filled-in form (ppl form session), or notes.

In YAML only kind and held_on are required. Where a session refers to bottlenecks, interventions, lessons or
decisions, write them whole: with a title it is a new one, with an id it changes one. An action with an id and
no text changes an action of an earlier session.

PROJECT is `programme` for a session of the programme as a whole.

\b
Example:
  ppl log langeveld
  ppl log langeveld --from session.yaml
  ppl log langeveld --cancelled --because "de projectleider is ziek"
  ppl log langeveld --moved 2026-12-04 --because "eerst het raadsbesluit"
  ppl log langeveld --amend 2026-11-20-weekly --from correctie.yaml --because "reactie projectleider"
""")


class Way(NamedTuple):
    """How it is written: the flags that every writing word has."""

    dry_run: bool
    yes: bool
    with_edits: bool


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the session; - reads standard input.")),
    ] = None,
    editor: Annotated[bool, typer.Option("--editor", help=N_("Fill in the form in your editor."))] = False,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help=N_("The kind of talk; contact is a call or a mail.")),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the talk; else today."))] = None,
    cancelled: Annotated[bool, typer.Option("--cancelled", help=N_("The talk did not take place."))] = False,
    moved: Annotated[
        str | None, typer.Option("--moved", metavar="DATE", help=N_("The talk was moved to this day."))
    ] = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help=N_("Why it was cancelled, moved or corrected."))
    ] = None,
    amend: Annotated[
        str | None, typer.Option("--amend", metavar="SESSION", help=N_("Correct a session that was logged before."))
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    _refuse_odd(source, editor, cancelled, moved, because, amend, kind or on)
    place = None if project == "programme" else desk.ref(project, kind="project")
    way = Way(dry_run, yes, with_edits)
    if amend is not None:
        _amend(desk, place, amend, source, editor, because, way)
        return
    given = _given(desk, kind, on)
    if cancelled or moved:
        entered = _not_held(desk, place, given, moved, because)
    elif source is not None:
        entered = sent_in(desk, source, given, place)
    elif editor:
        entered = from_editor(desk, place, given)
    elif desk.is_terminal:
        _talk(desk, place, given, way)
        return
    else:
        raise UsageError(
            Text("there is no terminal to ask on"), Text("send the session in a file: --from FILE, or --from -")
        )
    proposal, entered = _written(desk, place, entered, given, way)
    if not dry_run:
        _drop_notes(desk, entered.notes)
        _offer(desk, proposal)


def _refuse_odd(
    source: str | None, editor: bool, cancelled: bool, moved: str | None, because: str | None, amend: str | None,
    told: str | None,
) -> None:  # fmt: skip
    """Options that say two things at once. Raises UsageError."""
    ways = [
        name
        for name, is_there in (("--from", source), ("--editor", editor), ("--cancelled", cancelled), ("--moved", moved))
        if is_there
    ]
    if len(ways) > 1 or (amend and (cancelled or moved)):
        listed = ", ".join([*ways, *(["--amend"] if amend else [])])
        raise UsageError(Text("{listed} do not go together", listed=listed), Text("choose one of them"))
    if because and not (cancelled or moved or amend):
        raise UsageError(
            Text("--because belongs to --cancelled, --moved or --amend"), Text("what was said goes into the summary")
        )
    if amend and told:
        raise UsageError(
            Text("--kind and --on are for a new session"), Text("a correction names the field: --from, --editor")
        )


def _given(desk: Desk, kind: str | None, on: str | None) -> dict[str, str]:
    """What the options say of the session. Raises UsageError."""
    found = {}
    if kind is not None:
        from typing import get_args

        from ppl.model.session import SessionKind

        kinds = get_args(SessionKind)
        if kind not in kinds:
            raise UsageError(
                Text("there is no kind of talk `{kind}`", kind=kind),
                Text("choose from {listed}", listed=", ".join(kinds)),
            )
        found["kind"] = kind
    if on is not None:
        found["held_on"] = _day(desk, on, is_ahead=False)
    return found


def _day(desk: Desk, text: str, is_ahead: bool) -> str:
    from ppl.cli.asking import RefusalError
    from ppl.cli.meant import day

    try:
        return day(desk.today, is_ahead)(text)
    except RefusalError as refusal:
        raise UsageError(refusal.what) from None


def _not_held(
    desk: Desk, place: str | None, given: Mapping[str, str], moved: str | None, because: str | None
) -> Entered:
    """A talk that did not take place: the planned day, why, and to which day it moved. Raises UsageError."""
    if not because and desk.is_terminal:
        from ppl.cli.asking import Asking, Question, Terminal

        question = Question("because", Text("Why"), Text("One line; it stands with the talk."), is_required=True)
        because = Asking(Terminal(desk)).ask(question)
    if not because:
        raise UsageError(Text("a talk that did not take place needs its reason"), Text('add --because "..."'))
    kind = given.get("kind")
    if kind is None:
        from ppl.cli.scene import read_scene

        kind = read_scene(desk, place).kind
    raw: dict[str, Any] = {
        "kind": kind,
        "held_on": given.get("held_on") or desk.today.isoformat(),
        "status": "moved" if moved else "cancelled",
        "because": because,
    }
    if moved:
        raw["next_on"] = _day(desk, moved, is_ahead=True)
    return as_text(raw)


def _talk(desk: Desk, place: str | None, given: Mapping[str, str], way: Way) -> None:
    """The guided conversation, from the first question to the commit."""
    from ppl.cli.answered import entry, used_notes
    from ppl.cli.asking import Answers, Script
    from ppl.cli.conversation import Conversation
    from ppl.cli.guided import Asked, script
    from ppl.cli.scene import read_scene

    scene = read_scene(desk, place)
    name = place or "programme"
    talk = Conversation(desk, f"log-{name}", f"ppl log {name}")
    opening = Text("{name}: Enter skips or keeps, < goes a step back, ? explains, Ctrl-C stops", name=scene.name)

    def questions(options: Answers) -> Script:
        asked = Asked(options.get("option.kind"), options.get("option.held_on"))
        return lambda answers: script(scene, asked, answers)

    answers = talk.held(opening, {f"option.{field}": value for field, value in given.items()}, questions)
    asked = Asked(answers.get("option.kind"), answers.get("option.held_on"))
    entered = as_text(entry(scene, asked, answers))
    proposal, _ = _written(desk, place, entered, given, way, talk)
    if way.dry_run:
        return
    talk.end()
    _drop_notes(desk, used_notes(scene, answers))
    _offer(desk, proposal)


def _drop_notes(desk: Desk, ids: Sequence[str]) -> None:
    """Notes that stand in the records now, or were thrown away, wait no longer."""
    if ids:
        from ppl.store import waiting

        waiting.drop(desk.folder, ids)


def _written(
    desk: Desk,
    place: str | None,
    entered: Entered,
    given: Mapping[str, str],
    way: Way,
    talk: Conversation | None = None,
) -> tuple[Proposal, Entered]:
    """Preview and commit; on a terminal somebody can change the text first, as often as it takes."""
    is_kept = talk is not None
    wishes = _wishes(desk, way)
    while True:
        try:
            build = partial(_proposal, desk, place, entered, is_kept)
            proposal = save(desk, build, **way._asdict())
            break
        except DataError as error:
            if not (desk.is_terminal and entered.is_typed):
                raise
            desk.fail(error)
            if not desk.agreed(Text("Change it as text?")):
                if not is_kept:
                    keep(desk, entered.text)
                raise typer.Exit(error.exit_code) from None
        except wishes as wish:
            _unless_edit(desk, wish, entered, talk)
        entered, is_kept = _edited(desk, entered, given, place), False
    if not proposal.edits:
        desk.remark(Text("this was logged before, as {ref}; nothing was written", ref=proposal.message.ref))
    return proposal, entered


def _wishes(desk: Desk, way: Way) -> tuple[type[Exception], ...]:
    """What a preview may end in besides an answer; nothing where none is shown."""
    if way.yes or way.dry_run or not desk.is_terminal:
        return ()
    from ppl.cli.asking import StoppedError
    from ppl.cli.preview import EditAsText

    return EditAsText, StoppedError


def _unless_edit(desk: Desk, wish: Exception, entered: Entered, talk: Conversation | None) -> None:
    """Go on where somebody wants to edit; end where the preview was broken off; any other error is raised again."""
    from ppl.cli.asking import StoppedError
    from ppl.cli.preview import EditAsText

    if isinstance(wish, EditAsText):
        return
    if isinstance(wish, StoppedError):
        if talk is not None:
            talk.stop(wish)
        if entered.is_typed:
            keep(desk, entered.text)
        raise typer.Exit(wish.exit_code)
    raise wish


def _edited(desk: Desk, entered: Entered, given: Mapping[str, str], place: str | None) -> Entered:
    from ppl.cli.editor import edited_text

    text = edited_text(desk, entered.text, "entry")
    return reread(desk, entered._replace(text=text), given, place)


def _proposal(desk: Desk, project: str | None, entered: Entered, is_kept: bool, folder: Folder) -> Proposal:
    entry = entries.taken_apart(folder, project, entered.raw, desk.today.isoformat())
    message = Message("log", project or "programme", _what(entered.raw, entry))
    if entry.is_known:
        message = message._replace(ref=entry.session)

    def told() -> Any:
        from ppl.cli.preview import told

        return told(entry.edits)

    return Proposal(
        entry.edits, message, entered.name, entered.text, entered.problems(entry.flaws), entered.lines, told, is_kept
    )


def _what(raw: dict[str, object], entry: entries.Entry) -> str:
    """`weekly 2026-01-05, 2 actions, 1 bottleneck`."""
    parts = [f"{raw.get('kind')} {raw.get('held_on')}"]
    if raw.get("status") in ("cancelled", "moved"):
        parts.append(str(raw["status"]))
    for field in ("actions", *entries.EMBEDDED):
        sent = raw.get(field)
        if number := len(sent) if isinstance(sent, list) else 0:
            parts.append(f"{number} {field.removesuffix('s') if number == 1 else field}")
    return ", ".join(parts)


def _offer(desk: Desk, proposal: Proposal) -> None:
    """After the commit: the mail to the other party is one command away."""
    session = next((edit for edit in proposal.edits if edit.kind.name == "session" and edit.old is None), None)
    if session is None or not desk.is_terminal:
        return
    if (session.fields or {}).get("status") in (None, "held"):
        desk.remark(Text("the mail to the others: ppl recap {ref}", ref=session.ref))


def _amend(
    desk: Desk, place: str | None, named: str, source: str | None, editor: bool, because: str | None, way: Way
) -> None:
    """A logged session corrected."""
    from ppl.cli import amending
    from ppl.cli.asking import StoppedError
    from ppl.cli.preview import EditAsText

    ref = amending.session_ref(desk, place, named)
    if source is None and not editor and not desk.is_terminal:
        raise UsageError(
            Text("there is no terminal to ask on"), Text("send the fields that change in a file: --from FILE")
        )
    talk: Conversation | None = None
    name, text = "", ""
    try:
        if source is not None:
            name, text = sent(source)
            raw = read_mapping(name, text, keep_empty=True)
        elif editor:
            raw, text = amending.edited(desk, ref)
            name = f"data/{path_of_ref(ref)}"
        else:
            raw, talk = amending.asked(desk, place, ref)
        if not raw:
            desk.remark(Text("nothing changes"))
            return
        why = amending.reason(desk, because)
        build = partial(amending.proposal, desk, ref, raw, name, text, why, editor)
        proposal = save(desk, build, **way._asdict())
    except DataError:
        if editor and text:
            amending.keep(desk, text)
        raise
    except EditAsText:
        raise UsageError(
            Text("a correction is edited as it stands"), Text("ppl log --amend {ref} --editor", ref=ref)
        ) from None
    except StoppedError as stopped:
        raise typer.Exit(stopped.exit_code) from None
    if talk is not None and not way.dry_run:
        talk.end()
    if not proposal.edits:
        desk.remark(Text("nothing changes"))
    elif amending.ends_agreement(proposal):
        desk.remark(Text("the agreement was on the old text and no longer holds; send the recap again"))
