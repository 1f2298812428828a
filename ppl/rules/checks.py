"""CHECKS: what must be so in good records. Who adds a check adds a function, a specimen and a line here."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from ppl.errors import Field, Finding, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.fields import marked, plain, texts
from ppl.model.intervention import Intervention
from ppl.model.kinds import RESERVED, kind_of
from ppl.model.knowledge import Knowledge
from ppl.model.plan import Plan
from ppl.model.programme import Cadence, Criteria, PlanTemplate, Programme
from ppl.model.project import Project
from ppl.model.record import Code, Period, Record, Ref
from ppl.model.score import Score
from ppl.model.session import Session

Day = datetime.date
Found = Iterator[Finding]


class Check(NamedTuple):
    """A named check: a function from the knowledge and today to findings."""

    name: str
    find: Callable[[Knowledge, Day], Found]


def findings(knowledge: Knowledge, today: Day, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Finding]]:
    """What the checks find, each with the name of its check; only some of them where names are given."""
    for check in CHECKS:
        if not names or check.name in names:
            for finding in check.find(knowledge, today):
                yield check.name, finding


def broken_references(knowledge: Knowledge, today: Day) -> Found:
    """A reference must lead to a record that is there."""
    for record in knowledge:
        for field, value, mark in marked(record):
            if not isinstance(mark, Ref) or knowledge.target(value, mark, record) is not None:
                continue
            if "activity" in mark.kinds and _is_activity(knowledge, record.ref, value):
                continue
            ids = [other.rpartition("/")[2] for other in knowledge.records]
            near = get_close_matches(value.rpartition("/")[2], ids, n=1, cutoff=0.75)
            yield Finding(
                record.ref,
                field,
                Text("`{value}` refers to nothing", value=value),
                Text("did you mean `{near}`?", near=near[0])
                if near
                else Text("write the id of a record that is there, or take the reference away"),
            )


def _is_activity(knowledge: Knowledge, ref: str, value: str) -> bool:
    """An activity of the project's plan; where the plan was not read, its file being there must do."""
    ref = ref.partition("/")[0] + "/plan"
    plan = knowledge.get(ref)
    if isinstance(plan, Plan):
        return any(activity.id == value for activity in plan.activities)
    return ref in knowledge.refs and re.fullmatch(r"[A-Z]+[0-9]+", value) is not None


def unknown_codes(knowledge: Knowledge, today: Day) -> Found:
    """A code must stand in its list. An unknown role is a remark, since roles are also written in words."""
    for record in knowledge:
        for field, value, mark in marked(record):
            if not isinstance(mark, Code):
                continue
            codes = knowledge.codes.get(mark.vocabulary)
            if codes is None or value in codes:
                continue
            near = get_close_matches(value, codes, n=1)
            yield Finding(
                record.ref,
                field,
                Text("`{value}` is not a code of {list}", value=value, list=mark.vocabulary),
                Text("did you mean `{near}`?", near=near[0])
                if near
                else Text("choose from {listed}", listed=", ".join(sorted(codes)))
                if len(codes) < 25
                else Text("choose from the list {list} in data/programme/", list=mark.vocabulary),
                "remark" if mark.vocabulary == "roles" else "error",
            )


def duplicate_ids(knowledge: Knowledge, today: Day) -> Found:
    """Ids and codes are unique in their list; a project is not called like a folder of data/."""
    for record in knowledge:
        if isinstance(record, Project) and record.id in RESERVED:
            yield Finding(
                record.ref, (), Text("`{id}` is a folder of data/ itself", id=record.id), Text("rename the project")
            )
        for name, items in plain(record).items():
            seen: set[str] = set()
            for place, item in enumerate(items if isinstance(items, list) else ()):
                id = (item.get("id") or item.get("code")) if isinstance(item, dict) else None
                if id is None:
                    continue
                if id in seen:
                    yield Finding(
                        record.ref,
                        (name, place, "id" if "id" in item else "code"),
                        Text("`{id}` stands twice in {list}", id=id, list=name),
                        Text("give one of them another id"),
                    )
                seen.add(id)


