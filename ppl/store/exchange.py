"""Exchange with a remote: fetch, combine, push. The work folder changes in one step, or not at all.

What both sides did is combined in git's object store first (`git merge-tree`, git 2.38); only when nothing
is left to choose do branch, index and files move, by a fast-forward that refuses to touch local edits.
Whatever breaks off in between leaves the old state, or the new one; the next sync goes on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError
from ppl.store.conflict import ConflictError, conflict
from ppl.store.git import Git, GitError, Head
from ppl.store.message import Message
from ppl.store.remote import Remote, refusal

ZERO = "0" * 40


class Choice(NamedTuple):
    """Records (as refs) or files whose version on one side is wanted."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


class Combination(NamedTuple):
    """What both sides make together.

    ours, theirs: the commits of both sides (theirs None where the remote has no such branch yet)
    tree: the combined files, where a merge is needed; commit: the commit to go to, where none is
    incoming, outgoing: numbers of commits, merges not counted
    changed: paths that the others changed; both: paths that both sides changed
    chosen: path to the side taken; idle: choices where nothing was to choose
    """

    head: Head
    theirs: str | None
    tree: str | None
    commit: str
    incoming: int = 0
    outgoing: int = 0
    changed: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    chosen: Mapping[str, str] = {}
    idle: tuple[str, ...] = ()

    @property
    def ours(self) -> str:
        assert self.head.commit is not None
        return self.head.commit


