"""What people mean when they type a day, a role, a code or a number; and which questions follow from answers."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppl.cli import language
from ppl.cli.ask import conversation, new_points, parsers
from ppl.cli.ask.answers_to_entry import session_fields
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.questions import Answered, Asker, Question, RefusalError
from ppl.cli.ask.session import script
from ppl.cli.ask.shared import category as shared_category
from ppl.cli.ask.shared import guessed
from ppl.cli.ask.talk_line import TalkOptions
from ppl.cli.ask.talk_line import questions as talk_questions
from ppl.cli.desk import Desk
from ppl.cli.terminal import cleaned, printable
from ppl.errors import Text
from ppl.model.session import Session
from ppl.readers.words import Names
from ppl.rules.standing import titled_like
from ppl.store import codec
from ppl.visible import visible
from tests import make
from tests.conftest import TODAY

DAY = datetime.date(2026, 1, 12)  # a Monday
ROLES = {"projectleider": ("municipal project leader",), "procesmanager": (), "leermanager": ()}
CODES: Mapping[str, tuple[str, ...]] = {
    "stikstof": ("Stikstof", "aerius"),
    "netcongestie": ("Vol stroomnet", "netaansluiting"),
}


NAMES = Names({role: (role, role, (role,)) for role in ROLES}, True)
NEAR = ("projectleider", "procesmanager")
# 16 January 2026 is a Friday
OTHER_WEEKDAY = [
    (parsers.day(DAY, is_ahead=True), "ma 16 januari", "2026-01-16", {}),
    (parsers.day_and_why(DAY), "ma 16 januari, want ziek", "2026-01-16", {".because": "ziek"}),
    (parsers.who_and_when(ROLES, NEAR, DAY), "2, ma 16 januari", "procesmanager, 2026-01-16",
     {".owner": "procesmanager", ".due_on": "2026-01-16"}),
    (parsers.action(ROLES, NAMES, NEAR, DAY), "Planning rondsturen, 2, ma 16 januari",
     "Planning rondsturen, procesmanager, 2026-01-16",
     {".text": "Planning rondsturen", ".owner": "procesmanager", ".due_on": "2026-01-16"}),
]  # fmt: skip


@pytest.mark.parametrize(("read", "typed", "answer", "more"), OTHER_WEEKDAY)
def test_a_date_on_another_weekday_is_asked_again_and_nothing_of_the_line_is_lost(
    read: parsers.Reader, typed: str, answer: str, more: dict[str, str]
) -> None:
    with pytest.raises(RefusalError, match="2026-01-16 is a Friday") as refused:
        read(typed)
    assert refused.value.insisted == answer
    assert getattr(refused.value.insisted, "more", {}) == more
    assert read(typed.replace("ma 16", "vr 16")) == answer


class Lines:
    """A terminal on which a line cannot be edited: what is typed there, and what was said."""

    is_editable, width, typed, hears = False, 80, "", None

    def __init__(self, *lines: str) -> None:
        self.desk = Desk({"PPL_LANG": "en"})
        self.lines, self.said = [*lines], list[str]()

    def say(self, text: Text | str, indent: str = "") -> None:
        self.said.append(self.desk.words(text))

    def line(self, prompt: str, words: Sequence[str] = (), filled: str = "") -> str:
        return self.lines.pop(0)


def test_enter_keeps_the_answer_that_stands_there_where_lines_cannot_be_edited() -> None:
    terminal = Lines("")
    question = Question("summary", Text("Summary"), Text("?"))
    assert Asker(cast("Any", terminal)).ask(question, "Kort gesproken.") == "Kort gesproken."
    assert terminal.lines == [] and "not kept" not in " ".join(terminal.said)


def test_enter_behind_what_was_not_understood_is_warned_of_once() -> None:
    terminal = Lines("ooit", "", "")
    question = Question("next_on", Text("Next talk"), Text("?"), parsers.day(DAY, is_ahead=True))
    assert Asker(cast("Any", terminal)).ask(question) == ""
    assert sum("not kept" in said for said in terminal.said) == 1


@pytest.mark.parametrize(
    ("typed", "ahead", "past"),
    [
        ("today", "2026-01-12", "2026-01-12"),
        ("gisteren", "2026-01-11", "2026-01-11"),
        ("morgen", "2026-01-13", "2026-01-13"),
        ("+2w", "2026-01-26", "2026-01-26"),
        ("+10", "2026-01-22", "2026-01-22"),
        ("+1m", "2026-02-12", "2026-02-12"),
        ("vr", "2026-01-16", "2026-01-09"),
        ("Friday", "2026-01-16", "2026-01-09"),
        ("ma", "2026-01-19", "2026-01-12"),
        ("10-1", "2027-01-10", "2026-01-10"),
        ("1-12", "2026-12-01", "2025-12-01"),
        ("1/2/26", "2026-02-01", "2026-02-01"),
        ("1 maart", "2026-03-01", "2026-03-01"),
        ("3 okt. 2027", "2027-10-03", "2027-10-03"),
        ("2026-2-3", "2026-02-03", "2026-02-03"),
    ],
)
def test_a_day_is_typed_as_people_say_it(typed: str, ahead: str, past: str) -> None:
    assert parsers.day(DAY, is_ahead=True)(typed) == ahead
    assert parsers.day(DAY, is_ahead=False)(typed) == past


@pytest.mark.parametrize("typed", ["31-2", "ooit", "2026-13-01", "d", "12", "1-2-3-4", "", "a-b"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(RefusalError):
        parsers.day(DAY, is_ahead=True)(typed)


@given(st.text(), st.booleans())
def test_any_text_is_a_day_or_is_refused(typed: str, is_ahead: bool) -> None:
    read = parsers.day(DAY, is_ahead)
    try:
        stored = read(typed)
    except RefusalError as refusal:
        assert refusal.what.values == {"text": typed}
    else:
        assert datetime.date.fromisoformat(stored).isoformat() == stored == read(stored)


@given(st.text())
def test_nothing_typed_or_stored_can_steer_the_terminal(text: str) -> None:
    for shown, newline in ((printable(text), ""), (cleaned(text), "\n")):
        assert visible(shown) == shown
        assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") or sign == newline for sign in shown)


def test_keys_that_the_terminal_does_not_know_leave_nothing_behind() -> None:
    assert cleaned("een\x1b[D twee\x1bOA\x7f ") == "een twee"


def test_a_role_is_its_beginning_its_words_or_its_number() -> None:
    read = parsers.party(ROLES, ["leermanager", "projectleider"])
    assert [read(typed) for typed in ("projectl", "2", "Municipal Project Leader", "proces (Het Bureau)")] == [
        "projectleider",
        "projectleider",
        "projectleider",
        "procesmanager (Het Bureau)",
    ]


def test_a_name_of_a_person_is_never_taken_for_a_role_and_a_word_only_when_typed_twice() -> None:
    read = parsers.party(ROLES)
    with pytest.raises(RefusalError) as name:
        read("Jan de Vries")
    assert name.value.insisted is None
    with pytest.raises(RefusalError) as word:
        read("makelaar")
    assert word.value.insisted == "makelaar"


def test_several_roles_stand_behind_commas_also_where_an_organisation_has_one() -> None:
    assert parsers.split("a, b (C, D), e;f") == ["a", "b (C, D)", "e", "f"]


def test_weeks_take_a_comma_and_a_minus() -> None:
    assert [parsers.weeks(typed) for typed in ("3", "1,5", "-2 weken")] == ["3", "1.5", "-2"]
    with pytest.raises(RefusalError):
        parsers.weeks("veel")


def test_a_category_is_guessed_from_its_words_in_the_title_but_never_between_two() -> None:
    assert guessed("De netaansluiting is laat", CODES) == "netcongestie"
    assert guessed("Stikstof en netaansluiting", CODES) == ""
    assert guessed("Ruzie", CODES) == ""
    more = {"stikstof": ("PAS", "depositie"), "netcongestie": ("Stedin",), "water-bodem": ("bodem", "vervuiling")}
    titles = (
        "De compas is stuk",
        "De aanbesteding duurt lang",
        "PAS loopt af",
        "Stedin komt niet",
        "De grond is vervuild",
    )
    assert [guessed(title, more) for title in titles] == ["", "", "stikstof", "netcongestie", "water-bodem"]


def points() -> OpenPoints:
    today = datetime.date.fromisoformat(TODAY)
    return OpenPoints("waterrijk", "Waterrijk", today, "weekly", {"weekly": "1 week"}, ROLES, lambda: CODES, set())


ANSWERS = st.dictionaries(
    st.sampled_from(
        [
            "talk", "talk.kind", "talk.attended", "summary", "settled.1", "settled.1.by", "settled.2", "new-action.1",
            "new-action.1.text", "new-action.1.owner", "new-action.1.who", "new-action.1.who.due_on", "new-action.2",
            "new-action.2.text", "more.1", "more.1.title", "more.1.category", "more.2", "more.2.title", "more.2.for",
            "more.2.weeks", "lesson.went_otherwise", "lesson.advice", "light.time", "light.time.cause", "next_on",
        ]
    ),
    st.sampled_from(["", "weekly", "contact", "2026-02-27", "projectleider", "3", "red", "more.1", "bottleneck",
                     "intervention", "lights", "besluit om te gaan"]),
)  # fmt: skip


@given(ANSWERS)
def test_only_what_is_asked_now_gets_into_the_entry(answers: dict[str, str]) -> None:
    """A changed answer may make others idle: they stay in the draft and out of the record."""
    kind = {"kind": "weekly"} if answers.get("talk.kind") not in ("weekly", "contact") else {}
    options = TalkOptions(**kind)
    if "new-action.1" in answers:
        answers["new-action.1.text"] = answers["new-action.1"]
    if "new-action.2" in answers:
        answers["new-action.2.text"] = answers["new-action.2"]
    found = session_fields(points(), options, answers)
    asked = [question.key for question in script(points(), options, answers)]
    assert len({*asked}) == len(asked)
    assert ("actions" in found) == any(answers.get(f"new-action.{number}") for number in (1, 2))
    assert ("lights" in found) == ("light.time" in asked and bool(answers.get("light.time")))
    has_settled = "settled.1" in asked and any(answers.get(f"settled.{number}") for number in (1, 2))
    assert ("agreements" in found or "decisions" in found) == has_settled
    assert set(codec.marked_plain(Session, found)) == set(found)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bel hem, 1, +2w", {".text": "Bel hem", ".owner": "projectleider", ".due_on": "2026-01-26"}),
        ("Bel hem, 20-1, 2", {".text": "Bel hem", ".owner": "procesmanager", ".due_on": "2026-01-20"}),
        ("Bel hem @2 vr", {".text": "Bel hem", ".owner": "procesmanager", ".due_on": "2026-01-16"}),
        ("Overleg met Rijk, provincie en gemeente", {".text": "Overleg met Rijk, provincie en gemeente"}),
        ("Fase 2, deel 3", {".text": "Fase 2, deel 3"}),
        (
            "projectleider belt de gemeente voor 20-1",
            {".text": "projectleider belt de gemeente", ".owner": "projectleider", ".due_on": "2026-01-20"},
        ),
        ("Kaart maken, 9", {".text": "Kaart maken, 9"}),
    ],
)
def test_an_action_is_one_line_with_who_and_by_when(typed: str, kept: dict[str, str]) -> None:
    names = points().role_names
    answer = parsers.action(ROLES, names, ["projectleider", "procesmanager"], DAY)(typed)
    assert isinstance(answer, Answered)
    assert answer.more == kept
    again = parsers.action(ROLES, names, ["projectleider", "procesmanager"], DAY)(str(answer))
    assert isinstance(again, Answered)
    assert again.more == kept


@given(st.text(min_size=1))
def test_an_action_reads_back_as_it_was_read(typed: str) -> None:
    read = parsers.action(ROLES, points().role_names, ["projectleider", "procesmanager"], DAY)
    first = read(typed)
    assert isinstance(first, Answered)
    assert first.more[".text"]
    assert isinstance(second := read(str(first)), Answered)
    assert second.more.get(".owner") == first.more.get(".owner")
    assert second.more.get(".due_on") == first.more.get(".due_on")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 vr", {".owner": "projectleider", ".due_on": "2026-01-16"}),
        ("20-1, 2", {".due_on": "2026-01-20", ".owner": "procesmanager"}),
        ("leer 1 maart", {".owner": "leermanager", ".due_on": "2026-03-01"}),
        ("procesm", {".owner": "procesmanager"}),
        ("+2w", {".due_on": "2026-01-26"}),
        (
            "projectleider (Gemeente Waterrijk) ma",
            {".owner": "projectleider (Gemeente Waterrijk)", ".due_on": "2026-01-19"},
        ),
    ],
)
def test_who_and_when_stand_on_one_line_in_either_order(typed: str, kept: dict[str, str]) -> None:
    answer = parsers.who_and_when(ROLES, ["projectleider", "procesmanager"], DAY)(typed)
    assert isinstance(answer, Answered)
    assert answer.more == kept


def test_three_pieces_are_no_role_and_day() -> None:
    with pytest.raises(RefusalError):
        parsers.who_and_when(ROLES, ["projectleider"], DAY)("1, vr, 2")


@pytest.mark.parametrize(
    ("options", "typed", "kept"),
    [
        (
            TalkOptions(),
            "learning, gisteren, 1 3",
            {".kind": "learning", ".held_on": "2026-02-28", ".attended": "projectleider, leermanager"},
        ),
        (TalkOptions(), "weekgesprek", {".kind": "weekly"}),
        (TalkOptions(), "=", {".attended": "procesmanager (Bureau)"}),
        (
            TalkOptions("weekly"),
            "27-2, =, 1",
            {".held_on": "2026-02-27", ".attended": "procesmanager (Bureau), projectleider"},
        ),
        (TalkOptions("weekly", "2026-02-27"), "1, 2", {".attended": "projectleider, procesmanager"}),
    ],
)
def test_a_talk_is_one_line_with_kind_day_and_who(options: TalkOptions, typed: str, kept: dict[str, str]) -> None:
    question = next(talk_questions(points()._replace(attended="procesmanager (Bureau)"), options, {}))
    answer = question.read(typed)
    assert isinstance(answer, Answered)
    assert answer.more == kept


@pytest.mark.parametrize("typed", ["ooit", "weekly, 1-4", "Jan Jansen"])
def test_what_is_no_part_of_a_talk_is_refused(typed: str) -> None:
    with pytest.raises(RefusalError):
        next(talk_questions(points(), TalkOptions(), {})).read(typed)


@pytest.mark.parametrize(
    ("title", "is_like"),
    [
        ("Netaansluiting komt te laat", True),
        ("netaansluiting komt  te laat!", True),
        ("Netaansluiting komt telaat", True),
        ("Stikstof", False),
        ("Netaansluiting van de school", False),
        ("", False),
    ],
)
def test_a_title_is_like_that_of_an_open_bottleneck_up_to_a_slip_of_the_pen(title: str, is_like: bool) -> None:
    one = make.bottleneck(title="Netaansluiting komt te laat")
    assert (titled_like([one], title) is one) == is_like


def test_the_words_to_choose_from_are_the_reader_s_own() -> None:
    with pytest.raises(RefusalError) as refused:
        parsers.code({"weekly": (), "learning": ()})("les gesprek")
    said = language.translated(refused.value.what, "nl")
    assert said == "`les gesprek` staat niet in de lijst: wekelijks gesprek, leergesprek"


def test_the_slip_of_a_pen_for_a_role_is_asked_about_and_what_is_typed_again_is_meant() -> None:
    read = parsers.action(ROLES, points().role_names, ["projectleider"], DAY)
    with pytest.raises(RefusalError) as refused:
        read("Kaart sturen, projectleidr, vr")
    assert "projectleidr" in str(refused.value.what)
    assert isinstance(refused.value.insisted, Answered)
    assert refused.value.insisted.more == {".text": "Kaart sturen, projectleidr, vr"}


def test_the_slip_of_a_pen_for_a_kind_of_talk_says_what_was_meant() -> None:
    with pytest.raises(RefusalError) as refused:
        next(talk_questions(points(), TalkOptions(), {})).read("weekgespek")
    assert "weekgesprek" in str(refused.value.what)


@pytest.mark.parametrize(
    "typed", ["afspraak", "Afspraken:", "afgesproken dat", "besluit", "Besloten: ", "agreed", "decided."]
)
def test_that_something_was_settled_is_not_enough_without_what(typed: str) -> None:
    points = OpenPoints(None, "x", DAY, "weekly", {}, ROLES, lambda: CODES, frozenset())
    question = next(iter(new_points.settled(points, {})))
    with pytest.raises(RefusalError, match="what was agreed"):
        question.read(typed)
    assert question.read(f"{typed} elke week bellen".replace("dat elke", "dat wij elke"))


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        ("2026-11-29 21:50", "29 november 2026 om 21:50"),
        ("2026-11-29 00:00", "29 november 2026"),
        ("gisteren", "gisteren"),
    ],
)
def test_a_broken_off_entry_is_told_with_its_day_in_words(begun: str, said: str) -> None:
    assert language.translated(Text("{begun}", begun=conversation.moment(begun)), "nl") == said


def test_a_decision_of_a_talk_has_the_day_with_which_its_sentence_ends() -> None:
    answers = {"talk.kind": "weekly", "settled.1": "besluit: het college heeft de kaders vastgesteld op 2-1-2026"}
    (decision,) = session_fields(points(), TalkOptions(), answers)["decisions"]
    assert decision["decided_on"] == "2026-01-02"


def test_a_category_is_asked_in_the_words_of_people_and_both_are_taken() -> None:
    question = shared_category(CODES, "c", "Netaansluiting te laat")
    assert question.default == "netcongestie"
    assert language.translated(question.called[question.default], "nl") == "Vol stroomnet"
    assert {question.read(typed) for typed in ("netcongestie", "Vol stroomnet", "vol str", "netaansluiting")} == {
        "netcongestie"
    }
    with pytest.raises(RefusalError) as refused:
        question.read("zzz")
    assert "Stikstof, Vol stroomnet" in language.translated(refused.value.what, "nl")
