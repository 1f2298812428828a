"""Loose notes as an entry: headings, tables, and lines and sentences that say what they are by their first words."""

import datetime
import re
from collections.abc import Collection
from typing import NamedTuple

from ppl.readers import talk
from ppl.readers.doers import doer, loosely
from ppl.readers.entry_fields import Context, Gathered
from ppl.readers.forms.seal import seal_of
from ppl.readers.forms.session import Form, finished, numbered, put
from ppl.readers.notes.head import head
from ppl.readers.notes.headings import heading, says_more
from ppl.readers.notes.lights import lights_in
from ppl.readers.notes.openings import NEEDS_COLON, opening
from ppl.readers.notes.tables import flattened
from ppl.readers.people import assigned
from ppl.readers.rows import Item, Row, items, row
from ppl.readers.words import Names, Words

_QUOTE = re.compile(r"^(?:[ \t]*>)+ ?")
_SIGNS = re.compile(
    r"[ \t]?[\U0001F4C5\U0001F5D3\u23F3\u231B\U0001F6EB\ufe0f]+"
)  # a calendar before a day says nothing
_EMOJI = re.compile(
    r"^([ \t]*)(?:[\U0001F300-\U0001FAFF\u26a0\u2705\u2757\u2753\u27a1\u2b50][\ufe0f]?){1,3}[ \t]+(?=\S)"
)
_LEGAL = re.compile(r"^([ \t]*)\d{1,2}\.\d{1,2}\.?[ \t]+(?=[A-ZÀ-Ý])")  # `4.1 De projectleider ...`
_GLUED = re.compile(r"^([ \t]*[-•*])(?=[^\W\d_])(?![^*\n]*[^*\s]\*)")  # `-actie`, but not `*with stress*`
_RULE = re.compile(r"[ \t]*[-=*_~]{3,}[ \t]*")
_SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z\[*\"'])|(?<=;)\s+(?=(?i:afgesproken|besloten|actie|besluit|afspraak|risico|knelpunt)\b)"
)
_ARROW = re.compile(r"(?:[-=]+>|→|➔|➜|»)\s*")
_BEHIND = re.compile(
    r"(.{8,}?)\s*(?:[(\[]\s*(?:actie(?:houder)?|ap)\b\s*[:=]?\s*([^()\[\]]{0,60})[)\]]|(?:->|→"
    r"|=>)\s*actie\b\s*[:=]?\s*(.{0,60}?))[.]?",
    re.I,
)
_MARKED = re.compile(r"[!?\s]*(.{6,}?)[\s,]*[(\[](knelpunt|risico|besluit|afspraak|les)[)\]][.!]?", re.I)
_THAT_IS = re.compile(
    r"(?:dit|dat) is (?:echt |wel |nu |dus )?(?:een|het|ons) (?:groot |grootste |nieuw )?(?P<word>knelpunt"
    r"|risico)[.!]?",
    re.I,
)
_IS_ONE = re.compile(r"(.{4,}?)\s?[=:]\s?(probleem|knelpunt|risico)\b([,;:]?.*)", re.I)
_KEYS = {
    "probleem": "bottlenecks",
    "knelpunt": "bottlenecks",
    "risico": "risks",
    "besluit": "decisions",
    "afspraak": "agreements",
    "les": "lesson",
}
_LEADING = re.compile(r"(?:[-=]+>|→|➔|➜|»|!{1,3}|>>)\s*")
_INTERJECTION = re.compile(
    r"^(?:(?:ja|nee|ok[eé]?|top|prima|goed|dus|en|nou|hoi)\b[\s,.!:]+|[^\w\s\[\]@*\"'(#|-]+\s+){1,3}", re.I
)
_NONE = re.compile(r"(?:geen|n\.?v\.?t\.?|niet|niets|geen bijzonderheden|none|-+)[.!]?", re.I)
_NUMBERED = re.compile(r"[ \t]{0,3}\d{1,2}[.)]\s+\S")
_LABEL = re.compile(r"([A-Z][\w ]{2,24}):\s+\S")  # `Verder: ...` below a list begins something else
LISTS = ("actions", "decisions", "agreements")
SHORT = ("attended", "next", "held_on")
Line = tuple[int, str]


