"""Lessons: noted in a learning talk, checked, consented to, shared, used by other projects, adopted or withdrawn."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ppl.demo.days import Moment, later
from ppl.demo.texts import Deck, filled, named, phrases
from ppl.demo.world import LEARNING, World, flow
from ppl.model.kinds import KIND
from ppl.store.edits import new_id

if TYPE_CHECKING:
    from ppl.demo.guidance import Guided
    from ppl.demo.shared import Shared
    from ppl.demo.trouble import Trouble

MOST_USES = 6
STATES = ("raw", "checked", "shared", "adopted")


class Harvest:
    """The lessons so far, by the bottleneck that taught them."""

    def __init__(self, world: World, shared: Shared) -> None:
        self.world = world
        self.shared = shared
        self.of_tale: dict[int, tuple[str, str]] = {}
        self.uses: dict[str, set[str]] = {}
        self.consented = 0
        said = phrases("learning")
        self.because = {
            verdict: Deck(said[name], world.rng)
            for verdict, name in (
                ("applied", "because_applied"),
                ("rejected", "because_rejected"),
                ("not-relevant", "because_not"),
            )
        }
        self.effects = Deck(said["use_effect"], world.rng)

    def status(self, ref: str) -> str:
        return str(self.world.journal.fields(ref)["status"])

    def follow(self, of: Guided, ref: str) -> None:
        """What becomes of a new lesson."""
        rng = self.world.rng
        if rng.random() < 0.85:
            days = rng.randrange(6, 30)
            self.world.on(later(of.today, days), lambda when: self._checked(when, of, ref))

    def _checked(self, when: Moment, of: Guided, ref: str) -> None:
        rng = self.world.rng
        kind = rng.choice(("lesson", "lesson", "recommendation"))
        self.world.set(when, LEARNING, ref, "status=checked", f"kind={kind}", "evidence+=planning voor en na")
        if rng.random() < 0.8:
            self.world.on(later(when.date(), rng.randrange(10, 50)), lambda w: self._shared(w, of, ref))

    def _shared(self, when: Moment, of: Guided, ref: str) -> None:
        rng = self.world.rng
        consent = flow({"role": "projectleider", "on": when.date().isoformat()})
        wide = ("visibility=public",) if rng.random() < 0.75 else ()
        self.world.set(when, LEARNING, ref, "status=shared", f"consent={consent}", *wide)
        if wide:
            self.shared.lessons.append((when.date(), ref))
        others = [one for one in self.shared.guided if one is not of]
        for one in rng.sample(others, min(len(others), rng.choice((0, 1, 1, 2, 3)))):
            day = later(when.date(), rng.randrange(10, 120))
            self.world.on(day, lambda w, one=one: self.used(w, one, ref))  # type: ignore[misc]
        self.consented += 1
        if self.consented % 9 == 4:
            self.world.on(later(when.date(), rng.randrange(90, 200)), lambda w: self._withdrawn(w, ref))

    def used(self, when: Moment, by: Guided, ref: str) -> None:
        """Another project did something with it, or decided not to."""
        rng = self.world.rng
        users = self.uses.setdefault(ref, set())
        if by.id in users or len(users) >= MOST_USES or self.status(ref) not in ("shared", "adopted"):
            return
        users.add(by.id)
        verdict = rng.choice(("applied", "applied", "applied", "rejected", "not-relevant"))
        use = {"project": by.id, "on": when.date().isoformat(), "verdict": verdict}
        use["because"] = self.because[verdict].draw()
        if verdict == "applied":
            use["effect"] = self.effects.draw()
        self.world.set(when, LEARNING, ref, f"uses+={flow(use)}")
        if verdict == "applied" and self.status(ref) == "shared" and rng.random() < 0.6:
            self.world.on(later(when.date(), rng.randrange(5, 40)), lambda w: self._adopted(w, ref))

    def _adopted(self, when: Moment, ref: str) -> None:
        if self.status(ref) == "shared":
            why = "een ander project heeft haar met effect gebruikt"
            self.world.set(when, LEARNING, ref, "status=adopted", reason=why)

    def _withdrawn(self, when: Moment, ref: str) -> None:
        if self.status(ref) in ("shared", "adopted"):
            self.world.set(when, LEARNING, ref, "status=withdrawn", reason="een tweede project zag het tegendeel")


def noted(of: Guided, trouble: Trouble, day: datetime.date) -> dict[str, Any] | None:
    """The lesson of a bottleneck as it stands in the entry of a talk; None where it is known from another project."""
    harvest, tale = of.shared.harvest, trouble.tale
    if tale["number"] in harvest.of_tale:
        ref, owner = harvest.of_tale[tale["number"]]
        if owner != of.id:
            of.world.on(later(day, 2), lambda when: harvest.used(when, of, ref))
        return None
    taught = tale["lesson"]
    title = filled(taught["title"], trouble.words)
    id = new_id(KIND["lesson"], {"title": title}, "")
    harvest.of_tale[tale["number"]] = (f"lessons/{id}", of.id)
    return {
        "title": title,
        "context": f"Geleerd in {of.words['plek']}, bij het knelpunt {named(trouble.title)}",
        "went_otherwise": filled(taught["otherwise"], trouble.words),
        "did": filled(taught["did"], trouble.words),
        "advice": filled(taught["advice"], trouble.words),
        "effect": filled(taught["effect"], trouble.words),
        "limits": filled(taught["limits"], trouble.words),
        "themes": [taught["theme"]],
        "categories": [tale["category"]],
        "phase": of.course.phase(),
        "lots": [of.lot],
    }
