"""`ppl agree --from`: real mails. Only a plain yes of the newest text agrees, and nobody's name is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
TALK = "waterrijk/sessions/2026-01-05-weekly"
FILE = f"projects/{TALK}.yaml"
LESSON = "lessons/bel-eerst"
# invented people, as everything here
SENDER = "Fenna Verzinsel <fenna.verzinsel@example.org>"
NAME = "RE_ verslag Fenna Verzinsel.eml"
QUOTED = (
    "\n\nOp di 6 jan. 2026 om 09:10 schreef Het bureau <bureau@example.org>:\n> Onze afspraken van 5 januari 2026\n"
    "> Klopt dit? Antwoord dan met ‘akkoord’.\n> Akkoord.\n"
)


def mail(kb: Kb, text: str, subject: str = "RE: Onze afspraken van 5 januari 2026: Waterrijk", quoted: str = QUOTED,
         **fields: str) -> str:  # fmt: skip
    """A reply as a mail program writes it, outside the knowledge base."""
    made = EmailMessage()
    head = {"From": SENDER, "To": "Het bureau <bureau@example.org>", "Date": "Wed, 07 Jan 2026 16:42:00 +0100"}
    for name, value in {
        **head,
        "Subject": subject,
        **{key.replace("_", "-"): one for key, one in fields.items()},
    }.items():
        if value:
            made[name] = value
    made.set_content(f"Beste collega,\n\n{text}\n\nMet vriendelijke groet,\n\nFenna Verzinsel\nGemeente{quoted}")
    made.add_alternative(f"<p>{text}</p>", subtype="html")
    (kb.root.parent / NAME).write_bytes(made.as_bytes())
    return f"../{NAME}"


@pytest.fixture
def lesson(kb: Kb) -> str:
    kb.write(f"{LESSON}.yaml", "title: Bel eerst\nstatus: checked\nkind: lesson\nfrom:\n  project: waterrijk\n"
                               "noted_on: 2026-01-05\nadvice: Bel voor je schrijft.\n")  # fmt: skip
    return LESSON


def everything(kb: Kb) -> str:
    return "\n".join([kb.git("show", "HEAD", "--format=%B"), *(path.read_text() for path in kb.drafts())])


def test_a_plain_yes_agrees_on_the_day_of_the_mail(kb: Kb, in_process: Run) -> None:
    before = kb.text(FILE)
    code, out, said = in_process(kb, "agree", TALK, "--from", mail(kb, "Akkoord, dank!"), "--sent", "2026-01-05")
    assert (code, out) == (0, f"{TALK}\n"), said
    assert kb.text(FILE) == before + "sent_on: 2026-01-05\nagreed_on: 2026-01-07\nagreed_by: projectleider\n"
    for private in ("Fenna", "Verzinsel", "example.org"):
        assert private not in everything(kb), private
    assert "--from reply.eml" in kb.git("log", "-1", "--format=%B")
    assert "agreed already" in in_process(kb, "agree", TALK, "--from", mail(kb, "Niet akkoord"))[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Niet akkoord, de planning klopt niet.", "does not agree: Niet akkoord"),
        ("Akkoord, mits actie 2 wordt aangepast.", "under a condition"),
        ("Ik kijk er morgen naar.", "does not say clearly"),
        ("", "does not say clearly"),
    ],
)
def test_a_no_a_condition_and_a_doubt_record_nothing(kb: Kb, in_process: Run, text: str, said: str) -> None:
    head, before = kb.head(), kb.text(FILE)
    for more in ((), ("--yes",), ("--dry-run",)):
        code, out, err = in_process(kb, "agree", TALK, "--from", mail(kb, text), *more)
        assert (code, out) == (3, "") and said in err and TALK in err
    assert (kb.head(), kb.text(FILE), kb.drafts()) == (head, before, [])


def test_a_yes_that_adds_something_is_recorded_with_its_note_where_somebody_says_so(kb: Kb, in_process: Run) -> None:
    words = ("agree", TALK, "--from", mail(kb, "Akkoord met één aanvulling: Joris Bedacht belt op 12 maart."))
    code, _, err = in_process(kb, *words)
    assert code == 3 and "that adds: " in err and "--yes" in err and "agreed_on" not in kb.text(FILE)
    code, out, _ = in_process(kb, *words, "--dry-run")
    assert code == 0 and "+agreed_note: " in out and "agreed_on" not in kb.text(FILE)
    assert in_process(kb, *words, "--yes")[0] == 0
    assert "agreed_note: " in kb.text(FILE) and "belt op 12 maart" in kb.text(FILE)
    assert "Joris" not in everything(kb) and "Bedacht" not in everything(kb)
    assert in_process(kb, "log", "--amend", TALK, "--from", amendment(kb), "--because", "x", "--yes")[0] == 0
    assert "agreed" not in kb.text(FILE)


def amendment(kb: Kb) -> str:
    (kb.root.parent / "correctie.yaml").write_text("summary: Anders.\n")
    return "../correctie.yaml"


def test_a_role_and_a_day_that_are_given_count(kb: Kb, in_process: Run) -> None:
    words = ("agree", TALK, "--from", mail(kb, "prima zo"), "--by", "leermanager", "--on", "2026-01-09")
    assert in_process(kb, *words)[0] == 0
    assert kb.text(FILE).endswith("agreed_on: 2026-01-09\nagreed_by: leermanager\n")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"subject": "RE: Onze afspraken van 12 januari 2026: Waterrijk"}, "answers the recap of 2026-01-12"),
        ({"Date": ""}, "does not say when it was sent"),
        ({"Date": "Mon, 02 Mar 2026 10:00:00 +0100"}, "still to come"),
        ({"Date": "Sun, 04 Jan 2026 10:00:00 +0100"}, "before the session"),
        ({"Auto_Submitted": "auto-replied"}, "automatic answer"),
    ],
)
def test_what_is_no_reply_to_this_recap_is_refused(kb: Kb, in_process: Run, fields: dict[str, str], said: str) -> None:
    head = kb.head()
    code, out, err = in_process(kb, "agree", TALK, "--from", mail(kb, "Akkoord", quoted="", **fields))
    assert code in (2, 3) and out == "" and said in err
    assert kb.head() == head


def test_a_pasted_text_has_no_day_of_its_own(kb: Kb, in_process: Run) -> None:
    (kb.root.parent / "antwoord.txt").write_text("Hoi Jan,\n\nAkkoord!\n\nGroet,\nFenna\n")
    assert "--on DATE" in in_process(kb, "agree", TALK, "--from", "../antwoord.txt")[2]
    assert in_process(kb, "agree", TALK, "--from", "../antwoord.txt", "--on", "2026-01-08")[0] == 0
    assert "agreed_on: 2026-01-08" in kb.text(FILE)


def test_consent_to_a_lesson_comes_the_same_way(kb: Kb, in_process: Run, lesson: str) -> None:
    code, out, err = in_process(kb, "agree", lesson, "--from", mail(kb, "Akkoord!", "RE: les over bellen"))
    assert (code, out) == (0, f"{lesson}\n"), err
    assert kb.text(f"{lesson}.yaml").endswith("consent:\n  role: projectleider\n  'on': 2026-01-07\n")
    assert kb.git("log", "-1", "--format=%s").strip() == f"agree {lesson}: projectleider 2026-01-07"
    assert "agreed already, on 2026-01-07" in in_process(kb, "agree", lesson)[2]
    assert in_process(kb, "check")[0] == 0


def test_a_no_to_a_lesson_and_a_lesson_without_a_project_record_nothing(kb: Kb, in_process: Run, lesson: str) -> None:
    head = kb.head()
    code, _, err = in_process(kb, "agree", lesson, "--from", mail(kb, "Liever niet, geen akkoord.", "RE: les"))
    assert code == 3 and "does not agree" in err and f"ppl edit {lesson}" in err
    assert "before the lesson was noted" in in_process(kb, "agree", lesson, "--on", "2026-01-02")[2]
    assert "--sent" in in_process(kb, "agree", lesson, "--sent", "2026-01-06")[2]
    assert kb.head() == head
    kb.write(f"{LESSON}.yaml", kb.text(f"{LESSON}.yaml").replace("project: waterrijk", "source: Rapport"))
    assert "nobody needs to consent" in in_process(kb, "agree", lesson)[2]
    assert "no session and no lesson" in in_process(kb, "agree", "netaansluiting")[2]


def test_without_a_reply_consent_is_recorded_by_hand(kb: Kb, in_process: Run, lesson: str) -> None:
    assert in_process(kb, "agree", lesson, "--on", "2026-02-01", "--by", "procesmanager")[0] == 0
    assert kb.text(f"{lesson}.yaml").endswith("consent:\n  role: procesmanager\n  'on': 2026-02-01\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal in Python")
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_on_a_terminal_a_yes_that_adds_something_is_asked(kb: Kb, lang: str) -> None:
    from tests.terminal import Terminal, Words

    say = Words(lang)
    file = mail(kb, "Akkoord. De raad is wel op 12 maart.")
    head = kb.head()
    with Terminal(kb.root, {**kb.environment, "PPL_LANG": lang}, "agree", TALK, "--from", file) as terminal:
        terminal.answer(say("Record the yes, with this as its note?"), "")
        assert terminal.end() == 3
    assert kb.head() == head
    with Terminal(kb.root, {**kb.environment, "PPL_LANG": lang}, "agree", TALK, "--from", file) as terminal:
        terminal.answer(say("Record the yes, with this as its note?"), "j" if lang == "nl" else "y")
        terminal.answer(say("Write this?"))
        assert terminal.end() == 0
    assert "agreed_note: De raad is wel op 12 maart." in kb.text(FILE)
