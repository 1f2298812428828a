"""A ref that nothing has: what somebody may have meant."""

from ppl.errors import Text, UsageError, near
from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.model.lesson import Lesson
from ppl.store.folder import Folder


def unknown_ref(
    text: str, whole: str, refs: list[str], kind: str | None = None, folder: Folder | None = None
) -> UsageError:
    """The refusal that names the lesson into which that one went, or the nearest ref."""
    if not whole.strip():
        what = Text("no {kind} is named", kind=Text(kind or "record"))
        return UsageError(what, Text("ppl list {kind} shows what there is", kind=kind or "project"))
    end = whole.rpartition("/")[2]
    path = path_of_ref(whole.removeprefix("projects/"))
    listed = kind or (path and (said := kind_of_path(path)) and said.name) or "project"
    folders = {ref.rpartition("/")[0].rpartition("/")[2]: ref for ref in refs if "/" in ref}
    if path is None and (like := near(whole.rpartition("/")[0].rpartition("/")[2], folders)):  # `lesons/x`
        meant = path_of_ref(folders[like[0]])
        listed = kind or (meant and (said := kind_of_path(meant)) and said.name) or listed
    by_end = {ref.rpartition("/")[2]: ref for ref in refs if _may_be(ref, whole, refs)}
    found = [ref for ref in near(whole, refs, cutoff=0.7, most=5) if near(end, [ref.rpartition("/")[2]])]
    found = found or [by_end[one] for one in near(end, by_end)]
    if folder is not None and (heir := _heir(folder, end)) is not None:
        remedy = Text("it went into {ref}", ref=heir)
    elif found:
        remedy = Text("did you mean `{near}`?", near=found[0])
    elif kind == "project" and not refs:
        remedy = Text("there is none yet; ppl new project makes one")
    else:
        remedy = Text("ppl list {kind} shows what there is", kind=listed)
    return UsageError(Text("there is no {kind} `{text}`", kind=Text(kind or "record"), text=text), remedy)


def _may_be(ref: str, whole: str, refs: list[str]) -> bool:
    """Whether a ref may be meant by its end alone: not one of another project where that project was named well."""
    project, slash, _ = whole.removeprefix("projects/").partition("/")
    is_named = bool(slash) and project in refs
    return not is_named or ref.startswith(f"{project}/") or ref.rpartition("/")[2] == whole.rpartition("/")[2]


def _heir(folder: Folder, id: str) -> str | None:
    """The lesson that replaces the one with this id."""
    naming = [
        ref_of_path(path)
        for path, data in folder.tree.read(folder.tree.paths("lessons/"))
        if b"replaces:" in data and id.encode() in data
    ]
    lessons = folder.read_refs(naming)[0].of(Lesson) if naming else ()
    return next((one.ref for one in lessons if id in {old.rpartition("/")[2] for old in one.replaces}), None)
