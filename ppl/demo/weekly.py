"""The weekly guidance talk of a project: held, cancelled or moved; written down, agreed, sometimes corrected."""

import datetime
from typing import Any

from ppl.demo.actions import Actions
from ppl.demo.days import Moment, at, later, recess
from ppl.demo.lights import Lights
from ppl.demo.planning import Planning
from ppl.demo.project import Project
from ppl.demo.texts import Deck, phrases
from ppl.demo.trouble import Trouble
from ppl.demo.world import PROCESS

Day = datetime.date
Tale = dict[str, Any]
OTHERS = ("ontwikkelaar", "corporatie", "stedenbouwkundige", "planeconoom", "grondzaken", "jurist")
MOST_LIVE = 4


class Weekly:
    """The weekly talks of one project. tales: bottlenecks that no project has had yet, shared by all."""

    def __init__(self, of: Project, troubles: list[Trouble], planning: Planning, lights: Lights, tales: Deck[Tale]):
        self.of, self.troubles, self.planning, self.lights, self.tales = of, troubles, planning, lights, tales
        self.actions = Actions(of)
        self.weekday = of.rng.randrange(4)
        self._had: set[int] = set()

    def next_after(self, day: Day) -> Day:
        """The next day of the weekly talk."""
        return day + datetime.timedelta(days=(self.weekday - day.weekday()) % 7 or 7)

    def take_place(self, when: Moment, held_on: Day, again: bool = False) -> None:
        """Log the talk: as held, as cancelled or as moved. again: it was moved to this day."""
        of = self.of
        if not of.is_guided:
            return
        of.today = held_on
        away = recess(held_on)
        chance = 1.0 if again else of.rng.random()
        if away or chance < 0.05:
            self._log_missed(when, held_on, of.draw(away or "cancelled"))
        elif chance < 0.08 and held_on.weekday() < 3:
            self._log_missed(when, held_on, of.draw("moved"), later(held_on, 1))
        else:
            self._log_talk(when, held_on)

    def _log_missed(self, when: Moment, held_on: Day, because: str, moved: Day | None = None) -> None:
        of = self.of
        sent = {"status": "cancelled", "because": because}
        option = "--cancelled"
        if moved:
            sent |= {"status": "moved", "next_on": moved.isoformat()}
            option = f"--moved {moved}"
            of.world.plan(at(moved, of.world.rng, 16, 18), lambda w: self.take_place(w, moved, again=True))
        else:
            sent["next_on"] = self.next_after(held_on).isoformat()
        command = f"ppl log {of.id} {option} --because '{because}'"
        of.world.log(when, PROCESS, of.id, "weekly", held_on, command, **sent)

    def _log_talk(self, when: Moment, held_on: Day) -> None:
        of, rng = self.of, self.of.rng
        of.entry, of.said = {}, []
        of.talk_number += 1
        self.planning.progress()
        for trouble in self.troubles:
            trouble.advance()
        self._new_trouble()
        if of.talk_number % 5 == 3:
            self.planning.question_habit()
        entry: dict[str, Any] = {
            "form": rng.choice(("on-site", "on-site", "online", "phone")),
            "attended": [PROCESS, "projectleider", *rng.sample(OTHERS, 2)],
            "summary": self._summary(),
            **self._remarks(),
            **self._records(),
        }
        if actions := self.actions.of_talk(held_on):
            entry["actions"] = actions
        if found := self.lights.entry(held_on, of.talk_number % 4 == 1):
            entry["lights"] = found
        minutes = str(rng.choice((30, 45, 45, 60, 60, 75)))
        entry |= {"next_on": self.next_after(held_on).isoformat(), "minutes": minutes}
        entry["sent_on"] = when.date().isoformat()
        ref = of.world.log(when, PROCESS, of.id, "weekly", held_on, **entry)
        self.actions.remember(ref.rpartition("/")[2], of.world.journal.fields(ref))
        self.planning.write(when, always=of.talk_number % 10 == 0)
        self._await_answer(ref, held_on)

    def _await_answer(self, ref: str, held_on: Day) -> None:
        """The project leader agrees with the notes, corrects them first, or does not answer."""
        of, chance = self.of, self.of.rng.random()
        if chance < 0.35:
            agreed = later(held_on, of.rng.randrange(3, 7))
            of.world.on(agreed, lambda when: of.world.agree(when, ref, "projectleider"))
        if chance < 0.04:
            of.world.on(later(held_on, 1), lambda when: self._correct(when, ref))

    def _correct(self, when: Moment, ref: str) -> None:
        of = self.of
        held = of.world.journal.fields(ref).get("facts") or ()
        of.world.amend(when, PROCESS, ref, {"facts": [*held, of.draw("corrected")]}, of.draw("correction"))

    def _records(self) -> dict[str, Any]:
        """The bottlenecks, interventions and decisions of this talk."""
        entry = self.of.entry
        found = {name: list(entry[name].values()) for name in ("interventions", "bottlenecks") if entry.get(name)}
        return {**found, **({"decisions": entry["decisions"]} if entry.get("decisions") else {})}

    def _remarks(self) -> dict[str, list[str]]:
        of, rng = self.of, self.of.rng
        found = {"facts": [self._fact()]} if rng.random() < 0.3 else {}
        for name, chance in (("went_well", 0.22), ("went_less_well", 0.16), ("opinions", 0.07)):
            if rng.random() < chance:
                found[name] = [of.draw(name)]
        return found

    def _fact(self) -> str:
        course = self.of.course
        running = course.running()
        if not running:
            return "De planning is ongewijzigd"
        id = self.of.rng.choice(running)
        begun = (self.of.today - course.started[id]).days // 7
        since = "een week" if begun == 0 else f"{begun + 1} weken"
        return f"{course.title(id)} loopt {since}, geraamd op {course.weeks[id]}"

    def _summary(self) -> str:
        of, rng = self.of, self.of.rng
        said = list(of.said[:3])
        length = max(len(said), rng.choice((2, 2, 3, 3, 4)))
        running = of.course.running()
        if running and rng.random() < 0.7:
            id = rng.choice(running)
            step = of.unused("course", id, phrases("course")["steps"][id]["said"])
            said[:0] = [step] if step else []
        while len(said) < length:
            general = of.unused("weeks", "general") if rng.random() < 0.35 else None
            said.append(general or of.draw("now", "weeks"))
        return " ".join(dict.fromkeys(said))

    def _new_trouble(self) -> None:
        of = self.of
        live = [t for t in self.troubles if t.status in ("risk", "open", "waiting")]
        is_quiet = len(live) < 2
        if of.talk_number % 2 == 0 or len(live) >= MOST_LIVE or of.rng.random() > (0.5 if is_quiet else 0.2):
            return
        tale = self.tales.draw(self._fits)
        if not self._fits(tale):
            return
        self._had.add(tale["number"])
        trouble = Trouble(of, tale)
        self.troubles.append(trouble)
        trouble.advance()

    def _fits(self, tale: Tale) -> bool:
        course, id = self.of.course, tale["activity"]
        comes_soon = (course.planned[id][0] - self.of.today).days < 120
        is_told = tale["number"] in self._had or id in course.ended or tale.get("since", id) not in {*course.ended, id}
        return not is_told and (id in course.started or comes_soon)
