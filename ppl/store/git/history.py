"""Who changed which field from what to what, when, with which command and why: read from git's history."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ppl.model.history import FieldChange, Step, Version
from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.store.difference import differences
from ppl.store.folder import Folder
from ppl.store.git.changes import BlobChange, commit_facts
from ppl.store.git.message import parse
from ppl.store.git.repository import Git
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text


def steps(folder: Folder, ref: str, start: str = "HEAD") -> list[Step]:
    """Every step of a record, oldest first; of a project (`langeveld/`) of its whole folder. Renames are followed."""
    path = f"projects/{ref.rstrip('/')}/" if ref.endswith("/") else path_of_ref(ref)
    return [step for step, _ in _steps(folder, path, start, with_fields=True)]


def latest_steps(folder: Folder, most: int, start: str = "HEAD") -> list[Step]:
    """The last steps of the whole knowledge base, so many, oldest first."""
    return [step for step, _ in _steps(folder, "", start, with_fields=True, most=most)]


def versions(folder: Folder, ref: str, start: str = "HEAD") -> list[Version]:
    """Every state that a record had, oldest first. Renames are followed."""
    found = _steps(folder, path_of_ref(ref), start, with_fields=False)
    return [Version(step.commit, step.at, step.subject, step.reason, files[0][2]) for step, files in found]


class Pair(NamedTuple):
    """A file in a step: its path below data/, and its content before and after; None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


class Walked(NamedTuple):
    """A commit that changed a path: what the path was called then, which blobs changed, where it moved from."""

    commit: str
    path: str
    changed: list[BlobChange]
    moved: str | None


def _steps(
    folder: Folder, path: str | None, start: str, with_fields: bool, most: int | None = None
) -> list[tuple[Step, list[Pair]]]:
    """Every step of what lies at or below a path, oldest first. Raises StoreError where git cannot give it.

    most: only so many of the newest commits
    """
    assert path is not None
    git, root = folder.git, folder.git.prefix + DATA
    walked = list(_walk(git, root, path, start, most))[::-1]
    before = [_moved_blobs(git, root, one) for one in walked]
    blobs = [(c.path, id) for one in walked for c in one.changed for id in (c.before, c.after) if id]
    blobs += [(path, id) for moved in before for path, id in moved.items()]
    asked = list(dict.fromkeys(blobs))
    shown = git.shown((path.removeprefix(git.prefix), id) for path, id in asked)
    contents: dict[tuple[str, str | None], bytes] = dict(zip(asked, shown, strict=True))
    heads = git.blobs(one.commit for one in walked)
    found = []
    for one, moved, head in zip(walked, before, heads, strict=True):
        files = [
            Pair(c.path.removeprefix(root), contents.get((c.path, c.before)), contents.get((c.path, c.after)))
            for c in one.changed
        ]
        old = {path.removeprefix(root): contents[path, id] for path, id in moved.items()}
        found.append((_step(one, head, files if with_fields else [], old), files))
    return found


def _walk(git: Git, root: str, path: str, start: str, most: int | None = None) -> Iterator[Walked]:
    """The commits that changed a path, newest first. Raises StoreError where the clone does not go back so far."""
    is_folder = not path or path.endswith("/")
    found = [
        (commit, parents, wanted)
        for commit, parents, changed in git.changes_of((root + path).rstrip("/"), start, most)
        if (wanted := [c for c in changed if not is_folder or c.path.endswith(".yaml")])
    ]
    # where something begins it may have come from elsewhere; of a folder only where the file of the project begins
    begins = f"{root}{path}project.yaml" if is_folder and path else root + path
    begun = [
        (commit, parents[0])
        for commit, parents, wanted in found
        if parents and all(change.before is None for change in wanted)
        if len(parents) > 1 or any(change.path == begins for change in wanted)
    ]
    renamed = git.renamed(begun)
    for commit, parents, wanted in found:
        git.refuse_cut(commit)
        moved = _moved_from(renamed[commit], root, path) if commit in renamed else None
        yield Walked(commit, path, wanted, moved)
        if moved is not None:
            yield from _walk(git, root, moved, parents[0])
            return


def _moved_from(renamed: Mapping[str, str], root: str, path: str) -> str | None:
    """Where the record (or the project, by its folder) came from, when a commit only gave it another name."""
    is_folder = path.endswith("/")
    old = renamed.get(f"{root}{path}project.yaml" if is_folder else root + path)
    if old is None:
        return None
    old = old.removeprefix(root)
    return f"{PurePosixPath(old).parent}/" if is_folder else old


def _moved_blobs(git: Git, root: str, walked: Walked) -> dict[str, str]:
    """The blobs, by their path, that a renamed record or project had before it."""
    if walked.moved is None:
        return {}
    entries = git.entries(f"{walked.commit}^1", (root + walked.moved).rstrip("/"))
    return {path: entry.id for path, entry in entries.items()}


def _step(walked: Walked, head: bytes, files: Iterable[Pair], moved: Mapping[str, bytes]) -> Step:
    author, at, text = commit_facts(head)
    said = parse(text)
    changes: list[FieldChange] = []
    for name, before, after in files:
        if kind_of_path(name) is None:
            continue
        if walked.moved is not None:
            old = walked.moved + name.removeprefix(walked.path) if walked.path.endswith("/") else walked.moved
            before = moved.get(old)
            changes.append(FieldChange(ref_of_path(name), ("ref",), ref_of_path(old), ref_of_path(name)))
        changes += field_changes(ref_of_path(name), before, after)
    return Step(
        walked.commit,
        at,
        author,
        text.partition("\n")[0],
        said.word if said else "",
        said.command if said else "",
        said.reason if said else "",
        tuple(changes),
    )


def field_changes(ref: str, before: bytes | None, after: bytes | None) -> Iterator[FieldChange]:
    """What differs between two texts of a record, None for one that is not there."""
    old, new = _read(before), _read(after)
    if before is None or after is None:
        yield FieldChange(ref, (), old if before is not None else None, new if after is not None else None)
        return
    for field, one, other in differences(old, new):
        yield FieldChange(ref, field, one, other)


def _read(data: bytes | None) -> Any:
    if data is None:
        return None
    try:
        return yaml_text.read(yaml_text.decode(data))
    except yaml_text.YamlError:
        return {"text": data.decode("utf-8", "replace")}
