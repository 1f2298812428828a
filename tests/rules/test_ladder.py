"""The ladder of bodies: which are there on a day, and which serve a project."""

from __future__ import annotations

import pytest

from ppl.model.knowledge import Knowledge
from ppl.model.lists import AreaEntry, Areas, Bodies, Body
from ppl.model.record import Record
from ppl.rules.ladder import areas_of, rungs, rungs_of
from tests import make
from tests.make import TODAY, day


def body(code: str, level: int = 1, **fields: object) -> Body:
    return Body(code=code, name=code.capitalize(), level=level, remit="Helpt.", **fields)  # type: ignore[arg-type]


def known(*bodies: Body, more: tuple[Record, ...] = ()) -> Knowledge:
    areas = Areas(
        ref="programme/areas",
        areas=(
            AreaEntry(code="noord", name="Noord", kind="province"),
            AreaEntry(code="deal", name="Deal", kind="deal-region", part_of="noord", municipalities=("Teststad",)),
            AreaEntry(code="ver", name="Ver", kind="deal-region", municipalities=("Elders",)),
        ),
    )
    return make.knowledge(Bodies(ref="programme/bodies", bodies=bodies), areas, *more)


def test_the_nearest_comes_first_and_level_0_is_no_rung() -> None:
    found = rungs(known(body("rijk", 5), body("raad", 0), body("tafel", 2), body("team")), TODAY)
    assert [one.code for one in found] == ["team", "tafel", "rijk"]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_there"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (day("2026-03-03"), None, False),
        (None, day("2026-03-01"), False),
        (day("2025-01-01"), day("2026-12-31"), True),
    ],
)
def test_a_body_counts_on_the_days_on_which_it_is_there(valid_from: object, valid_to: object, is_there: bool) -> None:
    found = rungs(known(body("tafel", valid_from=valid_from, valid_to=valid_to)), TODAY)
    assert bool(found) is is_there


def test_a_table_of_an_area_serves_the_projects_in_it_and_in_what_is_part_of_it() -> None:
    bodies = (body("alle"), body("deal", area="deal"), body("noord", area="noord"), body("ver", area="ver"))
    base = known(*bodies)
    assert [one.code for one in rungs_of(base, [make.project()], TODAY)] == ["alle", "deal", "noord"]
    assert [one.code for one in rungs_of(base, [make.project(municipality=("Nergens",))], TODAY)] == ["alle"]
    assert areas_of(base, make.project(municipality=("Nergens",), province="noord")) == {"noord"}
