"""`ppl history REF`: who changed what, when, with which command and why."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ppl.cli.desk import Desk
from ppl.cli.options import N_, AsOf, RecordFormat, RefArgument, desk_of
from ppl.errors import Text
from ppl.store.git.history import FieldChange, Step, steps

HELP = N_("""Who changed which field from what to what, when, with which command and why; oldest first.

Of a project the whole folder is one time line. Records that were renamed keep their history; of a record
that was removed, give its full ref.

\b
Example:
  ppl history langeveld
  ppl history langeveld/bottlenecks/netaansluiting --format json
""")


def command(
    ctx: typer.Context,
    ref: RefArgument,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help=N_("Only the last N steps."))] = None,
    format: RecordFormat = "screen",
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    folder = desk.at(as_of)
    start = desk.folder.git.commit_at(as_of) if as_of else "HEAD"
    full = _ref(desk, ref, as_of)
    whole = full.partition("#")[0]
    is_project = "/" not in whole
    found = steps(folder, whole + "/" if is_project else whole, start)
    if not found:
        raise desk.unknown_ref(ref, whole, folder.refs())
    found = found[-limit:] if limit and limit > 0 else found
    if format == "json":
        items = [_plain(step) for step in found]
        desk.show(json.dumps({"schema": "ppl/history/1", "ref": full, "items": items}, ensure_ascii=False, indent=2))
        return
    desk.show("\n".join(_text(desk, step, whole if is_project else "", format == "md") for step in found))


def _ref(desk: Desk, ref: str, as_of: str | None) -> str:
    """The full ref; a full ref that is no longer there is taken as it is, for its history is."""
    from ppl.errors import UsageError
    from ppl.model.kinds import path_of_ref

    try:
        return desk.ref(ref, desk.at(as_of))
    except UsageError:
        if path_of_ref(ref) and desk.folder.git.was_there("data/" + (path_of_ref(ref) or "")):
            return ref
        raise


def _plain(step: Step) -> dict[str, Any]:
    return {
        "commit": step.commit,
        "at": step.at.isoformat(),
        "by": step.by,
        "subject": step.subject,
        "command": step.command,
        "reason": step.reason,
        "changes": [
            {"ref": c.ref, "field": ".".join(str(s) for s in c.field), "before": c.before, "after": c.after}
            for c in step.changes
        ],
    }


def _text(desk: Desk, step: Step, ref: str, is_markdown: bool) -> str:
    when = step.at.strftime("%Y-%m-%d %H:%M")
    mark = "## " if is_markdown else ""
    rows = [f"{mark}{when}  {step.by}  {step.commit[:8]}", *([""] if is_markdown else [])]
    bullet = "- " if is_markdown else "  "
    rows.append(bullet + (step.subject if step.word else desk.words(Text("by hand: {what}", what=step.subject))))
    if step.reason:
        rows.append(bullet + desk.words(Text("because: {reason}", reason=step.reason)))
    rows += [bullet + row for change in step.changes for row in _change(desk, change, ref)]
    return "\n".join(rows) + "\n"


def _change(desk: Desk, change: FieldChange, ref: str) -> list[str]:
    where = change.ref.removeprefix(ref + "/") + " " if ref and change.ref != ref else ""
    if not change.field:
        if change.before is None:
            named = change.after.get("title") or change.after.get("name") or change.after.get("summary")
            named = named or change.ref.rpartition("/")[2]
            return [desk.words(Text("+ {where}made: {what}", where=where, what=_short(named)))]
        return [desk.words(Text("- {where}removed", where=where))]
    field = ".".join(str(step) for step in change.field)
    if change.before is None:
        return [f"{where}{field}: + {_short(change.after)}"]
    if change.after is None:
        return [f"{where}{field}: - {_short(change.before)}"]
    return [f"{where}{field}: {_short(change.before)} → {_short(change.after)}"]


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = ", ".join(f"{k}: {_short(v)}" for k, v in value.items())
    elif isinstance(value, list):
        value = ", ".join(_short(v) for v in value)
    text = " ".join(str(value).split())
    return text if len(text) <= 100 else text[:99] + "…"
