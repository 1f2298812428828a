"""What a bulletin tells: news of the period, never twice to the same readers."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ppl.model.lesson import Consent, Origin
from ppl.model.record import Period, Record
from ppl.reports.news import Request, build
from ppl.rules import newsletter as rules
from tests import make
from tests.make import TODAY, day


def refs(*records: Record, since: str | None = None, already: frozenset[str] = frozenset()) -> set[str]:
    found = build(Request(make.knowledge(*records), day(since) if since else None, "public", already), TODAY)
    return set() if found is None else {ref for told in found.refs.values() for ref in told}


def test_an_empty_period_gives_no_bulletin() -> None:
    assert refs(make.project(), make.lesson(noted_on=day("2026-01-01")), since="2026-02-01") == set()


def test_only_the_period_is_told() -> None:
    old = make.session("oud", kind="fact", held_on=day("2026-01-05"))
    new = make.session("nieuw", kind="fact", held_on=day("2026-02-05"))
    assert refs(make.project(), old, new, since="2026-02-01") == {"alpha/sessions/nieuw"}


def test_an_older_lesson_that_was_never_told_fills_the_gap() -> None:
    new = make.session("nieuw", kind="fact", held_on=day("2026-02-05"))
    lesson = make.lesson(noted_on=day("2025-01-01"))
    assert "lessons/les" in refs(make.project(), new, lesson, since="2026-02-01")
    assert "lessons/les" not in refs(
        make.project(), new, lesson, since="2026-02-01", already=frozenset({"lessons/les"})
    )


def test_a_raw_or_withdrawn_lesson_is_not_told() -> None:
    raw, gone = make.lesson("ruw", status="raw"), make.lesson("weg", status="withdrawn")
    assert refs(make.project(), raw, gone, make.session(kind="fact")) == {"alpha/sessions/s1"}


def test_a_bottleneck_told_when_found_is_told_again_when_solved() -> None:
    solved = make.bottleneck(status="resolved", closed_on=day("2026-02-20"), resolution="Een accu.")
    already = frozenset({"alpha/bottlenecks/b1#opened_on"})
    assert refs(make.project(), solved, already=already) == {"alpha/bottlenecks/b1#closed_on"}


def test_a_ref_written_by_hand_covers_all_sides_of_a_record() -> None:
    solved = make.bottleneck(status="resolved", closed_on=day("2026-02-20"))
    assert refs(make.project(), solved, already=frozenset({"alpha/bottlenecks/b1"})) == set()


def test_what_is_accepted_is_not_called_solved() -> None:
    assert refs(make.project(), make.bottleneck(status="accepted", closed_on=day("2026-02-20"))) <= {
        "alpha/bottlenecks/b1#opened_on"
    }


def test_readers_of_the_programme_were_told_what_everybody_was_told() -> None:
    newsletters = [make.newsletter(1, "x"), make.newsletter(2, "y", audience="programme")]
    assert rules.known_refs(newsletters, "programme") == {"x", "y"}
    assert rules.known_refs(newsletters, "public") == {"x"}


def test_the_next_period_begins_after_the_last_one_of_these_readers() -> None:
    newsletters = [make.newsletter(1), make.newsletter(2, audience="programme")]
    assert rules.first_day(newsletters, "public") == day("2026-02-01")
    later = make.newsletter(3, period=Period(from_=day("2026-02-01"), to=day("2026-02-28")))
    assert rules.first_day([newsletters[0], later, newsletters[1]], "public") == day("2026-03-01")
    assert rules.first_day(newsletters[1:], "public") is None
    assert rules.next_number(newsletters) == 3


def test_coming_events_stand_on_the_agenda_once() -> None:
    news = make.session(kind="fact")
    assert "events/2026-04-02-uitwisseling#held_on" in refs(make.project(), news, make.event())
    told = frozenset({"events/2026-04-02-uitwisseling#held_on"})
    assert "events/2026-04-02-uitwisseling#held_on" not in refs(make.project(), news, make.event(), already=told)


def test_a_project_that_was_in_the_picture_waits_for_the_others() -> None:
    records = (
        make.project("alpha"),
        make.project("beta"),
        make.session("nieuw", "alpha", kind="fact", held_on=day("2026-02-20")),
        make.session("ouder", "beta", kind="fact", held_on=day("2026-02-10")),
    )
    found = build(Request(make.knowledge(*records), None, "public", frozenset({"alpha/sessions/eerder"})), TODAY)
    assert found is not None and found.picture is not None and found.picture.name == "Project beta"


def test_a_talk_is_told_only_when_its_other_party_agreed() -> None:
    talk = make.session(visibility="public", summary="Ons gesprek.")
    agreed = make.session(visibility="public", summary="Ons gesprek.", agreed_on=day("2026-02-25"))
    assert refs(make.project(), talk) == set()
    assert refs(make.project(), agreed) == {"alpha/sessions/s1"}
    assert refs(make.project(), make.session(kind="fact")) == {"alpha/sessions/s1"}


def test_a_lesson_of_a_project_is_told_only_with_its_consent_whatever_its_visibility() -> None:
    told, fact = {"alpha/sessions/s1"}, make.session(kind="fact")
    for origin in (Origin(project="beta"), Origin(session="beta/sessions/s1")):
        assert refs(make.project(), fact, make.lesson(from_=origin)) == told
        consent = Consent(role="projectleider", on=day("2026-02-01"))
        assert refs(make.project(), fact, make.lesson(from_=origin, consent=consent)) == told | {"lessons/les"}
    public = Origin(project="beta", source="https://voorbeeld.nl")
    assert refs(make.project(), fact, make.lesson(from_=public)) == told | {"lessons/les"}


def test_news_of_a_project_that_readers_may_not_know_makes_no_empty_bulletin() -> None:
    assert refs(make.session(kind="fact", held_on=day("2026-02-05"))) == set()


days = st.dates(datetime.date(2025, 1, 1), TODAY)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Records of three projects with days of their own."""
    found: list[Record] = [make.project(id) for id in ("alpha", "beta", "gamma")]
    for number in range(draw(st.integers(1, 12))):
        id, project, on = f"r{number}", draw(st.sampled_from(("alpha", "beta", "gamma"))), draw(days)
        kind = draw(st.sampled_from(("fact", "solved", "observed", "lesson", "event")))
        if kind == "fact":
            found.append(make.session(id, project, kind="fact", held_on=on, facts=("Een feit.",)))
        elif kind == "solved":
            later = min(TODAY, on + datetime.timedelta(days=draw(st.integers(0, 200))))
            found.append(make.bottleneck(id, project, status="resolved", opened_on=on, closed_on=later))
        elif kind == "observed":
            found.append(make.intervention(id, project, started_on=on, observed=make.observed(on=on.isoformat())))
        elif kind == "lesson":
            found.append(make.lesson(id, noted_on=on))
        else:
            found.append(make.event(id, held_on=on))
    return found


@given(histories(), st.lists(days, min_size=1, max_size=5))
def test_nothing_is_ever_told_twice(records: list[Record], ends: list[datetime.date]) -> None:
    known, already = make.knowledge(*records), frozenset[str]()
    for end in sorted(ends):
        found = build(Request(known, None, "public", already), end)
        told = [ref for part in found.refs.values() for ref in part] if found else []
        assert len(told) == len(set(told))
        assert not already & set(told)
        already |= frozenset(told)


@given(histories(), days, days)
def test_all_that_is_told_as_news_lies_in_the_period(
    records: list[Record], one: datetime.date, other: datetime.date
) -> None:
    since, until = sorted((one, other))
    known = make.knowledge(*records)
    found = build(Request(known, since, "public"), until)
    if found is not None:
        on = {news.ref: news.on for news in rules.news(known)}
        for part in ("picture", "solved", "other"):
            assert all(since <= on[ref] <= until for ref in found.refs.get(part, ()))
