"""Trees that git's object store gets: two combined by git, and one with other files in it."""

import os
from collections.abc import Mapping

from ppl.errors import StoreError, Text
from ppl.store.git.lookback import TreeEntry
from ppl.store.git.process import GitError, as_input, rows_of
from ppl.store.git.repository import Git
from ppl.store.merge.records import Taken

FEW = 200  # paths that fit on a command line


def merged_tree(git: Git, ours: str, theirs: str) -> tuple[str, list[str]]:
    """The combined tree, and the paths that git could not combine."""
    # nothing is guessed, and records are combined by whoever asks
    known = ("merge.renames=false", "merge.directoryRenames=false", "merge.ppl.driver=true")
    settings = (word for setting in known for word in ("-c", setting))
    args = (*settings, "merge-tree", "--write-tree", "-z", "--no-messages")
    code, out, said = git.answer(*args, ours, theirs)
    if code not in (0, 1):
        if "usage" in said or "unknown" in said:
            what = Text("this git is too old to combine without touching your files")
            raise StoreError(what, Text("install git 2.38 or newer (https://git-scm.com)"))
        raise GitError("merge-tree", said)
    tree, *rows = rows_of(out)
    stages: dict[str, set[str]] = {}
    for row in rows:
        facts, _, path = row.partition("\t")
        if path:
            stages.setdefault(path, set()).add(facts.split()[2])
    return tree, [path for path, found in sorted(stages.items()) if found != {"1"}]


def tree_with(git: Git, tree: str, edits: Mapping[str, TreeEntry]) -> str:
    """The tree with other files in it, made in an index of its own."""
    if len(edits) <= FEW:
        known = git.entries(tree, *edits) if edits else {}
        edits = {path: entry for path, entry in edits.items() if known.get(path, TreeEntry("0", git.no_id)) != entry}
    if not edits:
        return tree
    index = git.own_folder / f"index-sync-{os.getpid()}"
    index.parent.mkdir(exist_ok=True)
    env = {"GIT_INDEX_FILE": str(index)}
    rows = "".join(f"{mode} {id}\t{path}\0" for path, (mode, id) in edits.items())
    try:
        git.run("read-tree", tree, env=env)
        git.run("update-index", "-z", "--index-info", data=as_input(rows), env=env)
        return git.run("write-tree", env=env).decode().strip()
    finally:
        index.unlink(missing_ok=True)


def written(git: Git, root: str, files: Mapping[str, Taken | None]) -> dict[str, TreeEntry]:
    """The entries of these files (below data/, whose path is root), whose blobs are written."""
    contents = {root + path: file.content for path, file in files.items() if file is not None and not file.id}
    ids = git.blob_ids(contents)
    parts = [b"blob\ndata %d\n" % len(content) + content + b"\n" for content in contents.values()]
    if parts:
        git.run("fast-import", "--quiet", data=b"".join(parts))
    none = TreeEntry("0", git.no_id)
    return {
        root + path: none if file is None else TreeEntry(file.mode, file.id or ids[root + path])
        for path, file in files.items()
    }
