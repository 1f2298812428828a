"""A date of which only a part is known: a date to every rule, and no day more than is known to a reader."""

from __future__ import annotations

import copy
import datetime
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.model.ids import new_id
from ppl.model.kinds import KIND
from ppl.partial_date import earliest, has_come, last_day, partial_date
from ppl.rules import newsletter, standing
from ppl.rules.check_dates import impossible_dates
from tests import make
from tests.conftest import Kb
from tests.make import day

LAST = {"2010": "2010-12-31", "2010-02": "2010-02-28", "..2010": "2010-12-31", "..2010-09": "2010-09-30",
        "..2010-09-23": "2010-09-23", "2012-02": "2012-02-29"}  # fmt: skip


@pytest.mark.parametrize(("known", "last"), LAST.items())
def test_it_is_the_last_day_that_it_can_be_and_says_what_is_known(known: str, last: str) -> None:
    found = partial_date(known)
    assert found == datetime.date.fromisoformat(last)
    assert str(found) == found.isoformat() == f"{found}" == known
    assert last_day(found).isoformat() == last
    assert type(found + datetime.timedelta(days=1)) is datetime.date
    assert str(pickle.loads(pickle.dumps(found))) == str(copy.deepcopy(found)) == known


@pytest.mark.parametrize(
    "text", ["", "10", "2010-13", "2010-9", "2010-02-30", "...2010", "2010..", "-2010", "0000", "x"]
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
    assert "..2010-09-23" in listed
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
