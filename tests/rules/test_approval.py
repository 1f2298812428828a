"""A bulletin goes out only when the projects that it shows agree; public facts with a source need nobody."""

from typing import Any

import pytest

from ppl.model.fields import changed
from ppl.model.learning import Condition, Evidence
from ppl.model.lesson import Consent, Origin
from ppl.model.newsletter import Approval, Item
from ppl.model.record import Record, Source
from ppl.model.session import Session
from ppl.rules import approval
from ppl.rules.checks import withheld_items
from tests import make
from tests.make import day

SOURCES = (Source(name="Gemeente", url="https://voorbeeld.nl"),)
RECORDS: tuple[Record, ...] = (
    make.project(),
    make.project("beta", name="Kade (verzonnen)"),
    make.session(visibility="public", agreed_on=day("2026-02-25")),
    make.session("feit", kind="fact", sources=SOURCES),
    make.session("zonder", kind="fact"),
    make.bottleneck(),
    make.intervention(project="beta"),
    make.lesson("eigen", from_=Origin(project="alpha"), sources=SOURCES, visibility="programme"),
    make.lesson("bron"),
    make.escalation(),
    make.event(),
    Session(ref="programme/sessions/p1", kind="steering", held_on=day("2026-02-01"), projects=("alpha",)),
    Condition(ref="conditions/c1", statement="Iedereen doet mee", evidence=(Evidence(project="alpha", says="for"),)),
)


def shown(*items: Item, **fields: Any) -> dict[str, bool]:
    """Per project shown: whether it must still approve."""
    found = approval.shown(make.knowledge(*RECORDS), make.newsletter(items=items, **fields))
    return {one.project: one.must_approve for one in found}


def item(*refs: str, text: str = "Tekst.", heading: str = "Iets") -> Item:
    return Item(heading=heading, text=text, refs=refs)


@pytest.mark.parametrize(
    "ref",
    [
        "alpha", "alpha#start", "alpha/sessions/s1", "alpha/bottlenecks/b1#opened_on", "b1", "lessons/eigen",
        "escalations/e1", "alpha/sessions/zonder", "alpha/sessions/weg", "programme/sessions/p1", "conditions/c1",
    ],
)  # fmt: skip
def test_a_reference_leads_to_the_project_that_must_approve(ref: str) -> None:
    assert shown(item(ref)) == {"alpha": True}


def test_public_records_with_sources_need_no_approval() -> None:
    assert shown(item("alpha/sessions/feit")) == {"alpha": False}
    assert shown(item("alpha/sessions/feit"), item("alpha/bottlenecks/b1")) == {"alpha": True}


def test_a_public_record_that_a_talk_changed_is_asked_for() -> None:
    known = make.intervention(sources=SOURCES, visibility="public")
    bulletin = make.newsletter(items=(item(f"{known.ref}#observed"),))
    fact = make.session("feit", kind="fact", sources=SOURCES, visibility="public", interventions=(known.id,))
    talk = make.session("gesprek", interventions=(known.id,))
    for session, asked in ((fact, False), (talk, True)):
        found = approval.shown(make.knowledge(make.project(), known, session), bulletin)
        assert [one.must_approve for one in found] == [asked]


def test_a_public_source_and_an_event_show_no_project() -> None:
    assert shown(item("lessons/bron", "events/2026-04-02-uitwisseling")) == {}


def test_a_project_that_is_called_by_its_name_is_shown() -> None:
    assert shown(item(text="In Kade gaat het goed.")) == {"beta": True}
    assert shown(item(heading="De kade")) == {"beta": True}
    assert shown(item(text="Op de Waalkade.")) == {}


def test_a_name_that_a_public_source_calls_itself_needs_no_approval() -> None:
    named = make.lesson(id="kade", from_=Origin(source="https://x.nl"), visibility="public", did="In Kade lukte het.")
    found = approval.shown(
        make.knowledge(*RECORDS, named), make.newsletter(items=(item("lessons/kade", text="Zo deed Kade het."),))
    )
    assert {one.project: one.must_approve for one in found} == {"beta": False}


