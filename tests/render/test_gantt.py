"""Gantt charts: in characters and as SVG; whatever stands in a title, it stays a title."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import TemplateError, Text
from ppl.render import axis, gantt
from ppl.render.charts import draw
from ppl.render.gantt_layout import LABELS, MARGIN, WIDTH, places
from ppl.resources import catalogue

HOSTILE = (
    "<script>alert(1)</script>",
    '"><rect onload="x()"/>',
    "{{ 7 * 7 }}{% for x in y %}",
    "]]>&lt;&amp;",
    "a\x00b\x1b[31m\u202e\ufffec",
    "```\n# kop",
)
SVG = "{http://www.w3.org/2000/svg}"


def bar(id: str = "A", start: float = 0.0, end: float = 10.0, **fields: Any) -> dict[str, Any]:
    return {
        "id": id,
        "title": f"Activity {id}",
        "start_week": start,
        "end_week": end,
        "start_on": None,
        "end_on": None,
        "slack_weeks": 0.0,
        "critical": True,
        "done_until_week": None,
        "risk_until_week": None,
        "meets": False,
        "is_unknown": False,
        "has_ended": False,
        "is_driving": False,
        "is_assumed": False,
        **fields,
    }


def line(source: str, target: str, from_week: float, to_week: float, **fields: Any) -> dict[str, Any]:
    given = {"ground": "habit", "from_start": False, "is_binding": True, "is_critical": True, "is_driving": True}
    return {"source": source, "target": target, "from_week": from_week, "to_week": to_week, **given, **fields}


def picture(*bars: dict[str, Any], lines: tuple[dict[str, Any], ...] = (), **fields: Any) -> dict[str, Any]:
    panel = {
        "order": "planned",
        "weeks": max(one["end_week"] for one in bars),
        "goal_on": None,
        "won_weeks": None,
        "bars": bars,
        "lines": lines,
        "milestones": (),
    }
    last = panel["weeks"]
    given = {"starts_on": None, "from_week": 0.0, "to_week": last, "today_week": None, "panels": (panel,), "bands": ()}
    given["is_finer"] = False
    return {**given, **fields}


def svg(of: dict[str, Any], lang: str = "nl", **fields: Any) -> str:
    data = {
        "name": "Waterrijk (verzonnen)",
        "goal": None,
        "goal_title": None,
        "on": datetime.date(2026, 3, 2),
        "is_at_least": False,
        "missing": (),
        "unchecked": 0,
        **places(of),
        "starts_on": of["starts_on"],
        **fields,
    }
    return draw("gantt", data, translate=catalogue(lang).gettext, language=lang)


def chart(of: dict[str, Any], width: int = 80, coloured: bool = False) -> str:
    return gantt.chart(of, of["panels"][-1], width, str, coloured)


def row_of(id: str, text: str) -> str:
    return next(row for row in text.splitlines() if row.startswith(f"{id} "))


def test_a_chart_tells_critical_slack_done_and_own_risk_apart_without_colour() -> None:
    text = chart(
        picture(
            bar("A", 0, 10),
            bar("B", 10, 20, critical=False, slack_weeks=5.0),
            bar("C", 0, 10, done_until_week=5.0),
            bar("D", 10, 30, risk_until_week=20.0, critical=False),
            bar("E", 30, 30),
            bar("F", 20, 20, is_unknown=True),
            bar("G", 0, 10, critical=False, is_driving=True),
        )
    )
    drawn_ = {id: row_of(id, text)[12:] for id in "ABCDEFG"}
    assert set(drawn_["A"].split()[-1]) == {"█"}
    assert re.search(r"▒+·+$", drawn_["B"])
    assert re.search(r"=+█+$", drawn_["C"])
    assert re.search(r"x+▒+$", drawn_["D"])
    assert set(drawn_["G"].split()[-1]) == {"▓"}
    assert drawn_["E"].endswith("◆")
    assert drawn_["F"].endswith("?")
    for symbol in "█▓▒·=x◆?":
        assert f"{symbol} " in text.split("\n\n")[-1]
    assert "\x1b" not in text


def test_colour_only_adds_to_what_the_symbols_say() -> None:
    of = picture(bar("A", 0, 10), bar("B", 10, 20, critical=False, slack_weeks=5.0))
    assert re.sub(r"\x1b\[[0-9;]*m", "", chart(of, coloured=True)) == chart(of)


@given(st.integers(60, 160), st.lists(st.tuples(st.floats(0, 400), st.floats(0, 90)), min_size=1, max_size=8))
def test_no_line_of_a_chart_is_too_long_and_bars_follow_their_weeks(
    width: int, spans: list[tuple[float, float]]
) -> None:
    bars = [bar(f"A{at}", start, start + length) for at, (start, length) in enumerate(spans)]
    text = chart(picture(*bars, starts_on=datetime.date(2026, 1, 5)), width)
    assert max(len(row) for row in text.splitlines()) <= width
    places = {one["id"]: re.search("[█◆]", row_of(one["id"], text)).start() for one in bars}  # type: ignore[union-attr]
    for one in bars:
        for other in bars:
            if one["start_week"] < other["start_week"]:
                assert places[one["id"]] <= places[other["id"]]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_only_text_in_the_picture(title: str) -> None:
    of = picture(bar("A", title=title), bands=({"title": title, "spans": ((0.0, 5.0),)},))
    root = ET.fromstring(svg(of, name=title))
    assert root.tag == f"{SVG}svg"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "pattern", "rect", "circle", "path", "text", "tspan", "g")
    }
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    said = "".join(root.itertext())
    assert "49" not in said or "49" in title
    if "\x00" not in title:
        assert title.replace("\n", " ")[:12] in said.replace("\n", " ")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_one_line_without_control_in_the_chart(title: str) -> None:
    text = chart(picture(bar("A", title=title)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
    assert all(row.startswith("    ") or not row for row in str(gantt.as_markdown(text)).splitlines())


@given(st.text(max_size=40), st.sampled_from(["nl", "en"]))
def test_the_picture_is_always_well_formed_and_always_the_same(title: str, lang: str) -> None:
    of = picture(bar("A", title=title), bar("B", 10, 12), lines=(line("A", "B", 10.0, 10.0),))
    assert svg(of, lang) == svg(of, lang)
    ET.fromstring(svg(of, lang))


def test_the_picture_can_be_read_without_seeing_it() -> None:
    root = ET.fromstring(svg(picture(bar("A"), bar("B", 10, 12))))
    ids = root.attrib["aria-labelledby"].split()
    assert root.attrib["role"] == "img"
    assert [next(each for each in root.iter() if each.get("id") == id).text for id in ids]
    assert sum(each.tag == f"{SVG}title" for each in root.iter()) >= 3


def test_bars_lie_where_the_weeks_say_and_the_picture_is_as_wide_as_a4_upright() -> None:
    placed = places(picture(bar("A", 0, 10), bar("B", 10, 40), bar("C", 40, 40)))
    left, right = MARGIN + LABELS, WIDTH - MARGIN
    first, second, third = placed["panels"][0]["bars"]
    assert (first["x"], second["end"]) == (left, right)
    assert first["end"] == second["x"] == left + (right - left) / 4
    assert third["is_point"]
    assert placed["width"] == WIDTH


def test_each_ground_has_a_line_of_its_own() -> None:
    text = svg(picture(bar("A")))
    dashes = re.findall(r"^\.(statute|season|contract|policy|habit) \{ stroke-dasharray: ([^;]+);", text, re.M)
    assert len({pattern for _, pattern in dashes}) == 4
    assert "statute" not in dict(dashes)


def test_links_have_square_corners_and_end_at_their_target() -> None:
    of = picture(bar("A", 0, 10), bar("B", 4, 12), lines=(line("A", "B", 10.0, 4.0),))
    link = places(of)["panels"][0]["links"][0]
    assert re.fullmatch(r"M[\d. ]+([HVh][\d.-]+)+", link["path"])
    target = places(of)["panels"][0]["bars"][1]
    assert abs(link["x"] - target["x"]) < 3


def test_a_template_that_cannot_be_filled_is_said() -> None:
    with pytest.raises(TemplateError):
        draw("gantt", {}, translate=catalogue("nl").gettext, language="nl")
    with pytest.raises(TemplateError):
        draw("nothing", {}, translate=catalogue("nl").gettext, language="nl")


def test_the_axis_has_its_years_and_quarters_on_their_first_days() -> None:
    begin = datetime.date(2026, 3, 2)
    years = axis.ticks_between(begin, 0, 100, 12)
    assert [tick.on.isoformat() for tick in years] == ["2026-01-01", "2027-01-01", "2028-01-01"]
    assert axis.ticks_between(begin, 0, 10, 3)[0].on.isoformat() == "2026-01-01"
    assert axis.weeks(0, 100, 6) == [0, 20, 40, 60, 80, 100]


def test_words_of_the_legend_are_translated() -> None:
    assert "KRITIEK" in gantt.chart(picture(bar("A")), picture(bar("A"))["panels"][0], 80, _loud)


def _loud(text: Text) -> str:
    return "KRITIEK" if "critical" in str(text) else str(text)


def test_a_plan_that_stands_on_assumptions_says_so_in_the_picture_in_words_and_by_its_dashes() -> None:
    of = picture(bar("A", is_assumed=True), bar("B", 10, 12))
    for lang, said in (("nl", "(aangenomen)"), ("en", "(assumed)")):
        root = ET.fromstring(svg(of, lang, unchecked=1))
        shown = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
        assert shown[0].endswith(said) and "1 activi" in shown[1]
        assert [each.get("class") for each in root.iter(f"{SVG}rect")].count("critical assumed") == 1
    plain = ET.fromstring(svg(picture(bar("A")), "en"))
    assert not [each for each in plain.iter() if each.tag != f"{SVG}style" and "ssumed" in (each.text or "")]


def test_weeks_are_whole_unless_a_duration_was_given_in_parts_of_one() -> None:
    of = picture(bar("A", 0, 10.4))
    assert "10 weken" in svg(of) and "10,4" not in svg(of)
    assert "10,4 weken" in svg(of | {"is_finer": True})
