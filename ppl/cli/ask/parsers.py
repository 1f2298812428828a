"""What people mean when they type a day, a role, a code or a number. Each reader raises RefusalError."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ppl.cli.ask.questions import RefusalError
from ppl.errors import Joined, Text, near
from ppl.model.figures import whole
from ppl.readers import days

Day = datetime.date


def day(today: Day, is_ahead: bool) -> Callable[[str], str]:
    """A reader of days: 2026-12-01, 1-12, 1 december, fri, today, +2w. `is_ahead`: a day to come is meant."""

    def read(typed: str) -> str:
        found = days.day(typed, today, is_ahead)
        if found is None and (meant := days.meant(typed, today)):
            raise RefusalError(Text("`{text}` is not a day; do you mean {near}?", text=typed, near=meant))
        if found is None:
            raise RefusalError(
                Text("`{text}` is not a day; write 1-12, 2026-12-01, fri, today or +2w (in two weeks)", text=typed)
            )
        return found.isoformat()

    return read


def weeks(typed: str) -> str:
    """A number of weeks; a comma is a point."""
    text = typed.lower().replace(",", ".").removesuffix("weken").removesuffix("weeks").strip()
    if not re.fullmatch(r"-?\d{1,4}(\.\d+)?", text):
        raise RefusalError(Text("`{text}` is not a number of weeks; write 3 or 1.5", text=typed))
    return text


def code(codes: Mapping[str, Sequence[str]]) -> Callable[[str], str]:
    """A reader of a code out of a list: the code, the beginning of one, or one of the words that stand for it."""

    def read(typed: str) -> str:
        found = matching(typed, codes)
        if found is None:
            nothing = Text("`{text}` is not in the list: {listed}", text=typed, listed=_words(codes))
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
    if not begun and len(text) > 2:  # `bodem` is water-bodem
        begun = [code for code in codes if any(part.startswith(text) for part in code.split("-"))]
    return begun[0] if len(begun) == 1 else None


def _unclear(typed: str, codes: Mapping[str, Sequence[str]], nothing: Text) -> Text:
    text = typed.strip().lower()
    found = [code for code in codes if code.startswith(text)] or near(text, codes, cutoff=0.5, most=3)
    if found:
        return Text("`{text}` is not in the list; do you mean {near}?", text=typed, near=_words(found[:5]))
    return nothing


def _words(codes: Iterable[str]) -> Joined:
    """The codes as the reader calls them."""
    return Joined(tuple(Text(code) for code in codes))


def party(roles: Mapping[str, Sequence[str]], numbered: Sequence[str] = ()) -> Callable[[str], str]:
    """A reader of one role, or `role (organisation)`; a number means that one of the numbered roles."""

    def read(typed: str) -> str:
        return _party(typed.strip(), roles, numbered)

    return read


def parties(roles: Mapping[str, Sequence[str]], numbered: Sequence[str] = ()) -> Callable[[str], str]:
    """A reader of several roles with commas between them."""

    def read(typed: str) -> str:
        return ", ".join(_party(one.strip(), roles, numbered) for one in split(typed))

    return read


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
