"""What a remote's refusal means, in the words of its server or hook, without what would move a terminal's cursor."""

import re
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.git.remote import Remote, masked
from ppl.visible import visible, without_codes

ROWS_SHOWN = 12
# compiled when they are needed: most exchanges are not refused
_PROGRESS = (
    r"(Enumerating|Counting|Compressing|Receiving|Writing|Resolving|Unpacking|Updating|Checking|Processing)\b.*"
    r"(\d+%|: \d+|done\.?$)|Total \d+ \(|(Delta compression|Everything up-to-date|To |From )"
)
_DECORATION = r"[\W_]*$"
_AUTHENTICATION = r"authentication|permission denied|could not read (username|password)|\b40[13]\b|denied"
_REFUSED = r"hook declined|remote rejected|not allowed|denied|\[rejected\]"
_MISSING = r"not found|not appear to be a git repository|no such|could not be found"
_TRANSPORT = r"transport '[^']*' not allowed|'remote-[^']*' is not a git command|unable to find remote helper"
_RULE = (
    r"(?i)GH00[0-9]|GH013|TF402455|protected branch|branch \S+ is protected|not allowed to push code|"
    r"(pull|merge) request"
)


class Complaint(NamedTuple):
    """What git said when an exchange failed.

    server: the words of the server or its hooks; git: git's own; status: why the branch was not moved there
    """

    server: tuple[str, ...]
    git: tuple[str, ...]
    status: str = ""

    @property
    def words(self) -> str:
        """What tells most: the server's own words, else git's."""
        rows = self.server or ((self.status,) if self.status else self._telling) or ("?",)
        return "\n    ".join([*rows[:ROWS_SHOWN], *(["..."] if len(rows) > ROWS_SHOWN else [])])

    @property
    def _telling(self) -> tuple[str, ...]:
        """Git's own row that tells most: ssh says why, and then git only that it could not read."""
        rows = [row for row in self.git if not row.lower().startswith("warning:")] or list(self.git)
        last = next((n for n, row in enumerate(rows) if row.startswith("Could not read from remote")), 0)
        return tuple(rows[max(last - 1, 0) : max(last, 1)])

    def is_protection(self, branch: str) -> bool:
        """Whether the branch there only takes merge requests: the server says so, or its hook names the branch."""
        if "declined" not in self.status and "remote rejected" not in self.status:
            return False
        said = " ".join((*self.server, self.status))
        name = re.escape(branch)
        named = rf"refs/heads/{name}\b|\b(branch|tak)\W+{name}\b|['\"`]{name}['\"`]"
        return bool(re.search(_RULE, said) or re.search(named, said, re.IGNORECASE) or "protected" in said.lower())


def complaint(said: str, status: str = "") -> Complaint:
    """Git's words taken apart. status: what `push --porcelain` says of the branch"""
    server: list[str] = []
    own: list[str] = []
    for row in plain(said).split("\n"):
        is_server = row.startswith(("remote:", "ERROR:"))
        row = re.sub(r"^(remote|fatal|ERROR|error): ?", "", row).strip()
        if re.match(_DECORATION, row) or re.match(_PROGRESS, row):
            continue
        (server if is_server else own).append(row)
    return Complaint(tuple(server), tuple(own), plain(status).strip())


def plain(text: str) -> str:
    """A text of a server without passwords, control marks, and what a carriage return wrote over."""
    text = without_codes(text)
    rows = [[part for part in row.split("\r") if part.strip() not in ("", "remote:")] for row in text.split("\n")]
    kept = [row[-1] if row else "" for row in rows]
    return "\n".join(visible(masked(row)).rstrip() for row in kept)


def refusal(remote: Remote, found: Complaint, state: Text) -> StoreError:
    """What a failed fetch or push means for the user. `state` says how things are left."""
    lowered = " ".join((*found.server, *found.git, found.status)).lower()
    names = {"name": remote.name, "url": remote.shown}
    if not found.server and re.search(_TRANSPORT, " ".join(found.git)):
        what = Text("git does not go to an address like {url} (remote {name}): {said}", said=found.words, **names)
        remedy = Text("give it another address: git remote set-url {name} URL; {state}", state=state, **names)
    elif found.status or (re.search(_REFUSED, lowered) and not re.search(_AUTHENTICATION, " ".join(found.git).lower())):
        what = Text("the remote {name} ({url}) refuses what was sent: {said}", said=found.words, **names)
        remedy = Text("ask who manages it what {branch} takes; {state}", branch=remote.branch, state=state)
    elif re.search(_AUTHENTICATION, lowered):
        what = Text("the remote {name} ({url}) does not let you in: {said}", said=found.words, **names)
        remedy = Text("check your rights and log in (git fetch {name} asks for it); {state}", state=state, **names)
    elif re.search(_MISSING, lowered):
        what = Text("there is no repository at {url} (remote {name})", **names)
        if found.server:
            what = Text("the remote {name} ({url}) says: {said}", said=found.words, **names)
        remedy = Text("check the address (git remote set-url {name} URL); {state}", state=state, **names)
    elif found.server:
        what = Text("the remote {name} ({url}) says: {said}", said=found.words, **names)
        remedy = Text("ask who manages it; {state}", state=state)
    else:
        what = Text("the remote {name} ({url}) cannot be reached: {said}", said=found.words, **names)
        remedy = Text("check your connection; {state}", state=state)
    return StoreError(what, remedy)


def silence(remote: Remote, seconds: int, state: Text) -> StoreError:
    """The refusal to wait any longer for a remote that says nothing."""
    what = Text(
        "the remote {name} ({url}) said nothing for {seconds} seconds",
        name=remote.name,
        url=remote.shown,
        seconds=seconds,
    )
    return StoreError(what, Text("check your connection; {state}", state=state))
