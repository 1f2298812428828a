"""Looking back in a repository: a moment, what a commit did, the files of a commit."""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError, nearest
from ppl.store.git.filters import Filters
from ppl.store.git.process import as_input, rows_of

FIRST = 50  # commits that are asked for at first
LAST_YEAR = 2099  # git reads no later date


class TreeEntry(NamedTuple):
    """What a tree holds at a path: mode and blob id of the file."""

    mode: str
    id: str


class FileChange(NamedTuple):
    """A file (path within the folder) before and after a commit, None where it is not there; its mode before."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: str = ""


class Past(Filters):
    """What a repository remembers."""

    def commit_at(self, moment: str) -> str:
        """The commit that a date (end of that day, local time) or a commit's name means.

        A date is looked up on HEAD's first-parent line by committer date. Raises UsageError.
        """
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", moment):
            _refuse_no_day(moment)
            found = self.run("rev-list", "-1", "--first-parent", f"--before={moment}T23:59:59", "HEAD").decode().strip()
            if found:
                return found
            self.refuse_cut(self.run("rev-list", "--first-parent", "HEAD").decode().split()[-1])
            first = self.run("log", "--first-parent", "--format=%cs", "HEAD").decode().split()
            what = Text("the knowledge base did not exist yet on {day}", day=moment)
            raise UsageError(what, Text("its first day is {day}", day=first[-1] if first else "-"))
        if not moment.startswith("-") and ".." not in moment:
            code, out, _ = self.answer("rev-list", "-1", "--format=%cs", moment + "^{commit}", "--")
            if code == 0:
                _, commit, day = out.decode().split()
                self._days[commit] = day
                return commit
        if self.ends:
            self.refuse_cut(next(iter(self.ends)))
        what = Text("`{moment}` is neither a date (2026-03-01) nor a commit of this repository", moment=moment)
        refs = self.run("for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads").decode().splitlines()
        raise UsageError(what, nearest(moment, refs, Text("ppl history shows the commits")))

    @cached_property
    def ends(self) -> frozenset[str]:
        """The commits where a shallow clone ends; none in a whole one."""
        try:
            return frozenset((self.common_folder / "shallow").read_text().split())
        except FileNotFoundError:
            return frozenset()

    def refuse_cut(self, commit: str) -> None:
        """Raises StoreError where the clone is shallow and ends at this commit: what it changed is not known."""
        if commit in self.ends:
            what = Text("this clone does not hold the whole history")
            raise StoreError(what, Text("git fetch --unshallow brings the rest"))

    def day_of(self, commit: str) -> str:
        """The committer date of a commit, as an ISO date in its own time zone."""
        if commit not in self._days:
            self._days[commit] = self.run("show", "-s", "--format=%cs", commit).decode().strip()
        return self._days[commit]

    @cached_property
    def _days(self) -> dict[str, str]:
        return {}

    def bases(self, one: str, other: str) -> list[str]:
        """The last commits that two histories both have; none where they have none."""
        if (one, other) not in self._bases:
            code, out, _ = self.answer("merge-base", "--all", one, other)
            self._bases[one, other] = [] if code else out.decode().split()
        return self._bases[one, other]

    @cached_property
    def _bases(self) -> dict[tuple[str, str], list[str]]:
        return {}

    def number_of(self, commit: str, *without: str, with_merges: bool = False) -> int:
        """How many commits a history has that others have not. Merges bring nothing of their own: only where asked."""
        kinds = () if with_merges else ("--no-merges",)
        return int(self.run("rev-list", "--count", *kinds, commit, *(f"^{other}" for other in without)))

    def subject(self, commit: str) -> str:
        return self.run("show", "-s", "--format=%s", commit).decode("utf-8", "replace").strip()

    def last_commit(self, path: str) -> str | None:
        """The short id of the last commit that changed a path."""
        return self.run("log", "-1", "--format=%h", "--abbrev=8", "HEAD", "--", path).decode().strip() or None

    def is_merge(self, commit: str) -> bool:
        return len(self.run("rev-list", "--parents", "-1", commit).split()) > 2

    def was_there(self, path: str) -> bool:
        """Whether any commit ever touched this path."""
        return self.last_commit(path) is not None

    def messages(self, under: str) -> Iterator[tuple[str, str]]:
        """Id and message of the commits that changed something below a path, newest first; those that only combine two
        lines of work left out."""
        args = ("log", "-z", "--first-parent", "--no-merges", "--format=%H%n%B")
        asked, told = FIRST, 0  # whoever asks mostly wants a few; the walk of a long history costs seconds
        while True:
            out = self.run(*args, f"--max-count={asked}", f"--skip={told}", "HEAD", "--", under)
            entries = [entry for entry in out.decode("utf-8", "replace").split("\0") if entry]
            for entry in entries:
                id, _, text = entry.partition("\n")
                yield id, text
            if len(entries) < asked:
                return
            asked, told = asked * 16, told + asked

    def changed(self, commit: str, under: str) -> list[FileChange]:
        """What a commit did to the files below a path. Raises StoreError for a merge."""
        ids = self.run("rev-list", "--parents", "-1", commit).decode().split()
        if len(ids) > 2:
            what = Text("{commit} combines two lines of work and cannot be taken back as one", commit=commit[:8])
            parts = {"one": ids[1][:8], "other": ids[2][:8]}
            raise StoreError(what, Text("take back one of those that it combines: ppl undo {one}, or {other}", **parts))
        self.refuse_cut(ids[0])
        before, after = self._changed_entries(ids[0], self.prefix + under)
        there = {p for p in {*before, *after} if p not in before or p not in after or before[p].id != after[p].id}
        paths = {path: path.removeprefix(self.prefix) for path in sorted(there)}

        def contents(entries: dict[str, TreeEntry]) -> dict[str, bytes]:
            present = [(short, entries[path].id) for path, short in paths.items() if path in entries]
            return dict(zip((short for short, _ in present), self.shown(present, with_line_ends=True), strict=True))

        old, new = contents(before), contents(after)
        modes = {short: before[path].mode for path, short in paths.items() if path in before}
        return [FileChange(short, old.get(short), new.get(short), modes.get(short, "")) for short in paths.values()]

    def _changed_entries(self, commit: str, place: str) -> tuple[dict[str, TreeEntry], dict[str, TreeEntry]]:
        """What stood at the paths below a place (in the repository) that a commit with one parent, or none, changed."""
        args = ("diff-tree", "--root", "--no-commit-id", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        facts = rows_of(self.run(*args, commit, "--", f":(top,literal){place.rstrip('/')}"))
        before: dict[str, TreeEntry] = {}
        after: dict[str, TreeEntry] = {}
        for fact, path in zip(facts[0::2], facts[1::2], strict=False):
            old_mode, mode, old_id, id, _ = fact.removeprefix(":").split()
            if old_id.strip("0"):
                before[path] = TreeEntry(old_mode, old_id)
            if id.strip("0"):
                after[path] = TreeEntry(mode, id)
        return before, after

    def listed(self, commit: str, under: str) -> dict[str, str]:
        """Path (within the folder) to blob id of all files below a path in a commit."""
        found = self.entries(commit, self.prefix + under)
        return {path.removeprefix(self.prefix): entry.id for path, entry in found.items()}

    def entries(self, tree: str, *paths: str) -> dict[str, TreeEntry]:
        """Path (within the repository) to what a tree holds there: of a file itself, of a folder all files below."""
        rows = rows_of(self.run("ls-tree", "-r", "-z", "--full-tree", tree, "--", *paths))
        pairs = (row.split("\t", 1) for row in rows if row)
        return {path: TreeEntry(facts.split()[0], facts.split()[2]) for facts, path in pairs}

    def id_at(self, commit: str, path: str) -> str | None:
        """The id of a file's blob in a commit (path within the repository); None where it is not there."""
        found = self.entries(commit, path).get(path)
        return found.id if found else None

    def shown(self, files: Iterable[tuple[str, str]], with_line_ends: bool = False) -> Iterator[bytes]:
        """The contents of blobs (path within the folder, id), in order, as git would show them.

        with_line_ends: with CR LF where git would put that; whoever only reads them needs it not
        """
        asked = list(files)
        if not any(self.is_shown_otherwise(self.prefix + path, with_line_ends) for path, _ in asked):
            yield from self.blobs(id for _, id in asked)
            return
        for path, id in asked:
            yield self.as_shown(id, self.prefix + path)

    def shown_at(self, commit: str, paths: Iterable[str]) -> list[bytes] | None:
        """What some files (paths within the folder) hold in a commit, by one process; None where that does not tell:
        one is not there, or is shown otherwise."""
        places = [self.prefix + path for path in paths]
        if any("\n" in place or self.is_shown_otherwise(place) for place in places):
            return None
        out = self.run("cat-file", "--batch", data=as_input("".join(f"{commit}:{place}\n" for place in places)))
        found, start = [], 0
        for _ in places:
            end = out.index(b"\n", start)
            id, kind, size = (*out[start:end].rsplit(b" ", 2), b"", b"")[:3]
            if kind != b"blob" or b" " in id or not size.isdigit():
                return None
            start = end + 2 + int(size)
            found.append(out[end + 1 : start - 1])
        return found

    def replaced(self) -> frozenset[str]:
        """The ids of objects in whose place git shows others (git replace)."""
        if not (self.common_folder / "refs/replace").is_dir():
            try:
                if b" refs/replace/" not in (self.common_folder / "packed-refs").read_bytes():
                    return frozenset()
            except FileNotFoundError:
                return frozenset()
        return frozenset(self.run("replace", "--list").decode().split())

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, in order, by one process."""
        asked = list(ids)
        if not asked:
            return
        out = self.run("cat-file", "--batch", "--buffer", data="\n".join(asked).encode() + b"\n")
        place = 0
        for id in asked:
            end = out.index(b"\n", place)
            head = out[place:end].split()
            if len(head) < 3:
                what = Text("git misses a file of an earlier state ({id})", id=id)
                raise StoreError(what, Text("the clone is not complete: git fetch --unshallow"))
            size = int(head[2])
            yield out[end + 1 : end + 1 + size]
            place = end + 2 + size


def _refuse_no_day(text: str) -> None:
    """Raises UsageError for a day that is not in the calendar, or later than git can tell."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Text("{day} is no day of the calendar", day=text), Text("check the month and the day")
        ) from None
    if day.year > LAST_YEAR:
        what = Text("{day} lies too far in the future", day=text)
        raise UsageError(what, Text("--as-of looks back: name a day that has been"))
