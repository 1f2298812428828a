"""Which templates of knowledge bases somebody trusts: a file of the user, on this machine, outside every repository.

A template is trusted by its name and by the SHA-256 of its text: the same text in every clone, a changed one nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text, UsageError
from ppl.store.folder import Folder
from ppl.store.local.settings import keys, put, read, settings_folder
from ppl.yaml import text as yaml_text

VARIABLE = "PPL_TRUST_TEMPLATES"
HEAD = "Sjablonen van kennisbanken die u vertrouwt, op deze computer (ppl template)."
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class Trusted(NamedTuple):
    """A text that is trusted. base: the knowledge base in which it was seen."""

    name: str
    digest: str
    base: str


def place(environment: Mapping[str, str]) -> Path:
    """The file of what is trusted."""
    return settings_folder(environment) / "templates.yaml"


def trusted(folder: Folder) -> tuple[Trusted, ...]:
    """All that is trusted on this machine. Raises StoreError where it would be the knowledge base that says so."""
    path = place(folder.environment)
    if not path.is_file():
        return ()
    _refuse_inside(path, folder)
    rows = read(path).get("templates")
    return tuple(
        Trusted(*(str(row.get(field, "")) for field in Trusted._fields))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping)
    )


def digests_of(environment: Mapping[str, str]) -> frozenset[str]:
    """What the environment says is trusted, by digest alone. Raises UsageError for what is no digest."""
    given = re.split(r"[\s,]+", environment.get(VARIABLE, "").strip())
    for digest in given:
        if digest and _DIGEST.fullmatch(digest) is None:
            what = Text("{variable} holds `{text}`, and that is no digest", variable=VARIABLE, text=digest)
            raise UsageError(what, Text("ppl template list --format json gives it: sha256: and 64 signs"))
    return frozenset(given) - {""}


def base_of(folder: Folder) -> str:
    """What a knowledge base is known by."""
    return keys(folder)[0]


def keep(folder: Folder, digests: Mapping[str, str]) -> Path:
    """Trust these texts too, each by its name and digest. Raises StoreError."""
    base = base_of(folder)
    return _put(folder, [*trusted(folder), *(Trusted(name, digest, base) for name, digest in digests.items())])


def drop(folder: Folder, digests: Mapping[str, str]) -> Path:
    """Trust no text any more that these names had in this knowledge base, nor these digests. Raises StoreError."""
    base = base_of(folder)
    kept = [one for one in trusted(folder) if one.base != base or one.name not in digests]
    return _put(folder, [one for one in kept if digests.get(one.name) != one.digest])


def _put(folder: Folder, rows: Iterable[Trusted]) -> Path:
    path = place(folder.environment)
    _refuse_inside(path, folder)
    text = yaml_text.to_text({"templates": [row._asdict() for row in sorted(set(rows))]}, HEAD)
    put(path, text)
    return path


def _refuse_inside(path: Path, folder: Folder) -> None:
    """A knowledge base does not say itself what of it is trusted. Raises StoreError."""
    if path.resolve().is_relative_to(folder.root.resolve()):
        what = Text("what you trust would lie in the knowledge base itself: {file}", file=str(path))
        raise StoreError(what, Text("let XDG_CONFIG_HOME name a folder outside {folder}", folder=str(folder.root)))
