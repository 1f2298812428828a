"""The register of names: outside git, for its owner only, one part for each knowledge base."""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from pathlib import Path

import pytest

from ppl.errors import StoreError
from ppl.store.folder import Folder
from ppl.store.local import register
from ppl.store.local.register import Person
from tests import make
from tests.conftest import Kb

NOOR = Person("waterrijk", "projectleider", "Noor van der Testeren", "noor@gemeente.example")
posix = pytest.mark.skipif(os.name != "posix", reason="permissions of a POSIX system")


@pytest.fixture
def folder(kb: Kb) -> Folder:
    return Folder(kb.root, kb.environment)


def test_what_is_kept_is_found_again(folder: Folder) -> None:
    assert register.people(folder) == []
    register.keep(folder, NOOR)
    register.keep(folder, Person("programme", "procesmanager", "Bo: 'no' # ~"))
    assert register.people(folder) == [Person("programme", "procesmanager", "Bo: 'no' # ~"), NOOR]
    register.keep(folder, NOOR._replace(name="Iemand Testpersoon", mail=""))
    assert register.people(folder)[1].name == "Iemand Testpersoon"
    assert register.drop(folder, "waterrijk", "projectleider")
    assert not register.drop(folder, "waterrijk", "projectleider")
    assert [p.role for p in register.people(folder)] == ["procesmanager"]


@posix
def test_only_its_owner_can_read_it(folder: Folder) -> None:
    path = register.keep(folder, NOOR)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not register.is_open(folder)
    path.chmod(0o644)
    assert register.is_open(folder)
    register.keep(folder, NOOR)
    assert not register.is_open(folder)


def test_it_follows_the_folder_of_settings(folder: Folder, tmp_path: Path) -> None:
    assert register.place({"XDG_CONFIG_HOME": "/x"}) == Path("/x/ppl/people.yaml")
    if os.name == "posix":
        assert register.place({"HOME": "/h"}) == Path("/h/.config/ppl/people.yaml")


def test_it_never_comes_into_a_repository(kb: Kb, tmp_path: Path) -> None:
    inside = Folder(kb.root, {**kb.environment, "XDG_CONFIG_HOME": str(kb.root / "instellingen")})
    with pytest.raises(StoreError):
        register.keep(inside, NOOR)
    (tmp_path / "schakel").symlink_to(kb.root, target_is_directory=True)
    linked = Folder(kb.root, {**kb.environment, "XDG_CONFIG_HOME": str(tmp_path / "schakel")})
    with pytest.raises(StoreError):
        register.keep(linked, NOOR)
    assert kb.status() == ""


def test_a_clone_shares_it_and_another_base_does_not(kb: Kb, folder: Folder, tmp_path: Path) -> None:
    register.keep(folder, NOOR)
    kb.git("clone", "-q", str(kb.root), str(tmp_path / "kloon"))
    assert register.people(Folder(tmp_path / "kloon", kb.environment)) == [NOOR]
    shutil.copytree(kb.root / "data", tmp_path / "ander" / "data")
    for args in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "een andere kennisbank")):
        kb.git("-C", str(tmp_path / "ander"), *args)
    other = Folder(tmp_path / "ander", kb.environment)
    assert register.people(other) == []
    register.keep(other, NOOR._replace(name="Iemand Testpersoon"))
    assert (register.people(folder), register.people(other)[0].name) == ([NOOR], "Iemand Testpersoon")


def test_a_base_keeps_its_people_when_it_gets_its_first_commit(kb: Kb, tmp_path: Path) -> None:
    shutil.copytree(kb.root / "data", tmp_path / "nieuw" / "data")
    new = Folder(tmp_path / "nieuw", kb.environment)
    kb.git("-C", str(tmp_path / "nieuw"), "init", "-q")
    register.keep(new, NOOR)
    kb.git("-C", str(tmp_path / "nieuw"), "add", ".")
    kb.git("-C", str(tmp_path / "nieuw"), "commit", "-q", "-m", "begin")
    again = Folder(tmp_path / "nieuw", kb.environment)
    assert register.people(again) == [NOOR]
    path = register.keep(again, NOOR._replace(role="procesmanager"))
    assert len(register.people(again)) == 2 and str(again.root) not in path.read_text().split("folder:")[0]


def test_what_somebody_wrote_in_it_by_hand_stays(folder: Folder) -> None:
    path = register.keep(folder, NOOR)
    path.write_text("# van mij\n" + path.read_text() + "eigen: sleutel\n")
    register.keep(folder, NOOR._replace(name="Iemand Testpersoon"))
    assert path.read_text().startswith("# van mij\n") and "eigen: sleutel" in path.read_text()


