"""Records of every kind, made from what their classes say: whoever adds a kind or a field gets it tested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from ppl.errors import Field
from ppl.model.fields import Shape
from ppl.model.record import Part
from ppl.operations.made_up import Maker, Rolled

T = TypeVar("T")
P = TypeVar("P", bound=Part)
__all__ = ["Drawn", "Rolled", "parts"]
FIELD_NAMES = ("extra", "Eigen veld", "no", "12", "<<", "a: b", "ë")


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
