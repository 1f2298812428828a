"""What sentences are made of: small functions that the sentences of all reports use. They know no language."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ppl.errors import Joined, Styled, Text
from ppl.errors import count as count
from ppl.partial_date import PartialDate
from ppl.reports.values import Named

Phrase: TypeAlias = Text | Joined | Styled | Named | datetime.date | float | str
Line: TypeAlias = tuple[Phrase, ...]

PROPER = ("rijk", "didam-aanbesteding", "spoorpartij")  # codes whose Dutch words are names, with a capital


WRAPPED = 60  # signs from which on a line may be one that an editor broke
_APART = re.compile(r"\n[ \t]*\n")
_BULLET = re.compile(r"^[ \t]*(?:[-*+•–·▪◦]|\d{1,2}[.)])[ \t]+")


class Item(NamedTuple):
    """An item of a list, with further paragraphs of its text, and what stands below it."""

    text: Phrase | Line
    below: tuple[Phrase | Line, ...] = ()
    paragraphs: tuple[Phrase, ...] = ()


class Row(NamedTuple):
    """A label with what is said under it, and lines below that."""

    label: Phrase
    text: Phrase | Line
    below: tuple[Phrase | Line, ...] = ()


class Block(NamedTuple):
    """A heading with its rows."""

    heading: Phrase
    rows: tuple[Row, ...]


def line(*sentences: Phrase | None) -> Line:
    """Sentences after each other, without those that are not there."""
    return tuple(sentence for sentence in sentences if sentence is not None and sentence != "")


def more(number: int) -> tuple[Text, ...]:
    """That there are more than are shown, where there are."""
    return (Text("and {number} more", number=number),) if number > 0 else ()


def word(code: str) -> Text:
    """The word for a code of an enumeration."""
    return Text(code)


def joined(*items: Phrase | Line | None, between: str = ", ") -> Joined:
    """Phrases after each other, without those that are not there."""
    return Joined(tuple(item for item in items if item is not None and item not in ("", ())), between)


def bracketed(phrase: Phrase, *about: Phrase | None, between: str = "; ") -> Phrase:
    """A phrase with what is said about it between brackets, where there is anything."""
    found = joined(*about, between=between)
    return Text("{text} ({about})", text=phrase, about=found) if found.items else phrase


def in_place(name: str, municipalities: Sequence[str], strongly: bool = False) -> Phrase:
    """The name of a project with where it lies: between brackets, or after a comma where one of both has brackets."""
    place, shown = ", ".join(municipalities), strong(name) if strongly else name
    return joined(shown, place) if "(" in name + place else bracketed(shown, place or None)


def strong(phrase: Phrase) -> Styled:
    """A phrase that stands out."""
    return Styled(phrase, "strong")


def small(phrase: Phrase) -> Styled:
    """A phrase that goes on in a sentence."""
    return Styled(phrase, "small")


def capital(phrase: Phrase) -> Styled:
    """A phrase that begins a sentence."""
    return Styled(phrase, "capital")


def percent(share: float) -> Styled:
    """A share of 1 as a percentage."""
    return Styled(share, "percent")


def sentence(phrase: Phrase | None) -> Styled | None:
    """A phrase with its full stop; None where there is nothing to say."""
    return Styled(phrase, "sentence") if phrase is not None and phrase != "" else None


def ended(phrase: Phrase) -> Styled:
    """A phrase that is always there, with its full stop."""
    return Styled(phrase, "sentence")


def told(text: str | None) -> Styled | None:
    """A free text in full, whose paragraphs stay paragraphs, also in an item of a list; None where there is none."""
    return Styled(text, "told") if text else None


def flowing(text: str) -> str:
    """A text of several lines, as notes have them, as sentences after each other; a line that was wrapped is whole."""
    lines = [_BULLET.sub("", one).strip() for one in text.split("\n")]
    found: list[str] = []
    for one in filter(None, lines):
        is_wrapped = found and len(found[-1]) >= WRAPPED and one[:1].islower() and found[-1][-1] not in ".!?:;…"
        if is_wrapped:
            found[-1] += f" {one}"
        else:
            found.append(one)
    if len(found) < 2:
        return "".join(found)
    return " ".join(one[:1].upper() + one[1:] + ("" if one[-1] in ".!?:;…," else ".") for one in found)


def flowing_paragraphs(text: str) -> str:
    """The same of each paragraph of a text; an empty line keeps them apart."""
    return "\n\n".join(flowing(one) for one in paragraphs(text))


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text, which an empty line keeps apart."""
    return tuple(one.strip() for one in _APART.split(text or "") if one.strip())


def labelled(text: Text, said: str | None) -> Text | None:
    """A Text whose {text} is what somebody wrote, in full and as a sentence; None where nobody wrote anything."""
    return Text(text.source, text=sentence(told(said)), **text.values) if said else None


def term(named: Named) -> Phrase:
    """A word inside a sentence: it begins small, but for the names among them in Dutch."""
    if named.code in PROPER:
        return Named(code=named.code, nl=named.nl, en=named.en and named.en[:1].lower() + named.en[1:])
    return small(named)


def near(day: datetime.date, today: datetime.date) -> Phrase:
    """A day, without its year where that is the present one; as much as is known of one that is known in part."""
    is_whole = not isinstance(day, PartialDate)
    return Styled(day, "without_year") if is_whole and day.year == today.year else joined(day)


def shortened(text: str, length: int, leeway: int = 5) -> str:
    """A text of at most so many characters, or a few more: whole words, and `...` for the rest."""
    return text if len(text) <= length + leeway else text[: length - 3].rsplit(" ", 1)[0] + "..."
