"""Fetching from a remote, as `ppl sync` shows it; it imports nothing heavy, so that git is at work soon."""

from collections.abc import Callable

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.store.git.exchange import Exchange
from ppl.store.git.refusal import plain


def warn(desk: Desk, exchange: Exchange) -> None:
    """Say where a remote may be open to all."""
    if exchange.remote.looks_public:
        desk.remark(
            Text("whoever can clone {url} reads every record: make sure that it is private", url=exchange.remote.shown)
        )


def tell_progress(desk: Desk, piece: str) -> None:
    """What git says while it works, on a terminal."""
    if rows := [row for row in plain(piece).splitlines() if "%" in row]:
        desk.progress(rows[-1].removeprefix("remote: "))


def fetched(desk: Desk, exchange: Exchange, meanwhile: Callable[[], None] = lambda: None) -> str | None:
    """The newest commit there; None where the branch is not there yet."""
    desk.progress(Text("fetching from {branch} ...", branch=exchange.branch))
    try:
        return exchange.fetch(meanwhile)
    finally:
        desk.progress()
