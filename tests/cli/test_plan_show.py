"""`ppl plan show` and `ppl report plan` on the command line."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]

PLAN = """\
starts_on: 2026-01-05
goal: B
activities:
  - {id: A, title: "Ontwerp <b>{{ 1 + 1 }}</b>", weeks: 10}
  - id: B
    title: Besluit
    weeks: 2
    planned_start_on: 2026-02-02
    after: [{activity: A, ground: habit}]
"""


def planned(kb: Kb, text: str = PLAN) -> Kb:
    kb.write("projects/waterrijk/plan.yaml", text)
    return kb


def test_a_date_that_cannot_be_met_is_in_the_json_and_a_remark_beside_it(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(planned(kb), "plan", "show", "waterrijk", "--format", "json")
    assert code == 0
    assert json.loads(out)["conflicts"] == [
        {
            "activity": "B",
            "planned_on": "2026-02-02",
            "possible_on": "2026-03-16",
            "weeks_late": 6.0,
            "chain": ["A", "B"],
        }
    ]
    assert "B cannot start on 2026-02-02: A → B takes until 2026-03-16" in err


def test_the_fields_of_the_json_stand_in_the_order_of_their_contract(kb: Kb, in_process: Run) -> None:
    found = json.loads(in_process(planned(kb), "plan", "show", "waterrijk", "--format", "json")[1])
    first = (
        "schema project variant goal starts_on weeks goal_on critical_paths critical_paths_total milestones activities"
    )
    assert list(found)[:11] == first.split()
    assert found["activities"][1]["waits_on"] == [
        {"activity": "A", "type": "finish-start", "lag_weeks": 0.0, "ground": "habit", "law": None, "reason": None}
    ]


def test_the_screen_keeps_to_the_width_that_is_there(kb: Kb) -> None:
    planned(kb)
    for columns in (80, 120):
        done = kb.ppl("plan", "show", "waterrijk", COLUMNS=str(columns))
        assert done.returncode == 0
        assert max(len(line) for line in done.stdout.splitlines()) <= columns
        assert "\x1b" not in done.stdout
        assert "B waits on A by habit; without the habit" in " ".join(done.stdout.split())


def test_a_long_plan_says_what_it_leaves_out_and_all_leaves_out_nothing(kb: Kb, in_process: Run) -> None:
    rows = "".join(f"  - {{id: X{at}, title: Klein, weeks: 1}}\n" for at in range(70))
    long = planned(kb, f"starts_on: 2025-01-06\nactivities:\n  - {{id: A, title: Lang, weeks: 90}}\n{rows}")
    code, out, err = in_process(long, "plan", "show", "waterrijk")
    assert (code, "X69" in out, "A Lang" in out) == (0, False, True)
    assert "70 activities that are not critical" in err
    assert in_process(long, "plan", "show", "waterrijk", "--all")[1].count("X69") == 3  # chart, table, sentence


def test_the_page_without_a_file_has_its_chart_in_characters(kb: Kb, in_process: Run) -> None:
    planned(kb)
    for format in ("screen", "md"):
        code, out, err = in_process(kb, "report", "plan", "waterrijk", "--format", format, "--lang", "en")
        assert code == 0, err
        assert "█ critical: any slip moves the goal" in out


def test_the_page_and_its_picture_are_written_beside_each_other(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(planned(kb), "report", "plan", "waterrijk", "--out", "het plan.md", "--lang", "en")
    assert code == 0, err
    page, picture = (kb.root / "het plan.md").read_text(), (kb.root / "het plan.svg").read_text()
    assert "](het%20plan.svg)" in page
    assert "\\<b>{{ 1 + 1 }}\\</b>" in page
    assert ET.fromstring(picture).tag.endswith("svg")
    assert "<b>" not in picture
    assert "{{ 1 + 1 }}" in picture


def test_a_picture_alone_is_the_same_each_time_and_one_without_data_is_refused(kb: Kb, in_process: Run) -> None:
    first = in_process(planned(kb), "report", "plan", "waterrijk", "--format", "svg")
    assert first == in_process(kb, "report", "plan", "waterrijk", "--format", "svg")
    assert first[1].startswith("<svg")
    code, out, err = in_process(kb, "report", "project", "waterrijk", "--format", "svg", "--picture", "lights")
    assert (code, out) == (3, "")
    assert "there is nothing to draw in the picture lights\n  choose from ages" in err


def test_a_knowledge_base_may_draw_the_plan_its_own_way(kb: Kb, in_process: Run) -> None:
    own = kb.root / "templates" / "charts" / "gantt.svg.j2"
    own.parent.mkdir(parents=True)
    own.write_text('<svg xmlns="http://www.w3.org/2000/svg">{{ panels[0].bars[0].title }}</svg>')
    out, err = in_process(planned(kb), "report", "plan", "waterrijk", "--format", "svg")[1:]
    assert "Plan in de tijd" in out and "ppl template trust charts/gantt.svg.j2" in err
    in_process(kb, "template", "trust", "charts/gantt.svg.j2", "--yes")
    out = in_process(kb, "report", "plan", "waterrijk", "--format", "svg")[1]
    assert out == '<svg xmlns="http://www.w3.org/2000/svg">Ontwerp &lt;b&gt;{{ 1 + 1 }}&lt;/b&gt;</svg>\n'


def test_who_may_not_see_the_plan_gets_no_page(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(planned(kb), "report", "plan", "waterrijk", "--audience", "public")
    assert (code, out) == (3, "")
    assert "no plan for this reader" in err


def test_a_plan_without_dates_is_told_in_weeks(kb: Kb, in_process: Run) -> None:
    text = "activities:\n  - {id: A, title: Een, weeks: 3}\n  - {id: B, title: Twee, weeks: 2}\n"
    kb.path("los.yaml").write_text(text)
    code, out, err = in_process(kb, "plan", "show", "--plan", "data/los.yaml")
    assert code == 0, err
    assert "As planned: 3 weeks to the end." in out
    assert "week      |" not in out
    assert "the plan has no starts_on" in err


def test_the_picture_comes_as_png_too_and_only_one_that_there_is(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(planned(kb), "report", "plan", "waterrijk", "--out", "plan.png", "--lang", "en")
    assert (code, out) == (0, ""), err
    assert (kb.root / "plan.png").read_bytes().startswith(b"\x89PNG")
    code, _, err = in_process(kb, "report", "plan", "waterrijk", "--format", "svg", "--picture", "lights")
    assert code == 3 and "there is nothing to draw in the picture lights\n  choose from gantt" in err
    code, _, err = in_process(kb, "report", "plan", "waterrijk", "--picture", "gantt")
    assert code == 2 and "add --format svg or --format png" in err


def test_without_typst_a_png_says_what_brings_it(kb: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    code, out, err = in_process(planned(kb), "report", "plan", "waterrijk", "--format", "png")
    assert (code, out) == (2, "")
    assert 'pip install ".[pdf]"' in err
