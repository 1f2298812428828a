"""What changed in a project since the report before."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.project import Move
from ppl.model.record import Record
from ppl.partial_date import partial_date
from ppl.rules.changes import HALF_YEAR, Change, Since, changes, previous_report
from tests import make
from tests.make import TODAY, day

SINCE = day("2026-02-16")


def told(*records: Record, since: datetime.date = SINCE, **fields: Any) -> list[Change]:
    project = make.project(**fields)
    return changes(make.knowledge(project, *records), project, since, TODAY)


def briefly(*records: Record, **fields: Any) -> list[tuple[str, Any, Any]]:
    return [(one.kind, one.before, one.after) for one in told(*records, **fields)]


def test_a_judgement_a_term_or_a_light_that_stayed_as_it_was_is_no_change() -> None:
    before = make.session(
        "s0", held_on=SINCE, on_track=make.on_track(), lights=make.lights(), feasible_in_term=make.feasible()
    )
    same = make.session(on_track=make.on_track(), lights=make.lights(), feasible_in_term=make.feasible())
    assert told(before, same) == []
    worse = make.session(
        on_track=make.on_track("critical"), lights=make.lights("red"), feasible_in_term=make.feasible("conditional")
    )
    assert briefly(before, worse) == [
        ("judgement", "on-course", "critical"),
        ("term", "feasible", "conditional"),
        ("light", "green", "red"),
    ]
    assert [(one.kind, one.text, one.before) for one in told(make.session(lights=make.lights("red")))] == [
        ("light", aspect, None) for aspect in ("money", "quality", "time")
    ], "the first light is news too"


def test_milestones_are_reached_missed_or_moved_each_once() -> None:
    move = Move(on=day("2026-02-20"), from_=day("2026-05-01"), to=day("2026-06-01"))
    further = Move(on=day("2026-02-25"), from_=day("2026-06-01"), to=day("2026-07-01"))
    wrong = Move(on=day("2026-02-26"), from_=day("2026-05-02"), to=day("2026-05-03"), kind="correction")
    found = told(
        milestones=(
            make.milestone("reached", baseline_on=day("2026-03-07"), actual_on=day("2026-02-28")),
            make.milestone("before", actual_on=SINCE),
            make.milestone("missed", planned_on=day("2026-03-01")),
            make.milestone("today", planned_on=TODAY),
            make.milestone("long", planned_on=day("2026-02-01")),
            make.milestone("moved", planned_on=day("2026-07-01"), moves=(move, further)),
            make.milestone("back", planned_on=day("2026-05-01"), moves=(move,)),
            make.milestone("corrected", planned_on=day("2026-05-03"), moves=(wrong,)),
        )
    )
    assert [(one.kind, one.ref, one.before, one.after, one.weeks) for one in found] == [
        ("missed", "alpha#missed", day("2026-03-01"), None, None),
        ("reached", "alpha#reached", None, None, 1.0),
        ("moved", "alpha#moved", day("2026-05-01"), day("2026-07-01"), None),
    ]


def test_records_tell_what_came_of_them() -> None:
    found = told(
        make.bottleneck("new", opened_on=day("2026-02-20")),
        make.bottleneck("short", opened_on=day("2026-02-20"), status="resolved", closed_on=day("2026-02-28")),
        make.bottleneck("risk", opened_on=day("2026-02-20"), status="risk"),
        make.bottleneck("old"),
        make.decision(decided_on=day("2026-02-20"), outcome="select"),
        make.escalation(bottlenecks=("alpha/bottlenecks/new",), submitted_on=day("2026-02-21")),
        make.escalation("e2", bottlenecks=("alpha/bottlenecks/new",), answered_on=day("2026-02-22"), answer="Ja"),
        make.escalation("e3", bottlenecks=("alpha/bottlenecks/new",), submitted_on=day("2026-02-21"), to="tafel"),
        make.intervention(observed=make.observed(weeks=2.0)),
        make.session("f", kind="fact", held_on=day("2026-02-24"), summary="De raad koos."),
    )
    assert [(one.kind, one.ref.rpartition("/")[2]) for one in found] == [
        ("decision", "d1"), ("opened", "new"), ("closed", "short"), ("answer", "e2"), ("sent", "e1"), ("effect", "i1"),
        ("event", "f"),
    ]  # fmt: skip


def test_what_has_no_whole_day_is_no_change() -> None:
    assert told(make.bottleneck(opened_on=partial_date("2026-02"))) == []
    assert told(milestones=(make.milestone(actual_on=partial_date("..2026-02-20")),)) == []
    assert told(make.session("f", kind="fact", held_on=TODAY, summary="Nu.")) != []
    assert told(make.session("f", kind="fact", held_on=TODAY + datetime.timedelta(days=1), summary="Later.")) == []


def test_the_report_before_is_that_of_the_last_talk_for_which_one_was_made() -> None:
    weekly = make.session("w", held_on=day("2026-02-27"))
    progress = make.session("p", kind="progress", held_on=day("2026-01-20"))
    days = [(day("2026-02-05"), "held"), (day("2026-02-19"), "held"), (day("2026-02-26"), "cancelled"), (TODAY, "held")]
    talks = [
        make.session(f"c{n}", "programme", kind="client", held_on=on, status=status)
        for n, (on, status) in enumerate(days)
    ]
    known = make.knowledge(make.project(), weekly, progress, *talks)
    assert previous_report(known, TODAY) == Since(day("2026-02-19"), "client"), "not the talk of today itself"
    assert previous_report(known, TODAY, "alpha") == Since(day("2026-01-20"), "progress")
    nothing = make.knowledge(make.project(), weekly)
    for project in (None, "alpha"):
        assert previous_report(nothing, TODAY, project) == Since(TODAY - HALF_YEAR, "half-year")
