"""`ppl newsletter`, `report` and `status` on a knowledge base on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

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
        done = subprocess.run(
            [sys.executable, "-m", "ppl", *arguments],
            cwd=self.root,
            env={**ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture
def base(tmp_path: Path) -> Base:
    import shutil

    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("newsletters"))
    found = Base(tmp_path)
    found.git("init", "-q", "-b", "main")
    found.git("add", "-A")
    found.git("commit", "-q", "-m", "begin")
    return found


def test_a_bulletin_is_stored_committed_and_the_same_bytes_on_any_day(base: Base) -> None:
    first = base.ppl("newsletter", "--yes")
    assert first.code == 0
    assert first.out.startswith("# Nieuwsbrief parallel plannen, nummer 1\n\n**Concept.**")
    assert "newsletters/1" in first.err
    assert base.git("log", "-1", "--format=%s").startswith("newsletter newsletters/1: draft of ")
    assert base.git("status", "--porcelain") == ""
    for day, lang in (("2026-11-21", "en"), ("2031-01-01", "nl")):
        assert base.ppl("newsletter", "--number", "1", PPL_TODAY=day, PPL_LANG=lang).out == first.out


def test_the_bulletin_has_its_parts_and_about_the_right_length(base: Base) -> None:
    text = base.ppl("newsletter", "--dry-run").out
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert [heading.partition(":")[0] for heading in headings] == [
        "## In dit nummer",
        "## Project in beeld",
        "## Les",
        "## Waar de projecten aan werken",
        "## Agenda",
        "## Colofon",
    ]
    assert 300 <= len(text.split()) <= 650


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
    base.ppl("set", "newsletters/1", "status=approved", "--yes")
    assert "**Concept.**" not in base.ppl("newsletter", "--number", "1").out


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
    assert out.read_text(encoding="utf-8") == base.ppl("report", "project", "kenniskwartier", "--format", "md").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "project"),
        ("report", "programme", "langeveld"),
        ("report", "programme", "--audience", "project"),
        ("report", "project", "langevelt"),
        ("newsletter", "--since", "gisteren"),
        ("newsletter", "--since", "2027-01-01"),
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
    assert "no sessions logged yet" in run.out and "late" not in run.out
