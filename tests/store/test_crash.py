"""Broken off at every write, rename, removal and git step: the old state or the new, and the next command goes on."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

# imported here, so that every fork has them already
import ppl.cli.app
import ppl.cli.words.check
import ppl.cli.words.log
import ppl.rules.checks
import ppl.store.folder  # noqa: F401
from ppl.model.fields import fields
from ppl.model.kinds import KINDS
from ppl.store.announce import Change
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml.text import to_text
from tests.conftest import Kb
from tests.share import EVERY, share_of
from tests.store.breaking import KILLED, WRITING, Breaker, Ended, forked
from tests.store.breaking import ppl as ppl_run

ENTRY = """\
kind: weekly
held_on: 2026-02-02
summary: Broken off
bottlenecks:
  - id: netaansluiting
    status: resolved
    resolution: een tijdelijke aansluiting
lessons:
  - title: Bel de netbeheerder eerder
actions:
  - id: a1
    status: done
  - text: Uitzoeken
"""
WRITES = ("open", "write", "close", "replace", "mkdir", "fsync")
RECOVERING = ("replace", "unlink", "git fast", "git update")
HOOK = "#!/bin/sh\nexit 0\n"
TOUCHED = (
    "data/projects/waterrijk/sessions/2026-02-02-weekly.yaml",
    "data/projects/waterrijk/bottlenecks/netaansluiting.yaml",
    "data/projects/waterrijk/sessions/2026-01-05-weekly.yaml",
    "data/lessons/bel-de-netbeheerder-eerder.yaml",
)
REMOVED = "projects/waterrijk/interventions/samen-plannen.yaml"


def remove(root: Path) -> Callable[[], None]:
    """Take away the only record of a folder and change another, in one commit."""

    def run() -> None:
        import os

        folder = Folder(root, dict(os.environ))
        with folder.writing():
            path = "projects/zandhoek/project.yaml"
            old = (root / "data" / path).read_bytes()
            gone = Change(REMOVED, (root / "data" / REMOVED).read_bytes(), None)
            folder.save([gone, Change(path, old, old + b"situation: x\n")], Message("remove", "x", "removed"))

    return run


@pytest.fixture(autouse=True, scope="module")
def ready() -> None:
    """What every fork would load and work out anew."""
    to_text({"a": "b"})
    for kind in KINDS:
        fields(kind.record)


class Scene:
    """A knowledge base in which something is broken off."""

    SINCE = {"log": "", "log with a hook": "git update-index", "remove": "unlink data"}

    def __init__(self, kb: Kb, name: str) -> None:
        self.kb = kb
        self.name = name
        (kb.root.parent / "entry.yaml").write_text(ENTRY)
        if "hook" in name:
            for hook in ("pre-commit", "commit-msg"):
                (kb.root / ".git/hooks").mkdir(exist_ok=True)
                (kb.root / ".git/hooks" / hook).write_text(HOOK)
                (kb.root / ".git/hooks" / hook).chmod(0o755)
        # what belongs to the user: an edit, and a staged file
        (kb.root / "data/projects/zandhoek/notes.txt").write_text("van mij\n")
        kb.git("add", "data/projects/zandhoek/notes.txt")
        (kb.root / "README.md").write_text("bewerkt\n")
        self.before = self.state()
        self.is_sound = False
        self.whole = kb.root.parent / "whole"
        shutil.copytree(kb.root, self.whole, symlinks=True)

    def run(self, breaker: Breaker | None = None) -> Ended:
        if self.name == "remove":
            return forked(self.kb.root, self.kb.environment, remove(self.kb.root), breaker)
        return forked(
            self.kb.root, self.kb.environment, ppl_run("log", "waterrijk", "--from", "../entry.yaml"), breaker
        )

    def ppl(self, *args: str, breaker: Breaker | None = None) -> Ended:
        return forked(self.kb.root, self.kb.environment, ppl_run(*args), breaker)

    def goes_on(self, breaker: Breaker | None = None) -> Ended:
        """The next command that writes, with nothing of its own to change; a reading one before it just reads."""
        if breaker is None:
            reading = self.ppl("list", "project")
            assert reading.code == 0, reading.err
        return self.ppl("set", "waterrijk", "name=Waterrijk", breaker=breaker)

    def restore(self) -> None:
        """The knowledge base as it was before, drafts included."""
        shutil.rmtree(self.kb.root)
        shutil.copytree(self.whole, self.kb.root, symlinks=True)

    def state(self) -> tuple[str, str]:
        """The subject of HEAD, and what is not committed."""
        return self.kb.git("log", "-1", "--format=%s").strip(), self.kb.status()

    @property
    def is_announced(self) -> bool:
        return (self.kb.root / ".git/ppl/announced.json").exists()

    @property
    def is_committed(self) -> bool:
        return self.kb.git("rev-list", "--count", "HEAD").strip() == "2"

    def assert_whole(self) -> bool:
        """Files, HEAD and index agree; nothing is left behind. Whether it is the new state."""
        subject, status = self.state()
        assert status == self.before[1], status
        commits = int(self.kb.git("rev-list", "--count", "HEAD"))
        assert commits in (1, 2)
        is_new = commits == 2
        assert (subject != self.before[0]) == is_new
        left = [p for p in self.kb.root.rglob("*") if p.name.endswith(".ppl-new") or p.name == "announced.json"]
        assert left == []
        locks = list((self.kb.root / ".git").rglob("*.lock"))
        assert locks == []
        if is_new and not self.is_sound:
            subprocess.run(["git", "fsck", "--strict"], cwd=self.kb.root, check=True, capture_output=True)
            self.is_sound = True
            shown = self.kb.git("show", "--name-only", "--format=", "HEAD").split()
            if self.name == "remove":
                assert sorted(shown) == sorted((f"data/{REMOVED}", "data/projects/zandhoek/project.yaml"))
            else:
                assert sorted(shown) == sorted(TOUCHED)
        if self.name == "remove":
            assert self.kb.path(REMOVED).exists() != is_new
            assert self.kb.path(REMOVED).parent.exists() != is_new
        return is_new

    def steps(self) -> list[str]:
        """What it does when nothing breaks."""
        done = self.run()
        assert done.code == 0, done.err
        assert self.assert_whole()
        self.restore()
        return done.steps

    def distinct(self) -> list[tuple[int, str]]:
        """The steps that differ in kind, with their numbers; of another scene than the first what only it does.

        Of a further file only the rename is one, since what comes before it changes nothing that is read;
        the last rename and the last of each git step are too.
        """
        kinds = [(number, step, self._kind(step)) for number, step in enumerate(self.steps(), 1)]
        begin = next(number for number, _, kind in kinds if kind.startswith(self.SINCE[self.name]))
        first = {kind: number for number, _, kind in reversed(kinds)}
        last = {kind: number for number, _, kind in kinds if kind.startswith(("git", "replace"))}
        wanted = {*first.values(), *last.values()}
        return [(number, step) for number, step, _ in kinds if number >= begin and number in wanted]

    def _kind(self, step: str) -> str:
        """`write new`, `replace changed`, `mkdir data`, `git commit`, `unlink .git/ppl/announced.json`."""
        verb, _, name = step.partition(" ")
        if verb == "git" or not name.startswith(str(self.kb.root)):
            return step if verb == "git" else verb
        path = Path(name).relative_to(self.kb.root)
        if path.parts[0] == ".git":
            return f"{verb} {path}"
        if verb in ("mkdir", "rmdir", "unlink"):
            return f"{verb} data"
        file = path.with_name(path.name.removeprefix(".").removesuffix(".ppl-new"))
        return f"{verb} {'changed' if (self.whole / file).exists() else 'new'}"


@pytest.fixture(params=["log", "log with a hook", "remove"])
def scene(request: pytest.FixtureRequest, kb: Kb) -> Scene:
    return Scene(kb, request.param)


def announced(steps: list[str]) -> int:
    """The number of the step with which the announcement stands."""
    return next(n for n, step in enumerate(steps, 1) if step.startswith("replace") and "announced" in step)


def test_killed_after_any_step_it_is_the_old_state_or_the_new_and_the_next_command_goes_on(scene: Scene) -> None:
    """Everything that reaches the disk is a step, so that before a step is after the one before it."""
    begun = announced(scene.steps())
    for number, step in share_of(scene.distinct()):
        ended = scene.run(Breaker(number, "kill", after=True))
        assert ended.code == KILLED, step
        is_announced = scene.is_announced
        following = scene.goes_on()
        assert following.code == 0, (step, following.err)
        is_new = scene.assert_whole()
        assert is_new == (number >= begun), step
        assert ("interrupted command" in following.err) == is_announced, (step, following.err)
        if scene.name != "remove" and step.startswith(("git", "replace")):
            again = scene.run()
            assert again.code == 0, (step, again.err)
            assert ("logged before" in again.err) == is_new, (step, again.err)
            assert scene.assert_whole()
        scene.restore()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_interrupted_at_any_step_it_is_the_old_state_or_the_new_at_once(scene: Scene, after: bool) -> None:
    for number, step in share_of(scene.distinct()):
        ended = scene.run(Breaker(number, "interrupt", after))
        assert ended.code == 130, (step, ended.code, ended.err)
        if scene.is_announced:  # committed and not yet noted, or interrupted before `save` knew that it stands
            is_committed = scene.is_committed
            assert is_committed or (after and step.endswith(".announced.json.ppl-new")), step
            said = scene.goes_on().err
            assert ("already committed" if is_committed else "is now finished") in said, step
        scene.assert_whole()
        scene.restore()


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", ["log", "log with a hook", "remove"])
def test_a_full_disk_at_any_step_is_a_clear_refusal_and_loses_nothing(kb: Kb, name: str, lasting: bool) -> None:
    scene = Scene(kb, name)
    said = 0
    verbs = ("write", "replace") if lasting else WRITES
    writing = [(number, step) for number, step in scene.distinct() if step in WRITING or step.startswith(verbs)]
    for number, step in share_of(writing):
        scene.restore()
        is_git = step in WRITING
        ended = scene.run(Breaker(number, "ENOSPC", lasting=lasting))
        assert "Traceback" not in ended.err or name == "remove", (step, ended.err)  # which runs without the front door
        if ended.code == 0:  # the folder was there, or nothing stood in the file
            is_last = (
                step.startswith("replace") and step.endswith("/index.lock")
            ) or step == "git hook"  # the commit is there by then
            nothing = ("/lock", "/index-next", "/index-commit")
            assert is_last or step.startswith("mkdir") or (step.startswith("close") and step.endswith(nothing)), step
            if is_last:
                scene.goes_on()
            assert scene.assert_whole()
        else:
            said += 1
            following = scene.goes_on()
            assert following.code == 0, (step, following.err)
            scene.assert_whole()
            full = "No space left on device" if is_git else "the disk is full"
            if name == "remove":
                assert re.match(r"ppl\.\S+Error: ", ended.err.splitlines()[-1]), (step, ended.err)
                assert full in ended.err, (step, ended.err)
                continue
            assert ended.code == 4, (step, ended.err)
            expected = ["no place left"] if lasting else [full, "kept in"]
            assert all(words in ended.err for words in expected), (step, ended.err)
    assert said >= 2 or not EVERY


def test_a_read_only_disk_is_a_clear_refusal(kb: Kb) -> None:
    scene = Scene(kb, "log")
    ended = scene.run(Breaker(1, "EROFS", lasting=True))
    assert ended.code == 4
    assert "cannot be written" in ended.err or "no place left" in ended.err
    assert not scene.assert_whole()


def test_killed_while_it_recovers_the_next_command_goes_on_again(kb: Kb) -> None:
    scene = Scene(kb, "log")
    steps = scene.steps()
    for broken in (announced(steps), steps.index("git fast-import") + 1):
        scene.run(Breaker(broken, "kill", after=True))
        crashed = kb.root.parent / "crashed"
        shutil.copytree(kb.root, crashed, symlinks=True)
        recovery = scene.goes_on().steps
        assert scene.assert_whole()
        writing = [pair for pair in enumerate(recovery, 1) if pair[1].startswith(RECOVERING)]
        for number, step in share_of(writing):
            shutil.rmtree(kb.root)
            shutil.copytree(crashed, kb.root, symlinks=True)
            assert scene.goes_on(Breaker(number, "kill", after=True)).code == KILLED
            assert scene.goes_on().code == 0, step
            assert scene.assert_whole(), step
        shutil.rmtree(crashed)
        scene.restore()


def test_what_was_edited_after_a_crash_is_not_overwritten(kb: Kb) -> None:
    scene = Scene(kb, "log")
    scene.run(Breaker(scene.steps().index("git fast-import") + 1, "kill"))
    edited = kb.path("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    edited.write_text("title: zelf geschreven\ncategory: stikstof\nstatus: open\nopened_on: 2026-01-01\n")
    following = scene.goes_on()
    assert following.code == 0
    assert "was not finished" in following.err
    assert edited.read_text().startswith("title: zelf geschreven")
    assert len(kb.drafts()) == 1
    assert not (kb.root / ".git/ppl/announced.json").exists()
    assert "was not finished" not in scene.goes_on().err


def test_an_announcement_that_was_not_written_out_is_put_aside(kb: Kb) -> None:
    (kb.root / ".git/ppl").mkdir(exist_ok=True)
    (kb.root / ".git/ppl/announced.json").write_text('{"message": "log x')
    done = forked(kb.root, kb.environment, ppl_run("set", "waterrijk", "name=Waterrijk"))
    assert done.code == 0, done.err
    assert not (kb.root / ".git/ppl/announced.json").exists()


DAMAGED = (
    b"", b"{}", b"[]", b"null", b"3", b"\xff\xfe\0", b'{"message": "x"', b"[1, 2, 3, 4]",
    *(
        json.dumps({"message": "x", "changes": [[path, None, "eA=="]], "branch": "refs/heads/main", "ids": {}}).encode()
        for path in ("x" * 300, "../../out", "/tmp/out", "a\0b", ".git/hooks/pre-commit", "", 3)
    ),
    b'{"branch": "refs/heads/main", "commit": null, "since": 1, "machine": "x", "locks": {}}',
)  # fmt: skip


@pytest.mark.parametrize("name", ["announced.json", "take-back.json", "moving.json", "forward.json", "renamed.json"])
def test_a_note_of_ppl_that_is_damaged_stops_no_word(kb: Kb, name: str) -> None:
    (kb.root / ".git/ppl").mkdir(exist_ok=True)
    for number, content in enumerate(share_of(DAMAGED)):
        (kb.root / ".git/ppl" / name).write_bytes(content)
        for words in (("list", "project"), ("set", "waterrijk", f"name=Waterrijk {number}")):
            done = forked(kb.root, kb.environment, ppl_run(*words))
            assert done.code == 0, (content, done.err)
        assert kb.status() == ""


def test_stopped_while_it_is_written_the_entry_is_kept_where_it_is_not_there(kb: Kb) -> None:
    scene = Scene(kb, "log")
    steps = scene.steps()
    for word in ("git fast-import", "git update-ref"):
        ended = scene.run(Breaker(steps.index(word) + 1, "interrupt"))
        assert ended.code == 130 and "kept in" in ended.err, (word, ended.err)
        assert not scene.assert_whole()
        assert any("Broken off" in draft.read_text() for draft in kb.drafts() if draft.is_file()), word
        scene.restore()
