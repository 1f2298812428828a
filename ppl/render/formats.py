"""FORMATS: how a document becomes bytes. Who adds a format adds ppl/render/<format>.py and a line here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ppl.render.document import Document

READ = frozenset({"prose", "sheet", "letter"})
ANY = frozenset({"prose", "sheet", "letter", "picture", "problems", "form", "calendar"})


class Format(NamedTuple):
    """A format; its file has `render(document)`, which gives bytes.

    takes: it can be made of a document that has one of these parts
    is_screen: the user's own screen, in the user's language, with no more than there is room for
    is_for_programs: a program reads it, so that nothing is said beside it
    also: endings of its files, besides its name; has_pictures_beside: its pictures are files beside its own
    is_letter: a letter in it may hold names and an address; of what is no letter there never are any
    is_binary: nothing that a terminal can show; extra: of the installation, that brings what it needs
    """

    name: str
    takes: frozenset[str]
    is_screen: bool = False
    is_for_programs: bool = False
    also: tuple[str, ...] = ()
    has_pictures_beside: bool = False
    is_letter: bool = False
    is_binary: bool = False
    extra: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture and nothing else."""
        return self.takes == {"picture"}

    @property
    def render(self) -> Callable[[Document], bytes]:
        """How it is made; its file is loaded when it is used."""
        found: Callable[[Document], bytes] = import_module(f"ppl.render.{self.name}").render
        return found


FORMATS: tuple[Format, ...] = (
    Format("screen", frozenset({"prose", "sheet"}), is_screen=True),
    Format("text", frozenset({"letter"}), also=("txt",), is_letter=True),
    Format("md", ANY, also=("markdown", "txt"), has_pictures_beside=True),
    Format("json", ANY, is_for_programs=True),
    Format("csv", frozenset({"sheet"}), is_for_programs=True),
    Format("svg", frozenset({"picture"})),
    Format("png", frozenset({"picture"}), is_binary=True, extra="pdf"),
    Format("html", READ, also=("htm",)),
    Format("pdf", READ, is_binary=True, extra="pdf"),
    Format("docx", READ | {"form"}, is_binary=True, extra="word"),
    Format("eml", frozenset({"prose", "letter"}), is_letter=True),
    Format("ics", frozenset({"calendar"}), extra="office"),
    Format("xlsx", frozenset({"form", "sheet"}), is_binary=True, extra="office"),
    Format("github", frozenset({"problems"})),
)

FORMAT = {format.name: format for format in FORMATS}


def formats_for(parts: Collection[str]) -> list[str]:
    """The names of the formats that a document with these parts can be made of, its own screen first."""
    return [format.name for format in FORMATS if not format.takes.isdisjoint(parts)]
