"""Words as people write them, brought to one spelling: without capitals, accents, apostrophes and full stops."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# m.e.r. and 18.000 are one word, foto's and d'n too; of mer-beoordeling each half is one
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|\d+(?:\.\d{3})+|[^\W_]+(?:['’‘`][^\W_]+)*")
_DROPPED = re.compile(r"['’‘`.]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i"})
# said in nearly every question, and telling of nothing
_EMPTY = """
    de het een en of maar want dus als dan dat die dit deze er je jij jouw u uw ik mijn we wij ons onze hij hem zijn
    haar ze zij hun hen men zich in op aan af uit bij met zonder voor door over onder tot van naar om te ter ten tegen
    tussen tijdens na per via is was waren ben bent wordt worden werd werden heeft hebben had hebt heb kan kunnen kon
    konden kunt mag mogen mocht moet moeten moest moesten zal zullen zou zouden wil willen wilt wilde wilden gaat gaan
    ging komt komen kwam doet doen deed doe ga laat laten niet geen wel ook nog al toch zo heel erg veel meer minder
    hoe wat wie waar wanneer waarom welke welk hoeveel waarmee waardoor waarvoor waaraan iets iemand niemand niets
    alles iedereen elk elke ieder iedere andere ander anders daar hier hiervan daarvan eens even graag nu straks toen
    omdat zodat terwijl voordat nadat dus echt juist alleen samen zelf steeds toe vanaf volgens zegt zeggen zei staat
    staan stond ligt liggen lag blijft blijven bleef krijgt krijgen kregen denkt denken vindt vinden weet weten keer
    beter best bijvoorbeeld namelijk eigenlijk gewoon
    the a an and or of to in on for with how what when who is are be we our can may must do does not at by from it this
    that
"""
EMPTY = frozenset(_EMPTY.split())

# what begins words that are no compounds: verbs and what is made of them
_PREFIXES = "ver be ge ont her terug mee neer weg los vast rond heen neder mis wan elk"
PREFIXES = EMPTY | frozenset(_PREFIXES.split())


class Token(NamedTuple):
    """A word in a text: as it is looked for, and where it stands (from and to, in characters)."""

    word: str
    start: int
    end: int


def folded(text: str) -> str:
    """A text without capitals and accents."""
    text = text.casefold()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    return [Token(_one_spelling(match[0]), *match.span()) for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text, as they are looked for."""
    return [_one_spelling(match) for match in _WORD.findall(text)]


@lru_cache(maxsize=1 << 16)
def _one_spelling(word: str) -> str:
    return _DROPPED.sub("", folded(word))
