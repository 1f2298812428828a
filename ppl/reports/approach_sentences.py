"""What the way of working says: who does what, how often, what was agreed by whom, and what is still to be agreed."""

import datetime
from collections.abc import Sequence
from typing import Any

from ppl.errors import Joined, Text
from ppl.model.record import READERS
from ppl.reports import profile
from ppl.reports.approach_report import Approach, Missing, OfProject, Point, Reported, Rhythm, RoleLine, Rung, Talk
from ppl.reports.kickoff_sentences import kickoff
from ppl.reports.overview_sentences import NOTHING
from ppl.reports.sentences import (
    Item,
    Line,
    Phrase,
    Row,
    bracketed,
    capital,
    count,
    ended,
    in_place,
    joined,
    line,
    sentence,
    small,
    strong,
    word,
)

Day = datetime.date
OFTEN = {
    "day": (Text("every day"), Text("every {number} days")),
    "week": (Text("every week"), Text("every {number} weeks")),
    "month": (Text("every month"), Text("every {number} months")),
    "year": (Text("every year"), Text("every {number} years")),
}
SCOPES = {"project": Text("per project"), "lot": Text("per lot"), "programme": Text("for the programme")}
REPORTED = {
    "recap": Text("What was agreed in the talk"),
    "project": Text("The progress report of the project"),
    "programme": Text("The progress report of the programme"),
    "evaluation": Text("The evaluation of the lot, with the decision to go on or not"),
    "newsletter": Text("The newsletter"),
}
MISSING = {
    "roles": Text("What each role does"),
    "rhythm": Text("The rhythm of the talks"),
    "ladder": Text("The route of escalation"),
    "answer_within_days": Text("Within how many days an answer comes"),
    "kickoff": Text("The kick-off, with the way of working and who commits to it"),
    "agreed": Text("Whether the municipality agrees with the notes of the kick-off"),
    "committed": Text("What the project leader commits to"),
    "commitments": Text("What the partners promise"),
    "agreements": Text("What is agreed for the project as a whole, with owner and day"),
    "preconditions": Text("How it stands with the preconditions of which nobody said it"),
    "assignment": Text("The answers to the questions on the assignment"),
}
PUT_APART = ("preconditions", "assignment")  # their open points stand in a section of their own


def said(approach: Approach, audience: str) -> dict[str, Any]:
    """All that the way of working says to a reader."""
    rungs = [one for one in approach.ladder if not one.is_side_door]
    return {
        "title": Text("Way of working: {name}", name=approach.name),
        "as_of": Text("{programme}, as it was on {date}.", programme=approach.programme, date=approach.on),
        "readers": Text("Readers: {audience}.", audience=READERS[audience]),
        "principle": PRINCIPLE,
        "roles": [role(one) for one in approach.roles],
        "rhythm_headings": (Text("Talk"), Text("How often"), Text("Who sees to it")),
        "rhythm": [rhythm(one) for one in approach.rhythm],
        "laid_down": laid_down(approach.rhythm),
        "reported": [reported(one) for one in approach.reported],
        "rungs": [rung(one) for one in rungs],
        "side_doors": side_doors([one for one in approach.ladder if one.is_side_door]),
        "commitments": [ended(capital(text.strip("."))) for text in approach.commitments or ()],
        "agreements": [agreement(one, approach.on) for one in approach.agreements],
        "talks": [talk(one) for one in approach.talks],
        "start": [item for one in approach.talks[:1] if one.kind == "kickoff" for item in kickoff(one)],
        "met": [precondition(one) for one in approach.preconditions if one.status in ("met", "n-a")],
        "open": [precondition(one) for one in approach.preconditions if one.status == "open"],
        "unknown": names([one for one in approach.preconditions if not one.status]),
        "answers": [Row(capital(one.named), ended(one.said or "")) for one in approach.assignment if one.status],
        "questions": [capital(one.named) for one in approach.assignment if not one.status],
        "missing": [missing(one) for one in approach.missing],
        **table(approach),
    }


PRINCIPLE = Text(
    "The bureau advises. The municipal project leader is finally responsible for steering the project. What needs a "
    "decision in the municipality is decided by the college, the council or who has their mandate; on taking part the "
    "ministry decides."
)


def role(one: RoleLine) -> Row:
    """A role and what it does."""
    return Row(capital(bracketed(one.role, one.organisation)), ended(one.does))


def often(one: Rhythm) -> Text:
    """How often a talk returns."""
    return count(*OFTEN[one.unit], one.number)


