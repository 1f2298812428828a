"""Names of the local register in what is about to be written: found before git keeps them for ever."""

from collections.abc import Iterator, Sequence

from ppl.errors import Field, Problem, Text
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder
from ppl.store.local import register
from ppl.store.local.register import CHECK, Person

REMEDY = Text("write the role instead: git never forgets a name")


def new_names(folder: Folder, proposal: Proposal, typed: Sequence[str], message_place: str) -> list[Problem]:
    """Where a registered name would come into a record or into the message of the commit; nothing without a register.

    typed: the command line, which stands in the message; message_place: what that is called as a place
    A name that stands in the same record already, or comes back because a commit is undone, is in git anyway.
    Raises StoreError where the register cannot be read.
    """
    if proposal.message.undoes or not register.place(folder.environment).is_file():
        return []
    people = register.people(folder)
    if not people:
        return []
    before = register.names_of("\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.old), people)
    found = [*_in_records(proposal, people)]
    seen = {name for name, _ in found} | before
    found += [(name, _problem(name, message_place, 0, ())) for name in _in_message(proposal, people, typed)
              if name not in seen]  # fmt: skip
    if not found:
        return []
    places = register.places_in(folder.read(kinds=("project", "areas"))[0])
    return [problem for name, problem in found if name not in places]


def _in_records(proposal: Proposal, people: list[Person]) -> Iterator[tuple[str, Problem]]:
    gone = "\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.fields is None)
    for edit in proposal.edits:
        record = edit.record()[0] if edit.fields is not None else None
        if record is None:
            continue
        before = register.names_of(f"{gone}\n{edit.ref}\n{edit.old}" if edit.old else gone, people)
        seen: set[tuple[str, int, Field, str]] = set()
        for field, text in register.texts_of(record):
            for name in sorted(register.names_of(text, people) - before):
                place = proposal.place(edit, field)
                if (*place, name) not in seen:
                    seen.add((*place, name))
                    yield name, _problem(name, *place)


def _in_message(proposal: Proposal, people: list[Person], typed: Sequence[str]) -> list[str]:
    """In what the commit says, the command line included, of which a path counts by its last part."""
    said = [proposal.message.what, proposal.message.reason]
    said += [word.replace("\\", "/").rpartition("/")[2] for word in typed]
    return sorted(register.names_of("\n".join(said), people))


def _problem(name: str, path: str, line: int, field: Field) -> Problem:
    return Problem(path, line, Text("`{name}` is a name of your register", name=name), REMEDY, CHECK, "error", field)
