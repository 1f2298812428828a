"""A write is announced before the first file changes, so that the next command can finish what a crash broke off.

The announcement lies in the git folder of the work tree: what will stand in which file, what stood there, and the
commit's message. Whoever finds one completes it; where that is not possible any more, the entry is kept as a draft.
"""

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ppl.store.files import replace_file
from ppl.store.git.index import EXECUTABLE, PLAIN

NAME = "announced.json"
LONGEST = 255  # bytes that the name of a file may have
TAKEN_BACK = "take-back.json"  # the same, of a write that failed: nothing of it may happen any more


class Change(NamedTuple):
    """A file of the knowledge base before and after; None where it is not there. The path is below data/.

    mode: git's mode of a file that is made from one with another name or of before; empty: as a new one's
    """

    path: str
    old: bytes | None
    new: bytes | None
    mode: str = ""


class Announcement(NamedTuple):
    """A write that has begun.

    message: what its commit will say; changes: the files, with paths within the repository
    branch: where it goes; ids: path to the id that its blob will have
    """

    message: str
    changes: tuple[Change, ...]
    branch: str | None = None
    ids: Mapping[str, str | None] = {}

    @property
    def subject(self) -> str:
        return self.message.partition("\n")[0]


def write_announcement(place: Path, announcement: Announcement) -> None:
    """Put the announcement on disk, whole or not at all, before anything else is written."""
    content = announcement._asdict() | {
        "changes": [[c.path, _packed(c.old), _packed(c.new), c.mode] for c in announcement.changes]
    }
    replace_file(place, json.dumps(content).encode(), lasting=True)


def read_announcement(place: Path) -> Announcement | None:
    """The announcement at a place; None where there is none. Raises ValueError where it cannot be understood."""
    try:
        content = json.loads(place.read_bytes())
        changes = tuple(
            Change(path, _unpacked(old), _unpacked(new), *mode) for path, old, new, *mode in content["changes"]
        )
        message, branch = content["message"], content["branch"]
        is_sound = all(_is_inside(change.path) and change.mode in ("", PLAIN, EXECUTABLE) for change in changes)
        if not is_sound or not isinstance(branch, str | None):
            raise TypeError
        message.encode()
        return Announcement(message, changes, branch, dict(content["ids"]))
    except FileNotFoundError:
        return None
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _is_inside(path: object) -> bool:
    """Whether this can be the path of a file in a work tree."""
    if not isinstance(path, str) or "\0" in path or path.startswith("/"):
        return False
    parts = path.split("/")
    return all(part and len(os.fsencode(part)) <= LONGEST and part.lower() not in ("..", ".git") for part in parts)


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _unpacked(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
