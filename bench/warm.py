"""A process that has imported ppl already, and runs it in a fork of itself for whoever asks: saves the imports.

python bench/warm.py SOCKET              listens, until it is stopped
python -I -S bench/warm.py SOCKET WORDS  runs `ppl WORDS` there, with the folder, environment and streams of here
"""

from __future__ import annotations

import _socket
import os
import sys

RIGHTS = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS)
SIZE = 8  # bytes of the length that comes first


def ask(address: str, words: list[str]) -> int:
    """Hand a command over, with this process's streams; its exit code. Imports nothing: it runs for every case."""
    rows = [os.fsencode(os.getcwd()), str(len(words)).encode(), *map(os.fsencode, words)]  # noqa: PTH109
    request = b"\0".join([*rows, *(name + b"=" + value for name, value in os.environb.items())])
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.connect(address)
    streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
    connection.sendmsg([len(request).to_bytes(SIZE, "big")], [(*RIGHTS, streams)])
    connection.sendall(request)
    answer = connection.recv(1)
    return answer[0] if answer else 99


def answer(connection: _socket.socket) -> None:
    """Run one command in this process, which ends with it."""
    import atexit
    import runpy
    import time
    import traceback

    size, rights, _, _ = connection.recvmsg(SIZE, _socket.CMSG_SPACE(12))
    data = rights[0][2]
    for number in range(3):
        os.dup2(int.from_bytes(data[4 * number : 4 * number + 4], sys.byteorder), number)
    request = b""
    while len(request) < int.from_bytes(size, "big"):
        request += connection.recv(1 << 16)
    folder, count, *rows = request.split(b"\0")
    words, variables = rows[: int(count)], rows[int(count) :]
    os.chdir(folder)
    os.environb.clear()
    for variable in variables:
        name, _, value = variable.partition(b"=")
        os.environb[name] = value
    time.tzset()
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["ppl", *map(os.fsdecode, words)]
    code = 0
    try:
        runpy.run_module("ppl", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:  # whatever ends the command is shown, as Python itself would
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    connection.sendall(bytes([code]))
    os._exit(0)


def listen(address: str) -> None:
    """Import all of ppl, and run commands in forks."""
    import pkgutil
    import socket
    from contextlib import suppress
    from importlib import import_module

    import ppl

    for module in pkgutil.walk_packages(ppl.__path__, "ppl."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(address)
    server.listen(16)
    print("listening", flush=True)
    while True:
        connection = server.accept()[0]
        if os.fork() == 0:
            server.close()
            try:
                answer(connection)
            finally:
                os._exit(98)
        connection.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    if len(sys.argv) == 2:
        listen(sys.argv[1])
    else:
        sys.exit(ask(sys.argv[1], sys.argv[2:]))
