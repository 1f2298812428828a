"""`ppl sync` as two people use it, and as a crash leaves it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import processes
from tests.packed import pack
from tests.share import share_of
from tests.terminal import Terminal

ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PPL_", "PYTHON"))},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": processes.NO_GIT_CONFIG,
    "GIT_AUTHOR_NAME": "Anna",
    "GIT_AUTHOR_EMAIL": "anna@example.org",
    "GIT_COMMITTER_NAME": "Anna",
    "GIT_COMMITTER_EMAIL": "anna@example.org",
    "PPL_LANG": "en",
    "PPL_TODAY": "2026-11-21",
}


def run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT | more, capture_output=True, text=True)


def ppl(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    return processes.run(args, folder, ENVIRONMENT | more)


def git(folder: Path, *args: str) -> str:
    done = run(folder, "git", *args)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    git(folder, "commit", "-q", "-m", f"{path}: {new}", "--", path)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bare remote and two clones of the real records."""
    place = tmp_path_factory.mktemp("hub")
    git(place, "init", "-q", "--bare", "-b", "main", "hub.git")
    assert ppl(place, "init", "one", "--from", "starter").returncode == 0
    git(place / "one", "remote", "add", "origin", "../hub.git")
    sent = ppl(place / "one", "sync")
    assert sent.returncode == 0 and "1 of yours sent, 0 received, 0 questions" in sent.stderr
    git(place, "clone", "-q", "hub.git", "two")
    git(place / "two", "remote", "set-url", "origin", "../hub.git")
    for name in ("one", "two", "hub.git"):
        pack(place / name, ENVIRONMENT)
    return place


@pytest.fixture
def place(hub: Path, tmp_path: Path) -> Path:
    shutil.copytree(hub, tmp_path / "place", symlinks=True)
    return tmp_path / "place"


LANGEVELD = "data/projects/langeveld/project.yaml"
PRINSEJAGT = "data/projects/prinsejagt/project.yaml"


def test_it_says_what_came_in_and_what_went_out(place: Path) -> None:
    commit(place / "one", LANGEVELD, "Langeveld, Sassenheim", "Langeveld in Sassenheim")
    commit(place / "two", PRINSEJAGT, "status: active", "status: on-hold")
    assert ppl(place / "one", "sync").returncode == 0
    done = ppl(place / "two", "sync")
    assert done.stdout == "langeveld\n"
    assert done.stderr == "1 of yours sent, 1 received, 0 questions\n"
    assert ppl(place / "one", "sync").stdout == "prinsejagt\n"
    again = ppl(place / "one", "sync")
    assert (again.stdout, again.returncode) == ("", 0)
    assert again.stderr == "0 of yours sent, 0 received, 0 questions\n"
    assert git(place / "one", "rev-parse", "HEAD") == git(place / "two", "rev-parse", "HEAD")
    assert ppl(place / "one", "check", "--strict").returncode == 0


def test_a_dry_run_changes_nothing(place: Path) -> None:
    commit(place / "one", LANGEVELD, "Langeveld, Sassenheim", "Langeveld in Sassenheim")
    ppl(place / "one", "sync")
    before = git(place / "two", "rev-parse", "HEAD")
    done = ppl(place / "two", "sync", "--dry-run")
    assert done.stdout == "langeveld\n"
    assert "commits that would come in: 1, go out: 0" in done.stderr
    assert git(place / "two", "rev-parse", "HEAD") == before


def test_a_branch_that_was_there_before_and_is_gone_is_made_again_only_when_that_is_meant(place: Path) -> None:
    for clone, there in (("one", "hub.git"), ("two", "new.git")):
        git(place, "init", "-q", "--bare", "-b", "main", "new.git")
        git(place / clone, "remote", "set-url", "origin", f"../{there}")
        if clone == "two":  # another address, where nothing was yet
            assert "0 received" in ppl(place / clone, "sync").stderr
        git(place / there, "update-ref", "-d", "refs/heads/main")
        for _ in range(2):
            done = ppl(place / clone, "sync")
            assert done.returncode == 4 and "origin/main was there before, and is gone" in done.stderr
        assert git(place / there, "for-each-ref") == ""
        assert ppl(place / clone, "sync", "--refill").returncode == 0
        assert git(place / there, "rev-parse", "main") == git(place / clone, "rev-parse", "HEAD")


