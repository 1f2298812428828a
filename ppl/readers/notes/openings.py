"""What a line or a sentence of loose notes begins with, also where no colon stands: `Afgesproken dat ...`."""

import re
from typing import NamedTuple

from ppl.readers import words
from ppl.readers.day_names import WEEKDAYS
from ppl.readers.notes.shorthand import shorthand
from ppl.readers.words import Names, plain

NEEDS_COLON = ("held_on", "next", "attended")
_WITH_COLON = (
    (
        "actions",
        (
            r"ap|act|taak|taken|to[- ]?do'?s?|(?:vervolg(?:actie|stap)|volgende stap)(?:s|pen)?|actiepunten?|acties?"
            r"|(?:nog )?te doen|nog doen|follow[- ]?up|action items?"
        ),
    ),
    ("decisions", r"besl(?:uit(?:en)?|oten|issing(?:en)?|ist)?|besl(?:is|uit)punt(?:en)?|bsl|decisions?|decided"),
    ("agreements", r"afspr(?:aak|aken)?|afgespr(?:oken)?|afgesproken is|toezegging(?:en)?|agreed"),
    (
        "bottlenecks",
        (
            r"knelp(?:un)?t(?:en)?(?: (?:nog|steeds|wel|nu|ook|vooral|dus)){0,3}"
            r"|kp|knp|probleem|problemen|belemmering|blokkade|struikelblok|obstakel"
            r"|issue|hobbel|showstopper|pijnpunt|(?:loopt )?stroef|stagneert|blocker|zorg(?:punt(?:en)?)?|grootste zorg"
        ),
    ),
    ("risks", r"risico'?s?|risk|rsc"),
    ("lesson", r"les(?:sen)?|leerpunt(?:en)?|leermoment|geleerd|lessons? learned|learning"),
    (
        "next",
        (
            r"(?:volgend|vervolg|nieuw|eerstvolgend|vlg|volg)e?n?d?e?\.?\s?(?:keer|overleg|afspraak|gesprek|sessie|bijeenkomst|vergadering"
            r"|bespreking|datum|moment|meeting|call|bel\w*|x)|verg|vgd|vlgd"
            r"|volgende?(?: \w+)?|vlg|nxt|next(?: (?:meeting|session|time|date))?"
        ),
    ),
    (
        "attended",
        (
            r"aanw(?:ezig(?:en|heid)?)?|deelnemers?|aanwezig waren|erbij|present|attendees|participants"
            r"|wie|aan tafel|(?:be|ge)sproken met|gesprekspartners?|in gesprek met"
        ),
    ),
    (
        "held_on",
        (
            r"datum(?:\s?(?:/|en|\+|&)\s?tijd(?:stip)?)?|datum (?:overleg|gesprek|bijeenkomst)|d\.?d\.?"
            r"|date|gehouden op|wanneer|tijd en plaats|dag"
        ),
    ),
    ("summary", r"samenvatting|samengevat|kern|in het kort|kort|tl;?dr"),
)
_COLON = [
    (
        key,
        re.compile(
            rf"[*_]{{0,3}}(?:(?:nieuwe?|extra|andere?|nog een|new) )?(?:{names})[*_.]{{0,3}}"
            r"(?:\s?(?:nr\.?\s?)?#?\d{1,3})?(?P<inside>\s?\([^()]{1,60}\))?"
            + (
                r"(?P<whom>\s(?:voor\s|door\s|van\s)?(?:de\s|het\s)?[@\w][^:|]{0,40}?)??"
                if key in ("actions", "decisions")
                else r"(?P<whom>\b)??"
            )
            + (r"\s?(?:is|zijn)?" if key in ("decisions", "agreements", "risks", "bottlenecks") else "")
            + r"[*_]{0,3}\s{0,20}(?:->|=>|→|:|;|=|\s?[-–—](?=\s))[*_]{0,3}\s*",
            re.I,
        ),
    )
    for key, names in _WITH_COLON
]
_LEAD = (
    r"(?:(?:verder|voorts|tevens|bovendien|dan|ook|daarnaast|tot slot|dus|nog|en|wel|we|wij"
    r"|partijen|samen|er|is|hebben|heeft|zijn|wordt|werd|iedereen|allen|het|erover|ermee|hierover"
    r"|met elkaar|met de \w+|met \w+)\s+){0,6}"
)
_BY = (
    r"(?P<by>(?:het |de )?(?:college|gemeenteraad|raad|wethouder|stuurgroep|ministerie|begeleidingsgroep|b&w|b en w)\s+"
    r"(?:heeft |hebben )?)"
)
_ONE_MIND = re.compile(
    rf"{_LEAD}(?:het |er )?(?:over )?eens(?: geworden)?,? (?:over (?=\w)|(?=dat\s))|{_LEAD}akkoord (?=dat\s)", re.I
)  # `we zijn het erover eens dat`
_AGREED = re.compile(
    rf"{_LEAD}(?:afgesproken|spreken (?:we |wij )?af|spraken (?:we |wij )?af|afspraak is"
    rf"|afspraken zijn)(?:\s+(?:is|wordt|werd))?(?:\s+met\s+[^,;:]{{2,40}}?)?\s*[:,–-]?\s+(?:(?=(?:om|dat)\s))",
    re.I,
)
_DECIDED = re.compile(
    rf"{_LEAD}(?:{_BY})?(?:besloten|besluiten we|besluiten|besluit is)(?:\s+(?:is|wordt|werd|dus))?"
    rf"\s*[:,–-]?\s+(?=(?:om|dat)\s"
    rf"|(?!niet\b).{{4,}}\ste\s)",
    re.I,
)
_MEETING = re.compile(
    r"(?P<by>de vergadering|het overleg|het team|iedereen|de (?:project|werk|stuur)groep"
    r"|het college|de (?:gemeente)?raad"
    r"|de wethouder|wij|we)\s+(?:besluiten|besluit|besloten|besloot)\s+(?:om\s+)?(?=.{4,}\ste\s|dat\s)",
    re.I,
)
_WERE = re.compile(r"(?:(?:aanwezig|erbij|aan tafel|deelnemers)\s+(?:waren|zijn|was)\s*:?|aanw\.?)\s+", re.I)
_SHORT = re.compile(r"([a-z]{3,})\.?\s?:\s*", re.I)
_SHORTENED = {
    "knelpunt": "bottlenecks",
    "probleem": "bottlenecks",
    "besluit": "decisions",
    "besloten": "decisions",
    "risico": "risks",
    "afspraak": "agreements",
    "afgesproken": "agreements",
    "aanwezig": "attended",
    "actie": "actions",
    "deelnemers": "attended",
}
_WITH_IS = re.compile(
    r"(?:grootste |belangrijkste |nieuwe? |het |een |de |ons ){0,3}(?P<word>knelpunt|risico|probleem"
    r"|zorg(?:punt)?|obstakel|struikelblok)"
    r"\s+(?:is|blijft|hierbij is)\s+(?:(?:nog|steeds|wel|vooral|echt|dus|natuurlijk|nu|toch)\s+){0,3}(?:dat\s+)?"
    r"|wat (?:ons|het|de \w+) (?:nu |nog |vooral ){0,2}(?:ophoudt|tegenhoudt|vertraagt|belemmert"
    r"|in de weg (?:staat|zit))"
    r",? is (?:(?:nog|steeds|wel|vooral|echt|dus|nu)\s+){0,3}(?:dat\s+)?",
    re.I,
)
_NEXT = re.compile(
    r"(?:(?:de |het )?(?:volgend|vervolg|nieuw|eerstvolgend|vlg|volg)e?n?d?e?\.?\s?(?:keer|overleg|afspraak"
    r"|gesprek|sessie|bijeenkomst|vergadering|bespreking|meeting|call|bel\w*|x)"
    r"(?:\s(?:is|staat|hebben we|plannen we|wordt)(?:\sgepland)?)?|(?:(?:we|wij) )?(?:zien|spreken|treffen) elkaar"
    r"(?: weer| opnieuw| verder)?|tot)"
    r"\s(?:op\s|voor\s)?(?=(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?\s)?\d{1,2}(?:[-/]\d|\s[a-z]{3})|over\s\w+\s(?:week|weken|dagen|maand))",
    re.I,
)
_AGAIN = re.compile(
    rf"(?P<day>(?:{'|'.join(WEEKDAYS)}|volgende week|over \w+ (?:week|weken|dagen)|\d{{1,2}}[-/ ])[^.,;]{{0,30}}?)"
    r"\s(?:om \S+ (?:uur )?)?(?:zien|spreken|treffen|zitten|komen|bellen|vergaderen|praten) (?:we|wij)\b(?: \w+){0,4}",
    re.I,
)  # `volgende week woensdag zitten we weer bij elkaar`
_STUCK = re.compile(
    r"(?:(?:we|wij|het (?:project|plan)|dit|het) )?(?:loopt|lopen) (?:nu |nog |steeds |helaas ){0,3}vast op\s?:?\s+",
    re.I,
)
_OVER = re.compile(
    r"(?:niet meer|opgelost|weg|voorbij|klaar|van de baan|verholpen|kleiner|beperkt|gering|laag|klein|nihil"
    r"|besproken|bekend)\b",
    re.I,
)
# behind a noun without a colon these go on with a sentence about it
_GOES_ON = re.compile(
    r"(?:is|was|waren|zijn|van|over|komt|kwam|volgt|staat|wordt|werd|blijft|moet|kan|zal|ligt|loopt|nemen|nodig"
    r"|uit|in|bij|met|op|tot|door"
    r"|voor(?!\s+\w+:)|en|of|hangt|geldt|hierover|daarover|nog|die|dat|waar|volgens|om|uitgesteld|gaat|lijkt"
    r"|heeft|vraagt|hebben|na|per|worden|zit"
    r"|(?:in)?plannen|maken|verzetten|verplaatsen|bevestigen|afzeggen|nakomen|vastleggen|voorbereiden|opnemen"
    r"|uitwerken|opvragen|doorgeven|doorsturen|publiceren|rondsturen|versturen|agenderen|bespreken|afstemmen"
    r"|voorleggen|bekendmaken|opstellen|inventariseren|uitzoeken|oplossen|aankaarten|monitoren|delen)\b",
    re.I,
)


