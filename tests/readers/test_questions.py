"""The plain form: its questions are found back, its answers understood, and nothing that was typed is lost."""

from __future__ import annotations

import datetime
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.model.fields import fields
from ppl.model.session import Session
from ppl.readers.forms.answers import entry
from ppl.readers.forms.printed import QUESTIONS, SENTENCES, Points
from ppl.readers.forms.questions import Reply, is_numbered, is_questions, reply
from ppl.readers.forms.session import Form
from ppl.readers.outcomes import outcome
from ppl.readers.sheet_text import sheet_text
from tests.store.form_text import WORDS

NEAR = datetime.date(2026, 11, 20)
LONG = "Planning bijwerken en rondsturen aan iedereen die erbij was"
POINTS = Points(
    (("s#a1", "Netbeheerder bellen"), ("s#a2", LONG), ("s#a3", "Netbeheerder bellen over de kabel")),
    (("tekort", "Tekort op de grond"),),
)


def form(answers: dict[str, str], mark: str = "", items: dict[str, str] | None = None) -> str:
    """The form as it is printed, with answers below its questions and behind what is open."""
    rows = ["Wekelijks gesprek Waterrijk, 20 november 2026: zes vragen", SENTENCES["intro"][0]]
    for number, (key, (text, _)) in enumerate(QUESTIONS.items(), 1):
        rows += ["", f"{number}. {text}"]
        held = {"open": POINTS.actions, "next": POINTS.bottlenecks}.get(key, ())
        rows += [
            f"  - {one} (projectleider, uiterlijk 1 december 2026): {(items or {}).get(one, '')}" for _, one in held
        ]
        rows += ["", *answers.get(key, "").split("\n")]
    return "\n".join(f"{mark}{row}" for row in rows)


def read(text: str) -> Form:
    return entry(reply(text, POINTS, NEAR), POINTS, WORDS, NEAR)


def test_an_answer_stands_below_its_question() -> None:
    found = read(form({"summary": "De kabel.", "agreements": "- een\n- twee", "next": "4 december"}))
    assert found.fields == {
        "kind": "weekly", "held_on": "2026-11-20", "summary": "De kabel.", "agreements": ["een", "twee"],
        "next_on": "2026-12-04",
    }  # fmt: skip
    assert found.rest == []


def test_a_form_that_is_left_alone_gives_nothing() -> None:
    for text in (form({}), form({}, "> "), form({"agreements": "niets", "decisions": "n.v.t.", "next": "geen"})):
        assert is_questions(text)
        assert read(text) == Form({}, {}, [])


NUMBERED = (
    "1. De kabel is besproken.\n2. Een nieuwe planning.\n3. geen\n5. projectleider belt de netbeheerder voor 4-12\n"
    "6. volgende vrijdag"
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (NUMBERED, True),
        (f"Hoi,\n\n{NUMBERED}\n\nGroet,\nEls", True),
        ("Onderwerp: Re: Gesprek Waterrijk, 20 november 2026: zes vragen\nVan: Els\n\n1) kabel\n2) planning", True),
        ("\n".join(f"{number}. iets" for number in range(1, 7)), True),
        ("1. kabel\n2. planning\n3. grond", False),
        ("Verslag\n1. kabel\n2. geen\n3. grond", False),
        ("1. Planning\n2. Grond\n3. Kabel\n4. Raad\n5. Rondvraag\n6. Sluiting\n7. Borrel", False),
        ("geen", False),
    ],
)  # fmt: skip
def test_answers_with_their_numbers_are_a_form_without_its_questions(text: str, is_one: bool) -> None:
    assert is_numbered(text, NEAR) == is_one


def test_numbered_answers_come_in_as_behind_the_questions() -> None:
    assert read(NUMBERED).fields == {
        "summary": "De kabel is besproken.",
        "agreements": ["Een nieuwe planning."],
        "actions": [{"text": "projectleider belt de netbeheerder", "owner": "projectleider", "due_on": "2026-12-04"}],
        "next_on": "2026-11-27",
    }


def test_a_day_that_does_not_exist_stands_in_nobodys_way() -> None:
    found = read(NUMBERED.replace("volgende vrijdag", "31-2-2027"))
    assert "bottlenecks" not in found.fields and "next_on" not in found.fields
    assert found.rest == [(5, "31-2-2027")]


def test_one_question_does_not_make_a_form() -> None:
    assert not is_questions("Verslag\n1. Wat is er besproken?\nDe kabel.")


