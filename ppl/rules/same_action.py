"""Whether two texts say the same action, so that a list that comes in twice doubles nothing.

Nearly the same counts too: articles, the end of a word, a slip of the pen. Another number, or a word more, makes
another action: what is doubled is seen and dropped, what is taken for another is lost.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_LITTLE = frozenset(
    ("de", "het", "een", "den", "der", "the", "a", "an", "om", "te", "nog", "even", "ook", "svp", "aub")
)
_NEAR, _SHORTEST = 0.8, 5  # how alike two words are, and how long, that may be one word


def is_same(one: str, other: str) -> bool:
    """Whether two texts are the same but for capitals, accents and signs."""
    return _all_words(one) == _all_words(other) != ()


def is_near(one: str, other: str) -> bool:
    """Whether each word of the one is, in whatever order, a word of the other, or nearly so."""
    mine, others = _words(one), _words(other)
    if not mine or len(mine) != len(others):
        return False
    left = [*others]
    unmatched = []
    for word in mine:
        if word in left:
            left.remove(word)
        else:
            unmatched.append(word)
    for word in unmatched:
        near = next((each for each in left if _is_near_word(word, each)), None)
        if near is None:
            return False
        left.remove(near)
    return len(unmatched) * 2 <= len(mine)


def is_like(one: str, other: str) -> bool:
    """Whether each word of the shorter text begins as a word of the longer: `belt de provincie`, `provincie bellen`.

    Only for actions of one owner and one day: two words are needed, and a number must be the same.
    """
    short, long = sorted((telling_words(one), telling_words(other)), key=len)
    if len(short) < 2:
        return short == long != []
    left = [*long]
    for word in short:
        found = next((each for each in left if _begins_alike(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return not any(letter.isdigit() for word in left for letter in word)


def telling_words(text: str) -> list[str]:
    """The words that say what is done, without who does it before the verb: `gemeente stuurt kaart`."""
    words = _words(text)
    return words[1:] if len(words) > 2 and re.fullmatch(r"[a-z]{2,}t", words[1]) else words


def _begins_alike(one: str, other: str) -> bool:
    if one == other or any(letter.isdigit() for letter in one + other):
        return one == other
    one, other = _spelled(one), _spelled(other)
    shared = max(3, min(len(one), len(other)) - 3)
    return min(len(one), len(other)) >= 3 and one[:shared] == other[:shared]


def _spelled(word: str) -> str:
    """A word as its other forms begin: `stuurt` and `sturen`, `geeft` and `geven`."""
    return re.sub(r"(.)\1", r"\1", word).replace("v", "f").replace("z", "s")


def _is_near_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST or any(letter.isdigit() for letter in one + other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


@lru_cache(20_000)
def _all_words(text: str) -> tuple[str, ...]:
    letters = unicodedata.normalize("NFKD", text[:2000]).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z0-9]+", letters))


def _words(text: str) -> list[str]:
    return [word for word in _all_words(text) if word not in _LITTLE]
