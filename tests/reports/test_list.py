"""Records of a kind as rows: every field, and in brief those that tell them apart."""

from __future__ import annotations

import pytest

from ppl.errors import Text, UsageError
from ppl.model.kinds import KINDS
from ppl.reports import list as of
from tests import make
from tests.make import TODAY

KNOWN = make.knowledge(make.project(), make.project("beta", status="stopped"), make.session(), make.bottleneck())


@pytest.mark.parametrize(
    ("kind", "telling"),
    [
        ("project", ["name", "status"]),
        ("session", ["kind", "held_on"]),
        ("bottleneck", ["title", "category", "status", "opened_on"]),
        ("decision", ["kind", "decided_on", "by", "outcome"]),
        ("newsletter", ["number", "audience", "status"]),
        ("score", ["assessor", "scored_on", "criteria"]),
    ],
)
def test_a_record_is_told_apart_by_what_it_must_have_and_has_once(kind: str, telling: list[str]) -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, kind), TODAY))
    assert sheet.brief is not None
    assert [sheet.headings[at] for at in sheet.brief] == ["ref", *telling]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_at_most_five_fields_are_shown_in_brief(kind: str) -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, kind), TODAY))
    assert sheet.brief is not None and 0 in sheet.brief and len(sheet.brief) <= 6


def test_the_records_that_fit_are_listed_with_all_their_fields() -> None:
    found = of.build(of.Request(KNOWN, "project", ("status=active",)), TODAY)
    assert ([item["ref"] for item in found.items], of.remarks(of.Request(KNOWN, "project"), found)) == (["alpha"], [])
    (row,) = of.sheet(found).rows
    cells = dict(zip(of.sheet(found).headings, row, strict=True))
    assert (cells["ref"], cells["name"], cells["phase"]) == ("alpha", "Project alpha", "")
    ordered = of.build(of.Request(KNOWN, "project", sort="-name"), TODAY)
    assert [item["ref"] for item in ordered.items] == ["beta", "alpha"]


def test_that_nothing_fits_is_said() -> None:
    request = of.Request(KNOWN, "lesson")
    assert [str(one) for one in of.remarks(request, of.build(request, TODAY))] == ["no lesson fits"]
    with pytest.raises(UsageError):
        of.build(of.Request(KNOWN, "project", ("onzin=1",)), TODAY)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_reader_sees_headings_and_enumerations_in_words_and_a_program_the_codes(kind: str) -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, kind), TODAY))
    assert sheet.spoken is not None and sheet.brief is not None
    assert [word for word in sheet.spoken[0] if isinstance(word, str)] == []
    for codes, words in zip(sheet.rows, sheet.spoken[1], strict=True):
        assert [str(word) for word in words] == list(codes)


def test_a_status_is_a_word_of_the_reader() -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, "project"), TODAY))
    assert sheet.spoken is not None
    at = list(sheet.headings).index("status")
    assert [row[at] for row in sheet.spoken[1]] == [Text("active"), Text("stopped")]
