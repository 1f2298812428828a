"""A remote: which one is meant, and how it looks from outside."""

import os
import re
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError, nearest
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
        return masked(self.url)

    @property
    def looks_public(self) -> bool:
        """Whether it lies at a forge where anybody may be let in."""
        return bool(_PUBLIC.search(self.url))


def remote(git: Git, head: Head, name: str | None = None) -> Remote:
    """The remote of this name; else the branch's own, else the only one, else `origin`.

    Raises StoreError where there is none, UsageError where the name is not known.
    """
    rows = (row.partition("\t") for row in os.fsdecode(git.run("remote", "-v")).splitlines())
    urls = {name: url.rpartition(" (fetch)")[0] for name, _, url in rows if " (fetch)" in url}
    names = list(urls)
    local = (head.branch or "").removeprefix("refs/heads/")
    upstream = git.setting(f"branch.{local}.remote")
    if not names:
        what = Text("this knowledge base has no remote to exchange with")
        remedy = Text("make an empty, private project on your GitLab or GitHub, then: ppl sync --connect ADDRESS")
        raise StoreError(what, remedy)
    chosen = name or (upstream if upstream in names else None) or (names[0] if len(names) == 1 else "origin")
    if chosen not in names:
        what = Text("there is no remote `{name}`", name=chosen)
        otherwise = Text("choose one with --remote: {listed}", listed=", ".join(names))
        raise UsageError(what, nearest(chosen, names, otherwise))
    merge = git.setting(f"branch.{local}.merge") if upstream == chosen else None
    return Remote(chosen, urls[chosen], local, (merge or local).removeprefix("refs/heads/"))


def connect(git: Git, address: str, name: str | None = None) -> None:
    """Make an address known to git as a remote (`origin` without a name).

    Raises UsageError where that name has another address already, or the address cannot be one.
    """
    name = name or "origin"
    had = git.setting(f"remote.{name}.url")
    if had is not None and had != address:
        what = Text("{name} is connected with {address} already", name=name, address=masked(had))
        raise UsageError(what, Text("ppl sync exchanges with it; --remote NAME gives another one a name of its own"))
    if not address.strip() or address.startswith("-") or any(not sign.isprintable() for sign in address):
        what = Text("`{text}` is not an address of a repository", text=address)
        raise UsageError(what, Text("write it as https://gitlab.example.org/team/kennis.git, or name a folder"))
    if had is None:
        git.run("remote", "add", "--", name, address)


def masked(text: str) -> str:
    """A text without the passwords of the addresses in it."""
    return re.sub(r"://[^@/\s]+@", "://", text)
