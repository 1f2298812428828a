"""`ppl agree SESSION` and `ppl agree LESSON`: the other party agrees with the recap, or that a lesson is told."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.talk_meant import one_talk
from ppl.cli.words.people import role_meant
from ppl.errors import Text, UsageError
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.operations.agree import AgreeRequest, ConsentRequest, agree, consent, lesson_fields, talk_fields

HELP = N_("""Record that the other party agrees with the recap of a session, or that a lesson may be told to others.

Without options it is the municipal project leader, today; for a session of the programme it is the client. With
--from ppl reads the reply (an .eml, or its text): only what its writer typed counts, and the day is that of the mail.
A plain yes is recorded; a yes that adds something is shown first, and what it adds is kept as a note; a no, a yes
under a condition, or what is not clear records nothing. Who sent it is never kept.

\b
Example:
  ppl agree langeveld/sessions/2026-11-20-weekly
  ppl agree langeveld/sessions/2026-11-20-weekly --on 2026-11-24 --sent 2026-11-20
  ppl agree langeveld/sessions/2026-11-20-weekly --from antwoord.eml
  ppl agree lessons/begin-met-de-kabel --from antwoord.eml
""")


@with_write_options()
def command(
    ctx: typer.Context,
    session: Annotated[
        str,
        typer.Argument(
            metavar="SESSION|LESSON",
            help=N_("The session, such as langeveld/sessions/2026-11-20-weekly, or the lesson."),
            autocompletion=completion.refs,
        ),
    ],
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE|-", help=N_("The reply: an .eml, or its text in a file."))
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day; else that of the reply, else today."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="ROLE",
            help=N_("The role that agrees; else the project leader."),
            autocompletion=completion.roles,
        ),
    ] = None,
    sent: Annotated[
        str | None, typer.Option("--sent", metavar="DATE", help=N_("The day on which the recap was sent."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = _meant(desk, session)
    role = role_meant(desk, by) if by else None
    if ref.startswith("lessons/"):
        if sent:
            raise UsageError(Text("--sent is the day of a recap; a lesson has none"), Text("leave it out"))
        _consent(desk, ref, role or "projectleider", on, source, options)
        return
    role = role or ("projectleider" if project_of(ref) else "opdrachtgever")
    sent_on = _day(desk, "--sent", sent) if sent else None
    agreed_on = _day(desk, "--on", on) if on else None
    before = talk_fields(desk.folder, ref)
    if known := before.get("agreed_on"):
        _say_known(desk, ref, str(known), before.get("agreed_by"))
        if sent_on in (None, before.get("sent_on")):
            return
        source = None
    remedy = Text("correct the session (ppl log --amend {ref}) and send the recap again", ref=ref)
    day, note = _answer(desk, source, ref, str(before["held_on"]), remedy, agreed_on, options)
    save(desk, agree, AgreeRequest(ref, role, day, sent_on, note), options)


def _consent(desk: Desk, ref: str, role: str, on: str | None, source: str | None, options: WriteOptions) -> None:
    """The consent of the project that a lesson comes from."""
    given = _day(desk, "--on", on) if on else None
    known = lesson_fields(desk.folder, ref).get("consent")
    if known:
        _say_known(desk, ref, known.get("on"), known.get("role"))
        return
    remedy = Text("correct the lesson (ppl edit {ref}), and ask again", ref=ref)
    day, note = _answer(desk, source, ref, None, remedy, given, options)
    save(desk, consent, ConsentRequest(ref, role, day, note), options)


def _answer(
    desk: Desk, source: str | None, ref: str, held_on: str | None, remedy: Text, on: str | None, options: WriteOptions
) -> tuple[str, str | None]:
    """The day of the yes, and what it adds. Raises DataError where the reply is none."""
    if source is None:
        return on or desk.today.isoformat(), None
    from ppl.cli.entry.reply import Asked, answer_in  # who types the day needs no reader of mails

    found = answer_in(desk, source, Asked(ref, held_on, remedy), day_of(desk, on, "--on") if on else None, options)
    return found.on.isoformat(), found.note


def _say_known(desk: Desk, ref: str, day: str, role: str | None) -> None:
    desk.remark(Text("{ref} was agreed already, on {day} by {role}", ref=ref, day=day, role=role or "-"))


def _meant(desk: Desk, text: str) -> str:
    """The session or the lesson that somebody means. Raises UsageError."""
    try:
        ref = desk.ref(text)
    except UsageError:
        ref = one_talk(desk, text)
    path = path_of_ref(ref)
    kind = kind_of_path(path) if path else None
    if (kind is not None and kind.name == "project") or text == "programme":
        return one_talk(desk, text)
    if kind is None or kind.name not in ("session", "lesson"):
        what = Text("{ref} is no session and no lesson: nobody has to agree with it", ref=ref)
        raise UsageError(what, Text("ppl list session shows the sessions; ppl list lesson the lessons"))
    return ref


def _day(desk: Desk, option: str, text: str) -> str:
    """A day that has been. Raises UsageError."""
    found = day_of(desk, text, option)
    if found > desk.today:
        what = Text("{option} {day} is still to come", option=option, day=found)
        raise UsageError(what, Text("record it when it has happened"))
    return found.isoformat()
