"""Knowledge: all records at one moment, frozen, with look-ups by id and by project, and audiences."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import msgspec

from ppl.model.candidates import candidates
from ppl.model.codes import codes_of
from ppl.model.decision import Decision
from ppl.model.fields import fields, with_refs
from ppl.model.kinds import KIND, kind_of, project_of
from ppl.model.lesson import Lesson
from ppl.model.lists import Areas, Bodies, Vocabularies
from ppl.model.narrowed import (
    Lazily,
    OnDemand,
    Seen,
    default,
    known_only,
    restricted_for,
    seen_amendment,
    widened_for,
    without,
)
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.quotes import Quotes, is_kept_back
from ppl.model.record import LEVELS, Record, Ref, Visibility
from ppl.model.score import Score
from ppl.model.session import Session

Classes = Mapping[str, type[Record]]
R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")
_PROJECT, _SESSION, _BOTTLENECK = Ref(("project",)), Ref(("session",)), Ref(("bottleneck",))


class Audience(NamedTuple):
    """Who reads: a level and, for `project`, the project."""

    level: Visibility
    project: str | None = None


class Knowledge:
    """All records at one moment.

    `refs` holds every ref that exists, also of records that cannot be read or were not asked for,
    so that they cause no false broken references. `others` are records that can be read and were not asked for, as
    far as it is known: a bare id may mean one of them.
    """

    def __init__(
        self,
        records: Iterable[Record] | OnDemand,
        refs: Container[str] | None = None,
        others: Classes = MappingProxyType({}),
    ) -> None:
        self.records: Mapping[str, Record]
        self.records = records if isinstance(records, OnDemand) else {record.ref: record for record in records}
        self.refs: Container[str] = self.records if refs is None else refs
        self.others = others
        self._found: dict[tuple[Any, ...], Any] = {}
        self._lists: dict[tuple[type[Record], str | None], list[Record]] = {}

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    def __len__(self) -> int:
        return len(self.records)

    def get(self, ref: str) -> Record | None:
        return self.records.get(ref)

    @cached_property
    def _classes(self) -> Classes:
        """The class of each record, and perhaps of others that are not among them."""
        if isinstance(self.records, OnDemand):
            return self.records.classes
        return {ref: type(record) for ref, record in self.records.items()}

    def fetch(self, refs: Iterable[str]) -> None:
        """Read these together, where they are read on demand."""
        if isinstance(self.records, OnDemand):
            self.records.fetch(refs)

    @cached_property
    def _refs(self) -> dict[type[Record], list[str]]:
        """The refs of each class, in their order."""
        found: dict[type[Record], list[str]] = {}
        for ref in sorted(self._classes):
            found.setdefault(self._classes[ref], []).append(ref)
        return found

    @cached_property
    def _refs_of_projects(self) -> dict[tuple[type[Record], str | None], list[str]]:
        found: dict[tuple[type[Record], str | None], list[str]] = {}
        for cls, refs in self._refs.items():
            for ref in refs:
                found.setdefault((cls, project_of(ref)), []).append(ref)
        return found

    def of(self, cls: type[R], project: str | None = None) -> list[R]:
        """All records of a class, in the order of their refs; of one project, if named."""
        if (cls, project) not in self._lists:
            refs = self._refs.get(cls, ()) if project is None else self._refs_of_projects.get((cls, project), ())
            self.fetch(refs)
            self._lists[cls, project] = [record for ref in refs if (record := self.records.get(ref)) is not None]
        return self._lists[cls, project]  # type: ignore[return-value]

    def once(self, rule: Callable[Concatenate[Knowledge, P], T], *of: P.args, **named: P.kwargs) -> T:
        """What a rule finds in the records, looked for at the first question only; nobody changes it."""
        question = (rule, *of, *named.items())
        if question not in self._found:
            self._found[question] = rule(self, *of, **named)
        return self._found[question]  # type: ignore[no-any-return]

    def one(self, cls: type[R]) -> R | None:
        """The single record of a class that the programme has just one of."""
        found = self.of(cls)
        return found[0] if found else None

    def project(self, id: str) -> Project | None:
        record = self.records.get(id)
        return record if isinstance(record, Project) else None

    @cached_property
    def named_refs(self) -> list[str]:
        """Every ref that somebody may mean, as far as they can be listed."""
        return sorted({*self.records, *(self.refs if isinstance(self.refs, Iterable) else ())})

    def target(self, value: str, mark: Ref, of: Record) -> str | None:
        """The full ref that a reference in the record `of` means; None where nothing is there.

        Inside a project's files a field of a fixed kind holds the bare id; a full ref is always good.
        """
        value = value.partition("#")[0]
        project = project_of(of.ref)
        for ref in candidates(value, mark, project):
            if ref in self.refs:
                return ref
        return self._unique(value, mark)

    def _unique(self, value: str, mark: Ref) -> str | None:
        classes = {KIND[name].record for name in mark.kinds if name in KIND}
        named = (ref for ref, cls in self._by_id.get(value, ()) if not classes or cls in classes)
        found = [ref for ref in named if ref in self.records or ref in self.others]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_id(self) -> dict[str, list[tuple[str, type[Record]]]]:
        """The refs of each id, with their classes."""
        found: dict[str, list[tuple[str, type[Record]]]] = {}
        for ref, cls in chain(self._classes.items(), self.others.items()):
            found.setdefault(ref.rpartition("/")[2], []).append((ref, cls))
        return found

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, Any]]:
        """Per list (vocabularies, areas, bodies, roles, lots) its codes, each with its entry."""
        return codes_of(self.one(Vocabularies), self.one(Areas), self.one(Bodies), self.one(Programme))

    def visibility(self, record: Record) -> Visibility:
        """Who may read what is made from a record: what it says, else the default of its kind."""
        if record.visibility is not None:
            return record.visibility
        if isinstance(record, Session) and record.kind == "fact":
            return "public"
        if isinstance(record, Session) and project_of(record.ref) is None:
            return "client"  # a talk of the programme as a whole, held with the client
        if isinstance(record, Lesson) and record.consent is None and self.origin(record):
            return "project"
        return kind_of(record).visibility

    def origin(self, lesson: Lesson) -> str | None:
        """The project that a lesson comes from, or None for a public source or a session outside the projects."""
        source = lesson.from_
        if source.project:
            return project_of(self.target(source.project, _PROJECT, lesson) or "") or source.project
        if source.session:
            return project_of(self.target(source.session, _SESSION, lesson) or source.session)
        return None

    def is_visible(self, record: Record, audience: Audience) -> bool:
        """Whether an audience may see a record at all."""
        level = LEVELS.index(self.visibility(record))
        if isinstance(record, Decision) and record.kind == "advice" and not self._is_communicated(record):
            return audience.level in ("internal", "client") and level >= LEVELS.index(audience.level)
        if isinstance(record, Score) and record.as_ != "agreed" and audience.level not in ("internal", "client"):
            return False  # what one assessor thought is for those who weigh it; the others get what was agreed
        if audience.level == "project" and not self._concerns(record, audience.project):
            return level >= LEVELS.index("programme")
        return level >= LEVELS.index(audience.level)

    def is_readable(self, record: Record, audience: Audience) -> bool:
        """Whether an audience may see a record, or some fields of it."""
        return self.is_visible(record, audience) or self._widened(record, audience) is not None

    def _is_communicated(self, advice: Decision) -> bool:
        if advice.communicated_on is not None:
            return True
        project = project_of(advice.ref)
        later = self.of(Decision, project) if project else ()
        return any(
            d.kind not in ("advice", "municipal") and d.communicated_on and d.decided_on >= advice.decided_on
            for d in later
        )

    def _concerns(self, record: Record, project: str | None) -> bool:
        """Whether a record is about this project and no other."""
        own = project_of(record.ref)
        if own is not None:
            return own == project
        if isinstance(record, Lesson):
            return self.origin(record) == project
        targets = {self.target(ref, _BOTTLENECK, record) for ref in getattr(record, "bottlenecks", ())}
        targets |= {self.target(ref, _PROJECT, record) for ref in getattr(record, "projects", ())}
        return {project_of(target) if target else None for target in targets} == {project}

    def for_audience(self, audience: Audience) -> Knowledge:
        """The knowledge without the records, fields, references and quotes that an audience may not see."""
        if audience.level == "internal":
            return self

        def part_seen(record: Record) -> Record | None:
            return record if self.is_visible(record, audience) else self._widened(record, audience)

        seen = Seen(self.records, part_seen)

        def restricted(record: Record) -> Record:
            def known(value: str, mark: Ref) -> str | None:
                target = self.target(value, mark, record)
                if target is not None:
                    return value if target in seen else None
                meant = self._by_id.get(value.partition("#")[0].rpartition("/")[2], ())
                return value if all(ref in seen for ref, _ in meant) else None

            found = with_refs(self._restricted(record, audience), known)
            assert isinstance(found, Record)
            return found

        hidden = (record for record in self._kept_back() if record.ref not in seen)
        quotes = Quotes(hidden, seen.values(), restricted)
        return _Narrowed(
            self, seen, lambda record: quotes.without(restricted(record)) if quotes else restricted(record)
        )

    def _kept_back(self) -> Iterator[Record]:
        if isinstance(self.records, OnDemand):
            self.fetch(self.records.kept_back)
            return (record for ref in self.records.kept_back if (record := self.get(ref)) is not None)
        return filter(is_kept_back, self)

    def _widened(self, record: R, audience: Audience) -> R | None:
        """The fields that more people may see than the record as a whole, with what it cannot do without."""
        if record.visibility is not None or audience.level == "project":
            return None
        wide = widened_for(type(record), audience.level)
        if not any(getattr(record, name) for name in wide):
            return None
        kept = {*wide, "ref", "status", *(f.attribute for f in fields(type(record)) if f.is_required)}
        values = {name: getattr(record, name) for name in kept if hasattr(record, name)}
        return type(record)(**values)

    def _restricted(self, record: R, audience: Audience) -> R:
        hidden: dict[str, Any] = {}
        unseen: set[str] = set()
        foreign = audience.level == "project" and not self._concerns(record, audience.project)
        for name in restricted_for(type(record), "programme" if foreign else audience.level):
            field, _, inner = name.partition(".")
            unseen.add(name)
            value = hidden.get(field, getattr(record, field))
            if inner and value:
                hidden[field] = tuple(without(part, inner) for part in value)
            elif value:
                hidden[field] = default(record, field)
        if isinstance(record, Session) and record.amended:
            hidden["amended"] = tuple(
                seen_amendment(one, unseen) for one in record.amended if not one.fields or {*one.fields} - unseen
            )
        known: R = known_only(msgspec.structs.replace(record, **hidden) if hidden else record)
        return known


class _Narrowed(Knowledge):
    """What an audience may see: each record is looked at, and narrowed, when it is asked for."""

    def __init__(self, whole: Knowledge, seen: Mapping[str, Record], narrow: Callable[[Record], Record]) -> None:
        super().__init__(())
        self.records = self.refs = Lazily(seen, narrow)
        self._classes = whole._classes
        self.fetch = whole.fetch  # type: ignore[method-assign]
