"""The Monday list in sentences; on a screen no more than there is room for, with the command that shows all."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ppl.errors import Text, count
from ppl.reports.due_report import DueItem
from ppl.reports.due_sentences import item_heading, nobody, when, without_stop
from ppl.reports.sentences import Phrase, Row, bracketed, capital, joined, more, near, shortened, word
from ppl.reports.standing_sentences import late
from ppl.reports.week_report import AlsoShown, TalkShown, WeekShown

Day = datetime.date
LATE, TALKS, NEAR, WAITING, NOTES = 3, 7, 2, 3, 1  # how many of each part a screen holds
WORDS, NAME, RAISED = 25, 20, 28  # characters of a line, of the name of its project, and of what is raised, on a screen
# kinds in a word, where there is no room for more; what is not here is called by what it is about
IN_A_WORD = {
    "advice": Text("advice"), "escalation": Text("escalation"), "feedback": Text("answer"), "law": Text("law"),
    "lesson": Text("lesson"), "review": Text("decision"), "until": Text("decision"),
}  # fmt: skip


class Part(NamedTuple):
    """Rows under a heading; left: how many are not shown, with the command that shows all."""

    heading: Phrase
    rows: tuple[Row, ...]
    left: Phrase | None = None


def title(week: WeekShown) -> Text:
    """Which week it is, and of whom."""
    if week.role is None:
        return Text("Week of {date}", date=week.monday)
    return Text("Week of {date}: {who}", date=week.monday, who=week.role)


def said(week: WeekShown, *, is_short: bool = False) -> tuple[Part, ...]:
    """The parts of the list in which something stands; in short what fits on a screen."""
    today, words = week.today, WORDS if is_short else 0
    until = f" --until {week.monday + datetime.timedelta(days=6)}" if week.monday > today else ""
    due = f"ppl due{f' --role {week.role.code}' if week.role else ''}{until}"
    talks = [_talk(one, today, words) for one in week.talks]
    notes = [
        Row(
            str(one.number), Text("{project}: {command}", project=one.project, command=f"ppl note {one.project} --list")
        )
        for one in week.notes
    ]
    parts = (
        (Text("Late: {number}", number=len(week.late)), _rows(week.late, today, words), LATE, due),
        (Text("Talks: {number}", number=len(talks)), talks, TALKS, due),
        (Text("Near: {number}", number=len(week.near)), _rows(week.near, today, words), NEAR, due),
        (Text("Waiting: {number}", number=len(week.waiting)), _rows(week.waiting, today, words), WAITING, due),
        (
            Text("Notes that wait: {number}", number=sum(one.number for one in week.notes)),
            notes,
            NOTES,
            "ppl week --format md",
        ),
    )
    return tuple(_part(title, rows, most if is_short else len(rows), all_) for title, rows, most, all_ in parts if rows)


def _part(title: Phrase, rows: Sequence[Row], most: int, command: str) -> Part:
    left = len(rows) - most
    rest = Text("and {number} more: {command}", number=left, command=command) if left > 0 else None
    return Part(title, tuple(rows[:most]), rest)


def _rows(items: Sequence[DueItem], today: Day, words: int) -> list[Row]:
    return [Row(when(one, today), bracketed(_said(one, words), nobody(one))) for one in items]


def _said(one: DueItem, words: int) -> Phrase:
    """What is due; on a screen in one line."""
    if not words:
        return capital(item_heading(one))
    what = shortened(without_stop(one.what), words) if isinstance(one.what, str) else one.what
    return capital(_of(joined(IN_A_WORD.get(one.kind), what, between=": "), one, words))


def _talk(talk: TalkShown, today: Day, words: int) -> Row:
    """A talk, and further ones with the same project, with what to raise below it."""
    also = (joined(word(one.line.kind), _day(one, today), between=" ") for one in talk.also)
    what = joined(word(talk.line.kind), *also) if talk.also else talk.line.what
    return Row(_day(talk, today), capital(_of(what, talk.line, words)), tuple(_raised(talk, today, words)))


def _day(talk: TalkShown | AlsoShown, today: Day) -> Phrase:
    return late(talk.line.days_late) if talk.line.days_late else near(talk.on, today)


def _of(what: Phrase, one: DueItem, words: int) -> Phrase:
    """What is due, with the name of its project."""
    name = shortened(one.name, NAME) if words and one.name else one.name
    return joined(what, name) if name and "(" in name else bracketed(what, name)


def _raised(talk: TalkShown, today: Day, words: int) -> list[Phrase]:
    """What to raise in a talk: what is late or near, and the bottlenecks; in short the first of each."""
    every = [bracketed(_what(one, words), when(one, today), nobody(one)) for one in talk.raised]
    if not words:
        return [*every, *(joined(Text("bottleneck"), one.title, between=": ") for one in talk.bottlenecks)]
    found: list[Phrase] = [joined(every[0], *more(len(every) - 1), between=" ")] if every else []
    for one in talk.bottlenecks[:1]:
        number = count(Text("{number} bottleneck"), Text("{number} bottlenecks"), len(talk.bottlenecks))
        found.append(joined(number, shortened(one.title, RAISED), between=": "))
    return found


def _what(one: DueItem, words: int) -> Phrase:
    if not isinstance(one.what, str):
        return one.what
    return shortened(without_stop(one.what), RAISED) if words else without_stop(one.what)