ORDER: dict[type, tuple[tuple[str, str], ...]] = {
    Bottleneck: (("opened_on", "closed_on"),),
    Project: (("submitted_on", "closed_on"), ("starts_on", "goal_on"), ("starts_on", "closed_on")),
    Session: (("held_on", "next_on"), ("held_on", "sent_on"), ("held_on", "agreed_on")),
    Escalation: (
        ("submitted_on", "treated_on"),
        ("submitted_on", "answered_on"),
        ("answered_on", "fed_back_on"),
    ),
    Decision: (("decided_on", "communicated_on"), ("decided_on", "review_on"), ("decided_on", "until")),
}
PAST = {
    Session: "held_on",
    Bottleneck: "opened_on",
    Decision: "decided_on",
    Score: "scored_on",
}


def impossible_dates(knowledge: Knowledge, today: Day) -> Found:
    """What ends does not end before it began, and what happened did not happen in the future."""
    for record in knowledge:
        for at, first, start, end in _spans(record):
            if start and end and end < start:
                yield Finding(
                    record.ref,
                    at,
                    Text(
                        "{last} ({end}) is before {first} ({start})",
                        last=at[-1],
                        end=end.isoformat(),
                        first=first,
                        start=start.isoformat(),
                    ),
                    Text("correct one of the two dates"),
                )
        field = PAST.get(type(record))
        day = getattr(record, field) if field else None
        if field and day and day > today and not (isinstance(record, Session) and not record.took_place):
            yield Finding(
                record.ref,
                (field,),
                Text("{field} ({day}) lies in the future", field=field, day=day.isoformat()),
                Text("correct the date; what is planned goes into next_on or an action"),
            )
        if isinstance(record, (Session, Escalation)):
            yield from _impossible_actions(record)


def _spans(record: Record) -> Iterator[tuple[Field, str, Day | None, Day | None]]:
    """Every last day with its field, and the first day that belongs to it with its name."""
    for first, last in ORDER.get(type(record), ()):
        yield (last,), first, getattr(record, first), getattr(record, last)
    period = getattr(record, "period", None)
    if isinstance(period, Period):
        yield ("period", "to"), "from", period.from_, period.to
    if isinstance(record, Intervention) and record.observed:
        yield ("observed", "on"), "started_on", record.started_on, record.observed.on


def _impossible_actions(record: Session | Escalation) -> Found:
    begun = record.held_on if isinstance(record, Session) else record.submitted_on
    for place, action in enumerate(record.actions):
        if begun and action.done_on and action.done_on < begun:
            yield Finding(
                record.ref,
                ("actions", place, "done_on"),
                Text("done on {day}, before it was agreed", day=action.done_on.isoformat()),
                Text("correct one of the two dates"),
            )


def lights_without_reason(knowledge: Knowledge, today: Day) -> Found:
    """Amber and red carry cause, consequence and correction."""
    for session in knowledge.of(Session):
        views = [(("views", role, "lights"), view.lights) for role, view in session.views.items()]
        own: list[tuple[Field, object]] = [(("lights",), session.lights), *views]
        for at, lights in own:
            for name in ("time", "money", "quality"):
                light = getattr(lights, name, None)
                if light is None or light.light == "green":
                    continue
                missing = [f for f in ("cause", "consequence", "correction") if not getattr(light, f)]
                if missing:
                    yield Finding(
                        session.ref,
                        (*at, name),
                        Text("{light} without {missing}", light=Text(light.light), missing=", ".join(missing)),
                        Text(
                            "add {missing}: why, and what is done about it",
                            missing=", ".join(missing),
                        ),
                    )


def facts_without_source(knowledge: Knowledge, today: Day) -> Found:
    """A public event can be looked up."""
    for session in knowledge.of(Session):
        if session.kind == "fact" and not session.sources:
            yield Finding(
                session.ref,
                ("sources",),
                Text("a fact without a source"),
                Text("add `sources:` with an address and a date"),
            )


URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\"']+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)31[\s-]?(?:\(0\)\s?)?[1-9](?:[\s-]?\d){8}"
    r"|(?!\d\d-\d\d-\d{4})0[1-9](?:[\s-]?\d){8}"
    r"|\(0[1-9]\d{0,2}\)[\s-]?\d(?:[\s-]?\d){5,7})(?![\w-]?\d)"
)
NINE_DIGITS = re.compile(r"(?<![\w./,-])\d(?:[ .]?\d){8}(?![\w/,-]|\.\d)")


def personal_data(knowledge: Knowledge, today: Day) -> Found:
    """Names, addresses and numbers never enter the records: git never forgets."""
    for record in knowledge:
        for field, text in texts(record):
            if (field and field[-1] in ("url", "case_number", "ref")) or not any(c in text for c in "@0123456789"):
                continue
            bare = URL.sub(" ", text)
            what: Text | None = None
            if EMAIL.search(bare):
                what = Text("an e-mail address")
            elif PHONE.search(bare):
                what = Text("a telephone number")
            elif any(_is_bsn(found.group()) for found in NINE_DIGITS.finditer(bare)):
                what = Text("a citizen service number (BSN)")
            if what is not None:
                yield Finding(
                    record.ref,
                    field,
                    Text("{what} in a text", what=what),
                    Text("write the role instead; who is meant stands in the register outside git"),
                )


