"""Make the documents in this folder and pictures of the README anew, from an invented programme (`make picture`)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
UNTIL = "2026-11-27"
PROJECT = "kloosterpark-zilverbree"
MADE = {
    "examples/programme.pdf": "report programme",
    "examples/project.docx": f"report project {PROJECT}",
    "docs/milestones.svg": "report programme --format svg --picture milestones",
    "docs/plan.svg": f"report plan {PROJECT} --format svg",
}


def main() -> None:
    environment = {**os.environ, "PPL_LANG": "nl", "PPL_TODAY": UNTIL}
    ppl = str(Path(sys.executable).parent / "ppl")
    with tempfile.TemporaryDirectory() as place:
        base = str(Path(place) / "programma")
        subprocess.run([ppl, "demo", base, "--until", UNTIL, "--yes"], env=environment, check=True)
        for file, words in MADE.items():
            command = [ppl, "--root", base, *words.split(), "--out", str(TOP / file)]
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
