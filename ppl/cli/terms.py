"""Words for the catalogues that stand in no sentence: kinds, enumerations of the model, what forms say of each field,
and what Typer itself says.

`make messages` takes them from `python -m ppl.cli.terms`, as a source of sentences beside the others.
"""

from collections.abc import Iterator

from ppl.model.fields import Shape, descriptions, fields
from ppl.model.items import LISTABLE
from ppl.model.kinds import KINDS
from ppl.model.record import Part

TYPER = (
    "(dynamic)",
    "Aborted!",
    "Arguments",
    "Commands",
    "Install completion for the current shell.",
    "Missing command.",
    "Options",
    "Show completion for the current shell, to copy it or customize the installation.",
    "default: {default}",
    "env var: {var}",
    "required",
)
DATES = ("action", "agreement", "check", "milestone", "review")  # kinds of days on which something must be ready
ASPECTS = ("time", "money", "quality")
OUTCOMES = (
    "select", "reject", "wait", "continue", "end", "adapt",
    "passed", "passed with changes", "held over", "voted down", "granted", "refused",
)  # fmt: skip
OTHERS = ("record", "error", "remark", "a text", "a list", "a mapping")
LANGUAGES = {"nl", "en"}


def terms() -> list[str]:
    """All of them, in the order of the alphabet."""
    enumerations = {word for part in _parts(Part) for f in fields(part) for word in _choices(f.shape)} - LANGUAGES
    said = {descriptions(k.record).get(f.name, "") for k in KINDS if not k.is_fixed for f in fields(k.record)} - {""}
    return sorted({*said, *LISTABLE, *enumerations, *TYPER, *DATES, *ASPECTS, *OUTCOMES, *OTHERS})


def _choices(of: Shape) -> Iterator[str]:
    yield from of.choices
    if of.item is not None:
        yield from _choices(of.item)


def _parts(cls: type[Part]) -> Iterator[type[Part]]:
    for part in cls.__subclasses__():
        yield part
        yield from _parts(part)


if __name__ == "__main__":
    print("\n".join(f"N_({term!r})" for term in terms()))
