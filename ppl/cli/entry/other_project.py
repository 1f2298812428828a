"""Notes that name another project than the one they were sent to."""

import re
import shlex
from collections.abc import Collection

import typer

from ppl.cli.desk import Desk
from ppl.cli.entry.some_lines import parts
from ppl.cli.stopped import StoppedError
from ppl.errors import Text

MOST = 20_000


def lines_of_project(desk: Desk, project: str | None, source: str, text: str, is_agreed: bool) -> str | None:
    """Ask whether notes belong to this project where they name another, and which lines do; without a terminal say so.

    is_agreed: whether it was said beforehand that nothing is asked; the lines are those of this project alone, None for
    all of them. Ends the command where none do.
    """
    said = f" {_plain(text[:MOST])} "
    projects = {path.split("/")[1] for path in desk.folder.tree.paths("projects/")}
    named = sorted(one for one in projects if f" {_plain(one)} " in said)
    if project is None or not named:
        return None
    if project not in named:
        what = Text("these notes name {named}, and not {project}", named=", ".join(named), project=project)
    elif begun := _begun(text, {*projects} - {project}):
        said_at = ", ".join(f"{number} ({one})" for number, one in begun.items())
        what = Text("these lines begin with another project than {project}: {lines}", project=project, lines=said_at)
        desk.remark(what)
        return _split(desk, project, source, text, projects, is_agreed)
    else:
        return None
    desk.remark(what)
    if not desk.is_terminal or is_agreed:
        return None
    try:
        is_right = desk.agreed(Text("Log them with {project} all the same?", project=project), enter=False)
    except (StoppedError, KeyboardInterrupt):
        is_right = False
    if not is_right:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(1)
    return None


def _split(desk: Desk, project: str, source: str, text: str, projects: Collection[str], is_agreed: bool) -> str | None:
    """The lines of this project, where somebody wants these alone; how each project gets its own is said."""
    found = parts(_begun(text, projects), len(text.splitlines()), project)
    if project not in found:
        return None
    for name, lines in found.items():
        command = shlex.join(["ppl", "log", name, "--from", source, "--lines", lines])
        desk.remark(Text("  the lines of {project} alone: {command}", project=name, command=command))
    if not desk.is_terminal or is_agreed:
        return None
    return found[project] if desk.agreed(Text("Take the lines of {project} alone?", project=project)) else None


def _begun(text: str, projects: Collection[str]) -> dict[int, str]:
    """By its number the lines that begin with one of these projects, or are a heading of it: `Hofkwartier: ...`."""
    ids = {_plain(one): one for one in projects}
    labels = ((number, _plain(line.partition(":")[0])) for number, line in enumerate(text[:MOST].splitlines(), 1))
    return {number: ids[label] for number, label in labels if label in ids}


def _plain(text: str) -> str:
    """The words of a text, in small letters with one blank between them."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
