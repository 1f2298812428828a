"""What changed since the report before, in sentences: the heaviest first, the rest counted."""

import datetime
from collections.abc import Sequence

from ppl.errors import Text
from ppl.reports.changed import ChangeState
from ppl.reports.overview_sentences import whole_weeks
from ppl.reports.sentences import Phrase, bracketed, count, ended, joined, near, shortened, small, strong, word
from ppl.reports.standing_sentences import SYMBOLS

Day = datetime.date
LONG = 110  # characters of a question or an event that one line tells
NAMED = 2  # of one kind that are told by name


def changed(found: Sequence[ChangeState], today: Day, most: int = 5) -> list[Phrase]:
    """What changed in one project: so many at most, of each kind the latest two by name and the rest counted."""
    told: list[Phrase] = []
    for kind in dict.fromkeys(one.kind for one in found):
        each = [one for one in found if one.kind == kind]
        told += [_one(one, near(one.on, today)) for one in each[:NAMED]]
        left = len(each) - NAMED
        if left > 0:
            told.append(_counted(kind, left))
    hidden = len(told) - most
    return told if hidden <= 0 else [*told[:most], Text("and {number} more", number=hidden)]


def project(name: str, found: Sequence[ChangeState], today: Day, most: int = 5) -> Phrase:
    """What changed in a project, in one line with its name."""
    return joined(strong(name), ended(joined(*changed(found, today, most), between="; ")), between=": ")


def _counted(kind: str, number: int) -> Text:
    texts = {
        "opened": (Text("{number} other new bottleneck"), Text("{number} other new bottlenecks")),
        "closed": (Text("{number} other bottleneck closed"), Text("{number} other bottlenecks closed")),
        "reached": (Text("{number} other milestone reached"), Text("{number} other milestones reached")),
        "moved": (Text("{number} other milestone moved"), Text("{number} other milestones moved")),
        "missed": (Text("{number} other milestone missed"), Text("{number} other milestones missed")),
        "effect": (Text("{number} other effect seen"), Text("{number} other effects seen")),
        "decision": (Text("{number} other decision"), Text("{number} other decisions")),
    }
    one, many = texts.get(kind, (Text("{number} other"), Text("{number} others")))
    return count(one, many, number)


def _one(one: ChangeState, on: Phrase) -> Phrase:
    """A change by its kind. on: its day, as it is told."""
    if one.kind in ("judgement", "term", "light"):
        return _judged(one, on)
    if one.kind in ("reached", "moved", "missed"):
        return _milestone(one, on)
    if one.kind == "decision":
        kind = Text("municipal decision") if one.text == "municipal" else word(one.text)
        return bracketed(joined(kind, word(str(one.after)), between=": "), on)
    if one.kind == "opened":
        return bracketed(Text("new bottleneck: {title}", title=_short(one.text)), on)
    if one.kind == "closed":
        return bracketed(Text("bottleneck closed: {title}", title=_short(one.text)), on)
    if one.kind == "answer":
        return bracketed(Text("answer to: {question}", question=_short(one.text)), on)
    if one.kind == "sent":
        return bracketed(Text("asked of the ministry: {question}", question=_short(one.text)), on)
    if one.kind == "effect":
        effect = whole_weeks(one.weeks) if one.weeks else _short(str(one.after or ""))
        return bracketed(Text("effect seen of ‘{title}’: {effect}", title=_short(one.text), effect=small(effect)), on)
    return bracketed(_short(one.text), on)


def _judged(one: ChangeState, on: Phrase) -> Phrase:
    after: Phrase = word(str(one.after))
    if one.kind == "light":
        after = joined(SYMBOLS[str(one.after)], after, between=" ")
    label = {"judgement": Text("course"), "term": Text("in the term")}.get(one.kind) or word(one.text)
    was = Text("was {before}", before=word(str(one.before))) if one.before else Text("for the first time")
    return bracketed(joined(label, after, between=": "), was, on)


def _milestone(one: ChangeState, on: Phrase) -> Phrase:
    if one.kind == "reached":
        gain = whole_weeks(one.weeks) if one.weeks is not None else None
        return bracketed(Text("reached: {title}", title=one.text), on, gain)
    if one.kind == "missed":
        return bracketed(Text("not reached on its day: {title}", title=one.text), one.before)
    moved = None
    if isinstance(one.before, datetime.date) and isinstance(one.after, datetime.date):
        weeks = round((one.before - one.after).days / 7, 1)
        moved = whole_weeks(weeks, is_planned=True)
    return bracketed(Text("{title} is now planned for {date}", title=one.text, date=one.after), moved)


def _short(text: str) -> str:
    return shortened(text.rstrip("."), LONG)


def quiet(names: Sequence[str]) -> Text | None:
    """Of which projects nothing changed that somebody logged."""
    return Text("Nothing that changed is known of: {names}.", names="; ".join(names)) if names else None


def since(on: Day, kind: str) -> Text:
    """Since which day, and why that one."""
    why = {
        "client": Text("the last talk with the ministry"),
        "progress": Text("the last progress talk"),
        "half-year": Text("half a year ago"),
    }.get(kind)
    if why is None:
        return Text("Since {date}.", date=on)
    return Text("Since {date}, {why}.", date=on, why=why)
