"""The projects that municipalities submit: a place, homes, partners, an assignment; all of it invented."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ppl.demo import lists
from ppl.demo.texts import Deck, Decks, phrases
from ppl.demo.world import World

PARTNERS = ("Bouwhuis Voorbeeld", "Delta Voorbeeld Ontwikkeling", "Voorbeeld Vastgoed", "Nieuwland Voorbeeld")
PER_SLOT = 2.5


class Candidate(NamedTuple):
    """A project that was submitted. quality: how good it is, 0 to 1, which nobody knows."""

    fields: dict[str, Any]
    words: dict[str, str]
    lot: str
    quality: float


class Candidates:
    """Makes them. slots: number of projects per lot."""

    def __init__(self, world: World, slots: Mapping[str, int]) -> None:
        self.world, self.slots = world, slots
        self._draw = Decks("selection", world.rng).draw

    def candidates(self) -> Iterator[Candidate]:
        """Two and a half times as many as there are slots."""
        texts = phrases("selection")
        names = Deck([f + last for f in texts["first"] for last in texts["last"]], self.world.rng)
        situations = Deck(list(texts["places"]), self.world.rng)
        provinces = Deck(lists.PROVINCES, self.world.rng)
        for lot, slots in self.slots.items():
            for _ in range(round(slots * PER_SLOT)):
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
            "woningen": f"{least:,}".replace(",", "."),
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
                self._partner("Voorbeeldwaterschap", "waterschap"),
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
