"""Names of people in a text: whole, by the family name, by a first name alone."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from urllib.parse import unquote

SHORTEST = 4
_ADDRESS = re.compile(r"https?://\S+")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u00b4\u0060\uff07\u2032"), "'")
_GENITIVE = "(?:'?[sS]|')?"


def whole_names(text: str, names: tuple[str, ...], places: Collection[str] = ()) -> Iterator[str]:
    """The names that stand in a text whole or by the family name, folded.

    Capitals, accents, kinds of apostrophes and a genitive `s` make no difference; what is shorter than four letters
    is not looked for, nor a family name that is also the name of one of these places (`places`). In an address only a
    whole name counts.
    """
    pattern = _pattern(names)
    if pattern is not None:
        for match in pattern.finditer(folded(_ADDRESS.sub(" ", text))):
            if match[1] not in places:
                yield match[1]
        for address in _ADDRESS.findall(text):
            for match in pattern.finditer(folded(re.sub(r"[\W_]+", " ", unquote(address)))):
                if " " in match[1]:  # a family name alone is a firm or a street there
                    yield match[1]


def first_names(text: str, names: tuple[str, ...], places: Collection[str] = ()) -> Iterator[str]:
    """The first names that stand alone in a text, folded."""
    first, whole = _first_pattern(names), _pattern(names)
    if first is not None and first.search(text := _unaccented(_ADDRESS.sub(" ", text))):
        if whole is not None:
            text = re.sub(whole.pattern, " ", text, flags=re.IGNORECASE)
        for match in first.finditer(text):
            if (name := match[1].casefold()) not in places:
                yield name


def folded(text: str) -> str:
    """A text without accents and capitals, with plain apostrophes."""
    return _unaccented(text).casefold()


def _words(name: str) -> list[str]:
    """The words of a name in the order of a sentence: `Testeren, Noor van` begins with Noor."""
    family, comma, first = name.partition(",")
    return [*first.split(), *family.split()] if comma else name.split()


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    wanted = set()
    for name in names:
        words = _words(folded(name))
        if words:
            family, initial = words[-1], words[0][0]
            wanted |= {" ".join(words), family, *family.split("-")}
            if len(words) > 1:
                wanted |= {f"{family}, {' '.join(words[:-1])}", f"{family}, {words[0]}", f"{family}, {initial}."}
                wanted |= {f"{initial}. {' '.join(words[1:])}", f"{initial}.{family}", f"{words[0]} {family}"}
    long = sorted((w for w in wanted if sum(map(str.isalpha, w)) >= SHORTEST), key=lambda w: (-len(w), w))
    if not long:
        return None
    each = (r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", name)) for name in long)
    return re.compile(rf"(?<![^\W_])({'|'.join(each)}){_GENITIVE}(?![^\W_])")


@lru_cache(maxsize=8)
def _first_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """First names of three letters and more, with a capital and before no number: `mark` and `jan 2026` are none."""
    firsts = {words[0] for name in names if len(words := _words(_unaccented(name))) > 1}
    long = sorted((f for f in firsts if f.replace("-", "").isalpha() and len(f) >= 3), key=lambda f: (-len(f), f))
    if not long:
        return None
    each = "|".join(f"{re.escape(f[0].upper() + f[1:])}|{re.escape(f.upper())}" for f in long)
    return re.compile(rf"(?<![^\W_])({each}){_GENITIVE}(?![^\W_]|\s*\d)")


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
