"""Files of the user's own settings: on this machine, for their owner alone."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ppl.errors import StoreError, Text, disk_words
from ppl.store.files import replace_file, temporary
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text


def settings_folder(environment: Mapping[str, str]) -> Path:
    """The folder of ppl's settings: in XDG_CONFIG_HOME, else where this system keeps settings."""
    given = environment.get("XDG_CONFIG_HOME") or (environment.get("APPDATA") if os.name == "nt" else None)
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(given or Path(home or Path.home()) / ".config") / "ppl"


def read(path: Path) -> dict[str, Any]:
    """What a file of settings holds. Raises StoreError."""
    try:
        return yaml_text.read(yaml_text.decode(path.read_bytes()))
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=str(path), why=disk_words(error))
        raise StoreError(what, Text("make it readable for yourself, or take it away")) from None
    except yaml_text.YamlError as error:
        what = Text("{file}:{line}: {what}", file=str(path), line=error.line, what=error.what)
        raise StoreError(what, error.remedy) from None


def put(path: Path, text: str) -> None:
    """Write a file of settings, whole or not at all, for its owner only. Raises StoreError."""
    path = path.resolve()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary(path).unlink(missing_ok=True)  # what a crash left there may be open to others
        replace_file(path, text.encode(), lasting=True, mode=0o600)
    except OSError as error:
        what = Text("{file} cannot be written: {why}", file=str(path), why=disk_words(error))
        raise StoreError(what, Text("make the folder writable, or choose another with XDG_CONFIG_HOME")) from None


def keys(folder: Folder) -> tuple[str, ...]:
    """What a knowledge base is known by: its first commit, which clones share; before that, its place on the disk."""
    try:
        first = folder.git.run("rev-list", "--max-parents=0", "--first-parent", "HEAD").decode().split()
        within = folder.git.prefix.rstrip("/")
    except StoreError:  # no commit yet, or no git at all: reading works there too
        first, within = [], ""
    commits = [f"{first[-1]}/{within}" if within else first[-1]] if first else []
    return (*commits, str(folder.root))
