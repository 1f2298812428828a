"""Kills ppl at random moments, and looks whether anything is lost or stands in the way afterwards.

A word that writes is run with a `git` that stops at its n-th call, or at any moment, and somebody kills ppl, its
group, everything, or only the git at work there; or the disk is full. Then a reading word must succeed at once, the
next writing one must go on, and the old state or the new one must be there, with all that is the user's own.

Usage: python -m bench.kills [--number 1000] [--seed 1] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from bench.kill_base import AGREED, HOOKS, WORDS, Base, Run, State

READS, WRITES = 2.0, 30.0  # seconds within which a reading word and the next writing word must be done
TARGETS = ("ppl", "group", "everything", "git")
SIGNALS = ("KILL", "TERM", "HUP", "INT")
MOMENTS = ("before", "during", "after", "anywhere")
DISK = 24  # megabytes, of the disk that gets full
# A git that counts its calls, and at one of them kills: before git runs, while it does, or when it has ended.
GIT = """#!/bin/sh
number=$(($(cat "$KILL_COUNT" 2>/dev/null) + 1)); echo $number > "$KILL_COUNT"
[ "$number" = "$KILL_AT" ] || exec @git@ "$@"
strike() {
  case $KILL_TARGET in
    ppl) kill -s "$KILL_SIGNAL" "$PPL_PID" ;;
    group) kill -s "$KILL_SIGNAL" -- "-$PPL_PID" ;;
    everything) kill -s "$KILL_SIGNAL" -- "-$$"; kill -s "$KILL_SIGNAL" -- "-$PPL_PID" "$$" ;;
    git) kill -s "$KILL_SIGNAL" "$$" ;;
  esac
} 2>/dev/null
case $KILL_MOMENT in
  before) strike; exec @git@ "$@" ;;
  during) (sleep "$KILL_DELAY"; strike) </dev/null >/dev/null 2>&1 & exec @git@ "$@" ;;
  after) @git@ "$@"; code=$?; strike; exit $code ;;
