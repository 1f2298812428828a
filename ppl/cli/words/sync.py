"""`ppl sync`: exchange with the others."""

import shlex
from collections.abc import Iterable
from typing import Annotated

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, desk_of
from ppl.errors import Problem, StoreError, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.rules.checks import findings
from ppl.store.edition import refuse_newer
from ppl.store.folder import Folder
from ppl.store.git.exchange import Exchange
from ppl.store.git.merge import Choice, Merge
from ppl.store.git.message import Message
from ppl.store.git.remote import remote as known_remote
from ppl.store.git.settings import teach_git
from ppl.store.tree import DATA

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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Fetch, and say what would come in and go out; change nothing."))
    ] = False,
) -> None:
    desk = desk_of(ctx)
    folder = desk.folder
    head = folder.git.refuse_when_busy()
    exchange = Exchange(folder.git, known_remote(folder.git, head, remote), desk.is_terminal)
    _warn(desk, exchange)
    choice = Choice(tuple(ours or ()), tuple(theirs or ()), tuple(both or ()))
    if dry_run:
        _tell(desk, exchange, exchange.combine(head, exchange.fetch(), choice), would=True)
        return
    teach_git(folder.git)
    for _ in range(ATTEMPTS):
        found, commit = _combined(desk, exchange, choice)
        if commit == found.theirs or exchange.push(commit):
            _tell_sent(desk, exchange, found)
            break
    else:
        what = Text("others kept sending while you did, {number} times", number=ATTEMPTS)
        raise StoreError(what, Text("what they did is taken in; ppl sync sends yours when it is calmer"))
    exchange.tidy()
    desk.remark_hand_edits()


def _combined(desk: Desk, exchange: Exchange, choice: Choice) -> tuple[Merge, str]:
    """Fetch and combine; the lock is held only while files change, so that nobody waits for a network."""
    folder = desk.folder
    theirs = exchange.fetch()
    with folder.writing():
        desk.remark_all(folder)
        if theirs:
            refuse_newer(folder.at(theirs).tree)
        found = exchange.combine(folder.git.refuse_when_busy(), theirs, choice)
        commit = exchange.move(found, _message(desk, exchange, found))
    _tell(desk, exchange, found)
    if found.tree:
        _tell_new_problems(desk, exchange, found, commit)
    return found, commit


def _message(desk: Desk, exchange: Exchange, found: Merge) -> Message:
    what = f"{found.incoming} from there, {found.outgoing} from here"
    sides = [f"{answer.side} for {answer.name}" for answer in found.chosen]
    records = tuple(_refs(exchange, found.both))
    return Message("sync", exchange.branch, "; ".join([what, *sides]), records, "ppl " + shlex.join(desk.arguments))


def _warn(desk: Desk, exchange: Exchange) -> None:
    if exchange.remote.looks_public:
        desk.remark(
            Text("whoever can clone {url} reads every record: make sure that it is private", url=exchange.remote.shown)
        )


def _tell(desk: Desk, exchange: Exchange, found: Merge, would: bool = False) -> None:
    """The records that the others changed, to stdout; the numbers, to stderr."""
    if refs := _names(exchange, found.changed):
        desk.show("\n".join(refs))
    numbers = {"incoming": found.incoming, "outgoing": found.outgoing, "branch": exchange.branch}
    if would:
        desk.remark(Text("commits that would come in: {incoming}, go out: {outgoing} ({branch})", **numbers))
    elif found.incoming:
        desk.remark(Text("commits taken in from {branch}: {incoming}", **numbers))
    for twin in found.twins:
        desk.remark(Text("two records got the id {ref}: the later one is {now} now", ref=twin.ref, now=twin.now))
    for answer in found.chosen:
        if not answer.lost:
            desk.remark(Text("{name}: both taken, one after the other", name=answer.name))
            continue
        desk.remark(
            Text(
                "{name}: {side} taken; the other version stays in the history (git show {place})",
                name=answer.name,
                side=answer.side,
                place=answer.lost,
            )
        )
    for name in found.idle:
        desk.remark(Text("{name} was not changed on both sides: there was nothing to choose", name=name))
    if would:
        desk.remark(Text("nothing was changed (--dry-run)"))


def _tell_sent(desk: Desk, exchange: Exchange, found: Merge) -> None:
    numbers = {"outgoing": found.outgoing, "branch": exchange.branch}
    if found.outgoing:
        desk.remark(Text("commits sent to {branch}: {outgoing}", **numbers))
    elif not found.incoming:
        desk.remark(Text("nothing to exchange with {branch}: both sides are the same", **numbers))


def _tell_new_problems(desk: Desk, exchange: Exchange, found: Merge, commit: str) -> None:
    """Git combines lines, not meanings: say what the combination breaks that neither side had broken."""
    refs = _refs(exchange, dict.fromkeys((*found.changed, *found.mine)))
    before = {
        (problem.path, str(problem.what))
        for side in (found.ours, found.theirs or found.ours)
        for problem in _errors(desk, desk.folder.at(side), refs)
    }
    new = [p for p in _errors(desk, desk.folder.at(commit), refs) if (p.path, str(p.what)) not in before]
    if new:
        desk.show_problems(new)
        desk.remark(Text("what git combined needs a look: {number} problems that neither side had", number=len(new)))


def _errors(desk: Desk, folder: Folder, refs: list[str]) -> list[Problem]:
    lists = ("programme/programme", "programme/vocabularies", "programme/bodies", "programme/areas")
    knowledge, problems = folder.read_refs(dict.fromkeys((*refs, *lists)))
    for check, finding in findings(knowledge, desk.today):
        if finding.level == "error" and finding.ref in refs:
            problems.extend(folder.located([finding], check))
    return [problem for problem in problems if problem.is_error]


def _refs(exchange: Exchange, paths: Iterable[str]) -> list[str]:
    """The refs of those paths that hold records."""
    base = exchange.prefix + DATA
    below = [path.removeprefix(base) for path in paths if path.startswith(base)]
    return [ref_of_path(path) for path in below if kind_of_path(path)]


def _names(exchange: Exchange, paths: Iterable[str]) -> list[str]:
    """Refs for records, paths for other files."""
    return [(_refs(exchange, [path]) or [path])[0] for path in paths]
