"""Days as people write them: `2026-12-01`, `1-12`, `1 december`, `vrijdag`, `volgende week vrijdag`."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import NamedTuple

Day = datetime.date
WEEK = 7

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt march mar",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag monday",
            "dinsdag tuesday",
            "woensdag wednesday",
            "donderdag thursday",
            "vrijdag friday",
            "zaterdag saturday",
            "zondag sunday",
        )
    )
    for name in names.split()
}
_NEAR = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "gisteren": -1, "yesterday": -1}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_PREFIX = rf"(?:(?:{_any(_WEEKDAYS)}|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?,?\s{{1,3}})?"
_WRITTEN = rf"""
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
  | (?P<full>\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}}))(?!\d)
  | (?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\s{{1,3}}(?P<month>{_any(_MONTHS)})\b\.?
    (?:,?\s{{1,3}}(?P<year>\d{{4}})\b)?
  | (?P<emonth>{_any(_MONTHS)})\.?\s{{1,3}}(?P<eday>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s{{1,3}}(?P<eyear>\d{{4}})\b)?
"""
_SPOKEN = rf"""
    (?P<weekly>(?:volgende|next)\s{{1,3}}(?:week)\s{{1,3}}(?:op\s|on\s)?)(?P<w1>{_any(_WEEKDAYS)})\b
  | (?P<w2>{_any(_WEEKDAYS)})\s{{1,3}}(?:volgende|next)\s{{1,3}}week\b
  | (?:(?:komende|aanstaande|deze|this|coming)\s{{1,3}})?(?P<w3>{_any(_WEEKDAYS)})\b
  | (?P<near>{_any(_NEAR)})\b
"""
_SHORT = r"(?P<short>\d{1,2}[-/]\d{1,2})(?![-/.\d])"
_IN_TEXT = re.compile(rf"(?<![\w-]){_PREFIX}(?:{_WRITTEN})", re.X | re.I | re.A)
_WHOLE = re.compile(rf"{_PREFIX}(?:{_WRITTEN}|{_SHORT})|{_SPOKEN}", re.X | re.I | re.A)
BEFORE = r"(?:uiterlijk|voor|tegen|op|per|deadline|before|by|due|on)"
_LEAD = re.compile(rf"(?:{BEFORE}\s*:?\s{{0,3}}){{0,2}}", re.I | re.A)
_ENDING = re.compile(rf"\b{BEFORE}\s{{1,3}}(\S{{1,20}}(?:\s{{1,3}}\S{{1,20}}){{0,3}})$", re.I | re.A)


class Found(NamedTuple):
    """A day that stands in a text, from `start` to `end`."""

    day: Day
    start: int
    end: int


def day(text: str, near: Day, ahead: bool = True) -> Day | None:
    """The day that a text as a whole means, `voor` and the like before it; None where it means none.

    Without a year it is the first such day from `near` on, or with `ahead` false the last one up to `near`.
    A day that people understand in two ways (`volgende vrijdag`) is not guessed.
    """
    if len(text) > 80:
        return None
    said = _without_accents(text).strip().strip(".,;").strip()
    match = _WHOLE.fullmatch(said, _end_of_lead(said))
    return _meant(match, near, ahead) if match else None


def _end_of_lead(text: str) -> int:
    match = _LEAD.match(text)
    return match.end() if match else 0


def found(text: str, near: Day, ahead: bool = True) -> Found | None:
    """The first day, written with its month, that stands in a text of at most a page."""
    said = _without_accents(text[:4000])
    for match in _IN_TEXT.finditer(said):
        if (meant := _meant(match, near, ahead)) is not None:
            return Found(meant, match.start(), match.end())
    return None


def ending(text: str, near: Day) -> Day | None:
    """The day with which a sentence ends: `... voor 1 december`."""
    said = text[-90:].rstrip(" .!")
    place = len(said)
    for _ in range(6):
        match = _ENDING.search(said, max(0, said.rfind(" ", 0, place)))
        if match is not None and (meant := day(match[1], near)) is not None:
            return meant
        place = said.rfind(" ", 0, place)
        if place < 0:
            break
    return None


def _without_accents(text: str) -> str:
    """The same number of characters, those with an accent without it."""
    return "".join(unicodedata.normalize("NFD", c)[0] if ord(c) > 127 else c for c in text)


def _meant(match: re.Match[str], near: Day, ahead: bool) -> Day | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return Day(*(int(n) for n in parts["iso"].split("-")))
        if parts["full"]:
            d, m, y = (int(n) for n in re.split(r"[-/.]", parts["full"]))
            return Day(y if y > 99 else 2000 + y, m, d)
    except ValueError:
        return None
    if parts.get("short"):
        d, m = (int(n) for n in re.split(r"[-/]", parts["short"]))
        return _in_a_year(m, d, near, ahead)
    if month := parts["month"] or parts["emonth"]:
        number, year = int(parts["day"] or parts["eday"]), parts["year"] or parts["eyear"]
        if year:
            return _valid(int(year), _MONTHS[month.lower()], number)
        return _in_a_year(_MONTHS[month.lower()], number, near, ahead)
    return _spoken(parts, near, ahead)


def _spoken(parts: dict[str, str | None], near: Day, ahead: bool) -> Day | None:
    if word := parts.get("near"):
        return near + datetime.timedelta(days=_NEAR[word.lower()])
    if name := parts.get("w1") or parts.get("w2"):
        monday = near + datetime.timedelta(days=WEEK - near.weekday())
        return monday + datetime.timedelta(days=_WEEKDAYS[name.lower()])
    if name := parts.get("w3"):
        days = (_WEEKDAYS[name.lower()] - near.weekday()) % WEEK
        return near + datetime.timedelta(days=(days or WEEK) if ahead else days - WEEK if days else 0)
    return None


def _in_a_year(month: int, number: int, near: Day, ahead: bool) -> Day | None:
    for years in (0, 1) if ahead else (0, -1):
        meant = _valid(near.year + years, month, number)
        if meant is not None and (meant >= near if ahead else meant <= near):
            return meant
    return None


def _valid(year: int, month: int, number: int) -> Day | None:
    try:
        return Day(year, month, number)
    except ValueError:
        return None
