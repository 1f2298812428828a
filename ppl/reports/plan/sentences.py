"""What the words of `ppl plan` have in common in their sentences: weeks, moments, activities and chains."""

import datetime
from collections.abc import Sequence

from ppl.errors import Text
from ppl.partial_date import PartialDate
from ppl.reports.plan.parts import Chain, Running, Step, Unentered
from ppl.reports.plan.times import ActivityShown
from ppl.reports.sentences import Line, Phrase, bracketed, count, ended, joined, line, more, strong
from ppl.reports.standing_sentences import late as late_by

Day = datetime.date


def assumed(unchecked: int) -> Line:
    """That a plan is a template's still, because nobody of the project has gone over so many of its activities."""
    if not unchecked:
        return ()
    text = count(
        Text("this plan comes from a template, and nobody has gone over {number} activity of it yet"),
        Text("this plan comes from a template, and nobody has gone over {number} activities of it yet"),
        unchecked,
    )
    return line(ended(joined(strong(Text("Assumed")), text, between=": ")))


def weeks(number: float) -> Text:
    """A number of weeks."""
    return count(Text("{number} week"), Text("{number} weeks"), round(number, 1))


def when(number: float, day: Day | None) -> Phrase:
    """A number of weeks from the first day of the plan, with its day where that is known."""
    return joined(weeks(number), day)


def week(number: float, day: Day | None = None) -> Phrase:
    """A week, counted from the first day of the plan, with its day where that is known."""
    if isinstance(day, PartialDate):  # it has no week
        return joined(day)
    return bracketed(Text("week {number}", number=round(number, 1)), day)


def named(step: Step | ActivityShown) -> Phrase:
    """An activity by its id and title."""
    return joined(step.id, step.title, between=" ")


def goal(step: Step | None) -> Phrase:
    """What a plan leads to."""
    return named(step) if step else Text("the end of the plan")


def won(number: float) -> Text:
    """Weeks won, lost (negative) or neither."""
    if not round(number, 1):
        return Text("no weeks won or lost")
    return Text("{weeks} won", weeks=weeks(number)) if number > 0 else Text("{weeks} lost", weeks=weeks(-number))


def longest(chain: Chain) -> Text:
    """What takes longest on a chain."""
    if chain.longest is None:
        return Text("nothing takes time there")
    return Text("{activity} ({weeks})", activity=named(chain.longest), weeks=weeks(chain.weeks))


def path(chain: Chain) -> Phrase:
    """A critical path, and how many others are just as long."""
    others = count(
        Text("{number} other path is just as long"), Text("{number} other paths are just as long"), chain.others
    )
    return joined(" → ".join(chain.path), others if chain.others else None, between="; ")


def listed(steps: Sequence[Step]) -> Phrase:
    """Activities after each other."""
    return joined(*map(named, steps), between="; ")


def at_work(steps: Sequence[Running], most: int) -> Phrase:
    """What runs now by the plan, at most so many; what only a template has running is marked as assumed."""
    each = (bracketed(named(one), Text("assumed") if one.is_assumed else None) for one in steps[:most])
    return joined(*each, *more(len(steps) - most), between="; ")


def late(steps: Sequence[Unentered], most: int) -> Text:
    """What by the plan should have begun or ended, and how late that is; at most so many by their names."""
    each = [bracketed(named(one), late_by(one.late_days) if one.late_days else None) for one in steps[:most]]
    what = joined(*each, *more(len(steps) - most), between="; ")
    return count(
        Text("{number} activity should have begun or ended by now, and has no actual date: {listed}", listed=what),
        Text("{number} activities should have begun or ended by now, and have no actual dates: {listed}", listed=what),
        len(steps),
    )


def planned_by_somebody(steps: Sequence[Unentered]) -> list[Unentered]:
    """Those that somebody of the project has gone over: only of these a day can be late."""
    return [one for one in steps if not one.is_assumed]


def presumed(steps: Sequence[Unentered]) -> Text:
    """How many steps a template has before today, of which nobody has said whether they are done."""
    one, many = (
        Text("by the template {number} activity would have begun or ended by now; whether it has, nobody has said"),
        Text(
            "by the template {number} activities would have begun or ended by now; whether they have, nobody has said"
        ),
    )
    return count(one, many, sum(step.is_assumed for step in steps))


def waits(activity: Phrase, waits_on: Phrase) -> Text:
    """That an activity waits on another."""
    return Text("{activity} waits on {waits_on}", activity=activity, waits_on=waits_on)
