"""From a planner's tasks to a plan: each activity with its fields; the rooms beside this one settle the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import DataError, Problem, Text, nearest
from ppl.model.fields import changed
from ppl.model.ids import slug
from ppl.model.plan import Link, Plan, PlanActivity, Reached
from ppl.model.record import Source
from ppl.planners.amounts import number
from ppl.planners.cells import NUMBERS, Cells
from ppl.planners.circle import refuse_circle
from ppl.planners.import_settings import ImportSettings
from ppl.planners.known_names import owner_of, phase_of
from ppl.planners.outline import Outline
from ppl.planners.plan_links import PlanLinks
from ppl.planners.plan_wide import first_day, goal_of, tell_days, units_of
from ppl.planners.remarks import Remarks
from ppl.planners.task_days import Starts, actual
from ppl.planners.tasks import Planning, Task


class ImportedPlan(NamedTuple):
    """A planning as a plan. rows: where each activity stands in the file; problems: all that was not taken as it is.

    typed: per link (waiting, waited on) how the file writes it; assumed: the links whose ground it does not give
    """

    name: str
    plan: Plan
    rows: dict[str, int]
    problems: tuple[Problem, ...]
    typed: dict[tuple[str, str], str]
    assumed: set[tuple[str, str]]


def imported_plan(planning: Planning, asked: ImportSettings) -> ImportedPlan:
    """The plan that a planning means, and everything in it that a plan does not hold as it is.

    Raises DataError where it holds no activities.
    """
    return _PlanBuilder(planning, asked).result()


class _PlanBuilder:
    """One planning, on its way to a plan."""

    def __init__(self, planning: Planning, asked: ImportSettings) -> None:
        self.planning, self.asked = planning, asked
        self.remarks = Remarks(planning.name, planning.problems)
        self.outline = Outline(planning)
        self.tasks = [task for task in planning.tasks if not task.is_summary]
        if not self.tasks:
            what = Text("{file} holds no activities: nothing would be left of the plan", file=planning.name)
            raise DataError(what, Text("below the headings each activity has a row of its own, with its name"))
        self.units = units_of(planning, self.tasks, asked, self.remarks)
        self.starts_on = first_day(planning, self.tasks, asked, self.remarks)
        self.linking = PlanLinks(planning, asked, self.outline, self.units, self.remarks)
        self.starts = Starts(self.linking.by_id, self.starts_on, self.units, self.remarks)

    def result(self) -> ImportedPlan:
        self.outline.tell_headings(self.remarks)
        weeks = {task.id: self.units.middle(task.duration) for task in self.tasks}
        tell_days(self.planning, self.tasks, weeks, self.remarks)
        links = {task.id: self.linking.after(task, weeks) for task in self.tasks}
        self.remarks.problems += self.outline.remarks.problems
        activities = tuple(self._activity(task, weeks, links[task.id]) for task in self.tasks)
        reached = tuple(one for task in self.tasks for one in self._reached(task))
        told = dict(self.planning.fields)
        plan = Plan(
            template=told.get("template") or self._assumed_of(),
            starts_on=self.starts_on,
            goal=goal_of(self.planning, self.tasks, self.asked, self.remarks),
            answers=_grouped(told, "answers."),
            assumed=tuple(told["assumed"].split(", ")) if told.get("assumed") else (),
            activities=activities,
            milestones=_distinct(reached),
            hours_per_week={k: v for k, text in _grouped(told, "hours_per_week.").items() if (v := number(text))},
            sources=() if self.planning.is_own else (Source(name=self.asked.source, read_on=self.asked.today),),
        )
        rows = {task.id: task.row for task in self.tasks}
        problems = tuple(sorted(self.remarks.problems, key=lambda one: one.line))
        refuse_circle(self.planning.name, activities, rows, problems)
        return ImportedPlan(self.planning.name, plan, rows, problems, self.linking.typed, self.linking.assumed)

    def _assumed_of(self) -> str | None:
        """The template that rows say they were assumed from, so that they stay assumed."""
        return next((found for task in self.tasks if (found := Cells(task.own).assumed_of())), None)

    def _reached(self, task: Task) -> Sequence[Reached]:
        """The milestones that a row reaches: those that it names, else itself where it is one."""
        if "reached" in task.own or self.planning.is_own:
            return list(Cells(task.own).reached(task.id))
        is_one = task.is_milestone or (task.duration is not None and task.duration.value == 0)
        code = slug(task.title) or slug(task.id) or "mijlpaal"
        return [Reached(code=code, title=task.title, activity=task.id)] if is_one else []

    def _activity(self, task: Task, weeks: Mapping[str, float | None], links: tuple[Link, ...]) -> PlanActivity:
        cells = Cells(task.own)
        fields = cells.fields()
        serial = self.linking.serial(task, cells)
        self.remarks.take(task.row, cells.wrong)
        begun, ended = actual(task, self.asked.today, self.planning.is_own, self.remarks)
        fields |= self._duration(task, weeks[task.id])
        owner, phase = self._owner(task), self._phase(task)
        return PlanActivity(
            id=task.id,
            title=task.title,
            owner=owner,
            phase=phase,
            planned_start_on=None if begun or ended else self.starts.not_before(task, links),
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

    def _owner(self, task: Task) -> Any:
        if not task.owner:
            return None
        found = owner_of(task.owner, self.asked.roles, with_organisation=self.planning.is_own)
        if found is None:
            what = Text("`{owner}` is no role of the programme: not taken over", owner=task.owner[:60])
            remedy = Text("owners are roles, never names; add the role to programme/programme, or set the owner")
            self.remarks.remark(task.row, what, remedy)
        return found

    def _phase(self, task: Task) -> str | None:
        headings = [self.planning.tasks[place].title for place in self.outline.above[self.outline.place[task.id]]]
        for text in (task.phase, *headings):
            if text and (found := phase_of(text, self.asked.phases)) is not None:
                return found
        if task.phase:
            what = Text("`{phase}` is no phase of the programme: not taken over", phase=task.phase[:60])
            listed = ", ".join(phase.code for phase in self.asked.phases) or "-"
            words = {word: phase.code for phase in self.asked.phases for word in (phase.nl, phase.code) if word}
            remedy = Text("the list `phases` in programme/vocabularies has: {listed}", listed=listed)
            self.remarks.remark(task.row, what, nearest(task.phase, words, remedy))
        return None


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
