"""`ppl log`: a session with all that came out of it, in one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.entry.confirm_entry import save_entry
from ppl.cli.entry.resembling import resembling
from ppl.cli.entry.session_input import entry_of, read_session, sent_session
from ppl.cli.options import N_, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.stopped import StepBack
from ppl.cli.talk_meant import one_talk
from ppl.errors import Text, UsageError
from ppl.model.kinds import project_of
from ppl.model.session import KICKOFF, Session, SessionKind
from ppl.operations.entry import Entry
from ppl.operations.field_values import choice_named, choice_remedy
from ppl.operations.log import LogRequest, log
from ppl.operations.proposal import Proposal
from ppl.operations.same_talk import known_alike, logged_before

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
  ppl log langeveld --kind kickoff
  ppl log langeveld --from session.yaml
  ppl log langeveld --cancelled --because "de projectleider is ziek"
  ppl log langeveld --moved 2026-12-04 --because "eerst het raadsbesluit"
  ppl log --amend langeveld/sessions/2026-11-20-weekly --from correctie.yaml --because "reactie projectleider"
""")


AmendOption = Annotated[
    str | None,
    typer.Option(
        "--amend",
        metavar="SESSION",
        help=N_("Correct a session that was logged before."),
        autocompletion=completion.sessions,
    ),
]


KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=N_("The kind of talk; contact is a call or a mail."),
        autocompletion=lambda incomplete: [one for one in get_args(SessionKind) if one.startswith(incomplete)],
    ),
]


@with_write_options(reason=None)
def command(
    ctx: typer.Context,
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="PROJECT",
            help=N_("The project's id, the name of its folder; --amend finds it by itself."),
            autocompletion=completion.projects,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the session; - reads standard input.")),
    ] = None,
    lines: Annotated[
        str | None, typer.Option("--lines", metavar="1-4,9", help=N_("With --from: these lines of the text alone."))
    ] = None,
    editor: Annotated[bool, typer.Option("--editor", help=N_("Fill in the form in your editor."))] = False,
    kind: KindOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day of the talk; else today."))] = None,
    cancelled: Annotated[bool, typer.Option("--cancelled", help=N_("The talk did not take place."))] = False,
    moved: Annotated[
        str | None, typer.Option("--moved", metavar="DATE", help=N_("The talk was moved to this day."))
    ] = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help=N_("Why it was cancelled, moved or corrected."))
    ] = None,
    amend: AmendOption = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    _refuse_odd(source, editor, cancelled, moved, because, amend, kind or on)
    place = _place(desk, project, amend)
    if amend is not None:
        from ppl.cli.entry.amend import amend_session

        amend_session(desk, place, amend, source, editor, because, options)
        return
    given = _given(desk, kind, on)
    if lines and source is None:
        raise UsageError(Text("--lines belongs to --from"), Text("name the file: ppl log PROJECT --from FILE"))
    is_back = False
    while True:
        held = _talk(desk, place, given, options, source, lines, editor, cancelled, moved, because, is_back)
        try:
            proposal, entry = _save(desk, place, given, held, options)
            break
        except StepBack:
            is_back = True
    if not proposal.edits:
        desk.remark(Text("this was logged before, as {ref}; nothing was written", ref=proposal.message.ref))
    for remark in held.remarks if proposal.edits else ():
        desk.remark(remark)
    if not options.dry_run:
        _finish(desk, proposal, held.note_ids if held.talk is not None else entry.note_ids, options)


def _save(
    desk: Desk, place: str | None, given: Mapping[str, str], held: Talk, options: WriteOptions
) -> tuple[Proposal, Entry]:
    """Preview and commit a talk, on its own or added to the same one. Raises PplError, StepBack and typer.Exit."""
    if held.same_as is not None:
        from ppl.cli.entry.amend import add_to_session

        return add_to_session(desk, held.same_as, held.entry, options, held.talk)

    def read(name: str, text: str) -> Entry:
        return read_session(desk, name, text, given, place)

    return save_entry(desk, log, LogRequest(place, held.entry), read, options, held.talk)


class Talk(NamedTuple):
    """A talk that is to be logged.

    same_as: ref of the one that it adds to; talk: the conversation behind it; remarks: to be said once it is written
    """

    entry: Entry
    note_ids: Sequence[str] = ()
    same_as: str | None = None
    talk: Conversation | None = None
    remarks: Sequence[Text] = ()


