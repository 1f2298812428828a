"""The form of a session: what is filled in is read back, what is left alone gives nothing."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.readers.forms import session
from ppl.readers.forms.seal import seal_form
from ppl.readers.forms.session import Form, is_form, noted
from ppl.readers.words import HEADINGS
from tests import make
from tests.store.form_text import TODAY, WORDS, line_of, lines_of_any_kind, lost_lines, missing

PRINTED = """# Sessie Waterrijk

<!-- Vul in wat u weet.
- [x] a9 (2026-01-05-weekly): in een toelichting -->

- soort: wekelijks gesprek
- datum: 2026-03-04
- vorm:
- aanwezig:

## Samenvatting

## Aantekeningen

- [ ] n0f7f (2026-03-01): actie: mail \\<de\\> gemeente
- [ ] n1111 (2026-03-02): losse gedachte

## Open acties

- [ ] a1 (2026-01-05-weekly): Netbeheerder bellen | projectleider | 2026-01-12
- [ ] a2 (2026-02-05-weekly): Van A -> B, "snel" \\| nu

## Nieuwe acties

-

## Afspraken

-

## Knelpunten

- netaansluiting (open, Kabel (de oude): komt te laat):
-

## Interventies

- samen-plannen (loopt, Samen plannen):
-

## Besluiten

-

## Lichten

- tijd:
  - oorzaak:
  - gevolg:
  - maatregel:
- geld:
  - oorzaak:

## Les

- Wat ging anders dan gepland?
- Wat is er gedaan?
- Wat is het advies aan een ander project?

## Feiten

-

## Volgende keer

