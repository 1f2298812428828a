"""Where everything lies in the picture of time, money and quality over time: days and aspects to points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ppl.render.picture import MARGIN, WIDTH, DayScale, anchor

Data = Mapping[str, Any]

HEAD, AXIS, ROW, STRIP, LABELS = 62, 28, 34, 20, 74
LETTER = 13  # the width in which the letter of a colour stands
COLOURS = ("green", "amber", "red")


def layout(picture: Data) -> dict[str, Any]:
    """The picture with a strip for each aspect, an axis and a legend."""
    left, right = MARGIN + LABELS, WIDTH - MARGIN
    first = min(stretch["from_on"] for strip in picture["strips"] for stretch in strip["stretches"])
    scale = DayScale(first, picture["on"], left, right)
    top = HEAD + AXIS
    strips = [_strip(strip, top + ROW * at + (ROW - STRIP) / 2, scale) for at, strip in enumerate(picture["strips"])]
    bottom = top + ROW * len(strips)
    today = scale.x(scale.last)
    seen = {stretch["light"] for strip in picture["strips"] for stretch in strip["stretches"]}
    legend = [colour for colour in COLOURS if colour in seen]
    legend += ["since"] if any(strip["open"] for strip in strips) else []
    return {
        **picture,
        "width": WIDTH,
        "height": bottom + 34,
        "margin": MARGIN,
        "right": right,
        "axis_y": HEAD,
        "bottom": bottom,
        "ticks": scale.ticks(),
        "today": {"x": today, "anchor": anchor(today, left, right)},
        "strips": strips,
        "legend": [{"kind": kind, "x": MARGIN + at * 150, "y": bottom + 20} for at, kind in enumerate(legend)],
    }


def _strip(strip: Data, y: float, scale: DayScale) -> dict[str, Any]:
    """An aspect: its colours as bars; `open` is what nobody said anything of since the last talk that did."""
    bars = []
    for stretch in strip["stretches"]:
        x = scale.on(stretch["from_on"])
        end = scale.on(stretch["until_on"] or stretch["to_on"])
        x = min(x, scale.right - 3)
        width = round(max(end - x, 3), 2)
        bars.append({**stretch, "x": x, "width": width, "has_letter": width >= LETTER})
    since = round(bars[-1]["x"] + bars[-1]["width"], 2)
    rest = round(scale.right - since, 2)
    opened = {"x": since, "width": rest, "on": strip["stretches"][-1]["to_on"]} if rest > 6 else None
    return {"aspect": strip["aspect"], "y": y, "height": STRIP, "bars": bars, "open": opened}
