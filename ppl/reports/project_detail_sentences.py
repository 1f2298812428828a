"""What only the report on one project says: more than its chapter in the report on the programme."""

import datetime
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.project import FOLLOWED
from ppl.model.record import READERS
from ppl.partial_date import PartialDate
from ppl.reports import (
    bottleneck_sentences,
    changed_sentences,
    homes_sentences,
    profile,
    scan_sentences,
    standing_sentences,
)
from ppl.reports.bottleneck import BottleneckState, InterventionState
from ppl.reports.happenings import Correction, Happening
from ppl.reports.kickoff_sentences import kickoff
from ppl.reports.outlook_sentences import plan
from ppl.reports.page_sentences import Most, page
from ppl.reports.project_front_sentences import asks, bottleneck_table, overview_table
from ppl.reports.project_report import ProjectReport
from ppl.reports.project_sentences import (
    HOW_WEEKS_COUNT,
    LEFT_OUT,
    NO_JUDGEMENT,
    OUTSIDE,
    WHO_DECIDES,
    decided,
    facts,
    learned,
    open_bottlenecks,
    summary,
)
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    ended,
    joined,
    labelled,
    line,
    sentence,
    small,
    strong,
    term,
    told,
    word,
)
from ppl.reports.standing import TaskState

Day = datetime.date
CHANGES = 8  # that the first pages tell
WHOLE = Most(milestones=20, reasons=4, late=8)

FIELDS = {
    "kind": Text("the kind of talk"),
    "held_on": Text("the day"),
    "status": Text("whether it took place"),
    "because": Text("the reason"),
    "form": Text("the form"),
    "attended": Text("who were there"),
    "summary": Text("the summary"),
    "facts": Text("the facts"),
    "agreements": Text("the agreements"),
    "opinions": Text("the opinions"),
    "went_well": Text("what went well"),
    "went_less_well": Text("what went less well"),
    "obstacles": Text("what may stand in the way"),
    "solutions": Text("the solutions"),
    "commitments": Text("what the project leader commits to"),
    "way_of_working": Text("the way of working"),
    "interventions": Text("the interventions"),
    "bottlenecks": Text("the bottlenecks"),
    "lessons": Text("the lessons"),
    "decisions": Text("the decisions"),
    "actions": Text("the actions"),
    "lights": Text("the lights"),
    "on_track": Text("the judgement on the course"),
    "feasible_in_term": Text("the judgement on the term"),
    "next_on": Text("the next talk"),
}


def known_from(events: tuple[Happening, ...]) -> Text:
    """How many events public sources tell of."""
    if len(events) == 1:
        return Text("Public sources tell of one event, on {date}.", date=events[0].on)
    first, last = events[0].on, events[-1].on
    return Text(
        "Public sources tell of {number} events: the first on {first}, the last on {last}.",
        number=len(events),
        first=first,
        last=last,
    )


def how_it_stands(project: ProjectReport, audience: str) -> Line:
    """The judgement and the lights, as far as this audience has them, or what is known without."""
    is_outside = project.status == FOLLOWED
    found: Line = ()
    if project.ended:
        return summary(project, audience)
    if project.judgement:
        found = standing_sentences.judged(project.judgement)
    elif not project.has_sessions and project.events:
        no_judgement = Text("A judgement on the course is not part of it.")
        found = line(known_from(project.events), None if is_outside else no_judgement)
    elif is_outside:
        pass
    elif audience in OUTSIDE and project.is_guided:
        found = (NO_JUDGEMENT,)
    elif not project.lights:
        found = summary(project, audience)
    return line(
        Text("Followed from outside, so without a judgement.") if is_outside else None,
        *found,
        standing_sentences.lights_in_short(project.lights) if project.lights else None,
    )


def in_short(project: ProjectReport, audience: str) -> Line:
    """The summary of the report: how many homes, how it stands where no table tells that, and what is open."""
    lead: Line = ()
    if project.homes and (project.homes.min or project.homes.max):
        place = Joined(project.municipality, last=Text("and"))
        number = homes_sentences.homes(project.homes)
        lead = line(
            Text("It is about {homes} homes in {place}.", homes=number, place=place),
            Text("Phase: {phase}.", phase=small(project.phase)) if project.phase else None,
        )
    is_told = bool(project.judgement or project.lights) and not project.ended
    return line(*lead, *(() if is_told else how_it_stands(project, audience)), open_bottlenecks(project))


def latest(events: tuple[Happening, ...]) -> Line:
    """The latest public event, with its first facts."""
    if not events or not events[-1].summary:
        return ()
    one = events[-1]
    facts = (ended(fact) for fact in one.facts[:3])
    when = Text("Last known, {date}.") if _is_open(one.on) else Text("Latest news, {date}.")
    return line(strong(Text(when.source, date=one.on)), sentence(told(one.summary)), *facts)


def is_news(project: ProjectReport) -> bool:
    """Whether the latest public event says how it stands: there were no talks, or it is of the last half year."""
    last = project.events[-1].on if project.events else None
    return not project.has_sessions or bool(last and project.corrected_since and last >= project.corrected_since)


def _is_open(day: datetime.date) -> bool:
    """Whether nobody knows since when something is so: what has no day is no news because it was read."""
    return isinstance(day, PartialDate) and day.first is None


def partner(partner: profile.PartnerState) -> Line:
    """A partner: what it wants, and what it may decide."""
    name = bracketed(strong(partner.organisation), term(partner.kind) if partner.kind else None)
    interest = sentence(partner.interest)
    return line(
        joined(name, interest, between=": ") if interest else ended(name),
        labelled(Text("May decide on: {text}"), partner.mandate),
    )


