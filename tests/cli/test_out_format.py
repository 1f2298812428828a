"""`--out`: the name of a file decides its format; a name and --format that disagree are refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.plans import PLAN, SMALL
from tests.conftest import Kb
from tests.operations.base import TALK

Run = Callable[..., tuple[int, str, str]]
WORDS = ("report programme", "report plan waterrijk", "form session waterrijk", f"recap {TALK}", "newsletter 1",
         "plan export waterrijk")  # fmt: skip
NEWSLETTER = "number: 1\nperiod: {from: 2026-01-01, to: 2026-01-31}\naudience: public\nstatus: draft\n"
BEGINS = {
    "json": "{\n",
    "eml": "MIME-Version",
    "svg": "<svg",
    "xml": "<?xml",
    "ics": "BEGIN:VCALENDAR",
    "csv": "\ufeff",
}


@pytest.fixture
def set_up(kb: Kb) -> Kb:
    kb.write(PLAN, SMALL)
    kb.write("newsletters/1.yaml", NEWSLETTER)
    return kb


@pytest.mark.parametrize(
    ("line", "ending"),
    [
        ("report programme", "json"), ("report programme", "md"), ("report plan waterrijk", "svg"),
        ("form session waterrijk", "json"), ("form session waterrijk", "txt"), (f"recap {TALK}", "eml"),
        (f"recap {TALK}", "json"), (f"recap {TALK}", "txt"), ("newsletter 1", "json"), ("newsletter 1", "markdown"),
        ("plan export waterrijk", "csv"), ("plan export waterrijk", "XML"), ("plan export waterrijk", "ics"),
        ("status", "md"), ("show waterrijk", "json"), ("history waterrijk", "md"), ("index", "json"),
    ],
)  # fmt: skip
def test_the_name_decides(set_up: Kb, in_process: Run, line: str, ending: str) -> None:
    code, out, err = in_process(set_up, *line.split(), "--out", f"uit.{ending}")
    assert (code, out) == (0, ""), err
    text = (set_up.root / f"uit.{ending}").read_text("utf-8").lstrip()
    assert BEGINS.get(ending.lower(), "") in text[:400]
    assert ending.lower() in BEGINS or not text.startswith("{")


@pytest.mark.parametrize("line", WORDS)
def test_an_ending_of_no_format_is_refused_with_those_that_there_are(set_up: Kb, in_process: Run, line: str) -> None:
    code, _, err = in_process(set_up, *line.split(), "--out", "uit.odt")
    assert code == 2 and "uit.odt ends in .odt, and nothing here is made of that kind" in err
    assert "take one of ." in err and not (set_up.root / "uit.odt").exists()


@pytest.mark.parametrize(
    ("line", "format", "ending", "other"),
    [
        ("report programme", "json", "md", "uit.json"), (f"recap {TALK}", "eml", "txt", "uit.eml"),
        ("form session waterrijk", "md", "json", "uit.md"), ("newsletter 1", "json", "md", "uit.json"),
        ("plan export waterrijk", "xlsx", "csv", "uit.xlsx"), ("plan export waterrijk", "mspdi", "ics", "uit.xml"),
    ],
)  # fmt: skip
def test_a_name_and_a_format_that_disagree_are_refused(
    set_up: Kb, in_process: Run, line: str, format: str, ending: str, other: str
) -> None:
    code, _, err = in_process(set_up, *line.split(), f"--format={format}", "--out", f"uit.{ending}")
    assert code == 2 and f"leave --format out, or call the file {other}" in err
    assert not (set_up.root / f"uit.{ending}").exists()


def test_without_an_ending_and_with_a_format_that_has_another_one_the_format_counts(
    set_up: Kb, in_process: Run
) -> None:
    assert in_process(set_up, "report", "programme", "--out", "uit")[0] == 0
    assert (set_up.root / "uit").read_text("utf-8").startswith("# ")
    assert in_process(set_up, "report", "programme", "--format", "json", "--out", "uit.dat")[0] == 0
    assert json.loads((set_up.root / "uit.dat").read_text("utf-8"))["schema"] == "ppl/programme/1"
    assert in_process(set_up, "recap", TALK, "--format", "md", "--out", "uit.txt")[0] == 0


@pytest.mark.parametrize(("line", "schema"), [(f"recap {TALK}", "ppl/recap/1"), ("newsletter 1", "ppl/newsletter/1")])
def test_recap_and_newsletter_have_a_json_with_a_version_and_nothing_internal(
    set_up: Kb, in_process: Run, line: str, schema: str
) -> None:
    path = f"projects/{TALK}.yaml"
    set_up.write(path, set_up.text(path) + "opinions: [geheim]\nhours: 7.25\n")
    code, out, _ = in_process(set_up, *line.split(), "--format", "json")
    assert code == 0 and json.loads(out)["schema"] == schema
    assert "geheim" not in out and "7.25" not in out


def test_a_form_as_of_a_day_shows_what_was_open_then_and_no_notes_of_now(set_up: Kb, in_process: Run) -> None:
    set_up.git("tag", "toen")
    assert in_process(set_up, "note", "waterrijk", "van", "nu")[0] == 0
    assert in_process(set_up, "set", f"{TALK}#a1", "status=done", "done_on=2026-02-01")[0] == 0
    now = in_process(set_up, "form", "session", "waterrijk")[1]
    then = in_process(set_up, "form", "session", "waterrijk", "--as-of", "toen")[1]
    assert "Netbeheerder bellen" in then and "van nu" not in then
    assert "Netbeheerder bellen" not in now and "van nu" in now


def test_what_if_as_of_tries_the_plan_that_was_and_cannot_save_it(set_up: Kb, in_process: Run) -> None:
    set_up.git("tag", "toen")
    line = ("plan", "what-if", "waterrijk", "--shorten", "C=2", "--format", "json")
    before = in_process(set_up, *line)[1]
    set_up.write(PLAN, SMALL.replace("weeks: 20", "weeks: 2"))
    assert in_process(set_up, *line)[1] != before
    then = json.loads(in_process(set_up, *line, "--as-of", "toen")[1])
    assert then == json.loads(before)
    code, _, err = in_process(set_up, *line, "--as-of", "toen", "--save")
    assert code == 2 and "leave one of the two out" in err


@pytest.mark.parametrize(
    "line", ["report programme", "report plan waterrijk", "list session", "newsletter 1", f"recap {TALK}"]
)
@pytest.mark.parametrize("out", ["map.md", "nergens/x.md", "x.md/y.md"])
def test_nothing_is_written_where_one_file_cannot_be(set_up: Kb, in_process: Run, line: str, out: str) -> None:
    (set_up.root / "map.md").mkdir()
    set_up.write("../x.md", "tekst")
    before = sorted(path.name for path in set_up.root.iterdir())
    code, _, err = in_process(set_up, *line.split(), "--format", "md", "--out", str(set_up.root / out))
    assert (code, "cannot be written" in err) == (4, True)
    assert sorted(path.name for path in set_up.root.iterdir()) == before


def test_pictures_are_not_written_where_the_page_beside_them_is_a_folder(set_up: Kb, in_process: Run) -> None:
    picture = set_up.root / "plan.svg"
    picture.mkdir()
    code, _, err = in_process(set_up, "report", "plan", "waterrijk", "--out", str(set_up.root / "plan.md"))
    assert (code, (set_up.root / "plan.md").exists()) == (4, False) and "plan.svg cannot be written" in err


def test_a_letter_without_an_ending_is_a_mail_and_several_are_a_folder(set_up: Kb, in_process: Run) -> None:
    code, _, err = in_process(set_up, "recap", TALK, "--out", str(set_up.root / "verslag"))
    assert code == 0 and (set_up.root / "verslag.eml").read_text().startswith("X-Unsent: 1"), err
    code, _, err = in_process(set_up, "recap", TALK, "--format", "text", "--out", str(set_up.root / "verslag"))
    assert code == 0 and "MIME" not in (set_up.root / "verslag").read_text(), err
