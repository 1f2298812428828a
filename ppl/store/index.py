"""The index: what ppl understood of files that it read before, in one SQLite file in the git folder.

It is never the truth and never in git. A record is kept by the hash of the bytes that hold it; a file of the work
folder is known by its stamp (size, times, inode), so that a file whose stamp is another is read again. An index that is
damaged, made by another ppl, or brought from elsewhere is made anew; who cannot open, write or lock it reads without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from ppl.store.index_files import remove_index
from ppl.store.stamp import UNSETTLED
from ppl.store.stored_record import StoredRecord, facts_check

with suppress(ImportError):  # a Python that was made without it reads all files
    import sqlite3

CHUNK = 400  # what is asked for in one question
MANY = 3_000  # files for which all rows are read at once
COLUMNS = "key, kind, body, dates, problems, named, is_kept_back, content.damage"
HAS_SQLITE = "sqlite3" in globals()
DAMAGE = (sqlite3.Error, ValueError, TypeError) if HAS_SQLITE else ()  # a text that is none, a number for bytes
PASSING = {3, 5, 6, 7, 8, 9, 10, 13, 14, 15}  # what SQLite says where it may not, must wait, or has no room


def _check(path: str, stamp: bytes, key: bytes) -> int:
    """What tells whether a row about a file still says what was put there."""
    return crc32(path.encode("utf-8", "surrogateescape"), crc32(stamp, crc32(key)))


def is_damage(error: Exception) -> bool:
    """Whether an index is to be made anew: else it is locked, read-only or without room, which is no reason to."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF not in PASSING


class KnownFacts(NamedTuple):
    """A file of the work folder as it was read, without its record.

    named: the words by which the record refers to others; is_readable: whether there is one
    has_problems: whether anything is wrong in the file; is_kept_back: see model/quotes.py
    """

    stamp: bytes
    key: bytes
    kind: str
    named: bytes
    is_readable: bool
    has_problems: bool
    is_kept_back: bool


class KnownFile(NamedTuple):
    """A file of the work folder as it was read. stamp, key: see stamp_of, key_of"""

    stamp: bytes
    key: bytes
    kind: str
    record: StoredRecord


class ReadFile(NamedTuple):
    """A file that was read.

    stamp: of a file of the work folder, else None; UNSETTLED where the file may still change without another stamp
    record: what it holds; None where the index has that
    """

    path: str
    stamp: bytes | None
    key: bytes
    kind: str
    record: StoredRecord | None


