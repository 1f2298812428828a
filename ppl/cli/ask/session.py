"""The questions of a session, from what is open to what comes next; which ones depends on the answers before."""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ppl.cli.ask import lights, new_points, open_points_questions, parsers
from ppl.cli.ask.open_points import ASKED_KINDS, OpenPoints
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.cli.ask.shared import attended
from ppl.errors import Text
from ppl.readers.words import STATES

Day = datetime.date


class TalkOptions(NamedTuple):
    """What the options said of the talk already; such a question is not asked."""

    kind: str | None = None
    held_on: str | None = None


def script(points: OpenPoints, options: TalkOptions, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, in order."""
    is_contact = options.kind == "contact"
    if is_contact:
        yield from _summary(points, answers)
    yield from open_points_questions.actions(points, answers)
    if not is_contact:
        yield from open_points_questions.bottlenecks(points, answers)
        yield from open_points_questions.interventions(points, answers)
        yield from open_points_questions.notes(points, answers)
        yield from _talk(points, options, answers)
        if answers.get("kind") != "contact":
            yield attended(points, points.attended)
        yield from _summary(points, answers)
    yield from new_points.actions(points, answers)
    if is_contact or answers.get("kind") == "contact":
        return
    yield from new_points.bottlenecks(points, answers)
    if points.project is not None:
        yield from new_points.interventions(points, answers)
        yield from new_points.lesson(answers)
        yield from lights.lights(points, answers)
        if (options.kind or answers.get("kind")) == "progress":
            yield from lights.judgements(points, answers)
    yield from _next(points, options, answers)


# --- the talk itself ---------------------------------------------------------------------------------


def _talk(points: OpenPoints, options: TalkOptions, answers: Answers) -> Iterator[Question]:
    before: tuple[Text | str, ...] = ("", Text("The talk"))
    if options.kind is None:
        yield Question(
            "kind",
            Text("Kind of talk"),
            Text("What kind of talk was it? What stands in brackets is what the rhythm asks for."),
            _kind,
            default=points.kind,
            shown=Text(points.kind),
            words=lambda: ASKED_KINDS,
            before=before,
            is_required=True,
        )
        before = ()
    if options.held_on is None:
        yield Question(
            "held_on",
            Text("Day"),
            Text("The day of the talk: today, yesterday, mon, 3-12 or 2026-12-03."),
            _past_day(points.today),
            default=points.today.isoformat(),
            before=before,
            is_required=True,
        )


def _kind(typed: str) -> str:
    """A kind of talk by its code, or by the words that people have for it in Dutch and English."""
    named = {kind: (STATES[kind][0], STATES[kind][1], *STATES[kind][2]) for kind in ASKED_KINDS}
    return parsers.code(named)(typed)


def _past_day(today: Day) -> Callable[[str], str]:
    read = parsers.day(today, is_ahead=False)

    def read_past(typed: str) -> str:
        day = read(typed)
        if day > today.isoformat():
            raise RefusalError(Text("{day} is still to come; a talk is logged after it was held", day=day))
        return day

    return read_past


def _summary(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    used = [note.text for note in points.notes if answers.get(f"note.{note.id}") == "summary"]
    text = Text("Summary (behind your {number} notes)", number=len(used)) if used else Text("Summary")
    yield Question("summary", text, Text("What was it about, in one or two sentences? No names of people: roles."))


def _next(points: OpenPoints, options: TalkOptions, answers: Answers) -> Iterator[Question]:
    kind = options.kind or answers.get("kind", points.kind)
    held_on = Day.fromisoformat(options.held_on or answers.get("held_on") or points.today.isoformat())
    due = points.next_on(kind, held_on)
    yield Question(
        "next_on",
        Text("Next talk"),
        Text("The day: fri, 3-12, +2w; Enter: by the rhythm; - : nothing was agreed."),
        parsers.day(held_on, is_ahead=True),
        default=due.isoformat() if due else "",
        before=("", Text("What comes next")),
    )
