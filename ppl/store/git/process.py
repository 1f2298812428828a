"""Git, by its own commands: running them, where a repository lies, and who works in it."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ppl.errors import StoreError, Text
from ppl.model.figures import whole

# where an enclosing git (a hook that calls ppl) is at work: `git rev-parse --local-env-vars`, without its settings
PLACES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR", "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)  # fmt: skip
# programs that a repository's settings would have git run while it only looks; and the letters in which it is talked to
SETTINGS = (
    ("log.showSignature", "false"),
    ("core.fsmonitor", "false"),
    ("i18n.commitEncoding", "UTF-8"),
    ("i18n.logOutputEncoding", "UTF-8"),
)


class Head(NamedTuple):
    """Where the work folder stands: its branch (None when detached) and commit (None before the first)."""

    branch: str | None
    commit: str | None


Child = subprocess.Popen[bytes]


def rows_of(output: bytes) -> list[str]:
    """The rows of an output that zeros part (-z): names of files, which need not be UTF-8."""
    return output.decode("utf-8", "surrogateescape").split("\0")


def as_input(text: str) -> bytes:
    """A text with names of files, as git reads it."""
    return text.encode("utf-8", "surrogateescape")


def _word(args: Sequence[str]) -> str:
    """Which of git's commands it is: behind its own options."""
    return next(word for before, word in zip(("", *args), args, strict=False) if "-c" not in (before, word))


class GitError(StoreError):
    """A git command ended with an error."""

    def __init__(self, word: str, said: str) -> None:
        what = Text("git {word} failed: {said}", word=word, said=said or "?")
        super().__init__(what, Text("mend what git says, then try again"))
        self.said = said


