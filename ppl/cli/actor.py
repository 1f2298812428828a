"""Who has to do something: a role or a body, by its code or its words."""

from typing import Annotated

import typer

from ppl.cli import completion
from ppl.cli.options import N_
from ppl.errors import Text, UsageError, nearest
from ppl.model.knowledge import Knowledge

RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role", metavar="ROLE", help=N_("Only what this role or body does."), autocompletion=completion.actors
    ),
]


def actor(knowledge: Knowledge, name: str) -> str:
    """The code of a role or body by its code or its words. Raises UsageError with what looks most like it."""
    known: dict[str, str] = {}
    for one in (*knowledge.codes.get("bodies", {}).values(), *knowledge.codes.get("roles", {}).values()):
        words = getattr(one, "words", None) or (one.name,)
        known |= {word.casefold(): one.code for word in (*words, one.code)}
    found = known.get(name.strip().casefold())
    if found is None:
        what = Text("`{text}` is no role or body of the programme", text=name)
        raise UsageError(what, nearest(name, known, Text("press Tab behind --role: it names them")))
    return found
