"""A planning from MS Project or ProjectLibre, saved as XML (MSPDI, http://schemas.microsoft.com/project)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ppl.errors import DataError, Problem, Text
from ppl.store.planners.amounts import Amount, clean
from ppl.store.planners.columns import OWN, meaning_of
from ppl.store.planners.predecessors import Lag, Type, Wait, waits
from ppl.store.planners.references import References
from ppl.store.planners.table import error, refuse_large, refuse_long, remark
from ppl.store.planners.tasks import Day, Planning, Task

NAMESPACE = "http://schemas.microsoft.com/project"
ID_ALIAS = "ppl id"
OWN_MARK = "[ppl]"
TYPES: dict[str, Type] = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
ELAPSED = {"4", "6", "8", "10", "12", "36", "38", "40", "42", "44"}
PERCENT = {"19", "20", "51", "52"}
_DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
CONSTRAINTS = {"1": "As Late As Possible", "2": "Must Start On", "3": "Must Finish On", "5": "Start No Later Than",
               "6": "Finish No Earlier Than", "7": "Finish No Later Than"}  # fmt: skip


class _RefusedError(Exception):
    """A document type stands in the XML."""


class _Builder(TreeBuilder):
    """Builds the tree; a document type, where entities are declared, is refused before any is read."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _RefusedError


def read(name: str, data: bytes) -> Planning:
    """The tasks of an MSPDI file. Raises DataError for what is none, declares entities, or is too large."""
    refuse_large(name, len(data))
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root = parser.close()
    except _RefusedError:
        raise DataError(
            Text("{file} declares a document type, and that is not read", file=name),
            Text("a planning saved by MS Project has none: save it there again, as XML"),
        ) from None
    except (ParseError, ValueError, LookupError) as flaw:
        raise DataError(
            Text("{file} is no whole XML: {why}", file=name, why=str(flaw)), Text("save it again as XML, or as .xlsx")
        ) from None
    if root.tag.rpartition("}")[2] != "Project" or _find(root, "Tasks") is None:
        raise DataError(
            Text("{file} is XML, but no planning of MS Project", file=name),
            Text("in MS Project: save as, XML (*.xml); in ProjectLibre: save as, MS Project XML"),
        )
    return _Reading(name, root).planning()


class _Times(NamedTuple):
    """Seconds in a week: of work, and by the clock."""

    work: int
    clock: int = 7 * 24 * 3600

    def weeks(self, seconds: float, is_elapsed: bool = False) -> float:
        """Weeks, with as few decimals as give the same number of seconds."""
        per = self.clock if is_elapsed else self.work
        for decimals in range(7):
            found = round(seconds / per, decimals)
            if abs(found * per - seconds) < 0.5:
                return clean(found)
        return clean(seconds / per)


