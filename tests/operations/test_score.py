"""A score: one record a judgement, every problem at once with its line, the same one recognised."""

from __future__ import annotations

import pytest

from ppl.errors import DataError, PplError
from ppl.operations.proposal import Proposal
from ppl.operations.score import ScoreRequest, score, score_case, score_fields
from tests.operations.base import CRITERIA, DAY, ENTRY, Base, entry

HEAD = {"assessor": "bureau-1", "scored_on": "2026-03-01"}
FIRST = "waterrijk/scores/bureau-1-2026-03-01"


@pytest.fixture
def intake(base: Base) -> Base:
    """A knowledge base with a criteria set for lot 1."""
    base.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    return base


def proposed(base: Base, text: str = ENTRY, project: str = "waterrijk", **head: str) -> Proposal:
    sent = entry(text, "score.yaml")
    fields = score_fields({"criteria": "lot-1-2026", **sent.fields, **HEAD, **head})
    return score(base.folder, DAY, ScoreRequest(project, sent._replace(fields=fields)))


def test_a_score_says_how_much_of_the_set_it_answers(intake: Base) -> None:
    proposal = intake.put_in(proposed(intake))
    assert proposal.edits[0].ref == FIRST
    assert proposal.message.what == "bureau-1 2026-03-01, 2 of 2 criteria, 1 of 1 knock-outs"
    assert not proposal.remarks


def test_the_same_score_twice_is_recognised_and_another_one_stands_beside_it(intake: Base) -> None:
    intake.put_in(proposed(intake))
    again = proposed(intake)
    assert (again.edits, again.message.ref) == ([], FIRST)
    assert proposed(intake, ENTRY.replace("value: 4", "value: 5")).edits[0].ref == f"{FIRST}-2"
    assert proposed(intake, scored_on="2026-02-01").edits[0].ref == "waterrijk/scores/bureau-1-2026-02-01"


def test_what_is_left_open_and_who_is_not_ranked_is_remarked(intake: Base) -> None:
    text = ENTRY.replace("  capaciteit: {value: 2, reason: Er mist een planeconoom.}\n", "")
    assert [str(one) for one in proposed(intake, text).remarks] == ["left open, a range in the ranking: capaciteit"]
    intake.write("projects/waterrijk/project.yaml", intake.text("waterrijk").replace("active", "on-hold"))
    assert [str(one) for one in proposed(intake, text, assessor="agreed", **{"as": "agreed"}).remarks] == [
        "not agreed, there the assessors' own answers stand: capaciteit", "waterrijk is on-hold and so not ranked",
    ]  # fmt: skip


def test_everything_that_is_wrong_is_said_at_once_with_its_line(intake: Base) -> None:
    text = (
        "knock_outs:\n  beginfase: {pass: yes}\n  beginfasen: {pass: no, evidence: ''}\nscores:\n"
        "  cultuur: {value: 6, reason: mail naar iemand@voorbeeld.nl}\n  capaciteit: {value: 3}\n"
    )
    with pytest.raises(DataError) as refused:
        proposed(intake, text)
    assert [(problem.path, problem.line) for problem in refused.value.problems] == [
        ("score.yaml", line) for line in (2, 3, 3, 5, 5, 6)
    ]
    said = [str(problem.what) for problem in refused.value.problems]
    for what in ("evidence` is missing", "not in the criteria set", "without evidence", "6 is not between",
                 "an e-mail address", "reason` is missing"):  # fmt: skip
        assert any(what in one for one in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scores:\n  cultuur: {value: 3}\n", "reason` is missing"),
        ("scores:\n  cultuur: {reason: Zo}\n", "value` is missing"),
        ("knock_outs:\n  beginfase: {pass: yes}\n", "evidence` is missing"),
        ("knock_outs:\n  beginfase: {evidence: Zo}\n", "pass` is missing"),
    ],
)
def test_what_is_left_out_of_an_answer_is_said_once(intake: Base, text: str, said: str) -> None:
    with pytest.raises(DataError) as refused:
        proposed(intake, text)
    [problem] = refused.value.problems
    assert said in str(problem.what) and problem.line == 2


def test_an_answer_that_is_no_mapping_is_said_and_the_others_are_looked_at_too(intake: Base) -> None:
    with pytest.raises(DataError) as refused:
        proposed(intake, "scores:\n  cultuur: 4\n  capaciteit: {value: 9, reason: Zo}\n")
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_the_fields_of_a_score_stand_in_the_order_of_its_record() -> None:
    order = ["assessor", "scored_on", "as", "criteria", "knock_outs", "scores", "obstacles", "remarks"]
    given = dict.fromkeys(["eigen", *reversed(order)], "x")
    assert list(score_fields({**given, "leeg": "", "niets": None})) == [*order, "eigen"]


@pytest.mark.parametrize(
    ("project", "head", "said"),
    [
        ("waterrijk", {"assessor": "Iemand Anders"}, "not a code for an assessor"),
        ("waterrijk", {"scored_on": "2026-04-01"}, "in the future"),
        ("waterrijk", {"scored_on": "2025-04-01", "criteria": ""}, "no criteria set"),
        ("waterrijk", {"criteria": "x"}, "no criteria set `x`"),
        ("zandhoek", {}, "lot-1-2026 is a criteria set of lot-1"),
        ("duinrand", {}, "has no lot"),
    ],
)
def test_what_cannot_be_scored_is_refused(intake: Base, project: str, head: dict[str, str], said: str) -> None:
    intake.write("projects/duinrand/project.yaml", "name: Duinrand\nmunicipality: Nergens\nstatus: longlist\n")
    with pytest.raises(PplError) as refused:
        proposed(intake, project=project, **head)
    assert said in "\n".join([str(refused.value), *(str(one.what) for one in refused.value.problems)])


def test_a_set_that_begins_later_does_not_apply_yet(intake: Base) -> None:
    intake.write("programme/criteria/lot-1-2026-02.yaml", CRITERIA.replace("2026-01-01", "2026-02-15"))
    for on, id in (("2026-02-14", "lot-1-2026"), ("2026-02-15", "lot-1-2026-02")):
        assert score_case(intake.folder, DAY, "waterrijk", {"scored_on": on}).criteria.id == id
    assert score_case(intake.folder, DAY, "waterrijk", {"scored_on": "ooit"}).criteria.id == "lot-1-2026-02"
