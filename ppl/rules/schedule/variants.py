"""The same activities in another order or with other durations: usual, planned, every habit gone, pressure-cooker."""

from collections.abc import Sequence
from typing import Literal, get_args

from ppl.model.fields import changed
from ppl.model.plan import Link, PlanActivity

Variant = Literal["planned", "serial", "usual", "no-habit", "short"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
Activities = tuple[PlanActivity, ...]


def varied(activities: Sequence[PlanActivity], variant: Variant) -> Activities:
    """The activities in a variant.

    planned: as they stand; serial: each waits on what it usually waits on, one after the other
    usual: both, so that each habit stands beside what law, season, contract and policy ask
    no-habit: as planned, without the links that rest on habit; short: as planned, with pressure-cooker durations
    """
    if variant == "serial":
        return tuple(with_links(activity, _serial(activity)) for activity in activities)
    if variant == "usual":
        return tuple(with_links(activity, _usual(activity)) for activity in activities)
    if variant == "no-habit":
        return tuple(
            with_links(activity, tuple(link for link in activity.after if link.ground != "habit"))
            for activity in activities
        )
    if variant == "short":
        return tuple(
            shortened(activity, activity.weeks_short) if activity.weeks_short is not None else activity
            for activity in activities
        )
    return tuple(activities)


def completed(activities: Sequence[PlanActivity], template: Sequence[PlanActivity]) -> Activities:
    """The activities with what they lack of their template: usual links, short durations, what settles them."""
    known = {one.id: one for one in template}
    ids = {activity.id for activity in activities}
    found = []
    for one in activities:
        shipped = known.get(one.id)
        if shipped is not None:
            serial = one.after_serial or tuple(link for link in shipped.after_serial if link.activity in ids)
            short = one.weeks_short if one.weeks_short is not None else shipped.weeks_short
            settled = one.settled_by or shipped.settled_by
            one = changed(one, after_serial=serial, weeks_short=short, settled_by=settled)
        found.append(one)
    return tuple(found)


def with_links(activity: PlanActivity, links: tuple[Link, ...]) -> PlanActivity:
    """The activity with other links."""
    return changed(activity, after=links)


def shortened(activity: PlanActivity, weeks: float) -> PlanActivity:
    """The activity with another duration in weeks, in place of its range."""
    return changed(activity, weeks=weeks, optimistic=None, likely=None, pessimistic=None)


def _serial(activity: PlanActivity) -> tuple[Link, ...]:
    """Its usual links; of an activity of one's own what it waits on, each waited for until its end."""
    if activity.after_serial or not activity.after:
        return activity.after_serial
    return tuple(
        link if link.type != "start-start" else changed(link, type=None, lag_weeks=None, lag_share=None, ground="habit")
        for link in activity.after
    )


def _usual(activity: PlanActivity) -> tuple[Link, ...]:
    waited_on = {link.activity for link in activity.after}
    return activity.after + tuple(link for link in activity.after_serial if link.activity not in waited_on)
