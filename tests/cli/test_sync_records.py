"""What two people did to the same records, combined by `ppl sync`: nothing guessed, nothing dropped."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Kb

NET = "waterrijk/bottlenecks/netaansluiting"
CONTACT = "kind: contact\nheld_on: 2026-02-02\nsummary: {}\n"


class Pair(NamedTuple):
    """Two clones of one remote."""

    ours: Kb
    theirs: Kb

    def conflict(self, *choices: str) -> str:
        """Send theirs, then exchange here: what is asked."""
        assert self.theirs.ppl("sync").returncode == 0
        done = self.ours.ppl("sync", *choices)
        assert done.returncode == 4, done.stderr
        return done.stderr

    def combined(self, *choices: str) -> str:
        """Send theirs, then exchange here and there: both are alike, and good; what is said here."""
        assert self.theirs.ppl("sync").returncode == 0
        done = self.ours.ppl("sync", *choices)
        assert done.returncode == 0, done.stderr
        assert self.theirs.ppl("sync").returncode == 0
        assert self.ours.head() == self.theirs.head()
        assert self.ours.status() == self.theirs.status() == ""
        checked = self.ours.ppl("check")
        assert checked.returncode == 0, checked.stdout
        return done.stderr


@pytest.fixture
def pair(kb: Kb) -> Pair:
    kb.git("init", "-q", "--bare", "-b", "main", "../hub.git")
    kb.git("remote", "add", "origin", "../hub.git")
    kb.git("push", "-q", "-u", "origin", "main")
    other = Path(kb.root.parent / "other")
    subprocess.run(["git", "clone", "-q", "hub.git", other], cwd=kb.root.parent, check=True, env=kb.environment)
    theirs = Kb(other, {**kb.environment, "GIT_AUTHOR_NAME": "Anna", "GIT_COMMITTER_NAME": "Anna"})
    theirs.git("remote", "set-url", "origin", "../hub.git")
    return Pair(kb, theirs)


def read_back(kb: Kb, said: str) -> str:
    """What the word shows that tells where the other version is."""
    words = re.search(r"other version: ppl (show \S+ --as-of \w+)", said)
    assert words is not None, said
    return kb.ppl(*words[1].split()).stdout


def ppl(kb: Kb, *args: str, stdin: str = "") -> None:
    done = kb.ppl(*args, stdin=stdin)
    assert done.returncode == 0, done.stderr


def test_other_fields_items_and_comments_combine(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "set", NET, "status=waiting", "tried+=gebeld")
    ppl(theirs, "set", NET, "owner=leermanager", "tried+=geschreven", "tags=[net]")
    theirs.write(f"projects/{NET}.yaml", "# van Anna\n" + theirs.text(f"projects/{NET}.yaml"))
    pair.combined()
    text = ours.text(f"projects/{NET}.yaml")
    for piece in ("status: waiting", "owner: leermanager", "gebeld", "geschreven", "net", "# van Anna"):
        assert piece in text


def test_one_field_changed_twice_is_asked_and_the_other_value_can_be_read_back(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "set", NET, "status=waiting", "owner=procesmanager")
    ppl(theirs, "set", NET, "status=mitigated")
    asked = pair.conflict()
    assert f"{NET}.yaml" in asked and "both sides changed `status`" in asked and f"--ours {NET}#status" in asked
    assert "waiting" in asked and "mitigated (Anna, 20" in asked
    said = pair.combined("--theirs", f"{NET}#status")
    assert "status: mitigated" in ours.text(f"projects/{NET}.yaml")
    assert "owner: procesmanager" in ours.text(f"projects/{NET}.yaml")
    assert "status: waiting" in read_back(ours, said)


def test_why_both_cannot_stay_and_which_answer_answers_nothing_is_said_and_undo_goes_on_after_it(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "set", NET, "description=Kan niet.")
    ppl(ours, "set", "zandhoek", "aaa=ons")
    ppl(theirs, "set", NET, "description=Toch wel.")
    asked = pair.conflict("--both", f"{NET}#description", "--ours", "zandhok")
    assert "only two texts of more than three words each can both stay; ppl sync --ours" in asked
    assert "nothing is asked about zandhok; choose for each" in asked
    pair.combined("--theirs", NET)
    said = ours.ppl("sync", "--theirs", NET).stderr
    assert f"{NET} was not changed on both sides: there was nothing to choose" in said
    ppl(ours, "undo", "--reason", "verkeerd", "--yes")
    assert ours.git("log", "-1", "--format=%s").strip().endswith("set zandhoek: aaa")
    assert "aaa:" not in ours.text("projects/zandhoek/project.yaml")


def test_two_texts_can_both_stay(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "set", NET, "description=De netbeheerder kan pas in 2028 leveren.")
    ppl(theirs, "set", NET, "description=Er is te weinig ruimte voor een station.")
    assert "--both" in pair.conflict()
    pair.combined("--both", NET)
    text = " ".join(ours.text(f"projects/{NET}.yaml").split())
    assert "kan pas in 2028" in text and "te weinig ruimte" in text


def test_what_is_added_to_a_renamed_project_goes_along_and_references_follow(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "rename", "waterrijk", "waterstad")
    ppl(ours, "rename", "waterstad/bottlenecks/netaansluiting", "stroom")
    ppl(theirs, "log", "waterrijk", "--from", "-", stdin=CONTACT.format("gebeld"))
    more = ("category=stikstof", "status=open", "opened_on=2026-01-01", "caused_by=[netaansluiting]")
    ppl(theirs, "new", "bottleneck", "title=Vertraging", *more, "--project", "waterrijk")
    pair.combined()
    assert not ours.path("projects/waterrijk").exists()
    assert ours.path("projects/waterstad/sessions/2026-02-02-contact.yaml").is_file()
    assert "stroom" in ours.text("projects/waterstad/bottlenecks/vertraging.yaml")


def test_two_talks_of_one_day_both_stay(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "log", "waterrijk", "--from", "-", stdin=CONTACT.format("van ons"))
    ppl(theirs, "log", "waterrijk", "--from", "-", stdin=CONTACT.format("van hen"))
    assert "2026-02-02-contact-2" in pair.combined()
    texts = {path.read_text() for path in ours.path("projects/waterrijk/sessions").glob("2026-02-02-*")}
    assert len(texts) == 2 and "van ons" in "".join(texts) and "van hen" in "".join(texts)


def test_two_new_projects_of_one_name_both_stay_with_all_that_is_in_them(pair: Pair) -> None:
    for kb, place in zip(pair, ("Hier", "Daar"), strict=True):
        ppl(kb, "new", "project", "name=Alfa", f"municipality={place}", "status=longlist")
        ppl(kb, "log", "alfa", "--from", "-", stdin=CONTACT.format(f"over {place}"))
    pair.combined()
    ours = pair.ours
    for project in ("alfa", "alfa-2"):
        place = "Hier" if "Hier" in ours.text(f"projects/{project}/project.yaml") else "Daar"
        assert f"over {place}" in ours.text(f"projects/{project}/sessions/2026-02-02-contact.yaml")


def test_a_removed_project_and_an_alike_new_one_are_not_taken_for_a_renaming(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "remove", "zandhoek", "--reason", "trekt zich terug")
    ppl(ours, "new", "project", "name=Zandhoek Nieuw", "municipality=Zomaarstad", "status=selected", "lot=lot-2")
    ppl(theirs, "log", "zandhoek", "--from", "-", stdin=CONTACT.format("vertrouwelijk"))
    said = pair.conflict()
    assert "both sides changed this file" in said and "--ours zandhoek" in said
    assert "what belongs to it changed (" in said
    pair.combined("--theirs", "zandhoek")
    assert "vertrouwelijk" in ours.text("projects/zandhoek/sessions/2026-02-02-contact.yaml")
    assert ours.path("projects/zandhoek/project.yaml").is_file()
    assert not ours.path("projects/zandhoek-nieuw/sessions").exists()


def test_where_a_project_goes_it_is_said_where_all_that_belonged_to_it_stands(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "remove", "zandhoek", "--reason", "trekt zich terug")
    ppl(theirs, "log", "zandhoek", "--from", "-", stdin=CONTACT.format("vertrouwelijk"))
    pair.conflict()
    said = pair.combined("--ours", "zandhoek")
    assert "name: " in read_back(ours, said)
    moment = said.partition("--as-of ")[2].split()[0]
    assert "-contact" in ours.ppl("list", "session", "--project", "zandhoek", "--as-of", moment).stdout


def test_a_removed_record_that_was_changed_is_kept_until_somebody_says_otherwise(pair: Pair) -> None:
    ours, theirs = pair
    lesson = "lessons/begin-met-het-stroomnet"
    ppl(ours, "remove", lesson, "--reason", "dubbel")
    ppl(theirs, "set", lesson, "context=Dit geldt overal.")
    assert "the file is gone" in pair.conflict()
    said = pair.combined("--ours", lesson)
    assert not ours.path(f"{lesson}.yaml").exists()
    assert "Dit geldt overal." in read_back(ours, said)


def test_a_renaming_by_hand_is_known_by_its_content(pair: Pair) -> None:
    ours, theirs = pair
    ours.git("mv", "data/lessons/begin-met-het-stroomnet.yaml", "data/lessons/stroom-eerst.yaml")
    ours.git("commit", "-q", "-m", "andere naam")
    ppl(theirs, "set", "lessons/begin-met-het-stroomnet", "context=Dit geldt overal.")
    pair.combined()
    assert "Dit geldt overal." in ours.text("lessons/stroom-eerst.yaml")
    assert not ours.path("lessons/begin-met-het-stroomnet.yaml").exists()


def test_both_gave_it_another_name(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "rename", NET, "stroom")
    ppl(theirs, "rename", NET, "elektriciteit")
    assert "waterrijk/bottlenecks/elektriciteit" in pair.conflict()
    pair.combined("--theirs", "waterrijk/bottlenecks/stroom")
    names = [path.stem for path in ours.path("projects/waterrijk/bottlenecks").glob("*.yaml")]
    assert names == ["elektriciteit"]


def test_both_gave_a_project_another_name(pair: Pair) -> None:
    for kb, name in zip(pair, ("stad", "dorp"), strict=True):
        ppl(kb, "rename", "waterrijk", f"water{name}")
        ppl(kb, "log", f"water{name}", "--from", "-", stdin=CONTACT.format(f"over {name}"))
        ppl(kb, "set", f"water{name}/bottlenecks/netaansluiting", f"tried+={name}")
    asked = pair.conflict()
    assert "1 question: " in asked and "waterdorp" in asked and "waterstad" in asked
    pair.combined("--theirs", "waterstad")
    ours = pair.ours
    assert sorted(path.name for path in ours.path("projects").iterdir()) == ["waterdorp", "zandhoek"]
    said = "".join(path.read_text() for path in ours.path("projects/waterdorp").rglob("*.yaml"))
    assert "over stad" in said and "over dorp" in said and "- stad" in said and "- dorp" in said


def test_two_projects_that_got_one_name_both_stay_and_each_keeps_its_own(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "rename", "waterrijk", "haven")
    ppl(theirs, "rename", "zandhoek", "haven")
    ppl(theirs, "log", "haven", "--from", "-", stdin=CONTACT.format("over Zandhoek"))
    pair.combined()
    assert "Waterrijk" in ours.text("projects/haven/project.yaml")
    assert "Zandhoek" in ours.text("projects/haven-2/project.yaml")
    assert "over Zandhoek" in ours.text("projects/haven-2/sessions/2026-02-02-contact.yaml")
    assert sorted(path.name for path in ours.path("projects").iterdir()) == ["haven", "haven-2"]


def test_of_two_new_records_of_one_id_each_is_referred_to_by_its_own_side(pair: Pair) -> None:
    more = ("category=stikstof", "status=open", "opened_on=2026-01-01", "--project", "waterrijk")
    for kb, name in zip(pair, ("ons", "hun"), strict=True):
        ppl(kb, "new", "bottleneck", "title=Kabel", f"description=Van {name}.", *more)
        ppl(kb, "new", "bottleneck", f"title=Gevolg {name}", "caused_by=[kabel]", *more)
    pair.combined()
    folder = "projects/waterrijk/bottlenecks"
    for name in ("ons", "hun"):
        text = pair.ours.text(f"{folder}/gevolg-{name}.yaml")
        cause = "kabel-2" if "kabel-2" in text else "kabel"
        assert f"Van {name}." in pair.ours.text(f"{folder}/{cause}.yaml")


def test_what_is_not_utf_8_in_the_history_or_in_a_name_is_combined_and_told(pair: Pair) -> None:
    """Latin-1 is common in commits of older tools, and in names from older disks."""
    ours, theirs = pair
    project = "projects/waterrijk/project.yaml"
    for kb, text in zip(pair, ("wij", "zij"), strict=True):
        (kb.root / os.fsdecode(b"caf\xe9.txt")).write_text(text)
        kb.write(project, f"{kb.text(project)}aaa: {text}\n", commit=False)
        kb.git("config", "i18n.commitEncoding", "ISO-8859-1")
        kb.git("add", "-A")
        kb.git("commit", "-q", "-m", os.fsdecode(b"R\xe9sum\xe9"))
    asked = pair.conflict()
    assert "caf\\udce9.txt: both sides changed" in asked and "zij (Anna, 20" in asked
    pair.combined("--theirs", "waterrijk", "--ours", "caf\\udce9.txt")
    assert (theirs.root / os.fsdecode(b"caf\xe9.txt")).read_text() == "wij"
    assert "encoding" not in ours.git("cat-file", "commit", "HEAD")


def test_the_modes_of_files_stay_where_records_are_combined(pair: Pair) -> None:
    pair.theirs.path(f"projects/{NET}.yaml").chmod(0o755)
    pair.theirs.git("commit", "-q", "-a", "-m", "may be run")
    assert pair.theirs.ppl("rename", NET, "stroom").returncode == 0
    assert pair.ours.ppl("set", NET, "status=waiting").returncode == 0
    pair.combined()
    rows = pair.ours.git("ls-tree", "-r", "HEAD", "data").splitlines()
    assert [row.rpartition("/")[2] for row in rows if row.startswith("100755")] == ["stroom.yaml"]
    assert pair.ours.path(f"projects/{NET}.yaml".replace("netaansluiting", "stroom")).stat().st_mode & 0o100


def test_two_people_who_log_one_talk_hear_that_it_may_be_the_same(pair: Pair) -> None:
    ours, theirs = pair
    ppl(ours, "log", "waterrijk", "--cancelled", "--because", "ziek", "--on", "2026-02-02")
    ppl(theirs, "log", "waterrijk", "--moved", "2026-02-04", "--because", "vol", "--on", "2026-02-02")
    said = pair.combined()
    assert "this may be the same talk as waterrijk/sessions/2026-02-02-weekly" in said
    assert "ppl remove waterrijk/sessions/2026-02-02-weekly-2" in said
