"""What of a bulletin's item concerns one project, where the item tells of several."""

import re
from collections.abc import Callable, Iterator, Sequence

from ppl.model.quotes import LEFT_OUT, SENTENCE_GAP

_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")

Names = Callable[[str], Sequence[str]]  # the projects that a text calls by their names


def excerpt(heading: str, text: str, project: str, names: Names) -> tuple[str, str]:
    """Heading and text, with a mark in the place of what is about other projects only.

    A sentence that names no project belongs to the one named last in its paragraph or point, else to the heading's;
    what belongs to none is for everybody.
    """
    owners = names(heading)
    head = LEFT_OUT if owners and project not in owners else heading
    blocks: list[str] = []
    for block in _blocks(text):
        kept = _own_part(block, project, names, owners)
        if kept != LEFT_OUT or blocks[-1:] != [LEFT_OUT]:
            blocks.append(kept)
    return head, "\n".join(blocks)


def _blocks(text: str) -> Iterator[str]:
    """Points of a list and paragraphs; each begins with the blank lines before it."""
    block: list[str] = []
    has_text = False
    for line in text.splitlines():
        if has_text and (not line.strip() or _BULLET.match(line)):
            yield "\n".join(block)
            block, has_text = [], False
        block.append(line)
        has_text = has_text or bool(line.strip())
    if block:
        yield "\n".join(block)


def _own_part(block: str, project: str, names: Names, owners: Sequence[str]) -> str:
    """The sentences of a paragraph or point that concern the project; the mark alone where none does."""
    mark = _BULLET.match(block)
    begin = mark.group() if mark else ""
    pieces = SENTENCE_GAP.split(block.removeprefix(begin))
    kept: list[str] = []
    has_own = False
    for sentence, space in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        owners = names(sentence) or owners
        if not owners or project in owners:
            kept.append(sentence + space)
            has_own = True
        elif not kept or not kept[-1].startswith(LEFT_OUT):
            kept.append(LEFT_OUT + space)
    return begin + "".join(kept) if has_own else LEFT_OUT
