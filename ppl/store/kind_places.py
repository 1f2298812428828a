"""Where the records of some kinds lie, so that only those folders are looked through."""

from __future__ import annotations

from collections.abc import Collection

from ppl.model.kinds import KIND
from ppl.store.known_files import path_in
from ppl.store.stamp import stamp_of
from ppl.store.tree import Tree, WorkTree


def paths_of(tree: Tree, kinds: Collection[str]) -> list[str]:
    """All files in the folders of some kinds."""
    if not isinstance(tree, WorkTree):
        return tree.paths()
    found: set[str] = set()
    for place in _places(tree, kinds):
        found.update([place] if place.endswith(".yaml") else tree.paths(place))
    return sorted(found)


def stamps_of(tree: WorkTree, kinds: Collection[str] | None) -> dict[str, bytes]:
    """All files, or those in the folders of some kinds, with their stamps."""
    found: dict[str, bytes] = {}
    for place in [""] if kinds is None else _places(tree, kinds):
        if place.endswith(".yaml"):
            found |= {path: stamp_of(facts) for path, facts in tree.facts([place])}
            continue
        for folder, files in tree.stamps(place).items():
            for name, stamp in files.items():
                found[path_in(folder, name)] = stamp
    return found


def _places(tree: WorkTree, kinds: Collection[str]) -> list[str]:
    """The folders and files in which records of some kinds lie, as far as those files are there."""
    patterns = {path for name in kinds for path in KIND[name].paths}
    projects = tree.folders("projects") if any(p.startswith("projects/*") for p in patterns) else []
    places = {p.replace("*", project, 1) for p in patterns if p.startswith("projects/*") for project in projects}
    places |= {pattern for pattern in patterns if not pattern.startswith("projects/*")}
    return [p.removesuffix("*.yaml") for p in places if "*" in p or tree.has(p)]
