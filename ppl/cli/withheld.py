"""A text that has to go, given to a word: it comes into no message, no draft and on no screen."""

import getpass
from collections.abc import Sequence

from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError
from ppl.store.piece import Piece

OPTION = "--text"
SHOWN = "..."


def withheld_text(desk: Desk, given: str | None) -> str:
    """The text of `--text`, from standard input or a question without echo where that is `-`; empty without one.

    From here on the desk's own words, which commits repeat, are without it. Raises UsageError.
    """
    desk.arguments = tuple(_masked(desk.arguments))
    if given is None:
        return ""
    if given == "-" and desk.has_keyboard:
        given = getpass.getpass(desk.words(Text("The text that has to go (it is not shown): ")))
    elif given == "-":
        given = desk.input.read().decode("utf-8", "replace")
        desk.input.settle()
    text = " ".join(given.split())
    if not text:
        what = Text("{option} gives no text", option=OPTION)
        raise UsageError(what, Text("type it behind --text, or hand it in by standard input: --text - < FILE"))
    return text


def refuse_repeated(pieces: Sequence[Piece], reason: str | None) -> None:
    """Raises UsageError where the reason, which stays in the history, repeats what has to go."""
    if reason and any(piece.is_in(reason) for piece in pieces):
        what = Text("the reason repeats the text that has to go")
        raise UsageError(what, Text("say why without it: the reason stays in the history"))


def _masked(arguments: Sequence[str]) -> list[str]:
    found = list(arguments)
    for place, word in enumerate(arguments):
        if word.startswith(f"{OPTION}="):
            found[place] = f"{OPTION}={SHOWN}"
        elif place and arguments[place - 1] == OPTION and word != "-":
            found[place] = SHOWN
    return found
