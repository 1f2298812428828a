"""ppl in a process of its own: a fork of the zygote (tests/zygote.py), or a fresh Python where that cannot be.

`PPL_FRESH=1 make test` takes a fresh Python for all.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

# settings of git that are nowhere: where they are the null device, git config --global puts a file in its place
NO_GIT_CONFIG = str(Path(os.sep) / "no-such-folder" / "gitconfig")

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-m", "ppl")
MEASURING = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
HAS_ZYGOTE = sys.platform == "linux" and not os.environ.get("PPL_FRESH")

if HAS_ZYGOTE:
    from tests import call


class Fork:
    """A process of the zygote, as subprocess.Popen has it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, minus the number of a signal, or None while it runs."""
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            self.returncode = call.exit_code(self._connection)
            self._connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends; the exit code. Raises subprocess.TimeoutExpired."""
        if self.returncode is None and not select.select([self._connection], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("ppl", timeout or 0)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            self._connection.sendall(bytes([number]))

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@cache
def zygote() -> str:
    """The path of the socket of this process's zygote, started with nothing of the environment but PATH.

    It ends with this process, however that ends, and removes the folder of its socket.
    """
    folder = tempfile.mkdtemp(prefix="ppl-", dir="/tmp")
    path = f"{folder}/socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(100)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.zygote", str(listening.fileno()), folder],
            cwd=HERE.parent,
            env={"PATH": os.environ["PATH"], "LC_CTYPE": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", **MEASURING},
            stdin=subprocess.PIPE,
            pass_fds=[listening.fileno()],
        )
    atexit.register(process.communicate)
    return path


def start(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int],
    has_terminal: bool = False,
) -> Fork | subprocess.Popen[bytes]:  # fmt: skip
    """Start ppl in a folder, with these standard streams (file descriptors).

    has_terminal: standard input becomes the terminal of a session of its own
    """
    if HAS_ZYGOTE and call.fits(environment):
        return Fork(call.call(zygote(), arguments, environment, str(folder), streams, has_terminal))

    def take_terminal() -> None:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    return subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=environment, stdin=streams[0], stdout=streams[1], stderr=streams[2],
        preexec_fn=take_terminal if has_terminal else None,
    )  # fmt: skip


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], data: bytes = b"", timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run ppl without a terminal, with `data` in a pipe as standard input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        reading, writing = os.pipe()
        process = start(arguments, folder, environment, (reading, out.fileno(), err.fileno()))
        os.close(reading)
        with contextlib.suppress(BrokenPipeError), open(writing, "wb", buffering=0) as stdin:
            stdin.write(data)
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        shown = [(file.seek(0), file.read().decode())[1] for file in (out, err)]
    return subprocess.CompletedProcess(arguments, code, *shown)


def program(folder: Path) -> Path:
    """Make the program `ppl` in a folder, for a shell: what `start` does."""
    path = folder / "ppl"
    words = [sys.executable, "-I", "-S", str(HERE / "call.py"), zygote()] if HAS_ZYGOTE else COMMAND
    path.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    path.chmod(0o755)
    return path
