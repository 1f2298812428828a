"""`ppl log`: a session with all that came out of it, in one commit."""

from __future__ import annotations

from typing import Annotated

import typer

from ppl.cli.desk import Desk
from ppl.cli.entry import read_mapping, sent
from ppl.cli.options import N_, DryRun, ProjectArgument, WithEdits, Yes, desk_of
from ppl.cli.saving import Proposal
from ppl.errors import Text
from ppl.store import entry as entries
from ppl.store.folder import Folder, problems_of
from ppl.store.message import Message

HELP = N_("""Log a session with all that came out of it: one preview, one commit.

FILE is YAML with the fields of a session; only kind and held_on are required. Where a session refers to
bottlenecks, interventions, lessons or decisions, write them whole: with a title it is a new one, with an id
it changes one. An action with an id and no text changes an action of an earlier session.

PROJECT is `programme` for a session of the programme as a whole.

\b
Example:
  ppl log langeveld --from session.yaml
""")


def command(
    ctx: typer.Context,
    project: ProjectArgument,
    source: Annotated[
        str, typer.Option("--from", metavar="FILE|-", help=N_("The file with the session; - reads standard input."))
    ],
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    name, text = sent(source)
    raw = read_mapping(name, text)
    place = None if project == "programme" else desk.ref(project, kind="project")
    proposal = desk.save(
        lambda folder: _proposal(desk, folder, place, raw, name, text),
        dry_run=dry_run,
        yes=yes,
        with_edits=with_edits,
    )
    if not proposal.edits:
        desk.remark(Text("this was logged before, as {ref}; nothing was written", ref=proposal.message.ref))


def _proposal(
    desk: Desk, folder: Folder, project: str | None, raw: dict[str, object], name: str, text: str
) -> Proposal:
    entry = entries.taken_apart(folder, project, raw, desk.today.isoformat())
    message = Message("log", project or "programme", _what(raw, entry))
    if entry.is_known:
        message = message._replace(ref=entry.session)
    return Proposal(entry.edits, message, name, text, problems_of(entry.flaws, text, name))


def _what(raw: dict[str, object], entry: entries.Entry) -> str:
    """`weekly 2026-01-05, 2 actions, 1 bottleneck`."""
    parts = [f"{raw.get('kind')} {raw.get('held_on')}"]
    for field in ("actions", *entries.EMBEDDED):
        sent = raw.get(field)
        if number := len(sent) if isinstance(sent, list) else 0:
            parts.append(f"{number} {field.removesuffix('s') if number == 1 else field}")
    return ", ".join(parts)