def test_a_name_beside_references_that_do_not_call_it_rests_on_nothing() -> None:
    assert shown(item("lessons/bron", text="Zo deed Kade het.")) == {"beta": True}
    assert shown(item("events/2026-04-02-uitwisseling", text="Kade vertelt.")) == {"beta": True}


def test_what_is_known_of_a_project_that_is_not_public_is_asked_for() -> None:
    known = make.knowledge(make.project(visibility="programme"), make.session("feit", kind="fact", sources=SOURCES))
    found = approval.shown(known, make.newsletter(items=(item("alpha/sessions/feit"),)))
    assert [one.must_approve for one in found] == [True]


def test_an_approval_counts_for_its_project_only() -> None:
    given = (Approval(project="alpha", role="projectleider", on=day("2026-02-26")),)
    items = (item("alpha/bottlenecks/b1"), item("beta/interventions/i1"))
    assert shown(*items, approved=given) == {"alpha": False, "beta": True}
    found = approval.shown(make.knowledge(*RECORDS), make.newsletter(items=items, approved=given))
    assert approval.missing(found) == ["beta"]
    assert [one.items for one in found] == [(0,), (1,)]


def approved(text: str, *more: Item, **fields: Any) -> approval.Shown:
    """Alpha as a bulletin shows it, after it agreed with an item that said `Tekst.`."""
    known = make.knowledge(*RECORDS)
    before = make.newsletter(items=(item("b1"),))
    mark = approval.shown(known, before)[0].digest
    given = (Approval(project="alpha", role="projectleider", on=day("2026-02-26"), digest=mark),)
    after = make.newsletter(items=(item("b1", text=text), *more), approved=given, **fields)
    return next(one for one in approval.shown(known, after) if one.project == "alpha")


def test_an_approval_counts_while_the_texts_stay_as_they_were() -> None:
    assert not approved("Tekst.").must_approve
    assert not approved("  Tekst.\n").must_approve
    assert not approved("Tekst.", item("beta/interventions/i1", text="Nieuw.")).must_approve


def test_an_approval_ends_when_the_texts_change_or_others_will_read_them() -> None:
    assert approved("Tekst!").is_outdated
    assert approved("Tekst.", item("alpha/bottlenecks/b1")).must_approve
    assert approved("Tekst.", audience="programme").must_approve


def test_what_its_readers_may_not_see_any_more_or_is_gone_is_withheld() -> None:
    gone = ("lessons/weg", "gamma/sessions/s1", "alpha/sessions/weg")
    newsletter = make.newsletter(items=(item("alpha/sessions/feit", "b1"), item(*gone)), audience="public")
    known = make.knowledge(*RECORDS)
    found = approval.withheld(known, newsletter)
    assert found == [(0, "b1", "client", True), *((1, ref, None, True) for ref in gone)]
    assert "which is for the client only now" in str(approval.withheld_text(newsletter, found[0]))
    assert "no record has that name" in str(approval.withheld_text(newsletter, found[1]))
    client = make.newsletter(items=newsletter.items[:1], audience="client")
    assert approval.withheld(known, client) == []


def test_what_nobody_agreed_to_tell_or_was_withdrawn_since_is_withheld_too() -> None:
    agreed = {"from_": Origin(project="alpha"), "consent": Consent(role="projectleider", on=day("2026-02-20"))}
    told = make.lesson("verteld", **agreed)
    closed: list[Record] = [
        make.lesson("terug", **agreed, status="withdrawn"), make.lesson("ruw", **agreed, status="raw"),
        make.lesson("zonder", from_=Origin(project="alpha")), make.session("gesprek", visibility="public"),
    ]  # fmt: skip
    newsletter = make.newsletter(items=(item(told.ref, *(one.ref for one in closed)),), audience="public")
    known = make.knowledge(make.project(), told, *closed, newsletter)
    found = approval.withheld(known, newsletter)
    assert [(hidden.ref, hidden.is_open) for hidden in found] == [(one.ref, False) for one in closed]
    assert "nobody agreed to tell" in str(approval.withheld_text(newsletter, found[0]))
    assert len(list(withheld_items(known, make.TODAY))) == 4
    sent = make.knowledge(make.project(), told, *closed, changed(newsletter, status="sent"))
    assert list(withheld_items(sent, make.TODAY)) == []


