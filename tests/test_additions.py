"""The table of README: what is added at one place works everywhere. Each addition is tried on a copy of the project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ppl.reports.catalog import REPORTS
from tests.conftest import Kb
from tests.test_manual import scratch

ROOT = Path(__file__).parents[1]
ONE_AFTER_THE_OTHER = """
import io, json, sys
from ppl.cli.app import main
ended, real = [], sys.stdout
for words in json.loads(sys.argv[1]):
    sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        main(words)
        code = 0
    except SystemExit as end:
        code = end.code or 0
    sys.stdout.flush()
    ended.append((code, sys.stdout.buffer.getvalue().decode()))
print(json.dumps(ended), file=real)
"""


class Copy:
    """A copy of the code and the templates, and a knowledge base to run it in."""

    def __init__(self, folder: Path, kb: Kb) -> None:
        self.root = folder
        self.kb = kb
        for name in ("ppl", "templates"):
            shutil.copytree(ROOT / name, folder / name)  # with what was compiled
        (folder / "data").symlink_to(ROOT / "data")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def add(self, name: str, before: str, line: str) -> None:
        """Add a line in front of the first place where `before` stands."""
        path = self.root / name
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, line + before, 1))

    def ppl(self, *args: str, code: int = 0) -> str:
        return self._python("-m", "ppl", "--root", str(self.kb.root), *args, code=code)

    def each(self, calls: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
        """Run ppl for each call, one after the other in one process: exit codes, and what is on standard output."""
        words = json.dumps([["--root", str(self.kb.root), *args] for args in calls])
        return [(code, out) for code, out in json.loads(self._python("-c", ONE_AFTER_THE_OTHER, words).splitlines()[0])]

    def _python(self, *args: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *args],
            cwd=self.root,
            env={**self.kb.environment, "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            input="",
        )
        assert done.returncode == code, (args, done.stdout, done.stderr)
        return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path, kb: Kb) -> Copy:
    return Copy(tmp_path / "copy", kb)


def test_a_field_is_its_class_and_the_template_that_shows_it(copy: Copy) -> None:
    copy.add("ppl/model/bottleneck.py", "    activity: str | None = None", "    toy: str | None = None\n")
    copy.add("ppl/model/bottleneck.py", "    activity: activity of the plan", "    toy: what it is tried with\n")
    copy.add(
        "templates/reports/project_detail.md.j2",
        "{% if said.closed or said.long_closed %}",
        "{% for one in report.open if records[one.ref].toy %}\n- Toy: {{ records[one.ref].toy }}\n{% endfor %}\n",
    )
    ref = json.loads(copy.ppl("list", "bottleneck", "--where", "status=open", "--format", "json"))["items"][0]["ref"]
    copy.ppl("set", ref, "toy=bordspel", "--reason", "proef")
    assert '"toy": "bordspel"' in copy.ppl("show", ref, "--format", "json")
    assert ref in copy.ppl("list", "bottleneck", "--where", "toy=bordspel")
    assert "what it is tried with" in copy.ppl("schema", "bottleneck")
    assert "toy: + bordspel" in copy.ppl("history", ref)
    assert "- Toy: bordspel" in copy.ppl("report", "project", ref.partition("/")[0], "--format", "md")


def test_a_kind_is_its_class_and_a_line_in_kinds(copy: Copy) -> None:
    copy.write(
        "ppl/model/toy.py",
        '"""A toy."""\n\nfrom ppl.model.record import Date, Record\n\n\n'
        'class Toy(Record, frozen=True, kw_only=True):\n    """A toy.\n\n    title: its name\n    bought_on: the day\n'
        '    """\n\n    title: str\n    bought_on: Date | None = None\n',
    )
    copy.add("ppl/model/kinds.py", "\n\nclass Kind(", "\nfrom ppl.model.toy import Toy")
    copy.add(
        "ppl/model/kinds.py", '    Kind("plan", Plan', '    Kind("toy", Toy, ("toys/*.yaml",), "{title}", "public"),\n'
    )
    copy.ppl("new", "toy", "title=Bordspel", "bought_on=2026-01-05")
    ref = "toys/bordspel"
    assert ref in copy.ppl("list", "toy")
    copy.ppl("set", ref, "bought_on=2026-01-06")
    assert "2026-01-05 → 2026-01-06" in copy.ppl("history", ref)
    assert "2026-01-06" in copy.ppl("show", ref, "--as-of", "HEAD")
    assert '"title"' in copy.ppl("schema", "toy")
    copy.ppl("rename", ref, "toys/dobbelspel")
    copy.ppl("remove", "toys/dobbelspel", "--reason", "op")
    copy.ppl("undo")
    assert "dobbelspel" in copy.ppl("list", "toy")


