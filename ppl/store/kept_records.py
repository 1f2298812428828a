"""Records that the index knows, read from it when somebody asks for them: a report on one project needs few."""

from __future__ import annotations

from collections.abc import Iterable

from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.narrowed import OnDemand
from ppl.model.record import Record
from ppl.store.index import Index
from ppl.store.known_files import KnownFiles
from ppl.store.record_files import Reading, records_in
from ppl.store.tree import Tree


class KeptRecords(OnDemand):
    """See OnDemand. They are read as all files are: what changed in the meantime is read anew."""

    def __init__(self, tree: Tree, index: Index, known: KnownFiles) -> None:
        self._tree = tree
        self._index = index
        rows = [*known.classes()]
        self._paths = {ref: path for path, ref, _ in rows}
        self.classes = {ref: cls for _, ref, cls in rows}
        self.kept_back = [ref_of_path(path) for path in known.kept_back()]
        self._looked_for: dict[str, Record | None] = {}

    def fetch(self, refs: Iterable[str]) -> None:
        new = [ref for ref in refs if ref in self._paths and ref not in self._looked_for]
        if new:
            self._looked_for |= dict.fromkeys(new)
            read = records_in(self._tree, [self._paths[ref] for ref in new], self._index).records
            self._looked_for |= {record.ref: record for record in read}

    def __getitem__(self, ref: str) -> Record:
        if ref not in self._looked_for:
            self.fetch([ref])
        if (record := self._looked_for.get(ref)) is None:
            raise KeyError(ref)
        return record


def on_demand(tree: Tree, index: Index, known: KnownFiles) -> tuple[Knowledge, Reading]:
    """All records, read on demand, and what was read at once: the files in which anything is wrong.

    known: what the index knows of all files, as they are now
    """
    records, wrong = KeptRecords(tree, index, known), known.wrong()
    others = (ref_of_path(path) for path in wrong if kind_of_path(path))
    return Knowledge(records, frozenset([*records.classes, *others])), records_in(tree, wrong, index)