def test_a_conflict_ends_with_4_and_a_choice_finishes_it(place: Path) -> None:
    commit(place / "one", LANGEVELD, "min: 150", "min: 151")
    commit(place / "two", LANGEVELD, "min: 150", "min: 152")
    ppl(place / "one", "sync")
    refused = ppl(place / "two", "sync")
    assert refused.returncode == 4 and refused.stdout == ""
    assert "ppl sync --ours langeveld" in refused.stderr
    assert "here:  152 (" in refused.stderr and "there: 151 (" in refused.stderr
    assert git(place / "two", "status", "--porcelain") == ""
    done = ppl(place / "two", "sync", "--theirs", "langeveld")
    assert done.returncode == 0 and "langeveld#homes.min: taken as it was there" in done.stderr
    assert "min: 151" in (place / "two" / LANGEVELD).read_text()
    assert "Ppl-Command: ppl sync --theirs langeveld" in git(place / "two", "log", "-1", "--format=%B")
    assert ppl(place / "one", "sync").returncode == 0
    theirs = git(place / "two", "log", "-1", "--format=%P").split()[1][:8]
    assert f"changed again after it ({theirs})" in ppl(place / "two", "undo").stderr


def test_what_the_combination_breaks_is_named(place: Path) -> None:
    """One side removes what the other begins to refer to: each is good, and together they are not."""
    more = ("category=stikstof", "status=open", "opened_on=2026-01-01", "--project", "langeveld")
    assert ppl(place / "two", "new", "bottleneck", "title=Net", *more).returncode == 0
    ppl(place / "two", "sync")
    ppl(place / "one", "sync")
    assert ppl(place / "one", "remove", "langeveld/bottlenecks/net", "--reason", "dubbel").returncode == 0
    ppl(place / "one", "sync")
    made = ppl(place / "two", "new", "bottleneck", "title=Vertraging", "caused_by=[net]", *more)
    assert made.returncode == 0, made.stderr
    done = ppl(place / "two", "sync")
    assert done.returncode == 0, done.stderr
    assert "bottlenecks/vertraging.yaml" in done.stderr and "problems that neither side had" in done.stderr


def test_what_both_add_to_a_list_is_there_once(place: Path) -> None:
    session = "data/projects/langeveld/sessions/2023-01-17-fact-raadscommissie.yaml"
    text = (place / "one" / session).read_text()
    for folder, first in (("one", True), ("two", False)):
        new = f"tags: [{folder}]\n"
        (place / folder / session).write_text(new + text if first else text + new)
        git(place / folder, "commit", "-q", "-m", "tags", "--", session)
    ppl(place / "one", "sync")
    assert ppl(place / "two", "sync").returncode == 0
    assert ppl(place / "two", "check", "--strict").returncode == 0
    found = (place / "two" / session).read_text()
    assert found.count("tags:") == 1 and "one" in found and "two" in found


@pytest.mark.parametrize(
    ("prepare", "said", "remedy"),
    [
        (("remote", "remove", "origin"), "no remote", "ppl sync --connect ADDRESS"),
        (("checkout", "-q", "--detach"), "detached HEAD", "git switch"),
        (("remote", "set-url", "origin", "../gone.git"), "no repository at", "git remote set-url origin"),
    ],
)
def test_what_stands_in_the_way_is_said_with_a_remedy(
    place: Path, prepare: tuple[str, ...], said: str, remedy: str
) -> None:
    git(place / "two", *prepare)
    done = ppl(place / "two", "sync")
    assert done.returncode == 4
    assert said in done.stderr and remedy in done.stderr


def test_a_merge_under_way_is_left_alone(place: Path) -> None:
    commit(place / "two", LANGEVELD, "min: 150", "min: 152")
    git(place / "two", "branch", "-q", "other", "HEAD~1")
    (place / "two" / ".git" / "MERGE_HEAD").write_text(git(place / "two", "rev-parse", "other") + "\n")
    done = ppl(place / "two", "sync")
    assert done.returncode == 4 and "a merge is under way" in done.stderr


def test_a_public_looking_remote_is_warned_about(place: Path) -> None:
    git(place / "two", "remote", "set-url", "origin", "https://github.com/x/y.git")
    done = ppl(place / "two", "sync", https_proxy="http://127.0.0.1:9")
    assert "make sure that it is private" in done.stderr
    assert done.returncode == 4


def test_others_who_push_in_between_are_taken_in(place: Path) -> None:
    """A hook of the hub lets the first push fail as if somebody was first, by pushing itself."""
    commit(place / "two", PRINSEJAGT, "status: active", "status: on-hold")
    commit(place / "one", LANGEVELD, "min: 150", "min: 151")
    hook = place / "two" / ".git" / "hooks" / "pre-push"
    hook.write_text(f"#!/bin/sh\nunset GIT_DIR\ncd '{place / 'one'}' && git push -q origin main\nexit 0\n")
    hook.chmod(0o755)
    done = ppl(place / "two", "sync")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "langeveld\n"
    assert ppl(place / "one", "sync").stdout == "prinsejagt\n"


