"""What two histories have in common, also where they took in each other before and no commit alone tells it."""

from collections.abc import Sequence

from ppl.store.git.repository import Git
from ppl.store.git.trees import merged_tree, tree_with, written
from ppl.store.merge.records import merged_records
from ppl.store.merge.side import Side, changes_since, messages_since
from ppl.store.tree import DATA


def common_base(git: Git, prefix: str, bases: Sequence[str]) -> str:
    """The only one of these commits, else one of all that they have, as git's own merge makes it; where they differ it
    has what stood there before, so that what the two sides made of that is compared, and asked about."""
    base, *others = sorted(bases)
    for other in others:
        base = _combined(git, prefix, base, other)
    return base


def _combined(git: Git, prefix: str, one: str, two: str) -> str:
    """A commit upon both, which no branch has."""
    before = git.bases(one, two)
    if not before:
        return one
    base = common_base(git, prefix, before)
    ours, theirs = (
        Side(git, prefix, (base, commit), changes, messages_since(git, base, commit))
        for commit, changes in zip((one, two), changes_since(git, base, one, two), strict=True)
    )
    records = merged_records(ours, theirs, lambda place, at: "base")
    tree, _ = merged_tree(git, one, two)
    tree = tree_with(git, tree, written(git, prefix + DATA, records.files))
    return git.run("commit-tree", tree, "-p", one, "-p", two, "-m", "base").decode().strip()
