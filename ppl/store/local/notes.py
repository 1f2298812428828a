"""Notes that wait for the next session: outside the records, in the common git folder, for their writer only."""

import datetime
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text, disk_words
from ppl.store.files import replace_file
from ppl.store.folder import Folder

OWNER_ONLY = 0o600
_NAME = re.compile(r"n[0-9a-f]{4,16}")


class Note(NamedTuple):
    """A note that waits. id: what names it, in forms too; at: when; by: who typed it, as git calls them."""

    id: str
    at: datetime.datetime
    project: str
    text: str
    by: str


def notes(folder: Folder, project: str | None = None) -> list[Note]:
    """The notes that wait, the oldest first; of one project, if named. A file that is no note is passed over."""
    found = sorted(_read(_place(folder)), key=lambda pair: (pair[1].at, pair[0], pair[1].id))
    return [note for _, note in found if project in (None, note.project)]


def keep(folder: Folder, project: str, text: str, now: datetime.datetime) -> Note:
    """Keep a note until its session: a file of its own, whole or not at all. Raises StoreError."""
    note = Note("", now, project, text, _writer(folder))
    content = {"project": project, "at": now.isoformat(timespec="seconds"), "by": note.by, "text": text}
    place = _place(folder)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _reserved(place, f"{now.isoformat()} {project} {text}")
        _put(path, content)
    except OSError as error:
        what = Text("the note cannot be kept: {why}", why=disk_words(error))
        remedy = Text("see whether there is room on the disk, and whether you may write in {place}", place=str(place))
        raise StoreError(what, remedy) from None
    return note._replace(id=path.stem)


def rename(folder: Folder, old: str, new: str) -> int:
    """A project has another id: its notes wait for that one; how many they are. Raises StoreError."""
    import json

    moved = 0
    for note in notes(folder, old):
        path = _place(folder) / f"{note.id}.json"
        try:
            time = path.stat()
            _put(path, {**json.loads(path.read_bytes()), "project": new})
            os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))
            moved += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreError(Text("the note cannot be kept: {why}", why=disk_words(error))) from None
    return moved


def drop(folder: Folder, ids: Iterable[str]) -> None:
    """Take notes away; those that are gone already are passed over."""
    place = _place(folder)
    for id in ids:
        if _NAME.fullmatch(id):
            with suppress(FileNotFoundError):
                (place / f"{id}.json").unlink()


def _put(path: Path, content: Mapping[str, str]) -> None:
    """A note in its file, whole or not at all, for its writer only. Raises OSError."""
    import json

    text = json.dumps(content, ensure_ascii=False, indent=1)
    replace_file(path, text.encode("utf-8", "replace"), lasting=True, mode=OWNER_ONLY)


def _place(folder: Folder) -> Path:
    return folder.git.common_folder / "ppl" / "notes"


def _reserved(place: Path, content: str) -> Path:
    """A name that nobody else has, taken with an empty file. The same content twice gets two names."""
    digest = hashlib.sha1(content.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    names = [*(f"n{digest[i : i + 4]}" for i in range(0, 20, 4)), *(f"n{digest[:i]}" for i in range(5, 17))]
    for name in names:
        path = place / f"{name}.json"
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
            return path
    raise StoreError(Text("this note is kept already, many times"), Text("ppl note --list shows what waits"))


def _read(place: Path) -> Iterator[tuple[int, Note]]:
    """The notes in the folder, each with the time of its file, which orders those of one moment."""
    import json

    for path in place.glob("n*.json"):
        try:
            content = json.loads(path.read_bytes())
            at = datetime.datetime.fromisoformat(content["at"])
            fields = [content[name] for name in ("project", "text", "by")]
            time = path.stat().st_mtime_ns
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if _NAME.fullmatch(path.stem) and all(isinstance(field, str) for field in fields):
            yield time, Note(path.stem, at.replace(tzinfo=None), *fields)


def _writer(folder: Folder) -> str:
    """Who writes, as git would put it on a commit; the machine's name for them where git knows nobody."""
    code, said, _ = folder.git.answer("config", "user.name")
    environment = folder.environment
    for name in (environment.get("GIT_AUTHOR_NAME"), said.decode("utf-8", "replace") if not code else ""):
        if name and name.strip():
            return name.strip()
    return environment.get("USER") or environment.get("USERNAME") or ""
