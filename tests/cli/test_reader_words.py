"""What `ppl list` and `ppl show` say to a reader: days, truths and fields in their words, and what was asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
PROJECT = "projects/waterrijk/project.yaml"
NET = "projects/waterrijk/bottlenecks/{id}.yaml"
BOTTLENECK = "title: Knelpunt {id}\ncategory: netcongestie\nstatus: open\nopened_on: {on}\n"


@pytest.fixture
def dutch(kb: Kb) -> Kb:
    more = "submitted_on: 2026-01-31\npartners:\n  - {organisation: Wonen, knows_of_submission: yes}\n"
    kb.write(PROJECT, kb.text(PROJECT) + more + "assignment: {leading_task: Bouwen}\n")
    for id, on in (("voor", "..2022-06"), ("tussen", "2023-02..2023-05"), ("dag", "2024-03-05")):
        kb.write(NET.format(id=id), BOTTLENECK.format(id=id, on=on))
    kb.environment["PPL_LANG"] = "nl"
    return kb


def test_a_day_and_a_truth_stand_as_their_reader_says_them(dutch: Kb, in_process: Run) -> None:
    code, out, err = in_process(dutch, "show", "waterrijk", "--format", "md")
    assert code == 0 and "ingediend op**: 31 januari 2026" in out and "leidende opgave**: Bouwen" in out, err
    assert "**: ja\n" in out and "**: yes" not in out


def test_a_day_that_is_known_in_part_says_so_in_words_and_a_file_for_programs_keeps_it(
    dutch: Kb, in_process: Run
) -> None:
    shown = in_process(dutch, "list", "bottleneck")[1]
    assert "uiterlijk 06-2022" in shown and "tussen 02-2023 en 05-2023" in shown and "05-03-2024" in shown
    assert ".." not in shown
    assert "..2022-06" in in_process(dutch, "list", "bottleneck", "--format", "csv")[1]


def test_a_page_says_what_was_asked_and_names_each_row_first(dutch: Kb, in_process: Run) -> None:
    words = ("--project", "waterrijk", "--where", "status=open", "--where", "opened_on<=2024-12-31", "--format", "html")
    page = in_process(dutch, "list", "bottleneck", *words)[1].replace("\xa0", " ")
    assert "Gevraagd: project: waterrijk; status: open; gemeld: tot en met 31 december 2024" in page.replace(
        "\xa0", " "
    )
    row = page.partition("Knelpunt dag")
    assert "waterrijk/bottlenecks/dag" in row[2] and "waterrijk/bottlenecks/dag" not in row[0]
    assert "Gevraagd" not in in_process(dutch, "list", "bottleneck", "--format", "html")[1]
