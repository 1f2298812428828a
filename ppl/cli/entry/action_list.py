"""An action list on its way in: where its actions belong, who is named in it, and what its cells mean."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ppl.cli.ask.kept_out import stand_ins
from ppl.cli.ask.parsers import stored_party
from ppl.cli.desk import Desk
from ppl.cli.language import translated
from ppl.cli.stopped import StoppedError
from ppl.cli.words.people import role_meant
from ppl.errors import DataError, Problem, Text, UsageError, disk_words
from ppl.model.kinds import kind_of_path, path_of_ref, project_of
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.operations.arriving import Arrived
from ppl.operations.arriving_rows import arrived_rows
from ppl.planners.action_list import ActionRow, ActionRows, read
from ppl.planners.action_values import Doer, ListedAction, doers, is_day, month_first, understood
from ppl.planners.remarks import Remarks
from ppl.readers.doers import STRUCK
from ppl.readers.forms.session import words_of
from ppl.readers.words import Names
from ppl.store.local import register

PROGRAMME = "programme"
SUMMARY = Text("An action list was taken over.")


class Place(NamedTuple):
    """Where actions belong. project: None for the programme as a whole; session: the ref of a talk."""

    project: str | None
    session: str | None = None


class Listed(NamedTuple):
    """What a list holds, without names. name: the file; table: the same with its sheet.

    problems: what is to be said of its rows; summary: what a new session says of itself
    """

    name: str
    table: str
    actions: tuple[ListedAction, ...]
    problems: tuple[Problem, ...]
    summary: str


def meant_place(desk: Desk, text: str | None) -> Place | None:
    """The project or the talk that somebody means; None where nobody says it. Raises UsageError."""
    if text is None:
        return None
    if text == "programme":
        return Place(None)
    ref = desk.ref(text)
    path = path_of_ref(ref)
    kind = kind_of_path(path) if path else None
    if kind is not None and kind.name == "project":
        return Place(ref)
    if kind is not None and kind.name == "session":
        return Place(project_of(ref), ref)
    what = Text("`{text}` is no project and no session", text=text)
    raise UsageError(what, Text("ppl list project shows the projects; ppl list session the sessions"))


def listed_actions(desk: Desk, file: Path, sheet: str | None, place: Place | None, given: Sequence[str]) -> Listed:
    """The actions in a file. given: `NAME=ROLE`. Raises UsageError and DataError; ends where somebody stops."""
    knowledge = desk.read(kinds={"project", "programme", "vocabularies"})
    said = _given(desk, given)
    raw = read(file.name, _data(desk, file), is_day, sheet)
    remarks = Remarks(raw.name, raw.problems)
    rows, projects = _placed(knowledge, raw, place, remarks)
    roles = Names(words_of(knowledge).roles, has_short=True)
    organisations = _organisations(knowledge)
    doing = {row.number: doers(row.owner, roles, organisations) for row in rows}
    people = [(one.name, one.role) for one in register.people(desk.folder)]
    came = arrived_rows(rows, doing, roles, _names(knowledge), people)
    programme = knowledge.one(Programme)
    given_roles = {name.casefold(): role for name, role in said.items()}
    parties = {one.organisation.casefold() for those in doing.values() for one in those if one.organisation}
    said = {name: role for name, role in said.items() if name.casefold() not in parties}
    try:
        chosen = _stand_ins(desk, raw.name, came, said, programme)
    except StoppedError:
        desk.remark(Text("broken off: nothing was written; {file} stays as it is", file=raw.name))
        raise
    reading = _Reading(came, chosen, given_roles, desk.today, month_first(rows, remarks), remarks)
    found = [reading.action(row, projects[row.number], doing[row.number]) for row in rows]
    summary = translated(SUMMARY, programme.language if programme else desk.language)
    return Listed(file.name, raw.name, tuple(found), tuple(remarks.problems), summary)


class _Reading(NamedTuple):
    """What the rows of one list are read with. chosen: by name what stands for it; given: by name what --role says."""

    came: Arrived
    chosen: Mapping[str, str]
    given: Mapping[str, str]
    today: datetime.date
    is_month_first: bool
    remarks: Remarks

    def action(self, row: ActionRow, project: _Project, those: Sequence[Doer]) -> ListedAction:
        """The action in a row, without names."""
        owner, aside = self._owner(row.number, those)
        if project.typed:
            aside.insert(0, self.came.said(project.typed, self.chosen))
        clean = ActionRow(row.number, *(self.came.said(cell, self.chosen) if cell else "" for cell in row.cells))
        return understood(clean, project.ref, owner, aside, self.today, self.is_month_first, self.remarks)

    def _owner(self, number: int, those: Sequence[Doer]) -> tuple[Any, list[str]]:
        """Who does it, as the files hold it, and what the text must say besides: a second role, an organisation."""
        owner: Any = None
        aside: list[str] = []
        for one in those:
            words = self._words(one.name) if one.name else ""
            role = (
                one.role
                or self.given.get(one.organisation.casefold())
                or (self.came.roles.code(words.partition(" (")[0]) if words else None)
            )
            if role is None:
                kept = one.organisation or (words if words != STRUCK else "")
                if kept:
                    what = Text("`{text}` is no role: it stands in the text", text=kept)
                    self.remarks.remark(number, what, Text('--role "{name}=ROLE" says who it is', name=kept))
                    aside.append(self.came.said(kept, self.chosen) if kept == one.organisation else kept)
            elif owner is None:
                organisation = self.came.said(one.organisation, self.chosen) if one.organisation else ""
                owner = stored_party(f"{role} ({organisation})" if organisation else words if "(" in words else role)
            elif role != owner:
                aside.append(f"+ {role}")
        if owner is None and any(one.name and self._words(one.name) == STRUCK for one in those):
            what = Text("the owner is a name that no role is known for: the action has no owner")
            self.remarks.remark(
                number, what, Text('--role "NAME=ROLE" sets it, or ppl people keeps who has which role')
            )
        return owner, aside

    def _words(self, name: str) -> str:
        """What stands for a name that a cell of owners holds."""
        one = next((each for each in self.came.people if name in each.forms), None)
        return STRUCK if one is None else self.chosen.get(one.name, one.role or STRUCK)


class _Project(NamedTuple):
    """The project of a row. ref: None for the programme; typed: what the row calls it, where that is no project."""

    ref: str | None
    typed: str = ""


def _given(desk: Desk, given: Sequence[str]) -> dict[str, str]:
    """By name the role that --role says. The names leave the command line, which git would keep. Raises UsageError."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, role = (part.strip() for part in one.rpartition("="))
        if not sign or not name:
            what = Text("--role `{text}` does not say who is what", text=one)
            raise UsageError(what, Text('write it as --role "Voornaam Achternaam=projectleider"'))
        found[name] = role_meant(desk, role)
        desk.arguments = tuple(word.replace(name, STRUCK) for word in desk.arguments)
    return found


