"""What is said of a template of a knowledge base: where it is wrong, and whether the shipped one went on without it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ppl.errors import Problem, Text
from ppl.render.overrides import origin, without_origin

CHECK = "template"


def beside_the_shipped_one(place: str, text: str, of_ppl: str) -> Iterator[Problem]:
    """Whether the shipped one is still what a copy began from."""
    begun = origin(text)
    if begun is None or begun == hashlib.sha256(of_ppl.encode()).hexdigest():
        return
    if hashlib.sha256(without_origin(text).encode()).hexdigest() == begun:
        what = Text("it is a copy of an older one, and nothing was changed in it")
        yield problem(f"{place}:1", what, Text("take it away: the shipped one is newer"), False)
        return
    what = Text("the shipped one has changed since this was copied")
    remedy = Text("compare: ppl template trust {name} --dry-run", name=place.removeprefix("templates/"))
    yield problem(f"{place}:1", what, remedy, False)


def place_of(name: str, line: int) -> str:
    """A template of the knowledge base, with its line where there is one (from 1)."""
    return f"templates/{name}:{line}" if line else f"templates/{name}"


def problem(place: str, what: Text, remedy: Text, is_error: bool = True) -> Problem:
    """Something wrong at a place (`file:line`), or else a remark."""
    path, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        path, line = place, "0"
    return Problem(path, int(line), what, remedy, CHECK, "error" if is_error else "remark")
