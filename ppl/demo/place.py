"""Where an invented programme goes: a new repository in an empty folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ppl.demo.journal import Journal
from ppl.errors import Text, UsageError
from ppl.store.git import Git

# whatever the user's own settings say, the ids of the commits must be the same
SETTINGS = ("-c", "init.defaultBranch=main", "-c", "init.defaultObjectFormat=sha1", "-c", "init.templateDir=")


def refuse_filled(folder: Path) -> None:
    """Raises UsageError where the folder holds anything, or is a file."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Text("{folder} is not an empty folder", folder=str(folder)), Text("name a new one: ppl demo DIR")
        )


def lay_down(journal: Journal, folder: Path, environment: Mapping[str, str]) -> str:
    """Make the repository with its whole history, and fill the folder. Returns the id of the last commit."""
    refuse_filled(folder)
    folder.mkdir(parents=True, exist_ok=True)
    git = Git(folder, environment)
    git.run(*SETTINGS, "init", "--quiet", "-b", "main")
    git.run("fast-import", "--quiet", "--date-format=raw", data=journal.stream)
    git.run("reset", "--quiet", "--hard", "main")
    commit = git.head().commit
    assert commit is not None
    return commit
