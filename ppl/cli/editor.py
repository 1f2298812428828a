"""The user's own editor."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError, disk_words


def edited_text(desk: Desk, text: str, name: str) -> str:
    """The text as it comes back from $VISUAL or $EDITOR. Raises UsageError where there is none."""
    command = desk.environment.get("VISUAL") or desk.environment.get("EDITOR") or ("notepad" if os.name == "nt" else "")
    if not command:
        what = Text("there is no editor set")
        raise UsageError(what, Text("set EDITOR, for example: export EDITOR=nano; or use ppl set"))
    import tempfile  # slow to import, and every word that may open an editor would pay for it

    with tempfile.TemporaryDirectory(prefix="ppl-") as folder:
        file = Path(folder) / f"{name.replace('/', '-')}.yaml"
        file.write_text(text, encoding="utf-8", newline="")
        sys.stdout.flush()
        words = shlex.split(command, posix=os.name != "nt")
        try:
            done = subprocess.run([*words, str(file)], check=False)
        except OSError as error:
            raise UsageError(
                Text("the editor `{command}` does not start: {why}", command=command, why=disk_words(error)),
                Text("set EDITOR to a program that is there"),
            ) from None
        if done.returncode:
            raise UsageError(Text("the editor ended with an error ({code}); nothing was changed", code=done.returncode))
        with open(file, encoding="utf-8", newline="") as back:
            return back.read()
