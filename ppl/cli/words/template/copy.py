"""`ppl template copy`: a shipped template as a start for one of your own."""

from typing import Annotated

import typer

from ppl.cli.options import N_, desk_of
from ppl.errors import Joined, Text
from ppl.operations.template_catalog import overridable, overridable_named
from ppl.operations.template_copy import copy

HELP = N_("""Copy a shipped template into this knowledge base, to change it there.

Its first line says which text it began from, so that ppl template check can tell when the shipped one has changed.
A copy is a file like any other: nothing is committed, and nothing is used before you trusted it.

\b
Example:
  ppl template copy reports/status.md.j2
  ppl template copy page.css
""")


def completed_shipped(ctx: typer.Context, incomplete: str) -> list[str]:
    return [one.name for one in overridable() if one.name.startswith(incomplete)]


def command(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=N_("The shipped template."), autocompletion=completed_shipped)
    ],
    force: Annotated[bool, typer.Option("--force", help=N_("Also over one that is there already."))] = False,
) -> None:
    desk = desk_of(ctx)
    template = overridable_named(name)
    copy(desk.folder, template, force)
    desk.remark(Text("copied: templates/{name} ({purpose})", name=template.name, purpose=template.purpose))
    if template.takes_in:
        listed = Joined(template.takes_in)
        desk.remark(
            Text("it takes in the shipped {listed}; copy those too where you want to change them", listed=listed)
        )
    desk.remark(
        Text("next: edit it, then ppl template check {name}, then ppl template trust {name}", name=template.name)
    )
    desk.remark(Text("it is not committed: git add and git commit do that, once it says what you want"))
