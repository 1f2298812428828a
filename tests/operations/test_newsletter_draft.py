"""A new bulletin: of which days, with which number, and what stands in which item."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from ppl.model.kinds import path_of_ref
from ppl.model.newsletter import Newsletter
from ppl.model.record import Period, Record
from ppl.operations.newsletter_draft import DraftRequest, draft_newsletter, drafted_newsletter
from ppl.resources import catalogue
from ppl.store import codec
from ppl.yaml import text as yaml_text
from tests import make
from tests.make import day
from tests.operations.base import DAY, Base

ASKED = DraftRequest("public", None, DAY, None, lambda language: catalogue(language).gettext)


def put(base: Base, *records: Record) -> Base:
    for record in records:
        path = path_of_ref(record.ref)
        assert path is not None
        base.write(path, yaml_text.to_text(codec.marked_plain(type(record), codec.raw(record))))
    return base


def fact(id: str = "f1", on: str = "2026-02-10", **fields: Any) -> Record:
    return make.session(
        id, "waterrijk", kind="fact", held_on=day(on), summary="De raad koos.", sources=("k",), **fields
    )


def drafted(base: Base, **asked: Any) -> Newsletter:
    found = drafted_newsletter(base.folder, base.folder.read()[0], ASKED._replace(**asked))
    assert found is not None
    return found


def bare(base: Base) -> Base:
    """The knowledge base without its lesson."""
    del base.tree.files["lessons/begin-met-het-stroomnet.yaml"]
    return base


def test_a_bulletin_has_the_next_number_the_days_and_the_programme_of_its_readers(base: Base) -> None:
    put(bare(base), fact())
    one = drafted(base)
    assert (one.ref, one.number, one.status, one.audience, one.language) == (
        "newsletters/1",
        1,
        "draft",
        "public",
        "nl",
    )
    assert (one.period.from_, one.period.to, one.programme) == (day("2025-09-01"), DAY, "Proefprogramma")
    proposal = base.put_in(draft_newsletter(base.folder, DAY, ASKED))
    assert str(proposal.message).startswith("newsletter newsletters/1: draft of 2025-09-01 to 2026-03-01, public\n")
    assert base.fields("newsletters/1")["status"] == "draft"


def test_where_nothing_is_new_there_is_no_bulletin(base: Base) -> None:
    assert not draft_newsletter(bare(base).folder, DAY, ASKED).edits
    put(base, fact())
    base.put_in(draft_newsletter(base.folder, DAY, ASKED))
    assert not draft_newsletter(base.folder, DAY, ASKED).edits, "that period was told"
    later = DAY + datetime.timedelta(days=1)
    put(base, fact("f2", "2026-03-02"))
    assert drafted(base, last=later).period.from_ == drafted(base, last=later).period.to == later
    assert not draft_newsletter(base.folder, DAY, ASKED._replace(first=later)).edits
    assert drafted(base, first=day("2026-01-01"), last=later).period.from_ == day("2026-01-01")


def test_the_number_is_free_also_where_a_bulletin_cannot_be_read(base: Base) -> None:
    put(bare(base), fact())
    base.write("newsletters/7.yaml", "number: x\n")
    base.write("newsletters/proef.yaml", "number: 3\n")
    assert drafted(base).number == 8
    put(base, make.newsletter(9, audience="programme", period=Period(from_=day("2020-01-01"), to=day("2020-02-01"))))
    assert drafted(base).number == 10


def test_the_language_is_that_of_the_programme_unless_somebody_says_otherwise(base: Base) -> None:
    put(bare(base), fact())
    assert [one.heading for one in drafted(base).items] == ["In dit nummer", "Project in beeld: Waterrijk", "Agenda"]
    english = drafted(base, language="en")
    assert english.language == "en"
    assert [one.heading for one in english.items] == ["In this issue", "Project in the picture: Waterrijk", "Agenda"]


def test_each_item_rests_on_its_records_and_the_opening_on_those_of_the_picture(base: Base) -> None:
    solved = make.bottleneck("b", "zandhoek", status="resolved", opened_on=day("2020-01-01"), closed_on=DAY)
    event = make.event(held_on=day("2026-02-20"))
    coming = make.event("straks", held_on=day("2026-04-02"))
    lesson = make.lesson("les", title="Begin klein")
    put(bare(base), fact(), public(solved), event, coming, lesson)
    found = drafted(base, language="en")
    assert [(one.heading, one.refs) for one in found.items] == [
        ("In this issue", ("waterrijk/sessions/f1",)),
        ("Project in the picture: Waterrijk", ("waterrijk/sessions/f1",)),
        ("Lesson: Begin klein", ("lessons/les",)),
        ("What was solved", ("zandhoek/bottlenecks/b#closed_on",)),
        ("From the programme", ("events/2026-04-02-uitwisseling",)),
        ("Agenda", ("events/straks#held_on",)),
    ]
    assert "De raad koos." in found.items[1].text and found.items[1].text == found.items[1].text.strip()


def public(record: Record) -> Record:
    """The record for everybody."""
    return msgspec.structs.replace(record, visibility="public", sources=("k",))


def test_what_is_tried_is_not_called_solved_and_a_result_no_solution(base: Base) -> None:
    def heading(record: Record) -> str:
        one = Base()
        put(bare(one), fact(), public(record))
        return drafted(one, language="en").items[2].heading

    tried = make.intervention("i", "zandhoek", started_on=day("2026-02-01"))
    assert heading(tried) == "What is being tried"
    assert heading(make.intervention("i", "zandhoek", observed=make.observed())) == "Results so far"
    done = {"status": "resolved", "opened_on": day("2020-01-01"), "closed_on": day("2026-02-01")}
    assert heading(make.bottleneck("b", "zandhoek", **done)) == "What was solved"
