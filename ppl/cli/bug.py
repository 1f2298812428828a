"""What ppl itself did wrong: said as that, with a file for whoever mends it, outside every repository."""

import os
import platform
import traceback
from pathlib import Path
from types import TracebackType

import typer
from typer.exceptions import TyperException

from ppl.cli.desk import Desk
from ppl.cli.input_text import WITHHELD
from ppl.cli.stopped import StoppedError
from ppl.errors import PplError, Text

BUG = 70  # the exit code, as sysexits.h has it for a fault of the program itself
MEANT = (PplError, OSError, StoppedError, TyperException, typer.Exit, typer.Abort)


class BugReported:
    """A whole command. What it raises without meaning to is kept in a file that is named; then it ends with `BUG`.

    word: the command's, for the name of that file
    """

    def __init__(self, desk: Desk, word: str) -> None:
        self.desk = desk
        self.word = word

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception) or isinstance(error, MEANT):
            return
        details = _details(self.word, error)
        name = type(error).__name__
        try:
            file = self._file()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(details, encoding="utf-8", errors="backslashreplace")
        except OSError:
            self.desk.remark(details)
            remedy = Text("send the lines above to who maintains ppl")
        else:
            remedy = Text("send {file} to who maintains ppl: it says where ppl went wrong", file=str(file))
        self.desk.fail(PplError(Text("this is a bug in ppl ({name}), not a fault of yours", name=name), remedy))
        raise typer.Exit(BUG) from None

    def _file(self) -> Path:
        state = Path(self.desk.environment.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        return state / "ppl" / "bugs" / f"{self.word}-{os.getpid()}.txt"


def _details(word: str, error: Exception) -> str:
    """Which ppl did what on which system, and where it went wrong: no arguments, no records, no name of a home."""
    from ppl import __version__

    head = f"ppl {__version__}, Python {platform.python_version()}, {platform.system()}: ppl {word}\n\n"
    way = traceback.format_tb(error.__traceback__) if word in WITHHELD else traceback.format_exception(error)
    return head + "".join(way).replace(str(Path.home()), "~")
