"""Records that are made up, of every kind, from what their classes say: whoever adds a kind or a field gets it too."""

from __future__ import annotations

import datetime
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from ppl.errors import Field
from ppl.model.fields import Shape, changed, fields
from ppl.model.kinds import KINDS
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.record import Part, Record, Ref
from ppl.partial_date import partial_date

T = TypeVar("T")
P = TypeVar("P", bound=Part)
LONG_AGO = datetime.date(1990, 1, 1).toordinal()
PROJECTS = ("alpha", "beta")
STRUCTURE = ("id", "activity", "code", "goal", "ref", "every", "window")


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


def places() -> Iterator[tuple[str, str]]:
    """A ref of every kind in every place where it may lie, in two projects and outside, twice where that can be."""
    for kind in KINDS:
        for path in kind.paths:
            for project in PROJECTS if path.startswith("projects/*") else ("",):
                for id in ("een", "twee") if path.rpartition("/")[2] == "*.yaml" else ("",):
                    whole = path.removeprefix("projects/").removesuffix(".yaml").removesuffix("/project")
                    whole = whole.replace("*", project, 1) if project else whole
                    yield whole.replace("*", f"{id}-{kind.name}-{project or 'buiten'}"), kind.name


class Planter(Rolled):
    """Makes records in which every text is one of a few, except most references, which lead to records."""

    def __init__(self, texts: Sequence[str], around: datetime.date | None = None) -> None:
        """around: a day near which all others lie, so that there is something current to tell"""
        super().__init__(7)
        self.texts = texts
        self.around = around
        self.refs = list(places())

    def date(self) -> datetime.date:
        if self.around is None:
            return super().date()
        return self.around + datetime.timedelta(self.choice(range(-600, 200)))

    def text(self, of: Shape, at: Field) -> str:
        text = self.choice(self.texts)
        if not isinstance(of.mark, Ref):
            return text
        wanted = [ref for ref, kind in self.refs if kind in of.mark.kinds or not of.mark.kinds]
        ref = self.choice(wanted)
        return self.choice((ref, ref, f"{ref}#{text}", text))

    def has(self, at: Field) -> bool:
        return self.random.random() < 0.9

    def other(self, at: Field) -> dict[str, Any]:
        text = self.choice(self.texts)
        return {f"x {text}": [text, {text: text}]}

    def planted(self, part: P) -> P:
        """A part with these texts in the place of its own, where no reference or code stands."""
        new: dict[str, Any] = {}
        for f in fields(type(part)):
            value = getattr(part, f.attribute)
            if f.shape.form == "text" and f.shape.mark is None and f.name not in STRUCTURE:
                new[f.attribute] = self.choice(self.texts)
            elif isinstance(value, tuple):
                new[f.attribute] = tuple(self.planted(one) if isinstance(one, Part) else one for one in value)
        return changed(part, **new)


def knowledge(planter: Planter) -> Knowledge:
    """A record of every kind in every place."""
    classes = {kind.name: kind.record for kind in KINDS}
    records: list[Record] = [planter.part(classes[kind], ref=ref) for ref, kind in planter.refs]
    return Knowledge(record for record in records if not isinstance(record, Plan))
