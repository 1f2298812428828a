"""What a form or notes hold that no reader recognises: asked about on a terminal, else part of the summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from ppl.cli.ask.open_points import categories
from ppl.cli.ask.open_points_questions import NOTE
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.ask.shared import category
from ppl.cli.desk import Desk
from ppl.cli.terminal import Terminal
from ppl.errors import Text
from ppl.operations.session_draft import as_list


def with_unread(desk: Desk, fields: Mapping[str, Any], lines: Sequence[Any]) -> dict[str, Any]:
    """The fields with the lines that no reader recognised in their place. Raises StoppedError on Ctrl-C."""
    found = dict(fields)
    asker = Asker(Terminal(desk)) if desk.is_terminal else None
    for number, item in enumerate(lines, 1):
        text = _text(item)
        becomes = _becomes(asker, text, number, len(lines)) if asker else "summary"
        if becomes == "summary":
            found["summary"] = "\n".join(one for one in (found.get("summary"), text) if one)
        elif becomes == "action":
            found["actions"] = [*as_list(found.get("actions")), {"text": text}]
        elif becomes == "lesson":
            found["lessons"] = [*as_list(found.get("lessons")), {"title": text}]
        elif becomes == "bottleneck" and asker:
            new = {"title": text, "category": asker.insist(category(categories(desk), "category", text))}
            found["bottlenecks"] = [*as_list(found.get("bottlenecks")), new]
    return found


def _becomes(asker: Asker, text: str, number: int, all: int) -> str:
    question = Question(
        f"rest.{number}",
        Text("{number}/{all} `{text}` becomes", number=number, all=all, text=text),
        Text("This was not recognised as anything in particular. Enter: it joins the summary."),
        default="summary",
        shown=Text("summary"),
        choices=NOTE,
        before=("", Text("Not recognised in your text")) if number == 1 else (),
    )
    return asker.ask(question) or "summary"


def _text(item: Any) -> str:
    """The text of a piece of the rest: a text itself, a line with its text, or something that has one."""
    if isinstance(item, tuple) and not hasattr(item, "text"):
        item = item[-1]
    return str(getattr(item, "text", item)).strip()
