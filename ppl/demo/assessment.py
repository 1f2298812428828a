"""The scores of the candidates: three assessors who see the same a little differently, and what they agree on."""

import zlib
from collections.abc import Iterable
from typing import Any

from ppl.demo import lists
from ppl.demo.candidates import Candidate
from ppl.demo.days import Moment
from ppl.demo.texts import Decks, capital, phrases
from ppl.demo.world import World

ASSESSORS = ("bureau-1", "bureau-2", "client-1")
PANEL = "panel-1"
FAILING = 0.12  # share of the candidates that fail on a knock-out
LOWEST, HIGHEST = 1, 5


class Assessment:
    """The scores so far, by project. totals: the agreed score, a mean of 1 to 5; failed: the knock-out it fails on."""

    def __init__(self, world: World, lots: Iterable[str]) -> None:
        self.world = world
        self.sets = {lot: lists.criteria(lot) for lot in lots}
        self.totals: dict[str, float] = {}
        self.failed: dict[str, str] = {}
        self._values: dict[tuple[str, str], list[int]] = {}
        self._draw = Decks("selection", world.rng).draw

    def score(self, when: Moment, ref: str, candidate: Candidate, assessor: str) -> None:
        """One assessor's judgement."""
        found: dict[str, int] = {}
        for place, criterion in enumerate(self.sets[candidate.lot]["criteria"]):
            seen = candidate.quality * 2.7 + 1.6 + (hash_of(ref, place) - 0.5) * 1.8
            value = min(HIGHEST, max(LOWEST, round(seen + self.world.rng.uniform(-0.9, 0.9))))
            found[criterion["code"]] = value
            self._values.setdefault((ref, criterion["code"]), []).append(value)
        self._write(when, ref, candidate, assessor, "individual", found)

    def agree(self, when: Moment, ref: str, candidate: Candidate) -> None:
        """What the assessors agree on: the middle one of their values."""
        codes = [criterion["code"] for criterion in self.sets[candidate.lot]["criteria"]]
        found = {code: sorted(self._values[ref, code])[len(self._values[ref, code]) // 2] for code in codes}
        self._write(when, ref, candidate, PANEL, "agreed", found)
        weights = {c["code"]: float(c["weight"]) for c in self.sets[candidate.lot]["criteria"]}
        self.totals[ref] = sum(weights[code] * value for code, value in found.items()) / sum(weights.values())

    def _write(
        self, when: Moment, ref: str, candidate: Candidate, assessor: str, way: str, values: dict[str, int]
    ) -> None:
        criteria = self.sets[candidate.lot]
        knock_outs = self._knock_outs(ref, criteria)
        fields: dict[str, Any] = {
            "assessor": assessor,
            "scored_on": when.date().isoformat(),
            "as": way,
            "criteria": f"{candidate.lot}-{self.world.start.year}",
            "knock_outs": knock_outs,
            "scores": {
                code: {"value": str(value), "reason": self._reason(code, value)} for code, value in values.items()
            },
            "obstacles": [self._draw("obstacles") for _ in range(self.world.rng.randrange(1, 3))],
        }
        self.world.score(when, ref, fields)

    def _reason(self, code: str, value: int) -> str:
        grade = "low" if value < 3 else "middle" if value == 3 else "high"
        reason = str(self._draw("reasons", code, grade))
        return capital(reason)

    def _knock_outs(self, ref: str, criteria: dict[str, Any]) -> dict[str, Any]:
        texts = phrases("selection")
        if hash_of(ref, 99) < FAILING and ref not in self.failed:
            codes = [q["code"] for q in criteria["knock_outs"] if q["code"] in texts["failed"]]
            self.failed[ref] = self.world.rng.choice(codes)
        out = self.failed.get(ref)
        found = {}
        for question in criteria["knock_outs"]:
            code = question["code"]
            evidence = texts["failed"][code] if code == out else self._draw("knock_outs", code)
            found[code] = {"pass": "no" if code == out else "yes", "evidence": evidence}
        return found


def hash_of(text: str, place: int) -> float:
    """A number from 0 to 1 that belongs to a text, on every machine the same."""
    return (zlib.crc32(f"{text}/{place}".encode()) & 0xFFFF) / 0x10000
