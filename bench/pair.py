"""A repository that two people share, each with a clone."""

from __future__ import annotations

from pathlib import Path

from bench.measure import run

LESSON = "title: Les {number}\nstatus: raw\nkind: lesson\nfrom: {{source: meting}}\nnoted_on: 2026-01-05\n"


class Pair:
    """A bare repository and two clones, in which both sides make a commit for each run."""

    def __init__(self, folder: Path, start: Path) -> None:
        run(["git", "clone", "-q", "--bare", str(start), str(folder / "hub.git")])
        self.here, self.there = folder / "here", folder / "there"
        for clone in (self.here, self.there):
            run(["git", "clone", "-q", str(folder / "hub.git"), str(clone)])

    def prepare(self, number: int) -> None:
        """One new commit on each side, of which the other's is already sent."""
        for clone in (self.here, self.there):
            path = f"data/lessons/{clone.name}-{number}.yaml"
            (clone / path).parent.mkdir(exist_ok=True)
            (clone / path).write_text(LESSON.format(number=number), encoding="utf-8")
            run(["git", "add", "--", path], clone)
            run(["git", "commit", "-q", "-m", f"lesson {number}"], clone)
        run(["git", "pull", "-q", "--no-rebase", "--no-edit"], self.there)
        run(["git", "push", "-q"], self.there)
