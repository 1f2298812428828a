"""Answers that are not in a record yet: in the git folder, for one person's eyes, until they are committed."""

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ppl.store.files import replace_file
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text


class Draft(NamedTuple):
    """A conversation that was broken off.

    about: the command, to be recognised by whoever finds the file; begun: when it began (ISO, local time)
    answers: what was answered, by the key of the question
    typed: key and text of the line that was being typed when it broke off
    """

    about: str
    begun: str
    answers: Mapping[str, str]
    typed: tuple[str, str] | None = None


def place(folder: Folder, name: str) -> Path:
    """The file of a draft with this name, such as `log-langeveld`."""
    return folder.git.common_folder / "ppl" / "drafts" / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}.yaml"


def keep(path: Path, draft: Draft) -> None:
    """Put a draft on disk, whole or not at all; only its owner may read it. Raises OSError."""
    import json

    rows = [f"about: {json.dumps(draft.about)}", f"begun: {json.dumps(draft.begun)}"]
    if draft.typed:
        rows.append(f"typed: {json.dumps([*draft.typed], ensure_ascii=False)}")
    rows.append("answers:" if draft.answers else "answers: {}")
    rows += [f"  {json.dumps(key)}: {json.dumps(text, ensure_ascii=False)}" for key, text in draft.answers.items()]
    replace_file(path, ("\n".join(rows) + "\n").encode(), mode=0o600)


def read(path: Path) -> Draft | None:
    """The draft in a file; None where there is none, or none that can be read."""
    try:
        raw = yaml_text.read(yaml_text.decode(path.read_bytes()))
    except (OSError, yaml_text.YamlError):
        return None
    answers = raw.get("answers")
    if not isinstance(answers, Mapping):
        return None
    typed = raw.get("typed")
    return Draft(
        str(raw.get("about") or ""),
        str(raw.get("begun") or ""),
        {str(key): str(text or "") for key, text in answers.items()},
        (str(typed[0]), str(typed[1])) if isinstance(typed, list) and len(typed) == 2 else None,
    )


def drop(path: Path) -> None:
    """Take a draft away; nothing happens where there is none."""
    path.unlink(missing_ok=True)


def put_aside(path: Path) -> Path | None:
    """Give a draft a name of its own, so that a new one can begin; None where there is none."""
    aside = path.with_name(f"{time.strftime('%Y-%m-%d-%H%M%S')}-{path.name}")
    try:
        os.replace(path, aside)
    except FileNotFoundError:
        return None
    return aside
