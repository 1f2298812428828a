"""A plan as XML for MS Project and ProjectLibre (MSPDI). Weeks are working weeks of 40 hours.

What their format has no place for (why a link waits, the law, windows ...) stands in the note of each task, below
a line `[ppl]`, and comes back from there at import.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ppl.model.plan import Link
from ppl.partial_date import PartialDate, last_day
from ppl.planners.cells import figure
from ppl.planners.mspdi_in import ID_ALIAS
from ppl.planners.mspdi_notes import OWN_MARK, flat
from ppl.planners.mspdi_xml import NAMESPACE
from ppl.planners.plan_rows import SOMETIMES, Outgoing, Timed, heading

ID_FIELD = "188743731"
HOURS = 40
NOTED = ("goal", "waits", "ground", "law", "reason", "owner", "phase", "reached", *SOMETIMES)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHIFTS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))


def mspdi_of(plan: Outgoing) -> bytes:
    """The plan as MSPDI."""
    root = Element("Project", xmlns=NAMESPACE)
    _put(root, SaveVersion="14", Name=f"{plan.name}.xml", Title=plan.name, CreationDate=f"{plan.today}T00:00:00",
         ScheduleFromStart="1")  # fmt: skip
    if plan.starts_on is not None:
        _put(root, StartDate=f"{plan.starts_on}T08:00:00")
    _put(root, CalendarUID="1", DefaultStartTime="08:00:00", DefaultFinishTime="17:00:00", MinutesPerDay="480",
         MinutesPerWeek="2400", DaysPerMonth="20", DefaultTaskType="1", DurationFormat="9", NewTasksEstimated="0",
         WeekStartDay="1")  # fmt: skip
    fields = SubElement(root, "ExtendedAttributes")
    _put(SubElement(fields, "ExtendedAttribute"), FieldID=ID_FIELD, FieldName="Text1", Alias=ID_ALIAS)
    _calendar(SubElement(root, "Calendars"))
    tasks = SubElement(root, "Tasks")
    uids = {one.activity.id: str(number) for number, one in enumerate(plan.timed, 1)}
    lengths = {one.activity.id: _weeks(one) for one in plan.timed}
    for one, row in zip(plan.timed, plan.rows(), strict=True):
        _task(SubElement(tasks, "Task"), one, row, uids, lengths, plan)
    _resources(root, plan, uids)
    indent(root, " ")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}\n'.encode()


def _task(
    task: Element, timed: Timed, row: dict[str, str], uids: dict[str, str], lengths: dict[str, float], plan: Outgoing
) -> None:
    """A task, its elements in the order of the schema."""
    activity, uid = timed.activity, uids[timed.activity.id]
    _put(task, UID=uid, ID=uid, Name=activity.title, Type="1", IsNull="0", WBS=uid, OutlineNumber=uid,
         OutlineLevel="1")  # fmt: skip
    if timed.start_on is not None:
        finish = f"{timed.last_on}T17:00:00" if _weeks(timed) else f"{timed.start_on}T08:00:00"
        _put(task, Start=f"{timed.start_on}T08:00:00", Finish=finish)
    _put(task, Duration=_duration(_weeks(timed)), DurationFormat="9", EffortDriven="0",
         Estimated="1" if activity.weeks is None else "0", Milestone="1" if not _weeks(timed) else "0", Summary="0",
         PercentComplete="100" if activity.actual_end_on else "0")  # fmt: skip
    if activity.actual_start_on is not None:
        _put(task, ActualStart=f"{activity.actual_start_on}T08:00:00")
    if activity.actual_end_on is not None:
        _put(task, ActualFinish=f"{last_day(activity.actual_end_on)}T17:00:00")
    fixed = activity.planned_start_on
    _put(task, ConstraintType="4" if fixed else "0", CalendarUID="-1")
    if fixed:
        _put(task, ConstraintDate=f"{fixed}T08:00:00")
    if note := _note(timed, row, plan):
        _put(task, Notes=note)
    for link in activity.after:
        _link(SubElement(task, "PredecessorLink"), link, uids, lengths)
    _put(SubElement(task, "ExtendedAttribute"), FieldID=ID_FIELD, Value=activity.id)


def _weeks(timed: Timed) -> float:
    return timed.activity.weeks if timed.activity.weeks is not None else timed.weeks


def _duration(weeks: float) -> str:
    seconds = round(weeks * HOURS * 3600)
    return f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"


def _note(timed: Timed, row: dict[str, str], plan: Outgoing) -> str:
    """What MSPDI has no place for, a line for each column of our own."""
    told = {name: row[name] for name in NOTED if row.get(name) and (name != "waits" or _needs_notation(timed))}
    if timed.activity.weeks is None:
        told["weeks"] = f"- {figure(timed.weeks)}"
    if isinstance(timed.activity.actual_end_on, PartialDate):
        told["actual_end"] = row["actual_end"]
    lines = [f"{heading(name, plan.dutch)}: {flat(text)}" for name, text in told.items()]
    return "\n".join([OWN_MARK, *lines]) if lines else ""


def _needs_notation(timed: Timed) -> bool:
    """Whether MSPDI cannot hold the lag of some link as it is: no whole percentage, or weeks beside a share."""
    return any(link.lag_share and not _is_whole(link) for link in timed.activity.after)


def _is_whole(link: Link) -> bool:
    percent = round((link.lag_share or 0) * 100, 9)
    return percent == int(percent) and not link.lag_weeks


def _link(element: Element, link: Link, uids: dict[str, str], lengths: dict[str, float]) -> None:
    from_start = link.type == "start-start"
    _put(element, PredecessorUID=uids[link.activity], Type="3" if from_start else "1", CrossProject="0")
    if from_start and link.lag_share and _is_whole(link):
        _put(element, LinkLag=str(round(link.lag_share * 100)), LagFormat="19")
        return
    weeks = (link.lag_weeks or 0) + ((link.lag_share or 0) * lengths[link.activity] if from_start else 0)
    _put(element, LinkLag=str(round(weeks * HOURS * 600)), LagFormat="9")


def _calendar(calendars: Element) -> None:
    """Five days of eight hours: a week of ours is a week of theirs."""
    calendar = SubElement(calendars, "Calendar")
    _put(calendar, UID="1", Name="Standaard", IsBaseCalendar="1", BaseCalendarUID="-1")
    days = SubElement(calendar, "WeekDays")
    for number in range(1, 8):
        day = SubElement(days, "WeekDay")
        works = 2 <= number <= 6
        _put(day, DayType=str(number), DayWorking="1" if works else "0")
        if works:
            times = SubElement(day, "WorkingTimes")
            for begin, end in _SHIFTS:
                _put(SubElement(times, "WorkingTime"), FromTime=begin, ToTime=end)


def _resources(root: Element, plan: Outgoing, uids: dict[str, str]) -> None:
    """Who does it, as roles."""
    owners: dict[str, str] = {}
    pairs = []
    for one in plan.timed:
        owner = one.activity.owner
        role = owner if isinstance(owner, str) or owner is None else owner.role
        if role:
            pairs.append((uids[one.activity.id], owners.setdefault(role, str(len(owners) + 1))))
    resources, assignments = SubElement(root, "Resources"), SubElement(root, "Assignments")
    for role, uid in owners.items():
        _put(SubElement(resources, "Resource"), UID=uid, ID=uid, Name=role, Type="1", IsNull="0")
    for number, (task, resource) in enumerate(pairs, 1):
        _put(SubElement(assignments, "Assignment"), UID=str(number), TaskUID=task, ResourceUID=resource, Units="1")


def _put(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = _ILLEGAL.sub("\ufffd", text)
