"""What may lie in data/: files. A link, a pipe, a device, or a folder with the name of a record, is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ppl.errors import Text
from ppl.yaml.text import LARGEST, size_fault


class Refusal(NamedTuple):
    """Why something is neither read nor written, and what to do."""

    what: Text
    remedy: Text

    @staticmethod
    def of_link() -> Refusal:
        """That of a symbolic link, wherever it leads."""
        what = Text("this is a symbolic link, and ppl reads and writes only where the files are")
        return Refusal(what, Text("put a real file or folder there (git rm it, then make it anew)"))


def kind_fault(facts: os.stat_result) -> Refusal | None:
    """Why what has these facts is not read as a record; None for a file of a size that a record may have."""
    mode = facts.st_mode
    if stat.S_ISLNK(mode):
        return Refusal.of_link()
    if stat.S_ISDIR(mode):
        return Refusal(Text("this is a folder with the name of a record"), Text("rename it, or take it out of data/"))
    if not stat.S_ISREG(mode):
        what = Text("this is a pipe, a socket or a device, not a file; it was not opened")
        return Refusal(what, Text("take it out of data/"))
    return Refusal(*size_fault(facts.st_size)) if facts.st_size > LARGEST else None


def unreadable(why: Text | str) -> Refusal:
    """That of what the disk does not let us read."""
    what = Text("this cannot be read: {why}", why=why)
    return Refusal(what, Text("make it readable for you, or restore it from git"))


def link_in(base: Path, folder: str) -> str | None:
    """The first symbolic link on the way from a folder (itself included) to one below it, seen from there; or None."""
    way = ""
    for name in ("", *filter(None, folder.split("/"))):
        way = f"{way}/{name}" if way else name
        if (base / way).is_symlink():
            return way
    return None
