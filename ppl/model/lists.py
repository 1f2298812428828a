"""The lists that everything else refers to: bodies, areas, vocabularies and the calendar, each with its terms."""

from typing import Annotated, Literal

import msgspec

from ppl.model.record import Code, Date, DateInPart, Part, Record, Source, Texts


class Term(Part, frozen=True, kw_only=True):
    """A code of a list with its words.

    code: the code that records use; a Dutch slug that never changes
    nl: the Dutch words
    en: the English words
    use_when: when to use this code and not its neighbour
    synonyms: other words that people use for it
    means: what it is, for who never heard of it
    means_en: the same in English; else its English words explain it there
    """

    code: str
    nl: str
    en: str | None = None
    use_when: str | None = None
    synonyms: Texts = ()
    means: str | None = None
    means_en: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that stand for it."""
        return tuple(word for word in (self.nl, self.en or "", *self.synonyms) if word)


class Alike(Part, frozen=True, kw_only=True):
    """Everyday words that people use for each other when they look for something.

    words: the words, or words that go together
    """

    words: Texts


class Body(Part, frozen=True, kw_only=True):
    """A body that can decide or help: a table, the ministry, an expert team.

    level: place in the ladder (1 is nearest to the project; 0 is no rung of it: a council, an executive)
    side_door: yes when it can be reached from any level
    area: the area it serves (code)
    remit: what it is for
    handles: spheres of bottlenecks it takes
    meets: dates, or cycles such as `4 weeks from 2026-01-15`; without a first day a cycle says how often, not when
    papers_days_before: days before the meeting that papers must be in
    answer_within_days: days in which it promises an answer
    reached_by: function through which it is reached
    """

    code: str
    name: str
    level: int
    side_door: bool | None = None
    area: Annotated[str, Code("areas")] | None = None
    remit: str
    handles: Texts = ()
    meets: Texts = ()
    papers_days_before: int | None = None
    answer_within_days: int | None = None
    reached_by: str | None = None
    valid_from: DateInPart | None = None
    valid_to: DateInPart | None = None
    sources: tuple[str | Source, ...] = ()


class Bodies(Record, frozen=True, kw_only=True):
    """The ladder of bodies.

    bodies: the bodies, each with its level
    """

    bodies: tuple[Body, ...]


class AreaEntry(Part, frozen=True, kw_only=True):
    """A province, NOVEX location or other area.

    part_of: code of the area it lies in
    municipalities: municipalities concerned
    not_found: what was looked for and not found in public, or is our own reading
    """

    code: str
    name: str
    kind: Literal["province", "novex", "sub-area", "deal-region", "accelerated"]
    part_of: Annotated[str, Code("areas")] | None = None
    municipalities: Texts = ()
    valid_from: DateInPart | None = None
    valid_to: DateInPart | None = None
    not_found: Texts = ()
    sources: tuple[str | Source, ...] = ()


class Areas(Record, frozen=True, kw_only=True):
    """Provinces, NOVEX locations and other areas.

    areas: the areas
    not_found: what was looked for and not found in public
    """

    areas: tuple[AreaEntry, ...]
    not_found: Texts = ()


class Vocabularies(Record, frozen=True, kw_only=True):
    """The lists of codes that records use, each with its words.

    bottleneck_categories: categories of bottlenecks
    intervention_kinds: kinds of interventions
    themes: themes of lessons
    phases: phases of a project
    situations: where a project lies
    ownerships: who owns the land
    milestones: moments that projects steer on, with the words that people use for them
    stakeholder_kinds: kinds of partners
    competences: what a person or organisation is good at
    dimensions: where a bottleneck lies
    spheres: who can solve a bottleneck
    project_types: whose agenda leads the work in public space
    grounds: why an activity waits on another
    preconditions: points of the procedural checklist
    assignment_questions: what must be answered before the assignment of a project is fixed
    method_steps: the six steps of parallel planning
    method_strands: the six strands that run side by side
    participation_rungs: how far people have a say
    terms: words of the trade that are no code, each with what it means and what else people call it
    alike: everyday words that people use for each other, so that `ppl search` finds what others called otherwise
    """

    bottleneck_categories: tuple[Term, ...]
    intervention_kinds: tuple[Term, ...] = ()
    themes: tuple[Term, ...] = ()
    phases: tuple[Term, ...] = ()
    situations: tuple[Term, ...] = ()
    ownerships: tuple[Term, ...] = ()
    milestones: tuple[Term, ...] = ()
    stakeholder_kinds: tuple[Term, ...] = ()
    competences: tuple[Term, ...] = ()
    dimensions: tuple[Term, ...] = ()
    spheres: tuple[Term, ...] = ()
    project_types: tuple[Term, ...] = ()
    grounds: tuple[Term, ...] = ()
    preconditions: tuple[Term, ...] = ()
    assignment_questions: tuple[Term, ...] = ()
    method_steps: tuple[Term, ...] = ()
    method_strands: tuple[Term, ...] = ()
    participation_rungs: tuple[Term, ...] = ()
    terms: tuple[Term, ...] = ()
    alike: tuple[Alike, ...] = ()


class CalendarEntry(Part, frozen=True, kw_only=True):
    """A period or recurring period that plans must reckon with.

    kind: recess, election, holiday, survey-season, council-cycle, grant-window
    from: first day (of the first time, where it returns)
    to: last day
    start_by: last day on which what needs the period must have begun; then it ends with the period at the latest
    recurrence: `1 year` or `4 weeks` after which it returns; absent where each time has an entry of its own
    applies_to: what or whom it touches: roles, bodies, activities; for holidays the school region
    """

    kind: str
    code: str | None = None
    title: str | None = None
    from_: Date | None = msgspec.field(name="from", default=None)
    to: Date | None = None
    start_by: Date | None = None
    recurrence: str | None = None
    applies_to: Texts = ()
    sources: tuple[str | Source, ...] = ()


class Calendar(Record, frozen=True, kw_only=True):
    """Recess, elections, holidays, survey seasons, council cycles and grant windows.

    calendar: the entries
    """

    calendar: tuple[CalendarEntry, ...]
