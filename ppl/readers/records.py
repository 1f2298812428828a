"""Bottlenecks, interventions and decisions of a form or note: new ones, and changes of those that were printed."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ppl.model.bottleneck import CLOSED, Bottleneck
from ppl.model.fields import choices
from ppl.model.intervention import Intervention
from ppl.readers.actions import ID
from ppl.readers.categories import proposed
from ppl.readers.entry_fields import Gathered, Labelled, labelled
from ppl.readers.rows import Item, arrow, joined
from ppl.readers.words import Names, state

_PRINTED = re.compile(rf"({ID})\s?\(([^,()]{{1,40}}),.{{0,400}}\)\s?:\s?", re.A)
_STATED = re.compile(rf"({ID})\s?:\s?", re.A)
_CODE = re.compile(r"\[([^\[\]]{1,120})\]")
_WEEKS = re.compile(r"\s?\(?(?<![\w,.-])(-?\d{1,3}(?:[.,]\d)?)\s?(?:weken|week|weeks)\)?[.]?$")
ENDED = (*CLOSED, "mitigated")
OTHER = "anders"


class Known(NamedTuple):
    """A record that is there already. status: written over the printed one; behind: what stands after the colon."""

    id: str
    status: str | None
    behind: str


def bottlenecks(gathered: Gathered, item: Item) -> None:
    """`- id (open, title): opgelost -> hoe` changes one; `- Titel [categorie]` is a new one."""
    _bottleneck(gathered, item, None)


def risks(gathered: Gathered, item: Item) -> None:
    """As a bottleneck; a new one is a risk."""
    _bottleneck(gathered, item, "risk")


def _bottleneck(gathered: Gathered, item: Item, status: str | None) -> None:
    context = gathered.context
    extra = labelled(item.below, Bottleneck, context)
    if known := _known(gathered, item, choices(Bottleneck, "status")):
        _changed_bottleneck(gathered, item, known, extra)
        return
    title, codes = _bracketed(item.text, context.categories, context.is_loose)
    found: dict[str, Any] = {"title": re.sub(r"(?<=[\w)]{3})[.;]$", "", title) if context.is_loose else title}
    if codes:
        found |= {"category": codes[0], **({"also": codes[1:]} if codes[1:] else {})}
    elif context.is_loose and "category" not in extra.fields:
        category = proposed(item.whole, context.categories) or context.categories.codes.get(OTHER)
        if category is None:
            gathered.add("facts", f"{'Risico' if status else 'Knelpunt'}: {item.whole}", item.line)
            return
        found["category"] = category
    if status or item.row.mark == "x":
        found["status"] = status or "resolved"
    found |= extra.fields
    if extra.free:
        found["description"] = "\n".join(t for t in (found.get("description"), joined(extra.free)) if t)
    if not found["title"]:
        found["title"] = found.pop("description", item.whole)
    gathered.add("bottlenecks", found, item.line, extra.lines)


def _changed_bottleneck(gathered: Gathered, item: Item, known: Known, extra: Labelled) -> None:
    word, how = arrow(known.behind)
    named = state(word, choices(Bottleneck, "status")) or _meant(word, how)
    status = named or known.status
    said = joined([item.row._replace(text=how if named else known.behind), *extra.free])
    change = {**({"status": status} if status else {}), **extra.fields}
    if item.row.mark == "x" and "status" not in change:
        change["status"] = "resolved"
    if said and change.get("status") in ENDED and "resolution" not in change:
        change["resolution"] = said
    elif said:
        gathered.add("facts", f"{known.id}: {said}", item.line)
    if change:
        gathered.add("bottlenecks", {"id": known.id, **change}, item.line, extra.lines)


def interventions(gathered: Gathered, item: Item) -> None:
    """`- id (loopt, title): afgerond -> wat het bracht` changes one; `- Titel [soort]` is a new one."""
    extra = labelled(item.below, Intervention, gathered.context)
    known = _known(gathered, item, choices(Intervention, "status"))
    found: dict[str, Any] = {}
    if known is None:
        title, codes = _bracketed(item.text, gathered.context.kinds, gathered.context.is_loose)
        found = {"title": title, **({"kind": codes[0]} if codes else {})}
    else:
        word, effect = arrow(known.behind)
        named = state(word, choices(Intervention, "status")) or _meant(word, effect)
        if status := named or known.status:
            found["status"] = status
        if effect := effect if named else known.behind:
            found["observed"] = {"effect": effect}
    _with_effects(found, extra, "observed" if known else "expected", gathered.context.near.isoformat())
    if known is not None and found:
        found = {"id": known.id, **found}
    if found:
        gathered.add("interventions", found, item.line, extra.lines)


def _with_effects(found: dict[str, Any], extra: Labelled, part: str, on: str) -> None:
    """What was expected and observed, weeks taken out of the sentence; free lines say what `part` is."""
    for name, value in extra.fields.items():
        found[name] = {**found.get(name, {}), **value} if isinstance(value, Mapping) and name != "for" else value
    if extra.free:
        held = found.setdefault(part, {})
        held["effect"] = " ".join(t for t in (held.get("effect"), joined(extra.free)) if t)
    for name in ("expected", "observed"):
        held = found.get(name)
        match = _WEEKS.search(held.get("effect", "")[-40:]) if held and "weeks" not in held else None
        if held and match:
            held["weeks"] = match[1].replace(",", ".")
            if match[0].strip().startswith("("):
                held["effect"] = held["effect"].removesuffix(match[0]).rstrip(" ,:") or held["effect"]
    if found.get("observed"):
        found["observed"].setdefault("on", on)


def _known(gathered: Gathered, item: Item, states: tuple[str, ...]) -> Known | None:
    """The record that a line is about: printed with its state, or named with a new one."""
    seal = gathered.context.seal
    base, behind = seal.split(item.text)
    if base is not None and (match := _PRINTED.match(base)):
        return Known(match[1], None, behind)
    match = _PRINTED.match(item.text)
    if match is not None and (status := state(match[2], states)):
        behind = item.text[match.end() :].strip()
        if not seal.is_there:
            return Known(match[1], None, behind)
        gathered.leave(item.line, match[0])
        return Known(match[1], status, behind)
    match = _STATED.match(item.text)
    if match is not None and state(arrow(item.text[match.end() :])[0], states):
        return Known(match[1], None, item.text[match.end() :].strip())
    return None


def _meant(word: str, behind: str) -> str | None:
    """One word before an arrow stands for a state, also where it is none: what is checked then says which was meant."""
    return word if behind and re.fullmatch(r"[^\W\d_]{3,20}", word) else None


def _bracketed(text: str, codes: Names, is_loose: bool) -> tuple[str, list[str]]:
    """A title, and the codes in its last square brackets; in notes a word that is not a code stays in the title."""
    matches = list(_CODE.finditer(text[-2_000:]))
    if not matches:
        return text, []
    match, cut = matches[-1], max(0, len(text) - 2_000)
    typed = [piece.strip() for piece in match[1].split(",") if piece.strip()]
    known = [codes.code(piece) for piece in typed]
    if is_loose and None in known:
        return text, []
    title = f"{text[: cut + match.start()].rstrip()} {text[cut + match.end() :].strip()}".strip()
    return title, [code or piece for code, piece in zip(known, typed, strict=True)]
