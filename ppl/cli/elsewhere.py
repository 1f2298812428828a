"""A folder that a cloud service copies is no place for a knowledge base: ppl names one that is, and takes it."""

from pathlib import Path

import typer

from ppl.cli.ask.questions import Asker, Question
from ppl.cli.desk import MARK, Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import StoreError, Text, UsageError
from ppl.store.clouds import as_argument, cloud_of, outside, refuse_cloud

NAME = "kennisbank"


def asked_folder(desk: Desk, can_ask: bool) -> Path:
    """The folder of a new knowledge base where nobody named one: asked for, with a proposal outside every cloud.

    Raises UsageError with the proposal where nobody can be asked. Ends the command where it is broken off.
    """
    proposal = str(outside(Path(NAME), desk.environment) or NAME)
    if not (can_ask and desk.is_terminal):
        command = f"ppl init {as_argument(proposal)}"
        raise UsageError(Text("it is not said in which folder"), Text("for example: {command}", command=command))
    question = Question(
        "folder",
        Text("In which folder"),
        Text("A folder that is not there yet, or a repository. No folder of OneDrive, Dropbox or another cloud."),
        default=proposal,
        is_required=True,
    )
    try:
        return Path(Asker(Terminal(desk)).insist(question)).expanduser()
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None


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
