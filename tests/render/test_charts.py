"""Every picture: readable without seeing it and without colour, in both languages, whatever there is in it."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.partial_date import partial_date
from ppl.render import charts, picture
from ppl.reports import data
from ppl.reports.bottleneck import BottleneckState, Sent
from ppl.reports.catalog import REPORTS
from ppl.reports.pictures import ages, lights, milestones, ranking, rhythm
from ppl.reports.ranking_report import Candidate, CriterionState, PlaceState, Range, Ranking
from ppl.reports.standing import MilestoneState
from ppl.reports.values import Named
from ppl.resources import catalogue
from tests.render.test_gantt import HOSTILE, bar
from tests.render.test_gantt import picture as plan_picture

Day = datetime.date
SVG = "{http://www.w3.org/2000/svg}"
TODAY = Day(2026, 11, 30)
WEEK = datetime.timedelta(weeks=1)
COLOURS = ("green", "amber", "red")
STATES = (*rhythm.STATES, "")


def drawn(name: str, of: Any, lang: str = "nl") -> ET.Element:
    """A picture, read again as XML."""
    return ET.fromstring(text_of(name, of, lang))


def text_of(name: str, of: Any, lang: str = "nl") -> str:
    found = data.plain(of) if isinstance(of, msgspec.Struct) else of
    return charts.draw(name, charts.layout(name, found), translate=catalogue(lang).gettext, language=lang)


def some_lights(number: int, text: str = "Waterrijk") -> lights.Lights:
    """So many colours of each aspect, a week each, the last of them three weeks ago."""
    first = TODAY - (number + 3) * WEEK
    stretches = tuple(
        lights.Stretch(
            light=COLOURS[at % 3],
            from_on=first + at * WEEK,
            to_on=first + at * WEEK,
            until_on=first + (at + 1) * WEEK if at + 1 < number else None,
        )
        for at in range(number)
    )
    strips = tuple(lights.Strip(aspect=aspect, stretches=stretches) for aspect in ("time", "money", "quality"))
    return lights.Lights(name=text, on=TODAY, strips=strips)


def mark(at: int, text: str = "Mijlpaal", **fields: Any) -> MilestoneState:
    """A milestone that was won, lost, reached on its day, to come, or late, by its number."""
    first = TODAY + (at - 4) * 5 * WEEK
    kinds: list[dict[str, Any]] = [
        {"first_on": first, "actual_on": first - 3 * WEEK, "weeks_won": 3.0},
        {"first_on": first, "planned_on": first + 60 * WEEK, "weeks_won": -60.0},
        {"first_on": first, "actual_on": first, "weeks_won": 0.0},
        {"planned_on": first + 90 * WEEK},
        {"first_on": first, "planned_on": TODAY - 2 * WEEK, "late_days": 14},
    ]
    return MilestoneState(code=f"m{at}", title=text, **{**kinds[at % 5], **fields})


def some_milestones(number: int, text: str = "Waterrijk", projects: int = 1) -> milestones.Milestones:
    found = milestones.milestones(
        text, TODAY, [(text * (projects > 1), [mark(at, text) for at in range(number)])] * projects
    )
    assert found is not None
    return found


def some_ages(number: int, text: str = "Waterrijk") -> ages.Ages:
    term = Named(code="x", nl=text, en=text)
    found = ages.ages(text, TODAY, [(text, [bottleneck(at, text, term) for at in range(number)])])
    assert found is not None
    return found


def bottleneck(at: int, text: str, term: Named) -> BottleneckState:
    sent = (Sent(ref="e", to=term, status="submitted"),) if at % 3 == 1 else ()
    return BottleneckState(
        ref=f"a/{at}", title=text, category=term, status="open", age_days=at * 13, age_is_least=at % 4 == 2,
        escalated=sent, owner=term,
    )  # fmt: skip


def some_weeks(number: int) -> tuple[rhythm.WeekState, ...]:
    last = Day(2026, 11, 30)
    first = last - (number - 1) * WEEK
    return tuple(rhythm.WeekState(on=first + at * WEEK, state=STATES[at % 9]) for at in range(number))


def some_years(number: int, text: str = "Waterrijk") -> rhythm.Rhythm:
    found = rhythm.by_year(text, TODAY, some_weeks(number))
    assert found is not None
    return found


def some_projects(number: int, text: str = "Waterrijk") -> rhythm.Rhythm:
    found = rhythm.of_projects(text, TODAY, [(text, some_weeks(60))] * number)
    assert found is not None
    return found


def some_places(number: int, text: str = "Waterrijk") -> ranking.Contributions:
    """A ranking of six criteria, of which the last is not scored yet for every other candidate."""
    places = tuple(place(at, text) for at in range(number))
    found = ranking.contributions(
        Ranking(
            programme=text, lot="lot-1", lot_title=text, criteria="c", valid_from=TODAY, as_of=TODAY,
            titles={}, places=places, knocked_out=(), left_out=(),
        )
    )  # fmt: skip
    assert found is not None
    return found


def place(at: int, text: str) -> PlaceState:
    open_ = 12.0 * (at % 2)
    criteria = tuple(
        CriterionState(
            code=f"c{n}", title=text, points=Range(lowest=3.0 + n, highest=3.0 + n + open_ * (n == 5)), most=20.0,
            value=Range(lowest=1.0, highest=5.0), is_agreed=False, spread=0,
        )
        for n in range(6)
    )  # fmt: skip
    total = Range(lowest=33.0, highest=33.0 + open_)
    who = msgspec.structs.asdict(Candidate(project=f"p{at}", name=text, municipality=(), status="intake"))
    return PlaceState(
        **who, best=at + 1, worst=at + 1 + at % 2, total=total, is_complete=not open_, criteria=criteria, knock_outs=()
    )


def some_plan(number: int, text: str = "Waterrijk") -> dict[str, Any]:
    bars = [
        bar(f"A{at}", at, at + 4, title=text, critical=at % 2 == 0, is_assumed=at % 3 == 0, slack_weeks=1.0)
        for at in range(number)
    ]
    reached = {"code": "m", "title": text, "activity": "A0", "week": 4.0, "on": None, "law": None}
    panel = {**plan_picture(*bars)["panels"][0], "milestones": [reached]}
    return {
        "name": text, "goal": "A0", "goal_title": text, "on": TODAY, "is_at_least": False, "missing": (),
        "unchecked": number, "starts_on": Day(2026, 3, 2),
        "picture": plan_picture(*bars, panels=[panel], starts_on=Day(2026, 3, 2), today_week=number / 3),
    }  # fmt: skip


MAKERS: dict[str, Callable[..., Any]] = {
    "lights": some_lights,
    "milestones": some_milestones,
    "ages": some_ages,
    "rhythm": some_years,
    "ranking": some_places,
    "gantt": some_plan,
}
each_picture = pytest.mark.parametrize("name", MAKERS)
each_number = pytest.mark.parametrize("number", [1, 3, 50, 160])
each_language = pytest.mark.parametrize("lang", ["nl", "en"])


def test_every_picture_of_a_report_is_looked_at() -> None:
    assert {name for report in REPORTS for name in report.charts} == set(MAKERS)


@each_picture
@each_language
@each_number
def test_a_picture_can_be_read_without_seeing_it(name: str, lang: str, number: int) -> None:
    root = drawn(name, MAKERS[name](number), lang)
    ids = root.attrib["aria-labelledby"].split()
    assert ids == [f"{name}-title", f"{name}-desc"]
    title, desc = ("".join(next(e for e in root.iter() if e.get("id") == id).itertext()) for id in ids)
    assert "Waterrijk" in title and len(desc) > 20
    assert root.attrib["role"] == "img" and root.attrib["lang"] == lang
    assert not [
        each.tag for each in root.iter() if each is not root and (each.get("role") or "aria" in str(each.attrib))
    ]
    named = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert len(named) == len(set(named)) and all(one.startswith(f"{name}-") for one in named)


@each_picture
@each_language
@each_number
def test_all_that_is_in_a_picture_lies_within_it(name: str, lang: str, number: int) -> None:
    root = drawn(name, MAKERS[name](number, "Een lange titel " * 9), lang)
    width, height = (float(one) for one in root.attrib["viewBox"].split()[2:])
    boxes = list(text_boxes(root))
    for left, top, wide, high, said in boxes:
        assert left >= -1 and left + wide <= width + 1 and top >= 0 and top + high <= height, said
    for rect in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(key, 0)) for key in ("x", "y", "width", "height"))
        assert x >= 0 and wide > 0 and x + wide <= width + 0.1 and y + high <= height + 0.1


def text_boxes(root: ET.Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, top, width and height of each text, about, and the text."""
    sizes = font_sizes(root)
    for text in root.iter(f"{SVG}text"):
        said, x, y = "".join(text.itertext()), float(text.attrib["x"]), float(text.attrib["y"])
        size = max(sizes.get(one, 0) for one in text.attrib["class"].split())
        wide = picture.text_width(said, size)
        left = {"middle": x - wide / 2, "end": x - wide}.get(text.get("text-anchor", ""), x)
        yield left, y - 0.8 * size, wide, size, said


