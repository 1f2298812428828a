"""Folders that another program copies to a cloud: no place for a git repository."""

import re
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
