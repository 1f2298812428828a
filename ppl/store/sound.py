"""Projects in which nothing was wrong when they were checked, so that they need not be checked again.

What is found in a project depends on its own files, on what the programme and the law say, on which records there are
anywhere, on the day, and on the rules themselves. A project is known to be sound by the hash of all that.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from ppl.store.index import DAMAGE, Index, KnownFacts
from ppl.store.index_opening import sources_mark

SHARED = ("programme/", "laws/")  # on which what is found in a project depends


class Sound:
    """What is known of the projects of a work folder. projects: the folders of those that are sound"""

    def __init__(self, index: Index, tokens: Mapping[str, bytes]) -> None:
        self._index = index
        self._tokens = tokens
        known = index.sound()
        self.projects = frozenset(project for project, token in tokens.items() if token in known)

    def keep(self, wrong: Collection[str]) -> None:
        """Remember that all projects were sound but those in which some of these files (below data/) lie."""
        unsound = {folder_of_project(path) for path in wrong}
        sound = {project for project in self._tokens if project not in unsound}
        if sound != self.projects:
            self._index.keep_sound(self._tokens[project] for project in sound)


def sound(index: Index, known: Mapping[str, KnownFacts], paths: Iterable[str], today: datetime.date) -> Sound | None:
    """Which projects are sound. None where the index fails.

    known: what the index knows of all files that should hold a record; paths: of all files, sorted
    """
    shared = hashlib.sha256(f"{sources_mark()} {today}".encode())
    own: dict[str, hashlib._Hash] = {}
    unknown: set[str] = set()  # projects with a file that holds no record
    for path in paths:
        file = known.get(path)
        name = path.encode("utf-8", "surrogateescape")
        shared.update(name + (b"\n" if file and file.is_readable else b" is not read\n"))
        content = file.key if file else b""
        if project := folder_of_project(path):
            own.setdefault(project, hashlib.sha256()).update(name + b"\n" + content)
            unknown |= {project} if file is None else set()
        elif path.startswith(SHARED):
            shared.update(content)
    all_of = shared.digest()
    tokens = {name: hashlib.sha256(all_of + one.digest()).digest() for name, one in own.items() if name not in unknown}
    with suppress(*DAMAGE):
        return Sound(index, tokens)
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
