"""What any change comes to in words: per record each field with what stood there and what will."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ppl.errors import Text
from ppl.model.history import FieldChange
from ppl.reports.history import told
from ppl.store.edits import Edit
from ppl.store.git.history import field_changes


def change_lines(edits: Sequence[Edit]) -> Iterator[Text | str]:
    """Of each record its fields that change, of a new one all; nothing for one that is only laid out otherwise."""
    for edit in edits:
        kind = Text(edit.kind.name)
        if (new := edit.new) is None:
            yield Text("- {kind}: {ref}", kind=kind, ref=edit.ref)
            continue
        if edit.old is None:
            yield Text("+ {kind}: {title}", kind=kind, title=edit.ref)
            changes = [FieldChange(edit.ref, (name,), None, value) for name, value in (edit.fields or {}).items()]
        else:
            changes = [*field_changes(edit.ref, edit.old.encode(), new.encode())]
            if changes:
                yield Text("~ {kind}: {title}", kind=kind, title=edit.ref)
        yield from map(_line, _together(changes))


def _together(changes: Iterable[FieldChange]) -> Iterator[FieldChange]:
    """Items of a list that change alike, one after the other, as one change: of `K01, K02 … K13 (13)`."""
    for _, group in groupby(changes, lambda one: (one.field[:1], one.field[2:], one.before, one.after)):
        alike = [*group]
        first, ids = alike[0], [str(step) for one in alike for step in one.field[1:2]]
        if len(alike) > 1:
            named = ", ".join(ids) if len(ids) < 4 else f"{ids[0]}, {ids[1]} … {ids[-1]} ({len(ids)})"
            first = first._replace(field=(first.field[0], named, *first.field[2:]))
        yield first


def _line(change: FieldChange) -> Text:
    field, before, after = told(change)
    if before is None:
        return Text("    {field}: {value}", field=field, value=after)
    if after is None:
        return Text("    {field}: taken away ({old})", field=field, old=before)
    return Text("    {field}: {old} → {new}", field=field, old=before, new=after)
