"""Moving the branch to a commit: by git, in two steps, so that the locks it takes are known as ours."""

import json
import os
import re
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.git.index import Index, Patience, named_lock
from ppl.store.git.process import Child, GitError, Head, ended


class Moving(NamedTuple):
    """A branch on its way to a commit.

    branch: its full name; commit: where it goes; since: seconds since the epoch
    machine: this computer since its last start; locks: path to inode of the locks that git took for it, once known
    """

    branch: str
    commit: str
    since: float
    machine: str
    locks: dict[str, int] = {}


class BranchMovedError(StoreError):
    """Somebody else moved the branch first."""

    def __init__(self) -> None:
        super().__init__(
            Text("somebody else committed at the same moment"), Text("enter it again: nothing was written")
        )


class Branch(Index):
    """The branch of a work tree."""

    @property
    def _moving(self) -> Path:
        return self.own_folder / "moving.json"

    def move_branch(self, branch: str, commit: str, old: str | None, subject: str) -> None:
        """Bring the branch from `old` (None: there is none yet) to a commit; the log of the branch says the subject.

        Until `forget_move` it counts as not ended. Raises BranchMovedError where the branch is not at `old` any more,
        StoreError where another program keeps it locked. A signal comes through when the branch is moved, or not.
        """
        patience: Patience | None = None
        while True:
            try:
                self._move(branch, commit, old, subject)
                return
            except GitError as failed:
                if self.head() == Head(branch, commit):  # git was ended once it had done it
                    return
                if (lock := named_lock(failed)) is not None:
                    patience = patience or Patience(lock)
                    patience.wait()
                elif "but expected" in failed.said or "already exists" in failed.said:
                    raise BranchMovedError from None
                else:
                    raise

    def _move(self, branch: str, commit: str, old: str | None, subject: str) -> None:
        step = f"update {branch} {commit} {old}" if old else f"create {branch} {commit}"
        moving = Moving(branch, commit, time.time(), _machine())
        self._announce(moving)
        pipe = subprocess.PIPE
        words = ("update-ref", "-m", f"commit: {subject}", "--stdin")
        process = self.started(words, stdin=pipe, stdout=pipe, stderr=pipe)
        assert process.stdin and process.stderr and process.stdout
        with process.stdin, process.stdout, process.stderr:
            try:
                _say(process, f"start\n{step}\nprepare\n")
                if _heard(process, b"prepare: ok"):
                    self._refuse_other_branch(branch)  # from here on HEAD is locked where it is this branch
                    locks = {str(p): p.stat().st_ino for p in self._branch_locks(branch) if p.exists()}
                    self._announce(moving._replace(locks=locks))
                    _say(process, "commit\n")
                process.stdin.close()
                said = process.stderr.read()
            finally:
                with suppress(OSError):
                    process.stdin.close()
                ended(process)
            if process.returncode:
                raise GitError("update-ref", said.decode("utf-8", "replace").strip())

    def _refuse_other_branch(self, branch: str) -> None:
        """Raises StoreError where another branch was checked out meanwhile: files and index are of that one now."""
        if (self.git_folder / "HEAD").read_text() != f"ref: {branch}\n" and self.head().branch != branch:
            raise StoreError(
                Text("another branch was checked out at the same moment"),
                Text("look which branch is meant, then enter it again from the draft"),
            )

    def _announce(self, moving: Moving) -> None:
        self._moving.parent.mkdir(exist_ok=True)
        self._moving.write_text(json.dumps(moving._asdict()))

    def _branch_locks(self, branch: str) -> tuple[Path, ...]:
        return (self.git_folder / "HEAD.lock", self.common_folder / f"{branch}.lock")

    # after a crash

    def broken_move(self) -> Moving | None:
        """The move of the branch that was broken off, if one was."""
        try:
            found = Moving(**json.loads(self._moving.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        is_sound = all(isinstance(text, str) for text in (found.branch, found.commit, found.machine))
        is_sound = is_sound and isinstance(found.since, float) and isinstance(found.locks, dict)
        return found if is_sound and re.fullmatch(r"[0-9a-f]{40,64}", found.commit) else None

    def clear_branch_locks(self) -> None:
        """Remove the locks that a broken move left behind. Call it while ppl's own lock is held, for then the git
        that took them is gone; a lock that is not known as ours stays."""
        moving = self.broken_move()
        if moving is not None and moving.machine == _machine():
            for lock in self._branch_locks(moving.branch):
                if _is_ours(lock, moving):
                    lock.unlink(missing_ok=True)

    def forget_move(self) -> None:
        """The move has come to its end, where the index came along: else the next command lets it follow."""
        if not self.next_index.exists():
            self._moving.unlink(missing_ok=True)


def _is_ours(lock: Path, moving: Moving) -> bool:
    """Whether git took a lock for this move: the file that was noted, or (broken off before it could be noted) one
    made since then that holds nothing, or this move's own commit."""
    try:
        facts = lock.stat()
        if moving.locks:
            return moving.locks.get(str(lock)) == facts.st_ino
        return facts.st_mtime >= moving.since - 0.05 and lock.read_bytes().strip() in (b"", moving.commit.encode())
    except OSError:
        return False


def _say(process: Child, text: str) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it has ended: its own words say why
        process.stdin.write(text.encode())
        process.stdin.flush()


def _heard(process: Child, word: bytes) -> bool:
    assert process.stdout is not None
    return any(row.strip() == word for row in iter(process.stdout.readline, b"")) if word else False


def _machine() -> str:
    """This computer since its last start."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        boot = ""
    return f"{socket.gethostname()} {boot} {os.name}"
