"""A problem as lines for a screen."""

from collections.abc import Callable

from ppl.errors import Text
from ppl.visible import on_one_line, visible


def lines(file: str, line: int, level: str, what: Text, remedy: Text, words: Callable[[Text], str]) -> str:
    """`file:line: what`, and the remedy on the next line; words: a Text in the reader's language."""
    file = on_one_line(file)
    place = f"{file}:{line}" if line else file
    mark = "" if level == "error" else f" [{words(Text('remark'))}]"
    return visible(f"{place}:{mark} {words(what)}\n  {words(remedy)}\n")
