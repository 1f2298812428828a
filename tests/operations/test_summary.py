"""What edits come to, in lines that people read back before they are written."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.cli.language import translated
from ppl.model.lists import Term
from ppl.operations.summary import summary_lines
from ppl.store.edits import Edit
from ppl.yaml import text as yaml_text

NET = "waterrijk/bottlenecks/net"
TALK = "waterrijk/sessions/2026-02-02-weekly"


def made(ref: str, fields: dict[str, Any]) -> list[str]:
    """The lines of a new record."""
    return [translated(line, "en") for line in summary_lines([Edit(ref, fields)])]


def changed(before: dict[str, Any], after: dict[str, Any], ref: str = NET) -> list[str]:
    """The lines of a record that changes."""
    return [translated(line, "en") for line in summary_lines([Edit(ref, after, yaml_text.to_text(before))])]


def test_a_new_record_is_called_by_its_title_else_by_its_name_and_a_talk_by_its_day() -> None:
    assert made(NET, {"title": "Kabel"}) == ["+ bottleneck: Kabel"]
    assert made(NET, {"description": "Kabel"}) == ["+ bottleneck: net", "    Kabel"]
    assert made(TALK, {"kind": "weekly", "held_on": "2026-02-02", "title": "x"}) == ["+ session: weekly, 2026-02-02"]


@pytest.mark.parametrize(
    "name", ["summary", "because", "description", "resolution", "went_otherwise", "did", "advice", "reasons", "remarks"]
)
def test_what_people_want_to_read_back_stands_below_on_a_line_each(name: str) -> None:
    assert made(NET, {"title": "Kabel", name: "over  twee\nregels"}) == ["+ bottleneck: Kabel", "    over twee regels"]
    assert made(NET, {"title": "Kabel", name: ["een", "twee"]})[1:] == ["    een; twee"]
    assert made(NET, {"title": "Kabel", name: "Kabel"}) == ["+ bottleneck: Kabel"], "not the title again"


def test_a_talk_says_who_was_there_what_was_agreed_and_when_the_next_one_is() -> None:
    lines = made(
        TALK,
        {
            "kind": "weekly",
            "held_on": "2026-02-02",
            "attended": ["projectleider", {"role": "ecoloog", "organisation": "Bureau"}, {"role": "jurist"}],
            "actions": [
                {"id": "a1", "text": "Bellen", "owner": "projectleider", "due_on": "2026-02-09"},
                {"id": "a2", "text": "Schrijven"},
                {"id": "a3", "due_on": "2026-02-10"},
                "Los",
            ],
            "lights": {
                "time": {"light": "red", "cause": "De kabel", "consequence": "Een jaar later", "correction": "Bellen"},
                "money": {"light": "green"},
                "quality": "amber",
            },
            "on_track": {"judgement": "critical", "because": "De kabel"},
            "feasible_in_term": {"judgement": "feasible"},
            "next_on": "2026-02-09",
        },
    )
    assert lines[1:] == [
        "    there: projectleider, ecoloog (Bureau), jurist",
        "    action: Bellen (projectleider, 2026-02-09)",
        "    action: Schrijven",
        "    action:  (2026-02-10)",
        "    Los",
        "    time: red, De kabel; Een jaar later; Bellen",
        "    money: green",
        "    quality: amber",
        "    on course: critical, De kabel",
        "    plan phase in the term: feasible",
        "    next talk: 2026-02-09",
    ]


@pytest.mark.parametrize(("status", "is_said"), [("cancelled", True), ("moved", True), ("held", False), (None, False)])
def test_a_talk_that_was_not_held_says_so(status: str | None, is_said: bool) -> None:
    lines = made(TALK, {"kind": "weekly", "held_on": "2026-02-02", "status": status, "because": "ziekte"})
    assert lines[1:] == [*([f"    {status}"] if is_said else []), "    ziekte"]


def test_a_category_and_what_is_expected_and_seen_are_told() -> None:
    assert made(NET, {"title": "x", "category": "netcongestie"})[1:] == ["    netcongestie"]
    seen = {"for": "netaansluiting", "expected": {"effect": "Sneller", "weeks": "4"}, "observed": {"weeks": "2"}}
    assert made("waterrijk/interventions/i", {"title": "x", **seen})[1:] == [
        "    meant for: netaansluiting",
        "    expected: Sneller (4 weeks)",
        "    observed: - (2 weeks)",
    ]
    bare = {"title": "x", "expected": {"effect": "Sneller"}, "observed": "later"}
    assert made("waterrijk/interventions/i", bare)[1:] == ["    expected: Sneller"]


def test_a_score_is_told_answer_by_answer() -> None:
    fields = {
        "knock_outs": {"k1": {"pass": "yes", "evidence": "Gezien"}, "k2": {"pass": "no"}, "k3": "x"},
        "scores": {"c1": {"value": "4", "reason": "Zij doen mee"}},
        "obstacles": ["De weg"],
    }
    assert made("waterrijk/scores/s", fields)[1:] == [
        "    k1: yes, Gezien",
        "    k2: no",
        "    c1: 4, Zij doen mee",
        "    obstacle: De weg",
    ]


def test_of_a_record_that_changes_only_what_changes_is_told() -> None:
    before = {"title": "Kabel", "status": "open", "owner": "projectleider", "category": "netcongestie"}
    assert changed(before, before) == []
    assert changed(before, {**before, "status": "resolved", "owner": "ecoloog"}) == [
        "~ bottleneck: Kabel",
        "    status: open becomes resolved",
        "    owner: projectleider becomes ecoloog",
    ]
    assert changed({"title": "Kabel"}, {"title": "Kabel", "status": "waiting"})[1:] == [
        "    status: open becomes waiting"
    ]
    assert changed(before, {**before, "owner": None})[1:] == ["    owner: taken away"]
    assert changed(before, {**before, "tried": ["gebeld", "geschreven"]})[1:] == ["    tried: gebeld; geschreven"]
    assert changed(before, {**before, "homes": {"min": "1", "max": "2"}})[1:] == ["    homes: at least 1, at most 2"]


def test_two_long_texts_are_not_set_beside_each_other() -> None:
    def told(old: int, new: int) -> str:
        return changed({"title": "x", "description": "o" * old}, {"title": "x", "description": "n" * new})[1]

    assert told(29, 30) == f"    description: {'o' * 29} becomes {'n' * 30}"
    assert told(30, 30) == f"    description: {'n' * 30}"


def test_actions_are_told_new_or_by_what_changes_in_them() -> None:
    old = {"id": "a1", "text": "Bellen", "due_on": "2026-02-02"}
    later = {**old, "due_on": "2026-02-09", "moved_from": "2026-02-02", "status": "waiting"}
    talk = {"kind": "weekly", "held_on": "2026-02-02"}

    def told(*actions: Any) -> list[str]:
        return changed({**talk, "actions": [old]}, {**talk, "actions": [*actions]}, TALK)[1:]

    assert told(later) == ["    action Bellen: 2026-02-09, waiting"]
    assert told(old, {"id": "a2", "text": "Schrijven"}) == ["    action: Schrijven"]
    assert told(old, "Los") == ["    Los"]
    assert changed(talk, {**talk, "actions": [old]}, TALK)[1:] == ["    action: Bellen (2026-02-02)"]


def test_fields_are_named_in_words_and_never_as_they_stand_in_a_file() -> None:
    before = {"title": "Kabel", "status": "open"}
    solved = {**before, "resolution": "Een accu", "critical_path_weeks": "4", "own_field": "x"}
    assert changed(before, solved)[1:] == [
        "    solution: Een accu",
        "    weeks on the critical path: 4",
        "    own field: x",
    ]
    partners = [{"role": "ecoloog", "due_on": "2026-02-02", "effect": None}]
    assert changed(before, {**before, "tried": partners})[1:] == ["    tried: role ecoloog, due 2026-02-02"]


def test_a_talk_that_is_corrected_tells_what_is_other_and_never_none() -> None:
    talk = {
        "kind": "weekly",
        "held_on": "2026-02-02",
        "lights": {"time": {"light": "green"}, "money": {"light": "red"}},
    }
    lights = {"time": {"light": "amber", "cause": "Kabel"}, "money": {"light": "red"}}
    told = {**talk, "lights": lights, "on_track": {"judgement": "critical"}, "amended": [{"on": "2026-02-03"}]}
    assert changed(talk, told, TALK)[1:] == ["    time: amber, Kabel", "    on course: critical"]
    assert made(TALK, {"summary": "x", "lights": {"time": {}}, "on_track": {}})[:4] == [
        "+ session: –, –", "    x", "    time: –", "    on course: –",
    ]  # fmt: skip
    effects = [{"expected": {"effect": "Sneller", "weeks": "1"}}, {"observed": {"effect": "Sneller"}}]
    assert [made("waterrijk/interventions/i", {"title": "x", **one})[1] for one in effects] == [
        "    expected: Sneller (1 week)", "    observed: Sneller",
    ]  # fmt: skip


def test_days_are_said_in_words() -> None:
    talk: dict[str, Any] = {"kind": "weekly", "held_on": "2026-02-02", "next_on": "2026-02-09"}
    talk["actions"] = [{"id": "a1", "text": "Bellen", "owner": "jurist", "due_on": "2026-02-10"}]
    lines = [translated(line, "nl") for line in summary_lines([Edit(TALK, talk)])]
    assert lines[0].endswith(", 2 februari 2026") and lines[-1].endswith(" 9 februari 2026")
    assert any(line.endswith("Bellen (jurist, 10 februari 2026)") for line in lines)


def test_a_category_is_said_in_words() -> None:
    edit = Edit(NET, {"title": "Net vol", "category": "netcongestie", "status": "open"})
    terms = {"netcongestie": Term(code="netcongestie", nl="Vol stroomnet", en="Full grid")}
    for language, word in (("nl", "Vol stroomnet"), ("en", "Full grid")):
        assert f"    {word}" in [translated(line, language) for line in summary_lines([edit], lambda: terms)]


def test_a_record_that_is_new_is_told_once_and_not_again_by_its_id() -> None:
    talk = {"kind": "weekly", "held_on": "2026-02-02"}
    decision = Edit("waterrijk/decisions/2026-02-02-municipal", {"kind": "municipal", "outcome": "Akkoord"})
    session = Edit(TALK, {**talk, "decisions": ["2026-02-02-municipal"]}, yaml_text.to_text(talk))
    assert [str(line) for line in summary_lines([session, decision])] == ["+ decision: Akkoord"]
    assert [str(line) for line in summary_lines([session])][1:] == ["    decisions: 2026-02-02-municipal"]
