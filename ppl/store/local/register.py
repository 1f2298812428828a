"""The register of who is which role: a file of the user, on this machine, outside every git repository.

Records know roles only. Who wants names on the screen and in mails keeps them here, per knowledge base and per
project; `programme` stands for the programme as a whole.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ppl.errors import Field, Finding, StoreError, Text
from ppl.model.fields import texts
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Areas
from ppl.model.project import Project
from ppl.model.record import Record
from ppl.store.folder import Folder
from ppl.store.local.names import first_names, folded, whole_names
from ppl.store.local.settings import keys, put, read, settings_folder
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text

CHECK = "register-names"
WHOLE = "programme"
HEAD = "Wie welke rol heeft. Alleen op deze computer; nooit in git."
IN_TEXT = Text("write the role instead; what was committed stays in the history of git")
Section = dict[str, dict[str, Any]]
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Person(NamedTuple):
    """Who has a role. project: its id, or `programme`; mail: an address, or nothing."""

    project: str
    role: str
    name: str
    mail: str = ""


def place(environment: Mapping[str, str]) -> Path:
    """The file of the register."""
    return settings_folder(environment) / "people.yaml"


def people(folder: Folder) -> list[Person]:
    """Everybody registered for this knowledge base, the programme first. Raises StoreError."""
    path = place(folder.environment)
    if not path.is_file():
        return []
    _refuse_in_git(path)
    held = _section(read(path), folder)
    found = [
        Person(str(project), str(role), name, mail if is_mail(mail) else "")
        for project, roles in _mappings(held)
        for role, person in _mappings(roles)
        if (name := _line(person.get("name"))) and (mail := _line(person.get("mail"))) is not None
    ]
    return sorted(found, key=lambda p: (p.project != WHOLE, p.project, p.role))


def person(known: Iterable[Person], project: str | None, role: str) -> Person | None:
    """Who has a role in a project; where nobody is named for it, who has it in the programme as a whole."""
    found = {one.project: one for one in known if one.role == role}
    return found.get(project or WHOLE) or found.get(WHOLE)


def keep(folder: Folder, one: Person) -> Path:
    """Register somebody, in the place of who had that role there. Raises StoreError."""
    kept = {"name": one.name, **({"mail": one.mail} if one.mail else {})}
    return _changed(folder, one.project, one.role, kept)


def drop(folder: Folder, project: str, role: str) -> bool:
    """Take somebody out of the register; whether there was anybody. Raises StoreError."""
    if not any((one.project, one.role) == (project, role) for one in people(folder)):
        return False
    _changed(folder, project, role, None)
    return True


def rename(folder: Folder, old: str, new: str) -> bool:
    """A project has another id: who had a role in it keeps it; whether there was anybody. Raises StoreError."""
    if not any(one.project == old for one in people(folder)):
        return False
    _rewritten(folder, lambda held: {**held, new: {**held.get(new, {}), **held.get(old, {})}, old: {}})
    return True


def is_open(folder: Folder) -> bool:
    """Whether others on this machine may read the register."""
    path = place(folder.environment)
    return os.name == "posix" and path.is_file() and bool(path.stat().st_mode & 0o077)


def is_mail(text: str) -> bool:
    """Whether a text is a plain address, such as naam@gemeente.example."""
    return _MAIL.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a text can be a name: on one line, with a letter in it."""
    return any(sign.isalpha() for sign in text) and text.isprintable()


def names_in(knowledge: Knowledge, known: Iterable[Person], places: Collection[str] = ()) -> Iterator[Finding]:
    """The texts of records in which a registered name stands: the whole name, or the family name alone.

    Who is called like one of these places (`places`) is not meant.
    """
    called = tuple(one.name for one in known)
    in_id = Text("ppl rename gives the record another id; history keeps the old one")
    for record in knowledge if called else ():
        for field, text in texts_of(record):
            name = next(whole_names(text, called, places), None)
            if name is not None:
                what = Text("`{name}` is a name of your register", name=name)
                yield Finding(record.ref, field, what, IN_TEXT if field else in_id)


def texts_of(record: Record) -> list[tuple[Field, str]]:
    """The texts of a record in which a name may stand: its id and all its fields; addresses are told by https://."""
    return [((), record.id), *((field, _as_address(field, text)) for field, text in texts(record))]


def _as_address(field: Field, text: str) -> str:
    return f"https://{text}" if field and field[-1] == "url" and "://" not in text else text


def names_of(text: str, known: Iterable[Person], places: Collection[str] = ()) -> frozenset[str]:
    """The registered names in a text, folded: without capitals and accents."""
    return frozenset(whole_names(text, tuple(one.name for one in known), places))


def first_names_of(text: str, known: Iterable[Person], places: Collection[str] = ()) -> frozenset[str]:
    """The first names of registered people that stand alone in a text, folded."""
    return frozenset(first_names(text, tuple(one.name for one in known), places))


def places_in(knowledge: Knowledge) -> frozenset[str]:
    """The words of the names of projects, municipalities and areas: whoever is called like that is not meant."""
    named: list[str] = []
    for project in knowledge.of(Project):
        named += [project.id, project.name, *project.municipality]
    for areas in knowledge.of(Areas):
        named += [area.name for area in areas.areas]
    return frozenset(word for name in named for word in re.findall(r"[^\W_]+", folded(name)))


# --- the file ------------------------------------------------------------------------------------------


def _changed(folder: Folder, project: str, role: str, kept: Mapping[str, str] | None) -> Path:
    def change(held: Section) -> Section:
        roles = {k: v for k, v in held.get(project, {}).items() if k != role}
        return {**held, project: roles if kept is None else {**roles, role: kept}}

    return _rewritten(folder, change)


def _rewritten(folder: Folder, change: Callable[[Section], Section]) -> Path:
    """The file with another section for this knowledge base; what stands there of others stays as it is."""
    path = place(folder.environment)
    _refuse_in_git(path)
    before = path.read_text(encoding="utf-8") if path.is_file() else None
    whole = read(path) if before is not None else {}
    bases = dict(_mappings(whole.get("bases")))
    section = change({str(k): dict(v) for k, v in _mappings(_section(whole, folder))})
    section = {name: held for name, held in section.items() if held}
    bases = {k: v for k, v in bases.items() if k not in keys(folder)}
    if section:
        bases[keys(folder)[0]] = {"folder": str(folder.root), "people": section}
    after = {**{k: v for k, v in whole.items() if k != "bases"}, "bases": bases}
    text = yaml_text.to_text(after, HEAD) if before is None else yaml_edit.edit_text(before, after)
    put(path, text)
    return path


def _section(whole: Mapping[str, Any], folder: Folder) -> Any:
    """What the register holds of this knowledge base."""
    bases = dict(_mappings(whole.get("bases")))
    return next((bases[key].get("people") for key in keys(folder) if key in bases), {})


def _refuse_in_git(path: Path) -> None:
    """Names never come where git could take them along. Raises StoreError."""
    for folder in path.resolve().parents:
        if (folder / ".git").exists():
            what = Text("the register of names would lie in a git repository: {file}", file=str(path))
            remedy = Text(
                "let XDG_CONFIG_HOME name a folder outside {folder}; git never forgets a name", folder=str(folder)
            )
            raise StoreError(what, remedy)


def _mappings(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield from ((str(key), item) for key, item in value.items() if isinstance(item, Mapping))


def _line(value: Any) -> str:
    """A text on one line; nothing where it is none."""
    return " ".join(value.split()) if isinstance(value, str) and value.isprintable() else ""
