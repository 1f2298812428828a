"""A tree of files: the work folder, or a commit. Paths are relative to `data/`."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from ppl.errors import disk_words
from ppl.store.entries import Refusal, kind_fault, unreadable
from ppl.store.files import content_of
from ppl.store.git.repository import Git
from ppl.store.stamp import UNREADABLE, stamp_of

DATA = "data/"
FEW = 100  # files for which it does not pay to list all that a commit has


class Tree(Protocol):
    """Where files are read from.

    refused: what lies there, was met, and is not read, with the reason and the remedy
    """

    refused: dict[str, Refusal]

    def paths(self, under: str = "") -> list[str]:
        """All .yaml files below a folder, sorted."""
        ...

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of these files; a file that is not there is passed over."""
        ...

    def has(self, path: str) -> bool: ...


class WorkTree:
    """The files as they lie in the work folder; some (path to content, None: not there) as they were before."""

    def __init__(self, root: Path, before: Mapping[str, bytes | None] = MappingProxyType({})) -> None:
        self.data = root / "data"
        self.before = before
        self.refused: dict[str, Refusal] = {}
        self._links: dict[str, str | None] = {}  # folders, and the symbolic link on the way to each

    def paths(self, under: str = "") -> list[str]:
        found: list[str] = []
        if not self._is_behind_link(under.rstrip("/")):
            self._walk(str(self.data / under), under.rstrip("/"), lambda path, _: found.append(path))
        if self.before:
            found = [path for path in found if path not in self.before]
            found += [path for path, old in self.before.items() if old is not None and path.startswith(under)]
        found.sort()
        return found

    def folders(self, under: str) -> list[str]:
        """The names of the folders in a folder, and of those that stood there before."""
        place = under + "/"
        before = {path.removeprefix(place).partition("/")[0] for path in self.before if path.startswith(place)}
        if self._is_behind_link(under):
            return sorted(before)
        try:
            with os.scandir(self.data / under) as entries:
                return sorted(before.union(e.name for e in entries if e.is_dir() and not e.name.startswith(".")))
        except OSError:
            return sorted(before)

    def stamps(self, under: str = "") -> dict[str, dict[str, bytes]]:
        """Of each folder below one its files with their stamps, as they lie there, in the order of their names."""
        found: dict[str, dict[str, bytes]] = {}

        def take(path: str, entry: os.DirEntry[str]) -> None:
            folder, _, name = path.rpartition("/")
            try:
                stamp = stamp_of(entry.stat(follow_symlinks=False))
            except OSError:
                stamp = UNREADABLE
            found.setdefault(folder, {})[name] = stamp

        if not self._is_behind_link(under.rstrip("/")):
            self._walk(str(self.data / under), under.rstrip("/"), take)
        return {folder: dict(sorted(files.items())) for folder, files in found.items()}

    def _walk(self, folder: str, prefix: str, take: Callable[[str, os.DirEntry[str]], object]) -> None:
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self.refused[prefix] = unreadable(disk_words(error))
            return
        with entries:
            for entry in entries:
                name = entry.name
                path = f"{prefix}/{name}" if prefix else name
                if name.startswith("."):
                    continue
                is_record = name.endswith((".yaml", ".yml"))
                if entry.is_file(follow_symlinks=False):
                    if is_record:
                        take(path, entry)
                elif entry.is_dir(follow_symlinks=False) and not is_record:
                    self._links[path] = None
                    self._walk(entry.path, path, take)
                elif refusal := kind_fault(entry.stat(follow_symlinks=False)):
                    self.refused[path] = refusal

    def _is_behind_link(self, folder: str) -> bool:
        """Whether a symbolic link is on the way to a folder: what lies behind it is somewhere else."""
        link = self._link_on_way(folder)
        if link is not None:
            self.refused[link] = Refusal.of_link()
        return link is not None

    def _link_on_way(self, folder: str) -> str | None:
        """The first symbolic link on the way to a folder (itself included), or None; each is looked at once."""
        if folder not in self._links:
            before = self._link_on_way(folder.rpartition("/")[0]) if folder else None
            own = folder if before is None and (self.data / folder).is_symlink() else None
            self._links[folder] = own if before is None else before
        return self._links[folder]

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        base = f"{self.data}/"
        for path in paths:
            if path in self.before:
                if (old := self.before[path]) is not None:
                    yield path, old
                continue
            if self._is_behind_link(path.rpartition("/")[0]):
                continue
            try:
                facts = os.lstat(base + path)
                if refusal := kind_fault(facts):
                    self.refused[path] = refusal
                    continue
                content = content_of(base + path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                self.refused[path] = unreadable(disk_words(error))
                continue
            if content is not None:
                yield path, content

    def facts(self, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
        """Size, times and inode of these files, without those that are not to be read as they lie there."""
        base, lstat, folder, is_behind_link = f"{self.data}/", os.lstat, None, False
        for path in paths:
            if (within := path.rpartition("/")[0]) != folder:
                folder, is_behind_link = within, self._is_behind_link(within)
            if is_behind_link or path in self.before:
                continue
            try:
                yield path, lstat(base + path)
            except OSError:
                continue

    def has(self, path: str) -> bool:
        return self.before[path] is not None if path in self.before else os.path.lexists(self.data / path)


class CommitTree:
    """The files as they were in a commit."""

    def __init__(self, git: Git, commit: str) -> None:
        self.git = git
        self.commit = commit
        self.refused: dict[str, Refusal] = {}

    @cached_property
    def _blobs(self) -> dict[str, str]:
        listed = self.git.listed(self.commit, DATA)
        return {path.removeprefix(DATA): id for path, id in listed.items() if path.endswith((".yaml", ".yml"))}

    def paths(self, under: str = "") -> list[str]:
        return sorted(path for path in self._blobs if path.startswith(under))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        asked = list(paths)
        if len(asked) <= FEW and "_blobs" not in vars(self):
            contents = self.git.shown_at(self.commit, [DATA + path for path in asked])
            if contents is not None:
                yield from zip(asked, contents, strict=True)
                return
        known = [path for path in asked if path in self._blobs]
        yield from zip(known, self.git.shown((DATA + path, self._blobs[path]) for path in known), strict=True)

    def keys(self, paths: Collection[str]) -> dict[str, bytes]:
        """The ids of the blobs that these files are, where git shows them as they are; nothing of a few."""
        if len(paths) <= FEW and "_blobs" not in vars(self):
            return {}
        replaced = self.git.replaced()
        ids = {path: id for path in paths if (id := self._blobs.get(path)) and id not in replaced}
        known = {path: bytes.fromhex(id) for path, id in ids.items()}
        folders = {path.rpartition("/")[0] for path in known}
        otherwise = {folder for folder in folders if self.git.is_shown_otherwise(f"{self.git.prefix}{DATA}{folder}/-")}
        return {path: key for path, key in known.items() if path.rpartition("/")[0] not in otherwise}

    def has(self, path: str) -> bool:
        return path in self._blobs
