"""What a new knowledge base holds: records, and the files around them for git, editors and CI.

Everything is a mapping of paths to contents; `within` is the folder of the knowledge base in its repository
(empty, or ending in a slash). What a forge or an editor looks for at the top of a repository goes there.
"""

import json
from pathlib import Path
from typing import Literal

from ppl.model.kinds import KINDS
from ppl.resources import shipped
from ppl.store.json_schema import schema
from ppl.store.tree import DATA

Origin = Literal["starter", "empty"]

# What every programme needs before its first project: the programme itself, the lists that records refer to, the
# templates of plans with the law on which those rest, and the criteria on which candidates of its lots are scored.
_LISTS = ("programme", "vocabularies", "bodies", "areas", "calendar", "plans/*")
NEEDED = (*(f"programme/{name}.yaml" for name in _LISTS), "programme/criteria/lot-*.yaml", "laws/*.yaml")

_HERE = (("README.md", "readme.md"), (".gitattributes", "gitattributes"), (".gitignore", "gitignore"))
_TOP = (
    (".editorconfig", "editorconfig"),
    (".github/workflows/ppl.yml", "github.yml"),
    (".gitlab-ci.yml", "gitlab-ci.yml"),
    (".vscode/extensions.json", "extensions.json"),
)


def records(origin: Origin, within: str = "") -> dict[str, bytes]:
    """The records of a new knowledge base.

    `starter` brings all that ppl ships: the programme with its public projects and lessons. `empty` brings
    the programme, its lists, its criteria, its plan templates and their law only.
    """
    data = shipped("data")
    if origin == "starter":
        files = sorted(data.rglob("*.yaml"))
    else:
        files = [file for pattern in NEEDED for file in sorted(data.glob(pattern))]
    return {f"{within}{DATA}{file.relative_to(data).as_posix()}": file.read_bytes() for file in files}


def other_files(within: str = "", package: str = "") -> dict[str, bytes]:
    """The files around the records.

    package: what CI installs ppl from, as pip takes it; empty where only the user can know
    """
    source = shipped("templates") / "init"
    found = {within + path: _filled(source / name, within, package) for path, name in _HERE}
    found |= {path: _filled(source / name, within, package) for path, name in _TOP}
    found[".vscode/settings.json"] = _settings(within)
    return found | schemas(within)


def schemas(within: str = "") -> dict[str, bytes]:
    """The JSON Schema of every kind of record, for editors."""
    return {f"{within}.ppl/schemas/{kind.name}.schema.json": _json(schema(kind.record, kind.name)) for kind in KINDS}


def _settings(within: str) -> bytes:
    """Settings of VS Code: which schema goes with which files. YAML 1.1 is where yes and no are truth values."""
    places = {
        f"./{within}.ppl/schemas/{kind.name}.schema.json": [f"{within}{DATA}{path}" for path in kind.paths]
        for kind in KINDS
    }
    return _json({"yaml.yamlVersion": "1.1", "yaml.schemas": places})


def _filled(file: Path, within: str, package: str) -> bytes:
    text = file.read_text(encoding="utf-8")
    return text.replace("@here@", within.rstrip("/") or ".").replace("@package@", package).encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
