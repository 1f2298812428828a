"""The questions of a session about how the project stands: three lights, and at a progress talk two judgements."""

from collections.abc import Iterator

from ppl.cli.ask import parsers
from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_points import OpenPoints
from ppl.cli.ask.questions import Answers, Question
from ppl.cli.ask.shared import near_roles, numbered
from ppl.errors import Text
from ppl.model.session import Light

ASPECTS = ("time", "money", "quality")
LIGHT = (Choice("green", Text("[g]reen")), Choice("amber", Text("[a]mber")), Choice("red", Text("[r]ed")))
ON_TRACK = (
    Choice("on-course", Text("[o]n course")),
    Choice("attention", Text("[a]ttention")),
    Choice("critical", Text("[c]ritical")),
)
FEASIBLE = (
    Choice("feasible", Text("[f]easible")),
    Choice("conditional", Text("[c]onditional")),
    Choice("infeasible", Text("[i]nfeasible")),
)


def lights(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    for number, aspect in enumerate(ASPECTS):
        last = points.lights.get(aspect)
        key = f"light.{aspect}"
        yield Question(
            key,
            Text("{aspect}", aspect=Text(aspect)),
            Text("Is the project within its {aspect}? Enter: as last time; - : not spoken of.", aspect=Text(aspect)),
            default=f"={last.light}" if last else "",
            shown=_last(last.light if last else ""),
            choices=LIGHT,
            before=("", Text("The lights")) if number == 0 else (),
        )
        yield from _reasons(key, answers.get(key, ""), last)


def _reasons(key: str, light: str, last: Light | None) -> Iterator[Question]:
    """Amber and red carry cause, consequence and correction; a light that stayed as it was keeps its own."""
    if light not in ("amber", "red"):
        return
    for field, text in (
        ("cause", Text("  cause")),
        ("consequence", Text("  consequence for the goal")),
        ("correction", Text("  what the project does about it")),
    ):
        yield Question(
            f"{key}.{field}",
            text,
            Text("Amber and red need a cause, a consequence and a correction."),
            parsers.reason,
            default=(getattr(last, field) or "") if last else "",
            is_required=True,
            takes_rest=field == "cause",
        )


def judgements(points: OpenPoints, answers: Answers) -> Iterator[Question]:
    """At a progress talk: is the project on course, and can the plan phase be ready in the term."""
    judged, feasible = points.judged, points.feasible
    yield Question(
        "on_track",
        Text("Is the project on course"),
        Text("The judgement on the project as a whole. Enter: as last time; - : not spoken of."),
        default=f"={judged.judgement}" if judged else "",
        shown=_last(judged.judgement if judged else ""),
        choices=ON_TRACK,
        before=("", Text("The judgement")),
    )
    answer = answers.get("on_track", "")
    if answer and not answer.startswith("="):
        yield Question(
            "on_track.because",
            Text("  why"),
            Text("What the judgement rests on; attention and critical need it."),
            parsers.reason,
            is_required=answer != "on-course",
            takes_rest=True,
        )
    yield Question(
        "feasible",
        Text("Can the plan phase be ready in the term"),
        Text("Enter: as last time; - : not spoken of."),
        default=f"={feasible.judgement}" if feasible else "",
        shown=_last(feasible.judgement if feasible else ""),
        choices=FEASIBLE,
    )
    answer = answers.get("feasible", "")
    if answer and not answer.startswith("="):
        yield from _feasible(points, answer)


def _last(judgement: str) -> Text:
    return Text("as last time: {light}", light=Text(judgement)) if judgement else Text("not spoken of")


def _feasible(points: OpenPoints, answer: str) -> Iterator[Question]:
    if answer != "feasible":
        yield Question(
            "feasible.condition",
            Text("  on what condition") if answer == "conditional" else Text("  what would be needed"),
            Text("What must happen, and when, for the plan phase to be ready in the term."),
            parsers.reason,
            default=(points.feasible.condition or "") if points.feasible else "",
            is_required=answer == "conditional",
            takes_rest=True,
        )
    near = near_roles(points)
    yield Question(
        "feasible.by",
        Text("  who judges this ({listed})", listed=numbered(near)),
        Text("The role whose judgement it is: a number, or the beginning of a role."),
        lambda typed: (
            near[int(typed) - 1] if typed in map(str, range(1, len(near) + 1)) else parsers.code(points.roles)(typed)
        ),
        default=(points.feasible.by or "") if points.feasible else "",
        words=lambda: tuple(points.roles),
    )
