"""A folder that a cloud service copies is no place for a knowledge base: ppl names one that is, and takes it."""

from pathlib import Path

from ppl.cli.desk import MARK, Desk
from ppl.errors import StoreError, Text
from ppl.store.clouds import as_argument, cloud_of, outside, refuse_cloud


def folder_outside_clouds(desk: Desk, folder: Path, yes: bool = False) -> Path:
    """The folder itself; where a cloud service copies it, another one, if somebody takes that.

    yes: take it without asking. Raises StoreError, with a command that makes it elsewhere.
    """
    cloud = cloud_of(folder.expanduser())
    if cloud is None:
        return folder
    has_records = (folder.expanduser() / MARK).is_file()
    other = None if has_records else outside(folder, desk.environment)
    if other is None:
        refuse_cloud(folder.expanduser())
        return folder
    what = Text(
        "{folder} lies in {cloud}, which copies files while git writes them: that breaks a repository",
        folder=str(folder),
        cloud=cloud,
    )
    if not yes and not desk.is_terminal:
        raise StoreError(what, Text("a folder outside it: {command}", command=_command(desk, folder, str(other))))
    desk.remark(what)
    if not yes and not desk.agreed(Text("Make it in {folder}?", folder=str(other))):
        raise StoreError(Text("nothing was written"), Text("choose a folder outside {cloud}", cloud=cloud))
    return other


def _command(desk: Desk, folder: Path, other: str) -> str:
    """What was typed, with the other folder: to be pasted."""
    words = [other if word == str(folder) or Path(word) == folder else word for word in desk.arguments]
    return " ".join(("ppl", *(as_argument(word) for word in words)))
