"""`ppl log --cancelled` and `--moved`: a talk that did not take place, and the day it was planned for."""

from collections.abc import Mapping
from typing import Any

import typer

from ppl.cli.ask.one_line import insisted
from ppl.cli.ask.open_points import session_kind
from ppl.cli.ask.questions import Question
from ppl.cli.desk import Desk
from ppl.cli.options import day_of
from ppl.cli.stopped import StoppedError
from ppl.errors import Text, UsageError


def missed_talk(
    desk: Desk, project: str | None, given: Mapping[str, str], moved: str | None, because: str | None
) -> dict[str, Any]:
    """The fields of a talk that did not take place: the planned day, why, and to which day it moved.

    given: what the options say of it. Raises UsageError, and typer.Exit on Ctrl-C.
    """
    if not because and desk.is_terminal:
        because = _asked_reason(desk)
    if not because:
        raise UsageError(Text("a talk that did not take place needs its reason"), Text('add --because "..."'))
    fields: dict[str, Any] = {
        "kind": given.get("kind") or session_kind(desk, project),
        "held_on": given.get("held_on") or desk.today.isoformat(),
        "status": "moved" if moved else "cancelled",
        "because": because,
    }
    return {**fields, "next_on": day_of(desk, moved, "--moved", is_ahead=True).isoformat()} if moved else fields


def _asked_reason(desk: Desk) -> str:
    question = Question("because", Text("Why"), Text("One line; it stands with the talk."), is_required=True)
    try:
        return insisted(desk, question, "reason")
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None
