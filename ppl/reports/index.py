"""How the index stands: what of the files ppl remembers, how large that is, and since when."""

import datetime
from typing import Any

import msgspec

from ppl.errors import Text, count


class Request(msgspec.Struct, frozen=True):
    """The index: where it lies, its bytes, when it was written last.

    files: those of the work folder; known: so many of them are as they were when they were read
    contents: what is remembered, of earlier states too
    """

    place: str
    size: int
    written_at: datetime.datetime
    files: int
    known: int
    contents: int


class IndexShown(msgspec.Struct, frozen=True, kw_only=True):
    """The same, with what it is worth. state: complete, or behind where some files are read again."""

    state: str
    place: str
    size: int
    written_at: str
    files: int
    known: int
    contents: int


def build(request: Request, today: datetime.date) -> IndexShown:
    """How the index stands."""
    return IndexShown(
        state="complete" if request.known == request.files else "behind",
        place=request.place,
        size=request.size,
        written_at=request.written_at.isoformat(),
        files=request.files,
        known=request.known,
        contents=request.contents,
    )


def context(request: Request, index: IndexShown) -> dict[str, Any]:
    """The sentences of the page."""
    behind = index.files - index.known
    state = count(
        Text("{number} file of {all} is new or changed, and is read when it is needed", all=index.files),
        Text("{number} files of {all} are new or changed, and are read when they are needed", all=index.files),
        behind,
    )
    if not behind:
        state = Text("every file is known as it is ({all})", all=index.files)
    size = Text(
        "{size} kB, written last on {at}", size=-(-index.size // 1000), at=index.written_at[:16].replace("T", " ")
    )
    contents = count(
        Text("{number} content is remembered, of earlier states too"),
        Text("{number} contents are remembered, of earlier states too"),
        index.contents,
    )
    return {"lines": (state, size, contents, Text("it lies in {place}", place=index.place))}
