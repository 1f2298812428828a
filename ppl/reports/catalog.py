"""REPORTS: every screen, page and mail that a word shows. Who adds one adds its file, its template and a line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ppl.errors import Text

if TYPE_CHECKING:
    from ppl.model.record import Visibility

Part = Literal["prose", "sheet", "letter", "picture", "problems", "form", "calendar"]


class Needs(NamedTuple):
    """What a report reads.

    kinds: of records; None for all
    of_project: of one project its own records, and those that all projects have in common
    on_demand: whether of all records few are looked at
    """

    kinds: frozenset[str] | None = None
    of_project: bool = False
    on_demand: bool = False


class Report(NamedTuple):
    """A report.

    Its module has a frozen `Request`, and `build(request, today)` that answers it with a frozen struct.
    title: in English, translated where it is shown
    offers: what a format can be made of: prose (its template), a sheet (`sheet(found)` in its module: headings
        and rows), a letter (prose with a receiver), a picture (templates/charts), problems, days for a
        calendar (`events(request, found)`), a form to fill in; the
        data themselves always
    audience: who reads it, unless somebody says otherwise; None for the user's own screen
    is_page: a document for others, shown by `ppl report`
    charts: its pictures, below templates/charts/, of those in `pictures(found)` of its module, by name
    json: the name of its JSON, where that is not its own; file: its module, where the name does not give it
    is_log: its lines stand as they are, on a terminal in lines that fit; is_markdown: all its Markdown does
    page: its template, where that is not reports/<name>.md.j2
    is_of_lot: it is about one lot, named by --lot, and for the bureau and the client only
    may_be_of_project: it is about the programme, or about one project where that is named, and then for its readers
    """

    name: str
    title: Text
    needs: Needs
    offers: frozenset[Part]
    audience: Visibility | None = None
    is_page: bool = False
    charts: tuple[str, ...] = ()
    json: str = ""
    is_log: bool = False
    is_markdown: bool = False
    page: str = ""
    file: str = ""
    is_of_lot: bool = False
    may_be_of_project: bool = False

    @property
    def is_of_project(self) -> bool:
        """Whether it is about one project, for a reader outside."""
        return self.audience == "project"

    @property
    def is_for_others(self) -> bool:
        """Whether it is a document for others, whose words are set for readers (see `Document.is_for_others`)."""
        return self.is_page or self.is_of_lot or self.name == "newsletter"

    @property
    def is_set_on_paper(self) -> bool:
        """Whether its words are set for readers on a page and in a mail: not what comes back, or is shown as it is."""
        return not self.is_log and self.name not in ("form", "questions", "show")

    @property
    def module(self) -> Any:
        """Its file, loaded when it is used: plan/what_if.py for `plan-what-if`."""
        file = self.file or self.name.replace("-", ".", 1).replace("-", "_")
        return import_module(f"ppl.reports.{file}")

    @property
    def template(self) -> str:
        """Its template, below templates/."""
        return self.page or f"reports/{self.name}.md.j2"

    @property
    def schema(self) -> str:
        """The name and version of its JSON."""
        return f"ppl/{self.json or self.name}/1"


EVERYTHING = Needs()
FEW = Needs(on_demand=True)
SHARED = frozenset({"programme", "vocabularies"})
PLAN = Needs(frozenset({*SHARED, "project", "plan", "plan-template", "calendar", "bodies", "law"}), of_project=True)
PROSE: frozenset[Part] = frozenset({"prose"})
SHEET: frozenset[Part] = frozenset({"sheet"})
LETTER: frozenset[Part] = frozenset({"letter"})
PICTURE: frozenset[Part] = frozenset({"picture"})


def _needs(*kinds: str, of_project: bool = False) -> Needs:
    return Needs(SHARED | frozenset(kinds), of_project)


STATUS = _needs(
    "areas",
    "bodies",
    "calendar",
    "newsletter",
    "project",
    "session",
    "bottleneck",
    "decision",
    "escalation",
    of_project=True,
)
COUPLINGS = _needs("areas", "project", "plan", "plan-template", "calendar", "bodies", "law")
FORM = _needs("project", "session", "bottleneck", "intervention", of_project=True)
DRIFT = _needs("project", "plan", "session", "bottleneck", "intervention", of_project=True)

DUE = _needs(
    "areas", "bodies", "bottleneck", "calendar", "condition", "decision", "escalation", "event", "intervention", "law",
    "lesson", "newsletter", "plan", "plan-template", "project", "question", "session",
)  # fmt: skip

REPORTS: tuple[Report, ...] = (
    Report(
        "project",
        Text("Progress report of a project"),
        FEW,
        PROSE | PICTURE,
        "project",
        True,
        ("lights", "milestones", "ages", "rhythm"),
    ),
    Report(
        "plan",
        Text("The plan of a project on one page"),
        FEW,
        PROSE | PICTURE,
        "project",
        True,
        ("gantt",),
        file="plan.page",
    ),
    Report(
        "programme",
        Text("Progress report of the programme"),
        EVERYTHING,
        PROSE | PICTURE,
        "client",
        True,
        ("milestones", "ages", "rhythm"),
    ),
    Report("approach", Text("The way of working"), FEW, PROSE, "client", True, may_be_of_project=True),
    Report("scan", Text("The scan of a project"), FEW, PROSE, "project", True),
    Report("status", Text("The programme or a project on one screen"), STATUS, PROSE),
    Report("due", Text("What is due, since when, and what comes"), DUE, PROSE | SHEET | {"calendar"}),
    Report("week", Text("The Monday list"), DUE, PROSE),
    Report(
        "cadence",
        Text("How the rhythm was kept"),
        _needs("calendar", "newsletter", "project", "session", of_project=True),
        PROSE | SHEET | PICTURE,
        charts=("rhythm",),
    ),
    Report("prepare", Text("The page before a talk"), FEW, PROSE | LETTER, "project"),
    Report("list", Text("Records of a kind, or what stands in them"), EVERYTHING, SHEET),
    Report("search", Text("Records that answer a question"), EVERYTHING, PROSE | SHEET),
    Report("check", Text("Problems of the files"), EVERYTHING, SHEET | {"problems"}),
    Report("show", Text("One record"), Needs(frozenset()), PROSE, json="record"),
    Report("history", Text("Who changed what, when and why"), Needs(frozenset()), PROSE, is_log=True),
    Report("index", Text("What is remembered of the files that were read"), Needs(frozenset()), PROSE),
    Report(
        "ranking",
        Text("The candidates of a lot in order"),
        _needs("project", "score", "criteria"),
        PROSE | SHEET | PICTURE,
        charts=("ranking",),
        is_of_lot=True,
    ),
    Report("recap", Text("What was agreed in a session"), EVERYTHING, LETTER | {"calendar"}, "project"),
    Report(
        "lesson-ask", Text("What a project is asked about its lesson"), EVERYTHING, LETTER, "project", file="lesson_ask"
    ),
    Report("newsletter", Text("A bulletin"), EVERYTHING, PROSE, is_markdown=True, page="newsletter/bulletin.md.j2"),
    Report(
        "newsletter-ask",
        Text("What each project is asked to approve"),
        EVERYTHING,
        PROSE,
        is_markdown=True,
        file="newsletter_ask",
        page="newsletter/ask.md.j2",
    ),
    Report("form", Text("The form of a session"), FORM, PROSE, is_markdown=True, page="forms/session.md.j2"),
    Report(
        "questions",
        Text("The form of a session in six questions"),
        FORM,
        LETTER | {"form"},
        page="forms/questions.md.j2",
    ),
    Report("scan-form", Text("The form of a scan"), FORM, LETTER | {"form"}, file="scan_form", page="forms/scan.md.j2"),
    Report("plan-show", Text("A plan in time"), PLAN, PROSE | SHEET | PICTURE, charts=("gantt",), json="plan"),
    Report("plan-compare", Text("A plan in four orders"), PLAN, PROSE),
    Report("plan-earlier", Text("The fewest habits to question"), PLAN, PROSE),
    Report("plan-what-if", Text("What a change of a plan gives"), PLAN, PROSE),
    Report("plan-chance", Text("What ranges of durations make of the end"), PLAN, PROSE),
    Report("plan-couplings", Text("Where plans touch each other"), COUPLINGS, PROSE),
    Report("plan-habits", Text("Which habits were questioned"), _needs("project", "plan", "plan-template"), PROSE),
    Report("plan-drift", Text("How a plan moved"), DRIFT, PROSE),
    Report(
        "plan-import", Text("What was understood of a planner's file"), Needs(frozenset()), SHEET, file="plan.import_"
    ),
)

REPORT = {report.name: report for report in REPORTS}
