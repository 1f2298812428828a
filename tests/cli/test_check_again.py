"""`ppl check` again: projects in which nothing was wrong are passed over, and all that is wrong is found as before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from ppl.cli.desk import Desk
from ppl.cli.words.check import problems_of
from ppl.errors import Problem
from ppl.store import marked_files, stamp
from ppl.store.tree import Tree
from tests.conftest import Kb

DAY = "2026-11-21"
LATER = "2027-06-01"
PROJECT = "name: {name}\nmunicipality: [V]\nstatus: active\ncommitments: [Eén vaste dag]\nlot: lot-1\n"
SESSION = "kind: weekly\nheld_on: {day}\nsummary: De planning is nagelopen.\nbottlenecks: [{named}]\n"
BOTTLENECK = "title: Het net\ncategory: {category}\nstatus: open\nopened_on: 2026-02-01\n"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "SETTLED_NS", 0)


@pytest.fixture
def several(kb: Kb) -> Kb:
    """Four small projects beside those that are there, all sound."""
    for name in ("een", "twee", "drie", "vier"):
        kb.write(f"projects/{name}/project.yaml", PROJECT.format(name=name), False)
        kb.write(f"projects/{name}/bottlenecks/net.yaml", BOTTLENECK.format(category="stikstof"), False)
        kb.write(
            f"projects/{name}/sessions/2026-03-02-weekly.yaml", SESSION.format(day="2026-03-02", named="net"), False
        )
    return kb


def problems(kb: Kb, day: str = DAY, is_cold: bool = False) -> list[Problem]:
    desk = Desk({**kb.environment, "PPL_TODAY": day, "PPL_LANG": "en"})
    desk.root_option = kb.root
    if is_cold:
        vars(desk.folder)["index"] = None
    found = problems_of(desk, (), None)
    if desk.folder.index:
        desk.folder.index.connection.close()
    return found


def edit(kb: Kb, random: Random) -> None:
    file = random.choice(files(kb))
    text, number = file.read_text(), random.randint(1, 9)
    file.write_text(
        random.choice(
            (
                f"{text}# 06-1234567{number}\n",
                f"{text}onbekend: {number}\n",
                f"{text}tags: &a [x]\n",
                "",
                "title: [\n",
                f"{text}description: bel 06-1234567{number}\n",
                text.replace("net", f"net-{number}"),
                text.replace("2026", "2027"),
                text.replace("stikstof", "geluid"),
                f"{text}titel: x\n",
            )
        )
    )


def change_lists(kb: Kb, random: Random) -> None:
    """Take a code out of the lists that many records have, or bring it back."""
    file = kb.path("programme/vocabularies.yaml")
    text = file.read_text()
    right, wrong = "code: stikstof\n", "code: stikstoff\n"
    file.write_text(text.replace(right, wrong) if right in text else text.replace(wrong, right))


def add_session(kb: Kb, random: Random) -> None:
    project, number = random.choice(("een", "twee", "drie")), random.randint(1, 3)
    named = random.choice(("net", "niets", "een/bottlenecks/net", f"net-{number}"))
    kb.write(f"projects/{project}/sessions/s{number}.yaml", SESSION.format(day="2026-03-02", named=named), False)


def add_elsewhere(kb: Kb, random: Random) -> None:
    """A record whose bare id others may mean, whose name differs in capitals only, or that lies where none lies."""
    names = ("vier/bottlenecks/net-2.yaml", "Vier/bottlenecks/net.yaml", "vier/x.yaml")
    kb.write(f"projects/{random.choice(names)}", BOTTLENECK.format(category="geluid"), False)


def drop(kb: Kb, random: Random) -> None:
    random.choice(files(kb)).unlink()


def link(kb: Kb, random: Random) -> None:
    file = random.choice(files(kb))
    file.unlink()
    file.symlink_to("/dev/null")


def restore(kb: Kb, random: Random) -> None:
    kb.git("checkout", "-q", "--", "data")


STEPS: tuple[Callable[[Kb, Random], None], ...] = (
    edit, edit, edit, change_lists, add_session, add_session, add_elsewhere, drop, link, restore,
)  # fmt: skip


def files(kb: Kb) -> list[Path]:
    return sorted(file for file in (kb.root / "data/projects").rglob("*.yaml") if not file.is_symlink())


@pytest.mark.parametrize("seed", range(5))
def test_all_that_is_wrong_is_found_again(several: Kb, seed: int) -> None:
    random = Random(seed)
    problems(several)
    several.git("add", "data")
    several.git("commit", "-qm", "begin")
    for _ in range(20):
        step = random.choice(STEPS)
        step(several, random)
        day = random.choice((DAY, DAY, LATER))
        assert problems(several, day) == problems(several, day, is_cold=True), step.__name__


def test_a_sound_project_is_not_looked_into_again(several: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    problems(several)
    problems(several)
    several.write("projects/twee/bottlenecks/net.yaml", BOTTLENECK.format(category="niets"), commit=False)
    looked: list[str] = []
    marked = marked_files.marked_files

    def marked_as_told(tree: object, paths: object) -> object:
        looked.extend(paths := list(paths))  # type: ignore[call-overload]
        return marked(tree, paths)  # type: ignore[arg-type]

    monkeypatch.setattr("ppl.cli.words.check.marked_files", marked_as_told)
    found = problems(several)
    assert any(problem.check == "codes" for problem in found)
    assert any(path.startswith("projects/twee/") for path in looked)
    assert not any(path.startswith(("projects/een/", "projects/drie/")) for path in looked)


def test_a_link_where_a_record_was_is_no_broken_reference_in_a_sound_base_either(several: Kb) -> None:
    problems(several)
    problems(several)
    place = several.path("projects/vier/bottlenecks/net.yaml")
    place.unlink()
    place.symlink_to("/dev/null")
    assert problems(several) == problems(several, is_cold=True)


def test_what_was_remarked_in_a_project_is_remembered(several: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with a remark, and no error, is passed over; the remark is said again, and goes where it is settled."""
    without = PROJECT.format(name="een").replace("commitments: [Eén vaste dag]\n", "")
    several.write("projects/een/project.yaml", without, commit=False)
    first = problems(several)
    assert [one for one in first if one.path.startswith("data/projects/een/")]
    assert problems(several) == first
    looked: list[str] = []
    marked = marked_files.marked_files

    def marked_as_told(tree: Tree, paths: Iterable[str]) -> list[tuple[str, bytes]]:
        looked.extend(paths := list(paths))
        return marked(tree, paths)

    monkeypatch.setattr("ppl.cli.words.check.marked_files", marked_as_told)
    assert problems(several) == first
    assert not any(path.startswith("projects/een/") for path in looked)
    several.write("projects/een/project.yaml", PROJECT.format(name="een"), commit=False)
    assert not [one for one in problems(several) if one.path.startswith("data/projects/een/")]


def test_what_somebody_else_is_called_is_looked_for_everywhere(several: Kb) -> None:
    """With a register of names no project is passed over: which texts may not hold them is not kept."""
    text = BOTTLENECK.format(category="stikstof").replace("Het net", "Zandstra belde over het net")
    several.write("projects/een/bottlenecks/net.yaml", text, commit=False)
    problems(several)
    problems(several)
    several.ppl("people", "projectleider", "Anna", "Zandstra", "--yes")
    assert "register-names" in {problem.check for problem in problems(several)}
