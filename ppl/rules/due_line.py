"""A line of what is due, and what all that make one share: who acts, what settles it, when papers must be in."""

import datetime
import shlex
from typing import NamedTuple

from ppl.errors import Text
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Bodies, Calendar
from ppl.model.periods import after, is_period
from ppl.model.programme import Cadence, Programme
from ppl.model.project import Project
from ppl.model.record import Party, Who
from ppl.partial_date import last_day
from ppl.rules.schedule.days import met, period

Day = datetime.date
LEADER = "projectleider"  # the role that owns what is of a project, unless its record says otherwise
BUREAU = "bureau"


class Due(NamedTuple):
    """Something that is due.

    kind: the kind of talk, or action, milestone, agreement, step, review ...; ref: the record, or its part
    due_on: the day by which it must be done, of a date known in part the last that it can be; None where nobody said
    days_late: days past due_on; of a talk those that count, where they are more than the days of grace
    role: the role or body that acts, None where nobody said who; why: since when, or by which rule
    settle: the command that settles it, as one types it; project: id, None for the programme
    paper_on: the day on which the papers of a meeting must be in; opens_on: the first day on which it can be done
    says_who: the role that is to say who acts, where nobody said it
    """

    kind: str
    ref: str
    what: Text | str
    due_on: Day | None
    days_late: int
    role: str | None
    why: Text
    settle: str
    project: str | None = None
    paper_on: Day | None = None
    opens_on: Day | None = None
    says_who: str | None = None

    def is_for(self, role: str) -> bool:
        """Whether a role or body acts, or is to say who does."""
        return role in (self.role, self.says_who)

    @property
    def act_on(self) -> Day | None:
        """The first day on which somebody must do something about it."""
        return min((day for day in (self.due_on, self.paper_on, self.opens_on) if day), default=None)


def late(due_on: Day | None, today: Day) -> int:
    """Days past a day."""
    return max(0, (today - due_on).days) if due_on else 0


def whole(day: Day | None) -> Day | None:
    """The last day that a date can be."""
    return last_day(day) if day else None


def command(*words: str) -> str:
    """A command of ppl as one types it."""
    return shlex.join(("ppl", *words))


def code(who: Who | None) -> str | None:
    """The role of somebody."""
    return who.role if isinstance(who, Party) else who


def leader(project: Project | None) -> str:
    """The role that leads a project."""
    return (code(project.leader) if project else None) or LEADER


def cadences(knowledge: Knowledge, scope: str | None = None) -> list[Cadence]:
    """The rhythms of the programme that say how often, the most frequent first."""
    programme = knowledge.one(Programme)
    known = [one for one in (programme.cadences if programme else ()) if is_period(one.every)]
    found = [one for one in known if scope in (None, one.scope)]
    return sorted(found, key=lambda one: after(Day(2001, 1, 1), one.every))


def cadence_of(knowledge: Knowledge, kind: str, scope: str | None = None) -> Cadence | None:
    """The rhythm of a kind of talk, else the most frequent one (of a scope); None where the programme has none."""
    known = knowledge.once(cadences, scope)
    return next((one for one in known if one.kind == kind), known[0] if known else None)


def role_of(knowledge: Knowledge, kind: str, scope: str | None = None) -> str:
    """The role that is responsible for a kind of talk."""
    found = cadence_of(knowledge, kind, scope)
    return found.role if found else BUREAU


def next_talk(knowledge: Knowledge, since: Day, kind: str, scope: str | None = None) -> Day:
    """The day of the next talk of a kind by the rhythm; the day itself where the programme has no rhythm."""
    found = cadence_of(knowledge, kind, scope)
    return after(last_day(since), found.every) if found else last_day(since)


def papers_on(knowledge: Knowledge, body: str, by_on: Day | None) -> Day | None:
    """The day by which the papers must be in for the last meeting of a body up to a day; None where nobody knows."""
    known = knowledge.codes.get("bodies", {}).get(body) if knowledge.one(Bodies) else None
    if known is None or not known.papers_days_before or by_on is None:
        return None
    calendar = knowledge.one(Calendar)
    touching = tuple(period(one) for one in (calendar.calendar if calendar else ()) if body in one.applies_to)
    meetings = [day for day in met(known.meets, touching, Day(by_on.year, 1, 1)) if day <= by_on]
    return meetings[-1] - datetime.timedelta(days=known.papers_days_before) if meetings else None


def with_papers(why: Text, due_on: Day | None, paper_on: Day | None, today: Day) -> Text:
    """Why something is due, with the day by which the papers must be in for a meeting that is still to come."""
    if paper_on is None or late(due_on, today):
        return why
    text = Text("{why}; papers in by {date}") if paper_on >= today else Text("{why}; papers were to be in by {date}")
    return Text(text.source, why=why, date=paper_on)
