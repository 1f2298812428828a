"""`ppl cadence` on the command line: its calendar fits, its window, its formats, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]


def talk(kb: Kb, on: str, kind: str = "weekly", project: str = "waterrijk") -> None:
    kb.write(f"projects/{project}/sessions/{on}-{kind}.yaml", f"kind: {kind}\nheld_on: {on}\n")


def test_a_calendar_of_years_fits_and_says_each_sign_that_it_has(kb: Kb, in_process: Run) -> None:
    for on in ("2023-09-04", "2023-09-11", "2024-05-01", "2025-02-26", "2026-02-23"):
        talk(kb, on)
    code, out, err = in_process(kb, "cadence", "--project", "waterrijk", "--kind", "weekly", "--lang", "nl")
    assert code == 0, err
    assert max(map(len, out.splitlines())) <= 80
    years = {row[:4]: row[5:] for row in out.splitlines() if row[:2] == "20" and row[4:5] == " "}
    assert [*years] == ["2023", "2024", "2025", "2026"]
    legend = out[out.index("Tekens:") : out.index("In cijfers")].split()
    assert {sign for row in years.values() for sign in row.strip()} == {one for one in legend if len(one) == 1}


def test_a_window_and_a_kind_are_what_is_told(kb: Kb, in_process: Run) -> None:
    talk(kb, "2026-02-09")
    talk(kb, "2026-02-16")
    arguments = ("cadence", "--project", "waterrijk", "--kind", "wekelijks gesprek", "--format", "json")
    code, out, err = in_process(kb, *arguments, "--from", "2026-02-16", "--until", "2026-02-20")
    assert code == 0, err
    found = json.loads(out)
    assert (found["schema"], found["from"], found["until"]) == ("ppl/cadence/1", "2026-02-16", "2026-02-20")
    (row,) = found["rhythms"]
    assert row["weeks"] == [{"on": "2026-02-16", "state": "kept"}] and row["figures"]["asked"] == 1
    _, out, _ = in_process(kb, "cadence", "--kind", "kickoff", "--from", "2026-02-28")
    assert "No talk was asked or held from 28 February 2026" in out


def test_a_window_within_a_week_tells_no_other_day_of_it(kb: Kb, in_process: Run) -> None:
    talk(kb, "2026-02-09")
    talk(kb, "2026-02-16")
    asked = ("cadence", "--project", "waterrijk", "--kind", "weekly", "--until", "2026-02-20", "--from")
    code, out, err = in_process(kb, *asked, "2026-02-18")
    assert code == 0 and "No talk was asked or held from 18 February 2026" in out, err
    figures = json.loads(in_process(kb, *asked, "2026-02-10", "--format", "json")[1])["rhythms"][0]
    assert [one["state"] for one in figures["weeks"]] == ["", "kept"] and figures["figures"]["asked"] == 1


def test_a_project_without_a_talk_has_none_yet_and_a_kickoff_that_is_late_is_told(kb: Kb, in_process: Run) -> None:
    project = "name: Beta\nmunicipality: [Nergenshuizen]\nlot: lot-1\nstatus: "
    kb.write("projects/beta/project.yaml", f"{project}candidate\n")
    named = ("cadence", "--project", "beta")
    assert "No talk was asked or held yet." in in_process(kb, *named)[1]
    kb.write("projects/beta/project.yaml", f"{project}active\nstarts_on: 2026-02-09\n")
    code, out, err = in_process(kb, *named)
    assert code == 0 and "Late now: kickoff, 20 days (since 9 February 2026)." in out, err
    found = json.loads(in_process(kb, *named, "--format", "json")[1])["rhythms"][0]
    due = json.loads(in_process(kb, "due", "--project", "beta", "--format", "json")[1])["items"]
    assert (found["due_on"], found["days_late"]) in [(one["due_on"], one["days_late"]) for one in due]


def test_a_rhythm_changed_in_the_data_is_another_outcome(kb: Kb, in_process: Run) -> None:
    for on in ("2026-02-02", "2026-02-16"):
        talk(kb, on)

    def states() -> list[str]:
        _, out, _ = in_process(kb, "cadence", "--project", "waterrijk", "--kind", "weekly", "--format", "json")
        return [one["state"] for one in json.loads(out)["rhythms"][0]["weeks"]][-5:]

    before = states()
    programme = kb.path("programme/programme.yaml")
    programme.write_text(programme.read_text().replace("every: 1 week", "every: 2 weeks"))
    assert "missed" in before and "missed" not in states()


@pytest.mark.parametrize("format", ["md", "csv", "html", "svg"])
def test_it_can_be_had_in_other_formats(kb: Kb, in_process: Run, format: str) -> None:
    talk(kb, "2026-02-16")
    code, out, err = in_process(kb, "cadence", "--project", "waterrijk", "--format", format)
    assert code == 0 and out.strip(), err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--until", "2026-05-01"), "--until: 2026-05-01 is still to come"),
        (("--from", "2026-02-20", "--until", "2026-02-10"), "--until: 2026-02-10 lies before 2026-02-20"),
        (("--kind", "praatje"), "there is no rhythm of a talk `praatje`"),
        (("--project", "nergens"), "nergens"),
    ],
)
def test_what_it_refuses(kb: Kb, in_process: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = in_process(kb, "cadence", *arguments)
    assert code == 2 and said in err
