"""Edits made by hand: what waits is named, checked and committed as it lies there."""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
NET = "projects/waterrijk/bottlenecks/netaansluiting.yaml"
LESSON = "title: Bel eerst\nkind: lesson\nstatus: raw\nnoted_on: 2026-01-01\nfrom: {source: gesprek}\n"


def edited(kb: Kb, name: str, old: str, new: str) -> None:
    text = kb.text(name)
    assert old in text
    kb.path(name).write_bytes(text.replace(old, new).encode())


def test_a_record_edited_by_hand_is_committed_as_it_lies_there_and_nothing_else(kb: Kb, in_process: Run) -> None:
    edited(kb, NET, "owner:", "# van mij\nowner:")
    (kb.root / "README.md").write_text("bewerkt\n")
    kb.path("notes.txt").write_text("klaargezet\n")
    kb.git("add", "data/notes.txt")
    text = kb.text(NET)
    code, out, said = in_process(kb, "save", "--reason", "na het gesprek")
    assert (code, out) == (0, "waterrijk/bottlenecks/netaansluiting\n"), said
    assert kb.git("show", "--name-only", "--format=%s", "HEAD").split("\n\n") == [
        "edit waterrijk/bottlenecks/netaansluiting: by hand",
        f"data/{NET}\n",
    ]
    assert "Ppl-Reason: na het gesprek" in kb.git("log", "-1", "--format=%B")
    assert kb.text(NET) == text
    assert kb.status() == " M README.md\nA  data/notes.txt\n"


def test_new_and_removed_records_are_saved_with_the_words_of_ppl(kb: Kb, in_process: Run) -> None:
    kb.path("lessons/bel-eerst.yaml").write_text(LESSON)
    assert in_process(kb, "save")[0] == 0
    assert kb.git("log", "-1", "--format=%s") == "new lessons/bel-eerst: lesson\n"
    kb.path("lessons/bel-eerst.yaml").unlink()
    assert in_process(kb, "save", "-m", "stond er twee keer")[0] == 0
    assert kb.git("log", "-1", "--format=%s") == "remove lessons/bel-eerst: stond er twee keer\n"
    assert kb.status() == ""


def test_of_several_only_those_that_are_named(kb: Kb, in_process: Run) -> None:
    edited(kb, NET, "status: open", "status: waiting")
    edited(kb, "projects/zandhoek/project.yaml", "name: Zandhoek", "name: Zandhoek Zuid")
    kb.path("lessons/bel-eerst.yaml").write_text(LESSON)
    assert in_process(kb, "save", "zandhoek/")[1] == "zandhoek\n"
    assert kb.status() == f" M data/{NET}\n?? data/lessons/bel-eerst.yaml\n"
    assert in_process(kb, "save")[0] == 0
    assert kb.git("log", "-1", "--format=%s") == "save programme: 2 records by hand\n"
    code, _, said = in_process(kb, "save", "zandhoek")
    assert code == 2 and "has no edits that are not committed" in said


def test_a_mistake_is_refused_with_its_line_and_the_text_stays(kb: Kb, in_process: Run) -> None:
    edited(kb, NET, "status: open", "status: weg")
    kb.path("lessons/kapot.yaml").write_text("title: [\n")
    before, text = kb.head(), kb.text(NET)
    code, _, said = in_process(kb, "save")
    assert code == 3 and "data/lessons/kapot.yaml:" in said
    kb.path("lessons/kapot.yaml").unlink()
    code, _, said = in_process(kb, "save")
    assert code == 3 and f"data/{NET}:4: `weg` is not a word for `status`" in said
    assert (kb.head(), kb.text(NET)) == (before, text)


def test_what_is_no_file_is_named_and_the_rest_is_saved(kb: Kb, in_process: Run) -> None:
    kb.path("lessons/bel-eerst.yaml").write_text(LESSON)
    kb.path("lessons/elders.yaml").symlink_to(kb.path(NET))
    kb.path(NET).unlink()
    os.mkfifo(kb.path(NET))
    code, out, said = in_process(kb, "save")
    assert (code, out) == (3, "lessons/bel-eerst\n")
    assert "lessons/elders.yaml: this is a symbolic link" in said and f"data/{NET}: this is a pipe" in said
    assert kb.git("log", "-1", "--format=%s") == "new lessons/bel-eerst: lesson\n"
    code, _, said = in_process(kb, "save")
    assert code == 3 and "nothing was written" in said and "symbolic link" in said


