"""`ppl sync` with real servers: a login, a protected branch, hooks that refuse, silence, Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ppl.errors import Text
from ppl.store.git import network
from ppl.store.git.refusal import complaint, refusal
from ppl.store.git.remote import Remote
from ppl.store.git.repository import Git
from ppl.store.git.request import page
from tests import processes
from tests.conftest import Kb
from tests.servers import HAS_BACKEND, LOGIN, SSH, HttpServer, SilentServer, hub_and_clone, program
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(not HAS_BACKEND, reason="needs git's http-backend and a shell")
Run = Callable[..., tuple[int, str, str]]
UNREAD = "fatal: Could not read from remote repository."
# GitLab's words for a branch that only takes merge requests, and for another one
GITLAB = """#!/bin/sh
while read -r old new ref; do
  if [ "$ref" = refs/heads/main ]; then
    echo "GitLab: You are not allowed to push code to protected branches on this project." >&2; exit 1
  fi
  printf '\\nTo create a merge request for %s, visit:\\n' "${ref#refs/heads/}" >&2
  echo "  https://gitlab.example.org/kennis/-/merge_requests/new?merge_request%5Bsource_branch%5D=x" >&2
done
"""


class Hub:
    """A bare repository, and two clones of it."""

    def __init__(self, one: Kb, two: Kb, bare: Kb) -> None:
        self.one = one
        self.two = two
        self.bare = bare

    def hook(self, text: str) -> None:
        program(self.bare.root / "hooks" / "pre-receive", text)


@pytest.fixture
def hub(kb: Kb, tmp_path: Path) -> Hub:
    bare, two = hub_and_clone(kb, tmp_path)
    bare.git("config", "http.receivepack", "true")
    return Hub(kb, two, bare)


@pytest.fixture
def over_http(hub: Hub) -> Iterator[Hub]:
    """The same, reached over http with a login that a credential helper knows."""
    user, _, password = LOGIN.partition(":")
    with HttpServer(hub.bare.root.parent) as server:
        for one in (hub.one, hub.two):
            one.git("remote", "set-url", "origin", f"{server.url}/hub.git")
            one.git("config", "credential.helper", f"!f() {{ echo username={user}; echo password={password}; }}; f")
        yield hub


def change(kb: Kb, name: str, text: str = "title: Wat wij leerden\n") -> None:
    kb.write(f"lessons/{name}.yaml", text)


def test_over_http_with_a_login_both_sides_come_together(over_http: Hub, in_process: Run) -> None:
    change(over_http.one, "een")
    change(over_http.two, "twee")
    assert in_process(over_http.one, "sync")[::2] == (0, "1 of yours sent, 0 received, 0 questions\n")
    code, out, said = in_process(over_http.two, "sync")
    assert (code, out) == (0, "lessons/een\n")
    assert said.endswith("1 of yours sent, 1 received, 0 questions\n")
    assert over_http.bare.git("rev-parse", "main").strip() == over_http.two.head()


def test_a_wrong_password_is_told_as_that(over_http: Hub, in_process: Run) -> None:
    over_http.one.git("config", "credential.helper", "!f() { echo username=anna; echo password=fout; }; f")
    code, _, said = in_process(over_http.one, "sync")
    assert code == 4 and "does not let you in: Authentication failed" in said and "fout" not in said


def test_a_hook_refuses_in_its_own_words_without_control_marks(over_http: Hub, in_process: Run) -> None:
    hook = (
        r"""printf '\033[31mEerst de spelling\033[0m\r\n\033]0;title\007Tweede\ttak: 50%%\rregel\n====\n' >&2; exit 1"""
    )
    over_http.hook(f"#!/bin/sh\n{hook}\n")
    change(over_http.one, "een")
    code, _, said = in_process(over_http.one, "sync")
    assert code == 4
    assert "refuses what was sent: Eerst de spelling\n    regel\n" in said
    assert "cannot be reached" not in said and "remote:" not in said
    assert not {"\x1b", "\r", "\x07"} & set(said)
    assert "waits here for the next ppl sync" in said


def test_a_protected_branch_gets_a_branch_beside_it_and_the_page_is_named(over_http: Hub, in_process: Run) -> None:
    one, bare = over_http.one, over_http.bare
    over_http.hook(GITLAB)
    change(one, "een")
    code, _, said = in_process(one, "sync")
    branch = f"ppl/test-{one.head()[:7]}"
    assert code == 0, said
    assert f"waits on the branch {branch}; to merge it: https://gitlab.example.org/kennis/-/merge_requests/new?" in said
    assert said.endswith("1 of yours sent, 0 received, 0 questions\n")
    assert bare.git("rev-parse", branch).strip() == one.head()
    code, _, said = in_process(one, "sync")
    assert code == 0 and "to merge it: https://gitlab.example.org/" in said
    assert said.endswith("0 of yours sent, 0 received, 0 questions\n"), "it waits there already"
    change(one, "twee")
    assert in_process(one, "sync")[2].endswith("1 of yours sent, 0 received, 0 questions\n")
    assert bare.git("branch", "--list", "ppl/*").split() == [branch], "one request, which grows"
    bare.git("update-ref", "refs/heads/main", branch)
    code, _, said = in_process(one, "sync")
    assert said == f"what waited on the branch {branch} is merged there\n0 of yours sent, 0 received, 0 questions\n"
    assert "request" not in one.git("config", "--list")


def test_a_request_that_was_squashed_there_is_known_as_merged(hub: Hub, in_process: Run) -> None:
    one, bare = hub.one, hub.bare
    hub.hook(GITLAB)
    change(one, "een")
    change(one, "twee")
    assert in_process(one, "sync")[0] == 0
    squashed = bare.git("commit-tree", f"{one.head()}^{{tree}}", "-p", "main", "-m", "Merge request 1").strip()
    bare.git("update-ref", "refs/heads/main", squashed)
    code, _, said = in_process(one, "sync")
    assert code == 0 and "is merged there" in said and said.endswith("0 of yours sent, 1 received, 0 questions\n")
    assert one.head() == squashed and one.status() == ""


def test_over_ssh_with_a_command_of_the_users_own(hub: Hub, in_process: Run, tmp_path: Path) -> None:
    hub.one.environment["GIT_SSH"] = str(program(tmp_path / "ssh", SSH))
    hub.one.git("remote", "set-url", "origin", f"git@example.org:{hub.bare.root}")
    change(hub.one, "een")
    assert in_process(hub.one, "sync")[2] == "1 of yours sent, 0 received, 0 questions\n"


@pytest.mark.parametrize("way", ["http", "git", "ssh", "fetch", "push"])
def test_a_silent_remote_ends_after_the_time_that_is_told(
    hub: Hub, in_process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(network, "FIRST_SECONDS", 1)
    one = hub.one
    mark = tmp_path / "pid"
    hang = str(program(tmp_path / "hang", f"#!/bin/sh\necho $$ > {mark}\nexec sleep 100\n"))
    change(one, "een")
    with SilentServer() as server:
        if way in ("http", "git"):
            one.git("remote", "set-url", "origin", f"{way}://127.0.0.1:{server.port}/hub.git")
        elif way == "ssh":
            one.environment["GIT_SSH"] = hang
            one.git("remote", "set-url", "origin", "git@example.org:hub.git")
        else:
            one.git("config", f"remote.origin.{'uploadpack' if way == 'fetch' else 'receivepack'}", hang)
        begun = time.monotonic()
        code, _, said = in_process(one, "sync")
    assert code == 4 and "said nothing for 1 seconds" in said
    assert ("waits here" if way == "push" else "nothing has changed here") in said
    assert time.monotonic() - begun < 6
    assert list((one.root / ".git").rglob("*.lock")) == []
    if mark.exists():
        assert is_gone(int(mark.read_text()))


def test_a_slow_remote_that_did_answer_is_waited_for(
    hub: Hub, in_process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "FIRST_SECONDS", 1)
    slow = program(
        tmp_path / "slow", '#!/bin/sh\ngit-upload-pack "$@" | { dd bs=4096 count=1 status=none; sleep 2; cat; }\n'
    )
    hub.one.git("config", "remote.origin.uploadpack", str(slow))
    assert in_process(hub.one, "sync")[2] == "0 of yours sent, 0 received, 0 questions\n"


@pytest.mark.parametrize(
    ("noted", "asks", "may_wait"),
    [
        ("", False, False),
        ("", True, True),
        ("http.c:845 == Info: Connected to 127.0.0.1", True, False),
        ("http.c:845 == Info: Connected\nhttp.c:756 <= Recv header: HTTP/1.1 401 Unauthorized", True, True),
        ("pkt-line.c:80 packet:        fetch< version 2", False, True),
        ("pkt-line.c:80 packet:        fetch> version 2", False, False),
    ],
)
def test_who_may_be_typing_a_password_is_waited_for_and_who_cannot_is_not(
    tmp_path: Path, noted: str, asks: bool, may_wait: bool
) -> None:
    file = tmp_path / "trace"
    file.write_text(noted)
    assert network.Trace(file, {}, asks).may_wait is may_wait
    assert network.Trace(file, {"GIT_TRACE_CURL": "1"}, asks).may_wait, "the user looks at it"


def is_gone(pid: int) -> bool:
    """Whether a process ends within a moment."""
    for _ in range(200):
        done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
        if not done.stdout.strip() or done.stdout.startswith("Z"):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("step", ["uploadpack", "receivepack"])
def test_ctrl_c_ends_what_git_started_and_says_how_things_are_left(hub: Hub, tmp_path: Path, step: str) -> None:
    mark = tmp_path / "pid"
    hang = program(tmp_path / "hang", f"#!/bin/sh\necho $$ > {mark}.new; mv {mark}.new {mark}\nexec sleep 100\n")
    hub.one.git("config", f"remote.origin.{step}", str(hang))
    change(hub.one, "een")
    with tempfile.TemporaryFile() as out, open(os.devnull) as none:
        process = processes.start(
            ["sync"], hub.one.root, hub.one.environment, (none.fileno(), out.fileno(), out.fileno())
        )
        until(mark.exists)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        out.seek(0)
        said = out.read().decode()
    wanted = (
        "broken off: nothing has changed here"
        if step == "uploadpack"
        else "broken off: nothing came in; what you did waits"
    )
    assert wanted in said and "Traceback" not in said
    assert is_gone(int(mark.read_text()))
    hub.one.git("config", "--unset", f"remote.origin.{step}")
    assert hub.one.ppl("sync").stderr == "1 of yours sent, 0 received, 0 questions\n"


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_on_a_terminal_it_says_what_it_does_and_ctrl_c_ends_it(hub: Hub, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    hang = program(tmp_path / "hang", f"#!/bin/sh\necho $$ > {mark}.new; mv {mark}.new {mark}\nexec sleep 100\n")
    hub.one.git("config", "remote.origin.uploadpack", str(hang))
    with Terminal(hub.one.root, hub.one.environment, "sync") as terminal:
        terminal.expect("fetching from origin/main")
        until(mark.exists)
        terminal.interrupt()
        assert terminal.process.wait(20) == 130
    assert is_gone(int(mark.read_text()))


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("git@github.com:stad/kennis.git", "https://github.com/stad/kennis/compare/main...ppl/anna-1?expand=1"),
        (
            "ssh://git@gitlab.stad.nl:2222/groep/kennis.git",
            "https://gitlab.stad.nl/groep/kennis/-/merge_requests/new?merge_request[source_branch]=ppl/anna-1",
        ),
        (
            "https://anna:geheim@gitlab.stad.nl/kennis",
            "https://gitlab.stad.nl/kennis/-/merge_requests/new?merge_request[source_branch]=ppl/anna-1",
        ),
        ("/srv/git/kennis.git", ""),
        ("https://git.stad.nl/kennis.git", ""),
    ],
)
def test_the_page_for_a_merge_follows_from_the_address(url: str, wanted: str) -> None:
    assert page(Remote("origin", url, "main", "main"), "ppl/anna-1", "remote: \n") == wanted


@pytest.mark.parametrize(
    ("said", "status", "is_so"),
    [
        ("remote: error: GH006: Protected branch update failed for refs/heads/main.", "[remote rejected] (x)", True),
        ("remote: TF402455: Pushes to this branch are not permitted", "[remote rejected] (TF402455: x)", True),
        ("remote: Branch refs/heads/main can only be modified", "[remote rejected] (pre-receive hook declined)", True),
        ("remote: Spelling in data/main.yaml", "[remote rejected] (pre-receive hook declined)", False),
        ("remote: eerst de spelling", "[remote rejected] (pre-receive hook declined)", False),
        ("fatal: Authentication failed", "", False),
    ],
)
def test_a_protected_branch_is_known_by_the_words_of_the_server(said: str, status: str, is_so: bool) -> None:
    assert complaint(said, status).is_protection("main") is is_so


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (f"ssh: cannot resolve x\r\n{UNREAD}", "cannot be reached: ssh: cannot resolve x"),
        ("warning: redirecting\nfatal: unable to access 'https://x/': y", "cannot be reached: unable to access"),
        ("remote: GitLab is not responding\nfatal: the remote hung up", "says: GitLab is not responding"),
        ("remote: HTTP Basic: Access denied\nfatal: Authentication failed", "let you in: HTTP Basic: Access denied"),
        (f"git@x: Permission denied (publickey).\r\n{UNREAD}", "let you in: git@x: Permission denied"),
        ("fatal: transport 'ext' not allowed", "git does not go to an address like https://x/"),
        ("git: 'remote-foo' is not a git command. See 'git --help'.", "git does not go to an address like"),
        ("remote: It could not be found.\nfatal: repository 'x' not found", "says: It could not be found."),
    ],
)
def test_what_a_server_says_comes_first(said: str, wanted: str) -> None:
    known = Remote("origin", "https://x/", "main", "main")
    assert wanted in str(refusal(known, complaint(said), Text("nothing has changed")))


@pytest.mark.skipif(shutil.which("ssh") is None, reason="needs ssh")
@pytest.mark.parametrize(("settings", "is_added"), [("", True), ("Host *\n  ConnectTimeout 7\n", False)])
def test_ssh_gets_the_times_that_the_users_own_settings_leave_open(
    kb: Kb, tmp_path: Path, settings: str, is_added: bool
) -> None:
    own = tmp_path / "config"
    own.write_text(settings)
    ssh = program(tmp_path / "ssh", f'#!/bin/sh\nexec {shutil.which("ssh")} -F {own} "$@"\n')
    found = network.Network(
        Git(kb.root, {**kb.environment, "PATH": f"{ssh.parent}:{kb.environment['PATH']}"}), "git@x:y"
    )
    command = found.environment["GIT_SSH_COMMAND"]
    assert ("ConnectTimeout=15" in command) is is_added and "ServerAliveInterval=20" in command
    theirs = Git(kb.root, {**kb.environment, "GIT_SSH_COMMAND": "ssh -4"})
    assert "GIT_SSH_COMMAND" not in network.Network(theirs, "git@x:y").environment
