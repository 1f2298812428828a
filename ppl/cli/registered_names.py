"""Names of the local register in what is about to be written: found before git keeps them for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ppl.errors import Field, Problem, Text

if TYPE_CHECKING:
    from ppl.cli.desk import Desk
    from ppl.operations.proposal import Proposal
    from ppl.store.edits import Edit
    from ppl.store.local.register import Person

Place = Callable[["Edit", Field], tuple[str, int, Field]]
REMEDY = Text("write the role instead: git never forgets a name")


def new_names(desk: Desk, proposal: Proposal, place: Place) -> list[Problem]:
    """Where a registered name would come into a record or into the message of the commit; nothing without a register.

    place: the file, line and field where somebody finds a field. A name that stands in the same record already,
    or comes back because a commit is undone, is in git anyway. Raises StoreError where the register cannot be read.
    """
    from ppl.store.local import register

    if proposal.message.undoes or not register.place(desk.folder.environment).is_file():
        return []
    known = register.people(desk.folder)
    if not known:
        return []
    had = register.names_of("\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.old), known)
    found = [*_in_records(proposal, known, place)]
    told = {name for name, _ in found} | had
    found += [(name, problem) for name, problem in _in_message(desk, proposal, known) if name not in told]
    if not found:
        return []
    places = register.places_in(desk.folder.read(kinds=("project", "areas"))[0])
    return [problem for name, problem in found if name not in places]


def _in_records(proposal: Proposal, known: list[Person], place: Place) -> Iterator[tuple[str, Problem]]:
    from ppl.model.fields import texts
    from ppl.store.local import register

    gone = "\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.fields is None)
    for edit in proposal.edits:
        record = edit.record()[0] if edit.fields is not None else None
        if record is None:
            continue
        before = register.names_of(f"{gone}\n{edit.ref}\n{edit.old}" if edit.old else gone, known)
        every = [((), record.id), *((f, t) for f, t in texts(record) if not (f and f[-1] == "url"))]
        told: set[tuple[str, int, Field, str]] = set()
        for field, text in every:
            for name in sorted(register.names_of(text, known) - before):
                at = place(edit, field)
                if (*at, name) not in told:
                    told.add((*at, name))
                    yield name, _problem(name, *at)


def _in_message(desk: Desk, proposal: Proposal, known: list[Person]) -> Iterator[tuple[str, Problem]]:
    """In what the commit says: the command line stands there too, of which a path counts by its last part."""
    from ppl.store.local import register

    said = [proposal.message.what, proposal.message.reason]
    said += [word.replace("\\", "/").rpartition("/")[2] for word in desk.arguments]
    for name in sorted(register.names_of("\n".join(said), known)):
        yield name, _problem(name, desk.words(Text("the message of the commit")), 0, ())


def _problem(name: str, path: str, line: int, field: Field) -> Problem:
    from ppl.store.local.register import CHECK

    return Problem(path, line, Text("`{name}` is a name of your register", name=name), REMEDY, CHECK, "error", field)
