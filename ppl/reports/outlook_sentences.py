"""What a report says of a plan in short: whose it is, when it reaches its goal, what is late and what differs."""

from collections.abc import Sequence

from ppl.errors import Text
from ppl.reports.outlook import Differs, Outlook
from ppl.reports.plan.sentences import assumed
from ppl.reports.sentences import Line, bracketed, count, ended, joined, line
from ppl.reports.standing_sentences import late as late_by


def plan(outlook: Outlook) -> Line:
    """A plan in a few sentences: when it reaches its goal, what is late and what comes next."""
    size = count(Text("The plan has {number} step"), Text("The plan has {number} steps"), outlook.steps)
    first = (*assumed(outlook.unchecked), joined(size, Text("of which {done} are done.", done=outlook.done)))
    return (*first, *_course(outlook), *differences(outlook.differs))


def differences(found: Sequence[Differs]) -> Line:
    """On which milestones the plan says another day, and which of both counts; said here only."""
    if not found:
        return ()
    each = [
        Text("{title}: {on}, by the plan {plan_on}", title=one.title, on=one.on, plan_on=one.plan_on) for one in found
    ]
    what = Text("The plan and the milestones differ: {what}", what=joined(*each, between="; "))
    return (ended(what), Text("What counts here are the milestones."))


def _course(outlook: Outlook) -> Line:
    """When it reaches its goal, what is late and what comes next."""
    if outlook.reached_on:
        return (Text("The goal ({goal}) was reached on {date}.", goal=outlook.goal, date=outlook.reached_on),)
    if outlook.unknown:
        unknown = count(
            Text(
                "Of {number} open step on the way to the goal the duration is not known, so no day can be given for it"
            ),
            Text(
                "Of {number} open steps on the way to the goal the duration is not known, so no day can be given for it"
            ),
            outlook.unknown,
        )
        return (ended(bracketed(unknown, outlook.goal)),)
    how_late = late_by(outlook.late_days)
    late = count(
        Text("{number} step should have been ready by now: {late}.", late=how_late),
        Text("{number} steps should have been ready by now, the first is {late}.", late=how_late),
        outlook.late,
    )
    presumed = count(
        Text("By the template {number} step would be ready by now; whether it is, nobody has said."),
        Text("By the template {number} steps would be ready by now; whether they are, nobody has said."),
        outlook.presumed,
    )
    return line(
        late if outlook.late else None, presumed if outlook.presumed else None, _end(outlook), _next_step(outlook)
    )


def _end(outlook: Outlook) -> Text | None:
    goal = outlook.goal or Text("its end")
    if outlook.goal_on and outlook.goal_late_days and outlook.unchecked:
        return Text("By the template it would have led to {goal} on {date}.", goal=goal, date=outlook.goal_on)
    if outlook.goal_on and outlook.goal_late_days:
        return Text(
            "Calculated through, it should have led to {goal} on {date}: {late}.",
            goal=goal,
            date=outlook.goal_on,
            late=late_by(outlook.goal_late_days),
        )
    weeks = count(Text("{number} week"), Text("{number} weeks"), round(outlook.weeks or 0))
    if outlook.goal_on:
        return Text(
            "Calculated through, it leads to {goal} on {date}, {weeks} after its start.",
            goal=goal,
            date=outlook.goal_on,
            weeks=weeks,
        )
    if outlook.weeks:
        return Text("Calculated through, it leads to {goal} in {weeks}.", goal=goal, weeks=weeks)
    return None


def _next_step(outlook: Outlook) -> Text | None:
    if outlook.next is None:
        return None
    return Text(
        "The first milestone in it that is to come: {title}, on {date}.", title=outlook.next.title, date=outlook.next.on
    )
