"""The kick-off of a project, which is asked once: by the first day of its guidance, or that to which it was moved."""

import datetime
from typing import NamedTuple

from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.session import KICKOFF, Session
from ppl.partial_date import PartialDate, last_day
from ppl.rules.cadence import guidance, not_held
from ppl.rules.recess import away
from ppl.rules.turns import NotHeld, Rule, Turn

Day = datetime.date
CHOSEN = "selected"
STARTED = (CHOSEN, "active")  # the guidance of a project in this state has begun, or is to begin


class Kickoff(NamedTuple):
    """A kick-off that is asked, or that was held (`held_on`). late_days: of one that is asked, days past due_on.

    due_on: None where nobody said it; not_held: those that were moved or cancelled, oldest first
    turn: what became of it; None where it is asked without a day
    """

    due_on: Day | None
    late_days: int
    held_on: Day | None
    not_held: tuple[NotHeld, ...]
    turn: Turn | None


def kickoff(knowledge: Knowledge, project: Project, today: Day) -> Kickoff | None:
    """The kick-off of a project as it stands on a day; None where nobody asks for one.

    It is asked of who was chosen until there was a talk but the intake: by the first day of the guidance (of nobody who
    knows that in part only), without a day of who was chosen and said none. One that was held is late where the first
    talk of all came after its day.
    """
    sessions = knowledge.of(Session, project.id)
    off = sorted((s for s in sessions if s.kind == KICKOFF and not s.took_place), key=lambda s: (s.held_on, s.ref))
    each = tuple(not_held(one) for one in off)
    is_partial = isinstance(project.starts_on, PartialDate)
    moved_to = next((one.to_on for one in reversed(each) if one.to_on), None)
    due_on = moved_to or (None if is_partial else project.starts_on)
    rule = Rule("", 0, knowledge.once(away, (due_on or today).year))
    talks = guidance(sessions, today)
    held_on = next((one.held_on for one in talks if one.kind == KICKOFF), None)
    if held_on:
        is_late = due_on is not None and rule.is_late(due_on, talks[0].held_on)
        return Kickoff(due_on, 0, held_on, each, Turn(held_on, due_on or held_on, "late" if is_late else "kept"))
    is_asked = project.starts_on is not None or project.status == CHOSEN
    if talks or project.status not in STARTED or is_partial or not is_asked:
        return None
    if due_on is None:
        return Kickoff(None, 0, None, each, None)
    late_days = rule.counted(due_on, today)
    turn = Turn(rule.back_on(due_on), due_on, "overdue" if late_days else "open")
    return Kickoff(last_day(due_on), late_days, None, each, turn)
