"""`ppl sync`: exchange with the others."""

from functools import partial
from typing import Annotated

import typer

from ppl.cli.desk import Desk
from ppl.cli.fetch import fetched, tell_progress, warn
from ppl.cli.help import N_
from ppl.errors import Text, UsageError
from ppl.store.git.exchange import Exchange
from ppl.store.git.process import Head
from ppl.store.git.remote import connect as connect_remote
from ppl.store.git.remote import remote as known_remote
from ppl.store.git.repository import Git
from ppl.store.git.settings import teach_git

Chosen = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

HELP = N_("""Exchange with the others: fetch, combine, push.

Takes in what the others did, combines it with what you did, and sends the result. Where both changed the same
place in a record it asks on a terminal which version stays; elsewhere it changes nothing and says whose versions
there are, and --ours and --theirs choose. Can be interrupted at any moment: the next ppl sync goes on.

\b
Example:
  ppl sync
  ppl sync --connect https://gitlab.example.org/team/kennis.git
  ppl sync --theirs langeveld --ours lessons/eerst-samen-een-planning
""")


def command(
    ctx: typer.Context,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="NAME", help=N_("The remote; else the branch's own, else origin."))
    ] = None,
    connect: Annotated[
        str | None,
        typer.Option("--connect", metavar="ADDRESS", help=N_("Once: the repository to exchange with from now on.")),
    ] = None,
    ours: Annotated[
        list[str] | None,
        typer.Option("--ours", metavar="REF", help=N_("Where both sides changed it, keep the version here.")),
    ] = None,
    theirs: Annotated[
        list[str] | None,
        typer.Option("--theirs", metavar="REF", help=N_("Where both sides changed it, take the version there.")),
    ] = None,
    both: Annotated[
        list[str] | None,
        typer.Option("--both", metavar="REF", help=N_("Of a text that both sides changed, take both.")),
    ] = None,
    take_over: Annotated[
        bool,
        typer.Option(
            "--take-over", help=N_("Take over a history that was rewritten there, with your own commits on top.")
        ),
    ] = False,
    refill: Annotated[
        bool, typer.Option("--refill", help=N_("Make the branch again that was there before, and is gone."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Fetch, and say what would come in and go out; change nothing."))
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Ask nothing, no password either: for a script."))
    ] = False,
) -> None:
    desk = ctx.find_root().obj
    assert isinstance(desk, Desk)
    git = desk.git
    if connect is not None:
        _connect(git, connect, remote, dry_run)
    choice: Chosen = (tuple(ours or ()), tuple(theirs or ()), tuple(both or ()))
    if not dry_run and git.under_way == "merge":
        from ppl.cli.sync_steps import finish_merge
        from ppl.store.git.merge import Choice

        if finish_merge(desk, Choice(*choice), asks=not yes):
            choice = ((), (), ())
            if not git.run("remote"):
                return
    head = git.refuse_when_busy()
    target = known_remote(git, head, remote)
    exchange = Exchange(git, target, desk.is_terminal and not yes, partial(tell_progress, desk), refill)
    _exchange(desk, exchange, head, choice, take_over, dry_run, asks=not yes)


def _connect(git: Git, address: str, name: str | None, dry_run: bool) -> None:
    if dry_run:
        raise UsageError(Text("--connect writes an address in the settings of git: not with --dry-run"))
    connect_remote(git, address, name)


def _exchange(
    desk: Desk, exchange: Exchange, head: Head, choice: Chosen, take_over: bool, dry_run: bool, asks: bool
) -> None:
    """Fetch, combine and push; a dry run says what that would do."""
    git = desk.git
    warn(desk, exchange)
    try:
        there = fetched(desk, exchange, lambda: _prepare(git, is_writing=not dry_run))
        from ppl.cli.sync_news import tell_plan
        from ppl.cli.sync_steps import exchange_all
        from ppl.store.git.merge import Choice

        if dry_run:
            tell_plan(desk, exchange, exchange.combine(head, there, Choice(*choice), take_over))
        else:
            exchange_all(desk, exchange, there, Choice(*choice), take_over, asks)
    except KeyboardInterrupt:
        desk.progress()
        desk.remark(Text("broken off: {state}", state=exchange.state))
        raise


def _prepare(git: Git, is_writing: bool) -> None:
    """What has time until git has fetched: to import what combines, and to teach git."""
    import ppl.cli.sync_steps  # noqa: F401

    if is_writing:
        teach_git(git)
