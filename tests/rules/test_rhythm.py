"""What became of each week of a project, and of each light."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.lists import Calendar, CalendarEntry
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.rules import progress, rhythm
from tests import make
from tests.make import TODAY, day

EVER = day("2000-01-01"), day("2100-01-01")


def kept(*records: Record, kind: str = "weekly", today: datetime.date = TODAY, **fields: Any) -> rhythm.Kept:
    known = make.knowledge(make.project(**fields), *records)
    return next(one for one in rhythm.rhythms(known, today) if one.kind == kind)


def states(*records: Record, **fields: Any) -> list[tuple[str, str]]:
    known = make.knowledge(make.project(**fields), *records)
    found = [one for one in rhythm.rhythms(known, TODAY) if one.kind == "weekly"]
    return [(str(week.on), week.state) for week in rhythm.weeks(known, found[0], *EVER)] if found else []


def turns(*records: Record, **fields: Any) -> list[tuple[str, str, str]]:
    return [(str(one.on), str(one.due_on), one.state) for one in kept(*records, **fields).turns]


def weekly(*days: str) -> list[Record]:
    return [make.session(f"s{at}", held_on=day(on)) for at, on in enumerate(days)]


def test_each_week_from_the_first_talk_to_today_says_what_became_of_it() -> None:
    assert states(
        make.session("s1", held_on=day("2026-01-28")),
        make.session("s2", held_on=day("2026-02-04"), status="cancelled", because="ziek"),
        make.session("s3", held_on=day("2026-02-11"), status="moved", next_on=day("2026-02-17")),
        make.session("s4", held_on=day("2026-02-17")),
    ) == [
        ("2026-01-26", "kept"),
        ("2026-02-02", "cancelled"),
        ("2026-02-09", "moved"),
        ("2026-02-16", "kept"),
        ("2026-02-23", "overdue"),
        ("2026-03-02", ""),
    ]


def test_a_talk_that_was_held_counts_above_one_that_was_moved_in_its_week() -> None:
    talks = [
        make.session("s1", held_on=day("2026-02-23"), status="moved", next_on=day("2026-02-26")),
        make.session("s2", held_on=day("2026-02-26")),
    ]
    assert states(*talks) == [("2026-02-23", "kept"), ("2026-03-02", "")]


def test_within_its_grace_a_week_is_open_then_overdue_then_missed_or_late() -> None:
    def now(on: str, *more: str) -> tuple[str, str]:
        found = kept(*weekly("2026-02-02", *more), today=day(on))
        return found.turns[-1].state, str(found.turns[-1].on)

    assert now("2026-02-08") == ("kept", "2026-02-02"), "the next is still to come"
    assert now("2026-02-09") == now("2026-02-12") == ("open", "2026-02-09")
    assert now("2026-02-13") == now("2026-02-15") == ("overdue", "2026-02-09")
    assert now("2026-02-16") == ("open", "2026-02-16")
    assert [one.state for one in kept(*weekly("2026-02-02"), today=day("2026-02-16")).turns] == [
        "kept",
        "missed",
        "open",
    ]
    assert now("2026-02-12", "2026-02-12") == ("kept", "2026-02-12")
    assert now("2026-02-15", "2026-02-15") == ("late", "2026-02-15")
    late = kept(*weekly("2026-02-02", "2026-02-15"), today=day("2026-02-15"))
    assert [(str(one.on), one.state) for one in rhythm.weeks(make.knowledge(), late, *EVER)] == [
        ("2026-02-02", "kept"), ("2026-02-09", "late"),
    ]  # fmt: skip


def test_each_rhythm_of_the_programme_has_its_own_states() -> None:
    rhythms = make.programme(
        make.cadence(), make.cadence("learning", "2 weeks"), make.cadence("client", "2 weeks", scope="programme")
    )
    learning = make.session("l1", kind="learning", held_on=day("2026-02-09"))
    talk = Session(ref="programme/sessions/c1", kind="client", held_on=day("2026-02-03"))
    known = make.knowledge(rhythms, make.project(), *weekly("2026-02-09", "2026-02-16"), learning, talk)
    found = {(one.kind, one.of): [turn.state for turn in one.turns] for one in rhythm.rhythms(known, TODAY)}
    assert found == {
        ("weekly", "alpha"): ["kept", "kept", "missed", "open"],
        ("learning", "alpha"): ["kept", "overdue"],
        ("client", None): ["kept", "overdue"],
    }
    assert {one.kind for one in rhythm.rhythms(known, TODAY, "alpha")} == {"weekly", "learning"}


def test_another_rhythm_another_grace_and_a_recess_in_the_data_are_other_states() -> None:
    def of(*records: Record, **fields: Any) -> list[str]:
        programme = make.programme(make.cadence(**fields))
        return [turn.state for turn in kept(programme, *weekly("2026-02-02", "2026-02-13"), *records).turns]

    assert of() == ["kept", "late", "missed", "open"]
    assert of(grace_days=4) == ["kept", "kept", "missed", "open"]
    assert of(every="2 weeks") == ["kept", "kept", "open"]
    assert of(every="3 weeks") == ["kept", "kept"]
    recess = CalendarEntry(kind="recess", from_=day("2026-02-10"), to=day("2026-02-11"))
    assert of(Calendar(ref="programme/calendar", calendar=(recess,))) == ["kept", "kept", "missed", "open"]


def test_in_a_recess_nothing_is_missed_and_half_a_recess_is_none() -> None:
    recess = CalendarEntry(kind="recess", from_=day("2020-02-09"), to=day("2020-02-18"), recurrence="1 year")
    lists = Calendar(ref="programme/calendar", calendar=(recess,))
    found = states(make.session(held_on=day("2026-01-26")), lists)
    assert [state for _, state in found] == ["kept", "missed", "recess", "missed", "overdue", ""]
    summer = CalendarEntry(kind="recess", from_=day("2026-01-05"), to=day("2026-02-15"))
    away = Calendar(ref="programme/calendar", calendar=(summer,))
    assert turns(*weekly("2026-01-02", "2026-02-16"), away)[1] == ("2026-02-16", "2026-01-09", "kept")
    assert [state for _, _, state in turns(*weekly("2026-01-02", "2026-02-20"), away)][:2] == ["kept", "late"]


def test_what_was_moved_counts_by_its_new_day() -> None:
    moved = make.session("m", held_on=day("2026-02-09"), status="moved", next_on=day("2026-02-17"))
    assert turns(*weekly("2026-02-02", "2026-02-17"), moved)[1] == ("2026-02-17", "2026-02-17", "kept")
    assert turns(*weekly("2026-02-02", "2026-02-22"), moved)[1] == ("2026-02-22", "2026-02-17", "late")
    assert turns(*weekly("2026-02-02"), moved)[1] == ("2026-02-17", "2026-02-17", "missed")
    off = make.session("m", held_on=day("2026-02-10"), status="moved")
    assert turns(*weekly("2026-02-02"), off)[1] == ("2026-02-10", "2026-02-09", "cancelled"), "without a new day"
    earlier = make.session("m", held_on=day("2026-01-30"), status="moved", next_on=day("2026-02-02"))
    assert turns(*weekly("2026-02-02"), earlier)[0] == ("2026-02-02", "2026-02-02", "kept")
    assert turns(*weekly("2026-02-06"), earlier)[0] == ("2026-02-06", "2026-02-02", "late")


def test_two_talks_in_a_week_are_one_turn_and_an_intake_begins_no_rhythm() -> None:
    assert len(turns(*weekly("2026-02-23", "2026-02-25", "2026-02-27"))) == 1
    assert [on for on, _, _ in turns(*weekly("2026-02-16", "2026-02-22", "2026-02-23"))][:2] == [
        "2026-02-16",
        "2026-02-23",
    ]
    intake = make.session("i", kind="intake", held_on=day("2025-12-01"))
    assert turns(intake, *weekly("2026-02-23"))[0] == ("2026-02-23", "2026-02-23", "kept")


def test_a_project_that_is_guided_no_more_ends_with_its_last_talk() -> None:
    assert states(*weekly("2026-01-12", "2026-01-19"), status="stopped") == [
        ("2026-01-12", "kept"), ("2026-01-19", "kept"),
    ]  # fmt: skip


def test_public_events_and_contacts_are_no_talks() -> None:
    assert states(make.session(kind="fact", held_on=day("2026-02-23"))) == []
    assert states() == []


def test_a_kickoff_is_asked_once_by_the_first_day_of_the_guidance() -> None:
    start = day("2026-02-10")

    def of(*records: Record, today: datetime.date = TODAY, **fields: Any) -> list[tuple[str, str]]:
        known = make.knowledge(make.project(**{"starts_on": start, **fields}), *records)
        return [
            (str(turn.on), turn.state)
            for one in rhythm.rhythms(known, today) if one.kind == "kickoff" for turn in one.turns
        ]  # fmt: skip

    held = make.session("k", kind="kickoff", held_on=day("2026-02-12"))
    assert of() == [("2026-02-10", "overdue")]
    assert of(today=start) == [("2026-02-10", "open")]
    assert of(today=day("2026-02-09")) == of(status="on-hold") == of(starts_on=None) == []
    assert of(held) == [("2026-02-12", "late")]
    assert of(held, starts_on=day("2026-02-12")) == of(held, starts_on=None) == [("2026-02-12", "kept")]
    assert of(make.session(held_on=day("2026-02-09"))) == [], "another talk began the guidance"
    moved = make.session("m", kind="kickoff", held_on=start, status="moved", next_on=day("2026-02-12"))
    assert of(held, moved) == [("2026-02-12", "kept")]


def test_the_figures_of_a_window_are_of_what_lies_in_it() -> None:
    off = make.session("o", held_on=day("2026-02-09"), status="cancelled", because="ziek")
    found = kept(*weekly("2026-01-19", "2026-01-26", "2026-02-06"), off)
    whole = rhythm.figures(found, *EVER)
    assert (whole.asked, whole.kept, whole.late, whole.cancelled, whole.missed) == (6, 2, 1, 1, 1)
    assert (whole.overdue, whole.open, whole.share_kept, whole.longest_gap_days) == (0, 1, 2 / 5, 24)
    january = rhythm.figures(found, day("2026-01-01"), day("2026-01-31"))
    assert (january.asked, january.kept, january.share_kept, january.longest_gap_days) == (2, 2, 1.0, 7)
    nothing = rhythm.figures(found, day("2026-01-27"), day("2026-01-28"))
    assert (nothing.asked, nothing.share_kept, nothing.longest_gap_days) == (0, None, 2)
    assert rhythm.together([january, january]).kept == 4


def test_a_light_of_one_colour_is_one_run_until_it_gets_another() -> None:
    colours = ("green", "green", "red", "green")
    talks = [
        make.session(f"s{at}", held_on=day("2026-01-05") + datetime.timedelta(weeks=at), lights=make.lights(colour))
        for at, colour in enumerate(colours)
    ]
    without = make.session("s9", held_on=day("2026-02-23"))
    runs = progress.light_runs(make.knowledge(make.project(), *talks, without), "alpha", TODAY)
    assert [run[:2] for run in runs["time"]] == [
        ("green", day("2026-01-05")), ("red", day("2026-01-19")), ("green", day("2026-01-26")),
    ]  # fmt: skip
    assert [run.until_on for run in runs["time"]] == [day("2026-01-19"), day("2026-01-26"), None]
    assert runs["time"][0].to_on == day("2026-01-12")
    assert [run.light for run in runs["money"]] == ["green"]
