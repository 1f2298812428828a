"""What the reports about plans have in common."""

from __future__ import annotations

from typing import Any

from ppl.model.lists import AreaEntry, Areas
from ppl.model.record import Party
from ppl.reports.plan.parts import calendar_remarks, chain, goal_of, held, owner, words
from ppl.rules.schedule.cpm import schedule
from tests import make
from tests.make import day
from tests.reports.plan.plans import CHAIN, LISTS, START, found
from tests.rules.schedule.networks import activity, link


def test_the_chain_names_its_longest_step_the_other_paths_and_what_joined_it() -> None:
    before = schedule((activity("A", 9), activity("B", 2), activity("C", 1, link("A"), link("B"))))
    after = schedule((activity("A", 2), activity("B", 2), activity("C", 1, link("A"), link("B"))))
    shown = chain(after, before)
    assert (shown.path, shown.longest and shown.longest.id, shown.weeks, shown.others) == (("A", "C"), "A", 2, 1)
    assert [one.id for one in chain(after, schedule((activity("A", 1), *after.network.activities[1:]))).joined] == ["A"]
    assert chain(after).joined == ()
    later = chain(schedule((activity("A", 1), activity("B", 5, link("A")))))
    assert (later.longest and later.longest.id, later.weeks) == ("B", 5)
    empty = chain(schedule(()))
    assert (empty.path, empty.longest, empty.weeks, empty.others) == ((), None, 0, 0)
    assert goal_of(before) is None
    goal = goal_of(schedule(CHAIN, goal="B"))
    assert goal is not None and (goal.id, goal.title) == ("B", "Activity B")


def test_what_a_season_a_meeting_or_a_date_holds_is_named_with_its_day() -> None:
    steps = (
        activity("A", 1, window="vogels"),
        activity("B", 1, decided_by="raad"),
        activity("C", 1, planned_start_on=day("2026-02-09")),
        activity("D", 1, actual_start_on=START),
        activity("E", 1),
        activity("F", 1, decided_by="raad", planned_start_on=day("2026-02-23")),
        activity("G", 1, window="vogels", planned_start_on=day("2026-02-23")),
    )
    one = found(*steps, known=LISTS)
    shown = [held(one.schedule(), index) for index in range(len(steps))]
    assert [(each.by, each.name, each.on) if each else None for each in shown] == [
        ("season", "Vogels", day("2026-02-02")),
        ("meeting", "Raad", day("2026-03-02")),
        ("date", None, day("2026-02-09")),
        None,
        None,
        ("date", None, day("2026-02-23")),
        ("date", None, day("2026-02-23")),
    ]


def test_bodies_without_known_meetings_and_a_plan_without_a_first_day_are_remarks() -> None:
    steps = (activity("A", 1, decided_by="provincie"), activity("B", 1, decided_by="raad"))
    one = found(*steps, known=LISTS)
    assert [str(each) for each in calendar_remarks(one)] == [
        "no meeting days are known of provincie: what they decide is not moved"
    ]
    assert calendar_remarks(one, False) == calendar_remarks(found(known=LISTS)) == []
    assert "no starts_on" in str(calendar_remarks(found(starts_on=None))[0])


def test_an_owner_has_the_words_of_the_role_and_its_organisation() -> None:
    def said(who: Any) -> tuple[str, str, str | None] | None:
        shown = owner(found(), activity("A", 1, owner=who))
        return (shown.code, shown.nl, shown.en) if shown else None

    assert said(None) is None
    assert said("projectleider") == ("projectleider", "projectleider", None)
    assert said("raad-van-state") == ("raad-van-state", "raad van state", None)
    assert said(Party(role="projectleider")) == ("projectleider", "projectleider", None)
    assert said(Party(role="projectleider", organisation="Stad")) == (
        "projectleider",
        "projectleider, Stad",
        "projectleider, Stad",
    )


def test_codes_have_the_words_of_roles_bodies_and_areas() -> None:
    areas = Areas(ref="programme/areas", areas=(AreaEntry(code="utrecht", name="Utrecht", kind="province"),))
    shown = words(make.knowledge(areas, *LISTS))
    assert {code: one.nl for code, one in shown.items()} == {
        "utrecht": "Utrecht",
        "raad": "Raad",
        "opdrachtgever": "opdrachtgever",
        "projectleider": "projectleider",
    }
