"""What the report on the programme says beside the chapters on its projects."""

import datetime
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.project import CHOSEN
from ppl.model.record import READERS
from ppl.reports import asked_sentences, bottleneck_sentences, changed_sentences, homes_sentences, standing_sentences
from ppl.reports import overview_sentences as overview
from ppl.reports.page_sentences import page
from ppl.reports.programme_report import Beside, Filled, MinistryRequest, ProgrammeReport
from ppl.reports.project_report import ProjectReport
from ppl.reports.project_sentences import (
    HOW_WEEKS_COUNT,
    LEFT_OUT,
    NO_JUDGEMENT,
    OUTSIDE,
    WHO_DECIDES,
    decided,
    overdue,
    summary,
)
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    in_place,
    joined,
    labelled,
    line,
    more,
    small,
    strong,
    word,
)

NAMED = 6  # projects that take no place, by their names
OTHERS = 8  # decisions of others that the summary tells


def opening(report: ProgrammeReport, audience: str) -> Line:
    """Of which day the report is, for whom, and who made it."""
    readers, client = READERS[audience], report.client
    is_for_client = audience == "client" and client
    return line(
        Text("As it was on {date}.", date=report.on),
        Text("For: {name}.", name=client) if is_for_client else Text("Readers: {audience}.", audience=readers),
        Text("For the ministry: {name}.", name=client) if client and not is_for_client else None,
        Text("Made by: {name}.", name=report.bureau) if report.bureau else None,
    )


def is_silent(report: ProgrammeReport, audience: str) -> bool:
    """Whether it is said once for all projects that there is no judgement yet, or that these readers get none."""
    return (audience in OUTSIDE or len(report.projects) > 1) and not any(
        project.judgement or project.lights or project.has_sessions for project in report.projects
    )


def size(report: ProgrammeReport, audience: str) -> Line:
    """How many projects, homes and bottlenecks the programme has."""
    chosen = [one for one in report.projects if one.status in CHOSEN]
    silence = Text("There is no judgement on the projects yet: no sessions were logged.")
    if audience != "internal":  # there may be talks that these readers do not see
        silence = NO_JUDGEMENT
    projects = Text("The programme has no chosen project yet")
    if chosen:
        one, many = (
            Text("The programme has {number} chosen project"),
            Text("The programme has {number} chosen projects"),
        )
        projects = count(one, many, len(chosen))
    lots = Joined(tuple(_lot(lot) for lot in report.lots), last=Text("and")) if report.lots else None
    return line(
        ended(joined(projects, lots, between=": ")),
        _homes(report, len(chosen)),
        _bottlenecks(report, audience),
        silence if report.projects and is_silent(report, audience) else None,
    )


def _lot(filled: Filled) -> Text:
    lot = filled.lot.code.replace("lot-", "")
    return Text("{number} in lot {lot} (room for {slots})", number=filled.projects, lot=lot, slots=filled.slots)


def _homes(report: ProgrammeReport, chosen: int) -> Phrase | None:
    if report.homes is None:
        return None
    known = report.homes_known
    homes = Text("Together they plan {homes} homes", homes=homes_sentences.homes(report.homes))
    is_part = known < chosen
    return ended(joined(homes, Text("(known for {known} of them)", known=known) if is_part else None, between=" "))


def _bottlenecks(report: ProgrammeReport, audience: str) -> Phrase | None:
    """How many are open and closed; outside nobody is told that none is open, for these they do not see."""
    found = sum(len(project.open) for project in report.projects)
    closed = sum(len(project.closed) for project in report.projects)
    if not found and (not closed or audience in OUTSIDE):
        return None
    is_open = count(Text("{number} bottleneck is open"), Text("{number} bottlenecks are open"), found)
    is_closed = count(Text("{number} is closed"), Text("{number} are closed"), closed) if closed else None
    return ended(joined(is_open, is_closed, between="; "))


def table(report: ProgrammeReport, audience: str) -> tuple[list[Phrase], list[list[Phrase]]]:
    """The chosen projects in a table: course, lights, weeks, next milestone and what is late; no column without any.

    None where there would be no more than their names.
    """
    rows = [_row(one, audience) for one in taking_part(report)]
    headings = (
        Text("Project"),
        Text("Course"),
        Text("Time, money, quality"),
        Text("Weeks won or lost"),
        Text("Next milestone"),
        Text("Late"),
    )
    kept = [at for at in range(len(headings)) if any(row[at] is not None for row in rows)]
    if len(kept) < 2:
        return [], []
    return [headings[at] for at in kept], [[row[at] or overview.NOTHING for at in kept] for row in rows]


def taking_part(report: ProgrammeReport) -> list[ProjectReport]:
    """The projects that were chosen and go on, or are ready."""
    return [one for one in report.projects if one.status in CHOSEN]


def _row(project: ProjectReport, audience: str) -> tuple[Phrase | None, ...]:
    return (
        in_place(project.name, project.municipality, strongly=True),
        overview.course(project),
        overview.lights(project.lights, project.on),
        overview.gained(project.milestones),
        overview.next_one(project.milestones, project.on),
        overview.late(overdue(project, audience)),
    )


