"""A write that was broken off, or is going on, as readers see it: no git is asked, no lock is waited for."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ppl.store import announce
from ppl.store.announce import Announcement, read_announcement
from ppl.store.files import content_of, is_locked


class Unfinished(NamedTuple):
    """A write that is not finished. top: the top of its work tree"""

    announcement: Announcement
    top: Path
    is_going_on: bool

    def old_files(self, data: Path) -> Mapping[str, bytes | None]:
        """What readers of a data folder see in place of its files (by their paths in it): where only some of them
        are in place, the old ones, so that nobody sees half a change."""
        changes = self.announcement.changes
        try:
            if all(content_of(self.top / change.path) == change.new for change in changes):
                return {}
        except OSError:
            pass
        inside = [(self.top / change.path, change.old) for change in changes]
        return {file.relative_to(data).as_posix(): old for file, old in inside if file.is_relative_to(data)}


def unfinished(root: Path) -> Unfinished | None:
    """What is not finished in the work tree around a knowledge base; None where nothing is, or it cannot be read."""
    top = top_of(root)
    if top is None:
        return None
    own = git_folder(top) / "ppl"
    place = own / announce.NAME
    if not place.exists():
        return None
    try:
        found = read_announcement(place)
    except (OSError, ValueError):
        return None
    return None if found is None else Unfinished(found, top, is_locked(own / "lock"))


def top_of(root: Path) -> Path | None:
    """The top of the work tree around a folder, found without git; None where there is no repository."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def git_folder(top: Path) -> Path:
    """The git folder of a work tree, found without git."""
    place = top / ".git"
    if place.is_dir():
        return place
    try:
        return top / place.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    except (OSError, ValueError):
        return place
