"""How the index of a knowledge base is opened, and made anew where it cannot be used."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import ppl
from ppl.store.index import DAMAGE, HAS_SQLITE, Index, is_damage
from ppl.store.index_files import index_place, is_private, remove_index

with suppress(ImportError):
    import sqlite3

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE content (id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL, kind TEXT NOT NULL, body BLOB,
    dates BLOB, problems BLOB, named BLOB, is_kept_back INTEGER NOT NULL, damage INTEGER NOT NULL,
    facts_damage INTEGER NOT NULL, committed INTEGER NOT NULL);
CREATE UNIQUE INDEX by_key ON content (key, kind);
CREATE TABLE file (path TEXT PRIMARY KEY, id INTEGER NOT NULL, stamp BLOB NOT NULL, content INTEGER NOT NULL,
    damage INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, mark BLOB NOT NULL, kind TEXT NOT NULL, is_odd INTEGER NOT NULL,
    is_kept_back INTEGER NOT NULL, names BLOB NOT NULL, content BLOB NOT NULL, damage INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE naming (path TEXT PRIMARY KEY, words BLOB NOT NULL, damage INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (token BLOB PRIMARY KEY, remarks BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (number INTEGER NOT NULL, files INTEGER NOT NULL);
INSERT INTO changes VALUES (0, 0);
"""


def open_index(root: Path) -> Index | None:
    """The index of a knowledge base, made anew where it cannot be used; None where there can be none."""
    place = index_place(root) if HAS_SQLITE else None
    if place is None:
        return None
    for _ in range(2):
        try:
            found = _opened(place, root)
        except DAMAGE as error:
            if not is_damage(error):
                return None
            found = None
        except OSError:
            return None
        if found is not None:
            return found
        if not remove_index(place):
            return None
    return None


@cache
def made_by() -> str:
    """What tells this ppl from one that might understand a file otherwise: its version, and its source files."""
    package = Path(ppl.__file__).parent
    sources = [package / "errors.py", package / "partial_date.py"]
    own = "codec index index_folders index_opening known_files quick record_files scalars stored_record tree"
    sources += [package / "store" / f"{name}.py" for name in own.split()]
    sources += [file for room in ("model", "yaml", "search") for file in (package / room).glob("*.py")]
    return _mark(sources)


@cache
def sources_mark() -> str:
    """What tells this ppl from one of which anything is otherwise."""
    return _mark(Path(ppl.__file__).parent.rglob("*.py"))


def _mark(sources: Iterable[Path]) -> str:
    facts = [(str(file), (found := file.stat()).st_size, found.st_mtime_ns) for file in sorted(sources)]
    return f"{ppl.__version__} {hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"


def _opened(place: Path, root: Path) -> Index | None:
    """The index that lies there, or a new one; None where it has to be made anew."""
    is_new = not place.exists()
    if is_new:
        place.parent.mkdir(exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    facts = os.lstat(place)
    if not is_private(place):
        return None
    connection = sqlite3.connect(f"{place.as_uri()}?mode=rw", timeout=0, isolation_level=None, uri=True)
    try:
        belongs = {"made_by": made_by(), "place": f"{facts.st_dev}:{facts.st_ino}:{str(root)!a}"}
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")  # what was taken out of a file stands nowhere any more
        if facts.st_size == 0:
            connection.execute("PRAGMA page_size=8192")  # records fill it better than half of it
            connection.execute("PRAGMA journal_mode=WAL")
        if not _has_tables(connection):  # new, or who made it was stopped, or its -wal is gone
            _make(connection, belongs)
        if dict(connection.execute("SELECT name, value FROM meta")) == belongs:
            return Index(connection, place)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def _make(connection: sqlite3.Connection, belongs: Mapping[str, str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not _has_tables(connection):  # else another process was first
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", belongs.items())
    connection.execute("COMMIT")