@each_picture
@each_language
@pytest.mark.parametrize("number", [1, 12])
def test_no_text_lies_on_another(name: str, lang: str, number: int) -> None:
    boxes = list(text_boxes(drawn(name, MAKERS[name](number, "Een lange titel " * 9), lang)))
    for at, (left, top, wide, high, said) in enumerate(boxes):
        for left_, top_, wide_, high_, other in boxes[at + 1 :]:
            across = min(left + wide, left_ + wide_) - max(left, left_)
            down = min(top + high, top_ + high_) - max(top, top_)
            assert across < 3 or down < 3, (said, other)


def font_sizes(root: ET.Element) -> dict[str, float]:
    """The size of type of each class."""
    rules = re.findall(r"^([^{]+) \{([^}]*)\}", "".join(style.text or "" for style in root.iter(f"{SVG}style")), re.M)
    found: dict[str, float] = {}
    for names, rule in rules:
        if size := re.search(r"font-size: ([\d.]+)px", rule):
            found |= {one.strip().removeprefix("."): float(size[1]) for one in names.split(",")}
    return found


@each_picture
def test_no_type_is_smaller_than_can_be_read(name: str) -> None:
    """9.5 of 4.04 points to a millimetre is 6.7 points of print."""
    sizes = font_sizes(drawn(name, MAKERS[name](3)))
    assert min(sizes.values()) >= 9.5


