"""A pseudo-terminal in which ppl runs: types answers, reads the screen. Only where Python has pty."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import signal
import struct
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from ppl.cli.ask.choices import key_of
from ppl.resources import catalogue
from tests import processes

CODES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|\][^\x07]*\x07|.)")
PATIENCE = 45.0  # seconds; the machine may be busy with other tests


class Words:
    """The sentences of one language, as they come on the screen; letters of choices among them."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, source: str) -> str:
        """A sentence up to its first value."""
        return catalogue(self.lang).gettext(source).partition("{")[0]

    def key(self, source: str) -> str:
        return key_of(self(source))


class Terminal:
    """ppl in a terminal of `columns` characters wide. Use it with `with`: nothing is left running.

    screen: all that was shown so far, without the codes for colour and cursor
    """

    def __init__(self, folder: Path, environment: Mapping[str, str], *words: str, columns: int = 80) -> None:
        import fcntl
        import pty
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

        self.begun = time.monotonic()
        around = {"TERM": "xterm", **environment}
        self.process = processes.start(words, folder, around, (theirs, theirs, theirs), has_terminal=True)
        os.close(theirs)
        self.screen = ""
        self.read_to = 0
        self.keys = 0
        self.answers: list[str] = []

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def _more(self, seconds: float) -> bool:
        """Read what came; whether there can come more."""
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.ours, 65536)
        except OSError as end:
            if end.errno != errno.EIO:
                raise
            return False
        self.screen += CODES.sub("", data.decode("utf-8", "replace")).replace("\r", "")
        return bool(data)

    def expect(self, text: str) -> str:
        """Wait until a text is shown after what was read before; returns what came up to and with it."""
        until = time.monotonic() + PATIENCE
        while (place := self.screen.find(text, self.read_to)) < 0:
            if not self._more(0.2) or time.monotonic() > until:
                raise AssertionError(
                    f"`{text}` is not shown:\n{self.screen[self.read_to :]}\n--- before:\n{self.screen}"
                )
        found = self.screen[self.read_to : place + len(text)]
        self.read_to = place + len(text)
        return found

    def type(self, text: str, enter: bool = True) -> None:
        """Type a line, or keys alone."""
        self.keys += len(text) + enter
        if enter:
            self.answers.append(text)
        os.write(self.ours, text.encode() + (b"\r" if enter else b""))

    def answer(self, question: str, text: str = "") -> str:
        """Wait for a question, and answer it (Enter alone without a text); returns what was shown."""
        shown = self.expect(question)
        shown += self.expect_prompt()
        self.type(text)
        return shown

    def expect_prompt(self) -> str:
        """Wait until a question waits for its answer."""
        until = time.monotonic() + PATIENCE
        while not re.search(r"(: |> |\] )$", self.screen[self.read_to :]):
            if not self._more(0.2) or time.monotonic() > until:
                raise AssertionError(f"no question is waiting:\n{self.screen}")
        found = self.screen[self.read_to :]
        self.read_to = len(self.screen)
        return found

    def interrupt(self) -> None:
        """Ctrl-C."""
        os.write(self.ours, b"\x03")

    def close(self) -> None:
        """Close the window: ppl gets SIGHUP."""
        with contextlib.suppress(OSError):
            os.close(self.ours)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    def end(self) -> int:
        """Wait until ppl ends; its exit code."""
        until = time.monotonic() + PATIENCE
        while self._more(0.2):
            if self.process.poll() is not None and not select.select([self.ours], [], [], 0.05)[0]:
                break
            if time.monotonic() > until:
                raise AssertionError(f"ppl does not end:\n{self.screen}")
        return self.process.wait(timeout=PATIENCE)
