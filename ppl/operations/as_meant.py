"""Records with keys that people use for fields, read as they are meant, so that all is said in the first round."""

import datetime
from collections.abc import Iterable, Iterator

from ppl.errors import Problem
from ppl.model.kinds import kind_of_path
from ppl.model.knowledge import Knowledge
from ppl.operations.field_keys import UNKNOWN, dutch_words, in_english
from ppl.operations.field_values import remedy
from ppl.readers.field_keys import right_key
from ppl.store.folder import Folder
from ppl.store.tree import DATA, Tree
from ppl.yaml import text as yaml_text


def as_meant(folder: Folder, knowledge: Knowledge, problems: list[Problem]) -> tuple[Folder, Knowledge, list[Problem]]:
    """The same folder, its records and problems with such keys by their right names; the keys stay problems.

    A key is an error where without it the record lacks a field that it must have.
    """
    keys = [problem for problem in problems if _right_name(problem)]
    if not keys:
        return folder, knowledge, problems
    meant = Folder(folder.root, folder.environment, _MeantTree(folder.tree, {key.path for key in keys}), folder.git)
    meant.unfinished = folder.unfinished
    lacking = {(problem.path, problem.field) for problem in problems if problem.check == "missing"}
    named = [
        key._replace(level="error") if (key.path, (*key.field[:-1], _right_name(key))) in lacking else key
        for key in keys
    ]
    knowledge, found = meant.read()
    return meant, knowledge, found + named


def with_right_words(problems: Iterable[Problem], today: datetime.date) -> Iterator[Problem]:
    """The same problems; of a key, a word or a day as people write it the remedy is how a file holds it."""
    for problem in problems:
        kind = kind_of_path(problem.path.removeprefix(DATA))
        yield problem._replace(remedy=remedy(kind.record, problem, today)) if kind else problem


def _right_name(problem: Problem) -> str | None:
    kind = kind_of_path(problem.path.removeprefix(DATA)) if problem.check == UNKNOWN else None
    return right_key(kind.record, problem.field, dutch_words) if kind else None


class _MeantTree:
    """A tree in which the files at some paths have the right keys, each line on its line."""

    def __init__(self, tree: Tree, paths: Iterable[str]) -> None:
        self.tree = tree
        self.refused = tree.refused
        self.meant = {path.removeprefix(DATA) for path in paths}

    def paths(self, under: str = "") -> list[str]:
        return self.tree.paths(under)

    def has(self, path: str) -> bool:
        return self.tree.has(path)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path, data in self.tree.read(paths):
            kind = kind_of_path(path) if path in self.meant else None
            yield path, in_english(yaml_text.decode(data), kind.record)[0].encode() if kind else data
