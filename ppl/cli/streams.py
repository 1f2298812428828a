"""Standard input, output and error: closed ones stand open on nothing, and a full disk behind one is said."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from ppl.cli.desk import Desk
from ppl.errors import StoreError, Text, disk_words


def open_closed() -> None:
    """Let what the caller closed lead to nothing: else the next file that is opened would take its place."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def end(desk: Desk, error: OSError) -> int:
    """Say what disk or output refused, where anybody can still hear it; the exit code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be written there would be refused once more
    if error.errno == errno.EPIPE:  # the reader has seen enough
        return 1
    why = disk_words(error)
    if error.filename is not None:
        refused = StoreError(Text("the disk refused: {why} ({place})", why=why, place=str(error.filename)))
    elif _is_here_gone():
        refused = StoreError(
            Text("the folder that you are in does not exist any more"), Text("go into one that does (cd)")
        )
    else:
        refused = StoreError(Text("what was to be shown could not be written: {why}", why=why))
    with suppress(OSError):
        return desk.fail(refused)
    return refused.exit_code


def _is_here_gone() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False
