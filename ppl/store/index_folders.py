"""What the index knows of folders as a whole, so that those in which nothing changed are passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

from ppl.store.index import Index, KnownFacts
from ppl.store.standings import larger, smaller


class KnownFolder(NamedTuple):
    """What is known of all files in a folder together.

    mark: see known_files.mark_of; kind: of all of them, or nothing; is_odd: whether any cannot be read, or has problems
    is_kept_back: whether any is, see model/quotes.py; names, content: see known_files.marks_of
    """

    mark: bytes
    kind: str
    is_odd: int
    is_kept_back: int
    names: bytes
    content: bytes

    def check(self, path: str) -> int:
        """What tells whether this is still what was kept of a folder."""
        return crc32(repr((path, *self)).encode())


def known_folders(index: Index, marks: Mapping[str, bytes]) -> dict[str, KnownFolder]:
    """Of these folders of the work folder those in which nothing changed, by their marks. Raises sqlite3.Error."""
    select = "SELECT path, damage, mark, kind, is_odd, is_kept_back, names, content FROM folder"
    found = ((path, damage, KnownFolder(*kept)) for path, damage, *kept in index.connection.execute(select))
    return {
        path: known
        for path, damage, known in found
        if known.mark and known.mark == marks.get(path) and damage == known.check(path)
    }


def facts_of(index: Index, folder: str, stamps: Mapping[str, bytes]) -> dict[str, KnownFacts]:
    """What is known of the files in a folder, by their names. Raises ValueError or sqlite3.Error for a damaged one."""
    known = index.known([f"{folder}/{name}" if folder else name for name in stamps])
    found = {path.rpartition("/")[2]: facts for path, facts in known.items()}
    if any(name not in found or found[name].stamp != stamp for name, stamp in stamps.items()):
        raise ValueError(folder)
    return {name: found[name] for name in stamps}


def words_in_folders(index: Index) -> Iterator[tuple[str, bytes]]:
    """Of each folder the words by which its records refer to others. Raises ValueError or sqlite3.Error."""
    for path, words, damage in index.connection.execute("SELECT path, words, damage FROM naming"):
        if damage != crc32(words, crc32(path.encode())):
            raise ValueError(path)
        yield path, larger(words)


def keep_folders(index: Index, folders: Mapping[str, tuple[KnownFolder, bytes]]) -> None:
    """Remember what is known of folders, and the words by which the records in them refer to others."""
    words = {path: smaller(said) for path, (_, said) in folders.items()}
    rows = [(path, *known, known.check(path)) for path, (known, _) in folders.items()]
    naming = [(path, kept, crc32(kept, crc32(path.encode()))) for path, kept in words.items()]
    with index.safely(), index.connection:
        index.connection.execute("BEGIN IMMEDIATE")
        index.connection.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        index.connection.executemany("INSERT OR REPLACE INTO naming VALUES (?, ?, ?)", naming)
