"""One line beside a conversation: what stands on it half typed is kept where it is broken off."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ppl.cli.ask.questions import Asker, Question
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal, cleaned
from ppl.errors import Text


def insisted(desk: Desk, question: Question, word: str) -> str:
    """The answer to one question. Raises StoppedError where it is broken off; a half-typed line is kept then."""
    terminal = Terminal(desk)
    return _kept(desk, terminal, word, lambda: Asker(terminal).insist(question))


def typed_line(desk: Desk, prompt: Text, word: str) -> str:
    """One line, as it is. Raises StoppedError where it is broken off; a half-typed line is kept then."""
    terminal = Terminal(desk)
    return _kept(desk, terminal, word, lambda: cleaned(terminal.line(f"{desk.words(prompt)} ")))


def _kept(desk: Desk, terminal: Terminal, word: str, ask: Callable[[], str]) -> str:
    with _deaf():
        try:
            return ask()
        except StoppedError:
            if terminal.typed.strip():
                with suppress(OSError):  # the window may be gone
                    desk.keep_text(terminal.typed, word)
            raise


@contextmanager
def _deaf() -> Iterator[None]:
    """A closed window tells the line, which hears it itself, and nobody while what stood there is kept."""
    before = None
    with suppress(ValueError, AttributeError):  # not the main thread; a system without it
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGHUP, before)
