"""A colleague without ppl takes part: the draft, the replies that mail programs make of it, documents and sheets."""

from __future__ import annotations

import email
import io
from collections.abc import Callable, Mapping
from email import policy
from pathlib import Path

import pytest

from tests import replies
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
SESSION = "projects/waterrijk/sessions/2026-11-20-weekly.yaml"
ANSWERS = {
    "1. ": "De kabel is besproken.\nDe gemeente heeft meer tijd nodig.",
    "2. ": "- het bureau stuurt een nieuwe planning",
    "3. ": "projectleider: akkoord met uitstel, omdat de kabel later komt",
    "Netbeheerder bellen": "gedaan, de datum is bekend",
    "Planning bijwerken": "wordt 15 december, want de jurist is ziek",
    "5. ": "projectleider belt de provincie voor 10 december",
    "Netaansluiting komt": "opgelost, er is een tijdelijke kabel",
}


@pytest.fixture
def kb(kb: Kb) -> Kb:
    kb.environment["PPL_TODAY"] = "2026-11-21"
    return kb


def draft(kb: Kb, run: Run, *words: str) -> bytes:
    out = kb.root.parent / "vragen.eml"
    code, _, err = run(kb, "form", "session", "waterrijk", "--on", "2026-11-20", "--out", str(out), *words)
    assert code == 0, err
    return out.read_bytes()


def logged(kb: Kb, run: Run, name: str, data: bytes) -> tuple[int, str, str]:
    (kb.root.parent / name).write_bytes(data)
    return run(kb, "log", "waterrijk", "--from", f"../{name}", "--yes")


def holds_all(kb: Kb) -> None:
    """What the answers say stands in the records, and no more."""
    text = kb.text(SESSION)
    for line in (
        "De kabel is besproken.", "De gemeente heeft meer tijd nodig.", "  - het bureau stuurt een nieuwe planning",
        "owner: projectleider", "due_on: 2026-12-10",
    ):  # fmt: skip
        assert line in text, line
    before = kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")
    assert "status: done" in before and "result: de datum is bekend" in before
    assert "due_on: 2026-12-15" in before and "because: de jurist is ziek" in before
    assert "resolution: er is een tijdelijke kabel" in kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    decision = kb.text("projects/waterrijk/decisions/2026-11-20-municipal.yaml")
    assert "by: projectleider" in decision and "outcome: akkoord met uitstel" in decision
    shown = kb.git("show", "HEAD")
    for other in ("Els", "Jan", "rood", "hieronder", "Wat is er", "vraag", "zes", "els@example.org", "groet"):
        assert other not in shown, other


@pytest.mark.parametrize("program", replies.PROGRAMS, ids=lambda program: program.__name__)
def test_the_answers_of_a_reply_become_records_whatever_program_sent_it(
    kb: Kb, in_process: Run, program: Callable[[bytes, Mapping[str, str]], bytes]
) -> None:
    code, _, err = logged(kb, in_process, "antwoord.eml", program(draft(kb, in_process), ANSWERS))
    assert code == 0, err
    holds_all(kb)


def test_the_draft_has_six_questions_what_is_open_and_no_codes(kb: Kb, in_process: Run) -> None:
    data = draft(kb, in_process)
    mail = email.message_from_bytes(data, policy=policy.default)
    assert mail["X-Unsent"] == "1" and mail["To"] is None and mail["From"] is None
    assert mail["Subject"] == "Wekelijks gesprek Waterrijk, 20 november 2026: zes vragen"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    text = plain.get_content()
    assert [row[0] for row in text.split("\n") if row[:1].isdigit()] == [*"123456"]
    assert "Netbeheerder bellen (projectleider van de gemeente, uiterlijk 12 januari" in text
    for code in ("a1", "netaansluiting", "2026-01-05", "weekly", "ppl", "<!-- "):
        assert code not in text and code not in html.get_content(), code
    assert data == draft(kb, in_process)


