"""What a text means in a field that holds one value: a number, date, truth value, a word from a few."""

import datetime
import math
import re
from contextlib import suppress
from typing import Any

from ppl.errors import Text, one_of
from ppl.model.fields import Shape
from ppl.model.record import choice_words
from ppl.partial_date import is_of_our_time, partial_date
from ppl.resources import catalogue


class WrongError(Exception):
    """A text that is no value of its field. flaw: what is wrong, what to do, the name of the check"""

    def __init__(self, what: Text, remedy: Text, check: str = "type") -> None:
        self.flaw = (what, remedy, check)


_WHOLE = re.compile(r"[-+]?[0-9](_?[0-9]){0,17}")  # 64 bits: what every reader of JSON can hold
_NUMBER = re.compile(r"[-+]?([0-9](_?[0-9])*(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def scalar(value: Any, of: Shape, name: str) -> Any:
    """The value that a text means in a field of this shape. Raises WrongError."""
    if not isinstance(value, str):
        what = Text("`{field}` is one value, not a list or a mapping", field=name)
        raise WrongError(what, Text("write it on one line behind the colon; put a text with `: ` or `- ` in quotes"))
    if of.form in ("text", "either"):
        return value
    text = value.strip()
    if of.form == "date":
        return _date(text, name)
    if of.form == "partial":
        return _partial(text, name)
    if of.form == "choice":
        if text not in of.choices:
            what = Text("`{value}` is not a word for `{field}`", value=text, field=name)
            dutch = catalogue("nl").gettext
            also = {dutch(choice): choice for choice in of.choices}
            remedy = one_of(text, of.choices, also=also, spoken=choice_words(of.choices))
            raise WrongError(what, remedy, "unknown-code")
        return text
    if of.form == "whole" and _WHOLE.fullmatch(text):
        return int(text)
    if of.form == "number" and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    if of.form == "truth" and text.lower() in TRUTH:
        return TRUTH[text.lower()]
    asked = {
        "whole": Text("a whole number, such as 12"),
        "number": Text("a number, such as 2.5 (with a point)"),
        "truth": Text("yes or no"),
    }[of.form]
    what = Text("`{field}` should be {asked}; `{value}` stands there", field=name, asked=asked, value=text)
    raise WrongError(what, Text("write {asked}", asked=asked))


def _date(text: str, name: str) -> datetime.date:
    if _ISO.fullmatch(text):
        try:
            return _of_our_time(datetime.date.fromisoformat(text), text, name)
        except ValueError:
            what = Text("`{value}` is no day of the calendar (`{field}`)", value=text, field=name)
            raise WrongError(what, Text("check the month and the day")) from None
    what = Text("`{value}` is not a date (`{field}`)", value=text, field=name)
    raise WrongError(what, Text("write it as year-month-day: 2026-01-31"))


def _of_our_time(day: datetime.date, text: str, name: str) -> datetime.date:
    if not is_of_our_time(day):
        what = Text("`{value}` is no day of our time (`{field}`)", value=text, field=name)
        raise WrongError(what, Text("check the year"))
    return day


def _partial(text: str, name: str) -> datetime.date:
    with suppress(ValueError):
        return _of_our_time(partial_date(text), text, name)
    if _ISO.fullmatch(text):
        return _date(text, name)
    what = Text("`{value}` is not a date (`{field}`)", value=text, field=name)
    remedy = Text(
        "write it as far as it is known: 2026-01-31, 2026-01, 2026, 2026-01..2026-03 (between), ..2026-01-31 (by then)"
    )
    raise WrongError(what, remedy)
