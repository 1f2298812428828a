"""A process that has imported ppl and its libraries once, and forks for each call: a real process, soon there.

Started by tests/processes.py as `python -m tests.zygote N FOLDER`, with N the number of a listening Unix socket. Each
connection asks for one process: its streams (three file descriptors), then arguments, environment, folder, umask and
whether it gets a terminal of its own. A byte that follows is a signal to send; the connection's end kills the process;
the answer is its wait status. Ends when its standard input ends, and removes the FOLDER, where compiled templates are.
"""

from __future__ import annotations

import ast
import atexit
import contextlib
import fcntl
import gc
import importlib
import io
import locale
import marshal
import os
import pkgutil
import select
import shutil
import signal
import socket
import struct
import sys
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

import ppl
from ppl.cli import language
from ppl.model.fields import fields
from ppl.model.kinds import KINDS
from ppl.resources import catalogue
from tests import once
from tests.call import PLAIN, locale_of

LENGTH = struct.Struct("!I")
STATUS = struct.Struct("!i")
LATER = {"readline", "msvcrt"}  # readline looks at the terminal when it is imported


class Call(NamedTuple):
    """What a process is started with."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    umask: int
    has_terminal: bool


def main() -> None:
    """Serve until standard input ends; returns in each fork too, where ppl runs and ends the process."""
    import_all()
    work_out()
    gc.collect()
    gc.freeze()
    call = next_call(socket.socket(fileno=int(sys.argv[1])))
    if call is None:
        shutil.rmtree(sys.argv[2], ignore_errors=True)
    else:
        run(call)


def import_all() -> None:
    """Import every module of ppl, and whatever its functions import when they are called."""
    for found in pkgutil.walk_packages(ppl.__path__, "ppl."):
        if found.name != "ppl.__main__":
            file = importlib.import_module(found.name).__file__
            for node in ast.walk(ast.parse(Path(str(file)).read_text())):
                if isinstance(node, ast.Import):
                    import_outside(*(alias.name for alias in node.names))
                elif isinstance(node, ast.ImportFrom):
                    import_outside(str(node.module))


def import_outside(*names: str) -> None:
    """Import modules that are not ppl's; one that is not installed here is left out."""
    for name in names:
        if not name.startswith("ppl.") and name not in LATER:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def work_out() -> None:
    """What every process works out anew and keeps, whatever surrounds it."""
    for kind in KINDS:
        fields(kind.record)
    once.keep_decoded()
    once.decode_all()
    once.keep_compiled(Path(sys.argv[2]))
    for lang in language.LANGUAGES:
        catalogue(lang)
        format_date(locale=lang)
        format_decimal(1, locale=lang)


def next_call(listening: socket.socket) -> Call | None:
    """In the zygote: serve, then None. In a fork: its call, with the streams of that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    child_ends, wakeup = socket.socketpair()
    wakeup.setblocking(False)
    signal.set_wakeup_fd(wakeup.fileno())
    running: dict[socket.socket, int] = {}
    while True:
        waiting: list[Any] = [0, child_ends, listening, *running]
        ready = select.select(waiting, [], [])[0][0]
        if ready == 0:
            for pid in running.values():
                os.kill(pid, signal.SIGKILL)
            return None
        if ready == child_ends:
            child_ends.recv(1000)
            tell_ends(running)
        elif ready == listening:
            connection = listening.accept()[0]
            call, streams = received(connection)
            running[connection] = os.fork()
            if running[connection] == 0:
                take_streams(streams, [listening, child_ends, wakeup, *running])
                return call
            for stream in streams:
                os.close(stream)
        elif number := ready.recv(1):
            os.kill(running[ready], number[0])
        else:
            os.kill(running[ready], signal.SIGKILL)
            os.waitpid(running.pop(ready), 0)
            ready.close()


def tell_ends(running: dict[socket.socket, int]) -> None:
    """Tell who asked for them how processes ended."""
    for connection, pid in list(running.items()):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            with contextlib.suppress(OSError):  # whoever asked has gone
                connection.sendall(STATUS.pack(status))
            connection.close()
            del running[connection]


def received(connection: socket.socket) -> tuple[Call, list[int]]:
    """A call and its three streams."""
    head, streams, _, _ = socket.recv_fds(connection, LENGTH.size, 3)
    (length,) = LENGTH.unpack(head)
    data = b""
    while len(data) < length:
        data += connection.recv(length - len(data))
    return Call(*marshal.loads(data)), streams


def take_streams(streams: Sequence[int], sockets: Sequence[socket.socket]) -> None:
    """In a fork: let go of all that is the zygote's, and take one's own three streams."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for one in sockets:
        one.detach()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 1000)


def surround(call: Call) -> None:
    """What a process has from whoever starts it, and what Python makes of that."""
    if call.has_terminal:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(call.folder)
    os.umask(call.umask)
    os.environ.clear()
    os.environ.update(call.environment)
    time.tzset()
    is_plain = locale_of(os.environ) in PLAIN
    if is_plain:
        os.environ["LC_CTYPE"] = "C.UTF-8"
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    errors = "surrogateescape" if is_plain or locale_of(os.environ).startswith("C.") else "strict"
    sys.stdin = stream(0, "<stdin>", errors)
    sys.stdout = stream(1, "<stdout>", errors)
    sys.stderr = stream(2, "<stderr>", "backslashreplace")


def stream(number: int, name: str, errors: str) -> io.TextIOWrapper:
    """A standard stream of a fresh Python."""
    raw = io.FileIO(number, "w" if number else "r", closefd=False)
    raw.name = name
    buffer = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
    newline = "\n" if number else None
    return io.TextIOWrapper(buffer, "utf-8", errors, newline, line_buffering=number == 2 or raw.isatty())


def run(call: Call) -> None:
    """Run ppl and end as Python does; but nothing is taken apart where all is written and nothing else runs."""
    surround(call)
    sys.argv = ["ppl", *call.arguments]
    from ppl.cli.app import main

    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str) or threading.active_count() > 1:
            raise
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise end from None
        os._exit(end.code or 0)


if __name__ == "__main__":
    main()
