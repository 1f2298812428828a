"""What only the report on one project says: decisions, lessons, agreements, partners, corrections, its plan."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.session import Session
from ppl.partial_date import partial_date
from ppl.reports import outlook_sentences
from ppl.reports import project_detail_sentences as detail
from ppl.reports import project_sentences as of
from ppl.reports.happenings import Correction, Happening
from ppl.reports.outlook import Differs, Next, Outlook
from ppl.reports.profile import Agreed, GrantState, PartnerState
from ppl.reports.project_report import Decided, Learned
from ppl.reports.standing import TaskState
from ppl.reports.values import Named
from tests.make import TODAY, day
from tests.reports.test_project_sentences import EARLY, OWNER, report
from tests.reports.test_sentences import english


def test_a_decision_tells_who_took_it_why_and_on_which_conditions() -> None:
    one = Decided(
        ref="d", on=TODAY, kind="selection", outcome="select", by=OWNER, organisation="Stad", reasons=("past", "kan"),
        conditions=("a", "b"), review_on=TODAY,
    )  # fmt: skip
    assert english(of.decided(one, TODAY)) == (
        "2 March 2026, **selection** (projectleider, Stad): Select. Past. Kan. Conditions: a; b. "
        "To be looked at again on 2 March 2026."
    )
    bare = Decided(ref="d", on=TODAY, kind="municipal", outcome="granted")
    assert english(of.decided(bare, TODAY)) == "2 March 2026, **municipal decision**: Granted."


def test_what_has_no_first_day_is_no_news_because_it_was_read() -> None:
    read = Happening(ref="s", on=partial_date("..2026-01-05"), kind="fact", summary="De raad koos")
    part = Happening(ref="s", on=partial_date("2026-01"), kind="fact", summary="De raad koos")
    assert english(detail.latest((read,))) == "**Last known, by 5 January 2026.** De raad koos."
    assert english(detail.latest((part,))) == "**Latest news, January 2026.** De raad koos."


def test_a_lesson_and_an_agreement_and_an_action_are_told_with_what_belongs_to_them() -> None:
    lesson = Learned(ref="l", title="Bel eerst.", status="shared", noted_on=TODAY, effect="Snel", limits="Niet altijd")
    assert english(of.learned(lesson)) == "**Bel eerst** (shared, noted on 2 March 2026). Snel. Limits: Niet altijd."

    def agreement(audience: str = "project", **fields: Any) -> str:
        return english(detail.agreement(Agreed(text="Antwoord.", **fields), report(), audience))

    assert agreement(owner=OWNER) == "Antwoord (projectleider)."
    assert agreement(due_on=TODAY) == "Antwoord, due on 2 March 2026."
    assert agreement(due_on=EARLY) == "Antwoord, due on 5 January 2026, 8 weeks late, not reported as done."
    assert (
        agreement("public", due_on=EARLY) == agreement("programme", due_on=EARLY) == "Antwoord, due on 5 January 2026."
    )
    assert agreement(due_on=EARLY, done_on=TODAY) == "Antwoord, done on 2 March 2026."

    def action(**fields: Any) -> str:
        return english(
            detail.action(TaskState(**{"ref": "a", "text": "Bel.", "status": "open", "late_days": 0, **fields}))
        )

    assert action() == "Bel (nobody yet)."
    assert action(owner=OWNER, organisation="Stad", due_on=EARLY, late_days=1) == (
        "Bel (projectleider, Stad), due on 5 January 2026, 1 day late."
    )
    assert action(late_days=2) == "Bel (nobody yet), 2 days late."


def test_a_partner_and_a_grant_tell_what_they_want() -> None:
    def partner(**fields: Any) -> str:
        return english(detail.partner(PartnerState(organisation="Stek", **fields)))

    assert partner() == "**Stek**."
    kind = Named(code="corporatie", nl="Corporatie", en="Corporation")
    assert partner(kind=kind, interest="huur", mandate="geld") == "**Stek** (corporation): huur. May decide on: geld."
    grant = GrantState(name="Impuls", status="toegekend", window="2026", asks_parallel=True)
    assert english(detail.grant(grant)) == "Impuls: toegekend, 2026. The grant itself asks for parallel planning."
    assert english(detail.grant(GrantState(name="Impuls"))) == "Impuls."


def test_a_correction_tells_which_fields_changed_and_why() -> None:
    given: dict[str, Any] = {"ref": "s", "on": TODAY, "held_on": EARLY, "kind": "weekly"}
    whole = Correction(**given, because="Zo was het", fields=("summary", "eigen_veld"))
    assert english(detail.correction(whole)) == (
        "2 March 2026: the notes of 5 January 2026 (weekly); changed: the summary, eigen veld. Reason: Zo was het."
    )
    assert english(detail.correction(Correction(**given))) == "2 March 2026: the notes of 5 January 2026 (weekly)."


def test_every_field_that_a_reader_may_see_corrected_has_its_words() -> None:
    for name in Session.__struct_fields__:
        said = english(detail.correction(Correction(ref="s", on=TODAY, held_on=EARLY, kind="weekly", fields=(name,))))
        has_words = not said.endswith(f"changed: {name.replace('_', ' ')}.")
        assert has_words == (name in detail.FIELDS), name
    untold = {"role", "scope", "lot", "projects", "views", "period", "state", "minutes", "hours", "sent_on"}
    own = (
        set(Session.__annotations__)
        - untold
        - {"restricted", "widened", "agreed_on", "agreed_by", "agreed_note", "amended"}
    )
    assert own == set(detail.FIELDS)


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (Outlook(steps=1, done=0), "The plan has 1 step, of which 0 are done."),
        (
            Outlook(steps=2, done=0, unknown=2, goal="Af"),
            (
                "The plan has 2 steps, of which 0 are done. "
                "Of 2 open steps on the way to the goal the duration is not known, "
                "so no day can be given for it (Af)."
            ),
        ),
        (
            Outlook(
                steps=2,
                done=1,
                goal="Af",
                goal_on=TODAY,
                weeks=8.6,
                late=1,
                late_days=6,
                next=Next(title="B", on=TODAY),
            ),
            (
                "The plan has 2 steps, of which 1 are done. "
                "1 step should have been ready by now: 6 days late. "
                "Calculated through, it leads to Af on 2 March 2026, 9 weeks after its start. "
                "The first milestone in it that is to come: B, on 2 March 2026."
            ),
        ),
    ],
)
def test_a_plan_tells_where_it_leads(outlook: Outlook, said: str) -> None:
    assert english(outlook_sentences.plan(outlook)) == said


def test_an_assumed_plan_and_one_that_differs_from_the_milestones_say_so() -> None:
    differs = (Differs(title="Raad", on=TODAY, plan_on=day("2026-04-06"), is_fact=False),)
    text = english(outlook_sentences.plan(Outlook(steps=2, done=0, unchecked=2, differs=differs)))
    assert text.startswith(
        "**Assumed**: this plan comes from a template, and nobody has gone over 2 activities of it yet."
    )
    assert text.endswith(
        "The plan and the milestones differ: Raad: 2 March 2026, by the plan 6 April 2026. "
        "What counts here are the milestones."
    )


def test_of_what_only_a_template_planned_nothing_is_late() -> None:
    assumed = Outlook(steps=9, done=0, goal="Bouw", goal_on=EARLY, goal_late_days=56, unchecked=9, presumed=1)
    assert english(outlook_sentences.plan(assumed)).endswith(
        "The plan has 9 steps, of which 0 are done. By the template 1 step would be ready by now; "
        "whether it is, nobody has said. By the template it would have led to Bouw on 5 January 2026."
    )


def test_a_decision_on_a_lot_says_which() -> None:
    one = Decided(ref="d", on=TODAY, kind="go-no-go", outcome="continue", lot="lot-2")
    assert english(of.decided(one, TODAY)) == "2 March 2026, **go-no-go lot 2**: Continue."


def test_a_plan_whose_end_passed_is_late_and_not_to_come() -> None:
    late = Outlook(steps=2, done=0, goal="Bouw", goal_on=day("2026-02-09"), weeks=4.0, goal_late_days=21)
    assert english(outlook_sentences.plan(late)).endswith(
        "Calculated through, it should have led to Bouw on 9 February 2026: 3 weeks late."
    )
