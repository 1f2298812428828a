"""Names of the local register are found in what is about to be written, with where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ppl.operations.proposal import Proposal
from ppl.operations.registered_names import names_in_comments, new_names
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.local import register
from ppl.store.local.register import Person
from ppl.store.marked_files import marked_files
from tests.operations.base import NET, Base, entry

PEOPLE = [Person("waterrijk", "projectleider", "Noor van der Testeren"), Person("programme", "jurist", "Jan Waterrijk")]


@pytest.fixture
def folder(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A knowledge base for which two people are registered."""
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    place = register.place(environment)
    place.parent.mkdir()
    place.write_text("x")
    monkeypatch.setattr(register, "people", lambda folder: PEOPLE)
    return Folder(Path(), environment, base.tree)


def found(
    folder: Folder, *edits: Edit, typed: tuple[str, ...] = (), sent: str | None = None, **message: Any
) -> list[tuple[str, str, int]]:
    """Each name that is found, with its place and line."""
    of = Message(**{"word": "set", "ref": NET, "what": "iets", **message})
    proposal = Proposal(edits, of, entry=None if sent is None else entry(sent))
    problems = new_names(folder, proposal, typed, "the command")
    assert {problem.check for problem in problems} <= {register.CHECK}
    return [(str(one.what).split("`")[1], one.path, one.line) for one in problems]


def net(**fields: Any) -> Edit:
    return Edit(
        NET, {"title": "Kabel", "category": "netcongestie", "status": "open", "opened_on": "2026-01-05", **fields}
    )


def test_a_name_in_a_field_is_found_once_with_its_line(folder: Folder) -> None:
    path = f"data/projects/{NET}.yaml"
    assert found(folder, net(description="Volgens Testeren en Testeren.")) == [("testeren", path, 5)]
    assert found(folder, net(description="Van de netbeheerder.", sources=[{"url": "x.nl/testeren"}])) == []
    page = [{"url": "x.nl/nieuws/noor-van-der%20testeren"}]
    assert found(folder, net(sources=page)) == [("noor van der testeren", path, 6)], "whole in an address"
    whole = found(folder, net(title="Noor van der Testeren belt", description="Testeren"))
    assert whole == [("noor van der testeren", path, 1), ("testeren", path, 5)]
    sent = "summary: x\nbottlenecks:\n- {title: Testeren}\n"
    edit = net(title="Testeren")._replace(at=("bottlenecks", 0))
    assert found(folder, edit, sent=sent) == [("testeren", "entry.yaml", 3)]


def test_a_name_in_a_comment_is_found_once_it_is_new(folder: Folder, base: Base) -> None:
    path = f"data/projects/{NET}.yaml"
    text = base.text(NET) + "# Testeren belde\n"
    line = text.count("\n")
    edit = Edit(NET, base.fields(NET), base.text(NET), text=text)
    assert found(folder, edit) == [("testeren", path, line)]
    assert found(folder, edit._replace(old=text)) == []
    base.write(f"projects/{NET}.yaml", text)
    named = list(names_in_comments(marked_files(folder.tree, folder.tree.paths()), PEOPLE, (), ()))
    assert [(one.path, one.line, one.check) for one in named] == [(path, line, register.CHECK)]
    assert list(names_in_comments(marked_files(folder.tree, folder.tree.paths()), PEOPLE, (), named)) == []


def test_a_name_in_the_id_of_a_record_is_found(folder: Folder) -> None:
    edit = net()._replace(ref="waterrijk/bottlenecks/kabel-testeren")
    assert found(folder, edit) == [("testeren", "data/projects/waterrijk/bottlenecks/kabel-testeren.yaml", 1)]


def test_a_name_that_stands_there_already_or_moves_along_is_in_git_anyway(folder: Folder) -> None:
    before = "title: Testeren\ncategory: netcongestie\nstatus: open\nopened_on: 2026-01-05\n"
    after = {"title": "Testeren", "category": "netcongestie", "status": "waiting", "opened_on": "2026-01-05"}
    assert found(folder, Edit(NET, after, before)) == []
    moved = [Edit("waterrijk/bottlenecks/net", after), Edit(NET, None, before)]
    assert found(folder, *moved) == []
    assert found(folder, Edit(NET, after, before), what="Testeren belt") == []
    assert found(folder, Edit(NET, None, before)) == []


def test_a_name_in_what_the_commit_says_is_found_and_of_a_path_the_last_part(folder: Folder) -> None:
    assert found(folder, what="Testeren belt") == [("testeren", "the command", 0)]
    assert found(folder, reason="Testeren belt") == [("testeren", "the command", 0)]
    assert found(folder, typed=("ppl", "log", "/home/testeren/notities.md")) == []
    assert found(folder, typed=("C:\\testeren\\notities.md",)) == []
    assert found(folder, typed=("notities/testeren.md",)) == [("testeren", "the command", 0)]
    assert found(folder, net(title="Testeren"), what="Testeren belt") == [("testeren", f"data/projects/{NET}.yaml", 1)]


def test_who_is_called_like_a_project_is_not_meant(folder: Folder) -> None:
    assert found(folder, net(title="In Waterrijk")) == []
    assert found(folder, net(title="Jan Waterrijk belt"))[0][0] == "jan waterrijk"


def test_a_first_name_alone_is_a_remark(folder: Folder) -> None:
    proposal = Proposal([net(title="Noor belt")], Message("set", NET, "Noor en Testeren"))
    named = [(problem.path, problem.level) for problem in new_names(folder, proposal, (), "x")]
    assert named == [(f"data/projects/{NET}.yaml", "remark"), ("x", "error")]


def test_what_is_taken_back_was_in_git_and_without_a_register_nothing_is_looked_for(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(folder, net(title="Testeren"), undoes="a" * 40) == []
    assert found(folder, net(), reason="Testeren belde", undoes="a" * 40) == [("testeren", "the command", 0)]
    monkeypatch.setattr(register, "people", lambda folder: [])
    assert found(folder, net(title="Testeren")) == []
    monkeypatch.setattr(register, "people", lambda folder: PEOPLE)
    register.place(folder.environment).unlink()
    assert found(folder, net(title="Testeren")) == []
