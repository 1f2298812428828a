"""The names of files and folders below data/ that other systems cannot have, or take for another."""

from collections.abc import Iterable, Iterator

from ppl.errors import Problem, Text
from ppl.model.ids import id_fault, length_fault, name_fault, own_id
from ppl.model.kinds import kind_of_path, ref_of_path


def odd_names(paths: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with these paths (below data/), each folder once, with what to do."""
    seen: dict[str, str] = {}  # folders and files, by their names without capitals
    known: set[str] = set()
    for path in paths:
        folder, names = "", path.split("/")
        for depth, name in enumerate(names, 1):
            before, place = folder, folder + name
            folder = f"{place}/"
            if place in known:
                continue
            known.add(place)
            first = seen.setdefault(before + name.lower(), place)
            fault = name_fault(name.removesuffix(".yaml") if depth == len(names) else name)
            if fault is None and first != place:
                fault = Text("only capitals make it another name than {other}", other=readable_path(f"data/{first}"))
            if fault is not None:
                yield _problem(place, fault)
        if fault := _fault(path):
            yield _problem(path, fault)


def _fault(path: str) -> Text | None:
    """What is wrong with a path as that of a record, besides the names in it."""
    kind = kind_of_path(path)
    project, id = own_id(path)
    own = project if kind is not None and kind.name == "project" else id
    if name_fault(own):
        return None
    return (id_fault(kind, own) if kind is not None else None) or length_fault(path)


def _problem(path: str, fault: Text) -> Problem:
    remedy = Text("rename it, or take it out of data/")
    record = path if path.endswith(".yaml") else f"{path}/project.yaml"
    if kind_of_path(record) is not None:
        remedy = Text("ppl rename {ref} NEW gives it another id; references follow", ref=ref_of_path(record))
    return Problem(f"data/{readable_path(path)}", 0, fault, remedy, "ids")


def readable_path(path: str) -> str:
    """A path as it can be shown: what is not printable as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)
