"""Records that the index knows, read from it when somebody asks for them: a report on one project needs few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppl.model.kinds import KIND, kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.narrowed import OnDemand
from ppl.model.record import Record
from ppl.store.index import Index, KnownFacts
from ppl.store.record_files import Reading, records_in
from ppl.store.tree import Tree


class KeptRecords(OnDemand):
    """See OnDemand. They are read as all files are: what changed in the meantime is read anew."""

    def __init__(self, tree: Tree, index: Index, paths: Iterable[str], known: Mapping[str, KnownFacts]) -> None:
        """paths: of files that hold a record which can be read"""
        self._tree = tree
        self._index = index
        self._paths = {ref_of_path(path): path for path in paths}
        self.classes = {ref: KIND[known[path].kind].record for ref, path in self._paths.items()}
        self.kept_back = [ref for ref, path in self._paths.items() if known[path].is_kept_back]
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


def on_demand(
    tree: Tree, index: Index, paths: Iterable[str], known: Mapping[str, KnownFacts]
) -> tuple[Knowledge, Reading]:
    """All records, read on demand, and what was read at once: the files in which anything is wrong.

    paths: of all files, in their order; known: what the index knows of them, as they are now
    """
    readable, wrong, refs = [], [], []
    for path in paths:
        file = known.get(path)
        if file is not None or kind_of_path(path):
            refs.append(ref_of_path(path))
        if file is None or file.has_problems or not file.is_readable:
            wrong.append(path)
        if file is not None and file.is_readable:
            readable.append(path)
    return Knowledge(KeptRecords(tree, index, readable, known), frozenset(refs)), records_in(tree, wrong, index)