esac
"""


class Kill(NamedTuple):
    """What is broken off, and how. at: the call of git; delay: seconds, from that call or (anywhere) the beginning"""

    word: str
    hook: str
    target: str
    signal: str
    moment: str
    at: int
    delay: float
    room: int | None = None  # what is left on the disk, in kB

    @property
    def kinds(self) -> list[str]:
        """What to count it under."""
        disk = ["full disk"] if self.room is not None else []
        return [self.word, f"hook {self.hook}", f"{self.signal} to {self.target}", self.moment, *disk]

    def __str__(self) -> str:
        disk = f", {self.room} kB left on the disk" if self.room is not None else ""
        return (
            f"{self.word}, hook {self.hook}: {self.signal} to {self.target} {self.moment} git {self.at} "
            f"({self.delay * 1000:.1f} ms){disk}"
        )


class Usual(NamedTuple):
    """A word that nobody breaks off: the state before it and after it, its calls of git, its seconds."""

    before: State
    state: State
    calls: int
    seconds: float


class Killer:
    """Kills in copies of one knowledge base, in a folder; of these words, with these hooks."""

    def __init__(
        self,
        folder: Path,
        seed: int,
        disk: Path | None = None,
        words: Sequence[str] = tuple(WORDS),
        hooks: Sequence[str] = tuple(HOOKS),
    ) -> None:
        self.words, self.hooks = words, hooks
        self.folder = folder
        self.random = random.Random(seed)
        self.disk = disk
        self.base = Base(folder / "base")
        self.base.place.mkdir(parents=True)
        self.base.begin()
        self._usual: dict[tuple[str, str], Usual] = {}
        (folder / "bin").mkdir()
        git = folder / "bin" / "git"
        git.write_text(GIT.replace("@git@", str(shutil.which("git"))))
        git.chmod(0o755)

    def next(self) -> Kill:
        """A kill like any other."""
        word, hook = self.random.choice(self.words), self.random.choice(self.hooks)
        usual = self.usual(word, hook)
        moment = self.random.choice(MOMENTS)
        target = self.random.choice(TARGETS if moment != "anywhere" else TARGETS[:2])
        delay = self.random.uniform(0, 1.1 * usual.seconds if moment == "anywhere" else 0.008)
        # the last calls are those that change something
        at = max(1, usual.calls - int(self.random.triangular(0, usual.calls, 0)))
        room = self.random.choice((0, 4, 8, 16, 40, 100)) if self.disk and self.random.random() < 0.1 else None
        return Kill(word, hook, target, self.random.choice(SIGNALS), moment, at, delay, room)

    def usual(self, word: str, hook: str) -> Usual:
        """What comes of a word, with a hook, when nobody breaks it off."""
        if (word, hook) not in self._usual:
            base = self.base.copy(self.folder / "usual", hook, word)
            before = base.state()
            began = time.monotonic()
            run = self._run(base, Kill(word, hook, "", "", "", 0, 0.0))
            run.wait(60)
            seconds = time.monotonic() - began
            calls = int((base.place / "count").read_text())
            self._usual[word, hook] = Usual(before, base.state(), calls, seconds)
            shutil.rmtree(base.place)
        return self._usual[word, hook]

    def _run(self, base: Base, kill: Kill) -> Run:
        more = {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{base.env['PATH']}",
            "KILL_COUNT": str(base.place / "count"),
            "KILL_AT": str(kill.at if kill.moment != "anywhere" else 0),
            "KILL_TARGET": kill.target,
            "KILL_SIGNAL": kill.signal,
            "KILL_MOMENT": kill.moment,
            "KILL_DELAY": f"{kill.delay:.4f}",
        }
        words = WORDS[kill.word]
        return base.start(*words, *(() if words[0] in AGREED else ("--yes",)), env=more)

    def place(self, kill: Kill) -> Path:
        """Where it is done."""
        return (self.folder if kill.room is None or self.disk is None else self.disk) / "struck"

    def strike(self, kill: Kill) -> list[str]:
        """Do it; what is lost or stands in the way."""
        usual = self.usual(kill.word, kill.hook)
        place = self.place(kill)
        base = self.base.copy(place, kill.hook, kill.word)
        try:
            with _full(place, kill.room):
                run = self._run(base, kill)
                if kill.moment == "anywhere":
                    time.sleep(kill.delay)
                    _send(run.pid, kill)
                if not run.wait(60):
                    return ["it did not end"]
            return self._seen(base, run.code, usual, kill.word == "sync")
        except subprocess.CalledProcessError as error:
            return [f"{error.cmd} failed: {error.stderr.decode()}"]

    def _seen(self, base: Base, code: int | None, usual: Usual, is_sync: bool) -> list[str]:
        """What is wrong. Of a sync that failed what the others did may be taken in: it says so."""
        reading = base.start("list", "project")
        if not reading.wait(READS) or reading.code:
            return [f"a reading word failed ({reading.code}): {reading.said}"]
        following = base.start("set", "vast", "name=Vast", "--yes")
        if not following.wait(WRITES) or following.code:
            return [f"the next writing word failed ({following.code}): {following.said}"]
        said = following.said
        found = base.complaints()
        state = base.state()
        kinds = {usual.state: "new", usual.before: "old"}
        allowed = {0: [usual.state], 3: [usual.before], 4: [usual.before]}.get(code or 0, list(kinds))
        if state not in allowed and (is_sync, state.tree, state.status) != (True, usual.state.tree, usual.state.status):
            kind = kinds.get(state, "neither old nor new")
            found.append(f"the state is {kind} after exit code {code}; git status says {state.status!r}")
        elif base.is_renamed != (base.notes() != ""):
            found.append(f"notes wait for another project: {base.notes()}")
        if found:
            return [*found, f"said by the next: {said}"]
        return self._goes_on(base)

    def _goes_on(self, base: Base) -> list[str]:
        """One more entry is one more commit, of its own file only."""
        for hook in ("pre-commit", "commit-msg"):
            (base.root / ".git/hooks" / hook).unlink(missing_ok=True)
        last = base.start("new", "project", "--id", "later", "name=Later", "status=intake", "lot=lot-1",
                          "municipality=[Zomaarstad]", "--yes")  # fmt: skip
        if not last.wait(WRITES) or last.code:
            return [f"an entry afterwards failed: {last.said}"]
        changed = base.git("show", "--format=", "--name-only", "HEAD").split()
        return [] if changed == ["data/projects/later/project.yaml"] else [f"the next commit has {changed}"]


def _send(pid: int, kill: Kill) -> None:
    number = getattr(signal, f"SIG{kill.signal}")
    with suppress(ProcessLookupError):
        (os.kill if kill.target == "ppl" else os.killpg)(pid, number)


@contextmanager
def _full(place: Path, room: int | None) -> Iterator[None]:
    """Leave so many kB on the disk of a place."""
    filler = place / "filler"
    if room is None:
        yield
        return
    facts = os.statvfs(place)
    with open(filler, "wb") as file:
        file.write(b"\0" * max(0, facts.f_bavail * facts.f_frsize - room * 1024))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def small_disk(place: Path) -> Iterator[Path | None]:
    """A small disk in memory at a place; None where mounting is not possible."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", str(place)]
    try:
        is_there = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        is_there = False
    if not is_there:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def main() -> None:
    """Kill, and print what was lost, per kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep what was left where something was lost")
    options = parser.parse_args()
    memory = Path("/dev/shm")
    kills, losses = Counter[str](), Counter[str]()
    place = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
    with place as name, small_disk(Path(name) / "disk") as disk:
        if disk is None:
            print("no disk can be mounted here: none gets full")
        killer = Killer(Path(name), options.seed, disk)
        for number in range(options.number):
            kill = killer.next()
            lost = killer.strike(kill)
            kills.update(kill.kinds)
            if lost:
                losses.update(kill.kinds)
                print(f"{number}: {kill}\n   " + "\n   ".join(lost), flush=True)
                if options.keep:
                    shutil.copytree(killer.place(kill), options.keep / f"{options.seed}-{number}", symlinks=True)
            shutil.rmtree(killer.place(kill))
            if not (number + 1) % 50:
                print(f"{number + 1} of {options.number}", flush=True)
    for kind, count in sorted(kills.items()):
        print(f"{kind:28} {count:6} kills {losses[kind]:6} losses")
    total = sum(losses[word] for word in WORDS)
    print(f"{options.number} kills, {total} losses")
    sys.exit(bool(total))


if __name__ == "__main__":
    main()