def rhythm(one: Rhythm) -> tuple[Phrase, ...]:
    """A talk that returns, as a row."""
    return capital(word(one.kind)), joined(often(one), SCOPES[one.scope]), capital(one.role)


def laid_down(found: Sequence[Rhythm]) -> list[Row]:
    """Where each rhythm is laid down."""
    return [Row(capital(word(one.kind)), ended(one.source)) for one in found if one.source]


def reported(one: Reported) -> Line:
    """A report: after which talk, how often, and who reads it."""
    kind = one.rhythm.kind
    talk = word(kind) if kind != one.report else None
    readers = Joined(one.readers, last=Text("and")) if one.readers else Text("everybody who follows the programme")
    return (
        ended(joined(bracketed(strong(REPORTED[one.report]), talk), often(one.rhythm))),
        Text("Who reads it: {who}.", who=readers),
    )


def rung(one: Rung) -> Item:
    """A body in the ladder: what it is for, how it is reached, and its terms."""
    papers = count(
        Text("Papers: {number} day before it meets."),
        Text("Papers: {number} days before it meets."),
        one.papers_days_before or 0,
    )
    answer = count(
        Text("It answers within {number} day."), Text("It answers within {number} days."), one.answer_within_days or 0
    )
    return Item(
        line(
            strong(Text("{level}. {name}:", level=one.level, name=one.name)),
            sentence(one.remit),
            Text("Reached by: {who}.", who=one.reached_by) if one.reached_by else None,
            papers if one.papers_days_before else None,
            answer if one.answer_within_days else None,
        )
    )


def side_doors(found: Sequence[Rung]) -> Text | None:
    """The bodies that help at any rung."""
    shown = Joined(tuple(one.name for one in found), "; ")
    return Text("Helps at any rung: {bodies}.", bodies=shown) if found else None


def agreement(one: profile.Agreed, today: Day) -> Phrase:
    """Something agreed, with who does it by when, or when it was done."""
    days = [Text("done on {date}", date=one.done_on)] if one.done_on else []
    if one.due_on and not one.done_on:
        days = [Text("due on {date}", date=one.due_on)]
        days += [Text("not reported as done")] if one.due_on < today else []
    return ended(joined(bracketed(one.text.strip("."), one.owner), *days))


def talk(one: Talk) -> Item:
    """A talk on the way of working: what was agreed in it, and who agreed with its notes."""
    agreed = Text("the municipality has not yet agreed with the notes")
    if one.agreed_on and one.agreed_by:
        agreed = Text("agreed on {date} by {who}", date=one.agreed_on, who=one.agreed_by)
    elif one.agreed_on:
        agreed = Text("agreed on {date}", date=one.agreed_on)
    head = ended(joined(strong(joined(capital(word(one.kind)), one.on)), agreed, between="; "))
    return Item(head, tuple(ended(text.strip(".")) for text in one.agreements))


def precondition(one: Point) -> Line:
    """A precondition, how it stands, and how that is known."""
    return line(joined(strong(capital(one.named)), ended(word(one.status)), between=": "), sentence(one.said))


def names(found: Sequence[Point]) -> Joined | None:
    """Points by name, after each other."""
    return Joined(tuple(small(one.named) for one in found), "; ") if found else None


def missing(one: Missing) -> Phrase:
    """What is still to be agreed; within the bureau, that it is not recorded and how it is."""
    about = Joined(one.about, "; ") if one.about and one.what not in PUT_APART else None
    what = bracketed(MISSING[one.what], about)
    if one.settle:
        return Text("{what}: not recorded yet; this records it: {command}", what=what, command=one.settle)
    return Text("{what}: still to be agreed.", what=what)


def table(approach: Approach) -> dict[str, Any]:
    """The projects with how far each is, in rows under headings."""
    sees = approach.sees_talks
    headings = [Text("Project"), Text("Kick-off"), Text("Agreed"), Text("Preconditions"), Text("Assignment")]
    rows = [_row(one) for one in approach.projects]
    kept = [at for at in range(len(headings)) if sees or at not in (1, 2)]
    return {"headings": [headings[at] for at in kept], "projects": [[row[at] for at in kept] for row in rows]}


def _row(one: OfProject) -> tuple[Phrase, ...]:
    return (
        in_place(one.name, one.municipality, strongly=True),
        joined(one.kickoff_on) if one.kickoff_on else NOTHING,
        joined(one.agreed_on) if one.agreed_on else NOTHING,
        Text("{number} of {all} in order", number=one.met, all=one.points),
        Text("{number} of {all} answered", number=one.answered, all=one.questions),
    )
