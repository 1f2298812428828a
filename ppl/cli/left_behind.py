"""What still holds a text that was taken out of the records: said line by line, and never the text itself."""

from collections.abc import Sequence

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.operations.redact import files_with
from ppl.store.git.remains import Remains, remains
from ppl.store.local.traces import traces
from ppl.store.piece import Piece

MOST = 8
UNSEEN = Text(
    "not to be seen from here: clones of colleagues, forks, caches of the server, files that git ignores, mail"
)


def tell_left(desk: Desk, pieces: Sequence[Piece], road: str) -> None:
    """Where else it stands now, what history holds, and what to do. road: the command that takes it out of history."""
    folder = desk.folder
    if not pieces:
        desk.remark(Text("what was taken out is no text to look for: whether it stands elsewhere is not known"))
        return
    if files := files_with(folder, pieces):
        desk.remark(Text("the same text stands in {files} now", files=_listed(files)))
        desk.remark(
            Text("  --everywhere takes it out of texts and comments; a name or an id gets another by ppl rename")
        )
    if outside := traces(folder, pieces):
        desk.remark(Text("outside git it stands in {files}", files=_listed([str(path) for path in outside])))
    found = remains(folder.git, pieces)
    if found.is_gone:
        desk.remark(Text("git holds it nowhere: it was never committed"))
        return
    tell_remains(desk, found)
    desk.remark(Text("{road} leads through taking it out of history", road=road))


def tell_remains(desk: Desk, found: Remains) -> None:
    """What git holds of it, and what cannot be seen from here."""
    if found.commits:
        desk.remark(
            Text(
                "history holds it, from {first} to {last}; commits that brought it, took it out or say it: {number}",
                first=found.first_on,
                last=found.last_on,
                number=len(found.commits),
            )
        )
    if found.said:
        desk.remark(Text("it stands in what commits say: {commits}", commits=_listed([id[:8] for id in found.said])))
    if found.sent:
        desk.remark(Text("it was sent: {branches}; whoever can clone there can read it", branches=_listed(found.sent)))
    elif found.commits:
        desk.remark(Text("no branch of a remote that this clone knows holds it"))
    if found.tags:
        desk.remark(Text("frozen states (tags) hold it: {tags}", tags=_listed(found.tags)))
    if found.others:
        desk.remark(Text("other names in this clone lead to it: {names}", names=_listed(found.others)))
    if found.stray:
        desk.remark(Text("git also keeps objects with it that no name leads to: {number}", number=found.stray))
    desk.remark(UNSEEN)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST]) + (f" ... ({len(names)})" if len(names) > MOST else "")
