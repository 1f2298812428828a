"""CHECKS: what must be so in good records. Who adds a check adds a function, a specimen and a line here."""

import datetime
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from ppl.errors import Coded, Field, Finding, Joined, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.kinds import kind_of
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.periods import is_period
from ppl.model.plan import Plan
from ppl.model.programme import FORMAT, Cadence, PlanTemplate, Programme
from ppl.model.project import WITHOUT_LOT, Project
from ppl.model.score import Score
from ppl.model.session import Session
from ppl.rules.approval import ministry, missing, shown, withheld, withheld_text
from ppl.rules.check_dates import impossible_dates, undated_effects
from ppl.rules.check_law import law_to_check, undated_law
from ppl.rules.check_links import broken_references, duplicate_ids, loose_links, unknown_codes
from ppl.rules.check_plans import odd_plans
from ppl.rules.check_talks import actions_of_nobody, talks_that_stand_twice
from ppl.rules.check_texts import hidden_signs, personal_data
from ppl.rules.commitment import active_without_commitment

Day = datetime.date
Found = Iterator[Finding]


OF_A_DECISION = {"by": Text("who took it"), "reasons": Text("reasons")}
MOST_HOMES = 1_000_000  # in one project: more than any municipality has


class Check(NamedTuple):
    """A named check: a function from the knowledge and today to findings.

    needs_whole: whether it can only look at records of which every field was read
    is_alone: whether what it finds in a record depends on that record only; needs_all: whether it looks at records of
        several projects together
    is_reminder: whether what it finds came by the passing of days: no reason to refuse what somebody brings in
    """

    name: str
    find: Callable[[Knowledge, Day], Found]
    needs_whole: bool = True
    is_alone: bool = False
    needs_all: bool = False
    is_reminder: bool = False


def findings(
    knowledge: Knowledge,
    today: Day,
    names: tuple[str, ...] = (),
    about: Collection[str] | None = None,
    whole: Knowledge | None = None,
) -> Iterator[tuple[str, Finding]]:
    """What the checks find, each with the name of its check.

    names: of the checks, where not all are wanted; about: the refs of the records, where not all are
    whole: all records, for checks that need them, where `knowledge` has some projects only
    """
    own = knowledge
    if about is not None:
        own = Knowledge([record for record in knowledge if record.ref in about], knowledge.refs)
    for check in CHECKS:
        if not names or check.name in names:
            seen = own if check.is_alone else whole if check.needs_all and whole is not None else knowledge
            for finding in check.find(seen, today):
                if about is None or finding.ref in about:
                    yield check.name, finding


REASONS = {"cause": Text("cause"), "consequence": Text("consequence"), "correction": Text("correction")}


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
                missing = [f for f in REASONS if not getattr(light, f)]
                if missing:
                    said = Joined(tuple(REASONS[field] for field in missing))
                    what = Text("{light} without {missing}", light=Text(light.light), missing=said)
                    add = Joined(tuple(Coded(field, REASONS[field]) for field in missing))
                    remedy = Text("add {missing}: why, and what is done about it", missing=add)
                    yield Finding(session.ref, (*at, name), what, remedy)


def facts_without_source(knowledge: Knowledge, today: Day) -> Found:
    """A public event can be looked up."""
    for session in knowledge.of(Session):
        if session.kind == "fact" and not session.sources:
            what = Text("a fact without a source")
            yield Finding(session.ref, ("sources",), what, Text("add `sources:` with an address and a date"))


def missing_where_needed(knowledge: Knowledge, today: Day) -> Found:
    """What a record needs because of its status."""
    for project in knowledge.of(Project):
        if project.lot is None and project.status not in WITHOUT_LOT:
            what = Text("a project that is {status} needs a lot", status=Text(project.status))
            yield Finding(project.ref, ("status",), what, Text("add `lot: lot-1` or `lot: lot-2`"))
    for bottleneck in knowledge.of(Bottleneck):
        if bottleneck.is_closed and bottleneck.closed_on is None:
            what = Text("{status} without closed_on", status=Text(bottleneck.status))
            yield Finding(bottleneck.ref, ("status",), what, Text("add `closed_on:` with the day"))
    for escalation in knowledge.of(Escalation):
        if escalation.is_submitted and not escalation.agreed_with:
            what = Text("submitted without the consent of the project leader")
            yield Finding(escalation.ref, ("status",), what, Text("add `agreed_with:` with project and date"))
    for session in knowledge.of(Session):
        if not session.took_place and not session.because:
            what = Text("{status} without a reason", status=Text(session.status or "moved"))
            yield Finding(session.ref, ("status",), what, Text("add `because:`"))
    for decision in knowledge.of(Decision):
        missing = [what for name, what in OF_A_DECISION.items() if not getattr(decision, name)]
        if missing and decision.kind != "municipal":
            what = Text("a decision without {missing}", missing=Joined(tuple(missing)))
            yield Finding(decision.ref, (), what, Text("add who took it (`by:`) and why (`reasons:`)"))


def numbers_out_of_range(knowledge: Knowledge, today: Day) -> Found:
    """Shares lie between 0 and 1, scores and priorities between 1 and 5, cadences are a number of days or longer."""
    for record in knowledge:
        for field, value, low, high in _ranges(record):
            if not low <= value <= high:
                what = Text("{value} is not between {low} and {high}", value=f"{value:.12g}", low=low, high=high)
                yield Finding(record.ref, field, what, Text("write a number from {low} to {high}", low=low, high=high))
        if isinstance(record, Programme):
            yield from _odd_cadences(record.ref, record.cadences)


