"""What a proposal would break: problems that its records have and the files before them did not."""

import datetime
from collections.abc import Container, Iterable
from typing import NamedTuple

from ppl.errors import Field, Problem, Text
from ppl.model.knowledge import Knowledge
from ppl.operations.field_keys import key_remedy
from ppl.operations.naming import ref_faults
from ppl.operations.newsletter import is_changed_after_sending, refusal_to_send, sent_text
from ppl.operations.proposal import Proposal
from ppl.rules.check_links import lists_used
from ppl.rules.checks import findings
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
    for flaw in after:
        if flaw.identity not in before:
            path, line, field = proposal.place(edits[flaw.ref], flaw.field)
            found.append(Problem(path, line, flaw.what, flaw.remedy, flaw.check, flaw.level, field))  # type: ignore[arg-type]
    return found


def _sent(proposal: Proposal, edit: Edit, what: Text, remedy: Text) -> Problem:
    path, line, field = proposal.place(edit, ())
    return Problem(path, line, what, remedy, "sent", "error", field)


def _flaws(folder: Folder, today: datetime.date, edits: Iterable[Edit]) -> list[_Flaw]:
    """What is wrong with these records: by their types, and by the rules."""
    found: list[_Flaw] = []
    records = []
    refs: set[str] = set()
    for edit in edits:
        if edit.fields is None:
            continue
        refs.add(edit.ref)
        record, flaws = edit.record()
        cls = edit.kind.record
        found += [_Flaw(edit.ref, f.field, f.what, key_remedy(cls, f), f.check, f.level) for f in flaws]
        if record is not None:
            records.append(record)
    lists, _ = folder.read_refs(lists_used(records))
    own = {record.ref for record in records}
    knowledge = Knowledge([*records, *(r for r in lists if r.ref not in own)], _Either(refs, lists.refs))
    for check, finding in findings(knowledge, today, about=own):
        found.append(_Flaw(finding.ref, finding.field, finding.what, finding.remedy, check, finding.level))
    return found


class _Either:
    """What is in one or the other."""

    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self.one = one
        self.other = other

    def __contains__(self, ref: object) -> bool:
        return ref in self.one or ref in self.other


def _fields(text: str | None) -> dict[str, object]:
    try:
        return yaml_text.read(text or "")
    except yaml_text.YamlError:
        return {}
