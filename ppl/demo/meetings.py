"""The talks of the programme as a whole: client, steering group, exchange, half years, yearly evaluation."""

import datetime
from functools import partial
from typing import Any

from ppl.demo.days import Moment, later, month_after, recess
from ppl.demo.guidance import Guidance
from ppl.demo.harvest import Harvest
from ppl.demo.learning import Learning
from ppl.demo.texts import Decks, filled, phrases, slots
from ppl.demo.world import BUREAU, CLIENT, LEARNING, MINISTRY, PROCESS, World

Day = datetime.date


class Meetings:
    """The rhythm of the programme. guided: its projects, in the order in which they began."""

    def __init__(self, world: World, guided: list[Guidance], harvest: Harvest, learning: Learning) -> None:
        self.world, self.guided, self.harvest, self.learning = world, guided, harvest, learning
        self._decks = Decks("talks", world.rng)

    def _draw(self, name: str) -> str:
        """A text for which everything that it names is there."""
        active = [one for one in self.guided if one.of.is_guided]
        words = {"projecten": str(len(active))}
        if active:
            words |= self.world.rng.choice(active).of.known()
        return filled(self._decks.draw(name, fits=lambda text: slots(text) <= words.keys()), words)

    # the agenda

    def begin(self, first: Day, guidance_from: Day) -> None:
        """Put the rhythm of the programme into the agenda."""
        world = self.world
        day = first + datetime.timedelta(days=2)
        while day <= world.until:
            world.on(day, self._client)
            day += datetime.timedelta(weeks=2)
        month = month_after(first)
        while month <= world.until:
            world.on(month + datetime.timedelta(days=8), self._steering)
            month = month_after(month)
        self._half_years(guidance_from)
        year = guidance_from + datetime.timedelta(weeks=50)
        while year <= world.until:
            world.on(year, self._evaluation)
            year += datetime.timedelta(weeks=52)

    def _half_years(self, guidance_from: Day) -> None:
        """Progress talks and an exchange after each half year; the last two half years are frozen."""
        world = self.world
        ends = [Day(y, m, 1) for y in range(guidance_from.year, world.until.year + 2) for m in (1, 7)]
        ends = [end for end in ends if guidance_from + datetime.timedelta(weeks=8) < end <= world.until]
        for place, end in enumerate(ends):
            name = f"halfjaar-{(end - datetime.timedelta(days=1)).year}-{1 if end.month == 7 else 2}"
            is_frozen = place >= len(ends) - 2
            day = later(end, 7)
            if is_frozen:
                world.on(day, partial(self._freeze, name=name), 8, 9)
            state = name if is_frozen else ""
            world.on(day, partial(self._progress, state=state), 10, 11)
            world.on(later(end, 30), self._exchange)

    def _freeze(self, when: Moment, name: str) -> None:
        self.world.journal.freeze(when, PROCESS, name, f"De stand van {name} is bevroren (verzonnen).\n")

    def _progress(self, when: Moment, state: str) -> None:
        for place, one in enumerate(self.guided):
            self.world.on(later(when.date(), 1 + place % 12), partial(one.progress, state=state))

    # talks

    def _log(self, when: Moment, who: str, kind: str, summary: str, **more: Any) -> None:
        self.world.log(when, who, None, kind, when.date(), scope="programme", summary=summary, **more)

    def _client(self, when: Moment) -> None:
        if recess(when.date()):
            return
        rng, day = self.world.rng, when.date()
        more: dict[str, Any] = {"attended": [PROCESS, LEARNING, CLIENT], "form": "online"}
        if rng.random() < 0.35:
            text, _, owner = self._draw("client_actions").partition("|")
            action = {"text": text, "owner": owner, "due_on": later(day, 14).isoformat(), "status": "done"}
            more["actions"] = [{**action, "done_on": day.isoformat(), "result": "tijdens het gesprek geregeld"}]
        said = [self._draw("client"), self._draw("client")][: rng.choice((1, 2, 2))]
        self._log(when, PROCESS, "client", " ".join(dict.fromkeys(said)), **more)

    def _steering(self, when: Moment) -> None:
        if self.guided and not recess(when.date()):
            attended = ["opdrachtgever", "bureau", CLIENT]
            self._log(when, PROCESS, "steering", self._draw("steering"), attended=attended, form="on-site")

    def _exchange(self, when: Moment) -> None:
        """The projects meet; afterwards two lessons may become one."""
        active = [one for one in self.guided if one.of.is_guided]
        if len(active) < 2:
            return
        host = self.world.rng.choice(active).of.words["gemeente"]
        summary, attended = self._draw("exchange"), [LEARNING, "projectleider"]
        projects = [one.of.id for one in active[:8]]
        self._log(when, LEARNING, "exchange", summary, attended=attended, projects=projects, form="on-site")
        title = f"Uitwisseling in {host}"
        self.learning.event(when, "exchange", title, "Wat nam je mee van een ander project?", host)
        self.world.on(later(when.date(), 5), self.harvest.merge)

    # the yearly evaluation

    def _evaluation(self, when: Moment) -> None:
        """Per lot: the talk, the advice of the bureau, and two weeks later the decision of the client."""
        for lot in sorted({one.of.lot for one in self.guided}):
            own = [one for one in self.guided if one.of.lot == lot and one.of.status != "stopped"]
            held = [one.lights.judgement(when.date()) for one in own]
            critical, day = held.count("critical"), when.date().isoformat()
            summary = filled(phrases("talks")["evaluation"], {"perceel": lot[-1], "aantal": str(len(own))})
            more: dict[str, Any] = {"attended": ["opdrachtgever", "bureau", "projectleider"], "role": "opdrachtgever"}
            self.world.log(
                when, PROCESS, None, "evaluation", when.date(), scope="lot", lot=lot, summary=summary, **more
            )
            outcome = "adapt" if critical and critical * 3 >= len(held) else "continue"
            reasons = [
                f"op koers: {held.count('on-course')} van {len(held)}; kritiek: {critical}",
                "de gemeenten houden hun projectleider en hun vaste dag",
            ]
            shared = {"scope": "lot", "lot": lot, "projects": [one.of.id for one in own][:8], "outcome": outcome}
            advice = {"kind": "advice", "decided_on": day, "by": BUREAU, "reasons": reasons, **shared}
            self.world.new(when, PROCESS, "decision", None, advice)
            self.world.on(later(when.date(), 14), partial(self._go, shared=shared))

    def _go(self, when: Moment, shared: dict[str, Any]) -> None:
        day, reasons = when.date(), ["het ministerie volgt het advies van het bureau"]
        fields = {"kind": "go-no-go", "decided_on": day.isoformat(), "by": MINISTRY, "reasons": reasons, **shared}
        if shared["outcome"] == "adapt":
            fields["conditions"] = ["projecten met een rood licht komen elke maand met een herstelplan"]
        fields |= {"review_on": later(day, 350).isoformat(), "communicated_on": day.isoformat()}
        self.world.new(when, PROCESS, "decision", None, fields)
