"""What stands in the status of the programme and of a project, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.model.newsletter import ClientApproval
from ppl.model.project import Project
from ppl.model.record import Party, Record
from ppl.model.session import Lights, Session
from ppl.partial_date import partial_date
from ppl.reports import (
    page_sentences,
    project,
    project_detail_sentences,
    project_sentences,
    status,
    status_sentences,
    status_table,
)
from ppl.reports.standing import Ended
from ppl.reports.status_report import ProjectStatus, Status
from ppl.rules import check_dates, newsletter
from tests import make
from tests.make import TODAY, day
from tests.reports import rendered
from tests.reports.test_sentences import english


def built(*records: Record, project: str | None = None) -> Status:
    return status.build(status.Request(make.knowledge(*records), project), TODAY)


def alpha(*records: Record, **fields: Any) -> ProjectStatus:
    own = () if any(isinstance(one, Project) for one in records) else (make.project(**fields),)
    return built(*own, *records, project="alpha").projects[0]


def test_rejected_and_withdrawn_projects_are_over_and_all_others_are_shown() -> None:
    stages = ("longlist", "intake", "active", "on-hold", "completed", "stopped", "reference", "rejected", "withdrawn")
    shown = [one.status for one in built(*(make.project(stage, status=stage) for stage in stages)).projects]
    assert sorted(shown) == sorted(set(stages) - {"rejected", "withdrawn"})
    assert built(make.project(status="rejected"), project="alpha").projects[0].status == "rejected"


def test_projects_under_guidance_come_first_by_lot_and_name() -> None:
    found = built(
        make.project("a", name="A", status="reference"),
        make.project("b", name="B", lot=None),
        make.project("c", name="C", lot="lot-2"),
        make.project("e", name="E"),
        make.project("d", name="D"),
    )
    assert [one.name for one in found.projects] == ["D", "E", "C", "B", "A"]
    assert (found.name, found.on, found.is_whole) == ("Proefprogramma", TODAY, True)
    assert not built(make.project(), project="alpha").is_whole


def test_a_project_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no project `omega`"):
        built(make.project(), project="omega")
    assert built().projects == ()


def test_a_bottleneck_counts_until_it_is_closed_and_a_risk_is_none_yet() -> None:
    stages = ("risk", "open", "waiting", "mitigated", "resolved", "accepted")
    found = alpha(*(make.bottleneck(stage, status=stage) for stage in stages))
    assert sorted(one.status for one in found.bottlenecks) == ["mitigated", "open", "waiting"]


def test_an_action_is_as_old_as_the_talk_in_which_it_was_agreed() -> None:
    owner = Party(role="projectleider", organisation="Gemeente")
    late = make.action("a2", due_on=day("2026-02-27"), owner=owner, status="waiting")
    found = alpha(make.session(held_on=day("2026-02-16"), actions=(make.action(), late))).actions
    assert [(one.text, one.since_on, one.age_days, one.late_days, one.status) for one in found] == [
        ("Doe a2", day("2026-02-16"), 14, 3, "waiting"),
        ("Doe a1", day("2026-02-16"), 14, 0, "open"),
    ]
    assert found[0].owner is not None
    assert (found[0].owner.nl, found[0].organisation, found[1].owner) == ("projectleider", "Gemeente", None)


def test_the_lights_tell_their_change_and_the_judgements_what_they_were_before() -> None:
    found = alpha(
        make.session(
            "s1", held_on=day("2026-02-02"), lights=make.lights("red", "green", "amber"), on_track=make.on_track()
        ),
        make.session(
            "s2",
            lights=make.lights("amber", "amber", "amber"),
            on_track=make.on_track("critical", because="De kabel"),
            feasible_in_term=make.feasible("conditional", condition="Kabel", check_on=day("2026-04-01")),
        ),
    )
    assert [(one.aspect, one.change, one.before) for one in found.lights] == [
        ("time", "better", "red"),
        ("money", "worse", "green"),
        ("quality", "same", "amber"),
    ]
    assert found.judgement is not None and found.in_term is not None
    assert (found.judgement.judgement, found.judgement.before) == ("critical", "on-course")
    assert (found.judgement.because, found.judgement.on) == ("De kabel", day("2026-02-23"))
    assert (found.in_term.condition, found.in_term.check_on) == ("Kabel", day("2026-04-01"))
    assert (alpha().judgement, alpha().in_term, alpha().lights) == (None, None, ())


def test_a_rhythm_is_told_where_there_is_a_day_to_count_from_or_a_talk_that_was_not_held() -> None:
    assert alpha().due == ()
    (held,) = alpha(make.session()).due
    assert (held.kind, held.of, held.due_on, held.last_on) == ("weekly", "alpha", TODAY, day("2026-02-23"))
    assert held.role is not None and held.role.code == "procesmanager"
    off = make.session(status="cancelled", because="griep")
    (missed,) = alpha(off).due
    assert [(one.ref, one.status, one.because) for one in missed.not_held] == [(off.ref, "cancelled", "griep")]
    assert missed.due_on is None


def test_the_rhythms_of_the_programme_stand_apart_from_those_of_its_projects() -> None:
    rhythms = make.programme(make.cadence(), make.cadence("steering", scope="programme"))
    steering = Session(ref="programme/sessions/x", kind="steering", held_on=day("2026-02-23"))
    found = built(rhythms, make.project(), make.project("beta"), make.session(), steering)
    assert [one.kind for one in found.due] == ["steering"]
    assert [[due.kind for due in one.due] for one in found.projects] == [["weekly"], []]
    assert built(rhythms, make.project()).due == ()


def test_a_public_event_or_a_call_is_no_session_with_the_project() -> None:
    assert alpha(make.session()).has_sessions
    assert not alpha(make.session(kind="fact"), make.session("s2", kind="contact")).has_sessions
    assert (alpha().is_guided, alpha(status="reference").is_guided) == (True, False)


def test_a_bottleneck_without_a_first_day_has_no_age_and_one_known_in_part_is_at_least_so_old() -> None:
    known, unknown = make.bottleneck("b", opened_on=partial_date("..2020-09")), make.bottleneck("a", opened_on=None)
    found = alpha(known, unknown, make.intervention(started_on=None))
    assert [(one.age_days is None, one.age_is_least) for one in found.bottlenecks] == [(False, True), (True, False)]
    row = status_sentences.what_is_open(found, TODAY)
    said = "; ".join(english(one) for one in (row.text, *row.below))
    assert "Knelpunt a (grid congestion, open)" in said and "at least 5 years old" in said and "oldest" not in said
    report = project.build(project.Request(make.knowledge(make.project(), known, unknown), "alpha"), TODAY)
    assert "since" not in str(project_sentences.open_bottlenecks(report))
    knowledge = make.knowledge(make.project(), unknown, make.intervention(started_on=None))
    assert [one for one in newsletter.news(knowledge) if one.ref.startswith("alpha/")] == []
    assert list(check_dates.impossible_dates(knowledge, TODAY)) == []


def test_of_a_project_that_has_ended_nothing_is_next_or_late_and_it_says_when_and_why() -> None:
    late = make.milestone("m", title="Overeenkomst", planned_on=day("2026-01-05"))
    ahead = make.milestone("n", title="Start bouw", planned_on=day("2027-01-05"))
    stop = make.decision(kind="stop", decided_on=day("2026-01-12"), outcome="end", reasons=("de raad koos anders",))
    red = make.session(held_on=day("2026-01-05"), lights=Lights(time=make.light("red", recovers_by=day("2026-02-01"))))
    for status_ in ("stopped", "completed", "withdrawn"):
        of = make.project(status=status_, milestones=(late, ahead), closed_on=day("2026-01-13"))
        found = alpha(of, stop, red)
        assert (found.overdue, found.deadlines) == ((), ())
        assert found.ended == Ended(status=status_, on=day("2026-01-13"), because="de raad koos anders")
        said = str(status_sentences.block(found, TODAY))
        assert "de raad koos anders" in said and "2026-01-13" in said and "Start bouw" not in said
        assert "de raad koos anders" in str(status_table.attention(found))
        report = project.build(project.Request(make.knowledge(of, stop, red), "alpha"), TODAY)
        text = str(project_detail_sentences.in_short(report, "internal")) + str(page_sentences.page(report, "internal"))
        assert "green again" not in text.lower() and "Next milestone" not in text and "not reached" in text
    assert alpha().ended is None


def test_a_bulletin_for_everybody_waits_for_the_ministry_until_it_is_sent() -> None:
    def said(*bulletins: Record, of: str | None = None) -> str:
        known = make.knowledge(make.programme(), make.project(), *bulletins)
        return rendered.screen(known, of, lang="en")

    line = f"waits for the approval of {make.programme().client.name}"
    assert line in " ".join(said(make.newsletter(3)).split()) and "newsletter 3" in said(make.newsletter(3)).lower()
    assert line not in " ".join(said(make.newsletter(3), of="alpha").split())
    given = ClientApproval(role="opdrachtgever", on=day("2026-02-01"))
    for settled in (
        make.newsletter(3, audience="programme"),
        make.newsletter(3, status="sent", sent_on=day("2026-02-01")),
        make.newsletter(3, client_approval=given),
    ):
        assert line not in " ".join(said(settled).split())
