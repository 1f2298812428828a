"""Which templates of a knowledge base are trusted on this machine: by name and text, in every clone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ppl.errors import DataError, StoreError, UsageError
from ppl.operations import template
from ppl.store.folder import Folder
from ppl.store.local import trust
from tests.conftest import Kb

STATUS, RECAP = "reports/status.md.j2", "reports/recap.md.j2"


@pytest.fixture
def folder(kb: Kb) -> Folder:
    put(kb.root, STATUS, "# Van ons\n")
    put(kb.root, RECAP, "# Ook van ons\n")
    return Folder(kb.root, kb.environment)


def put(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def states(folder: Folder) -> dict[str, str]:
    return {one.template.name: one.state for one in template.standings(folder)}


def given(folder: Folder, names: list[str]) -> Path:
    return template.trust_all(folder, template.named(folder, names, with_all=False))


def test_a_text_is_trusted_by_its_content_and_a_changed_one_is_not(folder: Folder) -> None:
    assert states(folder) == {RECAP: "not trusted", STATUS: "not trusted"}
    file = given(folder, [f"templates/{STATUS}"])
    assert file == Path(folder.environment["HOME"]) / ".config" / "ppl" / "templates.yaml"
    assert states(folder) == {RECAP: "not trusted", STATUS: "trusted"}
    put(folder.root, STATUS, "# Van ons, met meer\n")
    assert states(folder)[STATUS] == "changed since"
    put(folder.root, STATUS, "# Van ons\n")
    assert states(folder)[STATUS] == "trusted"
    put(folder.root, RECAP, "# Van ons\n")
    assert states(folder)[RECAP] == "not trusted"  # the same text under another name


def test_the_same_text_is_trusted_in_another_clone(folder: Folder, kb: Kb) -> None:
    given(folder, [STATUS])
    clone = folder.root.with_name("clone")
    shutil.copytree(folder.root, clone)
    put(clone, RECAP, "# Anders\n")
    assert states(Folder(clone, folder.environment)) == {RECAP: "not trusted", STATUS: "trusted"}


def test_trust_is_taken_back_and_what_others_hold_stays(folder: Folder) -> None:
    given(folder, [STATUS, RECAP])
    put(folder.root, STATUS, "# Nieuwer\n")
    given(folder, [STATUS])
    template.distrust_all(folder, template.named(folder, [STATUS], with_all=False))
    assert states(folder) == {RECAP: "trusted", STATUS: "not trusted"}
    put(folder.root, STATUS, "# Van ons\n")
    assert states(folder)[STATUS] == "not trusted"


def test_ci_names_digests(folder: Folder) -> None:
    digests = [one.template.digest for one in template.standings(folder)]
    named = Folder(folder.root, {**folder.environment, trust.VARIABLE: f" {digests[0]},{digests[1]}\n"})
    assert set(states(named).values()) == {"trusted"}
    one = Folder(folder.root, {**folder.environment, trust.VARIABLE: digests[0]})
    assert sorted(states(one).values()) == ["not trusted", "trusted"]
    for wrong in (digests[0][:-1], digests[0].removeprefix("sha256:"), "alles"):
        with pytest.raises(UsageError, match="no digest"):
            trust.digests_of({trust.VARIABLE: wrong})


def test_a_knowledge_base_does_not_say_itself_what_is_trusted(folder: Folder) -> None:
    inside = Folder(folder.root, {**folder.environment, "XDG_CONFIG_HOME": str(folder.root / ".config")})
    with pytest.raises(StoreError, match="in the knowledge base itself"):
        given(inside, [STATUS])
    given(folder, [STATUS])
    shutil.copytree(Path(folder.environment["HOME"]) / ".config", folder.root / ".config")
    with pytest.raises(StoreError, match="in the knowledge base itself"):
        states(inside)


def test_what_stands_in_the_file_that_ppl_does_not_know_trusts_nothing(folder: Folder) -> None:
    file = given(folder, [STATUS])
    for text in ("templates: 1\n", "templates: [1, {name: [a]}]\n", ""):
        file.write_text(text)
        assert "trusted" not in states(folder).values()


def test_names_that_mean_nothing_or_too_much_are_refused(folder: Folder) -> None:
    for names, with_all in (([], False), ([STATUS], True)):
        with pytest.raises(UsageError):
            template.named(folder, names, with_all)
    with pytest.raises(UsageError, match=r"reports/stat\.md\.j2") as error:
        given(folder, ["reports/stat.md.j2"])
    assert STATUS in str(error.value.remedy)


@pytest.mark.skipif(os.name != "posix", reason="links of a POSIX system")
def test_what_is_never_used_is_not_trusted_either(folder: Folder) -> None:
    (folder.root / "templates" / "newsletter").symlink_to("/")
    with pytest.raises(DataError, match="never used"):
        given(folder, ["newsletter"])
    assert [one.template.name for one in template.named(folder, [], with_all=True)] == [RECAP, STATUS]