class Exchange:
    """The repository around a knowledge base, and one remote."""

    def __init__(self, git: Git, remote: Remote, asks: bool = False) -> None:
        """`asks`: whether git may ask for a password on the terminal."""
        self.prefix = git.prefix
        self.git = Git(Path(git.run("rev-parse", "--show-toplevel").decode().rstrip("\n")), git.environment)
        self.remote = remote
        self._asking = {"GIT_TERMINAL_PROMPT": "1"} if asks else {}

    # the network

    def fetch(self) -> str | None:
        """The newest commit of the remote's branch; None where it has no such branch yet."""
        tracking = f"refs/remotes/{self.remote.name}/{self.remote.branch}"
        spec = f"+refs/heads/{self.remote.branch}:{tracking}"
        code, _, said = self.git.answer("fetch", "--quiet", self.remote.name, spec, env=self._asking)
        if code == 0:
            return self._commit(tracking)
        if "couldn't find remote ref" in said:
            return None
        raise refusal(self.remote, said, Text("nothing has changed here; ppl sync tries again"))

    def push(self, commit: str) -> bool:
        """Send our commits; False where somebody else was first."""
        spec = f"{commit}:refs/heads/{self.remote.branch}"
        code, out, said = self.git.answer("push", "--porcelain", "--quiet", self.remote.name, spec, env=self._asking)
        if code == 0:
            self._remember_upstream()
            return True
        row = next((row for row in out.decode("utf-8", "replace").splitlines() if row.startswith("!")), "")
        if re.search(r"fetch first|non-fast-forward|stale info|lock ref|update ref|already exists|old value", row):
            return False
        told = said or row.rpartition("\t")[2]
        raise refusal(
            self.remote, told, Text("what the others did is taken in; what you did waits here for the next ppl sync")
        )

    def _remember_upstream(self) -> None:
        branch = self.remote.local
        if not self.git.succeeds("config", f"branch.{branch}.merge"):
            self.git.run("config", f"branch.{branch}.remote", self.remote.name)
            self.git.run("config", f"branch.{branch}.merge", f"refs/heads/{self.remote.branch}")

    def _commit(self, name: str) -> str:
        return self.git.run("rev-parse", "--verify", f"{name}^{{commit}}").decode().strip()

    # combining, in git's object store only

    def combine(self, head: Head, theirs: str | None, choice: Choice | None = None) -> Combination:
        """What both sides make together. Raises ConflictError where a choice is needed. Changes no file."""
        if head.commit is None:
            raise StoreError(Text("there is no commit yet to exchange"), Text("ppl init . makes the first one"))
        ours = head.commit
        if theirs is None:
            return Combination(head, None, None, ours, outgoing=self._count(ours, ()))
        counts = {"incoming": self._count(theirs, (ours,)), "outgoing": self._count(ours, (theirs,))}
        base = self._base(ours, theirs)
        changed, mine = self._changed(base, theirs), self._changed(base, ours)
        if base == theirs:
            return Combination(head, theirs, None, ours, **counts)
        if base == ours:
            return Combination(head, theirs, None, theirs, **counts, changed=changed)
        both = tuple(path for path in changed if path in set(mine))
        tree, open_paths = self._merged(ours, theirs)
        chosen, idle = self._choices(choice or Choice(), {*both, *open_paths})
        left = [path for path in open_paths if path not in chosen]
        if left:
            raise ConflictError(tuple(conflict(self.git, self.prefix, p, (base, ours, theirs)) for p in left))
        tree = self._with_choices(tree, chosen, {"ours": ours, "theirs": theirs})
        return Combination(
            head, theirs, tree, "", **counts, changed=changed, both=both, mine=mine, chosen=chosen, idle=idle
        )

    def _count(self, commit: str, without: Sequence[str]) -> int:
        args = ("rev-list", "--count", "--no-merges", commit, *(f"^{other}" for other in without))
        return int(self.git.run(*args))

    def _base(self, ours: str, theirs: str) -> str:
        code, out, _ = self.git.answer("merge-base", ours, theirs)
        if code:
            raise StoreError(
                Text("the remote {name} holds another knowledge base: no commit is in both", name=self.remote.name),
                Text(
                    "clone that one (git clone {url}) and enter yours there, or give yours a remote of its own",
                    url=self.remote.shown,
                ),
            )
        return out.decode().split()[0]

    def _changed(self, old: str, new: str) -> tuple[str, ...]:
        rows = self.git.run("diff", "--name-only", "--no-renames", "-z", old, new).split(b"\0")
        return tuple(row.decode() for row in rows if row)

    def _merged(self, ours: str, theirs: str) -> tuple[str, list[str]]:
        """The combined tree, and the paths that git could not combine."""
        args = ("-c", "merge.directoryRenames=true", "merge-tree", "--write-tree", "-z", "--no-messages")
        code, out, said = self.git.answer(*args, ours, theirs)
        if code not in (0, 1):
            if "usage" in said or "unknown" in said:
                raise StoreError(
                    Text("this git is too old to combine without touching your files"),
                    Text("install git 2.38 or newer (https://git-scm.com)"),
                )
            raise GitError("merge-tree", said)
        tree, *rows = out.decode().split("\0")
        stages: dict[str, set[str]] = {}
        for row in rows:
            facts, _, path = row.partition("\t")
            if path:
                stages.setdefault(path, set()).add(facts.split()[2])
        return tree, [path for path, found in sorted(stages.items()) if found != {"1"}]

    def _choices(self, choice: Choice, possible: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Path to side for what was chosen, and the choices where nothing was to choose."""
        from ppl.model.kinds import path_of_ref

        chosen: dict[str, str] = {}
        idle: list[str] = []
        for side, names in (("ours", choice.ours), ("theirs", choice.theirs)):
            for name in names:
                ref_path = path_of_ref(name)
                paths = [f"{self.prefix}data/{ref_path}" if ref_path else "", self.prefix + name, name]
                path = next((path for path in paths if path in possible), None)
                if path is None:
                    idle.append(name)
                elif chosen.get(path, side) != side:
                    raise UsageError(Text("{name} cannot be both ours and theirs", name=name), Text("choose one side"))
                else:
                    chosen[path] = side
        return chosen, tuple(idle)

    def _with_choices(self, tree: str, chosen: Mapping[str, str], sides: Mapping[str, str]) -> str:
        """The tree with the chosen versions in it, made in an index of its own."""
        if not chosen:
            return tree
        index = self.git.git_folder / "ppl" / "sync-index"
        index.parent.mkdir(exist_ok=True)
        env = {"GIT_INDEX_FILE": str(index)}
        rows = []
        for path, side in chosen.items():
            found = self.git.run("ls-tree", "-z", "--full-tree", sides[side], "--", path).partition(b"\t")[0]
            mode, _, id = found.decode().split() if found else ("0", "", ZERO)
            rows.append(f"{mode} {id}\t{path}\0".encode())
        try:
            self.git.run("read-tree", tree, env=env)
            self.git.run("update-index", "-z", "--index-info", data=b"".join(rows), env=env)
            return self.git.run("write-tree", env=env).decode().strip()
        finally:
            index.unlink(missing_ok=True)

    # moving there

    def move(self, found: Combination, message: Message) -> str:
        """Bring branch, index and files to the combination; returns its commit.

        Raises StoreError, and changes nothing, where a file that would change has edits that are not committed.
        """
        commit = found.commit or self._merge_commit(found, message)
        if commit == found.ours:
            return commit
        self._refuse_edits(self._changed(found.ours, commit), commit)
        merge = ("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", commit)
        try:
            self.git._patiently(lambda: self.git.run(*merge))
        except GitError as error:
            raise StoreError(
                Text("git would not take in the changes of the others: {said}", said=error.said),
                Text("mend what it names, then ppl sync again: nothing is lost, and nothing half done"),
            ) from None
        return commit

    def _merge_commit(self, found: Combination, message: Message) -> str:
        assert found.tree is not None and found.theirs is not None
        signed = ("-S",) if (self.git.setting("commit.gpgsign") or "").lower() in ("true", "yes", "on", "1") else ()
        args = ("commit-tree", found.tree, "-p", found.ours, "-p", found.theirs, *signed, "-F", "-")
        return self.git.run(*args, data=str(message).encode()).decode().strip()

    def _refuse_edits(self, paths: Collection[str], commit: str) -> None:
        """Refuse where local edits stand in the way; what an interrupted sync already wrote does not."""
        rows = self.git.run("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames").split(b"\0")
        states = {row[3:].decode(): row[:2].decode() for row in rows if len(row) > 3}
        edited = [path for path in paths if path in states]
        if not edited:
            return
        ours = [path for path in edited if not self._holds(path, commit)]
        if ours:
            raise StoreError(
                Text(
                    "{files} has edits that are not committed, and the others changed it too",
                    files=", ".join(path.removeprefix(self.prefix) for path in ours),
                ),
                Text("commit them (git commit {file}) or take them back, then ppl sync again", file=ours[0]),
            )
        self.git.note_in_index(edited)

    def _holds(self, path: str, commit: str) -> bool:
        """Whether a file in the work folder is already as in a commit."""
        wanted = self.git.run("ls-tree", "-z", "--full-tree", commit, "--", path).partition(b"\t")[0].split()
        if not (self.git.folder / path).exists():
            return not wanted
        code, out, _ = self.git.answer("hash-object", "--", path)
        return code == 0 and bool(wanted) and out.strip() == wanted[2]

    def tidy(self) -> None:
        """Let git pack its objects when there are many: fast commits never do."""
        self.git.answer("gc", "--auto", "--quiet")

    @cached_property
    def branch(self) -> str:
        return f"{self.remote.name}/{self.remote.branch}"
