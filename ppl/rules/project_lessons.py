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
    own = set(_sources(knowledge, project))
    for other in knowledge.of(Project):
        if own and other.id != project:
            own.difference_update(_sources(knowledge, other.id))
    return [one for one in knowledge.of(Lesson) if knowledge.origin(one) == project or one.from_.source in own]


def _sources(knowledge: Knowledge, project: str) -> Iterator[str]:
    records: list[Record] = [one for kind in _KINDS for one in knowledge.of(kind, project)]
    whole = knowledge.project(project)
    for record in [whole, *records] if whole else records:
        for source in record.sources:
            found = (source.name, source.url) if isinstance(source, Source) else (source,)
            yield from (text for text in found if text)
