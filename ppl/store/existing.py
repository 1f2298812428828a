"""Which refs there are, and which a new record cannot have, asked one by one: without reading what has them."""

from collections.abc import Callable, Collection, Container, Iterator

from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.store.tree import Tree


class Existing:
    """Every ref whose file lies in a tree."""

    def __init__(self, tree: Tree, known: Collection[str]) -> None:
        self.tree = tree
        self.known = known

    def __contains__(self, ref: object) -> bool:
        if ref in self.known:
            return True
        path = path_of_ref(str(ref))
        return path is not None and self.tree.has(path)

    def __iter__(self) -> Iterator[str]:
        return (ref_of_path(path) for path in self.tree.paths() if kind_of_path(path))


class Claimed:
    """Every ref that a new record cannot have. twin_of: a ref that differs in capitals only, where there is one"""

    def __init__(self, existing: Container[str], twin_of: Callable[[str], str | None]) -> None:
        self.existing = existing
        self.twin_of = twin_of

    def __contains__(self, ref: object) -> bool:
        return ref in self.existing or self.twin_of(str(ref)) is not None
