"""What stood in the files before a write, kept beside it until the commit is there: nobody's edit can get lost."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ppl.errors import StoreError, Text
from ppl.store.announce import Change
from ppl.store.files import content_of, put, temporary
from ppl.store.git.index import EXECUTABLE


class Kept:
    """The files of one write, with what they held before.

    An editor may save at any moment. What it saved before our rename is in the file that is kept (a link to it,
    not a copy), and what it saves afterwards stands in place of ours: both are looked at before anything is
    thrown away or put back.
    """

    def __init__(self, top: Path, own_folder: Path, changes: Sequence[Change]) -> None:
        self.top = top
        self.folder = own_folder / "kept"
        self.changes = tuple(changes)
        self.is_whole = True
        self._left: set[str] = set()

    def put_all(self) -> None:
        """Put the new contents in place. Raises StoreError where a file is not any more what it was."""
        self.drop()
        self.folder.mkdir(parents=True, exist_ok=True)
        for number, change in enumerate(self.changes):
            file = self.top / change.path
            if content_of(file) != change.old:
                raise _edited(change.path)
            if change.new == change.old:  # it lies there already, edited by hand, and stays whatever happens
                continue
            if change.old is not None:
                _link(file, self._place(number))
            put(file, change.new, change.mode == EXECUTABLE)

    def refuse_other_edits(self) -> None:
        """Raises StoreError where somebody saved a file between our look and our write."""
        for path, _ in self.other_edits():
            raise _edited(path)

    def other_edits(self) -> Iterator[tuple[str, bytes]]:
        """The path and text of files that somebody saved between our look and our write."""
        for number, change in enumerate(self.changes):
            text = content_of(self._place(number))
            if text is not None and text != change.old:
                yield change.path, text

    @property
    def edits(self) -> dict[str, bytes | None]:
        """Path to content of the files that are neither what they were nor what they were to become."""
        texts = ((change, content_of(self.top / change.path)) for change in self.changes)
        return {change.path: text for change, text in texts if text not in (change.old, change.new)}

    @property
    def others(self) -> dict[str, bytes | None]:
        """Path to content of the files that are not what they were to become: edited, or (git stash) put back."""
        texts = ((change, content_of(self.top / change.path)) for change in self.changes)
        return {change.path: text for change, text in texts if text != change.new}

    def leave(self, is_left: Callable[[str], bool]) -> list[str]:
        """Let files that hold our contents keep them, whatever is taken back; their paths."""
        left = [c.path for c in self.changes if c.new != c.old and is_left(c.path) and self._holds_ours(c)]
        self._left.update(left)
        return left

    def _holds_ours(self, change: Change) -> bool:
        try:
            return content_of(self.top / change.path) == change.new
        except OSError:
            return False

    def take_back(self, is_ours: Callable[[str, bytes], bool]) -> list[str]:
        """Put back what stood there; the paths that somebody edited after our write, which stay as they are.

        is_ours: whether a content that we did not write is none of a person either, but of a hook
        `is_whole` tells whether that worked for every file (a full disk may not let us).
        """
        edited = []
        for number, change in enumerate(self.changes):
            file = self.top / change.path
            if change.new == change.old or change.path in self._left:
                continue
            try:
                temporary(file).unlink(missing_ok=True)
                held, before = content_of(file), content_of(self._place(number))
                before = change.old if before is None else before
                if held == change.new or (held not in (None, before) and is_ours(change.path, held)):
                    self._put_back(number, file, before)
                elif held != before:
                    edited.append(change.path)
            except OSError:
                self.is_whole = False
        return edited

    def drop(self) -> None:
        """Forget what was kept."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _put_back(self, number: int, file: Path, before: bytes | None) -> None:
        """Put back what is kept, with the mode that it had, or what it is known to have been."""
        if not self._place(number).exists():
            put(file, before)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        _link(self._place(number), temporary(file))
        os.replace(temporary(file), file)

    def _place(self, number: int) -> Path:
        return self.folder / str(number)


def _link(file: Path, place: Path) -> None:
    """A further name for a file, or (on a disk without links) a copy."""
    place.unlink(missing_ok=True)
    with suppress(OSError):
        os.link(file, place)
        return
    shutil.copy2(file, place)


def _edited(path: str) -> StoreError:
    return StoreError(
        Text("{file} was saved by another program at the same moment", file=path),
        Text("close it there, then enter yours again from the draft"),
    )
