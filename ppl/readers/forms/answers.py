"""The answers on the plain form as an entry: what was discussed and agreed, and what became of what was open."""

import datetime
import re
from collections.abc import Collection
from itertools import pairwise

from ppl.errors import Text
from ppl.model.bottleneck import CLOSED, Bottleneck
from ppl.model.fields import choices
from ppl.readers import days, talk
from ppl.readers.entry_fields import Context, Gathered
from ppl.readers.forms.printed import Points
from ppl.readers.forms.questions import Answer, Reply
from ppl.readers.forms.seal import seal_of
from ppl.readers.forms.session import Form, finished, put
from ppl.readers.notes import session as notes
from ppl.readers.notes.deeds import bare, is_decided
from ppl.readers.notes.head import head
from ppl.readers.notes.openings import opening
from ppl.readers.notes.promises import clauses, written_by
from ppl.readers.nothing import says_nothing
from ppl.readers.outcomes import DOUBT, outcome
from ppl.readers.rows import Item, items
from ppl.readers.words import Words, plain, state

LONGEST_DATE = 8  # words of a sentence that says no more than when the next talk is
_AGAIN = re.compile(
    r"\b(?:volgende|vervolg\w*|weer|elkaar|afspraak|overleg|gesprek|spreken|next|again|meet\w*|talk)\b", re.I
)
_SENTENCE = re.compile(
    r"(?<=[.!?;])\s+(?=[A-Z])|(?<=[a-z]{4}[.!?;])\s+|\s*(?:,| en)\s(?=(?:we|wij) (?:zien|spreken|treffen|bellen)\b)"
)
_SAYS_WHEN = re.compile(
    r"(?i)\W*(?:(?:de |onze |het )?(?:volgend\w*|vervolg\w*|nieuwe?)\b|vgd\b|vlg\b|next\b"
    r"|(?:we|wij) (?:zien|spreken|bellen|treffen)\b)"
)
_BROKEN = (60, 80)  # signs of a line that a mail program may have broken
_IS = re.compile(r"^(?:(?:dit|dat|deze|is|zijn|inmiddels|nu|al|weer|this|has been)\s)+(?=\S)", re.I)
# `veldwerk is gedaan, opgelost`
_LAST = re.compile(r"(.{3,400}?)\s*[,;.–-]+\s*(?:(?:dus|nu|is|en|daarmee)\s)*(\w{6,20})[.!]?", re.S)
ELSEWHERE = ("actions", "agreements", "decisions", "lesson", "risks")
_BUT = re.compile(r"(,?\s+(?:maar|but)\s+)")
_PIECES = re.compile(r"\s*[;.]\s+|\s*,\s+")


def entry(
    reply: Reply, points: Points, words: Words, today: datetime.date, project: Collection[str] = (),
    sent_on: datetime.date | None = None, writer: str | None = None,
) -> Form:  # fmt: skip
    """The entry that the answers hold; a line that says nothing of what it is goes to `rest`. Never raises.

    points: what was open; project: names of the project; sent_on: the day of the mail that they came in
    writer: the role of who says `ik`
    """
    words = written_by(words, writer)
    top = head([], today, project, sent_on, reply.title)
    gathered = Gathered(Context.of(words, top.day or sent_on or today, seal_of(""), is_loose=True))
    if reply.above:
        _merge(gathered, notes.read(_laid(reply), words, today, project, sent_on, reply.title))
    for answer in reply.answers:
        _take(gathered, answer, points)
    is_filled = bool(gathered.fields or gathered.rest or gathered.summary)
    for name, value in (("held_on", top.day.isoformat() if top.day else None), ("kind", top.kind)):
        if value is not None and is_filled:
            gathered.fields[name] = value
            gathered.lines.setdefault((name,), 1)
    return finished(gathered)._replace(is_mail_day=top.is_of_mail)


def _laid(reply: Reply) -> str:
    return reply._replace(answers=[]).text


def _merge(gathered: Gathered, form: Form) -> None:
    """What the lines above the questions hold, read as loose notes."""
    gathered.fields |= form.fields
    if summary := gathered.fields.pop("summary", None):
        gathered.rest.append((form.lines.get(("summary",), 1), str(summary)))
    gathered.lines |= {field: line for field, line in form.lines.items() if field[0] != "summary"}
    gathered.rest += form.rest
    gathered.remarks += form.remarks


