"""A ref that nothing has: what somebody may have meant."""

import difflib

from ppl.errors import Text, UsageError


def unknown_ref(text: str, whole: str, refs: list[str], kind: str | None = None) -> UsageError:
    """The refusal that names the nearest ref."""
    by_end = {ref.rpartition("/")[2]: ref for ref in refs}
    near = difflib.get_close_matches(whole, refs, n=1, cutoff=0.7)
    near = near or [by_end[n] for n in difflib.get_close_matches(whole.rpartition("/")[2], by_end, n=1)]
    if near:
        remedy = Text("did you mean `{near}`?", near=near[0])
    elif kind == "project" and not refs:
        remedy = Text("there is none yet; ppl new project makes one")
    else:
        remedy = Text("ppl list {kind} shows what there is", kind=kind or "project")
    return UsageError(Text("there is no {kind} `{text}`", kind=Text(kind or "record"), text=text), remedy)
