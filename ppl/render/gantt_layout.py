"""Where everything of a Gantt picture lies: weeks and rows to points, for the template that draws it.

The picture is as wide as A4 upright (840 points, 4 to a millimetre). Rows are as high as lets all fit on that
page, but never too small to read; a long plan makes the picture higher.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ppl.render.picture import Scale, anchor, cut, date_ticks, week_ticks

Data = Mapping[str, Any]

WIDTH, PAGE, MARGIN, LABELS = 840, 810, 14, 262
NARROW, NARROW_LABELS, NARROW_PAGE = (640, 214, 860)  # of a long plan, in letters of 7 points on paper
HEAD, ASSUMED, AXIS, BAND, HEADING, MILESTONE, LEGEND_ROW = 66, 16, 28, 14, 22, 15, 15
SMALL, LOW, HIGH = 4.0, 12.0, 20.0
NOTE = 190  # what the longest day and week beside a milestone take, in a wide font
GROUNDS = ("statute", "season", "contract", "policy", "habit")
LONG = ("shows", "total", "phase", "number", "of")  # what a picture of a long plan says of itself
ACROSS, COLUMN = 3, 270  # items of the legend beside each other, and what each takes


class Room(NamedTuple):
    """The width of a picture, what of it the names of its rows take, and how high a page of it is."""

    width: int = WIDTH
    labels: int = LABELS
    page: int = PAGE

    @property
    def left(self) -> int:
        """Where the axis begins."""
        return MARGIN + self.labels

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.width - MARGIN

    @property
    def across(self) -> int:
        """How many items of the legend stand beside each other."""
        return min(ACROSS, (self.width - MARGIN) // COLUMN)


def layout(plan: Data) -> dict[str, Any]:
    """A plan with its picture in places."""
    picture = plan["picture"]
    unchecked = plan["unchecked"]
    if picture.get("shows") == "part":
        unchecked = sum(bar["is_assumed"] for bar in picture["panels"][-1]["bars"])
    return {**plan, "unchecked": unchecked, **places(picture, HEAD + ASSUMED * bool(unchecked))}


def places(picture: Data, head: float = HEAD) -> dict[str, Any]:
    """The picture with places: axis, bands, panels with their rows, links and milestones, and the legend.

    head: the room above the axis
    """
    room = Room(NARROW, NARROW_LABELS, NARROW_PAGE) if "shows" in picture else Room()
    scale = Scale(picture["from_week"], picture["to_week"], room.left, room.right)
    rows = _row_heights(picture, room.page)
    y = head + AXIS
    bands = []
    for band in picture["bands"]:
        rects = [{"x": scale.x(a), "width": round(scale.x(b) - scale.x(a), 2)} for a, b in band["spans"]]
        bands.append({"title": band["title"], "label": cut(band["title"], room.labels, 9.5), "y": y, "rects": rects})
        y += BAND
    top = head + AXIS
    panels = []
    for panel, row in zip(picture["panels"], rows, strict=True):
        placed = _panel(panel, row, y, scale, room)
        panels.append(placed)
        y = placed["bottom"]
    legend = [
        {"kind": kind, "x": MARGIN + at % room.across * COLUMN, "y": y + 20 + at // room.across * LEGEND_ROW}
        for at, kind in enumerate(_legend(picture))
    ]
    return {
        **{name: picture.get(name) for name in LONG},
        "width": room.width,
        "digits": 1 if picture["is_finer"] else 0,
        "height": round(y + 20 + -(-len(legend) // room.across) * LEGEND_ROW, 2),
        "margin": MARGIN,
        "left": scale.left,
        "right": room.right,
        "top": top,
        "bottom": y,
        "axis_y": head,
        "ticks": _ticks(picture, scale),
        "bands": bands,
        "panels": panels,
        "won": _won(picture, panels, scale),
        "today": None if picture["today_week"] is None else _today(scale.x(picture["today_week"]), room),
        "legend": legend,
    }


def _legend(picture: Data) -> list[str]:
    """What the picture shows and must be explained: kinds of bars, grounds of links, marks."""
    bars, lines = picture["panels"][-1]["bars"], picture["panels"][-1]["lines"]
    work = [bar for bar in bars if bar["start_week"] != bar["end_week"]]
    shown = {
        "critical": any(bar["critical"] or bar.get("tight") for bar in bars),
        "loose": any(not bar["critical"] and bar["done_until_week"] is None for bar in work),
        "slack": any(bar["slack_weeks"] for bar in bars),
        "done": any(bar["done_until_week"] is not None for bar in work),
        "risk": any(bar["risk_until_week"] is not None for bar in bars),
        **{ground: any(line["ground"] == ground for line in lines) for ground in GROUNDS},
        "chain": any(line["is_driving"] and not line["is_critical"] for line in lines),
        "other": any(not line["is_binding"] for line in lines),
        "milestone": any(bar["start_week"] == bar["end_week"] and not bar["is_unknown"] for bar in bars),
        "unknown": any(bar["is_unknown"] for bar in bars),
        "assumed": any(bar["is_assumed"] for bar in bars),
        "meeting": any(bar["meets"] for bar in bars),
        "band": bool(picture["bands"]),
        "today": picture["today_week"] is not None,
    }
    return [kind for kind, is_shown in shown.items() if is_shown]


def _row_heights(picture: Data, page: float) -> list[float]:
    """The height of a row in each panel: the last one has titles, what stands above it is a silhouette."""
    counts = [len(panel["bars"]) for panel in picture["panels"]]
    fixed = HEAD + AXIS + BAND * len(picture["bands"]) + HEADING * len(counts) + 20 + LEGEND_ROW * 6
    fixed += MILESTONE * len(picture["panels"][-1]["milestones"]) + 6 * len(counts)
    room = page - fixed - SMALL * sum(counts[:-1])
    return [SMALL] * (len(counts) - 1) + [round(max(LOW, min(HIGH, room / max(1, counts[-1]))), 2)]


def _ticks(picture: Data, scale: Scale) -> list[dict[str, Any]]:
    """Years with their quarters, or weeks."""
    if picture["starts_on"] is None:
        return [{**tick, "unit": "week"} for tick in week_ticks(scale, 20)]
    starts_on = picture["starts_on"]
    return date_ticks(datetime.date.fromisoformat(starts_on) if isinstance(starts_on, str) else starts_on, scale)


def _panel(panel: Data, row: float, y: float, scale: Scale, room: Room) -> dict[str, Any]:
    is_named = row >= LOW
    bars = list(panel["bars"]) if is_named else sorted(panel["bars"], key=lambda b: (b["start_week"], b["end_week"]))
    indent = min(12 + max((len(bar["id"]) for bar in bars), default=0) * 6.4, room.labels / 2)
    top = y + HEADING
    middle = {bar["id"]: round(top + (at + 0.5) * row, 2) for at, bar in enumerate(bars)}
    height = round(row * (0.62 if is_named else 0.8), 2)
    placed = [_bar(bar, middle[bar["id"]], height, indent, scale, room) for bar in bars]
    bottom = top + row * len(bars) + 4
    milestones = []
    if is_named:
        for one in panel["milestones"]:
            x = scale.x(one["week"])
            milestones.append({**one, "x": x, "y": bottom + MILESTONE / 2, "is_left": x > room.width - NOTE})
            bottom += MILESTONE
    kept = ("order", "weeks", "goal_on", "won_weeks")
    return {
        **{key: panel[key] for key in kept},
        "is_named": is_named,
        "y": y,
        "heading_y": y + HEADING - 7,
        "rows_y": top,
        "row": row,
        "bars": placed,
        "links": [_link(line, middle, height, scale) for line in _in_order(panel["lines"])] if is_named else [],
        "milestones": milestones,
        "reached": panel["milestones"],
        "goal_x": scale.x(panel["weeks"]),
        "bottom": round(bottom + 2, 2),
    }


def _bar(bar: Data, y: float, height: float, indent: float, scale: Scale, room: Room) -> dict[str, Any]:
    x, end = scale.x(bar["start_week"]), scale.x(bar["end_week"])
    width = round(max(end - x, 1.5), 2)
    done, risk, slack = bar["done_until_week"], bar["risk_until_week"], bar["slack_weeks"]
    return {
        **bar,
        "label": cut(bar["title"], room.labels - indent - 6, 10),
        "name": bar.get("name"),
        "tight": [{"x": scale.x(a), "width": round(scale.x(b) - scale.x(a), 2)} for a, b in bar.get("tight", ())],
        "label_x": MARGIN + indent,
        "id_label": cut(bar["id"], indent, 11),
        "is_point": bar["start_week"] == bar["end_week"],
        "x": x,
        "end": round(x + width, 2),
        "y": y,
        "top": round(y - height / 2, 2),
        "half": round(height / 2, 2),
        "width": width,
        "height": height,
        "slack_width": max(0, round(min(scale.per_unit * slack, scale.right - x - width), 2)) if slack else 0,
        "done_width": None if done is None else round(min(width, max(0.0, scale.x(done) - x)), 2),
        "risk_width": None if risk is None else round(min(width, scale.x(risk) - x), 2),
        "tail": None if risk is None or scale.x(risk) <= x + width else round(scale.x(risk) - x - width, 2),
    }


def _in_order(lines: Sequence[Data]) -> list[Data]:
    """Links, the faint ones first, so that the strong ones lie on top."""
    return sorted(lines, key=lambda line: (line["is_binding"], line["is_driving"], line["is_critical"]))


def _link(line: Data, middle: Mapping[str, float], height: float, scale: Scale) -> dict[str, Any]:
    """A link as a path with square corners: along the row of its source, then down (or up) into its target."""
    begin, end = scale.x(line["from_week"]), scale.x(line["to_week"])
    source, target = middle[line["source"]], middle[line["target"]]
    down = 1 if target > source else -1
    into = round(target - down * (height / 2 + 0.5), 2)
    if line["from_start"]:
        path = f"M{begin + 1.5:g} {source + down * height / 2:g}V{target:g}H{end:g}"
        if end <= begin + 1.5:
            path = f"M{begin + 1.5:g} {source + down * height / 2:g}V{into:g}"
    elif end + 1.5 >= begin:
        path = f"M{begin:g} {source:g}H{end + 1.5:g}V{into:g}"
    else:
        between = round(source + down * (height / 2 + 2), 2)
        path = f"M{begin:g} {source:g}h3V{between:g}H{end + 1.5:g}V{into:g}"
    return {**line, "path": path, "x": round(end + 1.5, 2), "y": into, "down": down}


def _won(picture: Data, panels: Sequence[Data], scale: Scale) -> dict[str, Any] | None:
    """The room between the goal of the first panel and that of the last: what the plan wins."""
    if len(panels) < 2 or not panels[-1]["won_weeks"] or panels[-1]["won_weeks"] < 0:
        return None
    begin, end = panels[-1]["goal_x"], panels[0]["goal_x"]
    if end - begin < 60:
        return None
    y = panels[-1]["rows_y"] + panels[-1]["row"] * len(panels[-1]["bars"]) / 2
    usual, planned = (panel["weeks"] for panel in (panels[0], panels[-1]))
    weeks = panels[-1]["won_weeks"] if picture["is_finer"] else round(usual) - round(planned)
    return {"x": begin, "end": end, "y": round(y, 2), "weeks": weeks, "top": panels[0]["rows_y"]}


def _today(x: float, room: Room) -> dict[str, Any]:
    return {"x": x, "anchor": anchor(x, room.left, room.right, 110)}
