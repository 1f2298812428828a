"""Whom two projects ask for in the same weeks, and which works lie in one place: at the edges."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.plan import PlanActivity
from ppl.model.record import Party
from ppl.rules.schedule.couplings import Coupling, Outside, Placed, couplings, nearby
from ppl.rules.schedule.cpm import schedule
from tests import make
from tests.make import day
from tests.rules.schedule.networks import activity, link

NOBODY = Outside((), ())
FIRST = "2026-01-05"


def placed(id: str, *activities: PlanActivity, start: str = FIRST, goal: str | None = None, **fields: Any) -> Placed:
    begin = day(start)
    project = make.project(id, **{"municipality": ("Waterrijk",), "province": "utrecht", **fields})
    return Placed(project, schedule(activities, goal=goal, starts_on=begin), begin)


def ecologist(id: str, start: str, weeks: float = 4, **more: Any) -> Placed:
    return placed(id, activity("A", weeks, owner="ecoloog", **more), start=start)


def rooms(*plans: Placed, outside: Outside = NOBODY) -> list[tuple[str, str, float]]:
    return [(one.first.project, one.second.project, one.room_weeks) for one in couplings(plans, outside)]


@pytest.mark.parametrize(
    ("start", "room"),
    [("2026-02-02", 0.0), ("2026-02-09", 1.0), ("2026-03-30", 8.0), ("2026-03-31", None), ("2026-04-06", None)],
)
def test_work_within_eight_weeks_of_each_other_is_coupled_and_beyond_that_it_is_not(
    start: str, room: float | None
) -> None:
    """The first ends on 2 February."""
    found = rooms(ecologist("alpha", FIRST), ecologist("beta", start))
    assert found == ([] if room is None else [("alpha", "beta", room)])


def test_the_slack_of_the_second_is_room_too() -> None:
    loose = placed("beta", activity("A", 1, owner="ecoloog"), activity("B", 4), start="2026-02-02")
    assert rooms(ecologist("alpha", FIRST), loose) == [("alpha", "beta", 3.0)]


def test_at_least_one_of_the_two_is_critical_and_the_second_leads_to_its_goal() -> None:
    def loose(id: str) -> Placed:
        return placed(id, activity("A", 1, owner="ecoloog"), activity("B", 4))

    assert rooms(loose("alpha"), loose("beta")) == []
    aside = placed("beta", activity("A", 1, owner="ecoloog"), activity("B", 4), goal="B", start="2026-01-12")
    assert rooms(ecologist("alpha", FIRST), aside) == []


def test_a_moment_without_length_asks_nobody_and_a_project_is_not_coupled_with_itself() -> None:
    assert rooms(ecologist("alpha", FIRST, 0), ecologist("beta", FIRST)) == []
    twice = placed("alpha", activity("A", 2, owner="ecoloog"), activity("B", 2, link("A"), owner="ecoloog"))
    assert rooms(twice) == []


def test_a_pair_that_is_not_coupled_hides_none_of_the_others() -> None:
    mark = placed("alpha", activity("A", 0, owner="ecoloog"))
    assert rooms(mark, ecologist("beta", FIRST), ecologist("gamma", FIRST)) == [("beta", "gamma", 0.0)]
    twice = placed("alpha", activity("A", 4, owner="ecoloog"), activity("B", 4, owner="ecoloog"))
    assert rooms(twice, ecologist("beta", FIRST)) == [("alpha", "beta", 0.0)] * 2


def test_what_is_done_asks_for_nobody_any_more() -> None:
    done = placed("alpha", activity("A", 4, owner="ecoloog", actual_start_on=day(FIRST), actual_end_on=day(FIRST)))
    assert rooms(done, ecologist("beta", FIRST)) == []


def test_the_least_room_comes_first_and_of_equal_room_the_earliest() -> None:
    found = rooms(ecologist("alpha", FIRST), ecologist("beta", "2026-02-09"), ecologist("gamma", "2026-01-19"))
    assert found == [("alpha", "gamma", 0.0), ("gamma", "beta", 0.0), ("alpha", "beta", 1.0)]


def test_an_overlap_is_that_both_want_it_in_the_same_weeks() -> None:
    def of(start: str) -> Coupling:
        return couplings([ecologist("alpha", FIRST), ecologist("beta", start)], NOBODY)[0]

    assert of("2026-02-01").is_overlap
    assert not of("2026-02-02").is_overlap


def where(
    owner: object, outside: Outside = NOBODY, province: str | None = "utrecht", **fields: Any
) -> list[tuple[str, str]]:
    one, other = (placed(id, activity("A", 4, owner=owner, **fields), province=province) for id in ("alpha", "beta"))
    return [(found.party, found.where) for found in couplings([one, other], outside)]


def test_a_party_is_one_in_its_organisation_its_province_or_its_municipality() -> None:
    assert where("ecoloog") == [("ecoloog", "Waterrijk")]
    assert where(Party(role="ecoloog", organisation="Bureau")) == [("ecoloog", "Bureau")]
    assert where(Party(role="ecoloog")) == [("ecoloog", "Waterrijk")]
    assert where("ecoloog", Outside(("ecoloog",), ())) == [("ecoloog", "utrecht")]
    assert where("ecoloog", Outside((), ("ecoloog",))) == []
    assert where(None) == []
    assert where("ecoloog", Outside(("ecoloog",), ()), province=None) == []


def test_a_body_that_decides_is_asked_for_too_but_not_twice() -> None:
    assert where("ecoloog", decided_by="raad") == [("ecoloog", "Waterrijk"), ("raad", "Waterrijk")]
    assert where("raad", decided_by="raad") == [("raad", "Waterrijk")]
    assert where(None, decided_by="raad") == [("raad", "Waterrijk")]


def near(*plans: Placed) -> list[tuple[str, str, str, float]]:
    return [(one.area, one.first.project, one.second.project, one.apart_weeks) for one in nearby(plans)]


def dug(id: str, start: str, weeks: float = 4, area: str = "Markt") -> Placed:
    return placed(id, activity("A", weeks, area=area), start=start)


def test_works_in_one_place_are_near_up_to_half_a_year_apart() -> None:
    assert near(dug("alpha", FIRST), dug("beta", "2026-08-03", area="markt")) == [("Markt", "alpha", "beta", 26.0)]
    assert near(dug("alpha", FIRST), dug("beta", "2026-08-04")) == []
    assert near(dug("alpha", FIRST), dug("beta", "2026-01-12")) == [("Markt", "alpha", "beta", 0.0)]


def test_the_nearest_works_come_first_and_neither_a_moment_nor_the_same_project_counts() -> None:
    found = near(dug("alpha", FIRST), dug("beta", "2026-02-09"), dug("gamma", "2026-01-19"))
    assert [one[1:] for one in found] == [("alpha", "gamma", 0.0), ("gamma", "beta", 0.0), ("alpha", "beta", 1.0)]
    assert near(dug("alpha", FIRST), dug("beta", FIRST, 0)) == []
    assert near(dug("alpha", FIRST), dug("beta", FIRST, area="Plein")) == []
    assert near(placed("alpha", activity("A", 1, area="Markt"), activity("B", 1, area="Markt"))) == []
