"""XML of MS Project: what it holds, what it may not hold."""

from __future__ import annotations

import time

import pytest

from ppl.errors import DataError
from ppl.rules.schedule.cpm import schedule
from tests.make import day
from tests.store.planners.reading import activities, imported, links, said

HEAD = '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'


def xml(*tasks: str, before: str = "") -> str:
    """A project with these tasks, numbered from 1."""
    rows = "".join(f"<Task><UID>{10 + n}</UID><ID>{n}</ID>{task}</Task>" for n, task in enumerate(tasks, 1))
    return f"{HEAD}<MinutesPerWeek>2400</MinutesPerWeek>{before}<Tasks>{rows}</Tasks></Project>"


def task(name: str, hours: float = 40, more: str = "") -> str:
    return f"<Name>{name}</Name><Duration>PT{hours}H0M0S</Duration>{more}"


def link(uid: int, type_: int = 1, lag: int = 0, format: int = 7) -> str:
    return (f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{type_}</Type><LinkLag>{lag}</LinkLag>"
            f"<LagFormat>{format}</LagFormat></PredecessorLink>")  # fmt: skip


def test_all_types_and_lag_formats_are_understood() -> None:
    found = imported(
        xml(
            task("A", 160),
            task("B", 80, link(11)),
            task("C", 80, link(11, 3, 50, 19)),
            task("D", 80, link(11, 1, 48000, 9) + link(12, 3, 100800, 8)),
            task("E", 80, link(11, 0, -24000, 7)),
            task("F", 80, link(11, 2)),
        )
    )
    assert links(found) == {
        ("2", "1"): ("finish-start", 0, 0),
        ("3", "1"): ("start-start", 0, 0.5),
        ("4", "1"): ("finish-start", 2, 0),
        ("4", "2"): ("start-start", 1, 0),
        ("5", "1"): ("finish-start", -3, 0),
        ("6", "1"): ("start-start", -2, 0),
    }
    assert "5: `1FF` (finish-finish)" in said(found) and "6: `1SF` (start-finish)" in said(found)


def test_constraints_are_held_as_not_before_where_that_is_exact_and_told_where_not() -> None:
    def fixed(kind: int) -> str:
        return f"<ConstraintType>{kind}</ConstraintType><ConstraintDate>2027-05-17T08:00:00</ConstraintDate>"

    found = imported(xml(*(task(f"T{kind}", 80, fixed(kind)) for kind in (4, 2, 6, 7, 1))))
    days = [one.planned_start_on for one in activities(found).values()]
    assert days == [day("2027-05-17"), day("2027-05-17"), day("2027-05-04"), None, None]
    for row in ("2: `Must Start On`", "3: `Finish No Earlier Than`", "4: the constraint", "5: the constraint"):
        assert row in said(found)


def test_what_has_no_place_in_a_plan_is_told() -> None:
    found = imported(
        xml(
            task(
                "A",
                40,
                "<Cost>500</Cost><Deadline>2027-01-01T17:00:00</Deadline><Baseline><Number>0</Number></Baseline>",
            ),
            task("Uit", 40, "<Active>0</Active>"),
            task("B", 40, link(99)),
        )
    )
    told = said(found)
    for part in (
        "costs of 1 task",
        "deadline 2027-01-01",
        "baseline of 1 task",
        "`Uit` is inactive",
        "not in this file (UID 99)",
    ):
        assert part in told


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Project><Tasks>&b;</Tasks></Project>',
        '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///x">]><Project><Tasks>&x;</Tasks></Project>',
        '<!DOCTYPE Project SYSTEM "http://voorbeeld.example/x.dtd"><Project><Tasks/></Project>',
    ],
)
def test_a_document_type_is_refused_before_any_entity_is_read(text: str) -> None:
    with pytest.raises(DataError, match="document type"):
        imported(text)


@pytest.mark.parametrize(
    "text", ["<Project>", "<Project></Project>", f"{HEAD}<Tasks></Tasks></Project>", "<a/>", "<\0>"]
)
def test_what_is_no_planning_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        imported(text)


