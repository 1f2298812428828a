"""What every record has: its base classes, and the types that several kinds share.

A docstring line `field: sentence` describes that field; the JSON Schema and the empty forms carry it.
"""

import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

import msgspec

from ppl.errors import Text

Date = datetime.date
Visibility = Literal["internal", "project", "client", "programme", "public"]
LEVELS: tuple[Visibility, ...] = ("internal", "project", "client", "programme", "public")
READERS: dict[str, Text] = {
    "internal": Text("the bureau"),
    "project": Text("the project and its municipality"),
    "client": Text("the client"),
    "programme": Text("the projects of the programme"),
    "public": Text("everybody"),
}


@cache
def choice_words(choices: tuple[str, ...]) -> dict[str, Text]:
    """How people say the choices of a field: its readers for a visibility, else the code in their language."""
    return READERS if choices == LEVELS else {choice: Text(choice) for choice in choices}


class Ref(NamedTuple):
    """Marks a text field as a reference to a record of one of these kinds (any kind when empty).

    within: the folder with which a reference begins where the field also takes free text
    may_be_gone: whether it may name a record that is there no longer
    """

    kinds: tuple[str, ...] = ()
    within: str = ""
    may_be_gone: bool = False

    def is_in(self, value: str) -> bool:
        """Whether a text in the field is a reference, and no free text."""
        return value.startswith(self.within)


class InPart(NamedTuple):
    """Marks a date of which only a part may be known: `2010`, `2010-09`, `2010-09..2010-12`, `..2010-09-23`."""


# As a date it is the last day that it can be (ppl/partial_date.py).
DateInPart = Annotated[Date, InPart()]


class OfOne(NamedTuple):
    """Marks a number as a share, 0 to 1, which people read in percent."""


Share = Annotated[float, OfOne()]


class Code(NamedTuple):
    """Marks a text field as a code from a list: a vocabulary, `areas`, `bodies`, `roles` or `lots`."""

    vocabulary: str


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mapping inside a record. `other` keeps the keys that ppl does not know."""

    other: dict[str, Any] = {}


class Source(Part, frozen=True, kw_only=True):
    """Where a fact comes from.

    publisher: who published it
    name: title of the document or page
    page: the page or pages in it
    section: the article, chapter, heading or cell in it
    url: address where a reader finds it
    date: the day on which it was published, as far as that is known
    read_on: the day on which it was looked up
    """

    publisher: str | None = None
    name: str | None = None
    page: str | None = None
    section: str | None = None
    url: str | None = None
    date: DateInPart | None = None
    read_on: Date | None = None

    @property
    def place(self) -> str | None:
        """The page or section, as it is written."""
        page = f"p. {self.page}" if self.page and self.page[0].isdigit() else self.page
        return ", ".join(part for part in (page, self.section) if part) or None


class Party(Part, frozen=True, kw_only=True):
    """A role at an organisation, never a person.

    role: the role (code of the programme's roles)
    organisation: the organisation
    """

    role: Annotated[str, Code("roles")]
    organisation: str | None = None

    def __str__(self) -> str:
        return f"{self.role} ({self.organisation})" if self.organisation else self.role


Role = Annotated[str, Code("roles")]
Who = Role | Party
Texts = tuple[str, ...]


class Period(Part, frozen=True, kw_only=True):
    """From a day to a day, both included.

    from: first day
    to: last day
    """

    from_: Date = msgspec.field(name="from")
    to: Date


class Record(Part, frozen=True, kw_only=True):
    """One file of the knowledge base. `ref` follows from its path and does not stand in the file.

    visibility: who may read what is made from this record (internal, project, client, programme, public)
    sources: where the facts come from
    tags: free words to find it by
    """

    restricted: ClassVar[dict[str, Visibility]] = {}  # fields for fewer readers than the record
    widened: ClassVar[dict[str, Visibility]] = {}  # fields for more readers, unless the record says who reads it

    ref: str = ""
    visibility: Visibility | None = None
    sources: tuple[str | Source, ...] = ()
    tags: Texts = ()

    @property
    def id(self) -> str:
        """The file's name without ending (for a project, its folder's name)."""
        return self.ref.rpartition("/")[2]
