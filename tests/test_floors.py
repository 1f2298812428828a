"""The floors of the house: who may import whom, one outside library one room, one place for clock and environment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from ppl.cli.app import WORDS

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "ppl").rglob("*.py"))
BELOW = (
    "errors", "resources", "visible", "partial_date", "spreadsheet", "model", "yaml", "search", "render", "rules",
    "readers", "planners", "store", "reports",
)  # fmt: skip
MAY: dict[str, set[str]] = {
    "errors": set(),
    "resources": {"errors"},
    "visible": set(),
    "partial_date": set(),
    "spreadsheet": set(),
    "model": {"errors", "partial_date"},
    "yaml": {"errors"},
    "search": {"errors"},
    "render": {"errors", "resources", "visible", "partial_date", "spreadsheet"},
    "rules": {"model", "search", "errors", "visible", "partial_date"},
    "readers": {"model", "yaml", "errors", "visible", "partial_date"},
    "planners": {"model", "readers", "errors", "partial_date", "spreadsheet"},
    "store": {"model", "yaml", "search", "errors", "resources", "visible", "partial_date"},
    "reports": {"rules", "model", "search", "errors", "partial_date"},
    "operations": set(BELOW),
    "demo": {*BELOW, "operations"},
    "cli": {*BELOW, "operations", "demo"},
}
LIBRARIES = {
    "msgspec": ("ppl/model/", "ppl/store/", "ppl/reports/"),
    "typer": ("ppl/cli/",),
    "questionary": ("ppl/cli/",),
    "ruamel": ("ppl/yaml/",),
    "yaml": ("ppl/yaml/",),
    "snowballstemmer": ("ppl/search/",),
    "openpyxl": ("ppl/planners/",),
    "xlsxwriter": ("ppl/spreadsheet.py",),
    "icalendar": ("ppl/planners/", "ppl/render/"),
    "jinja2": ("ppl/render/",),
    "markupsafe": ("ppl/render/",),
    "rich": ("ppl/render/",),
    "babel": ("ppl/render/",),
    "markdown_it": ("ppl/render/",),
    "typst": ("ppl/render/",),
    "docx": ("ppl/render/",),
    "css_inline": ("ppl/render/",),
    "numpy": ("ppl/rules/",),
    "phonenumbers": ("ppl/rules/personal_data/",),
}
# the real moment of a commit, of a draft by its name, of a change of a file: what PPL_TODAY says must not change them
REAL_MOMENTS = (
    "ppl/store/git/branch.py", "ppl/store/git/commits.py", "ppl/store/git/index.py", "ppl/store/transaction.py",
    "ppl/store/local/drafts.py", "ppl/store/stamp.py",
)  # fmt: skip
CLOCK = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow")
TIME = {"time.time", "time.time_ns", "time.strftime", "time.localtime", "time.gmtime", "time.ctime"}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "os.putenv"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 60
HEAVY = ("rich", "jinja2", "git", "ruamel", "pydantic", "msgspec", "yaml", "babel", "phonenumbers")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "ppl").with_suffix("").parts[0]


ROOMS = {room: [path for path in FILES if room_of(path) == room] for room in sorted({room_of(one) for one in FILES})}
each_room = pytest.mark.parametrize("paths", ROOMS.values(), ids=ROOMS)


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All that a file says."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, inside functions too; `from ppl import x` counts as ppl.x."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports by dots"
            if node.module == "ppl":
                for alias in node.names:
                    yield node.lineno, f"ppl.{alias.name}"
            else:
                yield node.lineno, node.module or ""


def named(path: Path) -> Iterator[tuple[int, str]]:
    """What a file names of a module, under the name that it has there: `from time import time as t` is time.time."""
    names: dict[str, str] = {}
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.lineno, f"{node.module}.{alias.name}"
    for node in nodes_of(path):
        if isinstance(node, ast.Attribute):
            first, dot, rest = ast.unparse(node).partition(".")
            yield node.lineno, f"{names.get(first, first)}{dot}{rest}"


@each_room
def test_a_room_imports_only_from_the_floors_below_it(paths: list[Path]) -> None:
    wrong = []
    for path, room in ((path, room_of(path)) for path in paths if path.stem not in ("__init__", "__main__")):
        for line, module in imported(path):
            if module.startswith("ppl.") and module.split(".")[1] not in {room, "__version__", *MAY[room]}:
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert wrong == []


def test_no_files_import_each_other_in_a_circle() -> None:
    known = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in FILES}
    imports = {name: _imported_files(path, known) - {name} for name, path in known.items()}
    while loose := {name for name, targets in imports.items() if not targets}:
        imports = {name: targets - loose for name, targets in imports.items() if name not in loose}
    assert imports == {}


def _imported_files(path: Path, known: Mapping[str, Path]) -> set[str]:
    """The files of ours that a file imports, inside functions and for types too."""
    froms = [n for n in nodes_of(path) if isinstance(n, ast.ImportFrom) and n.module]
    names = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    names |= {module for _, module in imported(path)}
    return names & known.keys()


@each_room
def test_an_outside_library_has_one_room(paths: list[Path]) -> None:
    wrong = []
    for path in paths:
        typing = [n for n in nodes_of(path) if isinstance(n, ast.If)]
        only_typed = {inner.lineno for n in typing if ast.unparse(n.test) == "TYPE_CHECKING" for inner in n.body}
        for line, module in imported(path):
            library = module.split(".")[0]
            is_ours = library == "ppl" or library in sys.stdlib_module_names or line in only_typed
            if not is_ours and not name_of(path).startswith(LIBRARIES.get(library, ())):
                wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert wrong == []


@each_room
def test_only_the_desk_reads_the_clock_and_the_environment(paths: list[Path]) -> None:
    assert [fault for path in paths for fault in _read_elsewhere(path)] == []


def _read_elsewhere(path: Path) -> Iterator[str]:
    """What a file reads that only the desk may read."""
    is_desk = name_of(path) == "ppl/cli/desk.py"
    for line, text in named(path):
        place = f"{name_of(path)}:{line}"
        if text.endswith(CLOCK) and not is_desk:
            yield f"{place} reads the clock"
        if text in TIME and name_of(path) not in REAL_MOMENTS:
            yield f"{place} reads the clock"
        if text.endswith((".isatty", ".get_terminal_size")) and not (is_desk or name_of(path) == "ppl/cli/terminal.py"):
            yield f"{place} looks at the terminal"
        if text in ENVIRONMENT and not (is_desk or name_of(path) == "ppl/cli/language.py"):
            # Typer's own words follow the process-wide LANGUAGE, which has to be written there
            yield f"{place} reads the environment"


@each_room
def test_a_file_and_a_function_can_be_seen_as_a_whole(paths: list[Path]) -> None:
    long = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}
    functions = {
        f"{name_of(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in paths
        for node in nodes_of(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {place: lines for place, lines in functions.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


def test_language_writes_the_environment_in_one_line_and_reads_none() -> None:
    rows = [row.strip() for row in (ROOT / "ppl/cli/language.py").read_text().splitlines() if "os.environ" in row]
    assert rows == ['os.environ["LANGUAGE"] = language']


def test_the_doors_of_rooms_are_empty() -> None:
    doors = [path for path in FILES if path.name == "__init__.py" and path.parent.name != "ppl"]
    assert len(doors) > 10
    assert [name_of(path) for path in doors if path.read_text()] == []


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ppl", "--help"], capture_output=True, text=True, check=True
    )
    loaded = {row.rpartition("|")[2].strip().split(".")[0] for row in done.stderr.splitlines()}
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))


def _words() -> list[tuple[str, str, str]]:
    """Name, module and manual page of each word: `plan show` is ppl/cli/words/plan/show.py and plan-show.md.

    The words of a small group share the page of the group.
    """
    found = [(word.name, word.module, word.name) for word in WORDS if not word.words]
    for group in WORDS:
        has_page = (ROOT / "docs/manual" / f"{group.name}.md").is_file()
        for word in group.words:
            page = group.name if has_page else f"{group.name}-{word.name}"
            found.append((f"{group.name} {word.name}", f"{group.name}.{word.module}", page))
    return found


@pytest.mark.parametrize(("word", "module", "page"), _words(), ids=[name for name, _, _ in _words()])
def test_a_word_has_a_manual_page_and_an_example(word: str, module: str, page: str) -> None:
    from importlib import import_module

    assert f"ppl {word}" in (ROOT / "docs/manual" / f"{page}.md").read_text()
    assert "Example:" in import_module(f"ppl.cli.words.{module}").HELP


@pytest.mark.parametrize("words", [("search", "--limit", "3", "net"), ("demo", "--projects", "0", "x")], ids="-".join)
def test_a_number_with_bounds_needs_no_pydantic(words: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "ppl", "--root", str(ROOT), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert "ppl.cli.app" in done.stderr
    assert "pydantic" not in done.stderr
