"""What a record that a reader may not see is called does not come out through a record that quotes it."""

from __future__ import annotations

from typing import Any

import pytest

from ppl.model.fields import texts
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.project import Move
from ppl.model.record import Record
from tests import make
from tests.reports.test_canaries import reports

TITLE = "Wethouder trekt de steun in"
HIDDEN = (
    make.bottleneck("b9", title=TITLE, visibility="internal"),
    make.lesson("l9", title=TITLE, visibility="internal"),
    make.decision("d9", outcome=TITLE, visibility="internal"),
    make.project("p9", name=TITLE, visibility="internal"),
    make.escalation("e9", question=TITLE, visibility="internal"),
)
READERS = [Audience(level) for level in ("client", "programme", "public")] + [Audience("project", "alpha")]


def said(knowledge: Knowledge) -> str:
    return "\n".join(text for record in knowledge for _, text in texts(record))


def quoting(text: str) -> list[Record]:
    day = make.day("2026-05-01")
    moved = make.milestone(planned_on=day, moves=(Move(from_=day, to=day, on=day, because=text),))
    seen: dict[str, Any] = {"visibility": "public"}
    return [
        make.project(milestones=(moved,)),
        make.lesson("l1", context=text, **seen),
        make.bottleneck("b1", description=text, **seen),
    ]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda record: record.id)
@pytest.mark.parametrize("audience", READERS, ids=str)
def test_a_sentence_that_quotes_a_hidden_record_is_left_out(hidden: Record, audience: Audience) -> None:
    known = Knowledge([*quoting("Het schoof op. De wethouder\ntrekt  de steun in! Straks meer."), hidden])
    seen = said(known.for_audience(audience))
    assert "steun" not in seen
    assert seen.count("Het schoof op. […] Straks meer.") == 3


def test_no_report_prints_it() -> None:
    known = make.knowledge(*quoting(f"{TITLE}."), *HIDDEN)
    for audience in READERS:
        assert not [page for page in reports(known, audience) if TITLE in page]


def test_a_headline_that_a_reader_may_see_elsewhere_stays_and_a_single_word_names_no_record() -> None:
    hidden = [HIDDEN[0], make.bottleneck("b8", title="Stikstof", visibility="internal")]
    known = Knowledge(
        [*quoting(f"{TITLE} door stikstof."), *hidden, make.lesson("l2", title=TITLE, visibility="public")]
    )
    assert said(known.for_audience(Audience("public"))).count(f"{TITLE} door stikstof.") == 3


def test_what_only_the_default_of_its_kind_hides_was_told_by_who_shared_the_other() -> None:
    known = Knowledge([*quoting(f"Bij het knelpunt ‘{TITLE}’."), make.bottleneck("b9", title=TITLE)])
    assert said(known.for_audience(Audience("public"))).count(TITLE) == 3


def test_a_short_headline_of_another_project_is_a_figure_of_speech() -> None:
    other = make.bottleneck("b9", project="beta", title="Te weinig mensen", visibility="internal")
    known = Knowledge([*quoting("Te weinig mensen."), other, make.project("beta")])
    seen = known.for_audience(Audience("public"))
    assert said(Knowledge(seen.of(type(other)))).count("Te weinig mensen.") == 1
    assert "Te weinig mensen" not in said(Knowledge([record for record in seen if record.id == "l1"]))
