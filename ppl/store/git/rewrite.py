"""A history that was rewritten at the remote on purpose: seen, and taken over when that is meant."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.git.lookback import TreeEntry
from ppl.store.git.merge import Choice, Merge, merge_upon, renamed_there
from ppl.store.git.process import Head, rows_of
from ppl.store.git.repository import Git
from ppl.store.git.trees import tree_with
from ppl.store.merge.side import changes_since


class Rewrite(NamedTuple):
    """A history that took the place of an older one.

    old, new: the last commit of both; base: what of the old one is in ours; ours: our own last commit
    """

    old: str
    new: str
    base: str
    ours: str

    def own(self, git: Git, *options: str) -> list[str]:
        """Our commits that the remote never had, the oldest first."""
        args = ("rev-list", "--reverse", "--topo-order", *options, self.ours, f"^{self.old}", f"^{self.new}")
        return git.run(*args).decode().split()

    def refusal(self, git: Git, branch: str) -> StoreError:
        """Who, when, how much; and what to do."""
        said = git.run("log", "-1", "--format=%cn%x00%cs", self.new).decode("utf-8", "replace")
        author, day = said.strip().split("\0")
        what = Text(
            "the history of {branch} was rewritten there: commits that are gone: {gone}, new ones: {number}, "
            "the last by {author} on {day}",
            branch=branch,
            gone=git.number_of(self.old, self.new, with_merges=True),
            number=git.number_of(self.new, self.old, with_merges=True),
            author=author,
            day=day,
        )
        remedy = Text(
            "nothing was changed here; where it was meant (personal data taken out), ppl sync --take-over takes the "
            "new history over, with your own commits on top: {number}",
            number=len(self.own(git, "--no-merges")),
        )
        return StoreError(what, remedy)


def rewrite(git: Git, old: str | None, new: str | None, ours: str | None) -> Rewrite | None:
    """Whether what the remote had before was taken out there, and would be sent again with ours."""
    if (
        old is None
        or new is None
        or ours is None
        or old == new
        or old in git.bases(ours, new)
        or git.succeeds("merge-base", "--is-ancestor", old, new)
    ):
        return None
    bases = git.bases(ours, old)
    if not bases or git.succeeds("merge-base", "--is-ancestor", bases[0], new):
        return None
    return None if _is_all_there(git, old, new) else Rewrite(old, new, bases[0], ours)


def _is_all_there(git: Git, old: str, new: str) -> bool:
    """Whether the new history has all commits of the old one anew: what they change, their authors and messages.

    So a server does it that rebases a branch. Where somebody else made a commit than its author, it may be his name
    that had to go.
    """
    gone = _commits(git, "--cherry-mark", "--left-only", f"{old}...{new}")
    there = {(author, message) for _, author, _, message in _commits(git, new, f"^{old}")}
    return all(
        mark == b"=" and author == committer and (author, message) in there for mark, author, committer, message in gone
    )


def _commits(git: Git, *which: str) -> list[tuple[bytes, ...]]:
    """Mark, author, committer and message of commits."""
    words = git.run("log", "-z", "--format=%m%x00%an <%ae>%x00%cn <%ce>%x00%B", *which).split(b"\0")
    return [tuple(word.strip() for word in words[at : at + 4]) for at in range(0, len(words) - 3, 4)]


def taken_over(git: Git, prefix: str, head: Head, found: Rewrite, choice: Choice) -> Merge:
    """The new history with our own commits on top, each as a new one with its author, day and message.

    Raises ConflictError where something is left to choose. Changes no file. Nothing of the old history is in it: what
    the rewriting changed, and what it may have been copied to, comes from the merge of both.
    """
    both = changes_since(git, found.base, found.new, found.ours)
    merge = Merge(
        head,
        found.new,
        found.new,
        incoming=git.number_of(found.new, found.old),
        changed=tuple(both[0]),
        mine=tuple(both[1]),
        is_take_over=True,
    )
    own = found.own(git, "--no-merges")
    if not own and not merge.mine:
        return merge._replace(renamed=renamed_there(git, prefix, (found.base, found.new), both[0]))
    merge = merge_upon(git, prefix, merge, found.base, choice)
    assert merge.tree is not None
    tip, sent = found.new, 0
    tree = git.run("rev-parse", f"{found.new}^{{tree}}").decode().strip()
    for commit, edits in _steps(git, found, own, merge.tree):
        after = tree_with(git, tree, edits)
        if after != tree:
            tip, tree, sent = _copy(git, commit, after, tip), after, sent + 1
    return merge._replace(commit=tip, outgoing=sent, tree=None if tree == merge.tree else merge.tree)


def _steps(git: Git, found: Rewrite, own: list[str], tree: str) -> Iterator[tuple[str, dict[str, TreeEntry]]]:
    """What each of our commits puts into the new history. A file that the rewriting left alone comes as the commit has
    it; any other as it is in the end."""
    final = git.entries(tree, ".")
    none = TreeEntry("0", git.no_id)
    is_straight = found.base == found.old and not found.own(git, "--merges")
    left_alone = (
        git.entries(found.new, ".").keys() - changes_since(git, found.base, found.new)[0].keys()
        if is_straight
        else set()
    )
    for commit in own:
        args = ("diff-tree", "-r", "-z", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-commit-id")
        facts = rows_of(git.run(*args, commit))
        edits = {}
        for fact, path in zip(facts[::2], facts[1::2], strict=False):
            _, mode, _, id, sign = fact.split()
            said = none if sign == "D" else TreeEntry(mode, id)
            edits[path] = said if path in left_alone else final.get(path, none)
        yield commit, edits


def _copy(git: Git, commit: str, tree: str, parent: str) -> str:
    """A commit of a tree upon a parent that tells what another one tells: author, day, message."""
    form = "--format=%an%x00%ae%x00%ad%x00%e%x00%B"
    out = git.run("log", "-1", "--date=raw", form, commit)
    name, address, day, _, message = out.split(b"\0", 4)
    author = {
        "GIT_AUTHOR_NAME": os.fsdecode(name),
        "GIT_AUTHOR_EMAIL": os.fsdecode(address),
        "GIT_AUTHOR_DATE": day.decode(),
    }
    return git.commit_of_tree(tree, (parent,), message.rstrip(b"\n") + b"\n", author)
