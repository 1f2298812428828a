"""Broken off at every write, rename, removal and git step: the old state or the new, and the next command goes on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

# imported here, so that every fork has them already
import ppl.cli.app
import ppl.cli.check
import ppl.cli.log
import ppl.rules.checks
import ppl.store.folder  # noqa: F401
from ppl.store.announce import Change
from ppl.store.folder import Folder
from ppl.store.message import Message
from ppl.store.yaml_text import written
from tests.conftest import Kb
from tests.store.breaking import KILLED, Breaker, Ended, forked
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


class Scene:
    """A knowledge base in which something is broken off."""

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

    def run(self, breaker: Breaker | None = None) -> Ended:
        if self.name == "remove":
            return forked(self.kb.root, self.kb.environment, remove(self.kb.root), breaker)
        return forked(
            self.kb.root, self.kb.environment, ppl_run("log", "waterrijk", "--from", "../entry.yaml"), breaker
        )

    def ppl(self, *args: str, breaker: Breaker | None = None) -> Ended:
        return forked(self.kb.root, self.kb.environment, ppl_run(*args), breaker)

    def state(self) -> tuple[str, str]:
        """The subject of HEAD, and what is not committed."""
        return self.kb.git("log", "-1", "--format=%s").strip(), self.kb.status()

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


@pytest.fixture(params=["log", "log with a hook", "remove"])
def scene(request: pytest.FixtureRequest, kb: Kb) -> Scene:
    return Scene(kb, request.param)


def restored(scene: Scene) -> None:
    """The knowledge base as it was before."""
    for draft in scene.kb.drafts():
        draft.unlink()
    if scene.state() == scene.before:
        return
    scene.kb.git("update-ref", "HEAD", scene.kb.git("rev-list", "--max-parents=0", "HEAD").strip())
    scene.kb.git("reset", "-q", "--", "data/projects/waterrijk", "data/lessons", "data/projects/zandhoek/project.yaml")
    scene.kb.git("checkout", "-q", "HEAD", "--", "data/projects", "data/lessons")
    scene.kb.git("clean", "-qfd", "data")
    assert scene.state() == scene.before


def steps_of(scene: Scene) -> list[str]:
    done = scene.run()
    assert done.code == 0, done.err
    assert scene.assert_whole()
    restored(scene)
    return done.steps


def own_steps(scene: Scene) -> list[tuple[int, str]]:
    """The steps with their numbers; where a scene differs in its git steps only, those."""
    found = list(enumerate(steps_of(scene), 1))
    return [pair for pair in found if scene.name == "log" or pair[0] >= len(found) - 8]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_step_it_is_the_old_state_or_the_new_and_the_next_command_goes_on(
    scene: Scene, after: bool
) -> None:
    seen = set()
    for number, step in own_steps(scene):
        ended = scene.run(Breaker(number, "kill", after))
        assert ended.code == KILLED, step
        is_announced = (scene.kb.root / ".git/ppl/announced.json").exists()
        following = scene.ppl("check")
        assert following.code == 0, (step, following.err)
        is_new = scene.assert_whole()
        assert ("interrupted command" in following.err) == is_announced, (step, following.err)
        seen.add(is_new)
        if number % 3:
            restored(scene)
            continue
        again = scene.run()
        assert again.code == 0 or scene.name == "remove", (step, again.err)
        if scene.name != "remove":
            assert ("logged before" in again.err) == is_new, (step, again.err)
            assert scene.assert_whole()
        restored(scene)
    assert seen == {False, True} or scene.name != "log"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_interrupted_at_any_step_it_is_the_old_state_or_the_new_at_once(scene: Scene, after: bool) -> None:
    for number, step in own_steps(scene):
        ended = scene.run(Breaker(number, "interrupt", after))
        assert ended.code != 70, (step, ended.err)
        if (scene.kb.root / ".git/ppl/announced.json").exists():
            assert scene.ppl("check").code == 0
        scene.assert_whole()
        restored(scene)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("how", ["ENOSPC"])
def test_a_full_or_read_only_disk_at_any_step_is_a_clear_refusal_and_changes_nothing(
    scene: Scene, lasting: bool, how: str
) -> None:
    if scene.name != "log":
        pytest.skip("the same steps as a log")
    for number, step in own_steps(scene):
        ended = scene.run(Breaker(number, how, lasting=lasting))
        if ended.code == 0:  # the step does not write, or the command could do without it
            assert scene.ppl("check").code == 0
            scene.assert_whole()
        else:
            assert ended.code == 4, (step, ended.err)
            assert "Traceback" not in ended.err, (step, ended.err)
            expected = "the disk is full" if how == "ENOSPC" else "cannot be written"
            assert expected in ended.err or "no place left" in ended.err, (step, ended.err)
            if not lasting:
                assert "kept in" in ended.err, (step, ended.err)
            following = scene.ppl("check")
            assert following.code == 0, (step, following.err)
            scene.assert_whole()
        restored(scene)


def test_killed_while_it_recovers_the_next_command_goes_on_again(kb: Kb) -> None:
    scene = Scene(kb, "log")
    steps = steps_of(scene)
    announced = 1 + next(n for n, step in enumerate(steps, 1) if step.startswith("replace") and "announced" in step)
    git_step = next(n for n, step in enumerate(steps, 1) if step.startswith("git fast-import"))
    for broken in (announced + 1, git_step):
        scene.run(Breaker(broken, "kill"))
        recovery = scene.ppl("check").steps
        restored(scene)
        for number in range(1, len(recovery) + 1, 2):
            scene.run(Breaker(broken, "kill"))
            assert scene.ppl("check", breaker=Breaker(number, "kill", after=number % 4 == 1)).code == KILLED
            assert scene.ppl("check").code == 0
            assert scene.assert_whole()
            restored(scene)


def test_what_was_edited_after_a_crash_is_not_overwritten(kb: Kb) -> None:
    scene = Scene(kb, "log")
    steps = steps_of(scene)
    place = next(n for n, step in enumerate(steps, 1) if step.startswith("git fast-import"))
    scene.run(Breaker(place, "kill"))
    edited = kb.path("projects/waterrijk/bottlenecks/netaansluiting.yaml")
    edited.write_text("title: zelf geschreven\ncategory: stikstof\nstatus: open\nopened_on: 2026-01-01\n")
    following = scene.ppl("check")
    assert following.code == 0
    assert "was not finished" in following.err
    assert edited.read_text().startswith("title: zelf geschreven")
    assert len(kb.drafts()) == 1
    assert not (kb.root / ".git/ppl/announced.json").exists()
    assert "was not finished" not in scene.ppl("check").err


def test_an_announcement_that_was_not_written_out_is_put_aside(kb: Kb) -> None:
    (kb.root / ".git/ppl").mkdir(exist_ok=True)
    (kb.root / ".git/ppl/announced.json").write_text('{"message": "log x')
    done = forked(kb.root, kb.environment, ppl_run("check"))
    assert done.code == 0, done.err
    assert not (kb.root / ".git/ppl/announced.json").exists()
    assert written({"a": "b"})
