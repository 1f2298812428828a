"""What reports about plans say where a choice of words hangs on figures."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.render.wording import Wording
from ppl.reports.plan import couplings, earlier_sentences, habits, what_if, why
from ppl.reports.plan.earlier_report import Question
from ppl.reports.plan.parts import Chain, LinkShown, Running, Step
from ppl.reports.plan.sentences import at_work, listed, longest, path, when, won
from ppl.reports.plan.times import WaitsOn
from tests.make import TODAY, day

A, B = Step(id="A", title="Eerst"), Step(id="B", title="Dan")


def says(phrase: Any) -> str:
    """A phrase in English."""
    return str(Wording(str, "en").shown(phrase))


def test_weeks_are_won_lost_or_neither_as_they_are_rounded() -> None:
    assert [says(won(number)) for number in (1.04, -2.5, 0.04)] == [
        "1 week won",
        "2.5 weeks lost",
        "no weeks won or lost",
    ]
    assert (says(when(2, TODAY)), says(when(1, None))) == (f"2 weeks, {says(TODAY)}", "1 week")


def test_a_chain_tells_what_takes_longest_and_how_many_others_there_are() -> None:
    chain = Chain(path=("A", "B"), longest=A, weeks=3.0, others=1)
    assert (says(longest(chain)), says(path(chain))) == ("A Eerst (3 weeks)", "A → B; 1 other path is just as long")
    assert says(longest(Chain(path=(), longest=None, weeks=0.0, others=0))) == "nothing takes time there"
    assert says(listed((A, B))) == "A Eerst; B Dan"
    now = [Running(id=one.id, title=one.title, is_assumed=one is B) for one in (A, B, A)]
    assert says(at_work(now, 2)) == "A Eerst; B Dan (assumed); and 1 more"


@pytest.mark.parametrize(
    ("type", "lag", "said"),
    [
        ("finish-start", 0.0, "A"),
        ("finish-start", 2.0, "2 weeks after the end of A"),
        ("finish-start", -1.0, "1 week before the end of A"),
        ("start-start", 0.0, "the start of A"),
        ("start-start", 1.0, "1 week after the start of A"),
        ("start-start", -2.0, "2 weeks before the start of A"),
    ],
)
def test_a_link_names_the_moment_that_it_waits_for(type: str, lag: float, said: str) -> None:
    link = WaitsOn(activity="A", type=type, lag_weeks=lag, ground="policy", law=None, reason=None)
    assert says(why.point(link)) == said
    assert says(why.links((link, link))) == f"{said} by own policy and {said} by own policy"
    assert says(why.sooner((link,))) == f"{said} (own policy)"


def test_the_risk_of_a_question_is_work_ahead_else_a_start_ahead_else_none() -> None:
    link = LinkShown(activity=B, waits_on=A, ground="habit")
    risks = [
        says(earlier_sentences.risk(Question(link=link, ahead_weeks=ahead, before_weeks=before, agree=())))
        for ahead, before in ((1.0, 2.0), (0.04, 2.0), (0.0, 0.0))
    ]
    assert [text.partition(" is finished")[0] for text in risks] == [
        "1 week of work on B is done before A",
        "B comes 2 weeks before A",
        "none in the work: A",
    ]


@pytest.mark.parametrize(
    ("ground", "begins"),
    [
        (None, []),
        ("habit", []),
        ("statute", ["the law asks this link (zo)"]),
        ("season", ["the season asks this link"]),
        ("contract", ["this link is no habit: it was agreed"]),
        ("policy", ["this link is no habit: it is policy. zo"]),
    ],
)
def test_what_speaks_against_a_change_is_the_ground_of_its_link(ground: str | None, begins: list[str]) -> None:
    found = what_if.objection(what_if.Tried(kind="drop", activity=B, waits_on=A, ground=ground, reason="zo"))
    assert [says(one)[: len(begin)] for one, begin in zip(found, begins, strict=True)] == begins


@pytest.mark.parametrize(
    ("outcome", "weeks", "said"),
    [
        ("kept", {}, None),
        ("dropped", {}, "What it won was not measured yet."),
        ("overlapped", {"expected_weeks": 2.0}, "Expected: 2 weeks won; not measured yet."),
        ("kept", {"observed_weeks": -1.0}, "Result: 1 week lost."),
    ],
)
def test_the_result_of_a_question_is_what_was_measured_else_expected(
    outcome: str, weeks: dict[str, Any], said: str | None
) -> None:
    found = habits.result(habits.FactShown(project="a", name="A", on=day("2026-01-05"), outcome=outcome, **weeks))
    assert (says(found) if found else None) == said


def test_few_projects_are_named_and_many_are_counted() -> None:
    assert says(couplings.projects(("a", "b"))) == "Plans of: a, b."
    assert says(couplings.projects(("a",) * 9)) == "9 running projects have a plan with dates."
    assert couplings.more(couplings.MOST) is None
    assert says(couplings.more(26)) == "These are the 25 with the least room of 26; --format json gives all."
