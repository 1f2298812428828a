"""The examples are taken by the words that examples/README.md names beside them, and hold the mess it describes."""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import ENVIRONMENT, Kb
from tests.demo.municipalities import REAL
from tests.packed import pack

TOP = Path(__file__).parent.parent
EXAMPLES = TOP / "examples"
README = (EXAMPLES / "README.md").read_text()
ROW = re.compile(r"^\| `([^`]+)` \| .* \| ?(?:`([^`]+)`|-)? ?\|$", re.M)
COMMANDS = {name: command for name, command in ROW.findall(README) if command.startswith("ppl ")}
PROJECT = "{http://schemas.microsoft.com/project}"
Run = Callable[..., tuple[int, str, str]]

# Per example what its records must hold: the ref, and lines of `ppl show`.
HOLDS: dict[str, tuple[str, tuple[str, ...]]] = {
    **{
        f"planning.{ending}": ("waterrijk/plan", ("ground: habit", "type: start-start", "lag_weeks:"))
        for ending in ("csv", "xlsx", "xml")
    },
    "session-form.md": ("waterrijk/sessions/2026-11-20-weekly", ("role: procesmanager", "next_on: 2026-11-27")),
    "session-learning.md": (
        "waterrijk/sessions/2026-11-12-learning",
        ("role: leermanager", "minutes: 60", "form: on-site", "went_less_well:"),
    ),
    "session-terse.md": (
        "waterrijk/sessions/2026-11-06-weekly",
        ("owner: ontwikkelaar", "due_on: 2026-11-13", "cause: bodem", "  - bodem-onder-de-loods-vervuild"),
    ),
    "session-typos.md": (
        "waterrijk/sessions/2026-10-30-weekly",
        (
            "form: online",
            "due_on: 2026-11-09",
            "light: amber",
            "next_on: 2026-11-06",
            "de kraan in de kantine lekt nog",
        ),
    ),
    "session-english.md": (
        "waterrijk/bottlenecks/de-opbrengst-van-de-vrije-sector-valt-tegen",
        ("status: risk", "chance: 0.3", "category: financien-onrendabele-top"),
    ),
    "session-cancelled.yaml": ("waterrijk/sessions/2026-10-16-weekly", ("status: cancelled", "because: Herfst")),
    "session-public-event.yaml": (
        "kenniskwartier/sessions/2025-02-25-fact-collegebesluit-over-ontwerpprogramma-en-oer",
        ("visibility: public", "Gemeenteblad Tilburg"),
    ),
    "notes.txt": ("waterrijk/sessions/2026-11-20-weekly", ("agreements:", "due_on: 2026-12-01")),
    "notes-meeting.txt": (
        "waterrijk/sessions/2026-11-10-weekly",
        ("owner: stedenbouwkundige", "2026-11-10-municipal", "stond al in de mail van maandag"),
    ),
    "reply.eml": (
        "waterrijk/sessions/2026-11-20-contact",
        ("De bodem is schoon.", "owner: projectleider", "next_on: 2026-11-27", "  - De planning gaat maandag rond."),
    ),
    "minutes.docx": (
        "waterrijk/sessions/2026-11-13-weekly",
        ("valt mee", "due_on: 2026-11-27", "  - De aangepaste planning gaat maandag rond."),
    ),
    "mail.txt": ("waterrijk/sessions/2026-11-18-contact", ("due_on: 2026-11-27", "alleen de strook langs de sloot")),
    "score.yaml": ("waterrijk/scores/bureau-1-2026-11-21", ("assessor: bureau-1", "open-cultuur:")),
    "scan.yaml": ("waterrijk", ("Mandaatbesluit van 10 november 2026.", "Betaalbaarheid, dan tempo, dan parkeren.")),
    "bottleneck.yaml": (
        "waterrijk/bottlenecks/de-provinciale-weg-heeft-geen-ruimte-voor-een-aansluiting",
        ("homes_affected: 60", "sphere: province"),
    ),
    "lesson.yaml": (
        "lessons/laat-de-wegbeheerder-meetekenen-voordat-de-verkaveling",
        ("kind: recommendation", "phase: verkenning"),
    ),
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programme and a real project, with the invented project Waterrijk and the examples beside them."""
    root = tmp_path_factory.mktemp("examples") / "kb"
    shutil.copytree(TOP / "data/programme", root / "data/programme", ignore=shutil.ignore_patterns("sessions"))
    shutil.copytree(TOP / "data/laws", root / "data/laws")
    real = root / "data/projects/kenniskwartier"
    real.mkdir(parents=True)
    shutil.copy(TOP / "data/projects/kenniskwartier/project.yaml", real)
    shutil.copytree(EXAMPLES, root / "examples")
    shutil.copytree(EXAMPLES / "waterrijk", root / "data/projects/waterrijk")
    for words in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "begin")):
        subprocess.run(["git", *words], cwd=root, env=ENVIRONMENT, check=True)
    pack(root, ENVIRONMENT)
    return root


@pytest.fixture
def base(founded: Path, tmp_path: Path) -> Kb:
    """A copy of it."""
    shutil.copytree(founded, tmp_path / "kb")
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "PPL_TODAY": "2026-11-21"}
    return Kb(tmp_path / "kb", {**ENVIRONMENT, **home})


def test_the_readme_names_every_example_and_no_other() -> None:
    there = {f"{path.name}/" if path.is_dir() else path.name for path in EXAMPLES.iterdir() if path.name[0] not in "_."}
    assert {name for name, _ in ROW.findall(README)} == there - {"README.md"}
    assert COMMANDS.keys() == HOLDS.keys()


@pytest.mark.parametrize("name", HOLDS)
def test_a_word_takes_the_example_and_its_records_are_without_problems(name: str, base: Kb, in_process: Run) -> None:
    program, *words = shlex.split(COMMANDS[name])
    assert program == "ppl" and f"examples/{name}" in words
    code, out, err = in_process(base, *words, "--yes")
    assert code == 0, err
    ref, lines = HOLDS[name]
    assert ref in out.splitlines()
    shown = in_process(base, "show", ref)[1]
    assert [line for line in lines if line not in shown] == []
    assert in_process(base, "check", "--strict")[0] == 0
    assert base.status() == ""


def test_the_examples_are_about_invented_municipalities_and_say_so() -> None:
    for path in EXAMPLES.rglob("*"):
        if path.suffix in (".md", ".txt", ".yaml", ".xml", ".csv") and path.name != "session-public-event.yaml":
            text = path.read_text("utf-8-sig")
            own = (EXAMPLES / "notes" / "README.md").read_text("utf-8") if "notes" in path.parts else ""
            is_said = "erzonnen" in text + own or "invented" in text or path.name == "planning.csv"
            assert is_said, path.name
    named = {str(name) for row in rows("Longlist ")[5:] if (name := row[1])}
    named |= {each for row in rows("Perceel 2")[3:10] for each in re.split(r" / |, ", str(row[2]))}
    assert len(named) > 10 and named & REAL == set()


def book(name: str) -> Any:
    return pytest.importorskip("openpyxl").load_workbook(EXAMPLES / name)


def rows(sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet of the longlist."""
    return list(book("longlist.xlsx")[sheet].iter_rows(values_only=True))


def test_the_longlist_holds_the_mess_of_real_ones() -> None:
    first, second = book("longlist.xlsx").worksheets
    assert (first.title, second.title) == ("Longlist ", "Perceel 2")
    found = [row for row in rows("Longlist ")[5:] if isinstance(row[0], int)]
    assert len(found) + len([row for row in rows("Perceel 2")[3:] if row[1]]) == 25
    homes = [row[4] for row in found]
    assert {"ca. 350", "300-400", "n.n.b.", "1.150"} <= set(homes) and any(isinstance(one, int) for one in homes)
    days = {type(row[10]).__name__ for row in found}
    assert days == {"str", "datetime"}
    notations = (r"\d{1,2}-\d{1,2}-2026", r"\d{1,2} juli 2026", r"2026-\d\d-\d\d")
    assert all(any(re.fullmatch(one, str(row[10])) for row in found) for one in notations)
    assert {"B7:B8", "B12:B13", "A1:M1"} <= {str(cells) for cells in first.merged_cells.ranges}
    assert first.column_dimensions["L"].hidden and {cell.fill.fgColor.rgb for cell in first["A"]} >= {"00C6EFCE"}
    assert any(str(row[0]) == "Totaal" and str(row[4]).startswith("=SUM") for row in rows("Longlist "))
    assert {"Stationskwartier Oost", "Stationskw. oost (fase 1+2)"} <= {row[2] for row in found}
    assert first.max_row > 25 and rows("Longlist ")[-1][2] == " "


def test_the_workbooks_are_made_anew_with_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("docx")
    subprocess.run([sys.executable, str(EXAMPLES / "make_sheets.py"), str(tmp_path)], check=True, env=os.environ)
    for name in ("longlist.xlsx", "planning.xlsx", "minutes.docx"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes(), "run examples/make_sheets.py"


def test_the_planning_holds_the_mess_of_real_ones() -> None:
    content = (EXAMPLES / "planning.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") > 20
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(row) for row in table} == {10}
    columns = {title: [row[place] for row in table[1:]] for place, title in enumerate(table[0])}
    assert {"6 wkn", "60d", "1,5 mnd", "30 dgn", "0d", "12 wkn?"} <= set(columns["Duur"])
    links = {"2", "3;4", "8EB", "15FS", "2BB+6w", "9SS+50%", "9EB+2 wkn;10", "10FS-1w", "17EE", "9BE"}
    assert links <= set(columns["Voorganger(s)"])
    assert [""] * 10 in table and any(name.startswith("FASE") for name in columns["Activiteit"])
    sheet = book("planning.xlsx").worksheets[0]
    assert sheet.max_row == len(table) and {type(cell.value).__name__ for cell in sheet["D"]} >= {"datetime"}


def test_the_xml_planning_is_whole() -> None:
    tree = ElementTree.parse(EXAMPLES / "planning.xml").getroot()
    assert tree.tag == f"{PROJECT}Project"
    tasks = {task.findtext(f"{PROJECT}UID"): task for task in tree.iter(f"{PROJECT}Task")}
    links = list(tree.iter(f"{PROJECT}PredecessorLink"))
    assert len(tasks) == 16 and {link.findtext(f"{PROJECT}PredecessorUID") for link in links} <= tasks.keys()
    assert {link.findtext(f"{PROJECT}Type") for link in links} == {"1", "3"}
    assert {"7", "9", "19"} <= {link.findtext(f"{PROJECT}LagFormat") for link in links}
    assigned = {each.findtext(f"{PROJECT}TaskUID") for each in tree.iter(f"{PROJECT}Assignment")}
    assert assigned and assigned <= tasks.keys()
