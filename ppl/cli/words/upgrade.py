"""`ppl upgrade`: move a knowledge base to the edition of the files that this ppl writes."""

import typer

from ppl.cli.confirm import save
from ppl.cli.options import N_, WriteOptions, desk_of, with_write_options
from ppl.errors import Text
from ppl.model.programme import FORMAT
from ppl.operations.upgrade import UpgradeRequest, upgrade

HELP = N_("""Move a knowledge base to the edition of the files that this ppl writes, as one commit.

Afterwards an older ppl still reads it, and refuses to write in it. Look first with --dry-run; `ppl undo` goes back.

\b
Example:
  ppl upgrade --dry-run
  ppl upgrade
""")


@with_write_options()
def command(ctx: typer.Context, options: WriteOptions) -> None:
    desk = desk_of(ctx)
    if not save(desk, upgrade, UpgradeRequest(), options).edits:
        desk.remark(Text("this knowledge base has format {format} already", format=FORMAT))
