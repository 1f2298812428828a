"""What somebody will do, said in a sentence without a mark: `pl belt nb ma`; and what is done of an earlier talk."""

import datetime
import re
from typing import NamedTuple

from ppl.readers import days
from ppl.readers.doers import IS_STRUCK, STRUCK, doer, loosely
from ppl.readers.people import Assigned, agent, assigned, first_of
from ppl.readers.words import Names, Words

MOST_WORDS, MOST_DAYS = 24, 90
WRITER = ("ik", "ikzelf", "mijzelf", "mezelf")  # who wrote the notes
_SAYS = re.compile(r"(?P<who>[^:]{2,40}):\s+(?:(?:ja|ok[eé]?|prima|goed|dan|hoi)[,.!]?\s+)*ik\s+(?=\w)", re.I)
_SAID_NO_DEED = """
    is was waren had hadden heeft hebben kan kon mag wil wilde zou zag ziet zegt zei vindt vond denkt dacht
    meldt meldde vertelt vertelde hoort hoorde weet wist staat stond ligt lag blijft bleef moest werd wordt
    kwam ging deed lijkt leek verwacht hoopt twijfelt twijfelde ben heb weet vind denk hoop zie stemt
    behandelt bespreekt neemt besluit beslist stelt verleent kiest keurt bekrachtigt tekent agendeert geeft
    weigert en of met die dat om te in op voor van naar bij aan over sinds moet
"""
_NO_DEED = frozenset(_SAID_NO_DEED.split())
_PAST = re.compile(r"ge(?!eft)[a-z]+(?:d|t|en)|(?:be|ver|ont)[a-z]+d|[a-z]+(?:de|te)(?:n)?")  # `gebeld`, `belde`
_I = re.compile(rf"(?:{'|'.join(WRITER)})\s+", re.I)  # the owner says who that is
_MONTH = r"(?:jan|feb|maart|mrt|apr|mei|juni|juli|aug|sept?|okt|nov|dec)[a-z]*\.?"
_DAY = (
    r"(?:(?:liefst|graag|uiterlijk|uiterl\.?|voor|vóór|v|op|per|tegen|a\.s\.|aanstaande|komende|deze"
    r"|volgende(?: week)?)\s+)*"
    r"(?:(?:(?:(?:maan|dins|woens|donder|vrij)dag|ma|di|wo|do|vr)\.?\s)?"
    rf"(?:\d{{1,2}}[-/]\d{{1,2}}(?:[-/]\d{{2,4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|(?:half|medio) {_MONTH})"
    r"|(?:maan|dins|woens|donder|vrij)dag(?:ochtend|middag|morgen)?|ma|di|wo|do|vr|morgen|overmorgen"
    r"|het weekend|kerst|(?:eind(?:e)? )?(?:van )?(?:deze|volgende|komende) week)"
)
_WHEN = re.compile(rf"(?<![\w-])(?P<said>{_DAY})(?![\w/-])", re.I)
_EARLIER = re.compile(
    r"(?:(?:de\s+)?(?:vorige|eerdere|oude|openstaande|lopende)\s+acties?|acties?\s+(?:van|uit)\s+(?:de\s+)?vorige"
    r"\s+(?:keer|week|overleg|gesprek))\s*[:–-]?\s*(?P<text>.{3,120}?)\s*(?:=|:|->|→|–|-|,|\bis\b|\bzijn\b)"
    r"\s*(?:nu |al |is |ook )*"
    r"(?:klaar|gedaan|gereed|afgerond|geregeld|afgehandeld|af|done|ok)(?P<more>[\s,;.!(].*)?",
    re.I,
)
_SURE = re.compile(
    r"(?:belt|mailt|appt|checkt|regelt|neemt contact op)\b|plant (?:een|het|de|nog)\b"
    r"|(?:zoekt|zet|nodigt) .*\buit\b|vraagt .*\b(?:op|na)\b(?! of)|stuurt \S+ .*\b(?:toe|rond|op|door|na)\b"
    r"|koppelt .*\bterug\b"
    r"|pakt .*\bop\b",
    re.I,
)  # what somebody does who has not done it: an action, also where no day stands
# behind the name of who speaks: no deed of theirs
_NO_DEED_OF = re.compile(
    r"(?:goede?)?(?:morgen|middag|avond) (?:iedereen|allen|allemaal|all)\b"
    r"|(?:het |de )?\w+ (?:heeft|hebben|is|zijn|wil|was)\b"
    r"|\w+ (?:we|wij)\b",
    re.I,
)
_WE_DO = re.compile(
    r"(?:leveren|sturen|mailen|bellen|maken|vragen|plannen|organiseren|regelen|zetten|zoeken|schrijven|werken"
    r"|pakken|nodigen|koppelen|checken|rekenen|toetsen|bereiden|passen)\b",
    re.I,
)
_AND = re.compile(r"\s*[,;]\s+(?:en\s+)?|\s+en\s+")
_POINT = re.compile(r"(?<=[^\W_]{2})[.!]\s+(?=[A-ZÀ-Ý])")
_WE = ("we", "wij")
_QUOTES = "\"'“”‘’() "


