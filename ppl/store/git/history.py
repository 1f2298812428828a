"""Who changed which field from what to what, when, with which command and why: read from git's history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ppl.errors import StoreError, Text
from ppl.model.history import FieldChange, Step, Version
from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.store.difference import differences
from ppl.store.folder import Folder
from ppl.store.git.message import parse
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text

if TYPE_CHECKING:
    import git


def steps(folder: Folder, ref: str, start: str = "HEAD") -> list[Step]:
    """Every step of a record, oldest first; of a project (`langeveld/`) of its whole folder. Renames are followed."""
    path = f"projects/{ref.rstrip('/')}/" if ref.endswith("/") else path_of_ref(ref)
    return [step for step, _ in _steps(folder, path, start, with_fields=True)]


def versions(folder: Folder, ref: str, start: str = "HEAD") -> list[Version]:
    """Every state that a record had, oldest first. Renames are followed."""
    found = _steps(folder, path_of_ref(ref), start, with_fields=False)
    return [Version(step.commit, step.at, step.subject, step.reason, files[0][2]) for step, files in found]


def _steps(folder: Folder, path: str | None, start: str, with_fields: bool) -> list[tuple[Step, list[Pair]]]:
    """Every step of what lies at or below a path, oldest first. Raises StoreError where git cannot give it."""
    import git

    assert path is not None
    root = folder.git.prefix + DATA
    try:
        found = _walk(git.Repo(folder.root, search_parent_directories=True), root, path, start)
        return [
            (_step(commit, root, files if with_fields else [], moved, at), files) for commit, at, files, moved in found
        ][::-1]
    except (git.GitCommandError, ValueError, git.NoSuchPathError) as error:
        raise StoreError(Text("the history cannot be read: {why}", why=str(error))) from None


Pair = tuple[str, bytes | None, bytes | None]
Walked = tuple["git.Commit", str, list[Pair], str | None]


def _walk(repository: git.Repo, root: str, path: str, start: str) -> Iterator[Walked]:
    """The commits that changed a path, newest first: what was its name then, what changed, where it moved from."""
    for commit in repository.iter_commits(start, paths=[(root + path).rstrip("/")]):
        if files := _changed(commit, root, path):
            moved = _moved_from(commit, root, path, files)
            yield commit, path, files, moved
            if moved is not None:
                yield from _walk(repository, root, moved, f"{commit.hexsha}~1")
                return


def _changed(commit: git.Commit, root: str, path: str) -> list[Pair]:
    """Files at or below a path that differ from every parent: (path below data/, before, after)."""
    now = _files(commit, root + path)
    parents = [_files(parent, root + path) for parent in commit.parents]
    before = parents[0] if parents else {}
    names = [n for n in {*now, *before} if all(now.get(n) != other.get(n) for other in (parents or [{}]))]
    names.sort()
    return [(n.removeprefix(root), _content(commit, before.get(n)), _content(commit, now.get(n))) for n in names]


def _files(commit: git.Commit, path: str) -> dict[str, bytes]:
    """Path to blob id of the file at, or the files below, a path in a commit."""
    try:
        found = commit.tree / path.rstrip("/")
    except KeyError:
        return {}
    if found.type == "blob":
        return {str(found.path): found.binsha}
    blobs = (item for item in found.traverse() if getattr(item, "type", "") == "blob")
    return {str(b.path): b.binsha for b in blobs if str(b.path).endswith(".yaml")}  # type: ignore[union-attr]


def _content(commit: git.Commit, id: bytes | None) -> bytes | None:
    return None if id is None else bytes(commit.repo.odb.stream(id).read())


def _moved_from(commit: git.Commit, root: str, path: str, changed: list[Pair]) -> str | None:
    """Where the record came from, when this commit only gave it another name."""
    is_folder = path.endswith("/")
    if any(before is not None for _, before, _ in changed) or not commit.parents:
        return None
    for diff in commit.parents[0].diff(commit, M=True):
        if diff.renamed_file and diff.rename_to and diff.rename_from:
            new, old = diff.rename_to.removeprefix(root), diff.rename_from.removeprefix(root)
            if not is_folder and new == path:
                return old
            if is_folder and new == f"{path}project.yaml":
                return str(PurePosixPath(old).parent) + "/"
    return None


def _step(commit: git.Commit, root: str, changed: list[Pair], moved: str | None, path: str) -> Step:
    text = commit.message if isinstance(commit.message, str) else commit.message.decode("utf-8", "replace")
    said = parse(text)
    changes: list[FieldChange] = []
    for name, before, after in changed:
        if kind_of_path(name) is None:
            continue
        if moved is not None:
            old = moved + name.removeprefix(path) if path.endswith("/") else moved
            before = _content(commit, _files(commit.parents[0], root + old).get(root + old))
            changes.append(FieldChange(ref_of_path(name), ("ref",), ref_of_path(old), ref_of_path(name)))
        changes += _field_changes(ref_of_path(name), before, after)
    return Step(
        commit.hexsha,
        commit.committed_datetime,
        str(commit.author.name),
        text.partition("\n")[0],
        said.word if said else "",
        said.command if said else "",
        said.reason if said else "",
        tuple(changes),
    )


def _field_changes(ref: str, before: bytes | None, after: bytes | None) -> Iterator[FieldChange]:
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
