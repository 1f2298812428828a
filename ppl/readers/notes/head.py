"""The head of pasted notes: the day of the talk, and lines that say no more than which talk it was."""

import datetime
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple, get_args

from ppl.model.session import SessionKind
from ppl.readers import days
from ppl.readers.rows import row
from ppl.readers.words import STATES, Names, opening, plain

FIRST_LINES = 6
Line = tuple[int, str]
_KINDS = {kind: STATES[kind] for kind in get_args(SessionKind) if kind not in ("contact", "fact")}
_BODIES = ("opdrachtgever", "begeleidingsgroep")  # who may be named in any talk


def _long(names: Iterable[str]) -> tuple[str, ...]:
    """Names that mean a kind of talk wherever they stand."""
    return tuple(name for name in names if len(name) > 7 and name not in _BODIES)


_LONG_KINDS = Names({kind: ("", "", _long((nl, en, *also))) for kind, (nl, en, also) in _KINDS.items()})
_LABEL = re.compile(
    r"(?:datum(?:\s?(?:/|en|\+|&)\s?tijd(?:stip)?)?|datum (?:overleg|gesprek|bijeenkomst|verslag)"
    r"|date(?: held)?|d\.?d\.?|gehouden op"
    r"|wanneer|dag|tijd en plaats|meeting date)[*_]{0,2}\s{0,20}[:=][*_]{0,2}\s*|(?:d\.d\.|dd\.?|datum)\s+(?=\S*\d)",
    re.I,
)
_SHORT_DAY = re.compile(r"(?<![\w/-])\d{1,2}[-/]\d{1,2}(?![\w/-])")
_CLOCK = re.compile(r"[\s,;()|–-]*(?:(?:om|van|tot|uur|u|h|tijd:?|\d{1,2}([:.]\d\d)?|[-–])[\s,;()u.–-]*)*", re.I)
_REPLIES = re.compile(r"^(?:\s*(?:re|antw|antwoord|aw|fw|fwd|doorst)\s?(?:\[\d+\])?\s?:)+\s*", re.I)
_RECENT = re.compile(
    r"\b(?:van|op|over|is|was|we|wij|elkaar|spraken|,)\s+(vandaag|vanmiddag|vanochtend|vanmorgen|zojuist"
    r"|daarnet|gisteren|gistermiddag|gisterochtend|eergisteren)\b",
    re.I,
)
_BACK = {"gisteren": 1, "gistermiddag": 1, "gisterochtend": 1, "eergisteren": 2} | dict.fromkeys(
    ("vandaag", "vanmiddag", "vanochtend", "vanmorgen", "zojuist", "daarnet"), 0
)
_FILLING = """
    a aantekening aantekeningen afspraak bespreking d datum date dd de friday gemeente gesprek het in maandag dinsdag
    woensdag donderdag vrijdag meeting met minutes monday municipality note notes notitie notities of on op overleg
    acties actielijst actiepunten ap apps besluitenlijst chat lijst online over teams
    automatisch di do gegenereerd kernteam ma notulen nr projectgroep projectoverleg vergadering vergaderverslag vr wk
    wo za zo project report session sessie talk te the thursday tuesday van verslag wednesday week wekelijks with
"""
_NO_MORE = frozenset(_FILLING.split())
_CONTACT = re.compile(
    r"\b(?:gebeld|belde|gesproken|spraken|sprak|besproken|bespraken|telefonisch|telefoon|belletje|actielijst|besluitenlijst"
    r"|terugkoppeling|bijpraten|teams|chat|\w*lijst|tel\.?|bila(?:teraal)?|stuurgroep|agenda|call|contact|intake|evaluatie|\w*bijeenkomst|\w*(?:overleg|gesprek|verslag|notulen|vergadering|sessie|bespreking|notitie"
    r"|aantekening(?:en)?)|meeting|minutes|notes|discussed|spoke)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:conform|volgens|zoals|sinds|vanaf|houden|hield|is|was|wordt|staat|komt|heeft|hebben|geldt|blijft|moet|gaat"
    r"|vast|tegen)\b",
    re.I,
)  # before a day: the sentence tells something
_SPOKE = re.compile(r"\W*(?:\d{1,2}[:.]\d\d\W*)?(?:(?:we|wij|ik|er|hebben|heb|is|was|waren)\s+){0,3}"
                    r"(?:gesprek|overleg|verslag|spraken|sprak|bespraken|besproken|gesproken|gebeld|vergader\w*"
                    r"|zaten|belde|bellen|was ik|waren we|waren wij|bijeen|bij elkaar|langs)\b", re.I)  # fmt: skip
