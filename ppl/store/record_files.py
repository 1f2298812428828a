"""Files to records: what the index knows of them, and the rest read and understood anew."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from ppl.errors import Field, Problem, Text
from ppl.model.kinds import Kind, kind_of_path, ref_of_path
from ppl.model.record import Record
from ppl.store import codec
from ppl.store.index import Index, KnownFacts, ReadFile
from ppl.store.index_folders import keep_folders, known_folders
from ppl.store.known_files import KnownFiles, folder_of, mark_of, path_in, words_of
from ppl.store.names import readable_path
from ppl.store.stamp import UNSETTLED, is_settled, key_of, stamp_of
from ppl.store.stored_record import StoredRecord, restored, restored_problems, stored
from ppl.store.tree import DATA, CommitTree, Tree, WorkTree
from ppl.yaml import text as yaml_text

Progress = Callable[[Text | str], None]  # says how far it is, in the place of what was said before
BATCH = 2_000  # files whose contents are in memory at once


class Reading(NamedTuple):
    """What files hold.

    problems: with files that hold no record too; refs: of all that should hold one, read or not
    is_remembered: whether the index knows it all now; has_forgotten: whether it lost what stood in files before
    """

    records: list[Record]
    problems: list[Problem]
    refs: list[str]
    is_remembered: bool
    has_forgotten: bool


def records_in(
    tree: Tree,
    paths: Sequence[str],
    index: Index | None,
    is_all: bool = False,
    on_progress: Progress | None = None,
    kinds: Mapping[str, Kind | None] | None = None,
    stamps: Mapping[str, bytes] | None = None,
) -> Reading:
    """The records in these files, in their order, and what is wrong with files that are not read as one.

    is_all: whether these are all files that there are; on_progress: told from time to time, where there is much to read
    kinds, stamps: of these files, where whoever asks knows them
    """
    with collector_off():
        every = {path: kind_of_path(path) for path in paths} if kinds is None else kinds
        wanted = {path: kind for path in paths if (kind := every[path])}
        refs = [ref_of_path(path) for path in wanted]
        reader = _Reader(tree, wanted, refs, index)
        reader.take_known(stamps)
        rest = [path for path in paths if path not in reader.done]
        for start in range(0, len(rest), BATCH):
            if on_progress and len(rest) > BATCH:
                on_progress(Text("{number} of {all} files are read", number=start, all=len(rest)))
            reader.read(rest[start : start + BATCH])
        if index and len(rest) > BATCH:
            index.settle()
        if on_progress and len(rest) > BATCH:
            on_progress("")
        has_forgotten = False
        if index and is_all and isinstance(tree, WorkTree) and (reader.has_news or index.has_others(len(wanted))):
            has_forgotten = index.forget_others(paths)
        done = [found for path in paths if (found := reader.done.get(path))]
        records = [record for record, _ in done if record is not None]
        problems = [problem for _, problems in done for problem in problems]
        if len(records) > BATCH:
            gc.freeze()  # nobody looks for circles in them later either
        return Reading(records, problems, refs, reader.is_remembered, has_forgotten)


def all_known(tree: WorkTree, index: Index, on_progress: Progress | None = None) -> KnownFiles | None:
    """What the index knows of all files of the work folder, as they are now; what it does not know is read first.
    None where it cannot remember that. Raises sqlite3.Error where the index fails.
    """
    with collector_off():
        stamps = tree.stamps()
        whole = known_folders(index, {folder: mark_of(files) for folder, files in stamps.items()})
        if not index.has_others(sum(len(stamps[folder]) for folder in whole) - 1):
            whole = {}  # rows of files are lost
        others = {folder: files for folder, files in stamps.items() if folder not in whole}
        stamped = ((path_in(folder, name), stamp) for folder, files in others.items() for name, stamp in files.items())
        now = {path: stamp for path, stamp in stamped if kind_of_path(path)}
        rest = index.known([*now])
        changed = [path for path, stamp in now.items() if path not in rest or rest[path].stamp != stamp]
        if changed and not records_in(tree, sorted(changed), index, on_progress=on_progress).is_remembered:
            return None
        rest = index.known([*now]) if changed else rest
        number = sum(len(stamps[folder]) for folder in whole) + len(rest)
        known = KnownFiles(index, stamps, whole, rest, lambda *folder: _read_anew(tree, *folder))
        if index.has_others(number):
            index.forget_others(known.paths)
            if index.has_others(number):
                return None
        new = {}
        for folder, files in others.items():
            facts = {name: rest.get(path_in(folder, name)) for name in files}
            held = {name: one for name, one in facts.items() if one is not None and one.stamp == files[name]}
            if len(held) == len(files) and mark_of(files):
                new[folder] = folder_of(held, files), words_of(held.values())
        if new:
            keep_folders(index, new)
        return known


def _read_anew(tree: WorkTree, folder: str, stamps: Mapping[str, bytes]) -> dict[str, KnownFacts]:
    """What there is to know of the files in a folder, by their names, without the index."""
    found = {}
    for path, data in tree.read(path_in(folder, name) for name in stamps):
        kind = kind_of_path(path)
        kept = stored(*decode_record(kind, path, data)) if kind else None
        if kind is None or kept is None:
            continue
        name = path.rpartition("/")[2]
        is_so = kept.body is not None, kept.problems is not None, bool(kept.is_kept_back)
        found[name] = KnownFacts(stamps[name], key_of(data), kind.name, kept.named or b"", *is_so)
    return found


@contextmanager
def collector_off() -> Iterator[None]:
    """Make many records without looking for circles meanwhile: there are none in frozen records."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """Reads files: those first that the index knows by their stamp or blob, then those whose content it knows.

    done: per path the record, if any, and what is wrong in the file
    has_news: whether anything was read that the index did not know; is_remembered: whether it knows it now
    """

    def __init__(self, tree: Tree, wanted: Mapping[str, Kind], refs: Iterable[str], index: Index | None) -> None:
        self.done: dict[str, tuple[Record | None, Sequence[Problem]]] = {}
        self.has_news = False
        self.is_remembered = index is not None
        self._tree = tree
        self._wanted = wanted
        self._refs = dict(zip(wanted, refs, strict=True))
        self._index = index
        self._known: dict[str, tuple[bytes, bytes]] = {}  # stamp and content of files that have another stamp now
        self._stamps: dict[str, bytes] = {}  # of files of the work folder that are read

    def take_known(self, stamps: Mapping[str, bytes] | None) -> None:
        """Take what the index knows without a look at what the files hold. stamps: of the files, if they are known"""
        if self._index is None:
            return
        if isinstance(self._tree, WorkTree):
            if stamps is None:
                stamps = {path: stamp_of(facts) for path, facts in self._tree.facts(self._wanted)}
            self._take_by_stamp(stamps, self._index)
        elif isinstance(self._tree, CommitTree):
            keys = self._tree.keys(self._wanted)
            kept = self._index.contents(keys.values())
            for path, key in keys.items():
                self._restore(path, kept.get((key, self._wanted[path].name)))

    def _take_by_stamp(self, stamps: Mapping[str, bytes], index: Index) -> None:
        for path, known in index.files([*self._wanted]):
            if path in stamps and path in self._wanted:
                is_same = known.stamp == stamps[path] and known.kind == self._wanted[path].name
                if not (is_same and self._restore(path, known.record)):
                    self._known[path] = known.stamp, known.key
        for path in self._wanted:
            if path not in self.done and (stamp := stamps.get(path)) is not None:
                self._stamps[path] = stamp if is_settled(stamp) else UNSETTLED

    def read(self, paths: Sequence[str]) -> None:
        """Read files, and let the index remember them."""
        contents = dict(self._tree.read(paths))
        index, news = self._index, []
        keys = {path: key_of(data) for path, data in contents.items()} if index else {}
        stored = index.contents(keys.values()) if index else {}
        for path, data in contents.items():
            if path not in self._wanted:
                self.done[path] = None, (_no_kind(path),)
                continue
            kind, stamp = self._wanted[path], self._stamps.get(path)
            is_kept = index is not None and self._restore(path, stored.get((keys[path], kind.name)))
            new = None if is_kept else self._understand(path, kind, data)
            if index and (new or (is_kept and stamp is not None and self._known.get(path) != (stamp, keys[path]))):
                news.append(ReadFile(path, stamp, keys[path], kind.name, new))
        if index and news:
            self.has_news = True
            self.is_remembered &= index.keep(news)

    def _understand(self, path: str, kind: Kind, data: bytes) -> StoredRecord | None:
        """Read a file; what the index may keep of it."""
        self.done[path] = record, problems = decode_record(kind, path, data)
        return stored(record, problems) if self._index else None

    def _restore(self, path: str, kept: StoredRecord | None) -> bool:
        """Take what the index knows of a file; whether that could be understood."""
        if kept is None:
            return False
        try:
            record = restored(self._wanted[path].record, self._refs[path], kept)
            self.done[path] = record, restored_problems(DATA + path, kept) if kept.problems else ()
        except (ValueError, TypeError, msgspec.MsgspecError):
            return False
        return True


def _no_kind(path: str) -> Problem:
    what = Text("no kind of record has its files here")
    remedy = Text("move it to where its kind lies (ppl schema lists the kinds), or out of data/")
    return Problem(DATA + readable_path(path), 0, what, remedy, "place", "remark")


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
