"""What a mail has around what somebody wrote: its head, and the mails that it answers.

Nothing of that enters a record; the head still says when it was sent, and whom the mail knows by name.
"""

import datetime
import re
from typing import NamedTuple

from ppl.readers import days
from ppl.readers.notes.headings import heading
from ppl.readers.notes.signed import CLOSING, GREETING, NAME, RULE, unsigned

Line = tuple[int, str]
_FIELD = re.compile(
    r"[ \t>]*[*_]{0,2}(van|from|aan|to|cc|bcc|verzonden|sent|datum|date|onderwerp|subject|beantwoorden|reply-to"
    r"|bijlagen?"
    r"|attachments?|prioriteit|importance|urgentie)[*_]{0,2}\s?:[*_]{0,2}(?:\s+(.*)|)",
    re.I,
)
_ADDRESSED = {"van", "from", "aan", "to", "cc", "bcc", "verzonden", "sent", "onderwerp", "subject"}
_SENT = {"verzonden", "sent", "datum", "date"}
_WROTE = re.compile(
    r"[ \t]*(?:op|on)\b.{4,160}\b(?:schreef|wrote|heeft het volgende geschreven)\b.{0,120}:?[ \t]*"
    r"|[ \t]*.{2,80}\bschreef op\b.{4,80}:[ \t]*",
    re.I,
)
_ORIGINAL = re.compile(
    r"[ \t]*[-_*]{2,}\s?(?:oorspronkelijk(?:e)? (?:bericht|e-?mail)|original (?:message|mail)"
    r"|origineel bericht)\s?[-_*]{0,}"
    r"[ \t]*",
    re.I,
)
_FORWARDED = re.compile(
    r"[ \t]*[-_*]{0,20}\s?(?:(?:begin )?(?:doorgestuurd|forwarded)(?:e)? (?:bericht|message"
    r"|mail))\s?:?\s?[-_*]{0,20}[ \t]*",
    re.I,
)
_REPLY = re.compile(r"[ \t]*(?:re|antw|antwoord|aw)\s?(?:\[\d+\])?\s?:", re.I)
_SENDS_ON = re.compile(r"[ \t]*(?:fw|fwd|doorst|doorgestuurd|wg)\s?:", re.I)
_COVER = re.compile(r"\b(?:ter info|t\.k\.n|tkn|zie (?:onder|hieronder|onderstaand\w*)|fyi|see below)\b", re.I)
MOST_OF_A_COVER = 30  # words above a mail that is sent on
_QUOTED = re.compile(r">")  # an indented one is an aside of who wrote it
_PHONE_NOTE = re.compile(r"[ \t]*(?:ps|p\.s\.)\b", re.I)


class Letter(NamedTuple):
    """A text without what stands around it.

    lines: what somebody wrote; left_out: the rest; sent_on, subject: what the head says
    people: names in greetings, heads and signatures; signed: the lines of the signature
    """

    lines: list[Line]
    left_out: list[Line]
    sent_on: datetime.date | None = None
    subject: str = ""
    people: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


class _Opening(NamedTuple):
    """A head of a mail: how many lines it takes, and what it says."""

    length: int
    said: dict[str, str]


def letter(lines: list[Line], today: datetime.date) -> Letter:
    """A text taken out of its envelope. What is no mail loses greetings and quoted lines only."""
    if _is_all_quoted(lines):
        lines = [(number, re.sub(r"^[ \t]*(?:>[ \t]?)+", "", text)) for number, text in lines]
    kept, out = [*lines], []
    people: list[str] = []
    sent_on, subject = None, ""
    signed: tuple[str, ...] = ()
    first = _first(kept)
    if (head := _head(kept, first)) is not None:
        sent_on, subject = _sent_on(head, today), head.said.get("onderwerp", "")
        people += _people(head)
        out += kept[first : first + head.length]
        kept = kept[first + head.length :]
    is_mail = head is not None or any(
        _WROTE.fullmatch(t) or GREETING.fullmatch(t) or CLOSING.fullmatch(t) for _, t in kept
    )
    body, behind = _answered(kept, people) if is_mail else (kept, [])
    body, gone, signed = unsigned(body, people)
    if is_mail:
        body = _without_calls(body, people, gone)
    out += [*gone, *behind]
    if (not _says(body) or _is_cover(body, subject)) and not _REPLY.match(subject):
        again = letter(_below(behind), today) if _says(_below(behind)) else None
        if again is not None:  # a mail that only sends another one on
            kept_numbers = {number for number, _ in again.lines}
            left = [line for line in lines if line[0] not in kept_numbers]
            return again._replace(left_out=left, people=(*people, *again.people), subject=again.subject or subject)
    return Letter(body, sorted(out), sent_on, subject, tuple(dict.fromkeys(people)), signed)


def _is_cover(body: list[Line], subject: str) -> bool:
    """Whether lines only send on what stands below them."""
    said = " ".join(text.strip() for _, text in body)
    return bool(_SENDS_ON.match(subject) and _COVER.search(said)) and len(said.split()) <= MOST_OF_A_COVER


def _without_calls(lines: list[Line], people: list[str], gone: list[Line]) -> list[Line]:
    """Without a first line that only calls somebody (`Emre,`) and a last one that only signs."""
    said = [line for line in lines if line[1].strip()]
    known = {word for name in people for word in (name, *name.split())}
    calls = [line for line in (said[:1] + said[-1:]) if line[1].strip(" ,.!-") in known]
    calls += [line for line in said[-1:] if "|" in line[1] and line[1].split("|")[0].strip() in known]
    gone += calls
    return [line for line in lines if line not in calls]


