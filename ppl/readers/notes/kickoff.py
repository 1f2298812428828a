"""Notes of a kick-off: the headings and first words of what is asked there only."""

import re

from ppl.model.session import KICKOFF
from ppl.readers.words import plain

_OF = (
    r"(?: (?:van|voor|door|over|bij|in|met|aan|of|for|by|to|the|de|het|een|en|and|we|ons|onze|gemeentelijke?|project"
    r"|projectleider|project leader|gemeente|municipality|team|projectteam|partners?|partijen|proces|rol|samenwerking"
    r"|begeleiding|samen)){0,6}"
)
_MAY = r"(?:mogelijke?|verwachte|voorziene|possible|expected) "
_STEMS = (
    (
        "obstacles",
        rf"(?:{_MAY})?(?:belemmering(?:en)?|obstakels?|hobbels?|obstacles?|wat (?:kan|staat) in de weg(?: staan)?)",
    ),
    ("solutions", rf"(?:{_MAY})?(?:oplossing(?:en)?|oplossingsrichting(?:en)?|solutions?)"),
    ("commitments", r"(?:commit(?:ments?|teert)?|toezegging(?:en)?|inzet|wat (?:de )?projectleider toezegt)"),
    (
        "way_of_working",
        (
            r"(?:werkwijze|werkafspraken|samenwerkingsafspraken|wijze van (?:werken|begeleiding|samenwerking)"
            r"|manier van werken|hoe we (?:samen)?werken|way of working|working agreements)"
        ),
    ),
)
_COMPILED = [(key, re.compile(rf"(?:{stems}){_OF}")) for key, stems in _STEMS]
_TITLE = re.compile(
    r"[ \t]{0,3}(?:#{1,6}\s+|[-*+•]\s+|\d{1,2}[.)]\s+)?[*_]{0,3}([^:*_]{3,60}?)[*_]{0,3}\s?:?[*_]{0,3}\s*"
)
_SAID = re.compile(r"[ \t]*(?:[-*+•]\s+)?[*_]{0,3}([^:*_]{3,60}?)[*_]{0,3}:[*_]{0,3}\s+(\S.*)")
_TALK = re.compile(r"\b(?:start(?:bijeenkomst|gesprek|overleg)|kick off|kickoff|aftrap)\b")
FIRST_LINES = 5


def is_kickoff(kind: str | None, lines: list[str]) -> bool:
    """Whether notes are of a kick-off: somebody said so, or their first lines do."""
    return kind == KICKOFF or (kind is None and any(_TALK.search(plain(line)) for line in lines[:FIRST_LINES]))


def section(title: str) -> str | None:
    """What of a kick-off a title is about."""
    said = plain(title)
    return next((key for key, stems in _COMPILED if stems.fullmatch(said)), None)


def opened(line: str) -> tuple[str, str] | None:
    """The part of a kick-off that a line opens, and what it says itself behind a colon."""
    if (match := _TITLE.fullmatch(line)) is not None and (key := section(match[1])) is not None:
        return key, ""
    if (match := _SAID.fullmatch(line)) is not None and (key := section(match[1])) is not None:
        return key, match[2].strip()
    return None
