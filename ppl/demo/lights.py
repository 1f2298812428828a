"""Lights and judgements of a project, from the bottlenecks that it has at that moment."""

import datetime
from typing import Any

from ppl.demo.days import later
from ppl.demo.project import Project
from ppl.demo.texts import filled, lower, named, phrases
from ppl.demo.trouble import Trouble
from ppl.demo.world import LEARNING, PROCESS

Day = datetime.date
MONEY = ("financien-onrendabele-top", "grondposities", "didam-aanbesteding")
QUALITY = ("beleid-tegenstrijdig", "participatie-draagvlak", "milieu-geluid-geur", "water-bodem")


class Lights:
    """The lights of one project over time."""

    def __init__(self, of: Project, troubles: list[Trouble]) -> None:
        self.of, self.troubles = of, troubles
        self._shown: dict[str, str] = {}
        self._red_since: dict[str, Day] = {}

    def entry(self, day: Day, always: bool) -> dict[str, Any] | None:
        """The three lights, where they changed (or always)."""
        found = self.lit(day)
        colours = {aspect: light["light"] for aspect, light in found.items()}
        if not always and colours == self._shown:
            return None
        self._shown = colours
        return found

    def lit(self, day: Day) -> dict[str, dict[str, Any]]:
        """Per aspect its light. Amber and red say cause, consequence and correction."""
        live = [t for t in self.troubles if t.is_open]
        money = [t for t in live if t.tale["category"] in MONEY]
        quality = [t for t in live if t.tale["category"] in QUALITY]
        asked = (("time", live, 9, 4), ("money", money, 10, 1), ("quality", quality, 99, 3))
        found: dict[str, dict[str, Any]] = {}
        for aspect, troubles, red, amber in asked:
            worst = max(troubles, key=lambda t: (t.weeks, t.title), default=None)
            colour = "green" if worst is None or worst.weeks < amber else "red" if worst.weeks >= red else "amber"
            if colour != "red":
                self._red_since.pop(aspect, None)
            if worst is None or colour == "green":
                found[aspect] = {"light": colour}
            else:
                found[aspect] = self._said(worst, aspect, colour, day)
        return found

    def _said(self, worst: Trouble, aspect: str, colour: str, day: Day) -> dict[str, Any]:
        consequences = phrases("talks")[f"consequence_{aspect}"]
        place = worst.tale["number"] % len(consequences)
        light: dict[str, Any] = {
            "light": colour,
            "cause": worst.title,
            "consequence": filled(consequences[place], worst.words),
            "correction": worst.intervention,
        }
        if colour == "red":
            effort = worst.tale["try"]
            options = ("doorgaan op eigen risico", f"{lower(effort['title'])} en opschalen", "wachten")
            light |= {
                "since": self._red_since.setdefault(aspect, day).isoformat(),
                "recovers_when": filled(effort["effect"], worst.words),
                "recovers_by": later(day, 49).isoformat(),
                "options": [filled(option, worst.words) for option in options],
            }
        return light

    def judgement(self, day: Day) -> str:
        """on-course, attention or critical."""
        colours = [light["light"] for light in self.lit(day).values()]
        is_critical = colours.count("red") > 1
        return "critical" if is_critical else "attention" if {"red", "amber"} & set(colours) else "on-course"

    def progress(self, day: Day, state: str) -> dict[str, Any]:
        """The entry of a half-yearly progress talk. state: the frozen state that lies on the table."""
        of, held = self.of, self.judgement(day)
        worst = max((t for t in self.troubles if t.is_open), key=lambda t: (t.weeks, t.title), default=None)
        because = f"Vooral door {named(worst.title)}" if worst else of.draw("on_course")
        milder = {"critical": "attention", "attention": "on-course", "on-course": "on-course"}[held]
        answered: dict[str, Any] = {"judgement": "feasible", "by": PROCESS}
        if held != "on-course":
            answered |= {"judgement": "conditional", "condition": of.draw("conditions")}
            answered["check_on"] = later(day, 182).isoformat()
        views = (
            ("projectleider", milder, of.draw("went_well")),
            ("procesmanager", held, because),
            ("leermanager", held, of.draw("learns")),
        )
        half = day.month > 6
        first = Day(day.year, 1, 1) if half else Day(day.year - 1, 7, 1)
        last = Day(day.year, 6, 30) if half else Day(day.year - 1, 12, 31)
        return {
            "form": "on-site",
            "attended": [PROCESS, LEARNING, "projectleider", "begeleidingsgroep"],
            "summary": of.draw("progress"),
            "lights": self.lit(day),
            "on_track": {"judgement": held, "because": because},
            "feasible_in_term": answered,
            "views": {role: {"on_track": {"judgement": said, "because": why}} for role, said, why in views},
            "period": {"from": first.isoformat(), "to": last.isoformat()},
            **({"state": state} if state else {}),
            "minutes": str(of.rng.choice((90, 120))),
        }
