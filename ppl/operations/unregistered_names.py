"""Names of people whom no register knows in what is about to be written: said, since git never forgets them."""

import re
from collections.abc import Iterator

from ppl.errors import Field, Problem, Text
from ppl.model.fields import texts
from ppl.model.lists import Areas
from ppl.model.project import Project
from ppl.operations.proposal import Proposal
from ppl.store.folder import Folder

CHECK = "names"
LONGEST = 100  # signs of a text in the lists that may be the name of something
NO_PERSON = frozenset(("name", "municipality", "sources", "url", "id"))  # fields that name a thing or a page
LISTS = ("programme", "vocabularies", "areas", "bodies", "project")
# what no whole name can do without: a capital behind a word with one, or behind a title
_MAY_BE_NAMED = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*\s+(?:[\w'’]{1,4}\s+){0,3}[A-ZÀ-Þ]"
    r"|\b(?i:mr|ir|drs|ing|dr|prof|ds|dhr|mw|mevr|heer|mevrouw)\b\.?\s+(?:[\w'’]{1,4}\s+){0,3}[A-ZÀ-Þ]"
)


def unknown_people(folder: Folder, text: str) -> list[str]:
    """The whole names of people in a text: not those of the programme's lists, of places, streets and firms."""
    if not _MAY_BE_NAMED.search(text):
        return []
    # few texts that come in name anybody
    from ppl.readers.forms.session import words_of
    from ppl.readers.notes.names import whole_names
    from ppl.readers.words import Names, plain

    found = whole_names(text, Names({}))
    if not found:
        return []
    knowledge = folder.read(kinds=LISTS)[0]
    found = whole_names(text, Names(words_of(knowledge).roles))
    called = {plain(one) for record in knowledge for _, one in texts(record) if len(one) <= LONGEST}
    around = f" {'  '.join(called)} "
    places = {plain(area.name) for areas in knowledge.of(Areas) for area in areas.areas}
    places |= {plain(one) for project in knowledge.of(Project) for one in project.municipality}
    return [one for one in found if f" {plain(one)} " not in around and plain(one.split()[-1]) not in places]


def new_people(folder: Folder, proposal: Proposal) -> list[Problem]:
    """The names that a proposal brings into records, as remarks; nothing of what comes back."""
    return [] if proposal.message.undoes else [*_in_records(folder, proposal)]


def _in_records(folder: Folder, proposal: Proposal) -> Iterator[Problem]:
    seen: set[tuple[str, int, str]] = set()
    for edit in proposal.edits:
        record = edit.record()[0] if edit.fields is not None else None
        for field, text in texts(record) if record is not None else ():
            if not _may_name(field) or text in (edit.old or ""):
                continue
            for name in unknown_people(folder, text):
                path, line, at = proposal.place(edit, field)
                if name not in " ".join((edit.old or "").split()) and (path, line, name) not in seen:
                    seen.add((path, line, name))
                    yield Problem(path, line, looks_like(name), REMEDY, CHECK, "remark", at)


REMEDY = Text("write the role instead: git never forgets a name")


def looks_like(name: str) -> Text:
    """What is said of a name."""
    return Text("`{name}` looks like the name of somebody", name=name)


def _may_name(field: Field) -> bool:
    return not any(step in NO_PERSON for step in field if isinstance(step, str))
