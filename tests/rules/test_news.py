"""What is news, which of it a bulletin chooses, and what stands on the agenda."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.intervention import Observed
from ppl.model.lesson import Lesson, Use
from ppl.model.lists import Calendar, CalendarEntry
from ppl.model.programme import Lot
from ppl.model.record import Record
from ppl.partial_date import partial_date
from ppl.rules import newsletter as rules
from tests import make
from tests.make import TODAY, day


def happened(*records: Record) -> list[tuple[str, str]]:
    """Every piece of news of these records: its ref and day."""
    return [(one.ref, one.on.isoformat()) for one in rules.news(make.knowledge(*records))]


def test_a_decision_is_news_and_an_advice_never_is() -> None:
    advice = make.decision("d2", kind="advice", decided_on=day("2026-02-20"))
    assert happened(make.decision(), advice) == [("alpha/decisions/d1", "2026-01-20")]


def test_a_talk_that_did_not_take_place_is_no_news() -> None:
    off = make.session("s2", status="cancelled", agreed_on=day("2026-02-25"))
    assert happened(off, make.session(agreed_on=day("2026-02-25"))) == [("alpha/sessions/s1", "2026-02-23")]


@pytest.mark.parametrize(
    ("status", "sides"),
    [
        ("risk", []),
        ("open", ["opened_on"]),
        ("mitigated", ["opened_on"]),
        ("accepted", ["opened_on"]),
        ("resolved", ["closed_on", "opened_on"]),
    ],
)
def test_a_bottleneck_is_news_when_it_was_found_and_when_it_was_solved(status: str, sides: list[str]) -> None:
    one = make.bottleneck(status=status, closed_on=day("2026-02-01"))
    assert [ref for ref, _ in happened(one)] == [f"alpha/bottlenecks/b1#{side}" for side in sides]
    assert happened(make.bottleneck(status="resolved")) == [("alpha/bottlenecks/b1#opened_on", "2026-01-05")]


@pytest.mark.parametrize(
    ("status", "is_news"), [("planned", False), ("dropped", False), ("running", True), (None, True)]
)
def test_an_intervention_is_news_once_it_began(status: str | None, is_news: bool) -> None:
    expected = [("alpha/interventions/i1#started_on", "2026-01-12")] if is_news else []
    assert happened(make.intervention(status=status)) == expected


def test_what_an_intervention_brought_is_news_where_it_says_something() -> None:
    def seen(**fields: Any) -> list[tuple[str, str]]:
        return happened(make.intervention(observed=Observed(**fields)))[:-1]

    assert seen(effect="Sneller", on=day("2026-02-01")) == [("alpha/interventions/i1#observed", "2026-02-01")]
    assert seen(weeks=0.0, on=day("2026-02-01")) == [("alpha/interventions/i1#observed", "2026-02-01")]
    assert seen(on=day("2026-02-01")) == []
    without_day = happened(make.intervention(observed=Observed(effect="Sneller")))
    assert without_day[0] == ("alpha/interventions/i1#observed", "2026-01-12")


def test_milestones_are_news_once_they_are_reached_and_the_newest_comes_first() -> None:
    reached = make.project(
        milestones=(
            make.milestone("a", actual_on=day("2026-02-01")),
            make.milestone("b", planned_on=day("2026-02-01")),
            make.milestone("c", actual_on=day("2026-02-03")),
        )
    )
    assert happened(reached, make.event(held_on=day("2026-02-02"))) == [
        ("alpha#c", "2026-02-03"),
        ("events/2026-04-02-uitwisseling", "2026-02-02"),
        ("alpha#a", "2026-02-01"),
    ]


def test_a_lesson_is_news_once_it_was_checked() -> None:
    lessons = [make.lesson(status, status=status) for status in ("raw", "checked", "shared", "adopted", "withdrawn")]
    assert [ref for ref, _ in happened(*lessons)] == ["lessons/adopted", "lessons/checked", "lessons/shared"]


# what is chosen


def chosen(*records: Record, since: str | None = None, until: str = "2026-03-02", **more: Any) -> rules.Choice:
    found = rules.choice(make.knowledge(*records), day(since) if since else None, day(until), frozenset(), **more)
    assert found is not None
    return found


def fact(id: str = "feit", project: str = "alpha", on: str = "2026-02-05") -> Record:
    return make.session(id, project, kind="fact", held_on=day(on))


def told_in(part: tuple[rules.News, ...]) -> list[str]:
    return [one.ref for one in part]


def test_both_days_of_the_period_belong_to_it() -> None:
    every = [fact(f"f{n}", on=f"2026-02-0{n}") for n in range(1, 6)]
    found = chosen(make.project(), *every, since="2026-02-02", until="2026-02-04")
    assert told_in(found.picture) == ["alpha/sessions/f4", "alpha/sessions/f3", "alpha/sessions/f2"]


def test_without_a_first_day_a_period_begins_with_the_oldest_news() -> None:
    known = make.knowledge(fact("f1", on="2026-02-01"), fact("f2", on="2026-02-02"))
    assert rules.started_on(known, TODAY) == rules.started_on(known, day("2026-02-01")) == day("2026-02-01")
    assert rules.started_on(known, day("2026-01-20")) == day("2026-01-20")


def test_a_first_period_begins_with_what_was_guided_and_what_was_before_is_background() -> None:
    old = make.bottleneck("oud", opened_on=day("2010-09-23"))
    lot = make.programme(lots=(Lot(code="lot-1", title="Klein", slots=5, term_years=2, starts_on=day("2026-02-01")),))
    before, since = fact("f0", on="2010-09-23"), fact("f1", on="2026-02-01")
    project = make.project(starts_on=partial_date("2026-02..2026-03"))
    for guided in ((lot, make.project(starts_on=None)), (project,)):
        known = make.knowledge(*guided, before, since, old)
        assert rules.started_on(known, TODAY) == day("2026-02-01")
        assert told_in(chosen(*guided, before, since, old).picture) == [
            "alpha/sessions/f1",
            "alpha/bottlenecks/oud#opened_on",
        ], "what is in the way still is told, the rest is no news"
    assert told_in(chosen(project, before, since, old, since="2026-02-01").picture) == ["alpha/sessions/f1"]
    assert rules.started_on(make.knowledge(project, before), TODAY) == day("2010-09-23"), "there is nothing newer"
    outside = make.project(starts_on=day("2012-01-01"), status="reference")
    assert rules.started_on(make.knowledge(outside, before, since), TODAY) == day("2010-09-23")


def test_what_was_solved_is_told_apart_and_what_runs_only_where_nothing_was() -> None:
    solved = make.bottleneck(status="resolved", opened_on=day("2026-01-01"), closed_on=day("2026-02-20"))
    running = make.intervention(project="beta")
    projects = (make.project(), make.project("beta"))
    found = chosen(*projects, solved, running, fact())
    assert told_in(found.picture) == ["alpha/sessions/feit", "alpha/bottlenecks/b1#opened_on"]
    assert (told_in(found.solved), found.running) == (["alpha/bottlenecks/b1#closed_on"], ())
    found = chosen(*projects, running, fact())
    assert (found.solved, told_in(found.running)) == ((), ["beta/interventions/i1#started_on"])
    own, done = make.intervention(), make.intervention(project="beta", status="done")
    assert chosen(*projects, own, done, fact()).running == ()


def test_what_an_intervention_brought_counts_as_solved_and_not_as_running() -> None:
    brought = make.intervention(project="beta", observed=make.observed())
    found = chosen(make.project(), make.project("beta"), brought, fact())
    assert (told_in(found.solved), found.running) == (["beta/interventions/i1#observed"], ())


def test_news_of_nobody_in_particular_is_told_apart_and_a_lesson_is_not_among_it() -> None:
    event = make.event(held_on=day("2026-02-20"))
    found = chosen(make.project(), fact(), event, make.lesson())
    assert told_in(found.other) == [event.ref]
    assert found.lesson is not None and found.lesson.id == "les"


def test_a_project_followed_from_outside_is_told_of_where_there_is_no_other_news() -> None:
    outside = make.project("beta", status="reference")
    newer = fact("nieuw", "beta", "2026-02-20")
    found = chosen(make.project(), outside, newer, fact())
    assert found.project is not None and found.project.id == "alpha"
    alone = chosen(make.project(), outside, newer)
    assert alone.project is not None and alone.project.id == "beta"


def in_picture(*records: Record, shown: frozenset[str] = frozenset()) -> str | None:
    found = chosen(make.project(), make.project("beta"), *records, shown=shown).project
    return found.id if found else None


def test_a_session_or_milestone_goes_before_other_news_and_the_newest_before_an_older_one() -> None:
    found_later = make.bottleneck(project="beta", opened_on=day("2026-02-20"))
    assert in_picture(fact(), found_later) == "alpha"
    assert in_picture(fact(), fact("later", "beta", "2026-02-06")) == "beta"
    assert in_picture(fact("later", "beta"), fact("eerder")) == "alpha", "of one day the first by name"
    assert in_picture(found_later, make.bottleneck()) == "beta"
    reached = make.project("gamma", milestones=(make.milestone(actual_on=day("2026-02-07")),))
    assert in_picture(reached, fact(), found_later) == "gamma"
    assert in_picture(make.bottleneck(status="resolved", closed_on=TODAY), fact("f", "beta", "2026-01-01")) == "beta"


def test_who_was_in_the_picture_waits_and_news_of_nobody_shows_nobody() -> None:
    assert in_picture(fact(on="2026-02-20"), make.bottleneck(project="beta"), shown=frozenset({"alpha"})) == "beta"
    assert in_picture(make.event(held_on=day("2026-02-20"))) is None
    assert in_picture(make.bottleneck(status="resolved", opened_on=day("2027-01-01"), closed_on=TODAY)) is None


def best(*lessons: Lesson, since: str | None = None) -> str | None:
    """The lesson that is told beside alpha, of lot 1 in its design, which a full grid stands in the way of."""
    project = make.project(phase="ontwerp")
    hindrance = make.bottleneck(also=("stikstof",), opened_on=day("2026-02-02"))
    found = chosen(project, hindrance, fact(), *lessons, since=since).lesson
    return found.id if found else None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"limits": None}),
        ({"did": None, "advice": "Doe het"}, {"did": None}),
        ({"did": None, "advice": "Doe het"}, {"context": None}),
        ({"categories": ("netcongestie",)}, {"effect": None, "categories": ("netcongestie",)}),
        ({"categories": ("netcongestie",)}, {"categories": ("stikstof",)}),
        ({"categories": ("stikstof",)}, {"categories": ("grond",)}),
        ({"categories": ("grond", "netcongestie")}, {"categories": ("stikstof",)}),
        ({"categories": ("netcongestie", "grond")}, {"categories": ("grond", "netcongestie")}),
        ({"categories": ("stikstof",)}, {"categories": (), "lots": ("lot-1",)}),
        ({"lots": ("lot-1",)}, {"lots": ("lot-2",), "phase": "ontwerp"}),
        ({"phase": "ontwerp"}, {"phase": "uitvoering", "status": "adopted"}),
        ({"status": "adopted"}, {"status": "shared"}),
        ({"status": "shared"}, {"status": "checked"}),
        ({"status": "adopted"}, {"uses": 2}),
        ({"uses": 2}, {"uses": 1, "noted_on": day("2026-02-20")}),
        ({"noted_on": day("2026-02-02")}, {"noted_on": day("2026-02-01")}),
    ],
)
def test_the_lesson_that_fits_best_is_told(better: dict[str, Any], worse: dict[str, Any]) -> None:
    def lesson(id: str, fields: dict[str, Any]) -> Lesson:
        use = Use(project="alpha", on=day("2026-02-01"), verdict="applied", because="x")
        given = {**fields, "uses": (use,) * fields["uses"]} if "uses" in fields else fields
        return make.lesson(id, **given)

    assert best(lesson("a", better), lesson("b", worse)) == "a"
    assert best(lesson("b", better), lesson("a", worse)) == "b"


def test_of_two_equal_lessons_the_first_by_name_and_one_of_the_period_before_an_older_one() -> None:
    assert best(make.lesson("b"), make.lesson("a")) == "a"
    fits, plain = make.lesson("a", categories=("netcongestie",), noted_on=day("2025-01-01")), make.lesson("b")
    assert best(fits, plain, since="2026-01-01") == "b"
    assert best(fits, since="2026-01-01") == "a"
    assert best() is None


# the agenda


def coming(*records: Record, on: str = "2026-03-02") -> list[tuple[str, str | None, str]]:
    found = rules.coming(make.knowledge(*records), day(on))
    return [(one.on.isoformat(), one.until.isoformat() if one.until else None, one.ref) for one in found]


def test_the_agenda_begins_tomorrow_and_ends_after_half_a_year() -> None:
    days = ("2026-03-02", "2026-03-03", "2026-09-01", "2026-09-02")
    events = [make.event(f"e{n}", held_on=day(text)) for n, text in enumerate(days)]
    assert coming(*events) == [("2026-03-03", None, "events/e1#held_on"), ("2026-09-01", None, "events/e2#held_on")]


def test_the_agenda_has_milestones_that_are_still_to_come_with_their_project() -> None:
    project = make.project(
        milestones=(
            make.milestone("a", planned_on=day("2026-05-01")),
            make.milestone("b", planned_on=day("2026-05-01"), actual_on=day("2026-02-01")),
            make.milestone("c"),
        )
    )
    found = rules.coming(make.knowledge(project, make.event(held_on=day("2026-05-02"))), TODAY)
    assert [(one.ref, one.title, one.place, one.project) for one in found] == [
        ("alpha#a.planned_on", "Mijlpaal a", None, "alpha"),
        ("events/2026-04-02-uitwisseling#held_on", "Uitwisseling", "Utrecht", None),
    ]


@pytest.mark.parametrize("status", ["stopped", "completed", "rejected"])
def test_what_a_project_planned_is_not_to_come_where_it_is_over(status: str) -> None:
    over = make.project(status=status, milestones=(make.milestone("a", planned_on=day("2026-05-01")),))
    assert coming(over) == []


def entry(**fields: Any) -> Calendar:
    given = {"kind": "grant-window", "code": "x", "title": "Ronde", "from_": day("2026-03-18"), **fields}
    return Calendar(ref="programme/calendar", calendar=(CalendarEntry(**given),))


def test_the_agenda_has_the_moments_of_the_calendar_on_which_a_reader_can_act() -> None:
    assert coming(entry()) == [("2026-03-18", None, "programme/calendar#x")]
    assert coming(entry(title=None)) == coming(entry(from_=None)) == []
    for planned_with in ("recess", "election", "survey-season", "holiday", "council-cycle"):
        assert coming(entry(kind=planned_with)) == [], "what a plan reckons with tells a reader nothing"


def test_a_period_that_comes_back_stands_on_the_agenda_the_next_time_that_it_begins() -> None:
    yearly = entry(from_=day("2023-03-15"), to=day("2023-04-01"), recurrence="1 year")
    assert coming(yearly) == [("2026-03-15", "2026-04-01", "programme/calendar#x")]
    assert coming(yearly, on="2026-03-15") == []
    assert coming(yearly, on="2026-10-01") == [("2027-03-15", "2027-04-01", "programme/calendar#x")]
    assert coming(entry(recurrence="1 year", from_=day("2025-03-15"))) == [("2026-03-15", None, "programme/calendar#x")]
    assert coming(entry(to=day("2026-03-18"))) == [("2026-03-18", None, "programme/calendar#x")], "a day is no period"
    assert coming(entry(recurrence="soms")) == [("2026-03-18", None, "programme/calendar#x")]
    assert coming(entry(recurrence="soms", from_=day("2026-01-01"))) == []


def test_an_entry_of_no_concern_hides_none_of_the_others() -> None:
    recess, window = entry(kind="recess").calendar[0], entry().calendar[0]
    both = Calendar(ref="programme/calendar", calendar=(recess, window))
    assert coming(both) == [("2026-03-18", None, "programme/calendar#x")]


def test_the_first_bulletin_is_number_one() -> None:
    assert rules.next_number([]) == 1


def test_of_each_other_project_the_newest_happening_is_told() -> None:
    told = chosen(
        make.project("alpha"),
        make.project("beta", milestones=(make.milestone("m", actual_on=day("2026-02-04")),)),
        make.project("gamma"),
        fact("a", "alpha", "2026-02-20"),
        fact("b1", "beta", "2026-02-01"),
        fact("b2", "beta", "2026-02-04"),
        make.bottleneck("only", "gamma", opened_on=day("2026-02-03")),
    )
    assert told.project is not None and told.project.id == "alpha"
    assert told_in(told.elsewhere) == ["beta/sessions/b2"], "the talk rather than the milestone of its day"


def test_what_happened_in_the_programme_is_told_before_a_meeting_about_it() -> None:
    begun = make.session(
        "2026-01-01-fact-begin", "programme", kind="fact", held_on=day("2026-02-01"), scope="programme"
    )
    told = chosen(make.event("2026-02-20-x", held_on=day("2026-02-20")), begun)
    assert [type(n.record).__name__ for n in told.other] == ["Session", "Event"]
