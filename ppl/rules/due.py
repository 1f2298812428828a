"""What is due and what comes, of all projects and the programme: each thing once, what hurts first on top."""

import datetime
from itertools import chain

from ppl.model.knowledge import Knowledge
from ppl.rules.due_decisions import decisions, feedback
from ppl.rules.due_learning import approvals, consents, law
from ppl.rules.due_line import Due
from ppl.rules.due_projects import actions, grants, promised, seasons
from ppl.rules.due_talks import kickoffs, recaps, talks

Day = datetime.date
# what holds a project up weighs most when it is late, what is kept for the record least; all else lies between
HEAVY = (
    "term", "until", "review", "advice", "escalation", "step", "milestone", "season", "grant", "progress",
    "evaluation", "check",
)  # fmt: skip
LIGHT = ("recap", "confirmation", "approval", "newsletter", "lesson", "law", "exchange", "scan")


def due(knowledge: Knowledge, today: Day, until: Day) -> tuple[Due, ...]:
    """What is late, what is due up to a day, and what waits without one; what is late first, by weight and day.

    What papers or a season are needed for counts from the day on which those must be in, or it opens.
    """
    found: dict[tuple[str, str, str | None], Due] = {}
    for one in chain(
        talks(knowledge, today),
        kickoffs(knowledge, today),
        actions(knowledge, today),
        promised(knowledge, today),
        decisions(knowledge, today, until),
        feedback(knowledge, today),
        grants(knowledge, today),
        seasons(knowledge, today),
        recaps(knowledge, today),
        consents(knowledge, today),
        law(knowledge, today),
        approvals(knowledge, today),
    ):
        if one.days_late or one.act_on is None or one.act_on <= until:
            found.setdefault((one.kind, one.ref, one.project), one)
    return tuple(sorted(found.values(), key=order))


def weight(kind: str) -> int:
    """How much it hurts when something of a kind is late: 0 most, 2 least."""
    return 0 if kind in HEAVY else 2 if kind in LIGHT else 1


def order(one: Due) -> tuple[bool, int, Day, str, str, str]:
    """What sorts the lines: what is late first, by weight and day."""
    is_late = one.days_late > 0
    day = one.due_on if is_late else one.act_on
    return not is_late, weight(one.kind) if is_late else 0, day or Day.max, one.kind, one.ref, one.project or ""
