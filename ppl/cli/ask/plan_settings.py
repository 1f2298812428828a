"""The few questions of `ppl plan new` on a terminal; Enter takes a default, and the plan says that it is assumed."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Answers, Question, Script
from ppl.errors import Text
from ppl.model.project import Milestone

Day = datetime.date

CHOICES: dict[str, tuple[Choice, ...]] = {
    "land": (
        Choice("municipal", Text("of the [m]unicipality")),
        Choice("private", Text("[p]rivate")),
        Choice("mixed", Text("mi[x]ed")),
    ),
    "route": (Choice("plan", Text("[c]hange of the plan")), Choice("permit", Text("[p]ermit"))),
    "procedure": (Choice("regular", Text("[r]egular")), Choice("extended", Text("[e]xtended"))),
    "appeal": (Choice("yes", Text("[y]es")), Choice("no", Text("[n]o"))),
    "order": (Choice("parallel", Text("[s]ide by side")), Choice("usual", Text("[u]sual order"))),
}
LAND = Question(
    "land",
    Text("Whose land is it"),
    Text("On municipal land the developer is chosen in public; with private owners there is a contract first."),
    shown=Text("of the municipality"),
    choices=CHOICES["land"],
)
ROUTE = Question(
    "route",
    Text("Which route"),
    Text(
        "A change of the environment plan suits an area that grows in parts; a permit that deviates from it suits one"
        " project whose design is fixed."
    ),
    shown=Text("change of the plan"),
    choices=CHOICES["route"],
)
PROCEDURE = Question(
    "procedure",
    Text("Which procedure for the permit"),
    Text(
        "Regular is the rule: 8 weeks, once 6 more, then objection. Extended takes 26 weeks, with a draft on display"
        " and no objection; the law says when it may."
    ),
    shown=Text("regular"),
    choices=CHOICES["procedure"],
)
APPEAL = Question(
    "appeal",
    Text("Is an appeal expected"),
    Text("With an appeal the plan counts the time of the court. Careful is: yes."),
    shown=Text("yes"),
    choices=CHOICES["appeal"],
)
ORDER = Question(
    "order",
    Text("Which order"),
    Text("Side by side leaves the habits out; the usual order keeps them, to question them with ppl plan earlier."),
    default="parallel",
    shown=Text("side by side"),
    choices=CHOICES["order"],
)


class Past(NamedTuple):
    """What is not known of what was.

    undated: the milestones without a day, with the activity of each; before: what comes before what was reached
    """

    undated: Sequence[tuple[Milestone, str]] = ()
    before: Sequence[str] = ()


NO_PAST = Past()


def script(given: Mapping[str, str], asked: Sequence[str], starts_on: Day, today: Day, past: Past = NO_PAST) -> Script:
    """The questions that the options left open. given: what Enter keeps (empty: the default, which is assumed).

    past: what is not known of what was.
    """

    def questions(answers: Answers) -> Iterator[Question]:
        for question in (LAND, ROUTE, PROCEDURE, APPEAL, _first_day(starts_on, today), ORDER):
            if question.key in asked and not (question is PROCEDURE and _is_plan_route(answers, asked)):
                yield question
        for milestone, activity in past.undated:
            yield _reached(milestone, activity, today)
        if past.before:
            yield _before(past.before)

    return questions


def _reached(milestone: Milestone, activity: str, today: Day) -> Question:
    return Question(
        f"ended.{activity}",
        Text("Reached on: {title}", title=milestone.title),
        Text("The day on which this was reached. Enter where it was not, or where nobody knows."),
        parsers.day_if_any(today),
        shown=Text("not, or not known"),
    )


def _is_plan_route(answers: Answers, asked: Sequence[str]) -> bool:
    """Whether the route that was asked is a change of the plan, for which there is no procedure to choose."""
    return "route" in asked and answers.get("route") != "permit"


def _first_day(starts_on: Day, today: Day) -> Question:
    return Question(
        "starts_on",
        Text("First day of the plan"),
        Text("The day: 1-12, fri, +2w (in two weeks), 2026-12-01."),
        parsers.day(today, is_ahead=True),
        default=starts_on.isoformat(),
    )


def _before(ids: Sequence[str]) -> Question:
    return Question(
        "before",
        Text("Before what was reached come {ids}: were they done by then", ids=", ".join(ids)),
        Text("Yes: each ended by that day, nobody knows when. No: they are still to be done, as the plan shows them."),
        default="no",
        shown=Text("no, or not known"),
        choices=CHOICES["appeal"],
    )
