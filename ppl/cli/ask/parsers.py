"""What people mean when they type a day, a role, a code or a number. Each reader raises RefusalError."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ppl.cli.ask.choices import label
from ppl.cli.ask.questions import Answered, RefusalError
from ppl.errors import Joined, Text, near
from ppl.model.figures import whole
from ppl.readers import days
from ppl.readers.doers import loosely
from ppl.readers.nothing import says_nothing
from ppl.readers.people import assigned
from ppl.readers.words import Names

Day = datetime.date
Reader = Callable[[str], str]
SLIP = 0.85
WEEKDAYS = (Text("Monday"), Text("Tuesday"), Text("Wednesday"), Text("Thursday"), Text("Friday"), Text("Saturday"),
            Text("Sunday"))  # fmt: skip


def day(today: Day, is_ahead: bool) -> Reader:
    """A reader of days: 2026-12-01, 1-12, 1 december, fri, today, +2w. `is_ahead`: a day to come is meant."""

    def read(typed: str) -> str:
        found = days.day(typed, today, is_ahead)
        if found is None and (meant := days.meant(typed, today)):
            raise RefusalError(Text("`{text}` is not a day; do you mean {near}?", text=typed, near=meant))
        if found is None and days.unreal(typed):
            raise RefusalError(Text("{day} is in no calendar; look again which day it is", day=typed))
        if found is None:
            raise RefusalError(
                Text("`{text}` is not a day; write 1-12, 2026-12-01, fri, today or +2w (in two weeks)", text=typed)
            )
        return _on_its_weekday([typed], [found], found.isoformat())

    return read


def day_and_why(today: Day) -> Reader:
    """A reader of the day to which something moved, with the reason where the line says it: `10-12, want ...`."""
    read_day = day(today, is_ahead=True)

    def read(typed: str) -> str:
        found = days.day_and_why(typed, today)
        if found is None:
            return read_day(typed)
        answer = Answered(found[0].isoformat(), {".because": found[1]} if found[1] else {})
        return _on_its_weekday([typed], [found[0]], answer)

    return read


def _on_its_weekday(pieces: Iterable[str], dates: Iterable[Day], answer: str) -> str:
    """The answer. Raises RefusalError where a date falls on another day of the week than the one said before it.

    Whoever types the line once more means the date, and all else that the line said stays.
    """
    for typed, date in zip(pieces, dates, strict=True):
        said = days.weekday_said(typed)
        if said is not None and said != date.weekday():
            what = Text("{day} is a {weekday}; type it again where the date is right",
                        day=date.isoformat(), weekday=WEEKDAYS[date.weekday()])  # fmt: skip
            raise RefusalError(what, answer)
    return answer


TALK_TO_COME = Text("{day} is still to come; a talk is logged after it was held")


def past_day(today: Day, to_come: Text = TALK_TO_COME) -> Reader:
    """A reader of days that were. to_come: what is said of a {day} that is still to come"""
    read = day(today, is_ahead=False)

    def read_past(typed: str) -> str:
        found = read(typed)
        if found > today.isoformat():
            raise RefusalError(Text(to_come.source, day=found))
        return found

    return read_past


def day_if_any(today: Day) -> Reader:
    """A reader of the day on which something was done: a bare no says that it was not yet, a bare yes is no day."""
    read = past_day(today, Text("{day} is still to come; Enter where it is not so yet"))

    def read_day(typed: str) -> str:
        if says_nothing(typed) or typed.lower() in ("n", "no", "nee", "nog niet", "not yet"):
            return ""
        if typed.lower() in ("j", "y", "ja", "yes"):
            raise RefusalError(Text("on which day? write 1-12, 2026-12-01, fri or today"))
        return read(typed)

    return read_day


def is_day(typed: str, today: Day) -> bool:
    """Whether this means a day."""
    return days.day(typed, today, ahead=False) is not None


def weeks(typed: str) -> str:
    """A number of weeks; a comma is a point."""
    text = typed.lower().replace(",", ".").removesuffix("weken").removesuffix("weeks").strip()
    if not re.fullmatch(r"-?\d{1,4}(\.\d+)?", text):
        raise RefusalError(Text("`{text}` is not a number of weeks; write 3 or 1.5", text=typed))
    return text


def code(codes: Mapping[str, Sequence[str]]) -> Reader:
    """A reader of a code out of a list: the code, the beginning of one, or one of the words that stand for it."""

    def read(typed: str) -> str:
        found = matching(typed, codes)
        if found is None:
            nothing = Text("`{text}` is not in the list: {listed}", text=typed, listed=_words(codes, codes))
            raise RefusalError(_unclear(typed, codes, nothing))
        return found

    return read


def matching(typed: str, codes: Mapping[str, Sequence[str]]) -> str | None:
    """The one code that is meant, or None."""
    text = typed.strip().lower()
    if text in codes:
        return text
    named = [one for one, words in codes.items() if text in (word.lower() for word in words)]
    begun = named or [code for code in codes if code.startswith(text)]
    if not begun and len(text) > 2:  # `vol str` is netcongestie: the beginning of what people call it
        begun = [one for one, words in codes.items() if words and words[0].lower().startswith(text)]
    if not begun and len(text) > 2:  # `bodem` is water-bodem
        begun = [code for code in codes if any(part.startswith(text) for part in code.split("-"))]
    if not begun and len(text) > 2:  # `geld` is a word of financien-onrendabele-top
        begun = [one for one, words in codes.items() if any(text in word.lower().split() for word in words)]
    return begun[0] if len(begun) == 1 else None


def _unclear(typed: str, codes: Mapping[str, Sequence[str]], nothing: Text) -> Text:
    text = typed.strip().lower()
    found = [code for code in codes if code.startswith(text)] or near(text, codes, cutoff=0.5, most=3)
    if found:
        return Text("`{text}` is not in the list; do you mean {near}?", text=typed, near=_words(found[:5], codes))
    return nothing


def _words(found: Iterable[str], codes: Mapping[str, Sequence[str]]) -> Joined:
    """The codes as the reader calls them."""
    return Joined(tuple(label(code, codes.get(code, ())) for code in found))


def party(roles: Mapping[str, Sequence[str]], numbered: Sequence[str] = ()) -> Reader:
    """A reader of one role, or `role (organisation)`; a number means that one of the numbered roles."""

    def read(typed: str) -> str:
        return _party(typed.strip(), roles, numbered)

    return read


def parties(roles: Mapping[str, Sequence[str]], numbered: Sequence[str] = ()) -> Reader:
    """A reader of several roles with commas between them; between numbers a blank is enough."""

    def read(typed: str) -> str:
        pieces = typed.split() if re.fullmatch(r"[\d ]+", typed) else split(typed)
        return ", ".join(_party(one.strip(), roles, numbered) for one in pieces)

    return read


def in_words(typed: str) -> str:
    """What was told. Raises RefusalError for a letter or two, which were meant for another question."""
    if len(typed) < 3:
        raise RefusalError(Text("write it in words, or Enter where there is nothing"))
    return typed


def reason(typed: str) -> str:
    """The ground of an answer, in words. Raises RefusalError for a sign or two."""
    if len(typed) < 3:
        raise RefusalError(Text("write it in words: a sign or two is no reason"))
    return typed


def who_and_when(
    roles: Mapping[str, Sequence[str]], numbered: Sequence[str], today: Day, is_ahead: bool = True
) -> Reader:
    """A reader of `1 fri` or `netbeheerder, 1-12`: a role, a day, or both, in either order."""
    read_party = party(roles, numbered)

    def read(typed: str) -> str:
        pieces = split(typed)
        if len(pieces) == 1:
            pieces = _halves(pieces[0], today)
        found: dict[str, str] = {}
        dates: dict[str, Day] = {}
        for piece in pieces[:2]:
            if not dates and (date := days.day(piece, today, is_ahead)) is not None:
                dates[piece], found[".due_on"] = date, date.isoformat()
            else:
                found[".owner"] = read_party(piece)
        if len(pieces) > 2:
            raise RefusalError(Text("write one role and one day, such as `1 fri`"))
        return _on_its_weekday(dates, dates.values(), Answered(", ".join(found.values()), found))

    return read


def _halves(typed: str, today: Day) -> list[str]:
    """A role and a day with nothing but a blank between them, each as a piece; else the line as it is."""
    words = typed.split()
    for number in range(1, len(words)):
        first, second = " ".join(words[:number]), " ".join(words[number:])
        if (days.day(first, today) is None) != (days.day(second, today) is None):
            return [first, second]
    return [typed]


def action(roles: Mapping[str, Sequence[str]], names: Names, numbered: Sequence[str], today: Day) -> Reader:
    """A reader of an action: what, and where the line says it who and by when: `bel de netbeheerder, 1, +2w`."""

    def read(typed: str) -> str:
        text, found = typed, dict[str, str]()
        while (cut := re.fullmatch(r"(.+?)\s*(?:,|\s@)\s*([^,@]+)", text, re.S)) is not None:
            said = [_role_or_day(piece, roles, numbered, today) for piece in _halves(cut[2].strip(), today)]
            _refuse_near_role(said, roles, typed)
            ends = [end for end, _ in said]
            if None in ends or len({*ends}) < len(ends) or found.keys() & {*ends}:
                break
            found |= {str(end): value for end, value in said}
            text = cut[1]
        line = loosely(assigned(text, names, today), names, today)
        found = {**_filled(line.owner, line.due_on), **found}
        found = {end: found[end] for end in (".owner", ".due_on") if end in found}
        what = line.text or text
        answer = Answered(", ".join([what, *found.values()]), {".text": what, **found})
        dates = {piece: date for piece in split(typed) if (date := days.due(piece, today)) is not None}
        return _on_its_weekday(dates, dates.values(), answer)

    return read


def _refuse_near_role(said: Iterable[tuple[str | None, str]], roles: Mapping[str, Sequence[str]], typed: str) -> None:
    """Raises RefusalError where a piece is the slip of a pen for a role; whoever types it again means it as it is."""
    for end, piece in said:
        meant = near(piece.lower(), roles, cutoff=SLIP) if end is None else []
        if meant and not meant[0].startswith(piece.lower()):
            what = Text("`{text}` is not in the list; do you mean {near}?", text=piece, near=_words(meant[:1], {}))
            raise RefusalError(what, Answered(typed, {".text": typed}))


def _role_or_day(
    piece: str, roles: Mapping[str, Sequence[str]], numbered: Sequence[str], today: Day
) -> tuple[str | None, str]:
    """What a piece of a line is: a role by its number or code, or a day; no end where it is neither."""
    if 1 <= (number := whole(piece) or 0) <= len(numbered):
        return ".owner", numbered[number - 1]
    if (due := days.due(piece, today)) is not None:
        return ".due_on", due.isoformat()
    return (".owner", piece) if piece in roles else (None, piece)


def _filled(owner: Any, due_on: str | None) -> dict[str, str]:
    if isinstance(owner, Mapping):
        owner = f"{owner['role']} ({owner['organisation']})"
    return {end: value for end, value in ((".owner", owner), (".due_on", due_on)) if value}


def split(text: str) -> list[str]:
    """The items of a list with commas; a comma within brackets belongs to an organisation."""
    return [item.strip() for item in re.split(r"[,;](?![^(]*\))", text) if item.strip()]


def _party(typed: str, roles: Mapping[str, Sequence[str]], numbered: Sequence[str]) -> str:
    if 1 <= (number := whole(typed) or 0) <= len(numbered):
        return numbered[number - 1]
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", typed)
    name, organisation = (match[1], match[2]) if match else (typed, "")
    found = matching(name, roles)
    if found is None:
        nothing = Text(
            "`{text}` is no role of the programme (people are roles here, no names); ? shows them", text=name
        )
        raise RefusalError(_unclear(name, roles, nothing), None if _looks_like_a_name(name) else typed)
    return f"{found} ({organisation})" if organisation else found


def _looks_like_a_name(text: str) -> bool:
    return re.search(r"\b[A-Z][a-z]+ (?:(?:van|de|der|den|ten|ter) )*[A-Z]", text) is not None


def stored_party(text: str) -> object:
    """A role as the files hold it: `role`, or role and organisation."""
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", text)
    return {"role": match[1], "organisation": match[2]} if match else text
