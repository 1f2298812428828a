"""What is said of one project, in its own report and in that of the programme."""

import datetime
from typing import NamedTuple

from ppl.errors import Joined, Text
from ppl.model.project import FOLLOWED
from ppl.reports import homes_sentences, standing_sentences
from ppl.reports.project_report import Decided, Learned, ProjectReport
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    joined,
    labelled,
    line,
    sentence,
    small,
    strong,
    word,
)
from ppl.reports.standing import DeadlineState
from ppl.reports.values import Named

OUTSIDE = ("programme", "public")  # who reads no judgements

NO_JUDGEMENT = Text("This report gives no judgement on the course.")
LEFT_OUT = Text("What is not known is left out.")
WHO_DECIDES = Text(
    "The bureau advises. The municipal project leader is finally responsible for steering the project; what needs a "
    "decision is decided by the college, the council or who has their mandate. The ministry decides on the choice of "
    "projects, on their taking part, and on going on with the assignment of a lot."
)
HOW_WEEKS_COUNT = Text(
    "Weeks won or lost are the difference between the baseline, or the date that was planned first, and the day on "
    "which a milestone was reached or is planned now."
)


class Fact(NamedTuple):
    """A fact of a project with its label."""

    label: Text
    text: Line


def summary(project: ProjectReport, audience: str) -> Line:
    """The judgement on a project, else its lights, or why there is none; of one that has ended when and why.

    Only who may see everything is told that there is none: for the others there may be talks that they do not see.
    """
    if project.ended:
        return line(ended(standing_sentences.ended_project(project.ended)))
    if project.judgement:
        return standing_sentences.judged(project.judgement)
    if project.status == FOLLOWED:
        return (Text("Followed from outside, so without a judgement."),)
    if not project.is_guided:
        stage = word(project.status)
        return (Text("Without a judgement: the bureau does not guide it at this stage ({stage}).", stage=stage),)
    if project.lights:
        return (standing_sentences.lights_in_short(project.lights),)
    if audience != "internal":
        return (NO_JUDGEMENT,)
    if project.events and not project.has_sessions:
        return (Text("Known from public sources, so without a judgement."),)
    if project.has_sessions:
        return (Text("No judgement on the course was logged yet."),)
    return (Text("No judgement yet: no sessions were logged."),)


def open_bottlenecks(project: ProjectReport) -> Phrase | None:
    """How many bottlenecks are open, and since when."""
    number = len(project.open)
    if not number:
        return None
    since = None
    day = project.open[0].opened_on
    if day and all(one.opened_on for one in project.open) and project.open[0].age_days:
        since = count(Text("since {date}", date=day), Text("the oldest since {date}", date=day), number)
        if project.events and not project.has_sessions:  # nobody was there: it is what a source says
            since = count(Text("named on {date}", date=day), Text("the first was named on {date}", date=day), number)
    found = count(Text("{number} bottleneck is open"), Text("{number} bottlenecks are open"), number)
    return ended(joined(found, since))


def goal(project: ProjectReport) -> Phrase:
    """The goal in weeks, with its day where that is known, and why it differs."""
    weeks = project.goal_weeks
    if project.goal_on:
        text = Text("plan phase ready on {date} ({weeks} weeks)", date=project.goal_on, weeks=weeks)
    else:
        text = Text("plan phase within {weeks} weeks", weeks=weeks)
    return joined(text, project.goal_because, between="; ")


def baseline(project: ProjectReport) -> Phrase:
    """How long it would take without the method, and on which basis that is said."""
    text = Text("{weeks} weeks without the method", weeks=project.baseline_weeks)
    if not project.baseline_basis:
        return text
    day = Text("fixed on {date}", date=project.baseline_on) if project.baseline_on else None
    return bracketed(text, project.baseline_basis, day)


def facts(project: ProjectReport, is_full: bool = False) -> tuple[Fact, ...]:
    """The facts of a project that are known. is_full: also those that only its own report tells."""
    stage = Text("followed from outside") if project.status == FOLLOWED else word(project.status)
    leader = project.leader
    rows: tuple[tuple[Text, Phrase | None, bool], ...] = (
        (Text("Municipality:"), _place(project, is_full), True),
        (Text("NOVEX area:"), project.novex_area, is_full),
        (Text("Lot:"), _lot(project.lot), True),
        (Text("Stage:"), joined(stage, _small(project.phase), between="; "), True),
        (Text("Submitted:"), _submitted(project), is_full),
        (Text("Homes:"), homes_sentences.homes_for_whom(project.homes) if project.homes else None, True),
        (Text("Situation:"), _small(project.situation), True),
        (Text("Kind of project:"), _small(project.type), is_full),
        (Text("Land owner:"), _small(project.ownership), True),
        (Text("Led by:"), bracketed(leader.role, leader.organisation) if leader else None, True),
        (Text("Task:"), sentence(project.task), is_full),
        (Text("Guided since:"), Joined((project.starts_on,)) if project.starts_on else None, project.is_guided),
        (Text("Goal:"), goal(project) if project.goal_weeks else None, True),
        (Text("Baseline:"), baseline(project) if project.baseline_weeks else None, True),
        (Text("Next session:"), Joined((project.next_session_on,)) if project.next_session_on else None, True),
    )
    return tuple(Fact(label, (text,)) for label, text, is_told in rows if is_told and text is not None)


def _small(named: Named | None) -> Phrase | None:
    return small(named) if named else None


def _submitted(project: ProjectReport) -> Phrase | None:
    if project.is_guided or not project.submitted_on:
        return None
    closed = Text("closed on {date}", date=project.closed_on) if project.closed_on else None
    return joined(project.submitted_on, closed, between="; ")


def _place(project: ProjectReport, is_full: bool) -> Phrase | None:
    if not project.municipality:
        return None
    place = joined(Joined(project.municipality, last=Text("and")), project.province)
    return bracketed(place, project.sub_area if is_full else None)


def _lot(lot: Named | None) -> Phrase | None:
    if lot is None:
        return None
    return joined(lot.code.replace("lot-", ""), small(lot) if lot.nl != lot.code.replace("-", " ") else None)


def decided(decided: Decided, today: datetime.date) -> Phrase:
    """A decision or advice: by whom, what, why, and on which conditions."""
    kind = Text("municipal decision") if decided.kind == "municipal" else word(decided.kind)
    by = joined(decided.by, decided.organisation) if decided.by else None
    lot = Text("lot {number}", number=decided.lot.replace("lot-", "")) if decided.lot else None
    told = line(
        capital(ended(word(decided.outcome))),
        *(capital(ended(reason)) for reason in decided.reasons),
        labelled(Text("Conditions: {text}"), "; ".join(decided.conditions)),
        standing_sentences.again(decided.review_on, today, is_done=decided.is_reviewed),
        standing_sentences.holds(decided.until, today),
    )
    return joined(joined(decided.on, bracketed(strong(joined(kind, lot, between=" ")), by)), told, between=": ")


def learned(learned: Learned) -> Line:
    """A lesson with its effect and its limits."""
    return line(
        ended(
            bracketed(
                strong(learned.title.strip(".")),
                joined(word(learned.status), Text("noted on {date}", date=learned.noted_on)),
            )
        ),
        sentence(learned.effect),
        labelled(Text("Limits: {text}"), learned.limits),
    )


def overdue(project: ProjectReport, audience: str) -> list[DeadlineState]:
    """What is late in a project, as far as these readers hear of it: outside nothing of what was only agreed."""
    return [one for one in project.overdue if audience not in OUTSIDE or one.kind not in ("agreement", "check")]
