"""What the index keeps for a search is what the records tell: it answers every question as records in memory do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path
from random import Random

import pytest

from ppl.model.lists import Vocabularies
from ppl.model.passages import searched
from ppl.search.corpus import Corpus, MemoryCorpus
from ppl.search.document import document
from ppl.search.stems import english_stem, stem
from ppl.store.folder import Folder
from ppl.store.indexed_corpus import IndexedCorpus
from tests.conftest import Kb
from tests.search.test_corpus import standing, tallied
from tests.store.test_index import STEPS, place_of, settled

__all__ = ["settled"]
DATA = Path(__file__).parents[2]
BATS = "title: Vleermuizen\nstatus: raw\nkind: lesson\nnoted_on: 2026-01-02\nfrom: {source: Boek}\n"


def folder_of(root: Path) -> Folder:
    return Folder(root, {"PATH": os.environ["PATH"]})


def in_memory(folder: Folder) -> MemoryCorpus:
    knowledge, _ = folder.read()
    return MemoryCorpus(document(searched(record)) for record in knowledge if not isinstance(record, Vocabularies))


def assert_alike(indexed: Corpus, memory: MemoryCorpus, random: Random, most: int = 200) -> None:
    """The same answers to every question about some of the words."""
    words = sorted(memory._frequency)
    assert (indexed.number, indexed.usual_size) == (memory.number, memory.usual_size)
    assert dict(indexed.frequency([*words, "staatnergens"])) == dict(memory.frequency(words))
    for word in random.sample(words, min(most, len(words))):
        assert standing(indexed, word) == standing(memory, word)
        assert tallied(indexed, word) == tallied(memory, word)
        some = frozenset(ref for ref, _, _ in sorted(standing(memory, word))[::2])
        assert standing(indexed, word, some) == standing(memory, word, some)
        for ref in some:
            number, other = indexed.numbers([ref])[ref], memory.numbers([ref])[ref]
            assert indexed.sizes([number])[number] == memory.sizes([other])[other]
        assert indexed.documents(some) == memory.documents(some)
        assert sorted(indexed.of_stem(stem(word))) == sorted(memory.of_stem(stem(word)))
        assert sorted(indexed.of_english_stem(english_stem(word))) == sorted(memory.of_english_stem(english_stem(word)))
        assert indexed.containing(word[:4]) == memory.containing(word[:4])
        assert indexed.resembling(word) == memory.resembling(word)


@pytest.mark.parametrize("seed", range(4))
def test_after_whatever_happened_to_the_files_it_answers_as_the_records_do(kb: Kb, seed: int, settled: None) -> None:
    random = Random(seed)
    for _ in range(12):
        random.choice(STEPS)(kb, random)
        folder = folder_of(kb.root)
        indexed = folder.corpus()
        assert indexed is not None
        assert_alike(indexed, in_memory(folder), random, 30)


def test_a_changed_record_changes_the_blocks_of_its_own_words_only(kb: Kb, settled: None) -> None:
    folder_of(kb.root).corpus()
    with sqlite3.connect(place_of(kb)) as connection:
        connection.execute("CREATE TABLE written (word INTEGER)")
        connection.execute("CREATE TRIGGER t AFTER INSERT ON standing BEGIN INSERT INTO written VALUES (new.word); END")
    connection.close()
    kb.write(
        "lessons/nieuw.yaml",
        "title: Vleermuizen\nstatus: raw\nkind: lesson\nnoted_on: 2026-01-02\nfrom: {source: Boek}\n",
    )
    corpus = folder_of(kb.root).corpus()
    assert isinstance(corpus, IndexedCorpus)
    with sqlite3.connect(place_of(kb)) as connection:
        select = "SELECT DISTINCT word.word FROM written JOIN word ON word.id = written.word"
        words = {word for (word,) in connection.execute(select)}
    connection.close()
    assert words == {"vleermuizen", "nieuw", "boek"}


def test_the_shipped_records_are_found_alike() -> None:
    from shutil import copytree
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        root = Path(place)
        copytree(DATA / "data", root / "data")
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        folder = folder_of(root)
        indexed = folder.corpus()
        assert indexed is not None
        assert_alike(indexed, in_memory(folder), Random(1), 40)


def test_no_word_stays_of_what_is_out_of_the_files(kb: Kb, settled: None) -> None:
    kb.write("lessons/nieuw.yaml", BATS, commit=False)
    assert postings_of(kb, "vleermuizen")
    kb.path("lessons/nieuw.yaml").unlink()
    folder_of(kb.root).read()
    with sqlite3.connect(place_of(kb)) as connection:
        assert connection.execute("SELECT word FROM word WHERE word = 'vleermuizen'").fetchone() is None
    connection.close()
    assert not postings_of(kb, "vleermuizen")


def postings_of(kb: Kb, word: str) -> set[tuple[str, int, tuple[int, ...]]]:
    corpus = folder_of(kb.root).corpus()
    assert corpus is not None
    return standing(corpus, word)


def test_where_the_index_cannot_be_written_there_is_none(kb: Kb) -> None:
    folder_of(kb.root).corpus()
    kb.write(
        "lessons/nieuw.yaml",
        "title: Vleermuizen\nstatus: raw\nkind: lesson\nnoted_on: 2026-01-02\nfrom: {source: Boek}\n",
    )
    with sqlite3.connect(place_of(kb), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert folder_of(kb.root).corpus() is None
    other.close()
    assert folder_of(kb.root).corpus() is not None


def test_an_earlier_moment_has_none(kb: Kb) -> None:
    assert folder_of(kb.root).at(kb.head()).corpus() is None
