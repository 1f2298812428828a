"""A planning imported over a plan: what people found out since, and what no planner's file holds, stays."""

from typing import Any, NamedTuple

from ppl.model.fields import changed
from ppl.model.plan import Link, Plan, PlanActivity

KEPT = ("window", "decided_by", "at_own_risk", "risk_until", "area", "weeks_short", "hours", "after_serial", "when",
        "settled_by", "checked", "owner", "phase", "other")  # fmt: skip
WHOLE = ("baseline", "questioned", "hours_per_week", "answers", "assumed", "visibility", "tags", "template", "other")


class Renewed(NamedTuple):
    """A plan in place of another. grounds: links whose ground was kept; gone: activities that are not in it."""

    plan: Plan
    grounds: int
    gone: tuple[str, ...]


def renewed(new: Plan, old: Plan, assumed: set[tuple[str, str]]) -> Renewed:
    """The new plan with the baseline, the questioned links and the grounds of the old one.

    An activity is the same where id and title are. assumed: the links (activity, waited on) whose ground the file
    does not give: these keep the ground that the plan already knows.
    """
    before = {(activity.id, _title(activity)): activity for activity in old.activities}
    same = {id for id, _ in before.keys() & {(activity.id, _title(activity)) for activity in new.activities}}
    grounds = 0
    activities = []
    for one in new.activities:
        was = before.get((one.id, _title(one)))
        if was is not None:
            links = tuple(
                _known(link, was) if link.activity in same and (one.id, link.activity) in assumed else link
                for link in one.after
            )
            grounds += sum(a.ground != b.ground for a, b in zip(links, one.after, strict=True))
            one = changed(one, after=links, **_kept(one, was, KEPT))
        activities.append(one)
    ids = {activity.id for activity in activities}
    plan = changed(
        new,
        activities=tuple(activities),
        goal=new.goal or (old.goal if old.goal in ids else None),
        milestones=new.milestones + _further(new, old, ids),
        sources=(*(source for source in old.sources if source not in new.sources), *new.sources),
        **_kept(new, old, WHOLE),
    )
    return Renewed(plan, grounds, tuple(activity.id for activity in old.activities if activity.id not in ids))


def _title(activity: PlanActivity) -> str:
    return " ".join(activity.title.casefold().split())


def _known(link: Link, was: PlanActivity) -> Link:
    """The link with the ground that the plan knows already."""
    known = next((one for one in was.after if one.activity == link.activity), None)
    if known is None:
        return link
    return changed(link, ground=known.ground, law=known.law, reason=known.reason)


def _kept(new: Any, old: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields that the new one leaves empty and the old one has."""
    return {name: getattr(old, name) for name in names if not getattr(new, name) and getattr(old, name)}


def _further(new: Plan, old: Plan, ids: set[str]) -> tuple[Any, ...]:
    """Milestones of the old plan that the new one does not name, of activities that are still there."""
    codes = {milestone.code for milestone in new.milestones}
    return tuple(milestone for milestone in old.milestones if milestone.code not in codes and milestone.activity in ids)