@pytest.mark.parametrize("text", ["bases: [1, 2]\n", "bases:\n  x: y\n", "{}\n", ""])
def test_a_file_with_something_else_in_it_names_nobody(folder: Folder, text: str) -> None:
    path = register.keep(folder, NOOR)
    path.write_text(text)
    assert register.people(folder) == []


def test_a_file_that_cannot_be_read_is_refused_with_its_line(folder: Folder) -> None:
    path = register.keep(folder, NOOR)
    path.write_text("bases: {\n")
    with pytest.raises(StoreError, match=r"people\.yaml:"):
        register.people(folder)


@pytest.mark.parametrize("text", ["a@b.nl\nBcc: c@d.nl", "a b@c.nl", "<a@b.nl>", "a@b", "a@b.nl, c@d.nl", "ä@b.nl", ""])
def test_what_is_no_plain_address_is_not_taken_for_one(text: str) -> None:
    assert not register.is_mail(text)


def test_who_is_named_for_a_project_goes_before_who_is_named_for_all() -> None:
    known = [Person("programme", "procesmanager", "Alle"), Person("alpha", "procesmanager", "Alpha")]
    names = [register.person(known, p, "procesmanager") for p in ("alpha", "beta", None)]
    assert [p.name for p in names if p] == ["Alpha", "Alle", "Alle"]
    assert register.person(known, "alpha", "projectleider") is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Noor van der Testeren belt.", True),
        ("noor  VAN der\ntesteren", True),
        ("Mevrouw Testeren belt.", True),
        ("Téstëren", True),
        ("_Testeren_ en", True),
        ("De Testerens", True),
        ("Testeren's plan en Testeren’s plan", True),
        ("Testeren, Noor van der", True),
        ("Hertesteren", False),
        ("Noor belt.", False),
        ("van der", False),
        ("https://voorbeeld.example/testeren", False),
        ("https://voorbeeld.example/nieuws?wie=Noor+van%20der_Testeren", True),
    ],
)
def test_a_name_is_found_whole_or_by_the_family_name(text: str, is_found: bool) -> None:
    known = make.knowledge(make.session(summary=text))
    assert bool(list(register.names_in(known, [NOOR]))) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Noor belt.", True),
        ("NOORS plan en Noor’s plan", True),
        ("Noor van der Testeren", False),
        ("noor belt", False),
        ("Noor 2026", False),
        ("Noorderlicht", False),
    ],
)
def test_a_first_name_alone_is_found_with_its_capital(text: str, is_found: bool) -> None:
    assert register.first_names_of(text, [NOOR]) == (frozenset({"noor"}) if is_found else frozenset())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mia Müller", "Müllers plan"), ("Mia Müller", unicodedata.normalize("NFD", "MÜLLER")),
        ("Mia D'Hont", "D’Hont belt"),
        ("Mia d’Hont", "D'HONTS"), ("Testeren, Noor", "Noor Testeren"), ("Bo Bos", "Bos, Bo"), ("Bo Bos", "B. Bos"),
        ("Bo Bos", "B.Bos"), ("Noor Hans", "Hans’ plan"),
    ],
)  # fmt: skip
def test_the_spelling_of_a_name_makes_no_difference(name: str, text: str) -> None:
    people = [Person("alpha", "projectleider", name)]
    findings = list(register.names_in(make.knowledge(make.session(summary=text)), people))
    assert [(f.field, f.level) for f in findings] == [(("summary",), "error")]


def test_short_names_are_found_whole_only() -> None:
    people = [Person("alpha", "projectleider", "Bo Bos"), Person("alpha", "wethouder", "Li")]
    known = make.knowledge(make.session("s1", summary="Het bos van Bo en Li"), make.session("s2", summary="Bo Bos"))
    assert [f.ref for f in register.names_in(known, people)] == ["alpha/sessions/s2"]


def test_a_double_name_is_found_by_each_half_and_an_id_is_looked_at_too() -> None:
    people = [Person("alpha", "projectleider", "Noor Testeren-Verzinsel")]
    known = make.knowledge(
        make.session(summary="Verzinsel belt"), make.bottleneck("klacht-testeren-verzinsel"), make.lesson("ander")
    )
    found = {(f.ref.rpartition("/")[2], f.field) for f in register.names_in(known, people)}
    assert found == {("s1", ("summary",)), ("klacht-testeren-verzinsel", ()), ("klacht-testeren-verzinsel", ("title",))}