class Piece(NamedTuple):
    """Lines that belong together.

    key: what they are about, with `/` between where a heading says two things; None where nothing says so
    indent: of a line with a keyword, -1 otherwise; typed: that line as it was typed
    """

    key: str | None
    lines: list[Line]
    indent: int = -1
    typed: str = ""


def read(
    text: str, words: Words, today: datetime.date, project: Collection[str] = (),
    sent_on: datetime.date | None = None, subject: str = "",
) -> Form:  # fmt: skip
    """The entry that loose notes hold; each line that says nothing of what it is goes to `rest`. Never raises.

    project: names by which the project is known, to recognise a first line that only says which talk it was
    sent_on, subject: what the head of a mail said
    """
    lines = [(number, _bulleted(_QUOTE.sub("", line))) for number, line in numbered(text)]
    if sum(1 for _, line in lines if _LEGAL.match(line)) > 1:
        lines = [(number, _LEGAL.sub(r"\1- ", line)) for number, line in lines]
    lines = flattened(lines)
    top = head(lines, today, project, sent_on, subject)
    gathered = Gathered(Context.of(words, top.day or today, seal_of(""), is_loose=True))
    if top.day is not None:
        gathered.put("held_on", top.day.isoformat(), top.line, "")
    pieces = _pieces([line for line in lines if line[0] not in top.spent], gathered.context.roles)
    for piece in pieces:
        _read(gathered, piece)
    if top.kind is not None and "kind" not in gathered.fields:
        gathered.put("kind", top.kind, top.line or 1, "")
    return finished(gathered)._replace(is_mail_day=top.is_of_mail)


def _bulleted(line: str) -> str:
    """A line with the bullets of Word as those of Markdown, and room behind a dash: `•<tab>tekst`, `-actie: ...`."""
    line = re.sub(r"^([ \t]*)[•·●\uf0b7-]\t[ \t]*", r"\1- ", line)
    line = re.sub(r"^([ \t]*)(?:[o○◦▪§\uf0a7])\t[ \t]*", r"\1  - ", line)
    line = re.sub(r"^([ \t]*)!{1,3}[ \t]+", r"\1- ", line)
    line = _EMOJI.sub(r"\1- ", line)
    return _GLUED.sub(r"\1 ", _SIGNS.sub("", line))


def _pieces(lines: list[Line], roles: Names) -> list[Piece]:
    """The notes cut at headings and keywords. A paragraph below a list belongs to nothing again."""
    found = [Piece(None, [])]
    section: str | None = None
    is_after_blank = has_bullets = is_numbered = False
    for place, (number, line) in enumerate(lines):
        one = row(number, line)
        if not line.strip() or _RULE.fullmatch(line):
            is_after_blank = True
            found[-1].lines.append((number, ""))
            if section in SHORT and found[-1].key == section and any(text for _, text in found[-1].lines):
                section = None
            continue
        below = lines[place + 1][1] if place + 1 < len(lines) else ""
        opened = _opened(number, line, below, roles)
        is_title = (
            opened is None and not one.indent and len(line) < 50 and _NUMBERED.match(line) and len(line.split()) < 6
        )
        if is_title and below.strip() and not row(0, below).is_bullet and not line.rstrip().endswith((".", ";", ",")):
            opened = Piece(None, [(number, line), (number, "")])  # `3. Grondaankoop`, with its text below it
        if opened is None and is_numbered and not one.indent and _NUMBERED.match(line):
            opened = Piece(None, [(number, line)])  # `2. Planning` below `1. Acties`
        if opened is not None:
            if opened.key and opened.indent < 0 and (title := heading(line, below)) and says_more(title[1]):
                found.append(Piece(None, [(number, title[1])]))
            found.append(opened)
            if opened.indent < 0:
                section, has_bullets = opened.key, False
                is_numbered = bool(_NUMBERED.match(line)) and opened.key is not None
        elif 0 <= found[-1].indent < one.indent:
            found[-1].lines.append((number, line))
        else:
            is_prose = not one.indent and len(line) > 90 and len(_SENTENCE.split(line)) > 1
            label = _LABEL.match(line) if has_bullets and not one.is_bullet and not one.indent else None
            is_other = label is not None and section in LISTS and roles.code(label[1]) is None
            if is_other or (is_after_blank and not one.is_bullet and ((has_bullets and not one.indent) or is_prose)):
                section = None
            if found[-1].indent >= 0 or found[-1].key != section:
                found.append(Piece(section, []))
            found[-1].lines.append((number, line))
            has_bullets = has_bullets or one.is_bullet
        is_after_blank = False
    return found


