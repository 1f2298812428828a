"""`ppl edit REF`: a record in your editor, checked before it is committed."""

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.options import N_, RefArgument, WriteOptions, desk_of, with_write_options
from ppl.cli.typed_text import TypedText
from ppl.errors import DataError, PplError, Text
from ppl.operations.edit import EditRequest, edit

HELP = N_("""Change a record in your editor ($VISUAL or $EDITOR).

What comes back is checked before it is committed. Where it is not right you can go on editing; where you
stop, your text is kept as a draft.

\b
Example:
  ppl edit langeveld/plan --reason "na het gesprek met de netbeheerder"
""")


@with_write_options()
def command(ctx: typer.Context, ref: RefArgument, options: WriteOptions) -> None:
    desk = desk_of(ctx)
    whole = desk.ref(ref).partition("#")[0]
    before = desk.folder.text(whole) or ""
    with TypedText(desk, "edit") as typed:
        text = edited_text(desk, before, whole)
        while text != before:
            typed.text = text
            try:
                proposal = save(desk, edit, EditRequest(whole, before, text), options, has_draft=True)
                for remark in proposal.remarks:
                    desk.remark(remark)
                if options.dry_run:
                    desk.keep_text(text, "edit")
                return
            except DataError as error:
                if not (desk.is_terminal and _wants_more(desk, error)):
                    raise
                text = edited_text(desk, text, whole)
    desk.remark(Text("nothing changes"))


def _wants_more(desk: Desk, error: PplError) -> bool:
    desk.fail(error)
    return desk.agreed(Text("Go on editing?"))