class _Reading:
    """One file, read task by task."""

    def __init__(self, name: str, root: Element) -> None:
        self.name, self.root = name, root
        self.problems: list[Problem] = []
        minutes = _text(root, "MinutesPerWeek")
        self.times = _Times(int(minutes) * 60 if minutes.isdigit() and int(minutes) else 2400 * 60)
        self.id_field = next(
            (_text(one, "FieldID") for one in _all(root, "ExtendedAttributes") if _text(one, "Alias") == ID_ALIAS), ""
        )
        self.tasks = [one for one in _all(root, "Tasks") if self._counts(one)]
        refuse_long(name, self.tasks)
        self.ids = self._ids()
        self.owners = self._owners()

    def planning(self) -> Planning:
        self._tell()
        if not self.tasks:
            raise DataError(Text("{file} has no tasks", file=self.name), Text("save the planning that holds them"))
        tasks = tuple(self._task(one) for one in self.tasks)
        if self.id_field:
            tasks = noted(tasks)
        return Planning(
            self.name, tasks, tuple(self.problems), _day(_text(self.root, "StartDate")), bool(self.id_field)
        )

    def _counts(self, task: Element) -> bool:
        if _text(task, "IsNull") == "1" or not _text(task, "Name"):
            return False
        if _text(task, "Active") == "0":
            self._remark(
                task,
                Text("`{title}` is inactive and left out", title=_text(task, "Name")),
                Text("make it active in MS Project if it counts"),
            )
            return False
        return True

    def _ids(self) -> dict[str, str]:
        """The id of each task by its UID: our own where we wrote the file, else the number that planners see."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for one in self.tasks:
            own = next((_text(a, "Value") for a in one if self._is_id(a)), "") if self.id_field else ""
            id = own or _text(one, "ID") or _text(one, "UID")
            if id in taken:
                id = next(f"{id}-{n}" for n in range(2, len(self.tasks) + 2) if f"{id}-{n}" not in taken)
            taken.add(id)
            found[_text(one, "UID")] = id
        return found

    def _is_id(self, element: Element) -> bool:
        """Whether this element holds our own id of a task."""
        return _is(element, "ExtendedAttribute") and _text(element, "FieldID") == self.id_field

    def _owners(self) -> dict[str, str]:
        """Per task (UID) the resources that work on it."""
        names = {_text(one, "UID"): _text(one, "Name") for one in _all(self.root, "Resources")}
        found: dict[str, list[str]] = {}
        for one in _all(self.root, "Assignments"):
            if name := names.get(_text(one, "ResourceUID"), ""):
                found.setdefault(_text(one, "TaskUID"), []).append(name)
        return {uid: ", ".join(dict.fromkeys(those)) for uid, those in found.items()}

    def _task(self, task: Element) -> Task:
        uid, level = _text(task, "UID"), _text(task, "OutlineLevel")
        note, own = notes(_text(task, "Notes"))
        is_elapsed = _text(task, "DurationFormat") in ELAPSED
        seconds = _seconds(_text(task, "Duration"))
        if seconds is None and _text(task, "Duration"):
            self._error(
                task,
                Text("the duration `{text}` is not understood", text=_text(task, "Duration")),
                Text("write it as PT240H0M0S"),
            )
        weeks = None if seconds is None else self.times.weeks(seconds, is_elapsed)
        return Task(
            row=int(_text(task, "ID") or 0) if _text(task, "ID").isdigit() else 0,
            id=self.ids[uid],
            title=" ".join(_text(task, "Name").split()),
            level=int(level) if level.isdigit() else 1,
            is_summary=_text(task, "Summary") == "1",
            is_milestone=_text(task, "Milestone") == "1",
            duration=None
            if weeks is None
            else Amount(weeks, "week", None, _text(task, "Estimated") == "1", f"{weeks:g} w"),
            start_on=_day(_text(task, "Start")),
            end_on=_day(_text(task, "Finish")),
            not_before=self._not_before(task, weeks),
            is_held=_text(task, "Manual") == "1",
            waits=tuple(self._waits(task)),
            actual_start_on=_day(_text(task, "ActualStart")),
            actual_end_on=_day(_text(task, "ActualFinish")),
            percent=self._percent(task),
            owner=own.pop("owner", self.owners.get(uid, "")),
            phase=own.pop("phase", ""),
            note=note,
            own=own,
        )

    def _waits(self, task: Element) -> Iterator[Wait]:
        for one in task:
            if not _is(one, "PredecessorLink"):
                continue
            on = self.ids.get(_text(one, "PredecessorUID"))
            if on is None or _text(one, "CrossProject") == "1":
                self._error(
                    task,
                    Text(
                        "it waits on a task that is not in this file (UID {uid})",
                        uid=_text(one, "PredecessorUID") or "?",
                    ),
                    Text("put that task in this planning, as a milestone with its day"),
                )
                continue
            lag, format = _text(one, "LinkLag") or "0", _text(one, "LagFormat")
            tenths = float(lag) if re.fullmatch(r"-?\d+(?:\.\d+)?", lag) else 0.0
            lags: tuple[Lag, ...] = ()
            if tenths and format in PERCENT:
                lags = (Lag(tenths, "%"),)
            elif tenths:
                lags = (Lag(self.times.weeks(tenths * 6, format in ELAPSED), "week"),)
            yield Wait(on, TYPES.get(_text(one, "Type"), "FS"), lags, _typed(on, one))

    def _not_before(self, task: Element, weeks: float | None) -> Day | None:
        """The day before which a task may not start; another constraint is converted where that is exact."""
        kind, on = _text(task, "ConstraintType"), _day(_text(task, "ConstraintDate"))
        if deadline := _day(_text(task, "Deadline")):
            self._remark(
                task,
                Text("the deadline {day} is not held by a plan", day=deadline),
                Text("ppl plan earlier PROJECT --target DATE asks what a day needs"),
            )
        if kind in ("", "0") or (kind == "4" and on is not None):
            return on if kind == "4" else None
        name = CONSTRAINTS.get(kind, kind)
        if kind == "2" and on is not None:
            self._remark(
                task,
                Text("`{constraint}` {day} is held as: not before that day", constraint=name, day=on),
                Text("a plan fixes no start; look whether its links do not make it later"),
            )
            return on
        if kind in ("3", "6") and on is not None and weeks is not None:
            begin = on + datetime.timedelta(days=1 - round(weeks * 7) if weeks else 0)
            self._remark(
                task,
                Text("`{constraint}` {day} is held as: not before {begin}", constraint=name, day=on, begin=begin),
                Text("that day minus its duration; it moves along with no other duration"),
            )
            return begin
        self._remark(
            task,
            Text("the constraint `{text}` is not held by a plan", text=f"{name} {on or ''}".strip()),
            Text("a plan holds only a first possible start (planned_start_on)"),
        )
        return None

    def _percent(self, task: Element) -> float | None:
        text = _text(task, "PercentComplete")
        return min(int(text), 100) / 100 if text.isdigit() and int(text) else None

    def _tell(self) -> None:
        """Say what the file holds beside tasks and links."""
        holidays = sum(
            1 for calendar in _all(self.root, "Calendars") for _ in calendar.iter(f"{_ns(calendar)}Exception")
        )
        if holidays:
            self._say(
                Text("{number} days off in the calendar are not taken over", number=holidays),
                Text("a plan counts in weeks; seasons and recess stand in programme/calendar"),
            )
        baselines = sum(1 for task in self.tasks if _find(task, "Baseline") is not None)
        if baselines:
            self._say(
                Text("the baseline of {number} tasks is not taken over", number=baselines),
                Text("ppl plan baseline PROJECT keeps the plan as it is now"),
            )
        costs = sum(1 for task in self.tasks if _text(task, "Cost").strip("0.") and _text(task, "Summary") != "1")
        if costs:
            self._say(
                Text("the costs of {number} tasks are not taken over", number=costs),
                Text("money stands in the project's finance"),
            )
        fields = {
            _text(one, "FieldID"): _text(one, "Alias") or _text(one, "FieldName")
            for one in _all(self.root, "ExtendedAttributes")
        }
        used = {_text(one, "FieldID") for task in self.tasks for one in task if _is(one, "ExtendedAttribute")}
        for field in sorted(used - {self.id_field}):
            self._say(
                Text("the field `{field}` is not taken over", field=fields.get(field) or field),
                Text("a plan has no field for it"),
            )

    def _say(self, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, 0, what, remedy))

    def _remark(self, task: Element, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, int(_text(task, "ID") or 0), what, remedy))

    def _error(self, task: Element, what: Text, remedy: Text) -> None:
        self.problems.append(error(self.name, int(_text(task, "ID") or 0), what, remedy))


def notes(text: str) -> tuple[str, dict[str, str]]:
    """The planner's own note, and the cells that we wrote below it."""
    before, mark, block = text.partition(OWN_MARK)
    own: dict[str, str] = {}
    for line in block.splitlines():
        label, found, value = line.partition(": ")
        meaning = meaning_of(label) if found else None
        if meaning in (*OWN, "owner", "phase", "weeks", "waits"):
            own[str(meaning)] = unflat(value.strip())
    return " ".join(before.split()), own if mark else {}


