"""Git, by its own commands: commit exactly some paths, find a moment, read a commit's files."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError

UNDER_WAY = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")
PATIENCE_SECONDS = 20.0


class Head(NamedTuple):
    """Where the work folder stands: its branch (None when detached) and commit (None before the first)."""

    branch: str | None
    commit: str | None


class Git:
    """The git repository around a folder."""

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
            raise StoreError(
                Text("git is not installed, or not found"),
                Text("install git (https://git-scm.com) and open a new terminal"),
            ) from None

    # where things are

    @cached_property
    def _place(self) -> tuple[str, Path, Path]:
        """The folder within the repository, the git folder and the common git folder."""
        args = ("rev-parse", "--show-prefix", "--absolute-git-dir", "--git-common-dir")
        done = self._process(args, None, None)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace")
            if "dubious ownership" in said:
                raise StoreError(
                    Text("git does not trust this folder, since somebody else owns it"),
                    Text("git config --global --add safe.directory {folder}", folder=str(self.folder)),
                )
            raise StoreError(
                Text("{folder} is not in a git repository", folder=str(self.folder)),
                Text("run `ppl init` there: what lies in it stays as it is"),
            )
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
            raise StoreError(
                Text("git does not know who you are, and the history needs it"),
                Text('git config --global user.name "Your name"; git config --global user.email you@example.org'),
            )
        return who.group(1)

    # commits

    def refuse_when_busy(self) -> Head:
        """The head, when a commit can be made here. Raises StoreError on a merge under way, a detached head ..."""
        for name, what in UNDER_WAY:
            if (self.git_folder / name).exists():
                raise StoreError(
                    Text("a {what} is under way in this repository", what=what),
                    Text(
                        "finish it (git {what} --continue) or stop it (git {what} --abort), then try again", what=what
                    ),
                )
        head = self.head()
        if head.branch is None:
            raise StoreError(
                Text("the repository is not on a branch (detached HEAD), so a commit would get lost"),
                Text("git switch main, or git switch -c NEW-NAME to keep what is here"),
            )
        self.identity()
        return head

    def edited(self, paths: Iterable[str]) -> list[str]:
        """Which of these paths (within the folder) have edits or staged changes that are not committed."""
        rows = self.run("status", "--porcelain", "-z", "--untracked-files=all", "--", *paths).split(b"\0")
        found = [row[3:].decode() for row in rows if len(row) > 3 and row[2:3] == b" "]
        return [path.removeprefix(self.prefix) for path in found]

    def commit(self, files: Mapping[str, bytes | None], message: str, head: Head) -> str:
        """Commit exactly these files (path within the folder to content, None for removed), which lie on disk so.

        Whatever else is staged or edited stays as it was. Returns the commit's id.
        """
        if self._needs_porcelain():
            return self._commit_by_porcelain(list(files), message, head)
        who = self.identity()
        assert head.branch is not None
        stamp = re.search(r"\d+ [-+]\d{4}$", self._settings["GIT_COMMITTER_IDENT"])
        author = self._settings.get("GIT_AUTHOR_IDENT", "")
        now = f"{int(time.time())} {stamp.group().split()[1] if stamp else '+0000'}"
        if self.environment.get("GIT_COMMITTER_DATE") and stamp:
            now = stamp.group()
        text = message.encode()
        parts = [f"commit {head.branch}\n".encode()]
        if re.fullmatch(r".+ <[^>]*> \d+ [-+]\d{4}", author):
            when = author.rsplit("> ", 1)[1] if self.environment.get("GIT_AUTHOR_DATE") else now
            parts.append(f"author {author.rsplit('> ', 1)[0]}> {when}\n".encode())
        parts.append(f"committer {who} {now}\ndata {len(text)}\n".encode() + text + b"\n")
        if head.commit:
            parts.append(f"from {head.commit}\n".encode())
        for path, content in files.items():
            whole = _quoted(self.prefix + path)
            if content is None:
                parts.append(b"D " + whole + b"\n")
            else:
                parts.append(b"M 100644 inline " + whole + f"\ndata {len(content)}\n".encode() + content + b"\n")
        self.run("fast-import", "--quiet", "--date-format=raw-permissive", data=b"".join(parts))
        self.note_in_index(files)
        commit = self.head().commit
        assert commit is not None
        return commit

    def note_in_index(self, paths: Iterable[str]) -> None:
        """Let the user's index know that these paths are as in the last commit; everything else in it stays."""
        names = b"\0".join(path.encode() for path in paths) + b"\0"
        self._patiently(lambda: self.run("update-index", "--add", "--remove", "-z", "--stdin", data=names))

    def _needs_porcelain(self) -> bool:
        """Where hooks or signatures are asked for, git's own `commit` must do it (slower, but it runs them)."""
        if (self.setting("commit.gpgsign") or "").lower() in ("true", "yes", "on", "1"):
            return True
        configured = self.setting("core.hookspath")
        folder = self.folder / Path(configured).expanduser() if configured else self.common_folder / "hooks"
        return any(os.access(folder / name, os.X_OK) for name in HOOKS)

    def _commit_by_porcelain(self, paths: list[str], message: str, head: Head) -> str:
        names = b"\0".join(path.encode() for path in paths) + b"\0"
        try:
            self._patiently(lambda: self.run("update-index", "--add", "--remove", "-z", "--stdin", data=names))
            self._patiently(
                lambda: self.run(
                    "commit", "-q", "--only", "--file=-", "--cleanup=verbatim", "--", *paths, data=message.encode()
                )
            )
        except BaseException as failed:
            if self.head().commit == head.commit:
                self.succeeds("reset", "-q", "--", *paths)
            if not isinstance(failed, GitError):
                raise
            raise StoreError(
                Text("git refused the commit, probably by a hook of this repository: {said}", said=failed.said),
                Text("mend what the hook names, then enter it again from the draft"),
            ) from None
        commit = self.head().commit
        assert commit is not None
        return commit

    def _patiently(self, step: Callable[[], bytes]) -> bytes:
        """Try again while another program holds index.lock."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return step()
            except GitError as failed:
                if "index.lock" not in failed.said or time.monotonic() > until:
                    if "index.lock" in failed.said:
                        raise StoreError(
                            Text("another git program keeps the repository locked"),
                            Text(
                                "end it, or delete {lock} if none is running", lock=str(self.git_folder / "index.lock")
                            ),
                        ) from None
                    raise
                time.sleep(0.05)

    # looking back

    def commit_at(self, moment: str) -> str:
        """The commit that a date (end of that day, local time) or a commit's name means.

        A date is looked up on HEAD's first-parent line by committer date. Raises UsageError.
        """
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", moment):
            found = self.run("rev-list", "-1", "--first-parent", f"--before={moment}T23:59:59", "HEAD").decode().strip()
            if found:
                return found
            first = self.run("log", "--first-parent", "--format=%cs", "HEAD").decode().split()
            raise UsageError(
                Text("the knowledge base did not exist yet on {day}", day=moment),
                Text("its first day is {day}", day=first[-1] if first else "-"),
            )
        if not moment.startswith("-"):
            done = self._process(("rev-parse", "--verify", "-q", moment + "^{commit}"), None, None)
            if done.returncode == 0:
                return done.stdout.decode().strip()
        raise UsageError(
            Text("`{moment}` is neither a date (2026-03-01) nor a commit of this repository", moment=moment),
            Text("ppl history shows the commits"),
        )

    def day_of(self, commit: str) -> str:
        """The committer date of a commit, as an ISO date in its own time zone."""
        return self.run("show", "-s", "--format=%cs", commit).decode().strip()

    def subject(self, commit: str) -> str:
        return self.run("show", "-s", "--format=%s", commit).decode().strip()

    def last_commit(self, path: str) -> str | None:
        """The short id of the last commit that changed a path."""
        return self.run("log", "-1", "--format=%h", "--abbrev=8", "HEAD", "--", path).decode().strip() or None

    def was_there(self, path: str) -> bool:
        """Whether any commit ever touched this path."""
        return self.last_commit(path) is not None

    def messages(self, under: str) -> Iterator[tuple[str, str]]:
        """Id and message of the commits that changed something below a path, newest first."""
        out = self.run("log", "-z", "--first-parent", "--format=%H%n%B", "HEAD", "--", under).decode("utf-8", "replace")
        for entry in out.split("\0"):
            if entry:
                id, _, text = entry.partition("\n")
                yield id, text

    def changed(self, commit: str, under: str) -> list[tuple[str, bytes | None, bytes | None]]:
        """What a commit did below a path: (path within the folder, before, after). Raises StoreError for a merge."""
        ids = self.run("rev-list", "--parents", "-1", commit).decode().split()
        if len(ids) > 2:
            raise StoreError(
                Text("{commit} combines two lines of work and cannot be taken back as one", commit=commit[:8]),
                Text("take back one of the commits that it combines"),
            )
        before = self.listed(ids[1], under) if len(ids) == 2 else {}
        after = self.listed(ids[0], under)
        paths = sorted(p for p in {*before, *after} if before.get(p) != after.get(p))
        olds = dict(
            zip([p for p in paths if p in before], self.blobs(before[p] for p in paths if p in before), strict=True)
        )
        news = dict(
            zip([p for p in paths if p in after], self.blobs(after[p] for p in paths if p in after), strict=True)
        )
        return [(path, olds.get(path), news.get(path)) for path in paths]

    def listed(self, commit: str, under: str) -> dict[str, str]:
        """Path (within the folder) to blob id of all files below a path in a commit."""
        rows = self.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", self.prefix + under).split(b"\0")
        found = {}
        for row in rows:
            head, _, path = row.partition(b"\t")
            if path:
                found[path.decode().removeprefix(self.prefix)] = head.split()[2].decode()
        return found

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, in order, by one process."""
        asked = list(ids)
        if not asked:
            return
        out = self.run("cat-file", "--batch", "--buffer", data="\n".join(asked).encode() + b"\n")
        place = 0
        for id in asked:
            end = out.index(b"\n", place)
            head = out[place:end].split()
            if len(head) < 3:
                raise StoreError(
                    Text("git misses a file of an earlier state ({id})", id=id),
                    Text("the clone is not complete: git fetch --unshallow"),
                )
            size = int(head[2])
            yield out[end + 1 : end + 1 + size]
            place = end + 2 + size


class GitError(StoreError):
    """A git command ended with an error."""

    def __init__(self, word: str, said: str) -> None:
        super().__init__(Text("git {word} failed: {said}", word=word, said=said or "?"))
        self.said = said


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()
