"""Records of every kind, made from what their classes say: whoever adds a kind or a field gets it tested."""

from __future__ import annotations

import datetime
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from ppl.errors import Field
from ppl.model.fields import Shape, fields
from ppl.model.record import Part
from ppl.partial_date import partial_date

T = TypeVar("T")
P = TypeVar("P", bound=Part)
LONG_AGO = datetime.date(1990, 1, 1).toordinal()
FIELD_NAMES = ("extra", "Eigen veld", "no", "12", "<<", "a: b", "ë")


class Maker(ABC):
    """Makes parts by their class. Whoever derives from it says where choices, numbers and texts come from."""

    @abstractmethod
    def choice(self, options: Sequence[T]) -> T: ...

    @abstractmethod
    def whole(self) -> int: ...

    @abstractmethod
    def number(self) -> float: ...

    @abstractmethod
    def text(self, of: Shape, at: Field) -> str: ...

    def has(self, at: Field) -> bool:
        """Whether an optional field is filled."""
        return self.choice((True, False))

    def size(self, at: Field) -> int:
        """How many items a list or a table gets."""
        return self.choice((0, 1, 2))

    def other(self, at: Field) -> dict[str, Any]:
        """What a part holds under names that ppl does not know."""
        return {}

    def part(self, cls: type[P], at: Field = (), **given: Any) -> P:
        """A part or record; `given` is put in as it is."""
        values = dict(given)
        for f in fields(cls):
            if f.attribute not in values and (f.is_required or self.has((*at, f.name))):
                values[f.attribute] = self.value(f.shape, (*at, f.name))
        known = {f.name for f in fields(cls)}
        values["other"] = {k: v for k, v in self.other(at).items() if k not in known}
        return cls(**values)

    def date(self) -> datetime.date:
        """Any day of some fifty years."""
        return datetime.date.fromordinal(LONG_AGO + self.choice(range(20_000)))

    def partial(self) -> datetime.date:
        """As much of such a day as is known."""
        return partial_date(self.choice(("", "..")) + self.date().isoformat()[: self.choice((4, 7, 10))])

    def value(self, of: Shape, at: Field) -> Any:
        """A value of a shape."""
        if of.form == "part" or (of.form == "either" and self.choice((True, False))):
            assert of.part is not None
            return self.part(of.part, at)
        if of.form == "list":
            assert of.item is not None
            return tuple(self.value(of.item, (*at, place)) for place in range(self.size(at)))
        if of.form == "table":
            assert of.item is not None
            names = [self.text(Shape("text"), (*at, f"key {place}")) for place in range(self.size(at))]
            return {name: self.value(of.item, (*at, name)) for name in names}
        simple: dict[str, Callable[[], Any]] = {
            "whole": self.whole,
            "number": self.number,
            "truth": lambda: self.choice((True, False)),
            "date": self.date,
            "partial": self.partial,
            "choice": lambda: self.choice(of.choices),
        }
        return simple[of.form]() if of.form in simple else self.text(of, at)


class Drawn(Maker):
    """Anything at all, by hypothesis: odd texts, large numbers, unknown keys at every level."""

    numbers = st.floats(allow_nan=False, allow_infinity=False)
    odd = st.sampled_from(["", "no", "012", "1:30", "1e3", "~", "null", "2026-03-01", "- x", "a: b # c", "x\n\ny\n"])
    texts = odd | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    unknown = st.recursive(
        st.none() | texts,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(FIELD_NAMES), inner, max_size=2),
        max_leaves=3,
    )
    some = st.dictionaries(st.sampled_from(FIELD_NAMES), unknown, min_size=1, max_size=2)
    others: st.SearchStrategy[dict[str, Any]] = st.just({}) | some

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def choice(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def whole(self) -> int:
        return int(self.draw(st.integers(1 - 10**18, 10**18 - 1)))

    def number(self) -> float:
        return float(self.draw(self.numbers))

    def text(self, of: Shape, at: Field) -> str:
        return str(self.draw(self.texts))

    def other(self, at: Field) -> dict[str, Any]:
        found: dict[str, Any] = self.draw(self.others)
        return found


@st.composite
def parts(draw: st.DrawFn, /, cls: type[P], **given: Any) -> P:
    """A strategy for parts of a class."""
    return Drawn(draw).part(cls, **given)


class Rolled(Maker):
    """Whole records by a seed, fast enough for a knowledge base of all kinds at once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def choice(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def whole(self) -> int:
        return self.random.randint(1, 5)

    def number(self) -> float:
        return self.random.randint(1, 40) / 4

    def has(self, at: Field) -> bool:
        return self.random.random() < 0.7

    def size(self, at: Field) -> int:
        return self.random.choice((1, 2))
