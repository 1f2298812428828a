"""Start-up: `ppl --help` against a two-command Typer program without Rich. Target: at most 1.4 times."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.measure import FLOOR, PPL, interleaved, run, show

RUNS = 25


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder) / "floor.py"
        floor.write_text(FLOOR, encoding="utf-8")
        taken = interleaved(
            {
                "python -c pass": lambda _: run([sys.executable, "-c", "pass"]),
                "floor: a two-command Typer program --help": lambda _: run([sys.executable, str(floor), "--help"]),
                "ppl --help": lambda _: run([PPL, "--help"]),
                "ppl log --help": lambda _: run([PPL, "log", "--help"]),
            },
            RUNS,
        )
    show(taken, "floor: a two-command Typer program --help", {"ppl --help": 1.4})


if __name__ == "__main__":
    main()
