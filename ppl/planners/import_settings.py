"""How a planning is to be taken over, as whoever imports it asks."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ppl.errors import Text
from ppl.model.lists import Term
from ppl.model.plan import Ground
from ppl.planners.tasks import Day


class ImportSettings(NamedTuple):
    """How a planning is to be taken over.

    today: nothing can have happened after it; words: a sentence in the language of the programme
    source: the name of the file, as it stands with each link; ground: of links that the file gives none
    starts_on, goal: where somebody says them; days, months, bare: how durations count, where somebody says it
    roles, phases: the lists of the programme
    """

    today: Day
    words: Callable[[Text], str]
    source: str
    ground: Ground = "habit"
    starts_on: Day | None = None
    goal: str | None = None
    days: float | None = None
    months: float | None = None
    bare: Any = ""
    roles: tuple[Term, ...] = ()
    phases: tuple[Term, ...] = ()
