"""Which records refer to a record, and how a reference reads after a rename."""

from __future__ import annotations

import pytest

from ppl.model.references import references, renamed
from tests import make


def test_every_field_that_leads_to_a_record_is_found_however_it_is_written() -> None:
    known = make.knowledge(
        make.project(),
        make.bottleneck(),
        make.bottleneck("b2", caused_by=("b1", "weg")),
        make.bottleneck("b1", "beta"),
        make.bottleneck("b3", "beta", caused_by=("b1",)),
        make.escalation(),
        make.session(bottlenecks=("b2", "b1")),
    )
    found = references(known, frozenset({"alpha/bottlenecks/b1"}))
    assert sorted(tuple(one) for one in found) == [
        ("alpha/bottlenecks/b2", ("caused_by", 0), "b1", "alpha/bottlenecks/b1"),
        ("alpha/sessions/s1", ("bottlenecks", 1), "b1", "alpha/bottlenecks/b1"),
        ("escalations/e1", ("bottlenecks", 0), "alpha/bottlenecks/b1", "alpha/bottlenecks/b1"),
    ]


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("b1", "kabel"),
        ("b1#opened_on", "kabel#opened_on"),
        ("alpha/bottlenecks/b1", "alpha/bottlenecks/kabel"),
        ("alpha/bottlenecks/b1#x", "alpha/bottlenecks/kabel#x"),
    ],
)
def test_a_short_reference_stays_short_a_full_one_full_and_a_part_keeps_its_sign(value: str, after: str) -> None:
    assert renamed(value, "alpha/bottlenecks/b1", {"alpha/bottlenecks/b1": "alpha/bottlenecks/kabel"}) == after
