"""What the mail after a talk says: who does what, what was decided, and what came of the talk itself."""

import datetime
from collections.abc import Mapping
from typing import Any

from ppl.errors import Joined, Text
from ppl.reports.recap_report import ActionLine, BottleneckLine, DecisionLine, InterventionLine, Recap, Someone
from ppl.reports.sentences import Line, Phrase, bracketed, capital, ended, joined, labelled, line, sentence, word

Day = datetime.date
Names = Mapping[str, str]
DAYS = (
    Text("Monday"), Text("Tuesday"), Text("Wednesday"), Text("Thursday"), Text("Friday"), Text("Saturday"),
    Text("Sunday"),
)  # fmt: skip


def day(on: Day) -> Phrase:
    """A day with its name."""
    return joined(DAYS[on.weekday()], on, between=" ")


def who(one: Someone, names: Names) -> Phrase:
    """Somebody with the role: at an organisation, else by the name that is known for it."""
    if one.organisation:
        return bracketed(one.role, one.organisation)
    name = names.get(one.role.code)
    return bracketed(name, one.role) if name else one.role


def short(one: Someone, names: Names) -> Phrase:
    """Somebody by a name alone, where one is known."""
    name = None if one.organisation else names.get(one.role.code)
    return name or who(one, names)


def bare(text: str) -> str:
    """A text without its full stop, for what goes on behind it."""
    return text.rstrip().rstrip(".")


def action(one: ActionLine, names: Names) -> Phrase:
    """What somebody does by when, or what came of it."""
    task = joined(bare(one.text), short(one.owner, names) if one.owner else None, between=": ")
    if one.status == "done":
        done = Text("done on {date}", date=one.done_on) if one.done_on else Text("done")
        return joined(task, bracketed(done, bare(one.result) if one.result else None), between="; ")
    if one.status == "dropped":
        because = bare(one.because) if one.because else None
        return joined(task, bracketed(Text("no longer needed"), because), between="; ")
    due = None
    if one.due_on and one.is_late:
        due = Text("should have been ready on {date}", date=one.due_on)
    elif one.due_on:
        due = Text("ready by {date}", date=one.due_on)
    waits = Text("waits on {what}", what=bare(one.waits_on)) if one.waits_on else None
    return joined(joined(task, due), waits, between="; ")


def decision(one: DecisionLine, names: Names) -> Line:
    """What was decided or advised, by whom, and why."""
    head = joined(capital(word(one.kind)), who(one.by, names) if one.by else None, one.on)
    return line(
        joined(head, ended(word(one.outcome)), between=": "),
        *(sentence(reason) for reason in one.reasons),
        labelled(Text("Conditions: {text}"), "; ".join(one.conditions)),
        Text("To be looked at again on {date}.", date=one.review_on) if one.review_on else None,
    )


def new_bottleneck(one: BottleneckLine, names: Names) -> Phrase:
    """A bottleneck or a risk that came up."""
    title = bare(one.title)
    text = Text("New risk: {title}", title=title) if one.status == "risk" else Text("New: {title}", title=title)
    return bracketed(text, Text("owner: {who}", who=short(one.owner, names)) if one.owner else None)


def solved(one: BottleneckLine) -> Phrase:
    """A bottleneck that was solved or accepted."""
    title = bare(one.title)
    text = Text("Accepted: {title}", title=title) if one.status == "accepted" else Text("Solved: {title}", title=title)
    return joined(text, ended(capital(one.resolution)) if one.resolution else None, between=". ")


def spoken(one: BottleneckLine) -> Phrase:
    """A bottleneck that was spoken of."""
    return bracketed(Text("Spoken of: {title}", title=bare(one.title)), word(one.status))


def intervention(one: InterventionLine, names: Names) -> Phrase:
    """What is tried, by whom, and what it brought or should bring."""
    effect = labelled(Text("Observed: {text}"), one.observed) or labelled(Text("Expected: {text}"), one.expected)
    return joined(bracketed(bare(one.title), short(one.by, names) if one.by else None), effect, between=". ")


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
            Text("This came out of our talk of {date} about {name}.", date=date, name=name), sentence(recap.summary)
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
            "The bureau advises; the municipal project leader decides what the project does with it, and owns the "
            "project."
        )
    return Text("The bureau advises; the client decides.")


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
        "earlier": [action(one, names) for one in recap.earlier],
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