def test_a_record_that_others_refer_to_is_not_saved_as_gone(kb: Kb, in_process: Run) -> None:
    kb.path(NET).unlink()
    code, _, said = in_process(kb, "save")
    assert code == 3 and "is still referred to by" in said


def test_status_and_sync_name_what_waits(kb: Kb, in_process: Run) -> None:
    assert "ppl save" not in in_process(kb, "status")[2]
    edited(kb, NET, "status: open", "status: waiting")
    words = "edited by hand and not committed yet: waterrijk/bottlenecks/netaansluiting"
    assert words in in_process(kb, "status")[2]
    kb.git("init", "-q", "--bare", "../hub.git")
    kb.git("remote", "add", "origin", "../hub.git")
    assert words in in_process(kb, "sync")[2]


def test_a_hook_that_formats_a_record_in_place_formats_what_is_saved(kb: Kb) -> None:
    (kb.root / ".git/hooks").mkdir(exist_ok=True)
    hook = kb.root / ".git/hooks/pre-commit"
    file = "data/projects/waterrijk/project.yaml"
    hook.write_text(f"#!/bin/sh\nprintf '# nagekeken\\n' >> {file}; git add {file}\n")
    hook.chmod(0o755)
    with open(kb.root / file, "a") as record:
        record.write("# met de hand\n")
    done = kb.ppl("save", "--yes")
    assert done.returncode == 0, done.stderr
    assert kb.git("show", f"HEAD:{file}").endswith("# met de hand\n# nagekeken\n")
    assert kb.status() == ""


def test_what_is_only_staged_is_not_thrown_away(kb: Kb, in_process: Run) -> None:
    kb.write("lessons/bel-eerst.yaml", LESSON, commit=False)
    kb.git("add", ".")
    kb.path("lessons/bel-eerst.yaml").unlink()
    before = kb.head()
    code, _, said = in_process(kb, "save")
    assert code == 3 and "git restore data/lessons/bel-eerst.yaml brings it back" in said
    assert (kb.head(), kb.status()) == (before, "AD data/lessons/bel-eerst.yaml\n")


def test_a_file_that_left_the_index_is_saved_once(kb: Kb, in_process: Run) -> None:
    kb.git("rm", "-q", "--cached", f"data/{NET}")
    code, out, said = in_process(kb, "save")
    assert (code, out) == (0, "waterrijk/bottlenecks/netaansluiting\n"), said
    assert kb.status() == ""


def test_a_project_without_its_own_file_is_not_saved(kb: Kb, in_process: Run) -> None:
    kb.path("projects/waterrijk/project.yaml").unlink()
    code, _, said = in_process(kb, "save")
    assert code == 3 and "its records are there: waterrijk/bottlenecks/netaansluiting" in said


def test_what_is_not_utf_8_stops_no_word(kb: Kb) -> None:
    strange = os.fsdecode(b"caf\xe9")
    for name in (f"data/projects/waterrijk/{strange}.yaml", strange):
        (kb.root / name).write_text("x: 1\n")
    (kb.root / ".git/hooks").mkdir(exist_ok=True)
    (kb.root / ".git/hooks/post-commit").symlink_to("/bin/true")
    edited(kb, NET, "status: open", "status: waiting")
    for words in (("status",), ("save",), ("set", "waterrijk", "name=Waterstad"), ("history", "waterrijk")):
        done = kb.ppl(*words)
        assert done.returncode == 0, done.stderr
    kb.git("add", ".")
    kb.git("commit", "-q", "-m", "strange")
    assert kb.ppl("show", "waterrijk", "--as-of", "HEAD").returncode == 0
    done = kb.ppl("set", "waterrijk", f"name={strange}")
    assert done.returncode == 2 and "is not UTF-8 text" in done.stderr


def test_what_a_newer_ppl_is_needed_for_is_not_shown_as_if_it_could_be_written(kb: Kb) -> None:
    kb.write("programme/programme.yaml", kb.text("programme/programme.yaml") + "needs_ppl: 99.0.0\n")
    done = kb.ppl("set", "waterrijk", "name=Waterstad", "--dry-run")
    assert done.returncode == 4 and "install ppl 99.0.0" in done.stderr and not done.stdout
