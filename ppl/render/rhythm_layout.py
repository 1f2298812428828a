"""Where everything lies in the rhythm calendar: a column for each week, a row for each project or year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ppl.render.picture import MARGIN, WIDTH

Data = Mapping[str, Any]

HEAD, AXIS, ROW, COLUMNS, OUTCOME = 38, 20, 20, 53, 44
YEAR, PROJECT = 46, 150  # the room for what stands before a row
GAP = 1.4
STATES = ("kept", "late", "moved", "cancelled", "missed", "overdue", "open", "recess")
HELD = ("kept", "late")
BESIDE = 3  # how many of the legend stand beside each other


def layout(picture: Data) -> dict[str, Any]:
    """The calendar with a cell for each week, the months above it and a legend."""
    left = MARGIN + (YEAR if picture["is_by_year"] else PROJECT)
    step = (WIDTH - MARGIN - OUTCOME - left) / COLUMNS
    top = HEAD + AXIS
    rows = []
    for at, row in enumerate(picture["rows"]):
        y = top + ROW * at
        cells = [_cell(week, left, step, y) for week in row["weeks"]]
        rows.append({**row, "y": y, "cells": cells, "held": sum(row["tally"][state] for state in HELD)})
    bottom = top + ROW * len(rows)
    seen = {week["state"] for row in picture["rows"] for week in row["weeks"]}
    legend = [state for state in STATES if state in seen]
    legend_height = 16 * ((len(legend) - 1) // BESIDE)
    return {
        **picture,
        "width": WIDTH,
        "height": bottom + 34 + legend_height + 15 * bool(picture["left_out"]),
        "margin": MARGIN,
        "labels": left - MARGIN - 8,
        "left": left,
        "right": WIDTH - MARGIN,
        "axis_y": HEAD,
        "bottom": bottom,
        "months": _months(picture["first_on"], left, step),
        "rows": rows,
        "size": round(step - GAP, 2),
        "legend": [
            {"kind": kind, "x": MARGIN + at % BESIDE * 232, "y": bottom + 20 + at // BESIDE * 16}
            for at, kind in enumerate(legend)
        ],
        "notes_y": bottom + 38 + legend_height,
    }


def _cell(week: Data, left: float, step: float, y: float) -> dict[str, Any]:
    x = round(left + week["column"] * step, 2)
    return {**week, "x": x, "y": y + 3, "cx": round(x + (step - GAP) / 2, 2), "cy": y + 3 + (ROW - 6) / 2}


def _months(first_on: datetime.date, left: float, step: float) -> list[dict[str, Any]]:
    """The first week of each month, where the next leaves room for its name."""
    found: list[dict[str, Any]] = []
    for column in range(COLUMNS - 1):
        last = first_on + datetime.timedelta(weeks=column, days=6)
        if last.day <= 7 or not column:
            x = round(left + column * step, 2)
            if found and x - found[-1]["x"] < 24:
                found.pop()
            found.append({"x": x, "on": last})
    return found
