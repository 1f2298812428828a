"""Loose notes as an entry: headings, tables, and lines and sentences that say what they are by their first words."""

import datetime
import re
from collections.abc import Collection

from ppl.model.session import KICKOFF, OF_KICKOFF
from ppl.readers import talk
from ppl.readers.doers import doer, loosely
from ppl.readers.entry_fields import Context, Gathered
from ppl.readers.forms.seal import seal_of
from ppl.readers.forms.session import Form, finished, put
from ppl.readers.notes.deeds import bare, deed, put_next, which
from ppl.readers.notes.head import head
from ppl.readers.notes.headings import NUMBERED, Numbers, heading, says_more
from ppl.readers.notes.kickoff import is_kickoff
from ppl.readers.notes.lights import lights_in, put_lights
from ppl.readers.notes.lines import prepared, unframed
from ppl.readers.notes.openings import opening
from ppl.readers.notes.pieces import NONE, Line, Piece, opened_piece
from ppl.readers.notes.promises import earlier, promise, written_by
from ppl.readers.notes.sentences import SENTENCE, sentences
from ppl.readers.notes.shorthand import with_people
from ppl.readers.nothing import says_nothing
from ppl.readers.people import assigned
from ppl.readers.rows import Item, Row, items, row
from ppl.readers.words import Names, Words

_RULE = re.compile(r"[ \t]*[-=*_~]{3,}[ \t]*")
_ARROW = re.compile(r"(?:[-=]+>|→|➔|➜|»)\s*")
_BEHIND = re.compile(
    r"(.{8,}?)\s*(?:[(\[]\s*(?:actie(?:houder)?|ap)\b\s*[:=]?\s*([^()\[\]]{0,60})[)\]]|(?:->|→"
    r"|=>)\s*actie\b\s*[:=]?\s*(.{0,60}?))[.]?",
    re.I,
)
_MARKED = re.compile(r"[!?\s]*(.{6,}?)[\s,]*[(\[](knelpunt|risico|besluit|afspraak|les)[)\]][.!]?", re.I)
_THAT_IS = re.compile(
    r"(?:(?:dit|dat) is (?:echt |wel |nu |dus )?(?:een|het|ons) )?(?:groot |grootste |nieuw )?(?P<word>knelpunt"
    r"|risico|probleem)(?: dus)?[.!]*",
    re.I,
)
_SPEAKER = re.compile(r"^\[naam\]:\s*(?:(?:oja|oh|ja|nou|nee)\b[:,.!]*\s*)*", re.I)
_IS_ONE = re.compile(
    r"(.{4,}?)(?:\s?(?:[=:]|[-=]+>|→)\s?|,? (?:en )?(?:dat|dit) is (?:echt |wel |nu |dus |nog steeds ){0,2}"
    r"(?:een|het|ons) (?:\w+ )?)(probleem|knelpunt|risico)\b([,;:]?[^.!]*)[.!]?",
    re.I,
)
_ONLY_NOW = re.compile(r"[,\s]*(?:nu|momenteel|op dit moment|op het moment|dus|echt|now|at the moment)\s*", re.I)
_SO = re.compile(r"(.{6,}?)\s*(?:[-=]+>|→|➔|➜)\s*(.{6,})")
_KEYS = {
    "probleem": "bottlenecks",
    "knelpunt": "bottlenecks",
    "risico": "risks",
    "besluit": "decisions",
    "afspraak": "agreements",
    "les": "lesson",
}
_LABEL = re.compile(r"([A-Z][\w ]{2,24}):\s+\S")  # `Verder: ...` below a list begins something else
_ASIDE = re.compile(
    r"(?:opmerking(?:en)?|toelichting|noot|let op|n\.?b\.?|p\.?s\.?|terzijde|ter info|fyi|remark|note|lights"
    r"|(?:stop)?lichten)\s?:\s+\S",
    re.I,
)
LISTS = ("actions", "decisions", "agreements")
SHORT = ("attended", "next", "held_on")


