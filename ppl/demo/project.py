"""A project under guidance: its words, its course, and what is being said in the talk of today."""

import datetime
from random import Random
from typing import Any

from ppl.demo.course import MILESTONES, Course
from ppl.demo.news import Happening, News
from ppl.demo.texts import Deck, day_said, filled, named, phrases, slots
from ppl.demo.world import World
from ppl.model.ids import new_id
from ppl.model.kinds import KIND

Day = datetime.date


class Project:
    """One project. today: the day of the talk; entry: what the talk brings; said: sentences for its summary.

    planned: milestones whose date moved; matter: what the talks are about now (an intervention, a bottleneck)

    It has a source of chance of its own, so that what happens here changes nothing elsewhere.
    """

    def __init__(self, world: World, news: News, id: str, words: dict[str, str], lot: str, day: Day) -> None:
        self.world, self.news, self.id, self.words, self.lot = world, news, id, words, lot
        self.rng = Random(f"{world.seed}/{id}")
        self.homes = int(words["woningen"].replace(".", ""))
        self.today = day
        begun = day - datetime.timedelta(weeks=self.rng.randrange(4, 20))
        self.course = Course(begun, self.rng)
        for weeks in range((day - begun).days // 7 + 1):
            self.course.advance(begun + datetime.timedelta(weeks=weeks))
        self.status = "active"
        self.talk_number = 0
        self.planned: dict[str, Day] = {}
        self.entry: dict[str, Any] = {}
        self.said: list[str] = []
        self.matter: dict[str, str] = {}
        self._decks: dict[str, Deck[Any]] = {}
        self._known: tuple[object, dict[str, str]] = (None, {})

    @property
    def is_guided(self) -> bool:
        """Whether talks take place: not while it is on hold, nor after it was stopped."""
        return self.status == "active"

    def deck(self, of: str, name: str, items: list[Any] | None = None) -> Deck[Any]:
        """A list of phrases, used up before it begins again."""
        key = f"{of}/{name}"
        if key not in self._decks:
            self._decks[key] = Deck(phrases(of)[name] if items is None else items, self.rng)
        return self._decks[key]

    def draw(self, name: str, of: str = "talks", **more: str) -> str:
        """A text of a list for which everything that it names is there, filled."""
        known = {**self.known(), **more}
        return filled(self.deck(of, name).draw(lambda text: slots(text) <= known.keys()), known)

    def unused(self, of: str, name: str, items: list[Any] | None = None) -> str | None:
        """A text that this project did not use before, filled; None where there is none left."""
        known = self.known()
        text = self.deck(of, name, items).unused(lambda text: slots(text) <= known.keys())
        return None if text is None else filled(text, known)

    def known(self) -> dict[str, str]:
        """The words of the project, and how things stand today."""
        course = self.course
        steps = (self.talk_number, len(course.started), len(course.ended))
        stand = (self.today, steps, tuple(self.matter.items()), tuple(self.planned.items()))
        if self._known[0] != stand:
            self._known = (stand, self._as_things_stand())
        return self._known[1]

    def _as_things_stand(self) -> dict[str, str]:
        course, found = self.course, {**self.words, **self.matter, "klaar": str(len(self.course.ended))}
        found |= {"datum": day_said(self.today), "over": str(len(course.activities) - len(course.ended))}
        if running := course.running():
            step = running[self.talk_number % len(running)]
            weeks = (self.today - course.started[step]).days // 7
            said = course.said(step)
            found |= {"stap": said, "Stap": said[0].upper() + said[1:], "begonnen": day_said(course.started[step])}
            found |= {"bezig": str(max(2, weeks)), "geraamd": str(course.weeks[step]), "lopend": str(len(running))}
        code, title, id = next((m for m in MILESTONES if m[2] not in course.ended), MILESTONES[-1])
        planned = self.planned.get(code, course.planned[id][1])
        if planned > self.today:
            year = "" if planned.year == self.today.year else f" {planned.year}"
            found |= {"mijlpaal": named(title), "gepland": day_said(planned) + year}
        return found

    def say(self, text: str) -> None:
        """Something for the summary of this talk."""
        if text:
            self.said.append(text)

    def begin(self, title: str, what: str, kind: str, effect: str, weeks: int, by: str) -> None:
        """An intervention begins in this talk. what: the bottleneck or activity that it is for; weeks: hoped for."""
        self.entry.setdefault("interventions", {})[title] = {
            "title": title,
            "for": what,
            "kind": kind,
            "expected": {"effect": effect, "weeks": str(weeks)},
            "status": "running",
            "by": by,
        }
        self.matter["ingreep"] = named(title)

    def observe(self, title: str, effect: str, weeks: int, evidence: str, **more: Any) -> None:
        """What came of an intervention, as it is established in this talk."""
        id, on = new_id(KIND["intervention"], {"title": title}, ""), self.today.isoformat()
        observed = {"effect": effect, "weeks": str(weeks), "on": on, "evidence": evidence}
        item = {"id": id, "status": "done", "observed": observed, **more}
        self.entry.setdefault("interventions", {})[title] = item

    def source(self) -> list[dict[str, str]]:
        """The news item of the municipality that made something public."""
        name = f"Nieuwsbericht van de gemeente {self.words['gemeente']} (verzonnen)"
        return [{"name": name, "date": self.today.isoformat()}]

    def tell(self, into: list[Happening], ref: str, sentence: str) -> None:
        """Let the bulletins know."""
        into.append(Happening(self.today, ref, sentence))
