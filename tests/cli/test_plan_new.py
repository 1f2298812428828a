"""`ppl plan new`: a first plan in minutes, what is assumed said so, and the figures of the shipped template."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.plans import PLAN, shipped
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def test_a_plan_is_one_commit_that_says_what_it_is(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    code, out, err = in_process(kb, "plan", "new", "waterrijk", "--reason", "intake")
    assert (code, out) == (0, "waterrijk/plan\n"), err
    subject, _, trailers = kb.git("log", "-1", "--format=%B").partition("\n\n")
    assert subject == "plan new waterrijk/plan: 37 activities from woningbouw"
    for trailer in ("Ppl-Command: ppl plan new waterrijk", "Ppl-Record: waterrijk/plan", "Ppl-Reason: intake"):
        assert trailer in trailers
    assert kb.git("show", "--name-only", "--format=", "HEAD").split() == [f"data/{PLAN}"]
    text = kb.text(PLAN)
    assert "starts_on: 2025-09-01" in text  # the project's
    assert "template: woningbouw" in text
    assert "goal: A37" in text


def test_what_nobody_answered_is_assumed_and_said(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    _, _, err = in_process(kb, "plan", "new", "waterrijk", "--land", "private", "--no-appeal")
    assert "route is change of the environment plan" in err
    assert "whose land" not in err
    code, out, _ = in_process(kb, "plan", "show", "waterrijk", "--format", "json")
    assert code == 0
    assert [one["name"] for one in json.loads(out)["assumed"]] == ["route"]


def test_what_does_not_apply_is_left_out_and_its_links_are_closed(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    in_process(kb, "plan", "new", "waterrijk", "--land", "private", "--no-appeal")
    text = kb.text(PLAN)
    assert "A20" not in text  # the selection of a developer on municipal land
    assert "A30" not in text  # the appeal
    assert in_process(kb, "check", "links", "plans")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nergens",), "there is no project `nergens`"),
        (("waterrijk", "--template", "kantoren"), "there is no plan template `kantoren`"),
        (("waterrijk", "--starts-on", "ooit"), "--starts-on: `ooit` is not a day"),
    ],
)
def test_what_cannot_be_understood_is_refused(kb: Kb, in_process: Run, words: tuple[str, ...], said: str) -> None:
    before = shipped(kb).head()
    code, _, err = in_process(kb, "plan", "new", *words)
    assert (code, said in err) == (2, True), err
    assert kb.head() == before


def test_without_any_template_it_says_where_one_comes_from(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "plan", "new", "waterrijk")
    assert code == 2
    assert "ppl init --from starter brings woningbouw" in err


def test_a_second_plan_is_refused(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    assert in_process(kb, "plan", "new", "waterrijk")[0] == 0
    before = kb.head()
    code, _, err = in_process(kb, "plan", "new", "waterrijk")
    assert (code, "waterrijk has a plan already" in err, kb.head()) == (3, True, before)


def test_a_dry_run_shows_the_file_and_writes_nothing(kb: Kb, in_process: Run) -> None:
    before = shipped(kb).head()
    code, out, err = in_process(kb, "plan", "new", "waterrijk", "--dry-run")
    assert code == 0
    assert "+template: woningbouw" in out
    assert "nothing was written" in err
    assert (kb.head(), kb.status(), kb.path(PLAN).exists()) == (before, "", False)


def compared(kb: Kb, in_process: Run) -> dict[str, object]:
    code, out, err = in_process(kb, "plan", "compare", "waterrijk", "--no-calendar", "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert found["schema"] == "ppl/plan-compare/1"
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("order", ["parallel", "usual"])
def test_the_shipped_template_takes_the_weeks_that_it_says(kb: Kb, in_process: Run, order: str) -> None:
    shipped(kb)
    assert in_process(kb, "plan", "new", "waterrijk", "--order", order)[0] == 0
    found = compared(kb, in_process)
    orders = found["orders"]
    assert isinstance(orders, list)
    weeks = {one["variant"]: round(one["weeks"]) for one in orders}
    assert (weeks["serial"], weeks["no-habit"], weeks["short"]) == (319, 141, 115)
    assert weeks["planned"] == (141 if order == "parallel" else 319)
    reached = {one["variant"]: {m["code"]: round(m["week"]) for m in one["milestones"]} for one in orders}
    adopted = [reached[name]["adopted"] for name in ("serial", "no-habit", "short")]
    irrevocable = [reached[name]["irrevocable"] for name in ("serial", "no-habit", "short")]
    assert (adopted, irrevocable) == ([227, 113, 87], [261, 147, 121])


MILESTONES = """ownership: ontwikkelaar
milestones:
  - {code: raadsbesluit-kaders, title: Raad kiest een variant, actual_on: 2025-11}
  - {code: nvu, title: Nota van uitgangspunten (datum niet gevonden)}
