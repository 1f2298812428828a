"""`ppl recap SESSION`: the mail after the talk, for its other party."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, Lang, desk_of
from ppl.errors import StoreError, Text

if TYPE_CHECKING:
    from ppl.model.knowledge import Knowledge
    from ppl.reports.recap import Recap
    from ppl.store.local.register import Person

HELP = N_("""What the other party receives after a session: agreements, who does what, decisions, the next date.

It holds what the project may read and no more; of a session of the programme what the client may read. Opinions,
hours and internal records are never in it. text and eml are letters, with names where `ppl people` knows them; md
is a document with roles only. An eml file opens as a draft in your mail program.

\b
Example:
  ppl recap langeveld/sessions/2026-11-20-weekly
  ppl recap langeveld/sessions/2026-11-20-weekly --format eml --out verslag.eml
""")


def _completed(ctx: typer.Context, incomplete: str) -> list[str]:
    return [ref for ref in desk_of(ctx).known_refs() if "/sessions/" in ref and ref.startswith(incomplete)]


SessionArgument = Annotated[
    str,
    typer.Argument(
        metavar="SESSION",
        help=N_("The session, such as langeveld/sessions/2026-11-20-weekly."),
        autocompletion=_completed,
    ),
]


def command(
    ctx: typer.Context,
    session: SessionArgument,
    format: Annotated[Literal["text", "md", "eml"], typer.Option("--format", help=N_("How it is shown."))] = "text",
    lang: Lang = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=N_("Write it to this file instead of the screen."))
    ] = None,
    as_of: AsOf = None,
) -> None:
    from ppl.reports.recap import build

    desk = desk_of(ctx)
    ref = desk.ref(session, desk.at(as_of), kind="session")
    knowledge = _read(desk, ref, as_of)
    recap = build(knowledge, ref)
    text = _made(desk, recap, format, _language(knowledge, lang))
    if out is None:
        desk.show(text.decode())
        return
    _write(out, text)
    desk.remark(Text("written to {file}", file=str(out)))


def _read(desk: Desk, ref: str, as_of: str | None) -> Knowledge:
    """The session with what may belong to it. Raises DataError where the session cannot be read."""
    from ppl.errors import DataError
    from ppl.model.kinds import project_of
    from ppl.model.knowledge import Knowledge
    from ppl.model.session import Session

    folder = desk.at(as_of)
    project = project_of(ref)
    own = desk.read(as_of, projects=[project] if project else [])
    found = own.get(ref)
    if not isinstance(found, Session):
        raise DataError(Text("{ref} cannot be read", ref=ref), problems=tuple(folder.read_refs([ref])[1]))
    shared = ("programme/programme", "programme/vocabularies")
    lessons = (name if "/" in name else f"lessons/{name}" for name in found.lessons)
    more, _ = folder.read_refs(one for one in (*shared, *lessons) if own.get(one) is None)
    return Knowledge([*own, *more])


def _language(knowledge: Knowledge, lang: str | None) -> str:
    from ppl.cli.rendering import language_of

    return language_of(knowledge, lang)


def _made(desk: Desk, recap: Recap, format: str, lang: str) -> bytes:
    """The recap in a format and a language."""
    from ppl.cli.rendering import markdown, plain

    is_letter = format != "md"
    people = _people(desk) if is_letter else []
    data: dict[str, Any] = {"recap": plain(recap), "is_letter": is_letter, "names": _names(people, recap)}
    text = markdown(desk, "mail/recap.md.j2", data, lang)
    if format == "md":
        return text.encode()
    if format == "eml":
        from ppl.render.mail import draft

        return draft(text, to=_to(people, recap), language=lang)
    from ppl.render.screen import lines

    return lines(text).encode()


def _people(desk: Desk) -> list[Person]:
    from ppl.store.local import register

    found = register.people(desk.folder)
    if found and register.is_open(desk.folder):
        file = register.place(desk.environment)
        desk.remark(Text("others can read the register of names; chmod 600 {file}", file=str(file)))
    return found


def _names(people: list[Person], recap: Recap) -> dict[str, str]:
    """Per role the name of who has it in this project."""
    from ppl.store.local.register import person

    found = {one.role: person(people, recap.project, one.role) for one in people}
    return {role: one.name for role, one in found.items() if one is not None}


def _to(people: list[Person], recap: Recap) -> list[tuple[str, str]]:
    """Name and address of who receives it, where the register knows both."""
    from ppl.store.local.register import person

    one = person(people, recap.project, recap.reader.code)
    return [(one.name, one.mail)] if one is not None and one.mail else []


def _write(out: Path, text: bytes) -> None:
    try:
        out.write_bytes(text)
    except OSError as error:
        raise StoreError(
            Text("{file} cannot be written: {why}", file=str(out), why=error.strerror or str(error)),
            Text("name another file with --out"),
        ) from None
