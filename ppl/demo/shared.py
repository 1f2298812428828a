"""What the programme does as a whole: client and steering talks, exchanges, evaluations, events, half years."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ppl.demo import lights
from ppl.demo.bulletin import Bulletins
from ppl.demo.days import Moment, later, month_after, recess
from ppl.demo.harvest import Harvest
from ppl.demo.texts import Deck, filled, phrases, sentence, tales
from ppl.demo.world import CLIENT, LEARNING, PROCESS, World, flow

if TYPE_CHECKING:
    from ppl.demo.guidance import Guided

Day = datetime.date
Told = tuple[Day, str, str]


class Shared:
    """What the projects have in common. solved, reached, facts: what bulletins may tell: day, ref, sentence."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.guided: list[Guided] = []
        self.tales = Deck(tales(), world.rng)
        self.solved: list[Told] = []
        self.reached: list[Told] = []
        self.facts: list[Told] = []
        self.events: list[Told] = []
        self.lessons: list[tuple[Day, str]] = []
        self.harvest = Harvest(world, self)
        self.bulletins = Bulletins(world, self)
        self.decks: dict[str, Deck[Any]] = {}
        self.questions: list[str] = []
        self.conditions: list[str] = []

    def draw(self, name: str, of: str = "talks") -> Any:
        items = phrases(of)[name]
        return self.decks.setdefault(f"{of}/{name}", Deck(items, self.world.rng)).draw()

    def _words(self) -> dict[str, str]:
        return self.world.rng.choice(self.guided).words if self.guided else {"plek": "de keuze van projecten"}

    # the agenda of the programme

    def begin(self, first: Day, guidance_from: Day) -> None:
        """Put the rhythm of the programme into the agenda."""
        world, rng = self.world, self.world.rng
        day = first + datetime.timedelta(days=2)
        while day <= world.until:
            world.on(day, self.client)
            day += datetime.timedelta(weeks=2)
        for place in range(len(phrases("learning")["questions"])):
            world.on(first + datetime.timedelta(days=10 + 24 * place), self.question)
        for place in range(len(phrases("learning")["experts"])):
            world.on(first + datetime.timedelta(days=16 + 31 * place), self.expert)
        for place in range(len(phrases("learning")["conditions"])):
            world.on(guidance_from + datetime.timedelta(days=50 + 40 * place), self.condition)
        month = month_after(first)
        while month <= world.until:
            world.on(month + datetime.timedelta(days=8), self.steering)
            if rng.random() < 0.75 and month.month not in (8, 1):
                world.on(month + datetime.timedelta(days=rng.randrange(10, 26)), self.event)
            month = month_after(month)
        self._half_years(guidance_from)
        self.bulletins.begin(guidance_from)

    def _half_years(self, guidance_from: Day) -> None:
        world = self.world
        ends = [Day(y, m, 1) for y in range(guidance_from.year, world.until.year + 2) for m in (1, 7)]
        ends = [end for end in ends if guidance_from + datetime.timedelta(weeks=8) < end <= world.until]
        for place, end in enumerate(ends):
            name = f"halfjaar-{(end - datetime.timedelta(days=1)).year}-{1 if end.month == 7 else 2}"
            is_frozen = place >= len(ends) - 2
            frozen = later(end, 7)
            if is_frozen:
                world.on(frozen, lambda when, n=name: self._freeze(when, n), 8, 9)  # type: ignore[misc]
            state = name if is_frozen else ""
            world.on(frozen, lambda when, s=state: self._progress(when, s), 10, 11)  # type: ignore[misc]
            world.on(later(end, 30), self.exchange)
        year = guidance_from + datetime.timedelta(weeks=50)
        while year <= world.until:
            world.on(year, self.evaluation)
            year += datetime.timedelta(weeks=52)

    def _freeze(self, when: Moment, name: str) -> None:
        self.world.journal.freeze(when, PROCESS, name, f"De stand van {name} is bevroren (verzonnen).\n")

    def _progress(self, when: Moment, state: str) -> None:
        for place, one in enumerate(self.guided):
            self.world.on(later(when.date(), 1 + place % 12), lambda w, o=one: o.progress(w, state))  # type: ignore[misc]

    # talks

    def _log(self, when: Moment, who: str, kind: str, summary: str, **more: Any) -> str:
        sent = {"kind": kind, "held_on": when.date().isoformat(), "scope": "programme", "summary": summary, **more}
        return self.world.log(when, who, None, sent)

    def client(self, when: Moment) -> None:
        if recess(when.date()):
            return
        rng = self.world.rng
        summary = filled(self.draw("client"), self._words())
        actions = [
            {
                "text": text,
                "owner": owner,
                "due_on": later(when.date(), 14).isoformat(),
                "status": "done",
                "done_on": when.date().isoformat(),
                "result": "tijdens het gesprek geregeld",
            }
            for text, owner in rng.sample(
                (
                    ("Lijst met vragen aan het Rijk rondsturen", CLIENT),
                    ("Notitie over de opschalingen delen", PROCESS),
                    ("Datum van de uitwisseling bevestigen", LEARNING),
                    ("Overzicht van de lichten toesturen", PROCESS),
                ),
                rng.choice((0, 0, 1)),
            )
        ]
        more = {"actions": actions} if actions else {}
        self._log(when, PROCESS, "client", summary, attended=[PROCESS, LEARNING, CLIENT], form="online", **more)

    def steering(self, when: Moment) -> None:
        if not self.guided or recess(when.date()):
            return
        summary = filled(self.draw("steering"), self._words())
        self._log(when, PROCESS, "steering", summary, attended=["opdrachtgever", "bureau", CLIENT], form="on-site")

    def exchange(self, when: Moment) -> None:
        if len(self.guided) < 2:
            return
        host = self.world.rng.choice(self.guided)
        self._log(
            when,
            LEARNING,
            "exchange",
            self.draw("exchange"),
            attended=[LEARNING, "projectleider"],
            projects=[one.id for one in self.guided[:8]],
            form="on-site",
        )
        self._event(
            when,
            "exchange",
            f"Uitwisseling in {host.words['gemeente']}",
            "Wat nam u mee van een ander project?",
            host.words["gemeente"],
        )

    def evaluation(self, when: Moment) -> None:
        """The yearly evaluation per lot: advice by the bureau, decision by the client."""
        for lot in sorted({one.lot for one in self.guided}):
            own = [one for one in self.guided if one.lot == lot]
            held = [lights.judgement(one, when.date()) for one in own]
            outcome = "adapt" if held.count("critical") * 3 >= len(held) and held.count("critical") else "continue"
            day = when.date().isoformat()
            said = filled(phrases("talks")["evaluation"], {"perceel": lot[-1]})
            sent = {
                "kind": "evaluation",
                "held_on": day,
                "scope": "lot",
                "lot": lot,
                "summary": said,
                "attended": ["opdrachtgever", "bureau", "projectleider"],
                "role": "opdrachtgever",
            }
            self.world.log(when, PROCESS, None, sent)
            reasons = [
                f"{held.count('on-course')} van de {len(held)} projecten liggen op koers",
                "de gemeenten houden hun projectleider en hun vaste dag",
            ]
            shared = {"scope": "lot", "lot": lot, "projects": [one.id for one in own][:8], "outcome": outcome}
            by = {"role": "bureau", "organisation": "Voorbeeldbureau"}
            advice = {"kind": "advice", "decided_on": day, "by": by, "reasons": reasons, **shared}
            self.world.new(when, PROCESS, "decision", None, advice)
            self.world.on(later(when.date(), 14), lambda w, s=shared: self._go(w, s))  # type: ignore[misc]

    def _go(self, when: Moment, shared: dict[str, Any]) -> None:
        day = when.date()
        reasons = ["de opdrachtgever volgt het advies van het bureau"]
        more = {"conditions": ["projecten met een rood licht komen elke maand met een herstelplan"]}
        fields = {
            "kind": "go-no-go",
            "decided_on": day.isoformat(),
            "by": {"role": "opdrachtgever", "organisation": "Voorbeeldministerie"},
            "reasons": reasons,
            **shared,
            **(more if shared["outcome"] == "adapt" else {}),
            "review_on": later(day, 350).isoformat(),
            "communicated_on": day.isoformat(),
        }
        self.world.new(when, PROCESS, "decision", None, fields)

    # learning

    def event(self, when: Moment) -> None:
        kind, title, question = self.draw("events", "learning")
        place = self._words().get("gemeente", "online")
        self._event(when, kind, title, question, "online" if kind in ("webinar", "question-hour") else place)

    def _event(self, when: Moment, kind: str, title: str, question: str, place: str) -> None:
        day = when.date()
        fields = {
            "title": title,
            "kind": kind,
            "held_on": day.isoformat(),
            "place": place,
            "organisations": ["de gemeenten van het programma", "Voorbeeldbureau"],
            "questions": [question],
            "actions": [
                {
                    "id": "a1",
                    "text": "Verslag delen op het platform",
                    "owner": LEARNING,
                    "status": "done",
                    "due_on": later(day, 7).isoformat(),
                    "done_on": day.isoformat(),
                }
            ],
            "quotes": [self.draw("quotes", "learning")],
            "evaluation": self.draw("evaluation", "learning"),
            "visibility": "public",
            "tags": ["verzonnen"],
        }
        ref = self.world.new(when, LEARNING, "event", None, fields)
        self.events.append((day, ref, f"{title} ({place})"))

    def question(self, when: Moment) -> None:
        theme, question, found = self.draw("questions", "learning")
        fields = {"question": question, "theme": theme, "stage": str(1 + len(self.questions) % 4)}
        ref = self.world.new(when, LEARNING, "question", None, fields)
        self.questions.append(ref)
        later_on = later(when.date(), 120)
        self.world.on(later_on, lambda w: self.world.set(w, LEARNING, ref, f"conclusions+={found}", "stage=3"))

    def condition(self, when: Moment) -> None:
        statement, strength, limit = self.draw("conditions", "learning")
        fields = {"statement": statement, "evidence": self._evidence("for"), "strength": strength}
        if limit:
            fields["holds_not_when"] = limit
        ref = self.world.new(when, LEARNING, "condition", None, fields)
        more = flow(self._evidence("against" if strength == "zwak" else "for")[0]) if self.guided else ""
        if more:
            self.world.on(later(when.date(), 90), lambda w: self.world.set(w, LEARNING, ref, f"evidence+={more}"))

    def _evidence(self, says: str) -> list[dict[str, str]]:
        note = sentence("gezien in de gesprekken" if says == "for" else "hier ging het ook zonder")
        if not self.guided:
            return [{"says": says, "source": "Intakegesprekken van het voorbeeld", "note": note}]
        return [{"project": self.world.rng.choice(self.guided).id, "says": says, "note": note}]

    def expert(self, when: Moment) -> None:
        organisation, role, competence, lends = self.draw("experts", "learning")
        fields = {
            "organisation": organisation,
            "role": role,
            "competences": [competence],
            "can_lend": {"capacity": lends, "from": when.date().isoformat()},
            "reached_by": LEARNING,
            "tags": ["verzonnen"],
        }
        self.world.new(when, LEARNING, "expert", None, fields)