def _take(gathered: Gathered, answer: Answer, points: Points) -> None:
    said = " ".join(text.strip() for _, text in answer.lines if text.strip())
    if says_nothing(said) and not (answer.about and answer.key == "open"):
        return
    if answer.about:
        answer, free = _apart(answer, gathered.context.near)
        if answer.lines:
            said = " ".join(text.strip() for _, text in answer.lines if text.strip())
            if points.is_closed(answer.key, answer.about):
                what = Text("`{title}` was closed since; left out: {said}", title=answer.about, said=said)
                gathered.remarks.append((answer.lines[0][0], what))
            elif answer.key == "open" and any(len(one) > 1 for one in _row(said, points, gathered.context.near)):
                _said_in_a_row(gathered, answer.lines[0][0], said, points)
            else:
                _become(gathered, answer.key, answer.lines[0][0], answer.about, _id(points, answer), said)
        if free:
            _take(gathered, answer._replace(about="", lines=free), points)
    elif answer.key == "summary":
        gathered.summary += answer.lines
    elif answer.key == "open":
        for item in items(answer.lines):
            _loosely_become(gathered, item, points)
    elif answer.key == "next":
        for item in items(answer.lines):
            _in_the_way(gathered, item)
    else:
        kept = [(number, text) for number, text in answer.lines if not says_nothing(text) or not text.strip()]
        if answer.key == "actions":
            roles = gathered.context.roles
            kept = [(number, piece) for number, text in kept for piece in clauses(text, roles) or [text]]
        put(gathered, answer.key, kept)


def _apart(answer: Answer, near: datetime.date) -> tuple[Answer, list[tuple[int, str]]]:
    """An answer behind what was printed last under its question, and lines below it that are about the question."""
    lines = answer.lines
    if answer.key == "next" and (cut := _begins_anew(answer, near)):
        own, free = _apart(answer._replace(lines=lines[:cut]), near)
        return own, [*free, *lines[cut:]]
    if not answer.is_last:
        return answer, []
    start = next(place for place, (_, text) in enumerate(lines) if text.strip())
    end = next((place for place in range(start, len(lines)) if not lines[place][1].strip()), len(lines))
    said = " ".join(text.strip() for _, text in lines[start:end])
    is_about_it = answer.key == "open" or lines[start][0] == answer.at or _settled(said) is not None
    if not is_about_it:
        return answer._replace(lines=[]), lines[start:]
    below = lines[end:]
    return answer._replace(lines=lines[start:end]), below if any(text.strip() for _, text in below) else []


def _begins_anew(answer: Answer, near: datetime.date) -> int:
    """The first line that is no part of what became of a bottleneck; 0 where there is none.

    One that says when the next talk is; in the last answer also a new sentence, below a line that ended of itself.
    """
    said = [place for place, (_, text) in enumerate(answer.lines) if text.strip()]
    for before, place in pairwise(said):
        text, above = answer.lines[place][1].strip(), answer.lines[before][1].strip()
        if _SAYS_WHEN.match(text) and _next_on(text, near) is not None:
            return place
        width = len(above) + (len(answer.about) + len("  - : ") if answer.lines[before][0] == answer.at else 0)
        is_whole = above.endswith((".", "!", "?")) or not _BROKEN[0] <= width <= _BROKEN[1]
        if answer.is_last and text[:1].isupper() and is_whole:
            return place
    return 0


def _id(points: Points, answer: Answer) -> str | None:
    """The id of the action or bottleneck behind which an answer stands."""
    held = points.actions if answer.key == "open" else points.bottlenecks
    return next((id for id, text in held if text == answer.about), None)


def _become(gathered: Gathered, key: str, line: int, about: str, id: str | None, said: str) -> None:
    """What became of an action or a bottleneck; what is not understood is left with its words."""
    found = None
    if id is not None and key == "open":
        found = outcome(said, gathered.context.near)
        if found:
            gathered.add("actions", {"id": id, **found}, line)
    elif id is not None:
        found = _settled(said)
        if found:
            gathered.add("bottlenecks", {"id": id, **found}, line)
    if found is None:
        gathered.leave(line, f"{about}: {said}")


def _settled(said: str) -> dict[str, str] | None:
    """What an answer says of a bottleneck: its state, and how it was solved; None: not understood."""
    said = _IS.sub("", said.strip(), count=1)
    match = re.fullmatch(r"([^,.:;()–-]{3,40}?)(?:(?:[,.:;()–-]+|\s(?=(?:door|omdat|want|met|dankzij|nu)\s))\s*(.*))?",
                         said, re.S)  # fmt: skip
    if match is None or re.fullmatch(r"(?i)(?:nog )?(?:open|steeds|loopt|still open)(?: nog)?", match[1].strip()):
        return {} if match is not None and not match[2] else None
    status = state(match[1].strip(), choices(Bottleneck, "status"))
    how = (match[2] or "").strip(" .)")
    if status is None and (last := _LAST.fullmatch(said)) is not None and not DOUBT.search(said):
        status, how = state(last[2], CLOSED), last[1].strip(" ,;.")
    return None if status is None else {"status": status, **({"resolution": how} if how else {})}