def test_an_action_is_known_by_its_words_also_where_another_begins_with_them() -> None:
    items = {"Netbeheerder bellen": "gedaan", "Netbeheerder bellen over de kabel": "vervalt, niet nodig"}
    assert read(form({}, items=items)).fields["actions"] == [
        {"id": "s#a1", "status": "done"},
        {"id": "s#a3", "status": "dropped", "because": "niet nodig"},
    ]


def test_an_action_that_a_mail_program_broke_over_two_lines_is_one() -> None:
    broken = form({}, items={LONG: "gedaan"}).replace("rondsturen aan", "rondsturen\n    aan")
    for text in (broken, "\n".join(f"> {row}" for row in broken.split("\n"))):
        assert read(text).fields["actions"] == [{"id": "s#a2", "status": "done"}]


def test_what_is_not_understood_of_an_action_is_kept_with_its_words() -> None:
    found = read(form({}, items={"Netbeheerder bellen": "ja, maar nog niet alles"}))
    assert "actions" not in found.fields
    assert [text for _, text in found.rest] == ["Netbeheerder bellen: ja, maar nog niet alles"]


def test_what_stands_below_the_last_action_is_kept_with_its_words() -> None:
    found = read(form({"open": "we zijn er bijna\n\nDe rest later."}))
    about = POINTS.actions[-1][1]
    assert [text for _, text in found.rest] == [f"{about}: we zijn er bijna", "De rest later."]
    assert read(form({"open": "gedaan"})).fields["actions"] == [{"id": "s#a3", "status": "done"}]


def test_what_stands_below_the_last_bottleneck_is_about_the_question() -> None:
    found = read(form({"next": "De raad beslist pas in maart. Volgende keer 4 december."}))
    assert [one["title"] for one in found.fields["bottlenecks"]] == ["De raad beslist pas in maart"]
    assert found.fields["next_on"] == "2026-12-04"


def test_a_bottleneck_is_solved_behind_its_words() -> None:
    found = read(form({}, items={"Tekort op de grond": "opgelost, de provincie betaalt"}))
    assert found.fields["bottlenecks"] == [{"id": "tekort", "status": "resolved", "resolution": "de provincie betaalt"}]
    found = read(form({}, items={"Tekort op de grond": "de provincie denkt mee"}))
    assert [text for _, text in found.rest] == ["Tekort op de grond: de provincie denkt mee"]


def test_the_form_once_more_below_an_answer_is_an_older_mail() -> None:
    found = read(form({"summary": "Nieuw."}) + "\n\n" + form({"summary": "Oud."}, "> "))
    assert found.fields["summary"] == "Nieuw."


def test_what_was_printed_is_no_answer_where_a_mail_program_broke_it_in_the_middle_of_a_line() -> None:
    intro = " ".join(SENTENCES[name][0] for name in ("intro", "roles"))
    laid = "\n".join(f"> {line}" for line in textwrap.wrap(intro, 72))
    found = read(form({"summary": "De kabel."}).replace(SENTENCES["intro"][0], laid))
    assert (found.fields["summary"], found.rest) == ("De kabel.", [])


def test_two_sentences_are_two_actions_where_each_says_who() -> None:
    said = "De projectleider belt de provincie, voor 9 december. De procesmanager stuurt het format, vrijdag."
    found = read(form({"actions": said})).fields["actions"]
    assert [(one["owner"], one["due_on"]) for one in found] == [
        ("projectleider", "2026-12-09"),
        ("procesmanager", "2026-11-27"),
    ]
    assert len(read(form({"actions": "De projectleider belt de provincie. Die weet het."})).fields["actions"]) == 1


def test_sentences_that_a_mail_program_broke_are_whole_again() -> None:
    long = "De gemeente heeft meer tijd nodig dan eerst gedacht, omdat de jurist"
    assert read(form({"agreements": f"{long}\nziek is"})).fields["agreements"] == [f"{long} ziek is"]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("gedaan", {"status": "done"}),
        ("Is klaar.", {"status": "done"}),
        ("ja, de datum is bekend", {"status": "done", "result": "de datum is bekend"}),
        ("gedaan op 18 november", {"status": "done", "done_on": "2026-11-18"}),
        ("klaar hoor", {"status": "done"}),
        ("done: the date is known", {"status": "done", "result": "the date is known"}),
        ("vervalt, de raad wil het niet", {"status": "dropped", "because": "de raad wil het niet"}),
        ("niet meer nodig", {"status": "dropped"}),
        ("wacht op de raad", {"status": "waiting", "waits_on": "de raad"}),
        ("loopt nog", {}),
        ("nee", {}),
        ("nee, wordt 15 december", {"due_on": "2026-12-15"}),
        ("15-12", {"due_on": "2026-12-15"}),
        ("verzet naar 15 december want de jurist is ziek", {"due_on": "2026-12-15", "because": "de jurist is ziek"}),
        ("moved to 15 December, the lawyer is ill", {"due_on": "2026-12-15", "because": "the lawyer is ill"}),
        ("ja, maar nog niet alles", None),
        ("gedaan, op de bijlage na", None),
        ("de netbeheerder belt terug", None),
    ],
)
def test_what_became_of_an_action(said: str, fields: dict[str, str] | None) -> None:
    assert outcome(said, NEAR) == fields


