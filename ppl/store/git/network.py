"""Git's commands that reach a remote: with an end to its silence, its progress shown, and nothing left running."""

import os
import queue
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from ppl.store.git.process import Child
from ppl.store.git.repository import Git

# The times of docs/manual/sync.md. A link that answered at all may be slow; one that never did is not waited for.
FIRST_SECONDS = 15  # until the first answer of all, a connection included
SILENT_SECONDS = 60  # without a sign of life, once there was one
START_SECONDS = 300  # until git says something, where somebody may be typing a password or a hook of ours is at work
END_SECONDS = 5.0  # for git to tidy up when it is told to end
SSH_OPTIONS = {"connecttimeout": f"ConnectTimeout={FIRST_SECONDS}", "serveraliveinterval": "ServerAliveInterval=20"}


class Answer(NamedTuple):
    """What came of a command at a remote.

    code: its exit code; silent: the seconds after which it was given up, 0 where it ended by itself
    out, said: its standard output and error
    """

    code: int
    out: str
    said: str
    silent: int = 0


class Network:
    """Git at a remote.

    asks: whether git may ask for a password on the terminal; show: gets what it is doing, piece by piece
    """

    def __init__(self, git: Git, url: str, asks: bool = False, show: Callable[[str], None] | None = None) -> None:
        self.git = git
        self.asks = asks
        self.show = show or (lambda piece: None)
        self.environment = {**_patience(git), **_ssh(git, url), **({"GIT_TERMINAL_PROMPT": "1"} if asks else {})}

    def answer(self, *args: str, meanwhile: Callable[[], None] = lambda: None) -> Answer:
        """What came of a git command. A signal for ppl comes through when that command has ended.

        meanwhile: what ppl does while git is at work; where that fails, git is ended
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryDirectory(prefix="ppl-") as folder:
            trace = Trace(Path(folder) / "trace", self.git.environment, self.asks)
            process = subprocess.Popen(
                ["git", *args],
                cwd=self.git.folder,
                env={**self.git.environment, **self.environment, **trace.environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.PIPE,
                start_new_session=not self.asks,  # a password is asked on the terminal, which a session has
            )
            with ExitStack() as undo:
                undo.callback(_end, process, not self.asks)
                said, silent = self._listen(process, trace, meanwhile)
                undo.pop_all()
            if process.returncode in (-signal.SIGINT, 128 + signal.SIGINT):  # Ctrl-C that reached git before ppl
                raise KeyboardInterrupt
            out.seek(0)
            return Answer(process.returncode, out.read().decode("utf-8", "replace"), said, silent)

    @property
    def _has_hook(self) -> bool:
        return os.access(self.git.common_folder / "hooks" / "pre-push", os.X_OK) or bool(
            self.git.setting("core.hookspath")
        )

    def _listen(self, process: Child, trace: "Trace", meanwhile: Callable[[], None]) -> tuple[str, int]:
        """All that it says on standard error until it ends, or has said nothing for as long as its patience lasts."""
        pieces: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        reader = threading.Thread(target=_read, args=(process, pieces), daemon=True)
        waiter = threading.Thread(target=_wait, args=(process, pieces), daemon=True)
        reader.start()
        waiter.start()
        meanwhile()
        said, has_ended = b"", False
        patience, is_first = FIRST_SECONDS, True
        while True:
            try:
                piece = pieces.get(timeout=0.2 if has_ended else patience)
            except queue.Empty:
                if has_ended:  # something that git left running (a shared connection of ssh) keeps its stderr
                    return said.decode("utf-8", "replace"), 0
                if is_first and trace.may_wait:
                    patience = START_SECONDS if self.asks or self._has_hook else SILENT_SECONDS
                    is_first = False
                    continue
                _end(process, not self.asks)
                return said.decode("utf-8", "replace"), patience
            if piece is None:
                has_ended = True
            elif piece:
                said += piece
                patience, is_first = SILENT_SECONDS, False
                self.show(piece.decode("utf-8", "replace"))
            else:
                waiter.join()
                return said.decode("utf-8", "replace"), 0


class Trace:
    """What git itself notes of its talk with a remote, which tells whether that ever answered.

    Where a password may be asked only a talk over http shows that nobody is typing one.
    """

    def __init__(self, file: Path, environment: Mapping[str, str], asks: bool) -> None:
        names = ("GIT_TRACE_CURL",) if asks else ("GIT_TRACE_CURL", "GIT_TRACE_PACKET")
        is_free = not any(name in environment for name in names)  # else the user looks at it
        self.file = file if is_free else None
        self.asks = asks
        self.environment = {"GIT_TRACE_CURL_NO_DATA": "1", **dict.fromkeys(names, str(file))} if is_free else {}

    @property
    def may_wait(self) -> bool:
        """Whether the remote has answered, or it cannot be known."""
        if self.file is None:
            return True
        noted = self.file.read_bytes() if self.file.exists() else b""
        return bool(re.search(rb"<= Recv header|packet: +\S+< ", noted)) or (self.asks and b"== Info" not in noted)


def _wait(process: Child, pieces: "queue.SimpleQueue[bytes | None]") -> None:
    """Put None into the queue when it has ended."""
    process.wait()
    pieces.put(None)


def _read(process: Child, pieces: "queue.SimpleQueue[bytes | None]") -> None:
    """Put what it says on standard error into the queue; an empty piece at its end."""
    assert process.stderr is not None
    with process.stderr as stream:
        while piece := os.read(stream.fileno(), 4096):
            pieces.put(piece)
    pieces.put(b"")


def _end(process: Child, has_session: bool) -> None:
    """Let git and what it started end: first asked, so that it takes its locks away, then without asking."""
    family = [process.pid] if has_session else [process.pid, *_descendants(process.pid)]
    send = os.killpg if has_session and os.name != "nt" else os.kill
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        for pid in family:
            with suppress(OSError):
                send(pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
            return


def _descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they started; none where the system does not tell."""
    try:
        done = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return []
    children: dict[int, list[int]] = {}
    for row in done.stdout.splitlines():
        child, parent = map(int, row.split())
        children.setdefault(parent, []).append(child)
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found[1:]


