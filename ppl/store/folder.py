"""The knowledge base as a folder: files to Knowledge and problems, changed files to one commit."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ppl.errors import DataError, Field, Finding, Problem, Text
from ppl.model.kinds import RESERVED, Kind, kind_of_path, path_of_ref, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.store import codec
from ppl.store.edition import refuse_newer
from ppl.store.git.repository import Git
from ppl.store.names import odd_names, readable_path
from ppl.store.transaction import Transactions
from ppl.store.tree import DATA, CommitTree, Tree, WorkTree
from ppl.store.unfinished import unfinished
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import ambiguities

READING = ("yaml", "file", "type", "missing", "unknown-code", "unknown-field", "place", "ambiguous", "ids")


class Folder(Transactions):
    """A knowledge base in a work folder, read as it lies there or as it was at a commit."""

    def __init__(
        self, root: Path, environment: Mapping[str, str], tree: Tree | None = None, git: Git | None = None
    ) -> None:
        super().__init__(root, environment, git)
        broken_off = unfinished(root) if tree is None else None
        self.unfinished = broken_off
        self.tree: Tree = tree or WorkTree(root, broken_off.old_files(root / "data") if broken_off else {})

    def at(self, commit: str) -> Folder:
        """The same knowledge base as it was at a commit."""
        return Folder(self.root, self.environment, CommitTree(self.git, commit), self.git)

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
        paths = self.tree.paths() if projects is None else self._paths_of(projects, with_shared)
        wanted = (path for path in paths if kinds is None or ((kind := kind_of_path(path)) and kind.name in kinds))
        records, problems = self._records(wanted)
        problems += self._refused()
        known = {ref_of_path(path) for path in paths if kind_of_path(path)}
        is_all = projects is None and not self.tree.refused
        return Knowledge(records, known if is_all else _Existing(self.tree, known)), problems

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
        records, problems = self._records(dict.fromkeys(paths))
        problems += self._refused({way for path in paths for way in _ways(path)})
        return Knowledge(records, self.existing_refs), problems

    def _paths_of(self, projects: Collection[str], with_shared: bool) -> list[str]:
        shared: list[str] = []
        if with_shared or not projects:
            folders = (folder for folder in RESERVED if folder != "projects")
            shared = [path for folder in folders for path in self.tree.paths(f"{folder}/")]
        return shared + [path for project in projects for path in self.tree.paths(f"projects/{project}/")]

    def _records(self, paths: Iterable[str]) -> tuple[list[Record], list[Problem]]:
        records: list[Record] = []
        problems: list[Problem] = []
        for path, data in self.tree.read(paths):
            kind = kind_of_path(path)
            if kind is None:
                what = Text("no kind of record has its files here")
                remedy = Text("move it to where its kind lies (ppl schema lists the kinds), or out of data/")
                problems.append(Problem(DATA + readable_path(path), 0, what, remedy, "place", "remark"))
                continue
            record, found = decode_record(kind, path, data)
            problems += found
            if record is not None:
                records.append(record)
        return records, problems

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
        return _Existing(self.tree, ())

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
        return _Claimed(self)

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
        return [ref_of_path(path) for path in self.tree.paths() if kind_of_path(path)]

    def ambiguities(self) -> list[Problem]:
        """What other YAML readers may understand differently, in every file."""
        found: list[Problem] = []
        remedy = Text("write the value itself, with spaces as indentation")
        for path, data in self.tree.read(self.tree.paths()):
            with suppress(yaml_text.YamlError, ValueError):
                for line, sign in ambiguities(yaml_text.decode(data)):
                    what = Text("{what}: YAML readers may understand this differently", what=sign)
                    found.append(Problem(DATA + path, line, what, remedy, "ambiguous", "remark"))
        return found

    def odd_names(self) -> list[Problem]:
        """What is wrong with the names of the files and folders."""
        return [*odd_names(self.tree.paths())]

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


class _Existing:
    """Every ref whose file lies in a tree, asked one by one."""

    def __init__(self, tree: Tree, known: Collection[str]) -> None:
        self.tree = tree
        self.known = known

    def __contains__(self, ref: object) -> bool:
        if ref in self.known:
            return True
        path = path_of_ref(str(ref))
        return path is not None and self.tree.has(path)

    def __iter__(self) -> Iterator[str]:
        return (ref_of_path(path) for path in self.tree.paths() if kind_of_path(path))


class _Claimed:
    """Every ref that a new record cannot have, asked one by one."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def __contains__(self, ref: object) -> bool:
        return ref in self.folder.existing_refs or self.folder.twin_of(str(ref)) is not None


def decode_record(kind: Kind, path: str, data: bytes) -> tuple[Record | None, list[Problem]]:
    """The record in a file, and its problems with their lines."""
    where = DATA + path
    try:
        text = yaml_text.decode(data)
        raw = yaml_text.read(text)
    except yaml_text.YamlError as error:
        return None, [Problem(where, error.line, error.what, error.remedy, "yaml")]
    record, flaws = codec.record(kind.record, raw, ref_of_path(path))
    is_good = not any(flaw.level == "error" for flaw in flaws)
    return (record if is_good else None), problems_of(flaws, text, where)


def problems_of(flaws: Iterable[codec.Flaw], text: str, where: str, within: Field = ()) -> list[Problem]:
    """Flaws of a mapping that stands in a text, with their lines."""
    fields = [(flaw, (*within, *flaw.field)) for flaw in flaws]
    return [Problem(where, yaml_text.line_of(text, at), f.what, f.remedy, f.check, f.level, at) for f, at in fields]
