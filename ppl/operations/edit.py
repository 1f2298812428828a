"""A record as somebody wrote it anew by hand."""

import datetime
from typing import NamedTuple

from ppl.errors import DataError, StoreError, Text
from ppl.model.kinds import kind_of_path, path_of_ref
from ppl.operations.entry import Entry
from ppl.operations.field_values import Spoken
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text


class EditRequest(NamedTuple):
    """ref: the record; before: its text when the writing began; text: what came of it."""

    ref: str
    before: str
    text: str


def edit(folder: Folder, today: datetime.date, request: EditRequest) -> Proposal:
    """The record with its new text. Raises DataError for what is not YAML, StoreError where it changed meanwhile."""
    ref, before, text = request
    path = path_of_ref(ref)
    kind = kind_of_path(path or "")
    text, renamed = Spoken(folder, today).text(text, kind.record) if kind else (text, [])
    try:
        fields = yaml_text.read(text)
    except yaml_text.YamlError as error:
        what = Text("data/{path}:{line}: {what}", path=path, line=error.line, what=error.what)
        raise DataError(what, error.remedy) from None
    if folder.text(ref) != before:
        what = Text("{ref} was changed while you were editing", ref=ref)
        raise StoreError(what, Text("start again from its new text"))
    after = Edit(ref, fields, before, text=text)
    pairs = dict.fromkeys((key.typed, key.name) for key in renamed)
    remarks = [Text("`{typed}` is written as `{name}`", typed=typed, name=name) for typed, name in pairs]
    entry = Entry(f"data/{after.path}", text, fields)
    return Proposal([after], Message("edit", ref, "by hand"), entry, remarks=remarks)
