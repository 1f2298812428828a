"""The rhythm counts from the last session that was held, with days of grace."""

from typing import Any

import pytest

from ppl.model.session import Session
from ppl.rules.cadence import Due, after, due
from tests import make
from tests.make import TODAY, day


def only(*sessions: Session, status: str = "active") -> tuple[str | None, int]:
    found = due(make.knowledge(make.project(status=status), *sessions), TODAY)
    return (str(found[0].due_on) if found and found[0].due_on else None, found[0].late_days if found else 0)


def test_a_week_after_the_last_session_the_next_is_due() -> None:
    assert only(make.session(held_on=day("2026-02-23"))) == ("2026-03-02", 0)


def test_within_the_days_of_grace_it_is_not_late() -> None:
    assert only(make.session(held_on=day("2026-02-20"))) == ("2026-02-27", 0)


def test_beyond_the_days_of_grace_all_days_count() -> None:
    assert only(make.session(held_on=day("2026-02-09"))) == ("2026-02-16", 14)


def test_without_any_session_nothing_is_late() -> None:
    assert only() == (None, 0)


def test_a_cancelled_session_does_not_count() -> None:
    held = make.session("s1", held_on=day("2026-02-09"))
    cancelled = make.session("s2", held_on=day("2026-03-01"), status="cancelled", because="ziek")
    assert only(held, cancelled) == ("2026-02-16", 14)


def weekly(*sessions: Session) -> Due:
    return due(make.knowledge(make.project(), *sessions), TODAY)[0]


HELD = make.session("s1", held_on=day("2026-02-09"))


def moved(id: str, on: str, to: str | None, **fields: Any) -> Session:
    next_on = day(to) if to else None
    return make.session(id, held_on=day(on), status="moved", because="raad", next_on=next_on, **fields)


def test_a_cancelled_session_is_told_with_its_reason() -> None:
    found = weekly(HELD, make.session("s2", held_on=day("2026-02-16"), status="cancelled", because="ziek"))
    assert [(n.on, n.status, n.because, n.to_on) for n in found.not_held] == [
        (day("2026-02-16"), "cancelled", "ziek", None)
    ]
    assert found.last_on == day("2026-02-09")


def test_a_moved_session_is_due_on_its_new_day() -> None:
    found = weekly(HELD, moved("s2", "2026-02-16", "2026-03-04"))
    assert (found.due_on, found.late_days, found.not_held[0].to_on) == (day("2026-03-04"), 0, day("2026-03-04"))


def test_a_moved_session_is_late_from_its_new_day() -> None:
    found = weekly(HELD, moved("s2", "2026-02-16", "2026-02-20"))
    assert (found.due_on, found.late_days) == (day("2026-02-20"), 10)


def test_moved_twice_the_last_day_counts() -> None:
    found = weekly(HELD, moved("s2", "2026-02-16", "2026-02-20"), moved("s3", "2026-02-20", "2026-03-05"))
    assert (found.due_on, len(found.not_held)) == (day("2026-03-05"), 2)


def test_moved_and_then_cancelled_the_rhythm_counts_from_the_last_one_held() -> None:
    gone = make.session("s3", held_on=day("2026-02-20"), status="cancelled", because="ziek")
    assert weekly(HELD, moved("s2", "2026-02-16", "2026-02-20"), gone).due_on == day("2026-02-16")


def test_once_it_was_held_a_moved_session_is_over() -> None:
    found = weekly(HELD, moved("s2", "2026-02-16", "2026-02-20"), make.session("s3", held_on=day("2026-02-20")))
    assert (found.due_on, found.not_held) == (day("2026-02-27"), ())


def test_a_session_moved_to_an_earlier_day_and_held_there_is_over() -> None:
    found = weekly(moved("s2", "2026-03-03", "2026-02-27"), make.session("s3", held_on=day("2026-02-27")))
    assert (found.due_on, found.not_held) == (day("2026-03-06"), ())


def test_a_session_of_next_week_that_was_moved_today_is_due_on_its_new_day() -> None:
    held = make.session("s1", held_on=day("2026-02-27"))
    assert weekly(held, moved("s2", "2026-03-06", "2026-03-10")).due_on == day("2026-03-10")


def test_a_session_moved_without_a_new_day_counts_as_cancelled() -> None:
    assert weekly(HELD, moved("s2", "2026-02-16", None)).due_on == day("2026-02-16")


def test_a_moved_session_of_another_kind_changes_nothing() -> None:
    found = weekly(HELD, moved("s2", "2026-02-16", "2026-03-04", kind="learning"))
    assert (found.due_on, found.not_held) == (day("2026-02-16"), ())


def test_the_first_talk_of_all_is_due_on_the_day_to_which_it_was_moved() -> None:
    assert weekly(moved("s2", "2026-02-27", "2026-03-04")).due_on == day("2026-03-04")


@pytest.mark.parametrize("kind", ["fact", "contact"])
def test_public_facts_and_contacts_do_not_count(kind: str) -> None:
    assert only(make.session(kind=kind)) == (None, 0)


def test_before_the_first_of_its_kind_the_rhythm_counts_from_the_first_session() -> None:
    assert only(make.session(kind="kickoff", held_on=day("2026-02-02"))) == ("2026-02-09", 21)


def test_a_project_followed_from_outside_has_no_rhythm() -> None:
    assert due(make.knowledge(make.project(status="reference"), make.session()), TODAY) == []


def test_a_session_after_today_is_not_held_yet() -> None:
    assert only(make.session(held_on=day("2026-03-09"))) == (None, 0)


def test_a_month_after_the_last_day_is_the_last_day_of_the_next() -> None:
    assert after(day("2026-08-31"), "6 months") == day("2027-02-28")
    assert after(day("2024-02-29"), "1 year") == day("2025-02-28")
    assert after(day("2026-12-15"), "1 month") == day("2027-01-15")


def test_a_rhythm_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError):
        after(TODAY, "often")


def test_a_rhythm_of_a_lot_counts_the_sessions_of_that_lot() -> None:
    yearly = make.programme(make.cadence("evaluation", "1 year", scope="lot", grace_days=30))
    held = Session(
        ref="programme/sessions/2025-01-10-evaluation",
        kind="evaluation",
        held_on=day("2025-01-10"),
        scope="lot",
        lot="lot-1",
    )
    found = due(make.knowledge(yearly, held), TODAY)
    assert [(d.of, d.due_on, d.late_days) for d in found] == [("lot-1", day("2026-01-10"), 51)]
