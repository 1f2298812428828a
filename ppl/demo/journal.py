"""The history of an invented programme while it is being made: files in memory, one commit per command.

Nothing is read from or written to disk here: `take` gives what `git fast-import` takes.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ppl.demo.days import stamp
from ppl.demo.paper import Sheets
from ppl.errors import Problem, Text, UsageError
from ppl.model.kinds import path_of_ref
from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.store.edits import Edit
from ppl.store.entries import Refusal
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.tree import DATA

BRANCH = "refs/heads/main"
Moment = datetime.datetime


class Files:
    """A tree of files that lie in memory; paths are relative to `data/`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.refused: dict[str, Refusal] = {}

    def paths(self, under: str = "") -> list[str]:
        return sorted(path for path in self.files if path.startswith(under))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            if path in self.files:
                yield path, self.files[path]

    def has(self, path: str) -> bool:
        return path in self.files


class MemoryFolder(Folder):
    """A knowledge base that lies in memory. known: the fields of its records, which need not be read again."""

    def __init__(self, files: Files) -> None:
        super().__init__(Path(), {}, files)
        self.known: dict[str, Mapping[str, Any]] = {}
        self._made: dict[str, tuple[Mapping[str, Any], Record | None]] = {}

    def parsed(self, ref: str, text: str) -> Mapping[str, Any]:
        return self.known[ref]

    def read_refs(self, refs: Iterable[str]) -> tuple[Knowledge, list[Problem]]:
        found = [self._record(ref) for ref in refs if ref in self.known]
        return Knowledge([record for record in found if record is not None], self.existing_refs), []

    def _record(self, ref: str) -> Record | None:
        """A record; made once, until its fields change."""
        fields = self.known[ref]
        if ref not in self._made or self._made[ref][0] is not fields:
            self._made[ref] = fields, Edit(ref, fields).record()[0]
        return self._made[ref][1]


class Journal:
    """The files and the commits so far. folder: the knowledge base as the store sees it."""

    def __init__(self) -> None:
        self.files = Files()
        self.folder = MemoryFolder(self.files)
        self.kinds: Counter[str] = Counter()
        self.commits = 0
        self.tags: list[str] = []
        self._sheets = Sheets()
        self._parts: list[bytes] = []
        self._last = 0
        self._first = 0

    def take(self) -> bytes:
        """What was not taken before, as `git fast-import` takes it: pieces, one after the other, make the whole."""
        found = b"".join(self._parts)
        self._parts = []
        self._first = self.commits
        return found

    @property
    def waiting(self) -> int:
        """Commits that were not taken yet."""
        return self.commits - self._first

    @property
    def _tip(self) -> str:
        """The last commit: by its mark, or (in an earlier piece) by its branch."""
        return f":{self.commits}" if self.waiting else f"{BRANCH}^0"

    def has(self, ref: str) -> bool:
        return ref in self.folder.known

    def fields(self, ref: str) -> Mapping[str, Any]:
        """The fields of a record as they stand in its file."""
        return self.folder.known[ref]

    def commit(
        self, when: Moment, who: str, message: Message, edits: Sequence[Edit], others: Mapping[str, bytes] | None = None
    ) -> None:
        """One command's commit of these records. others: files outside the records, by path in the repository."""
        changed: dict[str, bytes] = dict(others or {})
        refs = []
        for edit in edits:
            assert edit.fields is not None
            text = self._sheets.text_of(edit.ref, edit.kind.record, edit.fields).encode()
            refs.append(edit.ref)
            if self.files.files.get(edit.path) == text:
                continue
            if edit.ref not in self.folder.known:
                self.kinds[edit.kind.name] += 1
            self.files.files[edit.path] = changed[DATA + edit.path] = text
            self.folder.known[edit.ref] = edit.fields
        if not changed:
            raise UsageError(Text("`{text}` changes nothing", text=message.command))
        said = str(message._replace(records=tuple(r for r in refs if DATA + (path_of_ref(r) or "") in changed)))
        self._add(when, who, said, changed)

    def _add(self, when: Moment, who: str, said: str, changed: Mapping[str, bytes]) -> None:
        seconds, zone = stamp(when)
        seconds = self._last = max(seconds, self._last + 1)
        tip = self._tip
        self.commits += 1
        text = said.encode()
        name = f"{who.capitalize()} <{who}@voorbeeld.example> {seconds} {zone}"
        self._parts.append(
            f"commit {BRANCH}\nmark :{self.commits}\nauthor {name}\ncommitter {name}\ndata {len(text)}\n".encode()
            + text
        )
        if self.commits > 1:
            self._parts.append(f"from {tip}\n".encode())
        for path, content in changed.items():
            self._parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
        self._parts.append(b"\n")

    def freeze(self, when: Moment, who: str, name: str, said: str) -> None:
        """A frozen state: an annotated tag on the last commit."""
        seconds, zone = stamp(when)
        text = said.encode()
        self.tags.append(name)
        self._parts.append(
            f"tag {name}\nfrom {self._tip}\ntagger {who.capitalize()} <{who}@voorbeeld.example> "
            f"{max(seconds, self._last)} {zone}\ndata {len(text)}\n".encode()
            + text
            + b"\n"
        )
