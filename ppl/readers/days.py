"""Days as people write them: `2026-12-01`, `1-12`, `1 december`, `vrijdag`, `volgende week vrijdag`, `+2w`.

The one reader of days of every option, question, form, note and planner's file.
"""

import datetime
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from ppl.errors import near as close
from ppl.model.periods import moved
from ppl.partial_date import FIRST_YEAR, LAST_YEAR, is_of_our_time
from ppl.readers.day_names import LONG_WEEKDAYS, MONTHS, NEAR, NUMBERS, SHORT_WEEKDAYS, SPELLED, UNITS, WEEKDAYS, any_of

Day = datetime.date
WEEK = 7
LEAP = 2024  # a year in which every day without a year is looked for


_PREFIX = rf"(?:(?:{any_of(WEEKDAYS)})\.?,?\s{{1,3}})?"
_WRITTEN = rf"""
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
  | (?P<full>\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|['’]?\d{{2}}))(?!\d)
  | (?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?[\s-]{{1,3}}(?P<month>{any_of(MONTHS)})\b\.?
    (?:(?:,?\s{{1,3}}|-)(?P<year>\d{{4}})\b)?
  | (?P<emonth>{any_of(MONTHS)})\.?\s{{1,3}}(?P<eday>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s{{1,3}}(?P<eyear>\d{{4}})\b)?
"""
_SPOKEN = rf"""
    (?P<weekly>(?:volgende|next)\s{{1,3}}(?:week)\s{{1,3}}(?:op\s|on\s)?)(?P<w1>{any_of(WEEKDAYS)})\b
  | (?P<w2>{any_of(WEEKDAYS)})\s{{1,3}}(?:(?:de|in)\s)?(?:volgende|next)\s{{1,3}}week\b
  | (?:volgende|next)\s{{1,3}}(?P<w4>{any_of(WEEKDAYS)})\b\.?
  | (?P<w6>{any_of(WEEKDAYS)})\.?\s{{1,3}}over\s{{1,3}}(?P<weeks>\d|{any_of(NUMBERS)})\s{{1,3}}(?:week|weken|wk)\b
  | (?:(?:eerst|aan)?(?:volgende|komende|staande)|aanst\.|deze|this|coming)\s{{1,3}}(?P<w5>{any_of(WEEKDAYS)})\b\.?
  | (?P<w3>{any_of(LONG_WEEKDAYS)})\b
  | (?P<near>{any_of(NEAR)})\b
  | (?P<alone>{any_of(SHORT_WEEKDAYS)})\.?
  | (?:\+\s*|(?:over|in)\s{{1,3}})(?P<number>\d{{1,3}}|{any_of(NUMBERS)})\s{{0,3}}(?P<unit>{any_of(UNITS)})?
  | (?P<ago>\d{{1,3}})\s{{1,3}}(?P<ago_unit>{any_of(UNITS)})\s{{1,3}}(?:geleden|ago)
  | (?P<stem>[a-z]{{3,9}})
"""
BEFORE = (
    r"(?:liefst|graag|uiterlijk|uiterl\.?|voor|tegen|op|per|deadline|dl|v\.?|tot|t/m|klaar|gereed|af|rond"
    r"|before|by|due|on)"
)
_PERIOD = rf"""
    (?:{BEFORE}\s{{1,3}}){{0,2}}(?:in\s|eind(?:e)?\s(?:van\s)?|end\sof\s)?(?:de\s)?
    (?:(?:week|wk)\.?\s?(?P<week>\d{{1,2}}))
  | (?:{BEFORE}\s{{1,3}}){{0,2}}eind(?:e)?\s(?:van\s)?(?:(?P<next>volgende|komende)\s|deze\s|de\s)?(?:week)
  | (?:{BEFORE}\s{{1,3}}){{0,2}}(?:deze|(?P<next_week>volgende|komende|next))\sweek
  | (?:{BEFORE}\s{{1,3}}){{0,2}}eind(?:e)?\s(?:van\s)?(?:de(?:ze)?|(?P<next_month>volgende|komende))\smaand
  | (?:{BEFORE}\s{{1,3}}){{0,2}}eind(?:e)?\s(?P<month>{any_of(MONTHS)})
  | (?:{BEFORE}\s{{1,3}}){{0,2}}(?:half|medio|mid)\s(?P<middle>{any_of(MONTHS)})
  | (?:{BEFORE}\s{{1,3}}){{1,2}}(?:het\s)?(?P<weekend>weekend|weekeinde)
  | (?:{BEFORE}\s{{1,3}}){{1,2}}(?:de\s)?(?P<christmas>kerst(?:mis|vakantie)?)
  | (?:{BEFORE}\s{{1,3}}){{0,2}}eind(?:e)?\s(?:van\s)?(?:het\s|dit\s)?(?P<year>jaar)
"""
_SHORT = r"(?P<short>\d{1,2}[-/]\d{1,2})(?![-/.\d])"
_IN_TEXT = rf"(?<![\w-]){_PREFIX}(?:{_WRITTEN})"
_WHOLE = rf"{_PREFIX}(?:{_WRITTEN}|{_SHORT})|{_SPOKEN}"
_LEAD = rf"(?:{BEFORE}(?![a-z])\s*:?\s{{0,3}}){{0,2}}"
_TO = r"""
    \W*(?:(?:wordt|verzet|verschoven|verplaatst|uitgesteld|schuift|nieuwe\sdatum|moved|postponed|will\sbe|new\sdate)
    (?:\s(?:naar|tot|op|to|until|for))?|(?:naar|tot|uiterlijk|voor|to|until|by)(?![a-z]))\s?:?\s+
"""
_WHY = r"[:;,(]|\s(?=omdat|want|wegens|vanwege|i\.?v\.?m\b|door(?:dat)?\b|because|since)|\.\s|\s[-–]\s"
_BECAUSE = r"^(?:omdat|want|because)\s"
_ENDING = rf"\b{BEFORE}\s{{1,3}}(\S{{1,20}}(?:\s{{1,3}}\S{{1,20}}){{0,3}})$"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is used: few commands read a day."""
    return re.compile(pattern, re.X | re.I | re.A)


class Found(NamedTuple):
    """A day that stands in a text, from `start` to `end`."""

    day: Day
    start: int
    end: int


def day(text: str, near: Day, ahead: bool = True) -> Day | None:
    """The day that a text as a whole means, `voor` and the like before it; None where it means none.

    Without a year it is the first such day from `near` on; with `ahead` false it has been, as a rule (see
    `_in_a_year`). `volgende vrijdag` is that of the next week, `komende vrijdag` the first one to come.
    """
    if len(text) > 80:
        return None
    said = _without_accents(text).strip().strip(".,;").strip()
    lead = _compiled(_LEAD).match(said)
    match = _compiled(_WHOLE).fullmatch(said, lead.end() if lead else 0)
    return _day_of(match, near, ahead) if match else None


def meant(text: str, near: Day) -> str | None:
    """The same text with its words spelled as a day has them, and a year of our time; None where it is no day so."""

    def spelled(match: re.Match[str]) -> str:
        found = close(match[0], SPELLED, cutoff=0.7)
        return found[0] if found else match[0]

    found = re.sub(r"[^\W\d_]{4,}", spelled, text[:80].lower())
    found = re.sub(r"(?<!\d)\d{4}(?!\d)", lambda year: _near_year(year[0], near), found)
    return found if found != text.lower() and day(found, near) is not None else None


def weekday_said(text: str) -> int | None:
    """The day of the week before a date, 0 for Monday: 4 of `vrijdag 12 december`; None where there is none."""
    pattern = rf"(?:{_LEAD})({any_of(WEEKDAYS)})\.?,?\s{{1,3}}(?=\d|(?:{any_of(MONTHS)})\b)"
    match = _compiled(pattern).match(text.strip())
    return WEEKDAYS[match[1].lower()] if match else None


def _near_year(year: str, near: Day) -> str:
    """The year that somebody meant to type: the one that looks most like it, and of those the nearest."""
    if FIRST_YEAR <= int(year) <= LAST_YEAR:
        return year
    from difflib import SequenceMatcher  # few commands need it

    years = range(near.year - 30, near.year + 30)
    return str(max(years, key=lambda one: (SequenceMatcher(None, year, str(one)).ratio(), -abs(one - near.year))))


def due(text: str, near: Day) -> Day | None:
    """The day by which something must be ready: a day, or the last working day of a week, the last day of a month."""
    if (meant := day(text, near)) is not None or len(text) > 60:
        return meant
    match = _compiled(_PERIOD).fullmatch(_without_accents(text).strip().strip(".,;").strip())
    if match is None:
        return None
    if number := match["week"]:
        years = (near.year, near.year + 1)
        weeks = [Day.fromisocalendar(year, int(number), 5) for year in years if 0 < int(number) < 53]
        return next((friday for friday in weeks if friday >= near), None)
    if match["month"]:
        first = _in_a_year(MONTHS[match["month"].lower()], 28, near, True)
        return moved(first.replace(day=1), 1, "month") - datetime.timedelta(1) if first else None
    if match["weekend"] and near.weekday() > 4:
        return near + datetime.timedelta(4 - near.weekday() + WEEK)
    if match["middle"]:
        return _in_a_year(MONTHS[match["middle"].lower()], 15, near, True)
    if match["christmas"]:
        return _in_a_year(12, 24, near, True)
    if match["year"]:
        return Day(near.year, 12, 31)
    if "maand" in match[0].lower():
        return moved(near.replace(day=1), 1 + bool(match["next_month"]), "month") - datetime.timedelta(1)
    friday = near + datetime.timedelta(4 - near.weekday())
    return friday + datetime.timedelta(WEEK * bool(match["next"] or match["next_week"]))


def day_within(text: str, near: Day, ahead: bool = True) -> Found | None:
    """The first day, written with its month, that stands in a text of at most a page."""
    said = _without_accents(text[:4000])
    for match in _compiled(_IN_TEXT).finditer(said):
        if (meant := _day_of(match, near, ahead)) is not None:
            return Found(meant, match.start(), match.end())
    return None


def day_and_why(text: str, near: Day) -> tuple[Day, str] | None:
    """The new day with which an answer begins, and the reason behind it: `naar 10-12, want de adviseur is ziek`."""
    said = text[:2_000].strip()
    lead = _compiled(_TO).match(said)
    said = said[lead.end() :] if lead else said
    if (found := day(said, near)) is not None:
        return found, ""
    for cut in _compiled(_WHY).finditer(said[:100]):
        if (found := day(said[: cut.start()].strip(" ."), near)) is not None:
            why = said[cut.end() :].strip(" .:)")
            return found, _compiled(_BECAUSE).sub("", why, count=1)
    return None


def unreal(text: str) -> str | None:
    """The first day in a text of at most a page that is in no calendar: `31-2-2027`, `30 februari`."""
    said = _without_accents(text[:4000])
    for match in _compiled(rf"(?<![\w/.-])(?:{_WRITTEN}|{_SHORT})(?![\w/-])").finditer(said):
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        if match["iso"]:
            numbers.reverse()
        if name := match["month"] or match["emonth"]:
            numbers.insert(1, MONTHS[name.lower()])
        number, month, year = (*numbers, LEAP)[:3]
        is_near = 0 < month < 13 and 0 < number < (32 if match["short"] else 40)
        is_meant = is_near or (1900 < year < 2200 and year != LEAP)
        if is_meant and _valid(year if year > 99 else 2000 + year, month, number) is None:
            return text[match.start() : match.end()]
    return None


def ending(text: str, near: Day) -> Day | None:
    """The day with which a sentence ends: `... voor 1 december`."""
    said = text[-90:].rstrip(" .!")
    place = len(said)
    for _ in range(6):
        match = _compiled(_ENDING).search(said, max(0, said.rfind(" ", 0, place)))
        if match is not None and (meant := day(match[1], near)) is not None:
            return meant
        place = said.rfind(" ", 0, place)
        if place < 0:
            break
    return None


def _without_accents(text: str) -> str:
    """The same number of characters, those with an accent without it, and every space a common one."""
    return "".join(unicodedata.normalize("NFD", " " if c.isspace() else c)[0] if ord(c) > 127 else c for c in text)


def _day_of(match: re.Match[str], near: Day, ahead: bool) -> Day | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return _valid(*(int(n) for n in parts["iso"].split("-")))
        if parts["full"]:
            d, m, year = (n.strip("'’") for n in re.split(r"[-/.]", parts["full"]))
            return _valid(int(year) if len(year) > 2 else 2000 + int(year), int(m), int(d))
    except ValueError:
        return None
    if parts.get("short"):
        d, m = (int(n) for n in re.split(r"[-/]", parts["short"]))
        return _in_a_year(m, d, near, ahead)
    if month := parts["month"] or parts["emonth"]:
        number, year = int(parts["day"] or parts["eday"]), parts["year"] or parts["eyear"]
        if year:
            return _valid(int(year), MONTHS[month.lower()], number)
        return _in_a_year(MONTHS[month.lower()], number, near, ahead)
    return _spoken(parts, near, ahead)


def _spoken(parts: dict[str, str | None], near: Day, ahead: bool) -> Day | None:
    if word := parts.get("near"):
        return _later(near, NEAR[word.lower()], "day")
    if number := parts.get("number"):
        return _later(near, NUMBERS.get(number.lower()) or int(number), parts.get("unit") or "day")
    if number := parts.get("ago"):
        return _later(near, -int(number), parts.get("ago_unit") or "day")
    if name := parts.get("w1") or parts.get("w2") or parts.get("w4"):
        return _later(near, WEEK - near.weekday() + WEEKDAYS[name.lower()], "day")
    if name := parts.get("w6"):
        first = _later(near, (WEEKDAYS[name.lower()] - near.weekday()) % WEEK or WEEK, "day")
        number = parts.get("weeks") or "1"
        return first and _later(first, NUMBERS.get(number.lower()) or int(number), "week")
    if name := parts.get("w3") or parts.get("w5") or parts.get("alone") or _weekday(parts.get("stem")):
        days = (WEEKDAYS[name.lower()] - near.weekday()) % WEEK
        return _later(near, (days or WEEK) if ahead else days - WEEK if days else 0, "day")
    return None


def _weekday(stem: str | None) -> str | None:
    """The day of the week that begins like this: `vrij`, `thurs`."""
    return next((name for name in LONG_WEEKDAYS if stem and name.startswith(stem.lower())), None)


def _later(near: Day, number: int, unit: str) -> Day | None:
    try:
        return moved(near, number, UNITS[unit.lower()])
    except (OverflowError, ValueError):
        return None


def _in_a_year(month: int, number: int, near: Day, ahead: bool) -> Day | None:
    """The first such day from `near` on; else the nearest, where one that has been counts as three times as near."""
    days = [valid for year in (-1, 0, 1) if (valid := _valid(near.year + year, month, number))]
    if ahead:
        return min((day for day in days if day >= near), default=None)
    return min(days, key=lambda one: (near - one).days if one <= near else 3 * (one - near).days, default=None)


def _valid(year: int, month: int, number: int) -> Day | None:
    """The day of this date, where there is one and its year is of our time."""
    try:
        day = Day(year, month, number)
    except ValueError:
        return None
    return day if is_of_our_time(day) else None
