"""What somebody typed and what stands nowhere else yet: kept as a draft that is named, however the command ends."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType, TracebackType
from typing import Any

import typer

from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import StoreError


class TypedText:
    """A text that was typed, from the editor to the commit. Within `with` it is kept where anything goes wrong.

    text: what was typed last; empty where there is nothing (any more) to lose
    """

    def __init__(self, desk: Desk, word: str) -> None:
        self.desk = desk
        self.word = word
        self.text = ""
        self._signals = signals_stop()

    def __enter__(self) -> "TypedText":
        self._signals.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and self.text:
            with suppress(OSError):  # the window may be gone
                self.desk.keep_text(self.text, self.word)
        self._signals.__exit__(None, None, None)
        if isinstance(error, StoppedError):
            raise typer.Exit(error.exit_code) from None


class InputKept:
    """A whole command. What came on standard input, or as a long argument, is kept where the command ends badly.

    word: the command's, for the name of the draft
    """

    def __init__(self, desk: Desk, word: str) -> None:
        self.desk = desk
        self.word = word
        self._signals = signals_stop() if desk.input.is_meant else nullcontext()

    def __enter__(self) -> None:
        self._signals.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        is_stopped = isinstance(error, (StoppedError, typer.Abort, KeyboardInterrupt))
        if text := self.desk.input.unsettled(self.desk.has_keyboard, is_done=kind is None, is_stopped=is_stopped):
            with suppress(OSError):  # the window may be gone
                try:
                    self.desk.keep_text(text, self.word, ending="")  # what it is shows when it is sent in again
                except StoreError as refused:
                    self.desk.fail(refused)
        self._signals.__exit__(None, None, None)


@contextmanager
def signals_stop() -> Iterator[None]:
    """TERM and a closed window end what goes on with StoppedError, as Ctrl-C ends it, so that it can be kept."""

    def stop(number: int, frame: FrameType | None) -> None:
        for name in before:  # a shell may say it a second time, while what was typed is being kept
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        raise StoppedError(128 + number)

    before: dict[str, Any] = {}
    with suppress(ValueError):  # not the main thread: signals are not ours
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
                before[name] = signal.signal(getattr(signal, name), stop)
    try:
        yield
    finally:
        for name, held in before.items():
            signal.signal(getattr(signal, name), held)
