"""One field that cannot be read hides nothing else that is wrong in its record."""

from __future__ import annotations

import pytest

from ppl.operations.flawed_records import further_findings
from tests.operations.base import DAY, Base

FILE = "projects/waterrijk/bottlenecks/x.yaml"
GOOD = """\
title: Het net is vol
category: netcongestie
status: open
opened_on: 2026-01-05
"""


def further(base: Base, path: str, text: str, *names: str) -> list[tuple[str, tuple[str | int, ...]]]:
    base.write(path, text)
    knowledge, problems = base.folder.read()
    return [(check, finding.field) for check, finding in further_findings(base.folder, knowledge, problems, DAY, names)]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("homes_affected: veel\nchance: 7\n", [("ranges", ("chance",))]),
        ("homes_affected: veel\nfound_in: weg\n", [("references", ("found_in",))]),
        ("homes_affected: veel\nclosed_on: 2025-01-01\n", [("dates", ("closed_on",))]),
        ("homes_affected: veel\ndescription: Bel 06-12345678\n", [("personal-data", ("description",))]),
        ("chance: veel\n", []),
        ("found_in: weg\n", []),  # no field that cannot be read: said in the ordinary round
    ],
)
def test_rules_run_on_what_could_be_read(base: Base, wrong: str, found: list[object]) -> None:
    assert further(base, FILE, GOOD + wrong) == found


def test_where_a_required_field_lacks_texts_references_and_codes_are_still_looked_at(base: Base) -> None:
    text = "title: Het net\ncategory: bestaat-niet\nstatus: kapot\nowner: projectleider\ncaused_by: [weg]\n"
    assert further(base, FILE, text) == [("references", ("caused_by", 0)), ("codes", ("category",))]
    assert further(base, FILE, text, "codes") == [("codes", ("category",))]


def test_items_of_a_list_keep_their_places(base: Base) -> None:
    text = """\
kind: weekly
held_on: 2026-02-02
actions:
  - {id: a1, text: Bellen, due_on: ooit}
  - {id: a2, status: open}
  - {id: a3, text: Mail naar iemand@voorbeeld.nl}
"""
    path = "projects/waterrijk/sessions/2026-02-02-weekly.yaml"
    assert further(base, path, text) == [("personal-data", ("actions", 2, "text"))]


def test_a_file_that_is_not_yaml_has_nothing_further(base: Base) -> None:
    assert further(base, FILE, "a: [\n") == []
