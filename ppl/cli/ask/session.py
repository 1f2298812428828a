"""The questions of a session, from what is open to what comes next; which ones depends on the answers before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ppl.cli.ask import lights, new_points, open_points_questions, parsers
from ppl.cli.ask.open_points import ASKED_KINDS, Scene
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.cli.ask.shared import near_roles
from ppl.errors import Text

Day = datetime.date


class Asked(NamedTuple):
    """What the options said already; such a question is not asked."""

    kind: str | None = None
    held_on: str | None = None


def script(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, in order."""
    is_contact = asked.kind == "contact"
    if is_contact:
        yield from _summary(scene, answers)
    yield from open_points_questions.actions(scene, answers)
    if not is_contact:
        yield from open_points_questions.bottlenecks(scene, answers)
        yield from open_points_questions.interventions(scene, answers)
        yield from open_points_questions.notes(scene, answers)
        yield from _talk(scene, asked, answers)
        if answers.get("kind") != "contact":
            yield _attended(scene)
        yield from _summary(scene, answers)
    yield from new_points.actions(scene, answers)
    if is_contact or answers.get("kind") == "contact":
        return
    yield from new_points.bottlenecks(scene, answers)
    if scene.project is not None:
        yield from new_points.interventions(scene, answers)
        yield from new_points.lesson(answers)
        yield from lights.lights(scene, answers)
        if (asked.kind or answers.get("kind")) == "progress":
            yield from lights.judgements(scene, answers)
    yield from _next(scene, asked, answers)


# --- the talk itself ---------------------------------------------------------------------------------


def _talk(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    before: tuple[Text | str, ...] = ("", Text("The talk"))
    if asked.kind is None:
        yield Question(
            "kind",
            Text("Kind of talk"),
            Text("What kind of talk was it? What stands in brackets is what the rhythm asks for."),
            _kind,
            default=scene.kind,
            shown=Text(scene.kind),
            words=lambda: ASKED_KINDS,
            before=before,
            is_required=True,
        )
        before = ()
    if asked.held_on is None:
        yield Question(
            "held_on",
            Text("Day"),
            Text("The day of the talk: today, yesterday, mon, 3-12 or 2026-12-03."),
            _past(scene.today),
            default=scene.today.isoformat(),
            before=before,
            is_required=True,
        )


def _kind(typed: str) -> str:
    """A kind of talk by its code, or by the words that people have for it in Dutch and English."""
    from ppl.readers.words import STATES

    named = {kind: (STATES[kind][0], STATES[kind][1], *STATES[kind][2]) for kind in ASKED_KINDS}
    return parsers.code(named)(typed)


def _past(today: Day) -> Callable[[str], str]:
    read = parsers.day(today, is_ahead=False)

    def past(typed: str) -> str:
        found = read(typed)
        if found > today.isoformat():
            raise RefusalError(Text("{day} is still to come; a talk is logged after it was held", day=found))
        return found

    return past


def _attended(scene: Scene) -> Question:
    near = near_roles(scene)
    listed = ", ".join(f"{number} {role}" for number, role in enumerate(near, 1))
    return Question(
        "attended",
        Text("Who were there ({listed})", listed=listed),
        Text("Numbers or roles with commas between them; an organisation goes in brackets: netbeheerder (...)."),
        parsers.parties(scene.roles, near),
        default=scene.attended,
        words=lambda: tuple(scene.roles),
    )


def _summary(scene: Scene, answers: Answers) -> Iterator[Question]:
    used = [note.text for note in scene.notes if answers.get(f"note.{note.id}") == "summary"]
    text = Text("Summary (behind your {number} notes)", number=len(used)) if used else Text("Summary")
    yield Question("summary", text, Text("What was it about, in one or two sentences? No names of people: roles."))


def _next(scene: Scene, asked: Asked, answers: Answers) -> Iterator[Question]:
    kind = asked.kind or answers.get("kind", scene.kind)
    held_on = Day.fromisoformat(asked.held_on or answers.get("held_on") or scene.today.isoformat())
    due = scene.next_on(kind, held_on)
    yield Question(
        "next_on",
        Text("Next talk"),
        Text("The day: fri, 3-12, +2w; Enter: by the rhythm; - : nothing was agreed."),
        parsers.day(held_on, is_ahead=True),
        default=due.isoformat() if due else "",
        before=("", Text("What comes next")),
    )
