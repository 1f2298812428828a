"""The head of pasted notes: the day of the talk, and lines that say no more than which talk it was."""

import datetime
import re
from collections.abc import Collection
from typing import NamedTuple, get_args

from ppl.model.session import SessionKind
from ppl.readers import days
from ppl.readers.rows import row
from ppl.readers.words import STATES, Names, opening, plain

FIRST_LINES = 6
Line = tuple[int, str]
_KINDS = {kind: STATES[kind] for kind in get_args(SessionKind) if kind not in ("contact", "fact")}
_FILLING = """
    a aantekening aantekeningen afspraak bespreking d datum date dd de friday gemeente gesprek het in maandag dinsdag
    woensdag donderdag vrijdag meeting met minutes monday municipality note notes notitie notities of on op overleg
    project report session sessie talk te the thursday tuesday van verslag wednesday week wekelijks with
"""
_NO_MORE = frozenset(_FILLING.split())


class Head(NamedTuple):
    """What the head says. line: on which the day stands; spent: lines that say nothing else."""

    day: datetime.date | None = None
    line: int = 0
    kind: str | None = None
    spent: tuple[int, ...] = ()


def head(lines: list[Line], today: datetime.date, project: Collection[str] = ()) -> Head:
    """The day of the talk in notes, with its kind where a line of nothing but day, project and kind names it.

    project: names by which the project is known; a first line with only one of those is a title
    """
    first = [line for line in lines if line[1].strip()]
    names = sorted({plain(name) for name in project if plain(name)}, key=len, reverse=True)
    title: tuple[int, ...] = ()
    for place, (number, line) in enumerate(first):
        text = row(number, line).text.lstrip("# ").strip("*_ ")
        opened = opening(text)
        if opened is not None and opened[0] == "held_on":
            if (day := days.day(opened[1].strip("*_ "), today, ahead=False)) is not None:
                return Head(day, number, None, (*title, number))
        elif opened is None and place < FIRST_LINES:
            day = days.day(text, today, ahead=False)
            if day is not None and day <= today:
                return Head(day, number, None, (*title, number))
            within = days.day_within(text, today, ahead=False)
            if within is not None and within.day <= today:
                is_all, kind = _which(f"{text[: within.start]} {text[within.end :]}", names)
                return Head(within.day, number, kind, (*title, number) if is_all else title)
            if place == 0 and plain(text) in names:
                title = (number,)
    return Head(spent=title)


def _which(text: str, names: list[str]) -> tuple[bool, str | None]:
    """Whether a text says no more than which talk it was, and then its kind."""
    if re.search(r"[^\w\s.,:;/()|–—'’&-]", text):
        return False, None
    said = f" {plain(text)} "
    for name in names:
        said = said.replace(f" {name} ", "  ")
    kind = Names(_KINDS).mentioned(said)
    for name in (plain(name) for nl, en, also in (_KINDS[kind],) for name in (nl, en, *also)) if kind else ():
        said = said.replace(f" {name} ", "  ")
    return all(word in _NO_MORE for word in said.split()), kind
