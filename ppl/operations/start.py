"""The gate of a project that becomes active: the same for every word that writes."""

from collections.abc import Sequence

from ppl.errors import Text
from ppl.model.kinds import KIND, kind_of_path, path_for, project_of, ref_of_path
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.rules import commitment
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text


def refusal_to_start(folder: Folder, edits: Sequence[Edit], edit: Edit) -> tuple[Text, Text] | None:
    """Why a project that an edit makes active may not begin, and what to do. edits: all that are written with it."""
    if edit.kind.name != "project" or edit.fields is None or edit.fields.get("status") != commitment.ACTIVE:
        return None
    before = _status_before(edit)
    project, _ = edit.record()
    if before == commitment.ACTIVE or not isinstance(project, Project):
        return None
    talks = _talks(folder, edits, project.id)
    is_public = before not in commitment.CHOSEN_HERE and commitment.is_known_in_public_only(project, talks)
    if is_public or commitment.is_committed(project, talks):
        return None
    return commitment.refusal(project.id, talks)


def _status_before(edit: Edit) -> object:
    try:
        return yaml_text.read(edit.old).get("status") if edit.old is not None else None
    except yaml_text.YamlError:
        return None


def _talks(folder: Folder, edits: Sequence[Edit], project: str) -> list[Session]:
    """The talks of a project, as they will be."""
    place = path_for(KIND["session"], project, "-").rpartition("/")[0] + "/"
    written = {one.ref: one.record()[0] if one.fields is not None else None for one in edits}
    refs = [ref_of_path(path) for path in folder.tree.paths(place) if kind_of_path(path)]
    stored = folder.read_refs([ref for ref in refs if ref not in written])[0].of(Session)
    own = [one for one in written.values() if isinstance(one, Session) and project_of(one.ref) == project]
    return [*stored, *own]
