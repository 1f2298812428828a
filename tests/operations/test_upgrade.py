"""A knowledge base moved to the edition of this ppl, and one that is of a later ppl."""

from __future__ import annotations

import pytest

from ppl import __version__
from ppl.errors import StoreError
from ppl.model.programme import FORMAT
from ppl.operations import upgrade as module
from ppl.operations.upgrade import PROGRAMME, UpgradeRequest, upgrade
from ppl.store import edition
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from tests.operations.base import DAY, NET, Base

PLACE = "programme/programme.yaml"
LATER = FORMAT + 1


def put_in(base: Base) -> list[str]:
    """Upgrade it; the refs of what was written."""
    proposal = upgrade(base.folder, DAY, UpgradeRequest())
    for edit in proposal.edits:
        base.write(edit.path, edit.new or "")
    return [edit.ref for edit in proposal.edits]


def test_a_base_without_an_edition_gets_the_present_one_and_keeps_all_else() -> None:
    base = Base()
    before = base.text(PROGRAMME)
    assert put_in(base) == [PROGRAMME]
    text = base.text(PROGRAMME)
    assert edition.edition(base.folder.tree) == (FORMAT, __version__)
    assert set(text.splitlines()) - set(before.splitlines()) == {f"format: {FORMAT}", f"needs_ppl: {__version__}"}
    assert set(before.splitlines()) <= set(text.splitlines())
    assert put_in(base) == []


def test_each_step_changes_the_records_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def further(folder: Folder) -> list[Edit]:
        edit = existing_edit(folder, NET)
        assert edit is not None and edit.fields is not None
        return [edit._replace(fields={**edit.fields, "tags": ["tweede"]})]

    monkeypatch.setattr(module, "FORMAT", LATER)
    monkeypatch.setattr(edition, "FORMAT", LATER)
    monkeypatch.setitem(module.STEPS, LATER, further)
    base = Base()
    assert put_in(base) == [NET, PROGRAMME]
    assert "tweede" in base.text(NET)
    assert f"format: {LATER}" in base.text(PROGRAMME)


@pytest.mark.parametrize(
    ("said", "is_newer"),
    [
        ("format: 1\n", False), (f"format: {FORMAT}\n", False), (f"format: {LATER}\n", True),
        ("needs_ppl: 99.0.0\n", True), ("needs_ppl: 0.0.9\n", False),
        (f"needs_ppl: {__version__}\n", False), ("format: later\n", False), ("name: format\n", False),
        ("format: later\nneeds_ppl: 99.0.0\n", True), (f"\ufeffformat: {LATER}\n", True),
        (f"{{format: {LATER}}}\n", True),
        (f"format : {LATER}\n", True),
        (f"format: {LATER}\nx: [\n", False),
    ],
)  # fmt: skip
def test_a_later_edition_is_only_read(said: str, is_newer: bool) -> None:
    base = Base()
    base.write(PLACE, said)
    assert edition.edition(base.folder.tree).is_newer == is_newer
    if is_newer:
        what = "needs ppl 99.0.0" if "99" in said else f"has format {LATER}"
        with pytest.raises(StoreError, match=what):
            edition.refuse_newer(base.folder.tree)
        with pytest.raises(StoreError):
            upgrade(base.folder, DAY, UpgradeRequest())
    else:
        edition.refuse_newer(base.folder.tree)


def test_the_day_of_a_source_moves_to_where_edition_2_has_it_and_nothing_else_does() -> None:
    base = Base()
    text = base.text(NET)
    base.write(f"projects/{NET}.yaml", text + OLD_SOURCES)
    put_in(base)
    assert base.text(NET) == text + OLD_SOURCES.replace("    on: 2024", "    date: 2024").replace("{on: ", "{date: ")
    assert put_in(base) == []


OLD_SOURCES = """sources:
  # het stuk
  - name: Brief
    on: 2024-03-01  # uit de brief zelf
  - {on: 2024-05-01, name: Nota}
  - name: Gelezen
    read_on: 2026-01-01
observed_by:
  on: 2024-03-02
"""
