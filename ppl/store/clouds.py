"""Folders that another program copies to a cloud: no place for a git repository."""

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from ppl.errors import StoreError, Text

CLOUDS = (
    ("OneDrive", re.compile(r"onedrive( - .+)?|onedrive[-_].*", re.I)),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?", re.I)),
    ("Google Drive", re.compile(r"google ?drive|googledrive-.+", re.I)),
    ("iCloud Drive", re.compile(r"icloud ?drive|com~apple~clouddocs", re.I)),
)


def cloud_of(folder: Path) -> str | None:
    """The cloud service that copies this folder, by the names of the folders above it; None where none does."""
    parts = folder.absolute().parts
    return next((name for part in parts for name, pattern in CLOUDS if pattern.fullmatch(part)), None)


def refuse_cloud(folder: Path) -> None:
    """Raises StoreError for a folder that a cloud service copies while git writes in it."""
    if name := cloud_of(folder):
        what = Text(
            "{folder} lies in {cloud}, which copies files while git writes them: that breaks a repository",
            folder=str(folder),
            cloud=name,
        )
        remedy = Text("put the knowledge base elsewhere (git clone it to ~/kennis, say) and exchange with ppl sync")
        raise StoreError(what, remedy)


def outside(folder: Path, environment: Mapping[str, str]) -> Path | None:
    """A folder of the same name that no cloud service copies, new or empty; None where there is no such place.

    It lies in `ppl` or `kennisbanken` in the user's home. Where that cannot be, in the settings of programs on this
    machine only (LOCALAPPDATA); not there first, since a Python of the Windows store hides what it writes there.
    """
    name = folder.absolute().name
    if name in ("", "..") or any(pattern.fullmatch(name) for _, pattern in CLOUDS):
        name = "kennis"
    homes = (environment.get("USERPROFILE" if os.name == "nt" else "HOME"), environment.get("LOCALAPPDATA"))
    for base in (Path(home) / within for home in homes if home for within in ("ppl", "kennisbanken")):
        if _is_usable(base):
            numbered = (name, *(f"{name}-{number}" for number in range(2, 100)))
            return next((base / one for one in numbered if _is_free(base / one)), None)
    return None


def as_argument(text: str) -> str:
    """A text as one argument in the shell of this system, to be pasted there."""
    if os.name == "nt":
        return f'"{text}"' if re.search(r"[^\w.:\\/-]", text) else text
    return shlex.quote(text)


def _is_usable(base: Path) -> bool:
    """Whether folders can be made here, no cloud service copies them, and no repository lies around them."""
    near = base if os.path.lexists(base) else base.parent
    if not base.is_absolute() or cloud_of(base) or cloud_of(base.resolve()):
        return False
    is_in_repository = any((folder / ".git").exists() for folder in (near, *near.parents))
    return near.is_dir() and os.access(near, os.W_OK | os.X_OK) and not is_in_repository


def _is_free(folder: Path) -> bool:
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))