def styles(root: ET.Element, key: str) -> dict[str, str]:
    """What each class says of a property."""
    text = "".join(style.text or "" for style in root.iter(f"{SVG}style"))
    found: dict[str, str] = {}
    for names, rule in re.findall(r"^([^{]+) \{([^}]*)\}", text, re.M):
        if value := re.search(rf"(?:^|[ ;]){key}: ([^;]+);", rule):
            found |= {one.strip().removeprefix("."): value[1] for one in names.split(",")}
    return found


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@each_picture
def test_text_can_be_told_from_what_lies_behind_it(name: str) -> None:
    root = drawn(name, MAKERS[name](9))
    fills = styles(root, "fill")
    for text in root.iter(f"{SVG}text"):
        classes = text.attrib["class"].split()
        colour = next((fills[one] for one in reversed(classes) if one in fills), fills["text"])
        behind = fills["critical"] if "on-dark" in classes else "#ffffff"
        assert contrast(colour, behind) >= 4.5, text.attrib
        if "on-dark" not in classes:
            light = (fills[kind] for kind in ("loose", "good", "done", "warn"))
            assert colour != fills["text"] or all(contrast(colour, each) >= 4.5 for each in light)


def test_what_a_fill_means_shows_in_grey_too() -> None:
    root = drawn("lights", some_lights(9))
    fills = styles(root, "fill")
    green, red = luminance(fills["good"]), luminance(fills["critical"])
    assert (green + 0.05) / (red + 0.05) >= 3
    hatched = [each for each in root.iter(f"{SVG}rect") if "lights-hatch" in each.get("style", "")]
    assert hatched and len({fills["loose"], fills["good"], fills["done"]}) == 3


