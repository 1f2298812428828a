"""Who refers to a record is found by the words in the files: the same as on a full read, whatever stands in them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from ppl.demo.journal import Files
from ppl.model.fields import marked
from ppl.model.kinds import KINDS, Kind, kind_of_path, path_of_ref, ref_of_path
from ppl.model.record import Ref
from ppl.model.references import Reference, references
from ppl.store import stamp
from ppl.store.folder import Folder
from ppl.store.stored_record import WORD, stored
from tests.by_type import parts
from tests.conftest import Kb

IDS = ("x", "y")
PROJECTS = ("alpha", "x")
PLACES = [
    *(f"projects/{project}/{folder}" for project in PROJECTS for folder in ("sessions", "bottlenecks")),
    "programme/sessions",
    "lessons",
    "escalations",
]
PATHS = [*(f"projects/{name}/project.yaml" for name in PROJECTS), *(f"{at}/{id}.yaml" for at in PLACES for id in IDS)]
REFS = [ref_of_path(path) for path in PATHS]
BROKEN = "title: [\n"
TEXTS = {
    "project": "name: P\nmunicipality: [A]\nstatus: active\nlot: lot-1\n",
    "session": (
        "kind: weekly\nheld_on: 2026-01-05\nsummary: over {1}\nprojects: [{0}]\nbottlenecks: [{1}]\n"
        "interventions:\n  - {2}\nlessons: [{0}, {2}]\n"
    ),
    "bottleneck": "title: B\ncategory: stikstof\nstatus: open\nfound_in: {0}\ncaused_by: [{1}, {2}]\n",
    "lesson": "title: L\nstatus: raw\nkind: lesson\nfrom:\n  session: {0}\n  project: {1}\nnoted_on: 2026-01-05\n",
    "escalation": "question: Q\nto: tafel\nstatus: draft\nbottlenecks:\n- {0}\n- {1}\n",
}


def escaped(value: str) -> str:
    return '"' + "".join(f"\\x{ord(sign):02x}" for sign in value) + '"'


VALUES = st.builds(
    lambda value, part, write: write(value + part),
    st.sampled_from([*IDS * 4, *PROJECTS, *REFS, "not"]),
    st.sampled_from(["", "", "", "#a1"]),
    st.sampled_from([lambda text: text if "#" not in text else f"'{text}'", "'{}'".format, '"{}"'.format, escaped]),
)


@st.composite
def files(draw: st.DrawFn) -> dict[str, bytes]:
    """A few records that refer to each other in every way that there is, of which some cannot be read."""
    found = {}
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=3, max_size=12, unique=True)):
        kind = kind_of_path(path)
        assert kind is not None
        given = [draw(VALUES) for _ in range(3)]
        is_broken = draw(st.integers(0, 9)) == 0
        found[path] = (BROKEN if is_broken else TEXTS[kind.name].format(*given)).encode()
    return found


@pytest.mark.parametrize("kind", TEXTS)
def test_the_texts_of_the_test_can_be_read(kind: str) -> None:
    path = next(path for path in PATHS if getattr(kind_of_path(path), "name", "") == kind)
    tree = Files()
    tree.files[path] = TEXTS[kind].format("x", "y", "x").encode()
    assert Folder(Path(), {}, tree).read()[0].get(ref_of_path(path))


def referring(folder: Folder, targets: frozenset[str], is_whole: bool) -> list[Reference]:
    knowledge = (folder.read() if is_whole else folder.read_referring(targets))[0]
    return [*references(knowledge, targets)]


def of(**texts: str) -> dict[str, bytes]:
    """Files by their refs, with `_` for a slash: the values of their three fields."""
    found = {}
    for ref, values in texts.items():
        path = path_of_ref(ref.replace("_", "/"))
        kind = kind_of_path(path or "")
        assert path and kind
        found[path] = TEXTS[kind.name].format(*values.split()).encode()
    return found


@settings(max_examples=200, deadline=None)
@given(files(), st.sets(st.sampled_from(REFS), min_size=1, max_size=2))
@example(  # two have the id: it means neither, also to who names the project
    of(alpha_bottlenecks_y="x x x", x_bottlenecks_y="x x x", escalations_x="y alpha/bottlenecks/y"),
    {"alpha/bottlenecks/y"},
)
@example(  # but within its project it means the one there
    of(alpha_bottlenecks_y="x x x", x_bottlenecks_y="x x x", alpha_sessions_x="not y not"), {"alpha/bottlenecks/y"}
)
@example(of(alpha_bottlenecks_y="x x x", escalations_x="y not"), {"alpha/bottlenecks/y"})  # nobody else has it
@example(of(alpha_bottlenecks_y="x x x", escalations_x=f"{escaped('y')} not"), {"alpha/bottlenecks/y"})
@example(  # with a full ref
    of(alpha_bottlenecks_y="x x x", x_bottlenecks_y="x x x", escalations_x="alpha/bottlenecks/y not"),
    {"alpha/bottlenecks/y"},
)
def test_who_refers_is_the_same_as_on_a_full_read(found: dict[str, bytes], targets: set[str]) -> None:
    tree = Files()
    tree.files.update(found)
    folder = Folder(Path(), {}, tree)
    whole = referring(folder, frozenset(targets), is_whole=True)
    event(f"refers: {bool(whole)}")
    assert referring(folder, frozenset(targets), is_whole=False) == whole
    assert {one.ref for one in whole} - targets <= {*folder.referring(targets)}


def test_of_a_project_only_who_names_it_is_read() -> None:
    tree = Files()
    for project in ("alpha", "beta"):
        tree.files[f"projects/{project}/project.yaml"] = TEXTS["project"].encode()
        tree.files[f"projects/{project}/sessions/2026-01-05-weekly.yaml"] = (
            b"kind: weekly\nheld_on: 2026-01-05\nsummary: x\n"
        )
        tree.files[f"projects/{project}/bottlenecks/net.yaml"] = (
            b"title: B\ncategory: stikstof\nstatus: open\nfound_in: 2026-01-05-weekly\n"
        )
    tree.files["escalations/e1.yaml"] = TEXTS["escalation"].format("alpha/bottlenecks/net", "net").encode()
    tree.files["escalations/e2.yaml"] = TEXTS["escalation"].format("beta/bottlenecks/net", "net").encode()
    gone = [ref for ref in Folder(Path(), {}, tree).refs() if ref.startswith("alpha")]
    found = Folder(Path(), {}, tree).referring(gone)
    assert {ref for ref in found if not ref.startswith("alpha")} == {"escalations/e1"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files(), st.sets(st.sampled_from(REFS), min_size=1, max_size=2))
def test_the_index_knows_who_refers_without_a_look_in_the_files(
    kb: Kb, monkeypatch: pytest.MonkeyPatch, found: dict[str, bytes], targets: set[str]
) -> None:
    monkeypatch.setattr(stamp, "SETTLED_NS", 0)
    shutil.rmtree(kb.root / "data")
    for path, content in found.items():
        place = kb.root / "data" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    folder = Folder(kb.root, {"PATH": os.environ["PATH"]})
    assert folder.index is not None
    whole = referring(folder, frozenset(targets), is_whole=True)
    with monkeypatch.context() as patched:
        patched.setattr(folder.tree, "read", None)
        assert referring(folder, frozenset(targets), is_whole=False) == whole
    folder.index.connection.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(st.data())
def test_every_reference_of_a_record_is_among_the_words_that_are_kept(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(parts(kind.record, ref="ergens/iets"))
    kept = stored(record, ())
    values = (one.value.encode("utf-8", "replace") for one in marked(record) if isinstance(one.mark, Ref))
    assert kept
    assert {word for value in values for word in WORD.findall(value)} == {*(kept.named or b"").split()}
