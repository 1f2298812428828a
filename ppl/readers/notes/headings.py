"""Headings and first words of loose notes, by their stems: what a part of them is about."""

import re

from ppl.model.session import OF_KICKOFF
from ppl.readers import words
from ppl.readers.words import plain

_STEMS = (
    ("", r"afwezig\w*|afgemeld|afmelding\w*|verhinderd|vorige?|afgeronde?|afgehandelde?|gedane?"),
    (
        "next",
        (
            r"volgende? (?:keer|overleg|afspraak|gesprek|sessie|bijeenkomst|vergadering|bespreking|datum|moment|meeting"
            r"|call|session)"
            r"|volgende? (?:date|time)"
            r"|vervolg(?:afspraak|overleg|gesprek|sessie|datum)|nieuwe (?:afspraak|datum)"
            r"|vlg (?:keer|afspraak|overleg)|next (?:meeting|session|date|time)"
        ),
    ),
    (
        "actions",
        (
            r"acties?|te doen|actiepunten|actiepunt|actielijst|actie|action items?|actions?|taken|takenlijst|taak"
            r"|to ?do s?|todos?|todolijst|vervolgstap(?:pen)?|vervolgtaken|vervolgacties?"
            r"|volgende stap(?:pen)?|next steps?|follow up\w*|wie doet wat|ap s"
        ),
    ),
    (
        "decisions",
        r"besluit(?:en|vorming)?|besluitenlijst|besloten|beslissing(?:en)?|besl(?:is|uit)punt(?:en)?|decisions?",
    ),
    ("agreements", r"afspraken|afspraak|afsprakenlijst|afgesproken|agreements?|agreed"),
    (
        "bottlenecks",
        (
            r"knelpunt(?:en)?|belemmering(?:en)?|struikelblok(?:ken)?|blokkades?|obstakels?|problemen"
            r"|hobbels?|zorg(?:en|punt(?:en)?)|bottlenecks?|issues"
            r"|waar (?:lopen|liepen) we (?:nu )?(?:nog )?(?:tegen ?aan|vast)"
            r"|wat (?:er )?(?:schuurt|knelt|wringt|hapert|niet lekker loopt)"
            r"|tegenaan|wat houdt (?:ons|het) (?:op|tegen)"
        ),
    ),
    ("risks", r"risico ?s?|risks?"),
    ("lesson", r"les|lessen|geleerd|leerpunt(?:en)?|leermoment(?:en)?|lessons?(?: learned)?|wat leren we"),
    (
        "attended",
        (
            r"aanwezig(?:en)?|aanw|deelnemers?|deelnemerslijst|attendees|present"
            r"|wie (?:waren|was|zijn|is) er(?: bij)?"
        ),
    ),
    ("summary", r"samenvatting|samengevat|kern|in het kort|kort|summary|tl dr"),
    ("lights", r"lichten|stoplicht(?:en)?|verkeerslicht(?:en)?|traffic lights"),
    ("went_well", r"(?:wat )?(?:er )?(?:ging|gaat|liep|loopt) (?:er )?(?:goed|lekker)|went well"),
    (
        "went_less_well",
        (
            r"(?:wat )?(?:er )?(?:ging|gaat|liep|loopt|kan|kon|moet) (?:er )?(?:minder(?: goed)?|beter|niet goed)"
            r"|went less well"
        ),
    ),
)
_COMPILED = [(key, re.compile(rf"\b(?:{stems})\b")) for key, stems in _STEMS]
_SAID_FILLERS = """
    de het een en of van uit in op met voor te ter onze ons jullie nieuwe nieuw open openstaande lopende gemaakte
    genomen belangrijkste overige lijst punten overzicht vandaag overleg gesprek wat wie is zijn hebben we er doen
    nog dus even samen volgende eerste nadere verdere concrete the and new we wanneer nu
"""
_FILLERS = frozenset(_SAID_FILLERS.split())
MOST_WORDS = 7
LONGEST = 160  # of a line that may be a heading
_BULLET = re.compile(r"^[ \t]*(?:[-*+•–·▪◦‣●○■➢\uf0b7\uf0a7]\s|o\t|\[)")
_NUMBER = re.compile(r"^[ \t]{0,3}(?:\d{1,2}[.)]?|[A-Ha-h][.)])\s+")
_MARKED = re.compile(
    r"[ \t]{0,3}(?:#{1,6}\s+(?P<hash>.+?)[ #]*|(?P<b>\*\*|__)(?P<bold>[^*_|]{2,70}?)\s?:?(?P=b)\s?:?"
    r"|(?:[-=*~]{2,}|>>)\s?(?P<ruled>[^-=*~|]{2,50}?)\s?[-=*~<]{2,})\s*"
)
_COLON = re.compile(r"[^|:]{2,60}:\s*")
NUMBERED = re.compile(r"[ \t]{0,3}(?P<number>\d{1,2})(?P<sign>[.)])\s+\S")


