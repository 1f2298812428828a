"""`ppl init`: a new knowledge base, in a repository of its own or in the one around it."""

import json
import shlex
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Annotated, Literal

import typer

from ppl.cli.desk import Desk
from ppl.cli.elsewhere import asked_folder, folder_outside_clouds
from ppl.cli.options import N_, Yes, desk_of
from ppl.errors import Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.store import founding, starter
from ppl.store.git.message import Message, counted
from ppl.store.git.repository import Git
from ppl.store.git.settings import teach_git
from ppl.store.tree import DATA

HELP = N_("""Make a knowledge base, or add one to a repository.

DIR becomes a git repository with a first commit: records, settings for editors, and checks for GitHub and
GitLab. Inside an existing repository it adds what is missing, overwrites nothing, and makes one commit.

--from empty (what you get without --from) brings the programme, its lists and its criteria; --from starter brings
the public projects and lessons of the programme as well. Records can be added later; git never forgets those that
came along unasked.

A folder of OneDrive, Dropbox or another cloud service is no place for a repository: ppl names a folder outside it,
and asks whether to take that (--yes takes it).

\b
Example:
  ppl init kennisbank
  ppl init kennisbank --from starter
""")


def command(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=N_("The folder; made where it is not there, asked for without one.")),
    ] = None,
    origin: Annotated[
        Literal["starter", "empty"] | None, typer.Option("--from", help=N_("Which records it begins with."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("List what would be added; write nothing."))] = False,
    yes: Yes = False,
) -> None:
    desk = desk_of(ctx)
    folder = folder_outside_clouds(desk, folder or asked_folder(desk, not yes), yes)
    place = founding.site(folder, desk.environment)
    files = starter.other_files(place.within, _package())
    if origin or not place.has_records:
        files = starter.records(origin or "empty", place.within) | files
    addition = founding.addition(place, files, desk.environment)
    _name_kept(desk, addition.kept)
    if not addition.add:
        if not dry_run and place.has_repository:
            teach_git(Git(place.folder, desk.environment))
        desk.remark(Text("nothing is missing in {folder}; nothing was written", folder=str(folder)))
        return
    if dry_run:
        desk.show("\n".join(sorted(addition.add)))
        desk.remark(Text("files that would be added: {number}", number=len(addition.add)))
        desk.remark(Text("nothing was written (--dry-run)"))
        return
    message = _message(desk, addition.add, place.within)
    commit = founding.found_base(place, addition.add, message, desk.environment)
    teach_git(Git(place.folder, desk.environment))
    desk.show(str(folder))
    desk.remark(Text("committed as {commit}, files added: {number}", number=len(addition.add), commit=commit[:8]))
    what = Text(
        "whoever can clone this repository reads every record; visibility governs only what ppl makes from "
        "them: keep it private and give others the output"
    )
    desk.remark(what)


def _name_kept(desk: Desk, kept: tuple[str, ...]) -> None:
    if kept:
        what = Text(
            "kept as they are, though they differ from what ppl would write: {files}", files=", ".join(sorted(kept))
        )
        desk.remark(what)


def _message(desk: Desk, added: Iterable[str], within: str) -> str:
    paths = [path.removeprefix(within + DATA) for path in sorted(added)]
    refs = tuple(ref_of_path(path) for path in paths if kind_of_path(path))
    what = (
        f"a knowledge base, {counted(len(refs), 'record')}"
        if refs
        else f"{counted(len(paths), 'file')} that were missing"
    )
    return str(Message("init", "programme/programme", what, refs, "ppl " + shlex.join(desk.arguments)))


def _package() -> str:
    """What pip must be given to install this very ppl somewhere else; empty where that cannot be known."""
    try:
        known = distribution("ppl")
    except PackageNotFoundError:
        return ""
    origin = json.loads(known.read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"ppl @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return "" if origin else f"ppl=={known.version}"