def read(
    text: str, words: Words, today: datetime.date, project: Collection[str] = (),
    sent_on: datetime.date | None = None, subject: str = "", writer: str | None = None, kind: str | None = None,
) -> Form:  # fmt: skip
    """The entry that loose notes hold; each line that says nothing of what it is goes to `rest`. Never raises.

    project: names by which the project is known, to recognise a first line that only says which talk it was
    sent_on, subject: what the head of a mail said; writer: the role of who says `ik`; kind: of the talk, where known
    """
    words = written_by(words, writer)
    roles = Names(words.roles, has_short=True)
    lines, form = with_people(prepared(text, roles), roles)
    framed = unframed(lines, project, roles)
    form = framed.form or form
    by_place = dict(enumerate(framed.lines, 1))  # one line may hold several sentences
    top = head([(place, line) for place, (_, line) in by_place.items()], today, project, sent_on, subject)
    gathered = Gathered(Context.of(words, top.day or today, seal_of(""), is_loose=True))
    kept = [line for place, line in by_place.items() if place not in top.spent]
    day_line = by_place[top.line][0] if top.line in by_place else 1
    if top.day is not None:
        gathered.put("held_on", top.day.isoformat(), day_line, "")
    if form is not None:
        gathered.put("form", form, day_line, "")
    of_kickoff = is_kickoff(top.kind or framed.kind or kind, [subject, *(line for _, line in framed.lines)])
    pieces = _pieces([*framed.aside, *kept], roles, gathered.context.near, of_kickoff)
    for piece in pieces:
        _read(gathered, piece)
    said = top.kind or framed.kind or (KICKOFF if of_kickoff and kind is None else None)
    if said is not None and "kind" not in gathered.fields:
        gathered.put("kind", said, day_line, "")
    put_next(gathered)
    return finished(gathered)._replace(is_mail_day=top.is_of_mail)


def _pieces(lines: list[Line], roles: Names, near: datetime.date, of_kickoff: bool) -> list[Piece]:
    """The notes cut at headings and keywords. A paragraph below a list belongs to nothing again."""
    found = [Piece(None, [])]
    section: str | None = None
    is_after_blank = has_bullets = False
    numbers = Numbers()
    for place, (number, line) in enumerate(lines):
        one = row(number, line)
        if not line.strip() or _RULE.fullmatch(line):
            is_after_blank = True
            found[-1].lines.append((number, ""))
            if section in SHORT and found[-1].key == section and any(text for _, text in found[-1].lines):
                section = None
            continue
        below = lines[place + 1][1] if place + 1 < len(lines) else ""
        opened = opened_piece(number, line, below, roles, of_kickoff)
        is_said = not one.is_bullet and not one.indent and (earlier(one.text) or promise(one.text, roles, near))
        if opened is None and ((is_said and (section is None or has_bullets)) or _ASIDE.match(one.text)):
            opened = Piece(None, [(number, line)], one.indent)
        is_title = (
            opened is None and not one.indent and len(line) < 50 and NUMBERED.match(line) and len(line.split()) < 6
        )
        if is_title and below.strip() and not row(0, below).is_bullet and not line.rstrip().endswith((".", ";", ",")):
            opened = Piece(None, [(number, line), (number, "")])  # `3. Grondaankoop`, with its text below it
        if opened is None and not one.indent and numbers.is_next(line):
            opened = Piece(None, [(number, line)])  # `2. Planning` below `1. Acties`
        if opened is not None:
            if opened.key and opened.indent < 0 and opened.key not in OF_KICKOFF and (title := heading(line, below)):
                found += [Piece(None, [(number, title[1])])] if says_more(title[1]) else []
            found.append(opened)
            has_bullets = has_bullets or (one.is_bullet and opened.key == section)
            if opened.indent < 0:
                section, has_bullets = opened.key, False
                numbers = Numbers(NUMBERED.match(line) if opened.key is not None else None)
            elif opened.key is None and is_after_blank and has_bullets and not one.is_bullet and not one.indent:
                section, has_bullets = None, False  # a paragraph below a list
        elif 0 <= found[-1].indent < one.indent:
            found[-1].lines.append((number, line))
        else:
            is_prose = not one.indent and len(line) > 90 and len(SENTENCE.split(line)) > 1
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
            put(gathered, which(gathered, piece.key or "", item), _rows(item))
    elif piece.key == "next":
        for item in items(piece.lines):
            if talk.is_of_next(item.whole, gathered.context.roles):
                put(gathered, "next", _rows(item))
            else:
                _loose(gathered, item)
    elif piece.key == "lights":
        for item in items(piece.lines):
            found, is_all = lights_in(item.whole)
            if found and is_all and not item.below:
                put_lights(gathered, item.line, found)
            else:
                put(gathered, "lights", _rows(item))
    else:
        put(gathered, piece.key or "", piece.lines)
    if piece.typed and len(gathered.lines) == known:
        number, text = piece.lines[0][0], row(*piece.lines[0]).text
        gathered.rest[before:] = [
            (line, piece.typed + said.removeprefix(text)) if line == number and said.startswith(text) else (line, said)
            for line, said in gathered.rest[before:]
        ]


