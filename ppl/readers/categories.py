"""The category of a bottleneck that its own words propose."""

import re

from ppl.readers.words import Names, plain

_CUT = re.compile(r"\b(\w{6,})\.(?=\s+[a-z0-9])")  # a word that was not written out
SHORTEST_STEM, WITHIN = 5, 6
_ENDING = re.compile(r"(?:zen|ven|ingen|ing|en|s|e)$")
_INFLECTION = re.compile(r"(?:s|e|en|er|ers|d|de|t|ing|ingen|heid)?")


def proposed(text: str, categories: Names) -> str | None:
    """The category of which a text speaks first, parts of compounds included; None where it speaks of none."""
    tokens = plain(text).split()
    cut = {plain(token) for token in _CUT.findall(text)}
    found: dict[str, tuple[int, int]] = {}
    for name, code in categories.codes.items():
        places = [place_of(word, tokens) for word in name.split()]
        if cut and min(places) < 0 and len(places) == 1:  # `netaansl.`
            places = [place for place, token in enumerate(tokens) if token in cut and name.startswith(token)]
        if places and min(places) >= 0:
            score = sum(len(word) for word in name.split() if len(word) > 2)
            found[code] = max(found.get(code, (-len(tokens), 0)), (-min(places), score))
    return max(found, key=lambda code: found[code]) if found else None


def place_of(word: str, tokens: list[str]) -> int:
    """Where a word stands, or a word that begins or ends with its stem; -1 where it does not.

    A short word (`PAS`) counts as a whole only; within a compound only its end does (`spoorgeluid`).
    """
    stem = _ENDING.sub("", word) if len(word) > SHORTEST_STEM + 1 else word
    for place, token in enumerate(tokens):
        if token == word or (len(stem) >= SHORTEST_STEM and token.startswith(stem)):
            return place
        if len(stem) >= WITHIN and _INFLECTION.fullmatch(token.rpartition(stem)[2]) and stem in token:
            return place
    return -1
