"""The words of a knowledge base as the index keeps them: a search reads the rows of its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from ppl.errors import Problem
from ppl.model.kinds import path_of_ref
from ppl.search.corpus import MOST_WORDS, Posting, Tally, resembles
from ppl.search.document import Document, Size
from ppl.search.stems import bones, english_stem, irregular, stem
from ppl.store.index import CHUNK, DAMAGE, Index
from ppl.store.record_files import Progress, all_known
from ppl.store.search_index import SearchIndex, document_of, rows_of
from ppl.store.standings import BLOCK, tallies_of, unpacked
from ppl.store.stored_record import restored_problems
from ppl.store.tree import DATA, WorkTree

LAST = "\U0010ffff"


class IndexFailedError(Exception):
    """The index broke while it was asked; the records themselves tell the same."""


def indexed_corpus(tree: WorkTree, index: Index, on_progress: Progress | None = None) -> IndexedCorpus | None:
    """What the files of the work folder tell as they are now; None where the index cannot be brought up to date."""
    try:
        if all_known(tree, index, on_progress) is None:
            return None
        SearchIndex(index, on_progress).bring_up_to_date()
    except DAMAGE:
        return None
    return IndexedCorpus(index)


def forget_words(index: Index) -> None:
    """Let no word stay of what stood in files that are gone or changed."""
    with suppress(*DAMAGE):
        SearchIndex(index).forget()


@contextmanager
def _reading() -> Iterator[None]:
    """Raises IndexFailedError where the index does not say what it should."""
    try:
        yield
    except DAMAGE as error:
        raise IndexFailedError from error


class IndexedCorpus:
    """What the files of the work folder tell, for those who may see everything. It answers as a MemoryCorpus does.

    Every question raises IndexFailedError where the index is damaged.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._refs: dict[int, str] = {}  # of the documents of the blocks that were met, by their number
        self._sizes: dict[int, Size] = {}
        self._met: set[int] = set()
        self._stems: dict[str, list[str]] = {}
        self._standings: dict[tuple[str, int], Mapping[int, Sequence[Posting]]] = {}

    @cached_property
    def _sums(self) -> tuple[int, int, int]:
        select = "SELECT sum(documents), sum(whole), sum(title) FROM block"
        number, whole, title = self._execute(select)[0]
        return number or 0, whole or 0, title or 0

    @property
    def number(self) -> int:
        return self._sums[0]

    @property
    def usual_size(self) -> tuple[float, float]:
        number, whole, title = self._sums
        return whole / max(1, number) or 1.0, title / max(1, number) or 1.0

    def frequency(self, words: Collection[str]) -> Mapping[str, int]:
        return dict(self._by_chunks("SELECT word, documents FROM word WHERE word IN", list(words)))

    def of_stem(self, stem_: str) -> Collection[str]:
        if stem_ not in self._stems:
            begun = bones(stem_)
            select = "SELECT word FROM word WHERE skeleton BETWEEN ? AND ? AND length(skeleton) <= ?"
            rows = self._execute(select + " ORDER BY skeleton, word", (begun, begun + LAST, len(begun) + 5))
            regular = [word for (word,) in rows if stem(word) == stem_]
            others = irregular(stem_)
            there = self.frequency(others)
            self._stems[stem_] = [*dict.fromkeys([*regular, *(word for word in others if word in there)])]
        return self._stems[stem_]

    def of_english_stem(self, stem_: str) -> Collection[str]:
        begun = stem_[:3]
        rows = self._execute("SELECT word FROM word WHERE word BETWEEN ? AND ? ORDER BY id", (begun, begun + LAST))
        return [word for (word,) in rows if word[:3] == begun and english_stem(word) == stem_]

    def containing(self, piece: str) -> Collection[str]:
        select = "SELECT word FROM word WHERE instr(word, ?) ORDER BY documents DESC, word LIMIT ?"
        return [word for (word,) in self._execute(select, (piece, MOST_WORDS))]

    def resembling(self, word: str) -> Collection[str]:
        rows = self._execute(
            "SELECT word FROM word WHERE length(word) BETWEEN ? AND ? ORDER BY word", (len(word) - 2, len(word) + 2)
        )
        return [other for (other,) in rows if resembles(word, other)]

    def tallies(self, word: str) -> Iterable[tuple[Tally, Iterable[int]]]:
        of_word = "word = (SELECT id FROM word WHERE word = ?)"
        rows = self._execute(f"SELECT block, tallies FROM standing WHERE {of_word} ORDER BY block", (word,))
        found: dict[Tally, list[int]] = defaultdict(list)
        with _reading():
            for block, held in rows:
                first = block * BLOCK
                for tally, places in tallies_of(held):
                    found[tally] += [first + place for place in places]
        return found.items()

    def postings(self, word: str, among: Collection[int] | None = None) -> Iterable[Posting]:
        if among is None:
            of_word = "word = (SELECT id FROM word WHERE word = ?)"
            rows = self._execute(f"SELECT block FROM standing WHERE {of_word} ORDER BY block", (word,))
            standing = [self._standing(word, block) for (block,) in rows]
            return [posting for held in standing for each in held.values() for posting in each]
        return [posting for document in among for posting in self._standing(word, document // BLOCK).get(document, ())]

    def _standing(self, word: str, block: int) -> Mapping[int, Sequence[Posting]]:
        """Where a word stands in the documents of a block."""
        if (word, block) not in self._standings:
            of_word = "word = (SELECT id FROM word WHERE word = ?) AND block = ?"
            rows = self._execute(f"SELECT tallies, places FROM standing WHERE {of_word}", (word, block))
            found: dict[int, list[Posting]] = defaultdict(list)
            with _reading():
                for place, part, places in (one for held in rows for one in unpacked(*held)):
                    document = block * BLOCK + place
                    found[document].append(Posting(document, part, places))
            self._standings[word, block] = dict(found)
        return self._standings[word, block]

    def _meet(self, documents: Collection[int]) -> None:
        """Know what there is to know of documents, and of those in the same blocks."""
        new = {document // BLOCK for document in documents} - self._met
        self._met |= new
        with _reading():
            for block, told in self._by_chunks("SELECT id, told FROM block WHERE id IN", [*new]):
                first = block * BLOCK
                for place, ref, whole, title, worth in rows_of(told):
                    self._refs[first + place] = ref
                    self._sizes[first + place] = Size(whole, title, worth)

    def refs(self, documents: Collection[int]) -> Mapping[int, str]:
        self._meet(documents)
        return self._refs

    def sizes(self, documents: Collection[int]) -> Mapping[int, Size]:
        self._meet(documents)
        return self._sizes

    def numbers(self, refs: Collection[str]) -> Mapping[str, int]:
        paths = {path: ref for ref in refs if (path := path_of_ref(ref))}
        select = "SELECT path, document.id FROM file JOIN document ON document.file = file.id WHERE path IN"
        return {paths[path]: id for path, id in self._by_chunks(select, [*paths])}

    def documents(self, refs: Collection[str]) -> Mapping[str, Document]:
        paths = {path: ref for ref in refs if (path := path_of_ref(ref))}
        held = self._index.files([*paths])
        found = {paths[path]: document_of(path, file.kind, file.record) for path, file in held if path in paths}
        return {ref: document for ref in refs if (document := found.get(ref))}

    def problems(self) -> list[Problem]:
        """What is wrong with the files that hold no record that can be read."""
        rows = self._execute("SELECT path FROM file JOIN content ON content.id = file.content WHERE body IS NULL")
        held = self._index.files([path for (path,) in rows])
        return [p for path, file in held for p in restored_problems(DATA + path, file.record)]

    def _execute(self, select: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._index.connection.execute(select, values).fetchall()
        except DAMAGE as error:
            raise IndexFailedError from error

    def _by_chunks(self, select: str, asked: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(asked), CHUNK):
            some = asked[start : start + CHUNK]
            yield from self._execute(f"{select} ({','.join('?' * len(some))})", some)
