"""The questions of a kick-off (tender, 2.1.1 b): obstacles, solutions, commitments and the way of working."""

from collections.abc import Callable, Iterator, Mapping

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.questions import Answers, Question, has_more
from ppl.errors import Text
from ppl.model.session import OF_KICKOFF

MOST = 20
OBSTACLE = "obstacles"
ASKED: Mapping[str, tuple[Text, Text, Text]] = {
    OBSTACLE: (
        Text("What may stand in the way"),
        Text("And what more may stand in the way"),
        Text("An obstacle of which nobody knows yet whether it stops anything; one at a time. Enter: no more."),
    ),
    "solutions": (
        Text("What can be done about it"),
        Text("And what more can be done"),
        Text("What you thought of together; one at a time. Enter: no more."),
    ),
    "commitments": (
        Text("What does the project leader commit to"),
        Text("And what more does the project leader commit to"),
        Text(
            "The municipal project leader: to the process, the role and the time that it takes. Without it the project "
            "does not become active. One at a time; Enter: no more."
        ),
    ),
    "way_of_working": (
        Text("How do we work together"),
        Text("And what more on working together"),
        Text("Guidance and cooperation: days, notes, who decides, where a question goes. Enter: no more."),
    ),
}
Follow = Callable[[OpenPoints, str, str, Answers], Iterator[Question]]


def questions(points: OpenPoints, answers: Answers, follow: Follow) -> Iterator[Question]:
    """All of them, one list after the other. follow: what is asked of an obstacle that becomes a bottleneck."""
    for name in OF_KICKOFF:
        yield from _list(points, name, answers, follow)


def _list(points: OpenPoints, name: str, answers: Answers, follow: Follow) -> Iterator[Question]:
    first, more, help = ASKED[name]
    for number in range(1, MOST):
        key = f"{name}.{number}"
        yield Question(key, first if number == 1 else more, help, before=("",) if number == 1 else ())
        if not (said := answers.get(key)):
            if has_more(answers, name, number, MOST):
                continue
            return
        if name == OBSTACLE and points.project is not None:
            yield Question(
                f"{key}.follow",
                Text("  follow it as a bottleneck"),
                Text("Enter: no, it stays what may stand in the way. y: it is a bottleneck, with its own record."),
                default="no",
                shown=Text("no"),
                choices=(Choice("yes", Text("[y]es")), Choice("no", Text("[n]o"))),
            )
            if answers.get(f"{key}.follow") == "yes":
                yield from follow(points, key, said, answers)


def followed(answers: Answers) -> dict[str, str]:
    """The obstacles that are bottlenecks, by their key."""
    keys = [f"{OBSTACLE}.{number}" for number in range(1, MOST)]
    return {key: answers[key] for key in keys if answers.get(key) and answers.get(f"{key}.follow") == "yes"}


def told(answers: Answers) -> dict[str, list[str]]:
    """The fields of a session that these answers come to."""
    texts = {name: [answers.get(f"{name}.{number}", "") for number in range(1, MOST)] for name in OF_KICKOFF}
    return {name: [text for text in found if text] for name, found in texts.items()}
