"""What `ppl plan earlier` says: which links to question, what each wins and risks, and what holds the goal then."""

from typing import Any

from ppl.errors import Text
from ppl.reports.plan.earlier_report import EarlierShown, EarlierStep, Question
from ppl.reports.plan.parts import Held, LinkShown
from ppl.reports.plan.sentences import goal, listed, longest, named, path, waits, weeks, when, won
from ppl.reports.sentences import Line, Phrase, Row, bracketed, count, ended, joined, line, sentence

GROUNDS = {
    "statute": Text("law"),
    "season": Text("season"),
    "contract": Text("contract"),
    "policy": Text("policy"),
    "habit": Text("habit"),
}
JOINED = 3


def said(found: EarlierShown) -> dict[str, Any]:
    """All that is said of how the goal can come earlier."""
    label = Text("usually") if found.is_left_behind else Text("now")
    return {
        "opening": line(_base(found), reached(found)),
        "target": target(found),
        "chain": holders(found),
        "steps": [{"heading": heading(one, found.is_left_behind), "rows": _rows(one, label)} for one in found.steps],
        "title": Text("What holds it then") if found.steps else Text("What holds it now"),
        "next": (
            Text("Next bottleneck: {step}.", step=longest(found.next)),
            Text("The critical path is then {path}.", path=path(found.next)),
        ),
    }


def _base(found: EarlierShown) -> Text | None:
    if found.is_left_behind:
        return Text(
            "This plan waits on no habit any more. What that brings is counted here from the usual order, one step "
            "after the other."
        )
    return Text("Counted from the usual order, one step after the other.") if found.base == "usual" else None


def reached(found: EarlierShown) -> Text:
    """When the goal is reached, and when without habits."""
    values = {"goal": goal(found.goal_step), "when": when(found.weeks, found.goal_on)}
    if not found.habits:
        return Text("{goal} is reached in {when}. No link rests on habit: there is nothing left to question.", **values)
    if round(found.best_weeks, 1) >= round(found.weeks, 1):
        return count(
            Text(
                "{goal} is reached in {when}. {number} link rests on habit, but it does not hold the goal: without it "
                "nothing comes earlier.",
                **values,
            ),
            Text(
                "{goal} is reached in {when}. {number} links rest on habit, but none of them holds the goal: without "
                "them nothing comes earlier.",
                **values,
            ),
            found.habits,
        )
    best = when(found.best_weeks, found.best_on)
    if found.base == "usual":
        return Text("In that order {goal} is reached in {when}; without any habit in {best}.", best=best, **values)
    return Text("As planned {goal} is reached in {when}; without any habit in {best}.", best=best, **values)


def target(found: EarlierShown) -> Text | None:
    """Whether the target can be met, and by how many links; None where none was given."""
    if found.target_weeks is None:
        return None
    moment = when(found.target_weeks, found.target_on)
    if not found.is_reached:
        return Text(
            "The target ({when}) cannot be met by questioning habits. What law, season, contract and policy ask takes "
            "until {best}; this chain forbids it:",
            when=moment,
            best=when(found.best_weeks, found.best_on),
        )
    if not found.steps:
        return Text("The target ({when}) is met already.", when=moment)
    links = sum(len(one.questions) for one in found.steps)
    if found.is_fewest:
        return count(
            Text("For the target ({when}) {number} link must go; fewer do not reach it (proven).", when=moment),
            Text("For the target ({when}) {number} links must go; fewer do not reach it (proven).", when=moment),
            links,
        )
    return Text(
        "These {links} links reach the target ({when}). Whether fewer would do is not proven, because the plan is too "
        "large to try everything; at least {least} must go.",
        links=links,
        when=moment,
        least=found.at_least,
    )


def holders(found: EarlierShown) -> list[Row]:
    """What holds the goal without habits, the last of it first: calendar and links, else the longest step."""
    rows = [Row(Text("calendar"), held(one)) for one in reversed(found.held)]
    rows += [Row(GROUNDS[one.ground], link(one)) for one in reversed(found.holds)]
    return rows or [Row(Text("longest step"), longest(found.next))]


def held(one: Held) -> Phrase:
    """That a meeting, a season or a planned date holds an activity."""
    activity = named(one.activity)
    text = Text("{activity} has a planned date", activity=activity)
    if one.by == "meeting":
        text = Text("{activity} waits for a meeting of {body}", activity=activity, body=one.name)
    elif one.by == "season":
        text = Text("{activity} waits for its season: {season}", activity=activity, season=one.name)
    return bracketed(text, one.on)


def link(one: LinkShown) -> Line:
    """A link with the law that asks it, and its reason."""
    return line(ended(bracketed(waits(named(one.activity), named(one.waits_on)), one.law)), sentence(one.reason))


def heading(step: EarlierStep, is_left_behind: bool) -> Phrase:
    """The links of a step, and what that wins."""
    links = (waits(one.link.activity.id, one.link.waits_on.id) for one in step.questions)
    gain = Text("wins nothing by itself")
    if round(step.won_weeks, 1) > 0:
        text = Text("dropped, {won}") if is_left_behind else Text("without that {won}")
        gain = Text(text.source, won=won(step.won_weeks))
    return joined(joined(*links, between=" + "), gain, between=": ")


def _rows(step: EarlierStep, label: Text) -> list[Row]:
    rows = []
    for one in step.questions:
        rows += [Row(label, link(one.link)), Row(Text("at risk"), risk(one))]
        if one.agree:
            rows.append(Row(Text("must agree"), joined(*one.agree, between="; ")))
    result = joined(when(step.weeks, step.goal_on), next_bottleneck(step), between="; ")
    return [*rows, Row(Text("result"), result)]


def risk(one: Question) -> Text:
    """What may have to be done again without a link."""
    values = {"activity": one.link.activity.id, "waits_on": one.link.waits_on.id}
    if round(one.ahead_weeks, 1) > 0:
        return Text(
            "{weeks} of work on {activity} is done before {waits_on} is finished; it may have to be done again",
            weeks=weeks(one.ahead_weeks),
            **values,
        )
    if round(one.before_weeks, 1) > 0:
        return Text(
            "{activity} comes {weeks} before {waits_on} is finished; who goes on from there does so at own risk",
            weeks=weeks(one.before_weeks),
            **values,
        )
    return Text("none in the work: {waits_on} is finished before {activity} begins", **values)


def next_bottleneck(step: EarlierStep) -> Phrase:
    """What decides the goal after a step."""
    if not step.next.joined:
        return Text("the longest step on the critical path is {step}", step=longest(step.next))
    steps = Text("critical becomes {steps}", steps=listed(step.next.joined[:JOINED]))
    is_new = step.next.longest in step.next.joined
    return joined(
        steps, None if is_new else Text("the longest step stays {step}", step=longest(step.next)), between="; "
    )
