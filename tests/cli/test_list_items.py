"""`ppl list` of what stands in records: actions, agreements, milestones and the like."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest

from ppl.cli.desk import Desk
from ppl.model.items import ITEMS, Item
from tests.conftest import Kb
from tests.operations.base import TALK

Run = Callable[..., tuple[int, str, str]]
AGREEMENTS = """\
agreements:
  - text: Eén kalender
    owner: projectleider
    due_on: 2026-12-01
  - text: Elke maand een brief
commitments: [een vast aanspreekpunt]
"""
ACTION = """\
kind: weekly
held_on: 2026-01-05
actions:
  - id: a1
    text: -3 graden
    owner: {role: wethouder, organisation: Gemeente Waterrijk}
    due_on: 2026-01-04
"""


@pytest.fixture
def agreed(kb: Kb) -> Kb:
    path = "projects/waterrijk/project.yaml"
    kb.write(path, kb.text(path).partition("commitments:")[0] + AGREEMENTS)
    return kb


def listed(kb: Kb, run: Run, *words: str) -> list[dict[str, object]]:
    code, out, err = run(kb, "list", *words, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert found["schema"] == "ppl/list/1"
    items: list[dict[str, object]] = found["items"]
    return items


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_every_item_can_be_listed_in_every_format(agreed: Kb, in_process: Run, item: Item) -> None:
    for format in ("screen", "md", "json", "csv"):
        assert in_process(agreed, "list", item.name, "--format", format)[0] == 0
    file = agreed.root / "uit.xlsx"
    assert in_process(agreed, "list", item.name, "--out", str(file))[0] == 0
    rows = len(list(openpyxl.load_workbook(file).worksheets[0].rows)) - 1
    assert rows == len(listed(agreed, in_process, item.name))


def test_the_ref_of_an_action_is_one_that_other_words_take(agreed: Kb, in_process: Run) -> None:
    (first, *_) = listed(agreed, in_process, "action", "--where", "status=open")
    assert first["ref"] == f"{TALK}#a1" and first["inside"] == TALK and first["project"] == "waterrijk"
    assert in_process(agreed, "set", str(first["ref"]), "status=done", "done_on=2026-01-06")[0] == 0
    assert first["ref"] not in [one["ref"] for one in listed(agreed, in_process, "action", "--where", "status=open")]
    (done,) = listed(agreed, in_process, "action", "--where", "status=done")
    assert (done["ref"], done["done_on"]) == (first["ref"], "2026-01-06")


def test_what_has_no_id_is_shown_and_set_by_its_place(agreed: Kb, in_process: Run) -> None:
    refs = [one["ref"] for one in listed(agreed, in_process, "agreement")]
    assert refs == ["waterrijk#agreements.1", "waterrijk#agreements.2"]
    assert "Eén kalender" in in_process(agreed, "show", "waterrijk#agreements.1")[1]
    assert in_process(agreed, "set", "waterrijk#agreements.1", "done_on=2026-01-06", "--with-edits")[0] == 0
    assert "done_on: 2026-01-06" in agreed.text("projects/waterrijk/project.yaml")
    (done,) = listed(agreed, in_process, "agreement", "--where", "status=done")
    assert done["ref"] == "waterrijk#agreements.1"
    assert "een vast aanspreekpunt" in in_process(agreed, "show", "waterrijk#commitments.1")[1]
    assert "een vast aanspreekpunt" in in_process(agreed, "show", "waterrijk#commitments.1", "--format", "md")[1]
    code, _, err = in_process(agreed, "show", "waterrijk#agreements.9")
    assert code == 2 and "has no part `agreements.9`" in err


def test_items_are_of_a_project_sorted_and_matched(agreed: Kb, in_process: Run) -> None:
    assert listed(agreed, in_process, "agreement", "--project", "zandhoek") == []
    assert len(listed(agreed, in_process, "agreement", "--project", "waterrijk")) == 2
    by_text = [one["text"] for one in listed(agreed, in_process, "afspraken", "--sort", "-text")]
    assert by_text == ["Elke maand een brief", "Eén kalender"] or by_text == ["Eén kalender", "Elke maand een brief"]
    assert by_text == sorted(by_text, reverse=True, key=lambda text: str(text).lower())
    assert [one["text"] for one in listed(agreed, in_process, "agreement", "--matching", "brieven")] == [
        "Elke maand een brief"
    ]


def test_a_mistyped_kind_field_or_value_is_named(agreed: Kb, in_process: Run) -> None:
    for words, near in (
        (("list", "acton"), "action"),
        (("list", "mijlpaln"), "mijlpalen"),
        (("list", "action", "--where", "stats=open"), "status"),
        (("list", "action", "--where", "status=opn"), "open"),
    ):
        code, _, err = in_process(agreed, *words)
        assert code == 2 and f"did you mean `{near}`?" in err, err
    code, _, err = in_process(agreed, "list", "action", "--where", "kleur=rood")
    assert code == 2 and "choose from ref, project, text, owner, due_on, status" in err
    code, _, err = in_process(agreed, "new", "action")
    assert code == 2 and "there is no kind of record called `action`" in err


def test_the_csv_of_actions_holds_who_does_them_with_the_organisation(agreed: Kb, in_process: Run) -> None:
    agreed.write(f"projects/{TALK}.yaml", ACTION)
    _, out, _ = in_process(agreed, "list", "action", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline=""), delimiter=";")
    assert (row["owner"], row["text"], row["due_on"]) == ("wethouder (Gemeente Waterrijk)", "'-3 graden", "2026-01-04")
    assert int(row["late_days"]) > 0 and int(row["late_days"]) == int(row["age_days"]) + 1


def test_items_are_those_of_a_day_gone_by(agreed: Kb, in_process: Run) -> None:
    assert in_process(agreed, "list", "agreement", "--as-of", "HEAD~1")[1] == ""


def test_a_list_that_was_filled_in_in_excel_comes_back_as_what_changed(agreed: Kb, in_process: Run) -> None:
    file = agreed.root.parent / "acties.xlsx"
    assert in_process(agreed, "list", "action", "--project", "waterrijk", "--out", str(file))[0] == 0
    _, _, err = in_process(agreed, "action", "import", str(file), "--yes")
    assert "the list brings nothing that is not known" in err
    book = openpyxl.load_workbook(file)
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[1:3] == ["Project", "Action"]
    book.worksheets[0].cell(2, heads.index("Status") + 1).value = "done"
    book.save(file)
    code, _, err = in_process(agreed, "action", "import", str(file), "--yes")
    assert code == 0 and "0 actions from acties.xlsx, 1 changed" in err
    assert [one["ref"] for one in listed(agreed, in_process, "action", "--where", "status=done")] == [f"{TALK}#a1"]


def test_a_workbook_is_nothing_for_a_terminal(agreed: Kb, in_process: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "shows_on_terminal", True)
    code, out, err = in_process(agreed, "list", "action", "--format", "xlsx")
    assert (code, out) == (2, "") and "xlsx is a file, and nothing for a screen" in err
    assert "--out list.xlsx" in err
