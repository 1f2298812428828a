"""Kinds of records by what people call them."""

from __future__ import annotations

import pytest

from ppl.cli.options import ALSO_CALLED, kind_named
from ppl.errors import UsageError
from ppl.model.kinds import KIND


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("sessies", "session"), ("gesprekken", "session"), ("Verslagen", "session"), ("knelpunten", "bottleneck"),
        ("lessen", "lesson"), ("planning", "plan"), ("planningen", "plan"), ("leervragen", "question"),
        ("nieuwsbrieven", "newsletter"), ("deskundigen", "expert"), ("besluiten", "decision"), ("lessons", "lesson"),
    ],
)  # fmt: skip
def test_a_kind_is_known_by_its_dutch_and_english_names(said: str, kind: str) -> None:
    assert kind_named(said).name == kind


def test_a_name_that_means_nothing_gets_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        kind_named("knelpnt")
    assert "knelpunt" in str(refused.value.remedy)
    assert set(ALSO_CALLED.values()) <= KIND.keys()
