"""Lights as people say them: `planning staat op oranje`, `geld groen, kwaliteit groen`, `T: 🟠`."""

import re
from typing import Any

from ppl.readers.entry_fields import Gathered

ASPECTS = {
    "time": r"tijd|planning|doorlooptijd|tempo|time|schedule",
    "money": r"geld|budget|financi[eë]n|kosten|money|begroting",
    "quality": r"kwaliteit|kwal\.?|quality",
}
COLOURS = {
    "green": r"groene?|green|🟢|💚|🟩",
    "amber": r"oranje|geel|gele|amber|orange|🟠|🟡|🟧|🟨",
    "red": r"rode?|rood|red|🔴|🟥",
}
_ASPECT = "|".join(f"(?P<{name}>{words})" for name, words in ASPECTS.items())
_ALL = r"(?P<all>alles|alle (?:drie )?(?:de )?(?:stop)?lichten|(?:stop)?lichten (?:staan )?allemaal|de drie lichten)"
_COLOUR = "|".join(f"(?P<{name}>{words})" for name, words in COLOURS.items())
_VERB = (
    r"(?:(?:stays|remains|are|turns|still|die|dat|staat|staan|blijft|blijven|gaat|gaan|is|zijn|gaan|was|zit|zetten|zet|naar|nu|nog|steeds|dus"
    r"|wel|ook|helaas|weer|op|van|licht|stoplicht|het"
    r"|de|voor|kleur|we|groen naar|oranje naar|geel naar|rood naar)\s+){0,6}"
)
_SAID = re.compile(
    rf"(?<!\w)(?:{_ASPECT}|{_ALL})(?:(?:\s+\w+){{0,2}}?\s*(?:[:=-]>?|→|–)\s*|,?\s+){_VERB}(?:{_COLOUR})(?!\w)", re.I
)
_TURNED = re.compile(
    rf"(?<!\w)(?:{_COLOUR})\s+(?:licht\s+)?(?:voor|op|bij)\s+(?:de\s+|het\s+)?(?:{_ASPECT})(?!\w)", re.I
)
_SHORT = re.compile(r"(?<!\w)(tijd|planning|geld|budget|kwal(?:iteit)?)\.?\s?[:=]?\s?(gr|grn|or|oran|rd|ro)\b\.?", re.I)
_LETTERS = re.compile(r"(?<!\w)(?P<of>[tgk])\s?[:=]\s?(?=(?:groen|oranje|geel|rood|gr|grn|or|rd|ro)\b)", re.I)
_SHORTENED = {"g": "groen", "o": "oranje", "r": "rood"}
_ASPECT_OF = {"t": "tijd", "g": "geld", "k": "kwaliteit"}
_NOT = re.compile(
    r"\b(?:als|indien|zodra|wanneer|zou|kan|wordt|mogelijk|misschien|niet|geen|dreigt|vorige|was)\b", re.I
)
_WHY = re.compile(
    r"\s*[,;(:–-]?\s*(?:->|→|=>|want|omdat|doordat|door|vanwege|i\.?v\.?m\.?|wegens|ivm)\s+(.+?)[).]*\s*"
    r"|\s*\((?P<inside>[^()]{3,})\)[.]?\s*",
    re.I,
)
_INSIDE = re.compile(r"\s*\(([^()]{3,})\)")
_WITHIN = re.compile(r",?\s+(?:want|omdat|doordat|door|vanwege|i\.?v\.?m\.?|wegens|ivm)\s+([^,;.]{3,})(?=[,;])", re.I)
_PLAIN = re.compile(r"[\s,;.&/+-]*(?:en|maar|and)?[\s,;.]*", re.I)


def lights_in(sentence: str) -> tuple[dict[str, dict[str, Any]], bool]:
    """The lights that a sentence tells, each with its cause where it says one; and whether it says no more."""
    sentence = _spelled(sentence)
    found: dict[str, dict[str, Any]] = {}
    left, end, has_all = "", 0, False
    matches = sorted([*_SAID.finditer(sentence), *_TURNED.finditer(sentence)], key=lambda match: match.start())
    if matches and _NOT.search(_before_why(sentence[: matches[-1].end()])):
        return {}, False
    for match in matches:
        if match.start() < end:
            continue
        colour = next(name for name in COLOURS if match[name])
        aspects = [name for name in ASPECTS if name in match.groupdict() and match[name]] or [*ASPECTS]
        left += sentence[end : match.start()]
        end = match.end()
        if why := _INSIDE.match(sentence, end) or _WITHIN.match(sentence, end):
            end = why.end()
        for aspect in aspects:
            if aspect not in found or (has_all and len(aspects) == 1):  # `alles groen behalve planning, die is oranje`
                found[aspect] = {"light": colour, **({"cause": why[1].strip()} if why and colour != "green" else {})}
        has_all = has_all or len(aspects) > 1
    if not found:
        return {}, False
    why = _WHY.fullmatch(sentence[end:])
    if why is not None and found[last := [*found][-1]]["light"] != "green":
        found[last]["cause"] = (why[1] or why["inside"]).strip()
        behind = ""
    else:
        behind = sentence[end:]
    bare = re.sub(
        r"(?i)\b(?:stop|verkeers)?licht(?:en)?\b|\b(?:traffic )?lights?\b"
        r"|\bde\b|\bhet\b|\bbehalve\b|\bok[eé]?\b|\bstaat\b|\bstand\b|[:*_|.]",
        " ",
        left + behind,
    )
    return found, _PLAIN.fullmatch(bare) is not None


def _spelled(sentence: str) -> str:
    """`tijd or, geld gr` in whole words; one of these alone may be something else."""
    if len({one["of"].lower() for one in _LETTERS.finditer(sentence)}) > 1:  # `t: oranje, g: rood`
        sentence = _LETTERS.sub(lambda match: f"{_ASPECT_OF[match['of'].lower()]} ", sentence)
    found = [*_SHORT.finditer(sentence)]
    if len(found) < 2:
        return sentence
    return _SHORT.sub(lambda match: f"{match[1]} {_SHORTENED[match[2][:1].lower()]}", sentence)


def _before_why(sentence: str) -> str:
    return re.split(r"(?i)\b(?:want|omdat|doordat|door|vanwege|ivm)\b|->|→", sentence)[0]


def put_lights(gathered: Gathered, line: int, found: dict[str, dict[str, str]]) -> bool:
    """Put lights in that are not there yet; whether all of them were new."""
    held = gathered.fields.setdefault("lights", {})
    new = {aspect: light for aspect, light in found.items() if aspect not in held}
    held.update(new)
    if not held:
        del gathered.fields["lights"]
    if new:
        gathered.lines.setdefault(("lights",), line)
    for aspect in new:
        gathered.lines[("lights", aspect)] = line
    return len(new) == len(found)
