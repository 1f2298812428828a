"""The templates of a knowledge base, which came with it: looked at as data, and used where they are trusted."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ppl.errors import Text, disk_words
from ppl.render import reach
from ppl.resources import shipped

FOLDER: Literal["templates"] = "templates"
LARGEST = 256 * 1024
SECONDS = 5.0
PAPER_SECONDS = 20.0
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")

_REMARKS = {".css": ("/*", " */"), ".typ": ("//", "")}  # how a file of this sort says something aside
_ORIGIN = re.compile(r"\A(?:\{#|/\*|//) ppl: [A-Za-z0-9_./-]+, sha256:([0-9a-f]{64})(?: #\}| \*/)?\n")


class Override(NamedTuple):
    """A file below templates/ of a knowledge base.

    name: its place there; text: what it says, with LF at line ends; refusal: why it is never used, where it is not
    line: where the reason stands in it; 0: it is about the file
    """

    name: str
    text: str = ""
    refusal: Text | str | None = None
    line: int = 0

    @property
    def place(self) -> str:
        """The file, with the line where there is one."""
        return f"{FOLDER}/{self.name}" + (f":{self.line}" if self.line else "")

    @property
    def digest(self) -> str:
        """What its text is known by."""
        return "sha256:" + hashlib.sha256(self.text.encode()).hexdigest()


class OwnTemplates(NamedTuple):
    """The templates of a knowledge base, and which of them are used.

    is_trusted: by name and digest; pass_over: told of those that are not used; system: variables of the environment
    that a process needs to start at all; seconds: how long one may take to fill, paper_seconds: to set as paper
    """

    root: Path | None = None
    is_trusted: Callable[[str, str], bool] = lambda name, digest: False
    pass_over: Callable[[Sequence[Override]], None] = lambda passed: None
    system: Mapping[str, str] = {}
    seconds: float = SECONDS
    paper_seconds: float = PAPER_SECONDS

    def texts(self, name: str) -> dict[str, str]:
        """The trusted ones that the document of a template is made of, by name; none: the shipped ones alone.

        One that takes in another of the knowledge base that is not trusted and not shipped is not used either.
        """
        if self.root is None or not (self.root / FOLDER).is_dir():
            return {}
        barred: set[str] = set()
        passed: dict[str, Override] = {}
        while True:
            used, more, broken = self._reached(name, barred)
            passed |= more | {one: own for one in broken if (own := override(self.root, one)) is not None}
            if not broken:
                break
            barred |= broken
        if passed:
            self.pass_over(list(passed.values()))
        return used

    def _reached(self, name: str, barred: set[str]) -> tuple[dict[str, str], dict[str, Override], set[str]]:
        """From a template on: the texts that are used, those that are not, and which of the used cannot do without."""
        assert self.root is not None
        used: dict[str, str] = {}
        passed: dict[str, Override] = {}
        broken: set[str] = set()
        waiting = [(name, "")]
        for each, user in waiting:
            own = override(self.root, each)
            if own is not None and self._is_used(own, barred):
                used[each] = text = own.text
            else:
                text = shipped_text(each) or ""
                if own is not None:
                    passed[each] = own
                    if not text and user in used:
                        broken.add(user)
            for name_used in references(each, text):
                names = [name_used] if name_used is not None else self._all_used(barred)
                waiting += [pair for one in names if (pair := (one, each)) not in waiting]
        return used, passed, broken

    def _is_used(self, own: Override, barred: Collection[str]) -> bool:
        return own.refusal is None and own.name not in barred and self.is_trusted(own.name, own.digest)

    def _all_used(self, barred: Collection[str]) -> list[str]:
        """What a template may take in by a name that it works out itself."""
        assert self.root is not None
        return [own.name for own in overrides(self.root) if self._is_used(own, barred)]


SHIPPED_ONLY = OwnTemplates()


def override(root: Path, name: str) -> Override | None:
    """The template of a knowledge base with this name, where it says anything else than the shipped one."""
    if _NAME.fullmatch(name) is None:
        return None
    folder = root.resolve() / FOLDER
    path = folder / name
    if not os.path.lexists(path) or shipped(FOLDER).resolve() == folder:
        return None
    try:
        if path.resolve() != path:
            return Override(name, refusal=Text("it is a symbolic link, or lies behind one"))
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            return Override(name, refusal=Text("it is not a plain file"))
        if kind.st_size > LARGEST:
            return Override(name, refusal=Text("it is larger than {number} kB", number=LARGEST // 1024))
        text = path.read_bytes().decode()
    except OSError as error:
        return Override(name, refusal=disk_words(error))
    except UnicodeDecodeError:
        return Override(name, refusal=Text("it is not UTF-8 text"))
    text = text.replace("\r\n", "\n")
    if without_origin(text) == shipped_text(name):
        return None
    wrong = reach.fault(name, text)
    return Override(name, text) if wrong is None else Override(name, text, wrong.why, wrong.line)


def with_origin(name: str, text: str) -> str:
    """The text of a shipped template as it is copied: a first line says which text it began from."""
    said = f"ppl: {name}, sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    begin, end = _REMARKS.get(name[name.rfind(".") :], ("{#", " #}"))
    return f"{begin} {said}{end}\n{text}"


def origin(text: str) -> str | None:
    """The SHA-256 of the shipped text that a copy began from; None for what is no copy."""
    found = _ORIGIN.match(text)
    return found[1] if found else None


def without_origin(text: str) -> str:
    """A template without the line that says what it began from."""
    return _ORIGIN.sub("", text, count=1)


def overrides(root: Path) -> list[Override]:
    """All templates of a knowledge base that say anything else than a shipped one, by name."""
    folder = root / FOLDER
    if folder.is_symlink():
        return [Override("", refusal=Text("it is a symbolic link, or lies behind one"))]
    return [each for name in sorted(_names(folder)) if (each := _listed(root, name)) is not None]


def unchanged_copies(root: Path) -> list[str]:
    """The templates of a knowledge base that say the same as the shipped ones, by name."""
    folder = root / FOLDER
    if folder.is_symlink() or folder.resolve() == shipped(FOLDER).resolve():
        return []
    return [name for name in sorted(_names(folder)) if shipped_text(name) is not None and override(root, name) is None]


def _names(folder: Path) -> Iterator[str]:
    """The files below a folder, and what stands there in the place of one; folders that are links count as such."""
    for at, folders, files in os.walk(folder):
        for name in (*files, *(name for name in folders if (Path(at) / name).is_symlink())):
            yield (Path(at) / name).relative_to(folder).as_posix()


def _listed(root: Path, name: str) -> Override | None:
    if _NAME.fullmatch(name) is None:
        return Override(name, refusal=Text("its name has other signs than letters, digits, `.`, `-` and `_`"))
    return override(root, name)


@lru_cache(maxsize=64)
def shipped_text(name: str) -> str | None:
    """The template that travels with ppl; None where there is none with this name."""
    path = shipped(FOLDER) / name
    if _NAME.fullmatch(name) is None or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def references(name: str, text: str) -> tuple[str | None, ...]:
    """The templates that the text of one takes in, each once; None for one that it works out itself."""
    import jinja2
    from jinja2 import meta

    if name.endswith(".typ"):
        return ()
    try:
        return tuple(dict.fromkeys(meta.find_referenced_templates(jinja2.Environment().parse(text))))
    except (jinja2.TemplateSyntaxError, RecursionError):  # said where it is filled
        return ()
