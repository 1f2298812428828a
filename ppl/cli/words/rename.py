"""`ppl rename REF NEW`: another id; references follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, DryRun, Reason, RefArgument, WithEdits, Yes, desk_of
from ppl.errors import Field, StoreError, Text, UsageError
from ppl.model.ids import is_id
from ppl.model.kinds import RESERVED, kind_of_path, path_of_ref, project_of
from ppl.operations.proposal import Proposal
from ppl.rules.references import references, renamed
from ppl.store.edits import Edit, existing
from ppl.store.folder import Folder
from ppl.store.git.message import Message

HELP = N_("""Give a record another id: its file gets that name, and every reference to it follows, in one commit.

\b
Example:
  ppl rename langeveld/bottlenecks/net netaansluiting
""")


def command(
    ctx: typer.Context,
    ref: RefArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help=N_("The new id."))],
    reason: Reason = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    with_edits: WithEdits = False,
) -> None:
    desk = desk_of(ctx)
    old = desk.ref(ref)
    target = _target(old, new)

    def build(folder: Folder) -> Proposal:
        refs = folder.refs()
        if target in refs:
            raise UsageError(Text("`{ref}` is there already", ref=target), Text("choose another id"))
        names = {old: target}
        if "/" not in old:
            names |= {r: target + r.removeprefix(old) for r in refs if project_of(r) == old}
        message = Message("rename", target, f"was {old}", reason=reason or "")
        return Proposal(_edits(folder, names), message)

    save(desk, build, dry_run=dry_run, yes=yes, with_edits=with_edits)
    if "/" not in old and not dry_run:
        _follow(desk, old, target)


def _follow(desk: Desk, old: str, new: str) -> None:
    """What waits or is registered for a project outside the records goes along with its id."""
    from ppl.store.local import notes, register

    try:
        if register.place(desk.environment).is_file() and register.rename(desk.folder, old, new):
            desk.remark(Text("the register of names says {project} now", project=new))
        if number := notes.rename(desk.folder, old, new):
            desk.remark(Text("notes that wait for {project} now: {number}", project=new, number=number))
    except StoreError as error:  # the commit is there: no reason to end as if it were not
        desk.remark(error.what)


def _target(old: str, new: str) -> str:
    """The full new ref. Raises UsageError where it cannot be one."""
    kind = kind_of_path(path_of_ref(old) or "")
    assert kind is not None
    if kind.is_fixed or kind.name == "plan" or "#" in old:
        raise UsageError(Text("the file of `{ref}` has a fixed name", ref=old))
    place = old.rpartition("/")[0]
    id = new.removeprefix(place + "/") if place else new
    target = f"{place}/{id}" if place else id
    found = kind_of_path(path_of_ref(target) or "")
    if not is_id(id) or id in RESERVED or found is None or found.name != kind.name:
        raise UsageError(
            Text("`{id}` cannot be the id of a {kind}", id=new, kind=Text(kind.name)),
            Text("use lower-case letters, digits and hyphens"),
        )
    return target


def _edits(folder: Folder, names: Mapping[str, str]) -> list[Edit]:
    """The moved records and those that refer to them."""
    knowledge, _ = folder.read()
    changed: dict[str, Edit] = {}
    for found in references(knowledge, frozenset(names)):
        value = renamed(found.value, found.target, names)
        if value != found.value:
            edit = changed.get(found.ref) or existing(folder, found.ref)
            assert edit is not None and edit.fields is not None
            changed[found.ref] = edit._replace(fields=_put(edit.fields, found.field, value))
    edits: list[Edit] = []
    for old, new in names.items():
        text = folder.text(old)
        edit = changed.pop(old, None)
        after = text if edit is None else edit.new
        before = existing(folder, old)
        fields = edit.fields if edit is not None else before.fields if before is not None else {}
        edits += [Edit(new, fields, None, text=after), Edit(old, None, text)]
    return edits + list(changed.values())


def _put(fields: Any, field: Field, value: str) -> Any:
    """A copy of the fields with one value replaced; a list written as one text counts as that text."""
    if not field or isinstance(fields, str):
        return value
    step, rest = field[0], field[1:]
    if isinstance(fields, list) and isinstance(step, int):
        return [_put(item, rest, value) if i == step else item for i, item in enumerate(fields)]
    return {key: _put(item, rest, value) if key == step else item for key, item in fields.items()}