def _data(desk: Desk, file: Path) -> bytes:
    try:
        return desk.input.read(str(file))
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=str(file), why=disk_words(error))
        raise UsageError(what, Text("name a .xlsx, .csv or .docx file that is there")) from None


def _placed(
    knowledge: Knowledge, raw: ActionRows, place: Place | None, remarks: Remarks
) -> tuple[list[ActionRow], dict[int, _Project]]:
    """The rows that belong to the place, and the project of each; of the others it is said. Raises UsageError."""
    if place is None and not any(row.project for row in raw.rows):
        what = Text("of which project are these actions? {file} has no column that says it", file=raw.name)
        raise UsageError(what, Text("name the project or the session behind the file, or `programme`"))
    names = _project_names(knowledge)
    rows: list[ActionRow] = []
    found: dict[int, _Project] = {}
    for row in raw.rows:
        ref = names.code(row.project) if row.project else None
        if place is None and ref is None:
            what = Text("`{text}` is no project that is known here: left out", text=row.project or "–")
            remarks.error(row.number, what, Text("write the project's id or name, or name the project behind the file"))
        elif place is not None and ref is not None and ref != (place.project or PROGRAMME):
            what = Text("an action of {project}: left out", project=ref)
            remarks.remark(row.number, what, Text("import the list once more for that project"))
        else:
            rows.append(row)
            known = place.project if place is not None else None if ref == PROGRAMME else ref
            found[row.number] = _Project(known, row.project if ref is None else "")
    if not rows:
        what = Text("{file} has no action that belongs here", file=raw.name)
        raise DataError(what, Text("look at the column with the project"), tuple(remarks.problems))
    return rows, found


def _project_names(knowledge: Knowledge) -> Names:
    """Under which names the projects are known; a municipality where it has one project."""
    projects = knowledge.of(Project)
    towns = [town for one in projects for town in one.municipality]
    table = {
        one.id: (one.name, one.id.replace("-", " "), tuple(town for town in one.municipality if towns.count(town) == 1))
        for one in projects
    }
    return Names({**table, PROGRAMME: ("programma", "programme", ("programmabreed",))})


def _organisations(knowledge: Knowledge) -> list[str]:
    """The municipalities and partners of the projects, which are nobody's names."""
    projects = knowledge.of(Project)
    towns = [name for one in projects for town in one.municipality for name in (town, f"gemeente {town}")]
    return [*towns, *(partner.organisation for one in projects for partner in one.partners)]


def _names(knowledge: Knowledge) -> list[str]:
    """What is called like a person sometimes, and is a place."""
    return [name for one in knowledge.of(Project) for name in (one.name, one.id.replace("-", " "), *one.municipality)]


def _stand_ins(
    desk: Desk, name: str, came: Arrived, said: Mapping[str, str], programme: Programme | None
) -> dict[str, str]:
    """By name what stands for it: what --role says, else asked, else struck out. Raises StoppedError."""
    chosen: dict[str, str] = {}
    for typed, role in said.items():
        known = [one.name for one in came.people if typed.casefold() in {form.casefold() for form in one.forms}]
        chosen |= dict.fromkeys(known, role)
        if not known:
            desk.remark(Text("--role: nobody in {file} is called `{name}`", file=name, name=typed))
    left = [one for one in came.people if one.name not in chosen]
    roles = {role.code: role.words for role in programme.roles} if programme else {}
    return chosen | stand_ins(desk, name, came._replace(people=left), roles)
