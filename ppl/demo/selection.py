"""The choice of projects: submitted, pre-selected, intake, scored by three assessors, advised, decided."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ppl.demo import lists
from ppl.demo.days import Moment, later
from ppl.demo.texts import Deck, filled, phrases
from ppl.demo.world import PROCESS, World

Day = datetime.date
ASSESSORS = ("bureau-1", "bureau-2", "client-1")
PARTNERS = ("Bouwhuis Voorbeeld", "Delta Voorbeeld Ontwikkeling", "Voorbeeld Vastgoed", "Nieuwland Voorbeeld")


class Candidate(NamedTuple):
    """A project that was submitted. quality: how good it is, 0 to 1, which nobody knows."""

    fields: dict[str, Any]
    words: dict[str, str]
    lot: str
    quality: float


class Selection:
    """Everything up to the decision. guided: called with each selected project on its first day."""

    def __init__(self, world: World, slots: dict[str, int], weeks: int, guided: Callable[..., None]) -> None:
        self.world, self.slots, self.guided = world, slots, guided
        self.step = datetime.timedelta(days=max(3, min(10, weeks * 7 // 60)))
        self.texts = phrases("selection")
        self.decks: dict[str, Deck[Any]] = {}
        self.sets = {lot: lists.criteria(lot) for lot in slots}
        self.values: dict[str, list[float]] = {}
        self.failed: set[str] = set()
        self.candidates = [*self._candidates()]

    def _draw(self, *path: str) -> Any:
        items: Any = self.texts
        for name in path:
            items = items[name]
        return self.decks.setdefault("/".join(path), Deck(items, self.world.rng)).draw()

    def _candidates(self) -> Iterator[Candidate]:
        names = Deck([f + last for f in self.texts["first"] for last in self.texts["last"]], self.world.rng)
        situations = Deck(list(self.texts["places"]), self.world.rng)
        provinces = Deck(lists.PROVINCES, self.world.rng)
        for lot, slots in self.slots.items():
            for _ in range(round(slots * 2.5)):
                yield self._candidate(lot, names.draw(), situations.draw(), provinces.draw())

    def _candidate(self, lot: str, municipality: str, situation: str, province: str) -> Candidate:
        rng = self.world.rng
        place = self._draw("places", situation)
        least = rng.randrange(8, 40) * 10 if lot == "lot-1" else rng.randrange(10, 40) * 100
        partner = rng.choice(PARTNERS)
        social = rng.choice((30, 35, 40))
        words = {
            "plek": place,
            "gemeente": municipality,
            "buur": self._draw("quarters"),
            "straat": self._draw("streets"),
            "woningen": str(least),
            "partner": partner,
        }
        bare = place.split(" ", 1)[1]
        fields: dict[str, Any] = {
            "name": f"{bare} {municipality}",
            "municipality": [f"{municipality} ({lists.MARK})"],
            "status": "longlist",
            "lot": lot,
            "submitted_by": {"role": "projectleider", "organisation": f"gemeente {municipality}"},
            "province": province,
        }
        if lot == "lot-2":
            fields["novex_area"] = rng.choice(lists.NOVEX)
        fields |= {
            "situation": situation,
            "type": rng.choice(("transition", "development", "restructuring", "neighbourhood")),
            "homes": {
                "min": str(least),
                "max": str(least + least // 5),
                "social": f"0.{social}",
                "middle": "0.4" if social < 40 else "0.35",
                "free": f"0.{100 - social - (40 if social < 40 else 35)}",
            },
            "phase": rng.choice(("verkenning", "initiatief")),
            "ownership": rng.choice(("gemeente", "ontwikkelaar", "versnipperd", "corporatie")),
            "leader": {"role": "projectleider", "organisation": f"gemeente {municipality}"},
            "partners": [
                self._partner(partner, "ontwikkelaar"),
                self._partner(f"Woonstichting {municipality}", "woningcorporatie"),
                self._partner("het Voorbeeldwaterschap", "waterschap"),
            ],
            "assignment": {"leading_task": self._draw("situation")},
            "tags": [lists.MARK],
        }
        return Candidate(fields, words, lot, rng.random())

    def _partner(self, organisation: str, kind: str) -> dict[str, Any]:
        rng = self.world.rng
        return {
            "organisation": organisation,
            "kind": kind,
            "interest": self._draw("interests", kind),
            "knows_of_submission": "yes",
            "priority": str(rng.randrange(2, 6)),
        }

    # the steps

    def begin(self, first: Day) -> None:
        """Put all steps into the agenda; each takes `step` days, the choice follows after six."""
        for candidate in self.candidates:
            day = first + datetime.timedelta(days=self.world.rng.randrange(self.step.days))
            self.world.on(day, lambda when, c=candidate: self._submitted(when, c))  # type: ignore[misc]
        chosen = first + 6 * self.step
        self.world.on(chosen, self._decide, 9, 10)

    def _submitted(self, when: Moment, candidate: Candidate) -> None:
        world, rng, day = self.world, self.world.rng, when.date()
        fields = {**candidate.fields, "submitted_on": day.isoformat()}
        ref = world.new(when, PROCESS, "project", None, fields)
        if rng.random() < 0.05:
            world.on(day + self.step, lambda w: self._withdrawn(w, ref))
            return
        start = day + self.step
        world.on(start, lambda w: world.set(w, PROCESS, ref, "status=preselected"))
        world.on(start + self.step, lambda w: self._intake(w, ref, candidate))
        for assessor in ASSESSORS:
            day = start + self.step + datetime.timedelta(days=1 + rng.randrange(self.step.days))
            world.on(day, lambda w, a=assessor: self._scored(w, ref, candidate, a))  # type: ignore[misc]
        world.on(start + 3 * self.step, lambda w: self._agreed(w, ref, candidate), 9, 12)

    def _withdrawn(self, when: Moment, ref: str) -> None:
        day = when.date().isoformat()
        decision = {
            "kind": "withdrawal",
            "decided_on": day,
            "by": "college",
            "outcome": "withdrawn",
            "reasons": [self._draw("withdrawn")],
            "communicated_on": day,
        }
        self.world.new(when, PROCESS, "decision", ref, decision)
        self.world.set(when, PROCESS, ref, "status=withdrawn", f"closed_on={day}")

    def _intake(self, when: Moment, ref: str, candidate: Candidate) -> None:
        session = {
            "kind": "intake",
            "held_on": when.date().isoformat(),
            "form": "on-site",
            "attended": [PROCESS, "projectleider", "ambtelijk-opdrachtgever", "ontwikkelaar"],
            "summary": filled(self.texts["intake"], candidate.words),
            "minutes": "120",
        }
        self.world.log(when, PROCESS, ref, session)
        self.world.set(when, PROCESS, ref, "status=intake")

    def _scored(self, when: Moment, ref: str, candidate: Candidate, assessor: str, agreed: bool = False) -> None:
        rng, criteria = self.world.rng, self.sets[candidate.lot]
        scores = {}
        for place, criterion in enumerate(criteria["criteria"]):
            own = (candidate.quality * 3.4 + 1.3 + (hash_of(ref, place) - 0.5) * 1.6) + rng.uniform(-0.8, 0.8)
            value = min(5, max(1, round(own)))
            grade = "low" if value < 3 else "middle" if value == 3 else "high"
            reason = self._draw("reasons", criterion["code"], grade)
            scores[criterion["code"]] = {"value": str(value), "reason": reason[0].upper() + reason[1:]}
        fails = hash_of(ref, 99) < 0.08
        knock_outs = {}
        for question in criteria["knock_outs"]:
            out = fails and question["code"] == "partners-weten-ervan"
            evidence = self.texts["failed_knock_out"] if out else self.texts["knock_outs"][question["code"]]
            knock_outs[question["code"]] = {"pass": "no" if out else "yes", "evidence": evidence}
        if fails:
            self.failed.add(ref)
        fields: dict[str, Any] = {
            "assessor": assessor,
            "scored_on": when.date().isoformat(),
            "as": "agreed" if agreed else "individual",
            "criteria": self._set(candidate.lot),
            "knock_outs": knock_outs,
            "scores": scores,
            "obstacles": [self._draw("obstacles") for _ in range(rng.randrange(1, 3))],
        }
        weights = {c["code"]: float(c["weight"]) for c in criteria["criteria"]}
        total = sum(weights[code] * int(s["value"]) for code, s in scores.items()) / sum(weights.values())
        self.values.setdefault(ref, []).append(total)
        size = (len(criteria["criteria"]), len(criteria["knock_outs"]))
        self.world.score(when, ref, fields, size)

    def _set(self, lot: str) -> str:
        return f"{lot}-{self.world.start.year}"

    def _agreed(self, when: Moment, ref: str, candidate: Candidate) -> None:
        self._scored(when, ref, candidate, "panel-1", agreed=True)

    def _decide(self, when: Moment) -> None:
        """Advice by the bureau and decision by the client for every candidate of both lots."""
        for lot, slots in self.slots.items():
            scored = [ref for c in self.candidates if c.lot == lot and (ref := self._ref(c)) in self.values]
            scored.sort(key=lambda ref: (ref in self.failed, -self.values[ref][-1], ref))
            good = [ref for ref in scored if ref not in self.failed or len(scored) <= slots]
            waiting = good[slots : slots + max(1, slots // 4)]
            self._decide_lot(when, lot, scored, good[:slots], waiting)

    def _ref(self, candidate: Candidate) -> str:
        from ppl.model.kinds import KIND
        from ppl.store.edits import new_id

        return new_id(KIND["project"], candidate.fields, "")

    def _decide_lot(
        self, when: Moment, lot: str, scored: Sequence[str], chosen: Sequence[str], waiting: Sequence[str]
    ) -> None:
        world, rng = self.world, self.world.rng
        by_ref = {self._ref(c): c for c in self.candidates if c.lot == lot}
        for place, ref in enumerate(scored):
            outcome = "select" if ref in chosen else "wait" if ref in waiting else "reject"
            # the client takes one project that the bureau would keep waiting, and says why
            advised = "wait" if outcome == "select" and place == len(chosen) - 1 and len(chosen) > 2 else outcome
            day = when.date()
            world.on(day, lambda w, r=ref, a=advised: self._advised(w, r, a), 10, 16)  # type: ignore[misc]
            decided = later(day, max(1, self.step.days // 2))
            world.on(
                decided,
                lambda w, r=ref, o=outcome, a=advised: self._decided(w, r, o, a),  # type: ignore[misc]
            )
            if outcome == "select":
                kickoff = later(decided, rng.randrange(3, 3 + self.step.days))
                world.on(
                    kickoff,
                    lambda w, r=ref, c=by_ref[ref]: self.guided(w, r, c),  # type: ignore[misc]
                    9,
                    12,
                )

    def _advised(self, when: Moment, ref: str, outcome: str) -> None:
        advice = {
            "kind": "advice",
            "decided_on": when.date().isoformat(),
            "by": {"role": "bureau", "organisation": "Voorbeeldbureau"},
            "outcome": outcome,
            "reasons": [self._draw("advice", outcome)],
        }
        self.world.new(when, PROCESS, "decision", ref, advice)
        self.world.set(when, PROCESS, ref, "status=advised")

    def _decided(self, when: Moment, ref: str, outcome: str, advised: str) -> None:
        day = when.date()
        decision: dict[str, Any] = {
            "kind": "selection",
            "decided_on": day.isoformat(),
            "by": {"role": "opdrachtgever", "organisation": "Voorbeeldministerie"},
            "outcome": outcome,
            "reasons": [self._draw("decision", outcome)],
            "communicated_on": day.isoformat(),
        }
        if advised != outcome:
            decision["deviates_because"] = self.texts["deviates"]
            decision["reasons"] = ["de spreiding over plekken en provincies klopt met dit project erbij"]
        self.world.new(when, PROCESS, "decision", ref, decision)
        status = {"select": "selected", "wait": "waiting", "reject": "rejected"}[outcome]
        closed = (f"closed_on={day}",) if outcome == "reject" else ("visibility=public",) if outcome == "select" else ()
        self.world.set(when, PROCESS, ref, f"status={status}", *closed)


def hash_of(text: str, place: int) -> float:
    """A number from 0 to 1 that belongs to a text, on every machine the same."""
    import zlib

    return (zlib.crc32(f"{text}/{place}".encode()) & 0xFFFF) / 0x10000
