"""`ppl agree SESSION`: the other party agrees with the recap."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, DryRun, WithEdits, Yes, day_of, desk_of
from ppl.cli.words.people import role_meant
from ppl.cli.words.recap import SessionArgument
from ppl.errors import DataError, Text, UsageError
from ppl.model.kinds import project_of
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing
from ppl.store.folder import Folder
from ppl.store.git.message import Message

HELP = N_("""Record that the other party agrees with the recap of a session.

Without options it is the municipal project leader, today; for a session of the programme it is the client.

\b
Example:
  ppl agree langeveld/sessions/2026-11-20-weekly
  ppl agree langeveld/sessions/2026-11-20-weekly --on 2026-11-24 --sent 2026-11-20
""")


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
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    ref = desk.ref(session, kind="session")
    role = role_meant(desk, by) if by else ("projectleider" if project_of(ref) else "opdrachtgever")
    answer = {"agreed_on": _day(desk, "--on", on) if on else desk.today.isoformat(), "agreed_by": role}
    told = {"sent_on": _day(desk, "--sent", sent)} if sent else {}

    def build(folder: Folder) -> Proposal:
        before = _before(folder, ref)
        held: dict[str, Any] = dict(before.fields or {})
        given = {**told, **({} if held.get("agreed_on") else answer)}
        _refuse_early(ref, str(held["held_on"]), given)
        what = f"{role} {answer['agreed_on']}" if "agreed_on" in given else f"sent {sent}"
        after = before._replace(fields={**held, **given})
        return Proposal([after] if after.new != before.old else [], Message("agree", ref, what))

    had = _before(desk.folder, ref).fields or {}
    if had.get("agreed_on"):
        desk.remark(
            Text(
                "{ref} was agreed already, on {day} by {role}",
                ref=ref,
                day=had["agreed_on"],
                role=had.get("agreed_by") or "-",
            )
        )
        if not told or told["sent_on"] == had.get("sent_on"):
            return
    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)


def _before(folder: Folder, ref: str) -> Edit:
    """The session as it stands. Raises DataError where it cannot be read, UsageError where none was held."""
    from ppl.model.session import Session

    before = existing(folder, ref)
    if before is None:
        raise UsageError(Text("`{ref}` is gone", ref=ref))
    record, _ = before.record()
    if not isinstance(record, Session):
        raise DataError(Text("{ref} cannot be read", ref=ref), problems=tuple(folder.read_refs([ref])[1]))
    if not record.took_place or record.kind == "fact":
        raise UsageError(
            Text("{ref} was no talk: there is nothing to agree with", ref=ref),
            Text("ppl show {ref} tells what it was", ref=ref),
        )
    return before


def _refuse_early(ref: str, held_on: str, given: dict[str, str]) -> None:
    for field, option in (("agreed_on", "--on"), ("sent_on", "--sent")):
        if field in given and given[field] < held_on:
            raise UsageError(
                Text(
                    "{option} {day} is before the session, held on {held_on}",
                    option=option,
                    day=given[field],
                    held_on=held_on,
                ),
                Text("name a day from {held_on} on", held_on=held_on),
            )


def _day(desk: Desk, option: str, text: str) -> str:
    """A day that has been. Raises UsageError."""
    found = day_of(desk, text, option)
    if found > desk.today:
        raise UsageError(
            Text("{option} {day} is still to come", option=option, day=found), Text("record it when it has happened")
        )
    return found.isoformat()