def test_of_an_item_about_two_projects_each_sees_and_approves_its_own_sentences() -> None:
    text = "Over het net.\n\n- **Kade.** Een kabel. Dat kost geld.\n- **Langeveld.** Een lek gedicht."
    before = make.newsletter(items=(item("b1", "beta/interventions/i1", text=text),))
    after = make.newsletter(items=(item("b1", "beta/interventions/i1", text=text.replace("kabel", "buis")),))
    known = make.knowledge(*RECORDS[2:], make.project(name="Langeveld"), make.project("beta", name="Kade (verzonnen)"))
    old = {found.project: found for found in approval.shown(known, before)}
    new = {found.project: found for found in approval.shown(known, after)}
    assert old["alpha"].told[0].text == "Over het net.\n[…]\n- **Langeveld.** Een lek gedicht."
    assert old["beta"].told[0].text == "Over het net.\n\n- **Kade.** Een kabel. Dat kost geld.\n[…]"
    assert old["alpha"].digest == new["alpha"].digest
    assert old["beta"].digest != new["beta"].digest


def test_an_approval_without_a_mark_was_for_any_text_and_one_that_is_not_needed_is_never_missing() -> None:
    given = (Approval(project="alpha", role="projectleider", on=day("2026-02-26")),)
    newsletter = make.newsletter(items=(item("alpha/sessions/feit"), item("b1")), approved=given)
    (found,) = approval.shown(make.knowledge(*RECORDS), newsletter)
    assert (found.is_outdated, found.must_approve, found.items, found.is_public) == (False, False, (0, 1), False)
    fact = make.newsletter(items=(item("alpha/sessions/feit"),))
    assert approval.missing(approval.shown(make.knowledge(*RECORDS), fact)) == []


def test_the_mark_of_a_text_changes_with_its_heading_and_with_no_other_item() -> None:
    one, other = item("b1"), item("b1", heading="Anders")
    marks = [approval.digest("public", items) for items in ((one,), (other,), (one, other))]
    assert len(set(marks)) == 3 and {len(mark) for mark in marks} == {12}
    assert approval.digest("public", (item(heading=" Iets "),)) == marks[0]


def test_a_project_without_a_name_of_its_own_is_not_called_by_it() -> None:
    known = make.knowledge(make.project("beta", name="(verzonnen)"))
    assert approval.shown(known, make.newsletter(items=(item(text="Tekst (verzonnen)."),))) == []


def test_a_name_on_another_line_or_beside_a_sign_is_still_that_name() -> None:
    known = make.knowledge(make.project("beta", name="Nieuwe Kade"))
    for text, is_shown in (("De nieuwe\nkade.", True), ("Nieuwe Kade!", True), ("Nieuwe Kades", False)):
        assert bool(approval.shown(known, make.newsletter(items=(item(text=text),)))) == is_shown, text


def test_a_source_without_the_public_or_the_public_without_a_source_is_asked_for() -> None:
    def is_fact(**fields: Any) -> bool:
        record = make.session("x", **fields)
        return approval.is_public_fact(make.knowledge(record), record)

    assert is_fact(kind="fact", sources=SOURCES)
    assert not is_fact(kind="fact", sources=SOURCES, visibility="programme")
    assert not is_fact(kind="fact")
    lesson = make.lesson(visibility="public", from_=Origin(project="alpha"))
    assert not approval.is_public_fact(make.knowledge(lesson), lesson)


def test_a_project_of_which_only_a_record_was_read_may_approve_too() -> None:
    given = (Approval(project="alpha", role="projectleider", on=day("2026-02-26")),)
    newsletter = make.newsletter(items=(item("alpha/bottlenecks/b1"),), approved=given)
    assert [one.approval for one in approval.shown(make.knowledge(make.bottleneck()), newsletter)] == [given[0]]
