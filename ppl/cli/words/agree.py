"""`ppl agree SESSION` and `ppl agree LESSON`: the other party agrees with the recap, or that a lesson is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ppl.cli import completion
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.letter import addressed, mail_file
from ppl.cli.options import N_, Format, Lang, Out, WriteOptions, day_of, desk_of, past_day_of, with_write_options
from ppl.cli.out_format import is_given
from ppl.cli.show import format_for, language_of, show
from ppl.cli.talk_meant import one_talk
from ppl.cli.words.people import role_meant
from ppl.errors import Text, UsageError
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.model.lesson import Lesson
from ppl.operations.agree import AgreeRequest, ConsentRequest, agree, consent, lesson_fields, talk_fields
from ppl.reports.lesson_ask import Request

SHOWS = ("lesson-ask",)
HELP = N_("""Record that the other party agrees with the recap of a session, or that a lesson may be told to others.

Without options it is the municipal project leader, today; for a session of the programme it is the client. With
--ask the mail is shown that asks a project for its yes to a lesson (as eml a draft for your mail program). With
--from ppl reads the reply (an .eml, or its text): only what its writer typed counts, and the day is that of the mail.
A plain yes is recorded; a yes that adds something is shown first, and what it adds is kept as a note; a no, a yes
under a condition, or what is not clear records nothing. Who sent it is never kept.

\b
Example:
  ppl agree langeveld/sessions/2026-11-20-weekly
  ppl agree langeveld/sessions/2026-11-20-weekly --on 2026-11-24 --sent 2026-11-20
  ppl agree langeveld/sessions/2026-11-20-weekly --from antwoord.eml
  ppl agree lessons/begin-met-de-kabel --ask --out vraag.eml
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
    ask: Annotated[
        bool, typer.Option("--ask", help=N_("Show the mail that asks for the yes to a lesson; nothing is written."))
    ] = False,
    format: Format = "text",
    lang: Lang = None,
    out: Out = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    _refuse_odd(desk, ask, {"--from": source, "--on": on, "--sent": sent}, {"--lang": lang, "--out": out})
    ref = _meant(desk, session)
    role = role_meant(desk, by) if by else None
    if ask:
        _ask(desk, ref, role or "projectleider", format, lang, out)
    elif ref.startswith("lessons/"):
        if sent:
            raise UsageError(Text("--sent is the day of a recap; a lesson has none"), Text("leave it out"))
        _consent(desk, ref, role or "projectleider", on, source, options)
    else:
        _agree(desk, ref, role, on, sent, source, options)


def _agree(
    desk: Desk, ref: str, role: str | None, on: str | None, sent: str | None, source: str | None, options: WriteOptions
) -> None:
    """The agreement with the recap of a session."""
    role = role or ("projectleider" if project_of(ref) else "opdrachtgever")
    sent_on = past_day_of(desk, sent, "--sent").isoformat() if sent else None
    agreed_on = past_day_of(desk, on, "--on").isoformat() if on else None
    before = talk_fields(desk.folder, ref)
    if known := before.get("agreed_on"):
        _say_known(desk, ref, str(known), before.get("agreed_by"))
        if sent_on in (None, before.get("sent_on")):
            return
        source = None
    remedy = Text("correct the session (ppl log --amend {ref}) and send the recap again", ref=ref)
    day, note = _answer(desk, source, ref, str(before["held_on"]), remedy, agreed_on, options)
    save(desk, agree, AgreeRequest(ref, role, day, sent_on, note), options)


def _refuse_odd(desk: Desk, ask: bool, answers: Mapping[str, Any], letters: Mapping[str, Any]) -> None:
    """Options that contradict each other. Raises UsageError."""
    if ask and (given := [name for name, value in answers.items() if value]):
        raise UsageError(
            Text("{listed} do not go together", listed=", ".join(["--ask", *given])), Text("first ask, then record")
        )
    letters = {**letters, "--format": is_given(desk, "--format")}
    if not ask and (given := [name for name, value in letters.items() if value]):
        what = Text("{option} belongs to {others}", option=given[0], others="--ask")
        raise UsageError(what, Text("leave it out, or add that"))


def _ask(desk: Desk, ref: str, role: str, format: str, lang: str | None, out: Path | None) -> None:
    """The mail that asks a project for its consent. Raises UsageError where nobody is asked."""
    if not ref.startswith("lessons/"):
        what = Text("--ask is for a lesson; the mail after a talk is its recap")
        raise UsageError(what, Text("ppl recap {ref}", ref=ref))
    fields = lesson_fields(desk.folder, ref)
    if known := fields.get("consent"):
        _say_known(desk, ref, known.get("on"), known.get("role"))
        return
    if fields.get("status") == "raw":
        desk.remark(Text("{ref} is not checked yet: look at it before you ask", ref=ref))
    moment, out = desk.moment(None), mail_file(desk, out)
    format = format_for(desk, format, out, "lesson-ask")
    knowledge = desk.read(moment)
    lesson = knowledge.get(ref)
    names, to = addressed(
        desk, "lesson-ask", format, knowledge.origin(lesson) if isinstance(lesson, Lesson) else None, role
    )
    show(desk, "lesson-ask", Request(knowledge, ref, role, names), moment, format, language_of(knowledge, lang),
         out=out, to=to)  # fmt: skip
    if out is not None:
        desk.remark(Text("when it answers: ppl agree {ref} --from answer.eml", ref=ref))


def _consent(desk: Desk, ref: str, role: str, on: str | None, source: str | None, options: WriteOptions) -> None:
    """The consent of the project that a lesson comes from."""
    given = past_day_of(desk, on, "--on").isoformat() if on else None
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
