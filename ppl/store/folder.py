"""The knowledge base as a folder: files to Knowledge and problems, changed files to one commit."""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from ppl.errors import Field, Finding, PplError, Problem, StoreError, Text
from ppl.model.kinds import RESERVED, Kind, kind_of_path, path_of_ref, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.store import codec
from ppl.store.announce import (
    Announcement,
    Change,
    locked,
    put,
    read_announcement,
    replace_file,
    temporary,
    write_announcement,
)
from ppl.store.clouds import refuse_cloud
from ppl.store.git.message import Message
from ppl.store.git.repository import Git
from ppl.store.tree import DATA, CommitTree, Tree, WorkTree
from ppl.yaml import text as yaml_text

READING = ("yaml", "type", "missing", "unknown-code", "unknown-field", "place", "ambiguous")


class Folder:
    """A knowledge base in a work folder, read as it lies there or as it was at a commit."""

    def __init__(self, root: Path, environment: Mapping[str, str], tree: Tree | None = None) -> None:
        self.root = root
        self.environment = environment
        self.git = Git(root, environment)
        self.tree: Tree = tree or WorkTree(root)

    def at(self, commit: str) -> Folder:
        """The same knowledge base as it was at a commit."""
        return Folder(self.root, self.environment, CommitTree(self.git, commit))

    # reading

    def read(
        self,
        kinds: Collection[str] | None = None,
        projects: Collection[str] | None = None,
        with_shared: bool = False,
    ) -> tuple[Knowledge, list[Problem]]:
        """All records, or only those of some kinds and some projects (none: those of no project).

        with_shared: besides those of these projects also those of no project
        """
        paths = self.tree.paths() if projects is None else self._paths_of(projects, with_shared)
        wanted = [path for path in paths if kinds is None or _kind_name(path) in kinds]
        records, problems = self._records(wanted)
        known = {ref_of_path(path) for path in paths if kind_of_path(path)}
        refs: Container[str] = known if projects is None else _Existing(self.tree, known)
        return Knowledge(records, refs), problems

    def read_refs(self, refs: Iterable[str]) -> tuple[Knowledge, list[Problem]]:
        """Only these records; every other one still counts as existing."""
        paths = [path for ref in refs if (path := path_of_ref(ref))]
        records, problems = self._records(dict.fromkeys(paths))
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
                problems.append(_no_kind(path))
                continue
            record, found = decoded(kind, path, data)
            problems += found
            if record is not None:
                records.append(record)
        return records, problems

    def text(self, ref: str) -> str | None:
        """The text of a record's file, or None."""
        path = path_of_ref(ref)
        found = list(self.tree.read([path])) if path else []
        return yaml_text.decoded(found[0][1]) if found else None

    def parsed(self, ref: str, text: str) -> Mapping[str, Any]:
        """The fields in the text of a record's file. Raises YamlError."""
        return yaml_text.read(text)

    @property
    def existing_refs(self) -> Container[str]:
        """Every ref that there is, to be asked one by one."""
        return _Existing(self.tree, ())

    def refs(self) -> list[str]:
        """The refs of all files that hold a record, from their names alone."""
        return [ref_of_path(path) for path in self.tree.paths() if kind_of_path(path)]

    def ambiguities(self) -> list[Problem]:
        """What other YAML readers may understand differently, in every file."""
        found = []
        for path, data in self.tree.read(self.tree.paths()):
            with suppress(yaml_text.YamlError, ValueError):
                for line, what in yaml_text.ambiguities(yaml_text.decoded(data)):
                    found.append(
                        Problem(
                            DATA + path,
                            line,
                            Text("{what}: YAML readers may understand this differently", what=what),
                            Text("write the value itself, with spaces as indentation"),
                            "ambiguous",
                            "remark",
                        )
                    )
        return found

    def located(self, findings: Iterable[Finding], check: str) -> Iterator[Problem]:
        """Findings of rules with the file and the line that they are about."""
        texts: dict[str, str] = {}
        for finding in findings:
            path = path_of_ref(finding.ref) or finding.ref
            if finding.ref not in texts:
                texts[finding.ref] = self.text(finding.ref) or ""
            line = yaml_text.line_of(texts[finding.ref], finding.field)
            yield Problem(DATA + path, line, finding.what, finding.remedy, check, finding.level, finding.field)

    # writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock from reading to commit, so that two commands at once follow each other."""
        refuse_cloud(self.root)
        try:
            with locked(self._own / "lock"):
                self._recover()
                yield
        except OSError as error:
            raise _disk_error(error) from None

    def save(self, changes: Sequence[Change], message: Message, with_edits: bool = False) -> str | None:
        """Write these files and commit them, and nothing else. Returns the commit's id, None without changes.

        Call it within `writing()`. Raises StoreError, and leaves everything as it was, where a file has edits
        that are not committed (unless `with_edits`), or where disk or git refuse.
        """
        changes = [change for change in changes if change.old != change.new]
        if not changes:
            return None
        head = self.git.refuse_when_busy()
        edited = self.git.edited(DATA + change.path for change in changes)
        if edited and not with_edits:
            raise StoreError(
                Text("{files} has edits that are not committed", files=", ".join(edited)),
                Text("commit them with git, or add --with-edits to take them along"),
            )
        place = self._own / "announced.json"
        write_announcement(place, Announcement(str(message), tuple(changes)))
        try:
            for change in changes:
                put(self._file(change.path), change.new)
            commit = self.git.commit({DATA + c.path: c.new for c in changes}, str(message), head)
        except BaseException:
            if self.git.head().commit == head.commit and self._take_back(changes):
                with suppress(OSError):
                    place.unlink()
            raise
        place.unlink()
        return commit

    def _file(self, path: str) -> Path:
        return self.root / DATA / path

    def _take_back(self, changes: Iterable[Change]) -> bool:
        """Put back what stood there; whether that worked for every file (a full disk may not let us)."""
        is_whole = True
        for change in changes:
            try:
                temporary(self._file(change.path)).unlink(missing_ok=True)
                if self._content(change.path) != change.old:
                    put(self._file(change.path), change.old)
            except OSError:
                is_whole = False
        return is_whole

    def _content(self, path: str) -> bytes | None:
        try:
            return self._file(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    @cached_property
    def _own(self) -> Path:
        """Where ppl keeps its lock, announcement and drafts: in the common git folder, never in the records."""
        return self.git.common_folder / "ppl"

    # after a crash

    def has_unfinished(self) -> bool:
        """Whether a command was broken off while it wrote. Asks no git."""
        for folder in (self.root, *self.root.parents):
            own = folder / ".git"
            if own.is_dir():
                place = own / "ppl" / "announced.json"
                return place.exists() or temporary(place).exists()
            if own.is_file():  # a further work tree: its git folder is elsewhere
                return (self._own / "announced.json").exists()
        return False

    def recover(self) -> None:
        """Finish, or take back, what a crash broke off. Says so through `self.recovered`."""
        with self.writing():
            pass

    recovered: Text | None = None

    def _recover(self) -> None:
        place = self._own / "announced.json"
        with suppress(FileNotFoundError):
            temporary(place).unlink()
        announced = read_announcement(place)
        if announced is None:
            return
        subject = announced.message.partition("\n")[0]
        for change in announced.changes:
            with suppress(FileNotFoundError):
                temporary(self._file(change.path)).unlink()
        if self._is_committed(announced):
            self.git.note_in_index(DATA + change.path for change in announced.changes)
            self.recovered = Text("an interrupted command was already committed: {subject}", subject=subject)
        elif any(self._content(c.path) not in (c.old, c.new) for c in announced.changes):
            draft = self.keep_draft(place.read_text(), "announced", ".json")
            self.recovered = Text(
                "an interrupted command was not finished, since its files were edited after it ({subject}); "
                "what it would have written is kept in {draft}",
                subject=subject,
                draft=str(draft),
            )
        elif announced.changes:
            head = self.git.refuse_when_busy()
            try:
                for change in announced.changes:
                    put(self._file(change.path), change.new)
                self.git.commit({DATA + c.path: c.new for c in announced.changes}, announced.message, head)
                self.recovered = Text("an interrupted command is now finished: {subject}", subject=subject)
            except PplError:
                self._take_back(announced.changes)
                draft = self.keep_draft(place.read_text(), "announced", ".json")
                self.recovered = Text(
                    "an interrupted command was taken back: {subject}; what it would have written is kept in {draft}",
                    subject=subject,
                    draft=str(draft),
                )
        place.unlink()

    def _is_committed(self, announced: Announcement) -> bool:
        head = self.git.head().commit
        if head is None:
            return False
        from ppl.store.announce import blob_id

        for change in announced.changes:
            listed = self.git.listed(head, DATA + change.path)
            expected = None if change.new is None else blob_id(change.new)
            if listed.get(DATA + change.path) != expected:
                return False
        return True

    def keep_draft(self, text: str, word: str, ending: str = ".yaml") -> Path:
        """Keep what somebody entered where nothing can be lost; returns the file."""
        import tempfile
        import time

        name = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{word}-{os.getpid()}{ending}"
        state = Path(self.environment.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        places: list[Path] = []
        with suppress(PplError):
            places.append(self._own / "drafts")
        places += [state / "ppl" / "drafts", Path(tempfile.gettempdir())]
        for place in places:
            try:
                replace_file(place / name, text.encode(), lasting=True)
            except OSError:
                continue
            return place / name
        raise StoreError(
            Text("there is no place left to keep a draft"), Text("make room on the disk; your own file is unchanged")
        )


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


def decoded(kind: Kind, path: str, data: bytes) -> tuple[Record | None, list[Problem]]:
    """The record in a file, and its problems with their lines."""
    where = DATA + path
    try:
        text = yaml_text.decoded(data)
        raw = yaml_text.read(text)
    except yaml_text.YamlError as error:
        return None, [Problem(where, error.line, error.what, error.remedy, "yaml")]
    record, flaws = codec.record(kind.record, raw, ref_of_path(path))
    is_good = not any(flaw.level == "error" for flaw in flaws)
    return (record if is_good else None), problems_of(flaws, text, where)


def problems_of(flaws: Iterable[codec.Flaw], text: str, where: str, within: Field = ()) -> list[Problem]:
    """Flaws of a mapping that stands in a text, with their lines."""
    return [
        Problem(
            where,
            yaml_text.line_of(text, (*within, *flaw.field)),
            flaw.what,
            flaw.remedy,
            flaw.check,
            "remark" if flaw.level == "remark" else "error",
            (*within, *flaw.field),
        )
        for flaw in flaws
    ]


def _kind_name(path: str) -> str | None:
    kind = kind_of_path(path)
    return kind.name if kind else None


def _no_kind(path: str) -> Problem:
    return Problem(
        DATA + path,
        0,
        Text("no kind of record has its files here"),
        Text("move it to where its kind lies (ppl schema lists the kinds), or out of data/"),
        "place",
        "remark",
    )


def _disk_error(error: OSError) -> StoreError:
    import errno

    where = error.filename or ""
    if error.errno == errno.ENOSPC:
        return StoreError(Text("the disk is full"), Text("make room, then enter it again from the draft"))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError(
            Text("{place} cannot be written: you have no right to", place=str(where)),
            Text("ask for write access to the folder, or work in your own clone"),
        )
    return StoreError(
        Text("the disk refused: {why} ({place})", why=error.strerror or str(error), place=str(where)),
        Text("mend that, then enter it again from the draft"),
    )
