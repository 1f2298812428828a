"""The ladder: a bottleneck that goes to a table, is put on its agenda, and gets an answer, or not."""

import datetime
from collections.abc import Mapping
from typing import Any

from ppl.demo.days import Moment, later
from ppl.demo.project import Project
from ppl.demo.texts import filled, named, sentence
from ppl.demo.world import PROCESS, World, flow

BODY = {
    "municipality": "woondealtafel",
    "province": "woondealtafel",
    "region": "regionale-versnellingstafel",
    "state": "landelijke-versnellingstafel",
}
NATIONAL = "landelijke-versnellingstafel"
ABOVE = {"woondealtafel": "regionale-versnellingstafel", "regionale-versnellingstafel": NATIONAL}
# in which state one question after the other ends: of every kind soon, and mostly well
FATES = (
    *("fed-back", "referred", "partly", "on-agenda", "withdrawn", "answered", "submitted", "draft"),
    *("fed-back", "fed-back", "partly", "fed-back", "referred", "fed-back", "fed-back"),
)
GOOD = ("fed-back", "answered")
Day = datetime.date


def fate_of(world: World, body: str) -> str:
    """What becomes of a question to this table; the highest one refers to nobody."""
    left = world.fates
    place = next((i for i, fate in enumerate(left) if fate != "referred" or body in ABOVE), None)
    if place is None:
        place = len(left)
        left += FATES
    return left.pop(place)


class Escalation:
    """One question on its way up. answer: `answered` or `partly` once the project knows, until then None."""

    def __init__(self, of: Project, ref: str, title: str, tale: Mapping[str, Any], words: dict[str, str]) -> None:
        self.of, self.ref, self.title, self.tale, self.words = of, ref, title, tale, words
        self.weeks = int(words["weken"])
        self.answer: str | None = None
        body = BODY.get(tale["sphere"], "woondealtafel")
        of.say(of.draw("escalated", knelpunt=named(title)))
        of.world.on(later(of.today, 1), lambda when: self._draft(when, body))

    def _draft(self, when: Moment, body: str, referred: str = "") -> None:
        world, rng = self.of.world, self.of.rng
        asked = "ask_national" if body == NATIONAL else "ask"
        question = self.of.draw(asked, knelpunt=named(self.title), weken=str(self.weeks))
        before = "Besproken in het projectteam en met de eigenaar van het knelpunt"
        fields: dict[str, Any] = {
            "bottlenecks": [self.ref],
            "to": body,
            "question": question,
            "status": "draft",
            "tried": [*world.journal.fields(self.ref).get("tried", ()), before],
            "speaker": "projectleider",
        }
        ref = world.new(when, PROCESS, "escalation", None, fields)
        if referred:
            world.set(when, PROCESS, referred, f"referred_to={ref.partition('/')[2]}")
        fate = fate_of(world, body)
        if fate != "draft":
            world.on(later(when.date(), rng.randrange(2, 9)), lambda w: self._submit(w, ref, body, fate))

    def _submit(self, when: Moment, ref: str, body: str, fate: str) -> None:
        world, rng, day = self.of.world, self.of.rng, when.date()
        treated = later(day, rng.randrange(21, 56))
        agreed = flow({"project": self.of.id, "on": day.isoformat()})
        needed = later(treated, 14).isoformat()
        sent = (f"submitted_on={day}", f"decide_by={needed}", f"agreed_with+={agreed}")
        world.set(when, PROCESS, ref, "status=submitted", *sent)
        if fate != "submitted":
            world.on(treated, lambda w: self._treat(w, ref, body, fate), 11, 17)

    def _treat(self, when: Moment, ref: str, body: str, fate: str) -> None:
        world, rng, day = self.of.world, self.of.rng, when.date()
        if not self.of.is_guided:
            world.set(when, PROCESS, ref, "status=withdrawn", reason="het project ligt stil")
            return
        if fate == "withdrawn":
            self.answer = "answered"
            world.set(when, PROCESS, ref, "status=withdrawn", reason="het projectteam is er zelf uitgekomen")
            return
        attended = [PROCESS, "projectleider", "tafelvoorzitter", self.tale["owner"]]
        summary = self.of.draw("table", knelpunt=named(self.title), weken=str(self.weeks))
        world.log(when, PROCESS, self.of.id, "table", day, form="on-site", attended=attended, summary=summary)
        world.set(when, PROCESS, ref, "status=on-agenda", f"treated_on={day}")
        if fate != "on-agenda":
            world.on(later(day, rng.randrange(3, 21)), lambda w: self._answer(w, ref, body, fate))

    def _answer(self, when: Moment, ref: str, body: str, fate: str) -> None:
        world, rng, day = self.of.world, self.of.rng, when.date()
        said = (f"answered_on={day}", "answered_by=voorzitter van de tafel")
        if fate == "referred":
            up = self.of.draw("answer_up")
            world.set(when, PROCESS, ref, "status=referred", *said, f"answer={up}")
            world.on(later(day, 4), lambda w: self._draft(w, ABOVE[body], ref))
            return
        good = fate in GOOD
        answer = self.of.draw("answer_good" if good else "answer_part")
        status = "answered" if good else "partly"
        world.set(when, PROCESS, ref, f"status={status}", *said, f"answer={answer}")
        if fate != "answered":
            world.on(later(day, rng.randrange(2, 9)), lambda w: self._feed_back(w, ref, good))

    def _feed_back(self, when: Moment, ref: str, good: bool) -> None:
        outcome = filled(self.of.deck("talks", "outcome_good" if good else "outcome_part").draw(), self.words)
        weeks = str(self.weeks if good else self.weeks // 3)
        assignments = [f"fed_back_on={when.date()}", f"outcome={sentence(outcome)}", f"weeks_observed={weeks}"]
        if good:
            assignments.append("status=fed-back")
        self.of.world.set(when, PROCESS, ref, *assignments)
        self.answer = "answered" if good else "partly"
