"""Writing records: announced, put in place, committed, or taken back; what a crash broke off is finished or undone."""

import errno
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from ppl.errors import PplError, StoreError, Text
from ppl.store.announce import (
    Announcement,
    Change,
    blob_id,
    locked,
    put,
    read_announcement,
    replace_file,
    temporary,
    write_announcement,
)
from ppl.store.clouds import refuse_cloud
from ppl.store.git.message import Message
from ppl.store.git.repository import Git
from ppl.store.tree import DATA


class Transactions:
    """The writing half of a knowledge base in a work folder."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self.environment = environment
        self.git = Git(root, environment)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock from reading to commit, so that two commands at once follow each other."""
        refuse_cloud(self.root)
        try:
            with locked(self._own / "lock"):
                self._recover()
                yield
        except OSError as error:
            raise _disk_error(error) from None

    def save(self, changes: Sequence[Change], message: Message, with_edits: bool = False) -> str | None:
        """Write these files and commit them, and nothing else. Returns the commit's id, None without changes.

        Call it within `writing()`. Raises StoreError, and leaves everything as it was, where a file has edits
        that are not committed (unless `with_edits`), or where disk or git refuse.
        """
        changes = [change for change in changes if change.old != change.new]
        if not changes:
            return None
        head = self.git.refuse_when_busy()
        edited = self.git.edited(DATA + change.path for change in changes)
        if edited and not with_edits:
            what = Text("{files} has edits that are not committed", files=", ".join(edited))
            raise StoreError(what, Text("commit them with git, or add --with-edits to take them along"))
        place = self._own / "announced.json"
        write_announcement(place, Announcement(str(message), tuple(changes)))
        try:
            for change in changes:
                put(self._file(change.path), change.new)
            commit = self.git.commit({DATA + c.path: c.new for c in changes}, str(message), head)
        except BaseException:  # Ctrl-C too: the files go back to what they were
            if self.git.head().commit == head.commit and self._take_back(changes):
                with suppress(OSError):
                    place.unlink()
            raise
        place.unlink()
        return commit

    def _file(self, path: str) -> Path:
        return self.root / DATA / path

    def _take_back(self, changes: Iterable[Change]) -> bool:
        """Put back what stood there; whether that worked for every file (a full disk may not let us)."""
        is_whole = True
        for change in changes:
            try:
                temporary(self._file(change.path)).unlink(missing_ok=True)
                if self._content(change.path) != change.old:
                    put(self._file(change.path), change.old)
            except OSError:
                is_whole = False
        return is_whole

    def _content(self, path: str) -> bytes | None:
        try:
            return self._file(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    @cached_property
    def _own(self) -> Path:
        """Where ppl keeps its lock, announcement and drafts: in the common git folder, never in the records."""
        return self.git.common_folder / "ppl"

    # after a crash

    def has_unfinished(self) -> bool:
        """Whether a command was broken off while it wrote. Asks no git."""
        for folder in (self.root, *self.root.parents):
            own = folder / ".git"
            if own.is_dir():
                place = own / "ppl" / "announced.json"
                return place.exists() or temporary(place).exists()
            if own.is_file():  # a further work tree: its git folder is elsewhere
                return (self._own / "announced.json").exists()
        return False

    def recover(self) -> None:
        """Finish, or take back, what a crash broke off. Says so through `self.recovered`."""
        with self.writing():
            pass

    recovered: Text | None = None

    def _recover(self) -> None:
        place = self._own / "announced.json"
        temporary(place).unlink(missing_ok=True)
        announced = read_announcement(place)
        if announced is None:
            return
        subject = announced.message.partition("\n")[0]
        for change in announced.changes:
            temporary(self._file(change.path)).unlink(missing_ok=True)
        if self._is_committed(announced):
            self.git.note_in_index(DATA + change.path for change in announced.changes)
            self.recovered = Text("an interrupted command was already committed: {subject}", subject=subject)
        elif any(self._content(c.path) not in (c.old, c.new) for c in announced.changes):
            draft = self.keep_draft(place.read_text(), "announced", ".json")
            self.recovered = Text(
                "an interrupted command was not finished, since its files were edited after it ({subject}); "
                "what it would have written is kept in {draft}",
                subject=subject,
                draft=str(draft),
            )
        elif announced.changes:
            head = self.git.refuse_when_busy()
            try:
                for change in announced.changes:
                    put(self._file(change.path), change.new)
                self.git.commit({DATA + c.path: c.new for c in announced.changes}, announced.message, head)
                self.recovered = Text("an interrupted command is now finished: {subject}", subject=subject)
            except PplError:
                self._take_back(announced.changes)
                draft = self.keep_draft(place.read_text(), "announced", ".json")
                self.recovered = Text(
                    "an interrupted command was taken back: {subject}; what it would have written is kept in {draft}",
                    subject=subject,
                    draft=str(draft),
                )
        place.unlink()

    def _is_committed(self, announced: Announcement) -> bool:
        head = self.git.head().commit

        def is_there(path: str, new: bytes | None) -> bool:
            assert head is not None
            return self.git.listed(head, path).get(path) == (None if new is None else blob_id(new))

        return head is not None and all(is_there(DATA + change.path, change.new) for change in announced.changes)

    def keep_draft(self, text: str, word: str, ending: str = ".yaml") -> Path:
        """Keep what somebody entered where nothing can be lost; returns the file."""
        name = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{word}-{os.getpid()}{ending}"
        state = Path(self.environment.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        places = [state / "ppl" / "drafts", Path(tempfile.gettempdir())]
        with suppress(PplError):
            places.insert(0, self._own / "drafts")
        for place in places:
            try:
                replace_file(place / name, text.encode(), lasting=True)
            except OSError:
                continue
            return place / name
        what = Text("there is no place left to keep a draft")
        raise StoreError(what, Text("make room on the disk; your own file is unchanged"))


def _disk_error(error: OSError) -> StoreError:
    where = error.filename or ""
    if error.errno == errno.ENOSPC:
        return StoreError(Text("the disk is full"), Text("make room, then enter it again from the draft"))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what = Text("{place} cannot be written: you have no right to", place=str(where))
        return StoreError(what, Text("ask for write access to the folder, or work in your own clone"))
    what = Text("the disk refused: {why} ({place})", why=error.strerror or str(error), place=str(where))
    return StoreError(what, Text("mend that, then enter it again from the draft"))