def _opened(number: int, line: str, below: str, roles: Names) -> Piece | None:
    """The piece that a heading or a keyword opens; None for any other line."""
    if (title := heading(line, below)) is not None:
        key = None if title[0] == "other" else title[0]
        return Piece(key, [] if key else [(number, title[1])])
    one = row(number, line)
    if not below.startswith(" ") and lights_in(one.text)[1]:
        return Piece("lights", [(number, one.text)], one.indent)
    found = opening(_LEADING.sub("", one.text, count=1) if _LEADING.match(one.text) else one.text, roles)
    if found is None or (not found.is_marked and (found.key in NEEDS_COLON or not found.text)):
        return None
    text = found.text.strip()
    if _NONE.fullmatch(text):
        return Piece(None, [(number, line), (number, "")])
    if not text:
        is_alone = (
            one.is_bullet and not re.search(r"(?i)(?:s|en)\W*$", one.text) and row(number, below).indent <= one.indent
        )
        return Piece(None if is_alone else found.key, [])
    if not one.is_bullet and len(_SENTENCE.split(one.text)) > 1 and found.key in ("decisions", "agreements"):
        return None  # a paragraph: sentence by sentence
    box = f"[{one.mark}] " if one.mark else ""
    return Piece(found.key, [(number, f"{' ' * one.indent}- {box}{text}")], one.indent, one.text)


def _read(gathered: Gathered, piece: Piece) -> None:
    before, known = len(gathered.rest), len(gathered.lines)
    if piece.key in (None, "notes"):
        for item in items(piece.lines):
            if not talk.head(gathered, item):
                _loose(gathered, item)
    elif piece.key == "held_on":  # no day: the line as it was typed, and all that stands below it
        for place, (number, text) in enumerate(line for line in piece.lines if line[1].strip()):
            gathered.leave(number, piece.typed if piece.typed and not place else text)
    elif "/" in (piece.key or ""):
        for item in items(piece.lines):
            put(
                gathered,
                _which(gathered, piece.key or "", item),
                [(r.line, _typed(r)) for r in (item.row, *item.below)],
            )
    elif piece.key == "lights":
        for item in items(piece.lines):
            found, is_all = lights_in(item.whole)
            if found and is_all and not item.below:
                _light(gathered, item.line, found)
            else:
                put(gathered, "lights", [(r.line, _typed(r)) for r in (item.row, *item.below)])
    else:
        put(gathered, piece.key or "", piece.lines)
    if piece.typed and len(gathered.lines) == known:
        number, text = piece.lines[0][0], row(*piece.lines[0]).text
        gathered.rest[before:] = [
            (line, piece.typed + said.removeprefix(text)) if line == number and said.startswith(text) else (line, said)
            for line, said in gathered.rest[before:]
        ]


def _typed(one: Row) -> str:
    """A row as it may have been typed."""
    return f"{' ' * one.indent}{'- ' if one.is_bullet else ''}{f'[{one.mark}] ' if one.mark else ''}{one.text}"