_ELSE = re.compile(
    r"[\s,]*(?:is|was|zijn|waren|wordt|werd|worden|komt|kwam|komen|gaat|ging|gaan|start|begint|moet|moeten|kan|kon|kunnen"
    r"|zal|zou|zullen|heeft|had|hebben|vervalt|sluit|blijft|blijven|staat|stond|ligt|geldt|gelden|houden|krijgt|krijgen"
    r"|leverde|levert|stuurde|stuurt|tekende|tekent|(?!met\b|het\b|dat\b|niet\b|uit\b|tot\b)[a-zë]{2,}t"
    r"|[a-zë]{3,}(?:de|te))\b",
    re.I,
)


class Head(NamedTuple):
    """What the head says.

    line: on which the day stands; spent: lines that say nothing else; is_of_mail: it is the day that the mail was sent
    """

    day: datetime.date | None = None
    line: int = 0
    kind: str | None = None
    spent: tuple[int, ...] = ()
    is_of_mail: bool = False


def head(
    lines: list[Line], today: datetime.date, project: Collection[str] = (),
    sent_on: datetime.date | None = None, subject: str = "",
) -> Head:  # fmt: skip
    """The day of the talk in notes, with its kind where a line of nothing but day, project and kind names it.

    project: names by which the project is known; a first line with only one of those is a title
    sent_on, subject: of the mail that the notes are: it says the day where the notes do not
    """
    first = [line for line in lines if line[1].strip()]
    names = sorted({plain(name) for name in project if plain(name)}, key=len, reverse=True)
    kind = _LONG_KINDS.mentioned(subject) or next(
        (
            kind
            for _, line in first[:3]
            if len(line) < 100 and ": " not in line and (kind := _LONG_KINDS.mentioned(line))
        ),
        None,
    )
    title: tuple[int, ...] = ()
    labelled = _labelled(first, today)
    for place, (number, line) in enumerate(first[:FIRST_LINES]):
        text = row(number, line).text.lstrip("# ").strip("*_ ")
        if labelled is not None and labelled.line == number:
            break
        if opening(text) is None and _LABEL.match(text) is None:
            dated = _dated(number, text, today, names, is_first=place < 3)
            if dated is not None and labelled is None:
                return dated._replace(kind=dated.kind or kind, spent=(*title, *dated.spent))
            if dated is not None and place == 0:
                title, kind = dated.spent, dated.kind or kind
        if place == 0 and not title:
            is_all, own = says_which(text, names)
            is_title = is_all and any(f" {name} " in f" {plain(text)} " for name in names)
            if plain(text) in names or is_title or (own and is_all):
                title, kind = (number,), own or kind
    if labelled is not None:
        return labelled._replace(kind=kind, spent=(*title, *labelled.spent))
    return _of_mail(first, today, sent_on, subject, names)._replace(kind=kind, spent=title)


