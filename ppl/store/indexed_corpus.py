"""The words of a knowledge base as the index keeps them: a search reads the rows of its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from ppl.errors import Problem
from ppl.model.kinds import path_of_ref, ref_of_path
from ppl.search.corpus import MOST_WORDS, Posting, resembles
from ppl.search.document import Document, Size
from ppl.search.stems import bones, english_stem, irregular, stem
from ppl.store.index import CHUNK, DAMAGE, Index
from ppl.store.record_files import Progress, all_known
from ppl.store.search_index import BLOCK, SearchIndex, document_of, unpacked
from ppl.store.stored_record import restored_problems
from ppl.store.tree import DATA, WorkTree

MANY = 2_000  # documents from which on all are read at once
LAST = "\U0010ffff"


class IndexFailedError(Exception):
    """The index broke while it was asked; the records themselves tell the same."""


def indexed_corpus(tree: WorkTree, index: Index, on_progress: Progress | None = None) -> IndexedCorpus | None:
    """What the files of the work folder tell as they are now; None where the index cannot be brought up to date."""
    try:
        if all_known(tree, index, tree.paths(), on_progress) is None:
            return None
        SearchIndex(index, on_progress).bring_up_to_date()
    except DAMAGE:
        return None
    return IndexedCorpus(index)


def forget_words(index: Index) -> None:
    """Let no word stay of what stood in files that are gone or changed."""
    with suppress(*DAMAGE):
        SearchIndex(index).forget()


class IndexedCorpus:
    """What the files of the work folder tell, for those who may see everything. It answers as a MemoryCorpus does.

    Every question raises IndexFailedError where the index is damaged.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._refs: dict[int, str] = {}  # of the documents that were met, by their number
        self._sizes: dict[str, Size] = {}
        self._has_all = False
        self._stems: dict[str, list[str]] = {}

    @cached_property
    def _sums(self) -> tuple[int, int, int]:
        select = "SELECT count(*), sum(whole), sum(title) FROM document WHERE whole IS NOT NULL"
        number, whole, title = self._execute(select)[0]
        return number, whole or 0, title or 0

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

    def postings(self, word: str, among: Collection[str] | None = None) -> Iterable[Posting]:
        rows = self._execute(
            "SELECT block, places FROM standing WHERE word = (SELECT id FROM word WHERE word = ?) ORDER BY block",
            (word,),
        )
        try:
            found = [
                (block * BLOCK + place, part, places) for block, held in rows for place, part, places in unpacked(held)
            ]
        except DAMAGE as error:
            raise IndexFailedError from error
        self._meet([id for id, _, _ in found])
        refs = self._refs
        postings = [Posting(refs[id], part, places) for id, part, places in found]
        return postings if among is None else [posting for posting in postings if posting.ref in among]

    def _meet(self, ids: Sequence[int]) -> None:
        """Know the refs and sizes of documents, by their numbers."""
        new = [] if self._has_all else [id for id in dict.fromkeys(ids) if id not in self._refs]
        select = (
            "SELECT document.id, path, whole, title, worth FROM document JOIN file ON file.id = document.file "
            "WHERE whole IS NOT NULL"
        )
        if len(new) > MANY:
            self._has_all = True
            rows: Iterable[tuple[Any, ...]] = self._execute(select)
        else:
            rows = self._by_chunks(f"{select} AND document.id IN", new)
        for id, path, *held in rows:
            ref = self._refs[id] = ref_of_path(path)
            self._sizes[ref] = Size(*held)

    def sizes(self, refs: Collection[str]) -> Mapping[str, Size]:
        return {ref: self._sizes[ref] for ref in refs}

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
