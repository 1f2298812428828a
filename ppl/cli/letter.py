"""Whom a letter is for, and the names that may stand in it: the register of names lies outside git."""

from pathlib import Path
from typing import NamedTuple

from ppl.cli.desk import Desk
from ppl.cli.out_format import is_given
from ppl.cli.words.people import remark_open_register
from ppl.render.formats import FORMAT
from ppl.reports.catalog import REPORT
from ppl.store.local import register


class Addressed(NamedTuple):
    """names: per role who has it; to: name and address of its reader, where they are known."""

    names: dict[str, str]
    to: list[tuple[str, str]]


def mail_file(desk: Desk, out: Path | None) -> Path | None:
    """The file of a letter: a name without an ending is that of a mail, unless somebody says the format."""
    if out is None or out.suffix or out.exists() or is_given(desk, "--format"):
        return out
    return out.with_name(f"{out.name}.eml")


def addressed(desk: Desk, report: str, format: str, project: str | None, role: str) -> Addressed:
    """What the register knows for a letter to who has a role; nothing for what is no letter, in whatever format."""
    is_letter = FORMAT[format].is_letter and "letter" in REPORT[report].offers
    people = register.people(desk.folder) if is_letter else []
    if people:
        remark_open_register(desk)
    names = {one.role: known.name for one in people if (known := register.person(people, project, one.role))}
    reader = register.person(people, project, role)
    return Addressed(names, [(reader.name, reader.mail)] if reader is not None and reader.mail else [])
