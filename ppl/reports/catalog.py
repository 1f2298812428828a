"""REPORTS: every report. Who adds a report adds its file, its template and a line here."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.record import Visibility
from ppl.reports import plan_page, programme, project


class Report(NamedTuple):
    """A report.

    build: from the knowledge of its audience, today and the project's id (if it has one) to its data
    title: in English, translated where it is shown
    needs_project: whether it is about one project; audience: who reads it, unless somebody says otherwise
    """

    name: str
    build: Callable[[Knowledge, datetime.date, str | None], msgspec.Struct]
    title: Text
    needs_project: bool
    audience: Visibility

    @property
    def template(self) -> str:
        """Its template, below templates/."""
        return f"reports/{self.name}.md.j2"

    @property
    def schema(self) -> str:
        """The name and version of its JSON."""
        return f"ppl/{self.name}/1"


REPORTS: tuple[Report, ...] = (
    Report("project", project.build, Text("Progress report of a project"), True, "project"),
    Report("plan", plan_page.build, Text("The plan of a project on one page"), True, "project"),
    Report("programme", programme.build, Text("Progress report of the programme"), False, "client"),
)

REPORT = {report.name: report for report in REPORTS}