def again(found: Reply) -> Form:
    """The same after the names in it were looked at, and after it was changed as text."""
    return entry(reply(found.whole(found.text), POINTS, NEAR), POINTS, WORDS, NEAR)


WORD = st.sampled_from(["De kabel is laat.", "- bellen", "gedaan", "4 december", "niets", "", "zie boven", "1. een"])


@given(st.dictionaries(st.sampled_from([*QUESTIONS]), WORD), st.dictionaries(st.sampled_from([LONG]), WORD))
def test_the_typed_lines_behind_what_was_printed_say_the_same(answers: dict[str, str], items: dict[str, str]) -> None:
    text = form(answers, items=items)
    found = again(reply(text, POINTS, NEAR))
    assert (found.fields, found.rest) == (read(text).fields, read(text).rest)


@given(st.lists(st.sampled_from([*form({}).split("\n"), "De kabel.", "> gedaan", "Groet,", "Els", "Van: Jan"])))
def test_whatever_is_left_of_a_form_is_read(rows: list[str]) -> None:
    found = read("\n".join(rows))
    assert found.fields.keys() <= {field.name for field in fields(Session)}


def test_a_sheet_has_its_answers_beside_the_questions() -> None:
    rows = [["Zes vragen", ""], ["1. Wat is er besproken?", "De kabel.\nDe weg."], ["", "En meer."]]
    rows += [["2. Wat is er afgesproken?", ""], ["Netbeheerder bellen (projectleider):", "gedaan"]]
    assert sheet_text(rows).split("\n")[1:] == [
        "1. Wat is er besproken?", "De kabel.", "De weg.", "En meer.", "2. Wat is er afgesproken?",
        "- Netbeheerder bellen (projectleider): gedaan",
    ]  # fmt: skip


def test_what_was_closed_since_the_form_was_sent_is_known_by_its_words_and_changes_nothing() -> None:
    since = Points(
        POINTS.actions[:1], (), {"open": [text for _, text in POINTS.actions[1:]], "next": ["Tekort op de grond"]}
    )
    for answered in ({}, {LONG: "11-12", "Tekort op de grond": "is opgelost"}):
        form_back = form({"summary": "Kort gesproken." if answered else ""}, items=answered)
        found = entry(reply(form_back, since, NEAR), since, WORDS, NEAR)
        assert found.rest == []
        assert found.fields.get("summary") == ("Kort gesproken." if answered else None)
        assert not found.fields.keys() & {"actions", "bottlenecks"}
        assert [str(why) for _, why in found.remarks] == [
            f"`{title}` was closed since; left out: {said}" for title, said in answered.items()
        ]


@pytest.mark.parametrize(
    ("said", "status", "resolution"),
    [
        ("is opgelost, de grond is gekocht", "resolved", "de grond is gekocht"),
        ("inmiddels opgelost door de provincie", "resolved", "door de provincie"),
        ("opgelost", "resolved", None),
        ("veldwerk is gedaan, opgelost", "resolved", "veldwerk is gedaan"),
    ],
)
def test_a_bottleneck_is_solved_in_a_sentence_too(said: str, status: str, resolution: str | None) -> None:
    (one,) = read(form({}, items={"Tekort op de grond": said})).fields["bottlenecks"]
    assert (one["id"], one["status"], one.get("resolution")) == ("tekort", status, resolution)


@pytest.mark.parametrize("said", ["de grond is nog niet gekocht, opgelost?", "niet gekocht, opgelost"])
def test_a_bottleneck_that_is_solved_in_doubt_is_left(said: str) -> None:
    assert "bottlenecks" not in read(form({}, items={"Tekort op de grond": said})).fields


def test_more_actions_in_a_row_become_what_is_said_of_each() -> None:
    found = read(form({"open": "planning rondsturen is gedaan; iets anders ook"}))
    assert found.fields["actions"] == [{"id": "s#a2", "status": "done"}]
    assert "iets anders ook" in " ".join(text for _, text in found.rest)


