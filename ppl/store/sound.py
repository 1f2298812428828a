"""Projects in which no error was when they were checked, so that they need not be checked again.

What is found in a project depends on its own files, on what the programme and the law say, on which records there are
anywhere, on the day, and on the rules themselves. A project is known to be sound by the hash of all that.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from ppl.errors import Problem
from ppl.store.index import DAMAGE, Index
from ppl.store.index_opening import sources_mark
from ppl.store.known_files import KnownFiles
from ppl.store.stored_record import restored_remarks, stored_remarks
from ppl.store.tree import DATA

SHARED = ("programme/", "laws/")  # on which what is found in a project depends


class Sound:
    """What is known of the projects of a work folder.

    known: what the index knows of all files; projects: the folders of those that are sound; remarks: what was remarked
    in them
    """

    def __init__(self, index: Index, known: KnownFiles, tokens: Mapping[str, bytes]) -> None:
        self._index = index
        self.known = known
        self._tokens = tokens
        self._before = index.sound()
        found = {project: self._before[token] for project, token in tokens.items() if token in self._before}
        remarks = {project: restored_remarks(kept) for project, kept in found.items()}
        self.projects = frozenset(project for project, said in remarks.items() if said is not None)
        self.remarks = [problem for said in remarks.values() for problem in said or ()]

    def has(self, path: str) -> bool:
        """Whether a file (below data/) lies in a project that is sound."""
        return folder_of_project(path) in self.projects

    def keep(self, problems: Iterable[Problem], apart: Collection[str]) -> None:
        """Remember that all projects were sound but those with errors, and what was remarked in each.

        problems: all that was found; apart: checks that look at more than what a project is known by
        """
        of_project: dict[str | None, list[Problem]] = defaultdict(list)
        for problem in problems:
            of_project[folder_of_project(problem.path.removeprefix(DATA))].append(problem)
        now: dict[bytes, bytes] = {}
        for project, token in self._tokens.items():
            found = of_project[project]
            is_sound = not any(problem.is_error or problem.check in apart for problem in found)
            if is_sound and (kept := stored_remarks(found)) is not None:
                now[token] = kept
        if now != self._before:
            self._index.keep_sound(now)


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
