"""Who does an action and by when, as loose notes say it in a sentence: `pl belt netbeheerder v 7-12`."""

import datetime
import re
from typing import Any

from ppl.readers import days
from ppl.readers.people import Assigned, agent, first_of, from_brackets
from ppl.readers.words import Names, plain

STRUCK = "[naam]"  # what stands where a name was taken out
IS_STRUCK = re.compile(re.escape(STRUCK), re.I)
_ARTICLE = re.compile(r"(?:de|het|onze|den)\s+", re.I)
_SEPARATOR = re.compile(r"\s+[-–—/|→]+>?\s*|\s*[,;→]\s+|\s*-+>\s*")
_SAID_VERBS = """
    gaat zal moet doet kan mag is heeft komt zet laat houdt pakt krijgt levert neemt wil zoekt belt vraagt stuurt
    maakt regelt mailt plant checkt gaan zullen moeten doen pakken nemen ziet geeft spreekt bespreekt bereidt
    haalt legt werkt rekent schrijft leest organiseert nodigt agendeert informeert koppelt toetst will to calls
    asks sends makes
"""
VERBS = frozenset(_SAID_VERBS.split())
_NO_VERBS = frozenset(
    [
        "het",
        "dit",
        "dat",
        "wat",
        "niet",
        "tot",
        "met",
        "uit",
        "post",
        "kost",
        "laatst",
        "maart",
        "moment",
        "projekt",
        "project",
        "recht",
        "eerst",
    ]
)
_NO_SUBJECT = re.compile(r"(?:om|over|bij|met|van|op|aan|naar|voor|in|te|en)\b", re.I)
_INFINITIVE = re.compile(r"[a-zë]{3,}en", re.I)
_PARTICLE = re.compile(r"(?:op|af|rond|klaar|door|uit)\s+(?:voor|vóór|uiterlijk|tegen|per)\b", re.I)
_FIRST = re.compile(r"([^:|–>-]{2,50}?)(?:(?<=\])\s*|\s[-–—]\s|\s?:\s|\s/\s|\s(?:[-–=]+>|→|➔|➜|»)\s)(?=\S)")
_BY = re.compile(
    r"(?:,|\(|\s)\s*(?:door|actie voor|actiehouder:?|trekker:?|eigenaar:?|i\.o\.m\.?)\s+(?:de "
    r"|het )?([^,;()]{2,50}?)\s*\)?\s*[.]?$",
    re.I,
)
_DECIDES = (
    r"(?:besl\w+|akkoord|gaat|stemt?|stelt|heeft|neemt|verleent|geeft|kiest|wil|houdt|weigert|verwerpt|wijst|keurt"
    r"|legt|trekt|bekrachtigt|bepaalt|honoreert|verklaart|schuift|vraagt)\b"
)
_DECIDED_BY = re.compile(r"(?:door|namens)\s+(?:het |de )?(\w[\w&-]*(?:\s[\w&-]+){0,3})", re.I)
_FEW = re.compile(r"[(\[]([^()\[\]]{3,60})[)\]]\s*[.]?$")  # `(pm/pl)`, `(pl en nb, vrijdag)`
_WITHIN = re.compile(rf"(?<!\w){days.BEFORE}\s*:?\s+(\S{{1,12}}(?:\s\S{{1,12}}){{0,2}})", re.I)


def loosely(found: Assigned, roles: Names, near: datetime.date) -> Assigned:
    """The same with the owner and the day that the sentence itself names."""
    for _ in range(4):
        before = found
        found = _from_day(_from_end(found, roles, near), near)
        if found == before:
            break
    found = from_brackets(found, roles, near)
    if found.owner is None and (match := _FEW.search(found.text[-120:])):
        several = (first_of(one.strip(), roles) for one in re.split(r"[,;]", match[1]))
        found = found._replace(owner=next(filter(None, several), None))
    if found.owner is None and (match := _FIRST.match(found.text)):
        named = match[1].strip("[]").removeprefix("@")
        person = agent(named, roles) or first_of(named, roles) or roles.abbreviated(named)
        if person is not None:
            text = found.text[match.end() :].lstrip(" :–-")
            found = found._replace(owner=person, text=_with_all(text, named, roles))
        elif IS_STRUCK.fullmatch(match[1]):
            found = found._replace(text=found.text[match.end() :].lstrip(" :–-"))
    if found.owner is None and (match := _BY.search(found.text[-80:])):
        person = agent(match[1], roles)
        if person is not None:
            at = max(0, len(found.text) - 80) + match.start()
            found = found._replace(owner=person, text=found.text[:at].rstrip(" ,(") or found.text)
    if found.owner is None and (person := doer(found.text, roles)) is not None:
        found = found._replace(owner=person)
    if found.due_on is None:
        for match in _WITHIN.finditer(found.text[:300]):
            words = match[1].split()
            due = next((d for n in range(len(words), 0, -1) if (d := days.due(" ".join(words[:n]), near))), None)
            if due is not None:
                return found._replace(due_on=due.isoformat())
    return found


