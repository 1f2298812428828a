"""What was entered before, where a talk comes in as a file: the same talk, and a bottleneck that is open already."""

from collections.abc import Mapping
from typing import Any

import typer

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.ask.talk_line import SAME, SAME_HELP, SAME_TEXT, logged_before, said_agreed
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Text
from ppl.model.bottleneck import Bottleneck
from ppl.operations.entry import Entry
from ppl.operations.session_draft import as_list
from ppl.store.edits import Edit

SAME_BOTTLENECK = (Choice("same", Text("the [s]ame")), Choice("new", Text("a [n]ew one")))

OPEN_AGAIN = (Choice("same", Text("open [a]gain")), Choice("new", Text("a [n]ew one")))


def is_same_talk(desk: Desk, entry: Entry, before: Edit) -> bool:
    """Whether somebody says that an entry is about a talk that was logged before. Ends the command on Ctrl-C."""
    assert before.fields is not None
    said = logged_before(
        str(entry.fields["kind"]), str(entry.fields["held_on"]), str(before.fields.get("summary") or "")
    )
    agreed = before.fields.get("agreed_on")
    default, shown = ("another", Text("another")) if agreed else ("same", Text("the same"))
    question = Question("same", SAME_TEXT, SAME_HELP, default=default, shown=shown, choices=SAME,
                        before=("", said, *said_agreed(agreed)))  # fmt: skip
    return _answer(desk, question) == "same"


def with_known_bottlenecks(desk: Desk, entry: Entry, known: Mapping[int, Bottleneck]) -> Entry:
    """The entry with the id of the open bottleneck where somebody says that a new title means that one.

    known: the open bottleneck that is titled alike, by the place in the entry's list. Ends the command on Ctrl-C.
    """
    items = as_list(entry.fields["bottlenecks"])
    for place, one in known.items():
        title = str(items[place]["title"])
        question = Question(
            "bottleneck",
            Text("`{title}`: is it the open one, {open}", title=title, open=one.title),
            Text("Enter: it is that one, and what you tell is added to it. n: it is a new one."),
            default="same",
            shown=Text("the same"),
            choices=SAME_BOTTLENECK,
        )
        if one.is_closed:
            question = question._replace(
                text=Text("`{title}`: {closed} was closed on {day}", title=title, closed=one.title,
                          day=str(one.closed_on)),
                help=Text("Enter: it is open again, under the same name. n: it is a new bottleneck."),
                shown=Text("open again"),
                choices=OPEN_AGAIN,
            )  # fmt: skip
        if _answer(desk, question) == "same":
            items = [*items[:place], _same(items[place], one), *items[place + 1 :]]
    return entry._replace(fields={**entry.fields, "bottlenecks": items})


def _same(item: Mapping[str, Any], known: Bottleneck) -> dict[str, Any]:
    """What a text says of a bottleneck that is known; its title, category and first day stay as they were."""
    again = {"status": "open"} if known.is_closed else {}
    return {
        "id": known.id,
        **again,
        **{k: v for k, v in item.items() if k not in ("title", "category", "opened_on", "found_in")},
    }


def _answer(desk: Desk, question: Question) -> str:
    try:
        return Asker(Terminal(desk)).insist(question)
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None
