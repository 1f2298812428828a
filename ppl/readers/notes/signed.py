"""Greetings, signatures and disclaimers around what somebody wrote, with the names that stand in them."""

import re

Line = tuple[int, str]
GREETING = re.compile(
    r"[ \t]*(?:(?:hoi|hallo|hey|hai|beste|geachte|dag|goede?(?:morgen|middag|navond|n?avond|dag)|goeie(?:morgen|middag)"
    r"|l\.?s\.?|ha|hi|hello|dear|good (?:morning|afternoon))\b)"
    r"((?:[ ,]{0,2}(?:allen|allemaal|collega'?s?|team|iedereen|heer|mevrouw|all|[A-Z][\w'’-]+|de|van|der|den|en"
    r"|/|&|and)){0,8})"
    r"[ \t]*[,!.:]?[ \t]*",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"[ \t]*(?:(?:met\s+)?(?:(?:vriendelijke?|hartelijke?|beste?|warme?|zonnige?"
    r"|collegiale?)\s+){0,2}groet(?:en|jes)?|mvg|m\.v\.g\.|vr\.?\s?gr\.?"
    r"|gr\.?|grt|groet(?:en|jes)?|hartelijks|hoogachtend|kind regards|best regards|regards|best wishes|cheers"
    r"|(?:alvast )?(?:bedankt|dank)(?: en groet(?:en)?))"
    r"(?:[ ,]+(?:uit|vanuit|en|ook|namens)?[ ]?[\w'’. -]{0,50})?[,.!]?[ \t]*",
    re.I,
)
_DEVICE = re.compile(
    r"[ \t]*(?:verzonden|verstuurd|sent|get outlook|outlook voor)\b.{0,40}(?:iphone|ipad|android|mobiel"
    r"|telefoon|outlook|phone|ios).{0,40}",
    re.I,
)
_DISCLAIMER = re.compile(
    r"(?:dit (?:e-?mail)?bericht (?:\(inclusief bijlagen\) )?(?:is|kan|en)|de informatie (?:verzonden|in dit)"
    r"|disclaimer\b|this (?:e-?mail|message) "
    r"|aan dit bericht kunnen geen|denk aan het milieu|vertrouwelijk\w*\s?:|confidential\w*\b"
    r"|de inhoud van dit (?:e-?mail)?"
    r"|(?:deze|dit) (?:samenvatting|verslag|notulen|tekst|transcript)\b.{0,60}\b(?:AI|automatisch|Copilot)\b)",
    re.I,
)
_PRINT = re.compile(r"(?:denk aan het milieu|please consider the environment)\b", re.I)
_LIABLE = re.compile(
    r"niet aansprakelijk|geen rechten worden ontleend|uitsluitend bestemd voor|ten onrechte ontvang", re.I
)
RULE = re.compile(r"[ \t]*(?:-{2,}|_{3,}|={3,})[ \t]*$")
NAME = re.compile(r"[A-Z][\w'’-]+(?:\s+(?:[a-z'’]{1,4}\s+){0,3}[A-Z][\w'’-]+){0,3}")
_LONGEST, _SHORT = 12, 40


def unsigned(lines: list[Line], people: list[str]) -> tuple[list[Line], list[Line], tuple[str, ...]]:
    """Without greetings and signatures: what is left, what is gone, and the lines of the signature."""
    kept: list[Line] = []
    gone: list[Line] = []
    signed: list[str] = []
    place = 0
    while place < len(lines):
        number, text = lines[place]
        if len(text) < 80 and text.strip() and (match := GREETING.fullmatch(text)):
            people += [
                name
                for name in re.findall(
                    r"[A-Z][\w'’-]+(?: (?:(?:van|de|der|den|ten|ter|'t) ){1,2}[A-Z][\w'’-]+)?", match[1]
                )
                if name not in _NO_NAMES
            ]
            gone.append((number, text))
        elif text.strip() and len(text) < 90 and CLOSING.fullmatch(text) and _is_end(lines, place):
            end = _signature_end(lines, place)
            below = [one for _, one in lines[place + 1 : end] if one.strip()]
            behind = re.split(r"[,.]\s*|\s(?=[A-Z])", text.strip(), maxsplit=1)[1:]
            people += [
                one.strip()
                for one in [*behind, *below[:2]]
                if NAME.fullmatch(one.strip()) and one.strip() not in _NO_NAMES
            ]
            signed += below
            gone += lines[place:end]
            place = end - 1
        elif len(text) < _SHORT and CLOSING.fullmatch(text) and (name := NAME.search(text, text.find(" ") + 1)):
            people.append(name[0])  # `Gr, Jan` above what goes on
            gone.append((number, text))
        elif _DEVICE.fullmatch(text) or is_disclaimer(text):
            gone.append((number, text))
        else:
            kept.append((number, text))
        place += 1
    return kept, gone, tuple(signed)


_NO_NAMES = frozenset(
    ("Allen", "Allemaal", "Collega", "Collega's", "Team", "Iedereen", "De", "Het", "Gemeente", "Heer", "Mevrouw")
)
_GOES_ON = re.compile(r"[ \t]*(?:#|[-*•–·]\s|\d+[.)]\s|\||\[|(?:ps|p\.s\.|nb)\b|[^:]{3,40}:\s)", re.I)
_CONTACT = re.compile(
    r"[ \t]*(?:(?:[tmefaw]|tel|telefoon|mob|mobiel|e-?mail|web|www|adres|bezoekadres|postadres|postbus|werkdagen"
    r"|aanwezig op)\b[.: ]"
    r"|(?:aanwezig|bereikbaar|beschikbaar|werkzaam)\s?:?\s(?:op\s)?(?:ma|di|wo|do|vr)(?:[a-z]+dag)?\b)",
    re.I,
)


def is_disclaimer(text: str) -> bool:
    """Whether a line only says how confidential a mail is, or who is not liable for it."""
    said = text.strip("*_ ")
    return bool(
        (len(said) > 55 and _DISCLAIMER.match(said)) or _PRINT.match(said) or (len(said) > 30 and _LIABLE.search(said))
    )


def _is_end(lines: list[Line], place: int) -> bool:
    """Whether a closing word ends the text: what follows are a few short lines, or nothing."""
    below = [text for _, text in lines[place + 1 : place + 3] if text.strip()]
    return all(len(text) < 80 and not (_GOES_ON.match(text) and not _CONTACT.match(text)) for text in below[:1])


def _signature_end(lines: list[Line], place: int) -> int:
    """Where the signature ends: at its last short line, before anything that goes on."""
    end, blanks = place + 1, 0
    while end < len(lines) and end - place <= _LONGEST:
        text = lines[end][1]
        if not text.strip():
            blanks += 1
        elif _CONTACT.match(text) or RULE.match(text) or re.search(r"@|www\.|\d{6,}", text):
            pass
        elif (
            _GOES_ON.match(text)
            or len(text) > 70
            or (blanks > 1 and end - place > 4)
            or re.search(r"[a-z]\.$", text.rstrip())
        ):
            break
        end += 1
    return end