def _from_end(found: Assigned, roles: Names, near: datetime.date) -> Assigned:
    """Take `- pl` and `, 7-12` off the end, and a name that was struck out."""
    matches = [*_SEPARATOR.finditer(found.text[-120:])]
    if not matches:
        return found
    cut = max(0, len(found.text) - 120)
    match = matches[-1]
    text, piece = found.text[: cut + match.start()].strip(), found.text[cut + match.end() :].strip(" .()")
    if not text or not piece:
        return found
    if IS_STRUCK.fullmatch(piece):
        return found._replace(text=text)
    person = agent(piece.removeprefix("@"), roles) or first_of(piece, roles)
    if person is not None and found.owner in (None, person):
        return found._replace(text=_with_all(text, piece, roles), owner=person)
    due = days.due(piece, near)
    if due is not None and found.due_on in (None, due.isoformat()):
        return found._replace(text=text, due_on=due.isoformat())
    return found


def _with_all(text: str, named: str, roles: Names) -> str:
    """What will be done, with all who do it where they are more than one: an action has one owner."""
    return text if agent(named, roles) or first_of(named, roles) is None else f"{text} ({named.strip()})"


def _from_day(found: Assigned, near: datetime.date) -> Assigned:
    """Take `v 7-12`, `voor vrijdag`, `wk 49` off the end."""
    words = found.text.rstrip(" .!").split(" ")
    for size in range(min(5, len(words) - 1), 0, -1):
        tail = " ".join(words[-size:]).strip("()")
        if _PARTICLE.match(tail):  # `vraagt de offerte op voor 4 december`
            continue
        due = days.due(tail.removeprefix("<").strip(), near)
        if due is not None and tail.startswith("<"):  # `< 1 jan`: before that day
            due -= datetime.timedelta(1)
        if due is None or (size == 1 and not re.search(r"\d|dag$|morgen", tail)):
            continue
        if found.due_on not in (None, due.isoformat()):
            return found
        text = " ".join(words[:-size]).rstrip(" ,(-–")
        return found._replace(text=text or found.text, due_on=due.isoformat()) if text else found
    return found


def is_main_clause(text: str) -> bool:
    """Whether a sentence in Dutch stays good without `dat` before it: its verb stands right behind who does it."""
    words = re.findall(r"[\w'’&/-]+", text.lower())
    subject = (
        2 if (words and _ARTICLE.match(f"{words[0]} ")) or words[:1] in (["de"], ["het"], ["een"], ["elke"]) else 1
    )
    if len(words) <= subject:
        return False
    verb = words[subject]
    is_verb = verb in VERBS or (re.fullmatch(r"[a-zë]{2,}t", verb) and verb not in _NO_VERBS)
    return bool(is_verb) or (len(words) == subject + 1 and bool(_INFINITIVE.fullmatch(verb)))


def doer(text: str, roles: Names) -> Any:
    """The role with which a sentence begins, where it is who does it and not to whom it is done."""
    said = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    words = said.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        first = " ".join(words[:size])
        code = agent(first, roles) or first_of(first, roles)
        if code is None:
            continue
        behind = [word.strip(".,;:()") for word in words[size:]]
        following = behind[0].lower() if behind else ""
        if following in ("en", "&", "+", "/", "met") and len(behind) > 2:
            return code
        if following in VERBS or (re.fullmatch(r"[a-zë]{2,}t", following) and not _NO_SUBJECT.match(following)):
            return code
        is_short = len(plain(first)) <= 3
        ends = any(_INFINITIVE.fullmatch(word) for word in behind[1:])
        if is_short and not _INFINITIVE.fullmatch(following):
            return code
        if ends and not _INFINITIVE.fullmatch(following) and not _NO_SUBJECT.match(following) and roles.code(following):
            return code
        return None
    return None


def decider(text: str, roles: Names) -> Any:
    """Who a sentence says takes a decision: it begins with them, or says `door het college`."""
    said = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    words = said.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if (code := roles.code(" ".join(words[:size]))) is not None and re.match(_DECIDES, words[size], re.I):
            return code
    for match in _DECIDED_BY.finditer(text):
        words = match[1].split()
        for size in range(len(words), 0, -1):
            if (code := roles.code(" ".join(words[:size]).strip(" .,;()"))) is not None:
                return code
    return None
