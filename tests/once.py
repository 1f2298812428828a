"""What is worked out once for many tests and processes, since it depends on nothing but what is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from ppl.cli import language
from ppl.model.kinds import kind_of_path
from ppl.render import templates
from ppl.render.sandbox import Sandbox
from ppl.resources import catalogue
from ppl.store import record_files as reading

RECORDS = (Path(__file__).parents[1] / "data", Path(__file__).parent / "kb" / "data")


class Memory(BytecodeCache):
    """Compiled templates, in this process only."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


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


def keep_compiled(folder: Path | None = None) -> None:
    """The same template, translated by the same catalogue, is compiled once; kept in a folder, or in memory."""
    environment_of = templates._environment
    kept: Mapping[str, BytecodeCache] = {
        lang: FileSystemBytecodeCache(str(folder), f"{lang}-%s") if folder else Memory() for lang in language.LANGUAGES
    }

    @lru_cache(maxsize=8)
    def environment_with_cache(translate: templates.Translate, lang: str) -> Sandbox:
        made = environment_of(translate, lang)
        if translate == catalogue(lang).gettext:
            made.bytecode_cache = kept.get(lang)
        return made

    templates._environment = environment_with_cache
