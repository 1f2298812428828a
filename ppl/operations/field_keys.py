"""What people call fields, with the words of the catalogue: in files that come in, on the command line, by hand."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ppl.errors import Problem, Text, UsageError
from ppl.model.field_words import FIELDS
from ppl.model.record import Part
from ppl.readers import field_keys
from ppl.resources import catalogue
from ppl.store.codec import Flaw
from ppl.store.tree import DATA
from ppl.yaml.keys import Renamed

UNKNOWN = "unknown-field"


@cache
def dutch_words() -> Mapping[str, str]:
    """What previews call the fields, in Dutch."""
    translated = catalogue("nl").gettext
    return {name: translated(text.source) for name, text in FIELDS.items()}


def in_english(text: str, cls: type[Part]) -> tuple[str, list[Renamed]]:
    """A YAML text with the fields of a class by their own names, and which keys were called otherwise."""
    return field_keys.in_english(text, cls, dutch_words)


def english_name(cls: type[Part], name: str) -> str:
    """A dotted path with the fields by their own names: `woningen.max` is homes.max."""
    signs = re.split(r"([.\[\]#]+)", name)
    steps = [step for step in signs[::2] if step]
    found = iter(field_keys.english_path(cls, steps, dutch_words))
    return "".join(next(found) if place % 2 == 0 and piece else piece for place, piece in enumerate(signs))


def english_assignment(cls: type[Part], assignment: str) -> str:
    """`FIELD=VALUE` with the field by its own name."""
    match = re.match(r"([^=+!<>]+)([+!<>]?=.*|[<>].*)", assignment, re.S)
    return english_name(cls, match[1]) + match[2] if match else assignment


def misspelt(cls: type[Part], fields: Mapping[str, Any], assignments: Iterable[str]) -> list[Flaw]:
    """Which of these assignments name what is nearly a field of ours, and stands nowhere in the record."""
    found = []
    for assignment in assignments:
        name = re.split(r"[+]?=", assignment, maxsplit=1)[0]
        steps = [step for step in re.split(r"[.\[\]#]+", name) if step]
        wrong = field_keys.misspelt(cls, steps, dutch_words)
        held: Any = fields
        for step in steps[: wrong[0] + 1] if wrong else ():
            held = held.get(step) if isinstance(held, Mapping) else None
        if wrong and held is None:
            what, remedy = Text("there is no field `{name}`", name=name), Text("did you mean `{near}`?", near=wrong[1])
            found.append(Flaw(tuple(steps[: wrong[0] + 1]), what, remedy, UNKNOWN))
    return found


def assigned_problems(path: str, flaws: Iterable[Flaw]) -> list[Problem]:
    """Flaws of assignments, which stand on no line."""
    return [Problem(DATA + path, 0, f.what, f.remedy, f.check, "error", f.field) for f in flaws]


def refuse_misspelt(cls: type[Part], name: str, what: Text) -> None:
    """Raises UsageError where a dotted path is nearly one of fields of ours, by any word that people use for them."""
    steps = [step for step in re.split(r"[.\[\]#]+", name) if step]
    right, wrong = english_name(cls, name), field_keys.misspelt(cls, steps, dutch_words)
    if right != name:
        raise UsageError(what, Text("did you mean `{near}`?", near=right))
    if wrong:
        raise UsageError(what, Text("did you mean `{near}`?", near=wrong[1]))


def english_sort(cls: type[Part], sort: str) -> str:
    """The field that gives an order by its own name; a minus before it stays."""
    name = sort.removeprefix("-")
    return sort[: len(sort) - len(name)] + english_name(cls, name)


def key_remedy(cls: type[Part], flaw: Flaw | Problem) -> Text:
    """What to do about a flaw; of a key that people use for a field, or nearly, it is the name of that field."""
    if flaw.check != UNKNOWN:
        return flaw.remedy
    if name := field_keys.right_key(cls, flaw.field, dutch_words):
        return Text("write `{name}`: under `{typed}` no report finds it", name=name, typed=str(flaw.field[-1]))
    near = field_keys.nearly_right(cls, flaw.field, dutch_words)
    return Text("did you mean `{near}`?", near=near) if near else flaw.remedy
