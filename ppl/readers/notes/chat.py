"""Lines of a chat (Teams, WhatsApp and the like): what somebody said, without the clock, with the day of the talk."""

import datetime
import re
from typing import NamedTuple

from ppl.readers import days
from ppl.readers.notes.openings import opening
from ppl.readers.words import Names

Line = tuple[int, str]
_DAY = r"(?:(?P<day>\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9}\.?(?: \d{4})?)[, ]{1,2})?"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?"
_SAID = re.compile(
    rf"[ \t]*(?:\[{_DAY}{_CLOCK}\]|{_DAY.replace('day', 'day2')}{_CLOCK}(?=\s*[-–]|\s+[A-Z]|\t))[ \t]*[-–]?[ \t]*"
    r"(?P<who>[^:\[\]|]{1,60}?)[ \t]*(?::[ \t]*(?P<text>.*))?",
    re.I,
)
_NAME_FIRST = re.compile(rf"[ \t]*(?P<who>[^:|\d]{{2,50}}?)[ \t]+{_DAY}{_CLOCK}[ \t]*")
_SYSTEM = re.compile(
    r"(?:.* (?:heeft de vergadering|is toegevoegd|is lid geworden|joined|left|neemt deel|verliet)"
    r"|(?:gemiste )?(?:oproep|vergadering)|berichten? .*versleuteld).*",
    re.I,
)
_I_DO = re.compile(r"^(\W*(?:actie|todo|ap)\w*\s?:\s*)ik\s+", re.I)
_AYE = (
    r"(?:top|prima|ok[eé]?|oki|ja|yes|yep|nee|goed|mooi|fijn|dank(?: je| jullie| u)?(?: wel)?|bedankt|thanks|thx|helder"
    r"|duidelijk|eens|akkoord|doe ik|komt goed|is goed|graag gedaan|(?:goede?)?(?:morgen|middag)"
    r"|hoi|hallo|hey)"
)
_NO_MORE = re.compile(rf"(?:{_AYE}(?: allemaal| allen)?[\s,.!]*)+|<media (?:weggelaten|omitted)>|[\W\d_]*", re.I)
_AYE_FIRST = re.compile(rf"(?:{_AYE}[.!,]+\s+)+(?=\S)", re.I)
_SIGN_FIRST = re.compile(r"^[^\w\s\[\]@*\"'(#|-]+\s+")  # `👍 volgende keer dinsdag`
FEWEST = 3
LONGEST = 4_000


class Chat(NamedTuple):
    """A chat as lines `who: text`. speakers: who spoke; said_on: the day on which it was, where it stands there."""

    lines: list[Line]
    speakers: tuple[str, ...] = ()
    said_on: datetime.date | None = None


def chat(lines: list[Line], today: datetime.date, roles: Names) -> Chat:
    """A text that is a chat, without its clock; any other text as it is."""
    matches = [(place, match) for place, (_, text) in enumerate(lines) if (match := _match(text))]
    if len(matches) < FEWEST:
        return Chat(lines)
    found: list[Line] = []
    speakers: dict[str, None] = {}
    said_on = None
    speaker = ""
    at = dict(matches)
    who, is_begun = "", False
    for place, (number, text) in enumerate(lines):
        match = at.get(place)
        if match is None:
            line = "" if _NO_MORE.fullmatch(text) else _done_by(speaker, text)  # a reaction
            found.append((number, _said_by(who, line, roles) if is_begun and line.strip() else line))
            is_begun = is_begun and not line.strip()
            continue
        fields = match.groupdict()
        if said_on is None and (said := fields.get("day") or fields.get("day2")):
            said_on = days.day(said, today, ahead=False)
        who, spoken = (fields["who"] or "").strip(" -–,"), (fields.get("text") or "").strip()
        if _SYSTEM.fullmatch(f"{who} {spoken}"):
            found.append((number, ""))
            continue
        speakers.setdefault(who)
        speaker = re.sub(r"\s*\([^()]*\)", "", who)
        spoken = "" if _NO_MORE.fullmatch(spoken) else _done_by(speaker, _AYE_FIRST.sub("", spoken, count=1))
        is_begun = not spoken and not fields.get("text")
        found.append((number, _said_by(who, spoken, roles)))
    return Chat(found, tuple(speakers), said_on)


def _said_by(who: str, spoken: str, roles: Names) -> str:
    """What somebody said, with who said it where that may say who will do it."""
    spoken = _AYE_FIRST.sub("", _SIGN_FIRST.sub("", spoken.strip(), count=1), count=1)
    begun = opening(spoken, roles)
    is_whole = (begun and begun.is_marked) or spoken.startswith(("@", "-", "["))
    return spoken if is_whole or not spoken or not who else f"{who}: {spoken}"


def _done_by(speaker: str, text: str) -> str:
    """`Actie: ik bel` with who says so in the place of `ik`."""
    return _I_DO.sub(lambda match: f"{match[1]}{speaker}: ", text) if speaker else text


def _match(text: str) -> re.Match[str] | None:
    text = text.strip()
    if len(text) > LONGEST:
        return None
    match = _SAID.fullmatch(text)
    if match and match["who"] and len(match["who"].split()) <= 6 and (match["text"] or match["who"][:1].isupper()):
        return match
    match = _NAME_FIRST.fullmatch(text)
    return match if match and len(match["who"].split()) <= 5 else None