def test_a_task_that_begins_before_the_first_day_or_has_no_duration_comes_in_by_its_days() -> None:
    days = "<Manual>1</Manual><Start>2026-09-01T08:00:00</Start><Finish>2026-09-11T17:00:00</Finish>"
    start = "<StartDate>2026-09-07T08:00:00</StartDate>"
    found = imported(xml(task("A", 32, days), f"<Name>B</Name>{days}", before=start))
    assert found.plan.starts_on == day("2026-09-01") and "its rows begin on 2026-09-01" in said(found)
    assert [one.weeks for one in found.plan.activities] == [0.8, 1.8]
    assert imported(xml(task("A", 32, days), before=start), starts_on=day("2026-10-05")).plan.activities[0].weeks == 0.8


def test_a_finished_task_keeps_its_last_day_and_the_next_begins_on_the_working_day_after_it() -> None:
    went = "<ActualStart>2026-03-02T08:00:00</ActualStart><ActualFinish>2026-03-06T17:00:00</ActualFinish>"
    plan = imported(xml(task("A", 40, went), task("B", 40, link(11)))).plan
    assert plan.activities[0].actual_end_on == day("2026-03-06")
    found = schedule(plan.activities, starts_on=plan.starts_on)
    assert [found.day(at) for at in (found.end[0], found.start[1])] == [day("2026-03-09")] * 2


def test_a_broken_file_gives_a_refusal_and_no_crash() -> None:
    whole = xml(task("A", 160), task("B", 80, link(11)))
    for place in range(0, len(whole), 7):
        with pytest.raises(DataError):
            imported(whole[:place])


def test_thousands_of_tasks_are_read_in_seconds() -> None:
    tasks = (task(f"T{n}", 40, link(9 + n) if n > 1 else "") for n in range(1, 5001))
    began = time.perf_counter()
    assert len(imported(xml(*tasks)).plan.activities) == 5000
    assert time.perf_counter() - began < 20


def dated(name: str, first: str, last: str, more: str = "") -> str:
    return task(name, 40, f"<Start>{first}T08:00:00</Start><Finish>{last}T17:00:00</Finish>{more}")


def test_a_task_above_deeper_ones_is_a_heading_whatever_its_flag_says() -> None:
    deeper = "<OutlineLevel>2</OutlineLevel>"
    found = imported(
        xml(
            task("X", 40, "<OutlineLevel>1</OutlineLevel>"),
            task("H", 80, "<Summary>0</Summary><OutlineLevel>1</OutlineLevel>" + link(11)),
            task("a", 40, deeper),
            task("b", 40, deeper + link(13)),
        )
    )
    assert list(activities(found)) == ["1", "3", "4"]
    assert links(found) == {("3", "1"): ("finish-start", 0, 0), ("4", "3"): ("finish-start", 0, 0)}


def test_a_split_task_lasts_from_its_first_day_to_its_last() -> None:
    pause = "<Stop>2026-09-08T17:00:00</Stop><Resume>2026-09-23T08:00:00</Resume>"
    found = imported(xml(dated("S", "2026-09-07", "2026-09-25", pause)))
    assert activities(found)["1"].weeks == 3
    assert "1: it pauses from 2026-09-08 to 2026-09-23" in said(found)


def test_what_the_program_puts_off_or_begins_later_than_the_project_keeps_its_start() -> None:
    delay = "<LevelingDelay>48000</LevelingDelay>"
    first = "<StartDate>2026-09-07T08:00:00</StartDate>"
    found = imported(
        xml(
            dated("A", "2026-09-07", "2026-09-11"),
            dated("B", "2026-10-05", "2026-10-09", link(11) + delay),
            dated("C", "2026-11-02", "2026-11-06"),
            before=first,
        )
    )
    assert [one.planned_start_on for one in found.plan.activities] == [None, day("2026-10-05"), day("2026-11-02")]
    stale = imported(xml(dated("A", "2027-09-06", "2027-09-10"), before=first))
    assert (stale.plan.starts_on, activities(stale)["1"].planned_start_on) == (day("2027-09-06"), None)
    assert "nothing in it begins before 2027-09-06" in said(stale)
