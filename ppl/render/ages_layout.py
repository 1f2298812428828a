"""Where everything lies in the picture of the ages of bottlenecks: weeks and rows to points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppl.render.picture import MARGIN, WIDTH, Scale, week_ticks

Data = Mapping[str, Any]

HEAD, AXIS, ROW, BAR, LABELS, OUTCOME = 38, 20, 32, 14, 300, 138
SHORTEST = 4  # weeks on the axis, at least


def layout(picture: Data) -> dict[str, Any]:
    """The picture with a bar for each bottleneck, an axis of weeks and a legend."""
    left, right = MARGIN + LABELS, WIDTH - MARGIN - OUTCOME
    scale = Scale(0, max(SHORTEST, picture["rows"][0]["weeks"]), left, right)
    top = HEAD + AXIS
    rows = []
    for at, row in enumerate(picture["rows"]):
        y = top + ROW * (at + 0.5)
        width = round(max(scale.x(row["weeks"]) - left, 2), 2)
        rows.append({**row, "y": y, "x": left, "top": y - BAR / 2, "width": width, "height": BAR, "end": left + width})
    bottom = top + ROW * len(rows)
    notes = bool(picture["left_out"]) + bool(picture["unknown"])
    shown = {
        "open": any(not row["to"] for row in rows),
        "escalated": any(row["to"] for row in rows),
        "least": any(row["is_least"] for row in rows),
    }
    legend = [kind for kind, is_shown in shown.items() if is_shown]
    return {
        **picture,
        "width": WIDTH,
        "height": bottom + 32 + 15 * notes,
        "margin": MARGIN,
        "labels": LABELS - 10,
        "right": WIDTH - MARGIN,
        "axis_y": HEAD,
        "bottom": bottom,
        "ticks": [{**tick, "unit": "weeks"} for tick in week_ticks(scale, 5)],
        "rows": rows,
        "legend": [{"kind": kind, "x": MARGIN + at * 220, "y": bottom + 20} for at, kind in enumerate(legend)],
        "notes_y": bottom + 38,
    }
