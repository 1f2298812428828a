"""The steps of `ppl sync` once git is at work: combine, send, finish a merge that git began, tell what came of it."""

import shlex
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from ppl.cli import sync_news as news
from ppl.cli.desk import Desk
from ppl.cli.fetch import fetched
from ppl.errors import StoreError, Text
from ppl.store.edition import refuse_newer
from ppl.store.git.conflict import ConflictError
from ppl.store.git.exchange import Exchange, ProtectedError
from ppl.store.git.half_merge import HalfMerge, half_merge
from ppl.store.git.merge import Choice, Merge
from ppl.store.git.message import Message
from ppl.store.index_files import remove_indexes
from ppl.store.local.renaming import Renaming, follow_renamings, in_order, note_renaming

ATTEMPTS = 5
R = TypeVar("R")


def exchange_all(
    desk: Desk, exchange: Exchange, theirs: str | None, choice: Choice, takes_over: bool, asks: bool
) -> None:
    """Combine with what was fetched and send, again where somebody else was first; then the one line that says what
    came of it. asks: whether somebody may be asked what is left to choose"""
    received = answered = 0
    for _ in range(ATTEMPTS):
        (found, commit), choice = _answered(
            desk, choice, asks, partial(_combined, desk, exchange, theirs, takes_over=takes_over)
        )
        received, answered = received + found.incoming, answered + len(found.chosen)
        if takes_over and not found.is_take_over:
            desk.remark(Text("the history of {branch} was not rewritten: nothing to take over", branch=exchange.branch))
        takes_over = False
        if commit == found.theirs:
            _look(desk, exchange, commit, found)
            sent: int | None = 0
        else:
            sent = _sent(desk, exchange, commit, found)
        if sent is not None:
            break
        theirs = fetched(desk, exchange)
    else:
        what = Text("others kept sending while you did, {number} times", number=ATTEMPTS)
        raise StoreError(what, Text("what they did is taken in; ppl sync sends yours when it is calmer"))
    news.tell_end(desk, sent or 0, received, answered)


def _sent(desk: Desk, exchange: Exchange, commit: str, found: Merge) -> int | None:
    """How many commits were sent, to a branch of their own where the branch there is protected; None where somebody
    else was first."""
    desk.progress(Text("sending to {branch} ...", branch=exchange.branch))
    try:
        is_sent = exchange.push(commit, lambda: _look(desk, exchange, commit, found))
        return found.outgoing if is_sent else None
    except ProtectedError:
        request = exchange.request(commit)
        desk.progress()
        if request is None:
            raise
        news.tell_request(desk, exchange, request)
        return request.sent
    finally:
        desk.progress()


def _answered(desk: Desk, choice: Choice, asks: bool, combine: Callable[[Choice], R]) -> tuple[R, Choice]:
    """What combining makes, and what was chosen in it: on a terminal each question is asked, with nothing locked."""
    while True:
        try:
            return combine(choice), choice
        except ConflictError as conflict:
            if not (asks and desk.is_terminal and desk.shows_on_terminal):
                raise
            from ppl.cli.ask.both_changed import chosen  # what asks is needed only here

            desk.progress()
            choice = chosen(desk, conflict.conflicts, choice)


def finish_merge(desk: Desk, choice: Choice, asks: bool) -> bool:
    """Finish a merge of git that is under way, its records combined by their fields; whether there was one.

    asks: whether somebody may be asked what is left to choose
    """
    if half_merge(desk.folder.git) is None:
        return False
    return _answered(desk, choice, asks, partial(_finished, desk))[0]


def _finished(desk: Desk, choice: Choice) -> bool:
    folder = desk.folder
    with folder.writing():
        desk.remark_all(folder)
        if (merge := half_merge(folder.git)) is None:
            return False
        refuse_newer(folder.at(merge.theirs).tree)
        _follow_renamings(desk)
        found = merge.combine(choice)
        commit = _take_in(desk, found, lambda: merge.finish(found, _message(desk, merge, found)))
    news.tell(desk, merge, found)
    desk.remark(Text("the merge of {branch} is finished", branch=merge.branch))
    news.tell_new_problems(desk, merge, found, commit)
    return True


def _combined(
    desk: Desk, exchange: Exchange, theirs: str | None, choice: Choice, *, takes_over: bool
) -> tuple[Merge, str]:
    """Combine; the lock is held only while files change, so that nobody waits for a network."""
    folder = desk.folder
    with folder.writing():
        desk.remark_all(folder)
        _follow_renamings(desk)
        if theirs:
            refuse_newer(folder.at(theirs).tree)
        found = exchange.combine(folder.git.refuse_when_busy(), theirs, choice, takes_over)
        place = exchange.keep_old(found) if found.is_take_over else ""
        commit = _take_in(desk, found, lambda: exchange.move(found, _message(desk, exchange, found)))
    news.tell(desk, exchange, found)
    if found.is_take_over:
        news.tell_old(desk, place, exchange.requests.waiting)
        remove_indexes(folder.git.common_folder)
        exchange.requests.forget()
    elif request := exchange.merged_request(found):
        desk.remark(Text("what waited on the branch {branch} is merged there", branch=request.branch))
    return found, commit


def _take_in(desk: Desk, found: Merge, move: Callable[[], str]) -> str:
    """Move to what both sides make together; what waits outside the records for a project that gets another id there
    follows, after a crash too. Returns the commit."""
    renamings = in_order(Renaming(old, new, desk.folder.git.prefix, True) for old, new in found.renamed)
    existing = desk.folder.existing_refs
    later = [renaming for renaming in renamings if renaming.new in existing]  # that id is another project's until then
    for renaming in renamings:
        if renaming not in later:
            note_renaming(desk.folder, renaming)
    commit = move()
    for renaming in later:
        note_renaming(desk.folder, renaming)
    _follow_renamings(desk)
    return commit


def _follow_renamings(desk: Desk) -> None:
    for said in follow_renamings(desk.folder):
        desk.remark(said)


def _look(desk: Desk, exchange: Exchange, commit: str, found: Merge) -> None:
    """What has time until git has sent: to say what the combination breaks and what waits here, and to let git pack
    its objects."""
    if found.tree or found.is_take_over:
        news.tell_new_problems(desk, exchange, found, commit)
    desk.remark_hand_edits()
    exchange.tidy()


def _message(desk: Desk, exchange: Exchange | HalfMerge, found: Merge) -> Message:
    what = f"{found.incoming} from there, {found.outgoing} from here"
    sides = [f"{answer.side} for {answer.name}" for answer in found.chosen]
    records = tuple(news.refs_of(exchange, found.both))
    return Message("sync", exchange.branch, "; ".join([what, *sides]), records, "ppl " + shlex.join(desk.arguments))
