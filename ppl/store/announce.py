"""A write is announced before the first file changes, so that the next command can finish what a crash broke off.

The announcement lies in the git folder: what will stand in which file, what stood there, and the commit's
message. Whoever finds one completes it; where that is not possible any more, the entry is kept as a draft.
"""

import base64
import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text

LOCK_SECONDS = 120.0


class Change(NamedTuple):
    """A file of the knowledge base before and after; None where it is not there. The path is below data/."""

    path: str
    old: bytes | None
    new: bytes | None


class Announcement(NamedTuple):
    """A write that has begun."""

    message: str
    changes: tuple[Change, ...]


def write_announcement(place: Path, announcement: Announcement) -> None:
    """Put the announcement on disk, whole or not at all, before anything else is written."""
    content = {
        "message": announcement.message,
        "files": [[c.path, _packed(c.old), _packed(c.new)] for c in announcement.changes],
    }
    replace_file(place, json.dumps(content).encode(), lasting=True)


def read_announcement(place: Path) -> Announcement | None:
    try:
        content = json.loads(place.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:  # an unfinished disk write after a power cut: nothing was changed yet
        return Announcement("", ())
    changes = (Change(path, _unpacked(old), _unpacked(new)) for path, old, new in content["files"])
    return Announcement(content["message"], tuple(changes))


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _unpacked(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)


def temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.ppl-new")


def replace_file(path: Path, content: bytes, lasting: bool = False, mode: int = 0o666) -> None:
    """Write a file by renaming a finished one into place; `mode` says who may use it, as far as the umask allows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = temporary(path)
    try:
        with open(new, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(new, path)
    except BaseException:  # Ctrl-C too: no half file stays
        with suppress(OSError):
            new.unlink()
        raise


def put(path: Path, content: bytes | None) -> None:
    """Make a file hold this content, or (None) be absent; folders that become empty go too."""
    if content is not None:
        replace_file(path, content)
        return
    path.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        try:
            folder.rmdir()
        except OSError:
            break


def blob_id(content: bytes) -> str:
    """The id that git gives to this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the knowledge base's own lock; waits for another ppl. Ends with the process, whatever happens."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(place, "a+b") as file:
        until = time.monotonic() + LOCK_SECONDS
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                what = Text("another ppl has been writing here for two minutes")
                raise StoreError(what, Text("look whether one waits for an answer in another window"))
            time.sleep(0.01)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