def _git_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of git's commands: about this repository, without questions, in English."""
    kept = {name: value for name, value in environment.items() if name not in PLACES}
    first = whole(kept.get("GIT_CONFIG_COUNT", "")) or 0
    for number, (name, value) in enumerate(SETTINGS, first):
        kept |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    count = str(first + len(SETTINGS))
    return kept | {"GIT_CONFIG_COUNT": count, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def ended(process: Child) -> None:
    """Wait until it ends, also where a signal comes meanwhile: that is passed on afterwards."""
    try:
        process.wait()
    finally:
        process.wait()


class Process:
    """The git repository around a folder, asked by the commands of git itself."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = _git_environment(environment)
        self.held: list[int] = []  # ppl's own lock, while it is held: every git that works meanwhile holds it too

    # running git

    def run(self, *args: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        """The output of a git command. Raises StoreError with what git said."""
        done = self._process(args, data, env)
        if done.returncode:
            raise GitError(_word(args), done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def answer(
        self, *args: str, data: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, str]:
        """Exit code, output, and what git said on stderr, for commands whose refusal is an answer too."""
        done = self._process(args, data, env)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()

    def run_to_its_end(self, *args: str, data: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """The same for a command that changes what git keeps: signals for ppl do not reach it, it is waited for, and
        while it lives the lock of ppl is held, though ppl be killed."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
            given.write(data)
            given.seek(0)
            process = self.started(args, stdin=given, stdout=out, stderr=said, env=env)
            ended(process)
            out.seek(0)
            said.seek(0)
            if process.returncode:
                raise GitError(_word(args), said.read().decode("utf-8", "replace").strip())
            return out.read()

    def started(self, args: tuple[str, ...], *, env: Mapping[str, str] | None = None, **streams: Any) -> Child:
        """A git command in a session of its own that holds the lock of ppl."""
        surroundings, held = {**self.environment, **(env or {})}, self._kept_open
        return subprocess.Popen(
            ["git", *args], cwd=self.folder, env=surroundings, start_new_session=True, pass_fds=held, **streams
        )

    @property
    def _kept_open(self) -> tuple[int, ...]:
        """The lock of ppl, which a git that outlives ppl goes on holding."""
        return () if os.name == "nt" else tuple(self.held)

    def succeeds(self, *args: str) -> bool:
        return self._process(args, None, None).returncode == 0

    def _process(
        self, args: tuple[str, ...], data: bytes | None, env: Mapping[str, str] | None
    ) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *args],
                cwd=self.folder,
                input=data or b"",
                capture_output=True,
                env={**self.environment, **(env or {})},
                pass_fds=self._kept_open,
            )
        except FileNotFoundError:
            if not self.folder.is_dir():
                raise
            what = Text("git is not installed, or not found")
            raise StoreError(what, Text("install git (https://git-scm.com) and open a new terminal")) from None

    # where things are

    @cached_property
    def _place(self) -> tuple[str, Path, Path]:
        """The folder within the repository, the git folder and the common git folder."""
        args = ("rev-parse", "--show-prefix", "--absolute-git-dir", "--git-common-dir")
        done = self._process(args, None, None)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace")
            if "dubious ownership" in said:
                what = Text("git does not trust this folder, since somebody else owns it")
                remedy = Text("git config --global --add safe.directory {folder}", folder=str(self.folder))
                raise StoreError(what, remedy)
            what = Text("{folder} is not in a git repository", folder=str(self.folder))
            raise StoreError(what, Text("run `ppl init` there: what lies in it stays as it is"))
        prefix, folder, common = os.fsdecode(done.stdout).split("\n")[:3]
        return prefix, Path(folder), Path(os.path.normpath(self.folder / common))

    @property
    def prefix(self) -> str:
        """The path of the folder within the repository: empty, or ending in a slash."""
        return self._place[0]

    @property
    def git_folder(self) -> Path:
        return self._place[1]

    @property
    def common_folder(self) -> Path:
        return self._place[2]

    @property
    def own_folder(self) -> Path:
        """Where ppl keeps what it is doing in this work tree: its lock, announcement and indexes."""
        return self.git_folder / "ppl"

    @cached_property
    def top(self) -> Path:
        """The top of the work tree."""
        return self.folder if not self.prefix else self.folder.resolve().parents[self.prefix.count("/") - 1]

    def from_here(self, path: str) -> str:
        """A path within the repository as seen from the folder."""
        return path.removeprefix(self.prefix) if path.startswith(self.prefix) else os.path.relpath(path, self.prefix)

    def head(self) -> Head:
        done = self._process(("rev-parse", "HEAD^{commit}", "--symbolic-full-name", "HEAD"), None, None)
        lines = done.stdout.decode().split()
        if done.returncode == 0 and len(lines) == 2:
            return Head(lines[1] if lines[1] != "HEAD" else None, lines[0])
        branch = self._process(("symbolic-ref", "-q", "HEAD"), None, None).stdout.decode().strip()
        return Head(branch or None, None)

    def tip(self) -> str:
        """The commit on which the work folder stands, where there is one."""
        commit = self.head().commit
        assert commit is not None
        return commit

    @cached_property
    def _settings(self) -> dict[str, str]:
        done = self._process(("var", "-l"), None, None)
        pairs = (row.partition("=") for row in done.stdout.decode("utf-8", "replace").splitlines())
        return {key: value for key, _, value in pairs}

    def setting(self, name: str) -> str | None:
        return self._settings.get(name.lower())

    def identity(self) -> str:
        """Who commits: `Name <address>`. Raises StoreError where git does not know."""
        ident = self._settings.get("GIT_COMMITTER_IDENT", "")
        who = re.fullmatch(r"(.+ <[^>]+>) \d+ [-+]\d{4}", ident)
        if who is None or not (self.setting("user.name") or self.environment.get("GIT_COMMITTER_NAME")):
            what = Text("git does not know who you are, and the history needs it")
            remedy = Text('git config --global user.name "Your name"; git config --global user.email you@example.org')
            raise StoreError(what, remedy)
        return who.group(1)
