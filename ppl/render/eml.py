"""A document as a mail: a draft (X-Unsent) with plain text, and HTML with its pictures, from the same blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any, NamedTuple

from ppl.errors import Text, with_extra
from ppl.render import ics, marked, markup
from ppl.render.document import Document
from ppl.render.mail_text import mail_text
from ppl.render.page import Page, page
from ppl.render.typography import NBSP

TEMPLATE = "pages/mail.html.j2"
ROOM = 552  # pixels that a picture has between the margins
CALENDAR = "agenda.ics"
LONGEST = 110  # signs of the line that mail programs show beside the subject


class Picture(NamedTuple):
    """A picture in a mail: its name, its PNG, and its size in pixels as the mail shows it."""

    name: str
    content: bytes
    width: int
    height: int

    @property
    def id(self) -> str:
        """What the HTML calls it by."""
        return f"{self.name}.{hashlib.sha256(self.content).hexdigest()[:12]}@ppl"


def render(document: Document) -> bytes:
    """A mail that opens as a draft, without date or sender; the same document gives the same bytes.

    Its title is the subject; where it is for one reader it is a letter, else its head is that of a page.
    Raises TemplateError, and DataError where a calendar is to go with it and there is nothing for one.
    """
    from email.headerregistry import Address
    from email.policy import SMTP

    found = laid_out(document)
    has_layout = _has_layout(document)
    pictures = _pictures(document, found) if has_layout else []
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    title = found.title.replace(NBSP, " ")  # a subject is one line, and searched by what people type
    mail["Subject"] = f"{found.draft}: {title}" if found.draft else title
    if document.to:
        mail["To"] = [Address(display_name=name, addr_spec=address) for name, address in document.to]
    mail.set_content(_text(found), cte="quoted-printable")
    if has_layout:
        mail.add_alternative(_html(document, found, pictures), subtype="html", cte="quoted-printable")
        _, html = mail.iter_parts()
        for one in pictures:
            html.add_related(
                one.content, "image", "png", cid=f"<{one.id}>", filename=f"{one.name}.png", disposition="inline"
            )
    if document.has_calendar:
        params = {"method": "PUBLISH", "charset": "utf-8"}
        mail.add_attachment(ics.render(document), "text", "calendar", filename=CALENDAR, params=params)
    mail["Content-Language"] = document.language
    _bound(mail)
    return mail.as_bytes()


def _has_layout(document: Document) -> bool:
    """Whether the mail gets a part in HTML beside its text; where a package for that is not there, it is said."""
    from importlib.util import find_spec

    if find_spec("css_inline") is None:
        what = Text("the mail is plain text: its layout needs a package that is not installed")
        document.remark(Text("{what}; {remedy}", what=what, remedy=with_extra("mail")))
        return False
    return True


def laid_out(document: Document) -> Page:
    """The page of a mail; that of a letter has neither head nor contents."""
    if "letter" not in document.parts:
        return page(document, "eml")
    return page(document._replace(to_about=type(document.about)), "eml")._replace(contents=[])


def seen(found: Page, shown: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the template of a mail sees. shown: by name the address and size of each picture"""
    blocks = [one for one in found.blocks if one["kind"] != "picture" or one["name"] in shown]
    return {**found._asdict(), "pictures": shown, "blocks": blocks, "preheader": _preheader(found)}


def _pictures(document: Document, found: Page) -> list[Picture]:
    """The pictures of a page as PNG; none where nothing here can draw them, and then it is said."""
    from importlib.util import find_spec

    from ppl.render.png import pngs

    if found.pictures and find_spec("typst") is None:
        what = Text("the pictures are left out: drawing them needs a package that is not installed")
        document.remark(Text("{what}; {remedy}", what=what, remedy=with_extra("pdf")))
        return []
    return [_picture(name, content) for name, content in pngs(found.pictures).items()]


def _picture(name: str, content: bytes) -> Picture:
    """A PNG as wide as there is room for; its own size stands in its first bytes."""
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return Picture(name, content, ROOM, round(height * ROOM / width))


def _html(document: Document, found: Page, pictures: list[Picture]) -> str:
    """The HTML of a mail: its style in each element, and the rules for dark and narrow screens in its head."""
    from css_inline import CSSInliner

    shown = {one.name: {"address": f"cid:{one.id}", "width": one.width, "height": one.height} for one in pictures}
    data = seen(found, shown)
    text = markup.filled(TEMPLATE, data, translate=document.translate, language=document.language, own=document.own)
    inlined: str = CSSInliner(load_remote_stylesheets=False, keep_at_rules=True).inline(text)
    return inlined


def _preheader(found: Page) -> str:
    """The line that mail programs show beside the subject: the first paragraph that says something."""
    said = [marked.text(block["runs"]) for block in found.blocks if block["kind"] == "paragraph"]
    text = next((one for one in said if len(one) > LONGEST / 3), "")
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + "…"


def _text(found: Page) -> str:
    """The plain text of a mail; its title is the subject."""
    head = f"{found.draft.upper()}\n\n" if found.draft else ""
    foot = f"\n-- \n{' · '.join(found.facts)}\n" if found.facts else ""
    return head + mail_text(found.blocks) + foot


def _bound(mail: EmailMessage) -> None:
    """Give each part that holds others a boundary that follows from what it holds."""
    for at, part in enumerate(mail.walk()):
        if part.is_multipart():
            held = "".join(str(one.get_payload()) for one in part.walk() if not one.is_multipart())
            part.set_boundary(f"ppl-{hashlib.sha256(f'{at}{held}'.encode()).hexdigest()[:32]}")
