"""What came on standard input, or as a long argument, until it stands in a record."""

import errno
import os
import stat
import sys
from collections.abc import Sequence

LONG = 200  # characters of an argument that nobody wants to type a second time
PIECE = 65_536
WITHHELD = ("redact", "erase")  # words of which nothing is kept: it is what has to go
LARGEST = 50_000_000  # bytes: what is longer is no entry and no planning, or never ends


class InputText:
    """What one command was given and may still lose."""

    def __init__(self, arguments: Sequence[str]) -> None:
        is_withheld = any(word in WITHHELD for word in arguments[:3])  # behind --root DIR
        self.is_meant = not is_withheld and any(word == "-" or word.endswith("=-") for word in arguments)
        self._arguments = [word for word in arguments if len(word) > LONG and " " in word and not is_withheld]
        self._data = b""
        self._is_read = False

    def read(self, source: str = "-") -> bytes:
        """All that a file holds, or standard input says (-). Raises OSError.

        What is no file that stays, such as a pipe of the shell, is known from its first piece on.
        """
        if source == "-":
            self._is_read = True
            return self._read_pipe(sys.stdin.fileno()) if sys.stdin is not None else b""
        with open(source, "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                return self._read_pipe(file.fileno())
            if facts.st_size > LARGEST:
                raise _too_large()
            return file.read()

    def _read_pipe(self, descriptor: int) -> bytes:
        pieces, size = [self._data], len(self._data)
        try:
            while piece := os.read(descriptor, PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:
                    pieces.clear()
                    raise _too_large()
        finally:
            self._data = b"".join(pieces)
        return self._data

    def settle(self) -> None:
        """It stands in a commit, a note or a draft."""
        self._arguments, self._data, self._is_read = [], b"", True

    def unsettled(self, is_typed: bool, is_done: bool, is_stopped: bool) -> bytes:
        """What would be gone when the command ends now.

        is_typed: on a terminal; is_done: without a refusal: what a pipe or the shell gave can be given again
        is_stopped: by a signal, when nobody waits for the rest of a pipe
        """
        if is_done:
            return self._data if is_typed else b""
        if self.is_meant and not (self._is_read or is_typed or is_stopped):
            self.read()
        return (self._data if self._data.strip() else b"") or "\n".join(self._arguments).encode(
            "utf-8", "surrogateescape"
        )


def _too_large() -> OSError:
    return OSError(errno.EFBIG, os.strerror(errno.EFBIG), "<stdin>")