class Done(NamedTuple):
    """An action of an earlier talk that is done. result: what else is said of it."""

    text: str
    result: str = ""


def written_by(words: Words, writer: str | None) -> Words:
    """The words of a knowledge base where the writer's role is who says `ik`; the same where nobody knows who wrote."""
    if writer is None or writer not in words.roles:
        return words
    nl, en, also = words.roles[writer]
    return words._replace(roles={**words.roles, writer: (nl, en, (*also, *WRITER))})


def promise(sentence: str, roles: Names, near: datetime.date) -> Assigned | None:
    """Who will do what by when, where a sentence begins with a role and names a day to come; None otherwise."""
    said = sentence.strip(" .!")
    if (match := _SAYS.match(said)) and (
        (person := agent(match["who"].strip("@ "), roles)) or IS_STRUCK.fullmatch(match["who"])
    ):
        return _by(person, said[match.end() :], near)
    words = said.split()
    if sentence.rstrip().endswith("?") or not 3 <= len(words) <= MOST_WORDS:
        return None
    subject, person = _subject(words, roles)
    verb = words[subject].strip(".,;:").lower() if len(words) > subject else ""
    if not subject or verb in _NO_DEED or not verb or _PAST.fullmatch(verb):
        return None
    if words[0].endswith(":") and _NO_DEED_OF.match(" ".join(words[subject:])):
        return None
    if re.match(r"(?:zich|of|wanneer|waarom|hoe|dat)\b", " ".join(words[subject + 1 :]), re.I):
        return None
    deed = " ".join(words[subject:])
    text = deed if person is None and words[0].lower() not in _WE else said
    found = _by(person, text, near)
    if found is None and (whole := loosely(assigned(text, roles, near), roles, near)).due_on:
        found = whole if _is_soon(datetime.date.fromisoformat(whole.due_on), near) else None
    return Assigned(text, person) if found is None and _SURE.match(deed) else found


def clauses(text: str, roles: Names) -> list[str]:
    """A sentence in which more than one will do something, one by one: `pl belt de nb ma, pm stuurt di de kaart`."""
    said = _POINT.split(text)
    if len(said) > 1 and all(len(one.split()) > 2 and _subject(one.split(), roles)[0] for one in said):
        return [piece for one in said for piece in clauses(one, roles)]
    found: list[str] = []
    for piece in _AND.split(text):
        words = piece.split()
        if found and (len(words) < 3 or not _subject(words, roles)[0]):
            return [text]
        found.append(piece)
    return found if len(found) == 1 or _subject(text.split(), roles)[0] else [text]


def _subject(words: list[str], roles: Names) -> tuple[int, object]:
    """How many words say who does it, and who that is: nobody that we know for a name that was struck out and `we`."""
    if IS_STRUCK.fullmatch(words[0].strip(":,")):
        return 1, None
    if words[0].lower() in _WE:
        return (1, None) if _WE_DO.match(words[1]) else (0, None)
    person = doer(" ".join(words), roles)
    sizes = (size for size in range(min(5, len(words)), 0, -1) if _is_role(" ".join(words[:size]), roles))
    return (next(sizes, 0), person) if person is not None else (0, None)


def earlier(sentence: str) -> Done | None:
    """The action of an earlier talk that a sentence says is done: `vorige actie offerte opvragen = klaar`."""
    match = _EARLIER.fullmatch(sentence.strip())
    if match is None or STRUCK in match["text"]:
        return None
    return Done(match["text"].strip(_QUOTES), (match["more"] or "").strip(" ,;.!()"))


def _by(person: object, said: str, near: datetime.date) -> Assigned | None:
    """What somebody does by the day that stands in the sentence, without that day."""
    for match in _WHEN.finditer(said):
        due = days.due(re.sub(r"(?i)(dag)(?:ochtend|middag|morgen)$", r"\1", match["said"]), near)
        if due is not None and _is_soon(due, near):
            rest = f"{said[: match.start()].rstrip()} {said[match.end() :].lstrip()}".strip(" ,;")
            rest = re.sub(r"\s*[(\[]\s*[)\]]|,? (?:dat|die|deze) (?:doe|maak|pak) ik$", "", rest)
            rest = _I.sub("", rest, count=1)
            return Assigned(rest, person, due.isoformat()) if len(rest.split()) > 1 else None
    return None


def _is_soon(day: datetime.date, near: datetime.date) -> bool:
    return near <= day <= near + datetime.timedelta(MOST_DAYS)


def _is_role(text: str, roles: Names) -> bool:
    bare = re.sub(r"(?i)^(?:de|het|onze|den)\s+", "", text)
    return agent(bare, roles) is not None or first_of(bare, roles) is not None
