"""The entry of a session as somebody sent it in: YAML, a filled-in form, or pasted notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.cli.desk import Desk
from ppl.cli.input_file import read_mapping, sent
from ppl.errors import DataError, Field, Problem, Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.record import Part
from ppl.model.session import Session
from ppl.store.codec import Flaw
from ppl.store.folder import problems_of
from ppl.yaml import text as yaml_text


class Entered(NamedTuple):
    """An entry: the name and text that it came from, and its fields.

    lines: line of each field where the text is no YAML
    is_typed: it was typed here, and is nowhere else; notes: ids of waiting notes that it has done with
    """

    name: str
    text: str
    raw: dict[str, Any]
    lines: Mapping[Field, int] | None = None
    is_typed: bool = False
    notes: tuple[str, ...] = ()

    def problems(self, flaws: list[Flaw]) -> list[Problem]:
        """What is wrong with the entry, with its lines."""
        if self.lines is None:
            return problems_of(flaws, self.text, self.name)
        found = []
        for flaw in flaws:
            held = (flaw.field[:n] for n in range(len(flaw.field), -1, -1))
            line = next((self.lines[field] for field in held if field in self.lines), 0)
            level = "remark" if flaw.level == "remark" else "error"
            found.append(Problem(self.name, line, flaw.what, flaw.remedy, flaw.check, level, flaw.field))  # type: ignore[arg-type]
        return found


def is_yaml(name: str, text: str) -> bool:
    """Whether a text is YAML with fields of a session, rather than a form or notes."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("md", "markdown", "txt"):
        return False
    if ending in ("yaml", "yml", "json") or not text.strip():
        return True
    try:
        return any(key in Session.__struct_fields__ for key in yaml_text.read(text))
    except yaml_text.YamlError:
        return re.search(r"^(kind|held_on):", text, re.M) is not None


def read_entry(desk: Desk, name: str, text: str, given: Mapping[str, str], project: str | None) -> Entered:
    """The entry in a text; what no reader recognises is asked about on a terminal, else it joins the summary.

    given: fields that the options said (kind, held_on); in notes without them the rhythm and today fill in.
    Raises DataError with the line.
    """
    if is_yaml(name, text):
        raw = read_mapping(name, text)
        return Entered(name, text, {**given, **raw})
    from ppl.readers.forms import session as form_reader

    known, _ = desk.folder.read_refs(["programme/programme", "programme/vocabularies", *([project] if project else [])])
    words = form_reader.words_of(known)
    if form_reader.is_form(text):
        form = form_reader.read(text, words, desk.today)
        notes = tuple(form_reader.noted(text))
    else:
        from ppl.readers.notes import session as notes_reader

        form, notes = notes_reader.read(text, words, desk.today, _names(known, project)), ()
    fields = {**given, **{k: v for k, v in form.fields.items() if v not in (None, "", [], {})}}
    if not form.fields and not form.rest:
        raise DataError(Text("{file} says nothing of a talk", file=name), Text("fill in what was discussed"))
    if form.rest:
        from ppl.cli.ask.unread_lines import with_rest

        fields = with_rest(desk, fields, form.rest)
    if "kind" not in fields:
        from ppl.cli.ask.open_points import read_scene

        fields["kind"] = read_scene(desk, project).kind
        desk.remark(Text("the notes name no kind of talk: {kind}", kind=Text(str(fields["kind"]))))
    if "held_on" not in fields:
        fields["held_on"] = desk.today.isoformat()
        desk.remark(Text("the notes name no day: {day}", day=str(fields["held_on"])))
    return Entered(name, text, fields, form.lines, notes=notes)


def _names(knowledge: Knowledge, project: str | None) -> list[str]:
    """What people call a project: its name, its code, its municipality."""
    found = knowledge.project(project) if project else None
    return [found.name, found.id.replace("-", " "), *found.municipality] if found else []


def as_text(raw: dict[str, Any], kind: type[Part] = Session) -> Entered:
    """An entry that was made here, as the text that a file with it would hold."""
    from ppl.store.codec import marked_plain

    return Entered("", yaml_text.written(marked_plain(kind, raw)), raw, is_typed=True)


def sent_in(desk: Desk, source: str, given: Mapping[str, str], place: str | None) -> Entered:
    """What was sent in. Raises DataError and UsageError."""
    name, text = sent(source)
    entered = read_entry(desk, name, text, given, place)
    for field, value in given.items():
        if entered.raw.get(field) != value:
            raise UsageError(
                Text("{file} says {field}: {value}", file=name, field=field, value=str(entered.raw.get(field))),
                Text("leave the option out, or correct the file"),
            )
    return entered
