"""What the index knows of all files of the work folder: of a folder in which none has another stamp, as a whole.

Most folders stay as they are. Of such a one a row says what it takes to pass over its files: that nothing is wrong in
them, of which kind they are, which words refer to others; of each file more is read where somebody asks for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from ppl.model.kinds import KIND, kind_of_path, ref_of_path
from ppl.model.record import Record
from ppl.store.index import DAMAGE, Index, KnownFacts
from ppl.store.index_folders import KnownFolder, facts_of, words_in_folders
from ppl.store.stamp import UNSETTLED

Stamps = Mapping[str, bytes]  # of the files of a folder, by their names, in their order


class KnownFiles:
    """All files of the work folder, as they are now, as far as the index knows them.

    stamps: per folder; whole: folders that are known as a whole; rest: the files of the others that are known
    read_anew: what there is to know of the files in a folder, without the index
    """

    def __init__(
        self,
        index: Index,
        stamps: Mapping[str, Stamps],
        whole: Mapping[str, KnownFolder],
        rest: Mapping[str, KnownFacts],
        read_anew: Callable[[str, Stamps], Mapping[str, KnownFacts]],
    ) -> None:
        self._index = index
        self._stamps = stamps
        self._whole = whole
        self._rest = rest
        self._read_anew = read_anew
        self._facts: dict[str, Mapping[str, KnownFacts]] = {}

    @cached_property
    def paths(self) -> list[str]:
        """All files, known or not, in their order."""
        return sorted(path_in(folder, name) for folder, names in self._stamps.items() for name in names)

    def get(self, path: str) -> KnownFacts | None:
        """What is known of a file."""
        folder, _, name = path.rpartition("/")
        return self._of(folder).get(name) if folder in self._whole else self._rest.get(path)

    def _of(self, folder: str) -> Mapping[str, KnownFacts]:
        if folder not in self._facts:
            try:
                self._facts[folder] = facts_of(self._index, folder, self._stamps[folder])
            except DAMAGE:  # of a row within, where the row of the folder is whole
                self._facts[folder] = self._read_anew(folder, self._stamps[folder])
        return self._facts[folder]

    def classes(self, only: Callable[[str], bool] = lambda folder: True) -> list[tuple[str, str, type[Record]]]:
        """The path, ref and class of each record that can be read, in the order of their paths.

        only: whether the records in a folder are asked for
        """
        return [row for row in self._rows(only) if row[2] is not None]  # type: ignore[misc]

    def every(self) -> dict[str, str]:
        """The ref of each file that should hold a record, with its path, in the order of those."""
        return {ref: path for path, ref, _ in self._rows()}

    def _rows(self, only: Callable[[str], bool] = lambda folder: True) -> list[tuple[str, str, type[Record] | None]]:
        """The path and ref of each file that should hold a record, and its class where it can be read."""
        found: list[tuple[str, str, type[Record] | None]] = []
        for folder, names in self._stamps.items():
            if not only(folder):
                continue
            known = self._whole.get(folder)
            if known is not None and known.kind and not known.is_odd:
                cls, first = KIND[known.kind].record, _ref_begin(folder)
                found += [(f"{folder}/{name}", f"{first}{name[:-5]}", cls) for name in names]
                continue
            for path in (path_in(folder, name) for name in names):
                if facts := self.get(path):
                    found.append((path, ref_of_path(path), KIND[facts.kind].record if facts.is_readable else None))
                elif kind_of_path(path):
                    found.append((path, ref_of_path(path), None))
        found.sort(key=itemgetter(0))
        return found

    def wrong(self) -> list[str]:
        """The files in which anything is wrong, and those of which nothing is known."""
        odd = [folder for folder in self._stamps if folder not in self._whole or self._whole[folder].is_odd]
        paths = [path_in(folder, name) for folder in odd for name in self._stamps[folder]]
        return sorted(p for p in paths if (f := self.get(p)) is None or f.has_problems or not f.is_readable)

    def kept_back(self) -> list[str]:
        """The files whose records are kept back (see model/quotes.py)."""
        some = [folder for folder in self._stamps if folder not in self._whole or self._whole[folder].is_kept_back]
        paths = [path_in(folder, name) for folder in some for name in self._stamps[folder]]
        return sorted(p for p in paths if (f := self.get(p)) is not None and f.is_readable and f.is_kept_back)

    def named(self, words: Collection[bytes]) -> Iterator[tuple[str, bytes]]:
        """Files with the words by which their records refer to others: all in which any of these words stands (or an
        escape, behind which one may), and perhaps more."""
        for path, facts in self._rest.items():
            yield path, facts.named
        try:
            said = dict(words_in_folders(self._index))
        except DAMAGE:
            said = {}
        for folder in self._whole:
            named = said.get(folder)
            if named is None or b"\\" in named or any(word in named for word in words):
                yield from ((path_in(folder, name), facts.named) for name, facts in self._of(folder).items())

    def contents(self) -> Iterator[tuple[str, bytes, bytes, bool]]:
        """Each folder, in their order, with a hash of the names in it and whether each can be read, one of what its
        files hold, and whether all of them are known."""
        for folder in sorted(self._stamps):
            if (known := self._whole.get(folder)) is not None:
                yield folder, known.names, known.content, True
                continue
            facts = {name: self._rest.get(path_in(folder, name)) for name in self._stamps[folder]}
            yield folder, *marks_of(facts), None not in facts.values()


def path_in(folder: str, name: str) -> str:
    """The path of a file in a folder (both below data/)."""
    return f"{folder}/{name}" if folder else name


def _ref_begin(folder: str) -> str:
    return ref_of_path(f"{folder}/-.yaml").removesuffix("-")


def mark_of(stamps: Stamps) -> bytes:
    """What tells whether in a folder any file is another, or has another stamp; nothing where that cannot tell."""
    if UNSETTLED in stamps.values():
        return b""
    names = "\0".join(stamps).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(names + b"\0\0" + b"".join(stamps.values()), digest_size=16).digest()


def marks_of(facts: Mapping[str, KnownFacts | None]) -> tuple[bytes, bytes]:
    """A hash of these names and whether each can be read, and one of what the files hold."""
    names, content = hashlib.blake2b(digest_size=16), hashlib.blake2b(digest_size=16)
    for name, known in facts.items():
        said = name.encode("utf-8", "surrogateescape")
        names.update(said + (b"\n" if known and known.is_readable else b" is not read\n"))
        content.update(said + b"\n" + (known.key if known else b""))
    return names.digest(), content.digest()


def words_of(facts: Iterable[KnownFacts]) -> bytes:
    """All words by which records refer to others, each once."""
    return b" ".join(dict.fromkeys(word for known in facts for word in known.named.split(b" ")))


def folder_of(facts: Mapping[str, KnownFacts], stamps: Stamps) -> KnownFolder:
    """What is kept of a folder of which all files are known."""
    kinds = {known.kind for known in facts.values()}
    every: Sequence[KnownFacts] = [*facts.values()]
    is_one = len(kinds) == 1 and "project" not in kinds  # of a project the ref is another than its file's
    return KnownFolder(
        mark_of(stamps),
        kinds.pop() if is_one else "",
        int(any(known.has_problems or not known.is_readable for known in every)),
        int(any(known.is_kept_back for known in every)),
        *marks_of(facts),
    )
