"""A date of which only a part is known: a date to every rule, and no day more than is known to a reader."""

from __future__ import annotations

import copy
import datetime
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import Text
from ppl.model.fields import changed
from ppl.model.ids import new_id
from ppl.model.kinds import KIND
from ppl.model.programme import Lot
from ppl.partial_date import days_apart, earliest, has_come, in_figures, is_surely_before, last_day, partial_date
from ppl.render.wording import Wording
from ppl.reports.sentences import near
from ppl.reports.standing import DeadlineState
from ppl.reports.standing_sentences import overdue
from ppl.resources import catalogue
from ppl.rules import newsletter, progress, standing
from ppl.rules.check_dates import impossible_dates
from tests import make
from tests.conftest import Kb
from tests.make import day

LAST = {"2010": "2010-12-31", "2010-02": "2010-02-28", "..2010": "2010-12-31", "..2010-09": "2010-09-30",
        "..2010-09-23": "2010-09-23", "2012-02": "2012-02-29", "2010-09..2010-11": "2010-11-30",
        "2009-12-24..2010": "2010-12-31"}  # fmt: skip


@pytest.mark.parametrize(("known", "last"), LAST.items())
def test_it_is_the_last_day_that_it_can_be_and_says_what_is_known(known: str, last: str) -> None:
    found = partial_date(known)
    assert found == datetime.date.fromisoformat(last)
    assert str(found) == found.isoformat() == f"{found}" == known
    assert last_day(found).isoformat() == last
    assert type(found + datetime.timedelta(days=1)) is datetime.date
    assert str(pickle.loads(pickle.dumps(found))) == str(copy.deepcopy(found)) == known


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "2010-13",
        "2010-9",
        "2010-02-30",
        "...2010",
        "2010..",
        "-2010",
        "0000",
        "x",
        "2010..2009",
        "2010..2010-01-01",
        "2010-02-30..2011",
        "2009..2010..2011",
        "..2009..2010",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        partial_date(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.booleans(), st.dates())
def test_a_part_lies_within_its_first_and_last_day(
    on: datetime.date, length: int, is_by: bool, other: datetime.date
) -> None:
    known = (".." if is_by else "") + on.isoformat()[:length]
    found = partial_date(known)
    first = earliest(found)
    assert on <= found or length == 10
    assert (first is None) == is_by
    assert first is None or first <= on <= found
    assert has_come(found, other) == (other >= (first or found))


def test_the_id_of_a_record_has_a_whole_day() -> None:
    fields = {"kind": "fact", "held_on": "2010-09", "summary": "Het college kiest"}
    assert new_id(KIND["session"], fields, "2026-01-01") == "2010-09-30-fact-het-college-kiest"


def test_what_is_known_by_a_day_is_no_news_and_a_month_is_where_it_lies_within_the_period() -> None:
    facts = [
        make.session("s1", kind="fact", held_on=partial_date("..2026-02-20"), visibility="public"),
        make.session("s2", kind="fact", held_on=partial_date("2026-01"), visibility="public"),
        make.session("s3", kind="fact", held_on=day("2026-02-10"), visibility="public"),
    ]
    known = make.knowledge(make.project("alpha"), *facts)
    assert [one.ref.rpartition("/")[2] for one in newsletter.news(known)] == ["s3", "s2"]
    since = day("2026-01-15")
    chosen = newsletter.choice(known, since, day("2026-02-28"), frozenset())
    assert chosen is not None
    assert [one.ref.rpartition("/")[2] for one in (*chosen.picture, *chosen.other)] == ["s3"]


def test_what_was_found_in_a_month_is_there_from_its_first_day_on() -> None:
    month, by = (
        make.bottleneck(id, opened_on=partial_date(text)) for id, text in (("b1", "2026-02"), ("b2", "..2026-02"))
    )
    known = make.knowledge(make.project("alpha"), month, by)
    assert [one.id for one in standing.open_bottlenecks(known, "alpha", day("2026-02-03"))] == ["b1"]
    assert len(standing.open_bottlenecks(known, "alpha", day("2026-02-28"))) == 2


