"""The rhythm counts from the last session that was held, with days of grace."""

from typing import Any

import pytest

from ppl.model.knowledge import Knowledge
from ppl.model.periods import after
from ppl.model.programme import Lot
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.rules.cadence import Due, due, guidance
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
    assert weekly(make.session(kind="kickoff", held_on=day("2026-02-02"))).last_on is None


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


def shared(*records: Record, kind: str = "newsletter", **fields: Any) -> list[Due]:
    """What is due of one rhythm of the programme, every month with two days of grace."""
    rhythm = make.programme(make.cadence(kind, "1 month", **{"scope": "programme", "grace_days": 2, **fields}))
    return due(make.knowledge(rhythm, make.project(), *records), TODAY)


def test_a_bulletin_is_due_a_month_after_the_last_that_was_sent() -> None:
    sent = [make.newsletter(n, sent_on=day(on)) for n, on in enumerate(("2026-01-05", "2026-01-30", "2026-03-03"), 1)]
    (found,) = shared(*sent, make.newsletter(4))
    assert (found.scope, found.of, found.last_on) == ("programme", None, day("2026-01-30"))
    assert (found.due_on, found.late_days, found.not_held) == (day("2026-02-28"), 0, ())
    assert [one.last_on for one in shared(make.newsletter(1, sent_on=TODAY))] == [TODAY]
    assert [(one.last_on, one.due_on, one.late_days) for one in shared(make.newsletter(1))] == [(None, None, 0)]


def test_a_rhythm_of_the_programme_counts_its_own_sessions_and_no_others() -> None:
    own = Session(ref="programme/sessions/x", kind="steering", held_on=day("2026-01-20"), lot="lot-1")
    (found,) = shared(own, make.session(kind="steering"), kind="steering")
    assert (found.of, found.last_on, found.due_on, found.late_days) == (None, day("2026-01-20"), day("2026-02-20"), 10)
    lots = tuple(Lot(code=code, title=code, slots=1, term_years=1) for code in ("lot-1", "lot-2"))
    of_lots = make.programme(make.cadence("steering", "1 month", scope="lot"), lots=lots)
    listed = due(make.knowledge(of_lots, own), TODAY)
    assert [(one.of, one.last_on) for one in listed] == [("lot-1", day("2026-01-20")), ("lot-2", None)]


def test_of_one_project_only_its_own_rhythm_is_asked() -> None:
    rhythms = make.programme(make.cadence(), make.cadence("steering", scope="programme"))
    known = make.knowledge(rhythms, make.project(), make.project("beta"), make.session(), make.session(project="beta"))
    assert [one.of for one in due(known, TODAY)] == ["alpha", "beta", None]
    assert [one.of for one in due(known, TODAY, "beta")] == ["beta"]
    assert due(Knowledge([make.project()]), TODAY) == []


def test_a_rhythm_that_cannot_be_read_is_passed_over() -> None:
    rhythms = make.programme(make.cadence(every="soms"), make.cadence("learning"))
    assert [one.kind for one in due(make.knowledge(rhythms, make.project()), TODAY)] == ["learning"]


@pytest.mark.parametrize(("grace", "late"), [(6, 0), (5, 6), (0, 6), (None, 6)])
def test_late_is_what_lies_beyond_the_days_of_grace(grace: int | None, late: int) -> None:
    rhythm = make.programme(make.cadence(grace_days=grace))
    held = make.session(held_on=day("2026-02-17"))
    assert [one.late_days for one in due(make.knowledge(rhythm, make.project(), held), TODAY)] == [late]


def test_what_counts_as_guidance_is_held_up_to_today_and_comes_oldest_first() -> None:
    sessions = [
        make.session("s3", held_on=TODAY),
        make.session("s2", held_on=TODAY),
        make.session("s1", held_on=day("2026-02-23")),
        make.session("s4", held_on=day("2026-03-03")),
        make.session("s5", kind="contact"),
        make.session("s6", kind="fact"),
        make.session("s7", status="moved"),
    ]
    assert [one.id for one in guidance(sessions, TODAY)] == ["s1", "s2", "s3"]


def test_days_weeks_and_years_after_a_day() -> None:
    assert after(day("2026-02-20"), "10 days") == day("2026-03-02")
    assert after(day("2026-02-20"), "1 day") == day("2026-02-21")
    assert after(day("2026-02-20"), "2 weeks") == day("2026-03-06")
    assert after(day("2026-02-20"), "2 years") == day("2028-02-20")
    assert after(day("2026-01-31"), "13 months") == day("2027-02-28")


def test_a_talk_that_was_to_be_on_the_day_of_the_last_one_held_is_over() -> None:
    held = make.session("s1", held_on=day("2026-02-23"))
    off = make.session("s0", held_on=day("2026-02-23"), status="cancelled", because="ziek")
    assert weekly(held, off).not_held == ()
    assert weekly(held, moved("s0", "2026-02-24", "2026-02-23")).not_held == ()
    assert [one.ref for one in weekly(off).not_held] == [off.ref]


def test_talks_that_were_not_held_come_oldest_first() -> None:
    found = weekly(HELD, moved("s3", "2026-02-20", "2026-03-05"), moved("s2", "2026-02-16", "2026-02-20"))
    assert [(one.ref, one.status, one.to_on) for one in found.not_held] == [
        ("alpha/sessions/s2", "moved", day("2026-02-20")),
        ("alpha/sessions/s3", "moved", day("2026-03-05")),
    ]
