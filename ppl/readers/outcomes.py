"""What a few words say became of an action: done, dropped, waiting, moved to another day, or still going on."""

import datetime
import re

from ppl.readers import days

_OPEN = (
    "loopt nog|loopt|nog niet(?: gedaan| klaar)?|niet gedaan|nog open|staat open|open|in behandeling|mee bezig|bezig"
    "|not yet|still open|running|in progress|nee|no"
)
_DROPPED = (
    "vervalt|vervallen|(?:is )?niet (?:meer )?nodig|geschrapt|gaat niet door|dropped|not needed|no longer needed"
    "|cancelled"
)
_WAITING = "wacht(?:en)? op|waits on|waiting for"
_DONE = "gedaan|klaar|afgerond|gereed|geregeld|af|ja|done|finished|ready|completed|yes"
_STATES = tuple(
    (name, re.compile(rf"\W*(?:(?:is|zijn|inmiddels|al|already)\s)*(?:{words})\b[\s,.:;()!–-]*(.*)", re.I | re.S))
    for name, words in (("open", _OPEN), ("dropped", _DROPPED), ("waiting", _WAITING), ("done", _DONE))
)
_HOOR = re.compile(r"^(?:hoor|dank|bedankt|thanks|top)$", re.I)
_BUT = re.compile(r"(?:maar|behalve|op .{1,40} na|deels|bijna|but|except|partly|almost)\b", re.I)
DOUBT = re.compile(r"\?|\b(?:niet|noch|nooit|not|never)\b", re.I)


def outcome(said: str, near: datetime.date) -> dict[str, str] | None:
    """What an answer says of an action: its fields that change, none where it goes on; None: not understood."""
    for name, pattern in _STATES:
        match = pattern.fullmatch(said)
        rest = _HOOR.sub("", match[1].strip(" .)!")) if match else ""
        if match is None or _BUT.match(rest) or (name == "done" and DOUBT.search(said)):
            continue
        if name == "open":
            return _moved(rest, near) if rest else {}
        if name == "waiting":
            return {"status": "waiting", "waits_on": rest} if rest else None
        if name == "dropped":
            return {"status": "dropped", **({"because": rest} if rest else {})}
        day = days.day(re.sub(r"(?i)^(?:op|on)\s", "", rest), near, ahead=False) if rest else None
        more = {"done_on": day.isoformat()} if day and day <= near else {"result": rest} if rest else {}
        return {"status": "done", **more}
    return _moved(said, near)


def _moved(said: str, near: datetime.date) -> dict[str, str] | None:
    """A new day, perhaps with the reason behind it; None where an answer does not begin with one."""
    if (found := days.day_and_why(said, near)) is None:
        return None
    day, why = found
    return {"due_on": day.isoformat(), **({"because": why} if why else {})}