def test_a_format_is_its_file_and_a_line_in_formats(copy: Copy, tmp_path: Path) -> None:
    scratch(tmp_path)
    copy.kb.root = tmp_path / "kennis"
    copy.write(
        "ppl/render/toy.py",
        '"""A toy format."""\n\nfrom ppl.render.document import Document\n\n\n'
        'def render(document: Document) -> bytes:\n    """Its Markdown in capitals."""\n'
        '    return ("TOY " + document.markdown("md")).upper().encode()\n',
    )
    copy.add("ppl/render/formats.py", '    Format("csv"', '    Format("toy", ANY),\n')
    copy.ppl("plan", "new", "waterrijk", "--starts-on", "2026-01-05", "--yes")
    copy.ppl("plan", "baseline", "waterrijk", "--yes")
    copy.ppl("newsletter", "--audience", "programme", "--yes")
    session = "waterrijk/sessions/2026-10-05-weekly"
    fields = ("title=Bel eerst", "from.project=waterrijk", "status=checked", "kind=lesson", "noted_on=2026-10-05")
    copy.ppl("new", "lesson", *fields, "--yes")
    shown = {
        "project": ("report", "project", "waterrijk"),
        "plan": ("report", "plan", "waterrijk"),
        "programme": ("report", "programme"),
        "approach": ("report", "approach", "waterrijk"),
        "scan": ("scan", "waterrijk"),
        "scan-form": ("form", "scan", "waterrijk"),
        "status": ("status",),
        "due": ("due",),
        "cadence": ("cadence",),
        "week": ("week",),
        "prepare": ("prepare", "waterrijk"),
        "list": ("list", "bottleneck"),
        "show": ("show", "waterrijk"),
        "history": ("history", "waterrijk"),
        "recap": ("recap", session),
        "lesson-ask": ("agree", "lessons/bel-eerst", "--ask"),
        "newsletter": ("newsletter", "1"),
        "newsletter-ask": ("newsletter", "1", "--ask", "--project", "langeveld"),
        "form": ("form", "session", "waterrijk"),
        "plan-show": ("plan", "show", "waterrijk"),
        "plan-compare": ("plan", "compare", "waterrijk"),
        "plan-earlier": ("plan", "earlier", "waterrijk"),
        "plan-what-if": ("plan", "what-if", "waterrijk", "--shorten", "A15=16"),
        "plan-chance": ("plan", "chance", "waterrijk", "--runs", "10"),
        "plan-couplings": ("plan", "couplings"),
        "plan-habits": ("plan", "habits"),
        "plan-drift": ("plan", "drift", "waterrijk"),
        "plan-import": ("plan", "import", "langeveld", str(ROOT / "examples/planning.csv"), "--dry-run"),
    }
    shown |= {
        "index": ("index",),
        "search": ("search", "netaansluiting"),
        "check": ("check",),
        "ranking": ("rank", "--lot", "lot-1"),
    }
    only_elsewhere = {"questions"}  # what ppl form makes in the formats that its own form has not
    assert set(shown) == {report.name for report in REPORTS} - only_elsewhere
    printed = copy.each([(*words, "--format", "toy") for words in shown.values()])
    for name, (code, out) in zip(shown, printed, strict=True):
        assert out.startswith("TOY "), name
        assert code == (1 if name == "check" else 0), name


def test_a_report_is_its_file_its_template_and_a_line_in_reports(copy: Copy) -> None:
    copy.write(
        "ppl/reports/toy.py",
        '"""A toy report."""\n\nimport datetime\n\nimport msgspec\n\nfrom ppl.model.knowledge import Knowledge\n\n\n'
        'class Request(msgspec.Struct, frozen=True):\n    """All records."""\n\n    knowledge: Knowledge\n'
        '    project: None = None\n    audience: str = "client"\n\n\n'
        'class Toys(msgspec.Struct, frozen=True):\n    """How many records."""\n\n    records: int\n\n\n'
        'def build(request: Request, today: datetime.date) -> Toys:\n    """How many."""\n'
        "    return Toys(len(request.knowledge))\n",
    )
    copy.write("templates/reports/toy.md.j2", "# Toys\n\n{{ report.records }} records\n")
    copy.add(
        "ppl/reports/catalog.py",
        '    Report("status"',
        '    Report("toy", Text("Toys"), EVERYTHING, PROSE, "client", is_page=True),\n',
    )
    for format in ("screen", "md"):
        assert " records" in copy.ppl("report", "toy", "--format", format)
    assert json.loads(copy.ppl("report", "toy", "--format", "json"))["schema"] == "ppl/toy/1"


