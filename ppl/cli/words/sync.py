"""`ppl sync`: exchange with the others."""

import shlex
from typing import Annotated

import typer

from ppl.cli import sync_news as news
from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of
from ppl.errors import StoreError, Text
from ppl.store.edition import refuse_newer
from ppl.store.git.exchange import Exchange, ProtectedError
from ppl.store.git.half_merge import HalfMerge, half_merge
from ppl.store.git.merge import Choice, Merge
from ppl.store.git.message import Message
from ppl.store.git.remote import remote as known_remote
from ppl.store.git.settings import teach_git

HELP = N_("""Exchange with the others: fetch, combine, push.

Takes in what the others did, combines it with what you did, and sends the result. Where both changed the same
place in a record it changes nothing and says whose versions there are; --ours and --theirs choose. Can be
interrupted at any moment: the next ppl sync goes on.

\b
Example:
  ppl sync
  ppl sync --theirs langeveld --ours lessons/eerst-samen-een-planning
""")
ATTEMPTS = 5


def command(
    ctx: typer.Context,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="NAME", help=N_("The remote; else the branch's own, else origin."))
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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Fetch, and say what would come in and go out; change nothing."))
    ] = False,
) -> None:
    desk = desk_of(ctx)
    git = desk.folder.git
    choice = Choice(tuple(ours or ()), tuple(theirs or ()), tuple(both or ()))
    if not dry_run and _finish_merge(desk, choice):
        choice = Choice()
        if not git.run("remote"):
            return
    head = git.refuse_when_busy()
    exchange = Exchange(
        git, known_remote(git, head, remote), desk.is_terminal, lambda piece: news.tell_progress(desk, piece)
    )
    news.warn(desk, exchange)
    try:
        if dry_run:
            news.tell_plan(desk, exchange, exchange.combine(head, _theirs(desk, exchange), choice, take_over))
        else:
            teach_git(git)
            _exchange(desk, exchange, choice, take_over)
    except KeyboardInterrupt:
        desk.progress()
        desk.remark(Text("broken off: {state}", state=exchange.state))
        raise


def _exchange(desk: Desk, exchange: Exchange, choice: Choice, takes_over: bool) -> None:
    """Combine and send, again where somebody else was first; then the one line that says what came of it."""
    received = answered = 0
    for _ in range(ATTEMPTS):
        found, commit = _combined(desk, exchange, choice, takes_over)
        received, answered = received + found.incoming, answered + len(found.chosen)
        if takes_over and not found.is_take_over:
            desk.remark(Text("the history of {branch} was not rewritten: nothing to take over", branch=exchange.branch))
        takes_over = False
        if commit == found.theirs or (sent := _sent(desk, exchange, commit, found)) is not None:
            break
    else:
        what = Text("others kept sending while you did, {number} times", number=ATTEMPTS)
        raise StoreError(what, Text("what they did is taken in; ppl sync sends yours when it is calmer"))
    exchange.tidy()
    desk.remark_hand_edits()
    news.tell_end(desk, 0 if commit == found.theirs else sent or 0, received, answered)


def _sent(desk: Desk, exchange: Exchange, commit: str, found: Merge) -> int | None:
    """How many commits were sent, to a branch of their own where the branch there is protected; None where somebody
    else was first."""
    desk.progress(Text("sending to {branch} ...", branch=exchange.branch))
    try:
        return found.outgoing if exchange.push(commit) else None
    except ProtectedError:
        request = exchange.request(commit)
        desk.progress()
        if request is None:
            raise
        news.tell_request(desk, exchange, request)
        return request.sent
    finally:
        desk.progress()


def _theirs(desk: Desk, exchange: Exchange) -> str | None:
    desk.progress(Text("fetching from {branch} ...", branch=exchange.branch))
    try:
        return exchange.fetch()
    finally:
        desk.progress()


def _finish_merge(desk: Desk, choice: Choice) -> bool:
    """Finish a merge of git that is under way, its records combined by their fields; whether there was one."""
    folder = desk.folder
    if half_merge(folder.git) is None:
        return False
    with folder.writing():
        desk.remark_all(folder)
        if (merge := half_merge(folder.git)) is None:
            return False
        refuse_newer(folder.at(merge.theirs).tree)
        found = merge.combine(choice)
        commit = merge.finish(found, _message(desk, merge, found))
    news.tell(desk, merge, found)
    desk.remark(Text("the merge of {branch} is finished", branch=merge.branch))
    news.tell_new_problems(desk, merge, found, commit)
    return True


def _combined(desk: Desk, exchange: Exchange, choice: Choice, takes_over: bool) -> tuple[Merge, str]:
    """Fetch and combine; the lock is held only while files change, so that nobody waits for a network."""
    folder = desk.folder
    theirs = _theirs(desk, exchange)
    with folder.writing():
        desk.remark_all(folder)
        if theirs:
            refuse_newer(folder.at(theirs).tree)
        found = exchange.combine(folder.git.refuse_when_busy(), theirs, choice, takes_over)
        place = exchange.keep_old(found) if found.is_take_over else ""
        commit = exchange.move(found, _message(desk, exchange, found))
    news.tell(desk, exchange, found)
    if found.is_take_over:
        news.tell_old(desk, place, exchange.requests.waiting)
        exchange.requests.forget()
    elif request := exchange.merged_request(found):
        desk.remark(Text("what waited on the branch {branch} is merged there", branch=request.branch))
    if found.tree or found.is_take_over:
        news.tell_new_problems(desk, exchange, found, commit)
    return found, commit


def _message(desk: Desk, exchange: Exchange | HalfMerge, found: Merge) -> Message:
    what = f"{found.incoming} from there, {found.outgoing} from here"
    sides = [f"{answer.side} for {answer.name}" for answer in found.chosen]
    records = tuple(news.refs_of(exchange, found.both))
    return Message("sync", exchange.branch, "; ".join([what, *sides]), records, "ppl " + shlex.join(desk.arguments))
