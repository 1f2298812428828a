"""A Gantt chart in characters, readable without colour; colour only adds to it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Text
from ppl.render import axis
from ppl.visible import visible

Words = Callable[[Text], str]
Data = Mapping[str, Any]

CRITICAL, DRIVING, LOOSE, SLACK, DONE = "█", "▓", "▒", "·", "="
RISK, RISK_CRITICAL, POINT, UNKNOWN, TODAY, SEASON, MEETING = "x", "X", "◆", "?", "│", "~", "▲"
COLOURS = {CRITICAL: "31;1", RISK_CRITICAL: "31;1", RISK: "33", SLACK: "2", DONE: "2", TODAY: "36"}
COLOURS |= {DRIVING: "1", POINT: "1"}
MILESTONES = {"adopted": Text("adopted"), "in-force": Text("in force"), "irrevocable": Text("irrevocable")}
END = "\x1b[0m"


class Scale(NamedTuple):
    """Weeks onto columns."""

    first: float
    last: float
    columns: int

    def at(self, week: float) -> int:
        """The column in which a week lies."""
        found = round((week - self.first) / (self.last - self.first) * self.columns)
        return max(0, min(self.columns - 1, found))

    def span(self, start: float, end: float) -> range:
        """The columns of a period: at least one."""
        begin = self.at(start)
        until = round((end - self.first) / (self.last - self.first) * self.columns)
        return range(begin, max(begin + 1, min(self.columns, until)))


def chart(picture: Data, panel: Data, width: int, words: Words, coloured: bool = False) -> str:
    """One panel of a picture as lines of at most so many characters, with its axis, and a legend of its symbols."""
    titles = [f"{bar['id']} {free(bar['title'])}" for bar in panel["bars"]]
    label = min(max((len(title) for title in titles), default=10), max(20, width * 3 // 10))
    first, last = _ends(picture, panel)
    scale = Scale(first, last, max(20, width - label - 1))
    now = picture["today_week"]
    today = scale.at(now) if now is not None and first <= now <= last else None
    rows = _axis(picture, scale, words)
    for band in picture["bands"]:
        begun = [span for span in band["spans"] if span[0] < scale.last]
        rows.append((free(band["title"]), _marked(begun, SEASON, scale)))
    meetings = [bar["end_week"] for bar in panel["bars"] if bar["meets"]]
    if meetings:
        rows.append((words(Text("meetings that decide")), _marked([(week, week) for week in meetings], MEETING, scale)))
    if today is not None:
        rows.append((words(Text("today")), " " * today + "▼"))
    rows += [(title, _bar(bar, scale, today)) for title, bar in zip(titles, panel["bars"], strict=True)]
    rows += [
        (_milestone(one, words), _marked([(one["week"], one["week"])], POINT, scale)) for one in panel["milestones"]
    ]
    lines = [f"{_cut(name, label):<{label}} {row}".rstrip() for name, row in rows]
    found = "".join(row for _, row in rows)
    painted = [line[: label + 1] + _coloured(line[label + 1 :]) for line in lines] if coloured else lines
    return "\n".join([*painted, "", *_wrapped(_legend(found, words), width)]) + "\n"


def fitted(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The rows of a table of activities with their titles (second) and owners (last) cut, so that all fits."""
    widest = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    room = width - 2 * (len(widest) - 1) - sum(widest[:1] + widest[2:-1])
    owner = min(widest[-1], max(12, room - widest[1], room * 2 // 5))
    title = max(12, room - owner)
    return [[row[0], _cut(row[1], title), *row[2:-1], _cut(row[-1], owner)] for row in rows]


def _ends(picture: Data, panel: Data) -> tuple[float, float]:
    """First and last week of one panel; with today, where that is not far off."""
    first = min([picture["from_week"], *(bar["start_week"] for bar in panel["bars"])])
    last = max([first + 1, *(bar["end_week"] for bar in panel["bars"])])
    now = picture["today_week"]
    if now is not None and last < now < last + (last - first) / 2:
        last = now + 1
    return first, last


def as_markdown(text: str) -> Any:
    """A chart as a block of code, ready for a template: indented, so that no title in it can end the block."""
    from markupsafe import Markup

    return Markup("\n".join(f"    {line}".rstrip() for line in text.splitlines()))


def free(text: str) -> str:
    """A text of a record on one line, without what a terminal would obey."""
    return " ".join(visible(text).split())


def _axis(picture: Data, scale: Scale, words: Words) -> list[tuple[str, str]]:
    """Years and quarters where the plan has dates, else weeks."""
    if picture["starts_on"] is None:
        return [(words(Text("week")), _labels([(week, str(week)) for week in _weeks(scale)], scale))]
    starts_on = _day(picture["starts_on"])
    rows = [("", _labels([(t.week, f"{t.on.year}") for t in _ticks(starts_on, scale, 12)], scale, "|"))]
    room = scale.columns / (scale.last - scale.first) * 13
    if room >= 3.5:
        quarters = [(t.week, words(Text("Q{number}", number=t.on.month // 3 + 1))) for t in _ticks(starts_on, scale, 3)]
        rows.append(("", _labels(quarters, scale, "|")))
    return rows


def _weeks(scale: Scale) -> list[int]:
    return axis.weeks(scale.first, scale.last, max(2, scale.columns // 6))


def _ticks(starts_on: datetime.date, scale: Scale, months: int) -> list[axis.Tick]:
    return axis.ticks_between(starts_on, scale.first, scale.last, months)


def _day(day: datetime.date | str) -> datetime.date:
    return datetime.date.fromisoformat(day) if isinstance(day, str) else day


def _labels(ticks: Sequence[tuple[float, str]], scale: Scale, mark: str = "") -> str:
    """Labels at their weeks; one that would run into the next is left out, and its mark stays."""
    row = [" "] * scale.columns
    places = [scale.at(week) for week, _ in ticks] + [scale.columns]
    for (_, text), begin, until in zip(ticks, places, places[1:], strict=False):
        shown = mark + text
        if len(shown) > until - begin or (not mark and len(shown) >= until - begin and until < scale.columns):
            shown = mark if until > begin else ""
        row[begin : begin + len(shown)] = shown
    return "".join(row)


def _bar(bar: Data, scale: Scale, today: int | None) -> str:
    row = [" "] * scale.columns
    if bar["slack_weeks"]:
        for at in scale.span(bar["end_week"], bar["end_week"] + bar["slack_weeks"]):
            row[at] = SLACK
    if today is not None:
        row[today] = TODAY
    if bar["start_week"] == bar["end_week"]:
        row[scale.at(bar["start_week"])] = UNKNOWN if bar["is_unknown"] else POINT
        return "".join(row)
    at_risk, done = bar["risk_until_week"], bar["done_until_week"]
    columns = scale.span(bar["start_week"], bar["end_week"])
    for at in columns:
        row[at] = CRITICAL if bar["critical"] else DRIVING if bar["is_driving"] else LOOSE
    if at_risk is not None:
        for at in scale.span(bar["start_week"], min(at_risk, bar["end_week"])):
            row[at] = RISK_CRITICAL if bar["critical"] else RISK
    if done is not None and done > bar["start_week"]:
        for at in scale.span(bar["start_week"], done):
            row[at] = DONE
    return "".join(row)


def _marked(spans: Sequence[Sequence[float]], symbol: str, scale: Scale) -> str:
    row = [" "] * scale.columns
    for start, end in spans:
        for at in scale.span(start, end):
            row[at] = symbol
    return "".join(row)


def _milestone(data: Data, words: Words) -> str:
    if data["title"]:
        return free(data["title"])
    return words(MILESTONES[data["code"]]) if data["code"] in MILESTONES else free(data["code"])


def _legend(found: str, words: Words) -> list[str]:
    """What the symbols mean that stand in the chart."""
    meanings = (
        (CRITICAL, Text("critical: any slip moves the goal")),
        (DRIVING, Text("has slack, and lies on the chain that decides the day")),
        (LOOSE, Text("has slack, or does not lead to the goal")),
        (SLACK, Text("slack")),
        (DONE, Text("done")),
        (RISK, Text("at own risk")),
        (RISK_CRITICAL, Text("at own risk and critical")),
        (POINT, Text("milestone")),
        (UNKNOWN, Text("duration unknown, counted as 0 weeks")),
        (SEASON, Text("season")),
        (MEETING, Text("meeting")),
        (TODAY, Text("today")),
    )
    return [f"{symbol} {words(text)}" for symbol, text in meanings if symbol in found]


def _wrapped(items: Sequence[str], width: int) -> list[str]:
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + 3 + len(item) > width:
            lines.append("")
        lines[-1] += ("   " if lines[-1] else "") + item
    return lines


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"


def _coloured(row: str) -> str:
    """A row with the colours of a terminal around each run of one symbol."""
    import itertools

    shown = ""
    for symbol, run in itertools.groupby(row):
        text = "".join(run)
        shown += f"\x1b[{COLOURS[symbol]}m{text}{END}" if symbol in COLOURS else text
    return shown
