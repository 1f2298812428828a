"""From what a word wants to change to a commit: checked, shown, agreed, written; or kept as a draft."""

import datetime
import difflib
import shlex
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import WriteOptions
from ppl.cli.stopped import EditAsText, StoppedError
from ppl.errors import DataError, PplError, Problem, StoreError, Text, UsageError, nothing_written
from ppl.operations import checking
from ppl.operations.personal_data import new_beside_fields
from ppl.operations.proposal import Proposal
from ppl.operations.registered_names import new_names
from ppl.operations.unregistered_names import new_people
from ppl.store.edition import refuse_newer
from ppl.store.edits import changes
from ppl.store.folder import Folder
from ppl.store.local.renaming import follow_renamings, note_renaming, renaming_in

R = TypeVar("R")
Operation = Callable[[Folder, datetime.date, R], Proposal]


def save(
    desk: Desk,
    operation: Operation[R],
    request: R,
    options: WriteOptions,
    *,
    shows_refs: bool = True,
    has_draft: bool = False,
    has_questions: bool = False,
) -> Proposal:
    """Preview and commit what a request changes. What disk or git refuse is kept as a draft.

    It is worked out anew under the lock, so that it rests on what stands there at that moment. An entry may end in
    EditAsText, StepBack or StoppedError; without one the command ends.
    shows_refs: the refs go to stdout (else to stderr, since the word shows something else)
    has_draft: the word keeps a draft of its own; has_questions: it can go back to its questions
    """
    build = partial(operation, desk.folder, desk.today, request)
    return _Writing(desk, options, build, shows_refs, has_draft, has_questions).save()


