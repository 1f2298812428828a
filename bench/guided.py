"""From `ppl log PROJECT` on a terminal to its first question, at about 10,000 records of the demo. Target: 0.3 s.

Usage: python -m bench.guided [PROJECTS] [RUNS]. Only where Python has pty.
"""

from __future__ import annotations

import json
import os
import pty
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import PPL

FOLLOWS = (b"]: ", b"> ", b": ")


def seconds(project: str, folder: Path) -> float:
    """Until the first question waits for its answer."""
    begun = time.perf_counter()
    child, ours = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(PPL, [str(PPL), "log", project], {**os.environ, "TERM": "xterm", "PPL_LANG": "en"})
    shown = b""
    while not shown.endswith(FOLLOWS):
        shown += os.read(ours, 4096)
    taken = time.perf_counter() - begun
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ours)
    return taken


def main() -> None:
    """Make the demo, measure and print."""
    projects, runs = (int(word) for word in (*sys.argv[1:3], *("44", "15")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "demo"
        subprocess.run([PPL, "demo", str(folder), "--projects", str(projects)], check=True, capture_output=True)
        asked = [PPL, "--root", str(folder), "list", "project", "--where", "status=active", "--format", "json"]
        items = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)["items"]
        records = sum(1 for _ in (folder / "data").rglob("*.yaml"))
        taken = [seconds(items[number % len(items)]["ref"], folder) for number in range(runs)]
    print(f"first question of ppl log at {records} records: {statistics.median(taken):.2f} s (best {min(taken):.2f})")


if __name__ == "__main__":
    main()
