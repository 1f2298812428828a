"""The form of a session: a Markdown text with headings, read back as an entry; in Dutch or English, in any order."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ppl.errors import Field, Text
from ppl.model.fields import fields as kind_fields
from ppl.model.knowledge import Knowledge
from ppl.model.session import Session
from ppl.readers import actions, days, records, settled, talk
from ppl.readers.entry_fields import Context, Gathered
from ppl.readers.forms.seal import Seal, seal_of
from ppl.readers.rows import Item, items, row
from ppl.readers.words import HEADINGS, SECTION, Table, Words, bare_heading, heading, names, opening
from ppl.visible import pasted

NOTE = re.compile(r"(n[0-9a-f]{4,16})\s?(?:\(\d{4}-\d\d-\d\d\))?\s?:\s?", re.A)
_COMMENT = re.compile(r"(?<!\\)<!--")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*?)[ \t#]*")
_BOLD = re.compile(r"[ \t]*(?:[*_]{2,3}([^*_]{2,60})[*_]{2,3}[ \t]*:?|([^*_:#-]{2,60}):)[ \t]*")
_OWN_COMMENT = re.compile(r"<!--[^>]{0,400}?(?:ppl log\b|\[x\] is\b)", re.I)
_OWN_HEAD = re.compile(r"[ \t]*[-*•] (?:soort|kind):", re.I)
_RULE = re.compile(r"[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,})[ \t]*")
_TITLE = re.compile(r"(?:sessie|gesprek|session|form(?:ulier)?)\b", re.I)
_MARKED = re.compile(r"\\([!-/:-@\[-`{-~])")
PER_ITEM: dict[str, Callable[[Gathered, Item], None]] = {
    "actions": actions.actions,
    "bottlenecks": records.bottlenecks,
    "risks": records.risks,
    "interventions": records.interventions,
    "decisions": settled.decisions,
    "lesson": talk.lesson,
    "lights": talk.lights,
    "attended": talk.attended,
    "next": talk.next,
}


class Form(NamedTuple):
    """What a form or pasted notes come to.

    fields: as an entry of `ppl log`: texts, lists and mappings; empty where nothing was filled in
    lines: line in the text, counted from 1, of each field that was read
    rest: lines that were recognised as nothing in particular; never thrown away
    remarks: what whoever looks at the preview should know, by line
    is_mail_day: nothing names the day of the talk; it is that on which the mail was sent
    """

    fields: dict[str, Any]
    lines: dict[Field, int]
    rest: list[tuple[int, str]]
    remarks: tuple[tuple[int, Text], ...] = ()
    is_mail_day: bool = False


class Section(NamedTuple):
    """A part of a text. key: what it is about, None under an unknown heading, empty above the first one."""

    key: str | None
    line: int
    title: str
    lines: list[tuple[int, str]]


def words_of(knowledge: Knowledge) -> Words:
    """What a knowledge base calls its roles, categories, kinds of interventions and themes."""

    def table(name: str) -> Table:
        entries = knowledge.codes.get(name, {}).items()
        return {code: (e.nl, e.en or "", tuple(e.synonyms)) for code, e in entries}

    return Words(table("roles"), table("bottleneck_categories"), table("intervention_kinds"), table("themes"))


def is_form(text: str) -> bool:
    """Whether ppl printed a text as a form: it carries its mark, or two of its headings with its head or a comment.

    Headings alone make no form: people use the same words above their notes.
    """
    if seal_of(text).is_there:
        return True
    if re.search(r"^(?:kind|held_on):", text, re.M):
        return False
    lines = [line for _, line in numbered(text)]
    found = [match for line in lines if (match := _HEADING.fullmatch(line))]
    if sum(1 for match in found if len(match[1]) > 1 and heading(match[2])) < 2:
        return False
    is_titled = any(len(match[1]) == 1 and _TITLE.match(match[2]) for match in found)
    return _OWN_COMMENT.search(text) is not None or (is_titled and any(_OWN_HEAD.match(line) for line in lines))


def read(text: str, words: Words, today: datetime.date) -> Form:
    """The entry that a filled-in form holds; what was printed and left as it was gives nothing. Never raises."""
    seal = seal_of(text)
    sections = list(_sections(_uncommented(text)))
    held_on, is_printed = _held_on(sections, seal, today)
    gathered = Gathered(Context.of(words, held_on or today, seal))
    for section in sections:
        _read_section(gathered, section)
    if held_on is not None and (not is_printed or _has_more(gathered)):
        gathered.fields["held_on"] = held_on.isoformat()
    elif is_printed:
        for name in ("kind", "held_on"):
            gathered.fields.pop(name, None)
            gathered.lines.pop((name,), None)
    return finished(gathered)


def noted(text: str) -> dict[str, str]:
    """The waiting notes that a form has done with, by their id: `used` (also when moved elsewhere) or `dropped`."""
    found: dict[str, str] = {}
    for section in _sections(_uncommented(text)):
        for number, line in section.lines:
            one = row(number, line)
            if match := NOTE.match(one.text):
                if one.mark == "-":
                    found[match[1]] = "dropped"
                elif one.mark == "x" or section.key != "notes":
                    found[match[1]] = "used"
    return found


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, whatever ends them, without byte order mark and control characters."""
    whole = pasted(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    for number, line in enumerate(whole.split("\n"), 1):
        yield number, _CONTROL.sub(" ", line).rstrip()


def heading_in(line: str) -> tuple[str | None, str] | None:
    """The section that a line opens and its title; None where the line is not a heading."""
    if match := _HEADING.fullmatch(line):
        return heading(match[2]), match[2]
    match = _BOLD.fullmatch(line) if len(line) < 80 else None
    if match is not None:
        title = (match[1] or match[2]).strip()
        return (key, title) if (key := heading(title)) else None
    return (key, line) if len(line) < 40 and (key := bare_heading(line)) else None


def put(gathered: Gathered, key: str, lines: list[tuple[int, str]]) -> None:
    """All that stands in a section."""
    gathered.current, gathered.pending = None, None
    if key == "summary":
        gathered.summary += lines
        return
    for item in items(lines):
        note = NOTE.match(item.text)
        if note and key != "notes":
            item = item._replace(row=item.row._replace(text=_unmarked(item.text[note.end() :]), mark=""))
        if key == "notes":
            _note(gathered, item, note)
        elif item.whole:
            _take(gathered, key, item)


def _take(gathered: Gathered, key: str, item: Item) -> None:
    """An item of a section; where that has no rules of its own, its text."""
    if key in PER_ITEM:
        PER_ITEM[key](gathered, item)
    else:
        said = settled.said_agreement(item.whole) if key == "agreements" else item.whole
        gathered.add(key, said, item.line)


def finished(gathered: Gathered) -> Form:
    """What was gathered as a form, its fields in the order of a session."""
    talk.titled(gathered)
    if text := _paragraphs(gathered.summary):
        gathered.put("summary", text, next(n for n, line in gathered.summary if line.strip()), text)
    order = [field.name for field in kind_fields(Session)]
    fields = {name: gathered.fields[name] for name in order if name in gathered.fields}
    return Form(fields, gathered.lines, sorted(gathered.rest, key=lambda one: one[0]), tuple(gathered.remarks))


def _uncommented(text: str) -> str:
    """The text without its comments, each line where it was; an opening without an end is not a comment."""
    found, place = [], 0
    for opened in _COMMENT.finditer(text):
        if (start := opened.start()) < place:
            continue
        if (end := text.find("-->", start)) < 0:
            break
        found += [text[place:start], re.sub(r"[^\r\n]+", "", text[start : end + 3])]
        place = end + 3
    return "".join([*found, text[place:]])


def _unmarked(text: str) -> str:
    return _MARKED.sub(r"\1", text)


def _sections(text: str) -> Iterator[Section]:
    current = Section("", 1, "", [])
    for number, line in numbered(text):
        if _RULE.fullmatch(line):
            continue
        found = heading_in(line)
        if found is None:
            current.lines.append((number, line))
            continue
        yield current
        current = Section(SECTION.get(found[0] or "", found[0]), number, found[1], [])
    yield current


def _held_on(sections: list[Section], seal: Seal, today: datetime.date) -> tuple[datetime.date | None, bool]:
    """The day of the talk, and whether it is only there because the form printed it, with a printed kind."""
    day, is_printed = None, True
    for section in sections:
        if section.key:
            continue
        for item in items(section.lines):
            name, _, typed = item.text.partition(":")
            key = names("HEADER").code(name.strip("*_ "))
            if key in ("held_on", "kind") and typed.strip():
                is_printed = is_printed and seal.has(item.text)
            if key == "held_on" and day is None:
                day = days.day(typed, today, ahead=False)
    return day, is_printed


def _has_more(gathered: Gathered) -> bool:
    return bool(gathered.fields.keys() - {"kind", "held_on"} or gathered.rest or _paragraphs(gathered.summary))


def _read_section(gathered: Gathered, section: Section) -> None:
    if section.key:
        put(gathered, section.key, section.lines)
        return
    is_title = not section.title or gathered.context.seal.has(section.title) or _TITLE.match(section.title)
    if not is_title:
        gathered.leave(section.line, section.title)
    for item in items(section.lines):
        if not is_title or not item.whole or talk.head(gathered, item):
            if not is_title:
                gathered.leave(item.line, item.whole)
            continue
        _unlabelled(gathered, item)


def _unlabelled(gathered: Gathered, item: Item) -> None:
    """A line under no heading: what its first word says it is, else left."""
    found = opening(item.text)
    if found is None or not found[2] or found[0] not in HEADINGS:
        gathered.leave(item.line, item.whole)
        return
    inner = item._replace(row=item.row._replace(text=found[1]))
    if inner.whole:
        _take(gathered, found[0], inner)


def _note(gathered: Gathered, item: Item, note: re.Match[str] | None) -> None:
    """A waiting note: used where its box is ticked, by its first word or in the summary."""
    if note is None:
        if item.whole:
            _unlabelled(gathered, item)
        return
    if item.row.mark != "x":
        if item.row.mark != "-" and gathered.context.seal.is_there and not gathered.context.seal.has(item.text):
            gathered.leave(item.line, item.whole)
        return
    text = _unmarked(item.text[note.end() :])
    used = item._replace(row=item.row._replace(text=text, mark=""))
    if (found := opening(text)) and found[2] and found[0] in HEADINGS:
        _unlabelled(gathered, used)
    else:
        gathered.summary.append((item.line, used.whole))


def _paragraphs(lines: list[tuple[int, str]]) -> str:
    """A text as it was typed, without the bullet of a single one, never two empty lines in a row."""
    texts = [line.strip() for _, line in lines if line.strip() not in ("-", "*", "+")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip()
    only = row(0, text)
    return only.text if "\n" not in text and only.is_bullet else text
