"""`ppl index`: how the index stands, which remembers what ppl read before."""

from typing import Annotated

import typer

from ppl.cli.options import N_, Format, Out, desk_of
from ppl.cli.show import show
from ppl.errors import StoreError, Text
from ppl.reports.index import Request
from ppl.store.index_state import index_state

SHOWS = ("index",)
HELP = N_("""How the index stands: what is remembered of the files, so that they need not be read again each time.

It lies in the git folder, for you alone. Nothing is lost with it: without it, or where it does not fit any more, the
files are read. --rebuild throws it away and makes it anew.

\b
Example:
  ppl index
  ppl index --rebuild
""")


def command(
    ctx: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=N_("Throw it away and make it anew."))] = False,
    format: Format = "screen",
    out: Out = None,
) -> None:
    desk = desk_of(ctx)
    folder = desk.folder
    if rebuild:
        folder.forget_index()
        folder.read()
    state = index_state(folder)
    if state is None:
        what = Text("there is no index here: this is no git repository, or its git folder cannot be written")
        raise StoreError(what, Text("every word works without one, and reads all that it needs"))
    request = Request(str(state.place), state.size, state.written_at, state.files, state.known, state.contents)
    show(desk, "index", request, None, format, desk.language, out=out)
