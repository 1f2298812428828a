"""The knowledge base as a folder: files to Knowledge and problems, changed files to one commit."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from ppl.errors import DataError, Finding, Problem, Text
from ppl.model.kinds import RESERVED, kind_of_path, path_of_ref, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.store.edition import refuse_newer
from ppl.store.existing import Claimed, Existing
from ppl.store.git.repository import Git
from ppl.store.index import DAMAGE, Index
from ppl.store.index_files import index_place, remove_index
from ppl.store.index_opening import open_index
from ppl.store.indexed_corpus import IndexedCorpus, forget_words, indexed_corpus
from ppl.store.kept_records import on_demand
from ppl.store.kind_places import paths_of, stamps_of
from ppl.store.known_files import KnownFiles
from ppl.store.names import readable_path
from ppl.store.record_files import Progress, all_known, records_in
from ppl.store.referring import referring, twins, words_of_refs
from ppl.store.sound import Sound, sound
from ppl.store.transaction import Transactions
from ppl.store.tree import DATA, CommitTree, Tree, WorkTree
from ppl.store.unfinished import unfinished
from ppl.yaml import text as yaml_text

READING = ("yaml", "file", "type", "missing", "unknown-code", "unknown-field", "place", "ambiguous", "ids")


class Folder(Transactions):
    """A knowledge base in a work folder, read as it lies there or as it was at a commit."""

    def __init__(
        self,
        root: Path,
        environment: Mapping[str, str],
        tree: Tree | None = None,
        git: Git | None = None,
        on_progress: Progress | None = None,
    ) -> None:
        super().__init__(root, environment, git)
        broken_off = unfinished(root) if tree is None else None
        self.unfinished = broken_off
        self.on_progress = on_progress
        self.tree: Tree = tree or WorkTree(root, broken_off.old_files(root / "data") if broken_off else {})

    def at(self, commit: str) -> Folder:
        """The same knowledge base as it was at a commit."""
        return Folder(self.root, self.environment, CommitTree(self.git, commit), self.git, self.on_progress)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock from reading to commit; what was broken off before is finished, or taken back, first."""
        with super().writing():
            self.unfinished, self.tree = None, WorkTree(self.root)
            refuse_newer(self.tree)
            yield

    # reading

    def read(
        self, kinds: Collection[str] | None = None, projects: Collection[str] | None = None, with_shared: bool = False
    ) -> tuple[Knowledge, list[Problem]]:
        """All records, or only those of some kinds and some projects (none: those of no project).

        with_shared: besides those of these projects also those of no project
        """
        stamps = self._stamps(kinds) if projects is None else None
        if stamps is not None:
            paths = sorted(stamps)
        elif projects is None:
            paths = self.tree.paths() if kinds is None else paths_of(self.tree, kinds)
        else:
            paths = self._paths_of(projects, with_shared)
        of = {path: kind_of_path(path) for path in paths}
        wanted = paths if kinds is None else [path for path, kind in of.items() if kind and kind.name in kinds]
        is_all = projects is None and kinds is None
        reading = records_in(self.tree, wanted, self.index, is_all, self.on_progress, of, stamps)
        if reading.has_forgotten and self.index:
            forget_words(self.index)
        problems = reading.problems + self._refused()
        is_known = is_all and not self.tree.refused
        refs = frozenset(reading.refs)
        return Knowledge(reading.records, refs if is_known else Existing(self.tree, refs)), problems

    def read_on_demand(self) -> tuple[Knowledge, list[Problem]]:
        """The same as all records, of which only those that are asked for are read, where the index knows them."""
        known = self._known()
        if known is None or self.index is None or self.tree.refused:
            return self.read()
        knowledge, reading = on_demand(self.tree, self.index, known)
        return knowledge, reading.problems

    def read_without(self, sound: Sound) -> tuple[Knowledge, list[Problem]]:
        """All records but those of projects that are sound, which can all be read and count as being there."""
        known = sound.known
        reading = records_in(self.tree, [path for path in known.paths if not sound.has(path)], self.index)
        others = {ref: cls for _, ref, cls in known.classes(lambda folder: sound.has(f"{folder}/"))}
        refs = frozenset([*reading.refs, *others])
        there = Existing(self.tree, refs) if self.tree.refused else refs
        return Knowledge(reading.records, there, others), reading.problems + self._refused()

    def _refused(self, only: Container[str] | None = None) -> list[Problem]:
        """What lies among the files and is not read."""
        return [
            Problem(f"{DATA}{readable_path(path)}".rstrip("/"), 0, refusal.what, refusal.remedy, "file")
            for path, refusal in self.tree.refused.items()
            if only is None or path in only
        ]

    def read_refs(self, refs: Iterable[str]) -> tuple[Knowledge, list[Problem]]:
        """Only these records; every other one still counts as existing."""
        paths = [path for ref in refs if (path := path_of_ref(ref))]
        reading = records_in(self.tree, list(dict.fromkeys(paths)), self.index)
        problems = reading.problems + self._refused({way for path in paths for way in _ways(path)})
        return Knowledge(reading.records, self.existing_refs), problems

    def _stamps(self, kinds: Collection[str] | None) -> dict[str, bytes] | None:
        """All files, or those in the folders of some kinds, with their stamps; None where nobody asks for those."""
        if self.index is None or not isinstance(self.tree, WorkTree) or self.tree.before:
            return None
        return stamps_of(self.tree, kinds)

    def referring(self, refs: Collection[str]) -> list[str]:
        """The refs of the other records that may refer to any of these: more than do so, and never fewer."""
        return self._referring(refs)[0]

    def read_referring(self, refs: Collection[str]) -> tuple[Knowledge, list[Problem]]:
        """These records, and all that refer to any of them, with what else a reference to them depends on.

        Who refers to one of these is the same among them as among all records, and in the same order.
        """
        found, beside, every = self._referring(refs)
        wanted = {*found, *beside, *refs}
        reading = records_in(self.tree, [path for ref, path in every.items() if ref in wanted], self.index)
        return Knowledge(reading.records, frozenset(every)), reading.problems

    def _referring(self, refs: Collection[str]) -> tuple[list[str], set[str], dict[str, str]]:
        """Who may refer to these, what the bare ids of these depend on, and the path of every record."""
        known = self._known()
        every = {ref_of_path(path): path for path in self._record_paths()} if known is None else known.every()
        beside, shadowed = twins(every, refs, lambda some: self.read_refs(some)[0].records)
        own = {path_of_ref(ref) for ref in refs}
        if known is None:
            files = self.tree.read([path for path in every.values() if path not in own])
        else:
            files = (file for file in known.named(words_of_refs(refs)) if file[0] not in own)
        found = frozenset(referring(files, refs, shadowed))
        return [ref for ref in every if ref in found], beside, every

    def _known(self) -> KnownFiles | None:
        """What the index knows of all files, as they are now; None where it cannot tell."""
        if self.index is None or not isinstance(self.tree, WorkTree) or self.tree.before:
            return None
        with suppress(*DAMAGE):
            return all_known(self.tree, self.index, self.on_progress)
        return None

    def sound(self, today: datetime.date) -> Sound | None:
        """In which projects nothing was wrong when they were checked; None where the index cannot tell, or is empty."""
        if self.index is None or not self.index.has_others(0):
            return None
        known = self._known()
        return None if known is None else sound(self.index, known, today)

    def _record_paths(self) -> list[str]:
        """The paths of all files that should hold a record."""
        return [path for path in self.tree.paths() if kind_of_path(path)]

    def _paths_of(self, projects: Collection[str], with_shared: bool) -> list[str]:
        shared: list[str] = []
        if with_shared or not projects:
            folders = (folder for folder in RESERVED if folder != "projects")
            shared = [path for folder in folders for path in self.tree.paths(f"{folder}/")]
        return shared + [path for project in projects for path in self.tree.paths(f"projects/{project}/")]

    def corpus(self) -> IndexedCorpus | None:
        """What the files of the work folder tell, to be searched by those who may see everything.

        None where the index cannot tell: of an earlier moment, within a write, where it cannot be written.
        """
        if self.index is None or not isinstance(self.tree, WorkTree) or self.tree.before:
            return None
        return indexed_corpus(self.tree, self.index, self.on_progress)

    def forget_index(self) -> None:
        """Throw the index away, so that it is made anew."""
        if self.index is not None:
            self.index.connection.close()
        if (place := index_place(self.root)) is not None:
            remove_index(place)
        del self.index

    def close(self) -> None:
        """Let the file of the index go, where it was opened."""
        if (index := self.__dict__.get("index")) is not None:
            index.connection.close()

    @cached_property
    def index(self) -> Index | None:
        return open_index(self.root)

    def text(self, ref: str) -> str | None:
        """The text of a record's file, or None. Raises DataError where it is no text, or no file."""
        path = path_of_ref(ref)
        found = list(self.tree.read([path])) if path else []
        if path and not found and (refused := self._refused(set(_ways(path)))):
            raise DataError(Text("{file}: {what}", file=refused[0].path, what=refused[0].what), refused[0].remedy)
        try:
            return yaml_text.decode(found[0][1]) if found else None
        except yaml_text.YamlError as error:
            raise unreadable(ref, error) from None

    def parsed(self, ref: str, text: str) -> Mapping[str, Any]:
        """The fields in the text of a record's file. Raises YamlError."""
        return yaml_text.read(text)

    def refusals(self, refs: Iterable[str]) -> dict[str, Problem]:
        """Of these refs those whose place holds a link, a pipe or what else is no file, each with what to do."""
        found = {}
        for ref in refs:
            path = path_of_ref(ref)
            if path and not list(self.tree.read([path])) and (refused := self._refused(set(_ways(path)))):
                found[ref] = refused[0]
        return found

    @property
    def existing_refs(self) -> Container[str]:
        """Every ref that there is, to be asked one by one."""
        return Existing(self.tree, ())

    def modes(self, refs: Iterable[str]) -> dict[str, str]:
        """The modes that git keeps of the files of records, by their refs."""
        paths = {ref: f"{self.git.prefix}{DATA}{path_of_ref(ref)}" for ref in refs}
        found = self.git.modes(list(paths.values()))
        return {ref: found[path] for ref, path in paths.items()}

    def hand_edits(self) -> list[str]:
        """The refs of records whose files have edits that are not committed: changed, new, gone. Raises StoreError."""
        paths = (path.removeprefix(DATA) for path in self.git.edited([DATA]))
        return sorted(ref_of_path(path) for path in paths if kind_of_path(path))

    def at_head(self) -> Folder | None:
        """The same knowledge base as it was committed last; None before the first commit."""
        head = self.git.head().commit
        return self.at(head) if head else None

    @property
    def claimed_refs(self) -> Container[str]:
        """Every ref that a new record cannot have: there already, or only in capitals otherwise than one that is."""
        return Claimed(self.existing_refs, self.twin_of)

    def twin_of(self, ref: str) -> str | None:
        """The ref that differs from this one in capitals only: Windows and macOS see one file there."""
        path = path_of_ref(ref)
        if path is None:
            return None
        kind = kind_of_path(path)
        under = "projects/" if kind and kind.name == "project" else path.rpartition("/")[0] + "/"
        folded = path.lower()
        twins = (other for other in self.tree.paths(under) if other.lower() == folded and other != path)
        return next((ref_of_path(twin) for twin in twins), None)

    def refs(self) -> list[str]:
        """The refs of all files that hold a record, from their names alone."""
        return [ref_of_path(path) for path in self._record_paths()]

    def located(self, findings: Iterable[Finding], check: str) -> Iterator[Problem]:
        """Findings of rules with the file and the line that they are about."""
        texts: dict[str, str] = {}
        for finding in findings:
            path = path_of_ref(finding.ref) or finding.ref
            if finding.ref not in texts:
                texts[finding.ref] = self.text(finding.ref) or ""
            line = yaml_text.line_of(texts[finding.ref], finding.field)
            yield Problem(DATA + path, line, finding.what, finding.remedy, check, finding.level, finding.field)


def _ways(path: str) -> Iterator[str]:
    """A path, and the folders that it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""


def unreadable(ref: str, error: yaml_text.YamlError) -> DataError:
    """The refusal that says in which record's file what is wrong."""
    where = f"{DATA}{path_of_ref(ref)}"
    return DataError(Text("{file}:{line}: {what}", file=where, line=error.line, what=error.what), error.remedy)
