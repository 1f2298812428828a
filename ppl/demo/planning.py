"""A project's plan kept up to date: actual dates, decisions, habits that are questioned, milestones that move."""

import datetime
from math import ceil
from typing import Any

from ppl.demo.course import MILESTONES, Link
from ppl.demo.days import Moment
from ppl.demo.project import Project
from ppl.demo.texts import lower, named, phrases
from ppl.demo.trouble import Trouble
from ppl.demo.world import PROCESS, flow
from ppl.rules.schedule.planned import planned

Day = datetime.date
MOVED_DAYS = 6
ENOUGH = 6  # changes that make it worth while to bring the plan up to date
APPEAL = "A30"
PERMIT = "A32"
FIRST_ANSWERS = {"A14": "held over", "A28": "held over", PERMIT: "refused"}  # of what takes longer than was planned
LAST_WEEKS = 28  # days before the end of a step in which a first answer may come


class Planning:
    """The plan of one project and its milestones."""

    def __init__(self, of: Project, troubles: list[Trouble]) -> None:
        self.of, self.troubles = of, troubles
        self._changed: list[str] = []
        self._dares = of.rng.random() < 0.4  # to begin before the court has spoken
        self._dropped: dict[str, tuple[str, int]] = {}
        self._questions: list[str] = []
        self._council = 0
        self._answered: set[str] = set()

    def progress(self) -> None:
        """Let the steps go on up to today; what a college or council decided becomes a decision of this talk."""
        of = self.of
        for id, what, on in of.course.advance(of.today):
            self._changed.append(f"activities.{id}.actual_{what}_on={on}")
            if what == "end":
                of.say(of.draw("step_ended", stap=of.course.said(id)))
                self._note_decision(id)
            elif id in self._dropped:
                self._began_earlier(id, *self._dropped.pop(id))
        self._first_answers()

    def _first_answers(self) -> None:
        """Of what takes longer than was planned the first answer may be another: held over, or refused."""
        of, course = self.of, self.of.course
        for id in course.running():
            left = (course.forecast(of.today)[id][1] - of.today).days if id in FIRST_ANSWERS else 0
            is_longer = course.true_days[id] + course.extra_days.get(id, 0) > 7 * course.weeks[id]
            if id not in self._answered and is_longer and 7 <= left <= LAST_WEEKS:
                self._answered.add(id)
                outcome = FIRST_ANSWERS[id]
                self._decided(id, of.today, self._decides(id), outcome, *phrases("talks")[outcome.replace(" ", "_")])

    def _note_decision(self, id: str) -> None:
        of, owner = self.of, self._decides(id)
        if owner in ("college", "gemeenteraad"):
            outcome = "granted" if id == PERMIT else self._outcome(owner)
            self._decided(id, of.course.ended[id], owner, outcome, of.draw("granted"))

    def _decides(self, id: str) -> str:
        """Who decides on a step, if anybody; on a permit the college, where it was refused once."""
        owner = str(self.of.course.by_id[id].get("owner"))
        return "college" if id == PERMIT and id in self._answered else owner

    def _decided(self, id: str, on: Day, owner: str, outcome: str, *reasons: str) -> None:
        of = self.of
        decision = {
            "kind": "municipal",
            "decided_on": on.isoformat(),
            "by": {"role": owner, "organisation": f"gemeente {of.words['gemeente']}"},
            "outcome": outcome,
            "reasons": [of.course.title(id), *reasons],
            "communicated_on": of.today.isoformat(),
        }
        of.entry.setdefault("decisions", []).append(decision)

    def _outcome(self, owner: str) -> str:
        """A council passes every third proposal with changes; a college what is its own as it is."""
        self._council += owner == "gemeenteraad"
        return "passed with changes" if owner == "gemeenteraad" and self._council % 3 == 2 else "passed"

    # habits

    def question_habit(self) -> None:
        """The team looks at a link that is only habit; mostly it drops it, which is an intervention of this talk."""
        of, course = self.of, self.of.course
        habits = [(id, link) for id, link in course.habits() if self._dares or link["activity"] != APPEAL]
        if not habits:
            return
        id, link = of.rng.choice(habits)
        words = {"stap": course.said(id), "eerst": course.said(link["activity"])}
        if of.rng.random() < 0.25:
            self._note_question(id, link, "kept", of.draw("habit_reason"), 0)
            of.say(of.draw("habit_kept", **words))
            return
        before = course.forecast(of.today)["A37"][1]
        course.drop(id, link)
        weeks = max(0, (before - course.forecast(of.today)["A37"][1]).days // 7)
        self._changed.append(f"activities.{id}.after={flow(course.after[id])}")
        self._note_question(id, link, "dropped", str(link["reason"]), weeks)
        title = f"{words['stap'][0].upper()}{words['stap'][1:]} niet laten wachten op {words['eerst']}"
        effect = of.draw("habit_effect", **words)
        of.begin(title, id, "gezamenlijke-planning", effect, weeks, "projectleider")
        of.say(of.draw("habit_dropped", **words, **({"weken": str(weeks)} if weeks > 1 else {})))
        self._dropped[id] = (title, weeks)

    def _note_question(self, id: str, link: Link, outcome: str, because: str, weeks: int) -> None:
        """Keep in the plan that a link was questioned."""
        fact = {"activity": id, "waited_on": link["activity"], "ground": "habit", "on": self.of.today.isoformat()}
        fact |= {"outcome": outcome, "because": because, "expected_weeks": str(weeks), "agreed_by": "projectleider"}
        self._changed.append(f"questioned+={flow(fact)}")
        self._questions.append(id)

    def _began_earlier(self, id: str, title: str, hoped: int) -> None:
        """What came of it, on the day that the step begins."""
        of = self.of
        weeks = max(0, hoped + of.rng.choice((-4, -2, -1, 0, 0)))
        number = len(self._questions) - self._questions[::-1].index(id)
        self._changed.append(f"questioned.{number}.observed_weeks={weeks}")
        effect = of.draw("earlier") if weeks > 1 else of.draw("not_earlier")
        of.observe(title, effect, weeks, "planning voor en na")

    # the record

    def write(self, when: Moment, always: bool = False) -> None:
        """Bring the plan up to date where enough has changed, and phase and milestones with it."""
        of, world = self.of, self.of.world
        if not self._is_worth_it(always):
            return
        self._changed += self._expected()
        if self._changed:
            world.set(when, PROCESS, f"{of.id}/plan", *self._changed, reason="stand na het weekgesprek")
        self._changed = []
        self._move_milestones(when)
        if (phase := of.course.phase()) != world.journal.fields(of.id).get("phase"):
            world.set(when, PROCESS, of.id, f"phase={phase}")

    def _is_worth_it(self, always: bool) -> bool:
        """Whether enough changed, a milestone was reached, or its day went by (which some notice only later)."""
        of = self.of
        open_ = [m for m in of.world.journal.fields(of.id)["milestones"] if "actual_on" not in m]
        is_reached = any(id in of.course.ended for code, _, id in MILESTONES if any(m["code"] == code for m in open_))
        is_late = any(m["planned_on"] < of.today.isoformat() for m in open_) and len(of.id) % 4 > 0
        return is_reached or is_late or bool(self._changed and (always or len(self._changed) >= ENOUGH))

    def _expected(self) -> list[str]:
        """How long what is under way will take, where that is another number of weeks than the plan has."""
        course = self.of.course
        spans = course.forecast(self.of.today)
        known = {
            one["id"]: float(one["weeks"]) for one in self.of.world.journal.fields(f"{self.of.id}/plan")["activities"]
        }
        weeks = {id: ceil((spans[id][1] - course.started[id]).days / 7) for id in course.running()}
        return [f"activities.{id}.weeks={number}" for id, number in weeks.items() if abs(number - known[id]) >= 1]

    def _by_plan(self) -> dict[str, Day]:
        """The last day of each step, as the plan in the record has it."""
        of, folder = self.of, self.of.world.journal.folder
        refs = [of.id, f"{of.id}/plan", "programme/programme", "programme/calendar", "programme/bodies"]
        schedule = planned(folder.read_refs(refs)[0], of.id).schedule()
        ends = zip(schedule.network.activities, schedule.end, strict=True)
        return {one.id: day for one, end in ends if (day := schedule.day(end)) is not None}

    def _move_milestones(self, when: Moment) -> None:
        of = self.of
        expected = self._by_plan()
        held = {m["code"]: m for m in of.world.journal.fields(of.id)["milestones"]}
        assignments: list[str] = []
        for code, title, id in MILESTONES:
            now = held[code]
            if "actual_on" in now:
                continue
            planned, new = Day.fromisoformat(now["planned_on"]), expected[id]
            if id in of.course.ended:
                assignments.append(f"milestones.{code}.actual_on={of.course.ended[id]}")
                of.tell(of.news.reached, f"{of.id}#{code}", f"{of.words['plek']}: {lower(title)}")
            elif abs((new - planned).days) >= MOVED_DAYS:
                move = self._move(id, planned, new)
                of.planned[code] = new
                assignments += [f"milestones.{code}.planned_on={new}", f"milestones.{code}.moves+={flow(move)}"]
        if assignments:
            of.world.set(when, PROCESS, of.id, *assignments, reason="planning bijgewerkt na het weekgesprek")

    def _move(self, id: str, planned: Day, new: Day) -> dict[str, Any]:
        of = self.of
        kind = "slip" if new > planned else "gain"
        move = {"on": of.today.isoformat(), "from": planned.isoformat(), "to": new.isoformat(), "kind": kind}
        worst = next((t for t in reversed(self.troubles) if t.is_open), None)
        if worst is not None and kind == "slip":
            move["due_to"] = worst.ref
            return {**move, "because": of.draw("slip_due", knelpunt=named(worst.title))}
        return {**move, "because": of.draw(kind, stap=of.course.said(id))}
