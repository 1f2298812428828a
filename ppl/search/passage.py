"""What is shown of a document that answers: the passage that tells most of what is asked, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ppl.search.document import PARTS, Document, Piece
from ppl.search.evidence import Match
from ppl.search.expansion import By, Way
from ppl.search.words import Token, tokens

LONGEST = 32  # words of a passage between the first that is marked and the last
AROUND = 90  # characters before and behind, as far as the sentence goes
SHOWN = {"title": 0.5, "point": 1.1, "text": 1.0}  # parts that a passage is taken from; the title is shown besides
REASONS = 3


class Passage(NamedTuple):
    """A piece of a text. marks: from where to where, in characters, a word stands that was asked."""

    text: str
    marks: tuple[tuple[int, int], ...]
    field: str


class Reason(NamedTuple):
    """Why a document was found.

    by: in which way; asked: what was asked; found: the word, words or code that stand there
    part: in which part of the document (a name of PARTS)
    """

    by: By
    asked: str
    found: str
    part: str


def passage(document: Document, matches: Sequence[Match]) -> Passage | None:
    """The piece of a document that tells most of what is asked; None where only its name or its codes do."""
    told = _worth_of_words(matches)
    best: tuple[float, Piece, list[Token], list[Token]] | None = None
    for piece in document.pieces:
        if piece.part not in SHOWN:
            continue
        hits = _hits(piece.text, told, matches)
        for at in range(len(hits)):
            worth, taken = _window(hits[at:], piece.text, told)
            worth *= SHOWN[piece.part]
            if best is None or worth > best[0]:
                best = worth, piece, taken, hits
    if best is None:
        return None
    _, piece, taken, hits = best
    start, end = _around(piece.text, taken[0].start, taken[-1].end)
    text = ("… " if start else "") + piece.text[start:end] + (" …" if end < len(piece.text) else "")
    moved = (2 if start else 0) - start
    shown = [hit for hit in hits if start <= hit.start and hit.end <= end]
    return Passage(text, tuple(_marks(shown, piece.text, moved)), piece.field)


def _marks(hits: Sequence[Token], text: str, moved: int) -> Iterator[tuple[int, int]]:
    """From where to where words stand that are marked, those next to each other as one."""
    start = end = -1
    for hit in hits:
        if start >= 0 and not text[end : hit.start].strip():
            end = hit.end
            continue
        if start >= 0:
            yield start + moved, end + moved
        start, end = hit.start, hit.end
    if start >= 0:
        yield start + moved, end + moved


def _hits(text: str, told: Mapping[str, tuple[int, float]], matches: Sequence[Match]) -> list[Token]:
    """The words of a text that tell of what is asked; those of a phrase where they stand together."""
    said = tokens(text)
    alone = {word for match in matches for way in match.ways if not way.each for word in way.words}
    found = {at for at, token in enumerate(said) if token.word in alone}
    for each in {way.each for match in matches for way in match.ways if way.each}:
        for at in range(len(said) - len(each) + 1):
            if all(said[at + step].word in words for step, words in enumerate(each)):
                found |= set(range(at, at + len(each)))
    return [said[at] for at in sorted(found) if said[at].word in told]


def _worth_of_words(matches: Sequence[Match]) -> dict[str, tuple[int, float]]:
    """Of each word that may stand there the place of what it tells of, and what it counts for."""
    found: dict[str, tuple[int, float]] = {}
    for match in matches:
        for way in match.ways:
            for word in way.words:
                worth = match.score * way.worth
                if word not in found or found[word][1] < worth:
                    found[word] = match.concept.place, worth
    return found


def _window(hits: Sequence[Token], text: str, told: Mapping[str, tuple[int, float]]) -> tuple[float, list[Token]]:
    """From the first of these words on as many as one passage holds, and what they count for together."""
    best: dict[int, float] = {}
    taken = []
    for hit in hits:
        if text.count(" ", hits[0].start, hit.end) > LONGEST:
            break
        place, worth = told[hit.word]
        best[place] = max(best.get(place, 0.0), worth)
        taken.append(hit)
    return sum(best.values()) + 0.01 * len(taken), taken


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text and what stands around it, to the ends of the sentences or of whole words."""
    before = text.rfind(". ", 0, start) + 2
    first = 0 if before == 1 else before
    if start - first > AROUND:
        first = text.find(" ", start - AROUND) + 1
    behind = text.find(". ", max(end - 1, 0))
    last = len(text) if behind < 0 else behind + 1
    if last - end > AROUND:
        last = text.rfind(" ", end, end + AROUND + 1)
    return first, last if last >= end else end


def reasons(document: Document, matches: Sequence[Match]) -> tuple[Reason, ...]:
    """Why a document was found, what counts most first: of each thing that is asked the best way that stands there."""
    where = _where(document)
    found: dict[str, Reason] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        if match.concept.asked in found and not match.concept.is_part:
            continue
        for way in match.ways:
            reason = _reason(match.concept.asked, way, where)
            if reason is not None and reason.found not in {other.found for other in found.values()}:
                found[f"{match.concept.asked} {reason.found}" if match.concept.is_part else match.concept.asked] = (
                    reason
                )
                break
    return tuple(found.values())[:REASONS]


def _where(document: Document) -> dict[str, str]:
    """Of each word the first part in which it stands, in the order of PARTS."""
    found: dict[str, str] = {}
    order = {name: place for place, (name, _) in enumerate(PARTS)}
    for piece in sorted(document.pieces, key=lambda piece: order[piece.part]):
        said = [piece.text] if piece.part == "code" else (token.word for token in tokens(piece.text))
        for word in said:
            found.setdefault(word, piece.part)
    return found


def _reason(asked: str, way: Way, where: Mapping[str, str]) -> Reason | None:
    there = [word for word in way.words if word in where]
    if not there:
        return None
    order = [name for name, _ in PARTS]
    word = min(there, key=lambda word: (order.index(where[word]), way.words.index(word)))
    if way.each:
        return Reason(way.by, asked, way.said, where[word])
    by = By.FORM if way.by is By.ITSELF and word != asked else way.by
    return Reason(by, asked, word, where[word])