def grant(grant: profile.GrantState) -> Line:
    """A grant, and whether it asks for parallel planning itself."""
    asks = Text("The grant itself asks for parallel planning.") if grant.asks_parallel else None
    return line(ended(joined(joined(grant.name, grant.status, between=": "), grant.window)), asks)


def agreement(agreed: profile.Agreed, project: ProjectReport, audience: str) -> Phrase:
    """Something agreed, with its day; whoever is not outside also reads that it is late."""
    days: list[Phrase] = []
    if agreed.done_on:
        days.append(Text("done on {date}", date=agreed.done_on))
    elif agreed.due_on:
        days.append(Text("due on {date}", date=agreed.due_on))
        if agreed.due_on < project.on and audience not in OUTSIDE:
            days += [standing_sentences.late_since(agreed.due_on, project.on), Text("not reported as done")]
    return ended(joined(bracketed(capital(agreed.text.strip(".")), agreed.owner), *days))


def action(task: TaskState) -> Phrase:
    """An open action: of whom, by when and how late."""
    owner = joined(task.owner, task.organisation) if task.owner else standing_sentences.NOBODY
    late = standing_sentences.late(task.late_days) if task.late_days else None
    due = Text("due on {date}", date=task.due_on) if task.due_on else None
    return ended(joined(bracketed(capital(task.text.strip(".")), owner), due, late))


def correction(correction: Correction) -> Line:
    """What was corrected in the notes of a talk, and why."""
    notes = Text(
        "{date}: the notes of {day} ({kind})", date=correction.on, day=correction.held_on, kind=word(correction.kind)
    )
    fields = joined(*(FIELDS.get(name) or name.replace("_", " ") for name in correction.fields))
    changed = Text("changed: {fields}", fields=fields) if correction.fields else None
    return line(ended(joined(notes, changed, between="; ")), labelled(Text("Reason: {text}"), correction.because))


def method(project: ProjectReport) -> Line:
    """How the report was made, and who decides."""
    if project.status == FOLLOWED:
        first = Text("This project is not part of the programme; it is followed to learn from it.")
    else:
        first = WHO_DECIDES
    return line(first, HOW_WEEKS_COUNT if any(milestone.weeks_won for milestone in project.milestones) else None)


def title(project: ProjectReport) -> Text:
    """A progress report for what was guided, else a report."""
    if project.has_sessions and (project.is_guided or project.status in ("completed", "stopped")):
        return Text("Progress report: {name}", name=project.name)
    return Text("Project report: {name}", name=project.name)


def _is_recent(one: BottleneckState | InterventionState, project: ProjectReport) -> bool:
    """Whether it is told in full."""
    if isinstance(one, BottleneckState):
        day, number = one.closed_on, len(project.closed)
    else:
        day, number = one.observed_on, len(project.interventions)
    return bottleneck_sentences.is_recent(one.status, day, project.corrected_since, number)


def in_full(project: ProjectReport, audience: str) -> dict[str, Any]:
    """What the report on a project says of it."""
    headings, row = overview_table(project, audience)
    return {
        **page(project, audience, WHOLE),
        **asks(project, audience),
        **_behind(project, audience),
        "title": title(project),
        "as_of": Text("{programme}, as it was on {date}.", programme=project.programme, date=project.on),
        "readers": Text("Readers: {audience}.", audience=READERS[audience]),
        "summary": in_short(project, audience),
        "headings": headings,
        "row": row,
        "since": changed_sentences.since(project.since, project.since_kind) if project.since else None,
        "changes": [capital(ended(one)) for one in changed_sentences.changed(project.changes, project.on, CHANGES)],
        "bottleneck_table": bottleneck_table(project),
        "scan_headings": scan_sentences.OVER_TIME,
        "scans": scan_sentences.over_time(project.scans),
        "scans_won": scan_sentences.won(project.scans),
        "latest": latest(project.events) if is_news(project) else (),
    }


def _behind(project: ProjectReport, audience: str) -> dict[str, Any]:
    """What stands behind the first pages."""
    sentences = bottleneck_sentences
    closed = [(one, _is_recent(one, project)) for one in project.closed]
    done = [(intervention, _is_recent(intervention, project)) for intervention in project.interventions]
    knows_codes = audience == "internal"
    return {
        "all_facts": facts(project, is_full=True),
        "partners": [partner(one) for one in project.partners],
        "grants": [grant(one) for one in project.grants],
        "plan": plan(project.plan) if project.plan else (),
        "open_in_full": [sentences.bottleneck_in_full(one, knows_codes=knows_codes) for one in project.open],
        "risks_in_full": [sentences.bottleneck_in_full(risk, knows_codes=knows_codes) for risk in project.risks],
        "closed": [sentences.closed_bottleneck(one) for one, is_recent in closed if is_recent],
        "long_closed": [sentences.long_closed(one) for one, is_recent in closed if not is_recent],
        "all_interventions": [sentences.intervention_in_full(one) for one, is_recent in done if is_recent],
        "past_interventions": [sentences.past_intervention(one) for one, is_recent in done if not is_recent],
        "kickoff": kickoff(project.kickoff) if project.kickoff else (),
        "agreements": [agreement(one, project, audience) for one in project.agreements],
        "coming": [
            standing_sentences.coming(one)
            for one in project.deadlines
            if one.kind not in ("milestone", "action", "agreement")
        ],
        "actions": [action(one) for one in project.actions],
        "all_decisions": [decided(decision, project.on) for decision in project.decisions],
        "not_found": [capital(ended(text)) for text in project.not_found],
        "lessons": [learned(lesson) for lesson in project.lessons],
        "corrections": [correction(one) for one in project.corrections],
        "method": method(project),
        "about_sources": (LEFT_OUT,),
    }
