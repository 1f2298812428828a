"""Durations and lags as planners write them: `6 wkn`, `60d`, `1,5 mnd`, `12 wkn?`, `4-6 weken`, `50%`."""

import datetime
import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeVar

from ppl.planners.dates import workdays

Unit = Literal["hour", "day", "week", "month", "year", "calendar-day", "calendar-week", "calendar-month", ""]

_WORDS: dict[Unit, str] = {
    "hour": "h hr hrs hour hours u uur uren",
    "day": "d dag dagen dg dgn day days wd werkdag werkdagen workday workdays",
    "week": "w wk wkn wks week weken weeks",
    "month": "m mo mon mons mnd mnden maand maanden month months",
    "year": "j jr jaar jaren y yr yrs year years",
    "calendar-day": "ed kd kalenderdag kalenderdagen eday edays kdag kdgn vdag vdgn",
    "calendar-week": "ew kw eweek eweeks",
    "calendar-month": "emo km emnd emonth emonths",
}
UNITS: dict[str, Unit] = {word: unit for unit, words in _WORDS.items() for word in words.split()}
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
T = TypeVar("T")
NUMBER = r"\d+(?:[.,]\d+)?"
_GUESS = re.compile(r"^(?:ca\.?|circa|ongeveer|\+/-|±|~|about|approx\.?)\s*|\s*\?+$", re.I)
_ONE = re.compile(rf"({NUMBER})\s*({UNIT})?\.?", re.I)
_RANGE = re.compile(rf"({NUMBER})\s*(?:-|–|à|a|tot|to)\s*({NUMBER})\s*({UNIT})?\.?", re.I)
_MADE = re.compile(rf"({NUMBER})\s*({UNIT})\.?\s*(?:en|and|,)?\s*({NUMBER})\s*({UNIT})\.?", re.I)
_HEADED = re.compile(rf"\b({UNIT})\b\.?", re.I)


class Amount(NamedTuple):
    """A duration as it was typed. value: in its unit; high: the end of a range; is_guess: marked as a guess."""

    value: float
    unit: Unit
    high: float | None = None
    is_guess: bool = False
    typed: str = ""


def between(start: datetime.date | None, end: datetime.date | None) -> Amount | None:
    """The duration that two days give, both included, in weeks of five working days; None where one is not known, or
    the end comes first."""
    if start is None or end is None or end < start:
        return None
    return Amount(clean(max(workdays(start, end), 1) / 5), "week", typed=f"{start} - {end}")


class Units(NamedTuple):
    """How durations count. days: working days in a week; months: weeks in a month; bare: unit of a bare number."""

    days: float = 5
    months: float = 52 / 12
    bare: Unit = "week"

    def weeks(self, value: float, unit: Unit) -> float:
        """An amount in weeks."""
        sizes = {"hour": 1 / 40, "day": 1 / self.days, "week": 1, "month": self.months, "year": 52,
                 "calendar-day": 1 / 7, "calendar-week": 1, "calendar-month": 52 / 12}  # fmt: skip
        size = sizes[unit or self.bare or "week"]
        return value if size == 1 else clean(value * size)

    def middle(self, amount: Amount | None) -> float | None:
        """The weeks that count of a duration: of a range the middle; None where there is no duration."""
        if amount is None:
            return None
        low = self.weeks(amount.value, amount.unit)
        if amount.high is None:
            return low
        return clean((low + self.weeks(amount.high, amount.unit)) / 2)


def clean(weeks: float) -> float:
    """Weeks without the dust of a division: at most six decimals."""
    return round(weeks, 6) or 0.0


def number(text: str) -> float | None:
    """A number with a decimal comma or point; None where it is none, or without end."""
    if not re.fullmatch(rf"[+-]?{NUMBER}(?:e[+-]?\d+)?", text.strip(), re.I):
        return None
    found = float(text.strip().replace(",", "."))
    return found if math.isfinite(found) else None


def amount(text: str) -> Amount | None:
    """The duration that a text means; None where it means none. Raises nothing."""
    said = " ".join(text[:80].replace("\u00a0", " ").split())
    plain = _GUESS.sub("", _GUESS.sub("", said)).strip()
    is_guess = plain != said
    if (match := _MADE.fullmatch(plain)) is not None:
        first, second = UNITS[match[2].lower()], UNITS[match[4].lower()]
        per: dict[Unit, float] = {"day": 1, "week": 5, "hour": 1 / 8}
        if first in per and second in per:
            return Amount(_value(match[1]) * per[first] + _value(match[3]) * per[second], "day", None, is_guess, said)
        return None
    if (match := _RANGE.fullmatch(plain)) is not None:
        low, high = _value(match[1]), _value(match[2])
        return Amount(low, _unit(match[3]), high, is_guess, said) if low <= high else None
    if (match := _ONE.fullmatch(plain)) is not None:
        return Amount(_value(match[1]), _unit(match[2]), None, is_guess, said)
    return None


def headed(heading: str) -> Unit:
    """The unit that a heading names: `Duur (wkn)`; empty where it names none."""
    found = [UNITS[match[1].lower()] for match in _HEADED.finditer(_plain(heading)) if len(match[1]) > 1]
    inside = re.search(rf"[(\[]\s*(?:in\s+)?({UNIT})\.?\s*[)\]]", _plain(heading), re.I)
    return UNITS[inside[1].lower()] if inside else found[0] if found else ""


def share(text: str) -> float | None:
    """A share as `40%`, `40` or `0,4` (0 to 1); None where it is none."""
    said = text.replace("\u00a0", " ").strip()
    found = number(said.rstrip("%").strip())
    if found is None or found < 0:
        return None
    found = found / 100 if said.endswith("%") or found > 1 else found
    return found if found <= 1 else None


class Sample(NamedTuple):
    """A duration beside the days that the same row gives: what its unit is worth follows from many of them."""

    amount: Amount
    workdays: int
    days: int


def units(samples: Iterable[Sample], bare: Unit, days: float | None, months: float | None) -> tuple[Units, set[str]]:
    """How durations count: as was told, else as the days of the rows show, else as usual.

    Returns also the names of what the days showed (days, months, bare).
    """
    known = list(samples)
    shown: set[str] = set()
    if days is None:
        in_week = _best(known, "day", {5: 1 / 5, 7: 1 / 7})
        shown |= {"days"} if in_week else set()
        days = in_week or 5
    if months is None:
        found = _best(known, "month", {4: 4, 52 / 12: 52 / 12})
        shown |= {"months"} if found else set()
        months = found or 52 / 12
    if not bare:
        candidates: dict[Unit, float] = {"week": 1, "day": 1 / days, "calendar-day": 1 / 7, "month": months}
        best = _best(known, "", candidates)
        shown |= {"bare"} if best else set()
        bare = best or "week"
    return Units(days, months, bare), shown


def _best(samples: list[Sample], unit: Unit, sizes: dict[T, float]) -> T | None:
    """The size under which the durations in this unit fit the days of their rows best; None without any."""
    those = [
        sample
        for sample in samples
        if sample.amount.unit == unit and sample.amount.value > 0 and sample.amount.high is None
    ]
    if not those:
        return None
    return min(sizes, key=lambda size: sum(_miss(one, sizes[size]) for one in those))


def _miss(sample: Sample, size: float) -> float:
    weeks = sample.amount.value * size
    return min(abs(weeks - sample.workdays / 5), abs(weeks - sample.days / 7)) / max(weeks, 0.2)


def _value(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(word: str | None) -> Unit:
    return UNITS[word.lower()] if word else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
