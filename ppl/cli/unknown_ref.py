"""A ref that nothing has: what somebody may have meant."""

from ppl.errors import Text, UsageError, near


def unknown_ref(text: str, whole: str, refs: list[str], kind: str | None = None) -> UsageError:
    """The refusal that names the nearest ref."""
    if not whole.strip():
        what = Text("no {kind} is named", kind=Text(kind or "record"))
        return UsageError(what, Text("ppl list {kind} shows what there is", kind=kind or "project"))
    end = whole.rpartition("/")[2]
    by_end = {ref.rpartition("/")[2]: ref for ref in refs}
    found = [ref for ref in near(whole, refs, cutoff=0.7, most=5) if near(end, [ref.rpartition("/")[2]])]
    found = found or [by_end[one] for one in near(end, by_end)]
    if found:
        remedy = Text("did you mean `{near}`?", near=found[0])
    elif kind == "project" and not refs:
        remedy = Text("there is none yet; ppl new project makes one")
    else:
        remedy = Text("ppl list {kind} shows what there is", kind=kind or "project")
    return UsageError(Text("there is no {kind} `{text}`", kind=Text(kind or "record"), text=text), remedy)
