"""`ppl template check`: whether the templates of this knowledge base work with the data that they get."""

import datetime
from typing import Annotated, Any

import typer

from ppl.cli import paper
from ppl.cli.desk import Desk
from ppl.cli.options import N_, Format, Out, desk_of
from ppl.cli.show import document_of, language_of, show
from ppl.cli.words.template.trust import completed_templates
from ppl.errors import Problem, Text, UsageError, count, with_extra
from ppl.model.programme import Programme
from ppl.operations.template import NO_TEMPLATES, chosen_overrides
from ppl.operations.template_check import check
from ppl.operations.template_problems import CHECK
from ppl.operations.template_samples import Sample
from ppl.render.formats import FORMAT
from ppl.render.overrides import SHIPPED_ONLY, OwnTemplates
from ppl.reports.catalog import REPORT
from ppl.reports.check import Request

SHOWS = ("check",)
HELP = N_("""Check the templates of this knowledge base: each is filled with what it gets, trusted or not.

That is your records as they are, made-up ones with awkward texts in every field, and next to nothing: in a process of
its own, that sees nothing else. The house style for Word (house_style in programme.yaml) is looked at too.
Ends with 1 where something is wrong; remarks are no errors.

\b
Example:
  ppl template check
  ppl template check reports/status.md.j2
""")


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help=N_("Only these templates."), autocompletion=completed_templates),
    ] = None,
    format: Format = "screen",
    out: Out = None,
) -> None:
    desk = desk_of(ctx)
    chosen = chosen_overrides(desk.folder, names or [])
    moment = desk.moment(None)
    known = desk.read(moment)
    language = language_of(known, None)

    def document(sample: Sample, lang: str, day: datetime.date | None) -> Any:
        build = REPORT[sample.report].module.build(sample.request, day or moment.today)
        return document_of(desk, sample.report, sample.request, build, lang, sample.more)._replace(own=SHIPPED_ONLY)

    own = OwnTemplates(desk.root, lambda name, digest: True, system=desk.environment)
    found = check(own, chosen, known, document, language)
    style = [] if names else _of_style(desk, known.one(Programme))
    problems = [*found.problems, *style]
    show(desk, "check", Request(problems), None, format, desk.language, out=out)
    if not FORMAT[format].is_for_programs:
        _tell(desk, len(chosen), found.own, found.made_up, problems)
    if any(problem.is_error for problem in problems):
        raise typer.Exit(1)


def _tell(desk: Desk, number: int, own: int, made_up: int, problems: list[Problem]) -> None:
    if not number:
        desk.remark(NO_TEMPLATES)
    else:
        looked = count(Text("{number} template"), Text("{number} templates"), number)
        filled = Text("{templates}, filled {own} times with your records and {made} times with made-up ones",
                      templates=looked, own=own, made=made_up)  # fmt: skip
        desk.remark(filled)
    errors = sum(problem.is_error for problem in problems)
    wrong = count(Text("{number} error"), Text("{number} errors"), errors)
    remarked = count(Text("{number} remark"), Text("{number} remarks"), len(problems) - errors)
    desk.remark(Text("{errors}, {remarks}", errors=wrong, remarks=remarked) if problems else Text("no problems"))


def _of_style(desk: Desk, programme: Programme | None) -> list[Problem]:
    """What is wrong with the document of Word whose styles the programme's reports take."""
    if programme is None or not programme.house_style:
        return []
    from ppl.render import house_style, report_docx

    path = "data/programme/programme.yaml"
    file = desk.folder.tree.read(["programme/programme.yaml"])
    rows = [row for _, content in file for row in content.decode(errors="replace").splitlines()]
    line = next((at for at, row in enumerate(rows, 1) if row.startswith("house_style:")), 0)
    try:
        style = paper.style_of(desk, programme, None)
        if style is None:
            return []
        report_docx.based_on(style)
    except ModuleNotFoundError:
        what = Text("the house style was not looked at: that needs a package that is not installed")
        return [Problem(path, line, what, with_extra("word"), CHECK, "remark")]
    except UsageError as error:
        return [Problem(path, line, error.what, error.remedy or Text("name another document of Word"), CHECK)]
    if not house_style.has_headings(style[1]):
        what = Text("{file} has no styles for headings, so our own are used", file=programme.house_style)
        return [Problem(path, line, what, Text("give it Heading 1, 2 and 3"), CHECK, "remark")]
    return []
