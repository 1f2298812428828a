"""A text taken out of the records as they are now, and the entry that tells of its erasure from history."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ppl.errors import UsageError
from ppl.operations import checking
from ppl.operations.erase import ErasureRequest, record_erasure
from ppl.operations.redact import RedactRequest, files_with, redact, redacted_pieces
from ppl.operations.set import SetRequest, set_fields
from ppl.store.piece import Piece
from tests.operations.base import DAY, NET, TALK, Base

MARK = "(weggehaald)"
NAME = "Piet Verzinsel"
SENT = """\
number: 1
period: {from: 2026-01-01, until: 2026-01-31}
audience: public
status: sent
items:
  - heading: Nieuws
    text: |
      Wij spraken Piet
      Verzinsel hierover.
sent_on: 2026-02-01
"""


def take_out(base: Base, ref: str, *fields: str, **more: Any) -> list[str]:
    """The refs that change; they stand in the files afterwards."""
    return [edit.ref for edit in base.put_in(redact(base.folder, DAY, RedactRequest(ref, fields, MARK, **more))).edits]


def assign(base: Base, ref: str, *assignments: str) -> None:
    base.put_in(set_fields(base.folder, DAY, SetRequest(ref, assignments)))


def test_a_field_that_may_be_empty_is_emptied_and_a_title_gets_a_mark(base: Base) -> None:
    assign(base, NET, f"description={NAME} weet er van", f"tried=[gebeld, {NAME} gemaild]")
    assert take_out(base, NET, "description", "title", "tried.2") == [NET]
    fields = base.fields(NET)
    assert (fields.get("description"), fields["title"], fields["tried"]) == (None, MARK, ["gebeld"])
    assert "# van de netbeheerder" in base.text(NET)


def test_a_field_that_a_rule_needs_gets_a_mark(base: Base) -> None:
    assign(base, TALK, "status=cancelled", "because=Buurman is ziek")
    take_out(base, TALK, "because")
    assert base.fields(TALK)["because"] == MARK
    take_out(base, f"{TALK}#a1", "text")
    assert base.fields(TALK)["actions"][0]["text"] == MARK


def test_only_a_text_goes_out_of_a_field_however_its_lines_are_broken(base: Base) -> None:
    assign(base, NET, f"description=Gebeld met {NAME}, en nog eens {NAME}.", f"tried={NAME} gemaild")
    take_out(base, NET, "description", text="Piet  Verzinsel")
    fields = base.fields(NET)
    assert fields["description"] == f"Gebeld met {MARK}, en nog eens {MARK}."
    assert fields["tried"] == f"{NAME} gemaild"


def test_without_a_field_comments_and_every_field_lose_it_and_elsewhere_on_demand(base: Base) -> None:
    assign(base, NET, f"description={NAME}")
    base.write(f"projects/{NET}.yaml", base.text(NET) + "# gebeld met Piet\n# Verzinsel zelf\n")
    assign(base, "waterrijk", f"summary={NAME} woont er")
    assert take_out(base, NET, text=NAME) == [NET]
    assert "Verzinsel" not in base.text(NET) and f"# gebeld met {MARK} zelf" in base.text(NET)
    assert files_with(base.folder, [Piece(NAME)]) == ["data/projects/waterrijk/project.yaml"]
    assert take_out(base, "waterrijk", "summary", text=NAME, everywhere=True) == ["waterrijk"]
    assert files_with(base.folder, [Piece(NAME)]) == []


def test_everywhere_takes_it_out_of_other_records_in_the_same_commit(base: Base) -> None:
    assign(base, NET, f"description={NAME}")
    assign(base, "waterrijk", f"summary={NAME} woont er")
    assert take_out(base, NET, "description", everywhere=True) == [NET, "waterrijk"]
    assert base.fields("waterrijk")["summary"] == f"{MARK} woont er"


def test_a_sent_bulletin_loses_a_leak_though_no_other_word_changes_it(base: Base) -> None:
    base.write("newsletters/1.yaml", SENT)
    changed = set_fields(base.folder, DAY, SetRequest("newsletters/1", ("items.1.text=Nieuw",)))
    assert [p.check for p in checking.problems(base.folder, DAY, changed)] == ["sent"]
    take_out(base, "newsletters/1", "items.1.text", text=NAME)
    assert base.fields("newsletters/1")["items"][0]["text"] == f"Wij spraken {MARK} hierover.\n"


def test_the_message_names_the_field_and_never_the_text(base: Base) -> None:
    assign(base, NET, f"description={NAME}")
    said = redact(base.folder, DAY, RedactRequest(NET, ("description",), MARK, text=NAME)).message
    assert str(said).startswith(f"redact {NET}: description\n") and "Verzinsel" not in str(said)


def test_references_and_codes_stay_where_a_text_goes_out_of_all_of_it(base: Base) -> None:
    assign(base, NET, "description=de projectleider belde")
    take_out(base, NET, text="projectleider")
    assert base.fields(NET)["owner"] == "projectleider"
    assert base.fields(NET)["description"] == f"de {MARK} belde"


@pytest.mark.parametrize(
    ("fields", "text", "said"),
    [
        ((), "", "nothing says what has to go"),
        (("description",), "", "nothing stands in `description`"),
        (("title",), NAME, "that text does not stand in"),
        ((), NAME, "that text does not stand in"),
        ((), "van", "fewer than 4 signs"),
        (("opened_on.x",), "", "nothing stands in"),
    ],
)
def test_what_does_not_stand_there_is_refused(base: Base, fields: tuple[str, ...], text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        redact(base.folder, DAY, RedactRequest(NET, fields, MARK, text))


def test_a_day_that_must_stand_there_is_refused(base: Base) -> None:
    with pytest.raises(UsageError, match="`held_on` must stand there, and is not a text"):
        redact(base.folder, DAY, RedactRequest(TALK, ("held_on",), MARK))


def test_texts_are_looked_for_and_codes_are_not(base: Base) -> None:
    request = RedactRequest(NET, ("title", "owner", "status", "opened_on"), MARK)
    assert [piece.text for piece in redacted_pieces(base.folder, request)] == ["Netaansluiting komt te laat"]


@pytest.mark.parametrize(
    "content",
    [
        "naam: Zoë d'Aul \"de buur\"", "naam: 'Zoë d''Aul \"de buur\"'", 'naam: "Zo\\u00EB d\'Aul \\"de buur\\""',
        "naam: Zoe\u0308 d'Aul\n  \"de buur\"",
        "# Zoë\n# d'Aul \"de\n# buur\"", 'naam: "Zo\\xeb\\\n  d\'Aul \\"de buur\\""',
        "Ppl-Command: ppl set x 'naam=Zoë d'\"'\"'Aul \"de buur\"'",
    ],
)  # fmt: skip
def test_a_text_is_found_as_yaml_comments_and_shells_write_it(content: str) -> None:
    piece = Piece('Zoë  d\'Aul "de buur"')
    assert piece.is_in(content) and piece.is_in(content.encode())
    assert not piece.is_in(content.replace("buur", "bode"))


def test_an_erasure_is_told_by_the_programme_and_commits_named_in_records_follow(base: Base) -> None:
    old, new = "1a2b3c4d5e" + "0" * 30, "9f8e7d6c5b" + "0" * 30
    decision = "kind: go-no-go\ndecided_on: 2026-02-01\nby: opdrachtgever\noutcome: continue\nreasons: [Verder zo]\n"
    decision += "based_on: 1a2b3c4d5e\n"
    base.write("projects/waterrijk/decisions/verder.yaml", decision)
    request = ErasureRequest(datetime.date(2026, 3, 1), "procesmanager", "naam van een bewoner", {old: new})
    proposal = record_erasure(base.folder, DAY, request)
    assert [edit.ref for edit in proposal.edits] == ["programme/programme", "waterrijk/decisions/verder"]
    programme, moved = (edit.fields or {} for edit in proposal.edits)
    assert programme["erasures"] == [{"on": "2026-03-01", "by": "procesmanager", "reason": "naam van een bewoner"}]
    assert moved["based_on"] == "9f8e7d6c5b"
