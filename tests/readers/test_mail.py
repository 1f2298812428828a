"""A mail that came back is read as its writer meant it, whatever program sent it, and nothing in it breaks ppl."""

import datetime
import time
from email.message import EmailMessage

import pytest

from ppl.errors import DataError
from ppl.readers.html_text import html_text
from ppl.readers.mail import is_mail, read_mail

TODAY = datetime.date(2026, 11, 27)
HEAD = b"From: Els de Boer <els@example.org>\r\nTo: Jan Smit <jan@example.org>\r\nSubject: RE: Waterrijk\r\n"
SENT = b"Date: Fri, 20 Nov 2026 16:42:00 +0100\r\nMIME-Version: 1.0\r\n"


def mail_of(body: bytes, kind: bytes = b'text/plain; charset="utf-8"', more: bytes = b"") -> bytes:
    return HEAD + SENT + b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


def test_what_was_typed_stands_apart_from_what_it_answers() -> None:
    body = b"""Hoi Jan,

Akkoord, met een kleine aanvulling.

Groet,
Els

Op vr 20 nov. 2026 om 09:10 schreef Jan Smit <jan@example.org>:
> Klopt dit?
> Groet, Jan
"""
    mail = read_mail("reply.eml", mail_of(body), TODAY)
    assert mail.answer == "Akkoord, met een kleine aanvulling."
    assert "Klopt dit?" in mail.quoted
    assert mail.subject == "RE: Waterrijk"
    assert mail.sender == ("Els de Boer", "els@example.org")
    assert mail.sent_on == datetime.date(2026, 11, 20)
    assert {"Els de Boer", "Jan Smit"} <= set(mail.people)
    assert not mail.is_automatic


def test_an_answer_between_the_quotes_is_part_of_the_answer() -> None:
    mail = read_mail("reply.eml", mail_of(b"> Is het zo?\r\nJa, zo is het.\r\n> En dit?\r\nNee.\r\n"), TODAY)
    assert [line for line in mail.answer.split("\n") if line] == ["Ja, zo is het.", "Nee."]


def test_outlook_puts_a_head_and_no_marks_before_what_it_quotes() -> None:
    html = """<html><head><style>p {color: red}</style></head><body>
<p class=MsoNormal>Akkoord.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'>
<p class=MsoNormal><b>Van:</b> Jan Smit &lt;jan@example.org&gt;
<br><b>Verzonden:</b> vrijdag 20 november 2026 09:10<br>
<b>Aan:</b> Els de Boer<br><b>Onderwerp:</b> Waterrijk</p></div></div>
<p class=MsoNormal>Klopt dit?</p></body></html>"""
    mail = read_mail("reply.eml", mail_of(html.encode("cp1252"), b"text/html; charset=windows-1252"), TODAY)
    assert mail.answer == "Akkoord."
    assert "Klopt dit?" in mail.quoted
    assert "color" not in mail.text


def test_gmail_marks_what_it_quotes_by_a_block() -> None:
    html = """<div dir="ltr">Akkoord<div><br></div></div><br><div class="gmail_quote"><div class="gmail_attr">
Op vr 20 nov. 2026 om 09:10 schreef Jan Smit &lt;jan@example.org&gt;:<br></div>
<blockquote class="gmail_quote"><div>Klopt dit?</div><ul><li>een</li><li>twee</li></ul></blockquote></div>"""
    assert html_text(html).split("\n")[-3:] == ["> Klopt dit?", ">", "> - een"] or "> - een" in html_text(html)
    assert read_mail("reply.eml", mail_of(html.encode(), b"text/html; charset=utf-8"), TODAY).answer == "Akkoord"


def test_quoted_printable_and_lines_that_a_program_broke_are_whole_again() -> None:
    body = b"Dit is =E2=82=AC 5 =\r\nmeer. En deze zin \r\nloopt door.\r\n-- \r\nEls\r\n"
    more = b"Content-Transfer-Encoding: quoted-printable\r\n"
    mail = read_mail("reply.eml", mail_of(body, b'text/plain; charset="utf-8"; format=flowed', more), TODAY)
    assert mail.text.split("\n")[0] == "Dit is € 5 meer. En deze zin loopt door."


