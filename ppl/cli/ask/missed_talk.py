"""`ppl log --cancelled` and `--moved`: a talk that did not take place, and the day it was planned for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import day_of
from ppl.cli.session_input import Entered, as_text
from ppl.errors import Text, UsageError


def not_held(
    desk: Desk, place: str | None, given: Mapping[str, str], moved: str | None, because: str | None
) -> Entered:
    """A talk that did not take place: the planned day, why, and to which day it moved. Raises UsageError."""
    if not because and desk.is_terminal:
        because = _asked(desk)
    if not because:
        raise UsageError(Text("a talk that did not take place needs its reason"), Text('add --because "..."'))
    kind = given.get("kind")
    if kind is None:
        from ppl.cli.ask.open_points import read_scene

        kind = read_scene(desk, place).kind
    raw: dict[str, Any] = {
        "kind": kind,
        "held_on": given.get("held_on") or desk.today.isoformat(),
        "status": "moved" if moved else "cancelled",
        "because": because,
    }
    if moved:
        raw["next_on"] = day_of(desk, moved, "--moved", is_ahead=True).isoformat()
    return as_text(raw)


def _asked(desk: Desk) -> str:
    """Why it did not take place. Ends the command on Ctrl-C."""
    from ppl.cli.ask.questions import Asking, Question
    from ppl.cli.terminal import StoppedError, Terminal

    question = Question("because", Text("Why"), Text("One line; it stands with the talk."), is_required=True)
    try:
        while not (answer := Asking(Terminal(desk)).ask(question)):
            pass
    except StoppedError as stopped:
        desk.remark(Text("nothing was written"))
        raise typer.Exit(stopped.exit_code) from None
    return answer
