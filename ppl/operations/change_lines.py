"""What any change comes to in words: per record each field with what stood there and what will."""

from collections.abc import Iterator, Sequence

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
        yield from map(_line, changes)


def _line(change: FieldChange) -> Text:
    field, before, after = told(change)
    if before is None:
        return Text("    {field}: {value}", field=field, value=after)
    if after is None:
        return Text("    {field}: taken away ({old})", field=field, old=before)
    return Text("    {field}: {old} → {new}", field=field, old=before, new=after)
