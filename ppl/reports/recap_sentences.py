"""What the mail after a talk says: who does what, what was decided, and what came of the talk itself."""

import datetime
from collections.abc import Mapping
from typing import Any

from ppl.errors import Joined, Text
from ppl.reports import standing_sentences
from ppl.reports.recap_report import ActionLine, BottleneckLine, DecisionLine, InterventionLine, Recap, Someone
from ppl.reports.sentences import (
    Line,
    Phrase,
    bracketed,
    capital,
    ended,
    flowing_paragraphs,
    joined,
    labelled,
    line,
    sentence,
    told,
    word,
)

Day = datetime.date
Names = Mapping[str, str]
DAYS = (
    Text("Monday"), Text("Tuesday"), Text("Wednesday"), Text("Thursday"), Text("Friday"), Text("Saturday"),
    Text("Sunday"),
)  # fmt: skip


def day(on: Day) -> Phrase:
    """A day with its name."""
    return joined(DAYS[on.weekday()], on, between=" ")


def who(someone: Someone, names: Names) -> Phrase:
    """Somebody with the role: at an organisation, else by the name that is known for it."""
    if someone.organisation:
        return bracketed(someone.role, someone.organisation)
    name = names.get(someone.role.code)
    return bracketed(name, someone.role) if name else someone.role


def short(someone: Someone, names: Names) -> Phrase:
    """Somebody by a name alone, where one is known."""
    name = None if someone.organisation else names.get(someone.role.code)
    return name or who(someone, names)


def bare(text: str) -> str:
    """A text without its full stop, for what goes on behind it."""
    return text.rstrip().rstrip(".")


def action(action: ActionLine, names: Names) -> Phrase:
    """What somebody does by when, or what came of it."""
    task = joined(capital(bare(action.text)), short(action.owner, names) if action.owner else None, between=": ")
    if action.status == "done":
        done = Text("done on {date}", date=action.done_on) if action.done_on else Text("done")
        return joined(task, bracketed(done, bare(action.result) if action.result else None), between="; ")
    if action.status == "dropped":
        because = bare(action.because) if action.because else None
        return joined(task, bracketed(Text("no longer needed"), because), between="; ")
    due = None
    if action.due_on and action.late_days:
        how_late = standing_sentences.late(action.late_days)
        due = Text("should have been ready on {date}, {late}", date=action.due_on, late=how_late)
    elif action.due_on:
        due = Text("ready by {date}", date=action.due_on)
    waits = Text("waits on {what}", what=bare(action.waits_on)) if action.waits_on else None
    return joined(joined(task, due), waits, between="; ")


def decision(decision: DecisionLine, names: Names) -> Line:
    """What was decided or advised, by whom, and why."""
    head = joined(capital(word(decision.kind)), who(decision.by, names) if decision.by else None, decision.on)
    return line(
        joined(head, ended(word(decision.outcome)), between=": "),
        *(sentence(reason) for reason in decision.reasons),
        labelled(Text("Conditions: {text}"), "; ".join(decision.conditions)),
        Text("To be looked at again on {date}.", date=decision.review_on) if decision.review_on else None,
    )


def new_bottleneck(bottleneck: BottleneckLine, names: Names) -> Phrase:
    """A bottleneck or a risk that came up."""
    title = bare(bottleneck.title)
    text = Text("New risk: {title}", title=title) if bottleneck.status == "risk" else Text("New: {title}", title=title)
    return bracketed(text, Text("owner: {who}", who=short(bottleneck.owner, names)) if bottleneck.owner else None)


def solved(bottleneck: BottleneckLine) -> Phrase:
    """A bottleneck that was solved or accepted."""
    title = bare(bottleneck.title)
    text = (
        Text("Accepted: {title}", title=title)
        if bottleneck.status == "accepted"
        else Text("Solved: {title}", title=title)
    )
    return joined(text, ended(capital(bottleneck.resolution)) if bottleneck.resolution else None, between=". ")


def spoken(bottleneck: BottleneckLine) -> Phrase:
    """A bottleneck that was spoken of."""
    return bracketed(Text("Spoken of: {title}", title=bare(bottleneck.title)), word(bottleneck.status))


