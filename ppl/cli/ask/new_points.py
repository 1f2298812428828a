"""The questions of a session about what is new: actions, bottlenecks, interventions, and the lesson."""

from collections.abc import Callable, Iterator, Sequence

from ppl.cli.ask import parsers
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.cli.ask.shared import category, owner_and_day
from ppl.errors import Text
from ppl.model.figures import whole

MOST_NEW = 30


def actions(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number in range(1, MOST_NEW):
        key = f"new-action.{number}"
        yield Question(
            key,
            Text("New action") if number == 1 else Text("Another action"),
            Text("What will be done? Enter when there are no more."),
        )
        if not answers.get(key):
            return
        yield from owner_and_day(points, key)


def bottlenecks(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    if points.project is None:
        return
    for number in range(1, MOST_NEW):
        key = f"new-bottleneck.{number}"
        yield Question(
            key,
            Text("New bottleneck") if number == 1 else Text("Another bottleneck"),
            Text("What stands in the way, in a few words? Enter when there is nothing."),
        )
        if not answers.get(key):
            return
        yield category(points.categories(), f"{key}.category", answers[key])


def interventions(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number in range(1, MOST_NEW):
        key = f"new-intervention.{number}"
        yield Question(
            key,
            Text("New intervention") if number == 1 else Text("Another intervention"),
            Text("What is done about a bottleneck, or to win time? Enter when there is nothing."),
        )
        if not answers.get(key):
            return
        ways = against(points, answers)
        if ways:
            yield Question(
                f"{key}.for",
                Text("  against which bottleneck"),
                Text("The number of the bottleneck; Enter for none."),
                _numbered(ways),
                before=tuple(f"    {place} {title}" for place, (_, title) in enumerate(ways, 1)),
            )
        yield Question(
            f"{key}.expected", Text("  what should it bring"), Text("So that later we can see whether it helped.")
        )
        yield Question(f"{key}.weeks", Text("  how many weeks should it win"), Text("A number such as 3; or Enter."),
                       parsers.weeks)  # fmt: skip


def against(points: OpenPoints, answers: Answers) -> list[tuple[str, str]]:
    """The bottlenecks that an intervention may be for: what is kept, and the title; new ones by their question."""
    found = [(bottleneck.id, bottleneck.title) for bottleneck in points.bottlenecks]
    found += [(f"note.{note.id}", note.text) for note in points.notes if answers.get(f"note.{note.id}") == "bottleneck"]
    for number in range(1, MOST_NEW):
        if not (title := answers.get(f"new-bottleneck.{number}")):
            break
        found.append((f"new-bottleneck.{number}", title))
    return found


def _numbered(ways: Sequence[tuple[str, str]]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if 1 <= (number := whole(typed) or 0) <= len(ways):
            return ways[number - 1][0]
        near = [kept for kept, title in ways if typed.lower() in (kept, title.lower())]
        if near:
            return near[0]
        raise RefusalError(Text("write a number from 1 to {number}, or Enter", number=len(ways)))

    return read


def lesson(answers: Answers) -> Iterator[Question]:
    yield Question(
        "lesson.went_otherwise",
        Text("What went otherwise than planned"),
        Text("For the lessons of the programme: better or worse than planned. Enter where there is nothing."),
        before=("", Text("The lesson")),
    )
    if not answers.get("lesson.went_otherwise"):
        return
    yield Question("lesson.did", Text("What did you do"), Text("What the project did then."))
    yield Question(
        "lesson.advice",
        Text("What would you tell another project"),
        Text("One sentence that somebody elsewhere can act on; it becomes the title of the lesson."),
    )
