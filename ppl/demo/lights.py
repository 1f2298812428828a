"""Lights and judgements of a project, from the bottlenecks that it has at that moment."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ppl.demo.days import later
from ppl.demo.texts import filled, lower, named, phrases
from ppl.demo.world import LEARNING, PROCESS

if TYPE_CHECKING:
    from ppl.demo.guidance import Guided
    from ppl.demo.trouble import Trouble

Day = datetime.date
MONEY = ("financien-onrendabele-top", "grondposities", "didam-aanbesteding")
QUALITY = ("beleid-tegenstrijdig", "participatie-draagvlak", "milieu-geluid-geur", "water-bodem")


def entry(of: Guided, day: Day, always: bool) -> dict[str, Any] | None:
    """The three lights, where they changed (or always)."""
    found = lit(of, day)
    colours = {aspect: light["light"] for aspect, light in found.items()}
    if not always and colours == {aspect: light["light"] for aspect, light in of.lit.items()}:
        return None
    of.lit = found
    return found


def lit(of: Guided, day: Day) -> dict[str, dict[str, Any]]:
    """Per aspect its light. Amber and red say cause, consequence and correction."""
    live = [t for t in of.troubles if t.is_open]
    money = [t for t in live if t.tale["category"] in MONEY]
    quality = [t for t in live if t.tale["category"] in QUALITY]
    asked = (("time", live, 9, 4), ("money", money, 10, 1), ("quality", quality, 99, 3))
    found = {}
    for aspect, troubles, red, amber in asked:
        worst = max(troubles, key=lambda t: (t.weeks, t.title), default=None)
        colour = "green" if worst is None or worst.weeks < amber else "red" if worst.weeks >= red else "amber"
        if colour != "red":
            of.red_since.pop(aspect, None)
        found[aspect] = (
            {"light": colour} if worst is None or colour == "green" else _lit(of, worst, aspect, colour, day)
        )
    return found


def _lit(of: Guided, worst: Trouble, aspect: str, colour: str, day: Day) -> dict[str, Any]:
    consequences = phrases("talks")["consequence"]
    place = (worst.tale["number"] + ("time", "money", "quality").index(aspect)) % len(consequences)
    light: dict[str, Any] = {
        "light": colour,
        "cause": worst.title,
        "consequence": filled(consequences[place], worst.words),
        "correction": worst.intervention,
    }
    if colour == "red":
        since = of.red_since.setdefault(aspect, day)
        light |= {
            "since": since.isoformat(),
            "recovers_when": filled(worst.tale["try"]["effect"], worst.words),
            "recovers_by": later(day, 49).isoformat(),
            "options": ["doorgaan op eigen risico", f"{lower(worst.tale['try']['title'])} en opschalen", "wachten"],
        }
        light["options"] = [filled(option, worst.words) for option in light["options"]]
    return light


def judgement(of: Guided, day: Day) -> str:
    colours = [light["light"] for light in lit(of, day).values()]
    return "critical" if colours.count("red") > 1 else "attention" if {"red", "amber"} & set(colours) else "on-course"


def progress(of: Guided, day: Day, state: str) -> dict[str, Any]:
    """The entry of a half-yearly progress talk. state: the frozen state that lies on the table."""
    rng = of.world.rng
    held = judgement(of, day)
    condition = of.draw("conditions")
    worst = max((t for t in of.troubles if t.is_open), key=lambda t: (t.weeks, t.title), default=None)
    because = f"Vooral door {named(worst.title)}" if worst else "De stappen lopen volgens de planning"
    milder = {"critical": "attention", "attention": "on-course", "on-course": "on-course"}[held]
    feasible = {"on-course": "feasible", "attention": "conditional", "critical": "conditional"}[held]
    half = day.month > 6
    first = Day(day.year, 1, 1) if half else Day(day.year - 1, 7, 1)
    last = Day(day.year, 6, 30) if half else Day(day.year - 1, 12, 31)
    answered: dict[str, Any] = {"judgement": feasible, "by": "begeleidingsgroep"}
    if feasible != "feasible":
        answered |= {"condition": condition, "check_on": later(day, 90).isoformat()}
    return {
        "kind": "progress",
        "held_on": day.isoformat(),
        "form": "on-site",
        "attended": [PROCESS, LEARNING, "projectleider", "begeleidingsgroep"],
        "summary": of.draw("progress"),
        "lights": lit(of, day),
        "on_track": {"judgement": held, "because": because},
        "feasible_in_term": answered,
        "views": {
            "projectleider": {"on_track": {"judgement": milder, "because": of.draw("went_well")}},
            "procesmanager": {"on_track": {"judgement": held, "because": because}},
            "leermanager": {"on_track": {"judgement": held, "because": f"het team leert van {of.last_intervention}"}},
        },
        "period": {"from": first.isoformat(), "to": last.isoformat()},
        **({"state": state} if state else {}),
        "minutes": str(rng.choice((90, 120))),
    }
