"""Files in which more may stand than their records tell: comments, and what YAML readers understand differently."""

from collections.abc import Iterable
from contextlib import suppress

from ppl.errors import Problem, Text
from ppl.store.tree import DATA, Tree
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import ambiguities

_MARKS = tuple(mark.encode() for mark in "#&*!<\t\x85\u2028\u2029")


def marked_files(tree: Tree, paths: Iterable[str]) -> list[tuple[str, bytes]]:
    """Of these files those in which such a thing may stand, with their contents."""
    return [(path, data) for path, data in tree.read(paths) if any(mark in data for mark in _MARKS)]


def ambiguous(files: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """What other YAML readers may understand differently in these files: see marked_files."""
    found: list[Problem] = []
    remedy = Text("write the value itself, with spaces as indentation")
    for path, data in files:
        with suppress(yaml_text.YamlError, ValueError):
            for line, sign in ambiguities(yaml_text.decode(data)):
                what = Text("{what}: YAML readers may understand this differently", what=sign)
                found.append(Problem(DATA + path, line, what, remedy, "ambiguous", "remark"))
    return found
