"""Files written whole or not at all, and the lock that makes commands follow each other."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ppl.errors import StoreError, Text

LOCK_SECONDS = 120.0


LONGEST_NAME, MOST_OF_A_NAME = 200, 255  # bytes: what file systems take


def temporary(path: Path, mark: str = "") -> Path:
    """Where a file is written before it gets its name; of a name that leaves no room only the end counts."""
    name = path.name if len(path.name) <= LONGEST_NAME else path.name[-60:]
    return path.with_name(f".{name}{mark}.ppl-new")


def replace_file(path: Path, content: bytes, lasting: bool = False, mode: int | None = None, mark: str = "") -> None:
    """Write a file by renaming a finished one into place.

    mode: who may use it, as far as the umask allows; else as the file that stood there
    mark: sets the unfinished one apart from that of another process
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = temporary(path, mark)
    with ExitStack() as undo:
        undo.callback(_remove, new)
        with open(new, "wb", opener=lambda name, flags: os.open(name, flags, 0o666 if mode is None else mode)) as file:
            file.write(content)
            if mode is None:
                _keep_mode(path, file.fileno())
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(new, path)
        undo.pop_all()


def write_named(path: Path, content: bytes) -> None:
    """Write a file that somebody named, whole or not at all; a device, or in a folder that stays as it is, in place."""
    place = Path(os.path.realpath(path))
    is_in_place = not os.access(place.parent, os.W_OK) or (
        place.exists() and not (place.is_file() and os.access(place, os.W_OK))
    )
    if is_in_place:
        place.write_bytes(content)
    else:
        replace_file(place, content, mark=f".{os.getpid()}")


def look_writable(path: Path) -> None:
    """See that a file that somebody named can be written, as far as can be known before. Raises OSError."""
    place = Path(os.path.realpath(path))
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if len(place.name.encode(errors="replace")) > MOST_OF_A_NAME:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
    folder = place.parent
    if not folder.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(folder, os.W_OK) and not (place.exists() and os.access(place, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _keep_mode(path: Path, descriptor: int) -> None:
    """Let a new file have the mode of the one that stands there."""
    if hasattr(os, "fchmod"):
        with suppress(OSError):
            os.fchmod(descriptor, path.stat().st_mode & 0o7777)


def put(path: Path, content: bytes | None, is_executable: bool = False) -> None:
    """Make a file hold this content, or (None) be absent; folders that become empty go too.

    is_executable: whether it may be run, where it is not there yet
    """
    if content is not None:
        replace_file(path, content, mode=0o777 if is_executable and not path.exists() else None)
        return
    path.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        try:
            folder.rmdir()
        except OSError:
            break


AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def content_of(path: Path | str) -> bytes | None:
    """What a file holds; None where it is not there. Raises OSError, and never waits, for what is not a file."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "this is not a file", str(path))
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | AT_ONCE)) as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def locked(place: Path) -> Iterator[int]:
    """Hold the knowledge base's own lock; waits for another ppl. Ends with the process, whatever happens.

    Gives the descriptor: a child that inherits it holds the lock too.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(place, "a+b") as file:
        until = time.monotonic() + LOCK_SECONDS
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                what = Text("another ppl has been writing here for two minutes")
                raise StoreError(what, Text("look whether one waits for an answer in another window"))
            time.sleep(0.01)
        yield file.fileno()


def is_locked(place: Path) -> bool:
    """Whether a command is writing at this moment."""
    try:
        with open(place, "rb") as file:
            return not _try_lock(file.fileno(), shared=True)
    except OSError:
        return False


def _try_lock(descriptor: int, shared: bool = False) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
