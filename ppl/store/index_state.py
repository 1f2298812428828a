"""How the index of a knowledge base stands."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import NamedTuple

from ppl.model.kinds import kind_of_path
from ppl.store.folder import Folder
from ppl.store.index_files import ENDINGS
from ppl.store.stamp import stamp_of
from ppl.store.tree import WorkTree


class IndexState(NamedTuple):
    """The index. size: bytes; known: of the files so many are as they were when they were read; contents: what is
    remembered, of earlier states too"""

    place: Path
    size: int
    written_at: datetime.datetime
    files: int
    known: int
    contents: int


def index_state(folder: Folder) -> IndexState | None:
    """How the index stands; None where there is none and none can be made."""
    index = folder.index
    if index is None:
        return None
    tree = WorkTree(folder.root)
    paths = [path for path in tree.paths() if kind_of_path(path)]
    stamps = {path: stamp_of(facts) for path, facts in tree.facts(paths)}
    parts = [facts for ending in ENDINGS if (facts := _facts(f"{index.place}{ending}"))]
    written_at = datetime.datetime.fromtimestamp(int(max((part.st_mtime for part in parts), default=0))).astimezone()
    size = sum(part.st_size for part in parts)
    return IndexState(index.place, size, written_at, len(stamps), index.known_paths(stamps), index.contents_number())


def _facts(path: str) -> os.stat_result | None:
    """Size and times of a file; None where another process took it away meanwhile."""
    try:
        return os.stat(path)
    except OSError:
        return None
