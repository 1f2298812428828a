"""Which lessons were drawn from a project."""

from collections.abc import Iterator

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.intervention import Intervention
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.project import Project
from ppl.model.record import Record, Source
from ppl.model.session import Session

_KINDS: tuple[type[Record], ...] = (Session, Bottleneck, Intervention, Decision)


def lessons_of(knowledge: Knowledge, project: str) -> list[Lesson]:
    """The lessons from a project, or from a public source that of all projects only this one rests on.

    A source about several projects (a workbook, an article on all pilots) says nothing about where its lessons
    were learned, so those are left out.
    """
    sources = knowledge.once(_named).intersection(_sources(knowledge, project))
    users = knowledge.once(_users) if sources else {}
    own = {source for source in sources if users.get(source, {project}) == {project}}
    return [one for one, origin in knowledge.once(_origins) if origin == project or one.from_.source in own]


def _named(knowledge: Knowledge) -> frozenset[str]:
    """The public sources from which lessons come."""
    return frozenset(one.from_.source for one in knowledge.of(Lesson) if one.from_.source)


def _users(knowledge: Knowledge) -> dict[str, set[str]]:
    """Of each of these sources the projects that rest on it."""
    named = knowledge.once(_named)
    found: dict[str, set[str]] = {}
    for project in knowledge.of(Project):
        for source in named.intersection(_sources(knowledge, project.id)):
            found.setdefault(source, set()).add(project.id)
    return found


def _origins(knowledge: Knowledge) -> list[tuple[Lesson, str | None]]:
    """Every lesson with the project that it comes from."""
    return [(one, knowledge.origin(one)) for one in knowledge.of(Lesson)]


def _sources(knowledge: Knowledge, project: str) -> Iterator[str]:
    records: list[Record] = [one for kind in _KINDS for one in knowledge.of(kind, project)]
    whole = knowledge.project(project)
    for record in [whole, *records] if whole else records:
        for source in record.sources:
            found = (source.name, source.url) if isinstance(source, Source) else (source,)
            yield from (text for text in found if text)