def test_what_the_municipality_may_not_read_is_not_in_the_draft(kb: Kb, in_process: Run) -> None:
    kb.write(
        "projects/waterrijk/bottlenecks/geheim.yaml",
        "title: Vertrouwelijk knelpunt\ncategory: netcongestie\nstatus: open\nopened_on: 2026-01-05\n"
        "visibility: internal\n",
    )
    assert b"Vertrouwelijk" not in draft(kb, in_process)


def test_the_questions_are_there_in_english_too(kb: Kb, in_process: Run) -> None:
    data = draft(kb, in_process, "--lang", "en")
    answers = {"1. ": "The cable.", "Netbeheerder bellen": "done, the date is known", "6. ": "Next time 4 December."}
    code, _, err = logged(kb, in_process, "reply.eml", replies.gmail(data, answers))
    assert code == 0, err
    assert "summary: The cable." in kb.text(SESSION) and "next_on: 2026-12-04" in kb.text(SESSION)
    assert "result: the date is known" in kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")


def test_answers_above_the_quoted_mail_are_known_by_their_numbers(kb: Kb, in_process: Run) -> None:
    answers = {"1. ": "De kabel is besproken.", "2) ": "niets", "4: ": "netbeheerder: gedaan", "6 - ": "x"}
    answers = {**answers, "6. ": "4 december"}
    del answers["6 - "]
    code, _, err = logged(kb, in_process, "antwoord.eml", replies.on_top(draft(kb, in_process), answers))
    assert code == 0, err
    text = kb.text(SESSION)
    assert "summary: De kabel is besproken." in text and "next_on: 2026-12-04" in text and "agreements" not in text
    assert "status: done" in kb.text("projects/waterrijk/sessions/2026-01-05-weekly.yaml")


def test_a_reply_without_the_questions_is_read_as_notes(kb: Kb, in_process: Run) -> None:
    text = "Hoi Jan,\n\nDe kabel is besproken.\nActie: provincie bellen (projectleider, voor 10 december)"
    code, _, err = logged(kb, in_process, "antwoord.eml", replies.free(draft(kb, in_process), text))
    assert code == 0, err
    assert "text: provincie bellen" in kb.text(SESSION) and "summary: De kabel is besproken." in kb.text(SESSION)


def test_names_and_numbers_in_a_reply_are_struck_out_and_said(kb: Kb, in_process: Run) -> None:
    answers = {"1. ": "Besproken met Kees Gezocht, 06-12345678."}
    code, _, err = logged(kb, in_process, "antwoord.eml", replies.gmail(draft(kb, in_process), answers))
    assert code == 0
    assert "Kees Gezocht" in err and "06…78" in err
    assert "Kees" not in kb.git("show", "HEAD") and "12345678" not in kb.git("show", "HEAD")


def test_a_reply_that_leaves_all_as_it_was_writes_nothing(kb: Kb, in_process: Run) -> None:
    code, out, err = logged(kb, in_process, "antwoord.eml", replies.gmail(draft(kb, in_process), {}))
    assert (code, out) == (3, "") and "says nothing of a talk" in err


def test_who_is_out_of_office_gives_no_session(kb: Kb, in_process: Run) -> None:
    data = b"Auto-Submitted: auto-replied\r\n" + replies.free(draft(kb, in_process), "Ik ben er niet.")
    code, _, err = logged(kb, in_process, "antwoord.eml", data)
    assert code == 3 and "nobody answered" in err


