"""Builders of records with good defaults: a test names only what matters to it."""

from __future__ import annotations

import datetime
from typing import Any

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.intervention import Expected, Intervention, Observed
from ppl.model.knowledge import Knowledge
from ppl.model.law import Law
from ppl.model.learning import Event
from ppl.model.lesson import Lesson, Origin
from ppl.model.lists import Bodies, Body, Term, Vocabularies
from ppl.model.newsletter import Item, Newsletter
from ppl.model.programme import Cadence, Client, Lot, Programme, RoleTerm
from ppl.model.project import Homes, Milestone, Project
from ppl.model.record import Period, Record
from ppl.model.score import KnockOutAnswer, Score, Value
from ppl.model.session import Action, Amendment, Feasible, Light, Lights, OnTrack, Session

TODAY = datetime.date(2026, 3, 2)


def day(text: str) -> datetime.date:
    """`2026-01-05` as a date."""
    return datetime.date.fromisoformat(text)


def project(id: str = "alpha", **fields: Any) -> Project:
    """An active project of lot 1."""
    given: dict[str, Any] = {
        "ref": id,
        "name": f"Project {id}",
        "municipality": ("Teststad",),
        "status": "active",
        "lot": "lot-1",
        "homes": Homes(min=100, max=120),
        "visibility": "public",
    }
    return Project(**{**given, **fields})


def session(id: str = "s1", project: str = "alpha", **fields: Any) -> Session:
    """A weekly session that was held; public when it is a fact."""
    given: dict[str, Any] = {"kind": "weekly", "held_on": day("2026-02-23")}
    return Session(ref=f"{project}/sessions/{id}", **{**given, **fields})


def action(id: str = "a1", **fields: Any) -> Action:
    """An open action."""
    return Action(**{"id": id, "text": f"Doe {id}", **fields})


def amendment(*fields: str, **more: Any) -> Amendment:
    """A correction of these fields, the day before TODAY."""
    return Amendment(**{"on": day("2026-03-01"), "because": "Reactie.", "fields": fields, **more})


def lights(time: str = "green", money: str = "green", quality: str = "green") -> Lights:
    """Three lights; those that are not green carry what they must."""
    return Lights(time=light(time), money=light(money), quality=light(quality))


def light(colour: str, **fields: Any) -> Light:
    """A light with cause, consequence and correction where it is not green."""
    given: dict[str, Any] = {"light": colour}
    if colour != "green":
        given |= {"cause": "De oorzaak.", "consequence": "Het gevolg.", "correction": "De bijsturing."}
    return Light(**{**given, **fields})


def on_track(judgement: str = "on-course", **fields: Any) -> OnTrack:
    """A judgement on the course."""
    return OnTrack(**{"judgement": judgement, **fields})


def feasible(judgement: str = "feasible", **fields: Any) -> Feasible:
    """A judgement on the term."""
    return Feasible(**{"judgement": judgement, **fields})


def bottleneck(id: str = "b1", project: str = "alpha", **fields: Any) -> Bottleneck:
    """An open bottleneck."""
    given: dict[str, Any] = {
        "title": f"Knelpunt {id}",
        "category": "netcongestie",
        "status": "open",
        "opened_on": day("2026-01-05"),
    }
    return Bottleneck(ref=f"{project}/bottlenecks/{id}", **{**given, **fields})


def intervention(id: str = "i1", project: str = "alpha", **fields: Any) -> Intervention:
    """A running intervention with an expected effect."""
    given: dict[str, Any] = {
        "title": f"Interventie {id}",
        "started_on": day("2026-01-12"),
        "status": "running",
        "expected": Expected(effect="Sneller klaar."),
    }
    return Intervention(ref=f"{project}/interventions/{id}", **{**given, **fields})


def observed(effect: str = "Het ging sneller.", on: str = "2026-02-20", **fields: Any) -> Observed:
    """An observed effect."""
    return Observed(effect=effect, on=day(on), **fields)


def score(assessor: str = "bureau-1", project: str = "alpha", **fields: Any) -> Score:
    """A score on one knock-out and one criterion, with evidence and a reason."""
    given: dict[str, Any] = {
        "assessor": assessor,
        "scored_on": day("2026-01-10"),
        "criteria": "lot-1-2026",
        "knock_outs": {"k1": KnockOutAnswer(pass_=True, evidence="Raadsbesluit.")},
        "scores": {"c1": Value(value=4, reason="Iedereen doet mee.")},
    }
    return Score(ref=f"{project}/scores/{assessor}", **{**given, **fields})


def lesson(id: str = "les", **fields: Any) -> Lesson:
    """A shared lesson from a public source, whole."""
    given: dict[str, Any] = {
        "title": f"Les {id}",
        "status": "shared",
        "kind": "lesson",
        "from_": Origin(source="https://voorbeeld.nl/les"),
        "noted_on": day("2026-02-01"),
        "context": "Dit speelt vaak.",
        "did": "Dit is gedaan.",
        "effect": "Dit leverde het op.",
        "limits": "Niet doen in de winter.",
        "visibility": "public",
    }
    return Lesson(ref=f"lessons/{id}", **{**given, **fields})


