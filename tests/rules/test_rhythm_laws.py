"""Laws of the rhythm: what is decided stays so, figures add up, and it says the same as what is due."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ppl.model.knowledge import Knowledge
from ppl.model.lists import Calendar, CalendarEntry
from ppl.model.project import Project
from ppl.model.record import Record
from ppl.rules import cadence, rhythm
from ppl.rules.due import due
from ppl.rules.rhythm import Kept, figures, together, weeks
from ppl.rules.turns import DECIDED, Turn, monday
from ppl.rules.week import week
from tests import make
from tests.make import day

Day = datetime.date
FIRST = day("2026-01-05")
DAYS = st.integers(0, 150).map(lambda n: FIRST + datetime.timedelta(days=n))
EVER = Day(2000, 1, 1), Day(2030, 1, 1)
PERIODS = ("1 week", "2 weeks", "1 month", "10 days", "3 days")


@st.composite
def records(draw: st.DrawFn, with_moves: bool = True) -> list[Record]:
    """A project with talks of two kinds, some of them moved or cancelled, rhythms for both, and recesses."""
    kinds = {kind: (draw(st.sampled_from(PERIODS)), draw(st.integers(0, 12))) for kind in ("weekly", "learning")}
    rhythms = [make.cadence(kind, every, grace_days=grace) for kind, (every, grace) in kinds.items()]
    talks: list[Record] = []
    for at, on in enumerate(draw(st.lists(DAYS, max_size=14))):
        kind = draw(st.sampled_from((*kinds, "weekly", "kickoff", "intake", "contact")))
        status = draw(st.sampled_from((None, None, None, "cancelled", "moved"))) if with_moves else None
        by = draw(st.integers(-6, 20)) if status == "moved" else None
        next_on = on + datetime.timedelta(days=by) if by else None
        because = "ziek" if status else None
        talks.append(make.session(f"s{at:02}", kind=kind, held_on=on, status=status, next_on=next_on, because=because))
    away = [
        CalendarEntry(kind="recess", from_=on, to=on + datetime.timedelta(days=draw(st.integers(0, 25))))
        for on in draw(st.lists(DAYS, max_size=3))
    ]
    status = draw(st.sampled_from(("active", "active", "stopped")))
    starts_on = draw(st.sampled_from((None, FIRST, day("2026-02-02"))))
    project = make.project(status=status, starts_on=starts_on)
    return [make.programme(*rhythms), Calendar(ref="programme/calendar", calendar=tuple(away)), project, *talks]


def rows(known: Knowledge, today: Day) -> dict[str, Kept]:
    return {one.kind: one for one in rhythm.rhythms(known, today)}


def decided(kept: Kept | None) -> list[Turn]:
    return [turn for turn in kept.turns if turn.state in DECIDED] if kept else []


@given(records(), DAYS, st.integers(1, 60))
def test_what_is_decided_stays_so_on_any_later_day(each: list[Record], today: Day, later: int) -> None:
    known = make.knowledge(*each)
    before, after = rows(known, today), rows(known, today + datetime.timedelta(days=later))
    for kind, kept in before.items():
        found = decided(kept)
        assert decided(after.get(kind))[: len(found)] == found
        past = {one.on: one.state for one in weeks(known, kept, *EVER) if one.on + datetime.timedelta(days=6) < today}
        now = {one.on: one.state for one in weeks(known, after[kind], *EVER)} if kind in after else {}
        assert {on: now[on] for on, state in past.items() if state in ("kept", "late", "missed")} == {
            on: state for on, state in past.items() if state in ("kept", "late", "missed")
        }


@given(records(), DAYS)
def test_no_turn_is_told_twice_and_the_figures_add_up(each: list[Record], today: Day) -> None:
    known = make.knowledge(*each)
    for kept in rows(known, today).values():
        whole = figures(kept, *EVER)
        assert whole.asked == len(kept.turns)
        assert whole.asked == whole.kept + whole.late + whole.cancelled + whole.missed + whole.overdue + whole.open
        assert len({(one.on, one.due_on) for one in kept.turns}) == len(kept.turns), (
            "kept and missed, or twice the same"
        )
        assert sorted(one.on for one in kept.turns if one.state in ("kept", "late")) == [
            one.on for one in kept.turns if one.state in ("kept", "late")
        ]
        assert all(one.on <= today for one in kept.turns)
        early, late = (
            figures(kept, EVER[0], today - datetime.timedelta(days=30)),
            figures(kept, today - datetime.timedelta(days=29), EVER[1]),
        )
        both = together([early, late])
        assert both[:8] == whole[:8]
        assert both.share_kept == whole.share_kept
        assert whole.longest_gap_days == both.longest_gap_days


@given(records(), DAYS)
def test_a_calendar_has_a_cell_for_each_week_and_a_held_talk_in_its_own(each: list[Record], today: Day) -> None:
    known = make.knowledge(*each)
    for kept in rows(known, today).values():
        cells = weeks(known, kept, *EVER)
        days = [one.on for one in cells]
        assert days == [days[0] + datetime.timedelta(weeks=at) for at in range(len(days))]
        states = {one.on: one.state for one in cells}
        for turn in kept.turns:
            if turn.state in ("kept", "late"):
                assert states[monday(turn.on)] in ("kept", "late")


@given(records(), DAYS)
def test_it_says_the_same_as_what_is_due(each: list[Record], today: Day) -> None:
    known = make.knowledge(*each)
    kept = rows(known, today)
    asked = {one.kind: one for one in cadence.due(known, today)}
    lines = {one.kind: one for one in due(known, today, today) if one.kind in ("weekly", "learning", "kickoff")}
    listed = {line.kind for talk in week(known, today, monday(today)).talks for line in (talk.line, *(
        one for one, _ in talk.also)) if line.days_late}  # fmt: skip
    assert listed == {kind for kind, one in lines.items() if one.days_late}
    for kind, one in asked.items():
        assert (lines[kind].days_late if kind in lines else 0) == one.late_days
        turns = kept[kind].turns if kind in kept else ()
        since = [turn for turn in turns if one.last_on is None or (turn.due_on > one.last_on and turn.on > one.last_on)]
        if one.late_days:
            assert {turn.state for turn in since} & {"overdue", "missed", "cancelled"}
            assert not {turn.state for turn in since} & {"kept", "late"}
        if any(turn.state == "overdue" for turn in turns):
            assert one.late_days
        if {turn.state for turn in since} & {"missed"} and not any(off.to_on for off in one.not_held):
            assert one.late_days
    first = kept.get("kickoff")
    is_overdue = first is not None and first.turns[0].state == "overdue"
    assert is_overdue == ("kickoff" in lines and lines["kickoff"].days_late > 0)


@given(records(with_moves=False), DAYS)
def test_a_talk_is_late_where_it_was_due_and_late_the_day_before(each: list[Record], today: Day) -> None:
    known = make.knowledge(*each)
    project = known.project("alpha")
    assert isinstance(project, Project)
    for kind, kept in rows(known, today).items():
        for turn in kept.turns if project.is_guided and kind != "kickoff" else ():
            before = turn.on - datetime.timedelta(days=1)
            said = {one.kind: one.late_days for one in cadence.due(known, before)}[kind]
            if turn.state == "late":
                assert said or turn.due_on + datetime.timedelta(days=13) > before
            if turn.state == "kept" and said:
                assert any(one.state == "missed" for one in kept.turns if one.on < turn.on)


@given(records(), DAYS, st.integers(1, 30))
def test_moving_today_forward_makes_nothing_less_overdue(each: list[Record], today: Day, later: int) -> None:
    known = make.knowledge(*[one for one in each if not (hasattr(one, "held_on") and one.held_on > today)])
    before, after = cadence.due(known, today), cadence.due(known, today + datetime.timedelta(days=later))
    assert [one.due_on for one in before] == [one.due_on for one in after]
    assert all(one.late_days <= two.late_days for one, two in zip(before, after, strict=True))
    old, new = rows(known, today), rows(known, today + datetime.timedelta(days=later))
    for kind, kept in old.items():
        missing = ("missed", "overdue", "cancelled")
        assert sum(one.state in missing for one in kept.turns) <= sum(one.state in missing for one in new[kind].turns)