def intervention(intervention: InterventionLine, names: Names) -> Phrase:
    """What is tried, by whom, and what it brought or should bring."""
    effect = labelled(Text("Observed: {text}"), intervention.observed) or labelled(
        Text("Expected: {text}"), intervention.expected
    )
    return joined(
        bracketed(bare(intervention.title), short(intervention.by, names) if intervention.by else None),
        effect,
        between=". ",
    )


def title(recap: Recap) -> Text:
    """The subject of the mail."""
    if recap.status == "cancelled":
        return Text("Our talk of {date} is off: {name}", date=recap.held_on, name=recap.name)
    if recap.status == "moved":
        return Text("Our talk of {date} is moved: {name}", date=recap.held_on, name=recap.name)
    return Text("What we agreed on {date}: {name}", date=recap.held_on, name=recap.name)


def opening(recap: Recap) -> Line:
    """Which talk it is about: what it was on the whole, or that it did not take place and why."""
    date, name = day(recap.held_on), recap.name
    if recap.status == "held":
        return line(
            Text("This came out of our talk of {date} about {name}.", date=date, name=name),
            sentence(told(flowing_paragraphs(recap.summary or ""))),
        )
    if recap.status == "moved" and recap.next_on:
        next_on = day(recap.next_on)
        text = Text("Our talk of {date} about {name} is moved to {next}.", date=date, name=name, next=next_on)
    else:
        text = Text("Our talk of {date} about {name} does not take place.", date=date, name=name)
    return line(text, labelled(Text("The reason: {text}"), recap.because))


def next_talk(recap: Recap) -> Text | None:
    """When the next talk is; of a talk that is moved that is said already."""
    if recap.next_on:
        is_said = recap.status == "moved"
        return None if is_said else Text("Our next talk is on {date}.", date=day(recap.next_on))
    return Text("There is no new date yet.") if recap.status != "held" else None


def agreed(recap: Recap) -> Text | None:
    """Who agreed with the recap, and when."""
    if not recap.agreed_on:
        return None
    if recap.agreed_by:
        return Text("Agreed on {date} by {who}.", date=recap.agreed_on, who=recap.agreed_by)
    return Text("Agreed on {date}.", date=recap.agreed_on)


def roles(recap: Recap) -> Text:
    """Who advises and who decides."""
    if recap.project:
        return Text(
            "The bureau advises; the municipal project leader is finally responsible for steering the project. What "
            "needs a decision is decided by the college, the council or who has their mandate."
        )
    return Text(
        "The bureau advises; the ministry decides on the choice of projects, on their taking part, and on going on "
        "with the assignment of a lot."
    )


def greeting(recap: Recap, names: Names) -> Text:
    """How the letter begins."""
    name = names.get(recap.reader.code)
    return Text("Dear {name},", name=name) if name else Text("Hello,")


def signature(recap: Recap, names: Names) -> Phrase:
    """Who wrote it."""
    return joined(names.get(recap.writer.code), recap.writer) if recap.writer else recap.bureau


def said(recap: Recap, names: Names) -> dict[str, Any]:
    """All that the mail says. names: per role who has it, for a letter."""
    people = tuple(who(one, names) for one in recap.attended)
    return {
        "title": title(recap),
        "greeting": greeting(recap, names),
        "opening": opening(recap),
        "present": Text("Present: {people}.", people=Joined(people, last=Text("and"))) if people else None,
        "actions": [action(one, names) for one in recap.actions],
        "late": [
            *(standing_sentences.overdue(one) for one in recap.late),
            *(action(one, names) for one in recap.earlier if one.late_days),
        ],
        "earlier": [action(one, names) for one in recap.earlier if not one.late_days],
        "decisions": [decision(one, names) for one in recap.decisions],
        "advice": [decision(one, names) for one in recap.advice],
        "bottlenecks": [
            *(new_bottleneck(one, names) for one in recap.found),
            *(solved(one) for one in recap.solved),
            *(spoken(one) for one in recap.spoken),
        ],
        "interventions": [intervention(one, names) for one in recap.interventions],
        "next_talk": next_talk(recap),
        "roles": roles(recap),
        "agreed": agreed(recap),
        "signature": (signature(recap, names),),
    }
