"""What a form or notes hold that no reader recognises: asked about on a terminal, else part of the summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.open_lines import NOTE
from ppl.cli.ask.open_points import categories
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.ask.shared import category
from ppl.cli.desk import Desk
from ppl.cli.terminal import Terminal
from ppl.errors import Text
from ppl.operations.session_draft import as_list
from ppl.readers.settled import said_agreement

ALL = (Choice("summary", Text("[s]ummary")), Choice("sort", Text("[o]ne by one")))
FEW = 2


def with_unread(desk: Desk, fields: Mapping[str, Any], lines: Sequence[Any]) -> dict[str, Any]:
    """The fields with the lines that no reader recognised in their place. Raises StoppedError on Ctrl-C."""
    found = dict(fields)
    asker = Asker(Terminal(desk)) if desk.is_terminal else None
    texts = [_text(item) for item in lines]
    sorts = asker is not None and _sorts(asker, texts)
    for number, text in enumerate(texts, 1):
        becomes = _becomes(asker, text, number, len(texts)) if asker and sorts else "summary"
        put_in(desk, asker, found, becomes, text)
    return found


def put_in(desk: Desk, asker: Asker | None, fields: dict[str, Any], becomes: str, text: str) -> None:
    """Put a text into the fields of a session as what somebody says it is."""
    if becomes == "summary":
        fields["summary"] = "\n".join(one for one in (fields.get("summary"), text) if one)
    elif becomes == "agreement":
        fields["agreements"] = [*as_list(fields.get("agreements")), said_agreement(text)]
    elif becomes == "decision":
        fields["decisions"] = [*as_list(fields.get("decisions")), {"kind": "municipal", "outcome": text}]
    elif becomes == "action":
        fields["actions"] = [*as_list(fields.get("actions")), {"text": text}]
    elif becomes == "lesson":
        fields["lessons"] = [*as_list(fields.get("lessons")), {"title": text}]
    elif becomes == "bottleneck" and asker:
        new = {"title": text, "category": asker.insist(category(categories(desk), "category", text))}
        fields["bottlenecks"] = [*as_list(fields.get("bottlenecks")), new]


def _sorts(asker: Asker, texts: Sequence[str]) -> bool:
    """Whether somebody wants to sort many lines one by one; a few are asked about at once."""
    if len(texts) <= FEW:
        return True
    asker.terminal.say("")
    asker.terminal.say(Text("Not recognised in your text"))
    for text in texts:
        asker.terminal.say(text, "  ")
    question = Question(
        "rest",
        Text("{number} lines become", number=len(texts)),
        Text("Enter: all of them join the summary. o: choose for each what it is."),
        default="summary",
        shown=Text("summary"),
        choices=ALL,
    )
    return asker.insist(question) == "sort"


def _becomes(asker: Asker, text: str, number: int, all: int) -> str:
    question = Question(
        f"rest.{number}",
        Text("{number}/{all} `{text}` becomes", number=number, all=all, text=text),
        Text("This was not recognised as anything in particular. Enter: it joins the summary."),
        default="summary",
        shown=Text("summary"),
        choices=NOTE,
        before=("", Text("Not recognised in your text")) if number == 1 and all <= FEW else (),
    )
    return asker.ask(question) or "summary"


def _text(item: Any) -> str:
    """The text of a piece of the rest: a text itself, a line with its text, or something that has one."""
    if isinstance(item, tuple) and not hasattr(item, "text"):
        item = item[-1]
    return str(getattr(item, "text", item)).strip()
