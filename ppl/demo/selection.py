"""The choice of projects: submitted, pre-selected, intake, scored by three assessors, advised, decided."""

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from ppl.demo.assessment import ASSESSORS, Assessment
from ppl.demo.candidates import Candidate, Candidates
from ppl.demo.days import Moment, later
from ppl.demo.texts import Decks, filled, phrases
from ppl.demo.world import BUREAU, MINISTRY, PROCESS, World
from ppl.model.ids import new_id
from ppl.model.kinds import KIND

Day = datetime.date


class Selection:
    """Everything up to the decision. guided: called with each selected project on its first day."""

    def __init__(self, world: World, slots: dict[str, int], weeks: int, guided: Callable[..., None]) -> None:
        self.world, self.slots, self.guided = world, slots, guided
        self.step = datetime.timedelta(days=max(3, min(10, weeks * 7 // 60)))
        self.assessment = Assessment(world, slots)
        self.withdrawn: set[str] = set()
        self.candidates = [*Candidates(world, slots).candidates()]
        self._draw = Decks("selection", world.rng).draw

    # the steps

    def begin(self, first: Day) -> None:
        """Put all steps into the agenda; each takes `step` days, the choice follows after six."""
        for candidate in self.candidates:
            day = first + datetime.timedelta(days=self.world.rng.randrange(self.step.days))
            self.world.on(day, partial(self._submit, candidate=candidate))
        chosen = first + 6 * self.step
        self.world.on(chosen, self._decide, 9, 10)

    def _submit(self, when: Moment, candidate: Candidate) -> None:
        world, rng, day = self.world, self.world.rng, when.date()
        fields = {**candidate.fields, "submitted_on": day.isoformat()}
        ref = world.new(when, PROCESS, "project", None, fields)
        start = day + self.step
        world.on(start, lambda w: world.set(w, PROCESS, ref, "status=preselected"))
        world.on(start + self.step, lambda w: self._intake(w, ref, candidate))
        for assessor in ASSESSORS:
            day = start + self.step + datetime.timedelta(days=1 + rng.randrange(self.step.days))
            world.on(day, partial(self.assessment.score, ref=ref, candidate=candidate, assessor=assessor))
        world.on(start + 3 * self.step, lambda w: self.assessment.agree(w, ref, candidate), 9, 12)
        if rng.random() < 0.07:
            world.on(start + 3 * self.step, lambda w: self._withdraw(w, ref), 13, 16)

    def _withdraw(self, when: Moment, ref: str) -> None:
        day = when.date().isoformat()
        reason = self._draw("withdrawn")
        self.world.decide(when, ref, "withdrawal", "college", "withdrawn", reason, communicated_on=day)
        self.world.set(when, PROCESS, ref, "status=withdrawn", f"closed_on={day}")
        self.withdrawn.add(ref)

    def _intake(self, when: Moment, ref: str, candidate: Candidate) -> None:
        attended = [PROCESS, "projectleider", "ambtelijk-opdrachtgever", "ontwikkelaar"]
        more = {"summary": filled(self._draw("intake"), candidate.words), "minutes": "120"}
        self.world.log(when, PROCESS, ref, "intake", when.date(), form="on-site", attended=attended, **more)
        self.world.set(when, PROCESS, ref, "status=intake")

    def _decide(self, when: Moment) -> None:
        """Advice by the bureau and decision by the client for every candidate of both lots."""
        for lot, slots in self.slots.items():
            totals, failed = self.assessment.totals, self.assessment.failed
            refs = [ref for c in self.candidates if c.lot == lot and (ref := self._ref(c)) in totals]
            scored = sorted((r for r in refs if r not in self.withdrawn), key=lambda r: (r in failed, -totals[r], r))
            good = [ref for ref in scored if ref not in failed or len(scored) <= slots]
            waiting = good[slots : slots + max(1, slots // 4)]
            self._decide_lot(when, lot, scored, good[:slots], waiting)

    def _ref(self, candidate: Candidate) -> str:
        return new_id(KIND["project"], candidate.fields, "")

    def _decide_lot(
        self, when: Moment, lot: str, scored: Sequence[str], chosen: Sequence[str], waiting: Sequence[str]
    ) -> None:
        world, rng = self.world, self.world.rng
        by_ref = {self._ref(c): c for c in self.candidates if c.lot == lot}
        for place, ref in enumerate(scored):
            outcome = "select" if ref in chosen else "wait" if ref in waiting else "reject"
            # the client takes one project that the bureau would keep waiting, and says why
            advised = "wait" if outcome == "select" and place == len(chosen) - 1 and len(chosen) > 2 else outcome
            day = when.date()
            world.on(day, partial(self._advise, ref=ref, outcome=advised), 10, 16)
            decided = later(day, max(1, self.step.days // 2))
            world.on(decided, partial(self._decide_one, ref=ref, outcome=outcome, advised=advised))
            if outcome == "select":
                kickoff = later(decided, rng.randrange(3, 3 + self.step.days))
                world.on(kickoff, partial(self.guided, ref=ref, candidate=by_ref[ref]), 9, 12)

    def _advise(self, when: Moment, ref: str, outcome: str) -> None:
        self.world.decide(when, ref, "advice", BUREAU, outcome, self._reason(ref, outcome))
        self.world.set(when, PROCESS, ref, "status=advised")

    def _decide_one(self, when: Moment, ref: str, outcome: str, advised: str) -> None:
        day = when.date()
        reason, more = self._draw("decision", outcome), {"communicated_on": day.isoformat()}
        if advised != outcome:
            more["deviates_because"] = phrases("selection")["deviates"]
            reason = "de spreiding over plekken en provincies klopt met dit project erbij"
        self.world.decide(when, ref, "selection", MINISTRY, outcome, reason, **more)
        status = {"select": "selected", "wait": "waiting", "reject": "rejected"}[outcome]
        closed = (f"closed_on={day}",) if outcome == "reject" else ("visibility=public",) if outcome == "select" else ()
        self.world.set(when, PROCESS, ref, f"status={status}", *closed)

    def _reason(self, ref: str, outcome: str) -> str:
        if ref in self.assessment.failed and outcome == "reject":
            return "het project valt af op een knock-outvraag"
        return str(self._draw("advice", outcome))
