"""`ppl agree SESSION`: the other party agrees with the recap."""

from typing import Annotated

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.words.people import role_meant
from ppl.cli.words.recap import SessionArgument
from ppl.errors import Text, UsageError
from ppl.model.kinds import project_of
from ppl.operations.agree import AgreeRequest, agree, talk_fields

HELP = N_("""Record that the other party agrees with the recap of a session.

Without options it is the municipal project leader, today; for a session of the programme it is the client.

\b
Example:
  ppl agree langeveld/sessions/2026-11-20-weekly
  ppl agree langeveld/sessions/2026-11-20-weekly --on 2026-11-24 --sent 2026-11-20
""")


@with_write_options()
def command(
    ctx: typer.Context,
    session: SessionArgument,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day; else today."))] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="ROLE", help=N_("The role that agrees; else the project leader."))
    ] = None,
    sent: Annotated[
        str | None, typer.Option("--sent", metavar="DATE", help=N_("The day on which the recap was sent."))
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(session, kind="session")
    role = role_meant(desk, by) if by else ("projectleider" if project_of(ref) else "opdrachtgever")
    agreed_on = _day(desk, "--on", on) if on else desk.today.isoformat()
    sent_on = _day(desk, "--sent", sent) if sent else None
    before = talk_fields(desk.folder, ref)
    if known := before.get("agreed_on"):
        agreed_by = before.get("agreed_by") or "-"
        desk.remark(Text("{ref} was agreed already, on {day} by {role}", ref=ref, day=known, role=agreed_by))
        if sent_on in (None, before.get("sent_on")):
            return
    save(desk, agree, AgreeRequest(ref, role, agreed_on, sent_on), options)


def _day(desk: Desk, option: str, text: str) -> str:
    """A day that has been. Raises UsageError."""
    found = day_of(desk, text, option)
    if found > desk.today:
        what = Text("{option} {day} is still to come", option=option, day=found)
        raise UsageError(what, Text("record it when it has happened"))
    return found.isoformat()
