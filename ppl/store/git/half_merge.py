"""A merge that git began and left to be finished: what is left of it, and its end by the meaning of records."""

import re
from collections.abc import Iterator

from ppl.errors import Problem, Text
from ppl.store.git.begun import begun_tree
from ppl.store.git.commits import UNDER_WAY
from ppl.store.git.merge import Choice, Merge, merge_trees
from ppl.store.git.message import Message
from ppl.store.git.process import Head, rows_of
from ppl.store.git.remote import Remote
from ppl.store.git.repository import Git
from ppl.store.tree import DATA

CHECK = "merge"  # the name of the check that names what is left
OURS, THEIRS = "2", "3"


class HalfMerge:
    """A merge of two commits under way. theirs: the commit that comes in; branch: what the user calls it"""

    def __init__(self, git: Git, head: Head, theirs: str, begun: str) -> None:
        self.prefix = git.prefix
        self.git = git.at_top()
        self.head = head
        self.theirs = theirs
        self.branch = self._name()
        self._begun = begun

    def _name(self) -> str:
        try:
            said = (self.git.git_folder / "MERGE_MSG").read_text(encoding="utf-8", errors="replace")
        except OSError:
            said = ""
        name = re.search(r"'([^'\n]+)'", said.partition("\n")[0])
        return name[1] if name else self.theirs[:8]

    def combine(self, choice: Choice) -> Merge:
        """What both sides make together. Raises ConflictError where a choice is needed. Changes no file."""
        there = Remote(self.branch, "", (self.head.branch or "").removeprefix("refs/heads/"), self.branch)
        found = merge_trees(self.git, self.prefix, there, self.head, self.theirs, choice)
        if found.commit == self.theirs:  # a merge that could have been a step ahead
            tree = self.git.run("rev-parse", f"{self.theirs}^{{tree}}").decode().strip()
            return found._replace(commit="", tree=tree)
        return found

    def finish(self, found: Merge, message: Message) -> str:
        """Bring branch, index and files to the combination; returns its commit.

        Raises StoreError, and changes nothing, where a file is not any more as git's merge wrote it.
        """
        commit = found.commit
        if found.tree is not None:
            text = str(message).encode("utf-8", "replace")
            commit = self.git.commit_of_tree(found.tree, (found.ours, self.theirs), text)
        self.git.finish_merge(self.head, commit, self._begun, str(message).partition("\n")[0])
        return commit


def half_merge(git: Git) -> HalfMerge | None:
    """The merge that can be finished here; None where none is under way, or only by git's own words: of several
    commits, within a rebase, without a common commit."""
    try:
        heads = (git.git_folder / "MERGE_HEAD").read_text().split()
    except FileNotFoundError:
        return None
    others = [name for name, what in UNDER_WAY if what != "merge"] + ["MERGE_AUTOSTASH"]
    head = git.head()
    if len(heads) != 1 or head.branch is None or any((git.git_folder / name).exists() for name in others):
        return None
    if head.commit is None or not _is_merge_of(git, head.commit, heads[0]):
        return None
    git.identity()
    begun = begun_tree(git.at_top(), head.commit, heads[0])
    return HalfMerge(git, head, heads[0], begun) if begun else None


def _is_merge_of(git: Git, ours: str, theirs: str) -> bool:
    """Whether two commits are to be combined, or ours is what came of it already."""
    code, base, _ = git.answer("merge-base", ours, theirs)
    if code or base.decode().split()[0] != theirs:
        return code == 0
    return git.answer("rev-parse", "-q", "--verify", f"{ours}^2")[1].decode().strip() == theirs


def unsolved(git: Git) -> Iterator[Problem]:
    """The records that git could not combine, and a merge that is not committed, with what to do."""
    code, out, _ = git.answer("ls-files", "--unmerged", "-z", "--", DATA)
    if code:
        return
    stages: dict[str, set[str]] = {}
    for row in rows_of(out):
        facts, _, path = row.partition("\t")
        if path:
            stages.setdefault(path, set()).add(facts.split()[2])
    word = git.under_way
    for path, found in sorted(stages.items()):
        remedy = Text("keep what counts in the file, then git add {path}", path=path)
        if word == "merge":
            remedy = Text("ppl sync combines it by its fields and asks what is left; or git add {path}", path=path)
        elif word:
            remedy = Text(
                "keep what counts in the file, then git add {path} and git {what} --continue", path=path, what=word
            )
        yield Problem(path, 0, _what(found), remedy, CHECK)
    if word and not stages:
        what = Text("a {what} is under way in this repository, and not committed", what=word)
        remedy = Text("ppl sync finishes it; or git merge --continue")
        if word != "merge":
            remedy = Text("finish it (git {what} --continue) or stop it (git {what} --abort)", what=word)
        yield Problem(DATA, 0, what, remedy, CHECK, "remark")


def _what(stages: set[str]) -> Text:
    if OURS not in stages and THEIRS not in stages:
        return Text("git could not combine this: both sides gave it another name, or took it away")
    if THEIRS not in stages:
        return Text("git could not combine this: changed here, gone there")
    if OURS not in stages:
        return Text("git could not combine this: gone here, changed there")
    if len(stages) == 2:
        return Text("git could not combine this: both sides made a file of this name")
    return Text("git could not combine this: both sides changed it")
