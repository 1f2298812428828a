"""What a document for others says of itself, whose styles it takes, and how it is opened."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppl.errors import Text, UsageError, disk_words
from ppl.model.programme import Programme
from ppl.render.document import About

if TYPE_CHECKING:
    from ppl.cli.desk import Desk, Moment

SHORT = 7  # signs of a commit
LARGEST_STYLE = 20 * 2**20


def about(desk: Desk, request: Any, moment: Moment | None, found: Any) -> About:
    """The programme, the day and the commit of what a report shows.

    It is a draft where its record is one, or where it shows edits that nobody recorded.
    """
    if moment is None:
        return About(is_draft=bool(getattr(found, "is_draft", False)))
    programme = _programme(desk, request, moment)
    commit = moment.commit or desk.git.head().commit
    has_edits = moment.commit is None and bool(desk.folder.hand_edits())
    return About(
        programme=programme.name if programme else "",
        on=moment.today,
        state=commit[:SHORT] if commit else "",
        is_draft=has_edits or bool(getattr(found, "is_draft", False)),
    )


def style(desk: Desk, request: Any, moment: Moment | None, given: Path | None) -> tuple[str, bytes] | None:
    """Name and bytes of the document of Word whose styles are taken: the one given, else the programme's house style.

    Raises UsageError where it cannot be read.
    """
    programme = _programme(desk, request, moment) if moment is not None and given is None else None
    return style_of(desk, programme, given)


def style_of(desk: Desk, programme: Programme | None, given: Path | None) -> tuple[str, bytes] | None:
    """The same, of a programme that was read. Raises UsageError."""
    path = given
    if path is None:
        if programme is None or not programme.house_style:
            return None
        path = desk.root / programme.house_style
        if desk.root.resolve() not in path.resolve().parents:
            what = Text("house_style in programme.yaml names {file}, outside the knowledge base", file=str(path))
            raise UsageError(what, Text("put the file into the knowledge base, or name it with --style"))
    try:
        if path.stat().st_size > LARGEST_STYLE:
            raise UsageError(
                Text("{file} is larger than {number} MB", file=str(path), number=LARGEST_STYLE // 2**20),
                Text("save a document with styles alone, without pictures"),
            )
        return str(path), path.read_bytes()
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=str(path), why=disk_words(error))
        remedy = Text("name a document of Word with --style, or as house_style in programme.yaml")
        raise UsageError(what, remedy) from None


def file_to_view(name: str, request: Any, format: str) -> Path:
    """A file to write a report in that is only to be looked at: in a folder for what may go."""
    parts = [name, *(str(part).replace("/", "-") for part in (getattr(request, "project", None),) if part)]
    return Path(tempfile.mkdtemp(prefix="ppl-")) / f"{'-'.join(parts)}.{format}"


def open_file(desk: Desk, path: Path) -> None:
    """Open a file with the program that this machine has for it; say where it is when there is none."""
    import os
    import shutil
    import subprocess
    import sys

    try:
        if sys.platform == "win32":
            os.startfile(path)
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        if shutil.which(opener, path=desk.environment.get("PATH")) is not None:
            subprocess.Popen(
                [opener, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            return
    except OSError:
        pass
    desk.remark(Text("no program to open it was found; open {file} yourself", file=str(path)))


def _programme(desk: Desk, request: Any, moment: Moment) -> Programme | None:
    knowledge = getattr(request, "knowledge", None)
    if knowledge is None:
        knowledge = desk.read(moment, {"programme"})
    found: Programme | None = knowledge.one(Programme)
    return found
