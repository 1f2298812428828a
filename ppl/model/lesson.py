"""A lesson: what another project can use, with its limits."""

from typing import Annotated, Literal, get_args

import msgspec

from ppl.model.bottleneck import Category
from ppl.model.record import Code, Date, DateInPart, Part, Record, Ref, Role, Texts

# The fields of a lesson that tell; each rests on its sources, or is advice of our own.
Telling = Literal["context", "went_otherwise", "did", "advice", "effect", "limits"]
TELLING: tuple[Telling, ...] = get_args(Telling)
Strength = Literal["own-advice", "one-case", "several-cases", "figure"]


class Origin(Part, frozen=True, kw_only=True):
    """Where a lesson comes from: a project and session, or a public source.

    project: the project
    session: the session
    source: name or address of a public source
    on: the day on which that source was published, as far as that is known
    """

    project: Annotated[str, Ref(("project",))] | None = None
    session: Annotated[str, Ref(("session",))] | None = None
    source: str | None = None
    on: DateInPart | None = None


class Consent(Part, frozen=True, kw_only=True):
    """The project's consent to tell others.

    role: who consented
    on: the day
    note: what they added when they consented
    """

    role: Role
    on: Date
    note: str | None = None


class Use(Part, frozen=True, kw_only=True):
    """What another project did with the lesson.

    project: the project
    on: the day
    verdict: applied, rejected or not-relevant
    because: why
    effect: what it brought
    """

    project: Annotated[str, Ref(("project",))]
    on: Date
    verdict: Literal["applied", "rejected", "not-relevant"]
    because: str
    effect: str | None = None


class Lesson(Record, frozen=True, kw_only=True):
    """Something that another project can use.

    title: the lesson in one sentence
    status: raw, checked, shared, adopted or withdrawn
    kind: observation, lesson or recommendation
    from: project and session, or a public source
    noted_on: day it was noted
    context: when it holds
    went_otherwise: what went otherwise than planned
    did: what was done
    advice: what to tell another project
    effect: what it brought
    limits: when not to copy it
    themes: themes
    categories: categories of bottlenecks it helps against
    phase: phase in which it helps
    lots: lots for which it holds
    evidence: how we know
    own: which of context, went_otherwise, did, advice, effect and limits are advice of our own; the others are sourced
    strength: how strong the evidence is: own-advice, one-case, several-cases or figure (measured or counted)
    law: the rules of law that it rests on
    law_as_of: day on which the law was looked up
    check_again_on: day on which to look again whether it still holds
    consent: role and day of the project's consent
    contradicts: lessons that say otherwise
    replaces: lessons that it replaces; they may be gone, and whoever looks for one is sent here
    uses: what other projects did with it
    """

    title: str
    status: Literal["raw", "checked", "shared", "adopted", "withdrawn"]
    kind: Literal["observation", "lesson", "recommendation"]
    from_: Origin = msgspec.field(name="from")
    noted_on: Date
    context: str | None = None
    went_otherwise: str | None = None
    did: str | None = None
    advice: str | None = None
    effect: str | None = None
    limits: str | None = None
    themes: tuple[Annotated[str, Code("themes")], ...] = ()
    categories: tuple[Category, ...] = ()
    phase: Annotated[str, Code("phases")] | None = None
    lots: tuple[Annotated[str, Code("lots")], ...] = ()
    evidence: Texts = ()
    own: tuple[Telling, ...] = ()
    strength: Strength | None = None
    law: tuple[Annotated[str, Ref(("law",))], ...] = ()
    law_as_of: Date | None = None
    check_again_on: Date | None = None
    consent: Consent | None = None
    contradicts: tuple[Annotated[str, Ref(("lesson",))], ...] = ()
    replaces: tuple[Annotated[str, Ref(("lesson",), may_be_gone=True)], ...] = ()
    uses: tuple[Use, ...] = ()
