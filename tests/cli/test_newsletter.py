"""`ppl newsletter`, `report` and `status` on a knowledge base on disk."""

from __future__ import annotations

import contextlib
import email
import io
import json
import os
import re
import shutil
import subprocess
from email import policy
from email.message import EmailMessage
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest

from tests.packed import pack

DATA = Path(__file__).parent.parent.parent / "data"
ENVIRONMENT = {
    **os.environ,
    "PPL_TODAY": "2026-11-21",
    "PPL_LANG": "en",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@b.nl",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@b.nl",
}


class Run(NamedTuple):
    code: int
    out: str
    err: str


class Base(NamedTuple):
    root: Path

    def ppl(self, *arguments: str, **environment: str) -> Run:
        """Run ppl in this process, without a terminal: half a second less each time."""
        from ppl.cli.app import main

        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, {**ENVIRONMENT, **environment}, clear=True),
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main(arguments)
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        return Run(code, out.getvalue(), err.getvalue())

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with part of the real records, that every `base` is a copy of: enough to tell of, quick to read."""
    root = tmp_path_factory.mktemp("records")
    apart = ("newsletters", "experts", "conditions", "questions", "[l-z]*.yaml")
    shutil.copytree(DATA, root / "data", ignore=lambda folder, names: _left_out(folder, names, apart))
    found = Base(root)
    found.git("init", "-q", "-b", "main")
    found.git("add", "-A")
    found.git("commit", "-q", "-m", "begin")
    pack(root, ENVIRONMENT)
    return root


def _left_out(folder: str, names: list[str], apart: tuple[str, ...]) -> set[str]:
    """What a copy does without: whole kinds, and half of the lessons."""
    patterns = apart if Path(folder).name == "lessons" else apart[:-1]
    return {name for name in names for pattern in patterns if fnmatch(name, pattern)}


@pytest.fixture
def base(records: Path, tmp_path: Path) -> Base:
    shutil.copytree(records, tmp_path, dirs_exist_ok=True)
    return Base(tmp_path)


def test_a_bulletin_is_stored_committed_and_the_same_bytes_on_any_day(base: Base) -> None:
    first = base.ppl("newsletter", "--yes")
    assert first.code == 0
    assert first.out.startswith("# Nieuwsbrief Projecten parallelle planning, nummer 1\n\n**Concept.**")
    assert "newsletters/1" in first.err
    assert base.git("log", "-1", "--format=%s").startswith("newsletter newsletters/1: draft of ")
    assert base.git("status", "--porcelain") == ""
    for day, lang in (("2026-11-21", "en"), ("2031-01-01", "nl")):
        assert base.ppl("newsletter", "--number", "1", PPL_TODAY=day, PPL_LANG=lang).out == first.out


def test_the_bulletin_has_its_parts_and_about_the_right_length(base: Base) -> None:
    run = base.ppl("newsletter", "--dry-run")
    headings = [line for line in run.out.splitlines() if line.startswith("## ")]
    assert [heading.partition(":")[0] for heading in headings] == [
        "## In dit nummer",
        "## Project in beeld",
        "## Uit de andere projecten",
        "## Les",
        "## Resultaten tot nu toe",
        "## Uit het programma",
        "## Agenda",
        "## Colofon",
    ]
    words = re.search(r"(\d+) words in", run.err)
    assert words and 300 <= int(words[1]) <= 700  # without headings and sources; the records grow


def test_nothing_of_the_first_bulletin_is_in_the_second(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    base.ppl("newsletter", "--since", "2020-01-01", "--yes")
    shown = base.ppl("list", "newsletter", "--format", "json")
    items = json.loads(shown.out)["items"]
    told = [{ref for item in n["items"] for ref in item.get("refs", ())} for n in items]
    assert len(told) == 2 and all(told)
    assert not told[0] & told[1]


def test_hand_edits_come_out_and_cannot_break_the_layout(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    base.ppl("set", "newsletters/1", "items.1.text=# Kop\n\nKom **langs** in {{ 7 * 7 }}.")
    out = base.ppl("newsletter", "--number", "1").out
    assert "\\# Kop\n\nKom **langs** in {{ 7 * 7 }}.\n" in out
    assert base.ppl("newsletter", "--number", "1").out == out


def test_an_approved_bulletin_no_longer_says_that_it_is_a_draft(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    assert base.ppl("newsletter", "1", "--approve", "ministry").code == 0
    assert "**Concept.**" not in base.ppl("newsletter", "--number", "1").out


WATERRIJK = ("--since", "2026-10-01", "--until", "2026-10-31", "--audience", "programme")


@pytest.fixture
def talk(base: Base) -> Base:
    """The knowledge base with the invented project Waterrijk; its talk is for the programme, not agreed yet."""
    shutil.copytree(DATA.parent / "examples/waterrijk", base.root / "data/projects/waterrijk")
    base.git("add", "-A")
    base.git("commit", "-q", "-m", "waterrijk")
    base.ppl("set", "waterrijk/sessions/2026-10-05-weekly", "visibility=programme")
    return base


@pytest.fixture
def draft(talk: Base) -> Base:
    """Newsletter 1, a draft that shows Waterrijk."""
    agreed = ("agreed_on=2026-10-09", "agreed_by=projectleider")
    assert talk.ppl("set", "waterrijk/sessions/2026-10-05-weekly", *agreed).code == 0
    assert talk.ppl("newsletter", *WATERRIJK, "--yes").code == 0
    return talk


def record(base: Base) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base.ppl("show", "newsletters/1", "--format", "json").out)["record"]
    return found


def given(record: dict[str, Any]) -> list[dict[str, str]]:
    """The approvals without the marks of their texts, which each of them has."""
    found = [dict(one) for one in record["approved"]]
    assert all(len(one.pop("digest")) == 12 for one in found)
    return found


def test_a_talk_to_which_nobody_agreed_is_in_no_bulletin(talk: Base) -> None:
    run = talk.ppl("newsletter", *WATERRIJK, "--yes")
    assert (run.code, run.out) == (0, "") and "nothing new to tell" in run.err
    said = talk.ppl("newsletter", *WATERRIJK, "--yes", PPL_LANG="nl").err
    assert "niets nieuws te vertellen tot en met 31 oktober 2026;" in said
    said = "talks whose other party has not agreed to what was noted: 1; ppl agree waterrijk/sessions/2026-10-05-weekly"
    assert said in run.err


def test_remarks_tell_how_it_reads_and_who_must_approve(draft: Base) -> None:
    run = draft.ppl("newsletter", "--number", "1")
    assert "readability " in run.err and "(Flesch-Douma)" in run.err
    assert "a bulletin has 300 to 600 words as a rule" in run.err
    assert "approval needed of waterrijk: ppl newsletter 1 --ask" in run.err
    assert "readability" not in run.out


def test_long_sentences_are_named(draft: Base) -> None:
    draft.ppl("set", "newsletters/1", f"items.2.text=Kort. Dit is {'heel ' * 25}lang.")
    err = draft.ppl("newsletter", "--number", "1").err
    assert "long sentence, 28 words: Dit is heel heel heel heel heel heel …" in err


def test_a_project_is_asked_about_the_items_that_show_it_and_no_others(draft: Base) -> None:
    draft.ppl("set", "newsletters/1", "items.3.text=Over iets anders.")
    run = draft.ppl("newsletter", "--number", "1", "--ask")
    assert run.code == 0 and "Waterrijk" in run.out and "Kennismaking en eerste planning." in run.out
    assert "Over iets anders" not in run.out
    assert run.out == draft.ppl("newsletter", "--number", "1", "--ask", "--project", "waterrijk").out


def test_it_is_not_sent_before_the_project_approved(draft: Base) -> None:
    before = draft.git("rev-parse", "HEAD")
    run = draft.ppl("newsletter", "--number", "1", "--sent")
    assert run.code == 3 and "waterrijk" in run.err and "--approve waterrijk" in run.err
    draft.ppl("set", "newsletters/1", "status=approved", "--yes")
    assert draft.ppl("newsletter", "--number", "1", "--sent").code == 3
    draft.git("reset", "-q", "--hard", before.strip())
    assert draft.git("log", "--format=%s").count("sent") == 0


def test_approval_and_sending_are_one_commit_each(draft: Base) -> None:
    run = draft.ppl("newsletter", "--number", "1", "--approve", "waterrijk", "--on", "2026-11-19")
    assert (run.code, run.out) == (0, "newsletters/1\n")
    subject = "newsletter newsletters/1: waterrijk approves, projectleider 2026-11-19; approved by all\n"
    assert draft.git("log", "-1", "--format=%s") == subject
    found = record(draft)
    assert found["status"] == "approved"
    assert given(found) == [{"project": "waterrijk", "role": "projectleider", "on": "2026-11-19"}]
    again = draft.ppl("newsletter", "--number", "1", "--approve", "waterrijk", "--on", "2026-11-19")
    assert again.code == 0 and "nothing changes" in again.err
    head = draft.git("rev-parse", "HEAD")
    assert draft.ppl("newsletter", "--number", "1", "--sent", "--dry-run").code == 0
    assert draft.git("rev-parse", "HEAD") == head
    assert draft.ppl("newsletter", "--number", "1", "--sent").code == 0
    assert draft.git("log", "-1", "--format=%s") == "newsletter newsletters/1: sent 2026-11-21\n"
    assert (record(draft)["status"], record(draft)["sent_on"]) == ("sent", "2026-11-21")
    assert draft.git("status", "--porcelain") == ""
    assert "Verzonden op 21 november 2026" in draft.ppl("newsletter", "--number", "1").out


REPLIED = "Thu, 19 Nov 2026 10:00:00 +0100"
REPLY = (
    "From: Els <els@example.org>\nSubject: Re: bulletin\nDate: Thu, 19 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\n\n"
)


def test_an_approval_is_read_from_the_reply(draft: Base) -> None:
    source = draft.root.parent / "antwoord.eml"
    words = ("newsletter", "1", "--approve", "waterrijk", "--from", str(source))
    for text, said in (
        ("Akkoord, maar de tekening komt een week later.", "adds something: Akkoord, maar de tekening"),
        ("Niet akkoord.", "does not agree"),
        ("Ik kijk ernaar.", "ppl newsletter 1 --approve waterrijk --on DATE"),
    ):
        source.write_text(f"{REPLY}{text}\n")
        run = draft.ppl(*words, "--yes")
        assert run.code == 3 and said in run.err and "approved" not in record(draft)
    source.write_text(f"{REPLY}Akkoord, Jan de Vries\n")
    assert draft.ppl(*words, "--yes").code == 0
    assert given(record(draft)) == [{"project": "waterrijk", "role": "projectleider", "on": "2026-11-19"}]
    assert draft.ppl("newsletter", "1", "--from", str(source)).code == 2


def test_a_project_is_asked_again_when_the_text_that_it_approved_changes(draft: Base) -> None:
    draft.ppl("newsletter", "1", "--approve", "waterrijk", "--on", "2026-11-19")
    draft.ppl("set", "newsletters/1", "items.3.text=Over iets anders.")
    assert "all have approved" not in draft.ppl("newsletter", "1").err
    assert "**Concept.**" not in draft.ppl("newsletter", "1").out
    draft.ppl("set", "newsletters/1", "items.2.text=Waterrijk is klaar.")
    said = "asked again: the text about waterrijk changed since it approved on 2026-11-19\n"
    shown = draft.ppl("newsletter", "1")
    assert said in shown.err and "approval needed of waterrijk" in shown.err and "**Concept.**" in shown.out
    asked = draft.ppl("newsletter", "1", "--ask")
    assert said in asked.err and "Waterrijk is klaar." in asked.out
    refused = draft.ppl("newsletter", "1", "--sent")
    assert refused.code == 3 and refused.err.startswith(f"ppl: {said}") and "--approve waterrijk" in refused.err
    assert draft.ppl("newsletter", "1", "--approve", "waterrijk", "2026-11-20").code == 0
    assert draft.ppl("newsletter", "1", "--sent", "2026-11-20").code == 0
    assert draft.git("log", "-1", "--format=%s") == "newsletter newsletters/1: sent 2026-11-20\n"


def test_an_approval_of_a_text_that_changed_in_the_meantime_is_not_recorded(draft: Base) -> None:
    mark = draft.ppl("newsletter", "1", "--ask").err.split()[-1]
    draft.ppl("set", "newsletters/1", "items.2.text=Waterrijk is klaar.")
    run = draft.ppl("newsletter", "1", "--approve", "waterrijk", "--seen", mark)
    assert run.code == 3 and f"changed since the one with mark {mark}" in run.err and "--ask" in run.err
    mark = draft.ppl("newsletter", "1", "--ask").err.split()[-1]
    assert draft.ppl("newsletter", "1", "--approve", "waterrijk", "--seen", mark).code == 0
    assert record(draft)["approved"][0]["digest"] == mark


def test_the_bulletin_names_its_programme_as_it_was_called(draft: Base) -> None:
    assert record(draft)["programme"] == "Projecten parallelle planning"
    draft.ppl("set", "programme/programme", "name=Iets nieuws")
    assert "Projecten parallelle planning" in draft.ppl("newsletter", "1").out.splitlines()[0]
    draft.ppl("set", "newsletters/1", "programme=")
    out = draft.ppl("newsletter", "1", "--lang", "en").out
    assert out.startswith("# Newsletter of Iets nieuws, number 1\n")
    assert "It was made from what the programme Iets nieuws records, on behalf of the ministry." in out
    assert "Iets nieuws" in draft.ppl("newsletter", "1", "--ask").out
    draft.ppl("set", "programme/programme", "visibility=internal")
    assert "Iets nieuws" not in draft.ppl("newsletter", "1").out


def test_public_facts_with_sources_are_sent_without_asking(base: Base) -> None:
    run = base.ppl("newsletter", "--yes")
    assert "no approval needed, public records with sources only: " in run.err
    assert f"approval needed of {MINISTRY}: ppl newsletter 1 --ask\n" in run.err
    assert base.ppl("newsletter", "1", "--approve", "ministry").code == 0
    asked = base.ppl("newsletter", "--number", "1", "--ask")
    assert (asked.code, asked.out) == (0, "") and "nobody has to be asked" in asked.err
    assert base.ppl("newsletter", "--number", "1", "--sent").code == 0


MINISTRY = "Ministerie van Volkshuisvesting en Ruimtelijke Ordening (VRO)"


@pytest.mark.parametrize("word", ["ministry", "Ministerie"])
def test_what_everybody_reads_is_sent_only_when_the_ministry_approved(base: Base, word: str) -> None:
    base.ppl("newsletter", "--yes")
    refused = base.ppl("newsletter", "1", "--sent")
    assert refused.code == 3 and f"is for everybody, and there is no approval yet of {MINISTRY}" in refused.err
    assert "--ask --project ministry" in refused.err
    by_hand = base.ppl("set", "newsletters/1", "status=sent", "sent_on=2026-11-21", "--yes")
    assert by_hand.code == 3 and MINISTRY in by_hand.err
    asked = base.ppl("newsletter", "1", "--ask", "--project", word)
    assert asked.out.startswith("# Nieuwsbrief 1: mag hij weg?\n") and "## Project in beeld" in asked.out
    assert asked.out == base.ppl("newsletter", "1", "--ask").out
    mark = asked.err.split()[-1]
    run = base.ppl("newsletter", "1", "--approve", word, "2026-11-20", "--seen", mark)
    assert run.code == 0 and "all have approved" in run.err
    said = "newsletter newsletters/1: ministry approves, opdrachtgever 2026-11-20; approved by all\n"
    assert base.git("log", "-1", "--format=%s") == said
    assert record(base)["client_approval"] == {"role": "opdrachtgever", "on": "2026-11-20", "digest": mark}
    assert base.ppl("newsletter", "1", "--sent", "2026-11-19").code == 2
    assert base.ppl("newsletter", "1", "--sent").code == 0


def test_the_ministry_is_asked_again_when_any_text_changes(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    old = base.ppl("newsletter", "1", "--ask").err.split()[-1]
    base.ppl("newsletter", "1", "--approve", "ministry", "2026-11-20")
    base.ppl("set", "newsletters/1", "items.1.text=Over iets anders.")
    shown = base.ppl("newsletter", "1")
    said = "asked again: the texts changed since the ministry approved on 2026-11-20\n"
    assert said in shown.err and "**Concept.**" in shown.out
    assert said in base.ppl("newsletter", "1", "--ask").err
    refused = base.ppl("newsletter", "1", "--sent")
    assert refused.code == 3 and refused.err.startswith(f"ppl: {said}") and "--approve ministry" in refused.err
    late = base.ppl("newsletter", "1", "--approve", "ministry", "--seen", old)
    assert late.code == 3 and f"the texts changed since those with mark {old}" in late.err
    source = base.root.parent / "antwoord.eml"
    source.write_text(f"{REPLY}Akkoord, Jan de Vries\n")
    assert base.ppl("newsletter", "1", "--approve", "ministry", "--from", str(source), "--yes").code == 0
    assert record(base)["client_approval"]["on"] == "2026-11-19"
    assert base.ppl("newsletter", "1", "--sent").code == 0


def test_a_bulletin_for_fewer_readers_needs_no_ministry(draft: Base) -> None:
    refused = draft.ppl("newsletter", "1", "--approve", "ministry")
    assert refused.code == 2 and "is not for everybody: the ministry is not asked" in refused.err
    assert draft.ppl("newsletter", "1", "--approve", "waterrijk").code == 0
    assert draft.ppl("newsletter", "1", "--sent").code == 0


def test_one_that_was_sent_before_ministries_were_asked_stays_as_it_is(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    file = base.root / "data/newsletters/1.yaml"
    file.write_text(file.read_text().replace("status: draft", "status: sent\nsent_on: 2026-11-20"))
    base.git("commit", "-aqm", "verstuurd")
    assert "newsletters/1" not in base.ppl("check").out
    shown = base.ppl("newsletter", "1")
    assert "**Concept.**" not in shown.out and "approval" not in shown.err


def test_a_question_is_a_mail_to_one_reader_or_a_folder_of_them(draft: Base) -> None:
    draft.ppl("set", "newsletters/1", "audience=public", "--yes")
    draft.ppl("set", "waterrijk", "visibility=public", "--yes")
    draft.ppl("set", "waterrijk/sessions/2026-10-05-weekly", "visibility=public", "--yes")
    several = draft.ppl("newsletter", "1", "--ask", "--format", "eml")
    assert several.code == 2 and "name one with --project (waterrijk, ministry), or a folder with --out" in several.err
    run = draft.ppl("newsletter", "1", "--ask", "--format", "eml", "--out", "vragen")
    assert run.code == 0 and "written to vragen/1-waterrijk.eml\nwritten to vragen/1-ministry.eml\n" in run.err
    one = draft.ppl("newsletter", "1", "--ask", "--project", "waterrijk", "--out", "een.eml")
    assert one.code == 0
    assert (draft.root / "een.eml").read_bytes() == (draft.root / "vragen/1-waterrijk.eml").read_bytes()
    assert b"X-Unsent: 1" in (draft.root / "een.eml").read_bytes()


def test_a_bulletin_as_a_mail_says_that_it_is_a_draft_and_holds_no_names(draft: Base) -> None:
    draft.ppl("people", "projectleider", "Voornaam", "Verzonnen", "--project", "waterrijk", "--mail", "v@x.example")
    mail = draft.ppl("newsletter", "1", "--format", "eml").out
    assert "Subject: Concept: Nieuwsbrief Projecten parallelle planning, nummer 1" in mail
    asked = draft.ppl("newsletter", "1", "--ask", "--format", "eml").out
    for content in (mail, asked):
        assert "X-Unsent: 1" in content and "\nTo:" not in content and "Voornaam" not in content
    draft.ppl("newsletter", "1", "--approve", "waterrijk")
    assert "Subject: Nieuwsbrief Projecten" in draft.ppl("newsletter", "1", "--format", "eml").out


def test_in_english_the_frame_is_english_and_says_that_the_texts_are_dutch(base: Base) -> None:
    made = base.ppl("newsletter", "--lang", "en", "--yes")
    assert "## In this issue" in made.out and "are in Dutch." in made.out and "(Flesch)" in made.err
    assert "## Project in the picture: " in made.out and "## Results so far" in made.out
    assert "The texts of this issue" not in base.ppl("newsletter", "--number", "1").out


def test_a_dutch_bulletin_shown_in_english_says_so_too(base: Base) -> None:
    base.ppl("newsletter", "--yes")
    text = base.ppl("newsletter", "--number", "1", "--lang", "en").out
    assert text.startswith("# Newsletter of Projecten parallelle planning, number 1")
    assert "The texts of this issue are in Dutch." in text and "## In dit nummer" in text


def test_an_empty_period_says_so_and_stores_nothing(base: Base) -> None:
    before = base.git("rev-parse", "HEAD")
    for arguments in (("--since", "2019-01-01", "--until", "2019-02-01"), ("--since", "2026-11-21", "--dry-run")):
        run = base.ppl("newsletter", *arguments, "--until", "2019-02-01", "--since", "2019-01-01", "--yes")
        assert (run.code, run.out) == (0, "")
        assert "nothing new to tell" in run.err
    assert base.git("rev-parse", "HEAD") == before
    assert not (base.root / "data/newsletters").exists()


def test_a_dry_run_stores_nothing(base: Base) -> None:
    before = base.git("rev-parse", "HEAD")
    run = base.ppl("newsletter", "--dry-run")
    assert run.code == 0 and run.out.startswith("# Nieuwsbrief")
    assert base.git("rev-parse", "HEAD") == before
    assert not (base.root / "data/newsletters").exists()


def test_a_number_that_is_not_there_is_refused(base: Base) -> None:
    run = base.ppl("newsletter", "--number", "7")
    assert run.code == 2 and "no newsletter 7" in run.err


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (("status",), "ppl/status/1"),
        (("status", "langeveld"), "ppl/status/1"),
        (("report", "project", "langeveld"), "ppl/project/1"),
        (("report", "programme"), "ppl/programme/1"),
    ],
)
def test_json_names_its_schema(base: Base, arguments: tuple[str, ...], schema: str) -> None:
    run = base.ppl(*arguments, "--format", "json")
    assert run.code == 0 and json.loads(run.out)["schema"] == schema


def test_a_report_follows_the_language_of_the_programme_and_lang_wins(base: Base) -> None:
    assert base.ppl("report", "programme").out.startswith("# Voortgangsrapport")
    assert base.ppl("report", "programme", "--lang", "en").out.startswith("# Progress report")


def test_a_report_goes_to_a_file(base: Base, tmp_path: Path) -> None:
    out = tmp_path / "rapport.md"
    run = base.ppl("report", "project", "kenniskwartier", "--out", str(out))
    assert (run.code, run.out) == (0, "")
    shown = base.ppl("report", "project", "kenniskwartier", "--format", "md").out
    told = [line for line in out.read_text(encoding="utf-8").splitlines() if line and not line.startswith("![")]
    assert told == [line for line in shown.splitlines() if line], "but for the pictures, which lie beside a file"


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "project"),
        ("report", "programme", "langeveld"),
        ("report", "programme", "--audience", "project"),
        ("report", "project", "langevelt"),
        ("newsletter", "--since", "ooit"),
        ("newsletter", "--since", "2027-01-01"),
        ("newsletter", "--sent"),
        ("newsletter", "--ask"),
        ("newsletter", "--approve", "langeveld"),
        ("newsletter", "--number", "1", "--ask", "--sent"),
        ("newsletter", "--number", "1", "--since", "2026-01-01"),
        ("newsletter", "--number", "7", "--approve", "langeveld"),
        ("newsletter", "--number", "7", "--approve", "langevelt"),
        ("newsletter", "--number", "7", "--approve", "langeveld", "--on", "2027-01-01"),
        ("newsletter", "--number", "7", "--sent", "--on", "ooit"),
        ("newsletter", "--by", "projectleider"),
        ("newsletter", "--number", "1", "--on", "2026-11-01"),
        ("newsletter", "1", "2026-11-01"),
        ("newsletter", "1", "2"),
        ("newsletter", "1", "--number", "1"),
        ("newsletter", "een", "--sent"),
        ("newsletter", "1", "--sent", "ooit"),
        ("newsletter", "1", "--seen", "abc"),
        ("newsletter", "--number", "1", "--project", "langeveld"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(base: Base, arguments: tuple[str, ...]) -> None:
    run = base.ppl(*arguments)
    assert run.code == 2 and run.out == "" and len(run.err.splitlines()) >= 2


@pytest.mark.parametrize("project", [(), ("langeveld",), ("alphen-aan-den-rijn",)])
def test_the_status_of_the_real_records_fits_80_columns(base: Base, project: tuple[str, ...]) -> None:
    run = base.ppl("status", *project)
    assert run.code == 0
    assert max(len(line) for line in run.out.splitlines()) <= 80
    assert "late" in run.out, "two years after the autumn of 2023 nobody reported the plan phase as ready"


def test_questions_in_a_name_without_an_ending_are_mails_in_a_folder(draft: Base) -> None:
    run = draft.ppl("newsletter", "1", "--ask", "--out", "vragen")
    assert run.code == 0 and (draft.root / "vragen/1-waterrijk.eml").read_bytes().startswith(b"X-Unsent")
    assert draft.ppl("newsletter", "1", "--ask", "--format", "md", "--out", "vragen.md").code == 0
    assert draft.ppl("newsletter", "1", "--ask", "--format", "md", "--out", "vragen").code == 4


@pytest.mark.parametrize(("lang", "yes"), [("nl", "akkoord"), ("en", "agreed")])
def test_the_mail_says_how_to_answer_and_that_answer_is_read(draft: Base, lang: str, yes: str) -> None:
    assert draft.ppl("newsletter", "1", "--ask", "--lang", lang, "--out", "vraag.eml").code == 0
    asked = email.message_from_bytes((draft.root / "vraag.eml").read_bytes(), policy=policy.default)
    body = asked.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert f"“{yes}”" in text
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    reply = EmailMessage()
    reply["From"], reply["Subject"], reply["Date"] = "els@example.org", f"Re: {asked['Subject']}", REPLIED
    reply.set_content(f"{yes}\n\nOp do 19 nov 2026 schreef het bureau:\n\n{quoted}")
    source = draft.root.parent / "antwoord.eml"
    source.write_bytes(reply.as_bytes())
    run = draft.ppl("newsletter", "1", "--approve", "waterrijk", "--from", str(source), "--yes")
    assert run.code == 0, run.err
    assert given(record(draft)) == [{"project": "waterrijk", "role": "projectleider", "on": "2026-11-19"}]