_IS_AGAIN = re.compile(r"\b(?:weer|opnieuw|verder|elkaar|bij elkaar)\b", re.I)
_BODY = re.compile(r"(?:stuurgr\w*|projectgroep|kernteam|directie|d[tb]|mt|gs|ps|ab|pfo|bestuur|vergadering)\.?$", re.I)
_DAY = re.compile(
    rf"(?:(?:op|van|d\.?d\.?)\s)?(?:(?:{'|'.join(WEEKDAYS)})\.?\s)?\d{{1,2}}[-/ ][\w./-]+(?:\s\d{{4}})?", re.I
)


class Opening(NamedTuple):
    """What a text begins with. key: its section; text: what it says; is_marked: a colon or the like says so."""

    key: str
    text: str
    is_marked: bool


def opening(text: str, roles: Names) -> Opening | None:
    """What a line or sentence begins with; None where it begins with nothing that we know."""
    for key, pattern in _COLON:
        if match := pattern.match(text):
            whom = " ".join(part.strip(" ()") for part in (match["inside"], match["whom"]) if part)
            whom = re.sub(r"^(?:(?:voor|door|van)\s+)?(?:(?:de|het)\s+)?", "", whom).removeprefix("@").strip()
            said = text[match.end() :]
            if key == "actions" and plain(whom) in ("jou", "jouw", "mij", "ons", "jullie", "allen", "iedereen", "u"):
                whom = ""
            if whom and match["whom"] and key == "decisions":
                if said and (taken := _taken(whom, said, roles)):
                    return Opening(key, taken, True)
                continue
            if whom and said and key == "decisions" and roles.code(whom):
                return Opening(key, f"{whom}: {said}", True)
            if whom and key != "actions":
                return Opening(key, f"{said} ({whom})" if said else whom, True)
            if whom and said and _is_somebody(whom, roles):
                return Opening(key, f"{whom}: {said}", True)
            if not whom:
                return Opening(key, said, True)
    if text.rstrip().endswith("?"):
        return None
    if match := _AGREED.match(text) or _ONE_MIND.match(text):
        return Opening("agreements", text[match.end() :], True)
    if match := _DECIDED.match(text):
        by = re.sub(r"(?i)^(?:het|de)\s+|\s+(?:heeft|hebben)\s*$", "", (match["by"] or "").strip()).strip()
        return Opening("decisions", f"{by}: {text[match.end() :]}" if by else text[match.end() :], True)
    if match := _MEETING.match(text):
        by = re.sub(r"(?i)^(?:het|de)\s+", "", match["by"])
        said = text[match.end() :]
        return Opening("decisions", f"{by}: {said}" if roles.code(by) else said, True)
    if match := _WERE.match(text):
        return Opening("attended", text[match.end() :], True)
    if match := _SHORT.match(text):
        keys = {key for word, key in _SHORTENED.items() if word.startswith(match[1].lower())}
        if len(keys) == 1:
            return Opening(keys.pop(), text[match.end() :], True)
    if match := _NEXT.match(text):
        return Opening("next", text[match.end() :], True)
    if (match := _AGAIN.fullmatch(text.strip(" .!"))) and _IS_AGAIN.search(text):
        return Opening("next", match["day"], True)
    if (match := _WITH_IS.match(text)) and not _OVER.match(text[match.end() :]):
        return Opening(
            "risks" if (match["word"] or "").lower() == "risico" else "bottlenecks", text[match.end() :], True
        )
    if match := _STUCK.match(text):
        return Opening("bottlenecks", text[match.end() :], True)
    if short := shorthand(text.strip(" ."), roles):
        return Opening(*short, True)
    known = words.opening(text)
    if known is None or (not known[2] and (known[0] in NEEDS_COLON or not known[1] or _GOES_ON.match(known[1]))):
        return None
    return Opening(*known)


def _taken(whom: str, said: str, roles: Names) -> str:
    """A decision with who took it and when, as `besluit B&W 24/11: ...` says them; nothing where it says neither."""
    words = whom.split()
    for size in range(len(words), 0, -1):
        by, day = " ".join(words[:size]), " ".join(words[size:]).strip(" ,()").removeprefix("d.d. ")
        is_body = roles.code(by) is not None or _BODY.match(by) is not None
        if is_body and (not day or _DAY.fullmatch(day)):
            behind = f" ({day})" if day else ""
            return f"{by}: {said}{behind}" if roles.code(by) else f"{said} ({by}{f', {day}' if day else ''})"
    return f"{said} ({whom})" if _DAY.fullmatch(whom) else ""


def _is_somebody(text: str, roles: Names) -> bool:
    """Whether words behind `actie` name who does it."""
    pieces = [piece for piece in re.split(r"\s*(?:,|/|&|\+|\ben\b|\bmet\b)\s*", text) if piece]
    return (
        any(roles.code(piece) or roles.abbreviated(piece) for piece in pieces)
        or plain(text) == "naam"
        or text[:1].isupper()
    )