def known(report: ProgrammeReport, audience: str) -> list[Phrase]:
    """Of the projects without a judgement or a light: why there is none, and the last that is known of each.

    By their names alone where no table has these.
    """
    silent, has_table = is_silent(report, audience), bool(table(report, audience)[1])
    found: list[Phrase] = []
    for one in taking_part(report):
        latest = next((each for each in one.happenings[:1] if each.summary), None)
        last: Line = ()
        if latest and not (one.judgement or one.lights):
            last = (Text("Last known, {date}:", date=latest.on), small(ended(latest.summary or "")))
        why = () if silent or one.judgement or one.lights else summary(one, audience)
        told, name = line(*why, *last), strong(one.name) if has_table else in_place(one.name, one.municipality, True)
        if told or not has_table:
            found.append(joined(name, told, between=": ") if told else name)
    return found


def gone(report: ProgrammeReport) -> list[Line]:
    """The projects that were stopped or withdrew: when, and why."""
    stopped = [(one.name, one.municipality, one.ended) for one in report.projects if one.ended]
    stopped += [(one.name, one.municipality, one.ended) for one in report.withdrawn]
    return [
        line(joined(in_place(name, place, strongly=True), ended(standing_sentences.ended_project(how)), between=": "))
        for name, place, how in stopped
        if how.status not in CHOSEN
    ]


def waiting(report: ProgrammeReport) -> Phrase | None:
    """The projects that wait to be chosen."""
    found = [one for one in report.projects if one.status not in CHOSEN and not one.ended]
    names = [
        bracketed(one.name, joined(Joined(one.municipality, last=Text("and")), word(one.status)))
        for one in found[:NAMED]
    ]
    if not names:
        return None
    return ended(Text("Not chosen (yet): {names}", names=joined(*names, *more(len(found) - NAMED), between="; ")))


def changes(report: ProgrammeReport) -> list[Phrase]:
    """What changed in each project since the report before; of which nothing is known they are named together."""
    found = taking_part(report)
    told: list[Phrase] = [changed_sentences.project(one.name, one.changes, report.on) for one in found if one.changes]
    quiet = changed_sentences.quiet([one.name for one in found if not one.changes])
    return [*told, quiet] if quiet and told else told


def beside(found: tuple[Beside, ...]) -> Line:
    """The projects that are followed from outside."""
    names = (in_place(one.name, one.municipality) for one in found)
    return line(Text("Followed from outside, to compare with:"), ended(joined(*names, between="; ")))


def request(ministry_request: MinistryRequest, today: datetime.date) -> Line:
    """A question to a body, and what became of it."""
    sent = Text("sent on {date}", date=ministry_request.submitted_on) if ministry_request.submitted_on else None
    by: Phrase | None = None
    if ministry_request.decide_by and not ministry_request.answered_on:
        by = Text("An answer is needed by {date}.", date=ministry_request.decide_by)
        if ministry_request.decide_by < today:
            late = standing_sentences.late_since(ministry_request.decide_by, today)
            by = Text("An answer was needed by {date}: {late}.", date=ministry_request.decide_by, late=late)
    status = None if sent and ministry_request.status == "submitted" else word(ministry_request.status)
    to = bracketed(strong(ministry_request.to), joined(status, sent))
    return line(
        joined(to, ended(ministry_request.question), between=": "),
        Text("Projects: {names}.", names="; ".join(ministry_request.projects)) if ministry_request.projects else None,
        labelled(Text("Answer: {text}"), ministry_request.answer) or by,
        labelled(Text("What it changed: {text}"), ministry_request.outcome),
    )


def said(report: ProgrammeReport, audience: str) -> dict[str, Any]:
    """All that the report says."""
    shown = taking_part(report)
    headings, rows = table(report, audience)
    return {
        "opening": opening(report, audience),
        "size": size(report, audience),
        "headings": headings,
        "rows": rows,
        "known": known(report, audience),
        "since": changed_sentences.since(report.since, report.since_kind) if report.since else None,
        "changes": changes(report),
        "is_asked": bool(report.asked) or audience not in OUTSIDE,
        "asked": [asked_sentences.asked(one) for one in report.asked],
        "asked_of_others": [
            *(asked_sentences.asked(one, with_who=True) for one in report.asked_of_others[:OTHERS]),
            *more(len(report.asked_of_others) - OTHERS),
        ],
        "gone": gone(report),
        "waiting": waiting(report),
        "beside": beside(report.beside) if report.beside else (),
        "pages": [(one.name, page(one, audience)) for one in shown],
        "annex": [(one.name, annex(one)) for one in shown],
        "has_annex": any(any(annex(one).values()) for one in shown),
        "requests": [request(one, report.on) for one in report.requests],
        "decisions": [decided(decision, report.on) for decision in report.decisions],
        "method": (WHO_DECIDES, HOW_WEEKS_COUNT, LEFT_OUT),
    }


def annex(project: ProjectReport) -> dict[str, Any]:
    """What stands behind the page of a project: what was closed, all that was tried, all decisions."""
    return {
        "closed": [bottleneck_sentences.long_closed(one) for one in project.closed],
        "interventions": [bottleneck_sentences.past_intervention(one) for one in project.interventions],
        "decisions": [decided(one, project.on) for one in project.decisions],
        "not_found": [capital(ended(text)) for text in project.not_found],
    }
