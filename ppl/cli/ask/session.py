"""The questions of a session, from what it was to what comes next; which ones depends on the answers before."""

import datetime
from collections.abc import Iterator

from ppl.cli.ask import kickoff, lights, new_points, open_points_questions, parsers, talk_line
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.open_points_questions import noted, outcomes
from ppl.cli.ask.questions import Answers, Question
from ppl.cli.ask.talk_line import TalkOptions, talk_of
from ppl.errors import Text
from ppl.model.session import KICKOFF

Day = datetime.date
# talks that are about what others can learn; at other talks a lesson is asked for where something was solved
ABOUT_LESSONS = ("learning", "exchange", "evaluation")
LESSON = "lesson"


def script(points: OpenPoints, options: TalkOptions, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, in order."""
    yield from talk_line.questions(points, options, answers)
    talk = talk_of(points, options, answers)
    is_contact, is_progress = talk.kind == "contact", talk.kind == "progress"
    yield from open_points_questions.questions(points, is_contact, answers)
    yield _summary(points, answers)
    if talk.kind == KICKOFF:
        yield from kickoff.questions(points, answers, new_points.known_or_new)
    if not is_contact:
        yield from new_points.settled(points, answers)
    yield from new_points.actions(points, answers)
    if is_contact:
        return
    if points.project is not None:
        if has_lesson(talk.kind, answers):
            yield from new_points.lesson(LESSON, answers, _settled_titles(points, answers))
        if is_progress:
            yield from lights.lights(points, answers)
            yield from lights.judgements(points, answers)
        yield from new_points.more(points, answers, asks_lights=not is_progress)
    yield _next(points, talk.kind, Day.fromisoformat(talk.held_on))


def has_lesson(kind: str, answers: Answers) -> bool:
    """Whether this is the moment to ask for a lesson: a talk about lessons, or something that was just solved."""
    if kind in ABOUT_LESSONS:
        return True
    return any(said["became"] == "resolved" or said.get("done") == "yes" for said in outcomes(answers).values())


def _settled_titles(points: OpenPoints, answers: Answers) -> list[str]:
    """The titles of the bottlenecks and interventions that were just solved or done."""
    over = {key for key, said in outcomes(answers).items() if said["became"] == "resolved" or said.get("done") == "yes"}
    titles = {f"bottleneck:{one.ref}": one.title for one in points.bottlenecks}
    titles |= {f"intervention:{one.ref}": one.title for one in points.interventions}
    return [title for key, title in titles.items() if key in over]


def _summary(points: OpenPoints, answers: Answers) -> Question:
    used = noted(answers, "summary")
    text = Text("Summary (behind your {number} notes)", number=len(used)) if used else Text("Summary")
    help = Text("What was it about, in one or two sentences? No names of people: roles.")
    return Question("summary", text, help, before=("",))


def _next(points: OpenPoints, kind: str, held_on: Day) -> Question:
    due = points.next_on(kind, held_on)
    return Question(
        "next_on",
        Text("Next talk"),
        Text("The day: fri, 3-12, +2w; Enter: by the rhythm; - : nothing was agreed."),
        parsers.day(held_on, is_ahead=True),
        default=due.isoformat() if due else "",
        shown=Text("{day}", day=due) if due else "",
    )
