"""What stands where in a bulletin, and what comes first."""

from __future__ import annotations

from typing import Any

from ppl.model.intervention import Observed
from ppl.model.project import Homes
from ppl.model.record import Record
from ppl.model.session import Session
from ppl.reports.news import Bulletin, Request, build
from ppl.reports.news_sentences import lesson as told_lesson
from tests import make
from tests.make import TODAY, day


def bulletin(*records: Record) -> Bulletin:
    found = build(Request(make.knowledge(*records), None, "public"), TODAY)
    assert found is not None
    return found


def public(*records: Record) -> list[Record]:
    """A project with a public event, and more."""
    return [make.project(), make.project("beta"), make.session(kind="fact", held_on=day("2026-02-10")), *records]


def test_an_intervention_is_told_once_with_its_effect_where_that_is_known() -> None:
    seen = make.intervention("seen", observed=make.observed())
    found = bulletin(*public(seen, make.intervention("new")))
    assert found.picture is not None
    assert [one.title for one in found.picture.attempts] == ["Interventie new"]
    assert [one.title for one in found.solved] == ["Interventie seen"]


def test_an_effect_in_the_picture_waits_for_the_next_bulletin() -> None:
    found = bulletin(*public(make.intervention("seen", observed=make.observed())))
    assert found.picture is not None and [one.title for one in found.picture.attempts] == ["Interventie seen"]
    assert found.solved == ()


def test_what_was_solved_goes_before_what_helped_and_each_project_has_its_turn() -> None:
    done = {"status": "resolved", "resolution": "Een accu.", "closed_on": day("2026-01-20")}
    found = bulletin(
        *public(
            make.intervention("new", "alpha"),
            make.intervention("late", "beta", observed=make.observed(on="2026-02-25")),
            make.bottleneck("early", "beta", **done),
            make.bottleneck("own", "alpha", **done),
        )
    )
    assert [one.title for one in found.solved] == ["Knelpunt own", "Knelpunt early", "Interventie late"]


def test_a_project_followed_from_outside_waits_until_there_is_no_other_news() -> None:
    outside = [
        make.project("gamma", status="reference"),
        make.session("s9", "gamma", kind="fact", held_on=day("2026-02-27")),
        make.bottleneck("b9", "gamma", status="resolved", closed_on=day("2026-02-27")),
    ]
    found = bulletin(*public(*outside))
    assert found.picture is not None and found.picture.name == "Project alpha" and found.solved == ()
    alone = bulletin(*outside)
    assert alone.picture is not None and alone.picture.name == "Project gamma"


def test_the_lesson_is_about_what_stands_in_the_way_of_the_project_in_the_picture() -> None:
    lessons = [
        make.lesson("a", categories=("stikstof",), noted_on=day("2026-02-20")),
        make.lesson("b", categories=("stikstof", "netcongestie"), noted_on=day("2026-02-19")),
        make.lesson("c", categories=("netcongestie",), noted_on=day("2026-01-01")),
    ]
    found = bulletin(*public(make.bottleneck(category="netcongestie"), *lessons))
    assert found.lesson is not None and found.lesson.title == "Les c"


def test_of_lessons_that_fit_alike_the_one_for_the_lot_and_the_phase_of_the_project_is_told() -> None:
    lessons = [
        make.lesson("a", categories=("stikstof",), lots=("lot-2",)),
        make.lesson("b", categories=("stikstof",), lots=("lot-1",)),
        make.lesson("c", categories=("stikstof",), lots=("lot-1",), phase="ontwerp"),
    ]
    project = make.project(phase="ontwerp")
    event = make.session(kind="fact", held_on=day("2026-02-10"))
    found = bulletin(project, event, make.bottleneck(category="stikstof"), *lessons)
    assert found.lesson is not None and found.lesson.title == "Les c"


def test_a_meeting_tells_what_came_of_it_rather_than_what_was_asked() -> None:
    held = make.event(held_on=day("2026-02-12"), questions=("Hoe dan?",), evaluation="Begin klein.")
    found = bulletin(*public(held))
    assert [one.facts for one in found.other] == [("Begin klein.",)]


