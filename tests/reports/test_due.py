"""What is due as a screen, a sheet, JSON and a calendar show it."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.errors import Text
from ppl.model.record import Record
from ppl.reports import data
from ppl.reports.due import FIELDS, Request, build, events, record, sheet
from ppl.reports.due_report import DueShown
from ppl.reports.due_sentences import KINDS, said
from ppl.rules.due_line import Due
from tests import make
from tests.make import TODAY, day
from tests.reports.rendered import text_of

LATE = make.session(actions=(make.action(text="Bel de netbeheerder.", due_on=day("2026-02-27")),), agreed_on=TODAY)
COMING = make.project(milestones=(make.milestone("raad", planned_on=day("2026-03-12")),))


def shown(*records: Record, today: datetime.date = TODAY, **asked: Any) -> DueShown:
    return build(
        Request(make.knowledge(*({COMING.ref: COMING} | {r.ref: r for r in records}).values()), **asked), today
    )


def test_json_holds_each_line_with_all_that_a_program_needs() -> None:
    found = data.json(record(shown(LATE)))  # type: ignore[arg-type]
    assert (found["today"], found["until"]) == ("2026-03-02", "2026-03-16")
    assert found["items"][0] == {
        "kind": "action",
        "ref": "alpha/sessions/s1#a1",
        "what": "Bel de netbeheerder.",
        "due_on": "2026-02-27",
        "days_late": 3,
        "role": None,
        "why": Text("agreed on {date}", date=day("2026-02-23")),
        "settle": "ppl action done 'alpha/sessions/s1#a1'",
        "project": "alpha",
        "paper_on": None,
        "opens_on": None,
        "says_who": "projectleider",
    }
    assert FIELDS[:8] == ("kind", "ref", "what", "due_on", "days_late", "role", "why", "settle")


def test_only_what_a_role_does_or_what_is_of_a_project_is_shown() -> None:
    other = make.project("beta", milestones=COMING.milestones)
    assert {one.role for one in shown(LATE, other, role="procesmanager").items} == {"procesmanager"}
    assert {one.project for one in shown(LATE, other).items} == {"alpha", "beta"}
    assert {one.project for one in shown(LATE, other, project="beta").items} == {"beta"}
    assert not shown(LATE, until=TODAY, role="raad").items


def test_what_is_late_stands_apart_from_what_comes_and_what_has_no_day() -> None:
    found = shown(LATE, make.bottleneck(), make.escalation(decide_by=None))
    parts = said(found.items, found.today, found.until)
    assert [(str(part.heading), len(part.rows)) for part in parts] == [
        ("Late: 1", 1), ("Up to 2026-03-16: 2", 2), ("Without a day: 1", 1)
    ]  # fmt: skip


def test_a_sheet_has_a_row_for_each_line() -> None:
    found = shown(LATE)
    assert [row[0] for row in sheet(found).rows] == [one.kind for one in found.items]
    headings, rows = sheet(found).spoken or ((), ())
    assert len(rows) == len(found.items) and {len(row) for row in rows} == {len(headings)}


def planned(found: DueShown) -> dict[str, tuple[datetime.date, int]]:
    """The days of a calendar and their editions, by UID; each UID once."""
    each = events(Request(make.knowledge()), found)
    assert len({one[0] for one in each}) == len(each)
    return {one[0]: (one[1], one[-1]) for one in each}


def test_a_second_import_moves_an_event_and_adds_none() -> None:
    first = planned(shown(LATE))
    moved = make.project(milestones=(make.milestone("raad", planned_on=day("2026-03-09")),))
    later = planned(shown(LATE, moved, today=TODAY + datetime.timedelta(days=1)))
    assert first.keys() == later.keys()
    was, became = first["milestone.alpha.raad@ppl"], later["milestone.alpha.raad@ppl"]
    assert (was[0], became[0]) == (day("2026-03-12"), day("2026-03-09")) and was[1] < became[1]


def test_each_kind_that_is_no_talk_has_its_words() -> None:
    assert all(str(text) for text in KINDS.values()) and set(Due._fields) >= set(FIELDS)


def test_a_day_in_another_year_is_said_in_words_on_a_screen() -> None:
    far = make.project(milestones=(make.milestone("raad", planned_on=day("2027-01-12")),))
    said_ = text_of("due", Request(make.knowledge(far), until=day("2027-02-01")), TODAY)
    assert "- **12 January 2027**" in said_ and "2027-01-12" not in said_