def _odd_cadences(ref: str, cadences: tuple[Cadence, ...]) -> Found:
    for place, cadence in enumerate(cadences):
        if not is_period(cadence.every):
            what = Text("`{every}` is not a rhythm", every=cadence.every)
            remedy = Text("write it as `1 week`, `2 weeks`, `6 months` or `1 year`")
            yield Finding(ref, ("cadences", place, "every"), what, remedy)


def _ranges(record: object) -> Iterator[tuple[Field, float, int, int]]:
    if isinstance(record, Project):
        for name in ("min", "max"):
            if record.homes and (number := getattr(record.homes, name)) is not None:
                yield ("homes", name), number, 0, MOST_HOMES
        for name in ("social", "middle", "free"):
            if record.homes and (share := getattr(record.homes, name)) is not None:
                yield ("homes", name), share, 0, 1
        for place, partner in enumerate(record.partners):
            if partner.priority is not None:
                yield ("partners", place, "priority"), partner.priority, 1, 5
    if isinstance(record, Bottleneck) and record.chance is not None:
        yield ("chance",), record.chance, 0, 1
    if isinstance(record, Bottleneck) and record.homes_affected is not None:
        yield ("homes_affected",), record.homes_affected, 0, MOST_HOMES
    if isinstance(record, Score):
        for code, score in record.scores.items():
            yield ("scores", code, "value"), score.value, 1, 5
    if isinstance(record, (Plan, PlanTemplate)):
        for place, activity in enumerate(record.activities):
            for number, link in enumerate(activity.after):
                if link.lag_share is not None:
                    yield ("activities", place, "after", number, "lag_share"), link.lag_share, 0, 1


def public_without_source(knowledge: Knowledge, today: Day) -> Found:
    """A visibility wider than the kind's own needs a source: what is public can be looked up."""
    for record in knowledge:
        if record.visibility == "public" and kind_of(record).visibility in ("project", "client") and not record.sources:
            what = Text("public without a source")
            yield Finding(record.ref, ("visibility",), what, Text("add `sources:`, or narrow the visibility"), "remark")


def newer_formats(knowledge: Knowledge, today: Day) -> Found:
    """A base of a later ppl is read as far as this one understands it."""
    for programme in knowledge.of(Programme):
        if programme.format is not None and programme.format > FORMAT:
            what = Text("format {format} is of a newer ppl: this one only reads it", format=programme.format)
            remedy = (
                Text("install ppl {version} or newer", version=programme.needs_ppl) if programme.needs_ppl else None
            )
            yield Finding(programme.ref, ("format",), what, remedy or Text("install a newer ppl"), "remark")


def withheld_items(knowledge: Knowledge, today: Day) -> Found:
    """A bulletin tells nothing that its readers may not see; what was sent cannot be taken back, and is remarked."""
    for newsletter in knowledge.of(Newsletter):
        for hidden in withheld(knowledge, newsletter):
            is_sent = newsletter.status == "sent"
            # of what is gone the broken reference is a finding already; what was agreed when it was sent, was told
            if hidden.level is not None and (hidden.is_open or not is_sent):
                what = withheld_text(newsletter, hidden)
                remedy = (
                    Text("it was sent: tell its readers, and what is right in the next number")
                    if is_sent
                    else Text("take that text and its ref out (ppl edit {ref})", ref=newsletter.ref)
                )
                yield Finding(newsletter.ref, ("items", hidden.item), what, remedy, "remark" if is_sent else "error")


def unapproved(knowledge: Knowledge, today: Day) -> Found:
    """A bulletin is called approved when all who must agree did, with the texts as they are; what was sent stays."""
    for newsletter in knowledge.of(Newsletter):
        if newsletter.status != "approved" or newsletter.sent_on:
            continue
        whole = ministry(newsletter)
        if still := missing([*shown(knowledge, newsletter), *([whole] if whole else [])]):
            names = Joined(tuple(one or Text("the ministry") for one in still))
            what = Text("it is called approved, and the approval is not there (any more) of: {who}", who=names)
            remedy = Text("ask with ppl newsletter {number} --ask, and record the answer", number=newsletter.number)
            yield Finding(newsletter.ref, ("status",), what, remedy, "remark")


CHECKS: tuple[Check, ...] = (
    Check("references", broken_references, needs_whole=False),
    Check("codes", unknown_codes, needs_whole=False),
    Check("duplicates", duplicate_ids),
    Check("dates", impossible_dates),
    Check("same-talk", talks_that_stand_twice),
    Check("action-owner", actions_of_nobody, is_alone=True, is_reminder=True),
    Check("lights", lights_without_reason),
    Check("fact-sources", facts_without_source),
    Check("personal-data", personal_data, needs_whole=False, is_alone=True),
    Check("hidden-signs", hidden_signs, needs_whole=False, is_alone=True),
    Check("needed", missing_where_needed),
    Check("commitment", active_without_commitment),
    Check("ranges", numbers_out_of_range),
    Check("links", loose_links),
    Check("plans", odd_plans),
    Check("observed", undated_effects),
    Check("public-sources", public_without_source),
    Check("format", newer_formats),
    Check("withheld", withheld_items, needs_all=True),
    Check("approval", unapproved, needs_all=True),
    Check("law", undated_law),
    Check("law-to-check", law_to_check, is_reminder=True),
)
