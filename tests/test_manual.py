"""The manual is the golden test: the console blocks of docs/manual/*.md are run, in order, and compared. So are those
of docs/handleiding/*.md, in Dutch.

Each page runs in its own scratch copy of this repository's knowledge base, with the invented project Waterrijk
beside the real ones (nothing is invented about those), its own git history and a fixed clock. A line `...` in a
block stands for any lines, within a line for any text. `make golden` rewrites the blocks that no longer hold.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests import processes
from tests.packed import pack

TOP = Path(__file__).parent.parent
DUTCH = TOP / "docs" / "handleiding"
PAGES = [*sorted((TOP / "docs" / "manual").glob("*.md")), *sorted(DUTCH.glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
MARK = "-- ppl manual --"
CLOCK = "2026-11-21T12:00:00+01:00"


def environment(home: Path) -> dict[str, str]:
    """Nothing of the machine but its programs, and `ppl`."""
    processes.program(home)
    return {
        "PATH": os.pathsep.join([str(home), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Amsterdam",
        "PPL_LANG": "en",
        "PPL_TODAY": "2026-11-21",
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),  # a file of its own: git would put one in the place of /dev/null
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Procesmanager",
        "GIT_AUTHOR_EMAIL": "procesmanager@voorbeeld.example",
        "GIT_COMMITTER_NAME": "Procesmanager",
        "GIT_COMMITTER_EMAIL": "procesmanager@voorbeeld.example",
        "GIT_AUTHOR_DATE": CLOCK,
        "GIT_COMMITTER_DATE": CLOCK,
    }


def scratch(folder: Path) -> dict[str, str]:
    """A copy of the knowledge base in a repository of its own, `kennis`; the environment to work in it."""
    home = folder / "home"
    home.mkdir()
    shutil.copytree(first_state(), folder / "kennis", symlinks=True)
    env = environment(home)
    subprocess.run(["git", "update-index", "-q", "--refresh"], cwd=folder / "kennis", env=env, check=True)
    return env


@cache
def first_state() -> Path:
    """The knowledge base that every scratch copy is a copy of, made once for each process."""
    knowledge = Path(tempfile.mkdtemp()) / "kennis"
    atexit.register(shutil.rmtree, knowledge.parent, ignore_errors=True)
    shutil.copytree(TOP / "data", knowledge / "data")
    shutil.copytree(TOP / "examples", knowledge / "examples")
    shutil.copytree(TOP / "examples" / "waterrijk", knowledge / "data" / "projects" / "waterrijk")
    env = environment(knowledge.parent)
    steps = (["init", "-q", "-b", "main"], ["add", "data", "examples"], ["commit", "-q", "-m", "first state"])
    for words in steps:
        subprocess.run(["git", *words], cwd=knowledge, env=env, check=True)
    pack(knowledge, env)
    return knowledge


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that the page shows."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif line.startswith("> ") and found and found[-1][1] == "":
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", "")
        elif found:
            command, shown = found[-1]
            found[-1] = (command, f"{shown}{line}\n")
    return found


def outputs(lines: list[str], folder: Path, env: dict[str, str]) -> list[str]:
    """What the commands print, run one after the other in one shell."""
    script = "".join(f"{line}\nprintf '\\n{MARK}\\n'\n" for line in lines)
    done = subprocess.run(
        ["bash"], input=script.encode(), cwd=folder / "kennis", env=env, capture_output=True, check=False
    )
    return [part.strip("\n") for part in done.stdout.decode().split(f"\n{MARK}\n")][: len(lines)]


def inline(row: str) -> str:
    """A line as a pattern; `...` within it stands for any characters."""
    return ".*?".join(re.escape(piece) for piece in row.split("..."))


def matches(shown: str, printed: str) -> bool:
    """Whether an output is as shown; `...` stands for any lines, within a line for any text."""
    rows = shown.splitlines()
    pattern = "".join(r"(?:.*\n)*?" if row.strip() == "..." else inline(row) + "\n" for row in rows)
    return re.fullmatch(pattern, printed + "\n" if printed else "") is not None


def page_outputs(page: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Per command of a page: the command, the output shown, the output printed."""
    said = [pair for block in BLOCK.findall(page.read_text()) for pair in commands(block)]
    env = {**scratch(folder), "PPL_LANG": "nl" if page.parent == DUTCH else "en"}
    printed = outputs([command for command, _ in said], folder, env)
    return [(command, shown, out) for (command, shown), out in zip(said, printed, strict=True)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_manual_shows_what_the_commands_print(page: Path, tmp_path: Path) -> None:
    for command, shown, printed in page_outputs(page, tmp_path):
        assert matches(shown, printed), f"{page.name}: $ {command}\n{printed}"


def test_every_page_has_an_example_that_is_run() -> None:
    assert PAGES
    assert [page.name for page in PAGES if not BLOCK.search(page.read_text())] == []


def test_readme_and_the_readme_of_a_new_base_lead_to_the_pages_in_dutch() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    pages = [page for page in PAGES if page.parent == DUTCH]
    assert len(pages) == 7
    assert [page.name for page in pages if f"docs/handleiding/{page.name}" not in readme] == []
    assert "docs/handleiding" in (TOP / "templates/init/readme.md").read_text(encoding="utf-8")
    for page in PAGES:
        linked = re.findall(r"\]\(([\w./-]+)\)", BLOCK.sub("", page.read_text(encoding="utf-8")))
        assert [link for link in linked if not (page.parent / link).exists()] == [], page.name


def rewrite(page: Path) -> bool:
    """Put the present output into the blocks that no longer hold; whether there were any."""
    with tempfile.TemporaryDirectory() as folder:
        found = iter(page_outputs(page, Path(folder)))

    def block(_: re.Match[str]) -> str:
        text = ""
        for _command in commands(_.group()):
            command, shown, printed = next(found)
            text += "$ " + command.replace("\n", "\n> ") + "\n"
            text += shown if matches(shown, printed) else printed + "\n" if printed else ""
        return text

    before = page.read_text()
    after = BLOCK.sub(block, before)
    page.write_text(after)
    return after != before


if __name__ == "__main__":
    for each in PAGES:
        if rewrite(each):
            print(f"rewritten: {each.relative_to(TOP)}")
