"""The questions of a session about what is open: actions, bottlenecks, interventions, and notes that wait."""

from collections.abc import Iterator

from ppl.cli.ask import parsers
from ppl.cli.ask.open_points import OpenPoints, action_line
from ppl.cli.ask.questions import Answers, Choice, Question
from ppl.cli.ask.shared import category, owner_and_day
from ppl.errors import Text
from ppl.model.bottleneck import CLOSED

DONE = (Choice("done", Text("[d]one")), Choice("moved", Text("[m]oved")), Choice("dropped", Text("[x] dropped")))
STATUS = (
    Choice("resolved", Text("[s]olved")),
    Choice("waiting", Text("[w]aiting")),
    Choice("mitigated", Text("[m]itigated")),
    Choice("accepted", Text("[a]ccepted")),
    Choice("open", Text("[o]pen")),
)
NOTE = (
    Choice("summary", Text("[s]ummary")),
    Choice("agreement", Text("a[g]reement")),
    Choice("decision", Text("[d]ecision")),
    Choice("action", Text("[a]ction")),
    Choice("bottleneck", Text("[b]ottleneck")),
    Choice("lesson", Text("[l]esson")),
    Choice("drop", Text("[x] throw away")),
)
YES = (Choice("yes", Text("[y]es")),)
NOTE_HELP = Text("Choose what this note becomes. Enter keeps it waiting for the next talk.")


def actions(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number, one in enumerate(points.actions):
        key = f"action.{one.ref}"
        before: tuple[Text | str, ...] = ("", Text("Open actions")) if number == 0 else ()
        yield Question(
            key,
            Text("{number}/{all} {what}", number=number + 1, all=len(points.actions), what=action_line(one)),
            Text("What became of this action? Behind the letter you can say more: `d the date is known`, `m 1-12`."),
            choices=DONE,
            shown=Text("still open"),
            before=before,
        )
        became = answers.get(key)
        if became == "done":
            yield _follows(f"{key}.result", Text("  what came out of it"), Text("In a few words; Enter for nothing."))
        elif became == "moved":
            yield Question(
                f"{key}.due_on",
                Text("  to which day"),
                Text("The new day: 2026-12-01, 1-12, fri, +1w. The old day is remembered."),
                parsers.day(points.today, is_ahead=True),
                is_required=True,
                takes_rest=True,
            )
        elif became == "dropped":
            yield _follows(f"{key}.because", Text("  why"), Text("Why it is no longer needed."))


def _follows(key: str, text: Text, help: Text) -> Question:
    return Question(key, text, help, takes_rest=True)


def bottlenecks(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number, one in enumerate(points.bottlenecks):
        key = f"bottleneck.{one.ref}"
        yield Question(
            key,
            Text(
                "{title} ({category}, since {day})",
                title=one.title,
                category=one.category,
                day=one.opened_on.isoformat(),
            ),
            Text("Did anything change in this bottleneck? Behind the letter you can say how: `s the cable lies`."),
            choices=tuple(choice for choice in STATUS if choice.value != one.status),
            shown=Text("still {status}", status=Text(one.status)),
            before=("", Text("Open bottlenecks")) if number == 0 else (),
        )
        became = answers.get(key)
        if became in CLOSED:
            text = Text("  how was it solved") if became == "resolved" else Text("  why is it accepted")
            yield _follows(f"{key}.resolution", text, Text("Other projects look for this: what helped?"))
        elif became == "mitigated":
            yield _follows(f"{key}.tried", Text("  what was done"), Text("What made it lighter."))


def interventions(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number, one in enumerate(points.interventions):
        key = f"intervention.{one.ref}"
        yield Question(
            key,
            Text("{title}: what did it bring", title=one.title),
            Text("The effect that you see, also when it is none. Enter where it is too early to say."),
            shown=one.observed.effect or "" if one.observed else "",
            before=("", Text("Running interventions")) if number == 0 else (),
        )
        if answers.get(key):
            yield Question(
                f"{key}.weeks",
                Text("  weeks won"),
                Text("A number such as 3 or 1.5; with a minus where it lost time; Enter where nobody knows."),
                parsers.weeks,
            )
            yield Question(
                f"{key}.done", Text("  is it finished"), Text("Enter: it goes on."), shown=Text("no"), choices=YES
            )


def notes(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number, note in enumerate(points.notes):
        key = f"note.{note.id}"
        yield Question(
            key,
            Text("`{text}`", text=note.text),
            NOTE_HELP,
            choices=NOTE,
            shown=Text("keep"),
            before=("", Text("Notes since the last talk")) if number == 0 else (),
        )
        if answers.get(key) == "action":
            yield from owner_and_day(points, key)
        elif answers.get(key) == "bottleneck":
            yield category(points.categories(), f"{key}.category", note.text)
