"""What waits for a project outside the records goes along with its new id, wherever the renaming is broken off."""

from __future__ import annotations

from pathlib import Path

import pytest

import ppl.cli.words.note
import ppl.cli.words.people
import ppl.cli.words.rename
import ppl.cli.words.set
import ppl.cli.words.sync
import ppl.cli.words.undo  # noqa: F401
from ppl.store.folder import Folder
from ppl.store.local import notes, register
from ppl.store.local.renaming import NAME, Renaming, in_order, note_renaming
from tests.conftest import Kb
from tests.share import share_of
from tests.store.breaking import KILLED, Breaker, Ended, forked
from tests.store.breaking import ppl as ppl_run


def run(kb: Kb, *args: str, breaker: Breaker | None = None) -> Ended:
    return forked(kb.root, kb.environment, ppl_run(*args), breaker)


def outside(kb: Kb) -> set[str]:
    """The projects that somebody is registered for, or that a note waits for."""
    folder = Folder(kb.root, kb.environment)
    return {one.project for one in register.people(folder)} | {one.project for one in notes.notes(folder)}


def scene(kb: Kb, tmp_path: Path) -> None:
    kb.environment["XDG_CONFIG_HOME"] = str(tmp_path / "settings")
    for args in (
        ("note", "waterrijk", "bel de netbeheerder"),
        ("people", "projectleider", "Jo", "--project", "waterrijk"),
    ):
        assert run(kb, *args).code == 0
    assert outside(kb) == {"waterrijk"}


def test_a_kill_at_any_moment_leaves_it_to_the_next_command_that_writes(kb: Kb, tmp_path: Path) -> None:
    scene(kb, tmp_path)
    whole = run(kb, "rename", "waterrijk", "waterstad")
    assert whole.code == 0, whole.err
    assert outside(kb) == {"waterstad"}
    assert run(kb, "undo").code == 0
    assert outside(kb) == {"waterrijk"}
    since = next(n for n, step in enumerate(whole.steps, 1) if NAME in step)
    until = next(n for n in range(len(whole.steps), 0, -1) if NAME in whole.steps[n - 1])
    kept = set()
    for at in (since, *share_of(range(until - 14, until)), until):
        ended = run(kb, "rename", "waterrijk", "waterstad", breaker=Breaker(at))
        assert ended.code == KILLED, ended.err
        assert run(kb, "set", "zandhoek", f"situation=na {at}").code == 0
        is_renamed = (kb.root / "data/projects/waterstad").is_dir()
        assert outside(kb) == ({"waterstad"} if is_renamed else {"waterrijk"}), whole.steps[at - 1]
        kept.add(is_renamed)
        assert not (kb.root / ".git/ppl" / NAME).exists()
        if is_renamed:
            assert run(kb, "rename", "waterstad", "waterrijk").code == 0
    assert kept == {True, False}


def test_what_the_others_renamed_is_followed_too(kb: Kb, tmp_path: Path) -> None:
    scene(kb, tmp_path)
    hub = tmp_path / "hub.git"
    kb.git("clone", "-q", "--bare", ".", str(hub))
    kb.git("remote", "add", "origin", str(hub))
    kb.git("clone", "-q", str(hub), str(tmp_path / "other"))
    other = Kb(tmp_path / "other", {**kb.environment, "XDG_CONFIG_HOME": str(tmp_path / "elsewhere")})
    for old, new in (("waterrijk", "waterstad"), ("waterstad", "wr")):  # the second with a commit of ours beside it
        assert run(other, "rename", old, new).code == 0
        assert run(other, "sync").code == 0
        if new == "wr":
            assert run(kb, "set", "zandhoek", "situation=anders").code == 0
        done = run(kb, "sync")
        assert done.code == 0 and f"notes that wait for {new} now: 1" in done.err
        assert outside(kb) == {new} and not (kb.root / ".git/ppl" / NAME).exists()
    kb.git("mv", "data/projects/wr", "data/projects/hand")
    kb.git("commit", "-q", "-m", "rename, killed before what waits could follow")
    note_renaming(Folder(kb.root, kb.environment), Renaming("wr", "hand", ""))
    assert run(kb, "sync").code == 0 and outside(kb) == {"hand"}


def test_of_two_projects_of_one_id_the_notes_stay_with_their_own(kb: Kb, tmp_path: Path) -> None:
    kb.environment["XDG_CONFIG_HOME"] = str(tmp_path / "settings")
    hub = tmp_path / "hub.git"
    kb.git("clone", "-q", "--bare", ".", str(hub))
    kb.git("remote", "add", "origin", str(hub))
    kb.git("clone", "-q", str(hub), str(tmp_path / "other"))
    other = Kb(tmp_path / "other", kb.environment)
    kb.environment["GIT_COMMITTER_DATE"] = "2031-01-01T00:00:00Z"  # the younger one gets another id
    for clone, place in ((other, "Daar"), (kb, "Hier")):
        clone.write("projects/alfa/project.yaml", f"name: Alfa\nmunicipality: {place}\nstatus: longlist\n")
    assert run(kb, "note", "alfa", "over hier").code == 0
    assert run(other, "sync").code == 0
    assert run(kb, "sync").code == 0
    assert "Hier" in kb.text("projects/alfa-2/project.yaml") and outside(kb) == {"alfa-2"}


@pytest.mark.parametrize("pairs", [("a b", "b c"), ("b c", "a b")])
def test_a_new_id_that_was_anothers_comes_after_that_one(pairs: tuple[str, str]) -> None:
    renamings = [Renaming(pair[0], pair[2], "") for pair in pairs]
    assert [one.old for one in in_order(renamings)] == ["b", "a"]
    assert in_order([Renaming("a", "b", ""), Renaming("b", "a", "")]) == []


def test_what_cannot_follow_now_follows_later(kb: Kb, tmp_path: Path) -> None:
    scene(kb, tmp_path)
    whole = run(kb, "rename", "waterrijk", "waterstad")
    assert run(kb, "rename", "waterstad", "waterrijk").code == 0
    at = next(n for n, step in enumerate(whole.steps, 1) if step.startswith("replace") and "/notes/" in step)
    ended = run(kb, "rename", "waterrijk", "waterstad", breaker=Breaker(at, "EIO"))
    assert ended.code == 0
    assert "the note cannot be kept" in ended.err
    assert outside(kb) == {"waterrijk", "waterstad"}
    assert "notes that wait for waterstad now: 1" in run(kb, "set", "zandhoek", "situation=later").err
    assert outside(kb) == {"waterstad"}


def test_a_damaged_note_of_a_renaming_stops_nobody(kb: Kb) -> None:
    for text in ("", "{}", "[1]", '[["a", "b", 3]]'):
        (kb.root / ".git/ppl").mkdir(exist_ok=True)
        (kb.root / ".git/ppl" / NAME).write_text(text)
        assert run(kb, "set", "zandhoek", f"situation={len(text)}").code == 0
