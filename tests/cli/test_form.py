"""`ppl form`: a form with what is open, that gives nothing back while it is left alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from ppl.readers.forms import session as session_form
from ppl.readers.forms.session import Form
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text
from tests.conftest import TODAY, Kb

Run = Callable[..., tuple[int, str, str]]
MORE = """kind: weekly
held_on: 2026-02-02
lights:
  time: {light: amber, cause: net, consequence: later, correction: bellen}
  money: {light: green}
actions:
  - {id: a1, text: 'Van `A` -> B | <b>nu</b>', owner: {role: projectleider, organisation: Nergenshuizen}}
  - {id: a2, text: "- [x] n0f7f: # raar --> <!-- x", due_on: 2026-04-01}
  - {id: a3, text: al klaar, status: done}
"""


def printed(kb: Kb, run: Run, *args: str) -> str:
    code, out, err = run(kb, "form", "session", "waterrijk", *args)
    assert (code, err) == (0, "")
    return out


def read(kb: Kb, text: str) -> Form:
    knowledge, _ = Folder(kb.root, kb.environment).read()
    return session_form.read(text, session_form.words_of(knowledge), datetime.date.fromisoformat(TODAY))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_printed_form_that_is_left_alone_gives_nothing(kb: Kb, in_process: Run, lang: str) -> None:
    kb.write("projects/waterrijk/sessions/2026-02-02-weekly.yaml", MORE)
    kb.write("projects/waterrijk/bottlenecks/raar.yaml", RAAR)
    in_process(kb, "note", "waterrijk", "actie: *bel* <nu> | a -> b")
    text = printed(kb, in_process, "--lang", lang)
    assert session_form.is_form(text)
    assert read(kb, text) == Form({}, {}, [])
    assert session_form.noted(text) == {}


RAAR = """title: "Raar (met haakjes): en # meer -> dit"
category: stikstof
status: waiting
opened_on: 2026-02-01
"""


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("nl", ("## Open acties", "## Knelpunten", "- netaansluiting (open, Netaansluiting komt te laat):", "- tijd:")),
        (
            "en",
            ("## Open actions", "## Bottlenecks", "- netaansluiting (open, Netaansluiting komt te laat):", "- time:"),
        ),
    ],
)
def test_it_holds_what_is_open_in_its_language(kb: Kb, in_process: Run, lang: str, headings: tuple[str, ...]) -> None:
    lines = printed(kb, in_process, "--lang", lang).splitlines()
    for heading in (*headings, "- [ ] a1 (2026-01-05-weekly): Netbeheerder bellen | projectleider | 2026-01-12"):
        assert heading in lines


def test_it_shows_the_lights_of_the_last_time_and_leaves_out_what_is_done(kb: Kb, in_process: Run) -> None:
    kb.write("projects/waterrijk/sessions/2026-02-02-weekly.yaml", MORE)
    text = printed(kb, in_process, "--lang", "nl")
    assert "tijd oranje, geld groen" in text
    assert "al klaar" not in text
    assert "| projectleider (Nergenshuizen)" in text


def test_each_open_thing_can_be_changed_where_it_stands(kb: Kb, in_process: Run) -> None:
    kb.write("projects/waterrijk/sessions/2026-02-02-weekly.yaml", MORE)
    kb.write("projects/waterrijk/bottlenecks/raar.yaml", RAAR)
    rows = []
    for row in printed(kb, in_process).splitlines():
        row += " -> klaar" if row.startswith("- [ ] a") else ""
        row = row.replace("- [ ] a", "- [x] a")
        rows.append(row + (" opgelost -> zo" if row.startswith(("- raar (", "- netaansluiting (")) else ""))
    form = read(kb, "\n".join(rows))
    done: dict[str, Any] = {"status": "done", "result": "klaar"}
    assert form.rest == []
    assert sorted(form.fields["actions"], key=lambda a: str(a["id"])) == [
        {"id": f"{session}#{id}", **done}
        for session, id in (
            ("2026-01-05-weekly", "a1"),
            ("2026-01-05-weekly", "a2"),
            ("2026-02-02-weekly", "a1"),
            ("2026-02-02-weekly", "a2"),
        )
    ]
    assert form.fields["bottlenecks"] == [
        {"id": id, "status": "resolved", "resolution": "zo"} for id in ("netaansluiting", "raar")
    ]


def test_kind_and_day_are_as_asked(kb: Kb, in_process: Run) -> None:
    text = printed(kb, in_process, "--kind", "learning", "--on", "2026-02-27", "--lang", "nl")
    assert "- soort: leergesprek\n- datum: 2026-02-27\n" in text
    assert "- datum: 2026-02-27\n" in printed(kb, in_process, "--on", "vrijdag", "--lang", "nl")
    code, _, err = in_process(kb, "form", "session", "waterrijk", "--on", "ooit")
    assert (code, err.splitlines()[0]) == (2, "ppl: --on: `ooit` is not a day")


def test_it_is_written_to_a_file_and_says_what_to_do_next(kb: Kb, in_process: Run) -> None:
    code, out, err = in_process(kb, "form", "session", "waterrijk", "--out", "form.md")
    assert (code, out) == (0, "")
    assert "ppl log waterrijk --from form.md" in err
    assert session_form.is_form((kb.root / "form.md").read_text())
    assert in_process(kb, "form", "session", "waterrijk", "--out", "no/form.md")[0] == 4


def test_an_unknown_project_is_refused_with_the_nearest(kb: Kb, in_process: Run) -> None:
    code, _, err = in_process(kb, "form", "session", "waterijk")
    assert code == 2
    assert "waterrijk" in err


def test_the_programme_has_a_form_too(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(kb, "form", "session", "programme", "--kind", "steering")
    assert code == 0
    assert read(kb, out) == Form({}, {}, [])


def test_the_form_of_the_programme_is_headed_by_its_name(kb: Kb, in_process: Run) -> None:
    code, out, _ = in_process(kb, "form", "session", "programme")
    name = yaml_text.read((kb.root / "data/programme/programme.yaml").read_text(encoding="utf-8"))["name"]
    assert code == 0 and out.splitlines()[0].endswith(f" {name}")


def test_a_light_without_its_reasons_is_told_with_the_words_of_the_form(kb: Kb, in_process: Run) -> None:
    form = kb.root / "form.md"
    form.write_text("# Gesprek Waterrijk\n\n- soort: wekelijks gesprek\n- datum: 2026-03-02\n\n## Samenvatting\n\n"
                    "Kort.\n\n## Lichten\n\n- geld: oranje\n  - oorzaak: de rente\n", encoding="utf-8")  # fmt: skip
    dutch = Kb(kb.root, {**kb.environment, "PPL_LANG": "nl"})
    code, _, err = in_process(dutch, "log", "waterrijk", "--from", str(form), "--dry-run")
    assert code == 3
    assert "oranje zonder gevolg, maatregel\n  voeg consequence (gevolg), correction (maatregel) toe" in err


@pytest.mark.parametrize(
    ("typed", "said"), [("", "zet erbij: groen, oranje, rood"), (" paars", "kies uit: green (groen)")]
)
def test_a_light_without_a_known_colour_is_told_in_words_and_not_in_keys(
    kb: Kb, in_process: Run, typed: str, said: str
) -> None:
    kb.environment["PPL_LANG"] = "nl"
    form = printed(kb, in_process, "--lang", "nl").replace(
        "- geld:\n  - oorzaak:", f"- geld:{typed}\n  - oorzaak: te duur"
    )
    (kb.root / "formulier.md").write_text(form)
    code, _, err = in_process(kb, "log", "waterrijk", "--from", "formulier.md", "--yes")
    assert code == 3
    assert "`lichten › geld › licht`" in err and said in err
    assert "lights" not in err