def _is_all_quoted(lines: list[Line]) -> bool:
    """Whether somebody pasted what a mail program had marked as quoted; who answers above or below it has no mark."""
    said = [text for _, text in lines if text.strip() and not _FIELD.fullmatch(text)]
    quoted = [place for place, text in enumerate(said) if _QUOTED.match(text)]
    below = said[quoted[-1] + 1 :] if quoted else []
    return (
        bool(said)
        and all(CLOSING.fullmatch(text) or NAME.fullmatch(text.strip()) for text in below)
        and _QUOTED.match(said[0]) is not None
        and len(quoted) > 0.8 * len(said)
    )


def _first(lines: list[Line]) -> int:
    return next((place for place, (_, text) in enumerate(lines) if text.strip() and not RULE.match(text)), 0)


def _says(lines: list[Line]) -> bool:
    """Whether there is more than a word or two."""
    return sum(len(text.split()) for _, text in lines if not _PHONE_NOTE.match(text)) > 12


def _head(lines: list[Line], start: int) -> _Opening | None:
    """The head of a mail that begins at a line: at least two fields that only mails have."""
    said: dict[str, str] = {}
    place, last = start, ""
    while place < len(lines):
        text = lines[place][1]
        match = _FIELD.fullmatch(text.rstrip())
        if match:
            last = match[1].lower()
            said[{"subject": "onderwerp"}.get(last, last)] = (match[2] or "").strip()
        elif last and text[:1] in " \t" and text.strip():
            said[last] = f"{said.get(last, '')} {text.strip()}"
        elif last and said.get(last) == "" and text.strip():  # the value stands below its label
            said[last] = text.strip()
        else:
            break
        place += 1
    is_mail = len(said.keys() & (_ADDRESSED | {"onderwerp"})) >= 2
    return _Opening(place - start, said) if is_mail else None


def _sent_on(head: _Opening, today: datetime.date) -> datetime.date | None:
    for name in _SENT:
        if (text := head.said.get(name)) and (found := days.day_within(text, today, ahead=False)):
            return found.day
    return None


def _people(head: _Opening) -> list[str]:
    found = []
    for name in ("van", "from", "aan", "to", "cc", "bcc"):
        for piece in re.split(r"[;]|(?<=>),|(?<=\)),", head.said.get(name, "")):
            bare = re.sub(r"<[^<>]*>|\([^()]*\)|\S+@\S+|[\"']", " ", piece).strip(" ,")
            family, comma, first = bare.partition(", ")
            if comma and len(first.split()) <= 3:
                bare = f"{first} {family}"
            if NAME.fullmatch(bare):
                found.append(bare)
            elif comma:
                found += [one for one in (family, first) if NAME.fullmatch(one)]
    return found


def _answered(lines: list[Line], people: list[str]) -> tuple[list[Line], list[Line]]:
    """What was written, and the mails below and between it that it answers."""
    kept: list[Line] = []
    gone: list[Line] = []
    for place, (number, text) in enumerate(lines):
        following = next((one for _, one in lines[place + 1 :] if one.strip()), "")
        if _WROTE.fullmatch(text) or _WROTE.fullmatch(f"{text.rstrip()} {following.strip()}"):
            people += [name for name in NAME.findall(re.split(r"(?i)schreef|wrote", text)[0]) if name.count(" ")]
            if not _QUOTED.match(following) and not _WROTE.fullmatch(following):
                return kept, gone + lines[place:]
            gone.append((number, text))
        elif _ORIGINAL.fullmatch(text) or _FORWARDED.fullmatch(text) or _begins_mail(lines, place):
            return kept, gone + lines[place:]
        elif kept and (head := _head(lines, place)) is not None:
            people += _people(head)
            return kept, gone + lines[place:]
        elif _QUOTED.match(text) and _is_heading(lines, place):
            kept.append((number, text.lstrip("> ")))
        elif _QUOTED.match(text):
            gone.append((number, text))
        elif not (RULE.match(text) and _head(lines, place + 1)):
            kept.append((number, text))
        else:
            gone.append((number, text))
    return kept, gone


def _is_heading(lines: list[Line], place: int) -> bool:
    """Whether somebody typed `> Acties` as a heading: it names a section, and nothing around it is quoted."""
    below = next((text for _, text in lines[place + 1 :] if text.strip()), "")
    above = lines[place - 1][1] if place else ""
    if _QUOTED.match(below) or _QUOTED.match(above) or not below:
        return False
    title = heading(lines[place][1].lstrip("> "))
    return title is not None and title[0] is not None


def _begins_mail(lines: list[Line], place: int) -> bool:
    """Whether the head of another mail begins here, as Outlook puts it above what it quotes, without any mark."""
    head = _head(lines, place) if _FIELD.fullmatch(lines[place][1].rstrip()) else None
    return head is not None and bool(head.said.keys() & {"van", "from"}) and bool(head.said.keys() & _SENT)


def _below(lines: list[Line]) -> list[Line]:
    """The mail that was sent on, from its own head on."""
    start = next((place for place, (_, text) in enumerate(lines) if _FIELD.match(text) and _head(lines, place)), None)
    return lines[start:] if start is not None else []
