"""A project in the row of a table: course, lights, weeks, next milestone and what is late, each with its day."""

import datetime
from collections.abc import Sequence

from ppl.errors import Text
from ppl.reports.project_report import ProjectReport
from ppl.reports.sentences import Phrase, bracketed, capital, joined, more, near, strong, word
from ppl.reports.standing import DeadlineState, LightState, MilestoneState
from ppl.reports.standing_sentences import SYMBOLS, how_late, named_late, won

Day = datetime.date
COLOURS = ("red", "amber", "green")
NAMED = 2  # late things that a cell names
NOTHING = "–"


def known_columns(
    headings: Sequence[Text], rows: Sequence[tuple[Phrase, ...]]
) -> tuple[list[Text], list[tuple[Phrase, ...]]]:
    """A table without the columns of which nothing is known."""
    kept = [at for at in range(len(headings)) if any(row[at] != NOTHING for row in rows)]
    return [headings[at] for at in kept], [tuple(row[at] for at in kept) for row in rows]


def whole_weeks(weeks: float, *, is_planned: bool = False) -> Text:
    """Weeks won or lost as a whole number; in days where it is less than one."""
    gained = won(round(weeks) if abs(weeks) >= 1 else weeks)
    return Text("{won} by the planning", won=gained) if is_planned and weeks else gained


def course(project: ProjectReport) -> Phrase | None:
    """The judgement with its day."""
    found = project.judgement
    return bracketed(capital(word(found.judgement)), near(found.on, project.on)) if found else None


def lights(found: Sequence[LightState], today: Day) -> Phrase | None:
    """The lights by colour, the worst first, each colour with the day on which it was given."""
    groups: dict[tuple[str, Day], list[str]] = {}
    for one in sorted(found, key=lambda light: COLOURS.index(light.light)):
        groups.setdefault((one.light, one.on), []).append(one.aspect)
    if not groups:
        return None
    is_one_day = len({on for _, on in groups}) == 1
    each = [
        bracketed(
            joined(joined(SYMBOLS[colour], word(colour), between=" "), joined(*(word(one) for one in aspects)),
                   between=": "),
            None if is_one_day else near(on, today),
        )
        for (colour, on), aspects in groups.items()
    ]  # fmt: skip
    return bracketed(joined(*each, between="; "), near(found[0].on, today) if is_one_day else None)


def gained(milestones: Sequence[MilestoneState]) -> Phrase | None:
    """Weeks won or lost on the milestone that was reached last, and by the planning on the last one to come."""
    known = [one for one in milestones if one.weeks_won is not None]
    reached = max((one for one in known if one.actual_on), key=lambda one: one.actual_on or Day.min, default=None)
    ahead = max((one for one in known if not one.actual_on), key=lambda one: one.planned_on or Day.min, default=None)
    cells = []
    if reached and reached.weeks_won is not None:
        cells.append(Text("reached: {weeks}", weeks=whole_weeks(reached.weeks_won)))
    if ahead and ahead.weeks_won is not None:
        cells.append(Text("expected: {weeks}", weeks=whole_weeks(ahead.weeks_won)))
    return joined(*cells, between="; ") if cells else None


def next_one(milestones: Sequence[MilestoneState], today: Day) -> Phrase | None:
    """The first milestone to come with its day; what is late is not next."""
    ahead = [one for one in milestones if one.awaited_on and not (one.late_days or one.has_passed)]
    first = min(ahead, key=lambda one: one.awaited_on or Day.max, default=None)
    return joined(first.title, near(first.awaited_on, today)) if first and first.awaited_on else None


def late(found: Sequence[DeadlineState]) -> Phrase | None:
    """What is late, the longest ago first: two by name, the rest counted."""
    if not found:
        return None
    each = [bracketed(named_late(one), how_late(one)) for one in found[:NAMED]]
    return strong(capital(joined(*each, *more(len(found) - NAMED), between="; ")))
