"""An invented programme: the same for the same arguments, clean, said to be invented, and made by real commands."""

from __future__ import annotations

import ast
import datetime
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from ppl.demo import texts
from ppl.demo.journal import Journal
from ppl.demo.place import Place
from ppl.demo.programme import made
from ppl.errors import UsageError
from ppl.model.bottleneck import Bottleneck
from ppl.model.kinds import ref_of_path
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.model.session import Session
from ppl.rules import cadence as cadence_rule
from ppl.rules.checks import CHECKS, findings
from ppl.rules.due import HEAVY, LIGHT, due
from ppl.store.edits import changes, existing_edit
from ppl.store.folder import Folder
from ppl.store.git.message import parse
from ppl.yaml import text as yaml_text
from tests import processes
from tests.conftest import ENVIRONMENT
from tests.demo.municipalities import NAMES

UNTIL = datetime.date(2026, 6, 30)
TOP = Path(__file__).parents[2]
ROOMS = sorted((TOP / "ppl/demo").glob("*.py"))


@pytest.fixture(scope="module")
def whole() -> Journal:
    """The programme that `ppl demo DIR` makes."""
    return made(8, 104, 1, UNTIL)


def of(journal: Journal, folder: str) -> list[dict[str, Any]]:
    """The fields of all records in folders of this name."""
    refs = [path.removeprefix("projects/").removesuffix(".yaml") for path in journal.files.files]
    return [dict(journal.fields(ref)) for ref in refs if f"/{folder}/" in f"/{ref}"]


