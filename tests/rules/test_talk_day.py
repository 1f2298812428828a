"""The day of the next talk: the one that was agreed, else that of the rhythm; and which kind comes first."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.record import Record
from ppl.rules.standing import next_session
from ppl.rules.talk_day import NextTalk, last_held, next_kind, next_talk
from tests import make
from tests.make import TODAY, day
from tests.rules.test_due import ALPHA, RHYTHM

KINDS = ("weekly", "learning", "progress")


def of(*records: Record, kind: str = "weekly") -> NextTalk:
    known = make.knowledge(make.programme(*RHYTHM), ALPHA, *records)
    return next_talk(known, "alpha", kind, TODAY)


def held(**fields: Any) -> Record:
    return make.session(**{"held_on": day("2026-02-25"), **fields})


def test_the_day_that_was_agreed_goes_before_that_of_the_rhythm() -> None:
    assert of(held()) == NextTalk("weekly", "procesmanager", day("2026-03-04"))
    assert of(held(next_on=day("2026-03-06"))) == NextTalk("weekly", "procesmanager", day("2026-03-06"), True)


def test_a_talk_that_is_logged_ahead_has_its_day() -> None:
    assert of(held(), make.session("s2", held_on=day("2026-03-05"))).on == day("2026-03-05")


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_a_day_on_which_it_was_not_held_is_not_the_day(status: str) -> None:
    missed = make.session("s2", held_on=day("2026-03-06"), status=status, next_on=day("2026-03-10"))
    found = of(held(next_on=day("2026-03-06")), missed)
    assert (found.on, found.is_agreed) == ((day("2026-03-10"), True) if status == "moved" else (
        day("2026-03-04"), False))  # fmt: skip


def test_a_day_that_has_been_is_no_day_to_come_and_what_is_late_says_so() -> None:
    found = of(held(held_on=day("2026-02-02"), next_on=day("2026-02-09")))
    assert (found.on, found.is_agreed, found.days_late) == (day("2026-02-09"), False, 21)


def test_without_any_talk_there_is_no_day() -> None:
    assert of() == NextTalk("weekly", "procesmanager")


def test_the_next_kind_is_what_was_agreed_then_what_the_rhythm_asks_first() -> None:
    programme, talk = make.programme(*RHYTHM), held(held_on=day("2026-01-05"))
    learning = make.session("l", kind="learning", held_on=day("2026-02-27"), next_on=day("2026-03-13"))
    assert next_kind(make.knowledge(programme, ALPHA, talk), "alpha", TODAY, KINDS) == "weekly"
    assert next_kind(make.knowledge(programme, ALPHA, talk, learning), "alpha", TODAY, KINDS) == "learning"
    assert next_kind(make.knowledge(programme, ALPHA), "alpha", TODAY, KINDS) == "weekly"


def test_the_last_talk_is_one_of_its_kind_that_was_held() -> None:
    talks = [held(), make.session("l", kind="learning"), make.session("c", held_on=TODAY, status="cancelled")]
    found = last_held(make.knowledge(ALPHA, *talks), "alpha", "weekly", TODAY)
    assert found is not None and found.id == "s1"


def test_before_the_first_weekly_talk_the_kickoff_is_the_talk_before_and_agrees_on_the_day() -> None:
    start = make.session("k", kind="kickoff", held_on=day("2026-02-27"), next_on=day("2026-03-10"))
    knowledge = make.knowledge(make.programme(*RHYTHM), ALPHA, start)
    assert last_held(knowledge, "alpha", "weekly", TODAY) == start
    assert last_held(knowledge, "alpha", "learning", TODAY) is None
    found = next_talk(knowledge, "alpha", "weekly", TODAY)
    assert (found.on, found.is_agreed) == (day("2026-03-10"), True)


def test_a_day_that_was_agreed_stands_where_a_later_talk_named_none_as_the_status_says() -> None:
    first = held(held_on=day("2026-02-20"), next_on=day("2026-03-10"))
    later = make.session("s2", held_on=TODAY)
    knowledge = make.knowledge(make.programme(*RHYTHM), ALPHA, first, later)
    assert next_talk(knowledge, "alpha", "weekly", TODAY).on == next_session(knowledge, "alpha", TODAY)
    ended = held(held_on=day("2026-02-20"), next_on=TODAY)
    assert not next_talk(
        make.knowledge(make.programme(*RHYTHM), ALPHA, ended, later), "alpha", "weekly", TODAY
    ).is_agreed
