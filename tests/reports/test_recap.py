"""The recap holds what its reader may see and no more, and says who does what by when."""

from __future__ import annotations

import email
import email.policy
import json
from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import UsageError
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Origin
from ppl.model.record import LEVELS, Party, Record, Visibility
from ppl.model.session import View
from ppl.render import eml
from ppl.reports import recap
from ppl.reports.data import plain
from ppl.reports.recap_report import Recap
from ppl.reports.recap_sentences import said as sentences_of
from tests import make
from tests.make import TODAY, day
from tests.render.test_pages import document
from tests.reports import rendered
from tests.reports.test_audience import CANARY, marked

TALK = "alpha/sessions/s1"
NAMES = {"projectleider": "Noor van der Testeren", "procesmanager": "Bo Bureau"}


def talk(**fields: Any) -> Record:
    """A session in which everything came up, also what its reader may not see."""
    given_: dict[str, Any] = {
        "summary": "Samenvatting",
        "role": "procesmanager",
        "facts": ("Feit",),
        "opinions": ("Mening",),
        "agreements": ("Afspraak",),
        "actions": (make.action(owner="projectleider", due_on=day("2026-03-06")), make.action("a2")),
        "bottlenecks": ("b1", "b2", "beta/bottlenecks/b3"),
        "interventions": ("i1",),
        "decisions": ("d1", "d2"),
        "lessons": ("les", "eigen"),
        "lights": make.lights("amber", "red"),
        "on_track": make.on_track(because="Oordeel"),
        "feasible_in_term": make.feasible("conditional", condition="Termijn"),
        "views": {"projectleider": View(on_track=make.on_track(because="Blik"))},
        "next_on": day("2026-03-02"),
        "hours": 3.5,
    }
    return make.session(**{**given_, **fields})


def records() -> list[Record]:
    """One of every kind that a session can name, of this project and of another."""
    return [
        make.project(),
        make.project("beta"),
        talk(),
        make.session("s0", held_on=day("2026-02-16"), actions=(make.action("a9", due_on=day("2026-02-20")),)),
        make.session("s9", "beta", actions=(make.action("a8"),)),
        make.bottleneck(found_in="s1", description="Uitleg"),
        make.bottleneck("b2", status="resolved", closed_on=day("2026-02-23"), resolution="Opgelost"),
        make.bottleneck("b3", "beta"),
        make.intervention(),
        make.decision(conditions=("Mits",), review_on=day("2026-09-01")),
        make.decision("d2", kind="advice", communicated_on=None, decided_on=day("2026-02-25")),
        make.lesson(),
        make.lesson("eigen", from_=Origin(project="alpha"), visibility=None),
        make.programme(),
        make.vocabularies(),
        make.bodies(),
    ]


def everything(known: Knowledge, ref: str = TALK) -> str:
    """All that is made of a recap: its data, the letter, the document and the mail; nothing where it is refused."""
    try:
        found = recap.build(recap.Request(known, ref), TODAY)
    except UsageError:
        return ""
    made = [json.dumps(msgspec.to_builtins(found)), letter(found), text(found, is_letter=False, names={})]
    return "\n".join([*made, *(part.get_content() for part in parts(draft(letter(found))))])


def text(found: Recap, is_letter: bool = True, names: dict[str, str] | None = None, lang: str = "en") -> str:
    data = {
        "report": plain(found),
        "form": "text" if is_letter else "md",
        "said": sentences_of(found, NAMES if names is None else names),
    }
    return rendered.text("reports/recap.md.j2", data, lang)


def letter(found: Recap) -> str:
    return text(found)


def draft(markdown: str, language: str = "nl", **known: Any) -> bytes:
    """A letter as a mail."""
    return eml.render(document(markdown, language, parts={"letter"}, **known))


def parts(mail: bytes) -> list[EmailMessage]:
    """The plain and the HTML part of a mail."""
    read = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(read, EmailMessage) and read.get_content_type() == "multipart/alternative"
    return [part for part in read.iter_parts() if isinstance(part, EmailMessage)]


levels = st.sampled_from(LEVELS)


@given(st.lists(levels | st.none(), min_size=16, max_size=16))
def test_a_text_that_the_project_may_not_see_is_in_no_recap(visibilities: list[Visibility | None]) -> None:
    given_ = [msgspec.structs.replace(r, visibility=v) for r, v in zip(records(), visibilities, strict=True)]
    known = Knowledge(given_)
    reader = recap.audience(TALK)
    hidden = Knowledge(r if known.is_visible(r, reader) else marked(r) for r in given_)
    assert CANARY not in everything(hidden)


@pytest.mark.parametrize("field", ["opinions", "views", "lights", "on_track", "feasible_in_term", "went_less_well"])
def test_a_field_that_is_not_for_a_recap_is_not_in_it(field: str) -> None:
    whole = talk(went_less_well=("Minder",))
    sung = msgspec.structs.replace(whole, **{field: getattr(marked(whole), field)}, other={"vreemd": CANARY})
    assert sung != whole
    known = Knowledge([r for r in records() if r.ref != TALK] + [sung])
    assert everything(known) and CANARY not in everything(known)


