"""A scratch copy of a knowledge base in which commands run, and all that they print and change on disk."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

TODAY = "2026-11-21"
CLOCK = f"{TODAY}T12:00:00+01:00"
NAME, MAIL = "Procesmanager", "procesmanager@voorbeeld.example"
ENVIRONMENT = {
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "Europe/Amsterdam",
    "TERM": "xterm",
    "COLUMNS": "100",
    "PPL_LANG": "en",
    "PPL_TODAY": TODAY,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": NAME,
    "GIT_AUTHOR_EMAIL": MAIL,
    "GIT_COMMITTER_NAME": NAME,
    "GIT_COMMITTER_EMAIL": MAIL,
    "GIT_AUTHOR_DATE": CLOCK,
    "GIT_COMMITTER_DATE": CLOCK,
}
DEMO = ("demo", "kennis", "--projects", "8", "--weeks", "60", "--until", "2026-11-20", "--seed", "1")
PATIENCE = 300  # seconds for one case
WHOLE = 40_000  # bytes; of a larger file the hash is recorded
# Runs a case where the one before ended, in its folder and environment.
STEP = """. "$STATE/environment" 2>/dev/null; cd "$(cat "$STATE/folder")" || exit 97
{case}
code=$?; pwd > "$STATE/folder"; export -p > "$STATE/environment"; exit $code
"""
# What the clock and the process put into a text: names of drafts, and the moment they were begun.
MOMENTS = (
    (re.compile(rb"\d{4}-\d\d-\d\d-\d{6}-([\w-]+?)(?:-\d+)?\.yaml"), rb"<moment>-\1.yaml"),
    (re.compile(TODAY.encode() + rb"(.)\d\d:\d\d(?!:)"), TODAY.encode() + rb"\1<moment>"),
)


class Trees(NamedTuple):
    """Whose code runs, with which interpreter, on whose records."""

    code: Path
    python: Path
    records: Path


def make_place(folder: Path, trees: Trees, warm: Path | None = None) -> dict[str, str]:
    """Make an empty place with the commands `ppl` and `typed`; the environment to work in it.

    warm: the socket of bench/warm.py, which then runs ppl
    """
    for name in ("bin", "home", "state"):
        (folder / name).mkdir(parents=True)
    bench = Path(__file__).parent
    ppl = [trees.python, "-I", "-S", bench / "warm.py", warm] if warm else [trees.python, "-m", "ppl"]
    for name, words in (("ppl", ppl), ("typed", [trees.python, bench / "typed.py"])):
        command = folder / "bin" / name
        command.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, words))} "$@"\n')
        command.chmod(0o755)
    return ENVIRONMENT | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "XDG_STATE_HOME": str(folder / "home" / "state"),
        "PYTHONPATH": str(trees.code),
        "TREE": str(trees.records),
        "STATE": str(folder / "state"),
    }


def make_records(folder: Path, trees: Trees) -> None:
    """The records of the tree in a repository of their own, the invented Waterrijk among them."""
    env = make_place(folder, trees)
    base = folder / "kennis"
    for name in ("data", "examples"):
        shutil.copytree(trees.records / name, base / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(base / "examples" / "waterrijk", base / "data" / "projects" / "waterrijk")
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "first state"]):
        subprocess.run(["git", *words], cwd=base, env=env, check=True)


def make_demo(folder: Path, trees: Trees) -> str:
    """A demo of the present code in a place of its own: what was printed, and its commits."""
    env = make_place(folder, trees)
    done = subprocess.run(["ppl", *DEMO], cwd=folder, env=env, capture_output=True, check=False)
    (folder / "kennis").mkdir(exist_ok=True)
    log = git(folder / "kennis", "log", "--format=%H %T %ad %an: %s")
    return marked(b"== stdout\n" + done.stdout + b"== stderr\n" + done.stderr + b"== commits\n" + log, folder, trees)


def git(folder: Path, *words: str) -> bytes:
    """What git prints; nothing where it refuses."""
    env = {**os.environ, **ENVIRONMENT}
    return subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, check=False).stdout


def marked(shown: bytes, folder: Path, trees: Trees) -> str:
    """A text without the places and the moments of this run."""
    for path, mark in ((folder, "<scratch>"), (trees.code, "<tree>"), (trees.records, "<tree>")):
        shown = shown.replace(str(path).encode(), mark.encode())
    for pattern, mark_of in MOMENTS:
        shown = pattern.sub(mark_of, shown)
    return shown.decode("utf-8", "backslashreplace").replace("\r", "\\r")


def content(path: Path) -> bytes:
    """The bytes of a file; of what is no text or long, their hash."""
    data = path.read_bytes() if not path.is_symlink() else f"link to {path.readlink()}\n".encode()
    if len(data) <= WHOLE and b"\0" not in data:
        return data
    return f"{len(data)} bytes, {hashlib.sha256(data).hexdigest()}\n".encode()


class Scratch:
    """A copy of a knowledge base in which commands run, one after the other.

    heads: the last commit of every repository; files: when each file outside git was written, and its size
    """

    def __init__(self, folder: Path, base: Path, trees: Trees, warm: Path | None = None) -> None:
        self.folder = folder
        self.trees = trees
        self.env = make_place(folder, trees, warm)
        shutil.copytree(base, folder / "kennis", symlinks=True)
        git(folder / "kennis", "update-index", "-q", "--refresh")
        (folder / "state" / "folder").write_text(str(folder / "kennis"))
        self.heads: dict[Path, str] = {}
        self.files: dict[Path, tuple[int, int]] = {}
        self._changes()

    def run(self, case: str) -> str:
        """Run a command; all that it printed and changed, as a text."""
        try:
            done = subprocess.run(
                ["bash", "-c", STEP.format(case=case)],
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
            said = b"== exit code %d\n== stdout\n%b\n== stderr\n%b" % (done.returncode, done.stdout, done.stderr)
        except subprocess.TimeoutExpired:
            said = b"== it did not end\n"
        return marked(f"$ {case}\n".encode() + said + self._changes(), self.folder, self.trees)

    def _changes(self) -> bytes:
        """What changed on disk since the last time: commits, then files that are in no commit."""
        known, self.files = self.files, {}
        repositories: list[Path] = []
        for top, folders, names in os.walk(self.folder):
            here = Path(top)
            if here == self.folder:
                folders[:] = [name for name in folders if name not in ("bin", "state")]
            if here.name == ".git":
                repositories.append(here.parent)
                folders[:] = [name for name in folders if name == "ppl"]
            elif here.suffix == ".git":
                repositories.append(here)
                folders.clear()
            else:
                for path in map(here.joinpath, names):
                    stat = path.lstat()
                    self.files[path] = (stat.st_mtime_ns, stat.st_size)
        said, committed = b"", set[Path]()
        for repository in sorted(repositories):
            text, paths = self._commits(repository)
            said += text
            committed |= paths
        if not known:
            return b""
        for path in sorted((known.keys() | self.files.keys()) - committed):
            if path not in self.files:
                said += f"\n== gone: {path}\n".encode()
            elif known.get(path) != self.files[path] and path.name != "lock":
                said += f"\n== file: {path}\n".encode() + content(path)
        return said

    def _commits(self, repository: Path) -> tuple[bytes, set[Path]]:
        """The new commits of a repository, and the files that they hold."""
        head = git(repository, "rev-parse", "-q", "--verify", "HEAD").decode().strip()
        before = self.heads.get(repository)
        self.heads[repository] = head
        if not head or head == before:
            return b"", set()
        if before:
            names = git(repository, "diff", "-z", "--name-only", before, head)
            log = git(repository, "log", "--reverse", "--format=fuller", "--stat", "-p", "-m", f"{before}..{head}")
        else:
            names = git(repository, "ls-tree", "-r", "-z", "--name-only", head)
            log = git(repository, "log", "--format=%H %ad %an: %s%n%b") + git(repository, "ls-tree", "-r", head)
        paths = {repository / name for name in names.decode().split("\0") if name}
        return f"\n== commits in {repository}\n".encode() + log, paths
