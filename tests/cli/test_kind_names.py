"""Kinds of records by what people call them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppl.cli.options import ALSO_CALLED, kind_named
from ppl.errors import UsageError
from ppl.model.kinds import KIND
from tests.conftest import Kb


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


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("opened_on<2025-10-06", False), ("opened_on<=2025-10-06", True), ("opened_on>=6 oktober 2025", True),
        ("opened_on>2025-10-06", False), ("closed_on<=2030-01-01", False), ("title>0", True), ("gemeld op<2026", True),
    ],
)  # fmt: skip
def test_a_list_compares_days_and_what_has_none_is_not_in_it(
    kb: Kb, in_process: Callable[..., tuple[int, str, str]], where: str, found: bool
) -> None:
    kb.environment["PPL_LANG"] = "nl"
    code, out, err = in_process(kb, "list", "bottleneck", "--where", where, "--format", "json")
    assert code == 0, err
    assert ("waterrijk/bottlenecks/netaansluiting" in out) == found
