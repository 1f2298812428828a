"""What people call the answers of a scan."""

from ppl.errors import Text
from ppl.model.lists import Term
from ppl.model.scan import ScanPart
from ppl.rules.scan import DIMENSIONS, Point

APPLIED = {"not": Text("not applied"), "partly": Text("applied in part"), "fully": Text("applied in full")}
STATUS = {"met": Text("in order"), "open": Text("not in order"), "n-a": Text("does not apply")}
VALUES: dict[ScanPart, dict[str, Text]] = {"method": APPLIED, "preconditions": STATUS, "assignment": {}}
TITLES: dict[ScanPart, Text] = {
    "method": Text("Is the method applied?"),
    "preconditions": Text("What must be in order"),
    "assignment": Text("The assignment taken apart"),
}


def word(part: ScanPart, value: str) -> Text | str:
    """An answer that is one of a few, in words."""
    return VALUES[part].get(value, value)


def named(point: Point) -> Term | str:
    """What a point is called: of a dimension that it is one, in both languages; a code that no list has, as it is."""
    term = point.term
    if term is None or point.list != DIMENSIONS:
        return term or point.code.replace("-", " ")
    en = term.en or term.nl
    return Term(code=term.code, nl=f"Dimensie {term.nl.lower()}", en=f"Dimension {en.lower()}")


def unasked(point: Point) -> Term | str:
    """What a point is called, without the question mark: a colon stands behind it."""
    called = named(point)
    if isinstance(called, str):
        return called
    return Term(code=called.code, nl=called.nl.rstrip("?"), en=called.en.rstrip("?") if called.en else None)


def names(point: Point) -> tuple[str, ...]:
    """All that people call a point by: its words in both languages, its code and synonyms."""
    term, called = point.term, named(point)
    if term is None or isinstance(called, str):
        return (point.code,)
    return tuple(
        dict.fromkeys((called.nl, called.en or called.nl, term.nl, term.en or term.nl, term.code, *term.synonyms))
    )
