"""The terminal: lines that can be edited, what was half typed kept, signals, and text that cannot steer the screen."""

import re
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import Text
from ppl.visible import on_one_line, pasted, visible

HEAR_SECONDS = 0.4


def cleaned(text: str) -> str:
    """What was typed, without the codes of keys that this terminal does not know, and without blanks around it."""
    text = re.sub(r"\x1b.?", "", pasted(re.sub(r"\x1bO.", "", text)))
    text = text.encode("utf-8", "replace").decode()
    return visible("".join(sign for sign in text if sign == "\n" or sign.isprintable())).strip()


def printable(text: str) -> str:
    """A text of a record on one line, unable to steer the terminal."""
    return on_one_line(text).replace("\t", " ")


class Terminal:
    """Where lines come from and questions go to. Lines can be edited where Python has its readline."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.typed = ""
        self.hears: Callable[[str], None] | None = None
        self._readline: Any = _readline() if sys.stdout.isatty() else None

    @property
    def width(self) -> int:
        import shutil

        return max(20, min(shutil.get_terminal_size().columns, 100))

    def say(self, text: Text | str, indent: str = "") -> None:
        """A remark, in lines that fit; data in it cannot steer the terminal."""
        sys.stdout.flush()
        for row in self.desk.words(text).split("\n"):
            plain = printable(row)
            lead = indent + " " * (len(plain) - len(plain.lstrip()))
            lines = textwrap.wrap(
                plain,
                self.width - 1,
                initial_indent=indent,
                subsequent_indent=lead + "  ",
                drop_whitespace=True,
                break_long_words=False,
                break_on_hyphens=False,
            )
            print("\n".join(lines), file=sys.stderr)

    def say_as_it_is(self, row: str) -> None:
        """A line of a file, which the terminal breaks where it ends."""
        sys.stdout.flush()
        print(printable(row), file=sys.stderr)

    def line(self, prompt: str, words: Sequence[str] = (), filled: str = "") -> str:
        """One line as it was typed. `filled` stands there already where lines can be edited. Raises StoppedError."""
        self.typed = ""
        prompt = visible(prompt)
        with self._watching():
            try:
                if self._readline is not None:
                    return self._edited_line(prompt, words, filled)
                print(prompt, end="", file=sys.stderr, flush=True)
                found = sys.stdin.readline()  # empty at the end of the input only
            except (KeyboardInterrupt, EOFError, OSError):
                found = ""
        if not found:
            with suppress(OSError):  # the window may be gone
                print(file=sys.stderr)
            raise StoppedError(130)
        return found.rstrip("\n")

    @property
    def is_editable(self) -> bool:
        """Whether an earlier answer can be put on the line, to be changed there."""
        return self._readline is not None

    def _edited_line(self, prompt: str, words: Sequence[str], filled: str) -> str:
        readline = self._readline

        def complete(start: str, number: int) -> str | None:
            found = [word for word in words if word.startswith(start.lower())]
            return found[number] if number < len(found) else None

        sys.stderr.flush()
        readline.set_completer(complete)
        readline.set_startup_hook((lambda: readline.insert_text(filled)) if filled else None)
        try:
            found = input(prompt)
            if _is_hung_up():  # readline hands over the line that somebody was typing when the window closed
                self.typed = found or self.typed
                raise StoppedError(129)
            return found
        finally:
            readline.set_startup_hook(None)
            readline.set_completer(None)

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Remember the half-typed line when a signal ends the conversation."""

        def stop(number: int, frame: FrameType | None) -> None:
            if self._readline is not None:
                self.typed = self._readline.get_line_buffer() or self.typed
            if number == signal.SIGINT:
                raise KeyboardInterrupt
            raise StoppedError(128 + number)

        def hear(number: int, frame: FrameType | None) -> None:
            """What stands on the line now: when the window closes, readline has already forgotten it."""
            try:
                typed = self._readline.get_line_buffer()
            except SystemError:  # Ctrl-C came at the same moment: Python is on its way out of input() with that
                return
            if typed != self.typed:
                self.typed = typed
                if self.hears is not None:
                    self.hears(typed)

        wanted: dict[str, Callable[[int, FrameType | None], None]] = dict.fromkeys(
            ("SIGINT", "SIGHUP", "SIGTERM"), stop
        )
        is_hearing = self._readline is not None and hasattr(signal, "setitimer")
        if is_hearing:
            wanted["SIGALRM"] = hear
        before = {}
        with suppress(ValueError):  # not the main thread: signals are not ours
            for name, handler in wanted.items():
                if hasattr(signal, name):
                    before[name] = signal.signal(getattr(signal, name), handler)
            if is_hearing:
                signal.setitimer(signal.ITIMER_REAL, HEAR_SECONDS, HEAR_SECONDS)
        try:
            yield
        finally:
            if is_hearing:
                signal.setitimer(signal.ITIMER_REAL, 0)
            for name, held in before.items():
                signal.signal(getattr(signal, name), held)


def _is_hung_up() -> bool:
    """Whether there is nobody at the other end of the terminal any more."""
    import select

    if not hasattr(select, "poll"):
        return False
    watch = select.poll()
    watch.register(sys.stdin.fileno(), select.POLLHUP)
    return any(event & select.POLLHUP for _, event in watch.poll(0))


def _readline() -> Any:
    """Python's readline, set up for us; None where it has none."""
    try:
        import readline
    except ImportError:
        return None
    readline.set_completer_delims(" ,")
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    if not is_libedit:
        readline.parse_and_bind("set show-all-if-ambiguous on")
        readline.parse_and_bind("set enable-bracketed-paste on")
        readline.parse_and_bind(r'"\e[": skip-csi-sequence')  # colours in what is pasted leave nothing behind
    readline.set_auto_history(False)
    return readline
