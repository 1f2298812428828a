"""What the report on the programme says beside the chapters on its projects."""

import datetime
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.project import CHOSEN
from ppl.model.record import READERS
from ppl.reports import homes_sentences, standing_sentences
from ppl.reports.programme_report import Beside, DecisionAsked, Filled, MinistryRequest, ProgrammeReport
from ppl.reports.project_report import ProjectReport
from ppl.reports.project_sentences import (
    HOW_WEEKS_COUNT,
    LEFT_OUT,
    NO_JUDGEMENT,
    OUTSIDE,
    WHO_DECIDES,
    chapter,
    decided,
    open_bottlenecks,
    overdue,
    summary,
)
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
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
    others = [one for one in report.projects if one.status not in CHOSEN]
    return line(
        ended(joined(projects, lots, between=": ")),
        _homes(report, len(chosen)),
        _others(others) if others else None,
        _bottlenecks(report),
        silence if report.projects and is_silent(report, audience) else None,
    )


def _others(found: list[ProjectReport]) -> Phrase:
    """The projects that take no place: those that were stopped, or that wait to be chosen."""
    names = [bracketed(one.name, word(one.status)) for one in found[:NAMED]]
    return ended(Text("Apart from these: {names}", names=joined(*names, *more(len(found) - NAMED), between="; ")))


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


def _bottlenecks(report: ProgrammeReport) -> Phrase | None:
    found = sum(len(project.open) for project in report.projects)
    closed = sum(len(project.closed) for project in report.projects)
    if not found and not closed:
        return None
    is_open = count(Text("{number} bottleneck is open"), Text("{number} bottlenecks are open"), found)
    is_closed = count(Text("{number} is closed"), Text("{number} are closed"), closed) if closed else None
    return ended(joined(is_open, is_closed, between="; "))


def project(project: ProjectReport, without_judgement: bool, audience: str) -> Line:
    """A project in the summary: its judgement, or the last that is known of it."""
    latest = project.happenings[0] if project.happenings and not project.judgement else None
    known: Line = ()
    if latest and latest.summary:
        known = (Text("Last known, {date}:", date=latest.on), small(ended(latest.summary)))
    return line(
        ended(in_place(project.name, project.municipality, strongly=True)),
        standing_sentences.overdue_in_short(overdue(project, audience)),
        *(() if without_judgement and not project.ended else summary(project, audience)),
        *known,
        open_bottlenecks(project),
        Text("In the term: {judgement}.", judgement=word(project.in_term.judgement))
        if project.in_term and not project.ended
        else None,
    )


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


def asked(decision_asked: DecisionAsked, today: datetime.date) -> Line:
    """A decision that is asked of the ministry, and by when; what is late says so."""
    what: Phrase = ended(decision_asked.what)
    if decision_asked.kind == "review":
        about = _lot_of(decision_asked) or ", ".join(decision_asked.projects) or Text("the programme")
        now = Text("{outcome}, since {date}", outcome=word(decision_asked.what), date=decision_asked.on)
        what = ended(bracketed(Text("decide anew on {what}", what=about), now))
    by: Phrase | None = None
    if decision_asked.by_on and decision_asked.by_on < today:
        late = standing_sentences.late_since(decision_asked.by_on, today)
        by = strong(Text("Asked by {date}, {late}:", date=decision_asked.by_on, late=late))
    elif decision_asked.by_on:
        by = Text("By {date}:", date=decision_asked.by_on)
    return line(by, what)


def _lot_of(decision_asked: DecisionAsked) -> Text | None:
    return Text("lot {number}", number=decision_asked.lot.replace("lot-", "")) if decision_asked.lot else None


def said(report: ProgrammeReport, audience: str) -> dict[str, Any]:
    """All that the report says."""
    number = len(report.asked)
    return {
        "opening": opening(report, audience),
        "size": size(report, audience),
        "projects": [project(one, is_silent(report, audience), audience) for one in report.projects],
        "beside": beside(report.beside) if report.beside else (),
        "number_asked": count(
            Text("{number} decision is asked of the ministry; it stands at the end."),
            Text("{number} decisions are asked of the ministry; they stand at the end."),
            number,
        ),
        "chapters": [chapter(project, audience) for project in report.projects],
        "requests": [request(one, report.on) for one in report.requests],
        "asked": [asked(one, report.on) for one in report.asked],
        "decisions": [decided(decision, report.on) for decision in report.decisions],
        "method": (WHO_DECIDES, HOW_WEEKS_COUNT, LEFT_OUT),
    }
