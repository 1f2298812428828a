"""Records on their way to their files: what will stand in which file, checked before anything is written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Field, Text, UsageError, nearest
from ppl.model.fields import descriptions
from ppl.model.fields import fields as kind_fields
from ppl.model.figures import whole
from ppl.model.kinds import Kind, kind_of_path, path_of_ref
from ppl.model.record import Record
from ppl.store import codec
from ppl.store.announce import Change
from ppl.store.folder import Folder, unreadable
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text

LARGE = 20_000  # characters of a file, from which on it is looked whether it can be written anew in one go
MANY = 50  # places in which it differs: each is put in and read back, which takes its time


class Edit(NamedTuple):
    """A record as it will be: its fields as texts (None: the file goes).

    old: the text of its file before, None for a new record
    at: where it stands in the entry that brought it; places: where items of its lists stand there
    text: the text of its file where somebody wrote that by hand
    mode: git's mode of its file, where that comes from one with another name or of before
    """

    ref: str
    fields: Mapping[str, Any] | None
    old: str | None = None
    at: Field = ()
    places: Mapping[Field, Field] = {}
    text: str | None = None
    mode: str = ""

    def place(self, field: Field) -> Field:
        """Where a field of the record stands in the entry that brought it."""
        return (*self.at, *self.places.get(field[:2], field[:2]), *field[2:])

    @property
    def kind(self) -> Kind:
        kind = kind_of_path(self.path)
        assert kind is not None
        return kind

    @property
    def path(self) -> str:
        path = path_of_ref(self.ref)
        assert path is not None
        return path

    @property
    def new(self) -> str | None:
        """The text of its file: the old one with just the differences put in, or a new one."""
        if self.fields is None or self.text is not None:
            return self.text
        marked = codec.marked_plain(self.kind.record, self.fields)
        if self.old is None or self._is_written_anew(self.old, marked):
            return yaml_text.to_text(marked)
        return yaml_edit.edit_text(self.old, marked)

    def _is_written_anew(self, text: str, marked: Mapping[str, Any]) -> bool:
        """Whether very much changes in a text that is byte for byte what ppl makes of it: there is nothing to keep."""
        if len(text) < LARGE:
            return False
        try:
            is_much = yaml_edit.differences(text, marked) > MANY
            return is_much and yaml_text.to_text(codec.marked_plain(self.kind.record, yaml_text.read(text))) == text
        except yaml_text.YamlError:
            return False

    def record(self) -> tuple[Record | None, list[codec.Flaw]]:
        return codec.record(self.kind.record, self.fields or {}, self.ref)


def changes(edits: Iterable[Edit]) -> list[Change]:
    """What the edits do to the files."""
    found = []
    for edit in edits:
        old, new = (None if text is None else text.encode() for text in (edit.old, edit.new))
        found.append(Change(edit.path, old, new, edit.mode))
    return found


def existing_edit(folder: Folder, ref: str, at: Field = ()) -> Edit | None:
    """A record as it stands in its file, ready to be changed; None where there is none.

    Raises DataError where the file cannot be read.
    """
    text = folder.text(ref)
    try:
        return None if text is None else Edit(ref, folder.parsed(ref, text), text, at)
    except yaml_text.YamlError as error:
        raise unreadable(ref, error) from None


def assign(fields: Mapping[str, Any], assignments: Sequence[str], kind: Kind) -> dict[str, Any]:
    """The fields after `FIELD=VALUE`, `FIELD=` (clear) and `FIELD+=VALUE` (add to a list).

    FIELD is a dotted path; items of lists are named by number (from 1), id or code. VALUE is a text, or
    YAML where it begins with `[` or `{`. Raises UsageError.
    """
    found = dict(fields)
    for assignment in assignments:
        match = re.fullmatch(r"([A-Za-z_][\w.\-\[\]#]*?)(\+?=)(.*)", assignment, re.S)
        if match is None:
            what = Text("`{text}` does not say which field becomes what", text=assignment)
            raise UsageError(what, Text("write FIELD=VALUE, FIELD= to clear it, or FIELD+=VALUE to add to a list"))
        name, sign, text = match.groups()
        steps = _steps(name)
        found = _assign(found, steps, _value(text), sign == "+=", name)
    return found


def field_at(fields: Mapping[str, Any], name: str) -> Field:
    """The field that a dotted path means, its items by their places. Raises UsageError where nothing stands there."""
    found: list[str | int] = []
    held: Any = fields
    for step in _steps(name):
        if isinstance(held, list):
            found.append(_place(held, step, name))
        elif isinstance(held, Mapping) and step in held:
            found.append(step)
        else:
            held = None
            break
        held = held[found[-1]]
    if held is None or not found:
        what = Text("nothing stands in `{name}`", name=name)
        there_are = Text("there are: {names}", names=", ".join(map(str, fields)))
        raise UsageError(what, nearest(name, map(str, fields), there_are))
    return tuple(found)


def _steps(name: str) -> list[str]:
    return [step for step in re.split(r"[.\[\]#]+", name) if step]


def _value(text: str) -> Any:
    if text.startswith(("[", "{")):
        try:
            return yaml_text.read(f"value: {text}")["value"]
        except yaml_text.YamlError:
            return text
    return text if text else None


def _assign(into: Any, steps: Sequence[str], value: Any, is_added: bool, name: str) -> Any:
    """A copy of a mapping or list with a value at a place in it; what lies beside the way there is shared."""
    step, rest = steps[0], steps[1:]
    if isinstance(into, list):
        place, items = _place(into, step, name), list(into)
        if rest:
            items[place] = _assign(into[place], rest, value, is_added, name)
        elif value is None:
            del items[place]
        else:
            items[place] = value
        return items
    if not isinstance(into, Mapping):
        what = Text("`{name}` leads into a single value", name=name)
        raise UsageError(what, Text("ppl show tells how the record is built"))
    found, held = dict(into), into.get(step)
    if rest:
        found[step] = _assign({} if held is None else held, rest, value, is_added, name)
        if found[step] in ({}, []) and value is None:
            del found[step]
    elif is_added:
        items = held if isinstance(held, list) else [] if held is None else [held]
        found[step] = [*items, *(value if isinstance(value, list) else [] if value is None else [value])]
    elif value is None:
        found.pop(step, None)
    else:
        found[step] = value
    return found


def _place(items: list[Any], step: str, name: str) -> int:
    for place, item in enumerate(items):
        if isinstance(item, dict) and step in (item.get("id"), item.get("code")):
            return place
    if 1 <= (number := whole(step) or 0) <= len(items):
        return number - 1
    names = ", ".join(str(i.get("id") or i.get("code")) for i in items if isinstance(i, dict)) or f"1-{len(items)}"
    what = Text("there is no item `{step}` in `{name}`", step=step, name=name)
    ids = [str(item.get("id") or item.get("code")) for item in items if isinstance(item, dict)]
    raise UsageError(what, nearest(step, ids, Text("there are: {names}", names=names), cutoff=0.7))


def part_of(fields: Mapping[str, Any], part: str, ref: str) -> tuple[str, int | str]:
    """Where the part `#part` of a record stands: the list that holds it and its place there. Raises UsageError.

    part: an id or code in any of its lists, or a list and a place in it, from 1: `agreements.2`; of a mapping its key
    """
    listed, _, step = part.partition(".")
    held = fields.get(listed)
    if isinstance(held, list) and step.isdecimal() and 0 < int(step) <= len(held):
        return listed, int(step) - 1
    if isinstance(held, Mapping) and step in held:
        return listed, step
    known: list[str] = []
    for name, items in fields.items():
        for place, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, Mapping):
                ids = [str(item[key]) for key in ("id", "code") if item.get(key)]
                if part in ids:
                    return name, place
                known += ids
    raise UsageError(
        Text("`{ref}` has no part `{part}`", ref=ref, part=part),
        nearest(part, known, Text("it has {listed}", listed=", ".join(known)), cutoff=0.7)
        if known
        else Text("this record has no parts with an id"),
    )


def part_path(fields: Mapping[str, Any], part: str, ref: str) -> str:
    """The dotted path of a part `#part` of a record, as assignments have it. Raises UsageError."""
    name, place = part_of(fields, part, ref)
    return f"{name}.{place + 1 if isinstance(place, int) else place}"


def form(kind: Kind, fields: Mapping[str, Any], words: Callable[[Text], str] = str) -> str:
    """A record to fill in: what is known already, and every other field as a comment with its meaning.

    words: a text in the language of whoever fills it in
    """
    said = descriptions(kind.record)
    rows = []
    for f in kind_fields(kind.record):
        if f.name in fields:
            rows.append(yaml_text.to_text(codec.marked_plain(kind.record, {f.name: fields[f.name]})).rstrip("\n"))
        else:
            mark = "" if f.is_required else "# "
            rows.append(f"{mark}{f.name}:  # {words(Text(said[f.name]))}" if f.name in said else f"{mark}{f.name}:")
    return "\n".join(rows) + "\n"
