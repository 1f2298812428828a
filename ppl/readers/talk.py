"""What a form or note says of the talk itself: its head, who was there, lights, lessons, the next date."""

import datetime
import re
from typing import Any

from ppl.model.fields import choices, field_named, shape
from ppl.model.lesson import Lesson
from ppl.model.session import Feasible, Light, OnTrack, Session
from ppl.readers import days
from ppl.readers.doers import IS_STRUCK, doer, is_main_clause
from ppl.readers.entry_fields import Gathered, field_value, label, labelled
from ppl.readers.people import everyone
from ppl.readers.rows import Item, Row, arrow, joined
from ppl.readers.words import Names, names, state

_HOURS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|hours?|h)")
_IS_IT = re.compile(
    r"(?:het|dit|dat|die|we|wij)\b(?!\s+\w+\s+(?:krijgt|levert|stuurt))|(?:de \w+|\w+) (?:is|wordt|staat|valt)\b", re.I
)
TITLE_LENGTH = 120
FURTHEST = 274  # days to a next talk that names no year


def head(gathered: Gathered, item: Item) -> bool:
    """A line above the headings, `soort: wekelijks gesprek`; whether it was one."""
    name, colon, typed = item.text.partition(":")
    key = names("HEADER").code(name.strip("*_ ")) if colon else None
    text = " ".join(t for t in (typed.strip("*_ "), joined(item.below)) if t)
    if key is None:
        return False
    if text:
        _HEAD.get(key, _plain)(gathered, item, key, text)
    return True


def _plain(gathered: Gathered, item: Item, key: str, text: str) -> None:
    field = field_named(Session, key)
    assert field is not None
    value, is_understood = field_value(text, shape(field.type), gathered.context)
    if gathered.context.is_loose and not is_understood:
        gathered.leave(item.line, item.whole)
        return
    gathered.put(key, value, item.line, item.whole)


def _minutes(gathered: Gathered, item: Item, key: str, text: str) -> None:
    match = _HOURS.fullmatch(text)
    if match is None:
        _plain(gathered, item, key, text)
    else:
        gathered.put(key, f"{float(match[1].replace(',', '.')) * 60:.0f}", item.line, item.whole)


def _people(gathered: Gathered, item: Item, key: str, text: str) -> None:
    known, others = everyone(text, gathered.context.roles)
    if gathered.context.is_loose:
        unknown = [one for one in others if not IS_STRUCK.fullmatch(one.strip(" .-"))]
        if unknown and not known and not others[1:] and not item.row.is_bullet and len(unknown[0].split()) > 4:
            gathered.leave(item.line, item.whole)
        elif unknown:
            gathered.leave(item.line, f"Aanwezig: {', '.join(unknown)}")
        others = []
    for one in [*known, *others]:
        if one not in gathered.fields.get("attended", ()):
            gathered.add("attended", one, item.line)


def _again(gathered: Gathered, item: Item, key: str, text: str) -> None:
    near = gathered.context.near
    day = days.day(text, near)
    if day is None:
        day = day_in(text, near)
        if day is not None and gathered.context.is_loose:
            gathered.leave(item.line, f"Volgende keer: {text}")
        elif day is not None:
            gathered.add("agreements", text, item.line)
    is_over = day is not None and (day - near).days > FURTHEST and not re.search(r"\d{4}", text)
    if day is None or (gathered.context.is_loose and is_over):  # `volgende keer 12/11` in notes of 26 November
        gathered.leave(item.line, item.whole)
    else:
        gathered.put("next_on", day.isoformat(), item.line, item.whole)


def is_of_next(text: str, roles: Names) -> bool:
    """Whether what stands behind `volgende keer` is about the next talk, and not about who does what until then."""
    return _IS_IT.match(text) is not None or not (doer(text, roles) or is_main_clause(text))


def day_in(text: str, near: datetime.date) -> datetime.date | None:
    """The day that a text about the next talk names, with an hour or a place beside it."""
    if within := days.day_within(text, near):
        return within.day
    if day := days.day(re.split(r"[,;(]|\s(?:om|at|in|bij|op het|van)\s", text[:200])[0], near):
        return day
    words = text[:200].split()
    for start, size in ((start, size) for start in range(min(len(words), 8)) for size in (3, 2, 1)):
        piece = " ".join(words[start : start + size]).strip(" ,.;()")
        if re.search(r"\d[-/]\d|dag\b|^over ", piece) and (day := days.day(piece, near)):
            return day
    return None


_HEAD = {"attended": _people, "next_on": _again, "minutes": _minutes}


def attended(gathered: Gathered, item: Item) -> None:
    """Roles, one a line or with commas."""
    _people(gathered, item, "attended", item.whole)


def next(gathered: Gathered, item: Item) -> None:
    """The day of the next talk; what more stands there is an agreement."""
    _again(gathered, item, "next_on", item.whole)


# lights and judgements


