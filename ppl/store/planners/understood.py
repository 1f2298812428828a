"""From a planner's tasks to a plan: units settled, links converted to what a plan holds, everything else told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ppl.errors import Problem, Text
from ppl.model.fields import changed
from ppl.model.plan import Ground, Link, Plan, PlanActivity, Reached
from ppl.model.programme import Term
from ppl.model.record import Source
from ppl.store.planners import dates
from ppl.store.planners.amounts import Amount, Sample, Units, clean, number, units
from ppl.store.planners.cells import NUMBERS, Cells
from ppl.store.planners.columns import plain
from ppl.store.planners.converted import Converted, converted
from ppl.store.planners.naming import owner_of, phase_of
from ppl.store.planners.outline import Outline
from ppl.store.planners.predecessors import Wait, waits
from ppl.store.planners.references import References
from ppl.store.planners.table import error, remark
from ppl.store.planners.tasks import Day, Planning, Task

_BARE = {
    "week": Text("a week"),
    "day": Text("a day"),
    "month": Text("a month"),
    "hour": Text("an hour"),
    "calendar-day": Text("a calendar day"),
}


class Asked(NamedTuple):
    """How a planning is to be taken over.

    today: nothing can have happened after it; words: a sentence in the language of the programme
    source: the name of the file, as it stands with each link; ground: of links that the file gives none
    starts_on, goal: where somebody says them; days, months, bare: how durations count, where somebody says it
    roles, phases: the lists of the programme
    """

    today: Day
    words: Callable[[Text], str]
    source: str
    ground: Ground = "habit"
    starts_on: Day | None = None
    goal: str | None = None
    days: float | None = None
    months: float | None = None
    bare: Any = ""
    roles: tuple[Term, ...] = ()
    phases: tuple[Term, ...] = ()


class Understood(NamedTuple):
    """A planning as a plan. rows: where each activity stands in the file; problems: all that was not taken as it is.

    typed: per link (waiting, waited on) how the file writes it; assumed: the links whose ground it does not give
    """

    name: str
    plan: Plan
    rows: dict[str, int]
    problems: tuple[Problem, ...]
    typed: dict[tuple[str, str], str]
    assumed: set[tuple[str, str]]


def understood(planning: Planning, asked: Asked) -> Understood:
    """The plan that a planning means, and everything in it that a plan does not hold as it is."""
    return _Understanding(planning, asked).result()


class _Understanding:
    """One planning, on its way to a plan."""

    def __init__(self, planning: Planning, asked: Asked) -> None:
        self.planning, self.asked, self.name = planning, asked, planning.name
        self.problems: list[Problem] = list(planning.problems)
        self.outline = Outline(planning)
        self.tasks = [task for task in planning.tasks if not task.is_summary]
        self.by_id = {task.id: task for task in self.tasks}
        self.units = self._units()
        self.starts_on = self._starts_on()
        self.typed: dict[tuple[str, str], str] = {}
        self.assumed: set[tuple[str, str]] = set()

    def result(self) -> Understood:
        self.problems += self.outline.tell_headings()
        weeks = {task.id: self._weeks(task) for task in self.tasks}
        links = {task.id: self._links(task, weeks) for task in self.tasks}
        self.problems += self.outline.problems
        activities = tuple(self._activity(task, weeks, links[task.id]) for task in self.tasks)
        reached = tuple(one for task in self.tasks for one in self._reached(task))
        told = dict(self.planning.fields)
        plan = Plan(
            template=told.get("template"),
            starts_on=self.starts_on,
            goal=self._goal(),
            answers=_grouped(told, "answers."),
            assumed=tuple(told["assumed"].split(", ")) if told.get("assumed") else (),
            activities=activities,
            milestones=_distinct(reached),
            hours_per_week={k: v for k, text in _grouped(told, "hours_per_week.").items() if (v := number(text))},
            sources=() if self.planning.is_own else (Source(name=self.asked.source, on=self.asked.today),),
        )
        rows = {task.id: task.row for task in self.tasks}
        problems = tuple(sorted(self.problems, key=lambda one: one.line))
        return Understood(self.name, plan, rows, problems, self.typed, self.assumed)

    # the whole

    def _units(self) -> Units:
        """How durations count, and what was assumed about it, told once."""
        asked, planning = self.asked, self.planning
        amounts = [task.duration for task in self.tasks if task.duration is not None]
        lags = [lag.unit for task in self.tasks for one in task.waits if isinstance(one, Wait) for lag in one.lags]
        samples = [
            Sample(task.duration, dates.workdays(task.start_on, task.end_on), (task.end_on - task.start_on).days + 1)
            for task in self.tasks
            if task.duration is not None and task.start_on is not None and task.end_on is not None
        ]
        bare = asked.bare or planning.bare or _usual_unit(amounts)
        found, shown = units(samples, bare, asked.days or planning.days, asked.months or planning.months)
        used = {one.unit for one in amounts if one.value} | set(lags)
        fits = Text("as the days in the file show")
        usual = Text("as is usual: the file does not show it")
        if "day" in used and asked.days is None:
            self._say(
                Text(
                    "a week counts {number} days ({how})",
                    number=f"{found.days:g}",
                    how=fits if "days" in shown else usual,
                ),
                Text("if that is wrong: --week-days 7 or --week-days 5"),
            )
        if "month" in used and asked.months is None:
            self._say(
                Text(
                    "a month counts {number} weeks ({how})",
                    number=f"{found.months:.3g}",
                    how=fits if "months" in shown else usual,
                ),
                Text("if that is wrong: --month-weeks 4 or --month-weeks 4.33"),
            )
        if "" in used and not asked.bare and not planning.bare:
            how = fits if "bare" in shown else Text("as the other durations") if bare else usual
            self._say(
                Text(
                    "a number without a unit counts as {unit} ({how})",
                    unit=_BARE.get(found.bare, Text("a week")),
                    how=how,
                ),
                Text("if that is wrong: --unit weeks, --unit days or --unit months"),
            )
        return found

    def _starts_on(self) -> Day | None:
        """The first day of the plan: as told, as the file says, or its earliest day."""
        days = (day for task in self.tasks for day in (task.actual_start_on, task.start_on, task.not_before) if day)
        found = self.asked.starts_on or self.planning.starts_on or min(days, default=None)
        if found is None:
            self._say(
                Text("the file has no days: the plan begins when the project does"), Text("--starts-on DATE says when")
            )
        elif (early := [t for t in self.tasks if t.start_on and t.start_on < found]) and self.asked.starts_on is None:
            self._say(
                Text(
                    "{number} activities start before the first day of the planning, {day}",
                    number=len(early),
                    day=found,
                ),
                Text("--starts-on {day} takes the earliest", day=min(t.start_on for t in early if t.start_on)),
            )
        return found

    def _goal(self) -> str | None:
        marked = next(
            (task.id for task in self.tasks if plain(task.own.get("goal", "")) not in ("", "nee", "no")), None
        )
        goal = self.asked.goal or dict(self.planning.fields).get("goal") or marked
        if goal is not None and goal not in self.by_id:
            self.problems.append(
                error(
                    self.name,
                    0,
                    Text("the goal `{id}` is no activity of the planning", id=goal),
                    Text("it has {listed}", listed=", ".join(list(self.by_id)[:12])),
                )
            )
            return None
        return goal

    def _reached(self, task: Task) -> Sequence[Reached]:
        """The milestones that a row reaches: those that it names, else itself where it is one."""
        from ppl.store.edits import slug

        if "reached" in task.own or self.planning.is_own:
            return list(Cells(task.own).reached(task.id))
        is_one = task.is_milestone or (task.duration is not None and task.duration.value == 0)
        code = slug(task.title) or slug(task.id) or "mijlpaal"
        return [Reached(code=code, title=task.title, activity=task.id)] if is_one else []

    # one row

    def _weeks(self, task: Task) -> float | None:
        """The duration that counts; of a range the middle."""
        if task.duration is None:
            return None
        low = self.units.weeks(task.duration.value, task.duration.unit)
        if task.duration.high is None:
            return low
        return clean((low + self.units.weeks(task.duration.high, task.duration.unit)) / 2)

    def _links(self, task: Task, weeks: Mapping[str, float | None]) -> tuple[Link, ...]:
        """What an activity waits on, in the terms of a plan."""
        cells = Cells(task.own)
        default = self._default(task)
        found: list[tuple[str, Link]] = []
        for wait in self.outline.waits(task):
            if wait.on == task.id or wait.on not in self.by_id:
                self.problems.append(
                    error(
                        self.name,
                        task.row,
                        Text("it waits on itself: `{typed}`", typed=wait.typed),
                        Text("name what it really waits on"),
                    )
                )
                continue
            made = converted(wait, weeks.get(wait.on), weeks.get(task.id), self.units)
            self._tell_conversion(task, wait, made)
            self.typed[task.id, wait.on] = wait.typed
            link = changed(
                default,
                activity=wait.on,
                type="start-start" if made.from_start else None,
                lag_weeks=made.lag_weeks or None,
                lag_share=made.lag_share or None,
            )
            found.append((wait.on, link))
        links = cells.links(found)
        pairs = zip(links, found, strict=True)
        self.assumed |= {(task.id, link.activity) for link, (_, default) in pairs if link is default}
        self._tell_cells(task, cells)
        return links

    def _default(self, task: Task) -> Link:
        """A link of which the file does not say why; what the planner notes beside it goes along."""
        said = Text("from the planning {file}, ground not yet known", file=self.asked.source)
        if task.note and not self.planning.is_own and plain(task.note) not in ("mijlpaal", "milestone"):
            said = Text("{reason}; the planner notes: {note}", reason=said, note=task.note)
        return Link(activity="", ground=self.asked.ground, reason=self.asked.words(said))

    def _tell_conversion(self, task: Task, wait: Wait, made: Converted) -> None:
        if made.told is not None:
            self.problems.append(
                remark(self.name, task.row, made.told, made.remedy or Text("look whether that is meant"))
            )
        if wait.type == "SF" and self._fits_as_usual(task, wait):
            self.problems.append(
                remark(
                    self.name,
                    task.row,
                    Text(
                        "`{typed}` is start-finish, which is rare; the days in the file fit finish-start",
                        typed=wait.typed,
                    ),
                    Text("ask the planner whether {on}FS ({on}EB) was meant", on=wait.on),
                )
            )

    def _fits_as_usual(self, task: Task, wait: Wait) -> bool:
        end = self.by_id[wait.on].end_on
        return end is not None and task.start_on is not None and 0 <= (task.start_on - end).days <= 4

    def _activity(self, task: Task, weeks: Mapping[str, float | None], links: tuple[Link, ...]) -> PlanActivity:
        cells = Cells(task.own)
        fields = cells.fields()
        serial = self._serial(task, cells)
        self._tell_cells(task, cells)
        begun, ended = self._actual(task)
        fields |= self._duration(task, weeks[task.id])
        owner, phase = self._owner(task), self._phase(task)
        return PlanActivity(
            id=task.id,
            title=task.title,
            owner=owner,
            phase=phase,
            planned_start_on=None if begun or ended else self._not_before(task, links),
            actual_start_on=begun,
            actual_end_on=ended,
            after=links,
            after_serial=serial,
            **fields,
        )

    def _duration(self, task: Task, weeks: float | None) -> dict[str, Any]:
        """Duration, range, and where it comes from."""
        typed = task.duration
        if self.planning.is_own:
            assumed = number(task.own.get("weeks", "").rpartition(" ")[2])  # written where the plan gives none
            if weeks is not None and assumed is not None and abs(weeks - assumed) < 1e-4:
                return {"weeks": None}
            return {"weeks": weeks}
        if typed is None:
            basis = Text("the planning {file} gives no duration", file=self.asked.source)
        elif typed.is_guess:
            basis = Text(
                "from the planning {file}: {typed}, a guess of the planner", file=self.asked.source, typed=typed.typed
            )
        else:
            basis = Text("from the planning {file}: {typed}", file=self.asked.source, typed=typed.typed)
        if task.note and not self.outline.waits(task):
            basis = Text("{basis}; the planner notes: {note}", basis=basis, note=task.note)
        found: dict[str, Any] = {"weeks_basis": self.asked.words(basis)}
        if typed is not None and typed.is_guess:
            found["weeks_from"] = "estimate"
        if typed is not None and typed.high is not None:
            found["optimistic"] = self.units.weeks(typed.value, typed.unit)
            found["pessimistic"] = self.units.weeks(typed.high, typed.unit)
        elif weeks is not None or not any(task.own.get(name) for name in NUMBERS[:3]):
            found["weeks"] = weeks
        return found

    def _serial(self, task: Task, cells: Cells) -> tuple[Link, ...]:
        """The links of the usual order, which only our own files hold."""
        found = []
        for wait in waits(task.own.get("serial", ""), self._known):
            if not isinstance(wait, Wait):
                cells.wrong.append(
                    (
                        Text("the predecessor `{text}` is not understood", text=wait.typed),
                        Text("write it as 12, 12FS+2w or 12EB+2w"),
                    )
                )
                continue
            made = converted(wait, None, None, self.units)
            link = Link(
                activity=wait.on,
                ground="habit",
                type="start-start" if made.from_start else None,
                lag_weeks=made.lag_weeks or None,
                lag_share=made.lag_share or None,
            )
            found.append((wait.on, link))
        return cells.links(found, "serial_")

    @cached_property
    def _known(self) -> References:
        """What a link of the usual order may call an activity."""
        return References(list(self.by_id), [""] * len(self.by_id), [task.title for task in self.by_id.values()])

    def _actual(self, task: Task) -> tuple[Day | None, Day | None]:
        """When it really began and ended; what is done for a part has begun."""
        begun, ended = task.actual_start_on, task.actual_end_on
        for day in (begun, ended):
            if day is not None and day > self.asked.today:
                self.problems.append(
                    error(
                        self.name,
                        task.row,
                        Text("{day} is given as an actual day, and it is still to come", day=day),
                        Text("correct the day, or leave it out until then"),
                    )
                )
                return None, None
        if task.percent is None or task.percent == 0 or self.planning.is_own:
            return begun, ended
        share = f"{task.percent * 100:g}%"
        if task.percent >= 1 and ended is None:
            if task.end_on is not None and task.end_on <= self.asked.today:
                self._remark(
                    task,
                    Text("it is done: its planned days count as the actual ones"),
                    Text("correct actual_start_on and actual_end_on where it went otherwise"),
                )
                return begun or task.start_on, task.end_on
            self._remark(
                task,
                Text("it is done, but its end is not in the past: no actual end is kept"),
                Text("give the day on which it ended (actual_end_on)"),
            )
        if begun is None and task.start_on is not None and task.start_on <= self.asked.today:
            begun = task.start_on
        if task.percent < 1:
            self._remark(
                task,
                Text("{share} is done: a plan keeps that it began, not how far it is", share=share),
                Text("actual_start_on is {day}", day=begun)
                if begun
                else Text("give the day on which it began (actual_start_on)"),
            )
        return begun, ended

    def _owner(self, task: Task) -> Any:
        if not task.owner:
            return None
        found = owner_of(task.owner, self.asked.roles, with_organisation=self.planning.is_own)
        if found is None:
            self._remark(
                task,
                Text("`{owner}` is no role of the programme: not taken over", owner=task.owner[:60]),
                Text("owners are roles, never names; add the role to programme/programme, or set the owner"),
            )
        return found

    def _phase(self, task: Task) -> str | None:
        headings = [self.planning.tasks[place].title for place in self.outline.above[self.outline.place[task.id]]]
        for text in (task.phase, *headings):
            if text and (found := phase_of(text, self.asked.phases)) is not None:
                return found
        if task.phase:
            self._remark(
                task,
                Text("`{phase}` is no phase of the programme: not taken over", phase=task.phase[:60]),
                Text(
                    "the list `phases` in programme/vocabularies has: {listed}",
                    listed=", ".join(one.code for one in self.asked.phases) or "-",
                ),
            )
        return None

    def _not_before(self, task: Task, links: Sequence[Link]) -> Day | None:
        """The day before which it may not start: told, or shown by a start that no link explains."""
        if task.not_before is not None or not task.is_held or task.start_on is None or self.starts_on is None:
            return task.not_before
        bounds = {link.activity: self._bound(link) for link in links}
        dated = {on: day for on, day in bounds.items() if day is not None}
        if len(dated) < len(bounds):
            return None
        free = max(dated.values(), default=self.starts_on)
        if (task.start_on - free).days > 6:
            self._remark(
                task,
                Text(
                    "it starts on {day}, later than its links ask ({free}): held as not before",
                    day=task.start_on,
                    free=free,
                )
                if links
                else Text("it waits on nothing and starts on {day}: held as not before", day=task.start_on),
                Text(
                    "a season? ppl set PROJECT/plan activities.{id}.window=CODE; else take planned_start_on away",
                    id=task.id,
                ),
            )
            return task.start_on
        if (free - task.start_on).days > 3:
            on = max(dated, key=lambda id: dated[id])
            self._remark(
                task,
                Text(
                    "the file starts it on {day}, before its link to {on} allows ({free}): the link counts",
                    day=task.start_on,
                    on=on,
                    free=free,
                ),
                Text("ask the planner: is the link wrong, or the day?"),
            )
        return None

    def _bound(self, link: Link) -> Day | None:
        """The day from which a link allows a start, by the days of the file."""
        on = self.by_id[link.activity]
        from_start = link.type == "start-start"
        if (day := on.start_on if from_start else on.end_on) is None:
            return None
        weeks = (link.lag_weeks or 0) + (link.lag_share or 0) * (self._weeks(on) or 0)
        return day + datetime.timedelta(days=round(weeks * 7) + (not from_start))

    # telling

    def _tell_cells(self, task: Task, cells: Cells) -> None:
        self.problems += [error(self.name, task.row, what, remedy) for what, remedy in cells.wrong]
        cells.wrong.clear()

    def _say(self, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, 0, what, remedy))

    def _remark(self, task: Task, what: Text, remedy: Text) -> None:
        self.problems.append(remark(self.name, task.row, what, remedy))


def _usual_unit(amounts: Sequence[Amount]) -> Any:
    """The unit that most durations of a file name; empty where none names one."""
    named = [one.unit for one in amounts if one.unit and one.value]
    return max(named, key=named.count, default="")


def _grouped(told: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in told.items() if name.startswith(prefix)}


def _distinct(reached: Sequence[Reached]) -> tuple[Reached, ...]:
    """The milestones with codes of their own."""
    found: list[Reached] = []
    for one in reached:
        taken = {other.code for other in found}
        codes = (one.code, *(f"{one.code}-{n}" for n in range(2, len(taken) + 3)))
        code = next(code for code in codes if code not in taken)
        found.append(one if code == one.code else changed(one, code=code))
    return tuple(found)
