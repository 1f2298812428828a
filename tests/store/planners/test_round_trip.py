"""Export then import gives back what the format can hold."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any, Literal, get_args
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.model.plan import Checked, Ground, Link, Plan, PlanActivity, Reached
from ppl.model.record import Party
from ppl.partial_date import partial_date
from ppl.planners.columns import MEANINGS, meaning_of
from ppl.planners.left_behind import left_behind
from ppl.planners.mspdi_out import mspdi_of
from ppl.planners.plan_rows import Moment, Outgoing, Timed, heading, used
from ppl.planners.sheets_out import csv_of, workbook_of
from ppl.spreadsheet import neutral, unneutral
from tests.share import share_of_examples
from tests.store.planners.reading import TODAY, imported

WRITERS = {"csv": csv_of, "xlsx": workbook_of, "mspdi": mspdi_of}
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"))
TEXT = st.text(LETTERS | st.sampled_from(' =+-@;,"\'|\\:'), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
NOTES = st.text(LETTERS | st.sampled_from(" \n=+-@;,\"'|\\:"), min_size=1, max_size=30).map(str.strip).filter(bool)
ID = (
    st.text(st.sampled_from("ABFSE0123456789.-_ +%;,"), min_size=1, max_size=6)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
WEEKS = st.integers(0, 4000).map(lambda n: n / 20) | st.just(0.0)
LAG = st.integers(-200, 200).filter(bool).map(lambda n: n / 20)
SHARE = st.integers(1, 1000).map(lambda n: n / 1000)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 11, 20))
GROUND: st.SearchStrategy[Ground] = st.sampled_from(get_args(Ground))
LinkType = Literal["start-start"] | None


@st.composite
def _links(draw: st.DrawFn, ids: list[str]) -> tuple[Link, ...]:
    found: list[Link] = []
    kinds: tuple[LinkType, ...] = (None, "start-start")
    for on in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []:
        type_ = draw(st.sampled_from(kinds))
        found.append(
            Link(
                activity=on,
                type=type_,
                lag_weeks=draw(st.none() | LAG),
                lag_share=draw(st.none() | SHARE) if type_ else None,
                ground=draw(GROUND),
                law=draw(st.none() | TEXT),
                reason=draw(st.none() | NOTES),
            )
        )
    return tuple(found)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with every field that a planner's file may have to carry."""
    ids = draw(st.lists(ID, min_size=1, max_size=6, unique_by=str.casefold))
    activities = []
    for place, id in enumerate(ids):
        begun = draw(st.none() | DAYS)
        activities.append(
            PlanActivity(
                id=id,
                title=draw(TEXT),
                weeks=draw(st.none() | WEEKS),
                optimistic=draw(st.none() | WEEKS),
                likely=draw(st.none() | WEEKS),
                weeks_short=draw(st.none() | WEEKS),
                weeks_basis=draw(st.none() | NOTES),
                checked=draw(st.none() | st.builds(Checked, role=st.just("projectleider"), on=DAYS)),
                weeks_from=draw(st.sampled_from([None, "source", "team", "estimate"])),
                owner=draw(st.sampled_from([None, "architect", Party(role="architect", organisation="Bureau (1)")])),
                phase=draw(st.sampled_from([None, "ontwerp"])),
                planned_start_on=draw(st.none() | DAYS) if begun is None else None,
                actual_start_on=begun,
                actual_end_on=draw(st.none() | st.dates(begun, TODAY)) if begun else None,
                window=draw(st.sampled_from([None, "vleermuizen"])),
                at_own_risk=draw(st.sampled_from([None, True, False])),
                hours=draw(st.dictionaries(st.sampled_from(["gemeente", "corporatie"]), WEEKS, max_size=2)),
                after=draw(_links(ids[:place])),
                after_serial=draw(_links(ids[:place])),
            )
        )
    reached = st.builds(
        Reached,
        code=st.sampled_from(["adopted", "in-force"]),
        title=st.none() | TEXT,
        activity=st.sampled_from(ids),
        weeks_after_start=st.none() | WEEKS,
        law=st.none() | TEXT,
    )
    milestones = draw(st.lists(reached, max_size=2, unique_by=lambda one: one.code))
    return Plan(
        starts_on=datetime.date(2026, 1, 5),
        goal=draw(st.none() | st.sampled_from(ids)),
        activities=tuple(activities),
        milestones=tuple(milestones),
    )


