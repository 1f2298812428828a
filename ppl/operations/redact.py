"""A text taken out of the records as they are now; of history that is another word (`ppl erase`)."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Field, Text, UsageError
from ppl.model.fields import Shape, field_named, marked
from ppl.model.ids import slug
from ppl.model.record import Part
from ppl.operations import checking
from ppl.operations.field_keys import refuse_misspelt
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, existing_edit, field_at, part_path
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.piece import Piece
from ppl.yaml import text as yaml_text

TEXTS = ("text", "anything", "either")


class RedactRequest(NamedTuple):
    """ref: the record, behind # a part of it; fields: dotted paths, none for all of it with its comments.

    mark: what stands in the place of what goes, where something must; it may begin a value in YAML, in Markdown a line
    text: the text that goes; empty for all that stands in the fields
    everywhere: also out of every other record
    """

    ref: str
    fields: tuple[str, ...]
    mark: str
    text: str = ""
    everywhere: bool = False


def redact(folder: Folder, today: datetime.date, request: RedactRequest) -> Proposal:
    """The records without it. Raises UsageError for what does not stand there, or cannot be taken out."""
    before, fields = _named(folder, request)
    pieces = redacted_pieces(folder, request)
    what = ", ".join(request.fields) or "text"
    message = Message("redact", request.ref, what)
    others = [*_others(folder, before.ref, pieces, request.mark)] if request.everywhere else []

    def proposal(is_emptied: bool) -> Proposal:
        after = before
        for field in sorted(fields, key=str, reverse=True):  # the last item of a list first
            after = _without_field(after, field, request.mark, is_emptied)
        if request.text:
            after = _without(before, pieces, request.mark, fields)
        if request.everywhere:
            after = _without(after, pieces, request.mark)
        return Proposal([edit for edit in (after, *others) if edit.new != edit.old], message)

    found = proposal(True)
    if fields and not request.text and any(p.is_error for p in checking.problems(folder, today, found)):
        return proposal(False)
    return found


def redacted_pieces(folder: Folder, request: RedactRequest) -> list[Piece]:
    """The texts that go. Raises UsageError where they do not stand there."""
    before, fields = _named(folder, request)
    assert before.fields is not None
    if not request.text:
        held = (text for field in fields for text in _texts(before, field))
        return [piece for text in dict.fromkeys(held) if (piece := Piece(text)).is_long]
    piece = Piece(request.text)
    if not piece.is_long:
        what = Text("a text of fewer than 4 signs stands in many words")
        raise UsageError(what, Text("give more of it, or name the field alone"))
    held = (text for field in fields for _, text in leaves(_value(before.fields, field)))
    if not any(map(piece.is_in, held)) and (fields or not piece.is_in(before.old or "")):
        what = Text("that text does not stand in {ref}", ref=request.ref)
        raise UsageError(what, Text("write it with the same capitals and signs; ppl show tells how it stands there"))
    return [piece]


def files_with(folder: Folder, pieces: Sequence[Piece]) -> list[str]:
    """The files of records, comments included, in which any of these texts stands, or that are called so."""
    slugs = [slug(piece.text) for piece in pieces]
    names = [name for name in slugs if len(name) >= 4]
    return [
        f"data/{path}"
        for path, data in folder.tree.read(folder.tree.paths())
        if any(piece.is_in(data) for piece in pieces) or any(name in path for name in names)
    ]


def _named(folder: Folder, request: RedactRequest) -> tuple[Edit, list[Field]]:
    """The record as it stands there, and the fields that are meant."""
    ref, _, part = request.ref.partition("#")
    before = existing_edit(folder, ref)
    if before is None or before.fields is None:
        raise UsageError(Text("`{ref}` is gone", ref=ref))
    if not request.fields and not request.text:
        raise UsageError(Text("nothing says what has to go"), Text("name a field, or a text with --text -"))
    if not part:
        for name in request.fields:
            if name.partition(".")[0] not in before.fields:
                refuse_misspelt(before.kind.record, name, Text("nothing stands in `{name}`", name=name))
        return before, [field_at(before.fields, name) for name in request.fields]
    path = part_path(before.fields, part, ref)
    names = [f"{path}.{field}" for field in request.fields] or [path]
    return before, [field_at(before.fields, name) for name in names]


def _others(folder: Folder, ref: str, pieces: Sequence[Piece], mark: str) -> Iterator[Edit]:
    for other in folder.refs():
        text = folder.text(other) if other != ref else None
        if text and any(piece.is_in(text) for piece in pieces):
            edit = existing_edit(folder, other)
            assert edit is not None
            yield _without(edit, pieces, mark)


def _without(edit: Edit, pieces: Sequence[Piece], mark: str, only: Collection[Field] = ()) -> Edit:
    """A record with a mark in the place of these texts: in these fields, or in all of it and in its comments.

    References and codes stay: they are named after it, and `ppl rename` gives another id.
    """
    record, _ = edit.record()
    kept = {m.field for m in marked(record)} if record is not None else set()
    fields = _replaced(edit.fields, (), pieces, mark, kept, only)
    after = edit._replace(fields=fields, text=None)
    text = after.new or ""
    if only:
        return after
    for piece in pieces:
        shorter = piece.pattern.sub(lambda _: mark, text)
        if shorter != text and _reads_same(text, shorter):
            text = shorter
    return after._replace(text=text)


def _reads_same(one: str, other: str) -> bool:
    try:
        return yaml_text.read(one) == yaml_text.read(other)
    except yaml_text.YamlError:
        return False


def _replaced(
    value: Any, at: Field, pieces: Sequence[Piece], mark: str, kept: Collection[Field], only: Collection[Field]
) -> Any:
    if isinstance(value, Mapping):
        return {key: _replaced(held, (*at, key), pieces, mark, kept, only) for key, held in value.items()}
    if isinstance(value, list):
        return [_replaced(held, (*at, place), pieces, mark, kept, only) for place, held in enumerate(value)]
    if not isinstance(value, str) or at in kept or (only and not any(at[: len(one)] == one for one in only)):
        return value
    for piece in pieces:
        if piece.is_in(value):
            value = piece.pattern.sub(lambda _: mark, value)
    return value


def _without_field(edit: Edit, field: Field, mark: str, is_emptied: bool) -> Edit:
    """A record whose field is empty, where it may be, else has a mark. Raises UsageError where it can have neither."""
    is_required, form = type_at(edit.kind.record, field)
    if is_emptied and not is_required:
        return edit._replace(fields=_put(edit.fields, field, None))
    if form not in TEXTS:
        name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in field)
        what = Text("`{field}` must stand there, and is not a text", field=name)
        raise UsageError(
            what, Text("name a field in it; or give it another value with ppl set, then ppl erase --text -")
        )
    return edit._replace(fields=_put(edit.fields, field, mark))


def type_at(cls: type[Part], field: Field) -> tuple[bool, str]:
    """Whether something must stand in a field, and the form of it; of an unknown field: no, anything; of a reference
    or a code: choice."""
    part: type[Part] | None = cls
    shape: Shape | None = None
    is_required = False
    for step in field:
        if part is not None and not isinstance(step, int):
            known = field_named(part, step)
            if known is None:
                return False, "anything"
            is_required, shape = known.is_required, known.shape
        elif shape is not None and shape.item is not None:
            is_required, shape = False, shape.item
        else:
            return False, "anything"
        part = shape.part
    return is_required, shape.form if shape and shape.mark is None else "choice"


def _put(held: Any, field: Field, value: str | None) -> Any:
    """A copy of what is held with another value at a place in it; None takes it away."""
    step, rest = field[0], field[1:]
    found: Any = list(held) if isinstance(held, list) else dict(held)
    if rest:
        found[step] = _put(held[step], rest, value)
    elif value is None:
        del found[step]
    else:
        found[step] = value
    return found


def _value(held: Any, field: Field) -> Any:
    for step in field:
        held = held[step]
    return held


def _texts(edit: Edit, field: Field) -> Iterator[str]:
    """The texts that somebody wrote in a field: no references, no codes, no words of a list."""
    record, _ = edit.record()
    kept = {m.field for m in marked(record)} if record is not None else set()
    for at, text in leaves(_value(edit.fields, field), field):
        if at not in kept and type_at(edit.kind.record, at)[1] in TEXTS:
            yield text


def leaves(value: Any, at: Field = ()) -> Iterator[tuple[Field, str]]:
    """Every single value in a field, as the text that it is in the file, with its own field."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, (Mapping, list)):
        for step, held in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves(held, (*at, step))
