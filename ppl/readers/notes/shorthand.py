"""Shorthand of an office that needs no colon: `ap pm notitie maken`, `akk op planning v3`, `vgd 2 dec`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ppl.readers.day_names import WEEKDAYS
from ppl.readers.people import agent, everyone, first_of
from ppl.readers.words import Names

Line = tuple[int, str]
FIRST_LINES = 4
_AP = re.compile(
    r"(?:ap|a\.p\.|actie(?:punt)?|act|to[- ]?do|td)\.?\s?(?:nr\.?\s?)?#?(?P<number>\d{1,3})?[.):]?\s+"
    r"(?:\((?P<done>afgerond|gereed|klaar|gedaan|afgehandeld|done)\)\s*)?(?P<said>\S.*)",
    re.I,
)
_NOBODY_YET = re.compile(r"(?:tbd|n\.?t\.?b\.?|nntb|nog te bepalen|nog niet bekend|\?)\s?[:,–-]?\s+", re.I)
_STANDS = re.compile(
    r"(?:is|was|zijn|nog|heeft|hebben|niet|geen|loopt|staat|klaar|gedaan|gereed|vervalt|van|uit|over|bij|met|op|en)\b",
    re.I,
)  # behind a role: what became of its action
_AYE = re.compile(
    r"(?:(?P<who>[\w&/.]{2,25}(?:\s[\w&/.]{2,25})?)\s+)?(?:akk\.?|akkoord)\s+(?:(?P<by>[\w&/.]{2,25})\s+)?"
    r"(?:op|met|m|over|voor)\.?\s+\S.+",
    re.I,
)
_LIES_WITH = re.compile(
    r"(?:actie ligt bij|ligt bij|op te pakken door|uit te voeren door|actie door|bal ligt bij)\s+(?:de |het )?"
    r"(?P<who>[\w&/. ]{2,30}?)\s?:\s*(?P<said>\S.*)",
    re.I,
)
_STILL = re.compile(
    r"(?:nog open|staat nog open|open(?:staand)?|blijft (?:staan|open)|nog op te pakken)\s?:?\s+"
    r"(?P<said>.{6,}\((?P<who>[^()]{2,30})\)[ .]*)",
    re.I,
)
_DAY = (
    rf"(?:(?:{'|'.join(WEEKDAYS)})\.?\s)?(?:\d{{1,2}}[-/]\d\S*|\d{{1,2}}\s[a-z]{{3,9}}\.?(?:\s\d{{4}})?"
    r"|(?:eind(?:e)?|half|medio|begin)\s(?:van\s)?[a-z]{3,9}|(?:wk|week)\s?\d{1,2})"
)
_DEADLINE = re.compile(
    rf"(?P<what>(?:deadline|uiterste (?:datum|dag)|dl)\s(?:voor\s)?[^:|]{{3,60}}?)\s?[:=]?\s+(?P<day>{_DAY})"
    r"[,;]?\s?[(\[]?(?P<who>[^()\[\]|]{2,40}?)[)\]]?[.]?",
    re.I,
)  # `deadline raming: 4/12 (plec)`
_MUST = re.compile(
    r"(?:moet(?:en)?\s(?:de\s|het\s)?(?P<who>[\w&/.-]{2,30}(?:\s[\w&/.-]{2,30}){0,2}?)"
    r"|(?:de\s|het\s)?(?P<first>[\w&/.-]{2,30}(?:\s[\w&/.-]{2,30}){0,2}?)\smoet(?:en)?)"
    r"\s(?P<what>(?!niet\b|geen\b)[^?]{6,120}?(?:en|aan|zien|gaan|staan|slaan))"
    rf"[,;]?\s?[(\[]?(?:(?:uiterlijk|voor|vóór|v|per|op)\s)?(?P<day>{_DAY})[)\]]?[.]?",
    re.I,
)  # `moet de planeconoom nog de grex bijwerken (eind december)`
_WORDS_OF_TIME = re.compile(r"^(?:(?:nog|ook|eerst|dan|wel|even|snel|dus|nu)\s)+", re.I)
_DECIDES = re.compile(r"\b(?:beslui|beslis|besluit|vaststel|instem|stemmen|verlen|kiezen)\w*", re.I)
_NOT_SO = re.compile(
    r"\b(?:niet|geen|nog|volgt|nodig|als|mits|indien|wacht\w*|vra\w+|gevraagd|voorbehoud|wordt|verwacht\w*|krijg\w*"
    r"|moet\w*|wil\w*|zou|zodra|hoop\w*|misschien|waarschijnlijk|bijna|hopelijk|eerst|straks|zal|zullen|kan|kunnen)\b"
    r"|\?",
    re.I,
)
_DECIDE = ("college", "gemeenteraad", "wethouder", "opdrachtgever")  # what they say yes to may be a decision, or not
_AGAIN = re.compile(
    rf"(?:verg|vgd|vlgd|vo)\.?\s+(?:op\s)?(?P<day>(?:(?:{'|'.join(WEEKDAYS)})\.?\s)?\d{{1,2}}(?:[-/]\d|\s[a-z]{{3}})"
    r"[^.;]{0,24})",
    re.I,
)
_CALLED = re.compile(
    r"[-*\s]*(?:gebeld|belletje|telefonisch(?: overleg| contact)?|telefoon(?:tje)?|tel\.?)\s+(?:m\.?|met)\s+"
    r"(?P<rest>\S.*)",
    re.I,
)
_PEOPLE = re.compile(r"[\w.&-]+(?:\s?[/,&+]\s?[\w.&-]+|\sen\s[\w.&-]+)+\.?", re.I)
_EACH = re.compile(r"[^()]{4,}\((?P<who>[^()]{2,40})\)")


class Short(NamedTuple):
    """What a line in shorthand is: its section, and what it says."""

    key: str
    text: str


def shorthand(text: str, roles: Names) -> Short | None:
    """What a line says in shorthand; None where it is none, or leaves doubt."""
    if match := _AP.fullmatch(text):
        said = match["said"]
        if match["number"] and (later := _NOBODY_YET.match(said)):
            return Short("actions", said[later.end() :])
        if (size := _role_first(said, roles)) and not _STANDS.match(behind := said[size:].lstrip(" :,–-")):
            who = said[:size].strip(" :,–-")
            is_done = " - gereed" if match["done"] else ""
            return Short("actions", f"{who}: {behind}{is_done}") if len(behind.split()) > 1 else None
    if (match := _AYE.fullmatch(text)) and not _NOT_SO.search(text):
        named = [one for one in (match["who"], match["by"]) if one]
        codes = [roles.code(re.sub(r"(?i)^(?:de|het)\s", "", one)) for one in named]
        if None in codes and not all(first_of(one, roles) for one in named):
            return None
        return None if set(codes) & set(_DECIDE) else Short("agreements", text)
    if (match := _LIES_WITH.fullmatch(text)) and (agent(match["who"], roles) or first_of(match["who"], roles)):
        return Short("actions", f"{match['who']}: {match['said']}")
    if (match := _STILL.fullmatch(text)) and agent(match["who"].split(",")[0], roles):
        return Short("actions", match["said"])
    if (match := _DEADLINE.fullmatch(text)) and agent(match["who"], roles):
        return Short("actions", f"{match['what']} | {match['who']} | {match['day']}")
    if (match := _MUST.fullmatch(text)) and not _DECIDES.search(match["what"]):
        who = match["who"] or match["first"]
        if agent(who, roles) or roles.abbreviated(who):
            return Short("actions", f"{_WORDS_OF_TIME.sub('', match['what'])} | {who} | {match['day']}")
    if match := _AGAIN.fullmatch(text.strip(" .")):
        return Short("next", match["day"])
    return None


def _role_first(text: str, roles: Names) -> int:
    """The signs at the beginning that name who does something; 0 where nobody is named."""
    words = text.split(" ")
    for size in range(min(3, len(words) - 1), 0, -1):
        first = " ".join(words[:size]).strip(" :,–-")
        if first and (agent(first, roles) or first_of(first, roles) or (size == 1 and roles.abbreviated(first))):
            return len(" ".join(words[:size]))
    return 0


def with_people(lines: Iterable[Line], roles: Names) -> tuple[list[Line], str | None]:
    """The lines with who was there said as such where one of the first only names them, and the form of the talk.

    `pl/pm`, `gebeld m pl, vr 27/11`: the day stays where it is.
    """
    found: list[Line] = []
    form, seen = None, 0
    for number, line in lines:
        seen += bool(line.strip())
        if not line.strip() or seen > FIRST_LINES:
            found.append((number, line))
            continue
        if (match := _CALLED.fullmatch(line)) and (size := _called(match["rest"], roles)):
            left = match["rest"][size:].strip(" ,;:–-")
            if len(left.split()) <= 4:
                form = "phone"
                found += [(number, left), (number, f"aanwezig: {match['rest'][:size].strip(' ,;:')}")]
                continue
        known, others = everyone(line.strip(), roles) if _PEOPLE.fullmatch(line.strip()) else ([], [])
        found.append((number, f"aanwezig: {line.strip()}" if len(known) > 1 and not others else line))
    return found, form


def _called(text: str, roles: Names) -> int:
    """The signs at the beginning that name nothing but roles."""
    words = text.split(" ")
    for size in range(min(5, len(words)), 0, -1):
        known, others = everyone(" ".join(words[:size]).strip(" ,;:"), roles)
        if known and not others:
            return len(" ".join(words[:size]))
    return 0


def each(text: str, roles: Names) -> list[str]:
    """The actions of a line in which each has its own owner: `tekening riool (pl), offerte sonderingen (pm)`."""
    pieces = re.split(r"(?<=\))\s?[,;]\s+(?:en\s+)?|(?<=\))\s+en\s+", text.strip(" ."))
    matches = [_EACH.fullmatch(piece.strip()) for piece in pieces]
    if len(pieces) < 2 or not all(match and agent(match["who"].split(",")[0], roles) for match in matches):
        return [text]
    return pieces