def going(plan: Plan, dutch: bool = True) -> Outgoing:
    """The plan on its way out, each activity on a day of its own."""
    begin = plan.starts_on
    assert begin is not None
    timed = []
    for place, one in enumerate(plan.activities):
        weeks = one.weeks if one.weeks is not None else one.likely or 0.0
        start = one.actual_start_on or begin + datetime.timedelta(days=place)
        timed.append(Timed(one, weeks, start, start + datetime.timedelta(days=round(weeks * 7))))
    moments = tuple(Moment(one.code, one.code, begin) for one in plan.milestones)
    return Outgoing("Waterrijk (verzonnen)", plan, tuple(timed), moments, begin, plan.goal, TODAY, dutch)


def comparable(plan: Plan) -> Any:
    """What of a plan a planner's file holds; milestones of one activity may change places."""
    return (
        plan.goal,
        [msgspec.to_builtins(one) for one in plan.activities],
        sorted((msgspec.to_builtins(one) for one in plan.milestones), key=lambda one: str(one["code"])),
    )


@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=share_of_examples(60))
@given(plans(), st.booleans())
def test_what_goes_out_comes_back(format: str, plan: Plan, dutch: bool) -> None:
    if format != "csv":
        pytest.importorskip("xlsxwriter")
    found = imported(WRITERS[format](going(plan, dutch)), f"p.{format}")
    assert [str(p.what) for p in found.problems if p.is_error] == []
    assert comparable(found.plan) == comparable(plan)


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("known", ["2025", "2025-09", "..2025-09-23", "2025-03..2025-09"])
@pytest.mark.parametrize("dutch", [True, False])
def test_an_end_of_which_a_part_is_known_comes_back_as_it_is_known(format: str, known: str, dutch: bool) -> None:
    if format != "csv":
        pytest.importorskip("xlsxwriter")
    done = PlanActivity(id="A", title="Eerst", weeks=2, actual_end_on=partial_date(known))
    found = imported(WRITERS[format](going(Plan(starts_on=TODAY, activities=(done,)), dutch)), f"p.{format}")
    assert str(found.plan.activities[0].actual_end_on) == known


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("dutch", [True, False])
def test_what_a_template_assumed_is_called_so_in_its_row_and_stays_assumed(format: str, dutch: bool) -> None:
    if format != "csv":
        pytest.importorskip("xlsxwriter")
    gone_over = Checked(role="projectleider", on=datetime.date(2026, 1, 5))
    plan = Plan(
        template="woningbouw",
        starts_on=TODAY,
        activities=(
            PlanActivity(id="A", title="Eerst", weeks=2, checked=gone_over),
            PlanActivity(id="B", title="Dan", weeks=3),
        ),
    )
    rows = list(going(plan, dutch).rows())
    assert [row.get("checked") for row in rows] == [
        "projectleider, 2026-01-05",
        "aangenomen (woningbouw)" if dutch else "assumed (woningbouw)",
    ]
    back = imported(WRITERS[format](going(plan, dutch)), f"p.{format}").plan
    assert (back.template, back.unchecked) == ("woningbouw", 1)
    assert back.activities == plan.activities


def test_who_went_over_an_activity_and_when_are_both_asked_of_a_planner() -> None:
    gone_over = Checked(role="projectleider", on=datetime.date(2026, 1, 5))
    plan = Plan(starts_on=TODAY, activities=(PlanActivity(id="A", title="Eerst", weeks=2, checked=gone_over),))
    found = imported(csv_of(going(plan)).replace(b"projectleider, 2026-01-05", b"ja"))
    assert found.plan.activities[0].checked is None
    assert any("ja" in str(problem.what.values.values()) for problem in found.problems)


@given(plans())
@settings(max_examples=20)
def test_a_workbook_also_holds_what_the_plan_says_as_a_whole(plan: Plan) -> None:
    pytest.importorskip("xlsxwriter")
    plan = msgspec.structs.replace(
        plan,
        template="woningbouw",
        answers={"land": "private"},
        assumed=("homes", "route"),
        hours_per_week={"gemeente": 12.5},
    )
    back = imported(workbook_of(going(plan)), "p.xlsx").plan
    for name in ("template", "answers", "assumed", "hours_per_week", "starts_on", "goal"):
        assert getattr(back, name) == getattr(plan, name)


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_plan_gives_the_same_bytes(format: str) -> None:
    plan = Plan(starts_on=TODAY, activities=(PlanActivity(id="A", title="Eerst", weeks=2),))
    assert WRITERS[format](going(plan)) == WRITERS[format](going(plan))


