"""What a word settles of actions: what was typed, else what is asked, then written."""

import datetime
from collections.abc import Sequence

from ppl.cli.ask.which_actions import ActionTalk, Becomes, split
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.entry.meant_actions import meant_actions, open_actions
from ppl.cli.options import WriteOptions
from ppl.cli.stopped import StepBack
from ppl.errors import Text, UsageError
from ppl.operations.action_settle import SettleRequest, settle_actions

REF = "which"


def settle(
    desk: Desk,
    becomes: Becomes,
    named: Sequence[str],
    given: dict[str, str],
    needs: tuple[str, ...],
    options: WriteOptions,
    project: str | None = None,
) -> None:
    """Settle the actions that are named; on a terminal whoever names none, or too little, is asked.

    given: what the options say: on, because, result; needs: which of those must be there, with the remedy
    Raises UsageError without a terminal.
    """
    is_open = open_actions(desk, project)
    meant = meant_actions(desk, named, is_open)
    listed = meant.among or (() if meant.refs else is_open)
    if not named and not is_open:
        desk.remark(Text("no action is open"))
        return
    if meant.refs:
        given = {**given, "refs": " ".join(meant.refs)}
    missing = [*([] if meant.refs else [REF]), *(name for name in needs if name not in given)]
    if not missing:
        _write(desk, becomes, given, options)
        return
    if not desk.is_terminal:
        raise _told_nothing(becomes, missing[0])
    talk, is_back = ActionTalk(desk, becomes, listed), False
    while True:
        given = dict(talk.hold(given, is_back))
        try:
            _write(desk, becomes, given, options, has_questions=True)
        except StepBack:
            is_back = True
        else:
            return


def _write(
    desk: Desk, becomes: Becomes, given: dict[str, str], options: WriteOptions, has_questions: bool = False
) -> None:
    on = datetime.date.fromisoformat(given["on"]) if given.get("on") else desk.today
    because, result = given.get("because") or None, given.get("result") or None
    request = SettleRequest(split(given["refs"]), becomes, on, because, result)
    options = options._replace(reason=options.reason or because)
    proposal = save(desk, settle_actions, request, options, has_questions=has_questions)
    if not (desk.is_terminal and proposal.edits) or options.yes or options.dry_run:
        for remark in proposal.remarks:
            desk.remark(remark)
    if not proposal.edits:
        desk.remark(Text("nothing changes"))


def _told_nothing(becomes: Becomes, missing: str) -> UsageError:
    """That something is not said, where nobody can be asked."""
    if missing == REF:
        what = Text("no action was named")
        return UsageError(what, Text("name its ref; ppl action list shows what is open"))
    if becomes == "moved":
        return UsageError(Text("the new day is not said"), Text("name it behind the action: 2026-12-01, fri or +2w"))
    return UsageError(Text("an action that is dropped needs a reason"), Text('add --reason "..."'))