def _rows(item: Item) -> list[Line]:
    """The lines of an item as they may have been typed."""
    return [(row.line, _typed(row)) for row in (item.row, *item.below)]


def _typed(one: Row) -> str:
    """A row as it may have been typed."""
    return f"{' ' * one.indent}{'- ' if one.is_bullet else ''}{f'[{one.mark}] ' if one.mark else ''}{one.text}"


def _loose(gathered: Gathered, item: Item) -> None:
    """A line under no heading: its sentences that say what they are, and the others left as they stand."""
    roles, near = gathered.context.roles, gathered.context.near
    arrow = _ARROW.match(item.text)
    text = item.text[arrow.end() :] if arrow else item.text
    is_meant = arrow or text.startswith("@") or (item.row.mark and item.row.mark in " x-")
    if (
        is_meant
        and text
        and (item.row.mark or doer(text, roles) or loosely(assigned(text, roles, near), roles, near).owner)
    ):
        put(gathered, "actions", [(item.line, f"- {f'[{item.row.mark}] ' if item.row.mark else ''}{text}"),
                                  *((r.line, f"  {_typed(r)}") for r in item.below)])  # fmt: skip
        return
    left: list[str] = []
    for sentence in sentences(item):
        if (so := _SO.fullmatch(sentence.strip())) and doer(so[2], roles) and not lights_in(sentence)[0]:
            put(gathered, "actions", [(item.line, f"- {so[2]}")])  # `archeoloog kan pas 11/1 -> pm regelt vervanger`
            left.append(so[1])
            continue
        if (match := _THAT_IS.fullmatch(sentence.strip())) and left:
            put(gathered, _KEYS[match["word"].lower()], [(item.line, f"- {_SPEAKER.sub('', left.pop()).rstrip('!')}")])
        elif not _sentence(gathered, item.line, sentence, roles):
            left.append(sentence)
    gathered.leave(item.line, " ".join(left))


def _sentence(gathered: Gathered, line: int, sentence: str, roles: Names) -> bool:
    """Take in a sentence that says what it is; whether it was one that need not stand in the summary too."""
    found, is_all = lights_in(sentence)
    if found and put_lights(gathered, line, found):
        return is_all
    if behind := _BEHIND.fullmatch(sentence.strip()):
        whom = [piece.strip() for piece in re.split(r",", behind[2] or behind[3] or "") if piece.strip()]
        put(gathered, "actions", [(line, f"- {' | '.join([behind[1].rstrip(' .'), *whom])}")])
        return True
    if is_one := _IS_ONE.fullmatch(sentence.strip()):
        more = "" if _ONLY_NOW.fullmatch(is_one[3]) else is_one[3]
        put(gathered, _KEYS[is_one[2].lower()], [(line, f"- {is_one[1]}{more}")])
        return True
    if marked := _MARKED.fullmatch(sentence.strip()):
        put(gathered, _KEYS[marked[2].lower()], [(line, f"- {marked[1]}")])
        return True
    opened = opening(bare(sentence), roles)
    if opened is None or not opened.is_marked or not opened.text.strip() or opened.key in ("summary", "held_on"):
        return deed(gathered, line, sentence, roles)
    if NONE.fullmatch(opened.text.strip()) or says_nothing(opened.text):
        return True
    before = len(gathered.rest)
    put(gathered, opened.key, [(line, f"- {opened.text.strip()}")])
    if len(gathered.rest) > before and opened.key != "attended":
        del gathered.rest[before:]
        return False
    return True
