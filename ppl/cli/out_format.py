"""What kind of file `--out` makes: as its name says, unless --format does, and never one against the other."""

from collections.abc import Collection, Mapping
from pathlib import Path

from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError
from ppl.render.formats import FORMATS


def is_given(desk: Desk, option: str) -> bool:
    """Whether somebody typed this option."""
    return any(argument == option or argument.startswith(f"{option}=") for argument in desk.arguments)


def endings(formats: Collection[str]) -> dict[str, str]:
    """The endings of files, each with its format among these; of two formats with one ending the first has it."""
    found: dict[str, str] = {}
    for format in FORMATS:
        if format.name in formats and not format.is_screen:
            for ending in (format.name, *format.also):
                found.setdefault(f".{ending}", format.name)
    return found


def out_format(out: Path, given: str | None, known: Mapping[str, str], usual: str) -> str:
    """The format of a file. Raises UsageError where its name says another one, or one that there is not.

    given: what somebody typed behind --format; known: the endings; usual: for a name without an ending
    """
    ending = out.suffix.lower()
    named = known.get(ending)
    listed = ", ".join(known)
    if given is not None and named not in (None, given):
        if ending in endings([given]):
            return given  # an ending of several formats
        fitting = next((end for end, format in known.items() if format == given), "")
        raise UsageError(
            Text("--format says {given}, and the name of {file} says {named}", given=given, file=str(out), named=named),
            Text("leave --format out, or call the file {other}", other=str(out.with_suffix(fitting))),
        )
    if given is None and named is None and ending:
        what = Text("{file} ends in {ending}, and nothing here is made of that kind", file=str(out), ending=ending)
        raise UsageError(what, Text("take one of {listed}, or say --format", listed=listed))
    return given or named or usual
