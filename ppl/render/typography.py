"""Words for readers: curly quotes, apostrophes, and blanks at which a line never breaks. Pure, over Markdown."""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_UNITS = (
    "weken|week|dagen|dag|maanden|maand|jaar|uur|minuten|woningen|woning|huizen|hectare|ha|meter|kilometer|km|kV|kW|kWh|MW|"
    "MVA|mm|cm|m²|m2|m³|m3|kg|ton|euro|miljoen|miljard|mln|mld|procent|punten|punt|stappen|"
    "weeks?|days?|months?|years?|hours?|homes?|metres?|million|billion|per cent|points?|steps?"
)
_SHORT_MONTHS = "jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_BEFORE = (
    "week|perceel|lot|artikel|artikelen|art\\.|lid|onder|hoofdstuk|bijlage|nummer|nr\\.|fase|stap|pagina|blz\\.|paragraaf|par\\.|"
    "section|article|chapter|annex|number|phase|step|page|no\\.|p\\.|§"
)
_TOGETHER = (
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"),
    re.compile(rf"(?<=\b\d) (?=(?:{_MONTHS}|{_SHORT_MONTHS})\b)|(?<=\b\d\d) (?=(?:{_MONTHS}|{_SHORT_MONTHS})\b)"),
    re.compile(rf"(?<=€) (?=\d)|(?<=\d) (?=%)|(?<![\w-])(?:{_BEFORE})(?P<gap> )(?=\d)", re.IGNORECASE),
)
_SHORTENED = re.compile(r"(?<![\w’])'(?=(?:s|t|n|k|m|r|ns|em)\b(?!'))|(?<!\w)'(?=\d\d\b(?!'))", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OPENS_SINGLE, _OPENS_DOUBLE = (re.compile(rf"(?:(?<=^)|(?<=[\s(\[{{—–/*_“‘|])){mark}(?=\S)") for mark in ("'", '"'))
_KEPT = re.compile(r"`+[^`]*`+|\]\([^)\s]*\)|<[^>\s][^>]*>|https?://\S+")


def typeset(markdown: str) -> str:
    """A text as a book would set it; code, links and addresses stay as they are."""
    return outside_code(markdown, lambda line: apart_from(_KEPT, line, _typeset))


def outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """A Markdown text of which each line outside blocks of code is changed."""
    found, fence = [], ""
    for line in markdown.split("\n"):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
            found.append(line)
        else:
            found.append(line if fence else change(line))
    return "\n".join(found)


def apart_from(kept: re.Pattern[str], line: str, change: Callable[[str], str]) -> str:
    """A line of which all but what a pattern finds is changed."""
    parts, at = [], 0
    for match in kept.finditer(line):
        parts += [change(line[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, change(line[at:])])


def _typeset(text: str) -> str:
    for blank in _TOGETHER:
        text = blank.sub(lambda match: match[0][:-1] + NBSP, text)
    text = _APOSTROPHE.sub("’", _SHORTENED.sub("’", text))
    text = _OPENS_DOUBLE.sub("“", text).replace('"', "”")
    return _OPENS_SINGLE.sub("‘", text).replace("'", "’")
