"""What both sides make together, worked out in git's object store: no file, branch or index changes here."""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError
from ppl.model.kinds import path_of_ref
from ppl.store.git.conflict import ConflictError, conflict
from ppl.store.git.lookback import TreeEntry
from ppl.store.git.process import GitError, Head
from ppl.store.git.remote import Remote
from ppl.store.git.repository import Git
from ppl.store.tree import DATA

NO_ENTRY = TreeEntry("0", "0" * 40)


class Choice(NamedTuple):
    """Records (as refs) or files whose version on one side is wanted."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


class Merge(NamedTuple):
    """What both sides make together; paths are within the repository.

    head: where we are; theirs: the others' commit (None where the remote has no such branch yet)
    commit: the commit to go to; where a merge is needed it is still to be made, of `tree`
    incoming, outgoing: numbers of commits, merges not counted
    changed: paths that the others changed; mine: that we changed; both: that both did
    chosen: path to the side taken; idle: choices where nothing was to choose
    """

    head: Head
    theirs: str | None
    commit: str
    tree: str | None = None
    incoming: int = 0
    outgoing: int = 0
    changed: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    chosen: Mapping[str, str] = {}
    idle: tuple[str, ...] = ()

    @property
    def ours(self) -> str:
        assert self.head.commit is not None
        return self.head.commit


def merge_trees(git: Git, prefix: str, remote: Remote, head: Head, theirs: str | None, choice: Choice) -> Merge:
    """Combine our head with the others' commit. Raises ConflictError where something is left to choose.

    git: at the top of the repository; prefix: of the knowledge base in it
    """
    if head.commit is None:
        raise StoreError(Text("there is no commit yet to exchange"), Text("ppl init . makes the first one"))
    ours = head.commit
    if theirs is None:
        return Merge(head, None, ours, outgoing=_count(git, ours))
    base = _base(git, remote, ours, theirs)
    found = Merge(
        head,
        theirs,
        ours if base == theirs else theirs,
        incoming=_count(git, theirs, ours),
        outgoing=_count(git, ours, theirs),
        changed=changed(git, base, theirs),
        mine=changed(git, base, ours),
    )
    if base in (ours, theirs):
        return found
    both = tuple(path for path in found.changed if path in set(found.mine))
    tree, unresolved = _merged(git, ours, theirs)
    chosen, idle = _chosen(choice, prefix, {*both, *unresolved})
    left = [path for path in unresolved if path not in chosen]
    if left:
        raise ConflictError(tuple(conflict(git, prefix, path, (base, ours, theirs)) for path in left))
    sides = {"ours": ours, "theirs": theirs}
    edits = {path: git.entries(sides[side], path).get(path, NO_ENTRY) for path, side in chosen.items()}
    edits |= _followers(git, prefix, tree, base, (ours, theirs))
    return found._replace(commit="", tree=_edited(git, tree, edits), both=both, chosen=chosen, idle=idle)


def changed(git: Git, old: str, new: str) -> tuple[str, ...]:
    """The paths that differ between two commits."""
    rows = git.run("diff", "--name-only", "--no-renames", "-z", old, new).split(b"\0")
    return tuple(row.decode() for row in rows if row)


def _count(git: Git, commit: str, *without: str) -> int:
    return int(git.run("rev-list", "--count", "--no-merges", commit, *(f"^{other}" for other in without)))


def _base(git: Git, remote: Remote, ours: str, theirs: str) -> str:
    code, out, _ = git.answer("merge-base", ours, theirs)
    if code:
        what = Text("the remote {name} holds another knowledge base: no commit is in both", name=remote.name)
        remedy = Text(
            "clone that one (git clone {url}) and enter yours there, or give yours a remote of its own",
            url=remote.shown,
        )
        raise StoreError(what, remedy)
    return out.decode().split()[0]


def _merged(git: Git, ours: str, theirs: str) -> tuple[str, list[str]]:
    """The combined tree, and the paths that git could not combine."""
    args = ("-c", "merge.directoryRenames=true", "merge-tree", "--write-tree", "-z", "--no-messages")
    code, out, said = git.answer(*args, ours, theirs)
    if code not in (0, 1):
        if "usage" in said or "unknown" in said:
            what = Text("this git is too old to combine without touching your files")
            raise StoreError(what, Text("install git 2.38 or newer (https://git-scm.com)"))
        raise GitError("merge-tree", said)
    tree, *rows = out.decode().split("\0")
    stages: dict[str, set[str]] = {}
    for row in rows:
        facts, _, path = row.partition("\t")
        if path:
            stages.setdefault(path, set()).add(facts.split()[2])
    return tree, [path for path, found in sorted(stages.items()) if found != {"1"}]


def _chosen(choice: Choice, prefix: str, possible: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Path to side for what was chosen, and the choices where nothing was to choose."""
    chosen: dict[str, str] = {}
    idle: list[str] = []
    for side, names in (("ours", choice.ours), ("theirs", choice.theirs)):
        for name in names:
            below = path_of_ref(name)
            paths = [f"{prefix}{DATA}{below}" if below else "", prefix + name, name]
            path = next((path for path in paths if path in possible), None)
            if path is None:
                idle.append(name)
            elif chosen.setdefault(path, side) != side:
                raise UsageError(Text("{name} cannot be both ours and theirs", name=name), Text("choose one side"))
    return chosen, tuple(idle)


def _followers(git: Git, prefix: str, tree: str, base: str, sides: Sequence[str]) -> dict[str, TreeEntry]:
    """What one side added to a project that the other renamed goes along to the new name.

    Git itself lets only those files follow that were added to a folder that existed before.
    """
    edits: dict[str, TreeEntry] = {}
    pattern = f":(top,glob){prefix}{DATA}projects/*/project.yaml"
    for side in sides:
        rows = git.run("diff", "-M", "--diff-filter=R", "--name-status", "-z", base, side, "--", pattern)
        names = [name.decode() for name in rows.split(b"\0")]
        for old, new in zip(names[1::3], names[2::3], strict=False):
            before, after = old.removesuffix("project.yaml"), new.removesuffix("project.yaml")
            for path, entry in git.entries(tree, before).items():
                edits[path] = NO_ENTRY
                edits[after + path.removeprefix(before)] = entry
    return edits


def _edited(git: Git, tree: str, edits: Mapping[str, TreeEntry]) -> str:
    """The tree with other files in it, made in an index of its own."""
    if not edits:
        return tree
    index = git.git_folder / "ppl" / f"sync-index-{os.getpid()}"
    index.parent.mkdir(exist_ok=True)
    env = {"GIT_INDEX_FILE": str(index)}
    rows = "".join(f"{mode} {id}\t{path}\0" for path, (mode, id) in edits.items())
    try:
        git.run("read-tree", tree, env=env)
        git.run("update-index", "-z", "--index-info", data=rows.encode(), env=env)
        return git.run("write-tree", env=env).decode().strip()
    finally:
        index.unlink(missing_ok=True)
