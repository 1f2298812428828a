"""The scans of a project under guidance: at the kick-off, and each half year what changed since."""

import datetime
from random import Random
from typing import Any

from ppl.demo.days import Moment
from ppl.demo.project import Project
from ppl.demo.texts import phrases
from ppl.demo.world import PROCESS

Day = datetime.date
STEPS = ("not", "partly", "fully")
AT_FIRST = 0.15, 0.55, 0.3  # of every ten points: no answer yet, not applied, in part
BETTER = 5  # points of the method that go a step up in half a year, at most
ANSWERED = 3  # questions on the assignment that are answered in half a year


class Scans:
    """What is known of a project by its scans. Its chance is its own, so that it changes nothing elsewhere."""

    def __init__(self, of: Project) -> None:
        self.of = of
        self.rng = Random(f"{of.world.seed}/{of.id}/scan")
        self.said = phrases("scan")
        self.method: dict[str, str] = {}
        self.open: list[str] = []
        self.unanswered = [*self.said["assignment"]]

    def first(self, when: Moment, on: Day) -> None:
        """The scan at the kick-off."""
        for code in self.said["method"]:
            applied = self.rng.choices(("", "not", "partly"), AT_FIRST)[0]
            if applied:
                self.method[code] = applied
        self.open = [code for code in self.said["not_yet"] if self.rng.random() < 0.7]
        points = [
            {"code": code, "status": "open" if code in self.open else "met", "evidence": evidence}
            for code, evidence in self.said["preconditions"].items()
            if code in self.open or code not in self.said["not_yet"]
        ]
        self._hold(when, on, [*self.method], points)

    def again(self, when: Moment, on: Day) -> None:
        """A scan half a year later: some of the method goes a step up, something comes in order."""
        codes = self.rng.sample([*self.said["method"]], self.rng.randrange(2, BETTER + 1))
        better = [code for code in codes if self.method.get(code) != "fully"]
        for code in better:
            self.method[code] = STEPS[STEPS.index(self.method[code]) + 1] if code in self.method else "partly"
        done = self.open[: self.rng.randrange(1, 3)]
        self.open = self.open[len(done) :]
        points = [{"code": code, "status": "met", "evidence": self.said["settled"][code]} for code in done]
        self._hold(when, on, better, points)

    def _hold(self, when: Moment, on: Day, codes: list[str], points: list[dict[str, str]]) -> None:
        method = self.said["method"]
        questions = self.unanswered[:ANSWERED]
        self.unanswered = self.unanswered[ANSWERED:]
        fields: dict[str, Any] = {
            "on": on.isoformat(),
            "method": {
                code: {"applied": self.method[code], "example": method[code][self.method[code]]} for code in codes
            },
            "preconditions": points,
            "assignment": {code: self.said["assignment"][code] for code in questions},
            "parts": ["method", "preconditions", "assignment"],
        }
        given = {name: value for name, value in fields.items() if value}
        self.of.world.scan(when, PROCESS, self.of.id, given)
