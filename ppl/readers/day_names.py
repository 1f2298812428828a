"""What months, days of the week, near days, numbers and units of time are called, in Dutch and English."""

from collections.abc import Iterable


def _numbered(*rows: str, first: int = 0) -> dict[str, int]:
    """Each name in these rows with the number of its row."""
    return {name: number for number, row in enumerate(rows, first) for name in row.split()}


MONTHS = {
    name[:size]: number
    for name, number in _numbered(
        "januari jan january", "februari feb february", "maart mrt march mar", "april apr", "mei may", "juni jun june",
        "juli jul july", "augustus aug august", "september sept sep", "oktober okt october oct", "november nov",
        "december dec", first=1,
    ).items()
    for size in (len(name), *range(3, len(name)))
}  # fmt: skip
LONG_WEEKDAYS = _numbered("maandag monday", "dinsdag tuesday", "woensdag wednesday", "donderdag thursday",
                          "vrijdag friday", "zaterdag saturday", "zondag sunday")  # fmt: skip
SHORT_WEEKDAYS = _numbered("ma mon", "di tue", "wo wed", "do thu", "vr fri", "za sat", "zo sun")
WEEKDAYS = LONG_WEEKDAYS | SHORT_WEEKDAYS
NEAR = _numbered("eergisteren", "gisteren yesterday", "vandaag today", "morgen tomorrow", "overmorgen", first=-2)
SPELLED = [name for name in (*MONTHS, *LONG_WEEKDAYS, *NEAR) if len(name) > 4] + ["juni", "juli", "june", "july"]
NUMBERS = _numbered("een one", "twee two", "drie three", "vier four", "vijf five", "zes six", first=1)
_NAMES = {
    "day": "d dag dagen day days",
    "week": "w wk week weken weeks",
    "month": "m mnd maand maanden month months",
    "year": "j jr jaar jaren y year years",
}
UNITS = {name: unit for unit, names in _NAMES.items() for name in names.split()}


def any_of(names: Iterable[str]) -> str:
    """A pattern that matches any of these names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))