def _dated(number: int, text: str, today: datetime.date, names: list[str], is_first: bool) -> Head | None:
    """What a line without a label says of the day, and whether it says more than that."""
    day = days.day(text, today, ahead=False)
    if day is not None:
        return Head(day, number, None, (number,)) if day <= today else None
    within = days.day_within(text, today, ahead=False)
    if within is not None and within.day <= today and _is_of_talk(text, within.start, within.end, names):
        is_all, own = says_which(f"{text[: within.start]} {text[within.end :]}", names)
        return Head(within.day, number, own, (number,) if is_all else ())
    short = _SHORT_DAY.search(text) if is_first and len(text.split()) <= 7 else None
    day = days.day(short[0], today, ahead=False) if short else None
    if short is None or day is None or day > today or not _is_of_talk(text, short.start(), short.end(), names):
        return None
    is_all, own = says_which(text.replace(short[0], " "), names)
    return Head(day, number, own, (number,) if is_all else ())


def _is_of_talk(text: str, start: int, end: int, names: list[str]) -> bool:
    """Whether a day in a line is that of the talk (a title, who spoke whom) and not of anything else that it tells."""
    before, behind = text[:start], text[end:]
    if says_which(f"{before} {behind}", names)[0] or _SPOKE.match(behind):
        return True
    if _ELSE.match(behind):
        return False
    if says_which(before, names)[0]:
        return True
    is_talk = _CONTACT.search(before) is not None or _LONG_KINDS.mentioned(before) is not None
    return is_talk and len(before.split()) <= 9 and _TELLS.search(before) is None


def _of_mail(
    first: list[Line], today: datetime.date, sent_on: datetime.date | None, subject: str, names: list[str]
) -> Head:
    """The day that the head of a mail says, where the notes do not: in its subject, else when it was sent."""
    near = sent_on or today
    bare = _REPLIES.sub("", subject)
    within = days.day_within(bare, near, ahead=False)
    if within is not None and within.day <= near and _is_of_talk(bare, within.start, within.end, names):
        return Head(within.day, 1)
    if sent_on is None:
        return Head()
    back = next((_BACK[word[1].lower()] for _, line in first[:4] if (word := _RECENT.search(line))), 0)
    return Head(sent_on - datetime.timedelta(back), 1, is_of_mail=True)


def _labelled(lines: list[Line], today: datetime.date) -> Head | None:
    """The line that says `Datum: ...`, and what it says."""
    for number, line in lines:
        text = row(number, line).text.lstrip("# ").strip("*_ ")
        match = _LABEL.match(text)
        said = text[match.end() :].strip("*_ ") if match else ""
        if not said:
            continue
        if (day := days.day(said, today, ahead=False)) is not None:
            return Head(day, number, None, (number,))
        within = days.day_within(said, today, ahead=False)
        if within is not None:
            rest = said[: within.start] + said[within.end :]
            spent = (number,) if _CLOCK.fullmatch(rest) else ()
            return Head(within.day, number, None, spent)
        short = re.split(r"[,;(]|\s(?:om|van|at)\s|\s(?=\d{1,2}[:.]\d\d)", said)[0]
        if (day := days.day(short, today, ahead=False)) is not None:
            spent = (number,) if _CLOCK.fullmatch(said[len(short) :]) else ()
            return Head(day, number, None, spent)
    return None


def says_which(text: str, names: list[str]) -> tuple[bool, str | None]:
    """Whether a text says no more than which talk it was, and then its kind."""
    if re.search(r"[^\w\s.,:;/()|–—'’&-]", text):
        return False, None
    said = re.sub(r" (?:wk|week) \d{1,2} ", " ", f" {plain(text)} ")
    for name in names:
        said = said.replace(f" {name} ", "  ")
    kind = Names(_KINDS).mentioned(said)
    for name in (plain(name) for nl, en, also in (_KINDS[kind],) for name in (nl, en, *also)) if kind else ():
        said = said.replace(f" {name} ", "  ")
    return all(word in _NO_MORE or any(is_short_for(word, name) for name in names) for word in said.split()), kind


def is_short_for(word: str, name: str) -> bool:
    """Whether a word is a name as somebody shortens it: `wtrrijk` for `waterrijk`."""
    letters = iter(name.replace(" ", ""))
    return len(word) >= 4 and word[0] == name[0] and 2 * len(word) > len(name) and all(one in letters for one in word)
