"""A branch of one's own at a remote whose branch only takes merge requests: its name, and the page to ask on."""

import re
from typing import NamedTuple

from ppl.store.git.refusal import plain
from ppl.store.git.remote import Remote, masked
from ppl.store.git.repository import Git

_PAGE = re.compile(r"https?://[^\s<>\"']*(?:merge_requests|/pull|/compare|pullrequest)[^\s<>\"']*")
_ADDRESS = re.compile(r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]+@)?([\w.-]+\.\w+)(?::\d+(?=/))?[:/]+(.+?)(?:\.git)?/*")


class Request(NamedTuple):
    """What waits on a branch of its own until it is merged there.

    branch: its name there; commit: its last one; page: where one asks for the merge, empty where it is not known
    sent: how many commits were sent to it now
    """

    branch: str
    commit: str
    page: str = ""
    sent: int = 0


class Requests:
    """The request of a branch that waits at a remote, remembered in the settings of the clone."""

    def __init__(self, git: Git, remote: Remote) -> None:
        self.git = git
        self._section = f"ppl.{remote.name}/{remote.branch}"
        branch, commit, page = (git.setting(f"{self._section}.{name}") or "" for name in ("request", "commit", "page"))
        self.waiting = Request(branch, commit, page) if branch and commit else None

    def new_branch(self, commit: str) -> str:
        """A name for the branch of a commit: `ppl/anna-1a2b3c4`."""
        from ppl.model.ids import slug

        return f"ppl/{slug(self.git.identity().partition(' <')[0]) or 'sync'}-{commit[:7]}"

    def remember(self, request: Request) -> None:
        """Let it wait, until `forget`."""
        for name, value in (("request", request.branch), ("commit", request.commit), ("page", request.page)):
            self.git.run("config", f"{self._section}.{name}", value)
        self.waiting = request

    def forget(self) -> None:
        """Nothing waits any more."""
        self.git.answer("config", "--remove-section", self._section)
        self.waiting = None


def page(remote: Remote, branch: str, said: str) -> str:
    """The page on which one asks for the merge of a branch: from the server's own words, else built from the address
    of a GitHub or GitLab; empty where neither tells."""
    if found := _PAGE.search(plain(said)):
        return masked(found.group())
    address = _ADDRESS.fullmatch(remote.url)
    if address is None:
        return ""
    host, path = address.groups()
    if "github" in host:
        return f"https://{host}/{path}/compare/{remote.branch}...{branch}?expand=1"
    if "gitlab" in host:
        return f"https://{host}/{path}/-/merge_requests/new?merge_request[source_branch]={branch}"
    return ""
