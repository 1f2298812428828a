"""`ppl agree LESSON --ask`: the mail that asks a project for its consent, and the replies to it."""

from __future__ import annotations

import email
from collections.abc import Callable
from email import policy

import pytest

from tests import replies
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
LESSON = "lessons/bel-eerst"
TEXT = (
    "title: Bel eerst\nstatus: checked\nkind: lesson\nfrom:\n  project: waterrijk\n  session: waterrijk/sessions/"
    "2026-01-05-weekly\nnoted_on: 2026-01-05\nadvice: Bel voor de schets.\nlimits: Niet in een dorp.\n"
    "evidence: [Alleen voor het bureau]\nnotes: Intern\n"
)


@pytest.fixture
def kb(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Kb:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    kb.write(f"{LESSON}.yaml", TEXT)
    kb.git("commit", "-qam", "a lesson", "--allow-empty")
    return kb


def test_the_mail_says_the_lesson_its_readers_and_how_to_answer_and_nothing_internal(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "agree", LESSON, "--ask", "--lang", "nl")
    assert (code, err) == (0, "")
    for line in (
        "Mogen wij deze les uit Waterrijk delen?", "5 januari 2026",
        "Bel eerst.", "Bel voor de schets.",
        "in een dorp.",
        "De projecten van het programma", "‘akkoord’", "‘niet akkoord’", "‘akkoord met deze wijziging:’",
    ):  # fmt: skip
        assert line in " ".join(out.split()), line
    assert "Alleen" not in out and "Intern" not in out and "lessons/" not in out
    assert kb.status() == ""


def test_a_lesson_for_everybody_says_so_and_one_that_stays_is_not_asked_about(kb: Kb, in_process: Run) -> None:
    kb.write(f"{LESSON}.yaml", TEXT + "visibility: public\n")
    assert "Everybody may read it" in in_process(kb, "agree", LESSON, "--ask", "--lang", "en")[1]
    for level, reader in (("project", "the project and its municipality"), ("internal", "the bureau")):
        kb.write(f"{LESSON}.yaml", TEXT + f"visibility: {level}\n")
        code, out, err = in_process(kb, "agree", LESSON, "--ask")
        assert (code, out) == (2, "") and f"no further than {reader}" in err


def test_a_lesson_that_nobody_checked_is_remarked_and_one_that_has_its_yes_is_not_asked(
    kb: Kb, in_process: Run
) -> None:
    kb.write(f"{LESSON}.yaml", TEXT.replace("checked", "raw"))
    assert "not checked yet" in in_process(kb, "agree", LESSON, "--ask")[2]
    kb.write(f"{LESSON}.yaml", TEXT + "consent: {role: projectleider, on: 2026-01-07}\n")
    code, out, err = in_process(kb, "agree", LESSON, "--ask")
    assert (code, out) == (0, "") and "agreed already, on 2026-01-07" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("waterrijk/sessions/2026-01-05-weekly", "--ask"), "ppl recap waterrijk/sessions/2026-01-05-weekly"),
        ((LESSON, "--ask", "--from", "x.eml"), "--ask, --from"),
        ((LESSON, "--out", "x.eml"), "belongs to --ask"),
        ((LESSON, "--format", "eml"), "belongs to --ask"),
        (("lessons/begin-met-het-stroomnet", "--ask"), "public source"),
    ],
)
def test_what_cannot_be_asked_is_refused(kb: Kb, in_process: Run, words: tuple[str, ...], said: str) -> None:
    head = kb.head()
    code, out, err = in_process(kb, "agree", *words)
    assert (code, out) == (2, "") and said in err
    assert kb.head() == head


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Akkoord", "consent:\n  role: projectleider\n"),
        ("Niet akkoord", ""),
        ("Akkoord met deze wijziging: noem de straat niet", "note: 'Akkoord met deze wijziging: noem de straat niet'"),
    ],
)
@pytest.mark.parametrize("program", replies.ABOVE, ids=lambda program: program.__name__)
def test_each_answer_that_the_mail_offers_is_read_from_the_reply(
    kb: Kb, in_process: Run, answer: str, kept: str, program: Callable[[bytes, str], bytes]
) -> None:
    draft = kb.root.parent / "vraag.eml"
    in_process(
        kb, "people", "projectleider", "Noor", "Bedacht", "--project", "waterrijk", "--mail", "n@gemeente.example"
    )
    code, _, err = in_process(kb, "agree", LESSON, "--ask", "--lang", "nl", "--out", str(draft))
    assert code == 0 and f"ppl agree {LESSON} --from" in err
    mail = email.message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1" and mail["To"] == "Noor Bedacht <n@gemeente.example>"
    reply = kb.root.parent / "antwoord.eml"
    reply.write_bytes(program(draft.read_bytes(), answer))
    kb.environment["PPL_TODAY"] = "2026-11-22"
    code, _, err = in_process(kb, "agree", LESSON, "--from", str(reply), "--yes")
    assert code == (0 if kept else 3), err
    assert kept in kb.text(f"{LESSON}.yaml") if kept else "consent" not in kb.text(f"{LESSON}.yaml")
