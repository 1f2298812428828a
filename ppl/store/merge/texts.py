"""Three texts of a record's file combined: the fields by their meaning, comments and layout as both wrote them."""

import re
from typing import NamedTuple

from ppl.model.kinds import Kind
from ppl.store import codec
from ppl.store.merge.lines import merged_lines
from ppl.store.merge.values import Choose, Merged, Question, Version, merged_fields
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text
from ppl.yaml.text import YamlError


class MergedText(NamedTuple):
    """text: the file; questions: what is left to choose; answered: what a choice answered (see `Merged`)."""

    text: str
    questions: tuple[Question, ...] = ()
    answered: tuple[Question, ...] = ()


def merged_text(
    kind: Kind, base: str | None, ours: str, theirs: str, choose: Choose = lambda at: None
) -> MergedText | None:
    """The file with what both sides changed; None where one of them is no record that can be read.

    base: None where both made it. Which side is which matters for questions only: the text comes out the same.
    """
    if ours > theirs:  # always in one order, so that neither side's order of lists and fields wins by being here
        turned = merged_text(kind, base, theirs, ours, lambda at: _turned(choose(at)))
        return turned and MergedText(turned.text, *(tuple(map(_other_way, asked)) for asked in turned[1:]))
    try:
        states = [yaml_text.read(text) for text in (base or "", ours, theirs)]
    except YamlError:
        return None
    found = merged_fields(states[0], states[1], states[2], choose)
    text = _by_lines(base, ours, theirs, found) or _by_fields(kind, base or "", ours, theirs, found)
    return MergedText(text, found.questions, found.answered)


def _turned(side: Version | None) -> Version | None:
    """A choice as seen from the other side."""
    return {"ours": "theirs", "theirs": "ours"}.get(side or "", side)  # type: ignore[return-value]


def _other_way(question: Question) -> Question:
    return question._replace(ours=question.theirs, theirs=question.ours)


def _by_lines(base: str | None, ours: str, theirs: str, found: Merged) -> str | None:
    """The lines of both, where they mean what was found: so that every comment stays at its place."""
    rows = [text.splitlines(keepends=True) for text in (base or "", ours, theirs)]
    lines = merged_lines(*rows) if base is not None else None
    if lines is None:
        return None
    text = "".join(lines)
    try:
        return text if yaml_text.read(text) == found.fields else None
    except YamlError:
        return None


def _by_fields(kind: Kind, base: str, ours: str, theirs: str, found: Merged) -> str:
    """One side's text, with the fields of the other put in, and its comments."""
    text = yaml_edit.edit_text(ours, codec.marked_plain(kind.record, found.fields))
    known = {*_comments(base), *_comments(ours)}
    for number, row in enumerate(theirs.splitlines()):
        if "#" in row and (comment := _comment(row)) and comment not in known:
            text = _with_comment(text, theirs.splitlines(), number, comment)
    return text


_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


def _comment(row: str) -> str | None:
    match = _COMMENT.search(row)
    return match[1].rstrip() if match else None


def _comments(text: str) -> list[str]:
    return [comment for row in text.splitlines() if (comment := _comment(row))]


def _with_comment(text: str, rows: list[str], number: int, comment: str) -> str:
    """The text with a comment of the other side at the line that it stands at there; where that line is gone, in front.

    A comment that would change what is read is left to the history.
    """
    row = rows[number]
    stands_alone = row.lstrip().startswith("#")
    follower = next((r.strip() for r in rows[number + 1 :] if r.strip() and not r.lstrip().startswith("#")), None)
    meant = follower if stands_alone else row[: row.index(comment)].strip()
    lines = text.splitlines(keepends=True)
    place = next((n for n, line in enumerate(lines) if meant and line.strip() == meant), None)
    newline = "\r\n" if "\r\n" in text else "\n"
    if place is None:
        lines.insert(len(lines) if stands_alone else 0, comment + newline)
    elif stands_alone:
        lines.insert(place, lines[place][: len(lines[place]) - len(lines[place].lstrip())] + comment + newline)
    else:
        line = lines[place].rstrip("\r\n")
        lines[place] = f"{line}  {comment}{lines[place][len(line) :]}"
    new = "".join(line if line.endswith("\n") else line + newline for line in lines)
    try:
        return new if yaml_text.read(new) == yaml_text.read(text) else text
    except YamlError:
        return text
