"""Which records refer to a record, and how a reference reads after it got another id."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ppl.errors import Field
from ppl.model.fields import marked
from ppl.model.knowledge import Knowledge
from ppl.model.record import Ref


class Reference(NamedTuple):
    """A field of a record that refers to another."""

    ref: str
    field: Field
    value: str
    target: str


def references(knowledge: Knowledge, targets: frozenset[str]) -> Iterator[Reference]:
    """Every field of every record that refers to one of these."""
    for record in knowledge:
        for field, value, mark in marked(record):
            if isinstance(mark, Ref):
                target = knowledge.target(value, mark, record)
                if target is not None and target in targets:
                    yield Reference(record.ref, field, value, target)


def renamed(value: str, target: str, new: Mapping[str, str]) -> str:
    """A reference after its target was renamed: a bare id stays bare, a full ref full, a part keeps its `#`."""
    whole, sign, part = value.partition("#")
    ref = new[target]
    return (ref if whole == target else ref.rpartition("/")[2]) + sign + part
