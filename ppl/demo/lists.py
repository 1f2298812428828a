"""The first commit of an invented programme: the programme itself and its lists, all of it said to be invented.

Vocabularies, calendar, criteria and the plan template are those that ppl ships, without the sources of the real
programme; areas and bodies are invented.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from ppl.demo.texts import phrases
from ppl.model.law import cited
from ppl.resources import shipped
from ppl.store import starter
from ppl.yaml import text as yaml_text

NAME = "Voorbeeldprogramma (verzonnen)"
MARK = "verzonnen"
SAID = [{"name": "Overgenomen uit de lijsten van ppl, voor een verzonnen voorbeeld"}]
PROVINCES = ("waddengouw", "middelgouw", "kustgouw", "zuidergouw", "oostergouw", "rivierengouw")
NOVEX = ("kanaalstad-noord", "spoorvallei", "havenbekken")
TEMPLATE = "woningbouw"
MEETS = {"college": ("1 week", 1, "10"), "gemeenteraad": ("4 weeks", 3, "28")}  # weekday; days for the papers


@cache
def _shipped(name: str) -> dict[str, Any]:
    return yaml_text.read((shipped("data") / "programme" / f"{name}.yaml").read_text(encoding="utf-8"))


def _bare(value: Any, without: tuple[str, ...]) -> Any:
    if isinstance(value, Mapping):
        return {k: _bare(v, without) for k, v in value.items() if k not in without and v is not None}
    return [_bare(v, without) for v in value] if isinstance(value, list) else value


@cache
def template() -> dict[str, Any]:
    """The plan template, without its sources, and with the articles in words: the base has no records of law."""
    bare = _cited(_bare(_shipped(f"plans/{TEMPLATE}"), ("sources", "weeks_basis", "routes")))
    return {**bare, "tags": [MARK], "sources": SAID}


def _cited(value: Any) -> Any:
    """Links and milestones with the article in the place of the record of law."""
    if isinstance(value, Mapping):
        law = str(value.get("law", ""))
        said = {"law": _article(law)} if law.startswith("laws/") else {}
        return {**{name: _cited(one) for name, one in value.items()}, **said}
    return [_cited(one) for one in value] if isinstance(value, list) else value


def _article(law: str) -> str:
    record = _shipped(f"../{law}")
    return cited(record["statute"], record["article"], record["status"])


def criteria(lot: str) -> dict[str, Any]:
    """The criteria set of a lot; its demands on the mix name the invented provinces."""
    bare = _bare(_shipped(f"criteria/{lot}-2023"), ("sources", "source"))
    mix = [m for m in bare["mix"] if m["attribute"] != "province"]
    mix += [{"attribute": "province", "values": [p], "min": "0", "max": "2"} for p in PROVINCES]
    return {**bare, "mix": mix, "tags": [MARK], "sources": SAID}


def records(slots: Mapping[str, int], starts_on: str, valid_from: str) -> dict[str, dict[str, Any]]:
    """The records of the first commit by ref. slots: number of projects per lot."""
    found = {"programme": _programme(slots, starts_on)}
    for name in ("vocabularies", "calendar"):
        found[name] = {**_bare(_shipped(name), ("sources",)), "tags": [MARK], "sources": SAID}
    found |= {"areas": _areas(valid_from), "bodies": _bodies(valid_from)}
    found |= {f"criteria/{lot}-{valid_from[:4]}": {**criteria(lot), "valid_from": valid_from} for lot in slots}
    return {f"programme/{name}": fields for name, fields in {**found, f"plans/{TEMPLATE}": template()}.items()}


def other_files() -> dict[str, bytes]:
    """The files around the records, the README with the mark."""
    other_files = starter.other_files()
    said = (
        "> **Alles in deze kennisbank is verzonnen.** Gemeenten, projecten, gesprekken en cijfers bestaan niet. "
        "Zij laten zien wat ppl doet.\n"
    )
    title, _, rest = other_files["README.md"].decode().partition("\n")
    other_files["README.md"] = f"{title}: {NAME}\n\n{said}{rest}".encode()
    return other_files


def _programme(slots: Mapping[str, int], starts_on: str) -> dict[str, Any]:
    shipped_programme = _bare(_shipped("programme"), ("sources", "source"))
    lots = [
        {**lot, "slots": str(slots[lot["code"]]), "starts_on": starts_on}
        for lot in shipped_programme["lots"]
        if lot["code"] in slots
    ]
    cadences = [c for c in shipped_programme["cadences"] if c["kind"] != "newsletter"]
    texts = phrases("programme")
    return {
        "name": NAME,
        **texts["said"],
        "language": "nl",
        "lots": lots,
        "evaluation_criteria": texts["evaluation_criteria"],
        "cadences": [*cadences, *texts["cadences"]],
        "roles": shipped_programme["roles"],
        "tags": [MARK],
    }


def _areas(valid_from: str) -> dict[str, Any]:
    entries = [{"code": c, "name": c.capitalize(), "kind": "province"} for c in PROVINCES]
    entries += [
        {"code": code, "name": code.replace("-", " ").capitalize(), "kind": "novex", "part_of": PROVINCES[place]}
        for place, code in enumerate(NOVEX)
    ]
    return {"areas": [{**entry, "valid_from": valid_from} for entry in entries], "tags": [MARK]}


def _meetings(code: str, valid_from: str) -> dict[str, Any]:
    """When a body meets, counted from its first meeting."""
    if code not in MEETS:
        return {}
    every, weekday, papers = MEETS[code]
    first = datetime.date.fromisoformat(valid_from)
    first += datetime.timedelta(days=(weekday - first.weekday()) % 7)
    return {"meets": [f"{every} from {first}"], "papers_days_before": papers}


def _bodies(valid_from: str) -> dict[str, Any]:
    bodies = [
        {
            **{name: body[name] for name in ("code", "name", "level", "side_door")},
            "remit": "Verzonnen voorbeeld van deze trede in de ladder",
            **({"handles": body["handles"]} if "handles" in body else {}),
            **_meetings(body["code"], valid_from),
            "reached_by": body["reached_by"],
            "answer_within_days": "42",
            "valid_from": valid_from,
        }
        for body in phrases("programme")["bodies"]
    ]
    return {"bodies": bodies, "tags": [MARK]}
