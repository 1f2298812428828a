"""Blobs as `git add` would make them, and files as git would show them: line ends, encodings, filters."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from ppl.errors import StoreError, Text
from ppl.store.git.process import Process

CONVERSION = re.compile(rb"\b(filter|working-tree-encoding|ident)\b")
HIDDEN = re.compile(rb"\bfilter\b")  # what makes of a blob something that only its filter can read
SYSTEM_ATTRIBUTES = ("/etc/gitattributes", "/usr/local/etc/gitattributes")


class Filters(Process):
    """What git changes in a file's content on its way into the repository and out of it.

    Git is asked only where it may change something: where an attribute names a conversion, or lines end in CR LF.
    """

    def blob_ids(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """The ids of the blobs that `git add` would make of these files (path within the repository to content).

        Those that git converts are written already. Raises GitError where a filter refuses.
        """
        found: dict[str, str] = {}
        for path, content in files.items():
            self._refuse_encoding(path, content)
            if self._is_converted(path) or (b"\r" in content and not self._keeps_line_ends(path)):
                args = ("hash-object", "-w", "--stdin", f"--path={self.from_here(path)}")
                found[path] = self.run(*args, data=content).decode().strip()
            else:
                found[path] = self.blob_id(content)
        return found

    def _refuse_encoding(self, path: str, content: bytes) -> None:
        """Raises StoreError where git takes the bytes of a file for another encoding than the UTF-8 that they are."""
        if not any(b"working-tree-encoding" in text for text in self._attributes(path)):
            return
        args = ("check-attr", "-z", "working-tree-encoding", "--", self.from_here(path))
        encoding = os.fsdecode(self.run(*args)).split("\0")[2]
        try:
            if encoding in ("unspecified", "unset", "set") or content.decode().encode(encoding) == content:
                return
        except (LookupError, UnicodeError):
            pass
        raise StoreError(
            Text(
                "git keeps {file} in the work folder as {encoding} (working-tree-encoding), and ppl writes UTF-8",
                file=path,
                encoding=encoding,
            ),
            Text("take working-tree-encoding for data/ out of .gitattributes"),
        )

    def blob_id(self, content: bytes) -> str:
        """The id that this repository gives to this content."""
        made = hashlib.sha256 if self.setting("extensions.objectformat") == "sha256" else hashlib.sha1
        return made(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()

    @property
    def no_id(self) -> str:
        """The id of nothing: as many zeros as an id of this repository has digits."""
        return "0" * len(self.blob_id(b""))

    def is_shown_otherwise(self, path: str, with_line_ends: bool = False) -> bool:
        """Whether git may show a file (path within the repository) with other bytes than its blob has.

        with_line_ends: in whatever way, as what lies in the work folder; else so that it cannot be read without
        """
        if with_line_ends:
            return self._is_converted(path) or self._ends_in_crlf(path)
        return any(HIDDEN.search(text) for text in self._attributes(path))

    def as_shown(self, id: str, path: str) -> bytes:
        """A blob as git would put it into the work folder at this path. Raises GitError where a filter refuses."""
        return self.run("cat-file", "--filters", f"--path={path}", id)

    def _keeps_line_ends(self, path: str) -> bool:
        """Whether CR LF stays, since git finds it in the index already and nobody asked for it to be changed there."""
        facts, _, _ = os.fsdecode(self.run("ls-files", "--eol", "--", self.from_here(path))).partition("\t")
        index, _, asked = [*facts.split(), "", "", ""][:3]
        return index in ("i/crlf", "i/mixed") and asked in ("attr/", "attr/text=auto", "")

    def _is_converted(self, path: str) -> bool:
        return any(CONVERSION.search(text) for text in self._attributes(path))

    def _ends_in_crlf(self, path: str) -> bool:
        chosen = {(self.setting(name) or "").lower() for name in ("core.autocrlf", "core.eol")}
        return bool(chosen & {"true", "yes", "on", "1", "crlf"}) or any(b"crlf" in t for t in self._attributes(path))

    def _attributes(self, path: str) -> Iterable[bytes]:
        """The attribute files that may say something about a path."""
        folder = path.rpartition("/")[0]
        if folder not in self._of_folders:
            own = (self._text(self.top / each / ".gitattributes") for each in PurePosixPath(path).parents)
            self._of_folders[folder] = (*self._general_attributes, *filter(None, own))
        return self._of_folders[folder]

    @cached_property
    def _of_folders(self) -> dict[str, tuple[bytes, ...]]:
        """The attribute files that may say something about what lies in a folder: a commit has thousands in one."""
        return {}

    @cached_property
    def _general_attributes(self) -> tuple[bytes, ...]:
        home = Path(self.environment.get("HOME") or Path.home())
        settings = Path(self.environment.get("XDG_CONFIG_HOME") or home / ".config") / "git/attributes"
        named = (self.setting("core.attributesfile"), self.setting("GIT_ATTR_SYSTEM"), self.setting("GIT_ATTR_GLOBAL"))
        chosen = [home / name.removeprefix("~/") for name in named if name]
        places = (self.common_folder / "info/attributes", settings, *chosen, *map(Path, SYSTEM_ATTRIBUTES))
        return tuple(text for place in places if (text := self._text(place)))

    @cached_property
    def _texts(self) -> dict[Path, bytes]:
        return {}

    def _text(self, place: Path) -> bytes:
        if place not in self._texts:
            try:
                self._texts[place] = place.read_bytes()
            except OSError:
                self._texts[place] = b""
        return self._texts[place]
