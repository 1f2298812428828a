"""`ppl action import`: real workbooks, CSV files and documents; what is taken, closed, left out and struck out."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
TALK = "waterrijk/sessions/2026-01-05-weekly"
NEW = "projects/waterrijk/sessions/2026-01-12-contact.yaml"
HEAD = ["Nr", "Actie", "Wie", "Wanneer", "Status", "Opmerking"]


@pytest.fixture(autouse=True)
def monday(kb: Kb) -> None:
    kb.environment["PPL_TODAY"] = "2026-01-12"


def workbook(kb: Kb, rows: Sequence[Any], name: str = "lijst.xlsx") -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Acties"
    for row in rows:
        sheet.append(list(row))
    book.save(kb.root.parent / name)
    return f"../{name}"


def document(kb: Kb, rows: Sequence[Sequence[str]]) -> str:
    """A document with a table, as Word writes it: a row within a content control, a deleted word."""

    def cell(text: str) -> str:
        return (
            f"<w:tc><w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )

    made = ["<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows]
    made[-1] = f"<w:sdt><w:sdtContent>{made[-1]}</w:sdtContent></w:sdt>"
    text = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>Actielijst</w:t></w:r></w:p><w:tbl>{''.join(made)}</w:tbl></w:body></w:document>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
    (kb.root.parent / "lijst.docx").write_bytes(data.getvalue())
    return "../lijst.docx"


def everything(kb: Kb) -> str:
    return "\n".join([kb.git("show", "HEAD"), *(path.read_text() for path in kb.drafts())])


def test_new_actions_get_a_session_of_their_own_in_one_commit(kb: Kb, in_process: Run) -> None:
    file = workbook(kb, [
        ["Actielijst Waterrijk"], ["bijgewerkt 5 januari"], [], HEAD,
        [1, "Geluidsonderzoek uitvragen", "projectleider", datetime.date(2026, 2, 2), "open", None],
        [2, "Raadsvoorstel opstellen", "Procesmanager van het bureau", "vrijdag", "wacht op het college", None],
        [3, "Participatieplan delen", "projectleider (gemeente Waterrijk)", "week 5", None, "met de wijk"],
    ])  # fmt: skip
    code, out, said = in_process(kb, "action", "import", file, "waterrijk", "--yes")
    assert (code, out) == (0, "waterrijk/sessions/2026-01-12-contact\n"), said
    assert kb.text(NEW) == (
        "kind: contact\nheld_on: 2026-01-12\nsummary: Een actielijst is overgenomen.\nactions:\n"
        "  - id: a1\n    text: Geluidsonderzoek uitvragen\n    owner: projectleider\n    due_on: 2026-02-02\n"
        "  - id: a2\n    text: Raadsvoorstel opstellen\n    owner: procesmanager\n    due_on: 2026-01-16\n"
        "    status: waiting\n    waits_on: het college\n"
        "  - id: a3\n    text: Participatieplan delen (met de wijk)\n    owner:\n      role: projectleider\n"
        "      organisation: gemeente Waterrijk\n    due_on: 2026-01-30\n"
    )
    assert kb.git("log", "-1", "--format=%s").strip() == "action import waterrijk: 3 actions from lijst.xlsx"
    assert "rows 1, 2" in said and kb.status() == ""
    assert in_process(kb, "check")[0] == 0


def test_what_is_known_is_not_doubled_and_what_is_done_is_closed(kb: Kb, in_process: Run) -> None:
    rows = [HEAD, [1, "Bel de netbeheerder", "projectleider", "2 feb", "", ""],
            [2, "netbeheerder bellen.", "procesmanager", None, "afgerond 9-1-2026", "het kan in 2027"],
            [3, "De planningen bijwerken", None, None, "open", None],
            [4, "Oude notitie lezen", None, None, "gereed", None]]  # fmt: skip
    code, _, said = in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert code == 0, said
    talk = kb.text(f"projects/{TALK}.yaml")
    assert "status: done\n    done_on: 2026-01-09\n    result: het kan in 2027\n" in talk
    assert "lijst.xlsx[Acties]:4: taken for 2026-01-05-weekly#a2: Planning bijwerken" in said
    assert "finished, and never known here, so left out: rows 5" in said
    assert kb.text(NEW).count("- id:") == 1
    assert kb.git("log", "-1", "--format=%s").strip().endswith("1 action from lijst.xlsx, 1 changed")
    head = kb.head()
    code, out, said = in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert (code, out, kb.head()) == (0, "", head)
    assert "the list brings nothing that is not known" in said


def test_two_rows_with_one_text_and_two_owners_are_two_actions(kb: Kb, in_process: Run) -> None:
    rows = [HEAD, [1, "Reactie op het concept", "projectleider", None, None, None],
            [2, "Reactie op het concept", "procesmanager", None, None, None],
            [3, "Reactie op het concept", "procesmanager", None, None, None]]  # fmt: skip
    _, _, said = in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert kb.text(NEW).count("Reactie op het concept") == 2 and ":4: says the same as row 3" in said
    head = kb.head()
    in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert kb.head() == head


def test_headings_that_ask_and_a_title_above_them_are_known(kb: Kb, in_process: Run) -> None:
    rows = [["Actielijst"], [], ["Nr", "Wat moet er gebeuren", "Door", "Gereed op", "Stand"],
            [1, "Kaart maken", "projectleider", "19-1-2026", "open"]]  # fmt: skip
    code, _, said = in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert code == 0, said
    assert "text: Kaart maken" in kb.text(NEW) and "due_on: 2026-01-19" in kb.text(NEW)


def test_an_action_with_another_number_is_another_action(kb: Kb, in_process: Run) -> None:
    rows = [HEAD, [1, "Besluit fase 1", None, None, "open", None], [2, "Besluit fase 2", None, None, "open", None]]
    in_process(kb, "action", "import", workbook(kb, rows[:2]), "waterrijk", "--yes")
    in_process(kb, "action", "import", workbook(kb, rows), "waterrijk", "--yes")
    assert "Besluit fase 2" in kb.text(NEW.replace("contact", "contact-2"))


def test_a_named_talk_gets_the_actions_and_its_agreement_ends(kb: Kb, in_process: Run) -> None:
    in_process(kb, "agree", TALK)
    rows = [HEAD, [1, "Netbeheerder bellen", None, None, "gereed", None], [2, "Grond taxeren", "", None, "open", None]]
    code, out, said = in_process(
        kb, "action", "import", workbook(kb, rows), TALK, "--yes", "--reason", "lijst kwam later"
    )
    assert (code, out) == (0, f"{TALK}\n"), said
    text = kb.text(f"projects/{TALK}.yaml")
    assert "text: Grond taxeren" in text and "status: done" in text and "agreed_on" not in text
    assert "because: lijst kwam later" in text and "send the recap again" in said
    assert not kb.path(NEW).exists()


def test_names_become_roles_or_are_struck_out_and_never_enter(kb: Kb, in_process: Run) -> None:
    # invented people, as everything here
    rows = [["Bijgehouden door Fenna Verzinsel"], HEAD,
            [1, "Fenna belt de provincie", "Fenna Verzinsel (projectleider)", None, "open", "fenna@voorbeeld.example"],
            [2, "Stukken lezen", "Joris Bedacht", None, "open", "zie Joris"],
            [3, "Kaart maken", "Xq Verzonnen", None, "Xq is bezig", None],
            [4, "Kosten ramen", "procesmanager (Joris Bedacht)", None, "open", None],
            [5, "Brief sturen", "Waterschap Noord", None, "open", None]]  # fmt: skip
    words = ("action", "import", workbook(kb, rows), "waterrijk", "--yes", "--role", "Joris Bedacht=leermanager")
    code, _, said = in_process(kb, *words)
    assert code == 0, said
    text = kb.text(NEW)
    assert "text: projectleider belt de provincie ([e-mailadres])\n    owner: projectleider\n" in text
    assert "text: Stukken lezen (zie leermanager)\n    owner: leermanager\n" in text
    assert "owner: procesmanager\n" in text and "Brief sturen (Waterschap Noord)" in text
    assert "lijst.xlsx[Acties]:5: struck out: the name `Xq Verzonnen`" in said
    assert "`Fenna Verzinsel` became projectleider" in said
    for private in ("Fenna", "Verzinsel", "Joris", "Bedacht", "Xq", "Verzonnen", "voorbeeld.example"):
        assert private not in everything(kb), private
    assert "--role '[naam]=leermanager'" in kb.git("log", "-1", "--format=%B")


def test_a_role_that_is_none_or_a_name_that_is_not_there_is_said(kb: Kb, in_process: Run) -> None:
    file = workbook(kb, [HEAD, [1, "Kaart maken", "pl", None, None, None]])
    assert "no role" in in_process(kb, "action", "import", file, "waterrijk", "--role", "Joris=koning")[2]
    assert in_process(kb, "action", "import", file, "waterrijk", "--role", "Joris")[0] == 2
    said = in_process(kb, "action", "import", file, "waterrijk", "--dry-run", "--role", "Joris=projectleider")[2]
    assert "nobody in lijst.xlsx[Acties] is called `Joris`" in said


def test_a_dry_run_shows_the_difference_and_writes_nothing(kb: Kb, in_process: Run) -> None:
    head = kb.head()
    file = workbook(kb, [HEAD, [1, "Kaart maken", "projectleider", None, None, None]])
    code, out, said = in_process(kb, "action", "import", file, "waterrijk", "--dry-run")
    assert code == 0 and "+    text: Kaart maken" in out and "nothing was written" in said
    assert (kb.head(), kb.status(), kb.drafts()) == (head, "", [])


def test_gereed_is_a_day_or_a_state_as_its_cells_say(kb: Kb, in_process: Run) -> None:
    days = "Actie;Verantwoordelijke;Gereed\nKaart maken;projectleider;1-2-2026\nGrond taxeren;procesmanager;z.s.m.\n"
    (kb.root.parent / "dagen.csv").write_text(days)
    _, out, said = in_process(kb, "action", "import", "../dagen.csv", "waterrijk", "--dry-run")
    assert "due_on: 2026-02-01" in out and "Grond taxeren (z.s.m.)" in out and "dagen.csv:3: [remark]" in said
    (kb.root.parent / "stand.csv").write_text("Actie;Wie;Gereed\nNetbeheerder bellen;;x\nKaart maken;;nee\n")
    _, out, _ = in_process(kb, "action", "import", "../stand.csv", "waterrijk", "--dry-run")
    assert "+    status: done" in out and "text: Kaart maken" in out


def test_a_csv_of_windows_with_projects_goes_to_each_of_them(kb: Kb, in_process: Run) -> None:
    rows = "Project,What,Owner,Due date\nwaterrijk,Café meten,projectleider,2026-02-01\n"
    rows += "Zandhoek,Weg leggen,,\nMars,Niets,,\n"
    (kb.root.parent / "alle.csv").write_bytes(rows.encode("cp1252"))
    code, out, said = in_process(kb, "action", "import", "../alle.csv", "--yes")
    assert code == 0 and out.split() == [
        "waterrijk/sessions/2026-01-12-contact", "zandhoek/sessions/2026-01-12-contact"], said  # fmt: skip
    assert "alle.csv:4: `Mars` is no project that is known here" in said and "Café meten" in kb.text(NEW)
    assert (
        "alle.csv:3: [remark] an action of zandhoek"
        in in_process(kb, "action", "import", "../alle.csv", "waterrijk", "--dry-run")[2]
    )


def test_a_table_of_a_document_comes_in(kb: Kb, in_process: Run) -> None:
    file = document(kb, [["Wat", "Wie", "Wanneer"], ["Kaart maken", "projectleider", "voor 1 februari"],
                         ["Grond taxeren", "-", "n.t.b."]])  # fmt: skip
    code, _, said = in_process(kb, "action", "import", file, "waterrijk", "--yes")
    assert code == 0, said
    assert "text: Kaart maken\n    owner: projectleider\n    due_on: 2026-02-01\n" in kb.text(NEW)
    assert kb.text(NEW).endswith("- id: a2\n    text: Grond taxeren\n") and "weg" not in kb.text(NEW)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.csv", b"", "is empty"),
        ("kop.csv", b"Soort;Kleur\nx;y\n", "no row of headings"),
        ("niets.csv", b"Actie;Wie\n;\n", "no actions below its headings"),
        ("oud.xls", b"\xd0\xcf\x11\xe0oud", "old or locked"),
        ("kapot.xlsx", b"PK\x03\x04kapot", "cannot be read as a workbook"),
        ("weg.xlsx", None, "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused(kb: Kb, in_process: Run, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (kb.root.parent / name).write_bytes(data)
    code, out, err = in_process(kb, "action", "import", f"../{name}", "waterrijk")
    assert code in (2, 3) and out == "" and said in err


def test_a_document_that_declares_entities_is_refused(kb: Kb, in_process: Run) -> None:
    path = Path(document(kb, [["Wat", "Wie"], ["a", "b"]]))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    (kb.root.parent / path.name).write_bytes(data.getvalue())
    code, _, err = in_process(kb, "action", "import", str(path), "waterrijk")
    assert code == 3 and "DOCTYPE" in err


def test_of_which_project_they_are_must_be_said(kb: Kb, in_process: Run) -> None:
    file = workbook(kb, [HEAD, [1, "Kaart maken", "projectleider", None, None, None]])
    assert "of which project" in in_process(kb, "action", "import", file)[2]
    assert (
        "no project and no session"
        in in_process(kb, "action", "import", file, "waterrijk/bottlenecks/netaansluiting")[2]
    )
    code, out, _ = in_process(kb, "action", "import", file, "programme", "--yes")
    assert (code, out) == (0, "programme/sessions/2026-01-12-contact\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal in Python")
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_on_a_terminal_a_name_is_asked_and_what_comes_of_it_shown(kb: Kb, lang: str) -> None:
    from tests.terminal import Terminal, Words

    say = Words(lang)
    file = workbook(kb, [HEAD, [1, "Kaart maken", "Xq Verzonnen", None, "open", None],
                         [2, "Netbeheerder bellen", "", None, "gereed", None]])  # fmt: skip
    environment = {**kb.environment, "PPL_LANG": lang}
    with Terminal(kb.root, environment, "action", "import", file, "waterrijk") as terminal:
        terminal.answer("`Xq Verzonnen`", "1")
        shown = terminal.answer(say("Write this"))
        assert "Kaart maken" in shown and "projectleider" in shown and "Netbeheerder bellen" in shown
        assert terminal.end() == 0
    assert "owner: projectleider" in kb.text(NEW) and "Verzonnen" not in everything(kb)


def test_an_owner_that_is_not_understood_is_said_with_how_to_set_it_and_an_organisation_can_be_set(
    kb: Kb, in_process: Run
) -> None:
    rows = [HEAD, [1, "Kaart maken", "Xq Verzonnen", None, "open", None], [2, "Brief", "Bouw B.V.", None, "open", None]]
    words = ("action", "import", workbook(kb, rows), "waterrijk", "--dry-run")
    said = in_process(kb, *words)[2]
    assert (
        "[Acties]:2: [remark] the owner is a name that no role is known for" in said
        and '--role "NAME=ROLE" sets it' in said
    )
    assert '--role "Bouw B.V.=ROLE" says who it is' in said
    _, out, said = in_process(kb, *words, "--role", "Bouw B.V.=procesmanager")
    assert "nobody in" not in said and "role: procesmanager" in out and "organisation: Bouw B.V." in out