def test_a_picture_is_its_data_its_places_its_drawing_and_its_name_in_a_report(copy: Copy) -> None:
    copy.write(
        "ppl/reports/pictures/toy.py",
        '"""A toy picture."""\n\nimport msgspec\n\n\n'
        'class Toy(msgspec.Struct, frozen=True):\n    """How wide."""\n\n    wide: int\n',
    )
    copy.write(
        "ppl/render/toy_layout.py",
        '"""Where a toy lies."""\n\nfrom typing import Any\n\n\n'
        'def layout(picture: Any) -> dict[str, Any]:\n    """Twice as wide."""\n'
        '    return {"width": 2 * picture["wide"]}\n',
    )
    copy.write("templates/charts/toy.svg.j2", '<svg xmlns="http://www.w3.org/2000/svg" width="{{ width }}"/>\n')
    copy.add("ppl/reports/catalog.py", '("milestones", "ages", "rhythm"),', '("toy",) + ')
    copy.add("ppl/reports/programme.py", '"milestones": milestones', '"toy": toy.Toy(21),\n        ')
    copy.add("ppl/reports/programme.py", "ages, milestones, rhythm", "toy, ")
    assert '<svg xmlns="http://www.w3.org/2000/svg" width="42"/>' in copy.ppl("report", "programme", "--format", "svg")
    assert 'width="42"' in copy.ppl("report", "programme", "--format", "svg", "--picture", "toy")


def test_a_check_is_a_function_and_a_line_in_checks(copy: Copy) -> None:
    copy.add(
        "ppl/rules/checks.py",
        "CHECKS: tuple[Check, ...] = (",
        'def toys(knowledge: Knowledge, today: Day) -> Found:\n    """No title is a toy."""\n'
        "    for one in knowledge.of(Bottleneck):\n"
        '        yield Finding(one.ref, ("title",), Text("a toy"), Text("put it away"))\n\n\n',
    )
    copy.add("ppl/rules/checks.py", '    Check("codes"', '    Check("toys", toys),\n')
    assert "a toy\n  put it away" in copy.ppl("check", "toys", code=1)


def test_a_word_that_shows_is_its_file_and_a_line_in_groups(copy: Copy) -> None:
    copy.write(
        "ppl/cli/words/greet.py",
        '"""`ppl greet`: a toy."""\n\nimport typer\n\nfrom ppl.cli.options import N_, desk_of\n\n'
        'HELP = N_("""Greet.\n\nExample:\n  ppl greet\n""")\n\n\n'
        'def command(ctx: typer.Context) -> None:\n    desk_of(ctx).show("hello")\n',
    )
    copy.add("ppl/cli/app.py", '        Word("list"', '        Word("greet", N_("Greet.")),\n')
    assert copy.ppl("greet") == "hello\n"
    assert "greet" in copy.ppl("--help")


def test_a_word_that_writes_has_an_operation_besides(copy: Copy) -> None:
    copy.write(
        "ppl/operations/mark.py",
        '"""A toy: a record gets a tag."""\n\nimport datetime\nfrom typing import NamedTuple\n\n'
        "from ppl.operations.proposal import Proposal\nfrom ppl.store.edits import existing_edit\n"
        "from ppl.store.folder import Folder\nfrom ppl.store.git.message import Message\n\n\n"
        'class MarkRequest(NamedTuple):\n    """ref: the record; tag: what is added."""\n\n'
        "    ref: str\n    tag: str\n\n\n"
        "def mark(folder: Folder, today: datetime.date, request: MarkRequest) -> Proposal:\n"
        '    """The record with one more tag."""\n    before = existing_edit(folder, request.ref)\n'
        "    fields = {**before.fields, 'tags': [*before.fields.get('tags', []), request.tag]}\n"
        '    return Proposal([before._replace(fields=fields)], Message("mark", request.ref, request.tag))\n',
    )
    copy.write(
        "ppl/cli/words/mark.py",
        '"""`ppl mark REF TAG`: a toy that writes."""\n\nimport typer\n\nfrom ppl.cli.confirm import save\n'
        "from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options\n"
        "from ppl.operations.mark import MarkRequest, mark\n\n"
        'HELP = N_("""Add a tag.\n\nExample:\n  ppl mark waterrijk toy\n""")\n\n\n@with_write_options()\n'
        "def command(ctx: typer.Context, ref: RefArgument, tag: str, options: WriteOptions) -> None:\n"
        "    desk = desk_of(ctx)\n    save(desk, mark, MarkRequest(desk.ref(ref), tag), options)\n",
    )
    copy.add("ppl/cli/app.py", '        Word("list"', '        Word("mark", N_("Add a tag.")),\n')
    before = copy.kb.head()
    assert "+tags:\n" in copy.ppl("mark", "waterrijk", "toy", "--dry-run")
    assert (copy.kb.head(), copy.kb.status()) == (before, "")
    assert "committed as" in copy.ppl("mark", "waterrijk", "toy", "--reason", "proef")
    assert copy.kb.git("log", "--format=%s", f"{before}..HEAD") == "mark waterrijk: toy\n"
    assert "Ppl-Reason: proef" in copy.kb.git("log", "-1", "--format=%b")
    assert copy.kb.git("diff", "--name-only", before, "HEAD") == "data/projects/waterrijk/project.yaml\n"
    assert copy.kb.status() == ""
    assert '"toy"' in copy.ppl("show", "waterrijk", "--format", "json")
    copy.ppl("undo")
    assert copy.kb.git("diff", before, "HEAD") == ""
