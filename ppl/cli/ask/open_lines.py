"""What is open, as lines with their choices: actions, bottlenecks, interventions and waiting notes."""

from collections.abc import Mapping
from typing import NamedTuple

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_points import Day, OpenPoints, action_line
from ppl.errors import Joined, Text
from ppl.model.bottleneck import Bottleneck

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
NOTE_HELP = Text("Choose what this note becomes. Enter keeps it waiting for the next talk.")


class Line(NamedTuple):
    """One line of what is open.

    key: what it is about: `action:REF`, `bottleneck:REF`, `intervention:REF` or `note:ID`
    choices: what can have become of it; of an intervention it is its effect, in words
    title: the text without what stands around it; due_on: the day of an action
    """

    key: str
    text: Text | str
    choices: tuple[Choice, ...] = ()
    title: str = ""
    due_on: Day | None = None

    @property
    def kind(self) -> str:
        """What is open here."""
        return self.key.partition(":")[0]


HEADS: Mapping[str, tuple[Text, tuple[Choice, ...]]] = {
    "action": (Text("  Actions: {choices}"), DONE),
    "bottleneck": (Text("  Bottlenecks: {choices}"), STATUS),
    "intervention": (Text("  Interventions: what each brought, in words"), ()),
    "note": (Text("  Your notes: {choices}"), NOTE),
}


def lines(points: OpenPoints, is_contact: bool) -> list[Line]:
    """All that is open, in the order of its numbers. At a call or a mail: actions only."""
    found = [Line(f"action:{one.ref}", action_line(one), DONE, one.action.text, one.action.due_on)
             for one in points.actions]  # fmt: skip
    if is_contact:
        return found
    found += [Line(f"bottleneck:{b.ref}", _bottleneck(b, points), _status(b), b.title) for b in points.bottlenecks]
    found += [Line(f"intervention:{one.ref}", one.title) for one in points.interventions]
    return [*found, *(Line(f"note:{note.id}", f"`{note.text}`", NOTE, note.text) for note in points.notes)]


def _bottleneck(one: Bottleneck, points: OpenPoints) -> Text:
    since = Text("since {day}", day=one.opened_on) if one.opened_on else None
    status = Text(one.status) if one.status != "open" else None
    about = Joined(tuple(each for each in (points.terms().get(one.category, one.category), status, since) if each))
    return Text("{title} ({about})", title=one.title, about=about)


def _status(one: Bottleneck) -> tuple[Choice, ...]:
    return tuple(choice for choice in STATUS if choice.value != one.status)
