"""Numbers that no plan has: found by check, and no schedule breaks on them."""

import datetime

import pytest

from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan, PlanActivity
from ppl.model.project import Homes, Project
from ppl.rules.checks import findings
from ppl.rules.schedule.ticks import WEEK, day_of

DAY = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("weeks", "day"), [(500_000, datetime.date.max), (-500_000, datetime.date.min), (1, datetime.date(2026, 1, 8))]
)
def test_a_schedule_beyond_the_calendar_ends_where_the_calendar_does(weeks: int, day: datetime.date) -> None:
    assert day_of(DAY, weeks * WEEK) == day


def test_weeks_and_homes_that_cannot_be_are_found() -> None:
    plan = Plan(ref="p/plan", activities=(PlanActivity(id="a", title="A", weeks=500_000.0),))
    project = Project(ref="p", name="P", municipality=("M",), status="active", homes=Homes(max=10**17))
    found = [(name, one.field) for name, one in findings(Knowledge([plan, project]), DAY, ("plans", "ranges"))]
    assert found == [("ranges", ("homes", "max")), ("plans", ("activities", 0, "weeks"))]