def _loosely_become(gathered: Gathered, item: Item, points: Points) -> None:
    """A line about an open action that nobody printed: `netbeheerder: gedaan` is the one action that names it."""
    about, sign, said = item.whole.partition(":")
    words = {word for word in plain(about).split() if len(word) > 4}
    meant = [pair for pair in points.actions if words and words <= set(plain(pair[1]).split())]
    if len(points.actions) == 1 and not sign:
        meant, said = [*points.actions], item.whole
    found = outcome(said.strip(), gathered.context.near) if len(meant) == 1 and said.strip() else None
    if found:
        gathered.add("actions", {"id": meant[0][0], **found}, item.line)
    elif found is None:
        _said_in_a_row(gathered, item.line, item.whole, points)


def _row(said: str, points: Points, near: datetime.date) -> list[dict[str, str]]:
    """What each piece of a row says of an action; nothing for a piece that says nothing of one."""
    return [_begun(piece, points, near) or {} for piece in _PIECES.split(said)]


def _said_in_a_row(gathered: Gathered, line: int, said: str, points: Points) -> None:
    """`inloopavond is gedaan; planning wordt 22 december`: each begins with words of one action."""
    pieces, found = _PIECES.split(said), _row(said, points, gathered.context.near)
    for one in found:
        if len(one) > 1:
            gathered.add("actions", one, line)
    left = [piece for piece, one in zip(pieces, found, strict=True) if not one]
    if left:
        gathered.leave(line, said if len(left) == len(pieces) else "; ".join(left))


def _begun(piece: str, points: Points, near: datetime.date) -> dict[str, str] | None:
    """The one action of which a text begins with words, with what became of it; None where that is not plain."""
    said = piece.split()
    for size in range(1, min(len(said), 8)):
        words = {word for word in plain(" ".join(said[:size])).split() if len(word) > 4}
        meant = [pair for pair in points.actions if words and words <= set(plain(pair[1]).split())]
        if len(meant) == 1 and (found := outcome(" ".join(said[size:]), near)) is not None:
            return {"id": meant[0][0], **found}
    return None


def _in_the_way(gathered: Gathered, item: Item) -> None:
    """What stands in the way, sentence by sentence: one about the next talk is its day."""
    left: list[str] = []
    for sentence in _SENTENCE.split(item.whole):
        if says_nothing(sentence):
            continue
        sentence = _in_no_way(gathered, item.line, sentence)
        if not sentence:
            continue
        next_on = _next_on(sentence, gathered.context.near)
        if next_on is None and days.unreal(sentence) == sentence.strip(" ."):
            gathered.leave(item.line, sentence)  # a slip of the pen in the day is in nobody's way
            continue
        if next_on is None:
            left.append(sentence)
            continue
        gathered.put("next_on", next_on.isoformat(), item.line, sentence)
        tells = re.search(r"\d[:.]\d\d|\buur\b", sentence) or len(sentence.split()) > LONGEST_DATE
        if days.day(sentence.strip(" ."), gathered.context.near) is None and tells:
            gathered.leave(item.line, sentence)
    if left:
        put(gathered, "bottlenecks", [(item.line, f"- {' '.join(left).rstrip(' .')}")])


def _in_no_way(gathered: Gathered, line: int, sentence: str) -> str:
    """Take in a sentence that says of itself that it is something else, such as a decision; what is left of it."""
    opened = opening(bare(sentence), gathered.context.roles)
    if opened is not None and opened.is_marked and opened.key in ELSEWHERE and opened.text.strip():
        put(gathered, opened.key, [(line, f"- {opened.text.strip()}")])
        return ""
    decision, but, left = (*_BUT.split(sentence, maxsplit=1), "", "")[:3]
    if not is_decided(bare(decision).strip(" .!")):
        return sentence
    put(gathered, "decisions", [(line, f"- {decision.strip()}")])
    return left[:1].upper() + left[1:] if but else ""


def _next_on(sentence: str, near: datetime.date) -> datetime.date | None:
    """The day of the next talk, where a sentence is about that, or is nothing but a day."""
    if (day := days.day(sentence.strip(" ."), near)) is not None:
        return day
    label = re.sub(r"(?i)^\W*(?:volgende (?:keer|afspraak|gesprek|overleg)|next(?: time| talk)?)\W+", "", sentence)
    if _AGAIN.search(sentence) is None and len(sentence.split()) > 6:
        return None
    return talk.day_in(label, near)
