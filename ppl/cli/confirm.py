"""From what a word wants to write to a commit: built, checked, shown, agreed, written; or kept as a draft."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from ppl.errors import DataError, Field, PplError, Problem, StoreError, Text

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.operations.proposal import Proposal
    from ppl.store.edits import Edit
    from ppl.store.folder import Folder
    from ppl.store.git.message import Message


def save(
    desk: Desk,
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
    return _Saving(desk).save(build, dry_run, yes, with_edits, silent)


class _Saving:
    """One write, on behalf of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def save(
        self, build: Callable[[Folder], Proposal], dry_run: bool, yes: bool, with_edits: bool, silent: bool
    ) -> Proposal:
        shown: Proposal | None = None
        if dry_run:
            shown = self._checked(build(self.desk.folder))
            self.desk.show(self._difference(shown))
            self.desk.remark(Text("nothing was written (--dry-run)"))
            return shown
        proposal: Proposal | None = None
        if self.desk.is_terminal and not yes:
            shown = self._checked(build(self.desk.folder), can_ask=True)
            if not shown.edits:
                return shown
            if not self._is_agreed(shown):
                self._keep(shown)
                raise StoreError(Text("nothing was written"))
        try:
            with self.desk.folder.writing():
                proposal = build(self.desk.folder)
                if shown is None:
                    self._checked(proposal)
                elif self._difference(shown) != self._difference(proposal):
                    raise StoreError(
                        Text("the files changed while you were looking"), Text("enter it again: nothing was written")
                    )
                self._commit(proposal, with_edits, silent)
        except StoreError:
            if proposal is None and shown is None:  # refused before it was built under the lock
                with suppress(PplError, OSError):
                    proposal = build(self.desk.folder)
            self._keep(proposal or shown)
            raise
        return proposal

    def _is_agreed(self, proposal: Proposal) -> bool:
        """Show it, and ask. Raises EditAsText where somebody wants to change the text first."""
        if proposal.told is not None:
            from ppl.cli.preview import is_agreed

            return is_agreed(self.desk, proposal.told(), lambda: self._difference(proposal))
        print(self._difference(proposal), file=sys.stderr)
        return self.desk.agreed(Text("Write this?"))

    def _commit(self, proposal: Proposal, with_edits: bool, silent: bool) -> None:
        from ppl.store.edits import changes

        if not proposal.edits:
            return
        commit = self.desk.folder.save(changes(proposal.edits), self._signed(proposal), with_edits)
        if self.desk.folder.recovered:
            self.desk.remark(self.desk.folder.recovered)
        if commit is None:
            self.desk.remark(Text("nothing changes"))
            return
        for edit in [e for e in proposal.edits if e.fields is not None] or proposal.edits:
            (self.desk.remark if silent else self.desk.show)(edit.ref)
        self.desk.remark(
            Text(
                "committed as {commit}: {subject}", commit=commit[:8], subject=str(proposal.message).partition("\n")[0]
            )
        )

    def _signed(self, proposal: Proposal) -> Message:
        import shlex

        return proposal.message._replace(
            records=tuple(edit.ref for edit in proposal.edits), command="ppl " + shlex.join(self.desk.arguments)
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
        if proposal is None or not proposal.edits or proposal.is_kept:
            return
        text = proposal.text or "\n".join(edit.new or "" for edit in proposal.edits)
        draft = self.desk.folder.keep_draft(text, proposal.message.word)
        self.desk.remark(Text("what you entered is kept in {draft}", draft=str(draft)))

    def _checked(self, proposal: Proposal, can_ask: bool = False) -> Proposal:
        """The same proposal where it brings no new error. Raises DataError with every problem and its line."""
        from ppl.cli.registered_names import new_names

        problems = [*proposal.found, *self._problems(proposal)]
        wrong = [problem for problem in problems if problem.is_error]
        if wrong:
            raise DataError(
                Text("nothing was written: {number} problems", number=len(wrong)),
                problems=tuple(problems),
            )
        self.desk.show_problems(problems)
        if names := new_names(self.desk, proposal, lambda edit, field: self._place(edit, field, proposal)):
            self._let_names(names, can_ask)
        return proposal

    def _let_names(self, names: list[Problem], can_ask: bool) -> None:
        """Names of the register go in only where somebody says so. Raises DataError."""
        refused = Text("nothing was written: names of your register stand in it")
        if not (self.desk.with_names or can_ask):
            raise DataError(
                refused, Text("write the role instead; --with-names writes them all the same"), tuple(names)
            )
        self.desk.show_problems(name._replace(level="remark") for name in names)
        if not self.desk.with_names and not self.desk.agreed(Text("Write it with these names?"), enter=False):
            raise DataError(refused, Text("write the role instead: git never forgets a name"))

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
        # the text of each file is made once, however many problems are found in it
        edits = {edit.ref: edit if proposal.source else edit._replace(text=edit.new) for edit in proposal.edits}
        for ref, field, what, remedy, check, level in after:
            if (ref, field, str(what)) in before:
                continue
            name, line, place = self._place(edits[ref], field, proposal)
            found.append(Problem(name, line, what, remedy, check, level, place))  # type: ignore[arg-type]
        return found

    @staticmethod
    def _place(edit: Edit, field: Field, proposal: Proposal) -> tuple[str, int, Field]:
        """Where somebody finds a field: in the entry that was sent in, else in the record's file."""
        from ppl.yaml import text as yaml_text

        if proposal.source:
            field = edit.place(field)
            return proposal.source, proposal.line_of(field), field
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
        listed, _ = self.desk.folder.read_refs(_LISTS.get(name, "programme/vocabularies") for name in sorted(lists))
        known = {record.ref for record in records}
        whole = Knowledge([*records, *(r for r in listed if r.ref not in known)], _Either(refs, listed.refs))
        for check, finding in findings(whole, self.desk.today):
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
    from ppl.yaml import text as yaml_text

    try:
        return yaml_text.read(text or "")
    except yaml_text.YamlError:
        return {}