@pytest.fixture(scope="module")
def journal() -> Journal:
    return made(2, 12, 1, UNTIL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "kennis"
    new = Place(folder, ENVIRONMENT)
    made(2, 12, 1, UNTIL, new.take)
    new.finish()
    return folder


def git(folder: Path, *args: str) -> str:
    return subprocess.run(
        ["git", "-c", "core.quotePath=false", *args], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True
    ).stdout.decode()


def commits(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Message and changed paths of each commit, oldest first."""
    text = git(folder, "log", "--reverse", "--root", "--name-only", "--format=%x00%B%x01")
    for block in text.split("\0")[1:]:
        message, _, paths = block.partition("\1")
        yield message, {path for path in paths.split("\n") if path}


def test_the_same_arguments_give_the_same_commits_in_however_many_pieces(place: Path, tmp_path: Path) -> None:
    new = Place(tmp_path / "nog-eens", {**ENVIRONMENT, "TZ": "Asia/Tokyo"})
    made(2, 12, 1, UNTIL, new.take, piece=7)
    assert git(place, "rev-parse", "HEAD").strip() == new.finish()


def test_half_years_are_frozen_in_however_many_pieces(tmp_path: Path) -> None:
    found = []
    for piece in (1, 3000):
        new = Place(tmp_path / str(piece), ENVIRONMENT)
        journal = made(1, 40, 5, UNTIL, new.take, piece)
        new.finish()
        found.append(git(tmp_path / str(piece), "show-ref", "--tags"))
        assert journal.tags == ["halfjaar-2025-2"]
    assert found[0] == found[1]


def test_another_seed_gives_another_programme(journal: Journal) -> None:
    assert made(2, 12, 2, UNTIL).files.files != journal.files.files


def test_the_work_folder_is_what_was_committed(place: Path) -> None:
    assert git(place, "status", "--porcelain") == ""
    assert git(place, "symbolic-ref", "--short", "HEAD").strip() == "main"


@pytest.mark.parametrize("today", [UNTIL, datetime.date(2027, 1, 1)])
def test_check_finds_nothing(place: Path, today: datetime.date) -> None:
    knowledge, problems = Folder(place, ENVIRONMENT).read()
    assert problems == []
    names = tuple(check.name for check in CHECKS if today == UNTIL or not check.is_reminder)
    assert [f"{f.ref} {f.field}: {f.what}" for _, f in findings(knowledge, today, names)] == []


def test_a_small_programme_has_something_of_most_kinds(journal: Journal) -> None:
    for kind in ("session", "score", "decision", "bottleneck", "intervention", "plan", "event", "expert", "question"):
        assert journal.kinds[kind] > 0, kind
    assert journal.kinds["plan"] == 2
    assert journal.kinds["session"] > 30


def test_every_message_parses_and_names_the_records_it_touches(place: Path) -> None:
    for message, paths in commits(place):
        said = parse(message)
        assert said is not None, message
        assert said.command.startswith("ppl "), message
        records = {p for p in paths if p.startswith("data/") and p.endswith(".yaml")}
        assert set(said.records) == {ref_of_path(path.removeprefix("data/")) for path in records}


def test_commits_are_made_in_working_hours_one_after_the_other(place: Path) -> None:
    rows = git(place, "log", "--reverse", "--format=%ct %ad %an <%ae>", "--date=format:%u %H").splitlines()
    stamps = [int(row.split()[0]) for row in rows]
    assert stamps == sorted(set(stamps))
    for row in rows:
        _, weekday, hour, _, address = row.split()
        assert int(weekday) < 6 and 8 <= int(hour) < 19, row
        assert address.endswith("@voorbeeld.example>")


def test_no_real_municipality_is_named(journal: Journal) -> None:
    text = "\n".join(data.decode() for data in journal.files.files.values())
    areas = yaml_text.read((TOP / "data/programme/areas.yaml").read_text(encoding="utf-8"))["areas"]
    real = {name for area in areas for name in area.get("municipalities", ())}
    for file in (TOP / "data/projects").glob("*/project.yaml"):
        real |= set(yaml_text.read(file.read_text(encoding="utf-8")).get("municipality") or ())
    assert [name for name in real if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_no_invented_municipality_exists() -> None:
    said = texts.phrases("selection")
    assert {first + last for first in said["first"] for last in said["last"]} & NAMES == set()


def test_everything_says_that_it_is_invented(place: Path) -> None:
    knowledge, _ = Folder(place, ENVIRONMENT).read()
    programme = knowledge.one(Programme)
    assert programme is not None and "verzonnen" in programme.name
    assert "verzonnen" in (place / "README.md").read_text(encoding="utf-8")
    for project in knowledge.of(Project):
        assert "verzonnen" in project.tags
        assert all("verzonnen" in name for name in project.municipality)


def test_texts_are_filled_and_every_category_has_four_stories(journal: Journal) -> None:
    assert not [path for path, data in journal.files.files.items() if re.search(rb"\{[a-z]+\}", data)]
    categories = [tale["category"] for tale in texts.tales()]
    assert all(categories.count(one) >= 4 for one in set(categories))
    assert len(set(categories)) == 15


def test_a_project_has_no_story_twice(place: Path) -> None:
    knowledge, _ = Folder(place, ENVIRONMENT).read()
    for project in knowledge.of(Project):
        titles = [bottleneck.title for bottleneck in knowledge.of(Bottleneck, project.id)]
        assert len(titles) == len(set(titles))


def test_what_is_held_in_memory_is_what_the_files_say(journal: Journal) -> None:
    for ref in (path.removesuffix(".yaml") for path in journal.files.files if path.startswith("lessons/")):
        edit = existing_edit(journal.folder, ref)
        assert edit is not None and edit.old is not None and yaml_text.read(edit.old) == edit.fields
        assert [change.old == change.new for change in changes([edit])] == [True]


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("van mij")
    with pytest.raises(UsageError):
        Place(tmp_path, ENVIRONMENT)
    assert [path.name for path in tmp_path.iterdir()] == ["iets.txt"]


# the full picture


def test_talks_of_all_kinds_some_of_them_cancelled_or_moved(whole: Journal) -> None:
    found = Counter((s["kind"], s.get("status")) for s in of(whole, "sessions"))
    kinds = "kickoff weekly learning contact council pressure-cooker table fact progress intake client steering"
    for kind in (*kinds.split(), "exchange", "evaluation"):
        assert found[kind, None] > 0, kind
    assert found["weekly", "cancelled"] and found["weekly", "moved"]


def test_bottlenecks_escalate_and_end_in_every_way(whole: Journal) -> None:
    assert {b["status"] for b in of(whole, "bottlenecks")} >= {"open", "waiting", "resolved", "accepted"}
    escalations = of(whole, "escalations")
    states = "draft submitted on-agenda answered partly referred fed-back withdrawn"
    assert {e["status"] for e in escalations} == set(states.split())
    assert all("referred_to" in e for e in escalations if e["status"] == "referred")


def test_interventions_helped_and_did_not(whole: Journal) -> None:
    weeks = [int(i["observed"]["weeks"]) for i in of(whole, "interventions") if "observed" in i]
    assert any(w > 0 for w in weeks) and any(w <= 0 for w in weeks)


def test_lessons_stand_in_all_states_with_uses_and_say_what_they_replace_and_contradict(whole: Journal) -> None:
    lessons = of(whole, "lessons")
    assert {one["status"] for one in lessons} == {"raw", "checked", "shared", "adopted", "withdrawn"}
    assert {use["verdict"] for one in lessons for use in one.get("uses", ())} == {"applied", "rejected", "not-relevant"}
    assert any("replaces" in one for one in lessons) and any("contradicts" in one for one in lessons)


def test_twenty_candidates_in_two_lots_are_scored_by_three_assessors_and_then_together(whole: Journal) -> None:
    found = Counter(score["assessor"] for score in of(whole, "scores"))
    assert found == {"bureau-1": 20, "bureau-2": 20, "client-1": 20, "panel-1": 20}


def test_a_project_was_on_hold_and_one_stopped_and_the_lots_went_on(whole: Journal) -> None:
    found = Counter((d["kind"], d["outcome"]) for d in of(whole, "decisions"))
    for one in (("change", "on-hold"), ("change", "continue"), ("stop", "end"), ("go-no-go", "continue")):
        assert found[one] > 0, one
    assert found["selection", "select"] == 9  # one takes the place of the one that stopped


def test_plans_change_and_lose_links_of_habit(whole: Journal) -> None:
    plans = [path for path in whole.files.files if path.endswith("/plan.yaml")]
    assert len(plans) == 8
    for path in plans:
        fields = whole.fields(path.removeprefix("projects/").removesuffix(".yaml"))
        assert any("actual_end_on" in a for a in fields["activities"])
        assert any(a.get("at_own_risk") for a in fields["activities"])
    dropped = [i for i in of(whole, "interventions") if "niet laten wachten op" in i["title"]]
    assert len(dropped) > 8
    moves = [m for path in plans for ms in whole.fields(_project(path))["milestones"] for m in ms.get("moves", ())]
    assert {m["kind"] for m in moves} == {"slip", "gain"} and all(m["because"] for m in moves)


def _project(path: str) -> str:
    return path.split("/")[1]


def test_lights_are_green_amber_and_red_and_two_half_years_are_frozen(whole: Journal) -> None:
    lights = {light["light"] for s in of(whole, "sessions") for light in s.get("lights", {}).values()}
    assert lights == {"green", "amber", "red"}
    assert whole.tags == ["halfjaar-2025-1", "halfjaar-2025-2"]


def test_the_last_bulletin_ends_one_period_before_the_end(whole: Journal) -> None:
    last = max(bulletin["period"]["to"] for bulletin in of(whole, "newsletters"))
    assert 28 <= (UNTIL - datetime.date.fromisoformat(last)).days <= 62


def test_texts_of_weekly_talks_hardly_repeat(whole: Journal) -> None:
    sentences = Counter(
        sentence
        for s in of(whole, "sessions")
        if s["kind"] == "weekly" and "summary" in s
        for sentence in re.split(r"(?<=[.?!]) ", s["summary"])
    )
    assert max(sentences.values()) <= 10
    assert len(sentences) > 0.55 * sum(sentences.values())


# the rooms


def test_no_room_needs_another_that_needs_it() -> None:
    needs = {}
    for room in ROOMS:
        tree = ast.parse(room.read_text(encoding="utf-8"))
        froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        needs[room.stem] = {name.removeprefix("ppl.demo.") for name in froms if name.startswith("ppl.demo.")}
    assert list(TopologicalSorter(needs).static_order())


def test_a_dry_run_says_how_large_it_would_be_and_makes_nothing(tmp_path: Path) -> None:
    sizes = ("--projects", "2", "--weeks", "8", "--until", "2026-06-30")
    done = processes.run(("demo", "klein", *sizes, "--dry-run"), tmp_path, ENVIRONMENT)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, "", [])
    made = processes.run(("demo", "klein", *sizes), tmp_path, ENVIRONMENT)
    size = re.search(r"[0-9]+ records in [0-9]+ commits", made.stderr)
    assert size and size[0] in done.stderr
    full = processes.run(("demo", "klein", "--dry-run"), tmp_path, ENVIRONMENT)
    assert full.returncode == 2 and "is not an empty folder" in full.stderr


DUE = (
    "kickoff", "action", "milestone", "agreement", "check", "term", "grant", "season", "recap", "confirmation",
    "lesson", "law", "approval", "escalation", "advice", "review", "until", "step", "feedback",
)  # fmt: skip
RHYTHM = {"progress", "evaluation", "exchange", "newsletter", "scan"}


def test_these_are_all_kinds_that_can_be_due_beside_the_talks_of_the_rhythm() -> None:
    known: set[str] = set()
    for path in sorted((TOP / "ppl/rules").glob("due*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Due":
                known |= {str(first.value) for first in call.args[:1] if isinstance(first, ast.Constant)}
    assert known <= {*DUE} and {*HEAVY, *LIGHT} - RHYTHM <= {*DUE}


@pytest.mark.parametrize("day", [UNTIL, datetime.date(2025, 9, 21)])
def test_on_the_last_day_something_of_every_kind_is_due(whole: Journal, day: datetime.date) -> None:
    journal = whole if day == UNTIL else made(8, 104, 1, day)
    knowledge = journal.folder.read_refs([ref_of_path(path) for path in journal.files.files])[0]
    programme = knowledge.one(Programme)
    assert programme is not None
    found = due(knowledge, day, day + datetime.timedelta(weeks=2))
    kinds = {*DUE, *(cadence.kind for cadence in programme.cadences)}
    assert kinds - {one.kind for one in found} == set()
    rhythm = [one for each in cadence_rule.due(knowledge, day) for one in each.not_held]
    assert {one.status for one in rhythm} == {"cancelled", "moved"}
    assert any(one.days_late for one in found if one.kind == "learning")
    assert any(one.paper_on for one in found)
    kickoffs = [one for one in knowledge.of(Session) if one.is_kickoff]
    assert len(kickoffs) == 8 and all(one.obstacles and one.commitments and one.way_of_working for one in kickoffs)


def test_not_every_decision_of_a_municipality_is_what_was_asked_for(whole: Journal) -> None:
    found = [d for d in of(whole, "decisions") if d["kind"] == "municipal"]
    outcomes = Counter(d["outcome"] for d in found)
    assert outcomes["held over"] and outcomes["voted down"] and outcomes["passed"] > outcomes["held over"]
    for one in found:
        if one["outcome"] in ("held over", "refused"):
            later = [d for d in found if d["by"] == one["by"] and d["reasons"][0] == one["reasons"][0]]
            ends = {d["outcome"] for d in later if d["decided_on"] > one["decided_on"]}
            assert ends & {"passed", "passed with changes", "granted"}, one