def document(kb: Kb, run: Run) -> bytes:
    """The form as Word, filled in."""
    docx = pytest.importorskip("docx")
    out = kb.root.parent / "vragen.docx"
    assert run(kb, "form", "session", "waterrijk", "--on", "2026-11-20", "--out", str(out))[0] == 0
    made = docx.Document(str(out))
    paragraphs = list(made.paragraphs)
    for place, one in enumerate(paragraphs):
        mark = next((mark for mark in ANSWERS if one.text.startswith(mark)), None)
        if mark is None:
            continue
        if one.text.rstrip().endswith(":"):
            one.add_run(ANSWERS[mark])
        else:
            empty = next(p for p in paragraphs[place:] if not p.text)
            rows = ANSWERS[mark].removeprefix("- ").split("\n")
            empty.text = rows[0]
            for row in rows[1:]:
                empty.insert_paragraph_before(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_filled_in_document_comes_back(kb: Kb, in_process: Run) -> None:
    code, _, err = logged(kb, in_process, "vragen.docx", document(kb, in_process))
    assert code == 0, err
    holds_all(kb)


def test_a_form_that_is_attached_to_a_mail_comes_back(kb: Kb, in_process: Run) -> None:
    mail = replies.attached("vragen.docx", document(kb, in_process))
    code, _, err = logged(kb, in_process, "antwoord.eml", mail)
    assert code == 0 and "vragen.docx" in err
    holds_all(kb)


def test_a_filled_in_sheet_comes_back(kb: Kb, in_process: Run) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    out = kb.root.parent / "vragen.xlsx"
    assert in_process(kb, "form", "session", "waterrijk", "--on", "2026-11-20", "--out", str(out))[0] == 0
    book = openpyxl.load_workbook(out)
    for row in book.active.iter_rows(max_col=2):
        mark = next((mark for mark in ANSWERS if str(row[0].value or "").startswith(mark)), None)
        if mark is not None:
            row[1].value = ANSWERS[mark].removeprefix("- ")
    book.save(out)
    code, _, err = logged(kb, in_process, "vragen.xlsx", Path(out).read_bytes())
    assert code == 0, err
    holds_all(kb)


def test_minutes_in_word_are_read_as_notes(kb: Kb, in_process: Run) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Verslag weekgesprek Waterrijk", 1)
    made.add_paragraph("Datum: 12 november 2026")
    made.add_heading("Besproken", 2)
    made.add_paragraph("De bodem is schoon.")
    made.add_heading("Afspraken", 2)
    made.add_paragraph("de aannemer begint in maart", style="List Bullet")
    made.add_heading("Acties", 2)
    table = made.add_table(rows=0, cols=3)
    for cells in (("Wat", "Wie", "Wanneer"), ("Netbeheerder bellen", "projectleider", "1-12-2026")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    code, _, err = logged(kb, in_process, "verslag.docx", file.getvalue())
    assert code == 0, err
    text = kb.text("projects/waterrijk/sessions/2026-11-12-weekly.yaml")
    assert "De bodem is schoon." in text and "  - de aannemer begint in maart" in text
    assert "owner: projectleider\n    due_on: 2026-12-01" in text


def test_a_mail_comes_through_a_pipe_too(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = replies.gmail(draft(kb, in_process), ANSWERS)
    (kb.root.parent / "pijp").write_bytes(data)
    with (kb.root.parent / "pijp").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        code, _, err = in_process(kb, "log", "waterrijk", "--from", "-", "--yes")
    assert code == 0, err
    holds_all(kb)


def mail(text: str, subject: str = "Antwoord") -> bytes:
    head = f"From: Els Verzonnen <els@example.org>\nSubject: {subject}\nDate: Wed, 18 Nov 2026 10:00:00 +0100\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


@pytest.mark.parametrize("text", ["", "Groet,\nEls", "Hoi,"])
def test_a_mail_in_which_nothing_is_answered_is_no_talk(kb: Kb, in_process: Run, text: str) -> None:
    code, _, err = logged(kb, in_process, "antwoord.eml", mail(text))
    assert code == 3 and "antwoord.eml says nothing of a talk" in err
    assert kb.status() == ""


@pytest.mark.parametrize("text", ["akkoord", "Hoi,\n\nPrima, akkoord!\n\nGroet,\nEls"])
def test_a_mail_that_only_agrees_is_no_talk_and_says_where_it_goes(kb: Kb, in_process: Run, text: str) -> None:
    code, _, err = logged(kb, in_process, "antwoord.eml", mail(text))
    assert code == 3 and "ppl agree SESSION --from ../antwoord.eml" in err
    assert kb.status() == ""


@pytest.mark.parametrize("name", ["antwoord.eml", "notities.txt", "-"])
def test_an_empty_file_or_pipe_is_no_talk(kb: Kb, name: str) -> None:
    if name != "-":
        kb.root.joinpath(name).write_bytes(b" \n")
    done = kb.ppl("log", "waterrijk", "--from", name, "--yes", stdin="\n")
    assert done.returncode == 3 and "says nothing of a talk" in done.stderr and "kept in" not in done.stderr


def test_a_form_that_comes_back_empty_is_no_talk(kb: Kb, in_process: Run) -> None:
    code, _, err = logged(kb, in_process, "antwoord.eml", replies.gmail(draft(kb, in_process), {}))
    assert code == 3 and "says nothing of a talk" in err


def test_the_preview_says_that_the_day_is_that_of_the_mail_unless_an_option_says_it(kb: Kb, in_process: Run) -> None:
    (kb.root.parent / "a.eml").write_bytes(mail("De kabel is besproken."))
    words = ("log", "waterrijk", "--from", "../a.eml", "--dry-run")
    _, out, err = in_process(kb, *words)
    assert "it is that of the mail or the messages: 2026-11-18" in err and "held_on: 2026-11-18" in out
    _, out, err = in_process(kb, *words, "--on", "2026-11-17")
    assert "the mail was sent" not in err and "held_on: 2026-11-17" in out


def test_a_mail_without_a_day_is_of_today_and_the_preview_says_so(kb: Kb, in_process: Run) -> None:
    data = b"\n".join(line for line in mail("De kabel is besproken.").split(b"\n") if not line.startswith(b"Date"))
    (kb.root.parent / "a.eml").write_bytes(data)
    _, out, err = in_process(kb, "log", "waterrijk", "--from", "../a.eml", "--dry-run")
    assert "the talk is stored as of today, 2026-11-21" in err and "held_on: 2026-11-21" in out


def test_a_day_that_is_in_no_calendar_is_said_with_its_line(kb: Kb, in_process: Run) -> None:
    text = "1. De kabel is besproken.\n5. pl belt nb voor 31-4\n6. 31-2-2027"
    (kb.root.parent / "a.eml").write_bytes(mail(text, "Re: Wekelijks gesprek Waterrijk, 20 november 2026: zes vragen"))
    _, out, err = in_process(kb, "log", "waterrijk", "--from", "../a.eml", "--dry-run")
    assert "31-4 is in no calendar; it stays in the text" in err and "31-2-2027 is in no calendar" in err
    assert "pl belt nb voor 31-4" in out and "bottleneck" not in out
    code, _, err = in_process(kb, "log", "waterrijk", "--from", "../a.eml", "--on", "31-2-2027")
    assert code == 2 and "31-2-2027 is in no calendar" in err


@pytest.mark.parametrize("said", ["", "11-12"])
def test_an_action_that_was_closed_since_the_draft_left_is_no_summary(kb: Kb, in_process: Run, said: str) -> None:
    kb.environment["PPL_LANG"] = "nl"
    data = draft(kb, in_process)
    for one in ("2026-01-05-weekly#a1", "2026-01-05-weekly#a2"):
        assert in_process(kb, "set", f"waterrijk/sessions/{one}", "status=done")[0] == 0
    head = kb.head()
    answers = {"1. ": "De kabel is besproken.", "Planning bijwerken": said} if said else {}
    code, _, err = logged(kb, in_process, "antwoord.eml", replies.gmail(data, answers))
    if said:
        assert code == 0 and "`Planning bijwerken` is inmiddels afgerond; weggelaten: 11-12" in err
        assert "summary: De kabel is besproken.\n" in kb.text(SESSION) and "Planning" not in kb.text(SESSION)
    else:
        assert code != 0 and kb.head() == head, err
