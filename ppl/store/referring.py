"""Which records may refer to some others, seen from the words in their files: more than do so, and never fewer.

A reference is a full ref, or (from within its project, or where no other record has it) the bare id. An id is one word
of letters, digits, dots, hyphens and low lines; only an escape of YAML, which begins with a backslash, writes it
otherwise.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ppl.model.kinds import kind_of_path, path_of_ref, project_of, ref_of_path
from ppl.store.tree import Tree

FEW = 32  # words that are looked for one by one sooner than all words are told apart
_WORD = re.compile(rb"[A-Za-z0-9._-]+")


def namesakes(refs: Collection[str], targets: Collection[str]) -> dict[str, list[str]]:
    """Per id of these records the refs of all that have it."""
    found: dict[str, list[str]] = {ref.rpartition("/")[2]: [] for ref in targets}
    for ref in refs:
        if (same := found.get(ref.rpartition("/")[2])) is not None:
            same.append(ref)
    return found


def twins(
    refs: Collection[str], targets: Collection[str], is_readable: Callable[[str], bool]
) -> tuple[set[str], set[str]]:
    """Records that share an id with one of these: as many as it takes for the bare id to mean what it means among all,
    two of the kind of the one referred to and one of every other; and those of these that no bare id can mean."""
    beside: set[str] = set()
    shadowed: set[str] = set()
    own = frozenset(targets)
    for same in namesakes(refs, targets).values():
        kinds: dict[str, list[str]] = {}
        for ref in same:
            kinds.setdefault(_kind(ref), []).append(ref)
        for several in kinds.values():
            named = [ref for ref in several if ref in own]
            twin = next((ref for ref in several if ref not in own and is_readable(ref)), None)
            if twin is not None:
                beside.add(twin)
                shadowed.update(named)
            elif sum(map(is_readable, named)) > 1:
                shadowed.update(named)
    return beside, shadowed


def referring(tree: Tree, targets: Iterable[str], shadowed: Collection[str]) -> Iterator[str]:
    """The refs of the records in whose files a word stands that may mean one of these, in their order.

    shadowed: those of which the bare id means nothing outside their project, since others have it too
    """
    within, anywhere = _words(targets, shadowed)
    every = [*anywhere.union(*within.values()), b"\\"]
    for path, data in tree.read(path for path in tree.paths() if kind_of_path(path)):
        if len(every) <= FEW and not any(word in data for word in every):
            continue
        ref = ref_of_path(path)
        own = within.get(project_of(ref) or "")
        words = {*_WORD.findall(data)}
        if b"\\" in data or not words.isdisjoint(anywhere) or (own is not None and not words.isdisjoint(own)):
            yield ref


def _words(targets: Iterable[str], shadowed: Collection[str]) -> tuple[Mapping[str, set[bytes]], set[bytes]]:
    """The words by which these are meant: per project within it, and everywhere."""
    within: dict[str, set[bytes]] = {}
    anywhere: set[bytes] = set()
    for ref in targets:
        id, project = ref.rpartition("/")[2].encode(), project_of(ref)
        if project is None or ref not in shadowed:
            anywhere.add(id)
        if project is not None:
            anywhere.add(project.rpartition("/")[2].encode())  # with which a full ref begins
            within.setdefault(project, set()).add(id)
    return within, anywhere


def _kind(ref: str) -> str:
    kind = kind_of_path(path_of_ref(ref) or "")
    return kind.name if kind else ""
