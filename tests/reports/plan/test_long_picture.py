"""The pictures of a long plan: one in short, and all of its bars in parts that can be read on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ppl.model.plan import Plan, PlanActivity
from ppl.render import charts
from ppl.render.document import template_of
from ppl.reports.data import plain
from ppl.reports.plan import page
from ppl.reports.plan.long_picture import MOST
from ppl.resources import catalogue
from tests import make
from tests.make import TODAY, day
from tests.rules.schedule.networks import activity, link

PAPER = 168 / 25.4 * 72  # points that a picture on A4 is wide
HIGHEST = 235 / 25.4 * 72
LEAST = 7


def activities(number: int, *phases: str) -> tuple[PlanActivity, ...]:
    """A chain of activities, the phases one after the other."""
    size = -(-number // max(1, len(phases)))
    return tuple(
        activity(
            f"A{at}",
            1 + at % 3,
            *([link(f"A{at - 1}")] if at else []),
            **({"phase": phases[at // size]} if phases else {}),
        )
        for at in range(number)
    )


def drawn(number: int, *phases: str) -> dict[str, dict[str, Any]]:
    plan = Plan(ref="alpha/plan", starts_on=day("2026-01-05"), activities=activities(number, *phases))
    known = make.knowledge(make.project(), plan, make.programme())
    found = page.pictures(page.build(page.Request(known, "alpha"), TODAY))
    return {name: plain(one) for name, one in found.items()}


def bars(of: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = of["picture"]["panels"][-1]["bars"]
    return found


def test_a_plan_that_fits_a_page_is_one_picture() -> None:
    assert list(drawn(MOST, "procedure", "realisatie")) == ["gantt"]


@pytest.mark.parametrize("phases", [(), ("initiatief",), ("initiatief", "procedure", "realisatie")])
@pytest.mark.parametrize("number", [MOST + 1, 300])
def test_a_long_plan_is_one_picture_in_short_and_each_activity_in_one_part(
    number: int, phases: tuple[str, ...]
) -> None:
    short, *parts = drawn(number, *phases).values()
    assert len(bars(short)) <= MOST
    if len(phases) > 1:
        assert [bar["name"]["code"] for bar in bars(short)] == list(phases)
        assert all(bar["tight"] for bar in bars(short))
    assert [bar["id"] for part in parts for bar in bars(part)] == [f"A{at}" for at in range(number)]
    phase = {one.id: one.phase for one in activities(number, *phases)}
    for part in parts:
        assert len(bars(part)) <= MOST
        assert len({phase[bar["id"]] for bar in bars(part)}) == 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_letter_of_a_long_plan_is_below_7_points_on_paper_and_each_picture_says_what_it_is(lang: str) -> None:
    titles = []
    for name, data in drawn(90, "procedure", "realisatie").items():
        template = template_of(name)
        shown = charts.layout(template, data)
        svg = charts.draw(template, shown, translate=catalogue(lang).gettext, language=lang)
        sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg)]
        assert min(sizes) * PAPER / shown["width"] >= LEAST
        assert shown["height"] * PAPER / shown["width"] <= HIGHEST
        assert "<desc " in svg
        titles += re.findall(r"<title id[^>]*>(.*?)</title>", svg)
    assert len({*titles}) == len(titles)
