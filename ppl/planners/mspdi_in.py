"""A planning from MS Project or ProjectLibre, saved as XML (MSPDI, http://schemas.microsoft.com/project)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from ppl.errors import DataError, Text, count
from ppl.model.figures import whole
from ppl.partial_date import partial_date
from ppl.planners.amounts import Amount, between, number
from ppl.planners.dates import days_later
from ppl.planners.mspdi_notes import noted, notes
from ppl.planners.mspdi_xml import Times, child, children, day_of, is_named, namespace_of, seconds_of, text_of, tree_of
from ppl.planners.predecessors import Lag, Type, Wait
from ppl.planners.remarks import Remarks
from ppl.planners.table import refuse_long
from ppl.planners.tasks import Day, Planning, Task

ID_ALIAS = "ppl id"
TYPES: dict[str, Type] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
ELAPSED = {"4", "6", "8", "10", "12", "36", "38", "40", "42", "44"}
PERCENT = {"19", "20", "51", "52"}
CONSTRAINTS = {"1": "As Late As Possible", "2": "Must Start On", "3": "Must Finish On", "5": "Start No Later Than",
               "6": "Finish No Earlier Than", "7": "Finish No Later Than"}  # fmt: skip


def read(name: str, data: bytes) -> Planning:
    """The tasks of an MSPDI file. Raises DataError for what is none, declares entities, or is too large."""
    return _Reading(name, tree_of(name, data)).planning()


class _Reading:
    """One file, read task by task."""

    def __init__(self, name: str, root: Element) -> None:
        self.name, self.root = name, root
        self.remarks = Remarks(name)
        self.times = Times((whole(text_of(root, "MinutesPerWeek")) or 2400) * 60)
        ours = (one for one in children(root, "ExtendedAttributes") if text_of(one, "Alias") == ID_ALIAS)
        self.id_field = next((text_of(our, "FieldID") for our in ours), "")
        self.tasks = [one for one in children(root, "Tasks") if self._counts(one)]
        refuse_long(name, len(self.tasks))
        self.ids = self._ids()
        self.owners = self._owners()

    def planning(self) -> Planning:
        _tell_beside(self.root, self.tasks, self.id_field, self.remarks)
        if not self.tasks:
            raise DataError(Text("{file} has no tasks", file=self.name), Text("save the planning that holds them"))
        headings = self._headings()
        tasks = tuple(
            replace(self._task(task), is_summary=is_one) for task, is_one in zip(self.tasks, headings, strict=True)
        )
        if self.id_field:
            tasks = noted(tasks)
        return Planning(
            self.name, tasks, tuple(self.remarks.problems), day_of(text_of(self.root, "StartDate")), bool(self.id_field)
        )

    def _headings(self) -> list[bool]:
        """Per task whether it stands for those below it: as its flag says, or as the next one lies deeper."""
        levels = [whole(text_of(task, "OutlineLevel")) for task in self.tasks]
        deeper = [(below or 0) > (own if own is not None else 1) for own, below in pairwise([*levels, None])]
        return [text_of(task, "Summary") == "1" or is_one for task, is_one in zip(self.tasks, deeper, strict=True)]

    def _counts(self, task: Element) -> bool:
        if text_of(task, "IsNull") == "1" or not text_of(task, "Name"):
            return False
        if text_of(task, "Active") == "0":
            what = Text("`{title}` is inactive and left out", title=text_of(task, "Name"))
            self.remarks.remark(_row(task), what, Text("make it active in MS Project if it counts"))
            return False
        return True

    def _ids(self) -> dict[str, str]:
        """The id of each task by its UID: our own where we wrote the file, else the number that planners see."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for task in self.tasks:
            own = next((text_of(a, "Value") for a in task if self._is_id(a)), "") if self.id_field else ""
            id = own or text_of(task, "ID") or text_of(task, "UID")
            if id in taken:
                id = next(f"{id}-{n}" for n in range(2, len(self.tasks) + 2) if f"{id}-{n}" not in taken)
            taken.add(id)
            found[text_of(task, "UID")] = id
        return found

    def _is_id(self, element: Element) -> bool:
        """Whether this element holds our own id of a task."""
        return is_named(element, "ExtendedAttribute") and text_of(element, "FieldID") == self.id_field

    def _owners(self) -> dict[str, str]:
        """Per task (UID) the resources that work on it."""
        names = {text_of(one, "UID"): text_of(one, "Name") for one in children(self.root, "Resources")}
        found: dict[str, list[str]] = {}
        for one in children(self.root, "Assignments"):
            if name := names.get(text_of(one, "ResourceUID"), ""):
                found.setdefault(text_of(one, "TaskUID"), []).append(name)
        return {uid: ", ".join(dict.fromkeys(those)) for uid, those in found.items()}

    def _task(self, task: Element) -> Task:
        uid, level = text_of(task, "UID"), whole(text_of(task, "OutlineLevel"))
        note, own = notes(text_of(task, "Notes"))
        is_elapsed = text_of(task, "DurationFormat") in ELAPSED
        seconds = seconds_of(text_of(task, "Duration"))
        if seconds is None and text_of(task, "Duration"):
            what = Text("the duration `{text}` is not understood", text=text_of(task, "Duration"))
            self.remarks.error(_row(task), what, Text("write it as PT240H0M0S"))
        weeks = None if seconds is None else self.times.weeks(seconds, is_elapsed)
        start_on, end_on = day_of(text_of(task, "Start")), day_of(text_of(task, "Finish"))
        is_guess = text_of(task, "Estimated") == "1"
        duration = None if weeks is None else Amount(weeks, "week", None, is_guess, f"{weeks:g} w")
        if weeks is None and not self.id_field and text_of(task, "Milestone") != "1":
            duration = between(start_on, end_on)
        duration = self._with_pauses(task, duration, between(start_on, end_on))
        return Task(
            row=_row(task),
            id=self.ids[uid],
            title=" ".join(text_of(task, "Name").split()),
            level=1 if level is None else level,
            is_milestone=text_of(task, "Milestone") == "1",
            duration=duration,
            start_on=start_on,
            end_on=end_on,
            not_before=self._not_before(task, weeks),
            is_held=self._is_held(task),
            waits=tuple(self._waits(task)),
            actual_start_on=day_of(text_of(task, "ActualStart")),
            actual_end_on=_in_part(own.pop("actual_end", ""), day_of(text_of(task, "ActualFinish"))),
            percent=self._percent(task),
            owner=own.pop("owner", self.owners.get(uid, "")),
            phase=own.pop("phase", ""),
            note=note,
            own=own,
        )

    def _with_pauses(self, task: Element, duration: Amount | None, whole_span: Amount | None) -> Amount | None:
        """The duration of a task that is split (work, a pause, work): from its first day to its last."""
        stop, resume = day_of(text_of(task, "Stop")), day_of(text_of(task, "Resume"))
        if self.id_field or not (stop and resume and whole_span) or (resume - stop).days <= 3:
            return duration
        what = Text(
            "it pauses from {stop} to {resume}: it counts from its first day to its last", stop=stop, resume=resume
        )
        self.remarks.remark(
            _row(task), what, Text("make two activities of it where something else waits on the first part")
        )
        return whole_span

    def _is_held(self, task: Element) -> bool:
        """Whether its start holds by itself: set by hand, put off by levelling, or with nothing that it waits on."""
        if text_of(task, "Manual") == "1":
            return True
        is_free = not any(is_named(one, "PredecessorLink") for one in task)
        return not self.id_field and (is_free or bool(number(text_of(task, "LevelingDelay") or "0")))

    def _waits(self, task: Element) -> Iterator[Wait]:
        for one in task:
            if not is_named(one, "PredecessorLink"):
                continue
            on = self.ids.get(text_of(one, "PredecessorUID"))
            if on is None or text_of(one, "CrossProject") == "1":
                what = Text(
                    "it waits on a task that is not in this file (UID {uid})", uid=text_of(one, "PredecessorUID") or "?"
                )
                remedy = Text("put that task in this planning, as a milestone with its day")
                self.remarks.error(_row(task), what, remedy)
                continue
            lag, format = text_of(one, "LinkLag") or "0", text_of(one, "LagFormat")
            tenths = number(lag) or 0.0
            lags: tuple[Lag, ...] = ()
            if tenths and format in PERCENT:
                lags = (Lag(tenths, "%"),)
            elif tenths:
                lags = (Lag(self.times.weeks(tenths * 6, format in ELAPSED), "week"),)
            type_ = TYPES.get(text_of(one, "Type"), "FS")
            yield Wait(on, type_, lags, f"{on}{type_}")

    def _not_before(self, task: Element, weeks: float | None) -> Day | None:
        """The day before which a task may not start; another constraint is converted where that is exact."""
        kind, on = text_of(task, "ConstraintType"), day_of(text_of(task, "ConstraintDate"))
        if deadline := day_of(text_of(task, "Deadline")):
            what = Text("the deadline {day} is not held by a plan", day=deadline)
            self.remarks.remark(_row(task), what, Text("ppl plan earlier PROJECT --target DATE asks what a day needs"))
        if kind in ("", "0") or (kind == "4" and on is not None):
            return on if kind == "4" else None
        name = CONSTRAINTS.get(kind, kind)
        if kind == "2" and on is not None:
            what = Text("`{constraint}` {day} is held as: not before that day", constraint=name, day=on)
            self.remarks.remark(
                _row(task), what, Text("a plan fixes no start; look whether its links do not make it later")
            )
            return on
        begin = None if on is None or weeks is None else days_later(on, 1 - round(weeks * 7) if weeks else 0)
        if kind in ("3", "6") and begin is not None:
            what = Text("`{constraint}` {day} is held as: not before {begin}", constraint=name, day=on, begin=begin)
            self.remarks.remark(
                _row(task), what, Text("that day minus its duration; it moves along with no other duration")
            )
            return begin
        what = Text("the constraint `{text}` is not held by a plan", text=f"{name} {on or ''}".strip())
        self.remarks.remark(_row(task), what, Text("a plan holds only a first possible start (planned_start_on)"))
        return None

    def _percent(self, task: Element) -> float | None:
        percent = whole(text_of(task, "PercentComplete"))
        return min(percent, 100) / 100 if percent else None


