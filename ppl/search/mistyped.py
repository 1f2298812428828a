"""The word that somebody meant who typed another: one or two letters too many, too few, other ones or swapped."""

from __future__ import annotations

from ppl.search.corpus import Corpus

LEAST_KNOWN = 5  # letters of each part of a compound of which one was mistyped


def mistyped(corpus: Corpus, word: str, most: int = 2) -> str | None:
    """The word of the documents that is nearest to one that stands nowhere; None where none is near.

    most: letters that may be wrong; one at most in a short word, none in a very short one or a number
    """
    most = min(most, 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2)
    if not most:
        return None
    near = [(distance(word, other, most), other) for other in corpus.resembling(word) if other[:1] == word[:1]]
    found = [(apart, other) for apart, other in near if apart <= most]
    if not found:
        return None
    frequency = corpus.frequency([other for _, other in found])
    return min(found, key=lambda one: (one[0], -frequency.get(one[1], 0), one[1]))[1]


def mistyped_parts(corpus: Corpus, word: str) -> tuple[str, ...]:
    """The two parts of a compound of which one was mistyped, as they are meant; nothing where none are known."""
    cuts = range(LEAST_KNOWN, len(word) - LEAST_KNOWN + 1)
    known = corpus.frequency({part for at in cuts for part in (word[:at], word[at:])})
    for at in sorted(cuts, key=lambda at: -max(at * (word[:at] in known), (len(word) - at) * (word[at:] in known))):
        if word[:at] in known and (meant := mistyped(corpus, word[at:])):
            return word[:at], meant
        if word[at:] in known and (meant := mistyped(corpus, word[:at])):
            return meant, word[at:]
    return ()


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, leave out, change or swap to make one word the other; `most` + 1 where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before = before, row
        row = [at]
        for place, against in enumerate(other, 1):
            cost = before[place - 1] + (letter != against)
            if older and place > 1 and letter == other[place - 2] and one[at - 2] == against:
                cost = min(cost, older[place - 2] + 1)
            row.append(min(cost, before[place] + 1, row[-1] + 1))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
