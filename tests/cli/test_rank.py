"""The ranking on the screen, as Markdown, JSON and for a spreadsheet; and who may not have it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.conftest import Kb
from tests.operations.base import CRITERIA

Run = Callable[..., tuple[int, str, str]]
PROJECT = "name: {name}\nmunicipality: Nergenshuizen\nstatus: {status}\nlot: lot-1\n"
SCORE = """\
assessor: {who}
scored_on: 2026-02-10
criteria: lot-1-2026
knock_outs:
  beginfase: {{pass: {passes}, evidence: BEWIJS-{id}}}
scores:
{scores}"""


def score(kb: Kb, id: str, who: str, passes: str = "yes", more: str = "", **values: int) -> None:
    rows = "".join(f"  {code}: {{value: {value}, reason: REDEN-{who}-{code}}}\n" for code, value in values.items())
    text = SCORE.format(who=who, passes=passes, scores=rows, id=id) + more
    kb.write(f"projects/{id}/scores/{who}-2026-02-10.yaml", text)


@pytest.fixture
def lot(kb: Kb) -> Kb:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA)
    for id, status in (("duinrand", "intake"), ("veenpolder", "longlist"), ("heikant", "withdrawn")):
        kb.write(f"projects/{id}/project.yaml", PROJECT.format(name=id.title(), status=status))
    project = "projects/waterrijk/project.yaml"
    kb.write(project, kb.text(project).replace("status: active", "status: advised"))
    kb.write("projects/oeverhof/project.yaml", PROJECT.format(name="Oeverhof", status="active"))
    score(kb, "oeverhof", "bureau-1", cultuur=1, capaciteit=1)
    score(kb, "waterrijk", "bureau-1", cultuur=4, capaciteit=5)
    score(kb, "waterrijk", "client-1", cultuur=2, capaciteit=5)
    score(kb, "duinrand", "bureau-1", cultuur=5)
    score(kb, "veenpolder", "bureau-1", passes="no", cultuur=5, capaciteit=5)
    return kb


def test_the_screen_gives_places_with_their_reasons(lot: Kb, in_process: Run) -> None:
    code, out, err = in_process(lot, "rank", "--lot", "lot-1", "--lang", "en")
    assert (code, err) == (0, "")
    for line in (
        "1 to 2 Waterrijk (Nergenshuizen): 84 points",
        "1 to 2 Duinrand (Nergenshuizen): 52 to 100 points, not complete",
        "24 of 40 Open cultuur: 3 (bureau-1 4, client-1 2); ! the assessors differ by 2",
        "12 to 60 of 60 Genoeg mensen: 1 to 5 (bureau-1 open)",
        "whether it stands before Duinrand depends on what is missing; on what is scored for both it is behind by 16",
    ):
        assert line in " ".join(out.split()), out
    assert "REDEN" not in out
    assert out.index("Knocked out") < out.index("BEWIJS-veenpolder") < out.index("Place 1 to 2")
    assert "Heikant (Nergenshuizen): withdrawn" in out
    assert out.index("Chosen before") < out.index("Oeverhof (Nergenshuizen): active") < out.index("Left out")
    assert max(map(len, out.splitlines())) <= 80


def test_markdown_has_the_reasons_of_the_assessors_too(lot: Kb, in_process: Run) -> None:
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "md", "--lang", "en")
    assert "  - client-1, 2: REDEN-client-1-cultuur" in out
    assert "Yes (bureau-1): BEWIJS-waterrijk." in out


def test_json_is_versioned_and_whole(lot: Kb, in_process: Run) -> None:
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "json")
    found = json.loads(out)
    assert (found["schema"], found["lot"], found["criteria"]) == ("ppl/ranking/1", "lot-1", "lot-1-2026")
    assert found["as_of"] == "2026-03-01"
    assert [(p["project"], p["best"], p["worst"]) for p in found["places"]] == [("waterrijk", 1, 2), ("duinrand", 1, 2)]
    assert found["places"][0]["total"] == {"lowest": 84.0, "highest": 84.0}
    assert [one["project"] for one in found["knocked_out"]] == ["veenpolder"]
    assert [one["project"] for one in found["left_out"]] == ["heikant"]


def test_a_spreadsheet_has_a_row_for_every_project_of_the_lot(lot: Kb, in_process: Run) -> None:
    score(lot, "duinrand", "client-1", cultuur=4, capaciteit=3)
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert [(row["outcome"], row["project"]) for row in rows] == [
        ("ranked", "waterrijk"),
        ("ranked", "duinrand"),
        ("knocked out", "veenpolder"),
        ("chosen", "oeverhof"),
        ("left out", "heikant"),
    ]
    assert (rows[1]["cultuur lowest"], rows[1]["lowest"], rows[1]["highest"]) == ("36", "60", "84")


def test_an_agreed_score_settles_it(lot: Kb, in_process: Run) -> None:
    score(lot, "duinrand", "agreed", more="as: agreed\n", cultuur=5, capaciteit=4)
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "json")
    found = json.loads(out)
    assert [(p["project"], p["best"], p["worst"]) for p in found["places"]] == [("duinrand", 1, 1), ("waterrijk", 2, 2)]
    assert found["places"][0]["next"]["decisive"] == [{"code": "cultuur", "points": {"lowest": 16.0, "highest": 16.0}}]


def test_totals_that_differ_never_look_equal(lot: Kb, in_process: Run) -> None:
    weights = CRITERIA.replace("weight: 40", "weight: 1").replace("weight: 60", "weight: 20000")
    lot.write("programme/criteria/lot-1-2026.yaml", weights)
    score(lot, "duinrand", "bureau-1", cultuur=4, capaciteit=5)
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "json")
    one, other = (place["total"]["lowest"] for place in json.loads(out)["places"])
    assert one > other


def test_the_client_does_not_get_what_is_internal(lot: Kb, in_process: Run) -> None:
    score(lot, "duinrand", "client-1", more="visibility: internal\n", cultuur=1, capaciteit=1)
    for format in ("screen", "md", "json", "csv"):
        _, mine, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", format)
        code, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", format, "--audience", "client")
        assert code == 0
        assert mine != out
        assert "REDEN-client-1-capaciteit" not in out.partition("duinrand")[2]


@pytest.mark.parametrize("audience", ["public", "programme", "project", "iedereen"])
def test_nobody_else_gets_a_ranking(lot: Kb, in_process: Run, audience: str) -> None:
    code, out, err = in_process(lot, "rank", "--lot", "lot-1", "--audience", audience)
    assert (code, out) == (2, "")
    assert "choose --audience internal or client" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "--lot"),
        (("--lot", "lot-9"), "Choose from lot-1, lot-2"),
        (("--lot", "lot-2"), "ppl new criteria"),
        (("--lot", "lot-1", "--criteria", "lot-1-2025"), "did you mean `lot-1-2026`?"),
        (("--lot", "lot-1", "--as-of", "2020-01-01"), "did not exist yet"),
    ],
)
def test_what_cannot_be_ranked_is_refused_with_what_to_do(
    lot: Kb, in_process: Run, args: tuple[str, ...], said: str
) -> None:
    code, out, err = in_process(lot, "rank", *args)
    assert out == ""
    assert code in (2, 4)
    assert said in err


def test_a_lot_without_candidates_says_so(kb: Kb, in_process: Run) -> None:
    kb.write("programme/criteria/lot-1-2026.yaml", CRITERIA.replace("lot: lot-1", "lot: lot-2"))
    kb.write("projects/zandhoek/project.yaml", PROJECT.format(name="Zandhoek", status="stopped").replace("-1", "-2"))
    kb.write("projects/nieuw/project.yaml", "name: Nieuw\nmunicipality: Zomaarstad\nstatus: longlist\n")
    code, out, err = in_process(kb, "rank", "--lot", "lot-2", "--lang", "en")
    assert code == 0
    assert "No project is ranked." in out
    assert err == "without a lot, and so in no ranking: nieuw\n"


def test_a_ranking_is_as_it_was_on_a_day(lot: Kb, in_process: Run) -> None:
    before = lot.head()
    score(lot, "duinrand", "bureau-1", cultuur=1, capaciteit=1)
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--as-of", before, "--format", "json")
    assert json.loads(out)["places"][1]["total"]["highest"] == 100.0


def test_what_was_chosen_before_is_ranked_where_it_is_asked_for(lot: Kb, in_process: Run) -> None:
    _, out, _ = in_process(lot, "rank", "--lot", "lot-1", "--format", "json", "--all")
    assert "oeverhof" in [one["project"] for one in json.loads(out)["places"]]


@pytest.mark.parametrize("said", ["perceel 1", "lot 1", "1", "LOT-1"])
def test_a_lot_is_known_by_the_name_that_reports_give_it(lot: Kb, in_process: Run, said: str) -> None:
    code, out, _ = in_process(lot, "rank", "--lot", said)
    assert code == 0 and "Duinrand" in out


def test_without_a_lot_or_a_project_and_without_a_terminal_it_is_said_what_to_name(lot: Kb, in_process: Run) -> None:
    assert in_process(lot, "rank")[0] == 2 and "--lot" in in_process(lot, "rank")[2]
    assert lot.ppl("score", "--from", "-", stdin="scores: {}").returncode == 2
