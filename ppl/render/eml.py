"""A mail as a draft: plain text and simple HTML from the same Markdown, to be opened in a mail program."""

from collections.abc import Sequence
from html import escape

from ppl.render.document import Document
from ppl.render.lines import lines
from ppl.render.plain import spoken

WIDTH = 76
PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: Calibri, Arial, sans-serif; line-height: 1.4; max-width: 42em; overflow-wrap: anywhere">
{body}</body>
</html>
"""


def render(document: Document) -> bytes:
    """The letter of a document as a draft."""
    return draft(document.markdown("eml"), to=document.to, language=document.language)


def draft(markdown: str, *, to: Sequence[tuple[str, str]] = (), language: str = "nl") -> bytes:
    """An .eml that opens as a draft (X-Unsent), without date or sender; the same input gives the same bytes.

    markdown: its first heading becomes the subject; to: pairs of a name and an address, both on one line.
    HTML in the text stays text.
    """
    import hashlib
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    head, _, rest = markdown.partition("\n")
    subject, body = spoken(head.lstrip("# ")), rest.lstrip("\n")
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["Subject"] = subject
    if to:
        mail["To"] = [Address(display_name=name, addr_spec=address) for name, address in to]
    mail.set_content(lines(body, WIDTH), cte="quoted-printable")
    page = PAGE.format(language=escape(language), title=escape(subject), body=html(body))
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language
    mail.set_boundary("ppl-" + hashlib.sha256(markdown.encode()).hexdigest()[:32])
    return mail.as_bytes()


def html(markdown: str) -> str:
    """Markdown as HTML without any HTML or image of its own."""
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark", {"html": False}).disable("image").render(markdown)
    assert isinstance(rendered, str)
    return rendered
