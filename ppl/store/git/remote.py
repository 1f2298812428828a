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
        remedy = Text("make an empty, private project on your GitLab or GitHub, then: git remote add origin URL")
        raise StoreError(what, remedy)
    chosen = name or (upstream if upstream in names else None) or (names[0] if len(names) == 1 else "origin")
    if chosen not in names:
        what = Text("there is no remote `{name}`", name=chosen)
        otherwise = Text("choose one with --remote: {listed}", listed=", ".join(names))
        raise UsageError(what, nearest(chosen, names, otherwise))
    merge = git.setting(f"branch.{local}.merge") if upstream == chosen else None
    return Remote(chosen, urls[chosen], local, (merge or local).removeprefix("refs/heads/"))


def masked(text: str) -> str:
    """A text without the passwords of the addresses in it."""
    return re.sub(r"://[^@/\s]+@", "://", text)
