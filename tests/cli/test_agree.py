"""`ppl agree`: one answer, one commit; not before the talk, not twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
TALK = "waterrijk/sessions/2026-01-05-weekly"
FILE = f"projects/{TALK}.yaml"


def test_the_answer_is_one_commit_of_three_lines(kb: Kb, in_process: Run) -> None:
    before = kb.text(FILE)
    code, out, _ = in_process(kb, "agree", "2026-01-05-weekly", "--on", "2026-01-07", "--sent", "2026-01-05")
    assert (code, out) == (0, f"{TALK}\n")
    assert kb.text(FILE) == before + "sent_on: 2026-01-05\nagreed_on: 2026-01-07\nagreed_by: projectleider\n"
    assert kb.git("log", "-1", "--format=%s").strip() == f"agree {TALK}: projectleider 2026-01-07"
    assert kb.status() == ""


def test_without_options_it_is_the_project_leader_today(kb: Kb, in_process: Run) -> None:
    assert in_process(kb, "agree", TALK)[0] == 0
    assert kb.text(FILE).endswith("agreed_on: 2026-03-01\nagreed_by: projectleider\n")


def test_for_a_session_of_the_programme_it_is_the_client(kb: Kb, in_process: Run) -> None:
    kb.write("programme/sessions/2026-02-02-client.yaml", "kind: client\nheld_on: 2026-02-02\n")
    code, _, err = in_process(kb, "agree", "programme/sessions/2026-02-02-client")
    assert code == 0, err
    assert "agreed_by: opdrachtgever" in kb.text("programme/sessions/2026-02-02-client.yaml")


def test_agreed_is_agreed(kb: Kb, in_process: Run) -> None:
    in_process(kb, "agree", TALK, "--on", "2026-01-07")
    head = kb.head()
    code, out, err = in_process(kb, "agree", TALK, "--on", "2026-01-08")
    assert (code, out) == (0, "")
    assert "agreed already, on 2026-01-07 by projectleider" in err
    assert kb.head() == head
    assert in_process(kb, "agree", TALK, "--sent", "2026-01-06")[0] == 0
    assert "sent_on: 2026-01-06\n" in kb.text(FILE) and "agreed_on: 2026-01-07\n" in kb.text(FILE)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sent", "2026-01-04"), "before the session"),
        (("--on", "2026-03-02"), "still to come"),
        (("--on", "ooit"), "not a day"),
        (("--by", "Noor van der Testeren"), "no role"),
    ],
)
def test_what_cannot_be_is_refused(kb: Kb, in_process: Run, options: tuple[str, ...], said: str) -> None:
    head, text = kb.head(), kb.text(FILE)
    code, out, err = in_process(kb, "agree", TALK, *options)
    assert (code, out) == (2, "") and said in err
    assert (kb.head(), kb.text(FILE), kb.drafts()) == (head, text, [])


def test_a_dry_run_writes_nothing(kb: Kb, in_process: Run) -> None:
    text = kb.text(FILE)
    code, out, _ = in_process(kb, "agree", TALK, "--dry-run")
    assert code == 0 and "+agreed_on: 2026-03-01" in out
    assert kb.text(FILE) == text


def test_edits_of_others_are_not_swept_along(kb: Kb, in_process: Run) -> None:
    kb.path(FILE).write_text(kb.text(FILE) + "minutes: 30\n")
    assert in_process(kb, "agree", TALK)[0] == 4
    assert in_process(kb, "agree", TALK, "--with-edits")[0] == 0
    assert "minutes: 30\n" in kb.git("show", f"HEAD:data/{FILE}")
