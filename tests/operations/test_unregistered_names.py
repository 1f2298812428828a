"""Names of people whom no register knows: said where they come into a record, with the line; refused nowhere."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Kb
from tests.operations.base import NET, TALK

Run = Callable[..., tuple[int, str, str]]
ENTRY = """\
kind: weekly
held_on: 2026-01-12
summary: Piet Jansen was er.
actions:
  - text: Kees Bakker belt de Jan van Galenstraat
    owner: projectleider
"""


def test_an_entry_names_somebody_at_its_line(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_LANG"] = "nl"
    (kb.root / "e.yaml").write_text(ENTRY)
    code, _, said = in_process(kb, "log", "waterrijk", "--from", "e.yaml")
    assert code == 0
    assert "e.yaml:3: [opmerking] `Piet Jansen` lijkt de naam van iemand" in said
    assert "e.yaml:5: [opmerking] `Kees Bakker` lijkt de naam van iemand" in said
    assert "schrijf de rol op in plaats van de naam" in said and "Galen" not in said
    assert "lijkt" not in "".join(in_process(kb, "check")[1:])  # of what is there nothing is said


def test_one_field_and_a_new_record_say_it_too_and_what_stands_there_does_not(kb: Kb, in_process: Run) -> None:
    said = in_process(kb, "set", NET, "impact=Jan de Vries wacht")[2]
    assert "`Jan de Vries` looks like the name of somebody" in said
    assert "looks like" not in in_process(kb, "set", NET, "impact=Jan de Vries wacht nog")[2]
    assert "looks like" not in in_process(kb, "set", TALK, "summary=De netbeheerder van Waterrijk wacht")[2]
    (kb.root / "n.yaml").write_text("title: Anneke van den Berg zegt nee\ncategory: stikstof\nstatus: open\n")
    said = in_process(kb, "new", "bottleneck", "--project", "waterrijk", "--from", "n.yaml")[2]
    assert "n.yaml:1: [remark] `Anneke van den Berg` looks like" in said
