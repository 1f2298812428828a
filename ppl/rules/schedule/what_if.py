"""Changes to a plan that are tried before anything is written."""

from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import Text, UsageError, nearest
from ppl.model.fields import changed
from ppl.model.plan import Link, Plan, PlanActivity, Questioned
from ppl.rules.schedule.ticks import Day
from ppl.rules.schedule.variants import shortened, with_links

Activities = tuple[PlanActivity, ...]


class Change(NamedTuple):
    """A change to try. kind: shorten (weeks), overlap or drop (waited_on), start (on).

    share: for an overlap, the share of the other that must be done first (0 to 1)
    """

    kind: str
    activity: str
    waited_on: str | None = None
    weeks: float | None = None
    share: float | None = None
    on: Day | None = None


def tried(activities: Sequence[PlanActivity], changes: Sequence[Change]) -> Activities:
    """The activities with these changes. Raises UsageError for an activity or a link that is not there."""
    found = {activity.id: activity for activity in activities}
    for change in changes:
        if change.activity not in found:
            what = Text("the plan has no activity {activity}", activity=change.activity)
            otherwise = Text("ppl plan show lists the activities with their ids")
            raise UsageError(what, nearest(change.activity, found, otherwise, cutoff=0.8))
        found[change.activity] = _changed(found[change.activity], change)
    return tuple(found.values())


def touched(activities: Sequence[PlanActivity], changes: Sequence[Change]) -> list[tuple[Change, Link]]:
    """The links that the changes drop or loosen, as they are now."""
    found = {activity.id: activity for activity in activities}
    return [
        (change, link)
        for change in changes
        if change.waited_on is not None and change.activity in found
        for link in found[change.activity].after
        if link.activity == change.waited_on
    ]


def _changed(activity: PlanActivity, change: Change) -> PlanActivity:
    if change.kind == "shorten":
        assert change.weeks is not None
        return changed(shortened(activity, change.weeks), weeks_from="team", weeks_basis=None)
    if change.kind == "start":
        return changed(activity, planned_start_on=change.on)
    if all(link.activity != change.waited_on for link in activity.after):
        listed = ", ".join(link.activity for link in activity.after)
        what = Text("{activity} does not wait on {waited_on}", activity=activity.id, waited_on=change.waited_on)
        raise UsageError(what, Text("it waits on: {listed}", listed=listed) if listed else Text("it waits on nothing"))
    if change.kind == "drop":
        return with_links(activity, tuple(link for link in activity.after if link.activity != change.waited_on))
    return with_links(
        activity,
        tuple(
            _overlapped(link, change.share) if link.activity == change.waited_on else link for link in activity.after
        ),
    )


def _overlapped(link: Link, share: float | None) -> Link:
    """The link from start to start: with the other, or after a share of it."""
    return changed(link, type="start-start", lag_weeks=None, lag_share=share or None)


def saved(plan: Plan, changes: Sequence[Change], on: Day, because: str | None, won_weeks: float) -> Plan:
    """The plan with the changes, and with every link that was questioned as a fact of that day.

    Raises UsageError for a link that law or a season asks. won_weeks is what all changes together should win; it
    stands with the fact only where that is one link, since nobody can say what each of several won.
    """
    links = touched(plan.activities, changes)
    for change, link in links:
        if link.ground in ("statute", "season"):
            what = Text(
                "{activity} waits on {waited_on} by {ground}: that cannot be saved away",
                activity=change.activity,
                waited_on=change.waited_on,
                ground=Text(link.ground),
            )
            remedy = Text("correct the ground of the link first, if it is wrong (ppl edit {ref})", ref=plan.ref)
            raise UsageError(what, remedy)
    facts = tuple(
        Questioned(
            activity=change.activity,
            waited_on=link.activity,
            ground=link.ground,
            on=on,
            outcome="dropped" if change.kind == "drop" else "overlapped",
            because=because,
            expected_weeks=round(won_weeks, 1) if len(changes) == 1 else None,
        )
        for change, link in links
    )
    return changed(plan, activities=tried(plan.activities, changes), questioned=plan.questioned + facts)
