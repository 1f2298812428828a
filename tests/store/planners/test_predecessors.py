"""Predecessors in the notations of planners."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.planners.predecessors import Lag, Unread, Wait, link_text, waits
from ppl.planners.references import References

TITLES = {"3": "Schetsontwerp", "4": "Ontwerp, toets en besluit", "5": "Overleg", "6": "Overleg", "7": "Besluit FS"}
KNOWN = References(
    [str(n) for n in range(1, 21)],
    [f"1.{n}" for n in range(1, 21)],
    [TITLES.get(str(n), f"Taak {n}") for n in range(1, 21)],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", [("12", "FS", ())]),
        ("12;14", [("12", "FS", ()), ("14", "FS", ())]),
        ("12,14", [("12", "FS", ()), ("14", "FS", ())]),
        ("12\n14", [("12", "FS", ()), ("14", "FS", ())]),
        ("12FS+2w", [("12", "FS", (Lag(2, "week"),))]),
        ("12FS-1w", [("12", "FS", (Lag(-1, "week"),))]),
        ("12+2d", [("12", "FS", (Lag(2, "day"),))]),
        ("7SS+50%", [("7", "SS", (Lag(50, "%"),))]),
        ("12EB+2 wkn; 10", [("12", "FS", (Lag(2, "week"),)), ("10", "FS", ())]),
        ("12BB+1,5 mnd", [("12", "SS", (Lag(1.5, "month"),))]),
        ("12FS+1,5w,14", [("12", "FS", (Lag(1.5, "week"),)), ("14", "FS", ())]),
        ("17EE", [("17", "FF", ())]),
        ("9be", [("9", "SF", ())]),
        ("12 (BB) + 3 dagen", [("12", "SS", (Lag(3, "day"),))]),
        ("12 einde-begin", [("12", "FS", ())]),
        ("012", [("12", "FS", ())]),
        ("1.12FS", [("12", "FS", ())]),
        ("Schetsontwerp", [("3", "FS", ())]),
        ("schetsontwerp BB + 2 wkn", [("3", "SS", (Lag(2, "week"),))]),
        ("na Schetsontwerp", [("3", "FS", ())]),
        ("Ontwerp, toets en besluit", [("4", "FS", ())]),
        ("Ontwerp, toets en besluit; 3", [("4", "FS", ()), ("3", "FS", ())]),
        ("Besluit FS", [("7", "FS", ())]),
        ("12FS+2", [("12", "FS", (Lag(2, ""),))]),
        ("-", []),
        ("", []),
        ("n.v.t.", []),
    ],
)
def test_a_notation_is_understood(typed: str, meant: list[tuple[str, str, tuple[Lag, ...]]]) -> None:
    found = list(waits(typed, KNOWN))
    assert [(one.on, one.type, one.lags) for one in found if isinstance(one, Wait)] == meant
    assert len(found) == len(meant)


@pytest.mark.parametrize("typed", ["99", "12XX+2w", "de gemeente", "12++2w", "Overleg", "12FS+2 appels", "x" * 20_000])
def test_what_is_not_understood_is_returned_as_such(typed: str) -> None:
    assert [type(one) for one in waits(typed, KNOWN)] == [Unread]


def test_one_bad_link_does_not_take_the_others_along() -> None:
    good, bad, other = waits("12;99FS+1w;14", KNOWN)
    assert isinstance(good, Wait) and isinstance(other, Wait) and bad == Unread("99FS+1w", "99")


@pytest.mark.parametrize(
    "typed", [" " * 9000 + "+", "12" + "+1w" * 3000, '";' * 4000, "1,5" * 3000, "99" + " +1 " * 2000]
)
def test_a_hostile_cell_costs_no_time(typed: str) -> None:
    began = time.perf_counter()
    list(waits(typed, KNOWN))
    assert time.perf_counter() - began < 2


IDS = (
    st.text(st.sampled_from('AB12FSEB+-%;,. "|:w'), min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(st.lists(IDS, min_size=1, max_size=6, unique_by=str.casefold), st.data())
def test_what_is_written_is_read_back(ids: list[str], data: st.DataObject) -> None:
    known = References(ids, [""] * len(ids), [f"Taak {n}" for n in range(len(ids))])
    weeks = st.integers(-400, 400).filter(bool).map(lambda n: Lag(n / 10, "week"))
    shares = st.integers(1, 100).map(lambda n: Lag(float(n), "%"))
    lags = st.sampled_from(["", "w", "%", "%w"]).flatmap(
        lambda kinds: st.tuples(*[shares if kind == "%" else weeks for kind in kinds])
    )
    meant = data.draw(
        st.lists(st.builds(Wait, st.sampled_from(ids), st.sampled_from(["FS", "SS"]), lags, st.just("")), max_size=4)
    )
    text = "; ".join(link_text(one, known) for one in meant)
    assert [one._replace(typed="") for one in waits(text, known) if isinstance(one, Wait)] == meant
