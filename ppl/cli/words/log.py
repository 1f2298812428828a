"""`ppl log`: a session with all that came out of it, in one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppl.cli.confirm_entry import Way, from_editor, written
from ppl.cli.desk import Desk
from ppl.cli.options import N_, DryRun, WithEdits, Yes, completed_projects, day_of, desk_of
from ppl.cli.session_input import Entered, as_text, read_entry, sent_in
from ppl.errors import Text, UsageError
from ppl.model.kinds import project_of
from ppl.operations import session_records as entries
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder
from ppl.store.git.message import Message

if TYPE_CHECKING:
    from ppl.cli.ask.conversation import Conversation

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
  ppl log --amend langeveld/sessions/2026-11-20-weekly --from correctie.yaml --because "reactie projectleider"
""")


def command(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project's id, the name of its folder; --amend finds it by itself."),
            autocompletion=completed_projects,
        ),
    ] = None,
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
    from ppl.cli import amend as amending
    from ppl.cli.ask.missed_talk import not_held

    desk = desk_of(ctx)
    _refuse_odd(source, editor, cancelled, moved, because, amend, kind or on)
    place = _place(desk, project, amend)
    way = Way(dry_run, yes, with_edits)
    if amend is not None:
        amending.amend(desk, place, amend, source, editor, because, way)
        return
    given = _given(desk, kind, on)
    if cancelled or moved:
        entered = not_held(desk, place, given, moved, because)
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
    proposal, entered = _save(desk, place, entered, given, way)
    if not dry_run:
        _drop_notes(desk, entered.notes)
        _offer(desk, proposal)


def _place(desk: Desk, project: str | None, amend: str | None) -> str | None:
    """The project that is meant, None for the programme; of a session to correct its own. Raises UsageError."""
    if project is None and amend is not None:
        return project_of(desk.ref(amend, kind="session"))
    if project is None:
        raise UsageError(Text("whose session?"), Text("name the project, or `programme`: ppl log PROJECT"))
    return None if project == "programme" else desk.ref(project, kind="project")


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
        found["held_on"] = day_of(desk, on, "--on").isoformat()
    return found


def _talk(desk: Desk, place: str | None, given: Mapping[str, str], way: Way) -> None:
    """The guided conversation, from the first question to the commit."""
    from ppl.cli.ask.answers_to_entry import entry, used_notes
    from ppl.cli.ask.conversation import Conversation
    from ppl.cli.ask.open_points import read_scene
    from ppl.cli.ask.questions import Answers, Script
    from ppl.cli.ask.session import Asked, script

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
    proposal, _ = _save(desk, place, entered, given, way, talk)
    if way.dry_run:
        return
    _drop_notes(desk, used_notes(scene, answers))
    _offer(desk, proposal)


def _drop_notes(desk: Desk, ids: Sequence[str]) -> None:
    """Notes that stand in the records now, or were thrown away, wait no longer."""
    if ids:
        from ppl.store.local import notes

        notes.drop(desk.folder, ids)


def _save(
    desk: Desk,
    place: str | None,
    entered: Entered,
    given: Mapping[str, str],
    way: Way,
    talk: Conversation | None = None,
) -> tuple[Proposal, Entered]:
    """Preview and commit; the same entry a second time is recognised."""

    def read(name: str, text: str) -> Entered:
        return read_entry(desk, name, text, given, place)

    proposal, entered = written(desk, entered, partial(_proposal, desk, place), read, way, talk)
    if not proposal.edits:
        desk.remark(Text("this was logged before, as {ref}; nothing was written", ref=proposal.message.ref))
    return proposal, entered


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
