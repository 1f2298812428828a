"""A talk that somebody enters twice: the one that was logged before, and what a second entry adds to it."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND, kind_of_path, ref_of_path
from ppl.model.session import MISSED
from ppl.operations.session_draft import as_list
from ppl.operations.session_parts import PARTS
from ppl.operations.session_records import is_same
from ppl.rules.standing import open_bottlenecks, titled_like
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder

TEXTS = ("facts", "agreements", "went_well", "went_less_well", "opinions", "attended")


class LoggedBefore(NamedTuple):
    """What was logged of the kind and day of an entry.

    is_known: the very same entry; talk: the first talk that was held, where the entry is one too
    """

    is_known: bool = False
    talk: Edit | None = None


def logged_before(folder: Folder, project: str | None, fields: Mapping[str, Any], today: datetime.date) -> LoggedBefore:
    """What was logged before of the kind and day of this entry."""
    if not {"kind", "held_on"} <= fields.keys():
        return LoggedBefore()
    kind = KIND["session"]
    id, seen, first = new_id(kind, fields, today.isoformat()), set[str](), None
    while (ref := free_ref(kind, project, id, seen)) in folder.claimed_refs:
        seen.add(ref)
        before = existing_edit(folder, ref)
        if before is None or before.fields is None:
            continue
        if is_same(fields, before, PARTS):
            return LoggedBefore(is_known=True)
        if first is None and before.fields.get("status") not in MISSED:
            first = before
    return LoggedBefore(talk=first if fields.get("status") not in MISSED else None)


def added_fields(before: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a correction that adds what was sent to a talk: nothing that stands there is lost.

    Texts and lists go on where they end; records and actions are added as a correction adds them; what can be said
    only once (the next talk, a light) is as it was said last.
    """
    found: dict[str, Any] = {}
    for name, value in sent.items():
        held = before.get(name)
        if name in ("kind", "held_on") or value == held:
            continue
        if name == "summary" and held and str(value).strip() not in str(held):
            found[name] = f"{str(held).rstrip()}\n\n{value}"
        elif name == "summary" and held:
            continue
        elif name in TEXTS:
            found[name] = [*as_list(held), *(one for one in as_list(value) if one not in as_list(held))]
        else:
            found[name] = value
    return found


def open_alike(folder: Folder, project: str | None, sent: Any, today: datetime.date) -> dict[int, Bottleneck]:
    """By their place in an entry's list the new bottlenecks that are titled like one that is open in the project."""
    new = {place: str(item["title"]) for place, item in enumerate(as_list(sent)) if _is_new(item)}
    if project is None or not new:
        return {}
    paths = folder.tree.paths(f"projects/{project}/bottlenecks/")
    known, _ = folder.read_refs([ref_of_path(path) for path in paths if kind_of_path(path)])
    still_open = open_bottlenecks(known, project, today)
    found = {place: titled_like(still_open, title) for place, title in new.items()}
    return {place: one for place, one in found.items() if one is not None}


def _is_new(item: Any) -> bool:
    return isinstance(item, Mapping) and bool(item.get("title")) and not item.get("id")