class Index:
    """What was read before."""

    def __init__(self, connection: sqlite3.Connection, place: Path) -> None:
        self.connection = connection
        self.place = place

    def files(self, paths: Sequence[str]) -> Iterator[tuple[str, KnownFile]]:
        """Of these files of the work folder (and of others) those that were read before, until the index fails."""
        select = f"SELECT path, stamp, file.damage, {COLUMNS} FROM file JOIN content ON content.id = file.content"
        with self.safely():
            if len(paths) > MANY:
                rows: Iterable[tuple[Any, ...]] = self.connection.execute(select)
            else:
                rows = self._by_chunks(select + " WHERE path IN", paths)
            for path, stamp, damage, key, kind, *kept, damage_of_record in rows:
                record = StoredRecord(*kept)
                if damage == _check(path, stamp, key) and damage_of_record == record.check(key):
                    yield path, KnownFile(stamp, key, kind, record)

    def contents(self, keys: Iterable[bytes]) -> dict[tuple[bytes, str], StoredRecord]:
        """The records that these contents hold, by content and kind, as far as they are known."""
        select = f"SELECT {COLUMNS} FROM content WHERE key IN"
        found = {}
        try:
            for key, kind, *kept, damage in self._by_chunks(select, list(dict.fromkeys(keys))):
                if damage == (record := StoredRecord(*kept)).check(key):
                    found[key, kind] = record
        except DAMAGE as error:
            return self._given_up(error)
        return found

    def _given_up(self, error: Exception) -> dict[Any, Any]:
        """Nothing is known, where the index fails; a damaged one goes, and the next word makes it anew."""
        if is_damage(error) and not isinstance(error, sqlite3.ProgrammingError):
            remove_index(self.place)
        return {}

    @contextmanager
    def safely(self) -> Iterator[None]:
        """What the index cannot do, since another process writes, the disk is full or it is damaged, is not done."""
        try:
            yield
        except DAMAGE as error:
            self._given_up(error)

    def _by_chunks(self, select: str, asked: Sequence[str] | Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(asked), CHUNK):
            chunk = asked[start : start + CHUNK]
            yield from self.connection.execute(f"{select} ({','.join('?' * len(chunk))})", chunk)

    def keep(self, read: Sequence[ReadFile]) -> bool:
        """Remember what was read; whether that was done: not where another process writes, or the disk is full."""
        new = [
            (f.key, f.kind, *r, r.check(f.key), r.facts_check(f.key, f.kind), f.stamp is None)
            for f in read
            if (r := f.record) is not None
        ]
        files = [(f.path, f.stamp, _check(f.path, f.stamp, f.key), f.key, f.kind) for f in read if f.stamp is not None]
        numbered = "UPDATE changes SET files = files + ? RETURNING files"
        with self.safely(), self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany(
                "INSERT INTO content (key, kind, body, dates, problems, named, is_kept_back, damage, facts_damage, "
                "committed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key, kind) DO UPDATE SET "
                "body = excluded.body, dates = excluded.dates, problems = excluded.problems, named = excluded.named, "
                "is_kept_back = excluded.is_kept_back, damage = excluded.damage, facts_damage = excluded.facts_damage",
                new,
            )
            first = self.connection.execute(numbered, (len(files),)).fetchall()[0][0] - len(
                files
            )  # none is given twice
            self.connection.executemany(
                "INSERT INTO file (id, path, stamp, damage, content) "
                "SELECT ?, ?, ?, ?, id FROM content WHERE key = ? AND kind = ? ON CONFLICT (path) DO UPDATE "
                "SET stamp = excluded.stamp, damage = excluded.damage, content = excluded.content",
                [(number, *file) for number, file in enumerate(files, first)],
            )
            if files:
                self._changed(path for path, *_ in files)
            return True
        return False

    def forget_others(self, paths: Iterable[str]) -> bool:
        """Forget files that are none of these, and with them texts that nobody committed, as far as ppl knows.

        Of what commits hold as much is kept as the files hold, twice. Returns whether anything was forgotten.
        """
        is_less = False
        with self.safely(), self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            before = self.connection.total_changes
            gone = {path for (path,) in self.connection.execute("SELECT path FROM file")}.difference(paths)
            self.connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
            if gone:
                self._changed(gone)
            is_full = self._number("content") > 3 * self._number("file") + 1_000
            self.connection.execute(
                "DELETE FROM content WHERE (? OR NOT committed) AND id NOT IN (SELECT content FROM file)", (is_full,)
            )
            is_less = self.connection.total_changes > before
        if is_less:
            self.settle()  # else what is gone stands in the -wal still
        return is_less

    def _changed(self, paths: Iterable[str]) -> None:
        """Note that files of the work folder changed; of the folders in which they lie nothing is known any more."""
        self.connection.execute("UPDATE changes SET number = number + 1")
        folders = [(folder,) for folder in {path.rpartition("/")[0] for path in paths}]
        for table in ("folder", "naming"):
            self.connection.executemany(f"DELETE FROM {table} WHERE path = ?", folders)

    def settle(self) -> None:
        """Bring everything from the -wal into the file itself."""
        with self.safely():
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def known(self, paths: Sequence[str]) -> dict[str, KnownFacts]:
        """Of these files of the work folder those that were read before, but their records. Raises sqlite3.Error."""
        select = (
            "SELECT path, file.damage, facts_damage, stamp, key, kind, coalesce(named, x''), body IS NOT NULL, "
            "problems IS NOT NULL, is_kept_back FROM file JOIN content ON content.id = file.content"
        )
        if len(paths) > MANY:
            wanted = frozenset(paths)
            rows: Iterable[tuple[Any, ...]] = (row for row in self.connection.execute(select) if row[0] in wanted)
        else:
            rows = self._by_chunks(select + " WHERE path IN", paths)
        return {
            path: KnownFacts(stamp, key, *facts)
            for path, damage, damage_of_facts, stamp, key, *facts in rows
            if damage == _check(path, stamp, key) and damage_of_facts == facts_check(key, *facts)
        }

    def sound(self) -> dict[bytes, bytes]:
        """By what projects are known in which no error was, with what was remarked in each. Raises sqlite3.Error."""
        return dict(self.connection.execute("SELECT token, remarks FROM sound").fetchall())

    def keep_sound(self, remarks: Mapping[bytes, bytes]) -> None:
        """Remember in which projects no error was, in the place of what was known of that."""
        with self.safely(), self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute("DELETE FROM sound")
            self.connection.executemany("INSERT OR IGNORE INTO sound VALUES (?, ?)", remarks.items())

    def known_paths(self, stamps: Mapping[str, bytes]) -> int:
        """How many of these files of the work folder, by their stamps, are as they were when they were read."""
        return sum(
            known.stamp in (stamps.get(path), UNSETTLED) for path, known in self.files([*stamps]) if path in stamps
        )

    def has_others(self, number: int) -> bool:
        """Whether it knows more files of the work folder than this number."""
        with self.safely():
            return self._number("file") > number
        return False

    def contents_number(self) -> int:
        """How many contents are remembered, those of earlier states too."""
        with self.safely():
            return self._number("content")
        return 0

    def _number(self, table: str) -> int:
        found: int = self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found
