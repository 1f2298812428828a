"""`ppl recap SESSION`: the mail after the talk, for its other party."""

from pathlib import Path
from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk, Moment
from ppl.cli.letter import addressed, mail_file
from ppl.cli.options import N_, AsOf, Format, Lang, Out, desk_of
from ppl.cli.show import format_for, language_of, show
from ppl.cli.talk_meant import latest_talk
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import project_of
from ppl.model.knowledge import Knowledge
from ppl.model.session import Session
from ppl.reports.recap import Request, appointment, reader_role
from ppl.store.git.history import versions

SHOWS = ("recap",)
HELP = N_("""What the other party receives after a session: agreements, who does what, decisions, the next date.

It holds what the project may read and no more; of a session of the programme what the client may read. Opinions,
hours and internal records are never in it. text and eml are letters, with names where `ppl people` knows them; md
is a document with roles only. An eml file opens as a draft in your mail program, with --with-calendar with the next
talk for a calendar; ics is that alone. A later one of the same talk moves it.

\b
Example:
  ppl recap langeveld
  ppl recap langeveld/sessions/2026-11-20-weekly
  ppl recap langeveld/sessions/2026-11-20-weekly --format eml --out verslag.eml
  ppl recap langeveld --with-calendar --out verslag.eml
  ppl recap langeveld --out gesprek.ics
""")


SessionArgument = Annotated[
    str,
    typer.Argument(
        metavar="SESSION",
        help=N_("The session, such as langeveld/sessions/2026-11-20-weekly; of a project its latest talk."),
        autocompletion=completion.talks,
    ),
]


def command(
    ctx: typer.Context,
    session: SessionArgument,
    format: Format = "text",
    lang: Lang = None,
    out: Out = None,
    as_of: AsOf = None,
    has_calendar: Annotated[
        bool, typer.Option("--with-calendar", help=N_("Put the next talk with the mail, for a calendar (eml)."))
    ] = False,
) -> None:
    desk = desk_of(ctx)
    out = mail_file(desk, out)
    format = format_for(desk, format, out, "recap")
    if has_calendar and format != "eml":
        what = Text("--with-calendar puts a file with a mail")
        raise UsageError(what, Text("add --format eml; or the calendar alone: --format ics"))
    moment = desk.moment(as_of)
    recap(desk, latest_talk(desk, session, moment), moment, format, lang, out, has_calendar)


def recap(
    desk: Desk, ref: str, moment: Moment, format: str, lang: str | None, out: Path | None, has_calendar: bool = False
) -> None:
    """Show the mail after a session, or write it into a file. Raises DataError where the session cannot be read."""
    knowledge = _read(desk, ref, moment)
    planned = appointment(knowledge, ref) if has_calendar or format == "ics" else ()
    revisions = {one: _revisions(desk, one, moment) for one in planned}
    names, to = addressed(desk, "recap", format, project_of(ref), reader_role(ref))
    language = language_of(knowledge, lang)
    request = Request(knowledge, ref, names, revisions)
    show(desk, "recap", request, moment, format, language, out=out, to=to, has_calendar=has_calendar)


def _revisions(desk: Desk, ref: str, moment: Moment) -> int:
    """How often the file of a session was recorded, up to a moment."""
    start = moment.commit or desk.git.head().commit
    return len(versions(desk.folder, ref, start)) if start else 0


def _read(desk: Desk, ref: str, moment: Moment) -> Knowledge:
    """The session with what may belong to it. Raises DataError where the session cannot be read."""
    project = project_of(ref)
    own = desk.read(moment, projects=[project] if project else [], with_shared=True)
    found = own.get(ref)
    if not isinstance(found, Session):
        problems = tuple(moment.folder.read_refs([ref])[1])
        raise DataError(Text("{ref} cannot be read", ref=ref), problems=problems)
    return own
