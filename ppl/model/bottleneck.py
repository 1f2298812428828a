"""A bottleneck: what stands in the way of a project, or may come to."""

from typing import Annotated, Literal

from ppl.model.record import Code, Date, DateInPart, Record, Ref, Role, Share, Texts

BottleneckStatus = Literal["risk", "open", "waiting", "mitigated", "resolved", "accepted"]
OPEN = ("open", "waiting", "mitigated")  # a risk is neither open nor closed
CLOSED = ("resolved", "accepted")
Sphere = Literal["project", "municipality", "region", "province", "state", "court"]
Category = Annotated[str, Code("bottleneck_categories")]


class Bottleneck(Record, frozen=True, kw_only=True):
    """Something that stands in the way of a project.

    title: what it is, in a few words
    category: main category
    also: further categories
    status: risk, open, waiting, mitigated, resolved or accepted
    chance: (risk) how likely, 0 to 1
    weeks: (risk) weeks lost if it comes true
    opened_on: day it was found; absent where nobody knows
    closed_on: day it was solved or accepted
    found_in: session in which it was found
    description: what is the matter
    depth: symptom or cause
    caused_by: bottlenecks that cause this one
    breadth: sectoral or integral
    dimension: where it lies (organisation, funding, legislation, culture, time, agenda-and-decision)
    sphere: who can solve it (project, municipality, region, province, state, court)
    critical_path_weeks: weeks it costs on the critical path
    weeks_basis: plan or estimate
    estimated_on: day of the estimate
    homes_affected: number of homes that wait on it
    extra_cost: extra cost in euros
    owner: role that owns it
    tried: what was tried
    resolution: how it was solved
    activity: activity of the plan that it stops
    """

    title: str
    category: Category
    also: tuple[Category, ...] = ()
    status: BottleneckStatus
    chance: Share | None = None
    weeks: float | None = None
    opened_on: DateInPart | None = None
    closed_on: DateInPart | None = None
    found_in: Annotated[str, Ref(("session",))] | None = None
    description: str | None = None
    depth: Literal["symptom", "cause"] | None = None
    caused_by: tuple[Annotated[str, Ref(("bottleneck",))], ...] = ()
    breadth: Literal["sectoral", "integral"] | None = None
    dimension: Literal["organisation", "funding", "legislation", "culture", "time", "agenda-and-decision"] | None = None
    sphere: Sphere | None = None
    critical_path_weeks: float | None = None
    weeks_basis: Literal["plan", "estimate"] | None = None
    estimated_on: Date | None = None
    homes_affected: int | None = None
    extra_cost: float | None = None
    owner: Role | None = None
    tried: Texts = ()
    resolution: str | None = None
    activity: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED
