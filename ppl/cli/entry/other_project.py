"""Notes that name another project than the one they were sent to."""

import re
from collections.abc import Collection

import typer

from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.errors import Text

MOST = 20_000


def refuse_other_project(desk: Desk, project: str | None, text: str, is_agreed: bool) -> None:
    """Ask whether notes belong to this project where they name another and not this one; a remark without a terminal.

    is_agreed: whether it was said beforehand that nothing is asked. Ends the command where they do not belong.
    """
    said = f" {_plain(text[:MOST])} "
    projects = {path.split("/")[1] for path in desk.folder.tree.paths("projects/")}
    named = sorted(one for one in projects if f" {_plain(one)} " in said)
    if project is None or not named:
        return
    if project not in named:
        what = Text("these notes name {named}, and not {project}", named=", ".join(named), project=project)
    elif begun := _begun(text, {*projects} - {project}):
        said_at = ", ".join(f"{number} ({one})" for number, one in begun.items())
        what = Text("these lines begin with another project than {project}: {lines}", project=project, lines=said_at)
    else:
        return
    if not desk.is_terminal or is_agreed:
        desk.remark(what)
        return
    desk.remark(what)
    try:
        is_right = desk.agreed(Text("Log them with {project} all the same?", project=project), enter=False)
    except (StoppedError, KeyboardInterrupt):
        is_right = False
    if not is_right:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(1)


def _begun(text: str, projects: Collection[str]) -> dict[int, str]:
    """By its number the lines that begin with one of these projects, or are a heading of it: `Hofkwartier: ...`."""
    ids = {_plain(one): one for one in projects}
    labels = ((number, _plain(line.partition(":")[0])) for number, line in enumerate(text[:MOST].splitlines(), 1))
    return {number: ids[label] for number, label in labels if label in ids}


def _plain(text: str) -> str:
    """The words of a text, in small letters with one blank between them."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
