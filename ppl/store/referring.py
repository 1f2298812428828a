"""Which records may refer to some others, seen from the words in their files: more than do so, and never fewer.

A reference is a full ref, or (from within its project, or where no other record has it) the bare id. An id is one word
of letters, digits, dots, hyphens and low lines; only an escape of YAML, which begins with a backslash, writes it
otherwise.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

from ppl.model.kinds import kind_of_path, path_of_ref, project_of, ref_of_path
from ppl.store.stored_record import WORD

FEW = 64  # words that are looked for one by one sooner than all words of a file are told apart


def namesakes(refs: Collection[str], targets: Collection[str]) -> dict[str, list[str]]:
    """Per id of these records the refs of all that have it."""
    found: dict[str, list[str]] = {ref.rpartition("/")[2]: [] for ref in targets}
    for ref in refs:
        if (same := found.get(ref.rpartition("/")[2])) is not None:
            same.append(ref)
    return found


def twins(
    refs: Collection[str], targets: Collection[str], readable: Callable[[Collection[str]], Container[str]]
) -> tuple[set[str], set[str]]:
    """Records that share an id with one of these: as many as it takes for the bare id to mean what it means among all,
    one of each kind beside these themselves; and those of these that no bare id can mean, since it may mean two.

    readable: which of some records can be read
    """
    own = frozenset(targets)
    groups: list[tuple[list[str], list[str]]] = []  # of one id and kind those of these, and the others
    for same in namesakes(refs, targets).values():
        kinds: dict[str, tuple[list[str], list[str]]] = {}
        for ref in same:
            kinds.setdefault(_kind(ref), ([], []))[ref not in own].append(ref)
        groups += kinds.values()
    several = {ref for named, _ in groups if len(named) > 1 for ref in named}
    found = readable(several) if several else ()
    shadowed = {ref for named, _ in groups if sum(one in found for one in named) > 1 for ref in named}
    beside: set[str] = set()
    place = 0
    while groups := [(named, others) for named, others in groups if place < len(others)]:
        found = readable({others[place] for _, others in groups})
        for named, others in groups:
            if others[place] in found:
                beside.add(others[place])
                shadowed.update(named)
        groups = [(named, others) for named, others in groups if others[place] not in found]
        place += 1
    return beside, shadowed


def referring(files: Iterable[tuple[str, bytes]], targets: Collection[str], shadowed: Collection[str]) -> Iterator[str]:
    """The refs of the records in whose files a word stands that may mean one of these.

    files: with what stands in them, or at least the words by which their records refer to others; shadowed: those of
    which the bare id means nothing outside their project, since others have it too
    """
    within, anywhere = _words(targets, shadowed)
    for path, data in files:
        ref = ref_of_path(path)
        meant = anywhere | within.get(project_of(ref) or "", set())
        has_word = any(word in data for word in meant) if len(meant) <= FEW else True
        if b"\\" in data or (has_word and not meant.isdisjoint(WORD.findall(data))):
            yield ref


def words_of_refs(targets: Iterable[str]) -> set[bytes]:
    """All words by which any of these may be meant."""
    within, anywhere = _words(targets, ())
    return anywhere.union(*within.values())


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
