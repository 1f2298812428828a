"""A change taken back, on a history that is made up: git itself is tried elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.cli.language import translated
from ppl.errors import DataError, StoreError
from ppl.operations.undo import UndoRequest, undo
from ppl.store.git.lookback import FileChange
from ppl.store.git.message import Message
from ppl.store.tree import DATA
from tests.operations.base import DAY, NET, TALK, Base

FILE = f"{DATA}projects/{NET}.yaml"
FIRST, SECOND = "a" * 40, "b" * 40
Changed = list[tuple[str, bytes | None, bytes | None]]


class History:
    """What git tells of commits, the newest first: their messages, and the files that each of them changed."""

    def __init__(self, *commits: tuple[str, str, Changed]) -> None:
        self.commits = commits

    def messages(self, path: str) -> list[tuple[str, str]]:
        assert path == DATA
        return [(id, message) for id, message, _ in self.commits]

    def changed(self, commit: str, path: str) -> list[FileChange]:
        return next([FileChange(*row) for row in changed] for id, _, changed in self.commits if id == commit)

    def commit_at(self, name: str) -> str:
        return next(id for id, _, _ in self.commits if id.startswith(name))

    def subject(self, commit: str) -> str:
        return next(message for id, message, _ in self.commits if id == commit).partition("\n")[0]

    last = "c" * 40
    merges: tuple[str, ...] = ()

    def last_commit(self, path: str) -> str:
        return self.last

    def is_merge(self, commit: str) -> bool:
        return commit in self.merges


def said(word: str, ref: str, **more: Any) -> str:
    return str(Message(word, ref, "iets", **more))


def with_history(base: Base, *commits: tuple[str, str, Changed]) -> Base:
    base.folder.git = History(*commits)  # type: ignore[assignment]
    return base


def change(base: Base, before: str | None, path: str = FILE) -> Changed:
    """That a file became what it is now."""
    now = base.tree.files.get(path.removeprefix(DATA))
    return [(path, None if before is None else before.encode(), now)]


def test_the_last_commit_that_was_not_taken_back_is_taken_back(base: Base) -> None:
    old = base.text(NET).replace("status: open", "status: waiting")
    last = (SECOND, said("set", NET), change(base, old))
    proposal = undo(with_history(base, last).folder, DAY, UndoRequest())
    assert (proposal.message.word, proposal.message.ref, proposal.message.undoes) == ("undo", SECOND[:8], SECOND)
    assert proposal.message.what == f"set {NET}: iets"
    assert proposal.about and translated(proposal.about, "nl") == f"draait {SECOND[:8]} terug: set {NET}: iets"
    base.put_in(proposal)
    assert base.text(NET) == old
    undone = ("d" * 40, said("undo", SECOND[:8], undoes=SECOND), change(base, None))
    first = (FIRST, said("set", NET), change(base, old + "chance: 0.5\n"))
    again = undo(with_history(base, undone, last, first).folder, DAY, UndoRequest())
    assert again.message.undoes == FIRST
    by_hand = undo(with_history(base, (FIRST, "met de hand", first[2])).folder, DAY, UndoRequest())
    assert (by_hand.message.undoes, by_hand.message.what) == (FIRST, "met de hand")


def test_where_nothing_can_be_taken_back_that_is_said(base: Base) -> None:
    with pytest.raises(StoreError, match="there is nothing to take back"):
        undo(with_history(base).folder, DAY, UndoRequest())
    undone = ("d" * 40, said("undo", SECOND[:8], undoes=FIRST), change(base, None))
    with pytest.raises(StoreError, match="there is nothing to take back"):
        undo(with_history(base, undone, (FIRST, said("set", NET), [])).folder, DAY, UndoRequest())
    other: Changed = [(f"{DATA}README.md", None, b"x"), (f"{DATA}projects/x/vreemd/y.yaml", None, b"x")]
    with pytest.raises(StoreError, match=f"{FIRST[:8]} changed no records"):
        undo(with_history(base, (FIRST, "x", other)).folder, DAY, UndoRequest(FIRST[:8]))


def test_what_was_changed_again_is_taken_back_in_its_turn(base: Base) -> None:
    for now in (b"title: anders\n", None):
        history = with_history(base, (FIRST, said("set", NET), [(FILE, b"title: x\n", now)]))
        with pytest.raises(StoreError, match=f"{NET} was changed again after it \\(c{{40}}\\)"):
            undo(history.folder, DAY, UndoRequest(FIRST))


def test_the_remedy_names_no_undo_that_would_be_refused(base: Base) -> None:
    """What combines two lines of work is not taken back as one; edits by hand are in no commit yet."""
    history = History((FIRST, said("set", NET), [(FILE, b"title: x\n", b"title: anders\n")]))
    base.folder.git = history  # type: ignore[assignment]
    for last, merges, remedy in (
        ("c" * 8, (), f"take that back first: ppl undo cccccccc; or mend it with ppl edit {NET}"),
        ("c" * 8, ("c" * 8,), f"mend it with ppl edit {NET}; ppl history {NET} shows what was changed"),
        (FIRST[:8], (), f"ppl save commits them; or mend it with ppl edit {NET}"),
    ):
        history.last, history.merges = last, merges
        with pytest.raises(StoreError) as refused:
            undo(base.folder, DAY, UndoRequest(FIRST))
        assert str(refused.value.remedy) == remedy


def test_a_record_comes_back_and_a_new_one_goes_where_nothing_refers_to_it(base: Base) -> None:
    text = base.text(NET)
    made = (FIRST, said("new", NET), change(base, None))
    with pytest.raises(DataError, match=f"waterrijk/interventions/samen-plannen refers to {NET} by now"):
        undo(with_history(base, made).folder, DAY, UndoRequest())
    del base.tree.files["projects/waterrijk/interventions/samen-plannen.yaml"]
    base.put_in(undo(with_history(base, made).folder, DAY, UndoRequest()))
    assert not base.tree.has(f"projects/{NET}.yaml")
    removed = (SECOND, said("remove", NET), change(base, text))
    base.put_in(undo(with_history(base, removed).folder, DAY, UndoRequest(SECOND)))
    assert base.text(NET) == text


def test_what_is_no_record_is_left_as_it_is(base: Base) -> None:
    old = base.text(NET).replace("status: open", "status: waiting")
    other: Changed = [(f"{DATA}LEESMIJ.md", None, b"x")]
    history = with_history(base, (FIRST, said("set", NET), [*other, *change(base, old)]))
    assert [edit.ref for edit in undo(history.folder, DAY, UndoRequest()).edits] == [NET]


def test_records_that_came_together_go_together(base: Base) -> None:
    path = f"{DATA}projects/waterrijk/interventions/samen-plannen.yaml"
    both = (FIRST, said("log", TALK), [*change(base, None), *change(base, None, path)])
    proposal = base.put_in(undo(with_history(base, both).folder, DAY, UndoRequest()))
    assert [(edit.ref, edit.new) for edit in proposal.edits] == [
        (NET, None),
        ("waterrijk/interventions/samen-plannen", None),
    ]


def test_what_founded_the_knowledge_base_is_not_taken_back(base: Base) -> None:
    path = f"{DATA}programme/programme.yaml"
    founding = (FIRST, said("init", "programme/programme"), [*change(base, None), *change(base, None, path)])
    for request in (UndoRequest(), UndoRequest(FIRST)):
        with pytest.raises(StoreError, match="that commit founded the knowledge base"):
            undo(with_history(base, founding).folder, DAY, request)


def test_an_undo_is_taken_back_and_its_change_counts_again(base: Base) -> None:
    old = base.text(NET).replace("status: open", "status: waiting")
    third, fourth = "d" * 40, "e" * 40
    last = (SECOND, said("set", NET), change(base, old))
    back: Changed = [(FILE, base.text(NET).encode(), old.encode())]
    undone = (third, said("undo", SECOND[:8], undoes=SECOND), back)
    base.write(FILE.removeprefix(DATA), old)
    again = base.put_in(undo(with_history(base, undone, last).folder, DAY, UndoRequest(third)))
    assert (again.message.undoes, base.text(NET).count("status: open")) == (third, 1)
    redone = (fourth, said("undo", third[:8], undoes=third), change(base, old))
    assert undo(with_history(base, redone, undone, last).folder, DAY, UndoRequest()).message.undoes == SECOND


def test_a_change_that_a_sync_combined_says_so(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    from ppl.operations.undo import _changed_later

    head = base.folder.git.run("rev-parse", "HEAD").decode().strip()
    monkeypatch.setattr(type(base.folder.git), "is_merge", lambda _, commit: True)
    said = str(_changed_later(base.folder, NET, head, "abc12345"))
    assert "a sync combined it with the work of others (abc12345)" in said and NET in said
