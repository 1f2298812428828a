"""What became of a record: its steps and its versions, as the history of its file tells them."""

import datetime
from typing import Any, NamedTuple

from ppl.errors import Field


class FieldChange(NamedTuple):
    """A field of a record before and after; None where it was not there. An empty field means the whole record."""

    ref: str
    field: Field
    before: Any
    after: Any


class Step(NamedTuple):
    """A commit that touched the record, or records below a project.

    commit: its id; at: moment; by: who; word: the command, or empty where ppl did not write it
    """

    commit: str
    at: datetime.datetime
    by: str
    subject: str
    word: str
    command: str
    reason: str
    changes: tuple[FieldChange, ...]


class Version(NamedTuple):
    """A record as a commit left it: the content of its file, None where it was taken away."""

    commit: str
    at: datetime.datetime
    subject: str
    reason: str
    data: bytes | None
