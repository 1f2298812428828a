"""A knowledge base moved to the edition of this ppl, and one that is of a later ppl."""

from __future__ import annotations

import pytest

from ppl import __version__
from ppl.errors import StoreError
from ppl.operations import upgrade as module
from ppl.operations.upgrade import PROGRAMME, UpgradeRequest, upgrade
from ppl.store import edition
from ppl.store.edits import Edit, existing_edit
from ppl.store.folder import Folder
from tests.operations.base import DAY, NET, Base

PLACE = "programme/programme.yaml"


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
    assert edition.edition(base.folder.tree) == (1, __version__)
    assert set(text.splitlines()) - set(before.splitlines()) == {"format: 1", f"needs_ppl: {__version__}"}
    assert set(before.splitlines()) <= set(text.splitlines())
    assert put_in(base) == []


def test_each_step_changes_the_records_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def second(folder: Folder) -> list[Edit]:
        edit = existing_edit(folder, NET)
        assert edit is not None and edit.fields is not None
        return [edit._replace(fields={**edit.fields, "tags": ["tweede"]})]

    monkeypatch.setattr(module, "FORMAT", 2)
    monkeypatch.setattr(edition, "FORMAT", 2)
    monkeypatch.setitem(module.STEPS, 2, second)
    base = Base()
    assert put_in(base) == [NET, PROGRAMME]
    assert "tweede" in base.text(NET)
    assert "format: 2" in base.text(PROGRAMME)


@pytest.mark.parametrize(
    ("said", "is_newer"),
    [
        ("format: 1\n", False), ("format: 2\n", True), ("needs_ppl: 99.0.0\n", True), ("needs_ppl: 0.0.9\n", False),
        (f"needs_ppl: {__version__}\n", False), ("format: later\n", False), ("name: format\n", False),
        ("format: later\nneeds_ppl: 99.0.0\n", True), ("\ufeffformat: 2\n", True), ("{format: 2}\n", True),
        ("format : 2\n", True),
        ("format: 2\nx: [\n", False),
    ],
)  # fmt: skip
def test_a_later_edition_is_only_read(said: str, is_newer: bool) -> None:
    base = Base()
    base.write(PLACE, said)
    assert edition.edition(base.folder.tree).is_newer == is_newer
    if is_newer:
        what = "needs ppl 99.0.0" if "99" in said else "has format 2"
        with pytest.raises(StoreError, match=what):
            edition.refuse_newer(base.folder.tree)
        with pytest.raises(StoreError):
            upgrade(base.folder, DAY, UpgradeRequest())
    else:
        edition.refuse_newer(base.folder.tree)
