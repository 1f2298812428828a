"""What both sides make together, worked out in git's object store: no file, branch or index changes here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ppl.errors import Field, StoreError, Text, UsageError
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.store.git.bases import common_base
from ppl.store.git.conflict import ConflictError, file_question, name_of, question
from ppl.store.git.lookback import TreeEntry
from ppl.store.git.process import Head
from ppl.store.git.remote import Remote
from ppl.store.git.repository import Git
from ppl.store.git.taken_in import taken_in
from ppl.store.git.trees import merged_tree, tree_with, written
from ppl.store.merge.places import Asked, Place, Twin
from ppl.store.merge.records import merged_records
from ppl.store.merge.side import Change, changes_since, messages_since
from ppl.store.merge.side import Side as RecordsSide
from ppl.store.merge.values import Side
from ppl.store.tree import DATA


class Choice(NamedTuple):
    """Records (as refs, behind # a field) or files whose version on one side is wanted; both: one after the other."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What was chosen. name: of the record, file or field; side: the one taken; commit: in which the other version
    stands (empty where both were taken); ref: of the record in that commit, empty for another file"""

    name: str
    side: str
    commit: str = ""
    ref: str = ""


class Merge(NamedTuple):
    """What both sides make together; paths are within the repository.

    head: where we are; theirs: the others' commit (None where the remote has no such branch yet)
    commit: the commit to go to; where one is still to be made, of `tree`, the commit that it is put upon (empty: both)
    incoming, outgoing: numbers of commits, merges not counted
    changed: paths that the others changed; mine: that we changed; both: that both did
    chosen: what was chosen; idle: choices where nothing was to choose
    twins: records that had the id of another one, and their new refs
    renamed: projects that get another id here: the old one and the new one
    is_take_over: whether a history that was rewritten takes the place of the one here
    taken_in: the last of our commits whose content is there under other ids
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
    chosen: tuple[Answer, ...] = ()
    idle: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    is_take_over: bool = False
    taken_in: str | None = None

    @property
    def ours(self) -> str:
        assert self.head.commit is not None
        return self.head.commit


def merge_trees(
    git: Git, prefix: str, remote: Remote, head: Head, theirs: str | None, choice: Choice, waiting: str | None = None
) -> Merge:
    """Combine our head with the others' commit. Raises ConflictError where something is left to choose.

    git: at the top of the repository; prefix: of the knowledge base in it; waiting: a commit of ours that was sent to
    be merged there, perhaps under another id
    """
    if head.commit is None:
        raise StoreError(Text("there is no commit yet to exchange"), Text("ppl init . makes the first one"))
    ours = head.commit
    unasked = tuple(dict.fromkeys((*choice.ours, *choice.theirs, *choice.both)))
    if theirs is None:
        return Merge(head, None, ours, outgoing=git.number_of(ours), idle=unasked)
    if ours == theirs:
        return Merge(head, theirs, ours, idle=unasked)
    base = common_base(git, prefix, _bases(git, remote, ours, theirs))
    both = changes_since(git, base, ours, theirs)
    found = Merge(head, theirs, ours if base == theirs else theirs, changed=tuple(both[1]), mine=tuple(both[0]))
    if base in (ours, theirs):
        renamed = renamed_there(git, prefix, (base, theirs), both[1])
        incoming, outgoing = git.number_of(theirs, ours), git.number_of(ours, theirs)
        return found._replace(incoming=incoming, outgoing=outgoing, renamed=renamed, idle=unasked)
    (own, outgoing), (others_own, incoming) = _commits_of_both(git, ours, theirs)
    found = found._replace(incoming=incoming, outgoing=outgoing)
    is_alike = bool(waiting) or not set(found.changed).isdisjoint(found.mine)
    if is_alike and (again := taken_in(git, prefix + DATA, base, (ours, theirs), waiting)):
        mine, changed = changes_since(git, again, ours, theirs)
        outgoing = git.number_of(ours, theirs, again)
        found = found._replace(taken_in=again, outgoing=outgoing, changed=tuple(changed), mine=tuple(mine))
        if again == ours:
            return found._replace(commit=theirs, renamed=renamed_there(git, prefix, (ours, theirs), changed))
        return merge_upon(git, prefix, found, again, choice)
    merging = _Merging(git, prefix, (base, ours, theirs), choice)
    return merging.merged(found, (ours, theirs), both, (own, others_own))


def renamed_there(
    git: Git, prefix: str, commits: tuple[str, str], changes: Mapping[str, Change]
) -> tuple[tuple[str, str], ...]:
    """The projects to which a history gave another id since an older commit: the old one and the new one."""
    if not any(change.new is None and path.endswith("/project.yaml") for path, change in changes.items()):
        return ()
    side = RecordsSide(git, prefix, commits, changes, messages_since(git, *commits))
    return tuple(side.renamed_projects)


def merge_upon(git: Git, prefix: str, found: Merge, base: str, choice: Choice) -> Merge:
    """The same where the histories do not tell what both had: `base` says it."""
    assert found.theirs is not None
    root, *twigs = (f"{commit}^{{tree}}" for commit in (base, found.ours, found.theirs))
    trunk = git.run("commit-tree", root, "-m", "base").decode().strip()
    ours, theirs = (git.run("commit-tree", twig, "-p", trunk, "-m", "side").decode().strip() for twig in twigs)
    both = changes_since(git, base, found.ours, found.theirs)
    messages = (messages_since(git, base, found.ours), messages_since(git, base, found.theirs))
    return _Merging(git, prefix, (base, found.ours, found.theirs), choice).merged(found, (ours, theirs), both, messages)


class _Merging:
    """One merge that needs a commit of its own."""

    def __init__(self, git: Git, prefix: str, commits: tuple[str, str, str], choice: Choice) -> None:
        self.git = git
        self.root = prefix + DATA
        self.prefix = prefix
        self.base, self.ours, self.theirs = commits
        self.sides: dict[str, Side] = {}
        for side in ("ours", "theirs", "both"):
            for name in getattr(choice, side):
                if self.sides.setdefault(name, side) != side:
                    what = Text("{name} cannot be both {one} and {other}", name=name, one=self.sides[name], other=side)
                    raise UsageError(what, Text("choose one side"))
        self.used: set[str] = set()

    def merged(
        self,
        found: Merge,
        twigs: tuple[str, str],
        changes: Sequence[Mapping[str, Change]],
        messages: tuple[Sequence[str], Sequence[str]],
    ) -> Merge:
        """The tree of both, with what was chosen. Raises ConflictError where something is left to choose.

        twigs: commits of the same two trees, whose histories tell what both had
        changes, messages: what our side and theirs changed since the common commit, and what their commits say
        """
        commits = (self.ours, self.theirs)
        ours, theirs = (
            RecordsSide(self.git, self.prefix, (self.base, commit), changes[at], messages[at])
            for at, commit in enumerate(commits)
        )
        records = merged_records(ours, theirs, self._choose)
        tree, unresolved = merged_tree(self.git, *twigs)
        files = [path for path in unresolved if not path.startswith(self.root)]
        edits: dict[str, TreeEntry] = {}
        answers = [self._answer(asked) for asked in records.asked if asked.side is not None]
        left = [
            question(self.git, self.root, asked, commits, self._choose(asked.place, asked.question.at) == "both")
            for asked in records.asked
            if asked.side is None
        ]
        for path in files:
            if (side := self._side(path, path.removeprefix(self.prefix))) in ("ours", "theirs"):
                taken, other = (self.ours, self.theirs) if side == "ours" else (self.theirs, self.ours)
                edits[path] = self.git.entries(taken, path).get(path, self._no_entry)
                answers.append(Answer(path, str(side), other[:8]))
            else:
                left.append(file_question(self.git, path, commits))
        idle = tuple(name for name in self.sides if name not in self.used)
        if left:
            raise ConflictError(tuple(left), idle)
        edits |= written(self.git, self.root, records.files)
        both = tuple(path for path in found.changed if path in set(found.mine))
        return found._replace(
            commit="",
            tree=tree_with(self.git, tree, edits),
            both=both,
            chosen=tuple(answers),
            idle=idle,
            twins=records.twins,
            renamed=records.renamed,
        )

    def _side(self, *names: str) -> Side | None:
        shown = (name.encode("utf-8", "backslashreplace").decode() for name in names)  # where it is not UTF-8
        for name in (*names, *shown):
            if name in self.sides:
                self.used.add(name)
                return self.sides[name]
        return None

    def _choose(self, place: Place, at: Field) -> Side | None:
        """The side that was chosen for a field of a record, under any of its names."""
        paths = [path for path in (place.path, place.ours, place.theirs, place.base) if path]
        names = list(dict.fromkeys(name for path in paths for name in (ref_of_path(path), DATA + path)))
        fields = [".".join(map(str, at[:length])) for length in range(len(at), 0, -1)]
        return self._side(*(f"{name}#{field}" for field in fields for name in names), *names)

    def _answer(self, asked: Asked) -> Answer:
        place = asked.place
        name = name_of(place) + ("#" + ".".join(map(str, asked.question.at)) if asked.question.at else "")
        if asked.side == "both":
            return Answer(name, "both")
        commit, path = (self.theirs, place.theirs) if asked.side == "ours" else (self.ours, place.ours)
        if path is None:  # gone on that side: it stands in the commit that both had
            commit, path = self.base, place.base
        ref = ref_of_path(path) if path and kind_of_path(path) else ""
        return Answer(name, str(asked.side), commit[:8], ref)

    @property
    def _no_entry(self) -> TreeEntry:
        return TreeEntry("0", self.git.no_id)


def _commits_of_both(git: Git, ours: str, theirs: str) -> tuple[tuple[list[str], int], tuple[list[str], int]]:
    """Of the commits that only we have and of those that only they have: the messages, the oldest first, and how many
    there are, merges not counted."""
    args = ("log", "-z", "--reverse", "--topo-order", "--left-right", "--format=%m%P%n%B", f"{ours}...{theirs}")
    messages: dict[str, list[str]] = {"<": [], ">": []}
    numbers = {"<": 0, ">": 0}
    for row in git.run(*args).decode("utf-8", "replace").split("\0"):
        if row:
            facts, _, message = row.partition("\n")
            messages[facts[0]].append(message)
            numbers[facts[0]] += " " not in facts
    return (messages["<"], numbers["<"]), (messages[">"], numbers[">"])


def _bases(git: Git, remote: Remote, ours: str, theirs: str) -> list[str]:
    """The last commits that are in both. Raises StoreError where none is."""
    bases = git.bases(ours, theirs)
    if not bases:
        what = Text("the remote {name} holds another knowledge base: no commit is in both", name=remote.name)
        remedy = Text(
            "clone that one (git clone {url}) and enter yours there, or give yours a remote of its own",
            url=remote.shown,
        )
        raise StoreError(what, remedy)
    return bases
