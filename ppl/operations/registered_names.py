"""Names of the local register in what is about to be written: found before git keeps them for ever."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from ppl.errors import Field, Problem, Text
from ppl.operations.personal_data import comments
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder
from ppl.store.local import register
from ppl.store.local.register import CHECK, Person
from ppl.store.tree import DATA

Level = Literal["error", "remark"]
REMEDY = Text("write the role instead: git never forgets a name")


def new_names(folder: Folder, proposal: Proposal, typed: Sequence[str], message_place: str) -> list[Problem]:
    """Where a registered name would come into a record or into the message of the commit; nothing without a register.

    typed: the command line, which stands in the message; message_place: what that is called as a place
    A name that stands in the same record already, or comes back because a commit is undone, is in git anyway; in the
    reason why it is undone it is not.
    Raises StoreError where the register cannot be read.
    """
    if not register.place(folder.environment).is_file():
        return []
    people = register.people(folder)
    if not people:
        return []
    is_undone = bool(proposal.message.undoes)
    before = _names(people, "\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.old or is_undone))
    found = [] if is_undone else [*_in_records(proposal, people)]
    seen = {name for name, _ in found} | before.keys()
    for name, level in sorted(_in_message(proposal, people, typed).items()):
        if name not in seen:
            found.append((name, _problem(name, level, message_place, 0, ())))
    if not found:
        return []
    places = register.places_in(folder.read(kinds=("project", "areas"))[0])
    return [problem for name, problem in found if name not in places]


def names_in_comments(
    files: Iterable[tuple[str, bytes]], people: Sequence[Person], places: Collection[str], known: Sequence[Problem]
) -> Iterator[Problem]:
    """The comments of files in which a registered name stands, whole or by the family name.

    places: who is called like one of these is not meant; known: what was found in the fields, and is not named again
    """
    if not people:
        return
    named = {(problem.path, problem.line) for problem in known}
    for path, data in files:
        for line, comment in comments(data.decode("utf-8", "replace")):
            for name in sorted(register.names_of(comment, people, places)):
                if (DATA + path, line) not in named:
                    yield Problem(DATA + path, line, _what(name), register.IN_TEXT, CHECK)


def _in_records(proposal: Proposal, people: list[Person]) -> Iterator[tuple[str, Problem]]:
    gone = "\n".join(f"{edit.ref}\n{edit.old}" for edit in proposal.edits if edit.fields is None)
    for edit in proposal.edits:
        record = edit.record()[0] if edit.fields is not None else None
        if record is None:
            continue
        before = _names(people, f"{gone}\n{edit.ref}\n{edit.old}" if edit.old else gone)
        seen: set[tuple[str, int, Field, str]] = set()
        for field, text in register.texts_of(record):
            for name, level in sorted(_names(people, text).items()):
                if name in before:
                    continue
                place = proposal.place(edit, field)
                if (*place, name) not in seen:
                    seen.add((*place, name))
                    yield name, _problem(name, level, *place)
        known = before.keys() | {name for *_, name in seen}
        for line, comment in comments(edit.new or ""):
            for name, level in sorted(_names(people, comment).items()):
                if name not in known:
                    yield name, _problem(name, level, f"{DATA}{edit.path}", line, ())


def _in_message(proposal: Proposal, people: list[Person], typed: Sequence[str]) -> dict[str, Level]:
    """In what the commit says, the command line included, of which a path counts by its last part."""
    said = [proposal.message.reason, "" if proposal.message.undoes else proposal.message.what]
    said += [word.replace("\\", "/").rpartition("/")[2] for word in typed]
    return _names(people, "\n".join(said))


def _names(people: list[Person], text: str) -> dict[str, Level]:
    """The registered names in a text; a first name alone is a remark, since many are words too."""
    firsts = register.first_names_of(text, people)
    return {**dict.fromkeys(firsts, "remark"), **dict.fromkeys(register.names_of(text, people), "error")}


def _problem(name: str, level: Level, path: str, line: int, field: Field) -> Problem:
    what = Text("`{name}` is a first name of your register", name=name) if level == "remark" else _what(name)
    return Problem(path, line, what, REMEDY, CHECK, level, field)


def _what(name: str) -> Text:
    return Text("`{name}` is a name of your register", name=name)
