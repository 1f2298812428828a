"""What a proposal would break: problems that its records have and the files before them did not."""

import datetime
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from ppl.errors import Field, Problem, Text
from ppl.model.knowledge import Knowledge
from ppl.operations.entry import in_words
from ppl.operations.field_keys import UNKNOWN
from ppl.operations.field_values import remedy as right_remedy
from ppl.operations.flawed_records import overlap
from ppl.operations.naming import ref_faults
from ppl.operations.newsletter import is_changed_after_sending, refusal_to_send, sent_text
from ppl.operations.proposal import Proposal
from ppl.operations.start import refusal_to_start
from ppl.rules.check_links import lists_used
from ppl.rules.checks import CHECKS, findings
from ppl.store import codec
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text


class _Flaw(NamedTuple):
    """What is wrong in a field of a record."""

    ref: str
    field: Field
    what: Text
    remedy: Text
    check: str
    level: str

    @property
    def identity(self) -> tuple[str, Field, str]:
        return self.ref, self.field, str(self.what)


def problems(folder: Folder, today: datetime.date, proposal: Proposal) -> list[Problem]:
    """What is wrong in the entry and what is newly wrong in the records, with the lines where somebody finds it."""
    found = list(proposal.problems)
    if not proposal.message.undoes:  # what comes back comes back as it was
        for edit, fault in ref_faults(folder, proposal.edits):
            path, line, field = proposal.place(edit, ())
            found.append(Problem(path, line, fault, Text("give it another id"), "ids", "error", field))
        if not proposal.message.is_redaction:
            found += [_sent(proposal, edit, *sent_text(edit.ref.rpartition("/")[2]))
                      for edit in proposal.edits if is_changed_after_sending(edit)]  # fmt: skip
        refusals = ((edit, refusal_to_send(folder, today, edit)) for edit in proposal.edits)
        found += [_sent(proposal, edit, *refusal) for edit, refusal in refusals if refusal]
        if not proposal.message.renamed:
            found += _not_begun(folder, proposal)
    after = _flaws(folder, today, proposal.edits)
    if not after:
        return found
    before = {
        flaw.identity
        for flaw in _flaws(
            folder,
            today,
            (Edit(e.ref, _fields(e.old), e.old) for e in proposal.edits if e.old is not None and e.fields is not None),
        )
    }
    # the text of each file is made once, however many problems are found in it
    is_named = proposal.entry is not None and bool(proposal.entry.name)
    edits = {edit.ref: edit if is_named else edit._replace(text=edit.new) for edit in proposal.edits}
    said = {problem.field for problem in found if problem.check == UNKNOWN}
    for flaw in after:
        if flaw.identity not in before and not (flaw.check == UNKNOWN and flaw.field in said):
            path, line, field = proposal.place(edits[flaw.ref], flaw.field)
            what, remedy = flaw.what, flaw.remedy
            if proposal.entry and path == proposal.entry.name and not proposal.entry.has_keys:
                what, remedy = in_words(edits[flaw.ref].kind.name, flaw.field, what, remedy, flaw.check)
            found.append(Problem(path, line, what, remedy, flaw.check, flaw.level, field))  # type: ignore[arg-type]
    return found


def _not_begun(folder: Folder, proposal: Proposal) -> Iterator[Problem]:
    """Projects that would become active without the commitment of their project leader."""
    for edit in proposal.edits:
        if refusal := refusal_to_start(folder, proposal.edits, edit):
            path, line, field = proposal.place(edit, ("status",))
            yield Problem(path, line, *refusal, "commitment", "error", field)


def _sent(proposal: Proposal, edit: Edit, what: Text, remedy: Text) -> Problem:
    path, line, field = proposal.place(edit, ())
    return Problem(path, line, what, remedy, "sent", "error", field)


def _flaws(folder: Folder, today: datetime.date, edits: Iterable[Edit]) -> list[_Flaw]:
    """What is wrong with these records: by their types, and by the rules; of one that cannot be read as a whole too."""
    found: list[_Flaw] = []
    records, readable = [], []
    refs: set[str] = set()
    flawed: dict[str, list[Field]] = {}
    for edit in edits:
        if edit.fields is None:
            continue
        refs.add(edit.ref)
        record, flaws = edit.record()
        cls = edit.kind.record
        found += [_Flaw(edit.ref, f.field, f.what, right_remedy(cls, f, today), f.check, f.level) for f in flaws]
        if record is not None:
            records.append(record)
        else:
            readable.append(codec.readable_part(cls, edit.fields, edit.ref))
            flawed[edit.ref] = [flaw.field for flaw in flaws if flaw.level == "error"]
    lists, _ = folder.read_refs(lists_used([*records, *readable]))
    own = {record.ref for record in (*records, *readable)}
    shared = [record for record in lists if record.ref not in own]
    known = _Either(refs, lists.refs)
    every = [*findings(Knowledge([*records, *shared], known), today, about=own)]
    if readable:
        names = tuple(check.name for check in CHECKS if not check.needs_whole)
        rest = findings(Knowledge([*records, *readable, *shared], known), today, names, flawed)
        every += [one for one in rest if not any(overlap(one[1].field, field) for field in flawed[one[1].ref])]
    return found + [_Flaw(f.ref, f.field, f.what, f.remedy, check, f.level) for check, f in every]


class _Either:
    """What is in one or the other."""

    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self.one = one
        self.other = other

    def __contains__(self, ref: object) -> bool:
        return ref in self.one or ref in self.other

    def __iter__(self) -> Iterator[str]:
        for refs in (self.one, self.other):
            yield from refs if isinstance(refs, Iterable) else ()


def _fields(text: str | None) -> dict[str, object]:
    try:
        return yaml_text.read(text or "")
    except yaml_text.YamlError:
        return {}