# how much there is room for


def words(number: int, word: str = "woord") -> str:
    return " ".join([word] * number)


def event(id: str, on: str, *facts: str, **fields: Any) -> Record:
    return make.session(id, kind="fact", held_on=day(on), facts=facts, **fields)


def stories(*records: Record) -> list[tuple[str | None, int]]:
    """What is told of the project in the picture: each text with the number of its facts."""
    found = bulletin(make.project(), *records).picture
    assert found is not None
    return [(one.text, len(one.facts)) for one in found.stories]


def test_a_second_happening_is_told_while_there_is_room_for_twenty_five_words() -> None:
    older = event("f1", "2026-02-01", summary="Ouder")
    assert stories(event("f2", "2026-02-02", words(19), summary="Nieuw"), older) == [("Nieuw", 1), ("Ouder", 0)]
    assert stories(event("f2", "2026-02-02", words(20), summary="Nieuw"), older) == [("Nieuw", 1)]


def test_facts_are_told_as_many_as_fit_in_forty_five_words_and_always_one() -> None:
    assert stories(event("f", "2026-02-02", words(40), words(5), "te veel")) == [(None, 2)]
    assert stories(event("f", "2026-02-02", words(60), "nog een")) == [(None, 1)]
    assert stories(event("f", "2026-02-02", words(40), words(6), "kort")) == [(None, 1)]


def test_a_decision_and_a_reached_milestone_are_happenings_too() -> None:
    decided = make.decision(outcome="Gekozen", reasons=("Past", "Kan"), visibility="public")
    assert stories(decided) == [("Gekozen", 2)]
    reached = make.project(milestones=(make.milestone("a"), make.milestone("b", actual_on=day("2026-02-01"))))
    found = bulletin(reached).picture
    assert found is not None and [(one.text, one.on) for one in found.stories] == [("Mijlpaal b", day("2026-02-01"))]


def test_news_of_nobody_in_particular_is_told_twice_at_most_in_twenty_two_words_each() -> None:
    def meeting(n: int, *questions: str) -> Record:
        return make.event(f"e{n}", title=f"Bijeenkomst {n}", held_on=day(f"2026-02-0{n}"), questions=questions)

    found = bulletin(*public(meeting(1), meeting(2, words(20), words(3)), meeting(3, words(20), words(2))))
    assert [(one.text, len(one.facts)) for one in found.other] == [("Bijeenkomst 3", 2), ("Bijeenkomst 2", 1)]
    assert found.refs["other"] == ("events/e3", "events/e2")
    fact = Session(ref="programme/sessions/f", kind="fact", held_on=day("2026-02-20"), summary="Het rijk besloot")
    decided = make.decision("d", "programme", outcome="Door", decided_on=day("2026-02-21"))
    assert [one.text for one in bulletin(*public(fact, decided)).other] == ["Door", "Het rijk besloot"]


def test_four_that_were_solved_or_three_that_run_are_told_and_six_days_of_the_agenda() -> None:
    done = {"status": "resolved", "opened_on": day("2027-01-01")}
    solved = [make.bottleneck(f"b{n}", "beta", closed_on=day(f"2026-02-0{n}"), **done) for n in range(1, 7)]
    coming = [make.event(f"e{n}", held_on=day(f"2026-04-0{n}")) for n in range(1, 9)]
    found = bulletin(*public(*solved, *coming))
    assert [one.title for one in found.solved] == [f"Knelpunt b{n}" for n in (6, 5, 4, 3)]
    assert [one.on.day for one in found.agenda] == [1, 2, 3, 4, 5, 6]
    assert (len(found.refs["agenda"]), len(found.refs["solved"]), found.running) == (6, 4, ())
    running = [make.intervention(f"i{n}", "beta", started_on=day(f"2026-02-0{n}")) for n in range(1, 6)]
    found = bulletin(*public(*running))
    assert [one.title for one in found.running] == [f"Interventie i{n}" for n in (5, 4, 3)]
    assert set(found.refs) == {"picture", "solved"}


