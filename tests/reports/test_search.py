"""Records that answer a question: what is looked through of them, which are kept, and what a reader never sees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.cli.language import translated
from ppl.errors import Text
from ppl.model.kinds import KINDS
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lists import Alike, Term, Vocabularies
from ppl.model.passages import passages, searched
from ppl.model.record import LEVELS, Source
from ppl.reports import list as listed
from ppl.reports import search as of
from ppl.reports.search_documents import documents, groups
from ppl.search.corpus import MemoryCorpus
from ppl.search.question import question
from tests import make
from tests.make import TODAY, day

LISTS = Vocabularies(
    ref="programme/vocabularies",
    bottleneck_categories=(
        Term(code="netcongestie", nl="Vol stroomnet", en="Grid congestion", synonyms=("netbeheerder",)),
    ),
    themes=(Term(code="energie", nl="Energie", en="Energy"),),
    terms=(Term(code="grex", nl="Grondexploitatie", en="land development account", synonyms=("gronderekening",)),),
    alike=(Alike(words=("slopen", "tegen de vlakte")),),
)
NET = make.lesson(
    "net",
    title="Vraag op tijd een aansluiting",
    categories=("netcongestie",),
    noted_on=day("2026-01-10"),
    context="Het stroomnet is vol.",
    law=("netwet",),
)
SLOOP = make.lesson("sloop", title="Spreek huurders eerst", did="De flat werd gesloopt.", tags=("portiekflat",))
PRIVATE = make.bottleneck("geheim", title="Het stroomnet is vol", description="Het onderhandse bod is zevenhonderd.")
KNOWN = make.knowledge(
    LISTS, NET, SLOOP, PRIVATE, make.project(), make.law("netwet", title="Wie eerst komt op het net")
)


def request(query: str, knowledge: Knowledge = KNOWN, **more: Any) -> of.Request:
    """A question over a few records."""
    names = {"status", "title", "context", "from.source"}
    return of.Request(knowledge, query, question(query, names.__contains__), **more)


def refs(query: str, **more: Any) -> list[str]:
    """The refs of what is found, the best first."""
    return [item.ref for item in of.build(request(query, **more), TODAY).items]


def test_what_answers_comes_with_its_passage_and_why() -> None:
    found = of.build(request("stroomnetten"), TODAY)
    item = next(item for item in found.items if item.ref == "lessons/net")
    assert (item.kind, item.title, item.passage) == ("lesson", NET.title, "Het **stroomnet** is vol.")
    assert translated(item.why, "en").startswith("`stroomnetten` as `stroomnet`")


def test_a_word_of_a_category_finds_what_has_it_and_says_so() -> None:
    item = next(item for item in of.build(request("netbeheerders"), TODAY).items if item.ref == "lessons/net")
    assert translated(item.why, "nl") == "`netbeheerders` hoort bij “Vol stroomnet”"
    assert translated(item.why, "en") == "`netbeheerders` belongs to “Grid congestion”"


def test_everyday_words_of_the_lists_count() -> None:
    assert refs("huis gaat tegen de vlakte") == ["lessons/sloop"]


def test_tags_find_a_record_and_are_no_passage() -> None:
    [item] = of.build(request("portiekflats"), TODAY).items
    assert (item.ref, item.passage) == ("lessons/sloop", "")


@pytest.mark.parametrize(
    ("query", "more", "expected"),
    [
        ("stroomnet", {"kind": "bottleneck"}, ["alpha/bottlenecks/geheim"]),
        ("stroomnet", {"project": "alpha"}, ["alpha/bottlenecks/geheim"]),
        ("stroomnet", {"codes": (("bottleneck_categories", "netcongestie"),), "kind": "lesson"}, ["lessons/net"]),
        ("stroomnet", {"codes": (("themes", "energie"),)}, []),
        ("stroomnet", {"since": day("2026-01-08")}, ["lessons/net"]),
        ("stroomnet", {"since": day("2026-01-11")}, []),
        ("stroomnet status:shared", {}, ["lessons/net"]),
        ('stroomnet context:"is vol"', {}, ["lessons/net"]),
        ("stroomnet context:leeg", {}, []),
        ("stroomnet -aansluitingen", {}, ["alpha/bottlenecks/geheim"]),
    ],
)
def test_only_what_is_asked_for_is_kept(query: str, more: dict[str, Any], expected: list[str]) -> None:
    assert refs(query, **more) == expected


def test_a_field_alone_is_a_question() -> None:
    assert refs("status:open") == ["alpha/bottlenecks/geheim"]


def test_no_more_is_shown_than_asked_for_and_the_rest_is_counted() -> None:
    asked = request("stroomnet", limit=1)
    found = of.build(asked, TODAY)
    assert (len(found.items), found.total) == (1, 2)
    assert str(of.remarks(asked, found)[-1]) == "1 more; --limit shows it"


def test_that_nothing_answers_is_said_and_what_was_meant() -> None:
    asked = request("kwantumcomputer")
    assert [str(one) for one in of.remarks(asked, of.build(asked, TODAY))] == ["nothing answers `kwantumcomputer`"]
    asked = request("strommnet")
    assert str(of.remarks(asked, of.build(asked, TODAY))[0]) == "`strommnet` stands nowhere: did you mean `stroomnet`?"


@pytest.mark.parametrize("level", LEVELS)
def test_what_an_audience_may_not_see_is_in_no_answer(level: Any) -> None:
    seen = KNOWN.for_audience(Audience(level, "alpha" if level == "project" else None))
    found = of.build(request("zevenhonderd", seen), TODAY)
    assert bool(found.items) == (level in ("internal", "project", "client"))
    mistyped = of.build(request("zevenhondert", seen), TODAY)
    assert bool(mistyped.did_you_mean) == bool(found.items)
    corpus = MemoryCorpus(documents(seen))
    assert corpus.frequency(["zevenhonderd"]) == ({"zevenhonderd": 1} if found.items else {})


ASKED = ("stroomnet", "zevenhonderd", "vol", "bod", "aansluiting", "onderhandse", "huurders")


@given(st.lists(st.sampled_from(ASKED), min_size=1))
def test_no_question_brings_a_stranger_what_it_may_not_see(asked: list[str]) -> None:
    found = of.build(request(" ".join(asked), KNOWN.for_audience(Audience("public"))), TODAY)
    assert "alpha/bottlenecks/geheim" not in {item.ref for item in found.items}
    assert "zevenhonderd" not in str(found).replace(" ".join(asked), "")


def test_a_list_that_matches_has_the_order_of_the_search() -> None:
    asked = listed.Request(KNOWN, "lesson", matching="stroomnet aansluiting", within=KNOWN)
    assert [item["ref"] for item in listed.build(asked, TODAY).items] == refs("stroomnet aansluiting", kind="lesson")
    ordered = listed.Request(KNOWN, "lesson", matching="stroomnet huurders", sort="-title", within=KNOWN)
    titles = [item["title"] for item in listed.build(ordered, TODAY).items]
    assert titles == sorted(titles, reverse=True) and len(titles) == 2


def test_of_a_record_its_texts_are_looked_through_and_no_addresses_refs_or_choices() -> None:
    one = make.lesson("x", sources=(Source(publisher="Gemeente", url="https://voorbeeld.nl/pagina"),), law=("netwet",))
    said = {(piece.part, piece.text) for piece in passages(one)}
    assert ("title", "Les x") in said and ("source", "Gemeente") in said
    assert not [text for _, text in said if "voorbeeld" in text or text in ("netwet", "shared", "lesson")]
    assert "laws/netwet" in searched(one).links


def test_of_a_record_no_more_than_itself_decides_what_is_looked_through() -> None:
    assert searched(NET) == searched(next(one for one in KNOWN if one.ref == NET.ref))


def test_the_words_of_every_list_are_synonyms() -> None:
    found = {group.words[0]: group for group in groups(KNOWN)}
    assert found["Vol stroomnet"].code == "bottleneck_categories:netcongestie"
    assert found["Grondexploitatie"].code == "" and "gronderekening" in found["Grondexploitatie"].words
    assert found["slopen"].words == ("slopen", "tegen de vlakte")


def test_every_kind_has_something_that_it_is_called() -> None:
    assert {document.kind for document in documents(KNOWN)} <= {kind.name for kind in KINDS}
    assert all(document.title for document in documents(KNOWN))


def test_a_sheet_has_a_row_for_each_record() -> None:
    sheet = of.sheet(of.build(request("stroomnet"), TODAY))
    assert list(sheet.headings) == ["ref", "kind", "title", "score", "passage", "why"]
    assert len(sheet.rows) == 2 and isinstance(sheet.rows[0][-1], Text)
