"""A decision, or the advice that comes before it: two records with two owners."""

from typing import Annotated, Literal

from ppl.model.record import Code, Date, DateInPart, Record, Ref, Texts, Who


class Decision(Record, frozen=True, kw_only=True):
    """An advice or a decision.

    kind: advice, pre-selection, selection, withdrawal, go-no-go, stop, extension, change or municipal
    decided_on: the day
    by: role (and organisation) that decides or advises; of a municipal one it may be unknown
    outcome: select, reject, wait, continue, end, adapt, passed, passed with changes, held over, voted down, granted ...
    reasons: why; of a municipal one they may be unknown
    scope: lot or programme, where it is not about one project
    lot: the lot that it is about
    projects: the projects that it is about
    deviates_because: why it deviates from the advice
    conditions: under which conditions
    review_on: when to look again
    until: last day it holds
    options: what could be chosen
    extra_cost: extra cost in euros
    communicated_on: day the parties were told
    based_on: commit or frozen state it was based on
    """

    kind: Literal[
        "advice", "pre-selection", "selection", "withdrawal", "go-no-go", "stop", "extension", "change", "municipal"
    ]
    decided_on: DateInPart
    by: Who | None = None
    outcome: str
    reasons: Texts = ()
    scope: Literal["lot", "programme"] | None = None
    lot: Annotated[str, Code("lots")] | None = None
    projects: tuple[Annotated[str, Ref(("project",))], ...] = ()
    deviates_because: str | None = None
    conditions: Texts = ()
    review_on: Date | None = None
    until: Date | None = None
    options: Texts = ()
    extra_cost: float | None = None
    communicated_on: Date | None = None
    based_on: str | None = None
