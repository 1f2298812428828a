"""The programme on one screen: a line per project, what needs attention first."""

import datetime
from typing import NamedTuple

from ppl.errors import Text
from ppl.reports import standing_sentences
from ppl.reports.sentences import Phrase, capital, count, joined, more, near, shortened, word
from ppl.reports.standing_sentences import SYMBOLS
from ppl.reports.status_report import ProjectStatus

Day = datetime.date
NAME = 28  # characters of a name
ASPECTS = ("time", "money", "quality")


class Table(NamedTuple):
    """Rows under headings; legend: what the symbols mean, where there are any; example: the project whose details can
    be asked."""

    headings: tuple[Text, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    legend: Phrase | None
    example: str


def table(projects: list[ProjectStatus], today: Day) -> Table:
    """A row per project: those that are guided first, and of those what is late, red or over time.

    A column in which nothing stands leaves its room to the others.
    """
    ordered = sorted(projects, key=urgency)
    headings = (Text("Project"), Text("Lights"), Text("Needs attention"), Text("Next"))
    rows = [(shortened(one.name, NAME), lights(one), attention(one), next_talk(one, today)) for one in ordered]
    filled = [column for column in range(len(headings)) if any(row[column] for row in rows)]
    legend = Text(
        "Lights: {time}, {money} and {quality}; {colours}.",
        colours=joined(*(joined(SYMBOLS[one], word(one), between=" ") for one in SYMBOLS)),
        **{aspect: word(aspect) for aspect in ASPECTS},
    )
    return Table(
        tuple(headings[column] for column in filled),
        tuple(tuple(row[column] for column in filled) for row in rows),
        legend if any(row[1] for row in rows) else None,
        ordered[0].ref,
    )


def urgency(project: ProjectStatus) -> tuple[object, ...]:
    """What sorts the projects: guided, then the longest late, red lights, talks and actions over time, amber lights."""
    colours = [light.light for light in project.lights]
    return (
        not project.is_guided,
        -max((one.late_days for one in project.overdue), default=0),
        -colours.count("red"),
        -sum(one.late_days for one in project.due),
        -sum(one.late_days > 0 for one in project.actions),
        -colours.count("amber"),
        project.name,
    )


def lights(project: ProjectStatus) -> Phrase:
    """The symbols of time, money and quality; `-` for what nobody judged, nothing for what has ended."""
    found = {light.aspect: SYMBOLS[light.light] for light in project.lights}
    return " ".join(found.get(aspect, "-") for aspect in ASPECTS) if found and not project.ended else ""


def attention(project: ProjectStatus) -> Phrase:
    """What is late first, then what is open; its stage where it is not under way."""
    over = sum(one.late_days > 0 for one in project.actions)
    found: list[Phrase] = []
    if project.ended:
        return capital(standing_sentences.ended_project(project.ended))
    if not project.is_guided:
        found.append(word(project.status))
    for one in project.overdue[:1]:
        kind = joined(standing_sentences.overdue_kind(one), *more(len(project.overdue) - 1), between=" ")
        is_term = one.kind in standing_sentences.LAPSES
        how = standing_sentences.how_late(one)
        found.append(joined(kind, how, between=" ") if is_term else joined(how, kind, between=": "))
    found += [
        joined(standing_sentences.late(one.late_days), word(one.kind), between=": ")
        for one in project.due
        if one.late_days
    ]
    if over:
        found.append(count(Text("{number} action overdue"), Text("{number} actions overdue"), over))
    if project.judgement and project.judgement.judgement == "critical":
        found.append(word("critical"))
    if project.bottlenecks:
        number = len(project.bottlenecks)
        found.append(count(Text("{number} bottleneck"), Text("{number} bottlenecks"), number))
    if project.is_guided and not project.has_sessions:
        found.append(Text("no talks yet"))
    return capital(joined(*found, between="; ")) if found else Text("nothing")


def next_talk(project: ProjectStatus, today: Day) -> Phrase:
    """The day of the next talk, where one was agreed."""
    return near(project.next_session_on, today) if project.next_session_on else ""