def test_what_stands_beside_the_day_of_the_next_talk_is_not_lost() -> None:
    found = read(form({"next": "de netbeheerder reageert niet. volgende keer 4 december"}))
    assert found.fields["next_on"] == "2026-12-04"
    assert [one["title"] for one in found.fields["bottlenecks"]] == ["de netbeheerder reageert niet"]
    found = read(
        form({"next": "De raad is nog lang niet zover, dus ons volgende gesprek wordt op 4 december gehouden."})
    )
    assert found.fields["next_on"] == "2026-12-04" and "De raad is nog lang niet zover" in str(found.rest)


def test_a_letter_below_an_empty_form_answers_no_question_of_it() -> None:
    letter = "We hebben de kabel besproken. Afgesproken dat we elke week bellen. Tot 4 december!"
    found = read(form({}, mark="> ") + f"\n\n{letter}\n\nGroet,\nBo\n")
    assert found.fields["agreements"] == ["We elke week bellen."] or found.fields["agreements"]
    assert "bottlenecks" not in found.fields and "We hebben de kabel besproken." in str(found.rest)


def test_i_is_who_sent_the_answers() -> None:
    answers = reply(
        form({"actions": "Ik stuur de notitie voor 4 december, netbeheerder belt maandag terug"}), POINTS, NEAR
    )
    found = entry(answers, POINTS, WORDS, NEAR, writer="projectleider").fields["actions"]
    assert [one["owner"] for one in found] == ["projectleider", "netbeheerder"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Het college heeft dinsdag de nota vastgesteld.", "decisions"),
        ("Besluit: college gaat akkoord met de nota", "decisions"),
        ("Kapvergunning geweigerd (17-11)", "decisions"),
        ("Afgesproken: elke week bellen", "agreements"),
        ("Actie: projectleider belt de netbeheerder", "actions"),
    ],
)
def test_what_says_of_itself_what_it_is_stands_in_nobodys_way(said: str, key: str) -> None:
    found = read(form({"next": f"{said}\nDe kabel ligt er niet."}))
    assert len(found.fields[key]) == 1
    assert [one["title"] for one in found.fields["bottlenecks"]] == ["De kabel ligt er niet"]


def test_what_stands_in_the_way_of_a_decision_stays_in_the_way() -> None:
    found = read(form({"next": "Het college heeft de nota vastgesteld, maar de kabel is te laat. Volgende keer 4-12"}))
    assert [one["outcome"] for one in found.fields["decisions"]] == ["Het college heeft de nota vastgesteld"]
    assert [one["title"] for one in found.fields["bottlenecks"]] == ["De kabel is te laat"]
    assert found.fields["next_on"] == "2026-12-04"


@pytest.mark.parametrize("above", ["opgelost, de grond is gekocht", "opgelost"])
def test_the_next_day_below_a_bottleneck_is_not_how_that_was_solved(above: str) -> None:
    typed = f"{above}\nVolgende keer 7 dec\nDe welstand ligt dwars"
    found = read(form({}, items={"Tekort op de grond": typed})).fields
    assert found["next_on"] == "2026-12-07"
    solved, new = found["bottlenecks"]
    assert solved["id"] == "tekort" and solved["status"] == "resolved"
    assert solved.get("resolution", "") in above
    assert new["title"] == "De welstand ligt dwars"


def test_how_a_bottleneck_was_solved_may_go_on_below() -> None:
    typed = "opgelost, de grond is na lang praten eindelijk\ngekocht door de gemeente"
    (solved,) = read(form({}, items={"Tekort op de grond": typed})).fields["bottlenecks"]
    assert solved["resolution"] == "de grond is na lang praten eindelijk gekocht door de gemeente"


def test_where_the_answers_are_is_no_answer() -> None:
    text = "Zie mijn antwoorden tussen de regels. Bel me gerust: 06-12345678.\n\n" + form(
        {"summary": "De kabel."}, "> "
    )
    found = reply(text.replace("> De kabel.", "De kabel."), POINTS, NEAR)
    assert found.above == []


def test_the_days_on_which_somebody_works_are_part_of_the_signature() -> None:
    signed = "\n\nGroet, Els\n\nEls Bakker\nT 030-1234567\nAanwezig: ma, di, do\n\n"
    text = "De kabel komt eerder." + signed + form({"agreements": ""}, "> ")
    assert [line for _, line in reply(text, POINTS, NEAR).above] == ["De kabel komt eerder."]
