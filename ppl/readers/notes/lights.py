"""Lights as people say them: `planning staat op oranje`, `geld groen, kwaliteit groen`, `T: 🟠`."""

import re
from typing import Any

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
    r"(?:(?:die|dat|staat|staan|blijft|blijven|gaat|gaan|is|zijn|gaan|was|zit|zetten|zet|naar|nu|nog|steeds|dus"
    r"|wel|ook|helaas|weer|op|van|licht|stoplicht|het"
    r"|de|voor|kleur|we|groen naar|oranje naar|geel naar|rood naar)\s+){0,6}"
)
_SAID = re.compile(
    rf"(?<!\w)(?:{_ASPECT}|{_ALL})(?:(?:\s+\w+){{0,2}}?\s*(?:[:=-]>?|→|–)\s*|,?\s+){_VERB}(?:{_COLOUR})(?!\w)", re.I
)
_TURNED = re.compile(
    rf"(?<!\w)(?:{_COLOUR})\s+(?:licht\s+)?(?:voor|op|bij)\s+(?:de\s+|het\s+)?(?:{_ASPECT})(?!\w)", re.I
)
_NOT = re.compile(
    r"\b(?:als|indien|zodra|wanneer|zou|kan|wordt|mogelijk|misschien|niet|geen|dreigt|vorige|was)\b", re.I
)
_WHY = re.compile(
    r"\s*[,;(:–-]?\s*(?:->|→|=>|want|omdat|doordat|door|vanwege|i\.?v\.?m\.?|wegens|ivm)\s+(.+?)[).]*\s*"
    r"|\s*\((?P<inside>[^()]{3,})\)[.]?\s*",
    re.I,
)
_INSIDE = re.compile(r"\s*\(([^()]{3,})\)")
_PLAIN = re.compile(r"[\s,;.&/+-]*(?:en|maar|and)?[\s,;.]*", re.I)


def lights_in(sentence: str) -> tuple[dict[str, dict[str, Any]], bool]:
    """The lights that a sentence tells, each with its cause where it says one; and whether it says no more."""
    if _NOT.search(_before_why(sentence)):
        return {}, False
    found: dict[str, dict[str, Any]] = {}
    left, end, has_all = "", 0, False
    matches = sorted([*_SAID.finditer(sentence), *_TURNED.finditer(sentence)], key=lambda match: match.start())
    for match in matches:
        if match.start() < end:
            continue
        colour = next(name for name in COLOURS if match[name])
        aspects = [name for name in ASPECTS if name in match.groupdict() and match[name]] or [*ASPECTS]
        left += sentence[end : match.start()]
        end = match.end()
        if why := _INSIDE.match(sentence, end):
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
        r"(?i)\b(?:stop|verkeers)?licht(?:en)?\b|\bde\b|\bhet\b|\bbehalve\b|\bok[eé]?\b|\bstaat\b|\bstand\b|[:*_|.]",
        " ",
        left + behind,
    )
    return found, _PLAIN.fullmatch(bare) is not None


def _before_why(sentence: str) -> str:
    return re.split(r"(?i)\b(?:want|omdat|doordat|door|vanwege|ivm)\b|->|→", sentence)[0]