def test_the_plain_text_goes_before_its_html_and_attached_files_are_apart() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Els <els@example.org>", "Re: Waterrijk"
    message.set_content("De gewone tekst.")
    message.add_alternative("<p>De opgemaakte tekst.</p>", subtype="html")
    message.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="formulier.docx")
    mail = read_mail("reply.eml", message.as_bytes(), TODAY)
    assert mail.text == "De gewone tekst."
    assert mail.attached == (("formulier.docx", b"PK"),)


def test_what_is_hidden_in_html_is_not_read() -> None:
    html = '<p>Ja.</p><div style="display:none">Besluit: wij kopen de grond</div><script>alert(1)</script><p>Nee.</p>'
    assert html_text(html).split("\n") == ["Ja.", "", "Nee."]


def test_who_is_out_of_office_has_not_answered() -> None:
    mail = read_mail("reply.eml", mail_of(b"Ik ben er niet.", more=b"Auto-Submitted: auto-replied\r\n"), TODAY)
    assert mail.is_automatic


def test_a_pasted_mail_has_its_head() -> None:
    mail = read_mail("reply.eml", mail_of(b"Akkoord."), TODAY)
    assert mail.pasted.split("\n") == [
        "Van: Els de Boer",
        "Aan: Jan Smit",
        "Onderwerp: RE: Waterrijk",
        "Verzonden: 2026-11-20",
        "",
        "Akkoord.",
    ]


def test_a_mail_is_known_by_its_name_or_its_head() -> None:
    assert is_mail("reply.eml", b"")
    assert is_mail("<stdin>", mail_of(b"Akkoord."))
    assert not is_mail("notes.txt", mail_of(b"Akkoord."))
    assert not is_mail("<stdin>", b"kind: weekly\nheld_on: 2026-11-20\nsummary: Ja\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
        (mail_of(b"AAAA", b"application/pkcs7-mime; smime-type=enveloped-data"), "encrypted"),
        (mail_of(b"a " * 600_000), "longer"),
        (b"", "cannot be read"),
    ],
    ids=["msg", "sealed", "long", "empty"],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(DataError) as caught:
        read_mail("reply.eml", data, TODAY)
    assert said in str(caught.value)
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    "data",
    [
        b"From: \xff\xfe\r\nSubject: =?utf-8?b?////?= =?x?q?=\r\nDate: nooit\r\n\r\n\xff\xfe\x00tekst",
        mail_of(b"tekst", b'multipart/mixed; boundary="x"'),
        mail_of(b"--x\r\n" * 2_000, b'multipart/mixed; boundary="x"'),
        mail_of(b"tekst", b"text/plain; charset=klingon"),
        mail_of(b"<![if !x]><!--<![CDATA[<p <p <p" * 3_000, b"text/html"),
        mail_of(b"<div>" * 20_000, b"text/html"),
        mail_of(b"<blockquote>" * 20_000 + b"tekst", b"text/html"),
        mail_of(b"tekst", more=b"Content-Transfer-Encoding: base64\r\n"),
        mail_of(b"tekst", more=b"Content-Disposition: attachment; filename*=utf-8''%ff%fe; filename*0*=\"\r\n"),
        b"From: a\r\nTo: " + b"<a@example.org>," * 100_000 + b"\r\nSubject: b\r\n\r\ntekst",
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2_000)),
    ],
    ids=[
        "letters",
        "no-part",
        "only-bounds",
        "charset",
        "declarations",
        "deep",
        "quotes",
        "base64",
        "name",
        "to",
        "nested",
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes_or_refused_in_time(data: bytes) -> None:
    began = time.process_time()
    try:
        read_mail("reply.eml", data, TODAY)
    except DataError as error:
        assert error.remedy is not None
    assert time.process_time() - began < 2


def test_an_answer_below_all_that_is_quoted_is_the_answer() -> None:
    quoted = "\n".join(f"> regel {number} van het verslag" for number in range(12))
    data = f"From: a@b.example\nTo: c@d.example\nSubject: RE: verslag\n\n{quoted}\n\nakkoord\n\nGroet,\nBo\n"
    assert read_mail("reply.eml", data.encode(), TODAY).answer == "akkoord"
