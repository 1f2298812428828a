"""What reports say, as values: which sentence follows from which state, before any language."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from ppl.errors import Joined, Styled, Text
from ppl.partial_date import partial_date
from ppl.render.wording import Wording
from ppl.reports import (
    bottleneck_sentences,
    homes_sentences,
    news_sentences,
    outlook_sentences,
    standing_sentences,
    status_sentences,
)
from ppl.reports.bottleneck import BottleneckState, InterventionState
from ppl.reports.news import Point
from ppl.reports.outlook import Outlook
from ppl.reports.ranking_report import Next, Range, Share
from ppl.reports.ranking_sentences import compared
from ppl.reports.sentences import bracketed, count, joined, near, shortened, term
from ppl.reports.standing import DeadlineState, HomesState, Judgement, LightState, MilestoneState
from ppl.reports.status_report import DueState, NotHeldState
from ppl.reports.values import Named
from tests.make import TODAY, day

GROND = Named(code="grondposities", nl="Grondposities", en="Land positions")


def english(phrase: object) -> str:
    """A phrase as an English reader has it."""
    return str(Wording(lambda source: source, "en").shown(phrase))


def dutch(phrase: object) -> str:
    """A phrase with Dutch marks and names, its sentences not translated."""
    return str(Wording(lambda source: source, "nl").shown(phrase))


def bottleneck(status: str = "open", **fields: Any) -> BottleneckState:
    one = BottleneckState(ref="b", title="Grond", category=GROND, status=status, opened_on=TODAY, age_days=3)
    return msgspec.structs.replace(one, **fields)


def test_a_value_is_shown_by_its_type() -> None:
    found = joined(1234.5, day("2026-05-01"), GROND, Styled(0.25, "percent"), "a | b")
    assert dutch(found) == "1.234,5, 1 mei 2026, Grondposities, 25%, a \\| b"
    assert english(found) == "1,234.5, 1 May 2026, Land positions, 25%, a \\| b"


def test_what_is_not_there_leaves_no_trace() -> None:
    assert bracketed("text", None, "") == "text"
    assert joined("a", None, "", (), "b") == Joined(("a", "b"))
    assert english(Joined(("a", "b", "c"), last=Text("and"))) == "a, b and c"


def test_one_of_two_texts_follows_from_the_number() -> None:
    one, many = Text("{number} week in {place}", place="x"), Text("{number} weeks in {place}", place="y")
    found = [count(one, many, number) for number in (1, 2)]
    assert [str(text) for text in found] == ["1 week in x", "2 weeks in y"]


def test_a_name_among_the_words_keeps_its_capital_in_dutch_only() -> None:
    state = term(Named(code="rijk", nl="Rijk", en="State"))
    assert (dutch(state), english(state), dutch(term(GROND))) == ("Rijk", "state", "grondposities")


def test_a_day_of_this_year_goes_without_it() -> None:
    assert english(near(day("2026-05-01"), TODAY)) == "1 May"
    assert english(near(day("2027-05-01"), TODAY)) == "1 May 2027"


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("een twee drie vier", 10) == "een..."
    assert shortened("een twee drie", 10) == "een twee drie"
    assert (shortened("w" * 15, 10), shortened("een twee drie 16", 10)) == ("w" * 15, "een...")


@pytest.mark.parametrize(
    ("low", "high", "said"), [(None, 9, "at most 9"), (1200, None, "at least 1,200"), (5, 5, "5"), (5, 9, "5 to 9")]
)
def test_homes_are_a_number_or_a_range(low: int | None, high: int | None, said: str) -> None:
    assert english(homes_sentences.homes(HomesState(min=low, max=high))) == said


def test_a_judgement_tells_the_one_before() -> None:
    before = [Judgement(judgement="critical", on=TODAY, before=word) for word in (None, "critical", "attention")]
    found = [english(standing_sentences.judged(one)).partition("2026")[2] for one in before]
    assert found == [").", "; as the time before).", "; the time before: attention)."]


def test_a_light_tells_another_colour_before_and_why() -> None:
    one = LightState(aspect="time", light="red", on=TODAY, before="amber", cause="Geen geld", recovers_by=TODAY)
    said = english(standing_sentences.light(one, TODAY))
    assert (
        said.startswith("**Time: ■ red** (") and "; was amber). Cause: Geen geld. Expected to be green again by" in said
    )
    assert "was" not in english(
        standing_sentences.light(LightState(aspect="time", light="red", on=TODAY, before="red"), TODAY)
    )


def test_a_milestone_tells_its_days_and_what_was_won() -> None:
    one = MilestoneState(
        code="m", title="Plan", planned_on=day("2026-05-01"), actual_on=day("2026-04-24"), weeks_won=1.0, because="Snel"
    )
    said = "Plan: reached on 24 April 2026, planned for 1 May 2026 (**1 week won**: Snel)"
    assert english(standing_sentences.milestone(one)) == said
    bare = MilestoneState(code="m", title="Plan")
    assert english(standing_sentences.milestone(bare)) == "Plan: no date is known"
    known = MilestoneState(code="m", title="Plan", baseline_on=partial_date("2023"))
    assert english(standing_sentences.milestone(known)) == "Plan: baseline 2023"


def test_a_milestone_that_was_missed_is_late_and_a_planned_one_wins_by_the_planning_only() -> None:
    missed = MilestoneState(code="m", title="Plan", planned_on=day("2026-02-01"), late_days=29, because="Ziek")
    assert english(standing_sentences.milestone(missed)) == (
        "Plan: planned for 1 February 2026, not reported as reached (**4 weeks late**: Ziek)"
    )
    to_come = MilestoneState(code="m", title="Plan", planned_on=day("2026-05-01"), weeks_won=2.0)
    assert english(standing_sentences.milestone(to_come)).endswith("(**2 weeks won by the planning**)")
    assert [english(standing_sentences.late(days)) for days in (1, 13, 14)] == [
        "1 day late", "13 days late", "2 weeks late",
    ]  # fmt: skip


def test_a_day_to_look_again_or_to_be_green_is_past_once_it_passed() -> None:
    assert standing_sentences.again(None, TODAY) is None
    assert english(standing_sentences.again(TODAY, TODAY)) == "To be looked at again on 2 March 2026."
    assert (
        english(standing_sentences.again(TODAY, day("2026-03-03")))
        == "It was to be looked at again on 2 March 2026: 1 day late."
    )
    assert "late" not in english(standing_sentences.again(TODAY, day("2026-03-03"), is_done=True))
    red = LightState(aspect="time", light="red", on=TODAY, recovers_by=day("2026-03-01"))
    assert "It was to be green again by 1 March 2026: 1 day late." in english(standing_sentences.light(red, TODAY))


def test_what_is_late_is_told_in_full_and_in_one_sentence() -> None:
    def one(kind: str, text: str, days: int = 21) -> DeadlineState:
        return DeadlineState(on=day("2026-02-09"), kind=kind, text=text, ref="x", late_days=days)

    assert english(standing_sentences.overdue(one("milestone", "Raad stelt vast."))) == (
        "**Milestone: Raad stelt vast.** Planned for 9 February 2026: 3 weeks late, and not reported as done."
    )
    assert "**Term of the plan phase.**" in english(standing_sentences.overdue(one("term", "")))
    assert standing_sentences.overdue_in_short(()) is None
    each = [one("term", ""), one("milestone", "Raad", 1), one("review", "adapt"), one("check", "x"), one("check", "x")]
    assert english(standing_sentences.overdue_in_short(each)) == (
        "Late: term of the plan phase (over for 3 weeks); Raad (1 day late); look again at a decision (3 weeks late); "
        "and 2 more."
    )


def test_the_next_milestone_is_the_first_that_was_not_reached() -> None:
    days = ("2026-03-01", "2026-07-01", "2026-06-01")
    each = tuple(MilestoneState(code=on, title=on, planned_on=day(on), late_days=int(on < "2026-03-02")) for on in days)
    reached = MilestoneState(code="r", title="r", planned_on=TODAY, actual_on=TODAY)
    assert "2026-06-01" in english(standing_sentences.next_milestone((reached, *each)))
    assert standing_sentences.next_milestone((reached,)) is None


@pytest.mark.parametrize(
    ("status", "said"),
    [("resolved", "Resolution: Klaar."), ("accepted", "Accepted: Klaar."), ("open", "So far: Klaar.")],
)
def test_what_came_of_a_bottleneck(status: str, said: str) -> None:
    assert english(bottleneck_sentences.outcome(bottleneck(status, resolution="Klaar"))) == said


def test_what_a_bottleneck_costs_is_told_in_the_past_when_it_is_closed() -> None:
    heavy = {"critical_path_weeks": 2.0, "weeks_basis": "plan", "homes_affected": 1}
    is_open, is_closed = (bottleneck_sentences.weight(bottleneck(status, **heavy)) for status in ("open", "resolved"))
    assert english(is_open) == "It costs 2 weeks on the critical path (plan). 1 home waits on it."
    assert english(is_closed) == "It cost 2 weeks on the critical path (plan). It touched 1 home."


def test_a_chance_is_told_of_a_risk_only() -> None:
    fields = {"chance": 0.5, "risk_weeks": 1.0}
    said = "If it comes true it costs 1 week. Chance: 50%."
    assert english(bottleneck_sentences.weight(bottleneck("risk", **fields))) == said
    assert bottleneck_sentences.weight(bottleneck("open", **fields)) == ()


def test_a_done_intervention_without_an_effect_says_so() -> None:
    one = InterventionState(ref="i", title="Werkplaats", started_on=TODAY, status="done")
    assert [english(text) for text in bottleneck_sentences.intervention_in_full(one).below] == [
        "Observed: not established yet."
    ]
    assert english(bottleneck_sentences.past_intervention(one)) == "Werkplaats: effect not established"


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (
            Outlook(steps=1, done=1, goal="Af", reached_on=day("2026-01-02")),
            "The goal (Af) was reached on 2 January 2026.",
        ),
        (Outlook(steps=3, done=1, unknown=1, weeks=9.0), "so no day can be given for it."),
        (
            Outlook(steps=3, done=1, weeks=9.4, late=2, late_days=3),
            "the first is 3 days late. Calculated through, it leads to its end in 9 weeks.",
        ),
    ],
)
def test_a_plan_in_a_few_sentences(outlook: Outlook, said: str) -> None:
    assert english(outlook_sentences.plan(outlook)).endswith(said)


def test_how_old_the_oldest_is() -> None:
    assert [str(standing_sentences.oldest([(days, False) for days in ages])) for ages in ([1], [3, 40], [800, 3])] == [
        "1 day old",
        "the oldest 40 days",
        "the oldest 2 years",
    ]
    assert str(standing_sentences.oldest([(3, False), (800, True)])) == "the oldest at least 2 years"
    assert str(standing_sentences.oldest([(800, True)])) == "at least 2 years old"
    assert standing_sentences.oldest([(3, False), (None, False)]) is None and standing_sentences.age(None) is None


@pytest.mark.parametrize(
    ("status", "to_on", "said"),
    [
        ("cancelled", None, "weekly of 1 May cancelled: Ziek"),
        ("moved", None, "weekly of 1 May moved: Ziek"),
        ("moved", "2026-05-08", "weekly of 1 May moved to 8 May: Ziek"),
    ],
)
def test_a_talk_that_was_not_held(status: str, to_on: str | None, said: str) -> None:
    moved = day(to_on) if to_on else None
    one = NotHeldState(ref="s", on=day("2026-05-01"), status=status, because="Ziek", to_on=moved)
    assert english(status_sentences.missed_talk("weekly", one, TODAY, 24)) == said


def test_a_rhythm_of_the_programme_is_late_due_or_unknown() -> None:
    unknown = DueState(kind="client", scope="lot", of="lot-1")
    due = msgspec.structs.replace(unknown, due_on=day("2027-01-02"))
    late = msgspec.structs.replace(due, late_days=1)
    assert [english(status_sentences.rhythm_of_programme(one, TODAY).text) for one in (late, due, unknown)] == [
        "! 1 day late by the rhythm (lot 1)",
        "due by 2 January 2027 (lot 1)",
        "no sessions logged yet (lot 1)",
    ]


def difference(low: float, high: float, **fields: Any) -> Next:
    gap = Range(lowest=low, highest=high)
    return msgspec.structs.replace(Next(project="b", name="Beta", gap=gap, known=0.0, in_common=0), **fields)


def test_why_a_project_stands_before_the_next() -> None:
    titles = {"a": "Nut", "b": "Noodzaak", "c": "Haast"}
    ahead = difference(5.0, 5.0, decisive=(Share(code="a", points=Range(lowest=7.0, highest=7.0)),))
    assert english(compared(ahead, True, titles)) == (
        "before Beta by 5 points, through: Nut (\\+7); provided that it passes the knock-outs"
    )
    assert english(compared(difference(0.0, 0.0), False, titles)) == "as many points as Beta"
    unsure = difference(-5.0, 5.0, in_common=2, known=-1.0, open=("a", "b"), open_next=("a", "b", "c"))
    assert english(compared(unsure, False, titles)) == (
        "whether it stands before Beta depends on what is missing; on what is scored for both it is behind by 1 point; "
        "missing here: Nut; Noodzaak; missing for Beta: 3 criteria"
    )


def test_what_was_solved_begins_with_a_capital_however_it_was_typed() -> None:
    solved = news_sentences.solved(Point(title="Net vol", text="subsidie rond"))
    assert [dutch(one) for one in solved] == ["**Net vol.**", "Subsidie rond."]


def test_what_is_late_since_a_day_known_in_part_is_at_least_so_late_and_a_term_is_over() -> None:
    part = partial_date("..2025-12")

    def said(kind: str, on: datetime.date, days: int) -> str:
        return english(standing_sentences.how_late(DeadlineState(on=on, kind=kind, text="", ref="a", late_days=days)))

    assert said("milestone", part, 60) == "at least 8 weeks late"
    assert said("milestone", datetime.date(2026, 1, 5), 1) == "1 day late"
    assert said("term", part, 60) == "over for at least 8 weeks"
    assert said("term", datetime.date(2026, 1, 5), 13) == "over for 13 days"
    term = DeadlineState(on=datetime.date(2026, 1, 5), kind="term", text="", ref="a", late_days=14)
    assert "over for 2 weeks, and the plan phase was not reported as ready" in english(standing_sentences.overdue(term))