class _Writing:
    """One write, on behalf of a desk."""

    def __init__(
        self,
        desk: Desk,
        options: WriteOptions,
        build: Callable[[], Proposal],
        shows_refs: bool,
        has_draft: bool,
        has_questions: bool,
    ) -> None:
        self.desk = desk
        self.options = options
        self.shows_refs = shows_refs
        self.has_draft = has_draft
        self.has_questions = has_questions
        self._build = build

    def save(self) -> Proposal:
        shown: Proposal | None = None
        if self.options.dry_run:
            refuse_newer(self.desk.folder.tree)
            shown = self._checked(self._signed())
            for line in self._in_words(shown) if shown.summary is None else shown.summary():
                self.desk.remark(line)
            self.desk.show(_difference(shown))
            self.desk.remark(Text("nothing was written (--dry-run)"))
            return shown
        proposal: Proposal | None = None
        if self.desk.folder.unfinished:
            with self.desk.folder.writing():
                self.desk.remark_all(self.desk.folder)
        if self.desk.is_terminal and not self.options.yes:
            shown = self._checked(self._signed(), can_ask=True)
            if not shown.edits:
                self._commit(shown)
                return shown
            if not self._is_agreed(shown):
                self._keep(shown, is_unwanted=True)
                raise StoreError(Text("nothing was written"))
        try:
            with self.desk.folder.writing():
                self.desk.remark_all(self.desk.folder)
                self._follow_renamings()
                proposal = self._signed()
                if shown is None:
                    self._checked(proposal)
                elif _difference(shown) != _difference(proposal):
                    what = Text("the files changed while you were looking")
                    raise StoreError(what, Text("enter it again: nothing was written"))
                self._commit(proposal)
        except StoreError:
            if proposal is None and shown is None:  # refused before it was built under the lock
                with suppress(PplError, OSError):
                    proposal = self._signed()
            self._keep(proposal or shown)
            raise
        except (KeyboardInterrupt, StoppedError):  # while it was written: it was taken back, or is there already
            if not self.desk.folder.committed:
                self._keep(proposal or shown)
            raise
        return proposal

    def _signed(self) -> Proposal:
        """The proposal with all that its commit says."""
        proposal = self._build()
        message = proposal.message._replace(
            records=tuple(edit.ref for edit in proposal.edits),
            command="ppl " + shlex.join(self.desk.arguments),
            reason=self.options.reason or "",
        )
        return proposal._replace(message=message)

    def _is_agreed(self, proposal: Proposal) -> bool:
        """Show it, and ask. Raises EditAsText where somebody wants to change the entry as text first."""
        if proposal.summary is None:
            for line in self._in_words(proposal) or [_difference(proposal)]:
                self.desk.remark(line)
            return self.desk.agreed(Text("Write this?"))
        from ppl.cli.preview import is_agreed  # without a terminal nothing that asks is needed

        try:
            return is_agreed(self.desk, proposal.summary(), lambda: _difference(proposal), self.has_questions)
        except EditAsText:
            if proposal.entry is not None:
                raise
            what = Text("nothing was written")
            remedy = Text("write it first; then ppl edit {ref} opens it", ref=proposal.edits[0].ref)
            raise UsageError(what, remedy) from None
        except StoppedError as stopped:
            if proposal.entry is not None:
                raise
            self.desk.remark(Text("nothing was written"))
            raise typer.Exit(stopped.exit_code) from None

    def _in_words(self, proposal: Proposal) -> list[Text | str]:
        """What changes, by its fields; nothing where that is only a comment, or how the file is laid out."""
        from ppl.operations.change_lines import change_lines  # what is written with --yes needs no words

        about = [proposal.about] if proposal.about else []
        return [*about, *change_lines(proposal.edits)]

    def _commit(self, proposal: Proposal) -> None:
        if not proposal.edits:
            if proposal.lies_there:
                self.desk.remark(Text("nothing changes"))
            return
        folder = self.desk.folder
        renaming = renaming_in(folder, proposal.edits)
        if renaming is not None:
            note_renaming(folder, renaming)
        commit: str | None = None
        try:
            if proposal.lies_there:
                commit = folder.save_as_it_lies(changes(proposal.edits), proposal.message)
            else:
                commit = folder.save(changes(proposal.edits), proposal.message, self.options.with_edits)
        finally:
            self.desk.remark_all(folder)
        if commit is None:
            self.desk.remark(Text("nothing changes"))
            return
        self.desk.input.settle()
        for edit in [e for e in proposal.edits if e.fields is not None] or proposal.edits:
            (self.desk.show if self.shows_refs else self.desk.remark)(edit.ref)
        if folder.carrier:
            subject = folder.git.subject(commit)
            what = Text(
                "another program committed it along, as {commit}: {subject}", commit=commit[:8], subject=subject
            )
        else:
            subject = str(proposal.message).partition("\n")[0]
            what = Text("committed as {commit}: {subject}", commit=commit[:8], subject=subject)
        self.desk.remark(what)
        if renaming is not None:
            self._follow_renamings()

    def _follow_renamings(self) -> None:
        for said in follow_renamings(self.desk.folder):
            self.desk.remark(said)

    def _keep(self, proposal: Proposal | None, is_unwanted: bool = False) -> None:
        """Keep what was entered, so that it need not be typed again; with an undo or a removal nothing was.

        is_unwanted: somebody saw it and said no: what a line of the shell changes in a record can be typed again
        """
        if proposal is None or self.has_draft or proposal.message.undoes or proposal.message.word == "remove":
            return
        texts = [edit.new for edit in proposal.edits if edit.new and not (is_unwanted and edit.old)]
        text = (proposal.entry and proposal.entry.text) or "\n".join(texts)
        if text.strip():
            self.desk.keep_text(text, proposal.message.word)

    def _checked(self, proposal: Proposal, can_ask: bool = False) -> Proposal:
        """The same proposal where it brings no new error. Raises DataError with every problem and its line."""
        problems = checking.problems(self.desk.folder, self.desk.today, proposal)
        message_place = self.desk.words(Text("the message of the commit"))
        problems += new_beside_fields(proposal, message_place, problems)
        errors = [problem for problem in problems if problem.is_error]
        if errors:
            what = nothing_written(len(errors))
            raise DataError(what, problems=tuple(problems))
        self.desk.show_problems(problems)
        if names := new_names(self.desk.folder, proposal, self.desk.arguments, message_place):
            self._let_names(names, can_ask)
        if not self.has_questions:  # where somebody typed it, it was said at its line
            self.desk.show_problems(new_people(self.desk.folder, proposal))
        return proposal

    def _let_names(self, names: list[Problem], can_ask: bool) -> None:
        """Names of the register go in only where somebody says so. Raises DataError."""
        if not any(name.is_error for name in names) and not can_ask:
            self.desk.show_problems(names)  # first names alone: many are words too
            return
        refused = Text("nothing was written: names of your register stand in it")
        if not (self.options.with_names or can_ask):
            what = Text("write the role instead; --with-names writes them all the same")
            raise DataError(refused, what, tuple(names))
        self.desk.show_problems(name._replace(level="remark") for name in names)
        if not self.options.with_names and not self.desk.agreed(Text("Write it with these names?"), enter=False):
            raise DataError(refused, Text("write the role instead: git never forgets a name"))


def _difference(proposal: Proposal) -> str:
    """What changes in which file, as `diff -u` says it."""
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
