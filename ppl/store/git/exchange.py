"""Exchange with a remote: fetch, combine, push. The work folder changes in one step, or not at all.

What both sides did is combined in git's object store first (`git merge-tree`, git 2.38); only when nothing
is left to choose do branch, index and files move, in one step that refuses to touch local edits.
Whatever breaks off in between leaves the old state, or the new one; the next sync goes on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from ppl.errors import StoreError, Text
from ppl.store.git.message import Message
from ppl.store.git.network import Answer, Network
from ppl.store.git.process import Head
from ppl.store.git.refusal import complaint, refusal, silence
from ppl.store.git.remote import Remote, masked
from ppl.store.git.repository import Git
from ppl.store.git.request import Request, Requests, page

if TYPE_CHECKING:
    from ppl.store.git.merge import Choice, Merge

UNCHANGED = Text("nothing has changed here; ppl sync tries again")
OWN_WAITS = Text("nothing came in; what you did waits here for the next ppl sync")
WAITING = Text("what the others did is taken in; what you did waits here for the next ppl sync")
UNDECIDED = Text("the next command finishes what was begun, or takes it back")
DONE = Text("everything was exchanged")
OTHERS_FIRST = re.compile(r"fetch first|non-fast-forward|stale info|lock ref|update ref|already exists|old value")


class ProtectedError(StoreError):
    """The branch at the remote takes nothing but merge requests."""

    def __init__(self, refused: StoreError) -> None:
        super().__init__(refused.what, refused.remedy)


class Exchange:
    """The repository around a knowledge base, and one remote.

    state: how things are left if it is broken off now
    """

    def __init__(
        self,
        git: Git,
        remote: Remote,
        asks: bool = False,
        show: Callable[[str], None] | None = None,
        refills: bool = False,
    ) -> None:
        """asks: whether git may ask for a password on the terminal; show: gets what git at work says, in pieces;
        refills: whether a branch that was there before and is gone is to be made again"""
        self.prefix = git.prefix
        self.git = git.at_top()
        self.remote = remote
        self.refills = refills
        self.requests = Requests(self.git, remote)
        self.state = UNCHANGED
        self._network = Network(self.git, remote.url, asks, show)
        self._seen = f"refs/ppl/seen/{remote.name}/{remote.branch}"
        self._address = f"ppl.{remote.name}.address"
        self._before: str | None = None
        self._taken_in: str | None = None

    # the network

    def fetch(self, meanwhile: Callable[[], None] = lambda: None) -> str | None:
        """The newest commit of the remote's branch; None where it has no such branch yet. meanwhile: what ppl does
        while git fetches."""
        tracking = f"refs/remotes/{self.remote.name}/{self.remote.branch}"
        self._before = self._commit(self._seen)
        if self._before is None and (known := self._commit(tracking)):
            self.remember(known)
        spec = f"+refs/heads/{self.remote.branch}:{tracking}"
        words = ("fetch", "--progress", "--no-auto-maintenance", self.remote.name, spec)
        found = self._network.answer(*words, meanwhile=meanwhile)
        if found.code == 0:
            return self._commit(tracking)
        if "couldn't find remote ref" in found.said:
            return None
        raise self._refusal(found)

    def push(self, commit: str, meanwhile: Callable[[], None] = lambda: None) -> bool:
        """Send our commits; False where somebody else was first. Raises ProtectedError where the branch is.

        meanwhile: what ppl does while git sends
        """
        found, row = self._push(f"{commit}:refs/heads/{self.remote.branch}", meanwhile)
        if found.code == 0:
            self._remember_upstream()
            self.remember(commit)
            self._note_address()
            self.state = DONE
            return True
        if OTHERS_FIRST.search(row):
            return False
        refused = self._refusal(found, row)
        if complaint(found.said, row).is_protection(self.remote.branch):
            raise ProtectedError(refused)
        raise refused

    def request(self, commit: str) -> Request | None:
        """Send our commits to a branch of their own, from which they can be merged there; None where it is refused."""
        waiting = self.requests.waiting
        for branch in (*([waiting.branch] if waiting else []), self.requests.new_branch(commit)):
            found, _ = self._push(f"{commit}:refs/heads/{branch}")
            if found.code == 0:
                is_new = not found.out.startswith("=") and "\n=" not in found.out
                known = waiting.page if waiting and waiting.branch == branch and not is_new else ""
                place = known or page(self.remote, branch, found.said)
                there = (one for one in (self._before, self._taken_in, waiting and waiting.commit) if one)
                request = Request(branch, commit, place, self.git.number_of(commit, *there) if is_new else 0)
                self.requests.remember(request)
                return request
        return None

    def _push(self, spec: str, meanwhile: Callable[[], None] = lambda: None) -> tuple[Answer, str]:
        """What came of sending, and why a branch was not moved there."""
        words = ("push", "--porcelain", "--progress", self.remote.name, spec)
        found = self._network.answer(*words, meanwhile=meanwhile)
        row = next((row for row in found.out.splitlines() if row.startswith("!")), "")
        return found, row.rpartition("\t")[2]

    def _refusal(self, found: Answer, status: str = "") -> StoreError:
        slow = re.search(r"Operation too slow\..* last (\d+) seconds", found.said)
        if seconds := found.silent or (int(slow[1]) if slow else 0):
            return silence(self.remote, seconds, self.state)
        return refusal(self.remote, complaint(found.said, status), self.state)

    def _remember_upstream(self) -> None:
        branch = self.remote.local
        if not self.git.setting(f"branch.{branch}.merge"):
            self.git.run("config", f"branch.{branch}.remote", self.remote.name)
            self.git.run("config", f"branch.{branch}.merge", f"refs/heads/{self.remote.branch}")

    def _commit(self, name: str) -> str | None:
        code, out, _ = self.git.answer("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return None if code else out.decode().strip()

    # here

    def combine(self, head: Head, theirs: str | None, choice: Choice | None = None, takes_over: bool = False) -> Merge:
        """What both sides make together. Raises ConflictError where a choice is needed. Changes no file.

        takes_over: whether a history that was rewritten there is wanted; else it is refused
        """
        from ppl.store.git.merge import Choice, merge_trees  # while git fetches, where it can
        from ppl.store.git.rewrite import rewrite, taken_over

        choice = choice or Choice()
        if theirs is None and self._before and not self.refills and self._is_known_address:
            raise self._gone()
        if found := rewrite(self.git, self._before, theirs, head.commit):
            if not takes_over:
                raise found.refusal(self.git, self.branch)
            return taken_over(self.git, self.prefix, head, found, choice)
        waiting = self.requests.waiting
        merge = merge_trees(self.git, self.prefix, self.remote, head, theirs, choice, waiting and waiting.commit)
        self._taken_in = merge.taken_in
        if theirs and merge.tree and waiting and merge.tree == self._tree(theirs):
            return merge._replace(commit=theirs, tree=None, outgoing=0)  # merged there, under another id
        return merge

    def _gone(self) -> StoreError:
        what = Text("{branch} was there before, and is gone: deleted there, or renamed", branch=self.branch)
        remedy = Text(
            "nothing was changed; where it was renamed: git fetch, git branch -u {remote}/NAME, ppl sync; to make it "
            "again of all that is here: ppl sync --refill",
            remote=self.remote.name,
        )
        return StoreError(what, remedy)

    @property
    def _is_known_address(self) -> bool:
        """Whether the remote still has the address at which its branch was seen last; true where nothing tells."""
        known = self.git.setting(self._address)
        if known is None:  # nothing was exchanged yet: git tells where a clone came from
            said = self.git.answer("reflog", "--format=%gs", f"refs/heads/{self.remote.local}", "--")[1]
            known = masked(os.fsdecode(said).strip().rpartition("\n")[2].partition("clone: from ")[2])
        return known in ("", self.remote.shown)

    def merged_request(self, found: Merge) -> Request | None:
        """The request that is merged there now, if one was; it is forgotten."""
        waiting = self.requests.waiting
        if waiting is None or found.theirs is None:
            return None
        there = (found.theirs, *([found.taken_in] if found.taken_in else []))
        is_merged = any(self.git.succeeds("merge-base", "--is-ancestor", waiting.commit, tip) for tip in there)
        if not is_merged and found.commit != found.theirs:
            return None
        self.requests.forget()
        return waiting

    def move(self, found: Merge, message: Message) -> str:
        """Bring branch, index and files to the combination; returns its commit.

        Raises StoreError, and changes nothing, where a file that would change has edits that are not committed.
        """
        commit = self._merge_commit(found, message) if found.tree else found.commit
        has_news = found.incoming or found.is_take_over or self.state is WAITING
        if commit != found.ours:
            self.state = UNDECIDED
            head = Head(f"refs/heads/{self.remote.local}", found.ours)
            self.git.fast_forward(head, commit, str(message).partition("\n")[0])
        if found.theirs:
            self.remember(found.theirs)
            self._note_address()
        self.state = WAITING if has_news else OWN_WAITS
        return commit

    def keep_old(self, found: Merge) -> str:
        """A name for what is here now, under which it is found when the branch has moved."""
        name = f"refs/ppl/before/{found.ours[:10]}"
        self.git.run("update-ref", name, found.ours)
        return name

    def _note_address(self) -> None:
        if self.git.setting(self._address) != self.remote.shown:
            self.git.answer("config", self._address, self.remote.shown)

    def remember(self, commit: str) -> None:
        """This is the remote's history, as far as it is known here."""
        if commit != self._before:
            self.git.run("update-ref", self._seen, commit)
            self._before = commit

    def _tree(self, commit: str) -> str:
        return self.git.run("rev-parse", f"{commit}^{{tree}}").decode().strip()

    def _merge_commit(self, found: Merge, message: Message) -> str:
        assert found.tree is not None and found.theirs is not None
        parents = (found.commit,) if found.commit else (found.ours, found.theirs)
        return self.git.commit_of_tree(found.tree, parents, str(message).encode("utf-8", "replace"))

    def tidy(self) -> None:
        """Let git pack its objects when there are many: fast commits never do."""
        self.git.answer("gc", "--auto", "--quiet")

    @cached_property
    def branch(self) -> str:
        return f"{self.remote.name}/{self.remote.branch}"
