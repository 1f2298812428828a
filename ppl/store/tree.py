"""A tree of files: the work folder, or a commit. Paths are relative to `data/`."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from ppl.store.git.repository import Git

DATA = "data/"
FEW = 100  # files for which it does not pay to list all that a commit has


class Tree(Protocol):
    """Where files are read from."""

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

    def paths(self, under: str = "") -> list[str]:
        found: list[str] = []
        self._walk(str(self.data / under), under.rstrip("/"), found)
        if self.before:
            found = [path for path in found if path not in self.before]
            found += [path for path, old in self.before.items() if old is not None and path.startswith(under)]
        found.sort()
        return found

    def _walk(self, folder: str, prefix: str, found: list[str]) -> None:
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            return
        with entries:
            for entry in entries:
                name = entry.name
                path = f"{prefix}/{name}" if prefix else name
                if name.startswith("."):
                    continue
                if name.endswith((".yaml", ".yml")) and not entry.is_dir(follow_symlinks=False):
                    found.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    self._walk(entry.path, path, found)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        base = f"{self.data}/"
        for path in paths:
            if path in self.before:
                if (old := self.before[path]) is not None:
                    yield path, old
                continue
            try:
                with open(base + path, "rb") as file:
                    yield path, file.read()
            except (FileNotFoundError, NotADirectoryError):
                continue

    def has(self, path: str) -> bool:
        return self.before[path] is not None if path in self.before else os.path.isfile(self.data / path)


class CommitTree:
    """The files as they were in a commit."""

    def __init__(self, git: Git, commit: str) -> None:
        self.git = git
        self.commit = commit

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

    def has(self, path: str) -> bool:
        return path in self._blobs
