"""The user's index with our files in it, made beside it and put in its place in one moment; the rest stays."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.git.lookback import Past
from ppl.store.git.process import GitError, as_input, rows_of

PATIENCE_SECONDS = 20.0
STALE_SECONDS = 60.0  # no git at work holds a lock as long as this; an editor for a message may
STEP_SECONDS = 0.02
PLAIN, EXECUTABLE = "100644", "100755"  # modes of files, as git writes them


class Entry(NamedTuple):
    """A file in an index: its path within the repository, its mode, and its blob's id; id None where it goes."""

    path: str
    mode: str
    id: str | None


class Patience:
    """Waiting for a lock that another program holds: not long where it has lain there for long."""

    def __init__(self, lock: Path) -> None:
        self.lock = lock
        now = time.monotonic()
        try:
            is_stale = time.time() - lock.stat().st_mtime > STALE_SECONDS
        except OSError:
            is_stale = False
        self.until = now if is_stale else now + PATIENCE_SECONDS

    def wait(self) -> None:
        """A moment. Raises StoreError when it has been enough."""
        if time.monotonic() > self.until and self.lock.exists():
            raise StoreError(
                Text("another git program keeps the repository locked"),
                Text("end it, or delete {lock} if none is running", lock=str(self.lock)),
            )
        time.sleep(STEP_SECONDS)


class Index(Past):
    """Indexes of a work tree: the user's own, and the private ones that commits are made from."""

    @property
    def next_index(self) -> Path:
        """The user's index as it will be; while ppl holds index.lock that is the same file: it is known whose."""
        return self.own_folder / "index-next"

    @property
    def _index(self) -> Path:
        return self.git_folder / "index"

    @property
    def _index_lock(self) -> Path:
        return self.git_folder / "index.lock"

    def lock_index(self, change: Callable[[Path], None]) -> None:
        """Take git's lock of the index, with a changed copy of the index ready to take its place.

        `change` changes the copy; again, where the index moved meanwhile. Raises StoreError where another program
        keeps the lock.
        """
        patience = Patience(self._index_lock)
        with ExitStack() as undo:
            undo.callback(self.unlock_index)
            while not self._is_taken(change, patience):
                self._index_lock.unlink()
            undo.pop_all()

    def _is_taken(self, change: Callable[[Path], None], patience: Patience) -> bool:
        """Take the lock; whether the index is still the one that was copied."""
        before = _signature(self._index)
        self.copy_index(self.next_index)
        change(self.next_index)
        while not self._takes_lock():
            patience.wait()
        return _signature(self._index) == before

    def put_index(self) -> None:
        """Let the index that waits under the lock take its place: the lock ends."""
        if self.holds_index_lock:
            os.replace(self._index_lock, self._index)
        self.next_index.unlink(missing_ok=True)

    def unlock_index(self) -> None:
        """Give the lock up, if it is ours; the index stays as it is."""
        if self.holds_index_lock:
            self._index_lock.unlink(missing_ok=True)
        self.next_index.unlink(missing_ok=True)

    @property
    def holds_index_lock(self) -> bool:
        """Whether index.lock is the one that ppl made: the same file, or (on a disk without links) the same bytes."""
        lock, made = self._index_lock, self.next_index
        try:
            if made.stat().st_nlink > 1:
                return lock.samefile(made)
            return 0 < lock.stat().st_size == made.stat().st_size and lock.read_bytes() == made.read_bytes()
        except OSError:
            return False

    def copy_index(self, place: Path) -> None:
        """A copy of the user's index (or none where there is none) at a place of our own."""
        place.parent.mkdir(exist_ok=True)
        place.unlink(missing_ok=True)
        Path(f"{place}.lock").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            shutil.copyfile(self._index, place)

    def enter(self, place: Path, entries: Iterable[Entry]) -> None:
        """Put entries into the index at a place of our own."""
        rows = (f"{e.mode} {e.id}\t{e.path}\0" if e.id else f"0 {self.no_id}\t{e.path}\0" for e in entries)
        self.run("update-index", "-z", "--index-info", data=as_input("".join(rows)), env={"GIT_INDEX_FILE": str(place)})

    def modes(self, paths: Sequence[str]) -> dict[str, str]:
        """The modes that `git add` would give files (paths within the repository) that lie there, or new ones."""
        if (self.setting("core.filemode") or "").lower() in ("false", "no", "off", "0"):
            places = (f":(top,literal){path}" for path in paths)
            rows = rows_of(self.run("ls-files", "-s", "-z", "--full-name", "--", *places)) if paths else []
            known = {row.partition("\t")[2]: row.partition(" ")[0] for row in rows}
            return {path: known.get(path, PLAIN) for path in paths}
        return {path: EXECUTABLE if _is_executable(self.top / path) else PLAIN for path in paths}

    def _takes_lock(self) -> bool:
        """Whether the lock could be taken: somebody else may hold it."""
        try:
            try:
                os.link(self.next_index, self._index_lock)
            except FileExistsError:
                raise
            except OSError:  # a disk without links
                with open(self._index_lock, "xb") as file:
                    file.write(self.next_index.read_bytes())
        except FileExistsError:
            return False
        return True


def named_lock(error: GitError) -> Path | None:
    """The lock file that git could not make since it is there already; None where it failed for another reason."""
    before, found, _ = error.said.partition(".lock': File exists")
    return Path(before.rpartition("'")[2] + ".lock") if found else None


def _is_executable(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & 0o100)
    except OSError:
        return False


def _signature(place: Path) -> tuple[int, int, int] | None:
    try:
        facts = place.stat()
    except FileNotFoundError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns
