"""Where a new knowledge base may lie, and putting it there: one commit of exactly what was added."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError
from ppl.store.clouds import refuse_cloud
from ppl.store.files import locked, replace_file
from ppl.store.git.process import GitError
from ppl.store.git.repository import Git

MARK = "data/programme/programme.yaml"


class Site(NamedTuple):
    """Where a knowledge base will be.

    folder: the knowledge base; top: the top of its repository
    within: path of the folder in its repository: empty, or ending in a slash
    has_repository: whether the repository is there already
    """

    folder: Path
    top: Path
    within: str
    has_repository: bool

    @property
    def has_records(self) -> bool:
        """Whether a knowledge base lies there already."""
        return (self.folder / MARK).is_file()


class Addition(NamedTuple):
    """What will be added and what stays, as paths within the repository.

    add: what will be committed; kept: what is there with another content, and stays as it is
    """

    add: Mapping[str, bytes]
    kept: tuple[str, ...]


def site(folder: Path, environment: Mapping[str, str]) -> Site:
    """Where a knowledge base in this folder belongs: in the repository around it, or in one of its own.

    A folder that the repository around it ignores gets its own. Raises UsageError where it cannot be.
    """
    refuse_cloud(folder)
    folder = folder.expanduser().resolve()
    near = next(place for place in (folder, *folder.parents) if place.exists())
    if not near.is_dir():
        what = Text("{place} is a file, not a folder", place=str(near))
        raise UsageError(what, Text("choose another name: ppl init DIR"))
    top = _top(near, environment)
    if top is None or (top != folder and _is_ignored(folder, top, environment)):
        return Site(folder, folder, "", False)
    for place in folder.parents:
        if place.is_relative_to(top) and (place / MARK).is_file():
            what = Text("{folder} lies in the knowledge base {place}", folder=str(folder), place=str(place))
            raise UsageError(what, Text("choose a folder outside it, or work in that one"))
    within = folder.relative_to(top).as_posix()
    return Site(folder, top, "" if within == "." else f"{within}/", True)


def addition(place: Site, files: Mapping[str, bytes], environment: Mapping[str, str]) -> Addition:
    """Which of these files are missing. What lies there with the same content is added where git lacks it."""
    committed: Mapping[str, str] = {}
    if place.has_repository:
        git = Git(place.top, environment)
        head = git.head().commit
        committed = git.listed(head, ".") if head else {}
    add: dict[str, bytes] = {}
    kept: list[str] = []
    for path, content in files.items():
        file = place.top / path
        if not os.path.lexists(file):
            add[path] = content
        elif not file.is_file() or file.read_bytes() != content:
            kept.append(path)
        elif path not in committed:
            add[path] = content
    return Addition(add, tuple(kept))


def found_base(place: Site, files: Mapping[str, bytes], message: str, environment: Mapping[str, str]) -> str:
    """Write and commit these files; returns the commit's id. What fails leaves nothing behind."""
    near = refuse_read_only(place.folder)
    Git(near, environment).identity()  # the nearest folder that is there already knows the user's settings
    if place.has_repository:
        git = Git(place.top, environment)
        git.refuse_when_busy()
        with locked(git.own_folder / "lock"):
            return _committed(place.top, files, message, environment)
    if place.folder.exists():
        with _undone(place.folder / ".git"):
            _new_repository(place.folder, environment)
            return _committed(place.folder, files, message, environment)
    return _found_aside(place.folder, files, message, environment)


def refuse_read_only(folder: Path) -> Path:
    """The nearest folder that is there already. Raises StoreError where nothing can be made in it."""
    near = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
    if not os.access(near, os.W_OK | os.X_OK):
        what = Text("{folder} is read-only for you: nothing can be made in it", folder=str(near))
        raise StoreError(what, Text("choose a folder of your own; nothing was written"))
    return near


def _found_aside(folder: Path, files: Mapping[str, bytes], message: str, environment: Mapping[str, str]) -> str:
    """Make it under another name and rename it, so that it is there whole or not at all."""
    aside = folder.with_name(f".{folder.name}.ppl-new")
    shutil.rmtree(aside, ignore_errors=True)
    with _undone(aside):
        aside.mkdir(parents=True)
        _new_repository(aside, environment)
        commit = _committed(aside, files, message, environment)
        aside.rename(folder)
    return commit


def _committed(top: Path, files: Mapping[str, bytes], message: str, environment: Mapping[str, str]) -> str:
    git = Git(top, environment)
    head = git.refuse_when_busy()
    written = [path for path in files if not (top / path).exists()]
    with ExitStack() as undo:
        undo.callback(_remove_uncommitted, git, head.commit, top, written)
        for path in written:
            replace_file(top / path, files[path])
        commit = git.commit(files, message, head)
        undo.pop_all()
    return commit


def _remove_uncommitted(git: Git, before: str | None, top: Path, paths: Iterable[str]) -> None:
    """Remove these files, and the folders that become empty, where no commit was made."""
    if git.head().commit != before:
        return
    for path in paths:
        file = top / path
        with suppress(OSError):
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder == top:
                    break
                folder.rmdir()


@contextmanager
def _undone(folder: Path) -> Iterator[None]:
    """Remove a folder again where what follows fails."""
    with ExitStack() as undo:
        if not folder.exists():
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
        yield
        undo.pop_all()


def _new_repository(folder: Path, environment: Mapping[str, str]) -> None:
    git = Git(folder, environment)
    chosen = [] if git.setting("init.defaultBranch") else ["-c", "init.defaultBranch=main"]
    git.run(*chosen, "init", "--quiet")


def _top(folder: Path, environment: Mapping[str, str]) -> Path | None:
    """The top of the repository around a folder, None where there is none."""
    git = Git(folder, environment)
    try:
        return Path(git.run("rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve()
    except GitError as error:
        if "not a git repository" in error.said:
            return None
        if "work tree" in error.said:
            what = Text("{folder} lies in git's own folder, or in a repository without files", folder=str(folder))
            raise StoreError(what, Text("choose a folder outside it: ppl init DIR")) from None
        _ = git.prefix  # says what git does not like here
        raise


def _is_ignored(folder: Path, top: Path, environment: Mapping[str, str]) -> bool:
    return Git(top, environment).succeeds("check-ignore", "-q", "--", f"{folder.relative_to(top).as_posix()}/")
