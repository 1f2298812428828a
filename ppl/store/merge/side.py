"""One side of a merge: which files it changed since the common commit, and which records it gave another id."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.store.git.message import parse
from ppl.store.git.process import rows_of
from ppl.store.git.repository import Git
from ppl.store.tree import DATA


class File(NamedTuple):
    """A file of a commit: its mode and its blob's id."""

    mode: str
    id: str


class Change(NamedTuple):
    """What a side did to a path: before and after, None where it is not there."""

    old: File | None
    new: File | None


class Side:
    """A commit beside the common one. Paths are below data/; git is at the top of the repository.

    changes: what it changed there; messages: of its commits since then, the oldest first
    """

    def __init__(
        self, git: Git, prefix: str, commits: tuple[str, str], changes: Mapping[str, Change], messages: Sequence[str]
    ) -> None:
        """commits: the common one and its own; changes: by path within the repository"""
        self.git = git
        self.root = prefix + DATA
        self.base, self.commit = commits
        below = ((path, change) for path, change in changes.items() if path.startswith(self.root))
        self.changes = {path.removeprefix(self.root): change for path, change in below}
        self.messages = messages

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Old to new path of what got another id: a file, or (ending in a slash) a project's folder.

        Commits of ppl say it; of a renaming by hand it is known only where the content is the same.
        """
        said: dict[str, str] = {}
        for old, new in self._said():
            first = _first_name(old, said)
            said = {path: new + now.removeprefix(old) if now.startswith(old) else now for path, now in said.items()}
            said.setdefault(first, new)
        return {old: new for old, new in (said | self._by_hand(said)).items() if old != new and self._is_so(old, new)}

    @property
    def renamed_projects(self) -> list[tuple[str, str]]:
        """Old and new id of the projects that it gave another one."""
        pairs = ((old.split("/"), new.split("/")) for old, new in self.renamed.items() if old.endswith("/"))
        return [(old[1], new[1]) for old, new in pairs]

    def _said(self) -> Iterable[tuple[str, str]]:
        """The renamings that the commits of this side tell, the oldest first."""
        for text in self.messages:
            message = parse(text.lstrip("\n"))
            for old, new in message.renamed if message else ():
                if (paths := _paths(old, new)) is not None:
                    yield paths

    def _by_hand(self, said: Mapping[str, str]) -> dict[str, str]:
        gone: dict[str, list[str]] = {}
        for path, change in self.changes.items():
            if change.old is not None and change.new is None and moved(path, said) == path:
                gone.setdefault(change.old.id, []).append(path)
        found = {}
        for path, change in self.changes.items():
            before = gone.get(change.new.id, []) if change.new is not None and change.old is None else []
            if len(before) == 1 and kind_of_path(before[0]) == kind_of_path(path):
                found[before[0]] = path
                if path.endswith("/project.yaml") and before[0].endswith("/project.yaml"):
                    found[before[0].removesuffix("project.yaml")] = path.removesuffix("project.yaml")
        return found

    def _is_so(self, old: str, new: str) -> bool:
        """Whether the old name is gone in this commit and the new one there."""
        if old.endswith("/"):
            old, new = f"{old}project.yaml", f"{new}project.yaml"
        before, after = self.changes.get(old), self.changes.get(new)
        return before is not None and before.new is None and after is not None and after.new is not None

    def content(self, path: str, file: File) -> bytes:
        """What a file holds, as git would show it."""
        return next(self.git.shown([(self.root + path, file.id)]))

    @cached_property
    def paths(self) -> frozenset[str]:
        """All its files below data/."""
        return frozenset(path.removeprefix(self.root) for path in self.git.entries(self.commit, self.root))

    @cached_property
    def refs(self) -> frozenset[str]:
        """The refs of all its records."""
        return frozenset(ref_of_path(path) for path in self.paths if kind_of_path(path))

    def made_on(self, path: str) -> int:
        """When a file came to be on this side, in seconds since the epoch."""
        args = ("log", "-1", "--format=%ct", "--diff-filter=A", f"{self.base}..{self.commit}", "--", self.root + path)
        out = self.git.run(*args).decode().split()
        return int(out[0]) if out else 0


def changes_since(git: Git, base: str, *commits: str) -> list[dict[str, Change]]:
    """What each of these commits changed since a common one, by path within the repository, by one process."""
    args = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    rows = iter(rows_of(git.run(*args, data="".join(f"{commit} {base}\n" for commit in commits).encode())))
    found: dict[str, dict[str, Change]] = {commit: {} for commit in commits}
    commit = ""
    for row in rows:
        if row.startswith(":"):
            old_mode, new_mode, old_id, new_id, _ = row.removeprefix(":").split()
            found[commit][next(rows)] = Change(_file(old_mode, old_id), _file(new_mode, new_id))
        else:
            commit = row
    return [found[commit] for commit in commits]


def messages_since(git: Git, base: str, commit: str) -> list[str]:
    """The messages of the commits since another one, the oldest first."""
    out = git.run("log", "-z", "--reverse", "--topo-order", "--format=%B", f"{base}..{commit}")
    return out.decode("utf-8", "replace").split("\0")


def moved(path: str, renamed: Mapping[str, str]) -> str:
    """The path after renamings: of the file itself, else of the project's folder that it lies in."""
    if path in renamed:
        return renamed[path]
    match = re.match(r"projects/[^/]+/", path)
    folder = match.group() if match else ""
    return renamed[folder] + path.removeprefix(folder) if folder in renamed else path


def _first_name(path: str, said: Mapping[str, str]) -> str:
    """What a path was called before the renamings so far: itself, or in a folder that had another name."""
    folders = ((old, new) for old, new in said.items() if new.endswith("/") and path.startswith(new) and path != new)
    old, new = next(folders, ("", ""))
    return old + path.removeprefix(new)


def _paths(old: str, new: str) -> tuple[str, str] | None:
    """The paths of two refs; of projects their folders."""
    before, after = path_of_ref(old), path_of_ref(new)
    if before is None or after is None:
        return None
    if before.endswith("/project.yaml") and "/" not in old:
        return before.removesuffix("project.yaml"), after.removesuffix("project.yaml")
    return before, after


def _file(mode: str, id: str) -> File | None:
    return File(mode, id) if id.strip("0") else None
