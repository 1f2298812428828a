"""The documents and synonyms that a search looks through, made of records."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ppl.model.fields import fields
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Alike, Term, Vocabularies
from ppl.model.passages import searched
from ppl.search.corpus import Corpus, MemoryCorpus
from ppl.search.document import Document, document
from ppl.search.question import Question
from ppl.search.ranking import Found, search
from ppl.search.synonyms import Group, Synonyms


class Answer(NamedTuple):
    """What a search found, and where it looked."""

    found: Found
    corpus: Corpus


def answer(
    knowledge: Knowledge,
    asked: Question,
    is_kept: Callable[[str], bool] | None,
    corpus: Corpus | None = None,
    most: int | None = None,
) -> Answer:
    """The records that answer a question, the best first, of those that `is_kept` keeps, or of all.

    corpus: an index of what this knowledge holds for its reader, and of nothing else; without it one is made
    most: how many are wanted; None for all
    """
    where = MemoryCorpus(documents(knowledge)) if corpus is None else corpus
    return Answer(search(where, asked, Synonyms(groups(knowledge)), is_kept, most), where)


def documents(knowledge: Knowledge) -> Iterator[Document]:
    """What is looked through of all records but the vocabularies, in which every word stands."""
    for record in knowledge:
        if not isinstance(record, Vocabularies):
            yield document(searched(record))


def groups(knowledge: Knowledge) -> Iterator[Group]:
    """The words that mean the same, from the vocabularies."""
    lists = knowledge.one(Vocabularies)
    if lists is None:
        return
    for field in fields(Vocabularies):
        for entry in getattr(lists, field.attribute) or ():
            if isinstance(entry, Term):
                yield Group(entry.words, "" if field.name == "terms" else f"{field.name}:{entry.code}")
            elif isinstance(entry, Alike):
                yield Group(entry.words)
