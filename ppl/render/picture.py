"""What all pictures share: their size, the width that a text takes, weeks and points onto places, an axis of time."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.render import axis

Day = datetime.date

WIDTH, MARGIN = 720, 14  # of a picture on a page of A4 upright, 4.04 points to a millimetre
_WIDTHS = {**dict.fromkeys("iljtfrI.,:;'|!()[]", 0.34), **dict.fromkeys("mwMW@%…—", 0.92), " ": 0.29}
_MONTHS_UNTIL = 60  # weeks that an axis has room to show by the month


class Scale:
    """Numbers from first to last onto places from left to right."""

    def __init__(self, first: float, last: float, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, last, left, right
        self.per_unit = (right - left) / (last - first)

    def x(self, number: float) -> float:
        """The place of a number; of one off the axis its end."""
        return round(self.left + (min(max(number, self.first), self.last) - self.first) * self.per_unit, 2)


class DayScale(Scale):
    """Days onto places. At least four weeks are shown."""

    def __init__(self, first: Day, last: Day, left: float, right: float) -> None:
        first = min(ordinary(first), last - datetime.timedelta(weeks=4))
        self.first_on = first
        super().__init__(first.toordinal(), last.toordinal(), left, right)

    def on(self, day: Day) -> float:
        """The place of a day."""
        return self.x(day.toordinal())

    def ticks(self) -> list[dict[str, Any]]:
        """The years, and in them the months or quarters."""
        weeks = (self.last - self.first) / 7
        scale = Scale(0, weeks, self.left, self.right)
        return date_ticks(self.first_on, scale, 1 if weeks <= _MONTHS_UNTIL else 3)


def ordinary(day: Day) -> Day:
    """A date without what is known of it."""
    return datetime.date(day.year, day.month, day.day)


def date_ticks(starts_on: Day, scale: Scale, months: int = 3) -> list[dict[str, Any]]:
    """Years, and their quarters (3) or months (1), along an axis of weeks: x, the width until the next, number, day."""
    found = []
    for unit, every in (("year", 12), ("quarter" if months == 3 else "month", months)):
        for tick in axis.ticks_between(starts_on, scale.first, scale.last, every):
            begin = scale.x(tick.week)
            number = tick.on.year if unit == "year" else tick.on.month // 3 + 1
            width = round(scale.x(tick.week + every * 30.4 / 7) - begin, 2)
            found.append({"unit": unit, "x": begin, "number": number, "on": tick.on, "width": width})
    return found


def week_ticks(scale: Scale, most: int = 8) -> list[dict[str, Any]]:
    """Round numbers of weeks along an axis, each with the width that is left on its right."""
    found = [(week, scale.x(week)) for week in axis.weeks(scale.first, scale.last, most)]
    return [{"x": x, "number": week, "width": round(scale.right - x, 2)} for week, x in found]


def text_width(text: str, size: float) -> float:
    """The width of a text in points, in a wide font without serifs."""
    return size * sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> float:
    if known := _WIDTHS.get(sign):
        return known
    return 1.1 if sign > "\u2e80" else 0.74 if sign.isupper() or sign > "\u2000" else 0.61


def cut(text: str, width: float, size: float) -> str:
    """A text on one line that fits a width in points, with … where some of it was left out."""
    text = " ".join(str(text).split())
    if text_width(text, size) <= width:
        return text
    room, kept = width - size, ""
    for sign in text:
        room -= size * _sign_width(sign)
        if room < 0:
            break
        kept += sign
    return kept.rstrip() + "…"


def anchor(x: float, left: float, right: float, half: float = 60) -> str:
    """How a text of so much to both sides lies at a place, so that it stays between left and right."""
    return "end" if x > right - half else "start" if x < left + half else "middle"