def _is_bsn(text: str) -> bool:
    """Whether nine digits pass the eleven test that every BSN passes."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(digits)


EARLY = ("longlist", "withdrawn", "reference")


def missing_where_needed(knowledge: Knowledge, today: Day) -> Found:
    """What a record needs because of its status."""
    for project in knowledge.of(Project):
        if project.lot is None and project.status not in EARLY:
            yield Finding(
                project.ref,
                ("status",),
                Text("a project that is {status} needs a lot", status=Text(project.status)),
                Text("add `lot: lot-1` or `lot: lot-2`"),
            )
    for bottleneck in knowledge.of(Bottleneck):
        if bottleneck.is_closed and bottleneck.closed_on is None:
            yield Finding(
                bottleneck.ref,
                ("status",),
                Text("{status} without closed_on", status=Text(bottleneck.status)),
                Text("add `closed_on:` with the day"),
            )
    for escalation in knowledge.of(Escalation):
        if escalation.status not in ("draft", "withdrawn") and not escalation.agreed_with:
            yield Finding(
                escalation.ref,
                ("status",),
                Text("submitted without the consent of the project leader"),
                Text("add `agreed_with:` with project and date"),
            )
    for session in knowledge.of(Session):
        if not session.took_place and not session.because:
            yield Finding(
                session.ref,
                ("status",),
                Text("{status} without a reason", status=Text(session.status or "moved")),
                Text("add `because:`"),
            )


EVERY = re.compile(r"[1-9]\d* (day|week|month|year)s?")


def numbers_out_of_range(knowledge: Knowledge, today: Day) -> Found:
    """Shares lie between 0 and 1, scores and priorities between 1 and 5, cadences are a number of days or longer."""
    for record in knowledge:
        for field, value, low, high in _ranges(record):
            if not low <= value <= high:
                yield Finding(
                    record.ref,
                    field,
                    Text("{value} is not between {low} and {high}", value=f"{value:g}", low=low, high=high),
                    Text("write a number from {low} to {high}", low=low, high=high),
                )
        if isinstance(record, Programme):
            yield from _odd_cadences(record.ref, record.cadences)


def _odd_cadences(ref: str, cadences: tuple[Cadence, ...]) -> Found:
    for place, cadence in enumerate(cadences):
        if not EVERY.fullmatch(cadence.every):
            yield Finding(
                ref,
                ("cadences", place, "every"),
                Text("`{every}` is not a rhythm", every=cadence.every),
                Text("write it as `1 week`, `2 weeks`, `6 months` or `1 year`"),
            )


def _ranges(record: object) -> Iterator[tuple[Field, float, int, int]]:
    if isinstance(record, Project):
        for name in ("social", "middle", "free"):
            if record.homes and (share := getattr(record.homes, name)) is not None:
                yield ("homes", name), share, 0, 1
        for place, partner in enumerate(record.partners):
            if partner.priority is not None:
                yield ("partners", place, "priority"), partner.priority, 1, 5
    if isinstance(record, Bottleneck) and record.chance is not None:
        yield ("chance",), record.chance, 0, 1
    if isinstance(record, Score):
        for code, score in record.scores.items():
            yield ("scores", code, "value"), score.value, 1, 5
    if isinstance(record, (Plan, PlanTemplate)):
        for place, activity in enumerate(record.activities):
            for number, link in enumerate(activity.after):
                if link.lag_share is not None:
                    yield ("activities", place, "after", number, "lag_share"), link.lag_share, 0, 1


def loose_links(knowledge: Knowledge, today: Day) -> Found:
    """A plan's links lead to activities of the plan; a scored code stands in the criteria set."""
    plans: list[Plan | PlanTemplate] = [*knowledge.of(Plan), *knowledge.of(PlanTemplate)]
    for plan in plans:
        ids = {activity.id for activity in plan.activities}
        for place, activity in enumerate(plan.activities):
            for name in ("after", "after_serial"):
                for number, link in enumerate(getattr(activity, name, ())):
                    if link.activity not in ids:
                        yield Finding(
                            plan.ref,
                            ("activities", place, name, number),
                            Text("waits on `{id}`, which is not in the plan", id=link.activity),
                            Text("correct the id, or add the activity"),
                        )
        if plan.goal is not None and plan.goal not in ids:
            yield Finding(
                plan.ref,
                ("goal",),
                Text("the goal `{id}` is not in the plan", id=plan.goal),
                Text("name an activity of the plan"),
            )
    for score in knowledge.of(Score):
        criteria = knowledge.get(knowledge.target(score.criteria, Ref(("criteria",)), score) or "")
        if isinstance(criteria, Criteria):
            for field, codes in (
                ("scores", {c.code for c in criteria.criteria}),
                ("knock_outs", {k.code for k in criteria.knock_outs}),
            ):
                for code in getattr(score, field):
                    if code not in codes:
                        yield Finding(
                            score.ref,
                            (field, code),
                            Text("`{code}` is not in the criteria set {set}", code=code, set=criteria.id),
                            Text("choose from {listed}", listed=", ".join(sorted(codes))),
                        )


def undated_effects(knowledge: Knowledge, today: Day) -> Found:
    """An observed effect says when it was established, or nobody can weigh it."""
    for intervention in knowledge.of(Intervention):
        observed = intervention.observed
        if observed and observed.weeks is not None and observed.on is None:
            yield Finding(
                intervention.ref,
                ("observed", "weeks"),
                Text("weeks won without the day on which that was established"),
                Text("add `on:` below observed"),
                "remark",
            )


def public_without_source(knowledge: Knowledge, today: Day) -> Found:
    """A visibility wider than the kind's own needs a source: what is public can be looked up."""
    for record in knowledge:
        if record.visibility == "public" and kind_of(record).visibility in ("project", "client") and not record.sources:
            yield Finding(
                record.ref,
                ("visibility",),
                Text("public without a source"),
                Text("add `sources:`, or narrow the visibility"),
                "remark",
            )


CHECKS: tuple[Check, ...] = (
    Check("references", broken_references),
    Check("codes", unknown_codes),
    Check("duplicates", duplicate_ids),
    Check("dates", impossible_dates),
    Check("lights", lights_without_reason),
    Check("fact-sources", facts_without_source),
    Check("personal-data", personal_data),
    Check("needed", missing_where_needed),
    Check("ranges", numbers_out_of_range),
    Check("links", loose_links),
    Check("observed", undated_effects),
    Check("public-sources", public_without_source),
)
