"""`ppl erase`: a text that was taken out of the records, taken out of history too, step by step."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.desk import Desk
from ppl.cli.erase_steps import lead, record, tell_plan
from ppl.cli.options import N_, desk_of
from ppl.cli.withheld import refuse_repeated, withheld_text
from ppl.cli.words.people import role_meant
from ppl.cli.words.redact import mark_of
from ppl.errors import StoreError, Text, UsageError
from ppl.operations.erase import erased_pieces
from ppl.store.git.purge import Purge, Target, waiting_target
from ppl.store.piece import Piece

HELP = N_("""Lead through taking a text out of the whole history, with git filter-repo.

First take it out of the records as they are now (ppl redact, ppl remove). Then this says what history holds, what
rewriting it does to colleagues, frozen states and the server, and every command. On a terminal each step is done when
you agree to it; without one, or with --dry-run, nothing is: run the commands, then ppl erase --done looks whether it
is gone and records when, by which role and why, never what.

\b
Example:
  ppl erase langeveld/bottlenecks/net description --by procesmanager --reason "naam van een bewoner"
  ppl erase --text - --by procesmanager --reason "naam van een bewoner"
  ppl erase --done --by procesmanager --reason "naam van een bewoner"
""")


def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="REF", help=N_("The record that was redacted."), autocompletion=completion.refs),
    ] = None,
    field: Annotated[str | None, typer.Argument(metavar="FIELD", help=N_("Its field."))] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT|-", help=N_("This text; - reads it from standard input."))
    ] = None,
    path: Annotated[
        list[str] | None,
        typer.Option(
            "--path", metavar="PATH", help=N_("A file or folder that is gone now, as seen from the repository.")
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ROLE", help=N_("The role that does it."))] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why, without the text itself; it is recorded."))
    ] = None,
    done: Annotated[
        bool, typer.Option("--done", help=N_("The commands were run: look whether it is gone, and record it."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Say what would be done; do nothing."))] = False,
) -> None:
    desk = desk_of(ctx)
    withheld = withheld_text(desk, text)
    role = role_meant(desk, by) if by else None
    if done:
        _record_done(desk, role, reason)
        return
    target = _target(desk, ref, field, withheld, tuple(path or ()))
    purge = Purge(desk.git, target)
    purge.refuse_unready()
    refuse_repeated(target.pieces, reason)
    is_led = desk.is_terminal and not dry_run
    if is_led and not (role and reason):
        raise _unsaid()
    tell_plan(desk, purge, role, reason)
    if is_led:
        assert role and reason
        lead(desk, purge, role, reason)
    elif dry_run:
        desk.remark(Text("nothing was written (--dry-run)"))
    else:
        purge.keep()
        desk.remark(Text("nothing was changed: the commands are yours to run, in this order"))


def _target(desk: Desk, ref: str | None, field: str | None, text: str, paths: tuple[str, ...]) -> Target:
    """What has to go. Raises UsageError."""
    mark = mark_of(desk)
    if bool(ref) == bool(text or paths) or bool(ref) != bool(field):
        what = Text("nothing says what has to go, or more than one thing does")
        raise UsageError(what, Text("give REF FIELD, or --text -, or --path PATH"))
    if ref and field:
        return Target(tuple(erased_pieces(desk.folder, desk.ref(ref), field, mark)), (), mark)
    pieces = (Piece(text),) if text else ()
    if any(not piece.is_long for piece in pieces):
        what = Text("a text of fewer than 4 signs stands in many words")
        raise UsageError(what, Text("give more of it"))
    return Target(pieces, paths, mark)


def _record_done(desk: Desk, role: str | None, reason: str | None) -> None:
    target = waiting_target(desk.git)
    if target is None:
        what = Text("no erasure was begun in this clone")
        raise StoreError(what, Text("ppl erase REF FIELD, or ppl erase --text -, says what to do"))
    if not (role and reason):
        raise _unsaid()
    refuse_repeated(target.pieces, reason)
    record(desk, Purge(desk.git, target), role, reason)


def _unsaid() -> UsageError:
    what = Text("what is recorded of it is missing: the role that does it, and why")
    return UsageError(what, Text('add --by ROLE and --reason "why", without the text itself'))
