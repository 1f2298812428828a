"""What Jinja2 compiled of the shipped templates, kept beside Python's own: a third of a report's time else."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError

from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache

from ppl import __version__


class Kept(FileSystemBytecodeCache):
    """Compiled templates in a folder; where nothing can be written, nothing is kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, unless Python is told to keep nothing."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take one that was kept; one that is damaged is compiled again."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, UnpicklingError):
            bucket.reset()


def kept(surface: str, language: str) -> BytecodeCache:
    """What is kept for a surface (markdown, markup) in a language; by ppl's version, Python's and each text.

    It lies in the package, as `__pycache__` does, where a knowledge base cannot reach.
    """
    folder = Path(__file__).parent / "__pycache__" / "templates"
    return Kept(str(folder), f"{surface}-{language}-{__version__}-{sys.implementation.cache_tag}-%s")
