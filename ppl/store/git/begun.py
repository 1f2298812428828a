"""What git's merge put into the work folder, made anew: so that edits made since then are known."""

import os
import re
from collections.abc import Iterator, Mapping

from ppl.store.git.lookback import TreeEntry
from ppl.store.git.process import as_input, rows_of
from ppl.store.git.repository import Git
from ppl.store.git.trees import tree_with
from ppl.store.merge.driver import Marks, kind_within, merged_record

BASE, OURS, THEIRS = "1", "2", "3"


def begun_tree(git: Git, ours: str, theirs: str) -> str | None:
    """The tree that git left, with conflict marks in it; None where that cannot be known.

    git: at the top of the repository
    """
    code, tree, _ = git.answer("rev-parse", "-q", "--verify", "AUTO_MERGE^{tree}")
    if code == 0:
        return tree.decode().strip()
    code, out, _ = git.answer("merge-base", "--all", ours, theirs)
    if code:
        return None
    bases = out.decode().split()
    if len(bases) > 1:
        return _crossed(git, ours, theirs)
    index = git.own_folder / f"index-begun-{os.getpid()}"
    index.parent.mkdir(exist_ok=True)
    env = {"GIT_INDEX_FILE": str(index)}
    try:
        git.run("read-tree", "-i", "-m", "--aggressive", bases[0], ours, theirs, env=env)
        rows = list(_entries(git, env))
        git.run("update-index", "-z", "--index-info", data=as_input("".join(rows)), env=env)
        return git.run("write-tree", env=env).decode().strip()
    finally:
        index.unlink(missing_ok=True)


def _crossed(git: Git, ours: str, theirs: str) -> str | None:
    """The same where both sides had taken in each other before: git makes one commit of those that both have."""
    code, out, _ = git.answer("merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs)
    if code not in (0, 1):
        return None
    tree, *rows = rows_of(out)
    paths = {row.partition("\t")[2] for row in rows if row}
    edits = {}
    for path, entry in git.entries(tree, *paths).items() if paths else ():
        text = git.run("cat-file", "blob", entry.id)
        for sign, name in zip("<|>", _names(git, path), strict=True):
            text = re.sub(
                rf"^({re.escape(sign) * 7}) .*?(\r?)$".encode(), rb"\1 %s\2" % name.encode(), text, flags=re.M
            )
        edits[path] = entry._replace(id=git.run("hash-object", "-w", "--stdin", data=text).decode().strip())
    return tree_with(git, tree, edits)


def _entries(git: Git, env: Mapping[str, str]) -> Iterator[str]:
    """What stands at the paths that both sides changed, as `update-index` takes it."""
    stages: dict[str, dict[str, TreeEntry]] = {}
    for row in rows_of(git.run("ls-files", "--unmerged", "-z", env=env)):
        facts, _, path = row.partition("\t")
        if path:
            mode, id, stage = facts.split()
            stages.setdefault(path, {})[stage] = TreeEntry(mode, id)
    for path, found in stages.items():
        yield f"0 {git.no_id}\t{path}\0"
        kept = found.get(OURS) or found.get(THEIRS)
        if kept is not None:
            id = _content_merge(git, path, found) if OURS in found and THEIRS in found else kept.id
            yield f"{kept.mode} {id}\t{path}\0"


def _content_merge(git: Git, path: str, stages: Mapping[str, TreeEntry]) -> str:
    """The id of what git made of two versions: by the driver or by lines, whichever lies there; else by lines."""
    empty = TreeEntry("100644", "")
    blobs = [
        git.run("cat-file", "blob", entry.id) if entry.id else b""
        for entry in (stages.get(BASE, empty), stages[OURS], stages[THEIRS])
    ]
    names = _names(git, path)
    candidates = [*_by_fields(git, path, blobs, names), _by_lines(git, blobs, names)]
    code, lies_there, _ = git.answer("hash-object", "--", path)
    made = next((text for text in candidates if code == 0 and git.blob_id(text).encode() == lies_there.strip()), None)
    content = candidates[-1] if made is None else made
    return git.run("hash-object", "-w", "--stdin", data=content).decode().strip()


def _names(git: Git, path: str) -> list[str]:
    """What ours, the base and theirs are called in the file that lies there."""
    try:
        text = (git.top / path).read_bytes().decode("utf-8", "replace")
    except OSError:
        text = ""
    names = (re.search(rf"^{re.escape(sign) * 7}(?: (.*?))?\r?$", text, re.M) for sign in "<|>")
    return [(name[1] or "") if name else "?" for name in names]


def _by_fields(git: Git, path: str, blobs: list[bytes], names: list[str]) -> Iterator[bytes]:
    kind = kind_within(path)
    try:
        base, ours, theirs = (blob.decode("utf-8") for blob in blobs)
    except UnicodeDecodeError:
        return
    marks = Marks(7, git.setting("merge.conflictstyle") or "", *names)
    if kind is not None and (found := merged_record(kind, base or None, ours, theirs, marks)):
        yield found[0].encode()


def _by_lines(git: Git, blobs: list[bytes], names: list[str]) -> bytes:
    """Git's merge of lines, with the names of both sides as they stand in the file."""
    labels = [word for name in names for word in ("-L", name)]
    files = [git.own_folder / f"begun-{os.getpid()}-{number}" for number in range(3)]
    try:
        for file, blob in zip(files, blobs, strict=True):
            file.write_bytes(blob)
        base, ours, theirs = map(str, files)
        return git.answer("merge-file", "-p", "-q", *labels, ours, base, theirs)[1]
    finally:
        for file in files:
            file.unlink(missing_ok=True)
