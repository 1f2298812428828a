"""`ppl template untrust`: use the shipped template again."""

import typer

from ppl.cli.options import N_, desk_of
from ppl.cli.words.template.trust import AllTemplates, TemplateNames
from ppl.errors import Text
from ppl.operations.template import NO_TEMPLATES, distrust_all, named

HELP = N_("""Trust templates of this knowledge base no more: ppl uses the shipped ones again.

\b
Example:
  ppl template untrust reports/status.md.j2
  ppl template untrust --all
""")


def command(ctx: typer.Context, names: TemplateNames = None, with_all: AllTemplates = False) -> None:
    desk = desk_of(ctx)
    chosen = named(desk.folder, names or [], with_all)
    distrust_all(desk.folder, chosen)
    if not chosen:
        desk.remark(NO_TEMPLATES)
    for one in chosen:
        desk.remark(Text("not trusted any more: {name}", name=one.template.name))
