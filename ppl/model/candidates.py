"""Which refs a reference may stand for, by where it stands and what kinds it may name."""

from collections.abc import Iterator

from ppl.model.kinds import KIND, path_of_ref
from ppl.model.record import Ref


def candidates(value: str, mark: Ref, project: str | None) -> Iterator[str]:
    """The refs that a reference may stand for in a record of a project, or of none, the likeliest first."""
    value = value.partition("#")[0]
    if path_of_ref(value):
        yield value
    for name in mark.kinds:
        kind = KIND.get(name)
        if kind is None:
            continue
        for path in kind.paths:
            folder = path.removeprefix("projects/").rpartition("/")[0]
            if folder.startswith("*"):
                if project:
                    yield f"{project}{folder.removeprefix('*')}/{value}"
            else:
                yield f"{folder}/{value}"
