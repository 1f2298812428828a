"""Exchange with a remote: fetch, combine, push. The work folder changes in one step, or not at all.

What both sides did is combined in git's object store first (`git merge-tree`, git 2.38); only when nothing
is left to choose do branch, index and files move, by a fast-forward that refuses to touch local edits.
Whatever breaks off in between leaves the old state, or the new one; the next sync goes on.
"""

import re
from functools import cached_property

from ppl.errors import Text
from ppl.store.git.merge import Choice, Merge, merge_trees
from ppl.store.git.message import Message
from ppl.store.git.process import Head
from ppl.store.git.remote import Remote, refusal
from ppl.store.git.repository import Git


class Exchange:
    """The repository around a knowledge base, and one remote."""

    def __init__(self, git: Git, remote: Remote, asks: bool = False) -> None:
        """`asks`: whether git may ask for a password on the terminal."""
        self.prefix = git.prefix
        self.git = git.at_top()
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
        what = Text("what the others did is taken in; what you did waits here for the next ppl sync")
        raise refusal(self.remote, told, what)

    def _remember_upstream(self) -> None:
        branch = self.remote.local
        if not self.git.succeeds("config", f"branch.{branch}.merge"):
            self.git.run("config", f"branch.{branch}.remote", self.remote.name)
            self.git.run("config", f"branch.{branch}.merge", f"refs/heads/{self.remote.branch}")

    def _commit(self, name: str) -> str:
        return self.git.run("rev-parse", "--verify", f"{name}^{{commit}}").decode().strip()

    # here

    def combine(self, head: Head, theirs: str | None, choice: Choice | None = None) -> Merge:
        """What both sides make together. Raises ConflictError where a choice is needed. Changes no file."""
        return merge_trees(self.git, self.prefix, self.remote, head, theirs, choice or Choice())

    def move(self, found: Merge, message: Message) -> str:
        """Bring branch, index and files to the combination; returns its commit.

        Raises StoreError, and changes nothing, where a file that would change has edits that are not committed.
        """
        commit = found.commit or self._merge_commit(found, message)
        if commit == found.ours:
            return commit
        head = Head(f"refs/heads/{self.remote.local}", found.ours)
        self.git.fast_forward(head, commit, str(message).partition("\n")[0])
        return commit

    def _merge_commit(self, found: Merge, message: Message) -> str:
        assert found.tree is not None and found.theirs is not None
        signed = ("-S",) if self.git.signs_commits else ()
        args = ("commit-tree", found.tree, "-p", found.ours, "-p", found.theirs, *signed, "-F", "-")
        return self.git.run(*args, data=str(message).encode()).decode().strip()

    def tidy(self) -> None:
        """Let git pack its objects when there are many: fast commits never do."""
        self.git.answer("gc", "--auto", "--quiet")

    @cached_property
    def branch(self) -> str:
        return f"{self.remote.name}/{self.remote.branch}"
