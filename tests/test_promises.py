"""Nothing promises a command that does not work: every `ppl ...` that a sentence or page names is held against the
words and options that there are. Nothing is run; tests/test_manual.py runs the examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from typer.exceptions import Exit, TyperException

from ppl.cli.app import _group
from ppl.cli.desk import Desk

TOP = Path(__file__).parent.parent
KEYWORDS = {"Text": None, "N_": None, "_": None}
PAGES = sorted(
    page
    for pattern in ("*.md", "*.yml", "docs/**/*.md", "templates/**/*", "examples/*.[ms][dh]", "delivery/*.md")
    for page in TOP.glob(pattern)
    if page.is_file() and page.name != "CHANGELOG.md"
)  # fmt: skip
END = re.compile(r"""[`;|\n"“”()]|[,.:?!](?=\s|$)|\bppl\b|&&|(?<=\s)#(?=\s)|→| -> """)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
CODE = re.compile(r"`([^`]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*|(?<![\w-])-[a-zA-Z](?![\w-])")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
NAMED = re.compile(r"(?<![\w./-])ppl(?= (?:--root \S+ )?[^\s`]+)")
# what a sentence may say of ppl itself; another word behind `ppl` has to be one that can be typed
VERBS = {
    "again", "asks", "can", "finds", "looks", "needs", "kan", "zegt", "ziet", "does", "has", "is", "knows",
    "makes", "names", "never", "on", "reads", "says", "still", "takes", "to", "uses", "went", "would",
    "writes", "aan", "die", "erom", "ervan", "gebruikt", "haar", "heeft", "het", "kent", "leest", "maakt",
    "naar", "neemt", "niet", "noemt", "onderhoudt", "op", "opnieuw", "schrijft", "toont", "vraagt", "welke",
    "ze", "zijn",
}  # fmt: skip
SHAPES = re.compile(r"[\[\]{}<>|…$]|(?<!\S)\.\.(?!/)")  # of a description of what may be typed, or of the shell


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the program, English and Dutch, with its place."""
    for folder, methods in (("ppl", [("**.py", "python")]), ("templates", [("**.j2", "jinja2")])):
        for name, line, message, _, _ in extract_from_dir(TOP / folder, methods, keywords=KEYWORDS):
            if isinstance(message, str):
                yield message, f"{folder}/{name}:{line}"
    with (TOP / "ppl/locale/nl/LC_MESSAGES/ppl.po").open("rb") as file:
        for entry in read_po(file, locale="nl"):
            if isinstance(entry.string, str) and entry.id:
                yield entry.string, f"ppl.po:{entry.lineno}"


@cache
def words() -> dict[str, Any]:
    """The commands by what one types; a group has no command of its own."""
    group = _group()
    found: dict[str, Any] = {}
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        found[name] = command
        for sub in command.list_commands(None) if hasattr(command, "list_commands") else ():
            found[f"{name} {sub}"] = command.get_command(None, sub)
    return found


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


def wrong(text: str, is_typed: bool) -> Iterator[str]:
    """What cannot be typed. is_typed: the text is what one types, else a sentence in which it stands."""
    if is_typed:
        text = QUOTED.sub("TEXT", text)
    for match in NAMED.finditer(text):
        rest = text[match.end() :]
        rest = rest[: end.start()] if (end := END.search(rest)) else rest
        typed = rest.split()
        while typed[:1] == ["--root"]:
            typed = typed[2:]
        if not typed or not re.fullmatch(r"[a-z][a-z-]*", typed[0]):
            continue  # ppl --version, ppl WOORD, ppl {word}
        name, command = typed[0], words().get(typed[0])
        if hasattr(command, "list_commands"):
            if len(typed) < 2 or not re.fullmatch(r"[a-z][a-z-]*", typed[1]):
                continue
            name = " ".join(typed[:2])
            command = words().get(name)
        if command is None:
            if is_typed or name not in VERBS:
                yield f"ppl {name}"
            continue
        unknown = [option for option in OPTION.findall(rest) if option not in options(command)]
        yield from (f"ppl {name} {option}" for option in unknown)
        if is_typed and not unknown:
            yield from refused(command, name, rest, typed[len(name.split()) :])


def refused(command: Any, name: str, rest: str, typed: list[str]) -> Iterator[str]:
    """What Typer itself says against it, where it is all that one types."""
    if SHAPES.search(rest):
        return
    try:
        command.make_context(name, list(typed), obj=Desk({}, typed))
    except Exit:
        return
    except TyperException as error:
        if type(error).__name__ not in ("MissingParameter", "BadOptionUsage"):  # named without what comes behind it
            yield f"ppl {name} {' '.join(typed)}: {error.format_message()}"


def typed_in(page: str) -> Iterator[str]:
    """What a page shows as to be typed: commands in blocks, and code in its sentences."""
    for language, block in BLOCK.findall(page):
        rows = block.splitlines()
        if language == "console":
            rows = [row[2:] for row in rows if row.startswith("$ ")]
        for row in rows:
            if re.match(r"(?:ppl|\S+=\S+ ppl) |.*[;&] ppl ", row):
                yield re.split(r"\s{2,}|\s#\s", row)[0]
    for paragraph in re.split(r"\n\s*\n", BLOCK.sub("", page)):
        yield from CODE.findall(paragraph)


@pytest.mark.parametrize("is_dutch", [False, True])
def test_every_command_that_a_sentence_names_can_be_typed(is_dutch: bool) -> None:
    found = [(place, said) for text, place in sentences() for said in wrong(text, False) if is_dutch == is_po(place)]
    assert found == []


def is_po(place: str) -> bool:
    return place.startswith("ppl.po")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [said for code in typed_in(text) for said in wrong(code.replace("\n", " "), True)] == []


@pytest.mark.parametrize(
    ("text", "is_typed", "said"),
    [
        ("then ppl sync --take-over", False, []),
        ("then ppl sync --overtake", False, ["ppl sync --overtake"]),
        ("ppl frobnicates it", False, ["ppl frobnicates"]),
        ("ppl names it", False, []),
        ("ppl plan earlier P; ppl plan sooner P", True, ["ppl plan sooner"]),
        ("ppl init kennis --from starter", True, []),
        ("ppl init kennis --from stater", True, None),
        ("ppl undo --now", True, ["ppl undo --now"]),
        ("ppl check | head -1", True, []),
    ],
)
def test_a_wrong_promise_is_found(text: str, is_typed: bool, said: list[str] | None) -> None:
    found = list(wrong(text, is_typed))
    assert found == said if said is not None else found


def test_something_is_held_against_the_words() -> None:
    assert len(PAGES) > 50
    assert sum("ppl " in text for text, _ in sentences()) > 200
    assert len([code for page in PAGES for code in typed_in(page.read_text(encoding="utf-8")) if "ppl " in code]) > 500
