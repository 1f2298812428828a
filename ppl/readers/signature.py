"""Who signs a few words, and where they sit: `Jan Bedacht, projectleider`, `Dorpsstraat 12`."""

import re
from collections.abc import Collection

from ppl.readers.notes.first_names import ALSO_WORDS, FIRST_NAMES

_CAP = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)*"
_OF = r"(?:van|von|de|der|den|ten|ter|het|el|al|ben|'t|’t|v\.?d\.?)"
_NAME = re.compile(rf"({_CAP}|(?:[A-Z]\.\s?){{1,4}})(?:\s+(?:{_OF}\s+){{0,3}}{_CAP}){{0,3}}")
_WORK = re.compile(
    r"(?:(?:gemeente|provincie|waterschap|ministerie|afdeling|namens|bureau|team)\b.{0,50}"
    r"|(?:\w+ ){0,2}\w*(?:leider|manager|wethouder|adviseur|ambtenaar|co[oö]rdinator|jurist|planoloog|kundige|beheerder"
    r"|secretaris|directeur|griffier|ontwikkelaar)(?: (?:van|bij|gemeente|namens|ruimte|wonen)\b.{0,40})?)",
    re.I,
)
_STREET = (
    r"\b[A-ZÀ-Ý][\w'’.-]*(?:\s[A-ZÀ-Ý][\w'’.-]*){0,3}?"
    r"(?:straat|laan|weg|plein|kade|park|hof|dijk|singel|gracht|steeg|pad|plantsoen|markt|wal|haven)"
    r"\s\d{1,4}(?:\s?[a-zA-Z]\b)?(?:[-/]\d{1,4})?\b"
)
_POST_CODE = rf"\b[1-9]\d{{3}}\s?[A-Z]{{2}}\b(?:[,\s]\s?{_CAP}(?:[ -]{_CAP}){{0,2}})?"
_ADDRESS = re.compile(rf"(?:{_STREET}|\b[Pp]ostbus\s\d{{1,6}})(?:,?\s+{_POST_CODE})?|{_POST_CODE}")
_ENDS = re.compile(r"\s*[,;:–—|]\s*|\s+[-/]\s+|\s+(?=[A-ZÀ-Ý])")
ADDRESS_STRUCK = "[adres]"
LONGEST = 300


def is_name(text: str, known: Collection[str] = ()) -> bool:
    """Whether a text is surely the name of somebody: a known one, or one that begins with a first name or initials."""
    bare = text.strip(" .,!")
    match = _NAME.fullmatch(bare) if len(bare) < 80 else None
    if bare in known or match is None:
        return bool(bare) and bare in known
    return (match[1] in FIRST_NAMES and (bare != match[1] or bare not in ALSO_WORDS)) or "." in match[1]


def is_signature(text: str, known: Collection[str] = ()) -> bool:
    """Whether a text says no more than who signs, with their work and address."""
    pieces = [piece.strip(" .") for piece in re.split(r"[,;|]|\s[-–]\s", text[:LONGEST]) if piece.strip(" .")]
    is_one = [is_name(one, known) or bool(_WORK.fullmatch(one) or _ADDRESS.fullmatch(one)) for one in pieces]
    return len(text) < LONGEST and bool(pieces) and all(is_one)


def without_signature(text: str, known: Collection[str] = ()) -> str:
    """A sentence without the name behind it; as it is where none stands there."""
    if len(text) > LONGEST:
        return text
    for cut in _ENDS.finditer(text):
        behind = text[cut.end() :]
        first = re.split(r"[,;|]|\s[-–]\s", behind)[0]
        if text[: cut.start()].strip() and is_name(first, known) and is_signature(behind, known):
            return text[: cut.start()]
    return text


def probable_names(text: str) -> list[str]:
    """What may be the name of somebody behind a word and a comma: two words or more with capitals, and nothing else."""
    pieces = [piece.strip(" .!") for piece in re.split(r"[,;\n]|(?<=[.!])\s", text[:2_000])]
    return [one for one in pieces if " " in one and _NAME.fullmatch(one) and not _WORK.fullmatch(one)]


def without_addresses(text: str) -> str:
    """A text in which no street with its number and no postal code stands."""
    return _ADDRESS.sub(ADDRESS_STRUCK, text)
