"""Ask a zygote (tests/zygote.py) for a process. As a program: `ppl` itself, in one; it imports as little as it can.

`python -I -S tests/call.py SOCKET ARGUMENT ...` starts in a tenth of the time of ppl, and ends as that does.
"""

from __future__ import annotations

import marshal
import os
import sys
from _socket import AF_UNIX, SCM_RIGHTS, SOCK_STREAM, SOL_SOCKET, socket
from collections.abc import Mapping, Sequence

PLAIN = ("", "C", "POSIX")  # locales in which Python takes C.UTF-8 instead


def locale_of(environment: Mapping[str, str]) -> str:
    """The locale of letters that an environment names."""
    return environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""


def fits(environment: Mapping[str, str]) -> bool:
    """Whether a zygote can give a process with this environment: nothing in it says how Python itself starts."""
    python = {f"{name}={value}" for name, value in environment.items() if name.startswith("PYTHON")}
    name = locale_of(environment).lower().replace("-", "")
    is_utf8 = name.endswith(".utf8") or (locale_of(environment) in PLAIN and not environment.get("LC_ALL"))
    return is_utf8 and python <= {"PYTHONDONTWRITEBYTECODE=1", "PYTHONUTF8=1"}


def call(
    path: str, arguments: Sequence[str], environment: Mapping[str, str], folder: str,
    streams: Sequence[int] = (0, 1, 2), has_terminal: bool = False,
) -> socket:  # fmt: skip
    """Start ppl with these arguments and standard streams; the connection on which its wait status will come.

    path: of the zygote's socket; has_terminal: whether its standard input becomes its own terminal
    """
    os.umask(umask := os.umask(0o077))
    data = marshal.dumps((list(arguments), dict(environment), folder, umask, has_terminal))
    connection = socket(AF_UNIX, SOCK_STREAM)
    connection.connect(path)
    rights = b"".join(stream.to_bytes(4, sys.byteorder) for stream in streams)
    connection.sendmsg([len(data).to_bytes(4, "big")], [(SOL_SOCKET, SCM_RIGHTS, rights)])
    connection.sendall(data)
    return connection


def exit_code(connection: socket) -> int:
    """Wait until the process ends; its exit code, or minus the number of the signal that ended it."""
    status = connection.recv(4)
    if len(status) < 4:
        raise ConnectionError("the zygote has ended")
    return os.waitstatus_to_exitcode(int.from_bytes(status, "big", signed=True))


def main() -> None:
    path, *arguments = sys.argv[1:]
    if not fits(os.environ):
        os.execv(sys.executable, [sys.executable, "-m", "ppl", *arguments])
    code = exit_code(call(path, arguments, os.environ, os.getcwd()))  # noqa: PTH109, pathlib takes long to import
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
