"""The commits that changed a path, and the blobs before and after, whatever git keeps its objects by."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.store.git.lookback import Past
from ppl.store.git.process import rows_of


class BlobChange(NamedTuple):
    """A file (path within the repository) and the ids of its blobs before and after; None where it is not there."""

    path: str
    before: str | None
    after: str | None


class Changes(Past):
    """What commits changed."""

    def changes_of(
        self, path: str, start: str, most: int | None = None
    ) -> Iterator[tuple[str, list[str], list[BlobChange]]]:
        """The commits that changed something at or below a path (within the repository), newest first: id, parents,
        and the files that differ from every parent, against the first. most: so many of the newest"""
        # the path alone, without marks: only so does git look at the changed paths that a commit-graph keeps
        literal, place = {"GIT_LITERAL_PATHSPECS": "1"}, self.from_here(path)
        newest = () if most is None else (f"--max-count={most}",)
        ids = self.run("rev-list", *newest, start, "--", place, env=literal)
        if not ids:
            return
        # anew, since with a path the parents would be the next commits that changed it
        rows = self.run("rev-list", "--no-walk=unsorted", "--parents", "--stdin", data=ids).decode().splitlines()
        args = ("diff-tree", "--stdin", "--root", "-r", "-c", "-z", "--raw", "--no-abbrev", "--no-renames")
        facts = iter(rows_of(self.run(*args, "--", place, data=ids, env=literal)))
        found: dict[str, list[BlobChange]] = {}
        commit = ""
        for fact in facts:
            if fact.startswith(":"):
                found[commit].append(_blob_change(fact.split(), next(facts)))
            elif fact:
                commit = fact
                found[commit] = []
        for row in rows:
            id, *parents = row.split()
            yield id, parents, sorted(found.get(id, []))

    def renamed(self, commits: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
        """Per commit the files that have another path than in its parent: new path to old (in the repository), of all
        these pairs of a commit and a parent by one process."""
        asked = "".join(f"{commit} {parent}\n" for commit, parent in commits).encode()
        if not asked:
            return {}
        args = ("diff-tree", "--stdin", "-r", "-z", "-M", "--raw", "--diff-filter=R")
        facts = iter(rows_of(self.run(*args, data=asked)))
        found: dict[str, dict[str, str]] = {}
        commit = ""
        for fact in facts:
            if fact.startswith(":"):
                old = next(facts)
                found[commit][next(facts)] = old
            elif fact:
                commit = fact
                found[commit] = {}
        return found


def _blob_change(facts: list[str], path: str) -> BlobChange:
    """One row of `diff-tree --raw`, of a commit with one parent or (more colons) of one that combines several."""
    parents = len(facts[0]) - len(facts[0].lstrip(":"))
    before, after = facts[parents + 1], facts[2 * parents + 1]
    return BlobChange(path, before if before.strip("0") else None, after if after.strip("0") else None)


def commit_facts(data: bytes) -> tuple[str, datetime.datetime, str]:
    """Author, moment and message in a commit object."""
    head, _, message = data.partition(b"\n\n")
    facts = {key: value for key, _, value in (row.partition(b" ") for row in reversed(head.split(b"\n")))}
    encoding = facts.get(b"encoding", b"utf-8").decode("ascii", "replace")
    try:
        text = message.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        text = message.decode("utf-8", "replace")
    author = facts[b"author"].decode("utf-8", "replace").partition(" <")[0]
    moment = re.search(rb"> (-?\d+) ([-+])(\d\d)(\d\d)$", facts[b"committer"])
    if moment is None:
        return author, datetime.datetime.fromtimestamp(0, datetime.UTC), text
    sign = -1 if moment[2] == b"-" else 1
    zone = datetime.timezone(sign * datetime.timedelta(hours=int(moment[3]), minutes=int(moment[4])))
    return author, datetime.datetime.fromtimestamp(int(moment[1]), zone), text
