"""The life of a bottleneck: from a risk to what was tried, an intervention, an escalation, an end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ppl.demo.days import later
from ppl.demo.texts import filled, named, phrases, sentence
from ppl.demo.world import PROCESS, flow
from ppl.model.kinds import KIND
from ppl.store.edits import new_id

if TYPE_CHECKING:
    from ppl.demo.guidance import Guided

Day = datetime.date
BODY = {
    "municipality": "woondealtafel",
    "province": "woondealtafel",
    "region": "regionale-versnellingstafel",
    "state": "landelijke-versnellingstafel",
}
OUTSIDE = ("province", "region", "state")


class Trouble:
    """One bottleneck of one project. `life` is resumed in the weekly talks; it says how many weeks to wait."""

    def __init__(self, of: Guided, tale: Mapping[str, Any]) -> None:
        rng = of.world.rng
        self.of = of
        self.tale = tale
        self.weeks = rng.choice((2, 3, 3, 4, 4, 5, 6, 6, 8, 10, 12))
        self.words = {**of.words, "weken": str(self.weeks), "n": str(rng.randrange(3, 9))}
        self.title = filled(tale["title"], self.words)
        self.id = new_id(KIND["bottleneck"], {"title": self.title}, "")
        self.intervention = filled(tale["try"]["title"], self.words)
        self.is_escalated = False
        self.answer: str | None = None
        self.status = "risk"
        self.opened_on = of.today
        self.steps = self.life()
        self.next_on = of.today

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "waiting")

    @property
    def ref(self) -> str:
        return f"{self.of.id}/bottlenecks/{self.id}"

    def advance(self) -> None:
        """Go on, where its time has come."""
        if self.of.today >= self.next_on:
            wait = next(self.steps, None)
            self.next_on = Day.max if wait is None else self.of.today + datetime.timedelta(weeks=wait)

    # the story

    def life(self) -> Iterator[int]:
        rng, tale = self.of.world.rng, self.tale
        if rng.random() < 0.4:
            self._note(self._found(), status="risk", chance=rng.choice(("0.2", "0.3", "0.5")), weeks=str(self.weeks))
            yield rng.randrange(3, 8)
            if rng.random() < 0.35:
                self._note(status="resolved", resolution=self.of.draw("risk_gone"))
                return
            self._matters(f"Het risico {named(self.title)} is werkelijkheid geworden.")
            self._note(status="open", **self._cost())
        else:
            self._matters("")
            self._note(self._found(), status="open", **self._cost())
        yield rng.randrange(1, 3)
        tried = [filled(text, self.words) for text in tale["tried"]]
        self._note(tried=tried[:1])
        self._begin()
        if len(tried) > 1:
            yield rng.randrange(2, 5)
            self._note(tried=tried, status="waiting")
        yield rng.randrange(5, 12)
        if rng.random() < 0.68:
            self._helped()
            yield rng.randrange(1, 5)
            self._solved()
            return
        self._failed()
        yield from self._stuck()

    def _stuck(self) -> Iterator[int]:
        rng = self.of.world.rng
        if self.tale["sphere"] in OUTSIDE or rng.random() < 0.3:
            yield rng.randrange(1, 3)
            self._escalate()
            while self.answer is None:
                yield 1
            if self.answer == "answered":
                self._solved()
            else:
                self._note(status="mitigated")
                yield rng.randrange(8, 16)
                self._note(status="accepted", resolution=phrases("talks")["outcome_part"])
                self.of.course.stops(self.tale["activity"], -1)
            return
        yield rng.randrange(4, 10)
        if rng.random() < 0.6:
            self._solved()
        elif rng.random() < 0.5:
            self._note(status="accepted", resolution="Het team neemt het verlies en werkt met de ruimte die er is.")

    def _matters(self, said: str) -> None:
        self.of.course.stops(self.tale["activity"], self.weeks)
        self.of.say(said or f"Er is een nieuw knelpunt, {named(self.title)}.")

    def _found(self) -> dict[str, Any]:
        tale, words = self.tale, self.words
        return {
            "title": self.title,
            "category": tale["category"],
            "description": filled(tale["description"], words),
            "dimension": tale["dimension"],
            "breadth": "integral" if self.weeks > 5 else "sectoral",
            "sphere": tale["sphere"],
            "owner": tale["owner"],
            "activity": tale["activity"],
        }

    def _cost(self) -> dict[str, Any]:
        rng = self.of.world.rng
        return {
            "critical_path_weeks": str(self.weeks),
            "weeks_basis": rng.choice(("plan", "estimate")),
            "estimated_on": self.of.today.isoformat(),
            "homes_affected": str(rng.randrange(2, 11) * self.of.homes // 10),
        }

    def _note(self, found: Mapping[str, Any] | None = None, **fields: Any) -> None:
        """Put a change (or, found, a new bottleneck) into the entry of this talk."""
        self.status = fields.get("status", self.status)
        item = self.of.entry.setdefault("bottlenecks", {}).setdefault(self.id, {} if found else {"id": self.id})
        item.update({**(found or {}), **fields})

    def _begin(self) -> None:
        effort = self.tale["try"]
        rng = self.of.world.rng
        self.hopes = max(1, self.weeks - rng.randrange(0, 3))
        self.of.entry.setdefault("interventions", {})[self.intervention] = {
            "title": self.intervention,
            "for": self.id,
            "kind": effort["kind"],
            "expected": {"effect": filled(effort["effect"], self.words), "weeks": str(self.hopes)},
            "status": "running",
            "by": rng.choice(("projectleider", self.tale["owner"])),
        }
        self.of.last_intervention = named(self.intervention)
        self.of.say(f"Als ingreep is gekozen voor {named(self.intervention)}.")

    def _observe(self, effect: str, weeks: int, public: bool) -> None:
        day = self.of.today.isoformat()
        item: dict[str, Any] = {
            "id": new_id(KIND["intervention"], {"title": self.intervention}, ""),
            "status": "done",
            "observed": {
                "effect": filled(effect, self.words),
                "weeks": str(weeks),
                "on": day,
                "evidence": "planning voor en na, besproken met de projectleider",
            },
        }
        if public:
            item |= {"visibility": "public", "sources": self.of.source()}
        self.of.entry.setdefault("interventions", {})[self.intervention] = item

    def _helped(self) -> None:
        rng = self.of.world.rng
        weeks = max(1, self.hopes + rng.choice((-2, -1, 0, 0, 1)))
        self._observe(self.tale["try"]["helped"], weeks, rng.random() < 0.4)
        self._note(status="mitigated")
        self.of.course.stops(self.tale["activity"], -weeks)
        self.of.to_learn.append(self)

    def _failed(self) -> None:
        self._observe(self.tale["try"]["failed"], self.of.world.rng.choice((0, 0, -1)), False)
        self.of.say(f"De ingreep {named(self.intervention)} bracht niet wat was gehoopt.")
        if self.of.world.rng.random() < 0.4:
            self.of.to_learn.append(self)

    def _solved(self) -> None:
        fields: dict[str, Any] = {"resolution": filled(self.tale["resolution"], self.words)}
        if self.of.world.rng.random() < 0.4:
            fields |= {"visibility": "public", "sources": self.of.source()}
            self.of.solved_publicly(self, fields["resolution"])
        self._note(status="resolved", **fields)
        self.of.say(f"Opgelost is het knelpunt {named(self.title)}.")

    # the ladder

    def _escalate(self) -> None:
        self.is_escalated = True
        body = BODY.get(self.tale["sphere"], "woondealtafel")
        self.of.say(f"De projectleider wil {named(self.title)} voorleggen aan een tafel.")
        self.of.world.on(later(self.of.today, 1), lambda when: self._draft(when, body))

    def _draft(self, when: datetime.datetime, body: str, said: str = "Welke partij kan besluiten over") -> None:
        world, rng = self.of.world, self.of.world.rng
        question = f"{said} {named(self.title)} in {self.of.words['plek']}?"
        before = "Besproken in het projectteam en met de eigenaar van het knelpunt"
        fields: dict[str, Any] = {
            "bottlenecks": [self.ref],
            "to": body,
            "question": question,
            "status": "draft",
            "tried": [*self.of.world.journal.fields(self.ref).get("tried", ()), before],
            "speaker": "projectleider",
        }
        ref = world.new(when, PROCESS, "escalation", None, fields)
        agreed = later(when.date(), rng.randrange(2, 9))
        world.on(agreed, lambda w: self._submit(w, ref, body))

    def _submit(self, when: datetime.datetime, ref: str, body: str) -> None:
        world, rng, day = self.of.world, self.of.world.rng, when.date()
        treated = later(day, rng.randrange(21, 56))
        agreed = flow({"project": self.of.id, "on": day.isoformat()})
        needed = later(treated, 14).isoformat()
        sent = (f"submitted_on={day}", f"decide_by={needed}", f"agreed_with+={agreed}")
        world.set(when, PROCESS, ref, "status=submitted", *sent)
        if rng.random() < 0.85:
            world.on(treated, lambda w: self._treat(w, ref, body), 11, 17)

    def _treat(self, when: datetime.datetime, ref: str, body: str) -> None:
        world, rng, day = self.of.world, self.of.world.rng, when.date()
        world.log(
            when,
            PROCESS,
            self.of.id,
            {
                "kind": "table",
                "held_on": day.isoformat(),
                "form": "on-site",
                "attended": [PROCESS, "projectleider", "tafelvoorzitter", self.tale["owner"]],
                "summary": filled(phrases("talks")["table"], {**self.words, "knelpunt": named(self.title)}),
            },
        )
        world.set(when, PROCESS, ref, "status=on-agenda", f"treated_on={day}")
        world.on(later(day, rng.randrange(3, 21)), lambda w: self._answered(w, ref, body))

    def _answered(self, when: datetime.datetime, ref: str, body: str) -> None:
        world, rng, day = self.of.world, self.of.world.rng, when.date()
        said = (f"answered_on={day}", "answered_by=voorzitter van de tafel")
        chance = rng.random()
        if body == "regionale-versnellingstafel" and chance < 0.25:
            world.set(when, PROCESS, ref, "status=referred", *said, "answer=" + phrases("talks")["answer_up"])
            national = "landelijke-versnellingstafel"
            world.on(later(day, 4), lambda w: self._draft(w, national, "Welk landelijk besluit is nodig over"))
            return
        good = chance < 0.7
        answer = self.of.draw("answer_good" if good else "answer_part")
        status = "answered" if good else "partly"
        world.set(when, PROCESS, ref, f"status={status}", *said, f"answer={answer}")
        world.on(later(day, rng.randrange(2, 9)), lambda w: self._fed_back(w, ref, good))

    def _fed_back(self, when: datetime.datetime, ref: str, good: bool) -> None:
        outcome = phrases("talks")["outcome_good" if good else "outcome_part"]
        weeks = str(self.weeks if good else self.weeks // 3)
        assignments = [f"fed_back_on={when.date()}", f"outcome={sentence(outcome)}", f"weeks_observed={weeks}"]
        if good:
            assignments.append("status=fed-back")
        self.of.world.set(when, PROCESS, ref, *assignments)
        self.answer = "answered" if good else "partly"
