"""A document: what is looked through of one record, and the words that stand where in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ppl.search.words import words

# The parts of a document, each with what a word there counts for; a part is known by its place in this tuple.
PARTS: tuple[tuple[str, float], ...] = (
    ("title", 3.0),  # what it is called
    ("point", 1.3),  # what it comes down to: an advice, a rule, a description
    ("text", 1.0),  # whatever else is told
    ("code", 1.0),  # codes of vocabularies, whole: `natuur-soorten` is one word here
    ("name", 1.2),  # its id and its project's
    ("source", 0.3),  # who published what it rests on
)
PART = {name: place for place, (name, _) in enumerate(PARTS)}
GAP = 8  # places between two texts, so that no phrase goes from one into the next


class Piece(NamedTuple):
    """A text of a document. part: a name of PARTS; field: the field that it stands in, as people read it."""

    part: str
    text: str
    field: str = ""


class Document(NamedTuple):
    """What is looked through of one record.

    links: refs of the documents that it names, or may name
    worth: what it counts for beside others; less for a list, in which nearly every word stands
    """

    ref: str
    kind: str
    title: str
    pieces: tuple[Piece, ...] = ()
    links: tuple[str, ...] = ()
    worth: float = 1.0


class AnyPiece(Protocol):
    """A text that another room took from a record: its parts are those of a Piece."""

    @property
    def part(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def field(self) -> str: ...


class AnyDocument(Protocol):
    """What another room took from a record: its parts are those of a Document."""

    @property
    def ref(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def pieces(self) -> Sequence[AnyPiece]: ...
    @property
    def links(self) -> tuple[str, ...]: ...
    @property
    def worth(self) -> float: ...


def document(of: AnyDocument) -> Document:
    """A document of what another room took from a record."""
    pieces = tuple(Piece(piece.part, piece.text, piece.field) for piece in of.pieces)
    return Document(of.ref, of.kind, of.title, pieces, of.links, of.worth)


class Occurrence(NamedTuple):
    """A word of a document: in which part (its place in PARTS), at which places in it."""

    word: str
    part: int
    places: tuple[int, ...]


def analysis(document: Document) -> Iterator[Occurrence]:
    """The words of a document with their places: all that an index keeps of it.

    It depends on this document alone, so that a changed record is one change of an index. What words have to do with
    each other (stems, compounds, typing errors, synonyms) is found when somebody asks, over the words that are there.
    """
    found: dict[tuple[str, int], list[int]] = {}
    at = [0] * len(PARTS)
    for piece in document.pieces:
        part = PART[piece.part]
        said = [piece.text] if piece.part == "code" else words(piece.text)
        for place, word in enumerate(said, at[part]):
            found.setdefault((word, part), []).append(place)
        at[part] += len(said) + GAP
    for (word, part), places in found.items():
        yield Occurrence(word, part, tuple(places))


class Size(NamedTuple):
    """How large a document is, in words: all that it tells, and its title. worth: see Document."""

    whole: int
    title: int
    worth: float = 1.0


def size(document: Document) -> Size:
    """The size of a document, by which a word counts for less in a long one."""
    told = [len(words(piece.text)) for piece in document.pieces if piece.part in ("title", "point", "text")]
    return Size(sum(told), max(1, len(words(document.title))), document.worth)
