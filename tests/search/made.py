"""Documents and corpora for tests of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ppl.search.corpus import MemoryCorpus
from ppl.search.document import Document, Piece
from ppl.search.question import question
from ppl.search.ranking import Found, search
from ppl.search.synonyms import Group, Synonyms


def document(ref: str, title: str, *texts: str, links: Iterable[str] = (), codes: Iterable[str] = ()) -> Document:
    """A lesson with a title and texts."""
    pieces = [Piece("title", title, "title"), *(Piece("text", text, "context") for text in texts)]
    return Document(ref, "lesson", title, (*pieces, *(Piece("code", code) for code in codes)), tuple(links))


def found(
    documents: Iterable[Document], text: str, *groups: Group, is_kept: Callable[[str], bool] = lambda ref: True
) -> Found:
    """What a question finds."""
    return search(MemoryCorpus(documents), question(text), Synonyms(groups), is_kept)


def refs(documents: Iterable[Document], text: str, *groups: Group) -> list[str]:
    """The refs of what a question finds, the best first."""
    return [hit.ref for hit in found(documents, text, *groups).hits]
