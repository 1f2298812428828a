"""What `ppl plan earlier` says: which links to question, what each wins and risks, and what holds the goal then."""

from typing import Any

from ppl.errors import Text
from ppl.reports.plan.earlier_report import EarlierShown, EarlierStep, Question
from ppl.reports.plan.parts import Held, LinkShown
from ppl.reports.plan.sentences import assumed, goal, listed, longest, named, path, waits, weeks, when, won
from ppl.reports.sentences import Line, Phrase, Row, bracketed, count, ended, joined, line, sentence

GROUNDS = {
    "statute": Text("law"),
    "season": Text("season"),
    "contract": Text("contract"),
    "policy": Text("policy"),
    "habit": Text("habit"),
}
JOINED = 3


def said(earlier: EarlierShown) -> dict[str, Any]:
    """All that is said of how the goal can come earlier."""
    label = Text("usually") if earlier.is_left_behind or earlier.is_drawn_without else Text("now")
    return {
        "assumed": assumed(earlier.unchecked),
        "opening": line(_base(earlier), reached(earlier)),
        "target": target(earlier),
        "chain": holders(earlier),
        "steps": [
            {"heading": heading(step, earlier.is_left_behind), "rows": _rows(step, label)} for step in earlier.steps
        ],
        "title": Text("What holds it then") if earlier.steps else Text("What holds it now"),
        "next": (
            Text("Next bottleneck: {step}.", step=longest(earlier.next)),
            Text("The critical path is then {path}.", path=path(earlier.next)),
        ),
    }


def _base(earlier: EarlierShown) -> Text | None:
    if earlier.is_left_behind:
        return Text(
            "This plan waits on no habit any more. What that brings is counted here from the usual order, one step "
            "after the other."
        )
    if earlier.is_drawn_without:
        return Text(
            "This plan was drawn without habits; nobody has let one go. What they would cost is counted here from the "
            "usual order, one step after the other."
        )
    return Text("Counted from the usual order, one step after the other.") if earlier.base == "usual" else None


def reached(earlier: EarlierShown) -> Text:
    """When the goal is reached, and when without habits."""
    values = {"goal": goal(earlier.goal_step), "when": when(earlier.weeks, earlier.goal_on)}
    if not earlier.habits:
        return Text("{goal} is reached in {when}. No link rests on habit: there is nothing left to question.", **values)
    if round(earlier.best_weeks, 1) >= round(earlier.weeks, 1):
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
            earlier.habits,
        )
    best = when(earlier.best_weeks, earlier.best_on)
    if earlier.base == "usual":
        return Text("In that order {goal} is reached in {when}; without any habit in {best}.", best=best, **values)
    return Text("As planned {goal} is reached in {when}; without any habit in {best}.", best=best, **values)


def target(earlier: EarlierShown) -> Text | None:
    """Whether the target can be met, and by how many links; None where none was given."""
    if earlier.target_weeks is None:
        return None
    moment = when(earlier.target_weeks, earlier.target_on)
    if not earlier.is_reached:
        return Text(
            "The target ({when}) cannot be met by questioning habits. What law, season, contract and policy ask takes "
            "until {best}; this chain forbids it:",
            when=moment,
            best=when(earlier.best_weeks, earlier.best_on),
        )
    if not earlier.steps:
        return Text("The target ({when}) is met already.", when=moment)
    links = sum(len(step.questions) for step in earlier.steps)
    if earlier.is_fewest:
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
        least=earlier.at_least,
    )


def holders(earlier: EarlierShown) -> list[Row]:
    """What holds the goal without habits, the last of it first: calendar and links, else the longest step."""
    rows = [Row(Text("calendar"), held(one)) for one in reversed(earlier.held)]
    rows += [Row(GROUNDS[hold.ground], link(hold)) for hold in reversed(earlier.holds)]
    return rows or [Row(Text("longest step"), longest(earlier.next))]


def held(held: Held) -> Phrase:
    """That a meeting, a season or a planned date holds an activity."""
    activity = named(held.activity)
    text = Text("{activity} has a planned date", activity=activity)
    if held.by == "meeting":
        text = Text("{activity} waits for a meeting of {body}", activity=activity, body=held.name)
    elif held.by == "season":
        text = Text("{activity} waits for its season: {season}", activity=activity, season=held.name)
    return bracketed(text, held.on)


def link(link: LinkShown) -> Line:
    """A link with the law that asks it, and its reason."""
    return line(ended(bracketed(waits(named(link.activity), named(link.waits_on)), link.law)), sentence(link.reason))


def heading(step: EarlierStep, is_left_behind: bool) -> Phrase:
    """The links of a step, and what that wins."""
    links = (waits(question.link.activity.id, question.link.waits_on.id) for question in step.questions)
    gain = Text("wins nothing by itself")
    if round(step.won_weeks, 1) > 0:
        text = Text("dropped, {won}") if is_left_behind else Text("without that {won}")
        gain = Text(text.source, won=won(step.won_weeks))
    return joined(joined(*links, between=" + "), gain, between=": ")


def _rows(step: EarlierStep, label: Text) -> list[Row]:
    rows = []
    for question in step.questions:
        rows += [Row(label, link(question.link)), Row(Text("at risk"), risk(question))]
        if question.agree:
            rows.append(Row(Text("must agree"), joined(*question.agree, between="; ")))
    result = joined(when(step.weeks, step.goal_on), next_bottleneck(step), between="; ")
    return [*rows, Row(Text("result"), result)]


def risk(question: Question) -> Text:
    """What may have to be done again without a link."""
    values = {"activity": question.link.activity.id, "waits_on": question.link.waits_on.id}
    if round(question.ahead_weeks, 1) > 0:
        return Text(
            "{weeks} of work on {activity} is done before {waits_on} is finished; it may have to be done again",
            weeks=weeks(question.ahead_weeks),
            **values,
        )
    if round(question.before_weeks, 1) > 0:
        return Text(
            "{activity} comes {weeks} before {waits_on} is finished; who goes on from there does so at own risk",
            weeks=weeks(question.before_weeks),
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
