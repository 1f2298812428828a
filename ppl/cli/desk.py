"""The desk: the one object that every word gets. Only here are clock, environment and terminal read."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ppl.cli import language
from ppl.cli.input_text import InputText
from ppl.cli.stopped import StoppedError
from ppl.errors import PplError, Problem, StoreError, Text, UsageError, folder_gone, no_base
from ppl.render.problems import lines
from ppl.visible import fitted, indented, visible

if TYPE_CHECKING:
    from ppl.model.knowledge import Knowledge
    from ppl.store.folder import Folder
    from ppl.store.git.repository import Git

MARK = Path("data/programme/programme.yaml")


class Moment(NamedTuple):
    """The knowledge base at one moment, and which day that was. commit: None for the work folder as it lies there."""

    folder: Folder
    today: datetime.date
    commit: str | None = None


class Desk:
    """Where a command reads, asks, saves and shows."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str] = ()) -> None:
        self.environment = environment
        self.arguments = tuple(arguments)
        self.input = InputText(arguments)
        self.root_option: Path | None = None
        self.language = language.chosen(environment)
        language.use(self.language)

    # what surrounds us

    @cached_property
    def now(self) -> datetime.datetime:
        """This moment, local time; or PPL_TODAY, a date or a moment (for reproducible examples)."""
        given = self.environment.get("PPL_TODAY")
        try:
            return datetime.datetime.fromisoformat(given) if given else datetime.datetime.now()
        except ValueError:
            what = Text("PPL_TODAY is `{value}`, and that is not a date", value=given)
            raise UsageError(what, Text("write it as 2026-01-31")) from None

    @cached_property
    def today(self) -> datetime.date:
        """The day of now."""
        return self.now.date()

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return self.has_keyboard and sys.stderr.isatty()

    @property
    def has_keyboard(self) -> bool:
        """Whether what comes in is typed."""
        return sys.stdin is not None and sys.stdin.isatty()

    @property
    def shows_on_terminal(self) -> bool:
        """Whether what is shown goes to a terminal, not into a pipe or a file."""
        return sys.stdout.isatty()

    @property
    def width(self) -> int:
        """Characters on a line of the terminal; in a pipe as many as it takes."""
        return _columns() if sys.stdout.isatty() else 1_000

    @cached_property
    def root(self) -> Path:
        """The folder of the knowledge base: --root, PPL_ROOT, or found upwards from here."""
        given = self.root_option or (Path(p) if (p := self.environment.get("PPL_ROOT")) else None)
        if given is not None:
            if (given / MARK).is_file():
                return given.resolve()
            what = Text("{folder} is not a knowledge base: it has no {mark}", folder=str(given), mark=str(MARK))
            raise StoreError(what, Text("ppl init {folder} makes one", folder=str(given)))
        try:
            here = Path.cwd()
        except FileNotFoundError:
            raise folder_gone() from None
        for folder in (here, *here.parents):
            if (folder / MARK).is_file():
                return folder
        raise no_base(MARK)

    @property
    def root_or_none(self) -> Path | None:
        """The folder of the knowledge base, or None outside one."""
        try:
            return self.root
        except StoreError:
            return None

    @cached_property
    def folder(self) -> Folder:
        """The knowledge base as it lies there; what a crash broke off is left to the next command that writes."""
        from ppl.store.folder import Folder

        return Folder(self.root, self.environment, git=self.git, on_progress=self.progress)

    @cached_property
    def git(self) -> Git:
        """The repository around the knowledge base."""
        from ppl.store.git.repository import Git

        return Git(self.root, self.environment)

    def moment(self, as_of: str | None) -> Moment:
        """The knowledge base now, or (a date or commit) as it was, with the day that was today then."""
        if as_of is None:
            return Moment(self.folder, self.today)
        from ppl.cli.as_of import commit_and_day

        commit, day = commit_and_day(self.folder.git, as_of, self.today)
        return Moment(self.folder.at(commit), day, commit)

    def moment_or_none(self, as_of: str | None) -> Moment | None:
        """The same; None outside a knowledge base, for a word that can do without one."""
        try:
            return self.moment(as_of)
        except StoreError:
            if as_of is not None or self.root_option is not None:
                raise
            return None

    def read(
        self,
        moment: Moment | None = None,
        kinds: Collection[str] | None = None,
        projects: Collection[str] | None = None,
        with_shared: bool = False,
    ) -> Knowledge:
        """The records of a moment; what cannot be read is said on stderr, once."""
        knowledge, problems = (moment.folder if moment else self.folder).read(kinds, projects, with_shared)
        self.remark_unread(problems)
        return knowledge

    def remark_unread(self, problems: Iterable[Problem]) -> None:
        """Say on stderr which records cannot be read, where any cannot."""
        if files := sorted({problem.path for problem in problems if problem.is_error}):
            what = Text(
                "records that cannot be read and are left out: {number} ({first}); ppl check tells why",
                number=len(files),
                first=files[0],
            )
            self.remark(what)

    # words

    def words(self, text: Text | str) -> str:
        """A text in the user's language; what others wrote in it steers no terminal and begins no line."""
        return (indented if isinstance(text, Text) else visible)(language.translated(text, self.language))

    def show(self, text: str) -> None:
        """A record or report, to stdout."""
        sys.stdout.write(visible(text if text.endswith("\n") or not text else text + "\n"))

    def show_bytes(self, content: bytes) -> None:
        """A report in whatever format, to stdout."""
        sys.stdout.flush()
        if (buffer := getattr(sys.stdout, "buffer", None)) is None:  # a stream of texts, in tests
            sys.stdout.write(content.decode())
        else:
            buffer.write(content)
            buffer.flush()

    def remark(self, text: Text | str) -> None:
        """A remark, to stderr."""
        sys.stdout.flush()
        self._say(self.words(text))

    def progress(self, text: Text | str = "") -> None:
        """A line on a terminal that the next one takes the place of; without a text it only goes."""
        if sys.stderr.isatty():
            width = _columns() - 1
            print(f"\r{' ' * width}\r{self.words(text)[:width]}", end="\r", file=sys.stderr, flush=True)

    def _say(self, text: str, end: str = "\n") -> None:
        """A text to stderr, on a terminal in lines that fit."""
        print(fitted(text, _columns()) if sys.stderr.isatty() else text, end=end, file=sys.stderr, flush=True)

    def keep_text(self, text: str | bytes, word: str, ending: str = ".yaml") -> None:
        """Keep a text that stands nowhere else, and say where; outside a knowledge base too."""
        from ppl.store.folder import Folder

        draft = Folder(self.root_or_none or Path(), self.environment).keep_draft(text, word, ending)
        self.input.settle()
        self.remark(Text("what you entered is kept in {draft}", draft=str(draft)))

    def remark_hand_edits(self) -> None:
        """Say which records were edited by hand and are not committed, where any are."""
        if self.folder.unfinished:
            return
        try:
            if what := self.folder.git.under_way:
                self.remark(Text("a {what} is under way in this repository; ppl check names what is left", what=what))
                return
            waiting = self.folder.hand_edits()
        except StoreError:  # no repository, or no git
            return
        if waiting:
            listed = ", ".join(waiting[:5]) + (" ..." if len(waiting) > 5 else "")
            self.remark(Text("edited by hand and not committed yet: {listed}; ppl save commits them", listed=listed))

    def remark_unfinished(self) -> None:
        """Say, after a command that only read, that one before it was broken off."""
        waiting = self.folder.unfinished if "folder" in self.__dict__ else None
        if waiting and not waiting.is_going_on:
            subject = waiting.announcement.subject
            what = Text("a command was broken off ({subject}): the next one that writes settles it", subject=subject)
            self.remark(what)

    def remark_all(self, folder: Folder) -> None:
        """What a folder has to say of commands that were broken off, and of other programs' edits; once."""
        for text in folder.remarks:
            self.remark(text)
        folder.remarks.clear()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._say(lines(*problem[:2], problem.level, problem.what, problem.remedy, self.words), end="")

    def fail(self, error: PplError) -> int:
        """Say what was refused, and why; the exit code."""
        sys.stdout.flush()
        self.show_problems(error.problems)
        self._say(f"ppl: {self.words(error.what)}")
        if error.remedy is not None:
            self._say(f"  {self.words(error.remedy)}")
        return error.exit_code

    def agreed(self, question: Text, enter: bool = True) -> bool:
        """Ask on a terminal. enter: what Enter means; the end of the input then says the same."""
        hint = {("nl", True): "J/n", ("nl", False): "j/N", ("en", True): "Y/n"}.get((self.language, enter), "y/N")
        self._say(f"{self.words(question)} [{hint}]", end=" ")
        try:
            answer = sys.stdin.readline().strip().lower()
        except OSError:  # the window is gone
            raise StoppedError(129) from None
        return enter if not answer else answer in ("j", "ja", "y", "yes")

    # references

    def known_refs(self) -> list[str]:
        """All refs, from the names of the files; nothing where there is no knowledge base (for completion)."""
        try:
            return self.folder.refs()
        except PplError:
            return []

    def ref(self, text: str, folder: Folder | None = None, kind: str | None = None) -> str:
        """The full ref that somebody means: a full one, or any unique bare id. Raises UsageError."""
        from ppl.cli.unknown_ref import unknown_ref
        from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path

        folder = folder or self.folder
        whole, hash_sign, part = text.removesuffix(".yaml").removeprefix("data/").partition("#")
        path = path_of_ref(whole.removeprefix("projects/"))
        if path and folder.tree.has(path):
            found = kind_of_path(path)
            if kind is None or (found is not None and found.name == kind):
                return ref_of_path(path) + hash_sign + part
        refs = folder.refs()
        if kind is not None:
            refs = [r for r in refs if (p := path_of_ref(r)) and (k := kind_of_path(p)) and k.name == kind]
        same = [ref for ref in refs if ref == whole or ref.endswith("/" + whole)]
        if len(same) == 1:
            return same[0] + hash_sign + part
        if same:
            what = Text("`{text}` may be one of several records", text=text)
            raise UsageError(what, Text("say which: {listed}", listed=", ".join(same[:6])))
        raise unknown_ref(text, whole, refs, kind, folder)


def _columns() -> int:
    """Characters on a line of the terminal."""
    import shutil

    return shutil.get_terminal_size().columns


def environment() -> Mapping[str, str]:
    return os.environ
