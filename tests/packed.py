"""A repository that many tests copy, in as few files as git can do with."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


def pack(repository: Path, environment: Mapping[str, str]) -> None:
    """Put the objects of a repository into one file, and take away git's sample hooks."""
    for words in (["repack", "-a", "-d", "-q"], ["pack-refs", "--all"]):
        subprocess.run(["git", *words], cwd=repository, env=dict(environment), check=True, capture_output=True)
    for hooks in (repository / ".git" / "hooks", repository / "hooks"):
        for sample in hooks.glob("*.sample"):
            sample.unlink()
