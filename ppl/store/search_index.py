"""What `ppl search` looks through, kept beside the records in the index: words, and in which documents they stand.

A word has a row with the number of documents that it stands in; where it stands in them is kept per block of documents,
so that a question reads the rows of its own words, and a changed record changes the blocks of its own words. What there
is to know of documents besides (ref, size, their words) is kept per block too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from ppl.errors import Text
from ppl.model.kinds import KIND, ref_of_path
from ppl.model.lists import Vocabularies
from ppl.model.passages import searched
from ppl.search.document import Document, analysis, document, size
from ppl.search.stems import skeleton
from ppl.store.index import CHUNK, Index
from ppl.store.record_files import BATCH, Progress
from ppl.store.standings import BLOCK, Standing, larger, packed, smaller, unpacked
from ppl.store.stored_record import StoredRecord, restored

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (file INTEGER PRIMARY KEY, id INTEGER NOT NULL, content INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS word (id INTEGER PRIMARY KEY, word TEXT UNIQUE NOT NULL, documents INTEGER NOT NULL,
    skeleton TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS by_skeleton ON word (skeleton);
CREATE TABLE IF NOT EXISTS standing (word INTEGER, block INTEGER, tallies BLOB NOT NULL, places BLOB NOT NULL,
    PRIMARY KEY (word, block)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block (id INTEGER PRIMARY KEY, told BLOB NOT NULL, words BLOB NOT NULL, documents INTEGER,
    whole INTEGER, title INTEGER);
CREATE TABLE IF NOT EXISTS up_to_date (changes INTEGER NOT NULL);
"""
STANDING = "SELECT tallies, places FROM standing WHERE (word, block) = (?, ?)"
_File = tuple[int, str, int]  # its number, its path, the number of its content
_ENCODE = msgspec.msgpack.Encoder().encode


class Row(NamedTuple):
    """What is known of a document. place: in its block; the rest: see Size"""

    place: int
    ref: str
    whole: int
    title: int
    worth: float


_ROWS = msgspec.msgpack.Decoder(list[Row])
_WORDS = msgspec.msgpack.Decoder(dict[int, list[int]])


