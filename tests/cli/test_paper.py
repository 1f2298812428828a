"""Documents for others from the command line: PDF, Word and HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ppl.cli import paper
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
PROGRAMME = "programme/programme.yaml"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    files: list[Path] = []
    monkeypatch.setattr(paper, "open_file", lambda desk, path: files.append(path))
    return files


@pytest.mark.parametrize(("ending", "begin"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>")])
def test_the_name_of_the_file_makes_the_document(kb: Kb, in_process: Run, ending: str, begin: bytes) -> None:
    code, out, err = in_process(kb, "report", "programme", "--out", f"uit.{ending}")
    assert (code, out) == (0, ""), err
    assert (kb.root / f"uit.{ending}").read_bytes().startswith(begin)


def test_to_look_at_a_report_makes_a_page_and_opens_it(kb: Kb, in_process: Run, opened: list[Path]) -> None:
    code, out, _ = in_process(kb, "report", "project", "waterrijk", "--view")
    assert (code, out) == (0, "")
    (page,) = opened
    assert page.name == "project-waterrijk.html"
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_what_is_written_can_be_looked_at_too(kb: Kb, in_process: Run, opened: list[Path]) -> None:
    assert in_process(kb, "report", "programme", "--out", "uit.pdf", "--view")[0] == 0
    assert [path.name for path in opened] == ["uit.pdf"]


def test_a_document_of_edits_that_nobody_recorded_is_a_draft(kb: Kb, in_process: Run) -> None:
    assert "Concept" not in in_process(kb, "report", "programme", "--format", "html")[1]
    path = kb.root / "data" / PROGRAMME
    path.write_text(path.read_text("utf-8") + "# een opmerking\n", "utf-8")
    assert ">Concept<" in in_process(kb, "report", "programme", "--format", "html")[1]


def _style(path: Path) -> None:
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Huisletter"
    made.save(str(path))


def _font(path: Path) -> str | None:
    name: str | None = docx.Document(io.BytesIO(path.read_bytes())).styles["Heading 1"].font.name
    return name


def test_the_styles_of_an_organisation_are_named_or_stand_in_the_programme(kb: Kb, in_process: Run) -> None:
    _style(kb.root / "stijl.docx")
    in_process(kb, "report", "programme", "--out", "een.docx", "--style", "stijl.docx")
    assert _font(kb.root / "een.docx") == "Huisletter"
    path = kb.root / "data" / PROGRAMME
    path.write_text(path.read_text("utf-8") + "house_style: stijl.docx\n", "utf-8")
    in_process(kb, "report", "programme", "--out", "twee.docx")
    assert _font(kb.root / "twee.docx") == "Huisletter"


@pytest.mark.parametrize("name", ["../buiten.docx", "/etc/hostname", "nergens.docx"])
def test_a_house_style_that_cannot_be_had_is_refused(kb: Kb, in_process: Run, name: str) -> None:
    path = kb.root / "data" / PROGRAMME
    path.write_text(path.read_text("utf-8") + f"house_style: {name}\n", "utf-8")
    code, _, err = in_process(kb, "report", "programme", "--out", "uit.docx")
    assert code == 2 and name.rpartition("/")[2] in err
    assert not (kb.root / "uit.docx").exists()


def test_the_foot_of_a_page_has_its_day_in_words_in_either_language(kb: Kb, in_process: Run) -> None:
    english, dutch = (
        in_process(kb, "report", "programme", "--format=html", f"--lang={lang}")[1] for lang in ("en", "nl")
    )
    day = r"\d{1,2} [a-z]+ \d{4}"
    assert re.search(f"as it was on {day}", english, re.IGNORECASE)
    assert re.search(f"stand op {day}", dutch)


def test_a_list_on_paper_says_of_what_it_is_and_how_many_there_are(kb: Kb, in_process: Run) -> None:
    page = in_process(kb, "list", "project", "--format", "html")[1]
    assert re.search(r"<h1[^>]*>List: project \(2\)</h1>", page)


def test_a_style_for_what_is_no_document_of_word_is_refused(kb: Kb, in_process: Run) -> None:
    _style(kb.root / "huisstijl.docx")
    code, _, err = in_process(kb, "report", "programme", "--style", "huisstijl.docx", "--out", "uit.pdf")
    assert code == 2 and "--style is for a document of Word" in err
    assert not (kb.root / "uit.pdf").exists()
