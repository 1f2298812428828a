"""What became of a record, in short."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.errors import Joined, Text
from ppl.model.history import FieldChange, Step
from ppl.render.wording import Wording
from ppl.reports import history
from ppl.resources import catalogue
from tests.make import TODAY

ALPHA, BETA = "alpha", "alpha/bottlenecks/b1"


def step(commit: str, *changes: FieldChange) -> Step:
    at = datetime.datetime(2026, 3, 2, 10, 0, tzinfo=datetime.UTC)
    return Step(commit, at, "Bureau", "log alpha", "log", "ppl log alpha", "Daarom", changes)


def shown(ref: str, *changes: FieldChange) -> list[dict[str, Any]]:
    request = history.Request(ref, [step("1", *changes)])
    (only,) = history.context(request, history.build(request, TODAY))["changes"]
    return [{name: in_words(value) for name, value in one.items()} for one in only]


def in_words(value: Any, language: str = "en") -> Any:
    """What a template prints of a value."""
    if not isinstance(value, (Text, Joined)):
        return value
    return str(Wording(catalogue(language).gettext, language).shown(value))


def test_only_the_last_steps_are_shown_where_that_is_asked() -> None:
    steps = [step(str(n)) for n in range(4)]

    def commits(limit: int | None) -> list[str]:
        return [one.commit for one in history.build(history.Request(ALPHA, steps, limit), TODAY).items]

    assert commits(None) == commits(0) == commits(-1) == commits(9) == ["0", "1", "2", "3"]
    assert (commits(1), commits(2)) == (["3"], ["2", "3"])


def test_a_step_says_who_did_what_when_and_why() -> None:
    change = FieldChange(BETA, ("actions", 0, "status"), None, "done")
    found = history.build(history.Request(ALPHA, [step("1", change)]), TODAY)
    (one,) = found.items
    assert (found.ref, one.at, one.by, one.subject) == (ALPHA, "2026-03-02T10:00:00+00:00", "Bureau", "log alpha")
    assert (one.command, one.reason) == ("ppl log alpha", "Daarom")
    assert [(each.ref, each.field, each.before, each.after) for each in one.changes] == [
        (BETA, "actions.0.status", None, "done")
    ]


def test_what_ppl_did_not_write_was_made_by_hand() -> None:
    request = history.Request(ALPHA, [step("1"), step("2")._replace(word="")])
    assert history.context(request, history.build(request, TODAY))["by_hand"] == ["2"]


def test_a_change_names_its_record_where_that_is_not_the_one_that_was_asked_for() -> None:
    def where(asked: str, ref: str) -> str:
        return str(shown(asked, FieldChange(ref, ("title",), "a", "b"))[0]["where"])

    assert where(ALPHA, BETA) == "bottlenecks/b1"
    assert where(ALPHA, ALPHA) == where(BETA, BETA) == where(f"{BETA}#x", BETA) == ""
    assert where(f"{ALPHA}#x", BETA) == "bottlenecks/b1"


def test_a_field_is_told_before_and_after_and_a_record_by_what_it_is_called() -> None:
    assert shown(ALPHA, FieldChange(ALPHA, ("name",), None, "Kade")) == [
        {"where": "", "field": "name", "before": None, "after": "Kade"}
    ]

    def made(after: dict[str, Any]) -> str:
        (one,) = shown(ALPHA, FieldChange(BETA, (), None, after))
        assert (one["where"], one["field"]) == ("bottlenecks/b1", "")
        return str(one["made"])

    assert made({"title": "Kabel", "name": "x"}) == "Kabel"
    assert made({"name": "Kade", "summary": "x"}) == "Kade"
    assert made({"summary": "Gesprek", "title": ""}) == "Gesprek"
    assert made({"status": "open"}) == ""  # its ref says which
    assert shown(ALPHA, FieldChange(BETA, (), {"title": "Kabel"}, None)) == [
        {"where": "bottlenecks/b1", "field": "", "made": None}
    ]


def test_a_long_value_is_cut_off_at_a_hundred_signs_and_a_list_stands_in_one_line() -> None:
    def after(value: Any) -> str:
        return str(shown(ALPHA, FieldChange(ALPHA, ("x",), None, value))[0]["after"])

    assert after("x" * 100) == "x" * 100
    assert after("x" * 101) == "x" * 99 + "…"
    assert after({"a": ["b", "c  d"], "e": 1}) == "a: b, c d, e: 1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("actions", "a2", "status"), "acties a2, status: afgerond"),
        (("kind",), "soort: done"),  # no word of this enumeration: as it stands
        (("status",), "status: done"),
    ],
)
def test_a_change_is_told_in_the_readers_language(change: tuple[str, ...], said: str) -> None:
    made = step("1", FieldChange("alpha/sessions/2026-01-05-weekly", change, None, "done"))
    request = history.Request("alpha/sessions/2026-01-05-weekly", [made])
    ((one,),) = history.context(request, history.build(request, TODAY))["changes"]
    assert f"{in_words(one['field'], 'nl')}: {in_words(one['after'], 'nl')}" == said


def test_the_fields_of_a_part_are_told_in_the_readers_language() -> None:
    effect = {"effect": "klaar", "weeks": 3}
    made = step("1", FieldChange("alpha/interventions/i1", ("observed",), None, effect))
    request = history.Request("alpha/interventions/i1", [made])
    ((one,),) = history.context(request, history.build(request, TODAY))["changes"]
    assert in_words(one["after"], "nl") == "effect: klaar, weken: 3"


def test_a_move_of_a_milestone_says_from_which_day_to_which_in_words() -> None:
    move = {"on": "2026-11-24", "from": "2027-03-30", "to": "2027-05-04"}
    change = FieldChange(ALPHA, ("milestones", "overeenkomst", "moves"), None, move)
    at = datetime.datetime(2026, 3, 2, 10, 0, tzinfo=datetime.UTC)
    request = history.Request(ALPHA, [Step("1", at, "Bureau", "", "", "", "", (change,))])
    ((one,),) = history.context(request, history.build(request, TODAY))["changes"]
    assert in_words(one["after"], "nl") == "op: 24-11-2026, van: 30-03-2027, naar: 04-05-2027"


def test_what_is_in_an_item_stands_behind_a_comma_and_a_truth_and_a_number_are_in_words_too() -> None:
    def said(ref: str, field: tuple[str, ...], value: Any) -> str:
        made = step("1", FieldChange(ref, field, None, value))
        request = history.Request(ref, [made])
        ((one,),) = history.context(request, history.build(request, TODAY))["changes"]
        return f"{in_words(one['field'], 'nl')}: {in_words(one['after'], 'nl')}"

    plan = "alpha/plan"
    assert said(plan, ("activities", "A13", "after", "A12", "lag_weeks"), 1.5) == (
        "activiteiten A13, wacht op activiteiten A12, weken ertussen: 1,5"
    )
    assert said(plan, ("activities", "A13", "at_own_risk"), True) == "activiteiten A13, op eigen risico: ja"
    assert said(plan, ("activities", "A13", "actual_end_on"), "2025-05-12") == (
        "activiteiten A13, werkelijk klaar: 12-05-2025"
    )
    talk = "alpha/sessions/2026-01-05-weekly"
    assert said(talk, ("lights", "time", "light"), "amber") == "lichten, tijd, licht: oranje"


def test_a_step_of_the_whole_base_with_many_records_says_how_many_more_and_one_record_all() -> None:
    changes = [FieldChange(f"alpha/bottlenecks/b{n}", (), None, {"title": str(n)}) for n in range(20)]

    def told(ref: str) -> tuple[int, int]:
        request = history.Request(ref, [step("1", *changes)])
        said = history.context(request, history.build(request, TODAY))
        return len(said["changes"][0]), said["more"][0]

    assert told("") == (history.MOST, 20 - history.MOST)
    assert told(ALPHA) == (20, 0)