"""


def test_facts_and_milestones_of_the_project_settle_what_they_can_and_the_rest_is_said(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    path = "projects/waterrijk/project.yaml"
    kb.write(path, kb.text(path) + MILESTONES)
    _, _, err = in_process(kb, "plan", "new", "waterrijk")
    assert "whose land: private, as the project's record says" in err and "whose land is" not in err
    assert "no day is known on which it was reached: Nota van uitgangspunten (datum niet gevonden) (A08)" in err
    assert "ppl set waterrijk#nvu actual_on=DATE; ppl plan accept-milestones waterrijk" in err
    assert "ppl set waterrijk/plan#A01 actual_end_on=..2025-11-30" in err
    text = kb.text(PLAN)
    assert "actual_end_on: 2025-11\n" in text and "A20" not in text
    kb.write(path, kb.text(path).replace("niet gevonden)}", "x), actual_on: 2025-10-02}"))
    assert in_process(kb, "plan", "accept-milestones", "waterrijk", "--yes")[0] == 0
    assert "actual_end_on: 2025-10-02" in kb.text(PLAN)


@pytest.mark.parametrize(
    ("procedure", "weeks", "adopted", "irrevocable"),
    [
        ("regular", (307, 129, 115), (215, 97, 87), (267, 149, 139)),
        ("extended", (319, 137, 115), (227, 109, 87), (261, 143, 121)),
    ],
)
def test_the_road_of_the_permit_takes_the_weeks_that_the_manual_says(
    kb: Kb,
    in_process: Run,
    procedure: str,
    weeks: tuple[int, ...],
    adopted: tuple[int, ...],
    irrevocable: tuple[int, ...],
) -> None:
    shipped(kb)
    assert in_process(kb, "plan", "new", "waterrijk", "--route", "permit", "--procedure", procedure)[0] == 0
    orders = compared(kb, in_process)["orders"]
    assert isinstance(orders, list)
    found = {one["variant"]: one for one in orders}
    of = [found[name] for name in ("serial", "no-habit", "short")]
    reached = [{m["code"]: round(m["week"]) for m in one["milestones"]} for one in of]
    assert tuple(round(one["weeks"]) for one in of) == weeks
    assert tuple(one["adopted"] for one in reached) == adopted
    assert tuple(one["in-force"] for one in reached) == tuple(week + 2 for week in adopted)
    assert tuple(one["irrevocable"] for one in reached) == irrevocable


def test_a_permit_takes_the_regular_procedure_with_objection_unless_another_is_asked_for(
    kb: Kb, in_process: Run
) -> None:
    shipped(kb)
    _, _, err = in_process(kb, "plan", "new", "waterrijk", "--route", "permit")
    assert "procedure of the permit is regular: 8 weeks and 6 more, then objection" in err
    text = kb.text(PLAN)
    assert "id: A48" in text and "id: A49" in text and "id: A43" not in text
    assert in_process(kb, "check", "links", "plans")[0] == 0


def test_a_change_of_the_plan_has_no_procedure_to_choose(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    _, _, err = in_process(kb, "plan", "new", "waterrijk", "--route", "plan")
    assert "procedure of the permit" not in err and "procedure:" not in kb.text(PLAN)


def test_a_statute_is_shown_by_its_article(kb: Kb, in_process: Run) -> None:
    shipped(kb)
    in_process(kb, "plan", "new", "waterrijk", "--route", "permit")
    _, out, _ = in_process(kb, "plan", "show", "waterrijk")
    for article in ("art. 16.79 Omgevingswet", "Hoge Raad, 26 november 2021, ECLI:NL:HR:2021:1778"):
        assert article in " ".join(out.split())
    assert "laws/" not in out