def _patience(git: Git) -> dict[str, str]:
    """Settings for http, where the user has none."""
    first = int(git.environment["GIT_CONFIG_COUNT"])
    wanted = (("http.lowSpeedLimit", "1"), ("http.lowSpeedTime", str(SILENT_SECONDS)))
    rows = [(name, value) for name, value in wanted if git.setting(name) is None]
    found = {"GIT_CONFIG_COUNT": str(first + len(rows))}
    for number, (name, value) in enumerate(rows, first):
        found |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _ssh(git: Git, url: str) -> dict[str, str]:
    """The command for ssh with what its settings for this host leave open; nothing where the user has an own one."""
    host = url.removeprefix("ssh://").partition("/")[0] if url.startswith("ssh://") else url.partition(":")[0]
    is_ssh = url.startswith("ssh://") or (":" in url and "://" not in url and "/" not in host and len(host) > 1)
    has_own = git.setting("core.sshcommand") or any(git.environment.get(n) for n in ("GIT_SSH", "GIT_SSH_COMMAND"))
    if not is_ssh or has_own or host.startswith("-"):
        return {}
    try:
        words = ["ssh", "-G", host.rpartition(":")[0] or host if url.startswith("ssh://") else host]
        done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, env=git.environment)
    except OSError:  # no ssh: git says so
        return {}
    pairs = dict(row.partition(" ")[::2] for row in done.stdout.decode("utf-8", "replace").splitlines())
    options = [option for name, option in SSH_OPTIONS.items() if pairs.get(name, "none") in ("none", "0")]
    return {"GIT_SSH_COMMAND": " ".join(["ssh", *(f"-o {option}" for option in options)])}
