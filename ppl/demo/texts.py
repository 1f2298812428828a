"""The texts of the invented programme: read once, drawn without replacement, filled with the project's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

from ppl.store import yaml_text

T = TypeVar("T")
PHRASES = Path(__file__).parent / "phrases"


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

    def _shuffle(self) -> None:
        self._left = list(self._items)
        self._rng.shuffle(self._left)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its slots filled, its first letter a capital where it was one."""
    found = text.format_map(words) if "{" in text else text
    return found[0].upper() + found[1:] if text[:1] == "{" else found


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def named(title: str) -> str:
    """A title of a record within a sentence."""
    return f"‘{title}’"


def lower(text: str) -> str:
    """A title within a sentence."""
    return text[0].lower() + text[1:]
