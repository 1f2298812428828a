"""`ppl people`: who has which role; on this machine only, outside git."""

from typing import Annotated, Literal

import typer

from ppl.cli import completion
from ppl.cli.ask.parsers import matching
from ppl.cli.desk import Desk
from ppl.cli.options import N_, DryRun, Yes, desk_of
from ppl.errors import StoreError, Text, UsageError, one_of
from ppl.model.programme import Programme
from ppl.render import json
from ppl.render.table import aligned
from ppl.store.local import register
from ppl.store.local.register import WHOLE, Person

HELP = N_("""Who has which role: your own register of names, on this machine, never in git.

Records know roles only. With the register, `ppl recap` greets by name and fills in the address, and `ppl check`
finds its names in records. Without --project somebody has the role in the whole programme. Only you can read the
file (people.yaml, in your folder of settings).

\b
Example:
  ppl people projectleider Voornaam Achternaam --project langeveld --mail naam@gemeente.example
  ppl people projectleider --project langeveld --remove
  ppl people
""")


def command(
    ctx: typer.Context,
    role: Annotated[
        str | None,
        typer.Argument(metavar="[ROLE]", help=N_("The role; without it everybody."), autocompletion=completion.roles),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help=N_("Who has the role; without it who it is."))
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            "--project",
            metavar="PROJECT",
            help=N_("In this project; without it in the whole programme."),
            autocompletion=completion.projects,
        ),
    ] = None,
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", help=N_("The mail address."))] = None,
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take them out of the register."))] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Annotated[Literal["screen", "json"], typer.Option("--format", help=N_("How it is shown."))] = "screen",
) -> None:
    desk = desk_of(ctx)
    place = desk.ref(project, kind="project") if project and project != "programme" else None
    if remove:
        _remove(desk, place, role, bool(name or mail), dry_run, yes)
    elif name or mail is not None:
        _keep(desk, place, role, " ".join(name or ()), mail, dry_run, yes)
    else:
        _show(desk, place if project else None, role, format, is_one=project is not None)
    remark_open_register(desk)


def _remove(desk: Desk, place: str | None, role: str | None, more: bool, dry_run: bool, yes: bool) -> None:
    if role is None or more:
        raise UsageError(Text("--remove needs the role, and nothing else"), Text("ppl people ROLE --remove"))
    where = place or WHOLE
    had = next((p for p in register.people(desk.folder) if (p.project, p.role) == (where, role)), None)
    if had is None:
        role_meant(desk, role)
        desk.remark(Text("nobody is registered as {role} of {place}", role=role, place=where))
    elif _is_agreed(desk, had, None, dry_run, yes):
        register.drop(desk.folder, where, role)
        desk.remark(Text("taken out of the register"))


def _is_agreed(desk: Desk, had: Person | None, new: Person | None, dry_run: bool, yes: bool) -> bool:
    """Whether to change the register, which has no history: a dry run says how, a terminal asks what is lost.

    Raises StoreError for a no.
    """
    rows = [f"{sign} {'  '.join(filter(None, one))}" for sign, one in (("-", had), ("+", new)) if one]
    if dry_run:
        desk.show("\n".join(rows))
        desk.remark(Text("nothing was written (--dry-run)"))
        return False
    if had is not None and had != new and desk.is_terminal and not yes:
        desk.remark("\n".join(rows))
        if not desk.agreed(Text("Write this?")):
            raise StoreError(Text("nothing was written"))
    return True


def _keep(
    desk: Desk, place: str | None, role: str | None, name: str, mail: str | None, dry_run: bool, yes: bool
) -> None:
    if role is None:
        raise UsageError(Text("whose address is it?"), Text("ppl people ROLE --mail ADDRESS"))
    code = role_meant(desk, role)
    where = place or register.WHOLE
    had = next((p for p in register.people(desk.folder) if (p.project, p.role) == (where, code)), None)
    if not name and had is None:
        what = Text("nobody is registered as {role} of {place}", role=code, place=where)
        raise UsageError(what, Text("name them too: ppl people {role} NAME", role=code))
    if name and not register.is_name(name):
        raise UsageError(Text("`{text}` is not a name", text=name), Text("write it on one line"))
    if mail and not register.is_mail(mail):
        raise UsageError(Text("`{text}` is not a mail address", text=mail), Text("write it as naam@gemeente.example"))
    is_same = had is not None and name in ("", had.name)
    kept = mail if mail is not None else had.mail if is_same and had else ""
    new = Person(where, code, name or (had.name if had else ""), kept)
    if not _is_agreed(desk, had, new, dry_run, yes):
        return
    path = register.keep(desk.folder, new)
    desk.remark(Text("kept in {file}, on this machine only", file=str(path)))


def _show(desk: Desk, place: str | None, role: str | None, format: str, is_one: bool) -> None:
    where = (place or register.WHOLE) if is_one else None
    people = [p for p in register.people(desk.folder) if where in (None, p.project) and role in (None, p.role)]
    if format == "json":
        items = [p._asdict() for p in people]
        desk.show(json.text({"schema": "ppl/people/1", "items": items}))
    elif people:
        desk.show(_table(desk, people))
    if not people:
        if role is not None:
            role_meant(desk, role)  # one that nobody can have is said as such
        desk.remark(Text("nobody is registered; ppl people ROLE NAME does that"))


def _table(desk: Desk, found: list[Person]) -> str:
    headings = (Text("project"), Text("role"), Text("name"), Text("mail address"))
    return aligned([desk.words(word) for word in headings], [list(one) for one in found], desk.width)


def _roles(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The codes of the programme's roles, each with the words for it."""
    found, _ = desk.folder.read_refs(["programme/programme"])
    programme = found.one(Programme)
    return {role.code: role.words for role in programme.roles} if programme else {}


def role_meant(desk: Desk, text: str) -> str:
    """The role of the programme that somebody means. Raises UsageError, for a name too: files know roles only."""
    known = _roles(desk)
    found = matching(text, known)
    if found is None:
        raise UsageError(
            Text("`{text}` is no role of the programme", text=text),
            one_of(text, known, also={word: code for code, words in known.items() for word in words})
            if known
            else Text("add it to roles in programme.yaml"),
        )
    return found


def remark_open_register(desk: Desk) -> None:
    """To stderr, where others on this machine may read the register."""
    if register.is_open(desk.folder):
        file = register.place(desk.environment)
        desk.remark(Text("others can read the register of names; chmod 600 {file}", file=str(file)))