def test_the_mail_names_the_programme_so_that_an_invented_one_is_seen_to_be() -> None:
    known = make.knowledge(make.project(), make.session(), make.programme(name="Voorbeeld (verzonnen)"))
    for is_letter in (True, False):
        assert text(recap.build(recap.Request(known, "alpha/sessions/s1"), TODAY), is_letter).endswith(
            "\n\nVoorbeeld (verzonnen)\n"
        )


def test_hours_and_costs_are_not_in_a_recap() -> None:
    known = Knowledge(
        [r for r in records() if r.ref != TALK] + [talk(hours=4711.0), make.intervention("i1", cost=4711)]
    )
    assert "4711" not in everything(known)


def test_the_canary_does_sing_where_it_may_be_heard() -> None:
    said = everything(Knowledge(marked(r) for r in records()))
    for word in ("Samenvatting", "Feit", "Afspraak", "Opgelost", "Mits", "Knelpunt b1", "Interventie i1", "Les eigen"):
        assert f"{word} {CANARY}" in said, word


def test_an_advice_waits_until_the_decision_is_communicated() -> None:
    found = recap.build(recap.Request(Knowledge(records()), TALK), TODAY)
    assert (found.advice, [d.kind for d in found.decisions]) == ((), ["selection"])


def test_another_project_is_not_in_it() -> None:
    found = recap.build(recap.Request(Knowledge(records()), TALK), TODAY)
    titles = [b.title for b in (*found.found, *found.solved, *found.spoken)]
    assert titles == ["Knelpunt b1", "Knelpunt b2"]
    assert [a.text for a in found.earlier] == ["Doe a9"]


def test_bottlenecks_are_told_as_new_solved_or_spoken_of() -> None:
    known = make.knowledge(
        make.project(),
        talk(bottlenecks=("nieuw", "oud", "klaar")),
        make.bottleneck("nieuw", opened_on=day("2026-02-23")),
        make.bottleneck("oud", found_in="s0"),
        make.bottleneck("klaar", status="accepted", closed_on=day("2026-02-23"), opened_on=day("2026-02-23")),
    )
    found = recap.build(recap.Request(known, TALK), TODAY)
    assert [[b.title for b in bs] for bs in (found.found, found.solved, found.spoken)] == [
        ["Knelpunt nieuw"],
        ["Knelpunt klaar"],
        ["Knelpunt oud"],
    ]


def test_actions_carry_owner_and_date_and_earlier_ones_stand_apart() -> None:
    said = letter(recap.build(recap.Request(Knowledge(records()), TALK), TODAY))
    assert "- Doe a1: Noor van der Testeren, ready by 6 March 2026\n- Doe a2\n" in said
    assert "- Doe a9, should have been ready on 20 February 2026, 3 days late\n" in said


def test_what_was_noted_in_small_letters_begins_as_a_sentence_does() -> None:
    noted = talk(actions=(make.action(text="scan van de kabels"),), agreements=("elke week bellen",))
    known = Knowledge([r for r in records() if r.ref != TALK] + [noted])
    said = letter(recap.build(recap.Request(known, TALK), TODAY))
    assert "- Scan van de kabels" in said and "- Elke week bellen" in said


def test_a_name_stands_for_a_role_only_where_no_other_organisation_has_it() -> None:
    other = Party(role="projectleider", organisation="Netbeheerder")
    known = Knowledge([r for r in records() if r.ref != TALK] + [talk(actions=(make.action(owner=other),))])
    assert "Doe a1: projectleider (Netbeheerder)" in letter(recap.build(recap.Request(known, TALK), TODAY))


def test_a_document_has_roles_only() -> None:
    said = text(recap.build(recap.Request(Knowledge(records()), TALK), TODAY), is_letter=False, names={})
    assert "Doe a1: projectleider, ready by" in said
    assert not any(word in said for word in ("Noor", "Dear", "Hello", "regards"))


def test_a_talk_that_did_not_take_place_says_why_and_when_it_will() -> None:
    moved = talk(status="moved", because="de projectleider is ziek", next_on=day("2026-03-02"))
    known = make.knowledge(make.project(), moved)
    said = " ".join(letter(recap.build(recap.Request(known, TALK), TODAY)).split())
    assert "is moved to Monday 2 March 2026. The reason: de projectleider is ziek." in said
    assert "Afspraak" not in said and "agreed" not in said
    off = make.knowledge(make.project(), talk(status="cancelled", because="ziekte", next_on=None))
    said = " ".join(letter(recap.build(recap.Request(off, TALK), TODAY)).split())
    assert "does not take place. The reason: ziekte. There is no new date yet." in said


@pytest.mark.parametrize("fields", [{"visibility": "internal"}, {"kind": "fact"}])
def test_what_is_not_for_the_other_party_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        recap.build(recap.Request(make.knowledge(make.project(), talk(**fields)), TALK), TODAY)


