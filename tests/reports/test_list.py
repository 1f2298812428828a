"""Records of a kind as rows: every field, and in brief those that tell them apart."""

from __future__ import annotations

import pytest
from msgspec import structs

from ppl.errors import Text, UsageError
from ppl.model.kinds import KINDS
from ppl.model.programme import Client, FormerName, RoleTerm
from ppl.model.record import Party
from ppl.model.session import Action
from ppl.render.table import cell
from ppl.reports import list as of
from tests import make
from tests.make import TODAY, day

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
    assert (cells["ref"], cells["name"], cells["phase"]) == ("alpha", "Project alpha", None)
    ordered = of.build(of.Request(KNOWN, "project", sort="-name"), TODAY)
    assert [item["ref"] for item in ordered.items] == ["beta", "alpha"]


def test_that_nothing_fits_is_said() -> None:
    request = of.Request(KNOWN, "lesson")
    assert [str(one) for one in of.remarks(request, of.build(request, TODAY))] == ["there is no lesson yet"]
    with pytest.raises(UsageError):
        of.build(of.Request(KNOWN, "project", ("onzin=1",)), TODAY)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_reader_sees_headings_and_enumerations_in_words_and_a_program_the_codes(kind: str) -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, kind), TODAY))
    assert sheet.spoken is not None and sheet.brief is not None
    assert [word for word in sheet.spoken[0] if isinstance(word, str)] == []
    for codes, words in zip(sheet.rows, sheet.spoken[1], strict=True):
        said = [str(getattr(word, "code", word)) for word in words]
        assert [said[place] for place in sheet.brief] == [str(codes[place]) for place in sheet.brief]


def test_a_status_is_a_word_of_the_reader() -> None:
    sheet = of.sheet(of.build(of.Request(KNOWN, "project"), TODAY))
    assert sheet.spoken is not None
    at = list(sheet.headings).index("status")
    assert [row[at] for row in sheet.spoken[1]] == [Text("active"), Text("stopped")]


def test_codes_are_told_in_words_and_the_ministry_by_its_name_of_that_day() -> None:
    former = FormerName(name="Oud ministerie", until=day("2026-01-01"))
    client = Client(name="Nieuw ministerie", earlier=(former,))
    roles = tuple(
        RoleTerm(code=c, nl=nl) for c, nl in (("opdrachtgever", "het ministerie"), ("college", "het college"))
    )
    programme = structs.replace(make.programme(), client=client, roles=roles)
    decisions = [
        make.decision("old", by="opdrachtgever", decided_on=day("2025-12-01")),
        make.decision("new", by=Party(role="opdrachtgever"), decided_on=day("2026-02-02")),
        make.decision("own", by="college", decided_on=day("2026-02-03")),
        make.decision("odd", by="niemand", decided_on=day("2026-02-04")),
    ]
    request = of.Request(make.knowledge(make.project(), programme, *decisions), "decision", sort="decided_on")
    found = of.build(request, TODAY)
    sheet = of.sheet(found)
    assert sheet.spoken is not None
    at = list(sheet.headings).index("by")
    said = [cell(row[at], ",", "nl", str) for row in sheet.spoken[1]]
    assert said == ["Oud ministerie", "Nieuw ministerie", "het college", "niemand"]
    assert [row[at] for row in sheet.rows] == ["opdrachtgever", "opdrachtgever", "college", "niemand"]
    assert "named" not in of.record(found) and of.code_marks("decision") == {"roles"}


def test_of_items_a_column_of_which_nothing_is_known_is_not_shown_in_brief() -> None:
    def headings(*actions: Action) -> list[object]:
        known = make.knowledge(make.project(), make.session(held_on=day("2026-02-23"), actions=actions))
        sheet = of.sheet(of.build(of.Request(known, "action"), TODAY))
        assert sheet.brief is not None and {"owner", "due_on", "late_days"} < {*sheet.headings}
        return [sheet.headings[at] for at in sheet.brief]

    assert headings(make.action(text="x", owner=None, due_on=None)) == ["ref", "text", "age_days", "status"]
    assert headings(make.action(text="x", owner=None, due_on=day("2026-02-24")))[2:4] == ["due_on", "late_days"]
