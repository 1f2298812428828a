"""A session logged with all that came out of it."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.model.session import MISSED
from ppl.operations.category_terms import category_terms
from ppl.operations.entry import Entry
from ppl.operations.proposal import Proposal
from ppl.operations.session_parts import PARTS
from ppl.operations.session_records import session_records
from ppl.operations.summary import summary_lines
from ppl.store.folder import Folder
from ppl.store.git.message import Message


class LogRequest(NamedTuple):
    """project: None for a session of the programme as a whole; entry: the session, with whole records in it."""

    project: str | None
    entry: Entry


def log(folder: Folder, today: datetime.date, request: LogRequest) -> Proposal:
    """The session and the records that it makes and changes.

    Nothing where the same was logged before; the message then names that session.
    """
    entry = request.entry
    found = session_records(folder, request.project, entry.fields, today.isoformat())
    place = found.session if found.is_known else request.project or "programme"
    return Proposal(
        found.edits,
        Message("log", place, _what(entry.fields)),
        entry,
        entry.problems(found.flaws),
        lambda: summary_lines(found.edits, lambda: category_terms(folder)),
    )


def _what(fields: Mapping[str, Any]) -> str:
    """`weekly 2026-01-05, 2 actions, 1 bottleneck`."""
    parts = [f"{fields.get('kind')} {fields.get('held_on')}"]
    if fields.get("status") in MISSED:
        parts.append(str(fields["status"]))
    for field in ("actions", *PARTS):
        sent = fields.get(field)
        if number := len(sent) if isinstance(sent, list) else 0:
            parts.append(f"{number} {field.removesuffix('s') if number == 1 else field}")
    return ", ".join(parts)
