"""Edits made by hand in the files of records, committed as they lie there."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import DataError, Problem, Text, UsageError, nothing_written
from ppl.model.kinds import path_of_ref, project_of
from ppl.operations.proposal import Proposal
from ppl.operations.remove import refuse_references
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message, counted
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text
from ppl.yaml.text import YamlError


class SaveRequest(NamedTuple):
    """refs: the records (`langeveld/`: all of a project), none: all that wait; what: what was done, in a few words."""

    refs: tuple[str, ...] = ()
    what: str = ""


def save_edits(folder: Folder, today: datetime.date, request: SaveRequest) -> Proposal:
    """The records that were edited by hand. Raises DataError for what is not YAML, with every file and line.

    Of all that wait, what is no file is left out, unless nothing else does.
    """
    refs = _chosen(folder.hand_edits(), request.refs)
    if not request.refs and (refused := folder.refusals(refs)):
        refs = [ref for ref in refs if ref not in refused]
        if not refs:
            what = Text("nothing was written: no file that waits can be read")
            raise DataError(what, problems=tuple(refused.values()))
    committed = folder.at_head()
    edits: list[Edit] = []
    problems: list[Problem] = []
    for ref in refs:
        try:
            edits.append(_edit(folder, ref, committed.text(ref) if committed else None))
        except YamlError as error:
            problems.append(Problem(f"{DATA}{path_of_ref(ref)}", error.line, error.what, error.remedy, "yaml"))
    if problems:
        what = nothing_written(len(problems))
        raise DataError(what, problems=tuple(problems))
    if gone := [edit.ref for edit in edits if edit.fields is None]:
        _refuse_half_gone(folder, gone)
        refuse_references(folder, ", ".join(gone), gone, Text("take these references away first (ppl set, ppl edit)"))
    return Proposal(edits, _message(edits, request.what), lies_there=True)


def _chosen(waiting: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Those that wait and are meant. Raises UsageError for one that does not wait."""
    chosen: list[str] = []
    for ref in wanted:
        meant = [r for r in waiting if r == ref or (ref.endswith("/") and project_of(r) == ref[:-1])]
        if not meant:
            what = Text("`{ref}` has no edits that are not committed", ref=ref)
            remedy = Text("there are edits in {listed}", listed=", ".join(waiting)) if waiting else None
            raise UsageError(what, remedy)
        chosen += meant
    return list(dict.fromkeys(chosen)) if wanted else list(waiting)


def _refuse_half_gone(folder: Folder, gone: Sequence[str]) -> None:
    """Raises DataError where a project's own file is gone and its records are there: no word shows them any more."""
    left = [ref for ref in folder.refs() if project_of(ref) in gone]
    if left:
        project = str(project_of(left[0]))
        what = Text(
            "the file of `{project}` is gone, and its records are there: {listed}",
            project=project,
            listed=", ".join(left),
        )
        file = f"{DATA}{path_of_ref(project)}"
        remedy = Text(
            "git checkout HEAD -- {file} brings it back; then ppl remove {project} takes it all away",
            file=file,
            project=project,
        )
        raise DataError(what, remedy)


def _edit(folder: Folder, ref: str, before: str | None) -> Edit:
    text = folder.text(ref)
    if text is None and before is None:
        file = f"{DATA}{path_of_ref(ref)}"
        what = Text("{file} is only staged in git: its file is gone", file=file)
        remedy = Text("git restore {file} brings it back; git rm --cached {file} forgets it", file=file)
        raise DataError(what, remedy)
    return Edit(ref, None if text is None else yaml_text.read(text), before, text=text)


def _message(edits: Sequence[Edit], what: str) -> Message:
    """What a word would have said of one record; of several how many they are."""
    if len(edits) != 1:
        projects = {project_of(edit.ref) for edit in edits}
        place = projects.pop() if len(projects) == 1 else None
        return Message("save", place or "programme", what or f"{counted(len(edits), 'record')} by hand")
    edit = edits[0]
    if edit.fields is None:
        return Message("remove", edit.ref, what or edit.kind.name)
    return Message(
        "new" if edit.old is None else "edit", edit.ref, what or (edit.kind.name if edit.old is None else "by hand")
    )
