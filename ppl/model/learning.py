"""What learning is made of beside lessons: conditions of the method, questions, events, experts."""

from typing import Annotated, Literal

import msgspec

from ppl.model.record import Code, Date, Part, Record, Ref, Texts
from ppl.model.session import Action


class Evidence(Part, frozen=True, kw_only=True):
    """A sign for or against a condition.

    project: the project
    says: for or against
    session: the session
    source: or a public source
    note: what was seen
    """

    project: Annotated[str, Ref(("project",))] | None = None
    says: Literal["for", "against"]
    session: Annotated[str, Ref(("session",))] | None = None
    source: str | None = None
    note: str | None = None


class Condition(Record, frozen=True, kw_only=True):
    """A precondition of the method.

    statement: what must be so for the method to work
    evidence: signs for and against
    strength: how strong the evidence is
    holds_not_when: when it does not hold
    """

    statement: str
    evidence: tuple[Evidence, ...] = ()
    strength: str | None = None
    holds_not_when: str | None = None


class Question(Record, frozen=True, kw_only=True):
    """A learning question.

    question: the question
    theme: theme
    stage: stage of the creative diamond (1 to 4)
    conclusions: what came out so far
    lessons: lessons that answer it
    """

    question: str
    theme: Annotated[str, Code("themes")] | None = None
    stage: int | None = None
    conclusions: Texts = ()
    lessons: tuple[Annotated[str, Ref(("lesson",))], ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """An exchange, community meeting, training or the like.

    title: its title
    kind: what kind of event
    held_on: the day
    place: where
    organisations: who took part
    questions: learning questions
    actions: what was agreed, with owner
    quotes: what was said, without names
    evaluation: what the participants thought of it
    """

    title: str
    kind: Literal[
        "exchange", "community", "table", "webinar", "training", "question-hour", "hackathon", "intervision",
        "work-visit", "peer-group", "coffee",
    ]  # fmt: skip
    held_on: Date
    place: str | None = None
    organisations: Texts = ()
    questions: Texts = ()
    actions: tuple[Action, ...] = ()
    quotes: Texts = ()
    evaluation: str | None = None


class Lending(Part, frozen=True, kw_only=True):
    """What an organisation can lend.

    capacity: how much
    from: from which day
    """

    capacity: str
    from_: Date | None = msgspec.field(name="from", default=None)


class Expert(Record, frozen=True, kw_only=True):
    """An organisation that knows a subject. Never a person's name.

    organisation: the organisation
    role: the function there
    competences: what it is good at
    experience: where it did so
    can_lend: capacity it can lend
    reached_by: function through which it is reached
    """

    organisation: str
    role: str
    competences: tuple[Annotated[str, Code("competences")], ...]
    experience: Texts = ()
    can_lend: Lending | None = None
    reached_by: str | None = None
