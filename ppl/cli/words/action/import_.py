"""`ppl action import`: an action list that is there already."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.confirm import save
from ppl.cli.either_order import file_and_project
from ppl.cli.entry.action_list import listed_actions, meant_place
from ppl.cli.options import N_, WriteOptions, desk_of, with_write_options
from ppl.errors import Text
from ppl.operations.action_import import ImportActionsRequest, import_actions

HELP = N_("""Take over an action list that is there already: an Excel workbook (.xlsx), a CSV file, or a table in a Word
document (.docx). Columns are found by their headings, Dutch or English: what, who, by when, status, project, remark.

New actions get a session of their own (a contact, today); name a SESSION and they are added to that talk. What is
known is not doubled, and what the list calls finished is closed. Names of people become roles: ppl asks, or
--role says it; without a terminal they are struck out and named.

\b
Example:
  ppl action import actielijst.xlsx langeveld --dry-run
  ppl action import actielijst.docx langeveld/sessions/2026-11-20-weekly
  ppl action import alle-projecten.csv --role "Voornaam Achternaam=projectleider"
""")


@with_write_options()
def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("A .xlsx, .csv or .docx file."))],
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROJECT|SESSION]",
            help=N_("Where the actions belong; else the column `project` says it."),
            autocompletion=completion.refs,
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=N_("The sheet of the workbook, where it has several."))
    ] = None,
    roles: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="NAME=ROLE", help=N_("Who a name in the list is; may be repeated.")),
    ] = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    path, place = file_and_project(file, place)
    where = meant_place(desk, place)
    found = listed_actions(desk, path, sheet, where, roles or ())
    desk.show_problems(found.problems)
    request = ImportActionsRequest(
        found.name, found.table, found.actions, found.summary, where.session if where else None, options.reason or ""
    )
    proposal = save(desk, import_actions, request, options)
    if not (desk.is_terminal and proposal.edits) or options.yes or options.dry_run:
        for remark in proposal.remarks:
            desk.remark(remark)
    if not proposal.edits:
        desk.remark(Text("the list brings nothing that is not known; nothing was written"))
