"""What a format has no place for: said at export, so that nobody thinks that it went along."""

from collections.abc import Iterator

from ppl.errors import Joined, Text
from ppl.model.field_words import field_word
from ppl.model.plan import PlanActivity
from ppl.planners.plan_rows import Outgoing


def left_behind(plan: Outgoing, format: str) -> Iterator[Text]:
    """The remarks that go with a file in this format (csv, xlsx, mspdi, ics)."""
    if format == "ics":
        yield Text("a calendar holds the milestones only, with their days: {number} of them",
                   number=sum(moment.on is not None for moment in plan.moments))  # fmt: skip
        undated = [moment.code for moment in plan.moments if moment.on is None]
        if undated:
            yield Text("without a day, so left out: {codes}", codes=", ".join(undated))
        return
    if names := (*_whole(plan, format),):
        yield Text("the file does not hold, of the plan as a whole: {names}", names=Joined(names))
    lost = [one.activity.id for one in plan.timed if _unknown(one.activity)]
    if lost:
        yield Text("the file does not hold the fields that ppl does not know, of {ids}", ids=", ".join(lost))
    if format == "mspdi":
        yield from _mspdi(plan)


def _whole(plan: Outgoing, format: str) -> Iterator[Text | str]:
    """The fields of the plan as a whole that stay behind."""
    of = plan.plan
    if format == "csv" and of.starts_on is not None and of.starts_on != _first(plan):
        yield Text("first day (--starts-on {day})", day=of.starts_on)
    if format != "xlsx":
        with_rows = ("template",) if of.unchecked else ()  # an assumed row names it
        lost = ("template", "answers", "assumed", "hours_per_week")
        yield from (field_word(name) for name in lost if getattr(of, name) and name not in with_rows)
    yield from (
        field_word(name)
        for name in ("baseline", "questioned", "visibility", "sources", "tags", "other")
        if getattr(of, name)
    )


def _first(plan: Outgoing) -> object:
    days = (
        day
        for one in plan.timed
        for day in (one.activity.actual_start_on, one.start_on, one.activity.planned_start_on)
        if day
    )
    return min(days, default=None)


def _unknown(activity: PlanActivity) -> bool:
    return bool(activity.other or any(link.other for link in (*activity.after, *activity.after_serial)))


def _mspdi(plan: Outgoing) -> Iterator[Text]:
    """What MS Project has no place for, and what it may move."""
    noted = [one.activity.id for one in plan.timed if one.activity.after or one.activity.after_serial]
    if noted:
        yield Text("MS Project has no field for the ground of a link: it stands in the notes of the tasks, below [ppl]")
    shared = [one.activity.id for one in plan.timed
              if any(link.lag_share and (link.lag_weeks or round(link.lag_share * 100, 9) % 1)
                     for link in one.activity.after)]  # fmt: skip
    if shared:
        yield Text("a share with weeks, or of no whole percentage, is written in weeks: {ids}", ids=", ".join(shared))
    held = [one.activity.id for one in plan.timed if one.activity.window or one.activity.decided_by]
    if held:
        yield Text("MS Project knows no seasons and meetings, and moves these to where their links allow: {ids}",
                   ids=", ".join(held))  # fmt: skip
