"""Where a text stands outside git on this machine: drafts, notes, the register, files that git does not know."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ppl.store.folder import Folder
from ppl.store.git.process import rows_of
from ppl.store.local import register
from ppl.store.piece import Piece

MOST_BYTES = 20_000_000


def traces(folder: Folder, pieces: Sequence[Piece]) -> list[Path]:
    """The files of this user outside git's history in which any of these texts stands."""
    return [path for path in dict.fromkeys(_files(folder)) if _holds(path, pieces)]


def _files(folder: Folder) -> Iterator[Path]:
    git, environment = folder.git, folder.environment
    state = Path(environment.get("XDG_STATE_HOME") or Path.home() / ".local/state")
    for place in (git.common_folder / "ppl" / "drafts", git.common_folder / "ppl" / "notes", state / "ppl" / "drafts"):
        yield from sorted(place.glob("*"))
    yield register.place(environment)
    for name in rows_of(git.run("ls-files", "--others", "--exclude-standard", "-z", "--full-name")):
        if name:
            yield git.top / name


def _holds(path: Path, pieces: Sequence[Piece]) -> bool:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
            return False
        content = path.read_bytes()
    except OSError:
        return False
    return any(piece.is_in(content) for piece in pieces)
