"""Where an invented programme goes: a new repository in an empty folder."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ppl.errors import Text, UsageError
from ppl.store.founding import refuse_read_only
from ppl.store.git.repository import Git

# whatever the user's own settings say, the ids of the commits must be the same
SETTINGS = ("-c", "init.defaultBranch=main", "-c", "init.defaultObjectFormat=sha1", "-c", "init.templateDir=")

QUICKLY = ("-c", "core.compression=1", "-c", "checkout.workers=0")  # as many workers as there are cores
# glibc gives every freed tree back to the system at once, which costs fast-import more than the import itself
ROOMY = {"MALLOC_TOP_PAD_": str(64 << 20), "MALLOC_TRIM_THRESHOLD_": str(256 << 20)}


class Place:
    """A new repository that takes a history in pieces, while the next piece is being made.

    Raises StoreError where git refuses, UsageError where the folder is not empty.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        refuse_full(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._git = Git(folder, environment)
        self._git.run(*SETTINGS, "init", "--quiet", "-b", "main")
        self._hand = ThreadPoolExecutor(max_workers=1)
        self._last: Future[bytes] | None = None

    def take(self, piece: bytes) -> None:
        """Import a piece, after the one before it."""
        if self._last is not None:
            self._last.result()
        self._last = self._hand.submit(self._import, piece)

    def _import(self, piece: bytes) -> bytes:
        return self._git.run(*QUICKLY, "fast-import", "--quiet", "--date-format=raw", data=piece, env=ROOMY)

    def finish(self) -> str:
        """Fill the folder. Returns the id of the last commit."""
        if self._last is not None:
            self._last.result()
        self._hand.shutdown()
        self._git.run(*QUICKLY, "reset", "--quiet", "--hard", "main")
        return self._git.tip()


def refuse_full(folder: Path) -> None:
    """Raises UsageError for a folder that holds something, StoreError where nothing can be made in it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = Text("{folder} is not an empty folder", folder=str(folder))
        raise UsageError(what, Text("name a new one: ppl demo DIR"))
    refuse_read_only(folder)