@pytest.mark.parametrize(("lang", "letters"), [("nl", "GOR"), ("en", "GAR")])
def test_each_light_has_its_letter_in_its_language(lang: str, letters: str) -> None:
    root = drawn("lights", some_lights(3), lang)
    assert set(letters) <= {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    titles = {"".join(each.itertext()) for each in root.iter(f"{SVG}title")}
    assert any({"nl": "rood sinds", "en": "red since"}[lang] in title for title in titles)


def test_since_the_last_talk_nothing_is_said_of_a_light() -> None:
    made = charts.layout("lights", data.plain(some_lights(2)))
    strip = made["strips"][0]
    end = strip["bars"][-1]["x"] + strip["bars"][-1]["width"]
    assert strip["open"]["x"] == pytest.approx(end) and strip["open"]["width"] > 100


def test_a_late_milestone_is_late_and_never_won() -> None:
    made = charts.layout("milestones", data.plain(some_milestones(5)))
    rows = made["groups"][0]["rows"]
    assert [row["kind"] for row in rows] == ["reached", "expected", "reached", "expected", "late"]
    assert [row["span"] and row["span"]["kind"] for row in rows] == ["won", "lost", None, None, "lost"]
    said = {"".join(text.itertext()) for text in drawn("milestones", some_milestones(5)).iter(f"{SVG}text")}
    assert {"3 weken gewonnen", "60 weken verloren", "volgens planning", "2 weken te laat", "!"} <= said


def test_of_a_project_that_is_over_nothing_is_won_by_what_was_planned() -> None:
    state = mark(3, first_on=TODAY + 99 * WEEK, has_passed=True)
    found = data.plain(milestones.milestones("Waterrijk", TODAY, [("", [state])]) or some_milestones(1))
    row = charts.layout("milestones", found)["groups"][0]["rows"][0]
    assert (row["span"], row["won"], row["kind"]) == (None, None, "expected")


def test_a_day_that_is_known_in_part_stands_as_it_is_known() -> None:
    marks = [mark(3, planned_on=partial_date("2027-09")), mark(3, planned_on=partial_date("..2028-02-01"))]
    found = milestones.milestones("Waterrijk", TODAY, [("", marks)])
    said = ["".join(text.itertext()) for text in drawn("milestones", found, "en").iter(f"{SVG}text")]
    assert "Sep 2027" in said and "≤ 1 Feb 2028" in said


def test_the_ages_are_whole_weeks_and_what_is_escalated_has_an_arrow() -> None:
    root = drawn("ages", some_ages(4), "en")
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert [one for one in said if re.search(r"^(≥ )?\d+ weeks?$|^less", one) and one != "0 weeks"][-4:] == [
        "5 weeks", "≥ 3 weeks", "1 week", "less than a week",
    ]  # fmt: skip
    assert sum(path.get("class") == "head-tight" for path in root.iter(f"{SVG}path")) == 2  # of one, and the legend


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("ages", 50, "26 jongere knelpunten zijn weggelaten"),
        ("ranking", 50, "10 kandidaten, de laatste van de volgorde, zijn weggelaten"),
        ("milestones", 50, "20 mijlpalen zijn weggelaten"),
        ("rhythm", 400, "3 eerdere jaren zijn weggelaten"),
    ],
)
def test_what_there_is_no_room_for_is_counted(name: str, number: int, said: str) -> None:
    assert said in text_of(name, MAKERS[name](number))


