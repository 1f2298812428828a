"""`ppl recap` in the three formats, with and without the register, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from icalendar import Calendar

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
TALK = "waterrijk/sessions/2026-01-05-weekly"
FILE = f"projects/{TALK}.yaml"
NAME = ("people", "projectleider", "Noor", "van", "der", "Testeren", "--project", "waterrijk")


@pytest.fixture(autouse=True)
def no_register_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)


def test_the_letter_greets_nobody_by_name_without_a_register(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "recap", "2026-01-05-weekly", "--lang", "en")
    assert (code, err) == (0, "")
    assert out.startswith("What we agreed on 5 January 2026: Waterrijk\n")
    assert "\nHello,\n" in out
    assert "  - Netbeheerder bellen: projectleider van de gemeente, ready by 12 January 2026\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_letter_and_the_mail_say_names_and_the_document_does_not(kb: Kb, in_process: Run) -> None:
    in_process(kb, *NAME, "--mail", "noor@gemeente.example")
    _, letter, _ = in_process(kb, "recap", TALK, "--lang", "en")
    assert "Dear Noor van der Testeren," in letter and "bellen: Noor van der Testeren, ready" in letter
    _, mail, _ = in_process(kb, "recap", TALK, "--format", "eml", "--lang", "en")
    assert "To: Noor van der Testeren <noor@gemeente.example>\r\n" in mail
    _, document, _ = in_process(kb, "recap", TALK, "--format", "md", "--lang", "en")
    assert document.startswith("# What we agreed") and "Noor" not in document
    assert kb.status() == ""


def test_a_mail_without_a_known_address_has_none(kb: Kb, in_process: Run) -> None:
    in_process(kb, *NAME)
    _, mail, _ = in_process(kb, "recap", TALK, "--format", "eml")
    assert "\r\nTo:" not in mail and mail.startswith("X-Unsent: 1\r\n")


def test_a_file_holds_the_same_bytes_each_time(kb: Kb, in_process: Run) -> None:
    for name in ("een.eml", "twee.eml"):
        code, out, err = in_process(kb, "recap", TALK, "--format", "eml", "--out", name)
        assert (code, out, err) == (0, "", f"written to {name}\n")
    assert (kb.root / "een.eml").read_bytes() == (kb.root / "twee.eml").read_bytes()
    code, _, err = in_process(kb, "recap", TALK, "--out", "nergens/een.txt")
    assert code == 4 and "nergens" in err


def test_a_session_of_the_bureau_itself_is_refused(kb: Kb, in_process: Run) -> None:
    kb.write(FILE, kb.text(FILE) + "visibility: internal\n")
    code, out, err = in_process(kb, "recap", TALK)
    assert (code, out) == (2, "")
    assert "not for the other party to read" in err and "visibility=project" in err
    assert in_process(kb, "recap", TALK, "--as-of", kb.git("rev-parse", "HEAD~1").strip())[0] == 0


def test_a_session_that_cannot_be_read_is_told_with_its_line(kb: Kb, in_process: Run) -> None:
    kb.write(FILE, kb.text(FILE).replace("due_on: 2026-01-12", "due_on: morgen"))
    code, _, err = in_process(kb, "recap", TALK)
    assert code == 3 and f"data/{FILE}:" in err


def test_a_lesson_of_the_session_is_told_also_by_its_bare_id(kb: Kb, in_process: Run) -> None:
    lesson = "title: Bel eerst\nstatus: raw\nkind: observation\nfrom: {project: waterrijk}\nnoted_on: 2026-01-05\n"
    kb.write("lessons/bel-eerst.yaml", lesson)
    kb.write("lessons/geheim.yaml", lesson.replace("Bel eerst", "Geheim") + "visibility: internal\n")
    kb.write(FILE, kb.text(FILE) + "lessons: [bel-eerst, lessons/geheim]\n")
    _, out, _ = in_process(kb, "recap", TALK, "--lang", "en")
    assert "- Bel eerst" in out and "Geheim" not in out


@pytest.mark.parametrize("args", [("recap", "nergens"), ("recap", TALK, "--format", "csv")])
def test_what_is_not_there_is_refused(kb: Kb, in_process: Run, args: tuple[str, ...]) -> None:
    assert in_process(kb, *args)[0] == 2


def test_the_next_talk_goes_into_a_calendar_alone_or_with_the_mail(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "recap", TALK, "--format", "ics", "--lang", "en")
    assert code == 3 and "no next talk" in err and "next_on=DATE" in err
    kb.write(FILE, kb.text(FILE) + "next_on: 2026-01-12\n")
    assert in_process(kb, "recap", TALK, "--out", "gesprek.ics", "--lang", "en")[0] == 0
    (event,) = Calendar.from_ical((kb.root / "gesprek.ics").read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-01-12"
    assert (str(event["summary"]), event["sequence"]) == ("Talk about Waterrijk", 1)
    code, mail, _ = in_process(kb, "recap", TALK, "--format", "eml", "--with-calendar")
    assert code == 0 and "text/calendar" in mail and 'filename="agenda.ics"' in mail
    code, _, err = in_process(kb, "recap", TALK, "--with-calendar")
    assert code == 2 and "--format eml" in err
