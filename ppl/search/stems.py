"""Stems: what the forms of a word have in common (woning, woningen; besluit, besluiten), in Dutch and English."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

# Where the stemmer keeps forms of a word apart, or brings words together that do not mean the same: each with its stem.
_FORMS = {
    "aansluit": "aangesloten", "begeleid": "begeleiding begeleiden begeleidt begeleider begeleiders",
    "beslis": "beslist", "besluit": "besloten", "criterium": "criteria", "effen": "effen",
    "fase": "fase fasen fases", "gebied": "gebied gebieden", "gebouw": "gebouw gebouwen", "geef": "geeft geven",
    "geent": "geent", "geld": "geld gelden", "geluid": "geluid geluiden", "gemeen": "gemeen",
    "gemeent": "gemeente gemeenten gemeentes", "geur": "geur geuren", "gevel": "gevel gevels",
    "gezin": "gezin gezinnen", "grens": "grens grenzen", "idee": "idee ideeen", "koop": "gekocht kocht",
    "onteigen": "onteigend", "parkeer": "parkeren geparkeerd", "pilot": "pilots", "planning": "planning planningen",
    "proces": "proces processen", "reken": "rekenen gerekend rekent", "teken": "tekenen getekend tekent",
    "vergun": "vergund", "vergunning": "vergunning vergunningen", "verhuis": "verhuist", "verkoop": "verkocht",
    "vertraag": "vertraagd", "weg": "weg wegen", "woning": "woning woningen", "zienswijs": "zienswijze zienswijzen",
}  # fmt: skip
_PLURAL = re.compile(r"(?<=...[ao])s$")  # auto's, programma's; the stemmer lets them be
_STEMS = {form: stem for stem, forms in _FORMS.items() for form in forms.split()}


@cache
def _stemmers() -> tuple[Any, Any]:
    """The Dutch and the English one; imported with all others when the first stem is asked, which costs 15 ms."""
    from snowballstemmer.dutch_stemmer import DutchStemmer
    from snowballstemmer.english_stemmer import EnglishStemmer

    return DutchStemmer(), EnglishStemmer()


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The Dutch stem of a word in one spelling (see `words`): Kraaij and Pohlmann's, with some exceptions."""
    if (kept := _STEMS.get(word)) is not None:
        return kept
    return str(_stemmers()[0].stemWord(_PLURAL.sub("", word)))


def irregular(stem: str) -> list[str]:
    """The forms with this stem that do not look like it."""
    return _FORMS.get(stem, "").split()


@lru_cache(maxsize=1 << 12)
def english_stem(word: str) -> str:
    """The English stem of a word."""
    return str(_stemmers()[1].stemWord(word))


def bones(stem: str) -> str:
    """How the skeleton of every word with this stem begins, but for the irregular ones."""
    return skeleton(stem.removesuffix("eer") if len(stem) > 5 else stem)  # of corporatie it is corporeer


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word, as far as no form of it changes them: huis is `hs`, huizen `hsn`; g comes and goes.

    It begins as that of its stem does (see `bones`): a quick sieve before the stemmer, which is slow.
    """
    return re.sub(r"[aeiouyj]|(.)(?=\1)", "", word.replace("g", "")).replace("v", "f").replace("z", "s")