def noted(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """The links in the notation of our note, where that says the same as the link: it holds shares and weeks apart."""
    known = References([one.id for one in tasks], [""] * len(tasks), [one.title for one in tasks])
    lengths = {one.id: one.duration.value if one.duration else 0.0 for one in tasks}

    def lag(wait: Wait) -> float:
        return sum(one.value / 100 * lengths[wait.on] if one.unit == "%" else one.value for one in wait.lags)

    found = []
    for task in tasks:
        if told := task.own.pop("waits", ""):
            ours = [one for one in waits(told, known) if isinstance(one, Wait)]
            theirs = [one for one in task.waits if isinstance(one, Wait)]
            same = [(a.on, a.type) for a in ours] == [(b.on, b.type) for b in theirs]
            if same and all(abs(lag(a) - lag(b)) < 1e-4 for a, b in zip(ours, theirs, strict=True)):
                task = replace(task, waits=tuple(ours))
        found.append(task)
    return tuple(found)


def flat(text: str) -> str:
    """A cell on one line of a note."""
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def unflat(text: str) -> str:
    """The cell as it was before `flat`."""
    return re.sub(r"\\([\\rn])", lambda match: {"r": "\r", "n": "\n"}.get(match[1], "\\"), text)


def _typed(on: str, link: Element) -> str:
    return f"{on}{TYPES.get(_text(link, 'Type'), 'FS')}"


def _ns(element: Element) -> str:
    return element.tag[: element.tag.index("}") + 1] if element.tag.startswith("{") else ""


def _is(element: Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name


def _find(element: Element, name: str) -> Element | None:
    return next((one for one in element if _is(one, name)), None)


def _text(element: Element, name: str) -> str:
    found = _find(element, name)
    return "" if found is None else (found.text or "").strip()


def _all(root: Element, name: str) -> list[Element]:
    found = _find(root, name)
    return [] if found is None else [one for one in found if isinstance(one.tag, str)]


def _day(text: str) -> Day | None:
    try:
        found = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 1990 <= found.year < 2200 else None  # MS Project writes 1984 and 2149 for no day


def _seconds(text: str) -> float | None:
    match = _DURATION.fullmatch(text)
    if match is None or text.startswith("-"):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds
