"""What is worked out once for many tests and processes, since it depends on nothing but what is handed in."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache

from ppl.cli import language
from ppl.model.kinds import kind_of_path
from ppl.render import templates
from ppl.store import folder as reading

RECORDS = (Path(__file__).parents[1] / "data", Path(__file__).parent / "kb" / "data")


@cache
def place() -> Path:
    """A folder of this process of tests, for what it keeps until it ends."""
    folder = tempfile.mkdtemp(prefix="ppl-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def keep_decoded() -> None:
    """The same bytes at the same place are the same record, decoded once."""
    reading.decode_record = lru_cache(maxsize=3000)(reading.decode_record)


def decode_all() -> None:
    """Decode the records that most tests begin with."""
    for base in RECORDS:
        for file in base.rglob("*.yaml"):
            path = file.relative_to(base).as_posix()
            if (kind := kind_of_path(path)) is not None:
                reading.decode_record(kind, path, file.read_bytes())


def keep_compiled(folder: Path) -> None:
    """The same template, translated by the same catalogue, is compiled once, and kept in a folder."""
    environment_of = templates._environment

    @lru_cache(maxsize=8)
    def environment_with_cache(root: Path | None, translate: templates.Translate, lang: str) -> Environment:
        made = environment_of(root, translate, lang)
        if translate == language.catalogue(lang).gettext:
            made.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{lang}-%s")
        return made

    templates._environment = environment_with_cache
