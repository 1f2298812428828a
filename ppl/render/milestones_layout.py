"""Where everything lies in the picture of milestones: days and rows to points."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from ppl.render.picture import MARGIN, WIDTH, DayScale, anchor

Data = Mapping[str, Any]

HEAD, AXIS, ROW, HEADING, LABELS, OUTCOME = 62, 28, 22, 24, 226, 138
LEGEND = ("first", "reached", "expected", "late", "won", "lost")


def layout(picture: Data) -> dict[str, Any]:
    """The picture with a row for each milestone, an axis and a legend."""
    left, right = MARGIN + LABELS, WIDTH - MARGIN - OUTCOME
    days = [day for mark in _marks(picture) for day in _days(mark)]
    last = max([*days, picture["on"]])
    room = datetime.timedelta(days=max(7, (last - min(days)).days // 40))
    scale = DayScale(min(days) - room, last + room, left, right)
    y: float = HEAD + AXIS
    groups = []
    for group in picture["groups"]:
        heading_y = y + 16
        y += HEADING if group["name"] else 4
        rows = [_row(mark, y + ROW * (at + 0.5), picture["on"], scale) for at, mark in enumerate(group["marks"])]
        y += ROW * len(rows)
        groups.append({"name": group["name"], "heading_y": heading_y, "rows": rows})
    seen = {kind for group in groups for row in group["rows"] for kind in row["kinds"]}
    legend = [kind for kind in LEGEND if kind in seen]
    bottom, notes = y + 4, bool(picture["left_out"]) + bool(picture["without_day"])
    under = bottom + 18 + 16 * -(-len(legend) // 3)
    today = scale.on(picture["on"])
    return {
        **picture,
        "width": WIDTH,
        "height": under + 15 * notes,
        "margin": MARGIN,
        "labels": LABELS - 8,
        "right": WIDTH - MARGIN,
        "outcome_x": right + 10,
        "axis_y": HEAD,
        "bottom": bottom,
        "ticks": scale.ticks(),
        "today": {"x": today, "anchor": anchor(today, left, WIDTH - MARGIN)},
        "groups": groups,
        "legend": [
            {"kind": kind, "x": MARGIN + at % 3 * 232, "y": bottom + 18 + at // 3 * 16}
            for at, kind in enumerate(legend)
        ],
        "notes_y": under + 3,
    }


def _marks(picture: Data) -> Iterator[Data]:
    return (mark for group in picture["groups"] for mark in group["marks"])


def _days(mark: Data) -> Iterator[datetime.date]:
    """The days of a milestone, as ordinary dates."""
    days = (mark["first_on"], mark["planned_on"], mark["actual_on"])
    return (datetime.date(day.year, day.month, day.day) for day in days if day is not None)


def _row(mark: Data, y: float, on: datetime.date, scale: DayScale) -> dict[str, Any]:
    """A milestone: where it was planned first, where it is now, and what lies between."""
    now, first = mark["actual_on"] or mark["awaited_on"], mark["first_on"]
    kind = "late" if mark["late_days"] else "reached" if mark["actual_on"] else "expected"
    x, begin = scale.on(now), None if first is None else scale.on(first)
    kinds = {kind} | ({"first"} if begin is not None else set())
    span: dict[str, Any] | None = None
    if kind == "late":
        span = {"kind": "lost", "x": x, "width": round(scale.on(on) - x, 2)}
    elif mark["weeks_won"] and begin is not None and abs(x - begin) > 1:
        span = {"kind": "lost" if x > begin else "won", "x": min(x, begin), "width": round(abs(x - begin), 2)}
    if span:
        kinds.add(span["kind"])
    won = None if mark["weeks_won"] is None else round(mark["weeks_won"])
    late_weeks = mark["late_days"] // 7
    return {
        **mark, "y": y, "x": x, "first_x": begin, "kind": kind, "span": span, "won": won,
        "late_weeks": late_weeks, "kinds": kinds,
    }  # fmt: skip
