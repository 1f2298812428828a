"""The texts of the invented programme: read once, drawn without replacement, filled with the project's own words."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

from ppl.yaml import text as yaml_text

T = TypeVar("T")
PHRASES = Path(__file__).parent / "phrases"
BEGINS = ". {"
KEPT = ("Didam", "Raad van State")
WITHOUT_ARTICLE = ("grondzaken", "ruimtelijke-ordening", "civiele-techniek", "communicatie")
NEUTER = ("adviesbureau", "college", "waterschap", "bureau")


@cache
def phrases(name: str) -> dict[str, Any]:
    """The texts in a file of `phrases/`."""
    return yaml_text.read((PHRASES / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def tales() -> tuple[dict[str, Any], ...]:
    """Every bottleneck with its story; `number` tells them apart."""
    found = [tale for part in ("1", "2") for tale in phrases(f"bottlenecks-{part}")["tales"]]
    return tuple({**tale, "number": place} for place, tale in enumerate(found))


class Deck(Generic[T]):
    """Things that are drawn without replacement; shuffled anew when there are none left."""

    def __init__(self, items: Sequence[T], rng: Random) -> None:
        self._items = tuple(items)
        self._rng = rng
        self._left: list[T] = []
        self._is_new = True

    def draw(self, fits: Callable[[T], bool] | None = None) -> T:
        """The next one; the next one that fits, where one does."""
        if not self._left:
            self._shuffle()
        if fits is None:
            return self._left.pop()
        for again in (False, True):
            if again:
                self._shuffle()
            for place in range(len(self._left) - 1, -1, -1):
                if fits(self._left[place]):
                    return self._left.pop(place)
        return self._left.pop()

    def unused(self, fits: Callable[[T], bool]) -> T | None:
        """The next one that fits and was never drawn; None where there is none left."""
        if self._is_new:
            self._shuffle()
        for place in range(len(self._left) - 1, -1, -1):
            if fits(self._left[place]):
                return self._left.pop(place)
        return None

    def _shuffle(self) -> None:
        self._is_new = False
        self._left = list(self._items)
        self._rng.shuffle(self._left)


class Decks:
    """The lists in a file of `phrases/`, each a deck of its own."""

    def __init__(self, of: str, rng: Random) -> None:
        self._of, self._rng = of, rng
        self._decks: dict[str, Deck[Any]] = {}

    def draw(self, *path: str, fits: Callable[[Any], bool] | None = None) -> Any:
        """The next one of a list; of a list within a list both are named."""
        items: Any = phrases(self._of)
        for name in path:
            items = items[name]
        return self._decks.setdefault("/".join(path), Deck(items, self._rng)).draw(fits)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its slots filled; a sentence that begins with a slot begins with a capital."""
    if "{" not in text:
        return text
    if BEGINS in text:
        return BEGINS[:2].join(filled(part, words) for part in _sentences(text))
    found = text.format_map(words)
    return found[0].upper() + found[1:] if text[0] == "{" else found


@cache
def _sentences(text: str) -> tuple[str, ...]:
    first, *others = text.split(BEGINS)
    return (first, *("{" + other for other in others))


@cache
def slots(text: str) -> frozenset[str]:
    """The names of the slots in a text."""
    return frozenset(re.findall(r"\{(\w+)\}", text))


@cache
def day_said(day: datetime.date) -> str:
    """`12 maart`."""
    return f"{day.day} {phrases('programme')['months'][day.month - 1]}"


@cache
def role_said(role: str) -> str:
    """A role within a sentence: `de jurist`, `het waterschap`."""
    words = "Raad van State" if role == "raad-van-state" else role.replace("-", " ")
    return words if role in WITHOUT_ARTICLE else f"{'het' if role in NEUTER else 'de'} {words}"


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    return capital(text) + ("" if text.endswith((".", "?", "!")) else ".")


def capital(text: str) -> str:
    """A text that begins with a capital; of `één` the accent on it goes, as Dutch writes it."""
    return "E" + text[1:] if text.startswith("één") else text[0].upper() + text[1:]


def named(title: str) -> str:
    """A title of a record within a sentence."""
    return f"‘{title}’"


def lower(text: str) -> str:
    """A title within a sentence."""
    return text if text.startswith(KEPT) else text[0].lower() + text[1:]