def hindrances(*records: Record) -> list[str]:
    found = bulletin(*public(*records)).picture
    assert found is not None
    return [one.title for one in found.hindrances]


def hindrance(id: str, on: str, number: int, **fields: Any) -> Record:
    """A bottleneck of so many words with its title."""
    return make.bottleneck(id, title=id, opened_on=day(on), description=words(number - 1) or None, **fields)


def test_news_of_one_kind_alone_makes_a_bulletin() -> None:
    assert [one.text for one in bulletin(make.event(held_on=day("2026-02-20"))).other] == ["Uitwisseling"]
    assert [one.title for one in bulletin(make.intervention(project="beta")).running] == ["Interventie i1"]
    assert bulletin(make.lesson()).lesson is not None
    solved = make.bottleneck(status="resolved", opened_on=day("2027-01-01"), closed_on=TODAY)
    assert [one.title for one in bulletin(solved).solved] == ["Knelpunt b1"]


def test_hindrances_fit_in_forty_five_words_and_one_is_always_told() -> None:
    newest = hindrance("nieuw", "2026-02-03", 40)
    assert hindrances(newest, hindrance("oud", "2026-02-02", 5)) == ["nieuw", "oud"]
    assert hindrances(newest, hindrance("oud", "2026-02-02", 6), hindrance("ouder", "2026-02-01", 1)) == ["nieuw"]
    assert hindrances(hindrance("lang", "2026-02-03", 90), hindrance("kort", "2026-02-02", 1)) == ["lang"]
    assert hindrances(hindrance("dicht", "2026-02-03", 1, status="accepted")) == []


def test_two_attempts_are_told_those_without_an_effect_first() -> None:
    def attempts(*records: Record) -> list[tuple[str, str | None]]:
        found = bulletin(*public(*records)).picture
        assert found is not None
        return [(one.title, one.text) for one in found.attempts]

    new = [make.intervention(f"i{n}", started_on=day(f"2026-02-0{n}"), expected=None) for n in range(1, 4)]
    assert attempts(*new) == [("Interventie i3", None), ("Interventie i2", None)]
    seen = make.intervention("i9", started_on=day("2026-02-09"), observed=make.observed())
    weeks = make.intervention("i8", started_on=day("2026-02-08"), observed=Observed(weeks=0.0, on=TODAY))
    assert attempts(seen, weeks, new[0]) == [("Interventie i1", None)]
    unseen = make.intervention("i7", started_on=day("2026-02-07"), observed=Observed(on=TODAY))
    assert attempts(seen, unseen) == [("Interventie i7", "Sneller klaar.")]


def test_each_project_has_its_turn_before_one_is_told_again() -> None:
    running = [
        make.intervention(f"{project}{n}", project, started_on=day(f"2026-02-0{n}"))
        for project, n in (("beta", 5), ("beta", 4), ("gamma", 3))
    ]
    found = bulletin(*public(make.project("gamma"), *running))
    assert [one.title for one in found.running] == ["Interventie beta5", "Interventie gamma3", "Interventie beta4"]


def test_the_projects_homes_are_told_once() -> None:
    def told(fact: str, **homes: Any) -> bool:
        found = bulletin(make.project(homes=Homes(**homes)), event("f", "2026-02-02", fact)).picture
        assert found is not None
        return found.homes_told

    assert told("Er komen 1.200 woningen.", min=1200)
    assert told("Er komen 120 woningen.", min=100, max=120)
    assert not told("Er komen 120 woningen.", min=12)
    assert not told("Er komen 0 woningen.", min=0)
    assert not told("Er komen woningen.")


def test_two_sources_of_what_is_told_are_named() -> None:
    found = bulletin(make.project(), event("f", "2026-02-02", sources=("a", "b", "c"))).picture
    assert found is not None and [one.name for one in found.sources] == ["a", "b"]


