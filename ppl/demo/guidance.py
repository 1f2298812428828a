"""The guidance of one project from its kick-off: its rhythm, a pause, an early end."""

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from ppl.demo.course import MILESTONES
from ppl.demo.days import Moment, at, later, working
from ppl.demo.harvest import Harvest
from ppl.demo.lights import Lights
from ppl.demo.planning import Planning
from ppl.demo.project import Project
from ppl.demo.scans import Scans
from ppl.demo.talks import Talks
from ppl.demo.texts import Deck, filled, phrases, sentence
from ppl.demo.trouble import Trouble
from ppl.demo.weekly import Weekly
from ppl.demo.world import BUREAU, LEARNING, MINISTRY, PROCESS, flow

Day = datetime.date
WEEK = datetime.timedelta(weeks=1)
LONG_ENOUGH = 40  # weeks of guidance in which something can happen to the project as a whole
# of every eight projects, the one that is on hold for a while, the one that stops, the one that skips a talk at the end
PAUSED, STOPPED, BEHIND = 2, 5, 6
HALF_A_YEAR = 190  # days
FORGETS = 1  # of every four projects, the one whose last scan nobody held
LEFT_OUT = 25  # days before the last one


class Guidance:
    """One project from its kick-off on. place: its number in the programme, from 0."""

    def __init__(self, of: Project, place: int, harvest: Harvest, tales: Deck[dict[str, Any]]) -> None:
        self.of, self.place = of, place
        self.troubles: list[Trouble] = []
        self.lights = Lights(of, self.troubles)
        self.planning = Planning(of, self.troubles)
        self.weekly = Weekly(of, self.troubles, self.planning, self.lights, tales)
        self.talks = Talks(of, self.troubles, harvest)
        self.scans = Scans(of)

    # the start

    def begin(self, when: Moment) -> None:
        """The kick-off: the project becomes active, its plan is drawn, the rhythm begins."""
        of, world = self.of, self.of.world
        ref = self._kick_off(when)
        self.weekly.actions.remember(ref.rpartition("/")[2], world.journal.fields(ref))
        world.set(when, PROCESS, of.id, *self._started())
        province = str(world.journal.fields(of.id)["province"])
        world.new(when, PROCESS, "plan", of.id, of.course.record(province), id="plan")
        kept = f"baseline={flow(of.course.baseline(of.today))}"
        world.set(when, PROCESS, f"{of.id}/plan", kept, reason="de planning zoals zij het eerst is afgesproken")
        self.scans.first(when, of.today)
        if self.place % 4:
            world.on(later(of.today, 55), self._keep_agreement)
        self._arrange(of.today)
        self._turns(of.today)

    def _kick_off(self, when: Moment) -> str:
        of, day = self.of, self.of.today
        attended = [PROCESS, LEARNING, "projectleider", "ontwikkelaar", "corporatie"]
        first = {"text": of.draw("kickoff_action"), "owner": "projectleider", "due_on": later(day, 10).isoformat()}
        more: dict[str, Any] = {
            "summary": of.draw("kickoff"),
            **self._agreed(),
            "actions": [first],
            "next_on": self.weekly.next_after(day).isoformat(),
        }
        return of.world.log(when, PROCESS, of.id, "kickoff", day, form="on-site", attended=attended, **more)

    def _agreed(self) -> dict[str, list[str]]:
        """What was agreed at the kick-off; drawn by a chance of its own, so that it changes nothing that follows."""
        of = self.of
        rng, said = Random(f"{of.world.seed}/{of.id}/kickoff"), phrases("kickoff")
        drawn = {name: [filled(one, of.words) for one in rng.sample(texts, 3)] for name, texts in said.items()}
        obstacles = [one.split("|") for one in drawn.pop("obstacles")[:2]]
        return {"obstacles": [one for one, _ in obstacles], "solutions": [other for _, other in obstacles], **drawn}

    def _started(self) -> list[str]:
        """What becomes known of the project, as assignments."""
        of, day = self.of, self.of.today
        weeks = str(of.course.serial_weeks())
        baseline = {"weeks": weeks, "basis": "sjabloon in de gewone volgorde", "set_on": day.isoformat()}
        agreement = {"text": sentence(of.draw("promises")), "owner": "projectleider"}
        found = [
            "status=active",
            f"phase={of.course.phase()}",
            f"starts_on={day}",
            f"goal_on={working(day + 104 * WEEK)}",
            f"baseline={flow(baseline)}",
            f"commitments={flow([of.draw('commitments') for _ in range(3)])}",
            f"agreements={flow([{**agreement, 'due_on': later(day, 60).isoformat()}])}",
        ]
        for code, title, id in MILESTONES:
            on = of.course.planned[id][1].isoformat()
            milestone = {"code": code, "title": title, "baseline_on": on, "planned_on": on}
            found.append(f"milestones+={flow(milestone)}")
        return found

    def _keep_agreement(self, when: Moment) -> None:
        """What was agreed at the kick-off is done; of one project in four nobody reports it."""
        of = self.of
        kept = [{**one, "done_on": when.date().isoformat()} for one in of.world.journal.fields(of.id)["agreements"]]
        of.world.set(when, PROCESS, of.id, f"agreements={flow(kept)}")

    def _arrange(self, day: Day) -> None:
        """Put the rhythm of all talks into the agenda."""
        of, world = self.of, self.of.world
        other_day = (self.weekly.weekday + of.rng.randrange(1, 3)) % 5
        week, number = day - datetime.timedelta(days=day.weekday()) + WEEK, 0
        while week <= world.until:
            number += 1
            self._after(week + datetime.timedelta(days=self.weekly.weekday), self.weekly.take_place)
            if number % 2 == 0:
                self._after(week + datetime.timedelta(days=other_day), self._learning)
            if of.rng.random() < 0.2:
                world.on(week + datetime.timedelta(days=of.rng.randrange(5)), self.talks.contact)
            if number % 13 == 9:
                self._after(week + datetime.timedelta(days=3), self.talks.council)
            if number in (5, 21):
                self._after(week + datetime.timedelta(days=1), self.talks.cooker)
            week += WEEK

    def _learning(self, when: Moment, held_on: Day) -> None:
        """The learning talk; one project has skipped it for some weeks now, and nobody wrote why."""
        if self.place % 8 != BEHIND or (self.of.world.until - held_on).days > LEFT_OUT:
            self.talks.learning(when, held_on)

    def _after(self, held_on: Day, act: Callable[[Moment, Day], None]) -> None:
        """Log a talk on its own day, or (one in four) the working day after."""
        rng = self.of.rng
        late = rng.random() < 0.25
        logged = later(held_on, 1) if late else held_on
        hours = (9, 12) if late else (13, 18)
        self.of.world.plan(at(logged, rng, *hours), lambda when: act(when, held_on))

    def progress(self, when: Moment, state: str) -> None:
        """The half-yearly progress talk: on course, feasible, and how each role sees it."""
        if self.of.is_guided:
            self.of.today = when.date()
            self.of.world.log(
                when, PROCESS, self.of.id, "progress", self.of.today, **self.lights.progress(self.of.today, state)
            )
            is_last = (self.of.world.until - self.of.today).days < HALF_A_YEAR
            if not is_last or self.place % 4 != FORGETS:
                self.scans.again(when, self.of.today)

    # on hold, stopped

    def _turns(self, day: Day) -> None:
        of, left = self.of, (self.of.world.until - day).days
        if left < 7 * LONG_ENOUGH:
            return
        if self.place % 8 == PAUSED:
            of.world.on(later(day, left * 45 // 100), self._pause)
        if self.place % 8 == STOPPED:
            of.world.on(later(day, left * 70 // 100), self._advise_to_stop)

    def _decide(self, when: Moment, kind: str, by: dict[str, str], outcome: str, *reasons: str) -> None:
        told_on = when.date().isoformat()
        self.of.world.decide(when, self.of.id, kind, by, outcome, *reasons, communicated_on=told_on)

    def _pause(self, when: Moment) -> None:
        of = self.of
        college = {"role": "college", "organisation": f"gemeente {of.words['gemeente']}"}
        self._decide(when, "change", college, "on-hold", of.draw("paused"))
        of.world.set(when, PROCESS, of.id, "status=on-hold", reason="het college legt het project stil")
        of.status = "on-hold"
        back = later(when.date(), of.rng.randrange(56, 99))
        of.world.on(back, lambda w: self._resume(w, college))

    def _resume(self, when: Moment, college: dict[str, str]) -> None:
        of = self.of
        self._decide(when, "change", college, "continue", of.draw("resumed"))
        of.world.set(when, PROCESS, of.id, "status=active", reason="het college gaat verder")
        of.status = "active"

    def _advise_to_stop(self, when: Moment) -> None:
        of = self.of
        council = {"role": "gemeenteraad", "organisation": f"gemeente {of.words['gemeente']}"}
        self._decide(when, "municipal", council, "voted down", *phrases("talks")["voted_down"])
        self._decide(when, "advice", BUREAU, "end", of.draw("stop_advice"), of.draw("stop_reason"))
        of.world.on(later(when.date(), 21), self._stop, 9, 11)

    def _stop(self, when: Moment) -> None:
        """The client ends the guidance; the last talk closes what is open."""
        of, day = self.of, when.date()
        of.today, of.entry, of.status = day, {}, "stopped"
        why = "het project stopt"
        for trouble in self.troubles:
            trouble.ends_with_the_project("Het project is gestopt, het knelpunt vervalt daarmee.")
        last: dict[str, Any] = {"attended": [PROCESS, LEARNING, "projectleider"], "summary": of.draw("last_talk")}
        if of.entry:
            last["bottlenecks"] = list(of.entry["bottlenecks"].values())
        if actions := self.weekly.actions.drop_all(why):
            last["actions"] = actions
        of.world.log(when, PROCESS, of.id, "weekly", day, form="on-site", **last)
        self.planning.write(when, always=True)
        self._decide(when, "stop", MINISTRY, "end", of.draw("stop_reason"))
        of.world.set(when, PROCESS, of.id, "status=stopped", f"closed_on={day}", reason=why)