def _row(task: Element) -> int:
    """The number of a task that planners see."""
    return whole(text_of(task, "ID")) or 0


def _tell_beside(root: Element, tasks: Sequence[Element], id_field: str, remarks: Remarks) -> None:
    """Say what the file holds beside tasks and links, and a plan does not: days off, baselines, costs, own fields."""
    holidays = sum(
        1 for calendar in children(root, "Calendars") for _ in calendar.iter(f"{namespace_of(calendar)}Exception")
    )
    if holidays:
        what = count(
            Text("{number} day off in the calendar is not taken over"),
            Text("{number} days off in the calendar are not taken over"),
            holidays,
        )
        remarks.say(what, Text("a plan counts in weeks; seasons and recess stand in programme/calendar"))
    baselines = sum(1 for task in tasks if child(task, "Baseline") is not None)
    if baselines:
        what = count(
            Text("the baseline of {number} task is not taken over"),
            Text("the baseline of {number} tasks is not taken over"),
            baselines,
        )
        remarks.say(what, Text("ppl plan baseline PROJECT keeps the plan as it is now"))
    costs = sum(1 for task in tasks if text_of(task, "Cost").strip("0.") and text_of(task, "Summary") != "1")
    if costs:
        what = count(
            Text("the costs of {number} task are not taken over"),
            Text("the costs of {number} tasks are not taken over"),
            costs,
        )
        remarks.say(what, Text("money stands in the project's finance"))
    fields = {
        text_of(one, "FieldID"): text_of(one, "Alias") or text_of(one, "FieldName")
        for one in children(root, "ExtendedAttributes")
    }
    used = {text_of(one, "FieldID") for task in tasks for one in task if is_named(one, "ExtendedAttribute")}
    for field in sorted(used - {id_field}):
        what = Text("the field `{field}` is not taken over", field=fields.get(field) or field)
        remarks.say(what, Text("a plan has no field for it"))


def _in_part(known: str, on: Day | None) -> Day | None:
    """A day, of which our note may say that only a part is known; the day where a planner has set another."""
    try:
        return found if known and (found := partial_date(known)) == on else on
    except ValueError:
        return on
