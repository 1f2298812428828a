"""What cells of an action list mean: a state, a day, who does it."""

from __future__ import annotations

import datetime

import pytest

from ppl.planners.action_list import ActionRow
from ppl.planners.action_values import Doer, ListedAction, doers, understood
from ppl.planners.remarks import Remarks
from ppl.readers.words import Names

TODAY = datetime.date(2026, 11, 29)  # a Sunday
ROLES = Names(
    {
        "projectleider": ("projectleider van de gemeente", "project leader", ("pl",)),
        "procesmanager": ("procesmanager van het bureau", "process manager", ("pm",)),
        "netbeheerder": ("netbeheerder", "grid operator", ()),
    },
    has_short=True,
)


def read(remarks: Remarks | None = None, **cells: str) -> ListedAction:
    row = ActionRow(5, "Kaart maken", **cells)
    return understood(row, "alpha", None, [], TODAY, False, remarks or Remarks("lijst.xlsx"))


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Gereed", "done"), ("afgerond.", "done"), ("x", "done"), ("✓", "done"), ("☒ ja", "done"), ("100%", "done"),
        ("vervallen", "dropped"), ("niet meer nodig", "dropped"), ("on hold", "waiting"),
        ("in afwachting van de raad", "waiting"), ("", "open"), ("-", "open"), ("n.v.t.", "open"), ("☐", "open"),
        ("Nog niet gestart", "open"), ("50 %", "open"), ("nee", "open"),
    ],
)  # fmt: skip
def test_a_state_is_read_in_the_words_of_a_list(cell: str, status: str) -> None:
    remarks = Remarks("lijst.xlsx")
    assert read(remarks, status=cell).status == status
    assert remarks.problems == []


def test_what_a_state_says_besides_is_kept_where_it_belongs() -> None:
    assert read(status="wacht op de raad").waits_on == "de raad"
    done = read(status="gereed op 12-11-2026", note="ligt op de server")
    assert (done.done_on, done.note) == ("2026-11-12", "ligt op de server")
    assert read(status="vervallen: de raad wil het niet").note == "de raad wil het niet"
    assert read(done="3 nov").status == "done" and read(done="3 nov").done_on == "2026-11-03"
    assert read(status="bezig met de kaart").text == "Kaart maken (met de kaart)"
    not_yet = read(status="nog niet klaar")
    assert (not_yet.status, not_yet.text) == ("open", "Kaart maken (nog niet klaar)")


@pytest.mark.parametrize("cell", ["klaar om te starten", "klaar voor besluit college", "gereed voor 80%"])
def test_what_is_ready_for_something_is_not_done(cell: str) -> None:
    assert read(Remarks("lijst.xlsx"), status=cell).status == "open"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-12-01", "2026-12-01"), ("7-12", "2026-12-07"), ("07-12-2026", "2026-12-07"), ("12 sep", "2026-09-12"),
        ("vrijdag", "2026-12-04"), ("week 49", "2026-12-04"), ("2026-W50", "2026-12-11"), ("wk 50 2026", "2026-12-11"),
        ("eind december", "2026-12-31"), ("ma 7 december 14:00 uur", "2026-12-07"), ("voor 1 december", "2026-12-01"),
        ("wo 9-12-2026", "2026-12-09"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_words_of_a_list(cell: str, day: str) -> None:
    assert read(due=cell).due_on == day


def test_what_is_no_day_or_no_state_stands_in_the_text_and_is_said() -> None:
    remarks = Remarks("lijst.xlsx")
    one = read(remarks, due="z.s.m.", status="rood", topic="Geluid")
    assert (one.text, one.bare, one.status) == ("Kaart maken (Geluid; rood; z.s.m.)", "Kaart maken", "open")
    assert [(problem.line, problem.level) for problem in remarks.problems] == [(5, "remark"), (5, "remark")]
    assert read(due="n.t.b.", done="?").text == "Kaart maken"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("PL", [Doer("projectleider")]), ("pm", [Doer("procesmanager")]),
        ("-", []), ("", []), ("pl/pm", [Doer("projectleider"), Doer("procesmanager")]),
        ("pl en netbeheerder", [Doer("projectleider"), Doer("netbeheerder")]),
        ("projectleider (gemeente Alpha)", [Doer("projectleider", organisation="gemeente Alpha")]),
        ("netbeheerder (Stroomnet)", [Doer("netbeheerder", organisation="Stroomnet")]),
        ("pl (Xq Verzonnen)", [Doer("projectleider", "Xq Verzonnen")]),
        ("Xq Verzonnen (pl)", [Doer("projectleider", "Xq Verzonnen")]),
        ("Xq Verzonnen - pl", [Doer("projectleider", "Xq Verzonnen")]),
        ("Xq Verzonnen", [Doer(None, "Xq Verzonnen")]),
        ("Waterschap Noord", [Doer(None, organisation="Waterschap Noord")]),
        ("projectleider Xq", [Doer("projectleider", "Xq")]),
    ],
)  # fmt: skip
def test_a_doer_is_a_role_an_organisation_or_a_name(cell: str, found: list[Doer]) -> None:
    assert doers(cell, ROLES, ["Stroomnet"]) == found


@pytest.mark.parametrize(
    ("cell", "organisation", "name"),
    [
        ("verkeer", "verkeer", ""), ("Groen (Kees)", "Groen", "Kees"), ("Kees (groen)", "groen", "Kees"),
        ("afd. Wonen", "Wonen", ""), ("team Nieuwe Dingen", "Nieuwe Dingen", ""), ("gemeente", "gemeente", ""),
        ("gemeente (verkeer)", "verkeer", ""), ("gemeente, afd. wonen", "wonen", ""),
        ("Verkeer en vervoer", "Verkeer en vervoer", ""),
        ("gemeente Nergenshuizen", "gemeente Nergenshuizen", ""),
        ("afdeling verkeer (Xq Verzonnen)", "verkeer", "Xq Verzonnen"),
    ],
)  # fmt: skip
def test_a_department_is_a_role_with_its_name_and_nobody(cell: str, organisation: str, name: str) -> None:
    roles = Names({"vakafdelingen": ("vakafdelingen", "", ()), "projectleider": ("projectleider", "", ())})
    found = doers(cell, roles)
    assert Doer("vakafdelingen", name, organisation) in found and all(not one.name or one.name == name for one in found)
    assert doers("projectleider (verkeer)", roles) == [Doer("projectleider", "verkeer")]


def test_several_departments_are_several_and_a_role_of_its_own_comes_first() -> None:
    roles = Names({"vakafdelingen": ("vakafdelingen", "", ()), "grondzaken": ("afdeling grondzaken", "", ("grond",))})
    assert doers("verkeer, groen", roles) == [Doer("vakafdelingen", organisation=one) for one in ("verkeer", "groen")]
    assert doers("grond", roles) == [Doer("grondzaken")]