def law(id: str = "beroep", **fields: Any) -> Law:
    """A rule of law in force, looked up a month ago."""
    given: dict[str, Any] = {
        "title": "Beroep binnen zes weken",
        "statute": "Algemene wet bestuursrecht",
        "status": "in-force",
        "rule": "Beroep kan tot zes weken na de bekendmaking.",
        "law_as_of": day("2026-02-01"),
    }
    return Law(ref=f"laws/{id}", **{**given, **fields})


def decision(id: str = "d1", project: str = "alpha", **fields: Any) -> Decision:
    """A decision of the client that was communicated."""
    given: dict[str, Any] = {
        "kind": "selection",
        "decided_on": day("2026-01-20"),
        "by": "opdrachtgever",
        "outcome": "select",
        "reasons": ("Het past.",),
        "communicated_on": day("2026-01-22"),
    }
    return Decision(ref=f"{project}/decisions/{id}", **{**given, **fields})


def escalation(id: str = "e1", **fields: Any) -> Escalation:
    """A submitted question to the client about bottleneck b1 of alpha."""
    given: dict[str, Any] = {
        "bottlenecks": ("alpha/bottlenecks/b1",),
        "to": "opdrachtgever",
        "question": "Wie betaalt de kabel?",
        "status": "submitted",
        "submitted_on": day("2026-02-10"),
        "decide_by": day("2026-04-01"),
    }
    return Escalation(ref=f"escalations/{id}", **{**given, **fields})


def event(id: str = "2026-04-02-uitwisseling", **fields: Any) -> Event:
    """A public exchange that is still to come."""
    given: dict[str, Any] = {
        "title": "Uitwisseling",
        "kind": "exchange",
        "held_on": day("2026-04-02"),
        "place": "Utrecht",
        "visibility": "public",
    }
    return Event(ref=f"events/{id}", **{**given, **fields})


def newsletter(number: int = 1, *refs: str, **fields: Any) -> Newsletter:
    """A draft for everybody about January that told these refs."""
    given: dict[str, Any] = {
        "number": number,
        "period": Period(from_=day("2026-01-01"), to=day("2026-01-31")),
        "audience": "public",
        "status": "draft",
        "items": (Item(heading="Iets", text="Tekst.", refs=refs),),
    }
    return Newsletter(ref=f"newsletters/{number}", **{**given, **fields})


def milestone(code: str = "start", **fields: Any) -> Milestone:
    """A milestone without dates."""
    return Milestone(**{"code": code, "title": f"Mijlpaal {code}", **fields})


def cadence(kind: str = "weekly", every: str = "1 week", **fields: Any) -> Cadence:
    """A rhythm per project with three days of grace."""
    given: dict[str, Any] = {"scope": "project", "role": "procesmanager", "grace_days": 3}
    return Cadence(**{"kind": kind, "every": every, **given, **fields})


def programme(*cadences: Cadence, **fields: Any) -> Programme:
    """The programme with one lot and (unless said otherwise) a weekly rhythm."""
    given: dict[str, Any] = {
        "name": "Proefprogramma",
        "client": Client(name="Ministerie"),
        "bureau": "Bureau",
        "language": "nl",
        "lots": (Lot(code="lot-1", title="Kleine projecten", slots=5, term_years=2, goal_weeks=104),),
        "cadences": cadences or (cadence(),),
        "roles": tuple(RoleTerm(code=code, nl=code) for code in ("opdrachtgever", "projectleider")),
        "visibility": "public",
    }
    return Programme(ref="programme/programme", **{**given, **fields})


def vocabularies() -> Vocabularies:
    """Two categories and a theme."""
    return Vocabularies(
        ref="programme/vocabularies",
        bottleneck_categories=(
            Term(code="netcongestie", nl="Vol stroomnet", en="Grid congestion"),
            Term(code="stikstof", nl="Stikstof", en="Nitrogen"),
        ),
        themes=(Term(code="samenwerking", nl="Samenwerking", en="Cooperation"),),
        visibility="public",
    )


def bodies() -> Bodies:
    """The client as a body."""
    one = Body(code="opdrachtgever", name="Ministerie (opdrachtgever)", level=5, remit="besluit")
    return Bodies(ref="programme/bodies", bodies=(one,), visibility="public")


def knowledge(*records: Record) -> Knowledge:
    """These records, with a programme and its lists where they bring none."""
    shared: list[Record] = [programme(), vocabularies(), bodies()]
    given = {record.ref for record in records}
    return Knowledge([*(r for r in shared if r.ref not in given), *records])
