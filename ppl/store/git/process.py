"""Git, by its own commands: running them, where a repository lies, and who works in it."""

import os
import re
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text


class Head(NamedTuple):
    """Where the work folder stands: its branch (None when detached) and commit (None before the first)."""

    branch: str | None
    commit: str | None


class GitError(StoreError):
    """A git command ended with an error."""

    def __init__(self, word: str, said: str) -> None:
        super().__init__(Text("git {word} failed: {said}", word=word, said=said or "?"))
        self.said = said


class Process:
    """The git repository around a folder, asked by the commands of git itself."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {**environment, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}

    # running git

    def run(self, *args: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        """The output of a git command. Raises StoreError with what git said."""
        done = self._process(args, data, env)
        if done.returncode:
            raise GitError(args[0], done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def answer(
        self, *args: str, data: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, str]:
        """Exit code, output, and what git said on stderr, for commands whose refusal is an answer too."""
        done = self._process(args, data, env)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()

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
        prefix, folder, common = done.stdout.decode().split("\n")[:3]
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
