"""Make docs/terminal.svg, the picture in the README, from a real run (`make picture`)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

TOP = Path(__file__).parent.parent
COMMANDS = ("ppl log waterrijk --from session.yaml --yes", "ppl status waterrijk")
SESSION = """\
kind: weekly
held_on: 2026-11-20
summary: Verzonnen gesprek, voor de afbeelding.
actions:
  - {text: Vraag de netbeheerder om een datum, owner: projectleider, due_on: 2026-12-01}
lights:
  time: {light: amber, cause: de netaansluiting, consequence: de start schuift, correction: overleg met de netbeheerder}
  money: {light: green}
next_on: 2026-11-27
"""


def run(command: str, folder: Path) -> str:
    """What a command prints."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PPL_LANG": "nl",
        "PPL_TODAY": "2026-11-21",
        "GIT_AUTHOR_NAME": "Procesmanager",
        "GIT_AUTHOR_EMAIL": "procesmanager@voorbeeld.example",
        "GIT_COMMITTER_NAME": "Procesmanager",
        "GIT_COMMITTER_EMAIL": "procesmanager@voorbeeld.example",
    }
    words = command.split()
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def main() -> None:
    console = Console(record=True, width=84, file=open(os.devnull, "w"))  # noqa: SIM115
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run("ppl init kennis --from starter", folder)
        shutil.copytree(TOP / "examples" / "waterrijk", folder / "kennis" / "data" / "projects" / "waterrijk")
        run("ppl save", folder / "kennis")
        (folder / "kennis" / "session.yaml").write_text(SESSION)
        for command in COMMANDS:
            console.print(Text(f"$ {command}", style="bold green"))
            console.print(Text(run(command, folder / "kennis").rstrip()))
        console.print()  # rich cuts the last line short
    without_fonts = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.S)
    svg = console.export_svg(title="ppl", code_format=without_fonts, unique_id="ppl")
    (TOP / "docs" / "terminal.svg").write_text(indented(svg))


def indented(svg: str) -> str:
    """The picture with the spaces that begin a line as a place, since not every viewer shows such spaces."""
    wide = 12.2  # pixels of a character in rich's picture

    def moved(found: re.Match[str]) -> str:
        spaces = len(found["spaces"]) // len("&#160;")
        length = float(found["length"]) - spaces * wide
        return f'x="{spaces * wide:g}"{found["between"]}textLength="{length:g}"{found["rest"]}>'

    pattern = r'x="0"(?P<between> [^>]*?)textLength="(?P<length>[\d.]+)"(?P<rest>[^>]*)>(?P<spaces>(?:&#160;)+)'
    return re.sub(pattern, moved, svg)


if __name__ == "__main__":
    main()