def _talk(
    desk: Desk,
    place: str | None,
    given: Mapping[str, str],
    options: WriteOptions,
    source: str | None,
    lines: str | None,
    editor: bool,
    cancelled: bool,
    moved: str | None,
    because: str | None,
    is_back: bool,
) -> Talk:
    """The session that is to be logged, by the way that somebody chose. is_back: they come back from the preview.

    What a file of YAML does not need (questions, readers of forms) is imported by the way that needs it.
    """
    if cancelled or moved:
        from ppl.cli.ask.missed_talk import missed_talk

        return Talk(
            entry_of(missed_talk(desk, place, given, moved, because), is_typed=not (because and options.dry_run))
        )
    if source is not None:
        from ppl.cli.entry.other_project import lines_of_project
        from ppl.cli.entry.waiting_notes import with_waiting_notes

        entry = sent_session(
            desk, source, given, place, lambda text: lines or lines_of_project(desk, place, source, text, options.yes)
        )
        entry = with_waiting_notes(desk, place, entry)
        remarks: list[Text] = []
        if entry.fields.get("kind") == KICKOFF:
            from ppl.cli.entry.obstacles import with_followed

            entry, remarks = with_followed(desk, place, entry, desk.is_terminal and not options.yes)
        talk = _known_before(desk, place, entry, options)
        return talk._replace(remarks=[*talk.remarks, *remarks])
    if editor:
        from ppl.cli.entry.session_editor import session_from_editor

        return _known_before(desk, place, session_from_editor(desk, place, given), options)
    if not desk.is_terminal:
        what = Text("there is no terminal to ask on")
        raise UsageError(what, Text("send the session in a file: --from FILE, or --from -"))
    from ppl.cli.ask.session_talk import hold_talk

    held = hold_talk(desk, place, given, is_back)
    return Talk(held.entry, held.note_ids, held.same_as, held.talk)


def _known_before(desk: Desk, place: str | None, entry: Entry, options: WriteOptions) -> Talk:
    """The entry beside what was logged before: the same talk, or a bottleneck that is open already.

    On a terminal it is asked what is the same. Without one all is new, and afterwards it is said what it resembles.
    """
    before = logged_before(desk.folder, place, entry.fields, desk.today)
    alike = {} if before.is_known else known_alike(desk.folder, place, entry.fields.get("bottlenecks"), desk.today)
    if before.talk is None and not alike:
        return Talk(entry)
    if not desk.is_terminal or options.yes:
        return Talk(entry, remarks=resembling(entry, before.talk, alike, options.dry_run))
    from ppl.cli.entry.same_talk import is_same_talk, with_known_bottlenecks

    if alike:
        entry = with_known_bottlenecks(desk, entry, alike)
    is_same = before.talk is not None and is_same_talk(desk, entry, before.talk)
    return Talk(entry, same_as=before.talk.ref if before.talk is not None and is_same else None)


def _place(desk: Desk, project: str | None, amend: str | None) -> str | None:
    """The project that is meant, None for the programme; of a session to correct its own. Raises UsageError."""
    if project is None and amend is not None:
        return project_of(one_talk(desk, amend))
    if project is None and desk.is_terminal:
        from ppl.cli.ask.which_project import asked_project

        project = asked_project(desk, "log")
    if project is None:
        raise UsageError(Text("whose session?"), Text("name the project, or `programme`: ppl log PROJECT"))
    return None if project == "programme" else desk.ref(project, kind="project")


def _refuse_odd(
    source: str | None, editor: bool, cancelled: bool, moved: str | None, because: str | None, amend: str | None,
    of_talk: str | None,
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
        what = Text("--because belongs to --cancelled, --moved or --amend")
        raise UsageError(what, Text("what was said goes into the summary"))
    if amend and of_talk:
        what = Text("--kind and --on are for a new session")
        raise UsageError(what, Text("a correction names the field: --from, --editor"))


def _given(desk: Desk, kind: str | None, on: str | None) -> dict[str, str]:
    """What the options say of the session. Raises UsageError."""
    found: dict[str, str] = {}
    if kind is not None:
        code, _ = choice_named(kind, kinds := get_args(SessionKind))
        if code is None:
            what = Text("there is no kind of talk `{kind}`", kind=kind)
            raise UsageError(what, choice_remedy(kind, kinds))
        found["kind"] = code
    if on is not None:
        found["held_on"] = day_of(desk, on, "--on").isoformat()
    return found


def _finish(desk: Desk, proposal: Proposal, note_ids: Sequence[str], options: WriteOptions) -> None:
    """Notes that were used or thrown away wait no longer; on a terminal the mail to the others is asked for."""
    if note_ids:
        from ppl.store.local import notes

        notes.drop(desk.folder, note_ids)
    session = next((edit for edit in proposal.edits if edit.kind.name == "session"), None)
    record = session.record()[0] if session is not None and desk.is_terminal else None
    if session is None or not isinstance(record, Session) or not record.took_place:
        return
    if options.yes:
        desk.remark(Text("the mail to the others: ppl recap {ref}", ref=session.ref))
        return
    from ppl.cli.entry.recap_asked import show_recap

    show_recap(desk, session.ref)
