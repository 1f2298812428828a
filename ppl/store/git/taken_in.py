"""Our commits that the others' history has under other ids: a server squashed them into one, or made them anew."""

from collections.abc import Mapping

from ppl.model.kinds import kind_of_path
from ppl.store.git.lookback import TreeEntry
from ppl.store.git.process import as_input, rows_of
from ppl.store.git.repository import Git
from ppl.store.merge.lines import merged_lines
from ppl.store.merge.texts import merged_text

MOST = 100  # commits that are looked at on each side, the newest

State = Mapping[str, TreeEntry]  # what differs from the common commit, by path


def taken_in(git: Git, root: str, base: str, sides: tuple[str, str], waiting: str | None) -> str | None:
    """The last of our commits whose content the others' history has; None where it has none of them.

    git: at the top of the repository; root: of data/ in it; sides: our commit and theirs; waiting: a commit of ours
    that was sent to be merged there. Without one only what the others' history says to be written by us is meant:
    what a colleague did alike is his own.
    """
    return _Histories(git, root, base, sides).taken_in(waiting)


class _Histories:
    """Two histories upon one commit."""

    def __init__(self, git: Git, root: str, base: str, sides: tuple[str, str]) -> None:
        self.git = git
        self.root = root
        self.base = base
        self.ours, self.theirs = sides

    def taken_in(self, waiting: str | None) -> str | None:
        own, other = self._commits(self.ours), self._commits(self.theirs)
        sent = {waiting} if waiting else set()
        authors = {author for author, _ in other.values()}
        candidates = {commit: tree for commit, (author, tree) in own.items() if commit in sent or author in authors}
        if not candidates or not other:
            return None
        by = {commit: {own[commit][0]} for commit in candidates}
        states = self._states([*candidates.values(), *(tree for _, tree in other.values())])
        for commit, tree in candidates.items():
            known = [states[t] for author, t in other.values() if commit in sent or author in by[commit]]
            if states[tree] and any(self._holds(state, states[tree]) for state in known):
                return commit
        return None

    def _commits(self, tip: str) -> dict[str, tuple[str, str]]:
        """Author and tree of the commits upon the common one, the newest first."""
        args = ("log", "--ancestry-path", f"-{MOST}", "--topo-order", "--format=%H%x00%an%x00%T", f"{self.base}..{tip}")
        rows = self.git.run(*args).decode("utf-8", "replace").splitlines()
        return {commit: (author, tree) for commit, author, tree in (row.split("\0") for row in rows)}

    def _states(self, trees: list[str]) -> Mapping[str, State]:
        """How each tree differs from the common commit."""
        root = self.git.run("rev-parse", f"{self.base}^{{tree}}").decode().strip()
        pairs = "".join(f"{root} {tree}\n" for tree in dict.fromkeys(trees))
        args = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        rows = iter(rows_of(self.git.run(*args, data=as_input(pairs))))
        found: dict[str, dict[str, TreeEntry]] = {tree: {} for tree in trees}
        tree = ""
        for row in rows:
            head, _, facts = row.rpartition("\n")
            if head:
                tree = head.split()[-1]
            if facts.startswith(":"):
                _, mode, _, id, sign = facts.split()
                found[tree][next(rows)] = TreeEntry("0" if sign == "D" else mode, id)
        return found

    def _holds(self, state: State, wanted: State) -> bool:
        """Whether all that one changed stands in the other."""
        if not wanted.keys() <= state.keys():
            return False
        unlike = [path for path, entry in wanted.items() if state[path] != entry]
        return all(self._is_within(path, state[path], wanted[path]) for path in unlike)

    def _is_within(self, path: str, there: TreeEntry, own: TreeEntry) -> bool:
        """Whether a file there, which others changed too, has our changes: combined with ours it stays as it is."""
        if "0" in (there.mode, own.mode) or there.mode != own.mode:
            return False
        before = self.git.entries(self.base, path).get(path)
        try:
            base, other, mine = (
                self.git.run("cat-file", "blob", entry.id).decode() if entry else None for entry in (before, there, own)
            )
        except UnicodeDecodeError:
            return False
        kind = kind_of_path(path.removeprefix(self.root)) if path.startswith(self.root) else None
        if kind is None:
            rows = [(text or "").splitlines(keepends=True) for text in (base, other, mine)]
            return merged_lines(*rows) == rows[1]
        found = merged_text(kind, base, str(other), str(mine))
        return found is not None and not found.questions and found.text == other
