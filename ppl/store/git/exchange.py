"""Exchange with a remote: fetch, combine, push. The work folder changes in one step, or not at all.

What both sides did is combined in git's object store first (`git merge-tree`, git 2.38); only when nothing
is left to choose do branch, index and files move, by a fast-forward that refuses to touch local edits.
Whatever breaks off in between leaves the old state, or the new one; the next sync goes on.
"""

import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from ppl.errors import StoreError, Text
from ppl.store.git.merge import Choice, Merge, changed, merge_trees
from ppl.store.git.message import Message
from ppl.store.git.process import GitError, Head
from ppl.store.git.remote import Remote, refusal
from ppl.store.git.repository import Git


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
        self._refuse_edits(changed(self.git, found.ours, commit), commit)
        merge = ("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", commit)
        try:
            self.git._patiently(lambda: self.git.run(*merge))
        except GitError as error:
            what = Text("git would not take in the changes of the others: {said}", said=error.said)
            remedy = Text("mend what it names, then ppl sync again: nothing is lost, and nothing half done")
            raise StoreError(what, remedy) from None
        return commit

    def _merge_commit(self, found: Merge, message: Message) -> str:
        assert found.tree is not None and found.theirs is not None
        signed = ("-S",) if self.git.signs_commits() else ()
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
            what = Text(
                "{files} has edits that are not committed, and the others changed it too",
                files=", ".join(path.removeprefix(self.prefix) for path in ours),
            )
            remedy = Text("commit them (git commit {file}) or take them back, then ppl sync again", file=ours[0])
            raise StoreError(what, remedy)
        self.git.note_in_index(edited)

    def _holds(self, path: str, commit: str) -> bool:
        """Whether a file in the work folder is already as in a commit."""
        wanted = self.git.entries(commit, path).get(path)
        if not (self.git.folder / path).exists():
            return wanted is None
        code, out, _ = self.git.answer("hash-object", "--", path)
        return code == 0 and wanted is not None and out.decode().strip() == wanted.id

    def tidy(self) -> None:
        """Let git pack its objects when there are many: fast commits never do."""
        self.git.answer("gc", "--auto", "--quiet")

    @cached_property
    def branch(self) -> str:
        return f"{self.remote.name}/{self.remote.branch}"
