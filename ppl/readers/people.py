"""Who does something and by when, as people write it in a line; what is not understood stays in the text."""

import datetime
import re
from typing import Any, NamedTuple

from ppl.readers import days, departments
from ppl.readers.rows import parts
from ppl.readers.words import Names

_AT = re.compile(r"(?<![\w@])@\s?([A-Za-z][\w-]{1,60})")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]\s*[.]?$")
_INSIDE = re.compile(r"[,;]\s*|\s[-–]\s")
_WITH = re.compile(r"(.{1,80}?)\s*\(([^()]{1,80})\)")
_OF_MUNICIPALITY = re.compile(r"(\w[\w -]{1,40}?)\s+(?:van de\s+)?(gemeente(?:\s[A-Z][\w-]+){0,2})")
_MANNER = re.compile(
    r"(?:vz|voorz(?:itter)?|notulist|not|verslag|ondergetekende|ik|secr(?:etaris)?|online|teams"
    r"|via teams|digitaal|telefonisch|tel|deels"
    r"|gedeeltelijk|later|vanaf .{1,12}|tot .{1,12}|m\.?k\.?|chair|notes)\.?",
    re.I,
)  # how somebody was there, which is no organisation
_AND = re.compile(r"\s{0,5}(?:,|;|\ben\b|\band\b|&|\+|/)\s{0,5}")
_ONE_OF = re.compile(
    r"(?:(?:iemand|een (?:collega|medewerker|vertegenwoordiger|adviseur)|collega|medewerker|vertegenwoordiger|mensen)"
    r"\s+(?:van|v/d|v\.d\.|vd|uit|bij|namens)\s+)(?:(?:de|het|d['’])\s+)?(.+)",
    re.I,
)


class Assigned(NamedTuple):
    """A text with who does it (a role, or role and organisation) and the day it must be ready, where it says so."""

    text: str
    owner: Any = None
    due_on: str | None = None


def who(text: str, roles: Names) -> Any:
    """A role by one of its names, or `role (organisation)` as a mapping; None where it is not a role."""
    if code := roles.code(text):
        return code
    if (one := _ONE_OF.fullmatch(text.strip())) and (code := roles.code(one[1])):
        return code
    match = _WITH.fullmatch(text.strip()) or _OF_MUNICIPALITY.fullmatch(text.strip())
    if match is not None and (code := roles.code(match[1])):
        is_manner = _MANNER.fullmatch(match[2].strip()) is not None
        return code if is_manner else {"role": code, "organisation": match[2].strip()}
    return None


def agent(text: str, roles: Names) -> Any:
    """Who does something: a role, or those who do it where only the municipality is named: `gem levert stukken`."""
    return who(text, roles) or (roles.code(departments.ROLE) if departments.is_municipality_only(text) else None)


def first_of(text: str, roles: Names) -> Any:
    """The first of a few roles: `pl/pm`, `pl en nb`."""
    pieces = [
        piece
        for piece in re.split(
            r"\s*(?:,|/|&|\+|\ben\b|\bi\.?s\.?m\.?(?!\w)|\bi\.?o\.?m\.?(?!\w)|\bsamen met\b|\bmet\b)\s*", text
        )
        if piece
    ]
    found = [agent(piece, roles) for piece in pieces]
    return found[0] if len(found) > 1 and None not in found else None


def everyone(text: str, roles: Names) -> tuple[list[Any], list[str]]:
    """The roles in a list of people, and what is not a role."""
    known: list[Any] = []
    others: list[str] = []
    text = re.sub(r"(?i)\bv/d\b", "van de", text)
    for part in parts(text, ",") if roles.code(text) is None else [text]:
        pieces = [part] if who(part, roles) else [p for p in _AND.split(part) if p.strip(" .")]
        if len(pieces) == 1 and len(words := part.split()) > 1 and all(roles.code(word) for word in words):
            pieces = [part] if who(part, roles) else words  # `pl pm`
        for piece in pieces:
            found = who(piece.strip(" ."), roles) or roles.abbreviated(piece)
            if found is None:
                others.append(piece.strip())
            elif found not in known:
                known.append(found)
    return known, others


def assigned(text: str, roles: Names, near: datetime.date) -> Assigned:
    """Take owner and day out of a line: `role: text`, `text | role | day`, `text (role, voor 1 december)`, `@role`."""
    found = _from_prefix(_from_parts(text, roles, near), roles)
    found = _from_at(from_brackets(found, roles, near), roles)
    if found.due_on is None and (due := days.ending(found.text, near)):
        found = found._replace(due_on=due.isoformat())
    return found


def _understood(assigned: Assigned, piece: str, roles: Names, near: datetime.date) -> Assigned | None:
    """The same with the owner or the day that a piece names; None where it names neither, or a second one."""
    person = agent(piece.removeprefix("@"), roles)
    if person is not None:
        return assigned._replace(owner=person) if assigned.owner in (None, person) else None
    due = days.due(piece, near)
    if due is None or assigned.due_on not in (None, due.isoformat()):
        return None
    return assigned._replace(due_on=due.isoformat())


def _from_parts(text: str, roles: Names, near: datetime.date) -> Assigned:
    first, *more = parts(text)
    found = Assigned(first)
    for piece in more:
        if not piece:
            continue
        better = _understood(found, piece, roles, near)
        if better is None and found.owner is None and (first := first_of(piece, roles)) is not None:
            better = found._replace(owner=first, text=f"{found.text} ({piece})")  # an action has one owner
        found = better or found._replace(text=f"{found.text} | {piece}" if found.text else piece)
    return found


def _from_prefix(assigned: Assigned, roles: Names) -> Assigned:
    name, colon, text = assigned.text.partition(":")
    if not colon or assigned.owner is not None or not text.strip():
        return assigned
    person = agent(name.strip("*_ ").removeprefix("@"), roles)
    return assigned if person is None else assigned._replace(text=text.lstrip("*_ "), owner=person)


def from_brackets(found: Assigned, roles: Names, near: datetime.date) -> Assigned:
    """Take owner and day out of the brackets at the end; what else stands between them stays."""
    match = _BRACKETS.search(found.text[-220:])
    if match is None:
        return found
    start = max(0, len(found.text) - 220) + match.start()
    if not found.text[:start].strip():
        return found
    left: list[str] = []
    for piece in _INSIDE.split(match[1]):
        better = _understood(found, piece, roles, near)
        if better is None:
            left.append(piece)
        else:
            found = better
    if len(left) == len(_INSIDE.split(match[1])):
        return found
    text = found.text[:start].rstrip()
    return found._replace(text=f"{text} ({', '.join(left)})" if left else text)


def _from_at(assigned: Assigned, roles: Names) -> Assigned:
    for match in _AT.finditer(assigned.text):
        person = who(match[1], roles)
        if person is None or assigned.owner not in (None, person):
            continue
        before, behind = assigned.text[: match.start()].rstrip(), assigned.text[match.end() :].lstrip(" :,")
        in_the_middle = before and behind.strip(" .")
        text = f"{before} {match[1]} {behind}" if in_the_middle else f"{before}{behind}" or match[1]
        return assigned._replace(text=text.strip(), owner=person)
    return assigned
