"""A small knowledge base to be killed in: what is entered there, by which words and hooks, and whether it is whole."""

from __future__ import annotations

import os
import pkgutil
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import ppl
from bench.scratch import ENVIRONMENT as PINNED
from ppl.cli.app import main

for module in pkgutil.walk_packages(ppl.__path__, "ppl."):  # so that every fork has them already
    if not module.name.endswith("__main__"):
        import_module(module.name)

TREE = Path(__file__).parents[1]
ENVIRONMENT = {name: value for name, value in PINNED.items() if not name.endswith("_DATE")}
MINE, STAGED, EDITED = "van-mij.txt", "klaargezet.txt", "README.md"
TALK = """kind: weekly
held_on: 2026-11-16
summary: Afgebroken
bottlenecks:
  - title: Het net is vol
    category: netcongestie
    status: open
actions:
  - text: Uitzoeken
"""
NET = "title: Het net is vol\ncategory: netcongestie\nstatus: open\nopened_on: 2026-11-16\n"
PLAN = ("plan", "new", "waterrijk")
# what is there before, so that each word has something to change
BEFORE: tuple[tuple[str, ...], ...] = (
    ("new", "project", "--id", "zandhoek", "name=Zandhoek", "municipality=[Zomaarstad]", "status=intake", "lot=lot-1"),
    ("new", "project", "--id", "vast", "name=Vast", "municipality=[Zomaarstad]", "status=intake", "lot=lot-1"),
    ("note", "waterrijk", "actie: bel de netbeheerder"),
    (*PLAN, "--template", "woningbouw"),
    ("set", "zandhoek", "homes.max=140"),
)
SESSION = "waterrijk/sessions/2026-10-05-weekly"
WORDS: dict[str, tuple[str, ...]] = {
    "log": ("log", "waterrijk", "--from", "../talk.yaml"),
    "set": ("set", "waterrijk", "name=Waterrijk aan de plas", "homes.max=160"),
    "new": ("new", "bottleneck", "--project", "waterrijk", "--from", "../net.yaml"),
    "edit": ("edit", SESSION),
    "rename": ("rename", "waterrijk", "watertuin"),
    "remove": ("remove", "zandhoek", "--reason", "dubbel"),
    "undo": ("undo",),
    "score": ("score", "zandhoek", "--assessor", "bureau-1", "--from", "../score.yaml"),
    "agree": ("agree", SESSION),
    "newsletter": ("newsletter", "--since", "2020-01-01", "--until", "2026-11-30"),
    "plan new": ("plan", "new", "zandhoek"),
    "plan baseline": ("plan", "baseline", "waterrijk"),
    "plan what-if": ("plan", "what-if", "waterrijk", "--shorten", "A15=10", "--save", "--because", "proef"),
    "plan import": ("plan", "import", "zandhoek", "../planning.csv", "--partly"),
    "save": ("save", "-m", "met de hand"),
    "note": ("note", "waterrijk", "vraag: wanneer"),
    "people": ("people", "projectleider", "Iemand", "Anders", "--project", "waterrijk"),
    "sync": ("sync",),
}
AGREED = {"sync", "note", "people", "list"}  # words that ask nothing
FORMATTING = """git diff --cached --name-only --diff-filter=AM | while read -r file; do
  grep -q nagekeken "$file" || printf '# nagekeken\\n' >> "$file"; git add "$file"
done"""
HOOKS = {
    "none": "",
    "passing": "exit 0",
    "slow": "sleep 0.03",
    "refusing": "echo dit mag niet >&2; exit 1",
    "formatting": FORMATTING,
}


class State(NamedTuple):
    """What is committed: the files of HEAD, and how many commits there are; and what is not, as git status says it."""

    tree: str
    commits: int
    status: str


