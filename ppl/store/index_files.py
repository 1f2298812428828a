"""The files of the index in the git folder: where they lie, whether they are ours alone, and how they go."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from ppl.store.unfinished import git_folder, top_of

ENDINGS = ("", "-wal", "-shm")  # of the files that SQLite makes


def index_place(root: Path) -> Path | None:
    """Where the index of a knowledge base lies; None outside a repository, or where its git folder is gone."""
    top = top_of(root)
    if top is None or not os.path.lexists(git_folder(top) / "HEAD"):
        return None
    within = root.relative_to(top).as_posix()
    name = "index" if within == "." else f"index-{hashlib.sha256(os.fsencode(within)).hexdigest()[:12]}"
    return git_folder(top) / "ppl" / f"{name}.sqlite"


def is_private(place: Path) -> bool:
    """Whether the files of an index are files, ours alone and under one name each (a copy may share them)."""
    for ending in ENDINGS:
        try:
            facts = os.lstat(f"{place}{ending}")
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(facts.st_mode) or facts.st_nlink > 1:
            return False
        if hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & 0o177):
            return False
    return True


def remove_index(place: Path) -> bool:
    """Take the index away; whether it is gone."""
    try:
        for ending in ENDINGS:
            place.with_name(place.name + ending).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remove_indexes(common_folder: Path) -> None:
    """Take away what is remembered of every knowledge base in a repository, where history was rewritten.

    common_folder: the git folder that all its work trees share
    """
    for own in (common_folder, *common_folder.glob("worktrees/*")):
        for place in own.glob("ppl/index*.sqlite*"):
            with suppress(OSError):
                place.unlink(missing_ok=True)