def test_only_those_who_were_not_there_know_a_part_of_a_day() -> None:
    talk = make.session("s1", held_on=partial_date("2026-01"))
    fact = make.session("s2", kind="fact", held_on=partial_date("2026-01"))
    advice = make.decision("d1", kind="advice", decided_on=partial_date("2026-01"))
    known = make.knowledge(make.project("alpha"), talk, fact, advice)
    found = {one.ref.rpartition("/")[2] for one in impossible_dates(known, day("2026-03-01"))}
    assert found == {"s1", "d1"}


def test_the_year_of_today_does_not_lie_in_the_future() -> None:
    fact = make.session("s2", kind="fact", held_on=partial_date("2026"))
    assert not list(impossible_dates(make.knowledge(make.project("alpha"), fact), day("2026-03-01")))


def test_screens_and_reports_show_what_is_known(kb: Kb) -> None:
    kb.write(
        "projects/waterrijk/bottlenecks/oud.yaml",
        "title: Oud zeer\ncategory: stikstof\nstatus: open\nopened_on: ..2010-09-23\nvisibility: public\n",
    )
    kb.write(
        "projects/waterrijk/bottlenecks/maand.yaml",
        "title: Uit een maand\ncategory: stikstof\nstatus: resolved\nopened_on: 2025-02\nclosed_on: 2025-11\n",
    )
    assert kb.ppl("check").returncode == 0
    shown = kb.ppl("report", "project", "waterrijk", "--lang", "nl").stdout
    assert "uiterlijk 23 september 2010" in shown and "op uiterlijk" not in shown
    assert "in november 2025" in shown and "30 november 2025" not in shown
    english = kb.ppl("report", "project", "waterrijk", "--lang", "en").stdout
    assert "by 23 September 2010" in english and "on by" not in english
    assert '"opened_on": "2025-02"' in kb.ppl("list", "bottleneck", "--format", "json").stdout
    listed = kb.ppl("list", "bottleneck", "--sort", "opened_on").stdout
    assert "by 2010-09-23" in listed and ".." not in listed
    assert kb.ppl("set", "waterrijk/bottlenecks/oud", "opened_on=2010", "--yes").returncode == 0
    assert "opened_on: 2010\n" in kb.text("projects/waterrijk/bottlenecks/oud.yaml")
    refused = kb.ppl("set", "waterrijk/bottlenecks/oud", "opened_on=2010-13", "--yes")
    assert refused.returncode == 3 and "..2026-01-31" in refused.stderr


def test_what_was_so_by_a_day_may_have_ended_before_it() -> None:
    one = make.bottleneck(
        "b1", opened_on=partial_date("..2010-09-23"), closed_on=partial_date("2010-05"), status="resolved"
    )
    other = make.bottleneck("b2", opened_on=partial_date("2010-09"), closed_on=day("2010-08-31"), status="resolved")
    known = make.knowledge(make.project("alpha"), one, other)
    assert [found.ref for found in impossible_dates(known, day("2026-03-01"))] == [other.ref]


def test_of_a_day_between_two_the_first_and_the_last_are_known() -> None:
    autumn = partial_date("2023-09..2023-12")
    assert earliest(autumn) == day("2023-09-01") and last_day(autumn) == day("2023-12-31")
    assert earliest(partial_date("2023-07-03..2024-03-25")) == day("2023-07-03")
    assert is_surely_before(partial_date("2023-08"), autumn)
    assert not is_surely_before(day("2023-09-11"), autumn)
    assert not is_surely_before(day("2020-01-01"), partial_date("..2023-12")), "nobody knows since when"
    assert [days_apart(autumn, day(on)) for on in ("2023-08-30", "2023-10-05", "2024-01-02")] == [2, 0, 2]


