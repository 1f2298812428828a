"""Whether a bottleneck that comes up is one that is open, or was not long ago: asked before a second one is made."""

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Answers, Question
from ppl.errors import Text
from ppl.model.bottleneck import Bottleneck


def same_bottleneck(known: Bottleneck, key: str) -> Question:
    """The question whether a title means this one; its answer is kept under `.same`."""
    if known.is_closed:
        return Question(
            f"{key}.same",
            Text("  it was closed on {day}: {title}", title=known.title, day=known.closed_on),
            Text("Enter: it is open again, under the same name. n: it is a new bottleneck."),
            default="yes",
            shown=Text("open again"),
            choices=(Choice("yes", Text("open [a]gain")), Choice("no", Text("a [n]ew one"))),
        )
    return Question(
        f"{key}.same",
        Text("  is it the open one: {title} (since {day})", title=known.title,
             day=known.opened_on or Text("an unknown day")),
        Text("Enter: it is, and no second one is made. n: it is a new one."),
        default="yes",
        shown=Text("yes"),
        choices=(Choice("yes", Text("[y]es")), Choice("no", Text("[n]o"))),
    )  # fmt: skip


def is_same(known: Bottleneck | None, key: str, answers: Answers) -> bool:
    """Whether what was told under a key is the bottleneck that is known."""
    return known is not None and answers.get(f"{key}.same") != "no"
