"""What is due, in sentences: how late or by which day, what, of whom, why, and the command that settles it."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import Text
from ppl.reports.due_report import DueItem
from ppl.reports.sentences import Phrase, Row, bracketed, capital, joined, near, small
from ppl.reports.standing_sentences import NOBODY, late

Day = datetime.date
# what is no kind of talk; a talk is called by its kind
KINDS = {
    "action": Text("action"),
    "advice": Text("advice without a decision"),
    "agreement": Text("agreement"),
    "approval": Text("approval of a bulletin"),
    "check": Text("condition of the term"),
    "confirmation": Text("recap without an answer"),
    "escalation": Text("question without an answer"),
    "feedback": Text("answer to pass on"),
    "grant": Text("grant"),
    "law": Text("law to look up again"),
    "lesson": Text("lesson that waits for a yes"),
    "milestone": Text("milestone"),
    "recap": Text("recap to send"),
    "review": Text("decision to look at again"),
    "season": Text("season of a survey"),
    "step": Text("decision of the plan"),
    "term": Text("term"),
    "until": Text("decision that ends"),
}
ITSELF = ("recap", "confirmation", "term", "approval")  # whose text says what kind it is


class Part(NamedTuple):
    """Lines under a heading."""

    heading: Phrase
    rows: tuple[Row, ...]


def kind_word(kind: str) -> Text:
    """The kind of a line in words."""
    return KINDS.get(kind) or Text(kind)


def item_heading(one: DueItem) -> Phrase:
    """What is due, with its kind and its project."""
    what = without_stop(one.what) if isinstance(one.what, str) else one.what
    is_named = one.kind in KINDS and one.kind not in ITSELF
    said = joined(kind_word(one.kind), what, between=": ") if is_named else what
    has_brackets = one.name is not None and "(" in one.name
    return joined(said, one.name) if has_brackets else bracketed(said, one.name)


def without_stop(text: str) -> str:
    """A text without the full stop at its end; three of them stay."""
    return text if text.endswith("...") else text.rstrip(".")


def said(items: Sequence[DueItem], today: Day, until: Day) -> tuple[Part, ...]:
    """What is late, what comes, and what waits without a day."""
    over = [one for one in items if one.days_late]
    dated = [one for one in items if not one.days_late and one.due_on]
    undated = [one for one in items if not one.due_on]
    parts = (
        (Text("Late: {number}", number=len(over)), over),
        (Text("Up to {date}: {number}", date=until, number=len(dated)), dated),
        (Text("Without a day: {number}", number=len(undated)), undated),
    )
    return tuple(Part(title, tuple(row(one, today) for one in found)) for title, found in parts if found)


def row(one: DueItem, today: Day) -> Row:
    """A line of what is due."""
    return Row(
        when(one, today),
        capital(item_heading(one)),
        (Text("{who}: {why}", who=capital(who(one)), why=why(one)), one.settle),
    )


def when(one: DueItem, today: Day) -> Phrase:
    """How late something is, else by which day it must be done."""
    if one.days_late:
        return late(one.days_late)
    if one.due_on is None:
        return Text("no day")
    return Text("today") if one.due_on == today else near(one.due_on, today)


def who(one: DueItem) -> Phrase:
    """Who acts, or that nobody does yet."""
    return one.who or NOBODY


def nobody(one: DueItem) -> Text | None:
    """That nobody acts yet, where nobody said who does."""
    return None if one.who else NOBODY


def reason(one: DueItem) -> Text:
    """Why it is due, and who is to say who acts where nobody said it."""
    return Text("{why}; says who does it: {who}", why=one.why, who=one.asks) if one.asks else one.why


def why(one: DueItem) -> Phrase:
    """Why it is due; of what is late with the day by which it should have been done."""
    if one.days_late and one.due_on:
        return bracketed(small(reason(one)), Text("by {date}", date=one.due_on))
    return small(reason(one))
