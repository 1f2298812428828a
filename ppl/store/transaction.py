"""Writing records: announced, put in place, committed, or taken back; what a crash broke off is finished or undone."""

import errno
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ppl.errors import PplError, StoreError, Text, disk_words
from ppl.store import announce
from ppl.store.announce import Announcement, Change, write_announcement
from ppl.store.clouds import refuse_cloud
from ppl.store.entries import Refusal, kind_fault, link_in
from ppl.store.files import locked, replace_file
from ppl.store.git.branch import BranchMovedError
from ppl.store.git.commits import WITHIN
from ppl.store.git.index import Entry
from ppl.store.git.message import Message, says_more
from ppl.store.git.process import Head, rows_of
from ppl.store.git.repository import Git
from ppl.store.kept import Kept
from ppl.store.recovery import Recovery
from ppl.store.tree import DATA

ATTEMPTS = 20


class Transactions:
    """The writing half of a knowledge base in a work folder."""

    def __init__(self, root: Path, environment: Mapping[str, str], git: Git | None = None) -> None:
        self.root = root
        self.environment = environment
        self.git = git or Git(root, environment)
        self.committed = ""  # the commit that was made last, also where a signal came before it could be said
        self.carrier = ""  # somebody else's commit that took along all that was to be committed, instead of one of ours
        self.remarks: list[Text] = []  # what became of a command that was broken off, and of other people's edits

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock from reading to commit, so that two commands at once follow each other."""
        refuse_cloud(self.root)
        if self.environment.get(WITHIN):
            what = Text("a hook of a commit that ppl makes called ppl to write: it would wait for itself")
            raise StoreError(what, Text("let the hook only read and check"))
        try:
            with locked(self.git.own_folder / "lock") as lock:
                self.git.held.append(lock)
                try:
                    self.remarks += Recovery(self.git, self.keep_draft).recover()
                    yield
                finally:
                    self.git.held.clear()
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
        self._refuse_links(changes)
        edited = self.git.edited(DATA + change.path for change in changes)
        if edited and not with_edits:
            what = Text("{files} has edits that are not committed", files=", ".join(edited))
            raise StoreError(what, Text("ppl save commits them; or add --with-edits to take them along"))
        files = [change._replace(path=f"{self.git.prefix}{DATA}{change.path}") for change in changes]
        return self._committed(files, str(message), head)

    def save_as_it_lies(self, changes: Sequence[Change], message: Message) -> str:
        """Commit files that hold their new contents already; returns the commit's id. Call it within `writing()`.

        Raises StoreError where a file is not any more what was looked at, or where disk or git refuse.
        """
        head = self.git.refuse_when_busy()
        self._refuse_links(changes)
        files = [Change(f"{self.git.prefix}{DATA}{change.path}", change.new, change.new) for change in changes]
        return self._committed(files, str(message), head)

    def _committed(self, changes: Sequence[Change], message: str, head: Head) -> str:
        """Write and commit files of the repository (their paths are within it); returns the commit's id."""
        new = {change.path: change.new for change in changes}
        entries = self.git.added(new, {change.path: change.mode for change in changes})
        place = self.git.own_folder / announce.NAME
        kept = Kept(self.git.top, self.git.own_folder, changes)
        ids = {entry.path: entry.id for entry in entries}
        write_announcement(place, Announcement(message, tuple(changes), head.branch, ids))
        commit = self.carrier = ""
        try:
            kept.put_all()
            for attempt in range(1, ATTEMPTS + 1):
                made = self.git.new_commit(entries, new, message, head)
                kept.refuse_other_edits()
                commit = made.id
                try:
                    self.git.publish(made, head, message)
                except BranchMovedError:
                    head = self._next_head(head, made.entries, attempt)
                    if says_more(message) or not self._is_in(head, made.entries):
                        continue
                    commit = self.carrier = str(head.commit)
                self.committed = commit
                break
        except PplError:
            if not self._is_there(commit):
                raise  # else what git refused once it was done changes nothing any more
        finally:
            if self._is_there(commit):
                self.committed = commit
                with suppress(PplError):  # else the announcement stays, and the next command says what became of it
                    self._end(kept, place)
            else:
                self._fail(kept, place, ids)
        return commit

    def _is_there(self, commit: str) -> bool:
        """Whether the branch is at the commit that was made."""
        return bool(commit) and (commit == self.committed or commit == self.git.head().commit)

    def _is_in(self, head: Head, entries: Sequence[Entry]) -> bool:
        """Whether a commit has all that ours would bring."""
        return all(self.git.id_at(str(head.commit), entry.path) == entry.id for entry in entries)

    def _next_head(self, head: Head, entries: Sequence[Entry], attempt: int) -> Head:
        """The head to try again upon, when somebody else committed meanwhile: other files, or (`git commit -a`) the
        same contents. Raises BranchMovedError."""
        found = self.git.refuse_when_busy()
        is_free = found.branch == head.branch and found.commit is not None and head.commit is not None
        if attempt == ATTEMPTS or not is_free:
            raise BranchMovedError
        args = ("diff-tree", "-r", "-z", "--name-only", str(head.commit), str(found.commit))
        changed = set(rows_of(self.git.run(*args)))
        if any(e.path in changed and self.git.id_at(str(found.commit), e.path) != e.id for e in entries):
            raise BranchMovedError
        return found

    def _end(self, kept: Kept, place: Path) -> None:
        """The commit is there: the announcement goes, and what others saved meanwhile stays findable."""
        for path, text in kept.other_edits():
            draft = self.keep_draft(text, "edited", ".yaml")
            self.remarks.append(
                Text(
                    "{file} was saved by another program at the same moment: its text is kept in {draft}",
                    file=path,
                    draft=str(draft),
                )
            )
        for path, lies_there in kept.others.items():
            if lies_there is None or not self.git.is_from_hook(path, lies_there):
                self.remarks.append(Text("{file} was edited meanwhile and stays as it lies there", file=path))
        kept.drop()
        place.unlink()
        self.git.forget_commit()

    def _fail(self, kept: Kept, place: Path, ids: Mapping[str, str | None]) -> None:
        """Take back what was put in place; nothing of it may happen later, since the user is told that it failed."""
        with suppress(OSError):
            os.replace(place, place.with_name(announce.TAKEN_BACK))
        for path in kept.leave(lambda path: self._is_committed_along(path, ids)):
            self.remarks.append(
                Text("{file} was committed along by another program and stays as it lies there", file=path)
            )
        edited = kept.take_back(self.git.is_from_hook)
        for path in edited:
            self.remarks.append(Text("{file} was edited meanwhile and stays as it lies there", file=path))
        if kept.is_whole:
            kept.drop()
            with suppress(OSError):
                place.with_name(announce.TAKEN_BACK).unlink()
                self.git.forget_commit()

    def _is_committed_along(self, path: str, ids: Mapping[str, str | None]) -> bool:
        """Whether somebody's own commit took what was written with it: put back, it would undo that commit."""
        head = self.git.head().commit
        return head is not None and self.git.id_at(head, path) == ids.get(path)

    def _refuse_links(self, changes: Sequence[Change]) -> None:
        """Nothing is written through a symbolic link (it may lead out of the knowledge base) or in place of a pipe."""
        data = self.root / DATA
        for change in changes:
            link = link_in(data, change.path)
            if link is not None:
                place = str(data / link)
                what = Text("{place} is a symbolic link, and ppl writes only where the files are", place=place)
                raise StoreError(what, Refusal.of_link().remedy)
            with suppress(FileNotFoundError, NotADirectoryError):
                if (fault := kind_fault(os.lstat(data / change.path))) and change.new is not None:
                    raise StoreError(Text("{file}: {what}", file=f"{DATA}{change.path}", what=fault.what), fault.remedy)

    def keep_draft(self, text: str | bytes, word: str, ending: str = ".yaml") -> Path:
        """Keep what somebody entered where nothing can be lost; returns the file."""
        name = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{word}-{os.getpid()}"
        state = Path(self.environment.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        places = [state / "ppl" / "drafts", Path(tempfile.gettempdir())]
        with suppress(PplError):
            places.insert(0, self.git.common_folder / "ppl" / "drafts")
        content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        for place in places:
            draft = next(
                p for n in range(1, 1000) if not (p := place / f"{name}{f'-{n}' if n > 1 else ''}{ending}").exists()
            )
            try:
                replace_file(draft, content, lasting=True)
            except OSError:
                continue
            return draft
        what = Text("there is no place left to keep a draft")
        raise StoreError(what, Text("make room on the disk; your own file is unchanged"))


def _disk_error(error: OSError) -> StoreError:
    where = error.filename or ""
    if error.errno == errno.ENOSPC:
        return StoreError(Text("the disk is full"), Text("make room, then enter it again from the draft"))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what = Text("{place} cannot be written: you have no right to", place=str(where))
        return StoreError(what, Text("ask for write access to the folder, or work in your own clone"))
    what = Text("the disk refused: {why} ({place})", why=disk_words(error), place=str(where))
    return StoreError(what, Text("mend that, then enter it again from the draft"))