class Numbers:
    """The numbers of headings and of what is listed below them: `1)` and `1.` below `5. Acties` are a list."""

    def __init__(self, heading: re.Match[str] | None = None) -> None:
        self._sign = heading["sign"] if heading else ""
        self._number = int(heading["number"]) if heading else 0
        self._last = 0

    def is_next(self, line: str) -> bool:
        """Whether a line is the heading that follows, by its number."""
        match = NUMBERED.match(line) if self._sign else None
        if match is None or match["sign"] != self._sign:
            return False
        number, last = int(match["number"]), self._last
        self._last = number
        return number > self._number and number != last + 1 if last else number > self._number


def section(text: str, is_marked: bool) -> str | None:
    """The sections that a heading opens, more than one with `/` between; None where it opens none that we know.

    is_marked: it is a heading by its form, and may hold other words too
    """
    said = plain(text)
    if not said or len(said.split()) > MOST_WORDS:
        return None
    known = words.heading(text) if is_marked else words.bare_heading(text)
    if known not in (None, "lights", *OF_KICKOFF) and not re.search(rf"\b(?:{_STEMS[0][1]})\b", said):
        return words.SECTION.get(known or "", known)
    found: list[str] = []
    left = said
    for key, stems in _COMPILED:
        if stems.search(left):
            if not key:
                return "other"
            found.append(key)
            left = stems.sub(" ", left)
    others = [word for word in left.split() if word not in _FILLERS and not (is_marked and word.isdigit())]
    if not found or (others and (not is_marked or len(others) > 2)):
        return None
    if found[0] == "next":
        return "next"
    kept = [key for key in found if key in ("actions", "decisions", "agreements")]
    if "bottlenecks" in found:
        return "bottlenecks"
    return "/".join(kept) if kept else found[0]


def says_more(title: str) -> bool:
    """Whether a heading has words that are more than the name of its section."""
    if words.heading(title):
        return False
    left = plain(title)
    for _, stems in _COMPILED:
        left = stems.sub(" ", left)
    return (
        any(word not in _FILLERS and not word.isdigit() and word != "datum" for word in left.split())
        or len(title) > 190
    )


def heading(text: str, next_text: str = "") -> tuple[str | None, str] | None:
    """The section and the words of a line that is a heading; None where it is none.

    next_text: the line below it, which may underline it
    """
    if len(text) > LONGEST:
        return None
    if _BULLET.match(text) and not text.lstrip().startswith("**"):
        bare = _BULLET.sub("", text).strip(" :*_")
        key = section(bare, False) if len(bare) < 40 and ":" not in bare else None
        return (key, bare) if key and bare[:1].isupper() else None
    if (match := _MARKED.fullmatch(text)) is not None:
        title = (match["hash"] or match["bold"] or match["ruled"]).strip("*_ :")
        return section(_NUMBER.sub("", title), True), title
    bare = _NUMBER.sub("", text)
    if _COLON.fullmatch(bare):
        last = re.split(r"[.!?]\s+", bare.strip(" :*_"))[-1]  # `Dank voor vanmiddag. Afgesproken dus:`
        key = section(last, len(bare.split()) <= MOST_WORDS)
        return (key, bare.strip(" :*_")) if key or not text[:1].isspace() else None
    if re.fullmatch(r"\s*[-=]{3,}\s*", next_text) and len(bare) < 60 and bare.strip():
        return section(bare, True), bare.strip()
    if (
        len(bare) < 60
        and ":" not in bare
        and (bare != text or not text[:1].isspace())
        and not re.search(r"[.!,;|]\s*$", bare)
        and (not bare.rstrip().endswith("?") or section(bare, False))
    ):
        is_shouted = bare.isupper() and len(bare.split()) <= 5
        key = section(bare, is_shouted)
        if key is not None or (is_shouted and len(bare.strip()) > 3):
            return key, bare.strip()
    return None
