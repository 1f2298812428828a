"""The first page of the report on a project: how it stands in one row, what is open, and what is asked of whom."""

import datetime
from typing import Any

from ppl.errors import Text
from ppl.reports import asked_sentences
from ppl.reports import overview_sentences as overview
from ppl.reports.asked import is_of_reader
from ppl.reports.project_report import ProjectReport
from ppl.reports.project_sentences import overdue
from ppl.reports.sentences import Phrase, bracketed, joined, strong, word

Day = datetime.date


def overview_table(project: ProjectReport, audience: str) -> tuple[list[Text], list[list[Phrase]]]:
    """How the project stands in one row; no column without anything.

    No table of what has ended, nor of one column, which a chapter tells in full.
    """
    cells = (
        (Text("Course"), overview.course(project)),
        (Text("Time, money, quality"), overview.lights(project.lights, project.on)),
        (Text("Weeks won or lost"), overview.gained(project.milestones)),
        (Text("Next milestone"), overview.next_one(project.milestones, project.on)),
        (Text("Late"), overview.late(overdue(project, audience))),
    )
    found = [(heading, cell) for heading, cell in cells if cell is not None and not project.ended]
    if len(found) < 2:
        return [], []
    return [heading for heading, _ in found], [[cell for _, cell in found]]


def bottleneck_table(project: ProjectReport) -> tuple[list[Text], list[tuple[Phrase, ...]]]:
    """The open bottlenecks in rows, those that cost most on top: since when, weeks, and to whom they went."""
    rows: list[tuple[Phrase, ...]] = []
    for one in sorted(project.open, key=lambda one: (-(one.critical_path_weeks or 0), one.opened_on or Day.max)):
        weeks = joined(round(one.critical_path_weeks)) if one.critical_path_weeks else overview.NOTHING
        sent = joined(*(bracketed(sent.to, word(sent.status)) for sent in one.escalated), between="; ")
        since = joined(one.opened_on) if one.opened_on else overview.NOTHING
        rows.append((strong(one.title), word(one.status), since, weeks, sent if sent.items else overview.NOTHING))
    headings = (
        Text("Bottleneck"),
        Text("Status"),
        Text("Since"),
        Text("Weeks on the critical path"),
        Text("Escalated to"),
    )
    return overview.known_columns(headings, rows)


def asks(project: ProjectReport, audience: str) -> dict[str, Any]:
    """What is asked of the reader, and of others; the bureau and readers outside hear all with of whom."""
    own = [one for one in project.asked if is_of_reader(one, audience)]
    others = [one for one in project.asked if one not in own]
    heading = {
        "client": Text("Decisions asked of the ministry"),
        "project": Text("Decisions asked of the municipality"),
    }.get(audience)
    return {
        "asked_heading": heading,
        "asked": [asked_sentences.asked(one, with_who=audience == "project", with_projects=False) for one in own],
        "asked_of_others": [asked_sentences.asked(one, with_who=True, with_projects=False) for one in others],
    }
