"""A scan: what is new gets its day, what nobody touched keeps its own, and every problem is told with its line."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.errors import DataError
from ppl.operations.proposal import Proposal
from ppl.operations.scan import ScanRequest, scan
from tests.operations.base import DAY, Base, entry
from tests.scans import VOCABULARIES

FIRST = """\
on: 2026-01-05
method:
  vroeg: {applied: partly, example: Soms.}
  rekenen: {applied: not}
preconditions:
  - {code: mandaat, status: open}
assignment:
  leading_task: Wonen aan het water.
remarks: De wethouder twijfelt.
"""


@pytest.fixture
def asked(base: Base) -> Base:
    """A knowledge base that says what a scan asks."""
    base.write("programme/vocabularies.yaml", VOCABULARIES)
    return base


def proposed(base: Base, text: str) -> Proposal:
    return scan(base.folder, DAY, ScanRequest("waterrijk", entry(text, "scan.yaml")))


def after(base: Base, text: str) -> dict[str, Any]:
    base.put_in(proposed(base, text))
    return base.fields("waterrijk")


def test_a_first_scan_stands_in_the_project_each_answer_with_its_day(asked: Base) -> None:
    found = after(asked, FIRST)
    assert found["method"] == {
        "vroeg": {"applied": "partly", "example": "Soms.", "on": "2026-01-05"},
        "rekenen": {"applied": "not", "on": "2026-01-05"},
    }
    assert found["preconditions"] == [{"code": "mandaat", "status": "open", "on": "2026-01-05"}]
    assert found["assignment"] == {"leading_task": {"answer": "Wonen aan het water.", "on": "2026-01-05"}}
    assert found["scans"] == [
        {"on": "2026-01-05", "parts": ["method", "preconditions", "assignment"], "remarks": "De wethouder twijfelt."}
    ]


def test_only_what_changed_gets_a_new_day_and_the_answer_of_before_stays(asked: Base) -> None:
    before = after(asked, FIRST)
    proposal = proposed(asked, "method:\n  vroeg: {applied: fully, example: Elke week.}\n  rekenen: {applied: not}\n")
    assert proposal.message.what == "2026-03-01, 1 of the method changed"
    asked.put_in(proposal)
    found = asked.fields("waterrijk")
    assert found["method"]["vroeg"] == {
        "applied": "fully", "example": "Elke week.", "on": "2026-03-01",
        "before": [{"applied": "partly", "example": "Soms.", "on": "2026-01-05"}],
    }  # fmt: skip
    assert found["method"]["rekenen"] == before["method"]["rekenen"]
    assert (found["preconditions"], found["assignment"]) == (before["preconditions"], before["assignment"])
    assert found["scans"] == [*before["scans"], {"on": "2026-03-01", "parts": ["method"]}]


def test_a_scan_in_which_nothing_changed_was_held_all_the_same_and_twice_is_recognised(asked: Base) -> None:
    before = after(asked, FIRST)
    found = after(asked, "parts: [method]\n")
    assert {**found, "scans": None} == {**before, "scans": None}
    assert found["scans"][-1] == {"on": "2026-03-01", "parts": ["method"]}
    assert not proposed(asked, "parts: [method]\n").edits
    assert not proposed(asked, FIRST).edits


def test_a_scan_that_comes_in_late_takes_its_place_among_the_days(asked: Base) -> None:
    after(asked, "on: 2026-02-02\nmethod:\n  vroeg: {applied: fully}\n")
    found = after(asked, FIRST)
    assert found["method"]["vroeg"] == {
        "applied": "fully", "on": "2026-02-02",
        "before": [{"applied": "partly", "example": "Soms.", "on": "2026-01-05"}],
    }  # fmt: skip
    assert [one["on"] for one in found["scans"]] == ["2026-01-05", "2026-02-02"]
    again = after(asked, "on: 2026-02-02\nmethod:\n  vroeg: {applied: partly, example: Toch niet.}\n")
    assert again["method"]["vroeg"]["example"] == "Toch niet."  # of one day there is one answer
    assert len(again["method"]["vroeg"]["before"]) == 1


def test_answers_as_they_were_written_by_hand_are_known_and_kept(asked: Base) -> None:
    text = asked.text("waterrijk") + (
        "assignment:\n  leading_task: Wonen.   # uit het intakegesprek\n"
        "method:\n  rekenen: {applied: partly, eigen: x}\n"
        "preconditions:\n  - code: mandaat\n    status: open\n"
    )
    asked.write("projects/waterrijk/project.yaml", text)
    found = after(asked, "method:\n  rekenen: {applied: fully}\nassignment:\n  time: Haast.\n")
    assert found["method"]["rekenen"] == {
        "applied": "fully", "eigen": "x", "on": "2026-03-01", "before": [{"applied": "partly"}],
    }  # fmt: skip
    assert "leading_task: Wonen.   # uit het intakegesprek\n" in asked.text("waterrijk")
    assert found["preconditions"] == [{"code": "mandaat", "status": "open"}]
    found = after(asked, "assignment:\n  leading_task: Wonen en werken.\n")
    assert found["assignment"]["leading_task"] == {
        "answer": "Wonen en werken.", "on": "2026-03-01", "before": [{"answer": "Wonen."}],
    }  # fmt: skip


def test_the_preview_says_what_changes_in_words(asked: Base) -> None:
    after(asked, FIRST)
    proposal = proposed(asked, "method:\n  vroeg: {applied: fully}\n")
    assert proposal.summary is not None
    assert next(str(one) for one in proposal.summary()).endswith("scan of 2026-03-01")
    assert "applied in part -> applied in full" in "\n".join(str(one) for one in proposal.summary())


def test_everything_that_is_wrong_is_said_at_once_with_its_line(asked: Base) -> None:
    text = (
        "on: 2026-12-01\nmethod:\n  vroeg: {applied: heel erg}\n  vroegg: {applied: not}\n"
        "preconditions:\n  - {code: mandaat}\nassignment:\n  leading_tsk: x\n"
    )
    with pytest.raises(DataError) as refused:
        proposed(asked, text)
    assert [(one.path, one.line) for one in refused.value.problems] == [
        ("scan.yaml", line) for line in (1, 3, 4, 6, 8)
    ]  # fmt: skip
    with pytest.raises(DataError, match="answers nothing"):
        proposed(asked, "remarks: x\n")


def test_without_lists_nothing_can_be_asked(base: Base) -> None:
    base.write("programme/vocabularies.yaml", VOCABULARIES.partition("method_steps")[0])
    with pytest.raises(DataError, match=r"vocabularies\.yaml does not say"):
        proposed(base, FIRST)


def test_one_point_that_is_answered_twice_is_refused(asked: Base) -> None:
    twice = "preconditions: [{code: mandaat, status: met}, {code: mandaat, status: open}]"
    with pytest.raises(DataError) as refused:
        proposed(asked, twice)
    assert [str(one.what) for one in refused.value.problems] == ["`mandaat` stands here twice"]