class SearchIndex:
    """Keeps what is looked through in step with the files that the index knows."""

    def __init__(self, index: Index, on_progress: Progress | None = None) -> None:
        self._index = index
        self._connection = index.connection
        self._on_progress = on_progress
        self._words: dict[str, int] = {}
        self._counted: dict[int, int] = defaultdict(int)  # how many documents more, or fewer, a word stands in
        self._new: dict[int, list[Standing]] = defaultdict(list)  # by word, of the block that is being filled
        self._rows: list[Row] = []  # of that block, and the words of each
        self._words_of: dict[int, list[int]] = {}

    def bring_up_to_date(self) -> None:
        """Take in the files that are new or changed since the last time, and leave out those that are gone.

        Raises sqlite3.Error where the index cannot be written.
        """
        execute = self._connection.execute
        with self._connection:
            execute("BEGIN IMMEDIATE")
            for statement in SCHEMA.split(";"):
                execute(statement)
            changes = execute("SELECT number FROM changes").fetchone()
            if changes == execute("SELECT changes FROM up_to_date").fetchone():
                return
            self._leave_out_stale()
            new = execute(
                "SELECT id, path, content FROM file WHERE id NOT IN (SELECT file FROM document) ORDER BY path"
            )
            self._take_in_all(new.fetchall())
            self._count()
            execute("DELETE FROM up_to_date")
            execute("INSERT INTO up_to_date VALUES (?)", changes)
        self._index.settle()

    def forget(self) -> None:
        """Let no word stay of what stood in files that are gone or changed, where a search was made."""
        execute = self._connection.execute
        with self._connection:
            execute("BEGIN IMMEDIATE")
            if execute("SELECT 1 FROM sqlite_master WHERE name = 'document'").fetchone():
                self._leave_out_stale()
                self._count()

    def _leave_out_stale(self) -> None:
        old = self._connection.execute(
            "SELECT document.file, document.id FROM document LEFT JOIN file ON file.id = document.file "
            "WHERE file.content IS NOT document.content"
        ).fetchall()
        gone: dict[int, set[int]] = defaultdict(set)
        for _, id in old:
            gone[id // BLOCK].add(id % BLOCK)
        for block, places in gone.items():
            self._leave_out(block, places)
        self._connection.executemany("DELETE FROM document WHERE file = ?", ((file,) for file, _ in old))

    def _count(self) -> None:
        counted = [(number, word) for word, number in self._counted.items() if number]
        self._connection.executemany("UPDATE word SET documents = documents + ? WHERE id = ?", counted)
        self._connection.execute("DELETE FROM word WHERE documents = 0")

    def _take_in_all(self, files: Sequence[_File]) -> None:
        """Take in documents, a block at a time."""
        first = next = self._connection.execute("SELECT coalesce(max(id), -1) + 1 FROM document").fetchone()[0]
        for id, (file, kind, kept) in enumerate(self._contents(files), next):
            if id % BLOCK == 0:
                self._write_block(id // BLOCK - 1)
                self._tell(id - first, len(files))
            self._take_in(id, file, kind, kept)
            next = id
        self._write_block(next // BLOCK)
        self._tell(len(files), len(files))

    def _tell(self, number: int, all: int) -> None:
        """Say how far it is, where there is much to take in."""
        if self._on_progress and all > BATCH:
            what = Text("{number} of {all} records can be searched", number=number, all=all)
            self._on_progress(what if number < all else "")

    def _contents(self, files: Sequence[_File]) -> Iterator[tuple[_File, str, StoredRecord]]:
        """These files with the kinds of record that they hold, and those."""
        select = "SELECT id, kind, body, dates, problems FROM content WHERE id IN"
        for start in range(0, len(files), CHUNK):
            some = files[start : start + CHUNK]
            ids = [content for _, _, content in some]
            rows = self._connection.execute(f"{select} ({','.join('?' * len(ids))})", ids)
            held = {id: (kind, StoredRecord(*kept)) for id, kind, *kept in rows}
            yield from ((file, *held[file[2]]) for file in some)

    def _leave_out(self, block: int, gone: set[int]) -> None:
        """Leave documents out of a block."""
        rows, words = self._block(block)
        of_word: dict[int, int] = defaultdict(int)
        for place in gone:
            for word in accumulate(words.pop(place, ())):
                of_word[word] += 1
        for word, number in of_word.items():
            held = self._connection.execute(STANDING, (word, block)).fetchone()
            self._put(word, block, [one for one in unpacked(*held) if one[0] not in gone] if held else [])
            self._counted[word] -= number
        self._put_block(block, [row for row in rows if row.place not in gone], words)

    def _block(self, block: int) -> tuple[list[Row], dict[int, list[int]]]:
        """What is known of the documents of a block, and the words of each as steps from one to the next."""
        held = self._connection.execute("SELECT told, words FROM block WHERE id = ?", (block,)).fetchone()
        return (rows_of(held[0]), _WORDS.decode(larger(held[1]))) if held else ([], {})

    def _put_block(self, block: int, rows: Sequence[Row], words: dict[int, list[int]]) -> None:
        if rows:
            sums = len(rows), sum(row.whole for row in rows), sum(row.title for row in rows)
            row = block, smaller(_ENCODE(rows)), smaller(_ENCODE(words)), *sums
            self._connection.execute("INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?, ?, ?)", row)
        else:
            self._connection.execute("DELETE FROM block WHERE id = ?", (block,))

    def _put(self, word: int, block: int, standings: Sequence[Standing]) -> None:
        if standings:
            row = word, block, *packed(standings)
            self._connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?)", row)
        else:
            self._connection.execute("DELETE FROM standing WHERE (word, block) = (?, ?)", (word, block))

    def _take_in(self, id: int, file: _File, kind: str, kept: StoredRecord) -> None:
        number, path, content = file
        self._connection.execute("INSERT INTO document VALUES (?, ?, ?)", (number, id, content))
        if (found := document_of(path, kind, kept)) is None:
            return
        words: set[int] = set()
        for word, part, places in analysis(found):
            word_id = self._number_of(word)
            words.add(word_id)
            self._new[word_id].append((id % BLOCK, part, places))
        for word_id in words:
            self._counted[word_id] += 1
        self._rows.append(Row(id % BLOCK, found.ref, *size(found)))
        self._words_of[id % BLOCK] = [word_id - before for before, word_id in pairwise([0, *sorted(words)])]

    def _number_of(self, word: str) -> int:
        if (known := self._words.get(word)) is None:
            row = self._connection.execute("SELECT id FROM word WHERE word = ?", (word,)).fetchone()
            if row is None:
                values = word, skeleton(word)
                row = self._connection.execute(
                    "INSERT INTO word (word, documents, skeleton) VALUES (?, 0, ?) RETURNING id", values
                ).fetchone()
            known = self._words[word] = int(row[0])
        return known

    def _write_block(self, block: int) -> None:
        for word, standings in self._new.items():
            held = self._connection.execute(STANDING, (word, block)).fetchone()
            self._put(word, block, [*(unpacked(*held) if held else ()), *standings])
        if self._rows:
            rows, words = self._block(block)
            self._put_block(block, [*rows, *self._rows], {**words, **self._words_of})
        for each in (self._new, self._rows, self._words_of):
            each.clear()


def rows_of(told: bytes) -> list[Row]:
    """What is known of the documents of a block. Raises ValueError where the bytes do not say that."""
    return _ROWS.decode(larger(told))


def document_of(path: str, kind: str, kept: StoredRecord) -> Document | None:
    """What is looked through of a file that the index knows; None where nothing is."""
    record = restored(KIND[kind].record, ref_of_path(path), kept)
    return None if record is None or isinstance(record, Vocabularies) else document(searched(record))
