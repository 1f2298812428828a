"""The guidance of one project: weekly talks, learning talks, contacts, council, pressure-cooker and progress talks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ppl.demo import lights
from ppl.demo.course import MILESTONES, Course
from ppl.demo.days import Moment, at, later, recess, working
from ppl.demo.harvest import noted
from ppl.demo.texts import Deck, filled, named, phrases, sentence
from ppl.demo.trouble import Trouble
from ppl.demo.world import LEARNING, PROCESS, World, flow

if TYPE_CHECKING:
    from ppl.demo.shared import Shared

Day = datetime.date
WEEK = datetime.timedelta(weeks=1)


class Guided:
    """A project under guidance. `entry` is the talk that is being written; `today` its day."""

    def __init__(self, world: World, shared: Shared, id: str, words: dict[str, str], lot: str) -> None:
        self.world, self.shared, self.id, self.words, self.lot = world, shared, id, words, lot
        self.homes = int(words["woningen"])
        self.today = world.start
        self.entry: dict[str, Any] = {}
        self.troubles: list[Trouble] = []
        self.to_learn: list[Trouble] = []
        self.used: set[int] = set()
        self.open: list[tuple[str, Day]] = []
        self.last_intervention = "een vaste projectdag"
        self.said: list[str] = []
        self.lit: dict[str, dict[str, Any]] = {}
        self.red_since: dict[str, Day] = {}
        self.talks = 0
        self.changed: list[str] = []
        self.decks: dict[str, Deck[Any]] = {}
        self.facts_told = 0
        self.weekday = world.rng.randrange(4)
        self.other_day = (self.weekday + world.rng.randrange(1, 3)) % 5

    # words

    def draw(self, name: str, of: str = "talks") -> str:
        """A text of a list, filled; each list is used up before it begins again."""
        return filled(self._deck(of, name, phrases(of)[name]).draw(), {**self.words, **self._now()})

    def _deck(self, of: str, name: str, items: list[Any]) -> Deck[Any]:
        return self.decks.setdefault(f"{of}/{name}", Deck(items, self.world.rng))

    def _now(self) -> dict[str, str]:
        known = [t.title for t in self.troubles if t.status != "risk"]
        return {
            "ingreep": self.last_intervention,
            "knelpunt": named(known[-1]) if known else "het wachten op besluiten",
            "klaar": str(len(self.course.ended)),
        }

    def say(self, text: str) -> None:
        """Something for the summary of this talk."""
        if text:
            self.said.append(text)

    def source(self) -> list[dict[str, str]]:
        name = f"Nieuwsbericht van de gemeente {self.words['gemeente']} (verzonnen)"
        return [{"name": name, "on": self.today.isoformat()}]

    def solved_publicly(self, trouble: Trouble, resolution: str) -> None:
        self.shared.solved.append((self.today, f"{trouble.ref}#closed_on", f"{self.words['plek']}: {resolution}"))

    # the start

    def begin(self, when: Moment) -> None:
        """The kick-off: the project becomes active, its plan is drawn, the rhythm begins."""
        world, rng, day = self.world, self.world.rng, when.date()
        self.today = day
        begun = day - datetime.timedelta(weeks=rng.randrange(4, 26))
        self.course = Course(begun, rng)
        for weeks in range((day - begun).days // 7 + 1):
            self.course.advance(begun + weeks * WEEK)
        milestones = [
            {
                "code": code,
                "title": title,
                "baseline_on": self.course.planned[id][1].isoformat(),
                "planned_on": self.course.planned[id][1].isoformat(),
            }
            for code, title, id in MILESTONES
        ]
        promised = self._deck("talks", "commitments", phrases("talks")["commitments"])
        session: dict[str, Any] = {
            "kind": "kickoff",
            "held_on": day.isoformat(),
            "form": "on-site",
            "attended": [PROCESS, LEARNING, "projectleider", "ontwikkelaar", "corporatie"],
            "summary": filled(phrases("talks")["kickoff"], self.words),
            "actions": [{"text": "Eerste planning delen met alle partners", "owner": "projectleider"}],
            "next_on": self._next(day).isoformat(),
        }
        world.log(when, PROCESS, self.id, session)
        world.set(
            when,
            PROCESS,
            self.id,
            "status=active",
            f"phase={self.course.phase()}",
            f"starts_on={day}",
            f"goal_on={working(day + datetime.timedelta(weeks=104))}",
            "baseline="
            + flow(
                {
                    "weeks": str(rng.randrange(190, 290)),
                    "basis": "sjabloon in de gewone volgorde",
                    "set_on": day.isoformat(),
                }
            ),
            "commitments=" + flow([promised.draw() for _ in range(3)]),
            "agreements="
            + flow(
                [{"text": sentence(promised.draw()), "owner": "projectleider", "due_on": later(day, 60).isoformat()}]
            ),
            *("milestones+=" + flow(m) for m in milestones),
        )
        world.new(when, PROCESS, "plan", self.id, self.course.record(), id="plan")
        self._arrange(day)

    def _arrange(self, day: Day) -> None:
        monday = day - datetime.timedelta(days=day.weekday())
        week, number = monday + WEEK, 0
        while week <= self.world.until:
            number += 1
            weekly = week + datetime.timedelta(days=self.weekday)
            self._after(weekly, self.weekly)
            if number % 2 == 0:
                self._after(week + datetime.timedelta(days=self.other_day), self.learning)
            if self.world.rng.random() < 0.2:
                self.world.on(week + datetime.timedelta(days=self.world.rng.randrange(5)), self.contact)
            if number % 13 == 9:
                self._after(week + datetime.timedelta(days=3), self.council)
            if number in (5, 21):
                self._after(week + datetime.timedelta(days=1), self.cooker)
            week += WEEK

    def _after(self, held_on: Day, act: Any) -> None:
        """Log a talk on its own day, or (one in four) the working day after."""
        late = self.world.rng.random() < 0.25
        logged = later(held_on, 1) if late else held_on
        hours = (9, 12) if late else (13, 18)
        self.world.plan(at(logged, self.world.rng, *hours), lambda when: act(when, held_on))

    def _next(self, day: Day) -> Day:
        ahead = (self.weekday - day.weekday()) % 7 or 7
        return day + datetime.timedelta(days=ahead)

    # the weekly talk

    def weekly(self, when: Moment, held_on: Day, again: bool = False) -> None:
        self.today = held_on
        away = recess(held_on)
        chance = 1.0 if again else self.world.rng.random()
        if away or chance < 0.05:
            self._not_held(when, held_on, self.draw(away or "cancelled"))
        elif chance < 0.08 and held_on.weekday() < 3:
            self._not_held(when, held_on, self.draw("moved"), later(held_on, 1))
        else:
            self._weekly(when, held_on)

    def _not_held(self, when: Moment, held_on: Day, because: str, moved: Day | None = None) -> None:
        sent = {"kind": "weekly", "held_on": held_on.isoformat(), "status": "cancelled", "because": because}
        option = "--cancelled"
        if moved:
            sent |= {"status": "moved", "next_on": moved.isoformat()}
            option = f"--moved {moved}"
            self.world.plan(at(moved, self.world.rng, 16, 18), lambda w: self.weekly(w, moved, again=True))
        else:
            sent["next_on"] = self._next(held_on).isoformat()
        self.world.log(when, PROCESS, self.id, sent, f"ppl log {self.id} {option} --because '{because}'")

    def _weekly(self, when: Moment, held_on: Day) -> None:
        rng = self.world.rng
        self.entry, self.said = {}, []
        self.talks += 1
        self._progress()
        for trouble in self.troubles:
            trouble.advance()
        self._new_trouble()
        entry: dict[str, Any] = {
            "kind": "weekly",
            "held_on": held_on.isoformat(),
            "form": rng.choice(("on-site", "on-site", "online", "phone")),
            "attended": [
                PROCESS,
                "projectleider",
                *rng.sample(
                    ("ontwikkelaar", "corporatie", "stedenbouwkundige", "planeconoom", "grondzaken", "jurist"), 2
                ),
            ],
            "summary": self._summary(),
        }
        if rng.random() < 0.3:
            entry["facts"] = self._facts()
        if rng.random() < 0.25:
            entry["went_well"] = [self.draw("went_well")]
        if rng.random() < 0.18:
            entry["went_less_well"] = [self.draw("went_less_well")]
        if rng.random() < 0.08:
            entry["opinions"] = [self.draw("opinions")]
        for name in ("interventions", "bottlenecks"):
            if self.entry.get(name):
                entry[name] = list(self.entry[name].values())
        if self.entry.get("decisions"):
            entry["decisions"] = self.entry["decisions"]
        entry["actions"] = self._actions(held_on)
        if found := lights.entry(self, held_on, self.talks % 4 == 1):
            entry["lights"] = found
        entry |= {"next_on": self._next(held_on).isoformat(), "minutes": str(rng.choice((30, 45, 45, 60, 60, 75)))}
        entry["sent_on"] = when.date().isoformat()
        ref = self.world.log(when, PROCESS, self.id, entry)
        id = ref.rpartition("/")[2]
        stored = self.world.journal.fields(ref).get("actions") or ()
        self.open += [(f"{id}#{a['id']}", Day.fromisoformat(a["due_on"])) for a in stored]
        self._write_plan(when)
        if rng.random() < 0.35:
            self.world.on(later(held_on, rng.randrange(1, 6)), lambda w: self.world.agree(w, ref, "projectleider"))

    def _facts(self) -> list[str]:
        running = self.course.running()
        if not running:
            return ["De planning is ongewijzigd"]
        id = self.world.rng.choice(running)
        begun = (self.today - self.course.started[id]).days // 7
        return [f"{self.course.title(id)} loopt sinds {begun + 1} weken, geraamd op {self.course.weeks[id]}"]

    def _summary(self) -> str:
        said = list(self.said[:3])
        running = self.course.running()
        if running:
            id = self.world.rng.choice(running)
            said.insert(0, filled(self._deck("course", id, phrases("course")["steps"][id]["said"]).draw(), self.words))
        if len(said) < 3:
            general = self._deck("course", "general", phrases("course")["general"]["said"])
            said.append(filled(general.draw(), self.words))
        return " ".join(said)

    def _new_trouble(self) -> None:
        live = [t for t in self.troubles if t.status in ("risk", "open", "waiting")]
        if self.talks % 2 == 0 or len(live) >= 4 or self.world.rng.random() > (0.5 if len(live) < 2 else 0.2):
            return

        def fits(tale: dict[str, Any]) -> bool:
            return (
                tale["number"] not in self.used
                and tale["activity"] not in self.course.ended
                and (tale["activity"] in self.course.started or self._comes_soon(tale["activity"]))
            )

        tale = self.shared.tales.draw(fits)
        if not fits(tale):
            return
        self.used.add(tale["number"])
        trouble = Trouble(self, tale)
        self.troubles.append(trouble)
        trouble.advance()

    def _comes_soon(self, id: str) -> bool:
        return (self.course.planned[id][0] - self.today).days < 120

    def _actions(self, day: Day) -> list[dict[str, Any]]:
        rng, course = self.world.rng, phrases("course")
        found: list[dict[str, Any]] = []
        still: list[tuple[str, Day]] = []
        results = self._deck("course", "result", course["general"]["result"])
        for id, due in self.open:
            chance = rng.random()
            if (due - day).days > 3 or len(found) >= 4 or chance > 0.93:
                still.append((id, due))
            elif chance < 0.78:
                found.append({"id": id, "status": "done", "result": results.draw()})
            elif chance < 0.89:
                new = later(day, rng.choice((7, 10, 14)))
                why = self._deck("course", "moved", course["general"]["moved"]).draw()
                found.append({"id": id, "due_on": new.isoformat(), "because": why})
                still.append((id, new))
            else:
                why = self._deck("course", "dropped", course["general"]["dropped"]).draw()
                found.append({"id": id, "status": "dropped", "because": why})
        self.open = still
        running = self.course.running()
        for _ in range(rng.choice((1, 1, 2, 2, 3)) if len(still) < 8 else 0):
            step = rng.choice(running) if running and rng.random() < 0.7 else None
            steps = course["steps"][step]["todo"] if step else course["general"]["todo"]
            text, _, owner = self._deck("course", f"todo-{step}", steps).draw().partition("|")
            if any(a.get("text") == filled(text, self.words) for a in found):
                continue
            due = later(day, rng.choice((7, 7, 10, 14, 21)))
            found.append({"text": filled(text, self.words), "owner": owner, "due_on": due.isoformat()})
        return found

    # the plan

    def _progress(self) -> None:
        for id, what, on in self.course.advance(self.today):
            self.changed.append(f"activities.{id}.actual_{what}_on={on}")
            if what == "end":
                self.say(f"De stap {self.course.title(id)} is afgerond.")
                self._decide(id)

    def _decide(self, id: str) -> None:
        """A step that a college or council decides leaves its decision in this talk."""
        owner = self.course.by_id[id].get("owner")
        if owner not in ("college", "gemeenteraad"):
            return
        day = self.course.ended[id].isoformat()
        decision = {
            "kind": "municipal",
            "decided_on": day,
            "by": {"role": owner, "organisation": f"gemeente {self.words['gemeente']}"},
            "outcome": "granted",
            "reasons": [self.draw("granted"), self.course.title(id)],
            "communicated_on": self.today.isoformat(),
        }
        self.entry.setdefault("decisions", []).append(decision)

    def _write_plan(self, when: Moment) -> None:
        """Now and then the plan is brought up to date, and the milestones with it."""
        if len(self.changed) < 3 and not (self.changed and self.talks % 5 == 0):
            return
        self.world.set(when, PROCESS, f"{self.id}/plan", *self.changed, reason="stand na het weekgesprek")
        self.changed = []
        self._move_milestones(when)
        if (phase := self.course.phase()) != self.world.journal.fields(self.id).get("phase"):
            self.world.set(when, PROCESS, self.id, f"phase={phase}")

    def _move_milestones(self, when: Moment) -> None:
        expected = self.course.forecast(self.today)
        held = {m["code"]: m for m in self.world.journal.fields(self.id)["milestones"]}
        assignments: list[str] = []
        for code, title, id in MILESTONES:
            now = held[code]
            if "actual_on" in now:
                continue
            planned, new = Day.fromisoformat(now["planned_on"]), expected[id][1]
            if id in self.course.ended:
                assignments.append(f"milestones.{code}.actual_on={self.course.ended[id]}")
                self.shared.reached.append((self.today, f"{self.id}#{code}", f"{self.words['plek']}: {title}"))
            elif abs((new - planned).days) >= 21:
                kind = "slip" if new > planned else "gain"
                step = self.course.title(id)
                why = filled(self._deck("talks", kind, phrases("talks")[kind]).draw(), {"stap": step})
                move = {
                    "on": self.today.isoformat(),
                    "from": planned.isoformat(),
                    "to": new.isoformat(),
                    "because": why,
                    "kind": kind,
                }
                due = next((t for t in reversed(self.troubles) if t.is_open), None)
                if due is not None and kind == "slip":
                    move["due_to"] = due.ref
                assignments += [f"milestones.{code}.planned_on={new}", f"milestones.{code}.moves+={flow(move)}"]
        if assignments:
            self.world.set(when, PROCESS, self.id, *assignments, reason="planning bijgewerkt na het weekgesprek")

    # other talks

    def learning(self, when: Moment, held_on: Day) -> None:
        if recess(held_on):
            return
        self.today = held_on
        rng = self.world.rng
        sent: dict[str, Any] = {
            "kind": "learning",
            "held_on": held_on.isoformat(),
            "form": rng.choice(("online", "online", "on-site")),
            "attended": [LEARNING, "projectleider"],
            "summary": self.draw("learning"),
        }
        if rng.random() < 0.35:
            sent["went_well"] = [self.draw("self")]
        if self.to_learn:
            lesson = noted(self, self.to_learn.pop(0), held_on)
            if lesson:
                sent["lessons"] = [lesson]
        ref = self.world.log(when, LEARNING, self.id, sent)
        for id in self.world.journal.fields(ref).get("lessons", ()):
            self.shared.harvest.follow(self, f"lessons/{id}")

    def contact(self, when: Moment) -> None:
        self.today = when.date()
        if recess(self.today):
            return
        sent = {"kind": "contact", "held_on": self.today.isoformat(), "form": "phone", "summary": self.draw("contact")}
        self.world.log(when, PROCESS, self.id, sent, f"ppl log {self.id} --kind contact --from -")

    def council(self, when: Moment, held_on: Day) -> None:
        if recess(held_on):
            return
        self.today = held_on
        sent = {
            "kind": "council",
            "held_on": held_on.isoformat(),
            "form": "on-site",
            "attended": ["projectleider", "wethouder", "gemeenteraad"],
            "summary": self.draw("council"),
        }
        self.world.log(when, PROCESS, self.id, sent)
        if self.world.rng.random() < 0.7:
            self.world.on(later(held_on, 2), self._tell_publicly)

    def _tell_publicly(self, when: Moment) -> None:
        """What the municipality itself made public: a fact with its source."""
        self.today = when.date()
        if self.facts_told >= len(phrases("talks")["fact"]):
            return
        self.facts_told += 1
        text = self.draw("fact")
        sent = {"kind": "fact", "held_on": self.today.isoformat(), "summary": text, "sources": self.source()}
        ref = self.world.log(when, PROCESS, self.id, sent)
        self.shared.facts.append((self.today, ref, text))

    def cooker(self, when: Moment, held_on: Day) -> None:
        if recess(held_on):
            return
        self.today = held_on
        words = {**self.words, "n": str(self.world.rng.randrange(4, 9))}
        texts = self._deck("talks", "cooker", phrases("talks")["cooker"])
        sent = {
            "kind": "pressure-cooker",
            "held_on": held_on.isoformat(),
            "form": "on-site",
            "attended": [PROCESS, "projectleider", "vakafdelingen", "stedenbouwkundige", "ontwikkelaar", "waterschap"],
            "summary": filled(texts.draw(), words),
            "actions": [
                {
                    "text": "Opbrengst van de snelkookpan op één kaart delen",
                    "owner": "stedenbouwkundige",
                    "due_on": later(held_on, 7).isoformat(),
                    "status": "done",
                    "done_on": held_on.isoformat(),
                }
            ],
        }
        self.world.log(when, PROCESS, self.id, sent)

    def progress(self, when: Moment, state: str) -> None:
        """The half-yearly progress talk: on course, feasible, and how each role sees it."""
        self.today = when.date()
        self.world.log(when, PROCESS, self.id, lights.progress(self, self.today, state))
