"""The desk: the one object that every word gets. Only here are clock, environment and terminal read."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ppl.cli import language
from ppl.errors import DataError, Field, PplError, Problem, StoreError, Text, UsageError

if TYPE_CHECKING:
    from ppl.model.knowledge import Knowledge
    from ppl.store.edits import Edit
    from ppl.store.folder import Folder
    from ppl.store.message import Message

MARK = Path("data/programme/programme.yaml")


class Proposal(NamedTuple):
    """What a word wants to write.

    edits: the records; message: what the commit says
    source, text: the entry that it came from (its name and content), so that problems name its lines
    found: problems that the word found itself
    """

    edits: Sequence[Edit]
    message: Message
    source: str = ""
    text: str = ""
    found: Sequence[Problem] = ()


class Desk:
    """Where a command reads, asks, saves and shows."""

    def __init__(self, environment: Mapping[str, str], arguments: Sequence[str] = ()) -> None:
        self.environment = environment
        self.arguments = tuple(arguments)
        self.root_option: Path | None = None
        self.language = language.chosen(environment)
        language.use(self.language)

    # what surrounds us

    @cached_property
    def today(self) -> datetime.date:
        """Today, or PPL_TODAY (for reproducible examples)."""
        given = self.environment.get("PPL_TODAY")
        try:
            return datetime.date.fromisoformat(given) if given else datetime.date.today()
        except ValueError:
            raise UsageError(
                Text("PPL_TODAY is `{value}`, and that is not a date", value=given), Text("write it as 2026-01-31")
            ) from None

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def width(self) -> int:
        """Characters on a line of the terminal; in a pipe as many as it takes."""
        import shutil

        return shutil.get_terminal_size().columns if sys.stdout.isatty() else 1_000

    @cached_property
    def root(self) -> Path:
        """The folder of the knowledge base: --root, PPL_ROOT, or found upwards from here."""
        given = self.root_option or (Path(p) if (p := self.environment.get("PPL_ROOT")) else None)
        if given is not None:
            if (given / MARK).is_file():
                return given.resolve()
            raise StoreError(
                Text("{folder} is not a knowledge base: it has no {mark}", folder=str(given), mark=str(MARK)),
                Text("ppl init {folder} makes one", folder=str(given)),
            )
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / MARK).is_file():
                return folder
        raise StoreError(
            Text("there is no knowledge base here, nor in a folder above ({mark})", mark=str(MARK)),
            Text("go into one, name it with --root or PPL_ROOT, or make one: ppl init DIR"),
        )

    @cached_property
    def folder(self) -> Folder:
        """The knowledge base as it lies there; what a crash broke off is finished first."""
        from ppl.store.folder import Folder

        folder = Folder(self.root, self.environment)
        if folder.has_unfinished():
            folder.recover()
            if folder.recovered:
                self.remark(folder.recovered)
        return folder

    def at(self, moment: str | None) -> Folder:
        """The knowledge base now, or (a date or commit) as it was; then *today* is that day."""
        if moment is None:
            return self.folder
        commit = self.folder.git.commit_at(moment)
        day = moment if len(moment) == 10 and moment[4:5] == "-" else self.folder.git.day_of(commit)
        self.__dict__["today"] = datetime.date.fromisoformat(day)
        return self.folder.at(commit)

    def read(
        self,
        as_of: str | None = None,
        kinds: Collection[str] | None = None,
        projects: Collection[str] | None = None,
    ) -> Knowledge:
        """The records; what cannot be read is said on stderr, once."""
        knowledge, problems = self.at(as_of).read(kinds, projects)
        wrong = [problem for problem in problems if problem.is_error]
        if wrong:
            files = sorted({problem.path for problem in wrong})
            self.remark(
                Text(
                    "{number} records cannot be read and are left out ({first}); ppl check tells why",
                    number=len(files),
                    first=files[0],
                )
            )
        return knowledge

    # words

    def words(self, text: Text | str) -> str:
        return language.translated(text, self.language)

    def show(self, text: str) -> None:
        """A record or report, to stdout."""
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")

    def remark(self, text: Text | str) -> None:
        """A remark, to stderr."""
        sys.stdout.flush()
        print(self.words(text), file=sys.stderr)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            print(self.problem_text(problem), file=sys.stderr)

    def problem_text(self, problem: Problem) -> str:
        """`file:line: what`, and the remedy on the next line."""
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        mark = "" if problem.is_error else f" [{self.words(Text('remark'))}]"
        return f"{place}:{mark} {self.words(problem.what)}\n  {self.words(problem.remedy)}"

    def fail(self, error: PplError) -> int:
        """Say what was refused, and why; the exit code."""
        sys.stdout.flush()
        self.show_problems(error.problems)
        print(f"ppl: {self.words(error.what)}", file=sys.stderr)
        if error.remedy is not None:
            print(f"  {self.words(error.remedy)}", file=sys.stderr)
        return error.exit_code

    def agreed(self, question: Text) -> bool:
        """Ask on a terminal; Enter means yes."""
        answers = {"nl": ("J/n", ("", "j", "ja", "y", "yes")), "en": ("Y/n", ("", "y", "yes", "j", "ja"))}
        hint, yes = answers[self.language]
        print(f"{self.words(question)} [{hint}] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in yes

    # references

    def known_refs(self) -> list[str]:
        """All refs, from the names of the files; nothing where there is no knowledge base (for completion)."""
        try:
            return self.folder.refs()
        except PplError:
            return []

    def ref(self, text: str, folder: Folder | None = None, kind: str | None = None) -> str:
        """The full ref that somebody means: a full one, or any unique bare id. Raises UsageError."""
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
            raise UsageError(
                Text("`{text}` may be one of several records", text=text),
                Text("say which: {listed}", listed=", ".join(same[:6])),
            )
        raise self.unknown_ref(text, whole, refs, kind)

    def unknown_ref(self, text: str, whole: str, refs: list[str], kind: str | None = None) -> UsageError:
        """The refusal that names the nearest ref."""
        import difflib

        by_end = {ref.rpartition("/")[2]: ref for ref in refs}
        near = difflib.get_close_matches(whole, refs, n=1, cutoff=0.7)
        near = near or [by_end[n] for n in difflib.get_close_matches(whole.rpartition("/")[2], by_end, n=1)]
        return UsageError(
            Text("there is no {kind} `{text}`", kind=Text(kind or "record"), text=text),
            Text("did you mean `{near}`?", near=near[0])
            if near
            else Text("ppl list {kind} shows what there is", kind=kind or "project"),
        )

    # writing

    def save(
        self,
        build: Callable[[Folder], Proposal],
        *,
        dry_run: bool = False,
        yes: bool = False,
        with_edits: bool = False,
        silent: bool = False,
    ) -> Proposal:
        """Build, check, preview, commit. What is refused by disk or git is kept as a draft.

        The proposal is built anew under the lock, so that it rests on what stands there at that moment.
        With `silent` the refs go to stderr, because the word shows something else.
        """
        shown: Proposal | None = None
        if dry_run:
            shown = self._checked(build(self.folder))
            self.show(self._difference(shown))
            self.remark(Text("nothing was written (--dry-run)"))
            return shown
        proposal: Proposal | None = None
        if self.is_terminal and not yes:
            shown = self._checked(build(self.folder))
            if not shown.edits:
                return shown
            print(self._difference(shown), file=sys.stderr)
            if not self.agreed(Text("Write this?")):
                self._keep(shown)
                raise StoreError(Text("nothing was written"))
        try:
            with self.folder.writing():
                proposal = build(self.folder)
                if shown is None:
                    self._checked(proposal)
                elif self._difference(shown) != self._difference(proposal):
                    raise StoreError(
                        Text("the files changed while you were looking"), Text("enter it again: nothing was written")
                    )
                self._commit(proposal, with_edits, silent)
        except StoreError:
            self._keep(proposal or shown)
            raise
        return proposal

    def _commit(self, proposal: Proposal, with_edits: bool, silent: bool) -> None:
        from ppl.store.edits import changes

        if not proposal.edits:
            return
        commit = self.folder.save(changes(proposal.edits), self._signed(proposal), with_edits)
        if self.folder.recovered:
            self.remark(self.folder.recovered)
        if commit is None:
            self.remark(Text("nothing changes"))
            return
        for edit in [e for e in proposal.edits if e.fields is not None] or proposal.edits:
            (self.remark if silent else self.show)(edit.ref)
        self.remark(
            Text(
                "committed as {commit}: {subject}", commit=commit[:8], subject=str(proposal.message).partition("\n")[0]
            )
        )

    def _signed(self, proposal: Proposal) -> Message:
        import shlex

        return proposal.message._replace(
            records=tuple(edit.ref for edit in proposal.edits), command="ppl " + shlex.join(self.arguments)
        )

    def _difference(self, proposal: Proposal) -> str:
        import difflib

        rows: list[str] = []
        for edit in proposal.edits:
            old, new = edit.old or "", edit.new or ""
            name = f"data/{edit.path}"
            rows += difflib.unified_diff(
                old.splitlines(keepends=True),
                new.splitlines(keepends=True),
                name if edit.old is not None else "/dev/null",
                name if edit.fields is not None else "/dev/null",
            )
        return "".join(row if row.endswith("\n") else row + "\n" for row in rows)

    def _keep(self, proposal: Proposal | None) -> None:
        """Keep what was entered, so that it need not be typed again."""
        if proposal is None or not proposal.edits:
            return
        text = proposal.text or "\n".join(edit.new or "" for edit in proposal.edits)
        draft = self.folder.keep_draft(text, proposal.message.word)
        self.remark(Text("what you entered is kept in {draft}", draft=str(draft)))

    def _checked(self, proposal: Proposal) -> Proposal:
        """The same proposal where it brings no new error. Raises DataError with every problem and its line."""
        problems = [*proposal.found, *self._problems(proposal)]
        wrong = [problem for problem in problems if problem.is_error]
        if wrong:
            raise DataError(
                Text("nothing was written: {number} problems", number=len(wrong)),
                problems=tuple(problems),
            )
        self.show_problems(problems)
        return proposal

    def _problems(self, proposal: Proposal) -> list[Problem]:
        from ppl.store.edits import Edit

        found: list[Problem] = []
        after = self._findings(proposal.edits)
        if not after:
            return found
        before = {
            (ref, field, str(what))
            for ref, field, what, *_ in self._findings(
                Edit(e.ref, _read(e.old), e.old) for e in proposal.edits if e.old is not None and e.fields is not None
            )
        }
        edits = {edit.ref: edit for edit in proposal.edits}
        for ref, field, what, remedy, check, level in after:
            if (ref, field, str(what)) in before:
                continue
            name, line, place = self._place(edits[ref], field, proposal)
            found.append(Problem(name, line, what, remedy, check, level, place))  # type: ignore[arg-type]
        return found

    @staticmethod
    def _place(edit: Edit, field: Field, proposal: Proposal) -> tuple[str, int, Field]:
        """Where somebody finds a field: in the entry that was sent in, else in the record's file."""
        from ppl.store import yaml_text

        if proposal.source:
            field = edit.place(field)
            return proposal.source, yaml_text.line_of(proposal.text, field), field
        return f"data/{edit.path}", yaml_text.line_of(edit.new or "", field), field

    def _findings(self, edits: Iterable[Edit]) -> list[tuple[str, Field, Text, Text, str, str]]:
        """What is wrong with these records: by their types, and by the rules."""
        from ppl.model.fields import marked
        from ppl.model.knowledge import Knowledge
        from ppl.model.record import Code
        from ppl.rules.checks import findings

        found: list[tuple[str, Field, Text, Text, str, str]] = []
        records = []
        refs: set[str] = set()
        for edit in edits:
            if edit.fields is None:
                continue
            refs.add(edit.ref)
            record, flaws = edit.record()
            found += [(edit.ref, f.field, f.what, f.remedy, f.check, f.level) for f in flaws]
            if record is not None:
                records.append(record)
        lists = {m.mark.vocabulary for r in records for m in marked(r) if isinstance(m.mark, Code)}
        listed, _ = self.folder.read_refs(_LISTS.get(name, "programme/vocabularies") for name in sorted(lists))
        known = {record.ref for record in records}
        whole = Knowledge([*records, *(r for r in listed if r.ref not in known)], _Either(refs, listed.refs))
        for check, finding in findings(whole, self.today):
            if finding.ref in known:
                found.append((finding.ref, finding.field, finding.what, finding.remedy, check, finding.level))
        return found


_LISTS = {
    "areas": "programme/areas",
    "bodies": "programme/bodies",
    "roles": "programme/programme",
    "lots": "programme/programme",
}


class _Either:
    """What is in one or the other."""

    def __init__(self, one: Collection[str], other: object) -> None:
        self.one = one
        self.other = other

    def __contains__(self, ref: object) -> bool:
        return ref in self.one or ref in self.other  # type: ignore[operator]


def _read(text: str | None) -> dict[str, object]:
    from ppl.store import yaml_text

    try:
        return yaml_text.read(text or "")
    except yaml_text.YamlError:
        return {}


def environment() -> Mapping[str, str]:
    return os.environ
