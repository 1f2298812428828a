"""How well `ppl search` finds: `python -m bench.search [--misses] [--part tune|held]`.

Prints hit in three, recall in ten and mean reciprocal rank (of the first good record in ten), for the questions and
situations of questions.yaml over this repository's data/, beside those of SQLite's FTS5 as it comes.
"""

from __future__ import annotations

import argparse
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ppl.reports.search_documents import documents, groups
from ppl.search.corpus import MemoryCorpus
from ppl.search.document import Document
from ppl.search.question import question
from ppl.search.ranking import search
from ppl.search.synonyms import Synonyms
from ppl.search.words import words
from ppl.store.folder import Folder

ROOT = Path(__file__).parents[2]
Asked = Mapping[str, Any]
Answer = Callable[[str], Sequence[str]]


def measures(asked: Sequence[Asked], answer: Answer) -> tuple[float, float, float]:
    """Hit in three, recall in ten (of at most ten), and mean reciprocal rank in ten."""
    hits = recalls = ranks = 0.0
    for one in asked:
        found, good = list(answer(one["q"]))[:10], set(one["good"])
        places = [place for place, ref in enumerate(found, 1) if ref in good]
        hits += bool(places and places[0] <= 3)
        recalls += len(places) / min(10, len(good))
        ranks += 1 / places[0] if places else 0.0
    number = max(1, len(asked))
    return hits / number, recalls / number, ranks / number


def ours(found: Sequence[Document], synonyms: Synonyms) -> Answer:
    corpus = MemoryCorpus(found)
    return lambda text: [hit.ref for hit in search(corpus, question(text), synonyms).hits]


def plain(found: Sequence[Document]) -> Answer:
    """SQLite's full text as it comes: any of the words, BM25, accents folded."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(ref unindexed, text, tokenize='unicode61 remove_diacritics 2')")
    rows = [(one.ref, " ".join(piece.text for piece in one.pieces)) for one in found]
    base.executemany("insert into texts values (?, ?)", rows)

    def answer(text: str) -> Sequence[str]:
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(text)))
        sql = "select ref from texts where texts match ? order by bm25(texts) limit 10"
        return [ref for (ref,) in base.execute(sql, (asked,))]

    return answer


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true", help="show what was found where nothing good is in three")
    options.add_argument("--part", choices=("tune", "held"))
    given = options.parse_args()
    asked = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8"))
    kept = yaml.safe_load((Path(__file__).parent / "kept_back.yaml").read_text("utf-8"))
    asked |= {f"kept {kind}": every for kind, every in kept.items()}
    knowledge, _ = Folder(ROOT, {}).read()
    found = list(documents(knowledge))
    answers = {"FTS5 plain": plain(found), "ppl search": ours(found, Synonyms(groups(knowledge)))}
    print(f"{len(found)} records; hit in three, recall in ten, MRR")
    for name, answer in answers.items():
        for kind, every in asked.items():
            parts = {"all": every, "tune": every[0::2], "held": every[1::2]}
            for part, some in parts.items():
                if given.part in (None, part):
                    start = time.perf_counter()
                    figures = "  ".join(f"{figure:.2f}" for figure in measures(some, answer))
                    each = (time.perf_counter() - start) / len(some) * 1000
                    print(f"{name:12} {kind:15} {part:5} {figures}   {each:.0f} ms each")
    if given.misses:
        _show_misses(asked, answers["ppl search"], given.part)


def _show_misses(asked: Mapping[str, Sequence[Asked]], answer: Answer, part: str | None) -> None:
    for every in asked.values():
        for one in {"tune": every[0::2], "held": every[1::2]}.get(part or "", every):
            found = list(answer(one["q"]))
            if not set(found[:3]) & set(one["good"]):
                print("\n?", one["q"])
                for ref in found[:5]:
                    print("   ", ref)
                for ref in one["good"]:
                    print("   good", found.index(ref) + 1 if ref in found else "-", ref)


if __name__ == "__main__":
    main()