def lights(gathered: Gathered, item: Item) -> None:
    """`- tijd: oranje` with cause, consequence and correction below it, and the two judgements."""
    name, colon, typed = item.text.partition(":")
    key = names("LIGHTS").code(name.strip("*_ ")) if colon else None
    if key is None:
        if gathered.current is None or not _into_light(gathered, [item.row, *item.below]):
            gathered.leave(item.line, item.whole)
        return
    word, why = arrow(typed.strip("*_ "))
    if key in ("on_track", "feasible_in_term"):
        _judgement(gathered, item, key, word, joined([item.row._replace(text=why), *item.below]))
        return
    found: dict[str, Any] = {"light": state(word, choices(Light, "light")) or word} if word else {}
    if why:
        found["cause"] = why
    extra = labelled(item.below, Light, gathered.context)
    found |= extra.fields
    if extra.free:
        found["cause"] = " ".join(t for t in (found.get("cause"), joined(extra.free)) if t)
    if found and key in gathered.fields.get("lights", {}):
        gathered.leave(item.line, item.whole)
        return
    gathered.current, gathered.at = found, ("lights", key)
    if found:
        gathered.fields.setdefault("lights", {})[key] = found
        gathered.lines.setdefault(("lights",), item.line)
        gathered.lines[gathered.at] = item.line
        gathered.note({**dict.fromkeys(found, item.line), **extra.lines})


def _into_light(gathered: Gathered, rows: list[Row]) -> bool:
    """Put `oorzaak: ...` that was not indented into the light above it; whether it was that."""
    if label(rows[0].text, Light) is None:
        return False
    extra = labelled(rows, Light, gathered.context)
    assert gathered.current is not None
    if extra.free or extra.fields.keys() & gathered.current.keys():
        return False
    gathered.current.update(extra.fields)
    if extra.fields:
        gathered.fields.setdefault("lights", {})[gathered.at[1]] = gathered.current
        gathered.lines.setdefault(gathered.at, rows[0].line)
        gathered.note(extra.lines)
    return True


def _judgement(gathered: Gathered, item: Item, key: str, word: str, why: str) -> None:
    cls, reason = (OnTrack, "because") if key == "on_track" else (Feasible, "condition")
    if not word and not why:
        return
    found: dict[str, str] = {"judgement": state(word, choices(cls, "judgement")) or word} if word else {}
    if why:
        found[reason] = why
    gathered.put(key, found, item.line, item.whole)
    gathered.lines.update({(key, field): item.line for field in found})


# lessons


def lesson(gathered: Gathered, item: Item) -> None:
    """Three questions with their answers make one lesson; a sentence without a question is a lesson by itself."""
    rows = [item.row, *item.below]
    pair = label(item.text, Lesson)
    if pair is None and not item.row.is_bullet and gathered.current is not None and gathered.pending:
        held = gathered.current.get(gathered.pending)
        _answer(gathered, {gathered.pending: f"{held}\n{item.whole}" if held else item.whole}, {}, item.line)
        return
    if pair is None:
        extra = labelled(item.below, Lesson, gathered.context)
        text = joined([item.row, *extra.free])
        gathered.current = None
        _answer(gathered, {"advice": text, **extra.fields}, extra.lines, item.line)
        gathered.current = None
        return
    depth = item.row.indent
    rows = [row._replace(indent=max(row.indent, depth + 1)) if row is not item.row else row for row in rows]
    extra = labelled(rows, Lesson, gathered.context)
    if gathered.current is not None and extra.fields.keys() & gathered.current.keys():
        gathered.current = None
    if gathered.current is None and not extra.fields:
        gathered.current = {}
    if extra.fields:
        _answer(gathered, extra.fields, extra.lines, item.line)
    gathered.pending = pair[0]
    for row in extra.free:
        gathered.leave(row.line, row.text)


def _answer(gathered: Gathered, fields: dict[str, Any], lines: dict[str, int], line: int) -> None:
    if gathered.current:
        gathered.current.update(fields)
    else:
        gathered.current = dict(fields)
        gathered.add("lessons", gathered.current, line)
    gathered.note({**dict.fromkeys(fields, line), **{k: v for k, v in lines.items() if k in fields}})


def titled(gathered: Gathered) -> None:
    """Give each lesson without a title one: the first sentence of its advice, else of what else it says."""
    for lesson in gathered.fields.get("lessons", ()):
        if "title" not in lesson:
            said = next_of(lesson, "advice", "did", "went_otherwise")
            rest = dict(lesson)
            lesson.clear()
            lesson.update({"title": first_sentence(said), **rest})


def next_of(lesson: dict[str, Any], *fields: str) -> str:
    """The first of these fields that says something, else whatever the lesson says."""
    for field in (*fields, *lesson):
        if isinstance(lesson.get(field), str) and lesson[field].strip():
            return str(lesson[field])
    return ""


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its point, at most a line long and cut between words."""
    line = " ".join(text[:2_000].split())
    match = re.match(r".{3,400}?[.!?](?=\s|$)", line)
    found = (match[0] if match else line).rstrip(".")
    if len(found) > TITLE_LENGTH:
        found = found[:TITLE_LENGTH].rpartition(" ")[0] or found[:TITLE_LENGTH]
    return found