def test_a_term_that_began_nobody_knows_when_ended_by_its_last_day() -> None:
    lots = make.programme(lots=(Lot(code="lot-1", title="Een", slots=5, term_years=2, goal_weeks=104),))
    whole, part = (
        make.project(id, lot="lot-1", starts_on=partial_date(on))
        for id, on in (("a", "2023-10-02"), ("b", "2023-09..2023-12"))
    )
    knowledge = make.knowledge(lots, whole, part)
    assert str(progress.term_ends_on(knowledge, whole)) == "2025-09-29"
    assert str(progress.term_ends_on(knowledge, part)) == "..2025-12-28"


def test_weeks_are_won_between_whole_days_only() -> None:
    won = make.milestone("m", baseline_on=day("2023-12-31"), actual_on=day("2023-12-24"))
    assert progress.weeks_won(won, day("2026-01-01")) == 1.0
    for known in ("2023", "2023-09..2023-12", "..2023-12-31"):
        assert progress.weeks_won(changed(won, baseline_on=partial_date(known)), day("2026-01-01")) is None


@pytest.mark.parametrize(
    ("known", "dutch", "english"),
    [
        ("2023-09..2023-12", "Gepland tussen september 2023 en december 2023", "Planned between September 2023 and"),
        ("..2025-12-28", "Gepland uiterlijk 28 december 2025", "Planned by 28 December 2025"),
        ("2025", "Gepland in 2025", "Planned for 2025"),
        ("2025-12-28", "Gepland op 28 december 2025", "Planned for 28 December 2025"),
    ],
)
def test_what_is_planned_for_a_part_of_a_date_is_said_as_people_say_it(known: str, dutch: str, english: str) -> None:
    late = DeadlineState(on=partial_date(known), kind="milestone", text="Bouw", ref="x", late_days=21)
    assert dutch in str(Wording(catalogue("nl").gettext, "nl").shown(overdue(late)))
    assert english in str(Wording(lambda source: source, "en").shown(overdue(late)))


@pytest.mark.parametrize(("known", "said"), [("..2025-12-31", "minstens 47 weken te laat"), ("2025-12-31", "48 weken")])
def test_what_is_late_at_least_is_not_rounded_up(known: str, said: str) -> None:
    for kind, dutch in (("milestone", said), ("term", said.replace("te laat", "voorbij"))):
        late = DeadlineState(on=partial_date(known), kind=kind, text="Bouw", ref="x", late_days=333)
        assert dutch in str(Wording(catalogue("nl").gettext, "nl").shown(overdue(late)))


def test_a_day_of_this_year_that_is_known_in_part_keeps_its_year() -> None:
    for known, said in (
        ("2026", "2026"),
        ("..2026-11-21", "uiterlijk 21 november 2026"),
        ("2026-11-21", "21 november"),
    ):
        shown = Wording(catalogue("nl").gettext, "nl").shown(near(partial_date(known), day("2026-03-01")))
        assert str(shown) == said


def test_since_a_day_between_two_is_said_as_people_say_it() -> None:
    words = Wording(catalogue("nl").gettext, "nl")
    since = Text("{count} open, since {date}", count=1, date=partial_date("2023-09..2023-12"))
    assert "since een dag tussen september 2023 en december 2023" in str(words.shown(since))


@pytest.mark.parametrize(
    ("known", "dutch"),
    [
        ("2010-09-23", "23-09-2010"),
        ("2010-09", "09-2010"),
        ("2010", "2010"),
        ("..2010-09-23", "..23-09-2010"),
        ("2010-09..2010-11", "09-2010..11-2010"),
    ],
)
def test_a_column_shows_a_date_as_its_reader_writes_it(known: str, dutch: str) -> None:
    assert in_figures(partial_date(known), "nl") == dutch
    assert in_figures(partial_date(known), "en") == known
