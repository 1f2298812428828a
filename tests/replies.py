"""Replies to a draft of `ppl form session --format eml`, as the mail programs of colleagues make them."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Mapping
from email import policy
from email.message import EmailMessage
from typing import Any

WRITER, SENDER = "Els Verzonnen", "Jan Bedacht"  # invented, as everybody here


def gmail(draft: bytes, answers: Mapping[str, str]) -> bytes:
    """Answers between the quoted lines, each below the line that begins with its key."""
    plain, subject, _ = _parts(draft)
    above = f"Hoi,\n\nMijn antwoorden staan hieronder.\n\nGroet,\n{WRITER}\n\n"
    head = f"Op vr 20 nov 2026 om 10:02 schreef {SENDER} <jan@example.org>:\n\n"
    return _mail(subject, above + head + _between(plain, answers, "> "), cte="quoted-printable")


def outlook(draft: bytes, answers: Mapping[str, str]) -> bytes:
    """Answers in the old mail itself, which stands below a head without any mark."""
    plain, subject, _ = _parts(draft)
    above = f"Hoi,\n\nZie onder in rood.\n\nMet vriendelijke groet,\n\n{WRITER}\nGemeente Nergenshuizen\n\n"
    head = (
        f"________________________________\nVan: {SENDER} <jan@example.org>\n"
        f"Verzonden: vrijdag 20 november 2026 10:02\nAan: {WRITER} <els@example.org>\nOnderwerp: {subject}\n\n"
    )
    return _mail(subject, above + head + _between(plain, answers, ""), cte="base64")


def outlook_html(draft: bytes, answers: Mapping[str, str]) -> bytes:
    """The same as HTML alone, as Word writes it: answers behind an item, or in a paragraph below a question."""
    _, subject, html = _parts(draft)
    for mark, answer in answers.items():
        at = html.index(mark)
        end = min(place for place in (html.find("</p>", at), html.find("</li>", at)) if place > 0)
        if html.startswith("</li>", end):
            html = f'{html[:end]} <span style="color:red">{answer}</span>{html[end:]}'
        else:
            rows = "".join(f"<p class=MsoNormal>{row}<o:p></o:p></p>" for row in answer.split("\n"))
            html = html[: end + 4] + rows + html[end + 4 :]
    body = re.search(r"<body[^>]*>(.*)</body>", html, re.S)
    assert body is not None
    head = (
        f"<p class=MsoNormal>Hoi, zie mijn antwoorden in rood.<o:p></o:p></p><div style='border-top:solid'>"
        f"<p class=MsoNormal><b>Van:</b> {SENDER}<br><b>Verzonden:</b> vrijdag 20 november 2026 10:02<br>"
        f"<b>Aan:</b> {WRITER}<br><b>Onderwerp:</b> {subject}</p></div>"
    )
    return _mail(subject, f"<html><body>{head}{body[1]}</body></html>", subtype="html", cte="quoted-printable")


def on_top(draft: bytes, answers: Mapping[str, str]) -> bytes:
    """Answers with their numbers above the quoted mail."""
    plain, subject, _ = _parts(draft)
    own = "\n".join(f"{mark}{answer}" for mark, answer in answers.items())
    quoted = "\n".join(f"> {row}" for row in plain.split("\n"))
    return _mail(subject, f"Goedemorgen,\n\n{own}\n\nGroet, Els\n\n{quoted}")


def free(draft: bytes, text: str) -> bytes:
    """A mail of its own above the quoted one."""
    plain, subject, _ = _parts(draft)
    return _mail(subject, f"{text}\n\nGroet,\n{WRITER}\n\n" + "\n".join(f"> {row}" for row in plain.split("\n")))


def free_outlook(draft: bytes, text: str) -> bytes:
    """A mail of its own above the old one, which stands below a head without any mark."""
    plain, subject, _ = _parts(draft)
    head = f"________________________________\nVan: {SENDER} <jan@example.org>\nOnderwerp: {subject}\n\n"
    return _mail(subject, f"{text}\n\nGroet,\n{WRITER}\n\n{head}{plain}", cte="base64")


ABOVE: tuple[Callable[[bytes, str], bytes], ...] = (free, free_outlook)
PROGRAMS: tuple[Callable[[bytes, Mapping[str, str]], bytes], ...] = (gmail, outlook, outlook_html)


def attached(name: str, data: bytes) -> bytes:
    """A mail with a file."""
    message = EmailMessage()
    message["From"], message["Subject"] = f"{WRITER} <els@example.org>", "Antwoord"
    message.set_content(f"Hoi, zie de bijlage.\n\nGroet,\n{WRITER}\n")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _parts(draft: bytes) -> tuple[str, str, str]:
    """The plain text, the subject and the HTML of a draft."""
    message = email.message_from_bytes(draft, policy=policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None
    return plain.get_content(), str(message["Subject"]), html.get_content()


def _between(plain: str, answers: Mapping[str, str], mark: str) -> str:
    found: list[str] = []
    waiting = ""
    for row in plain.rstrip().split("\n"):
        found.append(f"{mark}{row}".rstrip())
        waiting = next((said for key, said in answers.items() if row.lstrip(" -").startswith(key)), waiting)
        if waiting and row.rstrip().endswith((":", "?")):
            found += ["", *waiting.split("\n"), ""]
            waiting = ""
    return "\n".join(found)


def _mail(subject: str, text: str, **how: Any) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f"{WRITER} <els@example.org>", f"{SENDER} <jan@example.org>"
    message["Subject"], message["Date"] = f"RE: {subject}", "Sat, 21 Nov 2026 09:12:00 +0100"
    message.set_content(text, **how)
    return message.as_bytes()
