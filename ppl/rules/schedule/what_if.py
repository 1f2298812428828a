"""Changes to a plan that are tried before anything is written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ppl.errors import Text, UsageError, near
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
            raise UsageError(what, _links_remedy(found, change) or otherwise)
        if change.waited_on is not None and change.waited_on not in _waited_on(found[change.activity]):
            what = Text("{activity} does not wait on {waited_on}", activity=change.activity, waited_on=change.waited_on)
            raise UsageError(what, _links_remedy(found, change) or Text("it waits on nothing"))
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


def _waited_on(activity: PlanActivity) -> list[str]:
    return [link.activity for link in activity.after]


def _links_remedy(found: Mapping[str, PlanActivity], change: Change) -> Text | None:
    """Which activity or link somebody meant, else the links from and to what they named that is there."""
    activity, other = found.get(change.activity), found.get(change.waited_on or "")
    if activity is None and (meant := near(change.activity, found, cutoff=0.8)):
        return Text("did you mean `{near}`?", near=meant[0])
    if activity is not None and other is not None and activity.id in _waited_on(other):
        return Text("it is the other way round: {other} waits on {activity}", other=other.id, activity=activity.id)
    if activity is not None and activity.after:
        listed = _waited_on(activity)
        meant = near(change.waited_on or "", listed, cutoff=0.8)
        if meant:
            return Text("did you mean `{near}`?", near=meant[0])
        return Text("it waits on: {listed}", listed=", ".join(listed))
    waiting = [one.id for one in found.values() if other is not None and other.id in _waited_on(one)]
    if other is not None and waiting:
        return Text("on {activity} wait: {listed}", activity=other.id, listed=", ".join(waiting))
    return None


def _changed(activity: PlanActivity, change: Change) -> PlanActivity:
    if change.kind == "shorten":
        assert change.weeks is not None
        return changed(shortened(activity, change.weeks), weeks_from="team", weeks_basis=None)
    if change.kind == "start":
        return changed(activity, planned_start_on=change.on)
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
