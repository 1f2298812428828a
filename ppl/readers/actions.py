"""Actions of a form or note: new ones, and what became of those that were printed."""

import re
from typing import Any

from ppl.model.session import Action
from ppl.readers import days
from ppl.readers.doers import loosely
from ppl.readers.entry_fields import Gathered, labelled
from ppl.readers.notes.shorthand import shorthand
from ppl.readers.outcomes import outcome
from ppl.readers.people import assigned
from ppl.readers.rows import ARROW, Item, arrow, joined

ID = r"[A-Za-z0-9](?:[\w./-]{0,118}[A-Za-z0-9])?"
_PRINTED = re.compile(rf"({ID})\s?\(((?:{ID}/)?\d{{4}}-\d\d-\d\d-[\w.-]{{1,80}})\)\s?:?\s?", re.A)
_BARE = re.compile(rf"(a\d{{1,3}}|{ID}#{ID})\s?(?:$|:\s?|(?=[-–—=]>|→))", re.A)
_DONE = re.compile(
    r"(?<=\w)\)?\s*(?:[-–=,:]|->|\()\s*(?:is )?(?:al )?(?:gedaan|klaar|gereed|afgerond|done)\)?[.!]?$", re.I
)
_CELL = re.compile(r"\s\|\s([^|]+?)(?=\s\||$)")  # of a table, that is neither who nor when: `z.s.m.`
_I = re.compile(r"^ik\s+", re.I)  # the owner says who that is
_OWN_ID = re.compile(r"^[A-Z]{1,2}\d{1,3}[.:)]?\s+(?=\S)")  # `A1 bel de provincie`, as a list of its own numbers it


def actions(gathered: Gathered, item: Item) -> None:
    """`- [x] a1 (2026-01-05-weekly): text -> result` changes one; anything else is a new one."""
    match = _PRINTED.match(item.text)
    if match is None and (item.row.mark or ARROW.search(item.text)):
        match = _BARE.match(item.text)
    if match is None:
        _new(gathered, item)
        return
    is_printed = match.re is _PRINTED
    base, behind = gathered.context.seal.split(item.text)
    change: dict[str, Any] = {}
    if base is None:
        base, behind = arrow(item.text)
        if is_printed and (gathered.context.seal.is_there or gathered.context.is_loose):
            change = _rewritten(gathered, item, base[match.end() :])
        elif not is_printed and base[match.end() :].strip():
            behind = f"{base[match.end() :]} {behind}".strip()
    extra = labelled(item.below, Action, gathered.context)
    behind = joined([item.row._replace(text=behind), *extra.free])
    change |= _happened(gathered, item, behind) | extra.fields
    if change:
        id = f"{match[2]}#{match[1]}" if is_printed else match[1]
        gathered.add("actions", {"id": id, **change}, item.line, extra.lines)


def _rewritten(gathered: Gathered, item: Item, text: str) -> dict[str, Any]:
    """Owner and day of a printed action that somebody wrote over; a new text is left for whoever reads."""
    found = assigned(text, gathered.context.roles, gathered.context.near)
    if found.text and not gathered.context.seal.has(item.text.partition(" |")[0]):
        gathered.leave(item.line, item.text)
    return {k: v for k, v in (("owner", found.owner), ("due_on", found.due_on)) if v is not None}


def _happened(gathered: Gathered, item: Item, behind: str) -> dict[str, Any]:
    """What a box and the text behind `->` say of an action."""
    near = gathered.context.near
    if item.row.mark == "x":
        done = days.day(behind, near, ahead=False)
        return {"status": "done", **({"done_on": done.isoformat()} if done else {"result": behind} if behind else {})}
    if item.row.mark == "-":
        return {"status": "dropped", **({"because": behind} if behind else {})}
    if not behind:
        return {}
    if (moved := days.day_and_why(behind, near)) is not None:
        return {"due_on": moved[0].isoformat(), **({"because": moved[1]} if moved[1] else {})}
    if (became := outcome(behind, near)) is not None:
        return became
    gathered.leave(item.line, item.text if behind in item.text else f"{item.text} {behind}")
    return {}


def _new(gathered: Gathered, item: Item) -> None:
    extra = labelled(item.below, Action, gathered.context)
    near = gathered.context.near
    said = joined([item.row, *extra.free])
    if (short := shorthand(said, gathered.context.roles)) is not None and short.key == "actions":
        said = short.text  # `ap pl bellen met school` below a heading
    found = assigned(said, gathered.context.roles, near)
    if gathered.context.is_loose:
        found = loosely(found._replace(text=_OWN_ID.sub("", found.text)), gathered.context.roles, near)
        found = found._replace(text=re.sub(r"(?<=\w{3})\.$", "", _CELL.sub(r" (\1)", found.text)))
    is_done = gathered.context.is_loose and (done := _DONE.search(found.text)) is not None
    if is_done and done is not None:
        found = found._replace(text=found.text[: done.start()])
    if found.owner is not None and len(found.text.split()) > 2:
        found = found._replace(text=_I.sub("", found.text, count=1))
    action: dict[str, Any] = {"text": found.text or item.whole}
    if found.owner is not None:
        action["owner"] = found.owner
    if found.due_on is not None:
        action["due_on"] = found.due_on
    if item.row.mark == "x" or is_done:
        action |= {"status": "done", "done_on": near.isoformat()}
    elif item.row.mark == "-":
        action["status"] = "dropped"
    gathered.add("actions", action | extra.fields, item.line, extra.lines)
