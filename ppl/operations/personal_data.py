"""Personal data in what git keeps besides the fields of records: comments in the files, what a commit says."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from ppl.errors import Problem
from ppl.operations.proposal import Proposal
from ppl.rules.personal_data.finds import Find, finds, sentence
from ppl.store.tree import DATA

CHECK = "personal-data"
_COMMENT = re.compile(r"(?:^|\s)#([^\n]*)", re.MULTILINE)


def in_comments(files: Iterable[tuple[str, bytes]], known: Sequence[Problem] = ()) -> Iterator[Problem]:
    """Personal data in the comments of files. known: what was found in the fields, and is not named again."""
    named = {(problem.path, problem.line, problem.what) for problem in known}
    for path, data in files:
        if b"#" in data:
            for problem in _problems(DATA + path, data.decode("utf-8", "replace")):
                if (problem.path, problem.line, problem.what) not in named:
                    yield problem


def new_beside_fields(proposal: Proposal, message_place: str, known: Sequence[Problem]) -> list[Problem]:
    """Personal data that a proposal brings into comments or into the message of the commit.

    message_place: what the message is called as a place; known: what was found in the fields, and is not named again
    What comes back because a commit is undone is in git anyway; the reason why is not.
    """
    found: list[Problem] = []
    named = {problem.what for problem in known}
    is_undone = bool(proposal.message.undoes)
    for edit in () if is_undone else proposal.edits:
        if edit.text is None and "#" not in (edit.old or ""):
            continue  # ppl itself writes no comments
        before = {find for _, find in _finds_in_comments(edit.old or "")}
        for problem in _problems(f"data/{edit.path}", edit.new or "" if edit.fields is not None else ""):
            if problem.what not in named and problem.what not in {sentence(find) for find in before}:
                found.append(problem)
    said = [proposal.message.reason, "" if is_undone else proposal.message.what]
    # of a path the last part: the folders before it are those of a machine
    said += [word.replace("\\", "/").rpartition("/")[2] for word in shlex.split(proposal.message.command)]
    before = {find for edit in proposal.edits for find in finds(f"{edit.ref}\n{edit.old or ''}")}
    for find in dict.fromkeys(find for text in said for find in finds(text)):
        if find not in before and sentence(find) not in named:
            found.append(Problem(message_place, 0, sentence(find), find.remedy, CHECK))
    return found


def _problems(path: str, text: str) -> Iterator[Problem]:
    for line, find in _finds_in_comments(text):
        yield Problem(path, line, sentence(find), find.remedy, CHECK)


def _finds_in_comments(text: str) -> Iterator[tuple[int, Find]]:
    for line, comment in comments(text):
        for find in finds(comment):
            yield line, find


def comments(text: str) -> Iterator[tuple[int, str]]:
    """What may be a comment in the text of a file, with its line; what stands behind a # in a value is among it."""
    if "#" in text:
        for match in _COMMENT.finditer(text):
            yield text.count("\n", 0, match.start(1)) + 1, match[1]
