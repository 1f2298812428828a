"""An escalation: a question to a body that can solve what the project cannot."""

from typing import Annotated, Literal

from ppl.model.record import Code, Date, Part, Record, Ref, Role, Texts
from ppl.model.session import Action

NOT_SUBMITTED = ("draft", "withdrawn")
WITH_THE_BODY = ("submitted", "on-agenda", "partly")


class Agreed(Part, frozen=True, kw_only=True):
    """The project leader's consent to the escalation.

    project: the project
    on: the day
    """

    project: Annotated[str, Ref(("project",))]
    on: Date


class Escalation(Record, frozen=True, kw_only=True):
    """A question to a body.

    bottlenecks: bottlenecks it is about, of one or more projects
    to: the body
    question: what is asked
    status: draft, submitted, on-agenda, answered, partly, referred, fed-back or withdrawn
    agreed_with: project leader per project and date (required from submitted on)
    tried: what was tried
    submitted_on: day it was sent
    treated_on: day the body treated it
    decide_by: day by which a decision is needed
    speaker: role that speaks
    answered_on: day of the answer
    answered_by: who answered
    answer: what they said
    outcome: what it changed
    weeks_observed: weeks won
    referred_to: next escalation
    fed_back_on: day the project heard it
    actions: what was agreed
    """

    bottlenecks: tuple[Annotated[str, Ref(("bottleneck",))], ...]
    to: Annotated[str, Code("bodies")]
    question: str
    status: Literal["draft", "submitted", "on-agenda", "answered", "partly", "referred", "fed-back", "withdrawn"]
    agreed_with: tuple[Agreed, ...] = ()
    tried: Texts = ()
    submitted_on: Date | None = None
    treated_on: Date | None = None
    decide_by: Date | None = None
    speaker: Role | None = None
    answered_on: Date | None = None
    answered_by: str | None = None
    answer: str | None = None
    outcome: str | None = None
    weeks_observed: float | None = None
    referred_to: Annotated[str, Ref(("escalation",))] | None = None
    fed_back_on: Date | None = None
    actions: tuple[Action, ...] = ()

    @property
    def is_submitted(self) -> bool:
        return self.status not in NOT_SUBMITTED

    @property
    def is_with_the_body(self) -> bool:
        return self.status in WITH_THE_BODY
