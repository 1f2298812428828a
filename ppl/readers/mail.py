"""A mail that came back (.eml) as plain text: what its writer typed, and apart from that what it answers.

A mail is never trusted: whatever is broken in it is read as far as it goes, or refused with a remedy.
"""

import datetime
import re
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from ppl.errors import DataError, Text
from ppl.readers.html_text import html_text
from ppl.readers.notes.envelope import letter
from ppl.visible import pasted

MEGABYTE = 1_000_000
LARGEST, LONGEST_BODY, LONGEST_FIELD = 25 * MEGABYTE, MEGABYTE, 4_000
MOST_PARTS = 200
_HEAD = re.compile(rb"\s*(?:[!-9;-~]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.A)
_BOUNDARY = re.compile(rb"\bboundary\s{0,9}\*?\d{0,3}\*?=", re.I)
_FIELDS = ("from", "to", "cc", "subject", "date", "content-type", "mime-version", "x-unsent")
_OLE = b"\xd0\xcf\x11\xe0"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")

_AUTOMATIC = re.compile(
    r"\s*(?:automatisch antwoord|automatic reply|auto(?:matische)?[- ]?reply|out of office|afwezig)\b", re.I
)


class Mail(NamedTuple):
    """A mail.

    text: its body as plain text, with `> ` before the lines that it marks as quoted
    answer: what its writer typed above and between what is quoted; without that, greeting, signature and disclaimer
    quoted: those lines that `answer` lacks, without `> `: the mails that it answers, and what stands around
    sender: name and address, each may be empty; sent_on: the day that its head says; people: names that it gives
    attached: name and bytes of each attached file
    is_automatic: a program sent it (somebody is out of office), so that nobody answered
    """

    subject: str
    sender: tuple[str, str]
    sent_on: datetime.date | None
    text: str
    answer: str
    quoted: str
    people: tuple[str, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()
    is_automatic: bool = False

    @property
    def pasted(self) -> str:
        """The mail as somebody would paste it: its head with labels, an empty line, and the body."""
        return "\n".join([*_head(self.subject, self.people, self.sent_on), "", self.text])


def is_mail(name: str, data: bytes) -> bool:
    """Whether bytes are a mail: by the name of their file, else by a head as only mails have."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("eml", "msg"):
        return True
    match = _HEAD.match(data[:20_000])
    if match is None or ending not in ("", name.lower()):
        return False
    fields = {line.partition(b":")[0].strip().lower().decode("ascii", "replace") for line in match[0].splitlines()}
    return len(fields.intersection(_FIELDS)) >= 3 and "mime-version" in fields


def read_mail(name: str, data: bytes, today: datetime.date) -> Mail:
    """The mail in the bytes of an .eml. name: of its file; today: for days that the text names without a year.

    Raises DataError for what is no mail, is locked, or is far larger than one, with a remedy.
    """
    if data.startswith(_OLE):
        what = Text("{file} is a mail in the format of Outlook (.msg), which is not read", file=name)
        raise DataError(what, Text("save it as .eml, or paste its text into a file .txt"))
    if len(data) > LARGEST:
        what = Text("{file} has {size} MB, and that is no reply", file=name, size=len(data) // MEGABYTE)
        raise DataError(what, Text("paste its text into a file .txt"))
    if len(_BOUNDARY.findall(data)) > MOST_PARTS // 2:  # each level costs the parser of Python a step for every line
        raise _unreadable(name, "boundary")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        parts = _parts(message)
    except (RecursionError, AssertionError, ValueError, LookupError, AttributeError, TypeError) as flaw:
        raise _unreadable(name, str(flaw)) from None  # what the parser of Python makes of a broken one
    body, attached = _body(name, parts), _attached(parts)
    fields = _fields(message)
    if not fields and not body.strip():
        raise _unreadable(name, "")
    sent_on = _day(fields.get("date", ""))
    sender = parseaddr(fields.get("from", ""))
    people = [one for one in (sender[0], *_receivers(fields)) if one]
    subject = fields.get("subject", "")
    head = _head(subject, people, sent_on)
    lines = [*enumerate(head, -len(head)), (0, ""), *enumerate(body.split("\n"), 1)]
    found = letter(lines, sent_on or today)
    others = [re.sub(r"^[ \t]*(?:>[ \t]?)+", "", text) for number, text in found.left_out if number > 0]
    return Mail(
        subject=subject,
        sender=sender,
        sent_on=sent_on or found.sent_on,
        text=body,
        answer="\n".join(text for _, text in found.lines).strip("\n"),
        quoted="\n".join(others).strip("\n"),
        people=tuple(dict.fromkeys([*people, *found.people])),
        attached=attached,
        is_automatic=fields.get("auto-submitted", "no").split(";")[0].strip().lower() != "no"
        or "x-autoreply" in fields
        or _AUTOMATIC.match(subject) is not None
        or fields.get("precedence", "").lower() == "auto_reply",
    )


def _head(subject: str, people: Sequence[str], sent_on: datetime.date | None) -> list[str]:
    """The head of a mail as a mail program shows it."""
    head = [("Van", "; ".join(people[:1])), ("Aan", "; ".join(people[1:])), ("Onderwerp", subject)]
    if sent_on is not None:
        head.append(("Verzonden", sent_on.isoformat()))
    return [f"{label}: {said}".rstrip() for label, said in head]


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a mail that hold something, those of a mail that is attached to it left out."""
    found: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822":
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting = [*(one for one in payload if isinstance(one, EmailMessage)), *waiting]
        else:
            found.append(part)
    return found


def _body(name: str, parts: list[EmailMessage]) -> str:
    """The plain text of a mail, else that of its HTML. Raises DataError."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in parts:
        kind = part.get_content_type()
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
            what = Text("{file} is encrypted or sealed: its text cannot be read", file=name)
            raise DataError(what, Text("open it in the mail program and paste its text into a file .txt"))
        if kind in texts and not _file_name(part):
            texts[kind].append(_decoded(part))
    plain = "\n".join(one for one in texts["text/plain"] if one.strip())
    if len(plain) > LONGEST_BODY or sum(len(one) for one in texts["text/html"]) > 2 * LONGEST_BODY:
        raise DataError(
            Text("{file} is far longer than a reply", file=name), Text("paste what counts into a file .txt")
        )
    if not plain.strip() and texts["text/html"]:
        plain = "\n".join(html_text(one) for one in texts["text/html"])
    lines = (
        pasted(plain)
        .removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u00a0", " ")
        .split("\n")
    )
    return "\n".join(_CONTROL.sub(" ", line).rstrip() for line in lines).strip("\n")


def _decoded(part: EmailMessage) -> str:
    """The text of a part, in whatever letters it says it is; lines that a mail program broke are whole again."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = None
    for letters in (_said(part, "charset"), "utf-8"):
        try:
            text = data.decode(letters or "utf-8")
            break
        except (LookupError, ValueError):
            continue
    if text is None:
        text = data.decode("cp1252", "replace")
    if _said(part, "format").lower() != "flowed":
        return text
    return _unflowed(text, _said(part, "delsp").lower() == "yes")


def _unflowed(text: str, is_dropped: bool) -> str:
    """Lines of `format=flowed` (RFC 3676): one that ends in a space goes on in the next one, as deep quoted."""
    found: list[tuple[str, list[str], bool]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        quotes = re.match(r">*", line)
        deep = quotes[0] if quotes else ""
        bare = line[len(deep) :].removeprefix(" ")
        if found and found[-1][2] and found[-1][0] == deep and bare != "-- ":
            found[-1][1].append(bare)
        else:
            found.append((deep, [bare], False))
        goes_on = bare.endswith(" ") and bare != "-- "
        if goes_on and is_dropped:
            found[-1][1][-1] = bare[:-1]
        found[-1] = (found[-1][0], found[-1][1], goes_on)
    return "\n".join(f"{deep}{' ' if deep else ''}{''.join(pieces)}" for deep, pieces, _ in found)


def _attached(parts: list[EmailMessage]) -> tuple[tuple[str, bytes], ...]:
    found = []
    for part in parts:
        payload = part.get_payload(decode=True) if _file_name(part) else None
        if isinstance(payload, bytes):
            found.append((_file_name(part), payload))
    return tuple(found)


def _file_name(part: EmailMessage) -> str:
    """The name of an attached file; empty where a part is not one."""
    try:
        return _plain(part.get_filename() or "")
    except Exception:  # the parser of headers raises whatever a broken one makes it meet
        return "?"


def _said(part: EmailMessage, name: str) -> str:
    """A word that stands with the type of a part, such as its charset."""
    try:
        found = part.get_param(name)
    except Exception:  # as above
        return ""
    return found if isinstance(found, str) else ""


def _fields(message: EmailMessage) -> dict[str, str]:
    """The head of a mail: the first field of each name, decoded, none longer than is sensible."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        key = str(name).lower()
        if key in found or key not in (*_FIELDS, "auto-submitted", "x-autoreply", "precedence"):
            continue
        raw = str(value)[:LONGEST_FIELD]
        try:
            said = str(policy.default.header_factory(name, re.sub(r"[\r\n]+[ \t]*", " ", raw)))
        except Exception:  # as above
            said = raw
        found[key] = _plain(said)
    return found


def _plain(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_CONTROL.sub(" ", whole.replace("\n", " ")).split())


def _day(text: str) -> datetime.date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _receivers(fields: dict[str, str]) -> list[str]:
    """Names of those whom the mail was sent to."""
    found = []
    for one in ", ".join(fields.get(name, "") for name in ("to", "cc")).split(">,")[:50]:
        name = one.partition("<")[0].strip(" \"',")
        if name and "@" not in name:
            found.append(name)
    return found


def _unreadable(name: str, why: str) -> DataError:
    what = Text("{file} cannot be read as a mail: {why}", file=name, why=why or "?")
    return DataError(what, Text("save it again as .eml, or paste its text into a file .txt"))
