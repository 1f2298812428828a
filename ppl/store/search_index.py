"""What `ppl search` looks through, kept beside the records in the index: words, and in which documents they stand.

A word has a row with the number of documents that it stands in; where it stands in them is kept per block of documents,
so that a question reads the rows of its own words, and a changed record changes the blocks of its own words.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from ppl.errors import Text
from ppl.model.kinds import KIND, ref_of_path
from ppl.model.lists import Vocabularies
from ppl.model.passages import searched
from ppl.search.document import Document, analysis, document, size
from ppl.search.stems import skeleton
from ppl.store.index import CHUNK, Index
from ppl.store.record_files import BATCH, Progress
from ppl.store.stored_record import StoredRecord, restored

BLOCK = 64  # documents whose postings of a word lie together
SCHEMA = """
CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, file INTEGER UNIQUE NOT NULL, content INTEGER NOT NULL,
    whole INTEGER, title INTEGER, worth REAL, words BLOB);
CREATE TABLE IF NOT EXISTS word (id INTEGER PRIMARY KEY, word TEXT UNIQUE NOT NULL, documents INTEGER NOT NULL,
    skeleton TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS by_skeleton ON word (skeleton);
CREATE TABLE IF NOT EXISTS standing (word INTEGER, block INTEGER, places BLOB NOT NULL, PRIMARY KEY (word, block))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS up_to_date (changes INTEGER NOT NULL);
"""
# of a word in a block: the document's place in the block, the part, the places in it
Standing = tuple[int, int, tuple[int, ...]]
_File = tuple[int, str, int]  # its number, its path, the number of its content
_ENCODE = msgspec.msgpack.Encoder().encode
_STANDINGS = msgspec.msgpack.Decoder(list[Standing])
_NUMBERS = msgspec.msgpack.Decoder(list[int])


class SearchIndex:
    """Keeps what is looked through in step with the files that the index knows."""

    def __init__(self, index: Index, on_progress: Progress | None = None) -> None:
        self._index = index
        self._connection = index.connection
        self._on_progress = on_progress
        self._words: dict[str, int] = {}
        self._counted: dict[int, int] = defaultdict(int)  # how many documents more, or fewer, a word stands in
        self._block: dict[int, list[Standing]] = defaultdict(list)  # of the block that is being filled

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
            "SELECT document.id, words FROM document LEFT JOIN file ON file.id = document.file "
            "WHERE file.content IS NOT document.content"
        )
        for id, words in old.fetchall():
            self._leave_out(id, accumulate(_NUMBERS.decode(words)) if words else ())

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

    def _leave_out(self, id: int, words: Iterable[int]) -> None:
        place = id % BLOCK
        for word in words:
            row = word, id // BLOCK
            held = self._connection.execute("SELECT places FROM standing WHERE (word, block) = (?, ?)", row).fetchone()
            left = [one for one in unpacked(held[0]) if one[0] != place] if held else []
            self._put(*row, left)
            self._counted[word] -= 1
        self._connection.execute("DELETE FROM document WHERE id = ?", (id,))

    def _put(self, word: int, block: int, standings: Sequence[Standing]) -> None:
        if standings:
            row = word, block, zlib.compress(_ENCODE(standings), 1)
            self._connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?)", row)
        else:
            self._connection.execute("DELETE FROM standing WHERE (word, block) = (?, ?)", (word, block))

    def _take_in(self, id: int, file: _File, kind: str, kept: StoredRecord) -> None:
        number, path, content = file
        found = document_of(path, kind, kept)
        words: set[int] = set()
        for word, part, places in analysis(found) if found else ():
            word_id = self._number_of(word)
            words.add(word_id)
            self._block[word_id].append((id % BLOCK, part, places))
        for word_id in words:
            self._counted[word_id] += 1
        steps = [word_id - before for before, word_id in pairwise([0, *sorted(words)])]
        row = (id, number, content, *(size(found) if found else (None,) * 3), _ENCODE(steps) if found else None)
        self._connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)", row)

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
        for word, standings in self._block.items():
            row = word, block
            held = self._connection.execute("SELECT places FROM standing WHERE (word, block) = (?, ?)", row).fetchone()
            self._put(*row, [*(unpacked(held[0]) if held else ()), *standings])
        self._block.clear()


def unpacked(places: bytes) -> list[Standing]:
    """Where a word stands in a block. Raises ValueError where the bytes do not say that."""
    try:
        return _STANDINGS.decode(zlib.decompress(places))
    except zlib.error as error:
        raise ValueError(error) from None


def document_of(path: str, kind: str, kept: StoredRecord) -> Document | None:
    """What is looked through of a file that the index knows; None where nothing is."""
    record = restored(KIND[kind].record, ref_of_path(path), kept)
    return None if record is None or isinstance(record, Vocabularies) else document(searched(record))