def test_of_many_projects_each_shows_what_is_late_and_what_comes_before_what_was_reached() -> None:
    found = some_milestones(10, projects=10)
    assert [len(group.marks) for group in found.groups] == [3] * 10 and found.left_out == 70
    assert all(mark.late_days for group in found.groups for mark in group.marks[1:2])


def test_each_week_of_a_year_has_its_cell_and_each_state_its_mark() -> None:
    made = charts.layout("rhythm", data.plain(some_years(160)))
    assert [row["title"] for row in made["rows"]] == ["2023", "2024", "2025", "2026"]
    assert [week["column"] for week in made["rows"][1]["weeks"]] == list(range(52))
    assert [item["kind"] for item in made["legend"]] == list(rhythm.STATES)
    assert len(charts.layout("rhythm", data.plain(some_projects(40)))["rows"]) == rhythm.MOST


def test_parts_of_a_bar_lie_behind_each_other_and_what_is_open_behind_them() -> None:
    made = charts.layout("ranking", data.plain(some_places(2)))
    parts = made["rows"][1]["parts"]
    assert [part["letter"] for part in parts] == list("ABCDEF")
    assert all(one["x"] + one["width"] == pytest.approx(two["x"], abs=0.02) for one, two in pairwise(parts))
    assert made["rows"][1]["open"]["x"] == pytest.approx(parts[-1]["x"] + parts[-1]["width"], abs=0.02)
    assert made["rows"][0]["open"] is None
    assert len({part["fill"] for part in parts}) == 6


def test_a_long_text_is_cut_and_whole_in_its_title() -> None:
    text = "Een heel lange titel van een mijlpaal die nergens in past, hoe breed ook"
    root = drawn("milestones", some_milestones(1, text))
    assert not [each for each in root.iter(f"{SVG}text") if text in "".join(each.itertext())]
    assert [each for each in root.iter(f"{SVG}title") if text in "".join(each.itertext())]


@each_picture
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_text(name: str, text: str) -> None:
    known = [(each.tag, sorted(each.attrib)) for each in drawn(name, MAKERS[name](4)).iter()]
    assert [(each.tag, sorted(each.attrib)) for each in drawn(name, MAKERS[name](4, text)).iter()] == known


awkward = st.text(alphabet=st.sampled_from([*"&<>\"'#{}%|`\\ \n\t\0", "\u202e", "😀", "م", "é", "\ud800"]), max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), awkward, st.integers(1, 12), st.sampled_from(["nl", "en"]))
def test_a_picture_is_always_well_formed_and_always_the_same(name: str, text: str, number: int, lang: str) -> None:
    made = MAKERS[name](number, text)
    assert text_of(name, made, lang) == text_of(name, made, lang)
    drawn(name, made, lang)


@given(st.text(max_size=80), st.floats(20, 300), st.floats(8, 20))
def test_a_cut_text_fits(text: str, width: float, size: float) -> None:
    found = picture.cut(text, width, size)
    assert picture.text_width(found, size) <= max(width, 2 * size)
    assert found == " ".join(text.split()) or found.endswith("…")


def test_a_scale_of_days_shows_months_or_quarters_by_its_length() -> None:
    short = picture.DayScale(TODAY - 10 * WEEK, TODAY, 0, 700)
    long = picture.DayScale(TODAY - 100 * WEEK, TODAY, 0, 700)
    assert {tick["unit"] for tick in short.ticks()} == {"year", "month"}
    assert {tick["unit"] for tick in long.ticks()} == {"year", "quarter"}
    assert picture.DayScale(TODAY, TODAY, 0, 700).on(TODAY) == 700