-
"""
FORM = seal_form(PRINTED)
UNMARKED = PRINTED.replace("A -> B", "A naar B")
HEAD = {"kind": "weekly", "held_on": "2026-03-04"}


def read(text: str) -> Form:
    return session.read(text, WORDS, TODAY)


def filled(section: str, *lines: str, form: str = FORM) -> str:
    """The form with lines typed below a heading."""
    text, number = re.subn(rf"(?m)^## {re.escape(section)}\n", lambda m: m[0] + "\n".join(lines) + "\n", form)
    assert number == 1, section
    return text


def typed(old: str, new: str) -> dict[str, Any]:
    """What comes of a change in the printed form, without its head."""
    assert old in FORM
    form = read(FORM.replace(old, new, 1))
    assert form.rest == []
    return {name: value for name, value in form.fields.items() if name not in HEAD}


# what is left alone


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_form_that_was_left_alone_is_an_empty_entry(ending: str, start: str) -> None:
    form = read(start + FORM.replace("\n", ending))
    assert form == Form({}, {}, [])


def test_so_is_one_whose_punctuation_a_phone_made_pretty() -> None:
    pretty = re.sub(r"(?m)^( *)- ", r"\1* ", FORM.replace('"snel"', "“snel”"))
    assert read(pretty) == Form({}, {}, [])


def test_without_its_last_line_only_the_head_is_there() -> None:
    form = read(UNMARKED)
    assert (form.fields, form.rest) == (HEAD, [])


def test_what_was_filled_in_brings_the_head_along() -> None:
    assert read(filled("Feiten", "- het is zo")).fields == {**HEAD, "facts": ["het is zo"]}


# what is open


@pytest.mark.parametrize(
    ("new", "change"),
    [
        ("- [x] a1", {"status": "done"}),
        ("- [X] a1", {"status": "done"}),
        ("- ☑ a1", {"status": "done"}),
        ("- [-] a1", {"status": "dropped"}),
    ],
)
def test_a_box_says_what_became_of_an_action(new: str, change: dict[str, str]) -> None:
    assert typed("- [ ] a1", new) == {"actions": [{"id": "2026-01-05-weekly#a1", **change}]}


@pytest.mark.parametrize(
    ("box", "behind", "change"),
    [
        ("[x]", " -> datum bekend", {"status": "done", "result": "datum bekend"}),
        ("[x]", " → datum | bekend", {"status": "done", "result": "datum | bekend"}),
        ("[x]", " -> 2 maart", {"status": "done", "done_on": "2026-03-02"}),
        ("[-]", " -> niet nodig", {"status": "dropped", "because": "niet nodig"}),
        ("[ ]", " -> 1 april", {"due_on": "2026-04-01"}),
        ("[ ]", " -> volgende week vrijdag", {"due_on": "2026-03-13"}),
        ("[ ]", " -> 1-4: net is vol", {"due_on": "2026-04-01", "because": "net is vol"}),
        ("[ ]", " -> wacht op de raad", {"status": "waiting", "waits_on": "de raad"}),
        ("[ ]", " -> gedaan, staat op de schijf", {"status": "done", "result": "staat op de schijf"}),
        ("[ ]", " -> klaar", {"status": "done"}),
        ("[ ]", " -> vervalt, de raad doet het zelf", {"status": "dropped", "because": "de raad doet het zelf"}),
    ],
)
def test_text_behind_the_arrow_is_result_reason_or_new_day(box: str, behind: str, change: dict[str, str]) -> None:
    line = '- [ ] a2 (2026-02-05-weekly): Van A -> B, "snel" \\| nu'
    found = typed(line, line.replace("[ ]", box) + behind)
    assert found == {"actions": [{"id": "2026-02-05-weekly#a2", **change}]}


def test_owner_and_day_written_over_are_a_change_and_a_new_text_is_left() -> None:
    assert typed("| 2026-01-12", "| 2026-01-19") == {
        "actions": [{"id": "2026-01-05-weekly#a1", "owner": "projectleider", "due_on": "2026-01-19"}]
    }
    form = read(FORM.replace("Netbeheerder bellen", "Netbeheerder mailen"))
    assert [text for _, text in form.rest] == [
        "a1 (2026-01-05-weekly): Netbeheerder mailen | projectleider | 2026-01-12"
    ]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("- [x] a1 -> klaar", {"id": "a1", "status": "done", "result": "klaar"}),
        ("- [-] 2026-01-05-weekly#a1: nee", {"id": "2026-01-05-weekly#a1", "status": "dropped", "because": "nee"}),
        ("- a1 -> 1 april", {"id": "a1", "due_on": "2026-04-01"}),
    ],
)  # fmt: skip
def test_an_action_is_named_by_its_id_alone(line: str, change: dict[str, str]) -> None:
    assert read(f"## Acties\n{line}\n").fields == {"actions": [change]}


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        (" opgelost -> noodkabel", {"bottlenecks": [{"status": "resolved", "resolution": "noodkabel"}]}),
        (" oplgelost -> noodkabel", {"bottlenecks": [{"status": "oplgelost"}], "facts": ["netaansluiting: noodkabel"]}),
        (" resolved", {"bottlenecks": [{"status": "resolved"}]}),
        (" wacht", {"bottlenecks": [{"status": "waiting"}]}),
        (" wacht -> op de raad", {"facts": ["netaansluiting: op de raad"], "bottlenecks": [{"status": "waiting"}]}),
        (" de kabel ligt er", {"facts": ["netaansluiting: de kabel ligt er"]}),
        ("\n  eigenaar: netbeheerder", {"bottlenecks": [{"owner": "netbeheerder"}]}),
    ],
)
def test_a_bottleneck_changes_by_what_stands_behind_its_colon(behind: str, found: dict[str, Any]) -> None:
    for one in found.get("bottlenecks", ()):
        one["id"] = "netaansluiting"
    assert typed("komt te laat):", "komt te laat):" + behind) == found


def test_a_bottleneck_that_was_not_printed_changes_by_its_id() -> None:
    assert read("## Knelpunten\n- netaansluiting: opgelost -> noodkabel\n").fields == {
        "bottlenecks": [{"id": "netaansluiting", "status": "resolved", "resolution": "noodkabel"}]
    }
    assert read(FORM.replace("(open, Kabel", "(opgelost, Kabel")).fields["bottlenecks"] == [
        {"id": "netaansluiting", "status": "resolved"}
    ]


def test_an_intervention_changes_with_what_it_brought() -> None:
    observed = {"effect": "eerder klaar", "weeks": "3", "on": "2026-03-04"}
    assert typed("Samen plannen):", "Samen plannen): afgerond -> eerder klaar (3 weken)") == {
        "interventions": [{"id": "samen-plannen", "status": "done", "observed": observed}]
    }


def test_waiting_notes_are_used_kept_or_dropped() -> None:
    text = FORM.replace("- [ ] n0f7f", "- [x] n0f7f").replace("- [ ] n1111", "- [-] n1111")
    assert read(text).fields == {**HEAD, "actions": [{"text": "mail <de> gemeente"}]}
    assert noted(text) == {"n0f7f": "used", "n1111": "dropped"}
    assert noted(FORM) == {}
    assert read(FORM.replace("- [ ] n1111", "- [x] n1111")).fields == {**HEAD, "summary": "losse gedachte"}


def test_a_note_that_was_moved_to_its_heading_is_used_there() -> None:
    line = "- [ ] n1111 (2026-03-02): losse gedachte"
    text = filled("Feiten", line, form=FORM.replace(line + "\n", ""))
    assert read(text).fields == {**HEAD, "facts": ["losse gedachte"]}
    assert noted(text) == {"n1111": "used"}


# what is new


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("projectleider: vraag het net (voor 1 december)", ("vraag het net", "projectleider", "2026-12-01")),
        ("vraag het net | projectleider | 2026-12-01", ("vraag het net", "projectleider", "2026-12-01")),
        ("@projectleider vraag het net | 1-12", ("vraag het net", "projectleider", "2026-12-01")),
        ("vraag het net @projectleider", ("vraag het net", "projectleider", None)),
        ("vraag @netbeheerder om een datum", ("vraag netbeheerder om een datum", "netbeheerder", None)),
        ("bel (projectleider, uiterlijk vrijdag)", ("bel", "projectleider", "2026-03-06")),
        ("bel | municipal project leader | 1-12-2026", ("bel", "projectleider", "2026-12-01")),
        ("corporatie (Woonfijn): reken door", ("reken door", {"role": "corporatie", "organisation": "Woonfijn"}, None)),
        ("bel de raad voor 1 december", ("bel de raad voor 1 december", None, "2026-12-01")),
        ("bel | de buurman | volgende vrijdag", ("bel | de buurman", None, "2026-03-13")),
        ("let op: bel (snel)", ("let op: bel (snel)", None, None)),
        ("bel voor 31 februari", ("bel voor 31 februari", None, None)),
    ],
)
def test_owner_and_day_are_understood_and_the_rest_stays_in_the_text(line: str, action: tuple[Any, ...]) -> None:
    expected = {k: v for k, v in zip(("text", "owner", "due_on"), action, strict=True) if v is not None}
    assert read(f"## Nieuwe acties\n- {line}\n").fields == {"actions": [expected]}


def test_a_new_bottleneck_has_its_category_by_code_word_or_synonym() -> None:
    form = read(
        "## Knelpunten\n- Kabel te laat [Netaansluiting, aerius]\n  Er is geen ruimte\n  meer.\n"
        "  - eigenaar: grid operator\n"
        "* Uitstoot [nitrogen]\n## Risico’s\n- Geen animo [onbekend]\n"
    )
    assert form.fields["bottlenecks"] == [
        {
            "title": "Kabel te laat",
            "category": "netcongestie",
            "also": ["stikstof"],
            "owner": "netbeheerder",
            "description": "Er is geen ruimte meer.",
        },
        {"title": "Uitstoot", "category": "stikstof"},
        {"title": "Geen animo", "category": "onbekend", "status": "risk"},
    ]
    assert line_of(form, ("bottlenecks", 0, "owner")) == 5
    assert line_of(form, ("bottlenecks", 2, "category")) == 8


def test_a_new_intervention_has_what_is_expected_of_it() -> None:
    form = read(
        "## Interventies\n- Samen tekenen [naast elkaar]\n  voor: netaansluiting\n  verwacht: sneller (2,5 weken)\n"
    )
    assert form.fields["interventions"] == [
        {
            "title": "Samen tekenen",
            "kind": "parallel",
            "for": "netaansluiting",
            "expected": {"effect": "sneller", "weeks": "2.5"},
        }
    ]


def test_a_decision_has_who_what_and_why_and_a_sentence_is_a_fact() -> None:
    form = read(
        "## Besluiten\n- advies: doorgaan\n  - door: procesmanager\n  - reden: het past\n  de raad wil\n"
        "- De raad wacht\n"
    )
    assert form.fields["decisions"] == [
        {"kind": "advice", "by": "procesmanager", "reasons": ["het past", "de raad wil"], "outcome": "doorgaan"}
    ]
    assert form.fields["facts"] == ["Besluit: De raad wacht"]


def test_three_questions_make_a_lesson_whose_title_is_the_advice() -> None:
    text = FORM.replace("gepland?", "gepland? De kabel kwam te laat.").replace(
        "gedaan?", "gedaan?\n  Gebeld.\n  En nog eens."
    )
    text = text.replace("ander project?", "ander project?\nBel op tijd. Want anders niet.")
    form = read(text)
    assert form.fields["lessons"] == [
        {
            "title": "Bel op tijd",
            "went_otherwise": "De kabel kwam te laat.",
            "did": "Gebeld. En nog eens.",
            "advice": "Bel op tijd. Want anders niet.",
        }
    ]


def test_a_second_answer_begins_a_second_lesson() -> None:
    form = read("## Lessons\n- What was done? A\n- Advice: B\n- title: C\n- What was done? D\n- Just a sentence\n")
    assert form.fields["lessons"] == [
        {"did": "A", "advice": "B", "title": "C"},
        {"title": "D", "did": "D"},
        {"title": "Just a sentence", "advice": "Just a sentence"},
    ]


def test_lights_have_cause_consequence_and_correction() -> None:
    light = {"light": "amber", "cause": "kabel", "consequence": "start schuift", "correction": "noodkabel"}
    text = FORM.replace("tijd:\n  - oorzaak:", "tijd: oranje\n  - oorzaak: kabel", 1)
    text = text.replace("gevolg:", "gevolg: start schuift").replace("maatregel:", "maatregel: noodkabel")
    form = read(text)
    assert form.fields["lights"] == {"time": light}
    assert PRINTED.split("\n")[line_of(form, ("lights", "time", "correction")) - 1] == "  - maatregel:"
    flat = (
        "## Lights\ntime: amber -> kabel\nconsequence: start schuift\nmaatregel: noodkabel\non track: aandacht -> net\n"
    )
    assert read(flat).fields == {"lights": {"time": light}, "on_track": {"judgement": "attention", "because": "net"}}


def test_an_unknown_word_where_a_code_is_asked_stays_for_the_check_to_name() -> None:
    form = read("## Lichten\n- tijd: paars\n## Aanwezig\n- projectlijder\n")
    assert form.fields == {"lights": {"time": {"light": "paars"}}, "attended": ["projectlijder"]}
    assert line_of(form, ("attended", 0)) == 4


@pytest.mark.parametrize(
    ("typed", "next_on", "agreements"),
    [
        ("vrijdag 6 maart", "2026-03-06", None),
        ("12-3", "2026-03-12", None),
        ("vrijdag 6 maart 10:00, stadhuis", "2026-03-06", ["vrijdag 6 maart 10:00, stadhuis"]),
        ("volgende week vrijdag om 10:00", "2026-03-13", ["volgende week vrijdag om 10:00"]),
    ],
)
def test_the_next_day_is_read_and_the_hour_is_an_agreement(typed: str, next_on: str, agreements: object) -> None:
    fields = read(f"## Volgende keer\n{typed}\n").fields
    assert (fields["next_on"], fields.get("agreements")) == (next_on, agreements)


def test_the_head_says_kind_day_form_people_and_length() -> None:
    head = "- soort: leergesprek\n- datum: 2 maart\n- vorm: Teams\n- aanwezig: projectleider, procesmanager\n"
    assert read(head + "- duur: 1,5 uur\n").fields == {
        "kind": "learning",
        "held_on": "2026-03-02",
        "form": "online",
        "attended": ["projectleider", "procesmanager"],
        "minutes": "90",
    }


def test_the_summary_stays_as_it_was_typed() -> None:
    assert read("## Samenvatting\nEerste regel\ntweede.\n\n\n- punt\n## Feiten\n").fields == {
        "summary": "Eerste regel\ntweede.\n\n- punt"
    }


def test_what_stands_under_an_unknown_heading_is_left_with_its_line() -> None:
    assert read("## Allerlei\n- dit\n## Feiten\n- dat\n").rest == [(1, "Allerlei"), (2, "dit")]


@pytest.mark.parametrize("language", [0, 1])
def test_every_heading_is_known_in_both_languages_whatever_its_dress(language: int) -> None:
    for key, entry in HEADINGS.items():
        for line in ("## {}", "# {}:", "**{}**", "{}:", "### 3. {} ##", "{}"):
            text = line.format(str(entry[language]).replace("'", "’"))
            assert session.heading_in(text) == (key, session.heading_in(text)[1])  # type: ignore[index]


def test_a_form_is_known_by_its_mark_or_its_headings_and_an_entry_in_yaml_is_none() -> None:
    assert is_form(FORM)
    assert is_form(PRINTED)
    assert not is_form("## Acties\n- bel")
    assert not is_form("kind: weekly\nheld_on: 2026-03-04\n## Acties\n## Feiten\n")


def test_the_words_come_from_the_knowledge() -> None:
    words = session.words_of(make.knowledge())
    assert words.categories["netcongestie"] == ("Vol stroomnet", "Grid congestion", ())
    assert words.roles["projectleider"][0] == "projectleider"


# the laws

_TEXT = st.lists(
    st.sampled_from(["kabel", "weg", "huis", "plan", "raad", "boom", "geld", "grond", "brug", "‘toch’", "één", "12"]),
    min_size=1,
    max_size=5,
)
_SENTENCE = _TEXT.map(lambda words: " ".join(["Zo", *words]))
_DAY = st.dates(min_value=TODAY, max_value=TODAY.replace(year=2027)).map(str)
_OWNER = st.sampled_from(sorted(WORDS.roles))


@st.composite
def _actions(draw: st.DrawFn) -> tuple[list[str], dict[str, Any]]:
    action = {"text": draw(_SENTENCE)}
    line = f"- {action['text']}"
    if draw(st.booleans()):
        action["owner"] = draw(_OWNER)
        line += f" | {draw(st.sampled_from([action['owner'], WORDS.roles[action['owner']][1]]))}"
    if draw(st.booleans()):
        action["due_on"] = draw(_DAY)
        line += f" | {action['due_on']}"
    return [line], action


@st.composite
def _bottlenecks(draw: st.DrawFn) -> tuple[list[str], dict[str, Any]]:
    code = draw(st.sampled_from(sorted(WORDS.categories)))
    found = {"title": draw(_SENTENCE), "category": code}
    lines = [f"- {found['title']} [{draw(st.sampled_from([code, WORDS.categories[code][0]]))}]"]
    if draw(st.booleans()):
        found["owner"] = draw(_OWNER)
        lines.append(f"  eigenaar: {found['owner']}")
    if draw(st.booleans()):
        found["description"] = draw(_SENTENCE)
        lines.append(f"  {draw(st.sampled_from(['', '- beschrijving: ']))}{found['description']}")
    return lines, found


_FACTS = _SENTENCE.map(lambda text: ([f"- {text}"], text))


@given(
    st.lists(_actions(), max_size=4), st.lists(_bottlenecks(), max_size=3), st.lists(_FACTS, max_size=3), st.booleans()
)
def test_what_is_filled_in_is_read_back(
    actions: list[tuple[list[str], Any]],
    bottlenecks: list[tuple[list[str], Any]],
    facts: list[tuple[list[str], Any]],
    has_mark: bool,
) -> None:
    text, expected = FORM if has_mark else UNMARKED, {}
    for section, name, made in (
        ("Nieuwe acties", "actions", actions),
        ("Knelpunten", "bottlenecks", bottlenecks),
        ("Feiten", "facts", facts),
    ):
        text = filled(section, *(line for lines, _ in made for line in lines), form=text)
        if made:
            expected[name] = [value for _, value in made]
    form = read(text)
    assert form.fields == ({**HEAD, **expected} if expected or not has_mark else {})
    assert form.rest == []
    rows = text.split("\n")
    for name, place in (("actions", "text"), ("bottlenecks", "title"), ("facts", None)):
        for number, value in enumerate(expected.get(name, ())):
            said = value[place] if place else value
            assert said in rows[line_of(form, (name, number, place) if place else (name, number)) - 1]


@given(lines_of_any_kind())
def test_every_word_of_a_form_is_in_the_fields_or_in_the_rest(made: tuple[str, list[str]]) -> None:
    text, words = FORM + made[0], made[1]
    form = read(text)
    assert missing(form, words) == []
    assert lost_lines(form, text) == []


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_text_is_refused(text: str) -> None:
    for whole in (text, FORM + text, text + FORM):
        assert lost_lines(read(whole), whole) == []
        noted(whole)
        is_form(whole)


@pytest.mark.parametrize(
    "line",
    [
        "x" * 1_000_000,
        " " * 500_000 + "x",
        "-> " * 100_000,
        "): " * 100_000,
        "- netaansluiting (open, " + "a" * 300_000,
        "<!--" * 50_000,
        "[" * 100_000 + "]" * 100_000,
        "*" * 300_000,
        "# " * 100_000,
        "label: " * 50_000,
    ],
    ids=lambda line: line[:10],
)
@pytest.mark.parametrize("section", ["Nieuwe acties", "Knelpunten", "Lichten", "Les", "Besluiten", "Volgende keer"])
def test_long_lines_take_no_time(section: str, line: str) -> None:
    begin = time.process_time()
    read(filled(section, f"- {line}", f"  {line}"))
    assert time.process_time() - begin < 5