def test_of_the_programme_the_client_gets_what_the_client_may_see() -> None:
    own = msgspec.structs.replace(talk(), ref="programme/sessions/s1")
    internal = msgspec.structs.replace(own, visibility="internal")
    with pytest.raises(UsageError):
        recap.build(recap.Request(make.knowledge(make.project(), internal), own.ref), TODAY)
    shared = own  # a talk of the programme as a whole is the client's too, unless it says otherwise
    other = make.session("s0", held_on=day("2026-02-16"), actions=(make.action("a9"),))
    found = recap.build(recap.Request(make.knowledge(make.project(), other, shared), own.ref), TODAY)
    assert (found.project, found.name, found.reader.code, found.earlier) == (
        None,
        "Proefprogramma",
        "opdrachtgever",
        (),
    )
    assert "The bureau advises; the ministry decides on the choice" in letter(found)


def test_what_was_agreed_is_not_asked_again() -> None:
    known = make.knowledge(make.project(), talk(agreed_on=day("2026-02-25"), agreed_by="projectleider"))
    said = letter(recap.build(recap.Request(known, TALK), TODAY))
    assert "Agreed on 25 February 2026 by projectleider." in said
    assert "Is this right?" not in said


def test_the_same_recap_gives_the_same_bytes() -> None:
    said = letter(recap.build(recap.Request(Knowledge(records()), TALK), TODAY))
    to = [("Noor van der Testeren", "noor@gemeente.example")]
    mails = {draft(said, to=to, language="en") for _ in range(3)}
    assert len(mails) == 1
    mail = mails.pop()
    head = mail.split(b"\r\n\r\n")[0].decode()
    assert head.startswith(
        "X-Unsent: 1\r\nSubject: What we agreed on 23 February 2026: Project alpha\r\n"
        "To: Noor van der Testeren <noor@gemeente.example>\r\n"
    )
    assert "Date:" not in head and "From:" not in head
    assert b"\n" not in mail.replace(b"\r\n", b"") and mail.isascii()


def test_html_headers_and_marks_in_records_stay_text() -> None:
    bad = "<script>alert(1)</script>\r\nBcc: x@y.example ![x](https://y.example/p.png) {{ 7*7 }}"
    known = make.knowledge(make.project(name=bad), talk(agreements=(bad,), summary=bad))
    mail = draft(text(recap.build(recap.Request(known, TALK), TODAY), names={"projectleider": "<b>Noor</b>"}))
    read = email.message_from_bytes(mail, policy=email.policy.default)
    assert read["Bcc"] is None and "Bcc: x@y.example" in read["Subject"]
    page = parts(mail)[1].get_content()
    assert "<script" not in page and "<img" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page and "{{ 7*7 }}" in page


def test_both_parts_say_the_same_in_utf_8() -> None:
    known = make.knowledge(make.project(name="Coöperatie ’t Veld"), talk(agreements=("Één plan",)))
    plain_part, page = parts(draft(letter(recap.build(recap.Request(known, TALK), TODAY)), language="nl"))
    for part in (plain_part, page):
        said = " ".join(part.get_content().split())
        assert "Één plan" in said and "Coöperatie ’t Veld" in said
    assert '<html lang="nl">' in page.get_content() and max(map(len, plain_part.get_content().splitlines())) <= 76


def next_talk(*sessions: Record, of: str = TALK, **known: Any) -> list[tuple[Any, ...]]:
    """What a calendar gets of the talk after a session."""
    request = recap.Request(make.knowledge(make.project(), *sessions), of, **known)
    return [tuple(one) for one in recap.events(request, recap.build(request, TODAY))]


def test_the_next_talk_stands_in_a_calendar_under_a_name_that_stays() -> None:
    first = talk(next_on=day("2026-03-02"))
    ((uid, on, title, stamp, _, number),) = next_talk(first)
    assert (uid, on, stamp, number) == ("next.alpha.s1@ppl", day("2026-03-02"), day("2026-02-23"), 0)
    assert str(title) == "Talk about Project alpha"
    corrected = next_talk(talk(next_on=day("2026-03-03")), revisions={TALK: 2})
    assert [(one[0], one[1], one[5]) for one in corrected] == [(uid, day("2026-03-03"), 1)]
    assert next_talk(talk(next_on=None)) == []


def test_a_talk_that_is_moved_moves_in_the_calendar_too() -> None:
    first = talk(next_on=day("2026-03-02"))
    moved = make.session("s3", held_on=day("2026-03-02"), status="moved", because="ziek", next_on=day("2026-03-05"))
    again = make.session("s4", held_on=day("2026-03-05"), status="moved", because="ziek", next_on=day("2026-03-09"))
    ours = [next_talk(first, moved, again, of=ref)[0] for ref in (TALK, moved.ref, again.ref)]
    assert {one[0] for one in ours} == {"next.alpha.s1@ppl"}
    assert [(str(one[1]), one[5]) for one in ours] == [("2026-03-02", 0), ("2026-03-05", 1), ("2026-03-09", 2)]
    alone = next_talk(moved, of=moved.ref)
    assert alone[0][0] == "next.alpha.s3@ppl"
