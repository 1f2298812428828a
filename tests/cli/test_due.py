"""`ppl due`: what it says, in which formats, and what it refuses."""

from __future__ import annotations

import datetime
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from ppl.cli.desk import Desk
from ppl.cli.show import read
from ppl.reports.due import Request, build
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
PROJECT = "projects/waterrijk/project.yaml"
DATED = "milestones:\n  - {code: raad, title: Raad besluit, planned_on: 2026-02-20}\n"


@pytest.fixture
def base(kb: Kb) -> Kb:
    """With a milestone that nobody reported as reached."""
    kb.write(PROJECT, kb.text(PROJECT).rstrip("\n") + "\n" + DATED)
    return kb


def items(run: Run, base: Kb, *arguments: str) -> list[dict[str, object]]:
    code, out, err = run(base, "due", *arguments, "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert found["schema"] == "ppl/due/1"
    return list(found["items"])


def test_the_command_of_a_line_settles_it(base: Kb, in_process: Run) -> None:
    before = items(in_process, base)
    (line,) = [one for one in before if one["kind"] == "milestone"]
    assert (line["ref"], line["due_on"], line["days_late"]) == ("waterrijk#raad", "2026-02-20", 9)
    code, _, err = in_process(base, *shlex.split(str(line["settle"]))[1:], "--yes")
    assert code == 0, err
    assert items(in_process, base) == [one for one in before if one != line]


@pytest.mark.parametrize("format", ["md", "html", "csv", "xlsx", "ics"])
def test_it_can_be_had_in_each_format(base: Kb, in_process: Run, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"wat.{format}"
    code, _, err = in_process(base, "due", "--out", str(out))
    assert code == 0, err
    assert out.read_bytes()


def test_a_calendar_has_whole_days_and_is_the_same_each_time(base: Kb, in_process: Run) -> None:
    _, out, _ = in_process(base, "due", "--format", "ics", "--lang", "nl")
    assert in_process(base, "due", "--format", "ics", "--lang", "nl")[1] == out
    events = {str(one["uid"]): one for one in Calendar.from_ical(out).events}
    event = events["milestone.waterrijk.raad@ppl"]
    assert (event.start, event.end) == (datetime.date(2026, 2, 20), datetime.date(2026, 2, 21))
    assert str(event["summary"]).startswith("Mijlpaal: Raad besluit")
    assert str(event["description"]).startswith("Projectleider van de gemeente: ")
    assert not [one for one in events.values() if "Styled(" in f"{one['summary']} {one['description']}"]
    assert "ppl set 'waterrijk#raad' actual_on=" in str(event["description"])


def test_a_role_or_body_may_be_called_by_its_words(base: Kb, in_process: Run) -> None:
    by_code = items(in_process, base, "--role", "projectleider")
    assert by_code and items(in_process, base, "--role", "Projectleider van de gemeente") == by_code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "projectlijder"), "did you mean `projectleider`?"),
        (("--role", "zzz"), "press Tab behind --role"),
        (("--until", "2025-01-01"), "2025-01-01 lies before 2026-03-01"),
        (("--until", "ooit"), "is not a day"),
        (("--project", "waterijk"), "waterrijk"),
    ],
)
def test_what_cannot_be_meant_is_refused(base: Kb, in_process: Run, arguments: tuple[str, str], said: str) -> None:
    code, out, err = in_process(base, "due", *arguments)
    assert (code, out) == (2, "") and said in err


def test_that_nothing_is_due_is_said_in_words(base: Kb, in_process: Run) -> None:
    code, out, _ = in_process(base, "due", "--role", "regiotafel", "--until", "2026-03-08")
    assert code == 0 and "Nothing is due up to 8 March 2026." in out
    _, out, _ = in_process(base, "due", "--role", "regiotafel", "--until", "2026-03-08", "--lang", "nl")
    assert "Er hoeft niets te gebeuren tot en met 8 maart 2026." in out


def test_as_of_a_commit_it_says_what_was_due_then(base: Kb, in_process: Run) -> None:
    head = base.head()
    then = items(in_process, base, "--as-of", head)
    base.write(PROJECT, base.text(PROJECT).replace("planned_on: 2026-02-20", "planned_on: 2027-02-20"))
    assert items(in_process, base, "--as-of", head) == then != items(in_process, base)


@pytest.mark.parametrize("width", [80, 120])
def test_its_lines_fit_but_for_the_commands_that_stand_whole(base: Kb, in_process: Run, width: int) -> None:
    base.environment = {**base.environment, "COLUMNS": str(width)}
    _, out, _ = in_process(base, "due")
    assert all(len(line) <= width or line.startswith("    ppl ") for line in out.splitlines())


def test_it_reads_only_what_it_asks() -> None:
    desk = Desk({"PPL_TODAY": "2026-11-21", "PPL_LANG": "en"})
    desk.root_option = ROOT
    known = read(desk, "due", desk.moment(None))
    assert build(Request(known), desk.today) == build(Request(desk.read()), desk.today)