# Only commands that write count: killed between two that read, nothing can be half done.
KILLER = """#!/bin/sh
case " $* " in
  *" fetch "*|*" merge-tree "*|*" commit-tree "*|*" merge "*|*" update-index "*|*" update-ref "*) ;;
  *" push "*|*" config "*|*" gc "*) ;;
  *) exec "$REAL_GIT" "$@" ;;
esac
n=1  # making a folder is one step, so that two at once never have the same number
until mkdir "$COUNT.$n" 2>/dev/null; do n=$((n + 1)); done
[ "$n" = "$KILL_AT" ] || exec "$REAL_GIT" "$@"
case " $* " in *" update-ref "*) "$REAL_GIT" "$@" ;; *) "$REAL_GIT" "$@" >/dev/null ;; esac
kill -9 $PPID
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_killed_after_any_step_that_writes_it_leaves_the_old_state_or_the_new_and_goes_on(
    hub: Path, tmp_path: Path
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(KILLER)
    fake.chmod(0o755)
    start = tmp_path / "start"
    shutil.copytree(hub, start, symlinks=True)
    commit(start / "one", LANGEVELD, "min: 150", "min: 151")
    commit(start / "two", PRINSEJAGT, "status: active", "status: on-hold")
    ppl(start / "one", "sync")
    shutil.rmtree(start / "one")
    old = git(start / "two", "rev-parse", "HEAD")

    def synced(at: int) -> tuple[Path, int]:
        """A copy in which git's step number `at` killed the sync, or none did, and its exit code."""
        place = tmp_path / str(at)
        shutil.copytree(start, place, symlinks=True)
        more = {
            "PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}",
            "REAL_GIT": shutil.which("git") or "git",
            "COUNT": str(place / "count"),
            "KILL_AT": str(at),
        }
        return place, ppl(place / "two", "sync", **more).returncode

    place, code = synced(1000)
    assert code == 0
    steps = len([*place.glob("count.*")])
    assert steps > 5
    for at in share_of(range(1, steps + 1)):
        place, code = synced(at)
        assert code == -9, at
        two = place / "two"
        assert ppl(two, "set", "langeveld", "status=active").returncode == 0, at  # which writes nothing of its own
        assert git(two, "status", "--porcelain") == "", at
        assert old in git(two, "rev-list", "--parents", "-1", "HEAD").split(), f"{at}: neither old nor new"
        assert ppl(two, "sync").returncode == 0
        assert git(two, "rev-parse", "HEAD") == git(place / "hub.git", "rev-parse", "main")
        assert "min: 151" in (two / LANGEVELD).read_text()
        assert "status: on-hold" in (two / PRINSEJAGT).read_text()
        shutil.rmtree(place)


def test_what_a_later_ppl_made_is_not_taken_in(hub: Path, tmp_path: Path) -> None:
    hub = Path(shutil.copytree(hub, tmp_path / "hub", symlinks=True))
    commit(hub / "one", "data/programme/programme.yaml", "format: 2", "format: 9\nneeds_ppl: 4.0.0")
    git(hub / "one", "push", "-q", "origin", "main")
    before = git(hub / "two", "rev-parse", "HEAD")
    done = ppl(hub / "two", "sync")
    assert done.returncode == 4
    assert "format 9" in done.stderr and "install ppl 4.0.0" in done.stderr
    assert git(hub / "two", "rev-parse", "HEAD") == before


def test_with_yes_nobody_is_asked_for_a_password(place: Path) -> None:
    server = place / "asks"
    server.write_text("#!/bin/sh\nprintf 'asked: %s\\n' \"$GIT_TERMINAL_PROMPT\" >&2; exit 1\n")
    server.chmod(0o755)
    git(place / "one", "config", "remote.origin.uploadpack", str(server))
    for options, asked in (((), False), (("--yes",), True)):
        with Terminal(place / "one", {**ENVIRONMENT, "LC_ALL": "C.UTF-8"}, "sync", *options) as terminal:
            assert terminal.end() == 4
            assert ("asked: 0" in terminal.screen) == asked, terminal.screen


def test_it_connects_once_and_never_in_the_place_of_another(place: Path) -> None:
    one = place / "one"
    git(one, "remote", "remove", "origin")
    assert "ppl sync --connect ADDRESS" in ppl(one, "sync").stderr
    assert ppl(one, "sync", "--connect", "../hub.git", "--dry-run").returncode == 2
    assert ppl(one, "sync", "--connect", "--upload-pack=x").returncode == 2
    assert git(one, "remote") == ""
    for _ in range(2):
        assert ppl(one, "sync", "--connect", "../hub.git").returncode == 0
    assert git(one, "remote", "get-url", "origin") == "../hub.git"
    refused = ppl(one, "sync", "--connect", "https://name:secret@example.org/kennis.git")
    assert refused.returncode == 2 and "origin is connected with ../hub.git already" in refused.stderr
    assert git(one, "remote", "get-url", "origin") == "../hub.git"
