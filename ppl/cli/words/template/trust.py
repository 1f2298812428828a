"""`ppl template trust`: use a template of this knowledge base, by its text, on this machine."""

import sys
from typing import Annotated

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of
from ppl.errors import PplError, StoreError, Text, UsageError
from ppl.operations.template import difference, named, nothing_to_trust, standings, trust_all
from ppl.store.names import readable_path

HELP = N_("""Trust templates of this knowledge base: how they differ from the shipped ones is shown, and you are asked.

What is kept is the name and the SHA-256 of the text, on this machine, outside the repository: the same text is trusted
in every clone, a changed one in none. A template that is trusted still sees only the records, in a process of its own
with little time and room.

\b
Example:
  ppl template trust reports/status.md.j2
  ppl template trust --all
""")


def completed_templates(ctx: typer.Context, incomplete: str) -> list[str]:
    try:
        names = [one.template.name for one in standings(desk_of(ctx).folder)]
    except PplError:
        return []
    return [name for name in names if name.startswith(incomplete)]


TemplateNames = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help=N_("The templates."), autocompletion=completed_templates)
]
AllTemplates = Annotated[bool, typer.Option("--all", help=N_("All of this knowledge base."))]


def command(
    ctx: typer.Context,
    names: TemplateNames = None,
    with_all: AllTemplates = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show the difference; trust nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Trust them without asking."))] = False,
) -> None:
    desk = desk_of(ctx)
    chosen = [one for one in named(desk.folder, names or [], with_all) if one.state != "trusted"]
    if not chosen:
        desk.remark(nothing_to_trust(desk.folder))
        return
    for one in chosen:
        sys.stdout.flush()
        for row in difference(one.template):
            desk.show(readable_path(row))
    if dry_run:
        desk.remark(Text("nothing was trusted (--dry-run)"))
        return
    if not yes:
        _ask(desk)
    file = trust_all(desk.folder, chosen)
    for one in chosen:
        desk.remark(Text("trusted: {name} ({digest})", name=one.template.name, digest=one.template.digest))
    desk.remark(Text("kept in {file}, on this machine only", file=str(file)))


def _ask(desk: Desk) -> None:
    """Raises UsageError without a terminal, StoreError where the answer is no."""
    if not desk.is_terminal:
        what = Text("nothing was trusted: somebody has to look at the difference")
        raise UsageError(what, Text("--yes says that you did; in CI PPL_TRUST_TEMPLATES names the digests"))
    if not desk.agreed(Text("Trust what is shown here, on this machine?"), enter=False):
        raise StoreError(Text("nothing was trusted"))
