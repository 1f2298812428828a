"""Where everything lies in the contribution bars of a ranking: points and candidates to places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppl.render.picture import MARGIN, WIDTH, Scale

Data = Mapping[str, Any]

HEAD, AXIS, ROW, BAR, PLACE, LABELS, OUTCOME = 56, 20, 26, 16, 44, 220, 84
LETTER = 12  # the width in which the letter of a criterion stands
FILLS = ("loose", "spots", "good", "lines", "done", "slant")  # beside each other they differ in grey too
COLUMNS, LEGEND_ROW = 2, 16


def layout(picture: Data) -> dict[str, Any]:
    """The picture with a bar of parts for each candidate, an axis of points and a legend of the criteria."""
    left, right = MARGIN + LABELS, WIDTH - MARGIN - OUTCOME
    most = sum(weight["most"] for weight in picture["weights"]) or 1
    scale = Scale(0, most, left, right)
    top = HEAD + AXIS
    letters = {weight["code"]: weight["letter"] for weight in picture["weights"]}
    fills = {weight["code"]: FILLS[at % len(FILLS)] for at, weight in enumerate(picture["weights"])}
    rows = [_row(bar, top + ROW * (at + 0.5), scale, letters, fills) for at, bar in enumerate(picture["bars"])]
    bottom = top + ROW * len(rows) + 4
    legend = [
        {**weight, "fill": fills[weight["code"]], **_legend_place(at, bottom)}
        for at, weight in enumerate(picture["weights"])
    ]
    is_open = any(row["open"] for row in rows)
    lines = -(-(len(legend) + is_open) // COLUMNS)
    return {
        **picture,
        "width": WIDTH,
        "height": bottom + 16 + LEGEND_ROW * lines + 15 * bool(picture["left_out"]),
        "margin": MARGIN,
        "place_x": MARGIN + PLACE - 8,
        "label_x": MARGIN + PLACE,
        "labels": LABELS - PLACE - 8,
        "right": WIDTH - MARGIN,
        "axis_y": HEAD,
        "bottom": bottom,
        "top": top,
        "ticks": [{"x": scale.x(most * at / 4), "number": most * at / 4} for at in range(5)],
        "rows": rows,
        "weights": legend,
        "open_legend": _legend_place(len(legend), bottom) if is_open else None,
        "notes_y": bottom + 20 + LEGEND_ROW * lines,
    }


def _legend_place(at: int, bottom: float) -> dict[str, float]:
    return {"x": MARGIN + at % COLUMNS * (WIDTH - 2 * MARGIN) / COLUMNS, "y": bottom + 18 + at // COLUMNS * LEGEND_ROW}


def _row(bar: Data, y: float, scale: Scale, letters: Mapping[str, str], fills: Mapping[str, str]) -> dict[str, Any]:
    """A candidate: its criteria one after the other, and behind them what is still open."""
    parts, at = [], 0.0
    for part in bar["parts"]:
        x = scale.x(at)
        at += part["points"]
        width = round(scale.x(at) - x, 2)
        letter = letters[part["code"]]
        parts.append(
            {**part, "letter": letter, "fill": fills[part["code"]], "x": x, "width": width,
             "has_letter": width >= LETTER * len(letter), "middle": round(x + width / 2, 2)}
        )  # fmt: skip
    lowest, highest = bar["total"]["lowest"], bar["total"]["highest"]
    x = scale.x(at)
    width = round(scale.x(highest) - x, 2)
    is_open = highest > lowest
    return {
        **bar,
        "y": y,
        "top": y - BAR / 2,
        "height": BAR,
        "parts": parts,
        "open": {"x": x, "width": width, "middle": round(x + width / 2, 2)} if is_open and width > 0 else None,
        "is_open": is_open,
    }
