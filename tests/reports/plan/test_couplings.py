"""Where the plans of running projects touch each other."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.fields import changed
from ppl.model.plan import Plan
from ppl.model.record import Record
from ppl.reports.plan import couplings
from tests import make
from tests.make import TODAY, day
from tests.reports.plan.plans import START, plan_of
from tests.rules.schedule.networks import activity, link


def beside(*plans: tuple[str, Plan | None], **status: Any) -> couplings.CouplingsShown:
    records: list[Record] = []
    for id, one in plans:
        records.append(make.project(id, municipality=("Stad",), province="utrecht", status=status.get(id, "active")))
        records += [changed(one, ref=f"{id}/plan")] if one else []
    request = couplings.Request(make.knowledge(*records))
    shown = couplings.build(request, TODAY)
    remarks = [str(one) for one in couplings.remarks(request, shown)]
    assert remarks == status.get("remarks", [])
    return shown


def by(owner_: str, **fields: Any) -> Plan:
    return plan_of(activity("A", 4, owner=owner_, area="Markt"), **fields)


@pytest.mark.parametrize("status", ["completed", "stopped", "rejected", "withdrawn", "reference"])
def test_only_projects_that_are_not_over_touch_each_other(status: Any) -> None:
    assert beside(("alpha", by("ecoloog")), ("beta", by("ecoloog")), beta=status).projects == ("alpha",)
    assert beside(("alpha", by("ecoloog")), ("beta", None)).projects == ("alpha",)


def test_a_plan_that_cannot_be_placed_in_time_is_left_out_with_the_reason() -> None:
    round_ = plan_of(activity("A", 1, link("B")), activity("B", 1, link("A")))
    remarks = [
        "beta is left out: its plan has no starts_on",
        "gamma is left out: the plan goes round in a circle: A ← B ← A",
    ]
    shown = beside(("alpha", by("raad")), ("beta", by("raad", starts_on=None)), ("gamma", round_), remarks=remarks)
    assert (shown.projects, shown.names) == (("alpha",), ("Project alpha",))


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("gemeente", "Stad"),
        ("projectleider", "Stad"),
        *((role, "utrecht") for role in ("provincie", "regio", "waterschap", "omgevingsdienst", "netbeheerder")),
        *((role, None) for role in ("aannemer", "architect", "corporatie", "ecoloog", "jurist", "raad-van-state")),
    ],
)
def test_a_party_is_one_in_its_town_or_province_and_of_an_adviser_nobody_knows(role: str, where: str | None) -> None:
    shown = beside(("alpha", by(role)), ("beta", by(role))).couplings
    assert [(one.party, one.where, one.room_weeks, one.is_overlap) for one in shown] == (
        [] if where is None else [(role, where, 0, True)]
    )


def test_a_coupling_names_the_party_the_works_and_their_projects() -> None:
    shown = beside(("alpha", by("projectleider")), ("beta", by("projectleider")))
    (one,) = shown.couplings
    assert (one.party_name.nl, one.first.name, one.second.name) == ("projectleider", "Project alpha", "Project beta")
    assert (one.first.activity.id, one.first.start_on, one.first.end_on, one.first.is_critical) == (
        "A", START, day("2026-02-02"), True,
    )  # fmt: skip
    assert [(each.area, each.apart_weeks, each.second.project) for each in shown.nearby] == [("Markt", 0, "beta")]
    (unknown,) = beside(("alpha", by("buurt-raad")), ("beta", by("buurt-raad"))).couplings
    assert unknown.party_name.nl == "buurt raad"


def test_a_plan_that_is_a_templates_still_is_named_as_assumed() -> None:
    shown = beside(("alpha", by("ecoloog", template="klein")), ("beta", by("ecoloog")))
    assert shown.assumed == ("Project alpha",)
    assert str(couplings.assumed(shown.assumed)).startswith("Assumed, from a template")
    assert couplings.assumed(()) is None