class Base:
    """A knowledge base in a folder, with a remote beside it, and files that are its user's own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.root = place / "kennis"
        self.env = ENVIRONMENT | {
            "PATH": os.environ["PATH"],
            "HOME": str(place),
            "XDG_STATE_HOME": str(place / "state"),
            "XDG_CONFIG_HOME": str(place / "config"),
            "EDITOR": "sed -i '$a # nagelezen'",
        }

    def git(self, *words: str) -> str:
        """What git prints. Raises CalledProcessError where it refuses."""
        done = subprocess.run(["git", *words], cwd=self.root, env=self.env, capture_output=True, check=True)
        return done.stdout.decode()

    def start(self, *words: str, env: dict[str, str] | None = None) -> Run:
        """Run ppl in a fork of this process, the first of a group of its own."""
        return Run(self, words, self.env | (env or {}))

    def ppl(self, *words: str) -> Run:
        """Run ppl to its end."""
        run = self.start(*words)
        run.wait(60)
        return run

    def begin(self) -> None:
        """Make the knowledge base, its remote with somebody else's work, and the user's own edits."""
        data = self.root / "data"
        shutil.copytree(TREE / "data" / "programme", data / "programme")
        shutil.copytree(TREE / "examples" / "waterrijk", data / "projects" / "waterrijk")
        for name in ("lessons", "laws"):
            shutil.copytree(TREE / "data" / name, data / name)
        for name in ("score.yaml", "planning.csv"):
            shutil.copy(TREE / "examples" / name, self.place / name)
        (self.place / "talk.yaml").write_text(TALK)
        (self.place / "net.yaml").write_text(NET)
        for name in (EDITED, STAGED):
            (self.root / name).write_text("gegeven\n")
        for words in (("init", "-q", "--template=", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "begin")):
            self.git(*words)
        remote, other = self.place / "verzameld.git", self.place / "ander"
        self.git("clone", "-q", "--bare", "--template=", ".", str(remote))
        self.git("remote", "add", "origin", str(remote))
        self.git("clone", "-q", "--template=", str(remote), str(other))
        for word in BEFORE:
            run = self.ppl(*word, *(("--yes",) if word[0] not in AGREED else ()))
            assert run.code == 0, run.said
        (other / "data/lessons/anders.yaml").write_text("title: Anders\nstatement: Het kan anders\n")
        for words in (("add", "."), ("commit", "-q", "-m", "anders"), ("push", "-q", "origin", "main")):
            self.git("-C", str(other), *words)
        (self.root / STAGED).write_text("van mij, klaargezet\n")
        self.git("add", STAGED)
        (self.root / STAGED).write_text("van mij, klaargezet en verder\n")
        (self.root / EDITED).write_text("van mij, bewerkt\n")
        (self.root / MINE).write_text("van mij, nieuw\n")

    def copy(self, place: Path, hook: str, word: str) -> Base:
        """The same in another place, with hooks, ready for a word."""
        shutil.copytree(self.place, place, symlinks=True)
        made = Base(place)
        made.git("remote", "set-url", "origin", str(place / "verzameld.git"))
        made.git("update-index", "-q", "--refresh")
        if word == "save":
            with open(made.root / "data/projects/zandhoek/project.yaml", "a") as record:
                record.write("# met de hand\n")
        if HOOKS[hook]:
            (made.root / ".git/hooks").mkdir(exist_ok=True)
            for name in ("pre-commit", "commit-msg")[: 1 if hook in ("refusing", "formatting") else 2]:
                file = made.root / ".git/hooks" / name
                file.write_text(f"#!/bin/sh\n{HOOKS[hook]}\n")
                file.chmod(0o755)
        return made

    def state(self) -> State:
        status = self.git("--no-optional-locks", "status", "--porcelain", "--untracked-files=all")
        return State(self.git("rev-parse", "HEAD^{tree}").strip(), int(self.git("rev-list", "--count", "HEAD")), status)

    def notes(self) -> str:
        """What waits for the new name of the project that gets one."""
        return self.ppl("note", "watertuin", "--list").out

    @property
    def is_renamed(self) -> bool:
        """Whether the project with notes has its new name."""
        return (self.root / "data/projects/watertuin").is_dir()

    def complaints(self) -> list[str]:
        """What is not as it should be, whatever happened: locks, the user's own files, git's own check."""
        git = self.root / ".git"
        found = [f"{lock.relative_to(git)} is left" for lock in git.rglob("*.lock")]
        own = {p.name for p in (git / "ppl").glob("*")} - {"lock", "drafts", "notes", "waiting"}
        own = {name for name in own if not name.startswith("index.sqlite")}  # what was read before: never the truth
        found += [f"ppl/{name} is left" for name in own]
        texts = {EDITED: "van mij, bewerkt\n", STAGED: "van mij, klaargezet en verder\n", MINE: "van mij, nieuw\n"}
        found += [f"{name} is changed" for name, text in texts.items() if (self.root / name).read_text() != text]
        found += [f"{file} is left" for file in self.root.glob("data/**/.*")]
        if self.git("show", f":{STAGED}") != "van mij, klaargezet\n":
            found.append(f"what is staged of {STAGED} is changed")
        done = subprocess.run(
            ["git", "fsck", "--no-dangling"], cwd=self.root, env=self.env, capture_output=True, text=True
        )
        return found + [
            f"fsck: {row}" for row in done.stderr.splitlines() if not row.startswith(("notice", "Checking"))
        ]


class Run:
    """ppl in a fork of this process."""

    def __init__(self, base: Base, words: Sequence[str], env: dict[str, str]) -> None:
        self.files = [base.place / name for name in ("out", "err")]
        self.began = time.monotonic()
        self.code: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            self._be_ppl(base.root, words, env)

    def _be_ppl(self, root: Path, words: Sequence[str], env: dict[str, str]) -> None:
        code = 70
        try:
            os.setpgid(0, 0)
            streams = [os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) for file in self.files]
            for number, stream in enumerate((os.open(os.devnull, os.O_RDONLY), *streams)):
                os.dup2(stream, number)
            os.chdir(root)
            os.environ.clear()
            os.environ.update(env, PPL_PID=str(os.getpid()))
            sys.stdin, sys.stdout, sys.stderr = (open(n, m, closefd=False) for n, m in ((0, "r"), (1, "w"), (2, "w")))  # noqa: SIM115
            try:
                main(words)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(bool(end.code))
            except KeyboardInterrupt:
                code = 130
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)

    def wait(self, seconds: float) -> bool:
        """Wait until it ends; False where it did not in time, and is ended."""
        until = time.monotonic() + seconds
        while self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                os.kill(self.pid, 9)
                os.waitpid(self.pid, 0)
                self.code = -99
                return False
            else:
                time.sleep(0.001)
        return True

    @property
    def out(self) -> str:
        return self.files[0].read_text(errors="replace")

    @property
    def said(self) -> str:
        return self.out + self.files[1].read_text(errors="replace")
