"""Git servers on this machine: `git http-backend` behind Python's http.server with a login, ssh without a network, and
ones that accept and never answer."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.conftest import Kb
from tests.processes import NO_GIT_CONFIG

LOGIN = "anna:geheim"
BACKEND = Path(
    subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip(),
    "git-http-backend",
)
# what ssh is called with: options, host, command; the host is this machine
SSH = """#!/bin/sh
for last; do :; done
exec sh -c "$last"
"""


def hub_and_clone(kb: Kb, folder: Path) -> tuple[Kb, Kb]:
    """A bare repository that is the remote of this knowledge base, and another clone of it."""
    hub, two = folder / "hub.git", folder / "two"
    kb.git("clone", "-q", "--bare", ".", str(hub))
    kb.git("remote", "add", "origin", str(hub))
    kb.git("fetch", "-q", "origin")
    kb.git("clone", "-q", str(hub), str(two))
    return Kb(hub, kb.environment), Kb(two, kb.environment)


class HttpServer:
    """The repositories in a folder, over http with a login. Use it with `with`."""

    def __init__(self, folder: Path) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                _answer(self, folder)

            do_POST = do_GET  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> HttpServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _answer(request: BaseHTTPRequestHandler, folder: Path) -> None:
    """Answer a request as git's own program for the web does."""
    given = request.headers.get("Authorization", "")
    if given != "Basic " + base64.b64encode(LOGIN.encode()).decode():
        request.send_response(401)
        request.send_header("WWW-Authenticate", 'Basic realm="git"')
        request.end_headers()
        return
    path, _, query = request.path.partition("?")
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_PROJECT_ROOT": str(folder),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_GLOBAL": NO_GIT_CONFIG,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_METHOD": request.command,
        "REMOTE_USER": LOGIN.partition(":")[0],
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
    }
    body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
    out = subprocess.run([str(BACKEND)], input=body, env=environment, capture_output=True).stdout
    head, _, content = out.partition(b"\r\n\r\n")
    rows = [row.partition(b": ") for row in head.split(b"\r\n")]
    status = next((int(value.split()[0]) for name, _, value in rows if name == b"Status"), 200)
    request.send_response(status)
    for name, _, value in rows:
        if name != b"Status":
            request.send_header(name.decode(), value.decode())
    request.end_headers()
    request.wfile.write(content)


class SilentServer:
    """A port that accepts and never answers. Use it with `with`."""

    def __enter__(self) -> SilentServer:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()


def program(place: Path, text: str) -> Path:
    """A program for a shell at a place."""
    place.write_text(text)
    place.chmod(0o755)
    return place


HAS_BACKEND = BACKEND.exists() and os.name != "nt" and shutil.which("sh") is not None
