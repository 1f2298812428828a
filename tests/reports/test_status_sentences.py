"""The rows of the screen: what each says of which state, and how much of it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.reports import standing_sentences
from ppl.reports import status_sentences as of
from ppl.reports.bottleneck import BottleneckState, Sent
from ppl.reports.sentences import Row, in_place
from ppl.reports.standing import DeadlineState, InTerm, Judgement, MilestoneState
from ppl.reports.status_report import ActionStatus, DueState, LightStatus, NotHeldState, ProjectStatus, Status
from ppl.reports.status_table import table
from ppl.reports.values import Named
from tests.make import TODAY, day
from tests.reports.test_sentences import english

GRID = Named(code="netcongestie", nl="Vol stroomnet", en="Grid congestion")
OWNER = Named(code="projectleider", nl="projectleider")


def project(**fields: Any) -> ProjectStatus:
    given: dict[str, Any] = {
        "ref": "alpha",
        "name": "Alpha",
        "municipality": ("Stad",),
        "status": "active",
        "is_guided": True,
        "has_sessions": True,
    }
    return ProjectStatus(**{**given, **fields})


def told(row: Row) -> tuple[str, list[str]]:
    """What a row says, and the lines below it."""
    return english(row.text), [english(one) for one in row.below]


def bottleneck(title: str = "Kabel", age_days: int = 3, **fields: Any) -> BottleneckState:
    given: dict[str, Any] = {"ref": "b", "category": GRID, "status": "open", "opened_on": TODAY, **fields}
    return BottleneckState(title=title, age_days=age_days, **given)


def action(text: str = "Bellen", late_days: int = 0, age_days: int = 7, **fields: Any) -> ActionStatus:
    given: dict[str, Any] = {"ref": "a", "status": "open", "since_on": TODAY, **fields}
    return ActionStatus(text=text, late_days=late_days, age_days=age_days, **given)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day old"), (2, "2 days old"), (729, "729 days old"), (730, "2 years old"), (1094, "2 years old")],
)
def test_what_is_two_years_old_is_told_in_years(days: int, said: str) -> None:
    assert english(standing_sentences.age(days)) == said
    other = said.removesuffix(" old")
    assert english(standing_sentences.oldest([(0, False), (days, False)])) == f"the oldest {other}"


def test_the_open_row_counts_bottlenecks_and_actions_and_lists_six_of_each() -> None:
    sent = Sent(ref="e", to=Named(code="x", nl="Ministerie"), status="submitted")
    bottlenecks = [bottleneck(f"B{n}", n, escalated=(sent,) if n == 1 else ()) for n in range(1, 9)]
    actions = [action(f"A{n}", int(n > 6), n, owner=OWNER, due_on=TODAY if n == 1 else None) for n in range(1, 8)]
    one = project(bottlenecks=tuple(bottlenecks), actions=tuple(actions))
    text, below = told(of.what_is_open(one, TODAY))
    assert text == "8 bottlenecks, the oldest 8 days; 7 actions, the oldest 7 days, 1 overdue"
    assert below[0] == "B1 (grid congestion, open, 1 day old; escalated to Ministerie)"
    assert below[5:8] == [
        "B6 (grid congestion, open, 6 days old)",
        "and 2 more",
        "action: A1 (projectleider, 2 March, 1 day old)",
    ]
    assert below[8] == "action: A2 (projectleider, no date, 2 days old)"
    assert below[13:] == ["and 1 more"]
    assert told(of.what_is_open(project(), TODAY)) == ("no bottlenecks; no actions", [])
    few = project(bottlenecks=tuple(bottlenecks[:6]), actions=tuple(actions[:6]))
    assert not [line for line in told(of.what_is_open(few, TODAY))[1] if "more" in line]
    late = of.action(action(late_days=2, due_on=day("2025-12-31")), TODAY)
    assert english(late) == "action: Bellen (nobody yet, 31 December 2025, 2 days late, 7 days old)"


def due(kind: str = "weekly", late: int = 0, on: str | None = "2026-03-09", *missed: NotHeldState) -> DueState:
    return DueState(kind=kind, scope="project", due_on=day(on) if on else None, late_days=late, not_held=missed)


def off(on: str, because: str = "ziek") -> NotHeldState:
    return NotHeldState(ref="s", on=day(on), status="cancelled", because=because)


def test_the_rhythm_row_tells_first_what_is_late_then_what_is_due() -> None:
    one = project(due=(due("learning", on="2026-03-10"), due("weekly", 1), due("client", on="2026-03-05")))
    assert told(of.rhythm(one, TODAY))[0] == (
        "! weekly: 1 day late by the rhythm; client: due by 5 March; learning: due by 10 March"
    )
    many = project(due=tuple(due("weekly", on=f"2026-03-{n:02}") for n in range(10, 21)))
    assert told(of.rhythm(many, TODAY))[0].count("due by") == 9


def test_talks_that_were_not_held_stand_below_the_last_two_of_each_kind() -> None:
    missed = [off(f"2026-02-{n:02}", f"reden {n} van heel veel woorden die maar doorgaan") for n in (2, 9, 16)]
    one = project(due=(due("weekly", 0, None, *missed), due("learning", 0, None, off("2026-02-20"))))
    text, below = told(of.rhythm(one, TODAY))
    assert text == ""
    assert [line.partition(" cancelled")[0] for line in below] == [
        "weekly of 9 February",
        "weekly of 16 February",
        "learning of 20 February",
    ]
    bare = NotHeldState(ref="s", on=TODAY, status="moved")
    assert english(of.missed_talk("weekly", bare, TODAY, 9)) == "weekly of 2 March moved"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "reference", "next_session_on": TODAY}, "followed from outside, without a rhythm"),
        ({"next_session_on": day("2026-03-04")}, "session on 4 March"),
        ({"has_sessions": False}, "no sessions logged yet"),
        ({"has_sessions": False, "is_guided": False}, "no session agreed"),
        ({}, "no session agreed"),
    ],
)
def test_what_comes_next_is_a_talk_or_why_there_is_none(fields: dict[str, Any], said: str) -> None:
    assert told(of.what_comes_next(project(**fields), TODAY)) == (said, [])


def test_three_days_come_next() -> None:
    days = [DeadlineState(on=day(f"2026-03-0{n}"), kind="action", text=f"T{n}", ref="x") for n in range(3, 8)]
    one = project(deadlines=tuple(days))
    assert told(of.what_comes_next(one, TODAY))[0] == "no session agreed; 3 March: T3; 4 March: T4; 5 March: T5"


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("action", "Bellen", "Bellen"),
        ("milestone", "", "milestone"),
        ("check", "Kabel", "look again at the condition"),
        ("review", "x", "look again at a decision"),
        ("escalation", "x", "answer of a table"),
    ],
)
def test_a_day_says_by_when_what_must_be_ready(kind: str, text: str, said: str) -> None:
    one = DeadlineState(on=TODAY, kind=kind, text=text, ref="x")
    assert english(of.deadline(one, TODAY)) == f"2 March: {said}"


def test_a_long_text_is_cut_at_a_word() -> None:
    long = DeadlineState(on=TODAY, kind="action", text="woord " * 50, ref="x")
    assert len(english(of.deadline(long, TODAY))) == 203


def light(aspect: str, colour: str, **fields: Any) -> LightStatus:
    return LightStatus(aspect=aspect, light=colour, **{"on": TODAY, **fields})


def test_the_lights_tell_their_change_and_below_them_why_they_are_not_green() -> None:
    lights = (
        light("time", "red", change="worse", before="green", cause="Kabel", correction="Accu"),
        light("money", "green", change="same", before="green", on=day("2026-02-01"), cause="Niets"),
        light("quality", "amber", cause="Team"),
    )
    judged = Judgement(judgement="critical", on=day("2026-02-23"))
    one = project(lights=lights, judgement=judged, in_term=InTerm(judgement="conditional", on=TODAY))
    text, below = told(of.lights(one, TODAY))
    assert text == (
        "time ■ red (worse, was green), money ● green (same), quality ▲ amber; 2 March; critical (23 February); "
        "in the term: conditional"
    )
    assert below == ["time: Kabel; correction: Accu", "quality: Team"]
    assert told(of.lights(project(), TODAY)) == ("not known yet", [])
    better = light("time", "amber", change="better", before="red")
    assert english(of.light(better)) == "time ▲ amber (better, was red)"


def milestone(code: str, **fields: Any) -> MilestoneState:
    return MilestoneState(code=code, title=code, **fields)


def test_milestones_tell_the_last_that_were_reached_and_the_first_to_come() -> None:
    reached = [milestone(f"R{n}", actual_on=day(f"2026-01-0{n}"), weeks_won=float(n - 2)) for n in (3, 1, 2)]
    planned = [milestone(f"P{n}", planned_on=day(f"2026-05-0{n}")) for n in (3, 2, 1)]
    one = project(milestones=(*reached, *planned, milestone("U1"), milestone("U2")))
    text, below = told(of.milestones(one, TODAY))
    assert text == "3 of 8 reached; 1 May: P1"
    assert below == [
        "R2: reached on 2 January (no weeks won or lost)",
        "R3: reached on 3 January (1 week won)",
        "P1: planned for 1 May",
        "P2: planned for 2 May",
        "P3: planned for 3 May",
        "U1",
        "and 2 more",
    ]
    few = project(milestones=(reached[1], planned[2]))
    assert told(of.milestones(few, TODAY))[1] == ["R1: reached on 1 January (1 week lost)", "P1: planned for 1 May"]
    gained = project(milestones=(milestone("P", planned_on=day("2026-05-01"), weeks_won=2.0),))
    assert told(of.milestones(gained, TODAY))[1] == ["P: planned for 1 May (2 weeks won by the planning)"]


def test_what_passed_is_late_and_stands_first_never_next() -> None:
    missed = milestone("M", planned_on=day("2026-02-16"), late_days=14)
    days = (DeadlineState(on=day("2026-02-16"), kind="milestone", text="M", ref="x", late_days=14),)
    one = project(milestones=(missed, milestone("P", planned_on=day("2026-05-01"))), overdue=days)
    rows = of.block(one, TODAY).rows
    assert (english(rows[0].label), told(rows[0])[0]) == ("late", "milestone: M (16 February 2026, 2 weeks late)")
    text, below = told(of.milestones(one, TODAY))
    assert (text, below[0]) == ("0 of 2 reached; 1 May: P", "M: planned for 16 February (2 weeks late)")


def test_what_passed_in_a_project_that_is_followed_is_neither_late_nor_next() -> None:
    passed = milestone("M", planned_on=day("2026-02-16"), has_passed=True)
    one = project(status="reference", milestones=(passed,))
    text, below = told(of.milestones(one, TODAY))
    assert (text, below) == ("0 of 1 reached", ["M: was planned for 16 February (not reported as reached)"])


def test_milestones_without_a_date_are_named_and_none_at_all_is_said() -> None:
    assert told(of.milestones(project(), TODAY)) == ("none yet", [])
    undated = project(milestones=(milestone("U1"), milestone("U2")))
    assert told(of.milestones(undated, TODAY)) == ("2 named, without a date", ["U1", "U2"])
    done = project(milestones=(milestone("R", actual_on=TODAY), milestone("U")))
    assert told(of.milestones(done, TODAY))[0] == "1 of 2 reached"


def test_a_project_is_headed_by_its_stage_lot_and_phase() -> None:
    lot, phase = Named(code="lot-1", nl="Klein"), Named(code="x", nl="Ontwerp", en="Design")
    assert english(of.heading(project(lot=lot, phase=phase))) == "Alpha (Stad): active, lot 1, design"
    assert english(of.heading(project())) == "Alpha (Stad): active"


def test_a_block_has_a_row_for_the_rhythm_and_the_lights_where_these_concern_it() -> None:
    def labels(**fields: Any) -> list[str]:
        return [english(row.label) for row in of.block(project(**fields), TODAY).rows]

    assert labels() == ["open", "next", "lights", "milestones"]
    assert labels(due=(due(),)) == ["open", "rhythm", "next", "lights", "milestones"]
    assert labels(status="reference") == ["open", "next", "milestones"]
    assert labels(status="reference", lights=(light("time", "green"),)) == ["open", "next", "lights", "milestones"]


def test_projects_followed_from_outside_stand_apart_on_the_screen_of_the_programme() -> None:
    each = (project(), project(name="Beta", status="reference"), project(name="Gamma", status="reference"))
    whole = of.said(Status(name="P", on=TODAY, is_whole=True, projects=each, due=(due(),)))
    assert (whole["projects"], [row[0] for row in whole["table"].rows]) == ([], ["Alpha"])
    assert ([english(one) for one in whole["outside"]], len(whole["due"])) == (["Beta (Stad); Gamma (Stad)"], 1)
    alone = of.said(Status(name="P", on=TODAY, is_whole=False, projects=each[1:2]))
    assert (len(alone["projects"]), alone["outside"], alone["table"]) == (1, (), None)


def test_a_name_or_a_place_with_brackets_is_not_put_between_brackets() -> None:
    assert english(in_place("Alfa", ("Stad", "Dorp"))) == "Alfa (Stad, Dorp)"
    assert english(in_place("Alfa", ())) == "Alfa"
    assert english(in_place("Alfa (kade)", ("Stad",))) == "Alfa (kade), Stad"
    assert english(in_place("Alfa", ("Stad (verzonnen)",), strongly=True)) == "**Alfa**, Stad (verzonnen)"


def test_the_rhythms_of_the_programme_begin_with_the_latest_then_what_is_due_first() -> None:
    each = (
        due("exchange", on="2026-04-01"),
        due("client", on="2026-03-04"),
        due("newsletter", 20),
        due("start", on=None),
    )
    said = of.said(Status(name="P", on=TODAY, is_whole=True, projects=(), due=each))
    assert [english(row.label) for row in said["due"]] == ["newsletter", "client", "exchange", "start"]


def test_a_column_in_which_nothing_stands_leaves_its_room() -> None:
    found = table([project(name="new", has_sessions=False)], TODAY)
    assert [english(one) for one in found.headings] == ["Project", "Needs attention"]
    assert ([tuple(map(english, row)) for row in found.rows], found.legend) == ([("new", "No talks yet")], None)


def test_the_programme_is_a_line_per_project_and_what_needs_attention_stands_first() -> None:
    def late(days: int) -> DeadlineState:
        return DeadlineState(on=TODAY, kind="milestone", text="M", ref="x", late_days=days)

    critical = Judgement(judgement="critical", on=TODAY)
    found = table(
        [
            project(name="calm", next_session_on=day("2026-03-09")),
            project(name="new", has_sessions=False),
            project(name="waiting", status="waiting", is_guided=False),
            project(name="red", lights=(light("time", "red"),), judgement=critical, bottlenecks=(bottleneck(),)),
            project(name="talk", due=(due(late=3),), actions=(action(late_days=2), action(late_days=1))),
            project(name="late", overdue=(late(21), late(7), late(2))),
            project(name="A" * 20 + " " + "B" * 20),
        ],
        TODAY,
    )
    assert [tuple(map(english, row)) for row in found.rows] == [
        ("late", "", "3 weeks late: milestone and 2 more", ""),
        ("red", "■ - -", "Critical; 1 bottleneck", ""),
        ("talk", "", "3 days late: weekly; 2 actions overdue", ""),
        ("AAAAAAAAAAAAAAAAAAAA...", "", "nothing", ""),
        ("calm", "", "nothing", "9 March"),
        ("new", "", "No talks yet", ""),
        ("waiting", "", "Waiting", ""),
    ]
    assert found.example == "alpha"


def test_a_rhythm_of_the_programme_tells_the_last_talk_that_was_not_held() -> None:
    one = due("steering", 2, "2026-02-01", off("2026-01-05", "lang geleden"), off("2026-02-05"))
    row = of.rhythm_of_programme(one, TODAY)
    assert (english(row.label), english(row.text)) == (
        "steering",
        "! 2 days late by the rhythm; steering of 5 February cancelled: ziek",
    )


def test_a_talk_that_was_due_within_its_days_of_grace_is_not_to_come() -> None:
    assert told(of.rhythm(project(due=(due(on="2026-03-01"),)), TODAY))[0] == "weekly: was due by 1 March"
    assert told(of.rhythm(project(due=(due(on="2026-03-02"),)), TODAY))[0] == "weekly: due by 2 March"
    assert english(of.rhythm_of_programme(due("steering", on="2026-03-01"), TODAY).text) == "was due by 1 March"
