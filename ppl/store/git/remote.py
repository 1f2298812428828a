"""A remote: which one is meant, how it looks from outside, and what its refusals mean."""

import re
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError
from ppl.store.git.process import Head
from ppl.store.git.repository import Git

_PUBLIC = re.compile(r"(^|[/@.])(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)([:/]|$)")


class Remote(NamedTuple):
    """A remote and its branch.

    name, url: as git knows it; local: the branch here; branch: the branch there
    """

    name: str
    url: str
    local: str
    branch: str

    @property
    def shown(self) -> str:
        """The address without a password in it."""
        return _masked(self.url)

    @property
    def looks_public(self) -> bool:
        """Whether it lies at a forge where anybody may be let in."""
        return bool(_PUBLIC.search(self.url))


def remote(git: Git, head: Head, name: str | None = None) -> Remote:
    """The remote of this name; else the branch's own, else the only one, else `origin`.

    Raises StoreError where there is none, UsageError where the name is not known.
    """
    names = git.run("remote").decode().split()
    local = (head.branch or "").removeprefix("refs/heads/")
    upstream = git.setting(f"branch.{local}.remote")
    if not names:
        what = Text("this knowledge base has no remote to exchange with")
        remedy = Text("make an empty, private project on your GitLab or GitHub, then: git remote add origin URL")
        raise StoreError(what, remedy)
    chosen = name or (upstream if upstream in names else None) or (names[0] if len(names) == 1 else "origin")
    if chosen not in names:
        what = Text("there is no remote `{name}`", name=chosen)
        raise UsageError(what, Text("choose one with --remote: {listed}", listed=", ".join(names)))
    url = git.run("remote", "get-url", chosen).decode().strip()
    merge = git.setting(f"branch.{local}.merge") if upstream == chosen else None
    return Remote(chosen, url, local, (merge or local).removeprefix("refs/heads/"))


def refusal(remote: Remote, said: str, state: Text) -> StoreError:
    """What a failed fetch or push means for the user. `state` says how things are left."""
    lowered = said.lower()
    told, names = _complaint(said), {"name": remote.name, "url": remote.shown}
    if re.search(r"authentication|permission denied|could not read (username|password)|403|401", lowered):
        what = Text("the remote {name} ({url}) does not let you in: {said}", said=told, **names)
        remedy = Text("check your rights and log in (git fetch {name} asks for it); {state}", state=state, **names)
    elif re.search(r"hook declined|protected|remote rejected|not allowed|denied", lowered):
        what = Text("the remote {name} ({url}) refuses what was sent: {said}", said=told, **names)
        remedy = Text(
            "ask who manages it for the right to push to {branch}; {state}", branch=remote.branch, state=state
        )
    elif re.search(r"not found|not appear to be a git repository|no such", lowered):
        what = Text("there is no repository at {url} (remote {name})", **names)
        remedy = Text("check the address (git remote set-url {name} URL); {state}", state=state, **names)
    else:
        what = Text("the remote {name} ({url}) cannot be reached: {said}", said=told, **names)
        remedy = Text("check your connection; {state}", state=state)
    return StoreError(what, remedy)


def _complaint(said: str) -> str:
    """The line of git's complaint that says most."""
    rows = [row.strip() for row in _masked(said).splitlines() if row.strip()]
    telling = [row for row in rows if row.startswith(("fatal:", "remote:", "ERROR:", "ssh:", "!"))] or rows
    return telling[0].removeprefix("fatal: ") if telling else "?"


def _masked(text: str) -> str:
    return re.sub(r"://[^@/\s]+@", "://", text)