def test_a_result_is_told_with_its_weeks_and_a_solution_with_its_resolution() -> None:
    brought = make.intervention("i", "beta", observed=make.observed(weeks=2.0))
    solved = make.bottleneck("b", "beta", status="resolved", closed_on=day("2026-02-01"), resolution="Een accu.")
    first, second = bulletin(*public(brought, solved)).solved
    assert (first.title, first.text, first.project, first.on, first.weeks, first.is_result) == (
        "Knelpunt b", "Een accu.", "Project beta", day("2026-02-01"), None, False,
    )  # fmt: skip
    assert (second.title, second.text, second.project, second.on, second.weeks, second.is_result) == (
        "Interventie i", "Het ging sneller.", "Project beta", day("2026-02-20"), 2.0, True,
    )  # fmt: skip
    (runs,) = bulletin(*public(make.intervention("i", "beta"))).running
    assert (runs.text, runs.on, runs.is_result) == ("Sneller klaar.", day("2026-01-12"), False)
    (bare,) = bulletin(*public(make.intervention("i", "beta", expected=None))).running
    assert bare.text is None


def test_a_lesson_is_told_whole_with_its_first_theme() -> None:
    lesson = make.lesson(themes=("samenwerking", "tijd"), advice="Doe het", went_otherwise="Anders", sources=("krant",))
    found = bulletin(*public(lesson))
    assert found.lesson is not None and found.lesson.theme is not None
    assert (found.lesson.theme.nl, found.lesson.advice, found.lesson.went_otherwise) == (
        "Samenwerking",
        "Doe het",
        "Anders",
    )
    assert [one.name for one in found.lesson.sources] == ["krant"]
    assert found.refs["lesson"] == ("lessons/les",)
    bare = bulletin(*public(make.lesson()))
    assert bare.lesson is not None and bare.lesson.theme is None


def test_a_bulletin_says_of_which_days_it_is() -> None:
    known = make.knowledge(*public())
    found = build(Request(known, day("2026-02-01"), "programme"), TODAY)
    assert found is not None and (found.since, found.until, found.audience) == (day("2026-02-01"), TODAY, "programme")
    first = build(Request(known, None, "public"), TODAY)
    assert first is not None and first.since == day("2026-02-10")
    only_planned = make.project(milestones=(make.milestone(planned_on=day("2026-05-01")),))
    agenda = bulletin(only_planned, make.session(kind="fact")).agenda
    assert [(one.title, one.project) for one in agenda] == [("Mijlpaal start", "Project alpha")]


def test_what_was_tried_or_solved_before_the_guidance_is_neither_done_by_the_project_nor_a_result() -> None:
    project = make.project(starts_on=day("2026-01-05"))
    early: dict[str, Any] = {"started_on": day("2025-12-01"), "observed": make.observed(on="2025-12-20")}
    solved: dict[str, Any] = {"status": "resolved", "resolution": "Een accu.", "closed_on": day("2025-12-20")}
    before = (
        make.intervention("old", started_on=day("2025-12-01")),
        make.intervention("seen", **early),
        make.bottleneck("b", **solved),
    )
    found = bulletin(project, make.session(kind="fact", held_on=day("2026-02-10")), *before)
    assert found.picture is not None and (found.picture.attempts, found.solved, found.running) == ((), (), ())
    late = make.intervention("late", started_on=day("2025-12-01"), observed=make.observed(on="2026-02-25"))
    found = bulletin(project, make.project("beta"), make.session(project="beta", kind="fact"), late)
    assert [one.title for one in found.solved] == ["Interventie late"], "seen while the project is guided"


def test_a_lesson_tells_what_went_otherwise_but_not_what_we_only_think_went_so() -> None:
    def is_told(*own: str) -> bool:
        texts = {"context": "Er is een plek.", "went_otherwise": "De rechter schorste."}
        found = bulletin(*public(make.lesson(visibility="public", own=own, **texts)))
        assert found.lesson is not None
        return "De rechter schorste." in str(told_lesson(found.lesson))

    assert is_told() and is_told("advice") and not is_told("went_otherwise")
