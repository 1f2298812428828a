"""The other talks of a project: learning talks, contacts, council, pressure-cooker, and what becomes public."""

import datetime
from typing import Any

from ppl.demo.days import Moment, later, recess
from ppl.demo.harvest import Harvest
from ppl.demo.project import Project
from ppl.demo.texts import phrases
from ppl.demo.trouble import Trouble
from ppl.demo.world import LEARNING, PROCESS

Day = datetime.date
COOKED = [PROCESS, "projectleider", "vakafdelingen", "stedenbouwkundige", "ontwikkelaar", "waterschap"]


class Talks:
    """The talks of one project beside the weekly one."""

    def __init__(self, of: Project, troubles: list[Trouble], harvest: Harvest) -> None:
        self.of, self.troubles, self.harvest = of, troubles, harvest
        self._facts = 0

    def _is_held(self, day: Day) -> bool:
        if recess(day) or not self.of.is_guided:
            return False
        self.of.today = day
        return True

    def _log(self, when: Moment, who: str, kind: str, held_on: Day, form: str, **more: Any) -> str:
        return self.of.world.log(when, who, self.of.id, kind, held_on, form=form, **more)

    def learning(self, when: Moment, held_on: Day) -> None:
        """The two-weekly talk of the learning manager, with a lesson where one waits to be told."""
        if not self._is_held(held_on):
            return
        of = self.of
        more: dict[str, Any] = {"attended": [LEARNING, "projectleider"], "summary": self._looked_back()}
        if of.rng.random() < 0.3:
            more["went_well"] = [of.draw("self")]
        teacher = next((t for t in self.troubles if t.teaches), None)
        if teacher is not None:
            teacher.teaches = False
            if lesson := self.harvest.lesson_of(of, teacher):
                more["lessons"] = [lesson]
        ref = self._log(when, LEARNING, "learning", held_on, of.rng.choice(("online", "online", "on-site")), **more)
        for id in of.world.journal.fields(ref).get("lessons", ()):
            self.harvest.follow(of, f"lessons/{id}")

    def _looked_back(self) -> str:
        """Two sentences at least: what was talked about, and how it ended."""
        of = self.of
        first = of.unused("talks", "learning") or of.draw("learning_now")
        return f"{first} {of.draw('learning_end')}" if of.rng.random() < 0.6 else first

    def contact(self, when: Moment) -> None:
        """A call; it does not count for the rhythm."""
        if self._is_held(when.date()):
            of, summary = self.of, self.of.draw("contact")
            command = f"ppl log {of.id} --kind contact --from -"
            of.world.log(when, PROCESS, of.id, "contact", when.date(), command, form="phone", summary=summary)

    def council(self, when: Moment, held_on: Day) -> None:
        """The council is told how things stand; often the municipality tells the public then."""
        if not self._is_held(held_on):
            return
        attended = ["projectleider", "wethouder", "gemeenteraad"]
        summary = self.of.draw("council")
        self._log(when, PROCESS, "council", held_on, "on-site", attended=attended, summary=summary)
        if self.of.rng.random() < 0.7:
            self.of.world.on(later(held_on, 2), self._tell_publicly)

    def _tell_publicly(self, when: Moment) -> None:
        """What the municipality itself made public: a fact with its source."""
        of, day = self.of, when.date()
        if self._facts >= len(phrases("talks")["fact"]) or not of.is_guided:
            return
        of.today = day
        self._facts += 1
        text = of.draw("fact")
        ref = of.world.log(when, PROCESS, of.id, "fact", day, summary=text, sources=of.source())
        of.tell(of.news.facts, ref, text)

    def cooker(self, when: Moment, held_on: Day) -> None:
        """A pressure-cooker of some days."""
        if not self._is_held(held_on):
            return
        done = {
            "text": self.of.draw("cooker_action"),
            "owner": "stedenbouwkundige",
            "due_on": later(held_on, 7).isoformat(),
            "status": "done",
            "done_on": held_on.isoformat(),
        }
        summary = self.of.draw("cooker", n=str(self.of.rng.randrange(4, 9)))
        self._log(
            when, PROCESS, "pressure-cooker", held_on, "on-site", attended=COOKED, summary=summary, actions=[done]
        )
