"""Two laptops and a bare remote: what both did comes together, or nothing changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ppl.errors import StoreError, Text, UsageError
from ppl.store.git.conflict import ConflictError
from ppl.store.git.exchange import Exchange
from ppl.store.git.merge import Choice, Merge
from ppl.store.git.message import Message
from ppl.store.git.refusal import complaint, refusal
from ppl.store.git.remote import Remote, remote
from ppl.store.git.repository import Git

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Anna",
    "GIT_AUTHOR_EMAIL": "anna@example.org",
    "GIT_COMMITTER_NAME": "Anna",
    "GIT_COMMITTER_EMAIL": "anna@example.org",
}
MESSAGE = Message("sync", "origin/main", "1 from there, 1 from here")
PROJECT = "data/projects/alpha/project.yaml"
TEXT = "name: Alpha\n# one\n# two\n# three\n# four\nmunicipality: [Voorbeeldstad]\n# five\n# six\nstatus: active\n"


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Laptop:
    """A clone, and what somebody does in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writes(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commits(self, path: str, text: str, why: str = "a change") -> None:
        self.writes(path, text)
        git(self.folder, "add", path)
        git(self.folder, "commit", "-q", "-m", why)

    def reads(self, path: str) -> str:
        return (self.folder / path).read_text()

    @property
    def head(self) -> str:
        return git(self.folder, "rev-parse", "HEAD")

    @property
    def status(self) -> str:
        return git(self.folder, "status", "--porcelain")

    def exchange(self) -> Exchange:
        own = Git(self.folder, ENVIRONMENT)
        return Exchange(own, remote(own, own.head()))

    def combines(self, choice: Choice | None = None) -> tuple[Merge, str]:
        exchange = self.exchange()
        found = exchange.combine(Git(self.folder, ENVIRONMENT).head(), exchange.fetch(), choice)
        return found, exchange.move(found, MESSAGE)

    def syncs(self, choice: Choice | None = None) -> Merge:
        found, commit = self.combines(choice)
        assert self.exchange().push(commit)
        return found


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """Two clones of a bare remote that holds one record."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    git(tmp_path, "init", "-q", "-b", "main", "one")
    one = Laptop(tmp_path / "one")
    one.commits(PROJECT, TEXT, "first")
    git(one.folder, "remote", "add", "origin", "../hub.git")
    one.syncs()
    git(tmp_path, "clone", "-q", "hub.git", "two")
    return one, Laptop(tmp_path / "two")


def test_the_first_sync_makes_the_branch_and_remembers_it(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    assert two.head == one.head
    assert git(one.folder, "rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"


def test_what_one_side_did_arrives_at_the_other(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits("data/lessons/x.yaml", "title: x\n")
    assert one.syncs().outgoing == 1
    found, _ = two.combines()
    assert (found.incoming, found.changed) == (1, ("data/lessons/x.yaml",))
    assert two.reads("data/lessons/x.yaml") == "title: x\n"
    assert (two.head, two.status) == (one.head, "")


def test_fields_far_apart_in_one_file_come_together(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits(PROJECT, TEXT.replace("Alpha", "Alpha One"))
    two.commits(PROJECT, TEXT.replace("active", "on-hold"))
    one.syncs()
    found = two.syncs()
    assert found.both == (PROJECT,)
    assert two.reads(PROJECT) == TEXT.replace("Alpha", "Alpha One").replace("active", "on-hold")
    assert two.status == ""
    one.combines()
    assert one.head == two.head


def test_the_same_line_is_refused_with_both_versions_and_nothing_changes(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits(PROJECT, TEXT.replace("active", "stopped"), "stop it")
    two.commits(PROJECT, TEXT.replace("active", "on-hold"), "wait a little")
    one.syncs()
    before = two.head
    with pytest.raises(ConflictError) as refused:
        two.combines()
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == (PROJECT, 9)
    said = str(problem.what)
    assert "changed `status`" in said and "on-hold (Anna, 20" in said and "stopped (Anna, 20" in said
    assert "ppl sync --ours alpha" in str(problem.remedy) and refused.value.exit_code == 4
    assert (two.head, two.status) == (before, "")
    assert not (two.folder / ".git" / "MERGE_HEAD").exists()
    assert two.reads(PROJECT) == TEXT.replace("active", "on-hold")


@pytest.mark.parametrize(
    ("choice", "status"), [(Choice(ours=("alpha",)), "on-hold"), (Choice(("x",), ("alpha",)), "stopped")]
)
def test_a_choice_finishes_it_and_keeps_both_in_the_history(
    laptops: tuple[Laptop, Laptop], choice: Choice, status: str
) -> None:
    one, two = laptops
    one.commits(PROJECT, TEXT.replace("active", "stopped").replace("Alpha", "Alpha One"), "stop it")
    two.commits(PROJECT, TEXT.replace("active", "on-hold"), "wait a little")
    two.commits("data/lessons/x.yaml", "title: x\n")
    one.syncs()
    theirs, mine = one.head, two.head
    found = two.syncs(choice)
    assert found.idle == choice.ours[:1] if status == "stopped" else found.idle == ()
    assert f"status: {status}" in two.reads(PROJECT)
    assert "Alpha One" in two.reads(PROJECT), "what nobody asked about is taken from both"
    assert git(two.folder, "rev-parse", "HEAD^1", "HEAD^2").split() == [mine, theirs]
    assert two.status == ""


def test_one_removes_what_the_other_changes(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    git(one.folder, "rm", "-q", PROJECT)
    one.commits("data/lessons/y.yaml", "title: y\n")
    one.syncs()
    two.commits(PROJECT, TEXT.replace("active", "on-hold"))
    with pytest.raises(ConflictError, match="both sides"):
        two.combines()
    two.syncs(Choice(theirs=("alpha",)))
    assert not (two.folder / PROJECT).exists() and two.status == ""


def test_a_new_record_follows_a_project_that_was_renamed(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    git(one.folder, "mv", "data/projects/alpha", "data/projects/beta")
    git(one.folder, "commit", "-q", "-m", "rename")
    one.syncs()
    two.commits("data/projects/alpha/sessions/2026-01-05-weekly.yaml", "kind: weekly\n")
    two.syncs()
    assert two.reads("data/projects/beta/sessions/2026-01-05-weekly.yaml") == "kind: weekly\n"
    assert not (two.folder / "data/projects/alpha").exists() and two.status == ""


def test_edits_elsewhere_and_staged_changes_stay_as_they_are(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits("data/lessons/x.yaml", "title: x\n")
    one.syncs()
    two.writes(PROJECT, TEXT + "tags: [mine]\n")
    two.writes("notes.txt", "staged\n")
    git(two.folder, "add", "notes.txt")
    two.combines()
    assert two.head == one.head
    assert two.status.splitlines() == ["M data/projects/alpha/project.yaml", "A  notes.txt"]


@pytest.mark.parametrize("path", [PROJECT, "data/lessons/x.yaml"])
def test_edits_in_a_file_that_would_change_are_refused(laptops: tuple[Laptop, Laptop], path: str) -> None:
    one, two = laptops
    one.commits(path, "title: theirs\n")
    one.syncs()
    two.writes(path, "title: mine\n")
    before = two.head
    with pytest.raises(StoreError, match="has edits that are not committed") as refused:
        two.combines()
    assert "records: ppl save" in str(refused.value.remedy)
    assert (two.head, two.reads(path)) == (before, "title: mine\n")


def test_an_ignored_file_is_not_overwritten(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits("secret.txt", "theirs\n")
    one.syncs()
    (two.folder / ".git" / "info" / "exclude").write_text("secret.txt\n")
    two.writes("secret.txt", "mine\n")
    with pytest.raises(StoreError):
        two.combines()
    assert two.reads("secret.txt") == "mine\n"


def test_files_that_an_interrupted_sync_wrote_do_not_stand_in_the_way(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits(PROJECT, TEXT.replace("active", "stopped"))
    one.commits("data/lessons/x.yaml", "title: x\n")
    one.syncs()
    two.writes(PROJECT, TEXT.replace("active", "stopped"))
    two.writes("data/lessons/x.yaml", "title: x\n")
    two.combines()
    assert (two.head, two.status) == (one.head, "")


def test_who_comes_second_is_told_and_can_combine_again(laptops: tuple[Laptop, Laptop]) -> None:
    one, two = laptops
    one.commits("data/lessons/x.yaml", "title: x\n")
    two.commits("data/lessons/y.yaml", "title: y\n")
    _, commit = two.combines()
    one.syncs()
    assert two.exchange().push(commit) is False
    two.syncs()
    assert two.reads("data/lessons/x.yaml") == "title: x\n"
    one.combines()
    assert one.head == two.head


def test_two_knowledge_bases_without_a_common_commit_are_refused(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "three")
    three = Laptop(tmp_path / "three")
    three.commits(PROJECT, TEXT)
    git(three.folder, "remote", "add", "origin", "../hub.git")
    with pytest.raises(StoreError, match="holds another knowledge base"):
        three.combines()


def test_a_remote_that_is_gone_changes_nothing(laptops: tuple[Laptop, Laptop]) -> None:
    _, two = laptops
    git(two.folder, "remote", "set-url", "origin", "../gone.git")
    before = two.head
    with pytest.raises(StoreError, match="no repository at"):
        two.combines()
    assert (two.head, two.status) == (before, "")


def test_a_remote_that_refuses_by_a_hook_says_so(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    _, two = laptops
    hook = tmp_path / "hub.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    two.commits("data/lessons/y.yaml", "title: y\n")
    with pytest.raises(StoreError, match="refuses what was sent: this branch is protected"):
        two.syncs()


def test_the_remote_is_the_branchs_own_the_only_one_or_origin(laptops: tuple[Laptop, Laptop]) -> None:
    _, two = laptops
    git(two.folder, "remote", "add", "backup", "../backup.git")
    own = Git(two.folder, ENVIRONMENT)
    assert remote(own, own.head()).name == "origin"
    assert remote(own, own.head(), "backup").branch == "main"
    with pytest.raises(UsageError, match="no remote `elsewhere`"):
        remote(own, own.head(), "elsewhere")


@pytest.mark.parametrize(
    ("url", "is_public"),
    [
        ("https://github.com/x/y.git", True),
        ("git@gitlab.com:x/y.git", True),
        ("https://user:secret@github.com/x/y.git", True),
        ("https://gitlab.voorbeeldstad.nl/x/y.git", False),
        ("../hub.git", False),
    ],
)
def test_a_forge_that_is_open_to_all_looks_public(url: str, is_public: bool) -> None:
    assert Remote("origin", url, "main", "main").looks_public is is_public


def test_a_password_in_an_address_is_never_shown() -> None:
    known = Remote("origin", "https://user:secret@example.org/x.git", "main", "main")
    said = "fatal: unable to access 'https://user:secret@example.org/x.git/': Could not resolve host: example.org"
    assert "secret" not in known.shown + str(refusal(known, complaint(said), Text("nothing has changed")))
