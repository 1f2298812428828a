"""Ids and paths: what no system could keep is refused on every road, found by check, and mended where it lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppl.errors import Problem, UsageError
from ppl.model.ids import LONGEST_ID, LONGEST_PATH, free_ref, path_fault
from ppl.model.kinds import KIND, KINDS, RESERVED, path_for, path_of_ref, project_of, ref_of_path
from ppl.operations.checking import problems
from ppl.operations.edit import EditRequest, edit
from ppl.operations.log import LogRequest, log
from ppl.operations.new import NewRequest, new
from ppl.operations.remove import RemoveRequest, remove
from ppl.operations.rename import RenameRequest, rename
from ppl.store.names import odd_names
from tests.conftest import Kb
from tests.operations.base import DAY, NET, Base, entry

Run = Callable[..., tuple[int, str, str]]
LONG = "x" * (LONGEST_ID + 1)
BAD = ("con", "NUL", "aux.1", "com1", "lpt9", "project", "plan", LONG, "x.yaml", "NETAANSLUITING")
NEW = {"title": "Nieuw", "category": "netcongestie", "status": "open", "opened_on": "2026-01-05"}


@pytest.fixture
def base() -> Base:
    return Base()


def errors(base: Base, proposal: object) -> list[str]:
    return [str(one.what) for one in problems(base.folder, DAY, proposal) if one.is_error]  # type: ignore[arg-type]


@pytest.mark.parametrize("id", BAD)
def test_a_typed_id_that_no_system_could_keep_is_refused_on_every_road(base: Base, id: str) -> None:
    with pytest.raises(UsageError):
        new(base.folder, DAY, NewRequest("bottleneck", "waterrijk", NEW, id))
    with pytest.raises(UsageError):
        rename(base.folder, DAY, RenameRequest(NET, id))
    part = f"{{id: {id}, title: Nieuw, category: netcongestie}}"
    talk = f"kind: weekly\nheld_on: 2026-02-02\nsummary: x\nbottlenecks:\n- {part}\n"
    assert log(base.folder, DAY, LogRequest("waterrijk", entry(talk))).problems


@pytest.mark.parametrize("id", [*RESERVED, "sessions", "con", LONG, "WATERRIJK"])
def test_a_project_cannot_have_it_either(base: Base, id: str) -> None:
    with pytest.raises(UsageError):
        new(base.folder, DAY, NewRequest("project", None, {"name": "X"}, id))
    with pytest.raises(UsageError):
        rename(base.folder, DAY, RenameRequest("zandhoek", id))


@pytest.mark.parametrize("title", ["Con", "Project", "Nul!", "Plan", "woord " * 40, "a" * 300])
def test_a_title_gets_a_good_id_by_itself(base: Base, title: str) -> None:
    first = base.put_in(new(base.folder, DAY, NewRequest("bottleneck", "waterrijk", {**NEW, "title": title}))).edits[0]
    assert path_fault(first.path) is None
    other = {**NEW, "title": title, "owner": "gemeente"}
    assert (
        path_fault(base.put_in(new(base.folder, DAY, NewRequest("bottleneck", "waterrijk", other))).edits[0].path)
        is None
    )
    project = new(
        base.folder, DAY, NewRequest("project", None, {"name": title, "municipality": "X", "status": "longlist"})
    )
    assert path_fault(project.edits[0].path) is None


def test_a_title_that_differs_in_capitals_only_gets_a_number(base: Base) -> None:
    base.write("projects/waterrijk/bottlenecks/Stroom.yaml", base.text(NET))
    made = new(base.folder, DAY, NewRequest("bottleneck", "waterrijk", {**NEW, "title": "Stroom"}))
    assert made.message.ref == "waterrijk/bottlenecks/stroom-2"


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if "*" in kind.paths[0].rpartition("/")[2]], ids=lambda k: k.name
)
def test_every_automatic_path_fits_below_the_longest_project(kind: object) -> None:
    assert isinstance(kind, type(KINDS[0]))
    ref = free_ref(kind, "p" * LONGEST_ID if kind.in_project else None, "een-woord-" * 20, ())
    path = path_of_ref(ref)
    assert path is not None
    assert path_fault(path) is None


@pytest.mark.parametrize("file", ["project", "plan", "sessions/project"])
@pytest.mark.parametrize("project", ["x", *RESERVED])
def test_a_ref_leads_back_to_its_path(project: str, file: str) -> None:
    path = f"projects/{project}/{file}.yaml"
    ref = ref_of_path(path)
    assert path_of_ref(ref) == path
    owner = project_of(ref)
    assert owner is not None
    assert path_of_ref(owner) == path_for(KIND["project"], None, path.split("/")[1])


def said(*paths: str) -> list[tuple[str, str]]:
    found: list[Problem] = [*odd_names(paths)]
    assert all(one.is_error and one.check == "ids" for one in found)
    return [(one.path, str(one.what)) for one in found]


def test_check_says_each_name_once() -> None:
    assert (
        said("lessons/goed.yaml", "projects/a/project.yaml", "projects/a/plan.yaml", "programme/programme.yaml") == []
    )
    assert said("projects/con/plan.yaml", "projects/con/project.yaml") == [
        ("data/projects/con", "`con` is a device on Windows, never a file")
    ]
    assert said("lessons/Een.yaml", "lessons/een.yaml") == [
        ("data/lessons/een.yaml", "only capitals make it another name than data/lessons/Een.yaml")
    ]
    assert said("projects/A/project.yaml", "projects/a/plan.yaml", "projects/a/project.yaml") == [
        ("data/projects/a", "only capitals make it another name than data/projects/A")
    ]
    assert [
        path
        for path, _ in said("lessons/a\nb.yaml", "lessons/cafe\u0301.yaml", "lessons/x..yaml", "lessons/\udce9.yaml")
    ] == [
        "data/lessons/a\\nb.yaml",
        "data/lessons/cafe\u0301.yaml",
        "data/lessons/x..yaml",
        "data/lessons/\\udce9.yaml",
    ]
    deep = f"projects/{'p' * 80}/bottlenecks/{'b' * 60}.yaml"
    assert said(deep) == [
        (f"data/{deep}", f"a path of {len(deep) + 5} signs is too long; at most {LONGEST_PATH} go everywhere")
    ]
    assert said("projects/lessons/project.yaml") == [
        ("data/projects/lessons/project.yaml", "`lessons` is the name of a fixed file or folder")
    ]


def test_what_lies_there_already_can_be_changed_and_mended(kb: Kb, in_process: Run) -> None:
    places = {
        f"waterrijk/bottlenecks/{'y' * 242}": "projects/waterrijk/bottlenecks",
        "waterrijk/bottlenecks/project": "projects/waterrijk/bottlenecks",
        "waterrijk/bottlenecks/con": "projects/waterrijk/bottlenecks",
    }
    for ref, folder in places.items():
        kb.path(f"{folder}/{ref.rpartition('/')[2]}.yaml").write_text(
            kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
        )
    for id in ("lessons", "nul"):
        kb.path(f"projects/{id}").mkdir()
        kb.path(f"projects/{id}/project.yaml").write_text(kb.text("projects/zandhoek/project.yaml"))
        kb.path(f"projects/{id}/bottlenecks").mkdir()
        kb.path(f"projects/{id}/bottlenecks/con.yaml").write_text(
            kb.text("projects/waterrijk/bottlenecks/netaansluiting.yaml")
        )
    kb.path("lessons/map.yaml").mkdir()
    kb.git("add", "-A")
    kb.git("commit", "-qm", "met de hand")
    code, out, _ = in_process(kb, "check", "ids")
    assert code == 1
    assert out.count("ppl rename") == 7
    for number, ref in enumerate(places):
        assert in_process(kb, "show", ref)[0] == 0
        assert in_process(kb, "set", ref, "status=waiting")[0] == 0
        assert in_process(kb, "undo")[0] == 0
        assert in_process(kb, "rename", ref, f"goed-{number}")[0] == 0
        assert in_process(kb, "undo")[0] == 0
        assert in_process(kb, "remove", ref, "--reason", "x")[0] == 0
        assert in_process(kb, "undo")[0] == 0
        assert in_process(kb, "rename", ref, f"goed-{number}")[0] == 0
    for ref, id in (("projects/lessons", "eerste"), ("nul", "tweede")):
        assert in_process(kb, "show", ref)[0] == 0
        assert in_process(kb, "rename", ref, id)[0] == 0
        assert in_process(kb, "rename", f"{id}/bottlenecks/con", "goed")[0] == 0
    assert in_process(kb, "check", "ids")[0] == 0


def test_an_edit_of_a_record_with_a_bad_id_goes_on(base: Base) -> None:
    base.write("lessons/con.yaml", base.text("lessons/begin-met-het-stroomnet"))
    text = base.text("lessons/con")
    assert errors(base, edit(base.folder, DAY, EditRequest("lessons/con", text, text + "tags: [x]\n"))) == []
    assert errors(base, remove(base.folder, DAY, RemoveRequest("lessons/con"))) == []


def test_a_file_of_the_other_ending_is_told_what_records_end_in() -> None:
    """Also before git knows it, when `git mv` would refuse."""
    said = [(str(p.what), str(p.remedy)) for p in odd_names(["lessons/a.yml"])]
    assert said == [
        ("`a.yml` ends like a file: those of records end in .yaml, ids do not", "rename it, or take it out of data/")
    ]