def _which(gathered: Gathered, key: str, item: Item) -> str:
    """Of a heading that says two things, the one that an item is: an action has an owner or a day."""
    keys = key.split("/")
    if "actions" in keys:
        context = gathered.context
        found = loosely(assigned(item.whole, context.roles, context.near), context.roles, context.near)
        if item.row.mark or found.owner or found.due_on or doer(item.whole, context.roles):
            return "actions"
        keys.remove("actions")
    if len(keys) > 1 and re.search(r"(?i)\bbeslo|\bbeslui|\bstem\w+ in\b|\bakkoord\b|\bvastgesteld\b", item.whole):
        return "decisions"
    return "agreements" if "agreements" in keys else keys[0]


def _loose(gathered: Gathered, item: Item) -> None:
    """A line under no heading: its sentences that say what they are, and the others left as they stand."""
    roles, near = gathered.context.roles, gathered.context.near
    arrow = _ARROW.match(item.text)
    text = item.text[arrow.end() :] if arrow else item.text
    is_meant = arrow or text.startswith("@") or (item.row.mark and item.row.mark in " x-")
    if is_meant and text and (item.row.mark or doer(text, roles) or assigned(text, roles, near).owner):
        put(gathered, "actions", [(item.line, f"- {f'[{item.row.mark}] ' if item.row.mark else ''}{text}"),
                                  *((r.line, f"  {_typed(r)}") for r in item.below)])  # fmt: skip
        return
    left: list[str] = []
    for sentence in _SENTENCE.split(item.whole):
        if (match := _THAT_IS.fullmatch(sentence.strip())) and left:
            put(gathered, _KEYS[match["word"].lower()], [(item.line, f"- {left.pop()}")])
        elif not _sentence(gathered, item.line, sentence, roles):
            left.append(sentence)
    gathered.leave(item.line, " ".join(left))


def _sentence(gathered: Gathered, line: int, sentence: str, roles: Names) -> bool:
    """Take in a sentence that says what it is; whether it was one that need not stand in the summary too."""
    found, is_all = lights_in(sentence)
    if found and _light(gathered, line, found):
        return is_all
    if behind := _BEHIND.fullmatch(sentence.strip()):
        whom = [piece.strip() for piece in re.split(r",", behind[2] or behind[3] or "") if piece.strip()]
        put(gathered, "actions", [(line, f"- {' | '.join([behind[1].rstrip(' .'), *whom])}")])
        return True
    if is_one := _IS_ONE.fullmatch(sentence.strip()):
        put(gathered, _KEYS[is_one[2].lower()], [(line, f"- {is_one[1]}{is_one[3]}")])
        return True
    if marked := _MARKED.fullmatch(sentence.strip()):
        put(gathered, _KEYS[marked[2].lower()], [(line, f"- {marked[1]}")])
        return True
    opened = opening(_INTERJECTION.sub("", sentence.strip(), count=1), roles)
    if (
        opened is None
        or not opened.is_marked
        or not opened.text.strip()
        or opened.key in ("summary", "held_on")
        or _NONE.fullmatch(opened.text.strip())
    ):
        return False
    before = len(gathered.rest)
    put(gathered, opened.key, [(line, f"- {opened.text.strip()}")])
    if len(gathered.rest) > before and opened.key != "attended":
        del gathered.rest[before:]
        return False
    return True


def _light(gathered: Gathered, line: int, found: dict[str, dict[str, str]]) -> bool:
    """Put lights in that are not there yet; whether all of them were new."""
    held = gathered.fields.setdefault("lights", {})
    new = {aspect: light for aspect, light in found.items() if aspect not in held}
    held.update(new)
    if not held:
        del gathered.fields["lights"]
    if new:
        gathered.lines.setdefault(("lights",), line)
    for aspect in new:
        gathered.lines[("lights", aspect)] = line
    return len(new) == len(found)
