"""Where git still holds a text: in which commits, branches, tags, and what no name leads to any more."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ppl.store.git.process import rows_of
from ppl.store.git.repository import Git
from ppl.store.piece import Piece

MOST_BYTES = 50_000_000  # of contents that are looked at together
MOST_ARGUMENTS = 200


class Remains(NamedTuple):
    """What git holds of a text.

    commits: those that put it in, take it out, or say it, the oldest first; first_on, last_on: their days
    paths: the files that held it or are called so; said: the commits whose message says it
    heads, tags, sent, others: the branches, tags, branches at a remote, and other names that lead to it
    stray: objects that no name leads to: what the reflog keeps, what was given up
    """

    commits: tuple[str, ...] = ()
    first_on: str = ""
    last_on: str = ""
    paths: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stray: int = 0

    @property
    def is_gone(self) -> bool:
        """Whether git holds it nowhere."""
        return not (self.commits or self.paths or self.stray)


def remains(git: Git, pieces: Sequence[Piece], paths: Sequence[str] = ()) -> Remains:
    """Where git holds any of these texts, or (paths, within the repository) any of these files or folders."""
    holding = {id for id, content in _contents(git) if any(piece.is_in(content) for piece in pieces)}
    named: dict[str, str] = {}
    for row in git.run("rev-list", "--all", "--objects").decode("utf-8", "surrogateescape").splitlines():
        id, _, path = row.partition(" ")
        if id in holding or _is_meant(path, pieces, paths):
            named[id] = path
    files = sorted({path for path in named.values() if path})
    blobs = [id for id, path in named.items() if path]
    said = [id for id, path in named.items() if not path]
    found = [*_days(git, blobs), *_own_days(git, said)]
    found = sorted(dict(found).items(), key=lambda pair: pair[1])
    commits = tuple(id for id, _ in found)
    names = sorted({name for some in _some(commits) for name in _names(git, some)})

    def below(start: str) -> tuple[str, ...]:
        return tuple(name.removeprefix(start) for name in names if name.startswith(start))

    return Remains(
        commits,
        found[0][1] if found else "",
        found[-1][1] if found else "",
        tuple(files),
        tuple(said),
        below("refs/heads/"),
        below("refs/tags/"),
        below("refs/remotes/"),
        tuple(n for n in names if not n.startswith(("refs/heads/", "refs/tags/", "refs/remotes/", "refs/ppl/seen/"))),
        len(holding - named.keys()),
    )


def _is_meant(path: str, pieces: Sequence[Piece], paths: Sequence[str]) -> bool:
    if not path:
        return False
    return any(path == one or path.startswith(one.rstrip("/") + "/") for one in paths) or any(
        piece.is_in(path) for piece in pieces
    )


def _contents(git: Git) -> Iterator[tuple[str, bytes]]:
    """Every file, commit and tag that git keeps, whether a name leads to it or not."""
    form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    rows = (row.split() for row in git.run("cat-file", "--batch-all-objects", form).decode().splitlines())
    asked: list[str] = []
    size = 0
    for id, kind, length in rows:
        if kind == "tree":
            continue
        if asked and size + int(length) > MOST_BYTES:
            yield from zip(asked, git.blobs(asked), strict=True)
            asked, size = [], 0
        asked.append(id)
        size += int(length)
    yield from zip(asked, git.blobs(asked), strict=True)


def _days(git: Git, blobs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The commits that brought or took away these files' contents, each with its day."""
    for some in _some(blobs):
        wanted = [f"--find-object={id}" for id in some]
        out = git.run("log", "--all", "-m", "-t", "--format=%H %cs", "--no-patch", *wanted).decode()
        for row in out.splitlines():
            id, _, day = row.partition(" ")
            yield id, day


def _own_days(git: Git, commits: Sequence[str]) -> Iterator[tuple[str, str]]:
    for some in _some(commits):
        kinds = git.run("cat-file", "--batch-check=%(objecttype)", data="\n".join(some).encode() + b"\n").decode()
        only = [id for id, kind in zip(some, kinds.split(), strict=True) if kind == "commit"]
        for row in git.run("show", "-s", "--format=%H %cs", *only).decode().splitlines() if only else ():
            id, _, day = row.partition(" ")
            yield id, day


def _names(git: Git, commits: Sequence[str]) -> list[str]:
    """The names that lead to any of these commits."""
    wanted = [f"--contains={id}" for id in commits]
    return git.run("for-each-ref", "--format=%(refname)", *wanted).decode("utf-8", "surrogateescape").split("\n")[:-1]


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at once as a command line takes."""
    return (ids[start : start + MOST_ARGUMENTS] for start in range(0, len(ids), MOST_ARGUMENTS))


def uncommitted(git: Git) -> list[str]:
    """All files of the work tree that are not as they were committed, new ones too (paths within the repository)."""
    return [row[3:] for row in rows_of(git.run("status", "--porcelain", "-z", "--no-renames")) if row]
