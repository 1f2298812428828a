"""`ppl new KIND`: a new record, from assignments, a file, or your editor."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.editor import edited_text
from ppl.cli.input_file import read_mapping, sent
from ppl.cli.kind_argument import kind_named
from ppl.cli.options import N_, DryRun, KindArgument, ProjectOption, Reason, WithEdits, Yes, desk_of
from ppl.errors import Text, UsageError
from ppl.model.fields import fields as kind_fields
from ppl.model.ids import free_ref, is_id, new_id
from ppl.model.kinds import Kind, path_for, ref_of_path
from ppl.operations.proposal import Proposal
from ppl.store.edits import Edit, assigned, form
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.yaml import text as yaml_text

HELP = N_("""Make a new record: from FIELD=VALUE, from a file, or (on a terminal) in your editor.

A value that begins with [ or { is YAML: a list or a mapping. The id follows from the title or the date;
--id gives another.

\b
Example:
  ppl new bottleneck --project langeveld title="Net vol" category=netcongestie status=open opened_on=2026-01-05
  ppl new event --from event.yaml
""")


def command(
    ctx: typer.Context,
    kind: KindArgument,
    assignments: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help=N_("The fields of the record."))
    ] = None,
    project: ProjectOption = None,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help=N_("The id, instead of the usual one."))] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help=N_("The file with the fields; - reads standard input.")),
    ] = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    of = kind_named(kind)
    place = _place(desk, of, project)
    name, text, fields = _fields(desk, of, source, assignments or [])

    def build(folder: Folder) -> Proposal:
        ref = _ref(desk, folder, of, place, fields, id)
        message = Message("new", ref, of.name, reason=reason or "")
        return Proposal([Edit(ref, fields)], message, name, text)

    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)


def _place(desk: Desk, kind: Kind, project: str | None) -> str | None:
    """The project in whose folder the record will lie. Raises UsageError."""
    if kind.is_fixed:
        raise UsageError(
            Text("a programme has one {kind}, and it is there", kind=Text(kind.name)),
            Text("ppl set or ppl edit programme/{kind} changes it", kind=kind.name),
        )
    if kind.name == "project" or not kind.in_project:
        return None
    if project is None and len(kind.paths) == 1:
        raise UsageError(Text("a {kind} belongs to a project", kind=Text(kind.name)), Text("add --project PROJECT"))
    return desk.ref(project, kind="project") if project else None


def _fields(desk: Desk, kind: Kind, source: str | None, assignments: list[str]) -> tuple[str, str, dict[str, Any]]:
    """What was sent in: the name and text of its source, and the fields."""
    name = text = ""
    fields: dict[str, Any] = {}
    if source is not None:
        name, text = sent(source)
        fields = read_mapping(name, text)
    elif not assignments:
        if not desk.is_terminal:
            required = ", ".join(f.name for f in kind_fields(kind.record) if f.is_required)
            raise UsageError(
                Text("there is nothing to make a {kind} of", kind=Text(kind.name)),
                Text("give FIELD=VALUE or --from FILE; required are {required}", required=required),
            )
        name, text = Text("your text").source, edited_text(desk, form(kind, {}), kind.name)
        fields = read_mapping(name, text)
    return name, text, assigned(fields, assignments, kind) if assignments else fields


def _ref(desk: Desk, folder: Folder, kind: Kind, project: str | None, fields: dict[str, Any], id: str | None) -> str:
    made = id or new_id(kind, fields, desk.today.isoformat())
    if not made or not is_id(made):
        raise UsageError(
            Text("no id can be made for this {kind}", kind=Text(kind.name)),
            Text("give a title, or --id with letters, digits and hyphens"),
        )
    taken = set(folder.refs())
    wanted = ref_of_path(path_for(kind, project, made))
    if wanted in taken and (id is not None or kind.name in ("plan", "project", "newsletter")):
        raise UsageError(Text("`{ref}` is there already", ref=wanted), Text("ppl edit {ref} changes it", ref=wanted))
    if wanted in taken and yaml_text.read(folder.text(wanted) or "") == fields:
        raise UsageError(Text("the same {kind} is there already: {ref}", kind=Text(kind.name), ref=wanted))
    return free_ref(kind, project, made, taken)