@given(st.text())
def test_a_cell_that_looks_like_a_formula_is_text_and_comes_back(text: str) -> None:
    for begin in ("", " ", "\x01", "'"):
        assert neutral(f"{begin}={text}").startswith("'")
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unneutral(neutral(text)) == text


@pytest.mark.parametrize("title", ["=1+1", "+31 6", "-x", "@SUM(A1)", "'=1", "=cmd|' /C calc'!A0"])
def test_a_title_is_no_formula_in_a_spreadsheet(title: str) -> None:
    plan = Plan(starts_on=TODAY, activities=(PlanActivity(id="A", title=title, weeks=2),))
    rows = list(csv.reader(io.StringIO(csv_of(going(plan)).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][1] == f"'{title}"
    assert imported(csv_of(going(plan))).plan.activities[0].title == title
    openpyxl = pytest.importorskip("openpyxl")
    cell = openpyxl.load_workbook(io.BytesIO(workbook_of(going(plan))))["Planning"]["B2"]
    assert cell.data_type == "s" and cell.value == f"'{title}"


def test_csv_is_for_a_dutch_excel() -> None:
    plan = Plan(starts_on=TODAY, activities=(PlanActivity(id="A", title="Eén", weeks=2.5),))
    data = csv_of(going(plan))
    assert data.startswith(b"\xef\xbb\xbf") and b";2,5;21-11-2026;" in data and data.endswith(b"\r\n")


def test_each_heading_of_ours_means_what_it_says_in_both_languages() -> None:
    for meaning in MEANINGS:
        for dutch in (True, False):
            assert meaning_of(heading(meaning, dutch)) == meaning, meaning


def test_the_xml_holds_links_with_type_lag_and_format_in_the_order_of_the_schema() -> None:
    plan = Plan(
        starts_on=datetime.date(2026, 9, 7),
        activities=(
            PlanActivity(id="A", title="Eerst", weeks=4),
            PlanActivity(
                id="B", title="Dan", weeks=0, planned_start_on=datetime.date(2026, 10, 5),
                after=(Link(activity="A", lag_weeks=-0.5, ground="statute", law="art. 1"),
                       Link(activity="A", type="start-start", lag_share=0.5, ground="habit")),
            ),
        ),
    )  # fmt: skip
    root = ElementTree.fromstring(mspdi_of(going(plan)))
    ns = "{http://schemas.microsoft.com/project}"
    first, second = root.iter(f"{ns}Task")
    assert first.findtext(f"{ns}Duration") == "PT160H0M0S" and second.findtext(f"{ns}Milestone") == "1"
    assert second.findtext(f"{ns}ConstraintDate") == "2026-10-05T08:00:00"
    told = [[link.findtext(f"{ns}{name}") for name in ("PredecessorUID", "Type", "LinkLag", "LagFormat")]
            for link in second.iter(f"{ns}PredecessorLink")]  # fmt: skip
    assert told == [["1", "1", "-12000", "9"], ["1", "3", "50", "19"]]
    order = ["UID", "ID", "Name", "Type", "IsNull", "WBS", "OutlineNumber", "OutlineLevel", "Start", "Finish",
             "Duration",
             "DurationFormat", "EffortDriven", "Estimated", "Milestone", "Summary", "PercentComplete", "ConstraintType",
             "CalendarUID", "ConstraintDate", "Notes", "PredecessorLink", "ExtendedAttribute"]  # fmt: skip
    names = list(dict.fromkeys(one.tag.removeprefix(ns) for one in second))
    assert names == [name for name in order if name in names]
    assert "A: wet" in (second.findtext(f"{ns}Notes") or "")


def test_what_a_format_cannot_hold_is_said() -> None:
    plan = Plan(
        template="woningbouw", tags=("x",), starts_on=datetime.date(2026, 9, 1),
        activities=(PlanActivity(id="A", title="Eerst", weeks=4, window="vleermuizen", actual_end_on=TODAY),),
    )  # fmt: skip
    late = going(plan)._replace(timed=(Timed(plan.activities[0], 4, TODAY, TODAY),))
    told = {
        format: " ".join(str(one) for one in left_behind(late, format)) for format in ("csv", "xlsx", "mspdi", "ics")
    }
    assert "--starts-on 2026-09-01" in told["csv"] and "template" in told["csv"] and "tags" in told["csv"]
    assert "template" not in told["xlsx"] and "tags" in told["xlsx"]
    assert "seasons and meetings" in told["mspdi"]
    assert "milestones only" in told["ics"]
    assert used([]) and heading("id", True) == "Id"
