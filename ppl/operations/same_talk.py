"""A talk that somebody enters twice: the one that was logged before, and what a second entry adds to it."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.ids import free_ref, new_id
from ppl.model.kinds import KIND, kind_of_path, ref_of_path
from ppl.model.session import MISSED, OF_KICKOFF
from ppl.operations.session_draft import alike, as_list, text_of
from ppl.operations.session_parts import PARTS
from ppl.operations.session_records import is_same
from ppl.rules.standing import open_bottlenecks, recently_closed, titled_like
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder

TEXTS = ("facts", "agreements", "went_well", "went_less_well", *OF_KICKOFF, "opinions", "attended")


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
    only once (the next talk, a light) is as it was said last. A text that differs by a capital or a point is the same.
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
            known = [alike(one) for one in as_list(held)]
            found[name] = [*as_list(held), *(one for one in as_list(value) if alike(one) not in known)]
        elif name == "actions":
            found[name] = [*_added_actions(as_list(held), as_list(value))]
        else:
            found[name] = value
    return found


def _added_actions(held: list[Any], sent: list[Any]) -> Iterator[Any]:
    """The actions that are new, and of one that stands there already what is said of it now."""
    known = {alike(text_of(one)): one for one in held if isinstance(one, Mapping)}
    for action in sent:
        before = known.get(alike(text_of(action))) if text_of(action) else None
        if before is None:
            yield action
            continue
        told = action.items() if isinstance(action, Mapping) else ()
        changes = {name: value for name, value in told if name not in ("id", "text") and value != before.get(name)}
        if changes:
            yield {"id": before.get("id"), **changes}


def known_alike(folder: Folder, project: str | None, sent: Any, today: datetime.date) -> dict[int, Bottleneck]:
    """By their place in an entry's list the new bottlenecks titled like one that is open in the project, or was.

    What was closed long ago is not among them.
    """
    new = {place: str(item["title"]) for place, item in enumerate(as_list(sent)) if _is_new(item)}
    if project is None or not new:
        return {}
    paths = folder.tree.paths(f"projects/{project}/bottlenecks/")
    known, _ = folder.read_refs([ref_of_path(path) for path in paths if kind_of_path(path)])
    still_open, closed = open_bottlenecks(known, project, today), recently_closed(known, project, today)
    found = {place: titled_like(still_open, title) or titled_like(closed, title) for place, title in new.items()}
    return {place: one for place, one in found.items() if one is not None}


def _is_new(item: Any) -> bool:
    return isinstance(item, Mapping) and bool(item.get("title")) and not item.get("id")
