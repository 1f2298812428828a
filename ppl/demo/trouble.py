"""The life of a bottleneck: from a risk to what was tried, an intervention, an escalation, an end."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from ppl.demo.escalation import Escalation
from ppl.demo.project import Project
from ppl.demo.texts import filled, lower, named, role_said
from ppl.model.bottleneck import CLOSED
from ppl.model.ids import new_id
from ppl.model.kinds import KIND

Day = datetime.date
OUTSIDE = ("province", "region", "state")


class Trouble:
    """One bottleneck of one project. `life` is resumed in the weekly talks; it says how many weeks to wait.

    helped: whether its intervention did, None while that is not known; teaches: whether a lesson waits to be told
    """

    def __init__(self, of: Project, tale: Mapping[str, Any]) -> None:
        rng = of.rng
        self.of = of
        self.tale = tale
        self.weeks = rng.choice((2, 3, 3, 4, 4, 5, 6, 6, 8, 10, 12))
        self.words = {**of.words, "weken": str(self.weeks), "n": str(rng.randrange(3, 9))}
        self.title = filled(tale["title"], self.words)
        self.id = new_id(KIND["bottleneck"], {"title": self.title}, "")
        self.intervention = filled(tale["try"]["title"], self.words)
        self.helped: bool | None = None
        self.teaches = False
        self.is_before_a_table = False
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
        """Go on, where its time has come; over with the step that it stood in the way of, unless a table has it."""
        if self.tale["activity"] in self.of.course.ended and not self.is_before_a_table:
            if self.status == "risk":
                self._note(status="resolved", resolution=self.of.draw("risk_gone"))
            elif self.is_open:
                self._solved()
            self.next_on = Day.max
        if self.of.today >= self.next_on:
            wait = next(self.steps, None)
            self.next_on = Day.max if wait is None else self.of.today + datetime.timedelta(weeks=wait)

    # the story

    def life(self) -> Iterator[int]:
        rng, tale = self.of.rng, self.tale
        if rng.random() < 0.4:
            self._note(self._found(), status="risk", chance=rng.choice(("0.2", "0.3", "0.5")), weeks=str(self.weeks))
            yield rng.randrange(3, 8)
            if rng.random() < 0.35:
                self._note(status="resolved", resolution=self.of.draw("risk_gone"))
                return
            self._matters(self.of.draw("risk_came", knelpunt=named(self.title)))
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
        rng = self.of.rng
        if self.tale["sphere"] in OUTSIDE or rng.random() < 0.75:
            yield rng.randrange(1, 3)
            self.is_before_a_table = True
            ladder = Escalation(self.of, self.ref, self.title, self.tale, self.words)
            while ladder.answer is None:
                yield 1
            if ladder.answer == "answered":
                self._solved()
            else:
                self._note(status="mitigated")
                yield rng.randrange(8, 16)
                self._note(status="accepted", resolution=self.of.draw("accepted"))
                self.of.course.stops(self.tale["activity"], -1)
            return
        yield rng.randrange(4, 10)
        if rng.random() < 0.6:
            self._solved()
        elif rng.random() < 0.5:
            self._note(status="accepted", resolution=self.of.draw("accepted"))

    def _matters(self, said: str) -> None:
        self.of.course.stops(self.tale["activity"], self.weeks)
        self.of.say(said or self.of.draw("new_bottleneck", knelpunt=named(self.title), weken=str(self.weeks)))

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
        rng = self.of.rng
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
        if self.is_open:
            self.of.matter |= {"knelpunt": named(self.title), "eigenaar": role_said(self.tale["owner"])}

    def _begin(self) -> None:
        effort, rng = self.tale["try"], self.of.rng
        self.hopes = max(1, self.weeks - rng.randrange(0, 3))
        by = rng.choice(("projectleider", self.tale["owner"]))
        effect = filled(effort["effect"], self.words)
        self.of.begin(self.intervention, self.id, effort["kind"], effect, self.hopes, by)
        self.of.say(self.of.draw("begun", ingreep=named(self.intervention), knelpunt=named(self.title)))

    def _observe(self, effect: str, weeks: int, public: bool) -> None:
        evidence = "planning voor en na, besproken met de projectleider"
        more = {"visibility": "public", "sources": self.of.source()} if public else {}
        self.of.observe(self.intervention, filled(effect, self.words), weeks, evidence, **more)

    def _helped(self) -> None:
        rng = self.of.rng
        weeks = max(1, self.hopes + rng.choice((-2, -1, 0, 0, 1)))
        self._observe(self.tale["try"]["helped"], weeks, rng.random() < 0.4)
        self._note(status="mitigated")
        self.of.course.stops(self.tale["activity"], -weeks)
        self.helped = self.teaches = True

    def _failed(self) -> None:
        self._observe(self.tale["try"]["failed"], self.of.rng.choice((0, 0, -1)), False)
        self.of.say(self.of.draw("did_not_help", ingreep=named(self.intervention)))
        self.helped, self.teaches = False, self.of.rng.random() < 0.7

    def _solved(self) -> None:
        fields: dict[str, Any] = {"resolution": filled(self.tale["resolution"], self.words)}
        if self.of.rng.random() < 0.4:
            fields |= {"visibility": "public", "sources": self.of.source()}
            where = self.of.words["plek"]
            self.of.tell(self.of.news.solved, f"{self.ref}#closed_on", f"{where}: {lower(fields['resolution'])}")
        self._note(status="resolved", **fields)
        if self.of.matter.get("knelpunt") == named(self.title):
            del self.of.matter["knelpunt"], self.of.matter["eigenaar"]
        self.of.say(self.of.draw("solved", knelpunt=named(self.title)))

    def ends_with_the_project(self, why: str) -> None:
        """The project stops: what is still open is accepted."""
        if self.status not in CLOSED:
            self._note(status="accepted", resolution=why)
        self.next_on = Day.max
