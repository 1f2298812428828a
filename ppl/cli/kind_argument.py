"""The kind that somebody names on the command line."""

from __future__ import annotations

from difflib import get_close_matches

from ppl.errors import Text, UsageError
from ppl.model.kinds import KIND, Kind


def kind_named(name: str) -> Kind:
    """The kind of this name, in singular or plural. Raises UsageError with the nearest one."""
    for word in (name, name.removesuffix("s"), name.removesuffix("s") + "s"):
        if word in KIND:
            return KIND[word]
    near = get_close_matches(name, KIND, n=1)
    raise UsageError(
        Text("there is no kind of record called `{name}`", name=name),
        Text("did you mean `{near}`?", near=near[0]) if near else Text("choose from {listed}", listed=", ".join(KIND)),
    )
