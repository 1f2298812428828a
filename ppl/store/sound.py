"""Projects in which nothing was wrong when they were checked, so that they need not be checked again.

What is found in a project depends on its own files, on what the programme and the law say, on which records there are
anywhere, on the day, and on the rules themselves. A project is known to be sound by the hash of all that.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from ppl.store.index import DAMAGE, Index
from ppl.store.index_opening import sources_mark
from ppl.store.known_files import KnownFiles

SHARED = ("programme/", "laws/")  # on which what is found in a project depends


class Sound:
    """What is known of the projects of a work folder.

    known: what the index knows of all files; projects: the folders of those that are sound
    """

    def __init__(self, index: Index, known: KnownFiles, tokens: Mapping[str, bytes]) -> None:
        self._index = index
        self.known = known
        self._tokens = tokens
        before = index.sound()
        self.projects = frozenset(project for project, token in tokens.items() if token in before)

    def has(self, path: str) -> bool:
        """Whether a file (below data/) lies in a project that is sound."""
        return folder_of_project(path) in self.projects

    def keep(self, wrong: Collection[str]) -> None:
        """Remember that all projects were sound but those in which some of these files (below data/) lie."""
        unsound = {folder_of_project(path) for path in wrong}
        sound = {project for project in self._tokens if project not in unsound}
        if sound != self.projects:
            self._index.keep_sound(self._tokens[project] for project in sound)


def sound(index: Index, known: KnownFiles, today: datetime.date) -> Sound | None:
    """Which projects are sound. None where the index fails. known: what the index knows of all files"""
    shared = hashlib.sha256(f"{sources_mark()} {today}".encode())
    own: dict[str, hashlib._Hash] = {}
    unknown: set[str] = set()  # projects with a file that holds no record
    for folder, names, content, is_known in known.contents():
        name = folder.encode("utf-8", "surrogateescape") + b"\n"
        shared.update(name + names)
        if project := folder_of_project(f"{folder}/"):
            own.setdefault(project, hashlib.sha256()).update(name + content)
            unknown |= set() if is_known else {project}
        elif f"{folder}/".startswith(SHARED):
            shared.update(content)
    all_of = shared.digest()
    tokens = {name: hashlib.sha256(all_of + one.digest()).digest() for name, one in own.items() if name not in unknown}
    with suppress(*DAMAGE):
        return Sound(index, known, tokens)
    return None


def one_of_each(paths: Iterable[str], projects: Collection[str]) -> list[str]:
    """These files, sorted, but of some projects the first one only."""
    met: set[str] = set()
    found = []
    for path in paths:
        project = folder_of_project(path)
        if project not in projects or project not in met:
            found.append(path)
        met.add(project or "")
    return found


def folder_of_project(path: str) -> str | None:
    """The folder of a project in which a file (below data/) lies, or None."""
    whole, _, rest = path.partition("/")
    return rest.partition("/")[0] if whole == "projects" else None
